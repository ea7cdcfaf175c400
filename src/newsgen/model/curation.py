"""Curated fronts: what their declaration cannot say, checked in the file alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsgen.base.faults import Fault, Field
from newsgen.model.front_matter import CuratedFront, Pin
from newsgen.model.records import HOME
from newsgen.schema.instants import seconds

_Path = tuple[str | int, ...]


def check_front(path: str, name: str, matter: CuratedFront) -> Iterator[Fault]:
    """Report a banner that ends before it begins, more pins than places, and slots that a section's front has not."""
    banner = matter.banner
    if banner is not None and banner.starts is not None and seconds(banner.until) <= seconds(banner.starts):
        message = "the banner ends before it begins: “until” is not after “from”"
        yield Fault("until-before-from", message, path, Field(("banner", "until")), "check both instants")
    if matter.featured is not None:
        yield from _check_count(matter.featured.articles, matter.featured.count, path, ("featured",))
    for index, block in enumerate(matter.blocks):
        yield from _check_count(block.articles, block.count, path, ("blocks", index))
    if matter.latest is not None and name != HOME:
        message = "“latest” has no place on the front of a section: its newest articles follow anyway"
        yield Fault("misplaced-slot", message, path, Field(("latest",), key=True), "remove it")


def _check_count(pins: Sequence[Pin], count: int | None, path: str, slot: _Path) -> Iterator[Fault]:
    if count is not None and count < len(pins):
        message = f"here are {len(pins)} stories for {count} {'place' if count == 1 else 'places'}"
        way_out = "raise “count”, leave it out, or take out a story"
        yield Fault("too-many-pins", message, path, Field((*slot, "count")), way_out)
