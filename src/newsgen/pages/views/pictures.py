"""Pictures and videos, as pages show them."""

from __future__ import annotations

from msgspec import Struct


class Source(Struct, frozen=True, gc=False):
    """A picture in one format (``type`` is its media type) and several sizes, as an attribute ``srcset`` has them."""

    type: str
    srcset: str


class Picture(Struct, frozen=True, gc=False, tag="picture"):
    """A picture; ``width`` and ``height`` in pixels, ``None`` where the file does not tell.

    ``sources`` are its other formats, the best first. ``fallback`` is a smaller file for browsers that know none of
    these, where ``url`` itself is large.
    """

    url: str
    alt: str = ""
    caption: str | None = None
    credit: str | None = None
    credit_url: str | None = None
    licence: str | None = None
    width: int | None = None
    height: int | None = None
    sources: tuple[Source, ...] = ()
    fallback: str | None = None
    typography: bool | None = None


class Player(Struct, frozen=True, gc=False):
    """The player of a video elsewhere: its address, to be asked for only when a reader wants it, and whose it is."""

    url: str
    provider: str


class VideoLink(Struct, frozen=True, gc=False, tag="video"):
    """A video, with its poster from this site. ``duration`` is ISO 8601, such as ``PT2M10S``.

    ``url`` is the page where it is watched, or a file of this site if ``file`` is true.
    """

    url: str
    title: str | None = None
    poster: Picture | None = None
    duration: str | None = None
    player: Player | None = None
    file: bool = False
