"""Edits: what is to be changed in a text, decided on the text as it stands, so that no rule sees another's work.

An edit replaces a stretch, often an empty one, and most edits decide on a *gap*: the spaces, if any, between two signs.
Whoever edits a stretch first keeps it. A block of prose is one text, whatever elements stand in it: that is why edits
are values, and the text is not simply replaced.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate

SPACES = " \t\n\u00a0\u202f\u2009"
SPACE = "[ \t\n\u00a0\u202f\u2009]"
"""A space of any width, in a pattern. What it matches is a gap to be decided on anew."""
NBSP = "\u00a0"
THIN = "\u202f"
"""The narrow no-break space, the printers' *espace fine insécable*."""
WORD_JOINER = "\u2060"
"""What has no width, and lets no line end beside it."""
LINE, BLOCK = "\u2028", "\u2029"
"""What stands for the end of a line (``<br>``) and of a block: no rule looks past the latter."""
THING = "\ufffc"
"""What stands for something that is no prose, as a word would: an address, a picture, code."""

Edits = dict[tuple[int, int], str]
"""What takes the place of a stretch, by where it begins and ends."""
Compose = Callable[[str], tuple[str, Edits]]
"""The rules of a language: a text of the same length with its signs exchanged one for one, and the edits left to do."""


def gap_before(text: str, place: int) -> int:
    """Give where the gap begins that ends at ``place``."""
    while place and text[place - 1] in SPACES:
        place -= 1
    return place


def gap_after(text: str, place: int) -> int:
    """Give where the gap ends that begins at ``place``."""
    while place < len(text) and text[place] in SPACES:
        place += 1
    return place


def places(text: str, sign: str) -> Iterator[int]:
    """Give where a sign stands."""
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)


def put(edits: Edits, start: int, end: int, new: str) -> None:
    """Let ``new`` stand between two places, unless that stretch is decided on already."""
    edits.setdefault((start, end), new)


def apply(text: str, edits: Edits) -> str:
    """Give the text with its edits made."""
    pieces: list[str] = []
    place = 0
    for start, end, new in _in_order(edits):
        pieces += (text[place:start], new)
        place = end
    return "".join([*pieces, text[place:]])


def cut(pieces: list[str], text: str, edits: Edits) -> list[str]:
    """Give the pieces of a text with its edits made; what is put between two pieces goes to the latter.

    Only the space behind an opening guillemet stays with it. ``text`` is what its rules made of the pieces, as long as
    they are.
    """
    ends = list(accumulate(map(len, pieces)))
    begins = [0, *ends[:-1]]
    last = len(ends) - 1
    changed: dict[int, list[tuple[int, int, str]]] = {}
    for start, end, new in _in_order(edits):
        find = bisect_left if text[start - 1 : start] == "«" else bisect_right
        number = find(ends, start, 0, last)
        if end <= ends[number] and text[start:end] == new:  # as with most edits of a text that is well typed
            continue
        changed.setdefault(number, []).append((start, end, new))
        while number < last and end > ends[number]:
            number += 1
            begins[number] = min(end, ends[number])
            changed.setdefault(number, [])
    cut_anew = (
        [*pieces] if text == "".join(pieces) else [text[start:end] for start, end in zip(begins, ends, strict=True)]
    )
    for number, those in changed.items():
        cut_anew[number] = _piece(text, begins[number], ends[number], those)
    return cut_anew


def _piece(text: str, place: int, until: int, edits: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    for start, end, new in edits:
        parts += (text[place:start], new)
        place = end
    return "".join([*parts, text[place:until]])


def _in_order(edits: Edits) -> Iterator[tuple[int, int, str]]:
    """Give the edits from left to right, but those that begin within another."""
    place = 0
    for (start, end), new in sorted(edits.items()):
        if start >= place:
            yield start, end, new
            place = end
