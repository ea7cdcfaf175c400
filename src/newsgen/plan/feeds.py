"""Feeds of the newest articles of lists: RSS 2.0, Atom (RFC 4287), JSON Feed 1.1; which, the settings say.

Planned behind the pages, of what these show. A feed sees its own entries and nothing of the list beyond them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from newsgen.model.records import Article
from newsgen.pages import kinds
from newsgen.pages.feed_formats import FORMATS
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner, Page
from newsgen.pages.views import Alternate, ArticleDetail, ArticleView, FeedEntry, FeedView, Head
from newsgen.plan.feed_names import id_of, same_names
from newsgen.plan.part import Part
from newsgen.schema.instants import seconds
from newsgen.site.site import Site

_EMPTY_FEED = "1970-01-01T00:00:00+00:00"
_KINDS = {"rss": kinds.RSS, "atom": kinds.FEED, "json": kinds.JSON_FEED}


def feed_pages(site: Site, pages: Sequence[Page]) -> Part:
    """Plan the feeds; report articles that feed readers could not tell apart, whether they are live by now or not."""
    needs, full = Needs(), site.settings.feeds.content == "full"
    texts = {page.own_of: page.view.article for page in pages if full and isinstance(page.view, ArticleView)}
    planned = [page for feed in _feeds(site) for page in _pages(site, feed, texts)]
    needs.faults.extend(same_names([each for each in site.records if isinstance(each, Article)]))
    return Part(planned, needs)


def alternates_of(site: Site, kind: str, title: str, url: str) -> tuple[Alternate, ...]:
    """Give the feeds of a list of a kind (``category``, ``author``, ``tag``), as its page names them."""
    formats = {
        "category": site.settings.feeds.categories,
        "author": site.settings.feeds.authors,
        "tag": site.settings.feeds.tags,
    }.get(kind, ())
    named = f"{title} – {site.settings.title}"
    return tuple(Alternate(FORMATS[each].type, named, FORMATS[each].beside(url)) for each in formats)


class _Feed(Struct, frozen=True):
    """A list that has feeds: what it is called and where it is read; the address of its feed in each format."""

    title: str
    home: str
    description: str | None
    articles: Sequence[Article]
    addresses: Mapping[str, str]
    source: str | None = None


def _feeds(site: Site) -> Iterator[_Feed]:
    settings, patterns = site.settings, site.locale.permalinks
    own = {"rss": patterns.rss, "atom": patterns.feed, "json": patterns.json_feed}
    addresses: dict[str, str] = {each: site.routes.fixed(own[each]) for each in settings.feeds.site}
    yield _Feed(settings.title, site.home.url, settings.description, site.articles, addresses)
    for node in site.categories.nodes.values() if settings.feeds.categories else ():
        about = node.record.matter.description if node.record else None
        articles = site.by_category[node.path]
        feed = _of_list(site, node.title, node.link.url, about, articles, settings.feeds.categories)
        yield replace(feed, source=node.record.path) if node.record else feed
    for person in site.authors.people if settings.feeds.authors else ():
        yield _of_list(site, person.name, person.url, None, site.by_author[person.slug], settings.feeds.authors)
    for tag in site.tags.values() if settings.feeds.tags else ():
        yield _of_list(site, tag.link.title, tag.link.url, None, tag.articles, settings.feeds.tags)


def _of_list(
    site: Site, title: str, url: str, about: str | None, articles: Sequence[Article], formats: Iterable[str]
) -> _Feed:
    addresses = {each: FORMATS[each].beside(url) for each in formats}
    return _Feed(f"{title} – {site.settings.title}", url, about, articles, addresses)


def _pages(site: Site, feed: _Feed, texts: Mapping[str | None, ArticleDetail]) -> Iterator[Page]:
    newest = feed.articles[: site.settings.feed_size]
    entries = tuple([_entry(site, article, texts.get(article.path)) for article in newest])
    updated = max((entry.updated for entry in entries), key=seconds, default=_EMPTY_FEED)
    sources = tuple([article.path for article in newest])
    for each, url in feed.addresses.items():
        view = FeedView(Head("feed", feed.title, url, feed.description), entries, updated, feed.home)
        owner = Owner("the feed" if each == "atom" else f"the feed in {FORMATS[each].title}", feed.source)
        yield _KINDS[each].page(site.routes.output_path(url), view, owner, sources)


def _entry(site: Site, article: Article, text: ArticleDetail | None) -> FeedEntry:
    if text is not None:
        text = replace(text, related=(), previous=None, next=None, views=None, comments=None)
    changed = site.updated_of(article) or article.appears
    return FeedEntry(id_of(site.settings, article), site.teaser(article), changed, text)
