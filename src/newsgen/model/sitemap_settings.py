"""The sitemaps of a site in ``newsgen.yaml``."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class SitemapSettings(Struct, frozen=True):
    """What search engines are told of beside all pages."""

    news: Annotated[
        bool, Meta(description="the articles of the last two days, as search engines for news ask for them")
    ] = True
