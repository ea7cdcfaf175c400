"""The Atom feed of the newest articles (RFC 4287)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from newsgen.base.faults import Fault, Field, Place, Spot
from newsgen.model.records import Article
from newsgen.pages import kinds
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner
from newsgen.pages.views import FeedEntry, FeedView, Head
from newsgen.plan.part import Part
from newsgen.schema.instants import seconds
from newsgen.site.calendar import is_draft
from newsgen.site.site import Site

_EMPTY_FEED = "1970-01-01T00:00:00+00:00"


def feed_page(site: Site) -> Part:
    """Plan the feed; report articles that feed readers could not tell apart, whether they are live by now or not."""
    newest = site.articles[: site.settings.feed_size]
    host = urlsplit(site.settings.url).hostname or ""
    entries = tuple(
        FeedEntry(f"tag:{host},{name_of(article)}", site.teaser(article), site.updated_of(article) or article.appears)
        for article in newest
    )
    updated = max((entry.updated for entry in entries), key=seconds, default=_EMPTY_FEED)
    url = site.routes.fixed(site.locale.permalinks.feed)
    head = Head("feed", site.settings.title, url, site.settings.description)
    view = FeedView(head, entries, updated, site.settings.notify.hub)
    sources = tuple(article.path for article in newest)
    needs = Needs()
    needs.faults.extend(_same_names([each for each in site.records if isinstance(each, Article)]))
    return Part([kinds.FEED.page(site.routes.output_path(url), view, Owner("the feed"), sources)], needs)


def name_of(article: Article) -> str:
    """Name an article for ever by the day of its date and its id (RFC 4151): no address, no neighbour matters."""
    return f"{article.matter.date[:10]}:{article.id}"


def _same_names(articles: Sequence[Article]) -> Iterator[Fault]:
    """Report the articles of a day that have one id. Drafts have no name yet; what has expired keeps its own."""
    times = Counter([article.id for article in articles])
    named: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if times[article.id] > 1 and not is_draft(article):
            named[name_of(article)].append(article)
    for namesakes in named.values():
        for article in namesakes if len(namesakes) > 1 else ():
            other = next(each for each in namesakes if each is not article)
            message = f"“{article.id}” is the id of {other.path} too, which has the same day"
            spot: Spot = Field(("id",)) if article.matter.id else Place()
            yield Fault("same-id", message, article.path, spot, "give one of them another “id”")
