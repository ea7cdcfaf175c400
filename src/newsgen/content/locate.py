"""From spots to lines and columns: once, at the end of a run, and only in the files that have faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from newsgen.base.faults import Address, BodyLine, Fault, Field, Located, Place, Spot
from newsgen.content.source_text import Parts, decode, split
from newsgen.schema.yaml_text import Document

_BEFORE_ADDRESS = r"""(?:\]\(\s*<?|\]:\s*<?|\b(?:href|src|poster)\s*=\s*["']?)"""
_BEHIND_ADDRESS = r"""(?=[\s)>"']|\Z)"""
_CONTEXT = 1  # lines shown before the marked one


def locate(faults: Iterable[Fault], read: Callable[[str], bytes | None]) -> tuple[Located, ...]:
    """Place the faults in their files, in reading order, each once. ``read`` gives a file's bytes by its path."""
    texts: dict[str, str] = {}
    located: dict[tuple[str, int, int, str, str], Located] = {}
    for each in faults:
        if each.path not in texts:
            texts[each.path] = _text(read(each.path))
        place = _place(each.spot, each.path, texts[each.path])
        key = (each.path, place.line, place.column, each.code, each.message)
        located.setdefault(key, Located(each, place, _excerpt(texts[each.path], place.line)))
    return tuple(located[key] for key in sorted(located))


def _text(data: bytes | None) -> str:
    if data is None or b"\0" in data[:8000]:
        return ""
    text, fault = decode(data, "")
    return data.decode("utf-8", "replace").replace("\r\n", "\n") if fault else text


def _place(spot: Spot, path: str, text: str) -> Place:
    if isinstance(spot, Place):
        return spot
    is_markdown = path.startswith("content/") and path.lower().endswith((".md", ".markdown"))
    parts = split(text, path)[0] if is_markdown else Parts(text, text, 1)
    if isinstance(spot, Field):
        return Document(parts.matter, path, first_line=2 if is_markdown else 1).place(spot)
    if isinstance(spot, BodyLine):
        return _place_on_line(spot, parts)
    return _place_of_address(spot, parts)


def _place_on_line(spot: BodyLine, parts: Parts) -> Place:
    line, word = _line(parts.body, spot.line), re.escape(spot.word)
    found = (
        (re.search(f"(?<=[\"']){word}(?=[\"'])", line) or re.search(rf"(?<!\w){word}(?!\w)", line)) if word else None
    )
    indent = len(line) - len(line.lstrip())
    start, length = (found.start(), len(spot.word)) if found else (indent, len(line.strip()))
    return Place(parts.body_line + spot.line, start + 1, max(length, 1))


def _place_of_address(spot: Address, parts: Parts) -> Place:
    written = re.escape(spot.address).replace("&", "&(?:amp;)?")
    found = list(re.finditer(_BEFORE_ADDRESS + f"({written})" + _BEHIND_ADDRESS, parts.body))
    if not found:
        return Place(parts.body_line)
    start = found[min(spot.nth, len(found) - 1)].start(1)
    line = parts.body.count("\n", 0, start)
    column = start - (parts.body.rfind("\n", 0, start) + 1)
    return Place(parts.body_line + line, column + 1, len(spot.address))


def _excerpt(text: str, line: int) -> tuple[tuple[int, str], ...]:
    lines = text.split("\n")
    if not text or line > len(lines):
        return ()
    first = max(line - _CONTEXT, 1)
    return tuple((number, lines[number - 1]) for number in range(first, line + 1))


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number] if number < len(lines) else ""
