"""A file of content as text: decoding, line ends, and the two parts of it, front matter and body.

Faults of encoding are reported in the file as the editor's program shows it. A byte-order mark and
Windows line ends are accepted and forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from unicodedata import combining

from msgspec import Struct

from newsgen.base.accents import composed
from newsgen.base.faults import Fault, Place
from newsgen.base.patterns import regex
from newsgen.schema.plain_text import CONTROL

_FENCE_OPEN = regex(r"(?:[\s\ufeff\u200b\u2060]*\n)?[\ufeff\u200b\u2060]*---[ \t]*(?:\n|\Z)")
_FENCE_CLOSE = regex(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)

_DASHES = regex("[-–—−_=*~]{1,20}")
_FIELD = regex(r"(?:title|titre|date|category|author|layout|tags|slug)[ \t]*:", re.IGNORECASE)
_IN_YAML = "write title: … for {}, and so on, between two lines --- in the place of the {}"

_MARKS = {b"\xff\xfe\0\0": "UTF-32", b"\0\0\xfe\xff": "UTF-32", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_LEFT_BEHIND = regex("[\ufeff\u200b]")
_MOST_CONTROLS = 20  # of a text that is told: one with more is none, or all of them have one cause
_HEAD = 400  # bytes, by which an encoding is told

_LOWER_CONTROLS = bytes(code for code in range(0x80) if CONTROL.match(chr(code)))
_HIGHER_CONTROL = regex(b"\xc2[\x80-\x9f]")


class Parts(Struct, frozen=True):
    """The YAML of the front matter, which begins on ``matter_line``, and the body, which begins on ``body_line``."""

    matter: str
    body: str
    body_line: int
    matter_line: int = 2


def decode(data: bytes, path: str) -> tuple[str, Fault | None]:
    """Decode a file to text with Unix line ends; or say what keeps it from being text, and where."""
    text, faults = read_text(data, path)
    return ("", faults[0]) if faults else (text, None)


def read_text(data: bytes, path: str) -> tuple[str, list[Fault]]:
    """Decode a file to text with Unix line ends, whatever is wrong with it, and say what that is.

    Signs that are no text stand as U+FFFD, so that all other faults are found too and lie where they lay. Invisible
    signs that only programs leave behind (U+FEFF, U+200B) are not there. A text in another encoding is empty.
    """
    if (encoding := _other_encoding(data)) is not None:
        message = f"this text is stored as {encoding}, and newsgen reads UTF-8"
        return "", [Fault("not-utf8", message, path, Place(), "save it as UTF-8: most programs ask below “Save as”")]
    faults = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, column = _place_of_byte(data, error.start)
        message = f"this is not UTF-8 text: byte 0x{data[error.start]:02x} means nothing here"
        way_out = "save the file as UTF-8 (it may be Latin-1 or Windows-1252 now)"
        faults.append(Fault("not-utf8", message, path, Place(line, column), way_out))
        if b"\0" in data:  # no text at all
            return "", faults
        text = data.decode("utf-8-sig", "replace")
    text = composed(text)
    if not text.isascii() and _LEFT_BEHIND.search(text):
        text = _LEFT_BEHIND.sub("", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _may_hold_controls(data, text) and CONTROL.search(text):
        faults.extend(islice(_controls(text, path), _MOST_CONTROLS))
        text = CONTROL.sub("\ufffd", text)
    return text, faults


def lines_as_stored(data: bytes) -> list[str]:
    """Give the lines of a text as its file has them, accents and invisible signs too; none of what is not UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return []
    return CONTROL.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")


def indices_as_stored(stored: str, read: str) -> list[int]:
    """Give for each sign of a line that was read, and for its end, where it begins in the line that is stored."""
    starts: list[int] = []
    for index, sign in enumerate(stored):
        joins = starts and not sign.isascii() and (combining(sign) or _joins(stored[starts[-1] : index], sign))
        if not joins:
            starts.append(index)
    indices: list[int] = []
    for start, end in pairwise([*starts, len(stored)]):
        length = len(_LEFT_BEHIND.sub("", composed(stored[start:end])))
        indices.extend(min(start + part, end - 1) for part in range(length))
    indices.append(len(stored))
    return indices if len(indices) == len(read) + 1 else list(range(len(read) + 1))


def _joins(before: str, sign: str) -> bool:
    return len(composed(before + sign)) <= len(composed(before))


def _controls(text: str, path: str) -> Iterator[Fault]:
    """Report each control character."""
    line, start = 1, 0
    for found in CONTROL.finditer(text):
        line += text.count("\n", start, found.start())
        start = found.start()
        column = start - text.rfind("\n", 0, start)
        name = "a NUL character" if found[0] == "\0" else f"a control character (U+{ord(found[0]):04X})"
        way_out = "delete it" if found[0] < "\x7f" else "delete it and type again what should stand there"
        yield Fault("control-character", f"there is {name} in this text", path, Place(line, column), way_out)


def _other_encoding(data: bytes) -> str | None:
    """Name the encoding of a text in which each character takes two or four bytes: by its mark, or by its zeros."""
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return encoding
    head = data[:_HEAD]
    if b"\0" not in head:
        return None
    zeros = [sum(not byte for byte in head[start::4]) * 4 > len(head) * 3 // 4 for start in range(4)]
    if zeros in ([False, True, True, True], [True, True, True, False]):
        return "UTF-32"
    return "UTF-16" if zeros in ([False, True, False, True], [True, False, True, False]) else None


def _may_hold_controls(data: bytes, text: str) -> bool:
    """Tell at the price of a copy, not of a search, whether ``CONTROL`` may find anything in a text and its bytes."""
    lower = len(data.translate(None, _LOWER_CONTROLS)) < len(data)
    return lower or _HIGHER_CONTROL.search(data) is not None or "\ufffe" in text or "\uffff" in text


def split(text: str, path: str) -> tuple[Parts, Fault | None]:
    """Split a text at the ``---`` fences of its front matter."""
    nothing = Parts("", "", 1)
    if not text.strip():
        return nothing, Fault("empty-file", "this file is empty", path, Place(), "write it, or delete the file")
    opening = _FENCE_OPEN.match(text)
    if opening is None:
        message, way_out = _why_none(text.lstrip("\ufeff").lstrip())
        line = text.count("\n", 0, len(text) - len(text.lstrip("\ufeff \t\n"))) + 1
        return nothing, Fault("no-front-matter", message, path, Place(line), way_out)
    closing = _FENCE_CLOSE.search(text, opening.end())
    if closing is None:
        message = "the front matter is never closed"
        return nothing, Fault("no-front-matter", message, path, Place(), "put a line --- below the last field")
    matter, body = text[opening.end() : closing.start()], text[closing.end() :]
    matter_line = text.count("\n", 0, opening.end()) + 1
    return Parts(matter, body, text.count("\n", 0, closing.end()) + 1, matter_line), None


def _place_of_byte(data: bytes, position: int) -> tuple[int, int]:
    lines = data[:position].replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return len(lines), len(lines[-1].decode("utf-8", "replace").lstrip("\ufeff")) + 1


def _why_none(text: str) -> tuple[str, str]:
    """Say what stands in the place of front matter, and the way out."""
    first = text.split("\n", 1)[0].rstrip()
    if first == "+++" or first in {"---toml", "--- toml"}:
        return "this front matter is TOML, and newsgen reads YAML", _IN_YAML.format("title = …", "+++")
    if first.startswith("{") or first == ";;;" or first in {"---json", "--- json"}:
        return "this front matter is JSON, and newsgen reads YAML", _IN_YAML.format('"title": "…"', "brackets")
    if first in {"---yaml", "--- yaml", "---yml"}:
        return "the line above the fields is not ---", "take the word out of it"
    if _DASHES.fullmatch(first):
        return f"the line above the fields is “{first}” and not “---”", "write three hyphens, and nothing else, there"
    if first.startswith("---"):
        return "the line above the fields is not ---", "write three hyphens, and nothing else, there"
    if _FIELD.match(first):
        return (
            "this file has no front matter: there is no line --- above its fields",
            "put one there, and one below them",
        )
    return (
        "this file has no front matter",
        "begin the file with a line ---, the fields (title: …), and another line ---",
    )
