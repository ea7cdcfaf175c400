"""Pictures: their sizes and formats, what cameras tell, and that none of it depends on what was built before."""

from __future__ import annotations

import io
import re
import struct
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from msgspec.structs import replace
from PIL import Image, ImageCms, ImageDraw

from newsgen.assets.encode import encode
from newsgen.assets.made_pictures import MadePictures
from newsgen.build import build
from newsgen.content.pictures import clean, look
from newsgen.pages.recipes import Resized
from newsgen.preview.proofs import Proofs
from newsroom import NOON, SETTINGS, Newsroom, codes, rendered
from tiny_theme import without_theme

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

ORIENTATION, MAKER, ARTIST, COPYRIGHT, GPS = 0x0112, 0x010F, 0x013B, 0x8298, 0x8825
HERE = {1: "N", 2: (48.0, 51.0, 30.0), 3: "E", 4: (2.0, 17.0, 40.0)}
FIVE = (2, 3, 4, 5, 6, 7, 8)


def photo(
    width: int, height: int, *, kind: str = "JPEG", mode: str = "RGB", seed: int = 0, exif: bool = False, turn: int = 1
) -> bytes:
    """Draw a picture, red in its upper left corner; with ``exif``, as a telephone would have taken it."""
    image = Image.new(mode, (width, height), 0 if mode != "RGB" else (seed * 40 % 256, 90, 160))
    if mode in {"RGB", "RGBA", "L", "CMYK"}:
        ImageDraw.Draw(image).rectangle((0, 0, width // 4, height // 4), fill="red")
    stream, options = io.BytesIO(), {}
    if exif:
        block = Image.Exif()
        block[MAKER], block[ARTIST], block[COPYRIGHT] = "Nokia 3310", "Anne Martin", "Le Fanal"
        block[GPS] = HERE
        if turn != 1:
            block[ORIENTATION] = turn
        options["exif"] = block.tobytes()
    image.save(stream, kind, **options)
    return stream.getvalue()


def opened(data: bytes) -> Image.Image:
    """Decode a picture."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def newsroom(root: Path, more: str = "") -> Newsroom:
    """Make a site whose articles print their lead picture and their text."""
    room = without_theme(Newsroom(root, f"{SETTINGS}severity: {{small-picture: off}}\n{more}"))
    room.write("templates/article.html", PRINTED)
    room.write(
        "templates/shortcodes/figure.html", "{{ src.url }}{% for each in src.sources %} {{ each.srcset }}{% endfor %}"
    )
    return room


PRINTED = (
    "{% set it = article.image %}{% if it %}{{ it.url }} {{ it.width }}×{{ it.height }}\n{{ it.fallback }}\n"
    "{% for source in it.sources %}{{ source.type }}: {{ source.srcset }}\n{% endfor %}{% endif %}"
    "{{ article.body | html }}"
)
LEAD = {"src": "/images/port.jpg", "alt": "Le port"}
PAGE = "sport/a/index.html"


def variants(room: Newsroom) -> list[str]:
    """Name the files of the output that are made of pictures, without their digests."""
    return sorted(
        re.sub(r"\.[0-9a-f]{8}\.", ".", path) for path in room.public() if re.search(r"\.\d+\.[0-9a-f]{8}\.", path)
    )


def equal_to_clean(room: Newsroom, folder: Path) -> None:
    assert room.public() == room.clean(folder)


# --- sizes and formats ------------------------------------------------------------------------------------------------


def test_a_picture_that_a_page_shows_has_smaller_ones_and_none_larger(tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("static/images/port.jpg", photo(700, 350)).article("a", image=LEAD)
    room.write("static/images/cachee.jpg", photo(700, 350, seed=1))
    room.built()
    assert variants(room) == ["images/port.320.webp", "images/port.640.webp", "images/port.700.webp"]
    listed = room.page(PAGE).split("\n")[2]
    assert re.fullmatch(
        r"image/webp: /images/port\.320\.\w{8}\.webp 320w, /images/port\.640\.\w{8}\.webp 640w, "
        r"/images/port\.700\.\w{8}\.webp 700w",
        listed,
    )
    for path, data in room.public().items():
        if found := re.search(r"port\.(\d+)\.", path):
            assert opened(data).size == (int(found[1]), int(found[1]) // 2)
            assert opened(data).format == "WEBP"


def test_widths_formats_and_quality_are_settings(tmp_path: Path) -> None:
    more = "pictures: {widths: [100, 50], formats: [avif, webp]}\n"
    room = newsroom(tmp_path, more).write("static/images/port.jpg", photo(200, 100)).article("a", image=LEAD)
    room.built()
    made = ["images/port.100.avif", "images/port.100.webp", "images/port.50.avif", "images/port.50.webp"]
    assert variants(room) == made
    assert [line.split(":")[0] for line in room.page(PAGE).split("\n")[2:4]] == ["image/avif", "image/webp"]
    names = set(room.public())
    room.write("newsgen.yaml", SETTINGS + more.replace("webp]", "webp], quality: {webp: 5}"))
    assert room.built().deleted == 2
    assert variants(room) == made
    assert len(names - set(room.public())) == 2
    for off in ("widths: []", "formats: []", "widths: [200]"):
        room.write("newsgen.yaml", f"{SETTINGS}pictures: {{{off}}}\n")
        room.built()
        assert variants(room) == []
    equal_to_clean(room, tmp_path / "clean")


def test_a_large_picture_has_a_smaller_one_for_browsers_that_know_no_format_of_ours(tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("static/images/port.jpg", photo(1400, 70)).article("a", image=LEAD)
    room.built()
    address = room.page(PAGE).split("\n")[1]
    assert re.fullmatch(r"/images/port\.1280\.\w{8}\.jpg", address)
    assert opened(room.public()[address[1:]]).size == (1280, 64)
    assert opened(room.public()[address[1:]]).format == "JPEG"


def test_pictures_of_texts_and_of_shortcodes_have_their_sizes_too(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "pictures: {widths: [20], sizes: 50vw}\n")
    room.write("content/articles/Le port, vu d’ici.jpg", photo(40, 20)).write("static/b.png", photo(40, 20, kind="PNG"))
    room.article("a", body='![x](<Le port, vu d’ici.jpg>)\n\n{{< figure src="/b.png" alt="b" >}}\n')
    room.built()
    page = room.page(PAGE)
    path = r"/media/articles/Le%20port%2C%20vu%20d%E2%80%99ici\.20\.\w{8}\.webp"
    assert re.search(rf' srcset="{path} 20w" sizes="50vw" width="40" height="20" loading="lazy"', page)
    assert re.search(r"/b\.png /b\.20\.\w{8}\.webp 20w", page)
    assert variants(room) == ["b.20.webp", "media/articles/Le port, vu d’ici.20.webp"]


def test_the_theme_prints_every_format_and_the_picture_itself(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, SETTINGS + "pictures: {widths: [20], formats: [avif, webp]}\n")
    room.write("static/images/port.jpg", photo(40, 20)).article("a", image=LEAD).built()
    [picture] = re.findall(r"<picture>.*?</picture>", room.page(PAGE))
    assert re.findall(r'<source type="(.*?)" srcset="/images/port\.20\.\w{8}\.\w+ 20w" sizes=', picture) == [
        "image/avif",
        "image/webp",
    ]
    assert '<img src="/images/port.jpg" alt="Le port" width="40" height="20"' in picture
    room.write("newsgen.yaml", SETTINGS).built()
    assert "<picture>" not in room.page(PAGE)


def test_a_very_tall_picture_has_only_the_sizes_that_a_format_can_hold(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "pictures: {widths: [10, 20]}\n").article("a", image=LEAD)
    room.write("static/images/port.jpg", photo(30, 30_000, kind="PNG", mode="L")).built()
    assert variants(room) == ["images/port.10.webp"]


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_transparency_stays(kind: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path, "pictures: {widths: [20]}\n").article("a", image={"src": "/a.png", "alt": "a"})
    room.write("static/a.png", photo(40, 40, kind=kind, mode="RGBA")).built()
    [path] = [path for path in room.public() if ".20." in path]
    image = opened(room.public()[path])
    assert image.mode == "RGBA"
    assert image.getpixel((18, 18)) == (0, 0, 0, 0)


ODD: Mapping[str, Callable[[], bytes]] = {
    "CMYK": lambda: photo(40, 40, mode="CMYK"),
    "grey": lambda: photo(40, 40, mode="L"),
    "black and white": lambda: photo(40, 40, kind="PNG", mode="1"),
    "palette": lambda: photo(40, 40, kind="PNG", mode="P"),
    "16 bits": lambda: photo(40, 40, kind="PNG", mode="I;16"),
    "a name that lies": lambda: photo(40, 40, kind="WEBP"),
}


@pytest.mark.parametrize("what", ODD)
def test_odd_pictures_have_smaller_ones_all_the_same(what: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path, "pictures: {widths: [20]}\n").article("a", image=LEAD)
    data = ODD[what]()
    room.write("static/images/port.jpg", data)
    named_rightly = data.startswith(b"\xff\xd8")
    assert codes(room.built()) == ([] if named_rightly else ["static/images/port.jpg:1:1 wrong-ending"])
    [path] = [path for path in room.public() if ".20." in path]
    assert opened(room.public()[path]).mode == "RGB"


def test_sixteen_bits_of_grey_are_scaled_not_cut(tmp_path: Path) -> None:
    stream = io.BytesIO()
    Image.new("I;16", (40, 40), 0x8000).save(stream, "PNG")
    room = newsroom(tmp_path, "pictures: {widths: [20]}\n").article("a", image=LEAD)
    room.write("static/images/port.jpg", stream.getvalue()).built()
    [path] = [path for path in room.public() if ".20." in path]
    pixel = opened(room.public()[path]).getpixel((10, 10))
    assert isinstance(pixel, tuple)
    assert all(abs(value - 128) < 4 for value in pixel)


def test_colours_are_those_that_every_screen_knows(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    stream = io.BytesIO()
    Image.new("RGB", (40, 40), (200, 30, 30)).save(stream, "JPEG", icc_profile=profile)
    room = newsroom(tmp_path, "pictures: {widths: [20], formats: [avif, webp]}\n").article("a", image=LEAD)
    room.write("static/images/port.jpg", stream.getvalue()).built()
    assert opened(room.public()["images/port.jpg"]).info["icc_profile"] == profile
    paths = [path for path in room.public() if ".20." in path]
    assert len(paths) == 2
    assert not any("icc_profile" in opened(room.public()[path]).info for path in paths)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_moving_pictures_and_drawings_stay_as_they_are(kind: str, tmp_path: Path) -> None:
    stream = io.BytesIO()
    first, second = Image.new("RGB", (40, 40)), Image.new("RGB", (40, 40), "red")
    first.save(stream, kind, save_all=True, append_images=[second])
    room = newsroom(tmp_path, "pictures: {widths: [20]}\n")
    room.write("static/a", stream.getvalue()).write("static/b.svg", '<svg width="40" height="40"/>')
    room.article("a", image={"src": "/a", "alt": "a"}, body="![b](/b.svg)\n")
    assert codes(room.built()) == []
    assert variants(room) == []
    assert room.public()["a"] == stream.getvalue()
    assert room.page(PAGE).startswith("/a 40×40")


# --- faults -----------------------------------------------------------------------------------------------------------


def test_a_damaged_picture_stops_the_build_only_if_a_page_shows_it(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "pictures: {widths: [20]}\n").write("static/images/port.jpg", photo(40, 40)[:-40])
    room.article("b").built()
    assert codes(room.build()) == ["static/images/port.jpg:1:1 broken-picture"]
    assert not room.build().failed
    room.article("a", image=LEAD, body="![le même](/images/port.jpg)\n")
    assert room.build().failed
    assert codes(room.build()) == ["static/images/port.jpg:1:1 broken-picture"]
    assert PAGE not in room.public()
    room.write("static/images/port.jpg", photo(40, 40))
    assert codes(room.built()) == []
    equal_to_clean(room, tmp_path / "clean")


def test_a_damaged_picture_of_an_upcoming_article_is_found_today(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", body="![x](x.jpg)\n", embargo="2027-01-01")
    room.write("content/articles/x.jpg", photo(900, 400)[:500])
    assert codes(room.build()) == ["content/articles/x.jpg:1:1 broken-picture"]
    assert room.build().failed


def test_a_bomb_is_refused_before_it_is_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgen.assets.encode.encode", lambda *_: pytest.fail("it was decoded"))
    bomb = photo(40, 40, kind="PNG").replace(struct.pack(">II", 40, 40), struct.pack(">II", 30_000, 30_000))
    room = newsroom(tmp_path).write("static/images/port.jpg", bomb).article("a", image=LEAD)
    expected = ["static/images/port.jpg:1:1 huge-picture", "static/images/port.jpg:1:1 wrong-ending"]
    assert codes(room.build()) == expected
    assert room.build().failed


def test_a_pillow_without_a_format_is_no_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = newsroom(tmp_path, "pictures: {widths: [20], formats: [avif]}\n").article("a", image=LEAD)
    room.write("static/images/port.jpg", photo(40, 40))
    Image.init()
    monkeypatch.delitem(Image.SAVE, "AVIF")
    report = room.build()
    assert codes(report) == ["static/images/port.jpg:1:1 broken-picture"]
    assert "it cannot be written as avif" in report.faults[0].fault.message


def test_a_picture_that_is_rotten_inside_is_a_fault_at_every_build(tmp_path: Path) -> None:
    data = bytearray(photo(400, 400, kind="PNG"))
    data[60:70] = bytes(10)
    room = newsroom(tmp_path).write("static/images/port.jpg", bytes(data)).article("a", image=LEAD)
    expected = ["static/images/port.jpg:1:1 broken-picture", "static/images/port.jpg:1:1 wrong-ending"]
    for _ in range(2):
        assert codes(room.build()) == expected
    assert room.public() == {}


# --- what cameras tell ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_no_published_picture_tells_where_it_was_taken(kind: str, tmp_path: Path) -> None:
    source = photo(400, 200, kind=kind, exif=True)
    assert b"Nokia" in source
    room = newsroom(tmp_path).write("static/images/port.jpg", source).article("a", image=LEAD)
    room.write("content/articles/beside.jpg", source).write("static/unseen.jpg", source)
    room.article("b", body="![x](beside.jpg) [y](beside.jpg)\n").built()
    pictures = {path: data for path, data in room.public().items() if path.endswith(("jpg", "webp"))}
    assert len(pictures) == 3 + 2 * 2
    for path, data in pictures.items():
        assert b"Nokia" not in data, path
        exif = opened(data).getexif()
        assert dict(exif) == {ARTIST: "Anne Martin", COPYRIGHT: "Le Fanal"}, path
        assert not exif.get_ifd(GPS), path
    assert opened(room.public()["unseen.jpg"]).tobytes() == opened(source).tobytes()
    assert (room.root / "static/unseen.jpg").read_bytes() == source


@pytest.mark.parametrize("turn", [1, *FIVE])
def test_a_picture_is_shown_the_way_up_that_its_camera_says(turn: int, tmp_path: Path) -> None:
    room = newsroom(tmp_path, "pictures: {widths: [40]}\n").article("a", image=LEAD)
    room.write("static/images/port.jpg", photo(80, 160, exif=True, turn=turn)).built()
    size = (80, 160) if turn < 5 else (160, 80)
    assert room.page(PAGE).startswith(f"/images/port.jpg {size[0]}×{size[1]}\n")
    [path] = [path for path in room.public() if ".40." in path]
    small = opened(room.public()[path])
    assert small.size == (40, 40 * size[1] // size[0])
    assert ORIENTATION not in small.getexif()
    original = opened(room.public()["images/port.jpg"])
    assert original.getexif().get(ORIENTATION, 1) == turn
    width, height = small.size
    corner = {1: (2, 2), 2: (width - 3, 2), 3: (width - 3, height - 3), 4: (2, height - 3), 5: (2, 2)}
    corner |= {6: (width - 3, 2), 7: (width - 3, height - 3), 8: (2, height - 3)}
    pixel = small.getpixel(corner[turn])
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200
    assert pixel[1] < 90


def test_only_what_browsers_go_by_turns_a_picture(tmp_path: Path) -> None:
    said = b'http://ns.adobe.com/xap/1.0/\0<x tiff:Orientation="6"/>'
    source = photo(80, 160)
    room = newsroom(tmp_path, "pictures: {widths: [40]}\n").article("a", image=LEAD)
    room.write("static/images/port.jpg", source[:2] + segment(0xE1, said) + source[2:]).built()
    [path] = [path for path in room.public() if ".40." in path]
    assert opened(room.public()[path]).size == (40, 80)


def segment(marker: int, body: bytes) -> bytes:
    """Make a segment of a JPEG file (T.81, B.1.1.4)."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


IPTC = b"Photoshop 3.0\0\x1c\x02\x50\x00\x0bAnne Martin\x1c\x02\x5a\x00\x04Ici!" + "\x1c\x02\x74\x00\x05© AFP".encode(
    "latin-1"
)
XMP = (
    "http://ns.adobe.com/xap/1.0/\0<x><dc:creator><rdf:Seq><rdf:li>Anne &amp; Léa</rdf:li></rdf:Seq></dc:creator>"
    '<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">Le Fanal</rdf:li></rdf:Alt></dc:rights><exif:GPSLatitude>Ici!</x>'
).encode()


@pytest.mark.parametrize(
    ("marker", "body", "names"),
    [(0xED, IPTC, (b"Anne Martin", b"\xa9 AFP")), (0xE1, XMP, ("Anne & Léa".encode(), b"Le Fanal"))],
)
def test_maker_and_owner_are_read_where_agencies_and_programs_write_them(
    marker: int, body: bytes, names: tuple[bytes, bytes]
) -> None:
    source = photo(8, 8)
    data = source[:2] + segment(marker, body) + segment(0xFE, b"Ici!") + source[2:] + b"a film of Ici!"
    cleaned = clean(data)
    assert b"Ici!" not in cleaned
    assert all(name in cleaned for name in names)
    assert opened(cleaned).tobytes() == opened(source).tobytes()
    assert clean(cleaned) == cleaned


def test_a_picture_that_tells_nothing_is_published_byte_for_byte(tmp_path: Path) -> None:
    for number, kind in enumerate(("JPEG", "PNG", "WEBP")):
        source = photo(400, 200, kind=kind)
        room = newsroom(tmp_path / str(number)).write("static/a.jpg", source)
        room.built()
        assert room.public()["a.jpg"] == source


@settings(deadline=None)
@given(
    source=st.sampled_from(["JPEG", "PNG", "WEBP"]),
    cut=st.integers(0, 900),
    change=st.lists(st.tuples(st.integers(0, 900), st.integers(0, 255)), max_size=3),
)
def test_no_bytes_are_too_odd_to_be_looked_at(source: str, cut: int, change: list[tuple[int, int]]) -> None:
    data = bytearray(photo(16, 8, kind=source, exif=True, turn=6))
    for place, value in change:
        data[place % len(data)] = value
    cut_short = bytes(data[: len(data) - cut])
    found = look(cut_short)
    cleaned = clean(cut_short)
    assert clean(cleaned) == cleaned
    if found is not None and found.whole:
        again = look(cleaned)
        assert again is not None
        assert (again.kind, again.width, again.height) == (found.kind, found.width, found.height)
    else:
        assert cleaned == cut_short


# --- increments -------------------------------------------------------------------------------------------------------


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Count the pictures encoded at each call."""
    counts: list[int] = []

    def count(data: bytes, recipes: Sequence[Resized]) -> list[bytes]:
        counts.append(len(recipes))
        return encode(data, recipes)

    monkeypatch.setattr("newsgen.assets.encode.encode", count)
    return counts


def test_a_picture_is_encoded_once_whatever_becomes_of_its_name_or_its_copies(
    tmp_path: Path, encoded: list[int]
) -> None:
    room = newsroom(tmp_path).write("static/images/port.jpg", photo(700, 350)).article("a", image=LEAD)
    room.built()
    assert encoded == [3]
    (tmp_path / "static/images/port.jpg").rename(tmp_path / "static/images/quai.jpg")
    room.article("a", image={"src": "/images/quai.jpg", "alt": "Le quai"}).built()
    assert variants(room) == ["images/quai.320.webp", "images/quai.640.webp", "images/quai.700.webp"]
    for path in [path for path in room.public() if path.endswith(".webp")]:
        (tmp_path / "public" / path).unlink()
    assert room.built().written == 3
    assert encoded == [3]
    assert room.build(clean=True).written == 0
    assert encoded == [3, 3], "a clean build takes nothing from the cache"
    equal_to_clean(room, tmp_path / "clean")


def test_a_picture_edited_replaced_deleted_and_shown_no_more(tmp_path: Path, encoded: list[int]) -> None:
    room = newsroom(tmp_path).write("static/images/port.jpg", photo(400, 200)).article("a", image=LEAD).article("b")
    room.built()
    first = set(room.public())
    room.write("static/images/port.jpg", photo(400, 200, seed=1))
    touched = rendered(room.built())
    assert touched >= {PAGE, "images/port.jpg", *(set(room.public()) - first)}
    assert len(first - set(room.public())) == 2
    equal_to_clean(room, tmp_path / "one")
    room.write("static/images/port.jpg", photo(500, 200, kind="WEBP")).built()
    equal_to_clean(room, tmp_path / "two")
    room.article("a").built()
    assert variants(room) == []
    assert list((tmp_path / ".newsgen/pictures").iterdir()) == []
    room.delete("static/images/port.jpg").built()
    assert "images/port.jpg" not in room.public()
    equal_to_clean(room, tmp_path / "three")


def test_no_size_of_a_picture_beside_an_embargoed_text_is_published(tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("content/articles/secret.jpg", photo(700, 350)).article("b")
    room.write("static/images/port.jpg", photo(700, 350, seed=2))
    body = '![x](secret.jpg)\n\n{{< figure src="secret.jpg" alt="x" >}}\n'
    for hidden in ({"embargo": "2027-01-01"}, {"draft": True}, {"expires": "2026-03-02"}, {"date": "2027-01-01"}):
        room.article("a", image={"src": "secret.jpg", "alt": "x"}, body=body, **hidden)
        room.built()
        assert not [path for path in room.public() if "secret" in path]
    room.article("a", image=LEAD, body=body, embargo="2027-01-01").built()
    assert variants(room) == []
    room.now = NOON + 365 * 86_400
    room.built()
    assert len(variants(room)) == 6
    equal_to_clean(room, tmp_path / "clean")
    room.now = NOON
    room.built()
    assert variants(room) == []
    assert not [path for path in room.public() if "secret" in path]


@pytest.mark.parametrize("undone", [False, True])
def test_a_picture_that_is_edited_while_it_is_encoded_is_made_again(
    undone: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = newsroom(tmp_path).write("static/images/port.jpg", photo(700, 350)).article("a", image=LEAD)
    develop = MadePictures.make

    def edit_first(*arguments: object) -> object:
        room.write("static/images/port.jpg", photo(700, 350, seed=3))
        return develop(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(MadePictures, "make", edit_first)
    room.built()
    monkeypatch.setattr(MadePictures, "make", develop)
    if undone:
        room.write("static/images/port.jpg", photo(700, 350))
    room.built()
    equal_to_clean(room, tmp_path / "clean")
    assert (room.built().rendered, room.built().written) == (0, 0)


def test_two_pictures_with_the_same_bytes_are_two_pictures(tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("static/a.jpg", photo(400, 200)).write("static/b.jpg", photo(400, 200))
    room.article("a", body="![a](/a.jpg) ![b](/b.jpg)\n").built()
    assert variants(room) == ["a.320.webp", "a.400.webp", "b.320.webp", "b.400.webp"]


def test_the_order_and_number_of_processors_do_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = newsroom(tmp_path, "pictures: {widths: [40, 60], formats: [avif, webp]}\n")
    names = [f"p{number}" for number in range(6)]
    for number, name in enumerate(names):
        room.write(f"static/{name}.jpg", photo(90, 60, seed=number))
    room.article("a", body=" ".join(f"![x](/{name}.jpg)" for name in names)).built()
    monkeypatch.setattr("newsgen.assets.made_pictures.os.cpu_count", lambda: 1)
    equal_to_clean(room, tmp_path / "clean")


def test_a_build_with_nothing_to_do_and_one_without_new_pictures_leave_pillow_alone(tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("static/images/port.jpg", photo(400, 200)).article("a", image=LEAD)
    room.write("static/css/site.css", "a { color: red }")
    room.built()
    heavy = "{'PIL', 'tinycss2', 'rcssmin', 'rjsmin'} & set(sys.modules)"
    command = "main(['build', '--now', '2026-05-28T22:26'], standalone_mode=False)"
    script = f"import sys; from newsgen.cli.main import main; {command}; print({heavy})"
    for _ in range(2):
        ran = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
        assert ran.stdout.endswith("set()\n"), ran
        room.article("b", body="Un autre texte.\n")


def test_the_preview_shows_every_size_without_building_it_before(tmp_path: Path, encoded: list[int]) -> None:
    room = newsroom(tmp_path).write("static/images/port.jpg", photo(700, 350, exif=True)).article("a", image=LEAD)
    room.built()
    public = room.public()
    proofs = Proofs(room.request)
    proofs.refresh(room.now)
    pictures = {path: proofs.pull(path) for path in public if path.endswith(("webp", "jpg"))}
    assert len(pictures) == 4
    for path, proof in pictures.items():
        assert proof is not None
        if proof.open_file is None:
            assert proof.data == public[path]
            continue
        with proof.open_file() as stream:
            assert stream.read() == public[path]
    assert proofs.pull("images/port.320.00000000.webp") is None
    proofs.close()
    assert encoded == [3, 1, 1, 1]


def test_the_preview_says_which_picture_is_rotten_inside(tmp_path: Path) -> None:
    data = bytearray(photo(400, 400, kind="PNG"))
    data[60:70] = bytes(10)
    room = newsroom(tmp_path).write("static/images/port.jpg", bytes(data)).article("a", image=LEAD)
    proofs = Proofs(room.request)
    proofs.refresh(room.now)
    page = proofs.pull(PAGE)
    assert page is not None
    [first, _] = re.findall(r"/(images/port\.\d+\.\w{8}\.webp)", page.data.decode())
    assert proofs.pull(first) is None
    assert [each.fault.code for each in proofs.faults] == ["broken-picture", "wrong-ending"]
    proofs.close()


def test_the_cache_of_pictures_can_be_deleted_at_any_time(tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("static/images/port.jpg", photo(400, 200)).article("a", image=LEAD)
    room.built()
    for file in (tmp_path / ".newsgen/pictures").iterdir():
        file.unlink()
    report = build(replace(room.request, clean=True))
    assert (report.failed, report.written) == (False, 0)
    equal_to_clean(room, tmp_path / "clean")
