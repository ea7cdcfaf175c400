"""What a picture tells beside its pixels: which way up it is, who made it and whose it is. Nothing else is of interest.

Sources: Exif 3.0, IPTC IIM 4.2, XMP; the block that is written is TIFF 6.0.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from html import unescape

from newsgen.base.patterns import regex

Piece = tuple[str, bytes]
"""A segment or chunk of a picture: its name, and all its bytes, headers included."""

ORIENTATION = 0x0112
_ARTIST, _COPYRIGHT = 0x013B, 0x8298
_XMP = {
    _ARTIST: regex(rb"<dc:creator>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL),
    _COPYRIGHT: regex(rb"<dc:rights>.*?<rdf:li[^>]*>(.*?)</rdf:li>", re.DOTALL),
}
_IPTC = {_ARTIST: regex(rb"\x1c\x02\x50(..)", re.DOTALL), _COPYRIGHT: regex(rb"\x1c\x02\x74(..)", re.DOTALL)}


def tags_of(pieces: Sequence[Piece]) -> dict[int, bytes]:
    """Read orientation (in digits), maker and owner of a picture by its pieces: of Exif, else of IPTC, else of XMP."""
    blocks = {name: piece for name, piece in reversed(pieces) if name not in {"image", "IDAT"}}
    told = _read_exif(
        _after(b"Exif\0\0", blocks.get("Exif", b""))
        or blocks.get("eXIf", b"")[8:-4]
        or blocks.get("EXIF", b"")[8:].removeprefix(b"Exif\0\0")
    )
    xmp = blocks.get("XMP") or blocks.get("XMP ") or blocks.get("iTXt", b"")
    for tag in (_ARTIST, _COPYRIGHT):
        if tag not in told and (found := _IPTC[tag].search(blocks.get("IPTC", b""))):
            told[tag] = found.string[found.end() : found.end() + int.from_bytes(found[1])]
        if tag not in told and (found := _XMP[tag].search(xmp)):
            told[tag] = unescape(found[1].decode("utf-8", "replace")).strip().encode()
    return told


def _after(mark: bytes, block: bytes) -> bytes:
    return block.partition(mark)[2]


def _read_exif(tiff: bytes) -> dict[int, bytes]:
    """Read the three tags of the first directory; a broken block tells nothing."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    told: dict[int, bytes] = {}
    try:
        if order is not None:
            (start,) = struct.unpack_from(f"{order}I", tiff, 4)
            for number in range(struct.unpack_from(f"{order}H", tiff, start)[0]):
                tag, kind, count = struct.unpack_from(f"{order}HHI", tiff, start + 2 + 12 * number)
                value = start + 10 + 12 * number
                if tag == ORIENTATION and kind == 3:
                    (turn,) = struct.unpack_from(f"{order}H", tiff, value)
                    told |= {tag: str(turn).encode()} if 2 <= turn <= 8 else {}
                elif tag in {_ARTIST, _COPYRIGHT} and count:
                    place = struct.unpack_from(f"{order}I", tiff, value)[0] if count > 4 else value
                    text = tiff[place : place + count].strip(b"\0 ")
                    told |= {tag: text} if text else {}
    except struct.error:
        pass
    return told


def exif_block(told: dict[int, bytes]) -> bytes:
    """Write a block of one directory (TIFF 6.0, section 2); empty if there is nothing to tell."""
    entries, texts = b"", b""
    first_text = 8 + 2 + 12 * len(told) + 4
    for tag in sorted(told):
        if tag == ORIENTATION:
            entries += struct.pack(">HHIHH", tag, 3, 1, int(told[tag]), 0)
        else:
            text = told[tag][:4000] + b"\0"
            text = text.ljust(5, b"\0")  # shorter ones would have to stand in the entry itself
            entries += struct.pack(">HHII", tag, 2, len(text), first_text + len(texts))
            texts += text + b"\0" * (len(text) % 2)
    return b"MM\0*" + struct.pack(">IH", 8, len(told)) + entries + bytes(4) + texts if told else b""
