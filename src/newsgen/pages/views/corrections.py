"""All corrections, as a list and as a feed."""

from __future__ import annotations

from msgspec import Struct

from newsgen.pages.views.articles import Correction
from newsgen.pages.views.frame import View
from newsgen.pages.views.links import Headline


class CorrectionEntry(Struct, frozen=True, gc=False):
    """A correction and the article that was corrected."""

    article: Headline
    correction: Correction


class CorrectionsView(View, frozen=True, gc=False, tag="corrections"):
    """One page of all corrections, newest first. ``feed`` is the address of their feed.

    ``number``, ``newer`` and ``older`` are as in a :class:`Listing`.
    """

    corrections: tuple[CorrectionEntry, ...]
    feed: str
    number: int | None = None
    newer: str | None = None
    older: str | None = None


class CorrectionFeedEntry(Struct, frozen=True, gc=False):
    """A correction in a feed; ``id`` never changes, even when the article's address does."""

    id: str
    entry: CorrectionEntry


class CorrectionsFeedView(View, frozen=True, gc=False, tag="corrections feed"):
    """An Atom feed of the newest corrections (RFC 4287). ``index`` is the address of the page that lists them.

    ``hub`` hands what is new on to whoever subscribes (WebSub).
    """

    entries: tuple[CorrectionFeedEntry, ...]
    index: str
    updated: str
    hub: str | None = None
