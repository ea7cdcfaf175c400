"""Sitemaps."""

from __future__ import annotations

from msgspec import Struct

from newsgen.pages.views.frame import View


class SitemapEntry(Struct, frozen=True, gc=False):
    """One address of a sitemap with the date of its last change, where known."""

    url: str
    lastmod: str | None = None


class SitemapView(View, frozen=True, gc=False, tag="sitemap"):
    """A sitemap, or the index of the sitemaps (sitemaps.org protocol 0.9)."""

    entries: tuple[SitemapEntry, ...]
