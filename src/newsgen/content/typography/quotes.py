"""Quotation marks and apostrophes: straight ones made those of a language, one for one, paired within their block.

A mark that has no partner stays as it is, but for one that opens a block (a quotation that goes on in the next
paragraph) or ends one. Marks that are typographic already are the editor's choice; they count when the depth of others
is found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from msgspec import Struct

from newsgen.base.patterns import regex
from newsgen.content.typography.edits import BLOCK, LINE, SPACES

_BETWEEN_LETTERS = {mark: regex(rf"{mark}(?<=[A-Za-zÀ-ÖØ-öø-ÿœŒ].)(?=[A-Za-zÀ-ÖØ-öø-ÿœŒ])") for mark in "'´"}
_MARK = regex("[\"'«»“”„]")
_ELISION = regex(r"'(?:\d\ds?|tis|twas|em|til|cause|n)\b", re.IGNORECASE)
_THOUSAND = regex(r"(?<=[0-9])'[0-9]{3}(?![0-9])")
_OPENING = frozenset(f"{SPACES}{LINE}{BLOCK}([{{-–—/'¿¡")
_CLOSING = frozenset(f"{SPACES}{LINE}{BLOCK}.,;:!?)]}}…")
_DEEPEST = 100  # quotations within one another


class Marks(Struct, frozen=True):
    """The marks of a language: pairs for quotations and those within them, outermost first; and the single ones.

    ``opening`` is what a mark stands behind that opens, ``closing`` what one stands before that closes.
    """

    levels: tuple[str, ...]
    single: str
    opening: frozenset[str]
    closing: frozenset[str]


def _marks(*levels: str, single: str = "‘’", elision: str = "") -> Marks:
    return Marks(
        levels,
        single,
        _OPENING | {pair[0] for pair in (*levels, single)} | set(elision),
        _CLOSING | {pair[1] for pair in levels},
    )


MARKS = {
    "de": _marks("„“", "‚‘", single="‚‘"),  # Duden, Rechtschreibregeln: Anführungszeichen
    "en": _marks("“”", "‘’"),  # The Chicago Manual of Style, 13.30
    "es": _marks("«»", "“”", "‘’"),  # Real Academia Española, Ortografía: comillas
    "fr": _marks("«»", "“”", elision="’"),  # Lexique de l'Imprimerie nationale, Ramat: guillemets
    "it": _marks("«»", "“”", elision="’"),  # Accademia della Crusca: virgolette
    "pt": _marks("“”", "‘’"),  # Folha de S. Paulo, Manual da redação: aspas
    "ro": _marks("„”", "«»"),  # Academia Română, DOOM
}


def curl(text: str, marks: Marks) -> str:
    """Replace the straight marks of a text, one for one."""
    for mark, between_letters in _BETWEEN_LETTERS.items():
        if mark in text:
            text = between_letters.sub("’", text)
    if "'" in text:
        text = _exchange(text, marks, "'", _Block.singles)
    return _exchange(text, marks, '"', _Block.doubles) if '"' in text else text


def _exchange(
    text: str, marks: Marks, mark: str, choose: Callable[[_Block, list[int]], Iterator[tuple[int, str]]]
) -> str:
    pieces: list[str] = []
    place = end = 0
    while (first := text.find(mark, end)) >= 0:
        start = text.rfind(BLOCK, end, first) + 1 or end
        end = text.find(BLOCK, first)
        end = end if end >= 0 else len(text)
        found = [each.start() for each in _MARK.finditer(text, start, end)]
        for at, new in sorted(choose(_Block(text, start, end, marks, _ends_of_runs(text, found)), found)):
            pieces += (text[place:at], new)
            place = at + 1
    return "".join([*pieces, text[place:]])


def _ends_of_runs(text: str, found: list[int]) -> dict[int, int]:
    """Say of each straight double mark where the run of them that it belongs to ends."""
    ends: dict[int, int] = {}
    for place in reversed(found):
        if text[place] == '"':
            ends[place] = ends.get(place + 1, place + 1)
    return ends


class _Block(Struct, frozen=True):
    text: str
    start: int
    end: int
    marks: Marks
    ends_of_runs: dict[int, int]

    def doubles(self, found: list[int]) -> Iterator[tuple[int, str]]:
        """Give the new sign for each straight double mark that gets one."""
        text = self.text
        if not any(text[place] == '"' for place in found):
            return
        opened: list[int] = []
        partners: dict[int, int] = {}
        lonely: list[int] = []
        openers: set[int] = set()
        for place in found:
            if text[place] == '"':
                self.pair(place, opened, openers, partners, lonely)
            elif text[place] in self.closers:
                opened.append(place)
            elif text[place] != "'":
                self.close(opened, partners, place, [key for key, sign in self.closers.items() if sign == text[place]])
        first = self.first()
        partners |= {
            place: self.end for place in opened if text[place] != '"' or (place == first and self.follows_a_word(place))
        }
        yield from self.levelled(partners)
        last = self.last()
        yield from ((place, "″") for place in lonely if text[place - 1].isdigit())
        yield from (
            (place, self.marks.levels[0][1]) for place in lonely if place == last and not text[place - 1].isdigit()
        )

    def pair(
        self, place: int, opened: list[int], openers: set[int], partners: dict[int, int], lonely: list[int]
    ) -> None:
        """Take a straight mark for one that opens or, if anything is open, for one that closes."""
        left = place == self.start or self.text[place - 1] in self.marks.opening or place - 1 in openers
        if not (left and self.follows_a_word(place)) and self.close(opened, partners, place, ['"']):
            return
        if left:
            openers.add(place)
            opened.append(place)
        else:
            lonely.append(place)

    @property
    def closers(self) -> dict[str, str]:
        """The closing mark of each opening one."""
        return {pair[0]: pair[1] for pair in self.marks.levels}

    def close(self, opened: list[int], partners: dict[int, int], place: int, signs: list[str]) -> bool:
        for depth in range(len(opened) - 1, max(len(opened) - _DEEPEST, 0) - 1, -1):
            if self.text[opened[depth]] in signs:
                partners[opened[depth]] = place
                del opened[depth:]
                return True
        return False

    def levelled(self, partners: dict[int, int]) -> Iterator[tuple[int, str]]:
        """Give each pair of straight marks the signs of its depth."""
        levels = self.marks.levels
        depth_of = {pair[0]: depth for depth, pair in enumerate(levels)}
        around: list[tuple[int, int]] = []
        for place in sorted(partners):
            while around and around[-1][0] < place:
                around.pop()
            sign, partner = self.text[place], partners[place]
            depth = depth_of.get(sign, min(around[-1][1] + 1 if around else 0, len(levels) - 1))
            around.append((partner, depth))
            if sign == '"':
                yield place, levels[depth][0]
                if partner < self.end:
                    yield partner, levels[depth][1]

    def singles(self, found: list[int]) -> Iterator[tuple[int, str]]:
        """Give the new sign for each straight single mark: an apostrophe, a quotation mark, a prime."""
        text = self.text
        places = [place for place in found if text[place] == "'"]
        closing: set[int] = set()
        closers = [place for place in places if self.may_close(place)]
        for place in places:
            before = text[place - 1] if place > self.start else " "
            after = text[place + 1] if place + 1 < self.end else " "
            if place in closing:
                yield place, self.marks.single[1]
            elif (before in self.marks.opening or before == '"') and (after.isalnum() or after in '«“„"\ufffc'):
                index = bisect_right(closers, place)
                partner = closers[index] if index < len(closers) else None
                if partner is None or _ELISION.match(text, place):
                    yield place, "’"
                else:
                    closing.add(partner)
                    yield place, self.marks.single[0]
            elif before.isdigit() and not after.isalpha() and not self.parts_thousands(place):
                yield place, "′"
            elif after.isalnum() or before not in SPACES:
                yield place, "’"

    def may_close(self, place: int) -> bool:
        text = self.text
        ends_word = place + 1 >= self.end or not (text[place + 1].isalnum() or text[place + 1] == "\ufffc")
        return ends_word and text[place - 1] not in f"{SPACES}'([{{"

    def parts_thousands(self, place: int) -> bool:
        """Tell whether a mark stands where a long number is parted, as in 12'500: three digits follow, and no more."""
        return _THOUSAND.match(self.text, place, self.end) is not None

    def follows_a_word(self, place: int) -> bool:
        """Tell whether something that a mark may open comes right behind it, or behind further marks."""
        place = self.ends_of_runs[place]
        return place < self.end and self.text[place] not in self.marks.closing

    def first(self) -> int:
        text = self.text[self.start : self.end]
        return self.start + len(text) - len(text.lstrip(SPACES))

    def last(self) -> int:
        return self.start + len(self.text[self.start : self.end].rstrip(SPACES)) - 1
