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
    """One page of all corrections, newest first.

    ``feed`` is the address of their feed, if there is one. ``number``, ``newer`` and ``older`` are as in a
    :class:`Listing`.
    """

    corrections: tuple[CorrectionEntry, ...]
    feed: str | None
    number: int | None = None
    newer: str | None = None
    older: str | None = None


class CorrectionFeedEntry(Struct, frozen=True, gc=False):
    """A correction in a feed; ``id`` never changes, even when the article's address does."""

    id: str
    entry: CorrectionEntry


class CorrectionsFeedView(View, frozen=True, gc=False, tag="corrections feed"):
    """A feed of the newest corrections. ``index`` is the address of the page that lists them."""

    entries: tuple[CorrectionFeedEntry, ...]
    index: str
    updated: str
