"""Articles as news agencies exchange them: ninjs 3.1 (IPTC, 2025).

An item is named as in the feeds, for ever. Whatever readers are told of a change gives it a higher version: an update,
a correction, its withdrawal, after which it is ``canceled``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from newsgen.pages.views import (
    ArticleDetail,
    ArticleTwinView,
    NewsItemsView,
    Picture,
    View,
    Withdrawal,
    WithdrawnTwinView,
)
from newsgen.schema.instants import seconds

Item = dict[str, Any]
_STANDARD: Final = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
_GENRES: Final = "http://cv.iptc.org/newscodes/genre/"
_GENRE_CODES: Final[Mapping[str, str]] = {
    "news": "Current",
    "analysis": "Analysis",
    "opinion": "Opinion",
    "editorial": "Opinion",
    "interview": "Interview",
    "report": "From_the_Scene",
    "review": "Review",
    "brief": "Summary",
    "live": "Update",
}
"""IPTC's NewsCodes for genres."""
_WITHDRAWN: Final = 999


class Ninjs(Struct, frozen=True):
    """Makes items of a newspaper called ``publisher``, in a ``language``, whose addresses ``absolute`` completes."""

    absolute: Callable[[str], str]
    language: str
    publisher: str

    def of(self, view: View, htmls: Sequence[str] = ()) -> Item:
        """Give what a page shows as an item; ``htmls`` are the texts of its articles, for readers elsewhere."""
        match view:
            case ArticleTwinView():
                return self._article(view.id, view.article, htmls[0])
            case WithdrawnTwinView():
                return self._withdrawn(view.withdrawal)
            case NewsItemsView():
                return self._all(view, htmls)
        raise TypeError(f"a {type(view).__name__} is no news item")

    def _all(self, view: NewsItemsView, htmls: Iterable[str]) -> Item:
        items = [self._article(each.id, each.article, html) for each, html in zip(view.items, htmls, strict=True)]
        items += [self._withdrawn(each) for each in view.withdrawn]
        return {
            "standard": _STANDARD,
            "uri": self.absolute(view.page.url),
            "type": "composite",
            "title": view.page.title,
            "language": self.language,
            "copyrightHolder": self.publisher,
            "associations": [{"name": f"item-{number}", **item} for number, item in enumerate(items, 1)],
        }

    def _article(self, name: str, article: ArticleDetail, html: str) -> Item:
        changed, told = article.updated or article.date, article.corrections
        pictures = [each for each in (article.image, article.video and article.video.poster) if each]
        item: Item = {
            "standard": _STANDARD,
            "uri": name,
            "type": "text",
            "representationType": "full",
            "version": _version(changed, len(told)),
            "firstCreated": article.date,
            "versionCreated": changed,
            "pubStatus": "usable",
            "language": self.language,
            "copyrightHolder": self.publisher,
            "headlines": [_plain("main", article.title)],
            "bodies": [
                {"role": "main", "contentType": "text/html", "charCount": len(html), "wordCount": article.words}
                | {"value": html}
            ],
            "subjects": [
                {"name": each.title, "rel": "category", "uri": self.absolute(each.url)} for each in article.categories
            ]
            + [{"name": each.title, "rel": "keyword", "uri": self.absolute(each.url)} for each in article.tags],
            "genres": [_genre(article.genre)],
            "renditions": [{"name": "web", "href": self.absolute(article.url), "contentType": "text/html"}],
        }
        if article.kicker:
            item["headlines"].append(_plain("kicker", article.kicker))
        if article.summary:
            item["descriptions"] = [_plain("summary", article.summary)]
        if article.byline:
            item["by"] = ", ".join(each.name for each in article.byline)
            item["people"] = [
                {"name": each.name, "rel": "author", "uri": self.absolute(each.url)}
                for each in article.byline
                if each.url
            ]
        if told:
            item["edNote"] = "\n".join(f"{each.kind} ({each.date}): {each.text}" for each in told)
        if pictures:
            item["associations"] = [self._picture(number, each) for number, each in enumerate(pictures, 1)]
        return item

    def _picture(self, number: int, picture: Picture) -> Item:
        url = self.absolute(picture.url)
        size = {"width": picture.width, "height": picture.height} if picture.width and picture.height else {}
        item: Item = {
            "name": f"picture-{number}",
            "uri": url,
            "type": "picture",
            "renditions": [{"name": "original", "href": url, **size}],
        }
        described = [("caption", picture.caption), ("alt", picture.alt)]
        if descriptions := [
            {"role": role, "contentType": "text/plain", "value": text} for role, text in described if text
        ]:
            item["descriptions"] = descriptions
        if picture.credit:
            item["by"] = picture.credit
        if picture.licence:
            item["usageTerms"] = picture.licence
        return item

    def _withdrawn(self, gone: Withdrawal) -> Item:
        return {
            "standard": _STANDARD,
            "uri": gone.id,
            "type": "text",
            "version": _version(gone.date, _WITHDRAWN),
            "versionCreated": gone.date,
            "pubStatus": "canceled",
            "language": self.language,
            "edNote": gone.reason,
        }


def _version(changed: str, corrections: int) -> str:
    """Give a version that only rises, read as a number: the second of the last change, and how many corrections."""
    return f"{seconds(changed)}.{corrections:03}"


def _plain(role: str, text: str) -> Item:
    return {"role": role, "contentType": "text/plain", "value": text}


def _genre(genre: str) -> Item:
    code = _GENRE_CODES.get(genre)
    return {"name": genre, "uri": _GENRES + code} if code else {"name": genre}
