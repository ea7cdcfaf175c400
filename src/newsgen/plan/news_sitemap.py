"""The news sitemap: the articles of the last two days, at one address for ever, empty where there are none.

As it names nothing but these and when they appeared, it can be made young again without a plan of the site, when the
oldest of them leaves it.

Source: developers.google.com, “News sitemaps”: articles of the last two days, in a file that may be empty; 1,000 in one
as news sitemaps have always had it at most.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from newsgen.model.records import Article
from newsgen.pages.kinds import NEWS_SITEMAP
from newsgen.pages.page import Output, Owner, Page
from newsgen.pages.views import Head, NewsEntry, NewsSitemapView
from newsgen.schema.instants import seconds
from newsgen.site.calendar import NEWS_WINDOW, is_live, is_recent

if TYPE_CHECKING:  # a plan that is recalled makes a news sitemap young again without the site
    from newsgen.site.site import Site

ADDRESS: Final = "/sitemaps/news.xml"
_MOST: Final = 1_000
_CHINESE: Final = {"Hans": "zh-cn", "Hant": "zh-tw"}


def news_sitemap_pages(site: Site, listed: Collection[str]) -> Iterator[Page]:
    """Plan the news sitemap of a site, if it has one, of the addresses that are ``listed`` at all."""
    if not site.settings.sitemaps.news:
        return
    recent = takewhile(lambda article: is_recent(article, site.now), site.articles)
    entries = [_entry(site, each) for each in recent if is_live(each, site.now) and site.url(each) in listed]
    for number, start in enumerate(range(0, len(entries) or 1, _MOST)):
        url = site.routes.fixed(ADDRESS.replace(".xml", f"{number or ''}.xml"))
        head = Head(NEWS_SITEMAP.name, site.settings.title, url)
        view = NewsSitemapView(head, _language(site.locale.language), tuple(entries[start : start + _MOST]))
        yield NEWS_SITEMAP.page(site.routes.output_path(url), view, Owner("the news sitemap"))


def next_exit(outputs: Iterable[Output]) -> int | None:
    """Tell when the next article leaves the news sitemap, if it is among these outputs, and has any."""
    views = (each.view for each in outputs if isinstance(each, Page))
    entries = (entry for view in views if isinstance(view, NewsSitemapView) for entry in view.entries)
    return min((_exit(each) for each in entries), default=None)


def without_old(page: Page, now: int) -> Page:
    """Give a news sitemap without the articles that have left it by ``now`` (seconds since 1970)."""
    assert isinstance(page.view, NewsSitemapView)
    entries = tuple(each for each in page.view.entries if _exit(each) > now)
    return replace(page, view=replace(page.view, entries=entries))


def _entry(site: Site, article: Article) -> NewsEntry:
    return NewsEntry(site.headline(article), article.appears)


def _exit(entry: NewsEntry) -> int:
    return seconds(entry.date) + NEWS_WINDOW


def _language(language: str) -> str:
    """Give the code of a language as news sitemaps have it: without a country, but for Chinese."""
    primary = language.partition("-")[0].lower()
    if primary != "zh":
        return primary
    from babel import Locale  # few newspapers are in Chinese

    script = Locale.parse(language, sep="-").script or ("Hant" if language[-2:] in ("TW", "HK", "MO") else "Hans")
    return _CHINESE.get(script, "zh-cn")
