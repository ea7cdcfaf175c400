"""robots.txt."""

from __future__ import annotations

from msgspec import Struct

from newsgen.pages.views.frame import View


class RobotsGroup(Struct, frozen=True, gc=False):
    """What some crawlers may ask for: paths as RFC 9309 compares them, encoded, with ``*`` and ``$``."""

    agents: tuple[str, ...]
    allow: tuple[str, ...] = ()
    disallow: tuple[str, ...] = ()
    crawl_delay: int | None = None


class RobotsView(View, frozen=True, gc=False, tag="robots"):
    """What crawlers are told (RFC 9309; sitemaps.org, 0.9); ``licence`` is the address of the terms for machines."""

    groups: tuple[RobotsGroup, ...]
    sitemaps: tuple[str, ...]
    licence: str | None = None
