"""Pages that show one text or none: about, moved, withdrawn, not found."""

from __future__ import annotations

from typing import Any

from msgspec import field

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


class PlainView(View, frozen=True, gc=False, tag="plain"):
    """A page that needs nothing but the settings: not found, searching."""
