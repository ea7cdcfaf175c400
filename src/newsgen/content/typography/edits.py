"""Edits: what is to be changed in a text, decided on the text as it stands, so that no rule sees another's work.

An edit replaces a stretch, often an empty one, and most edits decide on a *gap*: the spaces, if any, between two signs.
Whoever edits a stretch first keeps it. A block of prose is one text, whatever elements stand in it: that is why edits are
values, and the text is not simply replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

SPACES = " \t\n\u00a0\u202f\u2009"
SPACE = "[ \t\n\u00a0\u202f\u2009]"
"""A space of any width, in a pattern. What it matches is a gap to be decided on anew."""
NBSP = "\u00a0"
THIN = "\u202f"
"""The narrow no-break space, the printers' *espace fine insécable*."""
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


def put(edits: Edits, start: int, end: int, new: str) -> None:
    """Let ``new`` stand between two places, unless that stretch is decided on already."""
    edits.setdefault((start, end), new)


def apply(text: str, edits: Edits) -> str:
    """Give the text with its edits made."""
    pieces: list[str] = []
    place = 0
    for (start, end), new in sorted(edits.items()):
        if start >= place:
            pieces += (text[place:start], new)
            place = end
    return "".join([*pieces, text[place:]])


def cut(text: str, edits: Edits, ends: Sequence[int]) -> list[str]:
    """Give the pieces that end at ``ends`` with their edits made; what is put between two pieces goes to the latter.

    Only the space behind an opening guillemet stays with it.
    """
    pieces: list[str] = []
    piece: list[str] = []
    place = number = 0
    for (start, end), new in sorted(edits.items()):
        if start < place:
            continue
        stays = start > 0 and text[start - 1] == "«"
        while number < len(ends) - 1 and (ends[number] < start or (ends[number] == start and not stays)):
            rest = text[place : ends[number]]
            pieces.append("".join([*piece, rest]) if piece else rest)
            piece, place, number = [], max(place, ends[number]), number + 1
        piece += (text[place:start], new)
        place = end
    for end in ends[number:]:
        rest = text[place:end]
        pieces.append("".join([*piece, rest]) if piece else rest)
        piece, place = [], max(place, end)
    return pieces
