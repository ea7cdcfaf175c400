"""Pages as they are digested and kept: articles in them are named by the digests of their teasers.

So a teaser is digested once, however many pages show it; a new headline changes what the store holds of its own page
only; and a page can be laid out again without planning the site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Generic, TypeVar, Union

import msgspec
from msgspec import Struct

from newsgen.base.digest import Digest, digest, encode
from newsgen.pages.page import Escape, Page
from newsgen.pages.views import ArticleDetail, Head, Headline, Link, Teaser, View
from newsgen.pages.walk import exchange

V = TypeVar("V")
_SOMEBODY = Teaser("", "", "", Link("", ""))
"""Stands in a view where a teaser is that is kept by its digest."""
TELLING = (Teaser, Headline, ArticleDetail, Head)
"""What may tell of an article in a view."""


class Folded(Struct, Generic[V], frozen=True, array_like=True):
    """What a page shows, and by which template.

    ``teasers`` are those that stand in the view, in the order of a walk.
    """

    template: str
    escape: Escape
    view: V
    teasers: tuple[Digest, ...] = ()


class Telling(Struct, frozen=True):
    """Which pages tell of which articles.

    The pages by the addresses of these, in full and in short (as lists and links do).
    """

    in_full: dict[str, list[str]]
    in_short: dict[str, list[str]]

    def note(self, page: str, view: View) -> None:
        """Note what a page shows."""

        def note(each: Any) -> Any:
            kind = type(each)
            if kind is ArticleDetail:
                self.in_full.setdefault(each.url, []).append(page)
            elif kind is not Head:
                self.in_short.setdefault(each.url, []).append(page)
            elif each.about is not None:
                self.in_short.setdefault(each.about, []).append(page)
            return each

        exchange(view, TELLING, note)


class TeaserDigests:
    """The digests of teasers, by identity: to look one up by its value would cost as much as to digest it."""

    def __init__(self) -> None:
        self.known: dict[int, tuple[Teaser, Digest]] = {}

    def __call__(self, teaser: Teaser) -> Digest:
        """Give the digest of a teaser that is not known yet."""
        found = self.known[id(teaser)] = teaser, digest(teaser)
        return found[1]


def fold(page: Page, digests: TeaserDigests) -> bytes:
    """Encode what a page shows, canonically: two pages that show the same give the same bytes, and no others do."""
    teasers: list[Digest] = []
    known = digests.known

    def note(teaser: Teaser) -> Teaser:
        if teaser.retitled:  # it has words that no other page gives it
            return teaser
        found = known.get(id(teaser))
        teasers.append(found[1] if found is not None else digests(teaser))
        return _SOMEBODY

    view = exchange(page.view, (Teaser,), note)
    return encode(Folded(page.template, page.escape, view, tuple(teasers)))


class Unfolding:
    """Lays out pages that were folded; ``views`` are the types of views that they may show."""

    def __init__(self, views: tuple[type[View], ...]) -> None:
        self._decode = _decoder(views).decode

    def decode(self, value: bytes) -> Folded[View]:
        """Give a page as it is kept, without the teasers in it."""
        return self._decode(value)

    def fill(self, folded: Folded[View], teaser_of: Callable[[Digest], Teaser]) -> View:
        """Put the teasers in their places."""
        if not folded.teasers:
            return folded.view
        teasers: Iterator[Digest] = iter(folded.teasers)

        def fill(teaser: Teaser) -> Teaser:
            return teaser if teaser.retitled else teaser_of(next(teasers))

        return exchange(folded.view, (Teaser,), fill)


@cache
def view_decoder(views: tuple[type[View], ...]) -> msgspec.msgpack.Decoder[View]:
    """Make what reads views of these types: it takes longer than to render one, and few builds need it."""
    return msgspec.msgpack.Decoder(Union[views])  # noqa: UP007 - of types known at run time


@cache
def _decoder(views: tuple[type[View], ...]) -> msgspec.msgpack.Decoder[Folded[View]]:
    # A union of types that are known only when this runs.
    return msgspec.msgpack.Decoder(Folded[Union[views]])  # type: ignore[valid-type]  # noqa: UP007


def teaser_in(article: ArticleDetail) -> Teaser:
    """Give an article as lists show it."""
    return Teaser(
        title=article.title,
        url=article.url,
        date=article.date,
        section=article.section,
        summary=article.summary,
        kicker=article.kicker,
        byline=article.byline,
        image=article.image,
        video=article.video is not None,
        typography=article.typography,
    )
