"""Feeds of articles."""

from __future__ import annotations

from msgspec import Struct

from newsgen.pages.views.frame import View
from newsgen.pages.views.teasers import Teaser


class FeedEntry(Struct, frozen=True, gc=False):
    """An article in a feed; ``id`` never changes, even when the address does."""

    id: str
    teaser: Teaser
    updated: str


class FeedView(View, frozen=True, gc=False, tag="feed"):
    """An Atom feed of the newest articles (RFC 4287). ``updated`` is the newest of the entries' dates.

    ``hub`` hands what is new on to whoever subscribes (WebSub).
    """

    entries: tuple[FeedEntry, ...]
    updated: str
    hub: str | None = None
