"""What every page has: its head, and the theme around it."""

from __future__ import annotations

from msgspec import Struct

from newsgen.pages.views.links import Link
from newsgen.pages.views.pictures import Picture


class Section(Struct, frozen=True, gc=False):
    """A category in a menu or an index, with its sub-categories."""

    title: str
    url: str
    description: str | None = None
    children: tuple[Section, ...] = ()


class Shade(Struct, frozen=True, gc=False):
    """A custom property of the style sheet, with its colours by day and by night as ``#rrggbb``."""

    name: str
    light: str
    dark: str


class Menus(Struct, frozen=True, gc=False):
    """The menus that the settings give; empty ones where they give none."""

    masthead: tuple[Section, ...]
    footer: tuple[Section, ...]


class Icons(Struct, frozen=True, gc=False):
    """Where the icons of the site are and its web manifest, and the colours around pages on a phone."""

    favicon: str
    touch: str
    manifest: str
    ground: Shade


class Theme(Struct, frozen=True, gc=False):
    """What the settings choose about the theme."""

    colours: tuple[Shade, ...]
    logo: Picture | None
    menus: Menus
    socials: tuple[Link, ...]
    footer: str | None
    icons: Icons | None = None


class Alternate(Struct, frozen=True, gc=False):
    """Another form of a page, for feed readers and other programs: its media ``type``, its name, its address."""

    type: str
    title: str
    url: str


class Head(Struct, frozen=True, gc=False):
    """What every page has: kind, title, description, address, breadcrumb (without the page itself).

    ``about`` is the address of the article whose headline the title is, on its own page and on others. ``alternates``
    are other forms of this page; those of the whole site are in ``config``.
    """

    kind: str
    title: str
    url: str
    description: str | None = None
    breadcrumb: tuple[Link, ...] = ()
    image: Picture | None = None
    noindex: bool = False
    about: str | None = None
    alternates: tuple[Alternate, ...] = ()


class View(Struct, frozen=True, gc=False):
    """What the template of a page sees; every kind of page has a type of its own."""

    page: Head
