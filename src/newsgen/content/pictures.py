"""Picture files as bytes: their size as shown, whether they are whole, and what in them is nobody's business.

Cameras and telephones write into every picture where and when it was taken, with what, and often a second picture.
:func:`clean` leaves of all that who made it, whose it is, which way up it is, and its colours; no pixel is touched.
Sources: JPEG (ITU-T T.81, annex B), PNG (third edition), WebP container (RFC 9649).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from newsgen.base.patterns import regex
from newsgen.content.formats import HEAD, format_of
from newsgen.content.picture_tags import ORIENTATION, Piece, exif_block, tags_of
from newsgen.model.records import PictureKind

MOST_PIXELS = 89_478_485
"""What Pillow takes without a warning: 250 MB of memory. More is taken for a bomb."""

_SIDEWAYS = 5  # orientations from here on swap width and height (Exif 3.0, 4.6.5.1)
_JPEG_MARKER = regex(rb"\xff+[^\x00\xd0-\xd7\xff]", re.DOTALL)
_NO_FRAME = (0xC4, 0xC8, 0xCC)
_PNG_KEPT = frozenset(
    [
        "tRNS",
        "iCCP",
        "sRGB",
        "gAMA",
        "cHRM",
        "cICP",
        "mDCV",
        "cLLI",
        "sBIT",
        "bKGD",
        "pHYs",
        "hIST",
        "sPLT",
        "acTL",
        "fcTL",
        "fdAT",
    ]  # critical ones begin with a capital
)
_WEBP_KEPT = frozenset(("VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"))
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04


class PictureFile(Struct, frozen=True):
    """A picture as found: ``width`` and ``height`` in pixels as it is to be shown, and its pieces.

    It is ``whole`` if none is missing.
    """

    kind: PictureKind
    width: int
    height: int
    pieces: tuple[Piece, ...]
    whole: bool
    animated: bool = False


def look(data: bytes) -> PictureFile | None:
    """Look at a file; nothing if it is no JPEG, PNG or WebP picture."""
    read = _LOOKS.get(format_of(data[:HEAD]))
    return read(data) if read else None


def clean(data: bytes) -> bytes:
    """Give a picture without what its camera told of the world; what is no whole picture is given as it is."""
    picture = look(data)
    return b"".join(_CLEAN[picture.kind](picture)) if picture is not None and picture.whole else data


def credits_of(picture: PictureFile) -> bytes:
    """Give an Exif block (TIFF) that tells the maker and the owner, and nothing else; empty if nobody is named."""
    return exif_block({tag: value for tag, value in tags_of(picture.pieces).items() if tag != ORIENTATION})


# --- JPEG ---


def _look_at_jpeg(data: bytes) -> PictureFile:
    pieces: list[Piece] = [("SOI", data[:2])]
    width = height = 0
    position, whole = 2, False
    while found := _JPEG_MARKER.match(data, position):
        marker, start = data[found.end() - 1], found.end() - 2
        if marker == 0xD9:
            pieces.append(("EOI", data[start : start + 2]))
            whole = True
            break
        end = start + 2 + int.from_bytes(data[start + 2 : start + 4])
        if marker == 0xDA:
            following = _JPEG_MARKER.search(data, end)
            end = following.start() if following else len(data)
        elif 0xC0 <= marker <= 0xCF and marker not in _NO_FRAME and not width:
            height, width = struct.unpack(">HH", data[start + 5 : start + 9].ljust(4, b"\0"))
        pieces.append((_jpeg_name(marker, data[start + 4 : start + 34]), data[start:end]))
        position = end
    return _turned("jpeg", width, height, pieces, whole=whole and bool(width and height))


def _jpeg_name(marker: int, head: bytes) -> str:
    if marker == 0xE1:
        return "Exif" if head.startswith(b"Exif\0") else "XMP" if head.startswith(b"http://ns.adobe.com/") else "APP"
    if marker == 0xE2:
        return "ICC" if head.startswith(b"ICC_PROFILE\0") else "APP"
    if marker == 0xE0:
        return "JFIF" if head.startswith(b"JFIF\0") else "APP"
    if marker == 0xED:
        return "IPTC"
    if marker == 0xEE:
        return "Adobe"  # it tells how colours are coded
    return "APP" if 0xE1 <= marker <= 0xEF or marker == 0xFE else "image"


def _clean_jpeg(picture: PictureFile) -> Iterator[bytes]:
    told = exif_block(tags_of(picture.pieces))
    for name, piece in picture.pieces:
        if name in {"SOI", "EOI", "JFIF", "ICC", "Adobe", "image"}:
            yield piece
        if name == "SOI" and told:
            block = b"Exif\0\0" + told
            yield b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block


# --- PNG ---


def _look_at_png(data: bytes) -> PictureFile:
    pieces: list[Piece] = [("", data[:8])]
    position, names = 8, set()
    while position + 12 <= len(data) and "IEND" not in names:
        end = position + 12 + int.from_bytes(data[position : position + 4])
        if end > len(data):
            break
        name = data[position + 4 : position + 8].decode("latin-1")
        names.add(name)
        pieces.append((name, data[position:end]))
        position = end
    width, height = struct.unpack(">II", data[16:24].ljust(8, b"\0"))
    whole = {"IHDR", "IDAT", "IEND"} <= names and width > 0 and height > 0
    return _turned("png", width, height, pieces, whole=whole, animated="acTL" in names)


def _clean_png(picture: PictureFile) -> Iterator[bytes]:
    told = exif_block(tags_of(picture.pieces))
    for name, piece in picture.pieces:
        if not name or name[0].isupper() or name in _PNG_KEPT:
            yield piece
        if name == "IHDR" and told:
            yield struct.pack(">I", len(told)) + b"eXIf" + told + struct.pack(">I", zlib.crc32(b"eXIf" + told))


# --- WebP ---


def _look_at_webp(data: bytes) -> PictureFile:
    pieces: list[Piece] = [("", data[:12])]
    position, end = 12, min(8 + int.from_bytes(data[4:8], "little"), len(data))
    width = height = 0
    while position + 8 <= end:
        size = int.from_bytes(data[position + 4 : position + 8], "little")
        name, body = data[position : position + 4].decode("latin-1"), data[position + 8 : position + 8 + size]
        if len(body) < size:
            break
        if not width:
            width, height = _webp_size(name, body)
        pieces.append((name, data[position : position + 8] + body + b"\0" * (size % 2)))
        position += 8 + size + size % 2
    names = {name for name, _ in pieces}
    whole = position >= 8 + int.from_bytes(data[4:8], "little") and bool(names & {"VP8 ", "VP8L", "ANMF"})
    whole = whole and width > 0 and height > 0
    return _turned("webp", width, height, pieces, whole=whole, animated="ANIM" in names)


def _webp_size(name: str, body: bytes) -> tuple[int, int]:
    if name == "VP8X" and len(body) >= 10:
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if name == "VP8 " and body[3:6] == b"\x9d\x01\x2a" and len(body) >= 10:
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    if name == "VP8L" and body[:1] == b"\x2f" and len(body) >= 5:
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    return 0, 0


def _clean_webp(picture: PictureFile) -> Iterator[bytes]:
    told = exif_block(tags_of(picture.pieces)) if any(name == "VP8X" for name, _ in picture.pieces) else b""
    kept = [piece for name, piece in picture.pieces if name in _WEBP_KEPT]
    if told:
        kept.append(b"EXIF" + struct.pack("<I", len(told)) + told + b"\0" * (len(told) % 2))
    yield b"RIFF" + struct.pack("<I", 4 + sum(map(len, kept))) + b"WEBP"
    for piece in kept:
        if piece.startswith(b"VP8X"):
            flags = piece[8] & ~(_WEBP_EXIF | _WEBP_XMP) | (_WEBP_EXIF if told else 0)
            yield piece[:8] + bytes((flags,)) + piece[9:]
        else:
            yield piece


# --- All ---


def _turned(
    kind: PictureKind, width: int, height: int, pieces: Sequence[Piece], *, whole: bool, animated: bool = False
) -> PictureFile:
    picture = PictureFile(kind, width, height, tuple(pieces), whole, animated)
    turned = int(tags_of(picture.pieces).get(ORIENTATION, b"1")) >= _SIDEWAYS
    return PictureFile(kind, height, width, picture.pieces, whole, animated) if turned else picture


_LOOKS: dict[str, Callable[[bytes], PictureFile]] = {
    "jpeg": _look_at_jpeg,
    "png": _look_at_png,
    "webp": _look_at_webp,
}
_CLEAN: dict[PictureKind, Callable[[PictureFile], Iterator[bytes]]] = {
    "jpeg": _clean_jpeg,
    "png": _clean_png,
    "webp": _clean_webp,
}
