"""Fronts: what editors put above, of the whole newspaper and of its sections."""

from __future__ import annotations

from msgspec import Struct

from newsgen.pages.views.frame import View
from newsgen.pages.views.links import Link
from newsgen.pages.views.publisher import Publisher
from newsgen.pages.views.teasers import Teaser


class Banner(Struct, frozen=True, gc=False):
    """A line of breaking news; ``url`` is where it leads, if anywhere."""

    text: str
    url: str | None = None


class FrontBlock(Struct, frozen=True, gc=False):
    """A block of a front: ``title`` is its heading, ``section`` the category that it leads to."""

    section: Link
    articles: tuple[Teaser, ...]
    title: str


class SectionFront(Struct, frozen=True, gc=False):
    """What an editor puts above the list of a section. No story stands twice in it, nor again in the list below."""

    banner: Banner | None
    lead: Teaser | None
    featured: tuple[Teaser, ...]
    blocks: tuple[FrontBlock, ...]
    most_read: tuple[Teaser, ...]


class FrontView(View, frozen=True, gc=False, tag="front"):
    """The front page: no story twice in ``lead``, ``featured``, ``blocks``, ``latest`` and ``most_read``.

    ``publisher`` is whom search engines are told of there.
    """

    lead: Teaser | None
    featured: tuple[Teaser, ...]
    blocks: tuple[FrontBlock, ...]
    latest: tuple[Teaser, ...]
    most_read: tuple[Teaser, ...] = ()
    banner: Banner | None = None
    publisher: Publisher = Publisher()
