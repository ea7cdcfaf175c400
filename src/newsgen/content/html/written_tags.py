"""Where the tags in the HTML of a text stand in its Markdown, and which of them an editor wrote there.

Only an engine can tell HTML from code and from words. So numbers are written into all that looks like a tag, as blanks
behind its name; the text is read again; and the numbers that come out in tags tell their places. That is done only for
texts with tags that are out of order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from newsgen.base.patterns import regex

_TAG = regex(r"<(?:!--(?!-?>)|!\[CDATA\[|[!?/]?[a-zA-Z][^\s<>/\"'=]*)(?P<blanks>[ \t]*(?:\n[ \t]*(?=[\w\"':/]))?)")
_END = regex(r"[>\n]")
_BASE = 128
_FEWEST = 2  # engines write one blank themselves
_LONGEST = 400


class Span(Struct, frozen=True):
    """Where a tag stands in a text: index of its first character, and how many it has."""

    start: int
    length: int


def find_tags(text: str, expected: int, tags_of: Callable[[str], Sequence[str]]) -> Mapping[int, Span]:
    """Find the tags that stand in a text as they are, by their numbers in its HTML, which are ``expected`` in all.

    ``tags_of`` reads a text and gives the tags of its HTML in order. Nothing is found in a text that reads otherwise
    with numbers in it.
    """
    candidates = list(_TAG.finditer(text))
    numbers: dict[int, int] = {}
    place = 1
    while candidates and (place == 1 or place < len(candidates)):
        tags = tags_of(_with_digits(text, candidates, place))
        if len(tags) != expected:
            return {}
        for number, tag in enumerate(tags):
            found = _TAG.match(tag)
            blanks = len(found["blanks"]) - _FEWEST if found else -1
            if 0 <= blanks < _BASE:
                numbers[number] = numbers.get(number, 0) + blanks * place
        place *= _BASE
    return {
        number: _span(text, candidates[index].start()) for number, index in numbers.items() if index < len(candidates)
    }


def _with_digits(text: str, candidates: Sequence[re.Match[str]], place: int) -> str:
    pieces, end = [], 0
    for index, candidate in enumerate(candidates):
        start, stop = candidate.span("blanks")
        pieces += [text[end:start], " " * (_FEWEST + index // place % _BASE)]
        end = stop
    return "".join([*pieces, text[end:]])


def _span(text: str, start: int) -> Span:
    end = _END.search(text, start, start + _LONGEST)
    if end is None:
        return Span(start, 1)
    return Span(start, end.start() - start + (end[0] == ">"))
