"""Texts: HTML that is stored, and what fills the gaps in it."""

from __future__ import annotations

from msgspec import Struct

from newsgen.base.digest import Digest
from newsgen.pages.views.pictures import Picture, VideoLink
from newsgen.pages.views.teasers import Teaser

CallArgument = str | Teaser | Picture | VideoLink | tuple[Picture, ...]


class Call(Struct, frozen=True, gc=False, tag="call"):
    """A shortcode to be rendered by ``shortcodes/{name}.html`` with its resolved arguments."""

    name: str
    arguments: dict[str, CallArgument]


class Image(Struct, frozen=True, gc=False, tag="image"):
    """An ``<img>`` of a body: address, size in pixels, and ``srcset`` and ``sizes`` where it has several files."""

    url: str
    width: int | None = None
    height: int | None = None
    srcset: str = ""
    sizes: str = ""


Hole = str | Call | Image
"""What fills a gap of a cached body: an address, a shortcode or a picture."""


class Text(Struct, frozen=True, gc=False):
    """A Markdown text: where its HTML is stored, and what fills the gaps in it. The filter ``html`` prints it."""

    digest: Digest
    holes: tuple[Hole, ...] = ()
    typography: bool | None = None
