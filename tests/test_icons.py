"""The icons and the web manifest of a site, made of one picture."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from newsroom import SETTINGS, Newsroom, codes, picture, rendered

MADE = {
    "favicon.ico",
    "apple-touch-icon.png",
    "icon-192.png",
    "icon-512.png",
    "icon-maskable.png",
    "site.webmanifest",
}
ICON = "icon: /images/icon.png\n"


def _drawn(room: Newsroom, path: str) -> Image.Image:
    with Image.open(BytesIO(room.public()[path])) as opened:
        return opened.convert("RGBA")


def _disc(ground: str | None = None) -> bytes:
    """Draw a red square in the midst of nothing, or of a ground of its own."""
    drawn = Image.new("RGBA", (512, 512), ground or (0, 0, 0, 0))
    drawn.paste("#ff0000", (128, 128, 384, 384))
    stream = BytesIO()
    drawn.save(stream, "PNG")
    return stream.getvalue()


def test_all_icons_and_a_manifest_are_made_of_one_picture(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, SETTINGS + ICON).write("static/images/icon.png", _disc())
    report = room.built()
    assert report.faults == ()
    public = room.public()
    assert set(public) >= MADE
    with Image.open(BytesIO(public["favicon.ico"])) as favicon:
        assert favicon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    sizes = {path: _drawn(room, path).size for path in MADE if path.endswith(".png")}
    assert sizes == {
        "apple-touch-icon.png": (180, 180),
        "icon-192.png": (192, 192),
        "icon-512.png": (512, 512),
        "icon-maskable.png": (512, 512),
    }
    assert _drawn(room, "icon-512.png").getpixel((0, 0)) == (0, 0, 0, 0)
    paper, red = (0xFD, 0xFC, 0xF9, 255), (255, 0, 0, 255)
    for path, size in (("apple-touch-icon.png", 180), ("icon-maskable.png", 512)):
        drawn = _drawn(room, path)
        assert (drawn.getpixel((0, 0)), drawn.getpixel((size // 2, size // 2))) == (paper, red)
    head = room.page("index.html").partition("</head>")[0]
    assert re.findall(r'<(?:link rel="(?:icon|apple-touch-icon|manifest)"|meta name="theme-color").*?>', head) == [
        '<link rel="icon" href="/favicon.ico" sizes="16x16 32x32 48x48">',
        '<link rel="apple-touch-icon" href="/apple-touch-icon.png">',
        '<link rel="manifest" href="/site.webmanifest">',
        '<meta name="theme-color" media="(prefers-color-scheme: light)" content="#fdfcf9">',
        '<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#14161a">',
    ]
    assert public == room.clean(tmp_path / "clean")
    assert rendered(room.built()) == set()


def test_the_manifest_says_what_the_settings_say(tmp_path: Path) -> None:
    settings = SETTINGS.replace("https://test.example", "https://test.example/journal").replace("fr\n", "fr-CA\n", 1)
    more = 'description: "Le \\"vrai\\" test"\nfavicon: /f.svg\n'
    more += 'theme: {colours: {paper: {light: "#ffffff", dark: "#000000"}}}\n'
    room = Newsroom(tmp_path, settings + ICON + more).write("static/images/icon.png", _disc("#0000ff"))
    room.write("static/f.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>').built()
    manifest = json.loads(room.page("site.webmanifest"))
    icons = manifest.pop("icons")
    assert manifest == {
        "name": "Le Test",
        "short_name": "Le Test",
        "description": "Le «\u00a0vrai\u00a0» test",
        "id": "/journal/",
        "start_url": "/journal/",
        "scope": "/journal/",
        "lang": "fr-CA",
        "dir": "ltr",
        "display": "minimal-ui",
        "theme_color": "#ffffff",
        "background_color": "#ffffff",
    }
    assert [(each["src"], each["sizes"], each["type"], each["purpose"]) for each in icons] == [
        ("/journal/icon-192.png", "192x192", "image/png", "any"),
        ("/journal/icon-512.png", "512x512", "image/png", "any"),
        ("/journal/icon-maskable.png", "512x512", "image/png", "maskable"),
    ]
    assert _drawn(room, "icon-maskable.png").getpixel((0, 0)) == (0, 0, 255, 255)  # its own ground goes on
    page = room.page("index.html")
    assert '<link rel="icon" href="/journal/f.svg">' in page  # what the newsroom drew itself goes on working
    assert '<link rel="icon" href="/journal/favicon.ico"' in page


def test_what_lies_in_static_stays_and_an_edit_of_the_picture_makes_the_others_again(tmp_path: Path) -> None:
    own = {"favicon.ico": b"\0\0\1\0own", "site.webmanifest": b"{}", "icon-192.png": picture(192, 192)}
    room = Newsroom(tmp_path, SETTINGS + ICON).write("static/images/icon.png", _disc())
    for path, data in own.items():
        room.write(f"static/{path}", data)
    room.built()
    assert {path: room.public()[path] for path in own} == own
    room.write("static/images/icon.png", _disc("#00ff00"))
    made = rendered(room.built())
    assert made & MADE == MADE - set(own)
    assert not [path for path in made if path.endswith(".html")]
    assert room.public() == room.clean(tmp_path / "clean")
    room.write("newsgen.yaml", SETTINGS).built()
    assert MADE & set(room.public()) == set(own)


def test_a_picture_that_is_no_square_is_shown_whole(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, SETTINGS + ICON).write("static/images/icon.png", picture(1024, 512, shade=9))
    assert codes(room.built()) == ["newsgen.yaml:5:7 bad-icon"]
    drawn = _drawn(room, "icon-512.png")
    assert [drawn.getpixel((256, y)) for y in (0, 127, 128, 256, 383, 384)] == [
        *[(0, 0, 0, 0)] * 2,
        *[(9, 9, 9, 255)] * 3,
        (0, 0, 0, 0),
    ]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("icon.svg", SVG, "bad-icon"),
        ("icon.ico", b"\0\0\1\0\1\0\x10\x10\0\0\1\0\x20\0\x68\4\0\0\x16\0\0\0", "bad-icon"),
        ("icon.pdf", b"%PDF-1.7\n", "no-picture"),
        ("absent.png", None, "missing-file"),
    ],
)
def test_what_no_icon_can_be_drawn_of_is_an_error(
    tmp_path: Path, name: str, data: str | bytes | None, code: str
) -> None:
    room = Newsroom(tmp_path, f"{SETTINGS}icon: /{name}\n")
    if data is not None:
        room.write(f"static/{name}", data)
    report = room.build()
    assert report.failed
    assert codes(report) == [f"newsgen.yaml:5:7 {code}"]
    assert all(each.fault.help for each in report.faults)


def test_a_small_picture_is_a_warning_and_a_damaged_one_an_error(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, SETTINGS + ICON).write("static/images/icon.png", picture(64, 64))
    assert codes(room.built()) == ["newsgen.yaml:5:7 bad-icon"]
    room.write("static/images/icon.png", _disc()[:-200])
    report = room.build()
    assert report.failed
    assert {each.fault.code for each in report.faults} == {"broken-picture"}
