"""Planned outputs: a page to be rendered; a file to be copied, made, written, or of the search; and what is to stay."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from newsgen.base.faults import Place, Spot
from newsgen.model.audience import Audience
from newsgen.model.records import Asset
from newsgen.pages.recipes import Drawn, Recipe
from newsgen.pages.views import Call, Text, View
from newsgen.pages.walk import find

Escape = Literal["html", "xml", "json", "none"]
"""The language of a page, in which the values that its template prints are written."""


class Owner(Struct, frozen=True, gc=False):
    """Who asks for an output: a source file and the place in it, or only a name for what newsgen makes itself."""

    name: str
    path: str | None = None
    spot: Spot = Place()


class Listed(Struct, frozen=True, gc=False):
    """How sitemaps list a page: with the date of its last change, if known, and in the map of a month (``2026-11``).

    ``images`` are the addresses of pictures that it shows.
    """

    changed: str | None = None
    month: str | None = None
    images: tuple[str, ...] = ()


class Page(Struct, frozen=True, gc=False):
    """A page: ``path`` in the output, its address, template and view, and the source files that it shows.

    ``own_of`` is the source file whose own page this is, ``listed`` how sitemaps list it, if they do, ``audience`` who
    is told when it changes.
    """

    path: str
    url: str
    template: str
    view: View
    owner: Owner
    sources: tuple[str, ...] = ()
    escape: Escape = "html"
    listed: Listed | None = None
    own_of: str | None = None
    audience: Audience = ""


class Copy(Struct, frozen=True, gc=False):
    """A file that is published as it is."""

    path: str
    asset: Asset


class Made(Struct, frozen=True, gc=False):
    """A file that is made of an asset: a picture in another size, a style sheet without its comments."""

    path: str
    asset: Asset
    recipe: Recipe


class Written(Struct, frozen=True, gc=False):
    """A file that newsgen writes itself, without a template: the rules of a host."""

    path: str
    text: str
    owner: Owner


class Indexed(Struct, frozen=True, gc=False):
    """A file of the index of the search, which is made of all documents together."""

    path: str
    owner: Owner


class Standing(Struct, frozen=True, gc=False):
    """An output that is what the last build made: its ``key`` of then is that of today."""

    path: str
    key: bytes


Output = Page | Copy | Made | Written | Indexed | Standing


def is_drawn(output: Output) -> bool:
    """Tell whether an output is a picture in another size or format, or an icon, which takes long to make."""
    return isinstance(output, Made) and isinstance(output.recipe, Drawn)


def owner_of(output: Page | Copy | Made | Written | Indexed) -> Owner:
    """Say who asks for an output."""
    return output.owner if isinstance(output, Page | Written | Indexed) else Owner(output.asset.path, output.asset.path)


def shortcodes_of(view: View) -> tuple[str, ...]:
    """Name the shortcodes in the texts of a view, sorted."""
    calls = find(view, Call)
    return tuple(sorted({call.name for call in calls})) if calls else ()


def texts_of(view: View) -> list[Text]:
    """List the Markdown texts in a view."""
    return find(view, Text)
