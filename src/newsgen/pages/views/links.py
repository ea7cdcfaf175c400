"""What leads elsewhere: a title and its address."""

from __future__ import annotations

from msgspec import Struct


class Link(Struct, frozen=True, gc=False):
    """A title and its address."""

    title: str
    url: str


class Headline(Struct, frozen=True, gc=False):
    """The headline of an article and its address."""

    title: str
    url: str
    typography: bool | None = None


class Byline(Struct, frozen=True, gc=False):
    """One name of a byline; ``url`` is the author's page, ``None`` for a credit such as “avec AFP”."""

    name: str
    url: str | None = None
