"""Pages with the new words and headlines of articles in the place of the old ones.

The plan copies the words and the headline of an article and never looks at them: whatever they are, the same pages show
them in the same places. So where nothing else has changed, a page that told of the article as it was tells of it now as
it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.digest import Digest
from newsgen.model.records import Article
from newsgen.pages.encoding import TELLING, Telling, teaser_in
from newsgen.pages.views import ArticleDetail, Head, Headline, Teaser, View
from newsgen.pages.walk import exchange, exchange_in, find

T = TypeVar("T")
_WORDS_A_MINUTE = 230


class OtherwiseShownError(Exception):
    """A page shows an article in words that are not simply its own: only a plan can tell what it shows now."""


class Own(Struct, frozen=True, gc=False):
    """What of an article is only copied wherever it stands: its headline, its words. ``body`` names its HTML."""

    title: str
    summary: str | None
    kicker: str | None
    description: str | None
    body: Digest
    words: int
    minutes: int


def own_of(article: Article) -> Own:
    """Give what is only copied of an article."""
    matter, body = article.matter, article.body
    return Own(
        title=matter.title,
        summary=matter.summary,
        kicker=matter.kicker,
        description=matter.summary or body.opening or None,
        body=body.digest,
        words=body.words,
        minutes=max(round(body.words / _WORDS_A_MINUTE), 1),
    )


class Retelling(Struct, frozen=True):
    """An article as pages tell of it (``old``), as they are to (``new``), and what of it is only copied now.

    ``described`` is what its own page told search engines.
    """

    old: Teaser
    new: Teaser
    own: Own
    described: str | None = None

    @property
    def is_retitled(self) -> bool:
        """Whether pages that do not show the article in full may tell of it otherwise, too."""
        return self.old != self.new or self.described != self.own.description


def article_in(view: View, url: str) -> ArticleDetail:
    """Give the article with an address that a view shows in full."""
    found = next((each for each in find(view, ArticleDetail) if each.url == url), None)
    if found is None:
        raise LookupError(url)
    return found


def retell(before: View, article: Article) -> Retelling:
    """Compare an article, as its own page showed it, with what it is now.

    Raises:
        LookupError: that page does not show it in full, or is not its own.
    """
    if before.page.about != before.page.url:
        raise LookupError(before.page.url)
    own, detail = own_of(article), article_in(before, before.page.url)
    return Retelling(teaser_in(detail), teaser_in(_detail(detail, own)), own, before.page.description)


def paths_telling(telling: Telling, retellings: Iterable[Retelling]) -> Iterator[str]:
    """Give the paths of the pages that may tell of articles otherwise now; of new words only those in full."""
    for each in retellings:
        yield from telling.in_full.get(each.old.url, ())
        if each.is_retitled:
            yield from telling.in_short.get(each.old.url, ())


class Retellings:
    """Puts the new words and headlines of articles into what pages show."""

    def __init__(self, retellings: Iterable[Retelling]) -> None:
        self._by_url = {each.old.url: each for each in retellings}

    def view(self, view: View) -> View:
        """Give a view as it is now.

        Raises:
            OtherwiseShownError: it shows one of the articles in words of its own.
        """
        return exchange(view, TELLING, self._change)

    def answer(self, hint: Any, answer: Any) -> Any:
        """Give the answer to a question, which is of a declared type, as it is now.

        Raises:
            OtherwiseShownError: as above.
        """
        return exchange_in(hint, answer, TELLING, self._change)

    def _change(self, value: Any) -> Any:
        url = value.about if type(value) is Head else value.url
        found = self._by_url.get(url or "")
        if found is None:
            return value
        match value:
            case Teaser():
                return _exchanged(value, found.old, found.new)
            case Headline(title=title):
                return replace(value, title=_exchanged(title, found.old.title, found.new.title))
            case ArticleDetail():
                _exchanged(teaser_in(value), found.old, found.new)
                return _detail(value, found.own)
            case Head():
                return _head(value, found)
        raise TypeError(type(value).__name__)


def _exchanged(shown: T, old: T, new: T) -> T:
    """Give what is shown now.

    Raises:
        OtherwiseShownError: what is shown is not the article's own.
    """
    if shown not in (old, new):
        raise OtherwiseShownError
    return new


def _head(head: Head, found: Retelling) -> Head:
    """Give a head with a new title; and a new description, where it had that of the article."""
    title, described = _exchanged(head.title, found.old.title, found.new.title), head.description
    if described is not None or head.url == found.old.url:
        described = _exchanged(described, found.described, found.own.description)
    elif found.described is None and found.own.description is not None:  # whether it goes without, nobody can tell
        raise OtherwiseShownError
    return replace(head, title=title, description=described)


def _detail(detail: ArticleDetail, own: Own) -> ArticleDetail:
    return replace(
        detail,
        title=own.title,
        summary=own.summary,
        kicker=own.kicker,
        body=replace(detail.body, digest=own.body),
        words=own.words,
        minutes=own.minutes,
    )
