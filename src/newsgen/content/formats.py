"""What a file is, told by its bytes and never by its name: whether browsers show it as a picture, and the way out.

Sources: the specifications that :mod:`newsgen.content.pictures` names; ISO/IEC 14496-12 (boxes of AVIF, HEIC, MP4);
GIF89a; https://mimesniff.spec.whatwg.org/; what browsers show: https://developer.mozilla.org/docs/Web/Media/Guides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate

from msgspec import Struct

from newsgen.base.patterns import regex

HEAD = 1 << 14
"""Bytes that tell what a file is."""

_SVG = "http://www.w3.org/2000/svg svg"
_LARGEST_SVG = 20 * 1024 * 1024
_CONVERT = "convert it to JPEG, PNG or AVIF"
_PROLOG = regex(
    r"\ufeff?(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+[^>\[]*(?:\[.*?\]\s*)?>)*<(?:[\w-]+:)?svg[\s>/]",
    re.DOTALL | re.IGNORECASE,
)
_HTML = regex(
    r"\ufeff?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|div|p|script)\b", re.DOTALL | re.IGNORECASE
)


class Format(Struct, frozen=True):
    """A format of files: its name in a sentence, its endings, and the way out where a picture is asked for.

    Browsers show it as a picture if there is no way out.
    """

    name: str
    endings: tuple[str, ...] = ()
    way_out: str = ""


FORMATS: Mapping[str, Format] = {
    "jpeg": Format("a JPEG picture", (".jpg", ".jpeg", ".jpe", ".jfif")),
    "png": Format("a PNG picture", (".png", ".apng")),
    "webp": Format("a WebP picture", (".webp",)),
    "gif": Format("a GIF picture", (".gif",)),
    "avif": Format("an AVIF picture", (".avif",)),
    "svg": Format("an SVG picture", (".svg",)),
    "ico": Format("an icon", (".ico", ".cur")),
    "heic": Format(
        "a HEIC picture",
        (".heic", ".heif", ".hif"),
        "convert it to JPEG or AVIF; a telephone can be told to take JPEG, and most picture programs export it",
    ),
    "tiff": Format("a TIFF picture, or the raw one of a camera", (".tif", ".tiff", ".dng", ".cr2", ".nef"), _CONVERT),
    "raw": Format("the raw picture of a camera", (".cr3", ".raf", ".orf", ".rw2"), _CONVERT),
    "bmp": Format("a BMP picture", (".bmp", ".dib"), _CONVERT),
    "psd": Format("a Photoshop file", (".psd", ".psb"), _CONVERT),
    "jxl": Format("a JPEG XL picture", (".jxl",), _CONVERT),
    "jp2": Format("a JPEG 2000 picture", (".jp2", ".j2k", ".jpx"), _CONVERT),
    "icns": Format("an icon of macOS", (".icns",), _CONVERT),
    "eps": Format("a PostScript file", (".eps", ".ps", ".ai"), "convert it to SVG or PNG"),
    "pdf": Format("a PDF document", (".pdf", ".ai"), "link to it, or show a picture of its first page"),
    "video": Format("a video", (".mp4", ".m4v", ".mov", ".webm", ".mkv", ".avi"), "show it as a video"),
    "audio": Format("a sound", (".mp3", ".m4a", ".ogg", ".wav", ".flac"), "link to it, or let <audio> play it"),
    "archive": Format("an office document or an archive", (), "export the picture that is in it"),
    "html": Format("an HTML page", (".html", ".htm"), "it may be the error page of a site: save the picture itself"),
    "text": Format("a text", (".txt",), "name a picture"),
    "empty": Format("an empty file", (), "export it again from the original"),
    "": Format("no picture that browsers know", (), _CONVERT),
}
"""All formats by their keys; the empty one is whatever else there is."""

PICTURE_ENDINGS = frozenset(ending for each in FORMATS.values() if not each.way_out for ending in each.endings)

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"\0\0\1\0", "ico"),
    (b"\0\0\2\0", "ico"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"FUJIFILMCCD-RAW", "raw"),
    (b"IIRO", "raw"),
    (b"IIU\0", "raw"),
    (b"8BPS", "psd"),
    (b"\xff\x0a", "jxl"),
    (b"\0\0\0\x0cJXL ", "jxl"),
    (b"\0\0\0\x0cjP  ", "jp2"),
    (b"\xff\x4f\xff\x51", "jp2"),
    (b"icns", "icns"),
    (b"%!PS", "eps"),
    (b"\xc5\xd0\xd3\xc6", "eps"),
    (b"%PDF-", "pdf"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"OggS", "audio"),
    (b"ID3", "audio"),
    (b"fLaC", "audio"),
    (b"\xff\xfb", "audio"),
    (b"\xff\xf3", "audio"),
    (b"PK\3\4", "archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "archive"),
    (b"\x1f\x8b", "archive"),
)
_RIFF = {b"WEBP": "webp", b"WAVE": "audio", b"AVI ": "video"}
_AVIF, _HEIC = {b"avif", b"avis"}, {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_SOUND = {b"M4A ", b"M4B ", b"M4P "}


def format_of(head: bytes) -> str:
    """Give the key in :data:`FORMATS` of a file that begins with ``head``, its first :data:`HEAD` bytes."""
    if not head:
        return "empty"
    if head[:4] == b"RIFF" and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    if head[4:8] == b"ftyp":
        return _format_of_boxes(head)
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return "bmp"
    for magic, key in _MAGIC:
        if head.startswith(magic):
            return key
    return _format_of_text(head)


def is_shown(key: str) -> bool:
    """Tell whether browsers show a format as a picture."""
    return not FORMATS[key].way_out


def is_whole(key: str, stream: BinaryIO) -> bool:
    """Tell whether a picture that lies open from its beginning is all there, as far as its format tells."""
    if key == "svg":
        return _is_whole_svg(stream.read(_LARGEST_SVG + 1))
    if key == "gif":
        return _is_whole_gif(stream.read())
    return _is_whole_avif(stream.read()) if key == "avif" else True


def _format_of_boxes(head: bytes) -> str:
    size = min(max(int.from_bytes(head[:4]), 16), len(head))
    brands = [head[8:12], *(head[place : place + 4] for place in range(16, size, 4))]
    for names, key in ((_AVIF, "avif"), (_HEIC, "heic")):
        if not names.isdisjoint(brands):
            return key
    if brands[0] in {b"mif1", b"msf1"}:
        return "heic"
    if brands[0] == b"crx ":
        return "raw"
    return "audio" if brands[0] in _SOUND else "video"


def _format_of_text(head: bytes) -> str:
    wide = head[:2] in {b"\xff\xfe", b"\xfe\xff"}
    if b"\0" in head and not wide:
        return ""
    text = head.decode("utf-16" if wide else "utf-8", "replace")
    if _PROLOG.match(text):
        return "svg"
    if text.count("\ufffd") > 1 and not wide:  # one may be cut off at the end
        return ""
    return "html" if _HTML.match(text) else "text"


def _is_whole_svg(data: bytes) -> bool:
    """Tell whether an SVG is well-formed, as browsers want it; who forgot its namespace is forgiven."""
    if len(data) > _LARGEST_SVG:
        return True
    names: list[str] = []
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = lambda name, _: names.append(name) if not names else None
    try:
        parser.Parse(data, True)
    except ExpatError:
        return False
    return names in ([_SVG], [_SVG.rpartition(" ")[2]])


def _is_whole_gif(data: bytes) -> bool:
    """Follow the blocks of a GIF to its trailer."""
    place = 13 + _colours(data[10:11])
    while place < len(data):
        mark = data[place]
        if mark == 0x3B:
            return True
        if mark == 0x2C:
            place += 11 + _colours(data[place + 9 : place + 10])
        elif mark == 0x21:
            place += 2
        else:
            return False
        while place < len(data) and data[place]:
            place += 1 + data[place]
        place += 1
    return False


def _colours(flags: bytes) -> int:
    """Give the bytes that a table of colours takes, by the flags that announce it."""
    return 3 << ((flags[0] & 7) + 1) if flags and flags[0] & 0x80 else 0


def _is_whole_avif(data: bytes) -> bool:
    """Follow the outermost boxes to the end."""
    place = 0
    while place + 8 <= len(data):
        size = int.from_bytes(data[place : place + 4])
        if size == 1:
            size = int.from_bytes(data[place + 8 : place + 16])
        if size == 0:
            return True
        if size < 8:
            return False
        place += size
    return place == len(data)
