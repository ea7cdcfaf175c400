"""Sitemaps of what is planned.

One a month of articles, some of everything else, the news sitemap, and their index (sitemaps.org, 0.9).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsgen.pages.kinds import SITEMAP, SITEMAP_INDEX, PageKind
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner, Page
from newsgen.pages.views import Head, SitemapEntry, SitemapView
from newsgen.plan.news_sitemap import news_sitemap_pages
from newsgen.plan.part import Part
from newsgen.site.site import Site

_MOST_ADDRESSES = 50_000  # the protocol's limit for one sitemap


def sitemap_pages(site: Site, pages: Sequence[Page]) -> Part:
    """Plan the sitemaps of the pages that are to be listed."""
    months: dict[str, list[SitemapEntry]] = {}
    others: list[SitemapEntry] = []
    for page in pages:
        if (listed := page.listed) is not None:
            entries = others if listed.month is None else months.setdefault(listed.month, [])
            entries.append(SitemapEntry(page.url, listed.changed, listed.images))
    maps = [(f"/sitemaps/{month}.xml", months[month]) for month in sorted(months, reverse=True)]
    maps += [(f"/sitemaps/pages{number or ''}.xml", batch) for number, batch in enumerate(_batches(others))]
    listed_at_all = {page.url for page in pages if page.listed is not None}
    planned = [*news_sitemap_pages(site, listed_at_all)]
    for path, entries in maps:
        planned.append(_sitemap(site, SITEMAP, path, entries))
    index = [SitemapEntry(page.url) for page in planned]
    return Part([*planned, _sitemap(site, SITEMAP_INDEX, "/sitemap.xml", index)], Needs())


def _sitemap(site: Site, kind: PageKind, path: str, entries: Iterable[SitemapEntry]) -> Page:
    url = site.routes.fixed(path)
    view = SitemapView(Head(kind.name, site.settings.title, url), tuple(entries))
    return kind.page(site.routes.output_path(url), view, Owner("the sitemap"))


def _batches(entries: list[SitemapEntry]) -> Iterator[list[SitemapEntry]]:
    for start in range(0, len(entries), _MOST_ADDRESSES):
        yield entries[start : start + _MOST_ADDRESSES]
