"""Terms: what is indexed of a text, and what a query looks for.

A text is cut into *pieces*: a word with its apostrophes and hyphens, a number with its thousands. A piece has one or
more words, each of which has a term or is a stop word; several have a term together, too, so that États-Unis is found
as one thing and COVID-19 as covid19. ``static/js/search.js`` does the same; ``tests/test_search_terms.py`` holds
the two together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from newsgen.base.patterns import regex
from newsgen.search.fold import APOSTROPHES, HYPHENS, MARKS, UNSEEN, fold
from newsgen.search.languages import SearchLanguage, search_language

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = rf"[\w{MARKS}{UNSEEN}]"
_PIECE = regex(rf"{_WORD}+(?:[{APOSTROPHES}{HYPHENS}]+{_WORD}+)*")
_THOUSANDS = regex(r"([0-9])(?<!\w{4})[ \u00a0\u202f](?=[0-9]{3}(?!\w))")
_COMPOUND = regex(r"[^\W_]+(?:['-]+[^\W_]+)*")
_MOST_KNOWN = 100_000


class Terms:
    """The terms of texts in a language."""

    def __init__(self, language: SearchLanguage) -> None:
        self._language = language
        self._stem = _stemmer(language.algorithm)
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, text: str) -> dict[str, int]:
        """Give the terms of a text, and how often each occurs."""
        if len(self._known) > _MOST_KNOWN:  # names and numbers: the words of a language are not so many
            self._known.clear()
        known, counts = self._known, dict[str, int]()
        occurs = counts.get
        for run, count in Counter(_THOUSANDS.sub("\\1\u2060", text.lower()).split()).items():
            terms = known.get(run)
            if terms is None:
                terms = known[run] = tuple(self._terms_of(run))
            for term in terms:
                counts[term] = occurs(term, 0) + count
        return counts

    def term(self, word: str) -> str | None:
        """Give the term of a folded word; nothing for a stop word."""
        language = self._language
        if word in language.stop:
            return None
        word = language.irregular.get(word, word)
        for group in language.endings:
            for ending, other, least in group:
                if len(word) >= least and word.endswith(ending):
                    word = word[: len(word) - len(ending)] + other
                    break
        return self._stem(word)

    def words(self, run: str) -> list[list[str]]:
        """Give the folded words in a text without blanks, those of each compound together."""
        compounds = (found for piece in _PIECE.findall(run) for found in _COMPOUND.findall(fold(piece)))
        return [[self._bare(part) for part in each.split("-") if part] for each in compounds]

    def _terms_of(self, run: str) -> Iterator[str]:
        for words in self.words(run):
            own = [term for word in words if (term := self.term(word)) is not None]
            yield from own
            if own and len(words) > 1 and (joined := self.term("".join(words))) is not None:
                yield joined

    def _bare(self, part: str) -> str:
        """Take from a word what is elided before it, and what English puts behind it."""
        pieces = [each for each in part.split("'") if each]
        while len(pieces) > 1 and pieces[0] in self._language.elided:
            pieces.pop(0)
        if len(pieces) > 1 and pieces[-1] in self._language.tails:
            pieces.pop()
        return "".join(pieces)


def _stemmer(algorithm: str) -> Callable[[str], str]:
    if not algorithm:
        return str
    from Stemmer import Stemmer  # seldom needed: an edit of words parses one text

    stem: Callable[[str], str] = Stemmer(algorithm).stemWord
    return stem


@lru_cache(maxsize=2)
def terms_in(language: str) -> Terms:
    """Give what makes terms in a language, such as ``fr-CA``: once a process, for it knows most words soon."""
    return Terms(search_language(language))
