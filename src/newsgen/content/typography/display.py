"""What only a page can show: raised ranks (2ᵉ, XXIᵉ), dashes that keep what follows, compounds that do not break.

Plain texts have none of it: in a feed, in metadata or in an attribute a headline is made of ordinary letters.

Sources: *Lexique des règles typographiques en usage à l'Imprimerie nationale* (ranks in raised letters); Unicode
Standard Annex 14, *Line Breaking* (LB12a: a line may end between an en dash and a no-break space).
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from msgspec import Struct

from newsgen.base.patterns import regex
from newsgen.content.typography.edits import NBSP, WORD_JOINER

ADDRESS = regex(
    r"""(?:https?://|www\.|mailto:)[^\s<>"«»“”]*[^\s<>"«»“”.,;:!?'’)\]…]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+""", re.IGNORECASE
)
"""An address of a page or a person that stands in a text."""
_BESIDE_NO_RANK = r"[\w#@/.,=&?+’'-]"
# It begins with a rare sign, which the engine finds fast; what stands before that is looked at afterwards. “Le” and
# “Ce”, which begin many a sentence, are passed over at once.
_RANK = regex(
    rf"([0-9IVXLC](?<![LC](?=e))(?:(?<!{_BESIDE_NO_RANK}.)|(?<=[0-9IVXLC]e[-–/].)|(?<=[1I]er[-–/].))[0-9IVXLC]*)"
    r"((?:(?:(?<=1)|(?<=I))(?:er|re)|e|(?<=2)nde?)s?)(?![\w'’])"
)
_LONGEST_COMPOUND = 16  # letters: what a headline on a narrow screen has room for
_PART = r"[^\W_]+(?:['’][^\W_]+)?"
_COMPOUND = regex(rf"(?<![\w'’-])(?=[^\W\d_]){_PART}(?:-{_PART})+(?![\w-])")
_OPENING, _HELD = f"–{NBSP}", f"–{WORD_JOINER}{NBSP}"


class Display(Struct, frozen=True):
    """How a language shows its texts on pages; with ``ranks``, those of ordinals are raised."""

    ranks: bool = True

    def concerns(self, text: str) -> bool:
        """Tell whether a text may be shown otherwise than as it is."""
        return (self.ranks and _RANK.search(text) is not None) or _OPENING in text or text[-1:] == "–"

    def html(self, text: str, before: str = "", after: str = "") -> str:
        """Give a text as HTML; ``before`` and ``after`` are the signs around it, whatever elements these stand in."""
        text = text.replace(_OPENING, _HELD)
        if text[-1:] == "–" and after == NBSP:
            text += WORD_JOINER
        if not self.ranks:
            return html.escape(text, quote=False)
        if not _may_hold_address(text):
            return _raise(text, before, after)
        around = f"{before or ' '}{text}{after or ' '}"
        return "".join(
            html.escape(part, quote=False) if is_address else _raise(part, around[start], around[start + len(part) + 1])
            for start, part, is_address in _parts(text)
        )

    def headline(self, text: str) -> str:
        """Give a headline as HTML: a short compound is not parted at its hyphens."""
        return self.html(
            "".join(part if is_address else _COMPOUND.sub(_hold, part) for _, part, is_address in _parts(text))
        )


def _raise(text: str, before: str, after: str) -> str:
    def mark(found: re.Match[str]) -> str:
        begins, ends = not found.start(), found.end() == len(found.string)
        if (begins and re.match(_BESIDE_NO_RANK, before)) or (ends and re.match(r"[\w'’]", after)):
            return found[0]
        return f"{found[1]}<sup>{found[2]}</sup>" if _is_rank(found[1], found[2]) else found[0]

    return _RANK.sub(mark, html.escape(text, quote=False))


def _is_rank(number: str, letters: str) -> bool:
    """Tell whether letters make an ordinal of a number: 1er and Ire, 2nd; 2e and XXe, but neither 1e nor Ce."""
    if letters[0] != "e" or letters[:2] == "er":
        return number == ("2" if letters[0] == "n" else "1") or (number == "I" and letters[0] != "n")
    if number.isdigit():
        return number[0] != "0" and number != "1"
    return number.isalpha() and (len(number) > 1 or number in "VX")


def _hold(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) > _LONGEST_COMPOUND else found[0].replace("-", "\N{NON-BREAKING HYPHEN}")


def _may_hold_address(text: str) -> bool:
    return "://" in text or "@" in text or "www." in text


def _parts(text: str) -> Iterator[tuple[int, str, bool]]:
    """Part a text into addresses and what stands between them, each with where it begins."""
    place = 0
    for found in ADDRESS.finditer(text) if _may_hold_address(text) else ():
        yield place, text[place : found.start()], False
        yield found.start(), found[0], True
        place = found.end()
    yield place, text[place:], False
