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

from newsgen.content.typography.edits import NBSP, WORD_JOINER

ADDRESS = re.compile(
    r"""(?:https?://|www\.|mailto:)[^\s<>"«»“”]*[^\s<>"«»“”.,;:!?'’)\]…]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+""", re.IGNORECASE
)
"""An address of a page or a person that stands in a text."""
_BESIDE_NO_RANK = r"[\w#@/.,=&?+’'-]"
_RANK = re.compile(
    rf"(?:(?<!{_BESIDE_NO_RANK})|(?<=[0-9IVXLC]e[-–/])|(?<=[1I]er[-–/]))"
    r"((?P<first>1|I)(?=[er][re])|(?!0|1e)[0-9]+|[IVXLC]{2,}|[VX])"
    r"((?(first)(?:er|re)|(?:e|(?<=(?<!\d)2)nde?))s?)(?![\w'’])"
)
_LONGEST_COMPOUND = 16  # letters: what a headline on a narrow screen has room for
_PART = r"[^\W_]+(?:['’][^\W_]+)?"
_COMPOUND = re.compile(rf"(?<![\w'’-])(?=[^\W\d_]){_PART}(?:-{_PART})+(?![\w-])")
_DASH = re.compile(f"–(?={NBSP})")


class Display(Struct, frozen=True):
    """How a language shows its texts on pages; with ``ranks``, those of ordinals are raised."""

    ranks: bool = True

    def html(self, text: str, before: str = "", after: str = "") -> str:
        """Give a text as HTML; ``before`` and ``after`` are the signs around it, whatever elements these stand in."""
        text = _DASH.sub(f"–{WORD_JOINER}", text)
        if text.endswith("–") and after == NBSP:
            text += WORD_JOINER
        if not self.ranks or not _RANK.search(text):
            return html.escape(text, quote=False)
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
        return f"{found[1]}<sup>{found[3]}</sup>"

    return _RANK.sub(mark, html.escape(text, quote=False))


def _hold(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) > _LONGEST_COMPOUND else found[0].replace("-", "\N{NON-BREAKING HYPHEN}")


def _parts(text: str) -> Iterator[tuple[int, str, bool]]:
    """Part a text into addresses and what stands between them, each with where it begins."""
    place = 0
    for found in ADDRESS.finditer(text) if "://" in text or "@" in text or "www." in text else ():
        yield place, text[place : found.start()], False
        yield found.start(), found[0], True
        place = found.end()
    yield place, text[place:], False
