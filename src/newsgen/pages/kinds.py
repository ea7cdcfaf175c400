"""The kinds of pages, each declared once.

What it shows, by which template, in which language, and whether it is listed.

A new kind is one declaration, here or in a plugin, and one planner that makes its pages.
"""

from __future__ import annotations

from msgspec import Struct

from newsgen.model.audience import Audience
from newsgen.pages.page import Escape, Listed, Owner, Page
from newsgen.pages.views import (
    ArticleTwinView,
    ArticleView,
    CorrectionsFeedView,
    CorrectionsView,
    FeedView,
    FrontView,
    IndexView,
    ListView,
    NewsItemsView,
    NewsSitemapView,
    PlainView,
    RedirectView,
    RobotsView,
    SearchView,
    SitemapView,
    StaticPageView,
    View,
    WithdrawnTwinView,
    WithdrawnView,
)

_LISTED = Listed()


class PageKind(Struct, frozen=True):
    """A kind of page: what templates know it by (``page.kind``), the type of its view, its template.

    ``escape``: how the values that its template prints are written; ``listed``: whether sitemaps list its pages, so
    that search engines are told when one changes; ``is_feed``: whether subscribers are.
    """

    name: str
    view: type[View]
    template: str
    escape: Escape = "html"
    listed: bool = False
    is_feed: bool = False

    def page(
        self,
        path: str,
        view: View,
        owner: Owner,
        sources: tuple[str, ...] = (),
        *,
        listed: Listed | None = None,
        own_of: str | None = None,
    ) -> Page:
        """Plan a page of this kind at ``path`` of the output.

        ``listed`` tells more than that it is listed, ``own_of`` names the source file whose own page it is.
        """
        listed = (listed or _LISTED) if self.listed else None
        audience: Audience = "engines" if self.listed else "subscribers" if self.is_feed else ""
        return Page(path, view.page.url, self.template, view, owner, sources, self.escape, listed, own_of, audience)


ARTICLE = PageKind("article", ArticleView, "article.html", listed=True)
STATIC_PAGE = PageKind("page", StaticPageView, "page.html", listed=True)
FRONT = PageKind("front", FrontView, "front.html", listed=True)
CATEGORY = PageKind("category", ListView, "category.html", listed=True)
AUTHOR = PageKind("author", ListView, "author.html", listed=True)
TAG = PageKind("tag", ListView, "tag.html", listed=True)
MONTH = PageKind("month", ListView, "month.html", listed=True)
CATEGORIES = PageKind("categories", IndexView, "index.html", listed=True)
AUTHORS = PageKind("authors", IndexView, "index.html", listed=True)
TAGS = PageKind("tags", IndexView, "index.html", listed=True)
ARCHIVE = PageKind("archive", IndexView, "index.html", listed=True)
YEAR = PageKind("year", IndexView, "index.html", listed=True)
CORRECTIONS = PageKind("corrections", CorrectionsView, "corrections.html", listed=True)
REDIRECT = PageKind("redirect", RedirectView, "redirect.html")
WITHDRAWN = PageKind("withdrawn", WithdrawnView, "withdrawn.html")
FEED = PageKind("feed", FeedView, "atom.xml", "xml", is_feed=True)
RSS = PageKind("feed", FeedView, "rss.xml", "xml", is_feed=True)
JSON_FEED = PageKind("feed", FeedView, "feed.json", "json", is_feed=True)
CORRECTIONS_FEED = PageKind("corrections feed", CorrectionsFeedView, "corrections.xml", "xml", is_feed=True)
CORRECTIONS_RSS = PageKind("corrections feed", CorrectionsFeedView, "corrections_rss.xml", "xml", is_feed=True)
CORRECTIONS_JSON = PageKind("corrections feed", CorrectionsFeedView, "feed.json", "json", is_feed=True)
SITEMAP = PageKind("sitemap", SitemapView, "sitemap.xml", "xml")
SITEMAP_INDEX = PageKind("sitemap", SitemapView, "sitemapindex.xml", "xml")
NEWS_SITEMAP = PageKind("news sitemap", NewsSitemapView, "newssitemap.xml", "xml")
NOT_FOUND = PageKind("404", PlainView, "404.html")
SEARCH = PageKind("search", SearchView, "search.html", listed=True)
ARTICLE_TWIN = PageKind("article twin", ArticleTwinView, "twin.json", "json")
LIST_TWIN = PageKind("list twin", ListView, "twin.json", "json")
FRONT_TWIN = PageKind("front twin", FrontView, "twin.json", "json")
INDEX_TWIN = PageKind("index twin", IndexView, "twin.json", "json")
WITHDRAWN_TWIN = PageKind("withdrawn twin", WithdrawnTwinView, "twin.json", "json")
NINJS = PageKind("ninjs", ArticleTwinView, "ninjs.json", "json")
NINJS_CANCELED = PageKind("ninjs", WithdrawnTwinView, "ninjs.json", "json")
NINJS_FEED = PageKind("ninjs", NewsItemsView, "ninjs.json", "json")
ROBOTS = PageKind("robots", RobotsView, "robots.txt", "none")

PAGE_KINDS = (
    *(ARTICLE, STATIC_PAGE, FRONT, CATEGORY, AUTHOR, TAG, MONTH, CATEGORIES, AUTHORS, TAGS, ARCHIVE, YEAR, CORRECTIONS),
    *(REDIRECT, WITHDRAWN, FEED, RSS, JSON_FEED, SITEMAP, SITEMAP_INDEX, NEWS_SITEMAP, NOT_FOUND, SEARCH, ROBOTS),
    *(CORRECTIONS_FEED, CORRECTIONS_RSS, CORRECTIONS_JSON),
    *(ARTICLE_TWIN, LIST_TWIN, FRONT_TWIN, INDEX_TWIN, WITHDRAWN_TWIN, NINJS, NINJS_CANCELED, NINJS_FEED),
)
"""All that newsgen itself has."""


def views_of(kinds: tuple[PageKind, ...]) -> tuple[type[View], ...]:
    """Give the types of views that pages of some kinds show, each once."""
    return tuple(dict.fromkeys(kind.view for kind in kinds))
