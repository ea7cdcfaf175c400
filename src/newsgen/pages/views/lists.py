"""Lists of articles, and indexes of lists."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from newsgen.pages.views.articles import AuthorCard
from newsgen.pages.views.frame import View
from newsgen.pages.views.fronts import SectionFront
from newsgen.pages.views.links import Link
from newsgen.pages.views.pictures import Picture
from newsgen.pages.views.teasers import Teaser
from newsgen.pages.views.texts import Text


class Listing(Struct, frozen=True, gc=False):
    """One page of a list of articles, newest first.

    ``number`` counts from the oldest page, ``None`` on the list's own address, which shows the newest.
    ``newer`` and ``older`` are the neighbouring pages.
    """

    title: str
    url: str
    articles: tuple[Teaser, ...]
    number: int | None = None
    newer: str | None = None
    older: str | None = None
    description: str | None = None
    intro: Text | None = None
    children: tuple[Link, ...] = ()
    author: AuthorCard | None = None
    extra: dict[str, Any] = {}
    front: SectionFront | None = None


class ListView(View, frozen=True, gc=False, tag="list"):
    """A page of a category, an author, a tag or a month."""

    listing: Listing


class IndexEntry(Struct, frozen=True, gc=False):
    """One line of an index. ``detail`` is a description or a role."""

    title: str
    url: str
    detail: str | None = None
    photo: Picture | None = None
    children: tuple[Link, ...] = ()


class IndexView(View, frozen=True, gc=False, tag="index"):
    """All categories, tags or authors; the years of the archive; the months of a year."""

    entries: tuple[IndexEntry, ...]
