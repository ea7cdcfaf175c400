"""Pages that show one text or none: about, moved, withdrawn, not found."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from newsgen.pages.views.frame import View
from newsgen.pages.views.texts import Text


class StaticPageView(View, frozen=True, gc=False, tag="page"):
    """About, legal notice, contact."""

    body: Text
    updated: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    typography: bool | None = None


class RedirectView(View, frozen=True, gc=False, tag="redirect"):
    """An old address that leads to ``target``."""

    target: str


class WithdrawnView(View, frozen=True, gc=False, tag="withdrawn"):
    """What stands in the place of a text that was withdrawn: since when, and what readers are told."""

    date: str
    reason: str
    typography: bool | None = None


class Elsewhere(Struct, frozen=True, gc=False):
    """A search that somebody else offers: its address without a query, the fields of that, and the name of its host."""

    url: str
    fields: tuple[tuple[str, str], ...]
    host: str


class SearchView(View, frozen=True, gc=False, tag="search"):
    """The page of the search. ``index`` is where its index lies, if there is one."""

    index: str | None = None
    elsewhere: Elsewhere | None = None


class PlainView(View, frozen=True, gc=False, tag="plain"):
    """A page that needs nothing but the settings: not found."""
