"""Articles as lists show them."""

from __future__ import annotations

from msgspec import Struct

from newsgen.pages.views.links import Byline, Link
from newsgen.pages.views.pictures import Picture


class Teaser(Struct, frozen=True, gc=False, omit_defaults=True, tag="teaser"):
    """An article as lists show it. A body edit leaves it unchanged. ``retitled``: a front gives it words of its own."""

    title: str
    url: str
    date: str
    section: Link
    summary: str | None = None
    kicker: str | None = None
    byline: tuple[Byline, ...] = ()
    image: Picture | None = None
    video: bool = False
    retitled: bool = False
    typography: bool | None = None
