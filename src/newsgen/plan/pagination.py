"""Lists in pages, numbered from the oldest, so that a full page never changes again.

The list's own address shows the newest articles: all that stand on no numbered page yet, between one
and two pages' worth.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from newsgen.pages.routes import Routes

T = TypeVar("T")


class Slice(Struct, Generic[T], frozen=True):
    """One page of a list; ``number`` counts from 1 at the oldest, ``None`` for the newest page."""

    number: int | None
    items: tuple[T, ...]
    newer: int | None
    older: int | None


class Addresses(Struct, frozen=True):
    """The address of a page of a list, and those of its neighbours."""

    own: str
    newer: str | None
    older: str | None


def addresses_of(each: Slice[T], url: str, routes: Routes) -> Addresses:
    """Give the addresses of a slice, and of its neighbours, in the list at ``url``."""
    if each.number is None:
        own, newer = url, None
    else:
        own, newer = routes.numbered(url, each.number), routes.numbered(url, each.newer) if each.newer else url
    return Addresses(own, newer, routes.numbered(url, each.older) if each.older else None)


def paginate(items: Sequence[T], size: int) -> tuple[Slice[T], ...]:
    """Cut ``items``, newest first, into slices: the newest page, then the numbered ones from the newest to the oldest.

    ``newer`` is ``None`` on the newest page and on the page that follows it, whose newer neighbour has no number.
    """
    full = max(len(items) // size - 1, 0)
    rest = len(items) - full * size
    slices = [Slice(None, tuple(items[:rest]), None, full or None)]
    for number in range(full, 0, -1):
        start = rest + (full - number) * size
        newer = number + 1 if number < full else None
        slices.append(Slice(number, tuple(items[start : start + size]), newer, number - 1 or None))
    return tuple(slices)
