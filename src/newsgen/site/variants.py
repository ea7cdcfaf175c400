"""The sizes and formats that a picture is published in, so that a telephone does not load what a wall would need."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from urllib.parse import quote

from msgspec import Struct

from newsgen.digest import digest
from newsgen.model import Asset
from newsgen.settings import PictureSettings
from newsgen.site.page import Made
from newsgen.site.recipes import Format, Resized
from newsgen.site.views import Source

_LARGEST_FALLBACK = 1280  # pixels; whoever reads none of our formats has an old, small screen
_LONGEST_STEM = 150  # bytes
_SUFFIXES = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png"}


class Variants(Struct, frozen=True):
    """What a page is told of a picture's sizes, and the outputs that this needs, with their paths on the site."""

    sources: tuple[Source, ...] = ()
    fallback: str | None = None
    outputs: tuple[tuple[str, Made], ...] = ()


def variants_of(site_path: str, asset: Asset, settings: PictureSettings, url: Callable[[str], str]) -> Variants:
    """Choose the variants of a published picture; none is larger than the picture itself."""
    if (
        asset.kind is None
        or (asset.width or 0) <= min(settings.widths, default=0)
        or not (settings.widths and settings.formats)
    ):
        return Variants()
    outputs: list[tuple[str, Made]] = []

    def make(width: int, name: Format) -> str:
        quality: int = getattr(settings.quality, name, 0)
        path, output = _variant(site_path, asset, Resized(width, name, quality))
        outputs.append((path, output))
        return url(path)

    sources = tuple(
        Source(f"image/{name}", ", ".join(f"{quote(make(width, name))} {width}w" for width in _widths(asset, settings)))
        for name in settings.formats
    )
    large = (asset.width or 0) > _LARGEST_FALLBACK
    fallback = make(_LARGEST_FALLBACK, asset.kind) if large else None
    return Variants(sources, fallback, tuple(outputs))


def _widths(asset: Asset, settings: PictureSettings) -> Iterator[int]:
    """Give the set widths below the picture's own, then its own or the largest set one."""
    own = asset.width or 0
    yield from sorted({width for width in settings.widths if width < own})
    if max(settings.widths) >= own:
        yield own


def _variant(site_path: str, asset: Asset, recipe: Resized) -> tuple[str, Made]:
    name = digest((asset.digest, recipe)).hex()[:8]
    stem = posixpath.splitext(site_path)[0]
    folder, _, base = stem.rpartition("/")
    base = base.encode()[:_LONGEST_STEM].decode("utf-8", "ignore")
    path = f"{folder}/{base}.{recipe.width}.{name}.{_SUFFIXES[recipe.format]}"
    return path, Made(path.lstrip("/"), asset, recipe)
