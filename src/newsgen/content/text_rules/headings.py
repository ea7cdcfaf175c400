"""The headings of a body, each with the line of its Markdown on which it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from msgspec import Struct

from newsgen.base.faults import BodyLine

_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1\s*>", re.DOTALL | re.IGNORECASE)
_WRITTEN = re.compile(r"[ \t>*+\d.-]*(?:#{1,6}(?!#)|<h[1-6]\b)", re.IGNORECASE)
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_TAG = re.compile(r"<[^>]*>|&[#\w]+;")
_NO_LETTERS = re.compile(r"[\W_]+")


class Heading(Struct, frozen=True):
    """A heading: its level as written, from 1, and its place."""

    level: int
    spot: BodyLine


def headings_in(html: str, body: str, code_lines: Callable[[str], Collection[int]]) -> list[Heading]:
    """Find the headings in the HTML of a Markdown ``body``, of which ``code_lines`` tells what lines are code."""
    found = [(int(each[1]), _letters(_TAG.sub("", each[2]))) for each in _HEADING.finditer(html)]
    if not found:
        return []
    lines = body.split("\n")
    written = _written(lines, code_lines(body))
    alike = len(written) == len(found)
    numbers = written if alike else _by_words([words for _, words in found], lines, written)
    return [Heading(level, BodyLine(number)) for (level, _), number in zip(found, numbers, strict=True)]


def _written(lines: Sequence[str], code: Collection[int]) -> list[int]:
    """Give the numbers of the lines that look like headings."""
    below = [*lines[1:], ""]
    return [
        number
        for number, (line, next_line) in enumerate(zip(lines, below, strict=True))
        if number not in code
        and (
            _WRITTEN.match(line)
            or (line.strip() and _UNDERLINE.fullmatch(next_line) and not _UNDERLINE.fullmatch(line))
        )
    ]


def _by_words(headings: Sequence[str], lines: Sequence[str], written: Sequence[int]) -> list[int]:
    """Give the line of each heading by its words: where code, tables or lists look like headings too."""
    numbers, last = [], 0
    for words in headings:
        fitting = (number for number in written if number >= last and words in _letters(lines[number]))
        last = next(fitting, last)
        numbers.append(last)
    return numbers


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text).casefold()
