"""From spots to lines and columns: once, at the end of a run, and only in the files that have faults."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from newsgen.base.faults import Address, Argument, BodyLine, BodySpan, Fault, Field, Located, Place, Spot
from newsgen.base.patterns import regex
from newsgen.content.conflicts import settle_conflicts
from newsgen.content.source_text import Parts, indices_as_stored, lines_as_stored, read_text, split
from newsgen.model.parse_settings import ParseSettings
from newsgen.schema.yaml_text import Document

if TYPE_CHECKING:
    from newsgen.content.markup import Markup
    from newsgen.content.mentions import Mention

_TEXTS = (".md", ".markdown", ".yaml", ".yml")
_HEAD = 8000  # bytes, in which a zero tells that a file is no text
_CONTEXT = 1  # lines shown before the marked one
_SHORTCODE = regex(r"\{\{<\s*([\w-]+)")


def locate(
    faults: Iterable[Fault], read: Callable[[str], bytes | None], settings: ParseSettings | None = None
) -> tuple[Located, ...]:
    """Place the faults in their files, in reading order, each once. ``read`` gives a file's bytes by its path.

    ``settings`` are those that bodies are read with; there are none where there are no faults in bodies.
    """
    files: dict[str, _File] = {}
    markup = _Reader(settings)
    located: dict[tuple[str, int, int, str, str], Located] = {}
    for each in faults:
        file = files.get(each.path) or files.setdefault(each.path, _File(each.path, read(each.path), markup))
        place = file.as_stored(file.place(each.spot))
        key = (each.path, place.line, place.column, each.code, each.message)
        if key not in located:
            located[key] = Located(each, place, file.excerpt(place.line))
    return tuple(located[key] for key in sorted(located))


class _Reader:
    """What reads bodies, made for the first fault that needs it: it brings the Markdown engine along."""

    def __init__(self, settings: ParseSettings | None) -> None:
        self._settings = settings

    def mentions(self, body: str) -> Mapping[tuple[str, int], Mention]:
        if self._markup is None:
            return {}
        from newsgen.content.mentions import mentions_of

        return mentions_of(body, self._markup)

    @cached_property
    def _markup(self) -> Markup | None:
        if self._settings is None:
            return None
        from newsgen.base.digest import Digest
        from newsgen.content.markup import Markup

        return Markup(self._settings, Digest(b""))


class _File:
    """A file with faults: split, read and parsed once, however many it has."""

    def __init__(self, path: str, data: bytes | None, reader: _Reader) -> None:
        self._path = path
        self._text = _decoded(path, data)
        self._lines = self._text.split("\n")
        stored = lines_as_stored(data) if data and self._text else []
        self._stored = stored if len(stored) == len(self._lines) else self._lines
        self._indices: dict[int, list[int]] = {}
        self._reader = reader
        self._is_markdown = path.startswith("content/") and path.lower().endswith((".md", ".markdown"))

    def place(self, spot: Spot) -> Place:
        match spot:
            case Place():
                return spot
            case Field():
                return self._document.place(spot)
            case BodySpan():
                return Place(self._parts.body_line + spot.line, spot.column + 1, spot.length)
            case BodyLine():
                return self._place_on_line(spot)
            case Argument():
                return self._place_of_argument(spot)
            case Address():
                return self._place_of_address(spot)
        assert_never(spot)

    def as_stored(self, place: Place) -> Place:
        """Count the columns of a place as the file has them: it was read with its accents composed, invisibles gone."""
        number = place.line - 1
        if number >= len(self._lines) or self._stored[number] == self._lines[number]:
            return place
        if number not in self._indices:
            self._indices[number] = indices_as_stored(self._stored[number], self._lines[number])
        indices = self._indices[number]
        start, end = (indices[min(each, len(indices)) - 1] for each in (place.column, place.column + place.length))
        return Place(place.line, start + 1, max(end - start, 1))

    def excerpt(self, line: int) -> tuple[tuple[int, str], ...]:
        if not self._text or line > len(self._lines):
            return ()
        first = max(line - _CONTEXT, 1)
        return tuple((number, self._stored[number - 1]) for number in range(first, line + 1))

    @cached_property
    def _parts(self) -> Parts:
        text, _ = settle_conflicts(self._text, self._path)  # as it was read
        return split(text, self._path)[0] if self._is_markdown else Parts(text, text, 1, 1)

    @cached_property
    def _document(self) -> Document:
        return Document(self._parts.matter, self._path, self._parts.matter_line)

    @cached_property
    def _body_lines(self) -> list[str]:
        return self._parts.body.split("\n")

    @cached_property
    def _starts(self) -> list[int]:
        """The index in the body at which each line of it begins."""
        starts, index = [], 0
        for line in self._body_lines:
            starts.append(index)
            index += len(line) + 1
        return starts

    @cached_property
    def _mentions(self) -> Mapping[tuple[str, int], Mention]:
        return self._reader.mentions(self._parts.body)

    def _line(self, number: int) -> str:
        return self._body_lines[number] if number < len(self._body_lines) else ""

    def _span(self, line: int, start: int, length: int) -> Place:
        return Place(self._parts.body_line + line, start + 1, max(length, 1))

    def _whole_line(self, number: int) -> Place:
        line = self._line(number)
        return self._span(number, len(line) - len(line.lstrip()), len(line.strip()))

    def _place_on_line(self, spot: BodyLine) -> Place:
        line, word = self._line(spot.line), re.escape(spot.word)
        if not word:
            return self._whole_line(spot.line)
        found = re.search(f"(?<=[\"']){word}(?=[\"'])", line) or re.search(rf"(?<!\w){word}(?!\w)", line)
        return self._span(spot.line, found.start(), len(spot.word)) if found else self._whole_line(spot.line)

    def _place_of_argument(self, spot: Argument) -> Place:
        from newsgen.content.shortcodes import ARGUMENT

        line = self._line(spot.line)
        if not spot.name:
            found = _SHORTCODE.search(line)
            return self._span(spot.line, found.start(1), len(found[1])) if found else self._whole_line(spot.line)
        given = [each for each in ARGUMENT.finditer(line) if each[1] == spot.name]
        if not given:
            return self._whole_line(spot.line)
        found = given[min(spot.nth, len(given) - 1)]
        part = 1 if spot.key else 2
        return self._span(spot.line, found.start(part), len(found[part]))

    def _place_of_address(self, spot: Address) -> Place:
        mention = self._mentions.get((spot.address, spot.nth))
        if mention is None:
            return Place(self._parts.body_line)
        line = bisect_right(self._starts, mention.start) - 1
        return self._span(line, mention.start - self._starts[line], mention.length(self._parts.body))


def _decoded(path: str, data: bytes | None) -> str:
    is_text = path.lower().endswith(_TEXTS)
    return "" if data is None or (not is_text and b"\0" in data[:_HEAD]) else read_text(data, "")[0]
