"""The Atom feed of the newest articles (RFC 4287)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from newsgen.model.records import Article
from newsgen.pages import kinds
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner
from newsgen.pages.views import FeedEntry, FeedView, Head
from newsgen.plan.part import Part
from newsgen.schema.instants import seconds
from newsgen.site.site import Site

_EMPTY_FEED = "1970-01-01T00:00:00+00:00"


def feed_page(site: Site) -> Part:
    """Plan the feed."""
    newest = site.articles[: site.settings.feed_size]
    names = _entry_names(site, newest)
    entries = tuple(
        FeedEntry(names[article.path], site.teaser(article), article.matter.updated or article.matter.date)
        for article in newest
    )
    updated = max((entry.updated for entry in entries), key=seconds, default=_EMPTY_FEED)
    url = site.routes.fixed(site.locale.permalinks.feed)
    view = FeedView(Head("feed", site.settings.title, url, site.settings.description), entries, updated)
    sources = tuple(article.path for article in newest)
    return Part([kinds.FEED.page(site.routes.output_path(url), view, Owner("the feed"), sources)], Needs())


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
