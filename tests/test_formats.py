"""What passes for a picture: decided by the bytes of a file, wherever one is asked for, with the way out."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from newsgen.content.formats import FORMATS, format_of, is_shown, is_whole
from newsroom import SETTINGS, Newsroom, codes, picture

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

SVG = b'<?xml version="1.0"?>\n<!-- c -->\n<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g/></svg>\n'


def drawn(kind: str) -> bytes:
    stream = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(stream, kind)
    return stream.getvalue()


def boxes(*brands: bytes) -> bytes:
    major, *others = brands
    return struct.pack(">I", 16 + 4 * len(others)) + b"ftyp" + major + bytes(4) + b"".join(others) + bytes(40)


SHOWN = {
    "jpeg": drawn("JPEG"),
    "png": drawn("PNG"),
    "gif": drawn("GIF"),
    "webp": drawn("WEBP"),
    "avif": drawn("AVIF"),
    "svg": SVG,
    "ico": drawn("ICO"),
}
OTHERS = {
    "heic": [boxes(b"heic", b"mif1"), boxes(b"mif1", b"heic", b"miaf"), boxes(b"hevc", b"msf1"), boxes(b"mif1")],
    "tiff": [drawn("TIFF"), b"MM\0*" + bytes(50), b"II*\0\x10\0\0\0CR\2\0" + bytes(50)],
    "raw": [boxes(b"crx ", b"isom"), b"FUJIFILMCCD-RAW 0201"],
    "bmp": [drawn("BMP")],
    "psd": [b"8BPS\0\1" + bytes(50)],
    "jxl": [b"\xff\x0a" + bytes(50), b"\0\0\0\x0cJXL \r\n\x87\n"],
    "jp2": [b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(20)],
    "pdf": [b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", drawn("PDF")],
    "eps": [b"%!PS-Adobe-3.0 EPSF-3.0\n"],
    "video": [boxes(b"isom", b"mp41"), boxes(b"qt  "), b"\x1aE\xdf\xa3" + bytes(40), b"RIFF\0\0\0\0AVI LIST"],
    "audio": [b"ID3\4" + bytes(40), b"OggS\0", boxes(b"M4A ")],
    "archive": [b"PK\3\4" + bytes(40)],
    "html": [b"<!DOCTYPE html><html><svg></svg></html>", b"\n<html><body>404</body></html>", b"<div>x</div>"],
    "text": ["Une légende, et rien d’autre.\n".encode(), b"<?xml version='1.0'?><rss/>", b"{}"],
    "": [b"\0\1\2\3" * 20, bytes(range(128, 256))],
    "empty": [b""],
}
NONE = [(key, data) for key, several in OTHERS.items() for data in several]


def head(key: str, data: bytes) -> str:
    return f"{key}-{data[:6]!r}"


@pytest.mark.parametrize("key", SHOWN)
def test_a_picture_that_browsers_show_is_known_by_its_bytes_and_whole_or_not(key: str) -> None:
    data = SHOWN[key]
    assert (format_of(data), is_shown(key), is_whole(key, BytesIO(data))) == (key, True, True)
    if key in {"gif", "avif", "svg"}:
        for length in (len(data) // 2, len(data) - 2):
            assert not is_whole(key, BytesIO(data[:length]))


@pytest.mark.parametrize(("key", "data"), NONE, ids=[head(*each) for each in NONE])
def test_what_browsers_do_not_show_is_known_by_its_bytes_whatever_its_name(key: str, data: bytes) -> None:
    assert (format_of(data), is_shown(key)) == (key, False)
    assert FORMATS[key].way_out


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + SVG,
        SVG.decode().encode("utf-16"),
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [<!ENTITY n "x">]>\n<svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
    ],
)
def test_svg_may_begin_in_many_ways(data: bytes) -> None:
    assert format_of(data) == "svg"
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        assert is_whole("svg", BytesIO(data))


@pytest.mark.parametrize(
    "data", [b'<svg xmlns="http://www.w3.org/2000/svg"><g></svg>', b"<svg", SVG + b"x", b'<svg xmlns="x"/>']
)
def test_an_svg_that_browsers_cannot_show_is_not_whole(data: bytes) -> None:
    assert not is_whole("svg", BytesIO(data))


PLACES = {
    "the lead picture": ({"image": {"src": "{0}", "alt": "a"}}, "", "6:8"),
    "the poster": ({"video": {"url": "https://v.example/v", "title": "v", "poster": "{0}"}}, "", "8:11"),
    "a gallery": ({"galleries": {"g": [{"src": "{0}", "alt": "a"}]}}, "", "7:10"),
    "a picture in Markdown": ({}, "Un mot.\n\n![a]({0})\n", "8:6"),
    "a picture in HTML": ({}, 'Un mot.\n\n<img src="{0}" alt="a">\n', "8:11"),
    "a poster in HTML": ({}, '<video controls poster="{0}"></video>\n', "6:25"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
@pytest.mark.parametrize("name", ["/images/p.heic", "p.heic"])
def test_a_file_that_is_no_picture_is_an_error_wherever_one_is_asked_for(
    tmp_path: Path, place: str, engine: str, name: str
) -> None:
    fields, body, spot = PLACES[place]
    room = Newsroom(tmp_path, f"{SETTINGS}markdown: {{engine: {engine}}}\n")
    file = f"static{name}" if name.startswith("/") else f"content/articles/{name}"
    room.write(file, OTHERS["heic"][0])
    room.article("a", body=body.format(name), **_filled(fields, name))
    report = room.build()
    assert codes(report) == [f"content/articles/a.md:{spot} no-picture"]
    fault = report.faults[0].fault
    assert fault.message == f"“{name}” is a HEIC picture, which browsers do not show as a picture"
    assert fault.help == (
        "convert it to JPEG or AVIF; a telephone can be told to take JPEG, and most picture programs export it"
    )


def _filled(value: object, name: str) -> dict[str, object]:
    def fill(each: object) -> object:
        if isinstance(each, str):
            return each.format(name)
        if isinstance(each, list):
            return [fill(inner) for inner in each]
        return {key: fill(inner) for key, inner in each.items()} if isinstance(each, dict) else each

    filled = fill(value)
    assert isinstance(filled, dict)
    return filled


@pytest.mark.parametrize("setting", ["logo: /p.pdf\n", "favicon: /p.pdf\n", "theme: {logo: /p.pdf}\n"])
def test_the_pictures_of_the_settings_are_looked_into(tmp_path: Path, setting: str) -> None:
    room = Newsroom(tmp_path, SETTINGS + setting).article("a").write("static/p.pdf", OTHERS["pdf"][0])
    assert [code.partition(" ")[2] for code in codes(room.build())] == ["no-picture"]


def test_the_portrait_of_an_author_is_looked_into(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a", author=["Claire"]).write("content/authors/claire.tif", OTHERS["tiff"][0])
    room.write("content/authors/claire.md", "---\nname: Claire\nphoto: {src: claire.tif, alt: C}\n---\n")
    assert [code.partition(" ")[2] for code in codes(room.build())] == ["no-picture"]


@pytest.mark.parametrize(("key", "data"), NONE, ids=[head(*each) for each in NONE])
def test_a_name_does_not_make_a_picture(tmp_path: Path, key: str, data: bytes) -> None:
    room = Newsroom(tmp_path).write("static/p.jpg", data).article("a", body="![a](/p.jpg)\n")
    report = room.build()
    assert codes(report) == ["static/p.jpg:1:1 broken-picture"]
    name = "it is empty" if key == "empty" else f"it is {FORMATS[key].name}, though its name ends with .jpg"
    assert report.faults[0].fault.message == f"this picture cannot be shown: {name}"
    room.article("a", body="rien\n")
    assert [(each.fault.code, each.fault.severity) for each in room.build().faults] == [("broken-picture", "warning")]


@pytest.mark.parametrize("name", ["p.svg", "p.gif", "p.avif"])
def test_a_picture_that_is_cut_off_is_an_error_where_it_is_shown(tmp_path: Path, name: str) -> None:
    data = SHOWN[name.partition(".")[2]]
    room = Newsroom(tmp_path).article("a", body=f"![a](/{name})\n").write(f"static/{name}", data)
    assert codes(room.build()) == []
    room.write(f"static/{name}", data[: len(data) - 3])
    assert codes(room.build()) == [f"static/{name}:1:1 broken-picture"]


def test_a_picture_with_the_ending_of_another_is_a_warning(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a", body="![a](/p.jpg)\n").write("static/p.jpg", SHOWN["png"])
    report = room.built()
    assert codes(report) == ["static/p.jpg:1:1 wrong-ending"]
    fault = report.faults[0].fault
    assert fault.message == "this is a PNG picture, though its name ends with .jpg: servers will call it another"
    assert fault.help == "rename it, so that it ends with .png"


@pytest.mark.parametrize("name", ["p.jpeg", "p.JPG", "p.jpg", "p.bin", "p"])
def test_a_picture_with_an_ending_of_its_own_or_of_none_is_fine(tmp_path: Path, name: str) -> None:
    room = Newsroom(tmp_path).article("a", body=f"![a](/{name})\n").write(f"static/{name}", SHOWN["jpeg"])
    assert codes(room.built()) == []


@pytest.mark.parametrize(
    "body",
    [
        '<video src="film.mp4" controls></video>\n',
        '<video controls><source src="film.mp4"></video>\n',
        "[le film](film.mp4)\n",
    ],
)
def test_a_video_is_no_picture_where_none_is_asked_for(tmp_path: Path, body: str) -> None:
    room = Newsroom(tmp_path).article("a", body=body).write("content/articles/film.mp4", OTHERS["video"][0])
    assert codes(room.built()) == []


@pytest.mark.parametrize(("width", "told"), [(1, True), (399, True), (400, False), (1200, False)])
def test_a_lead_picture_that_is_far_too_small_is_a_warning(tmp_path: Path, width: int, told: bool) -> None:
    room = Newsroom(tmp_path).write("static/p.png", picture(width, 2)).article("a", image={"src": "/p.png", "alt": "p"})
    report = room.built()
    assert codes(report) == (["content/articles/a.md:6:8 small-picture"] if told else [])
    if told:
        assert report.faults[0].fault.message == (
            f"this picture is only {width} pixels wide: as a lead picture, and where it is shared, it is a blur"
        )
        assert report.faults[0].fault.help == "take one of 1200 pixels or more; 400 are the least"


def test_a_drawing_may_lead_an_article_at_any_size(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).write("static/p.svg", SVG).article("a", image={"src": "/p.svg", "alt": "p"})
    assert codes(room.built()) == []


@pytest.mark.parametrize("name", ["p.jpg", "p.gif", "p.avif"])
def test_a_picture_without_end_is_not_read(tmp_path: Path, name: str) -> None:
    key = name.partition(".")[2]
    data = SHOWN["jpeg" if key == "jpg" else key]
    room = Newsroom(tmp_path).write(f"static/{name}", data).article("a", body=f"![a](/{name})\n")
    with (tmp_path / "static" / name).open("r+b") as stream:
        stream.truncate(300 * 1024 * 1024)
    report = room.build()
    assert codes(report) == [f"static/{name}:1:1 broken-picture"]
    assert report.faults[0].fault.message == "this picture cannot be shown: it has 300 MB, more than newsgen takes"


def test_a_piece_of_a_drawing_in_another_file_is_nobodys_fault(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a").write("static/icone.txt", "<svg><g>")
    assert codes(room.built()) == []
