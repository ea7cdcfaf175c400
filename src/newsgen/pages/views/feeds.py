"""Feeds of articles."""

from __future__ import annotations

from msgspec import Struct

from newsgen.pages.views.articles import ArticleDetail
from newsgen.pages.views.frame import View
from newsgen.pages.views.teasers import Teaser


class FeedEntry(Struct, frozen=True, gc=False):
    """An article in a feed; ``id`` never changes, even when the address does.

    ``article`` is all of it but its neighbours and counters, where feeds hold full texts.
    """

    id: str
    teaser: Teaser
    updated: str
    article: ArticleDetail | None = None


class FeedView(View, frozen=True, gc=False, tag="feed"):
    """A feed of the newest articles of a list, whose page for readers is at ``home``.

    ``updated`` is the newest of the entries' dates.
    """

    entries: tuple[FeedEntry, ...]
    updated: str
    home: str
