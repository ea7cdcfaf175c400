"""Feeds in JSON: JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from msgspec import Struct

from newsgen.pages.views import CorrectionFeedEntry, CorrectionsFeedView, FeedEntry, FeedView, View

_VERSION: Final = "https://jsonfeed.org/version/1.1"
Item = dict[str, Any]


class JsonFeeds(Struct, frozen=True):
    """Makes the feeds of a newspaper called ``publisher``, in a ``language``; ``absolute`` completes addresses."""

    absolute: Callable[[str], str]
    language: str
    publisher: str
    home: str
    icon: str | None
    hub: str | None

    def of(self, view: View, texts: Sequence[str] = ()) -> Item:
        """Give what a page shows as a feed; ``texts`` are those of its entries, in HTML for readers elsewhere."""
        match view:
            case FeedView(entries=entries):
                given = texts or [""] * len(entries)
                items = [self._article(each, text) for each, text in zip(entries, given, strict=True)]
                return self._feed(view, view.home, items)
            case CorrectionsFeedView(entries=corrections):
                return self._feed(view, view.index, [self._correction(each) for each in corrections])
        raise TypeError(f"a {type(view).__name__} is no feed")

    def _feed(self, view: View, home: str, items: list[Item]) -> Item:
        feed: Item = {
            "version": _VERSION,
            "title": view.page.title,
            "home_page_url": self.absolute(home),
            "feed_url": self.absolute(view.page.url),
        }
        if view.page.description:
            feed["description"] = view.page.description
        if self.icon:
            feed["icon"] = feed["favicon"] = self.absolute(self.icon)
        feed["authors"] = [{"name": self.publisher, "url": self.absolute(self.home)}]
        feed["language"] = self.language
        if self.hub:
            feed["hubs"] = [{"type": "WebSub", "url": self.hub}]
        return {**feed, "items": items}

    def _article(self, entry: FeedEntry, text: str) -> Item:
        teaser, article = entry.teaser, entry.article
        item: Item = {"id": entry.id, "url": self.absolute(teaser.url), "title": teaser.title}
        if article is not None:
            item["content_html"] = text
        else:
            item["content_text"] = teaser.summary or teaser.title
        if teaser.summary:
            item["summary"] = teaser.summary
        if teaser.image is not None:
            item["image"] = self.absolute(teaser.image.url)
        item |= {"date_published": teaser.date, "date_modified": entry.updated}
        if people := [{"name": each.name, "url": self.absolute(each.url)} for each in teaser.byline if each.url]:
            item["authors"] = people  # a credit such as “avec AFP” is none
        links = (teaser.section,) if article is None else (*article.categories, *article.tags)
        return {**item, "tags": list(dict.fromkeys(each.title for each in links)), "language": self.language}

    def _correction(self, each: CorrectionFeedEntry) -> Item:
        article, correction = each.entry.article, each.entry.correction
        return {
            "id": each.id,
            "url": f"{self.absolute(article.url)}#_corrections",
            "title": article.title,
            "content_text": correction.text,
            "date_published": correction.date,
            "tags": [correction.kind],
            "language": self.language,
        }
