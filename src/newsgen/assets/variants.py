"""The sizes and formats that a picture is published in, so that a telephone does not load what a wall would need."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from newsgen.base.digest import digest
from newsgen.model.records import Asset
from newsgen.model.settings import PictureSettings
from newsgen.pages.page import Made
from newsgen.pages.recipes import Format, Resized
from newsgen.pages.views import Source

_LARGEST_FALLBACK = 1280  # pixels; whoever reads none of our formats has an old, small screen
_LONGEST_SIDE = 16_383  # pixels; what WebP can hold
_LONGEST_STEM = 150  # bytes
_SUFFIXES = {"avif": "avif", "webp": "webp", "jpeg": "jpg", "png": "png"}


class Variants(Struct, frozen=True):
    """What a page is told of a picture's sizes, and the outputs that this needs, with their paths on the site."""

    sources: tuple[Source, ...] = ()
    fallback: str | None = None
    outputs: tuple[tuple[str, Made], ...] = ()


def variants_of(site_path: str, asset: Asset, settings: PictureSettings, url: Callable[[str], str]) -> Variants:
    """Choose the variants of a published picture; none is larger than the picture itself."""
    own = asset.width or 0
    if asset.kind is None or not (settings.widths and settings.formats) or own <= min(settings.widths):
        return Variants()
    stem = _stem(site_path)
    address = url(stem)
    outputs: list[tuple[str, Made]] = []

    def make(name: Format, widths: Iterable[int]) -> list[str]:
        """Plan a format in some widths; give the addresses."""
        quality: int = getattr(settings.quality, name, 0)
        mark, suffix = digest((asset.digest, name, quality)).hex()[:8], _SUFFIXES[name]
        tails = [(width, f".{width}.{mark}.{suffix}") for width in widths]
        paths = ((stem + tail, Resized(width, name, quality)) for width, tail in tails)
        outputs.extend((path, Made(path.lstrip("/"), asset, recipe)) for path, recipe in paths)
        return [address + tail for _, tail in tails]

    widths = list(_widths(asset, settings))
    sources = tuple(
        Source(
            f"image/{name}",
            ", ".join(f"{each} {width}w" for each, width in zip(make(name, widths), widths, strict=True)),
        )
        for name in dict.fromkeys(settings.formats)
    )
    fallback = make(asset.kind, [_LARGEST_FALLBACK])[0] if own > _LARGEST_FALLBACK else None
    return Variants(sources, fallback, tuple(outputs))


def _widths(asset: Asset, settings: PictureSettings) -> Iterator[int]:
    """Give the set widths below the picture's own, then its own unless it is larger than all of them."""
    own = asset.width or 0
    for width in sorted({*settings.widths, own}):
        if width <= min(own, max(settings.widths)) and (asset.height or 0) * width <= _LONGEST_SIDE * own:
            yield width


def _stem(site_path: str) -> str:
    """Give the path without its suffix; a very long name is cut, so that there is room for ours."""
    folder, _, name = posixpath.splitext(site_path)[0].rpartition("/")
    return f"{folder}/{name.encode()[:_LONGEST_STEM].decode('utf-8', 'ignore')}"
