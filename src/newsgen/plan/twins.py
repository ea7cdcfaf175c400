"""Twins: what programs get beside the pages that readers get, where the settings ask for it (``outputs``).

They are planned behind the pages, of what these show, so that neither can know anything that the other does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from newsgen.model.records import Article
from newsgen.pages import kinds
from newsgen.pages.kinds import PageKind
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner, Page
from newsgen.pages.twins import NINJS_FEED, TWINS, Twin
from newsgen.pages.views import (
    ArticleTwinView,
    ArticleView,
    FrontView,
    Head,
    IndexView,
    ListView,
    NewsItem,
    NewsItemsView,
    View,
    Withdrawal,
    WithdrawnTwinView,
    WithdrawnView,
)
from newsgen.plan.feed_names import id_of
from newsgen.plan.part import Part
from newsgen.schema.instants import seconds
from newsgen.site.site import Site


def twin_pages(site: Site, pages: Sequence[Page]) -> Part:
    """Plan the twins of pages, and the feed of news items."""
    asked = site.settings.outputs
    planned: list[Page] = []
    if "json" in asked:
        planned += _json(site, pages)
    if "ninjs" in asked:
        planned += _ninjs(site, pages)
    return Part(planned, Needs())


def _json(site: Site, pages: Sequence[Page]) -> Iterator[Page]:
    twin, withdrawals = TWINS["json"], _withdrawals(site)
    for page in pages:
        match page.view:
            case ArticleView(page=head, article=article) if page.own_of is not None:
                told = replace(article, views=None, comments=None)  # which it does not tell
                view = ArticleTwinView(head, id_of(site.settings, site.placed[page.own_of].article), told)
                yield _beside(site, page, twin, kinds.ARTICLE_TWIN, view)
            case WithdrawnView(page=head) if page.own_of in withdrawals:
                gone = WithdrawnTwinView(head, withdrawals[page.own_of])
                yield _beside(site, page, twin, kinds.WITHDRAWN_TWIN, gone)
            case ListView(page=head) if head.kind in twin.kinds:
                yield _beside(site, page, twin, kinds.LIST_TWIN, page.view)
            case FrontView(page=head) if head.kind in twin.kinds:
                yield _beside(site, page, twin, kinds.FRONT_TWIN, page.view)
            case IndexView(page=head) if head.kind in twin.kinds:
                yield _beside(site, page, twin, kinds.INDEX_TWIN, page.view)


def _ninjs(site: Site, pages: Sequence[Page]) -> Iterator[Page]:
    twin, withdrawals, items = TWINS["ninjs"], _withdrawals(site), dict[str, NewsItem]()
    newest = {article.path for article in site.articles[: site.settings.feed_size]}
    for page in pages:
        match page.view:
            case ArticleView(page=head, article=article) if page.own_of is not None:
                name = id_of(site.settings, site.placed[page.own_of].article)
                alone = replace(article, related=(), previous=None, next=None, views=None, comments=None)
                if page.own_of in newest:
                    items[page.own_of] = NewsItem(name, alone)
                yield _beside(site, page, twin, kinds.NINJS, ArticleTwinView(head, name, alone))
            case WithdrawnView(page=head) if page.own_of in withdrawals:
                gone = WithdrawnTwinView(head, withdrawals[page.own_of])
                yield _beside(site, page, twin, kinds.NINJS_CANCELED, gone)
    url = site.routes.fixed(NINJS_FEED)
    last = sorted(withdrawals.items(), key=lambda each: (-seconds(each[1].date), each[0]))[: site.settings.feed_size]
    view = NewsItemsView(
        Head("ninjs", site.settings.title, url, site.settings.description),
        tuple([items[article.path] for article in site.articles if article.path in items]),
        tuple([withdrawal for _, withdrawal in last]),
    )
    sources = (*items, *(path for path, _ in last if path))
    yield kinds.NINJS_FEED.page(site.routes.output_path(url), view, Owner("the feed in ninjs"), sources)


def _beside(site: Site, page: Page, twin: Twin, kind: PageKind, view: View) -> Page:
    """Plan a twin: its head is that of the page, so that it names the address for readers."""
    owner, url = (
        Owner(f"the {twin.title} of {page.owner.name}", page.owner.path, page.owner.spot),
        twin.address(page.url),
    )
    return replace(kind.page(site.routes.output_path(url), view, owner, page.sources), url=url)


def _withdrawals(site: Site) -> Mapping[str | None, Withdrawal]:
    """Give what is left of withdrawn articles by their paths; of static pages programs were told nothing."""
    return {
        record.path: Withdrawal(id_of(site.settings, record), stone.url, stone.date, stone.reason)
        for record in (site.records if site.tombstones else ())
        if isinstance(record, Article) and (stone := site.tombstones.get(record.path)) is not None
    }
