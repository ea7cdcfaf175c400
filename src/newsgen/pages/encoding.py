"""Pages as they are digested and kept: a list names its articles by the digests of their teasers.

So a teaser is digested once, however many lists show it; and a page can be laid out again without planning the site.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.digest import Digest, digest, encode
from newsgen.pages.page import Page
from newsgen.pages.views import ArticleDetail, IndexView, ListView, PlainView, SitemapView, Teaser, View


class Folded(Struct, frozen=True, array_like=True):
    """What a page shows, and its template; of a list, the articles are in ``teasers`` and nowhere else."""

    template: str
    view: View
    teasers: tuple[Digest, ...] = ()


_DECODE = msgspec.msgpack.Decoder(Folded).decode


class TeaserDigests:
    """The digests of teasers, by identity: to look one up by its value would cost as much as to digest it."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Teaser, Digest]] = {}

    def __call__(self, teaser: Teaser) -> Digest:
        """Give the digest of a teaser."""
        found = self._known.get(id(teaser))
        if found is None:
            found = self._known[id(teaser)] = teaser, digest(teaser)
        return found[1]


def fold(page: Page, digest_of: Callable[[Teaser], Digest]) -> bytes:
    """Encode what a page shows, canonically: two pages that show the same give the same bytes, and no others do."""
    view = page.view
    if not isinstance(view, ListView):
        return encode(Folded(page.template, view))
    empty = ListView(view.page, replace(view.listing, articles=()))
    return encode(Folded(page.template, empty, tuple(map(digest_of, view.listing.articles))))


def unfold(value: bytes, teaser_of: Callable[[Digest], Teaser]) -> tuple[str, View]:
    """Give the template and the view of a page that was folded."""
    kept = _DECODE(value)
    if not isinstance(kept.view, ListView):
        return kept.template, kept.view
    articles = tuple(map(teaser_of, kept.teasers))
    return kept.template, ListView(kept.view.page, replace(kept.view.listing, articles=articles))


def repeats_articles(view: View) -> bool:
    """Tell whether a page may show headlines of articles: what others do not is of no use to keep."""
    return not isinstance(view, IndexView | PlainView | SitemapView)


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
    )
