"""Sitemaps."""

from __future__ import annotations

from msgspec import Struct

from newsgen.pages.views.frame import View
from newsgen.pages.views.links import Headline


class SitemapEntry(Struct, frozen=True, gc=False):
    """One address of a sitemap with the date of its last change, where known, and the pictures that are shown there."""

    url: str
    lastmod: str | None = None
    images: tuple[str, ...] = ()


class SitemapView(View, frozen=True, gc=False, tag="sitemap"):
    """A sitemap, or the index of the sitemaps (sitemaps.org protocol 0.9)."""

    entries: tuple[SitemapEntry, ...]


class NewsEntry(Struct, frozen=True, gc=False):
    """An article and when it appeared."""

    article: Headline
    date: str


class NewsSitemapView(View, frozen=True, gc=False, tag="news sitemap"):
    """The articles of the last two days, newest first (Google, “News sitemaps”).

    ``language`` is the code of ISO 639 that search engines ask for, or ``zh-cn``, ``zh-tw``.
    """

    language: str
    entries: tuple[NewsEntry, ...]
