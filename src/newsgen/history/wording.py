"""What a text says, as words in their order: without markup, addresses, and what typography sets otherwise."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence

from newsgen.base.seal import DamagedError
from newsgen.build.check import Inspected
from newsgen.content.readable import prose_of
from newsgen.model.records import Article, StaticPage

Text = Article | StaticPage
WORD = re.compile(r"\d{1,3}(?:[\u00a0\u202f ]\d{3}(?!\d))+(?:,\d+)?|\d+(?:[.,:]\d+)*|[^\W\d_]+")
"""A word, or a number with all its digits: ``1 240``, ``12,5``."""
_ANY_GAP = re.compile(r"gap[0-9a-f]+x\d+x")
_SPACES = re.compile(r"[\u00a0\u202f ]")


def words_in(text: str) -> Sequence[str]:
    """Give the words of a text in their order; numbers without the spaces in them."""
    return [_SPACES.sub("", found) for found in WORD.findall(text)]


def body_reader(inspected: Inspected) -> Callable[[Text], str]:
    """Make what gives the body of a text as readers read it."""
    store = inspected.opened.store

    def read(text: Text) -> str:
        if not text.body.words:
            return ""
        try:
            source = store.bodies.get(text.body.digest)
        except DamagedError:  # then nothing is said of it
            return ""
        return html.unescape(prose_of(_ANY_GAP.sub(" ", source)))

    return read


def words_reader(inspected: Inspected) -> Callable[[Text], Sequence[str]]:
    """Make what gives the words of a text, those of its headline first."""
    read = body_reader(inspected)
    return lambda text: [word.casefold() for word in words_in(f"{text.matter.title}\n{read(text)}")]
