"""What machines read: the Atom feed, sitemaps, robots.txt; and the page for what is not found and for searching."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from msgspec.structs import replace

from newsgen.model.records import Article
from newsgen.pages.page import Owner, Page
from newsgen.pages.views import (
    ArticleView,
    FeedEntry,
    FeedView,
    FrontView,
    Head,
    IndexView,
    ListView,
    PlainView,
    SitemapEntry,
    SitemapView,
    StaticPageView,
)
from newsgen.schema.instants import seconds
from newsgen.site.site import Site

_MOST_ADDRESSES = 50_000  # a sitemap's limit (sitemaps.org protocol)
_EMPTY_FEED = "1970-01-01T00:00:00+00:00"


def feed_page(site: Site) -> Page:
    """Plan the Atom feed of the newest articles."""
    newest = site.articles[: site.settings.feed_size]
    names = _entry_names(site, newest)
    entries = tuple(
        FeedEntry(names[article.path], site.teaser(article), article.matter.updated or article.matter.date)
        for article in newest
    )
    updated = max((entry.updated for entry in entries), key=seconds, default=_EMPTY_FEED)
    url = site.routes.fixed(site.settings.permalinks.feed)
    head = Head("feed", site.settings.title, url, site.settings.description)
    sources = tuple(article.path for article in newest)
    view = FeedView(head, entries, updated)
    return Page(site.routes.output_path(url), url, "atom.xml", view, Owner("the feed"), sources)


def _entry_names(site: Site, articles: Sequence[Article]) -> Mapping[str, str]:
    """Name entries by day and id (RFC 4151). Where two articles of a day have one id, the later one is numbered."""
    host = urlsplit(site.settings.url).hostname or ""
    names: dict[str, str] = {}
    used: Counter[str] = Counter()
    for month in {article.matter.date[:7] for article in articles}:
        for article in reversed(site.by_month[month]):
            name = f"tag:{host},{article.matter.date[:10]}:{article.id}"
            used[name] += 1
            names[article.path] = name if used[name] == 1 else f"{name}:{used[name]}"
    return names


def sitemap_pages(site: Site, pages: Iterable[Page]) -> Iterator[Page]:
    """Plan the sitemaps of the planned pages: one a month of articles, one of everything else, and their index."""
    months: dict[str, list[SitemapEntry]] = {}
    others: list[SitemapEntry] = []
    for page in pages:
        match page.view:
            case ArticleView(article=article):
                entry = SitemapEntry(page.url, article.updated or article.date)
                months.setdefault(article.date[:7], []).append(entry)
            case StaticPageView(updated=updated):
                others.append(SitemapEntry(page.url, updated))
            case FrontView() | IndexView() | ListView():
                others.append(SitemapEntry(page.url))
            case PlainView(page=head) if not head.noindex:
                others.append(SitemapEntry(page.url))
            case _:
                pass
    maps = [(f"/sitemaps/{month}.xml", months[month]) for month in sorted(months, reverse=True)]
    batches = list(_batches(others))
    maps += [(f"/sitemaps/pages{number or ''}.xml", batch) for number, batch in enumerate(batches)]
    addresses = []
    for path, entries in maps:
        url = site.routes.fixed(path)
        addresses.append(SitemapEntry(url))
        yield _sitemap(site, url, "sitemap.xml", entries)
    yield _sitemap(site, site.routes.fixed("/sitemap.xml"), "sitemapindex.xml", addresses)


def plain_pages(site: Site) -> Iterator[Page]:
    """Plan the pages for what is not found and for searching, and robots.txt; a file in ``static/`` takes their place."""
    plain = (
        ("/404.html", "404.html", Head("404", site.words.say("not_found"), "", noindex=True)),
        (
            site.settings.permalinks.search,
            "search.html",
            Head("search", site.words.say("search"), "", breadcrumb=(site.home,)),
        ),
        ("/robots.txt", "robots.txt", Head("robots", site.settings.title, "", noindex=True)),
    )
    for address, template, head in plain:
        url = site.routes.fixed(address)
        path = site.routes.output_path(url)
        if f"/{path}" not in site.assets.static:
            yield Page(path, url, template, PlainView(replace(head, url=url)), Owner(address))


def _sitemap(site: Site, url: str, template: str, entries: Iterable[SitemapEntry]) -> Page:
    head = Head("sitemap", site.settings.title, url)
    view = SitemapView(head, tuple(entries))
    return Page(site.routes.output_path(url), url, template, view, Owner("the sitemap"))


def _batches(entries: list[SitemapEntry]) -> Iterator[list[SitemapEntry]]:
    for start in range(0, len(entries), _MOST_ADDRESSES):
        yield entries[start : start + _MOST_ADDRESSES]
