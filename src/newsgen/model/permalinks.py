"""Permalinks: the patterns of the addresses of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct

from newsgen.base.faults import Fault, Field
from newsgen.base.places import SETTINGS

_TOKENS = {
    "article": ("category", "slug", "id", "year", "month", "day"),
    "category": ("category",),
    "author": ("slug",),
    "tag": ("slug",),
    "page": ("slug",),
    "year": ("year",),
    "month": ("year", "month"),
}
_NEEDED = {"article": ("slug", "id"), "month": ("month",), "year": ("year",)}


def _about(description: str) -> Meta:
    return Meta(description=description)


class Permalinks(Struct, frozen=True):
    """Patterns of addresses. Every address ends with `/`, or with a file name such as `index.xml`."""

    article: Annotated[
        str, _about("tokens: `{category}` (the path), `{slug}`, `{id}`, `{year}`, `{month}`, `{day}`")
    ] = "/{category}/{slug}/"
    category: Annotated[str, _about("token: `{category}`, the path such as `internationales/asie`")] = "/{category}/"
    author: Annotated[str, _about("token: `{slug}`")] = "/authors/{slug}/"
    tag: Annotated[str, _about("token: `{slug}`")] = "/tags/{slug}/"
    page: Annotated[str, _about("token: `{slug}`")] = "/{slug}/"
    year: Annotated[str, _about("token: `{year}`")] = "/{year}/"
    month: Annotated[str, _about("tokens: `{year}`, `{month}`")] = "/{year}/{month}/"
    categories: Annotated[str, _about("the index of all categories")] = "/categories/"
    authors: Annotated[str, _about("the index of all authors")] = "/authors/"
    tags: Annotated[str, _about("the index of all tags")] = "/tags/"
    archive: Annotated[str, _about("the index of all years")] = "/archive/"
    search: Annotated[str, _about("the page that says how to search")] = "/search/"
    feed: Annotated[str, _about("the Atom feed")] = "/atom.xml"


def pattern_faults(permalinks: Permalinks) -> Iterator[Fault]:
    """Report patterns with unknown tokens, those that would give several pages one address, and what is no address."""
    for kind in permalinks.__struct_fields__:
        pattern: str = getattr(permalinks, kind)
        tokens = re.findall(r"\{(.*?)\}", pattern)
        known = _TOKENS.get(kind, ())
        needed = _NEEDED.get(kind, known)
        wrong = next((token for token in tokens if token not in known), None)
        where = ("permalinks", kind)
        if wrong is not None:
            tokens_known = ", ".join(f"{{{each}}}" for each in known) or "none"
            yield _fault(
                "bad-permalink", f"“{{{wrong}}}” is no token of this pattern", where, f"tokens: {tokens_known}"
            )
        elif needed and not set(tokens) & set(needed):
            message = "this pattern would give every page of its kind the same address"
            yield _fault("bad-permalink", message, where, f"use {' or '.join(f'{{{each}}}' for each in needed)}")
        elif not _is_clean(pattern):
            way_out = "begin with / and end with / or a file name, such as /{slug}/ or /{slug}.html"
            yield _fault("bad-permalink", f"“{pattern}” is not a pattern of addresses", where, way_out)


def _is_clean(pattern: str) -> bool:
    last = pattern.rpartition("/")[2]
    plain = re.sub(r"\{\w+\}", "x", pattern)
    return (
        re.fullmatch(r"(/[\w.~-]+)*/?", plain) is not None
        and plain != ""
        and ".." not in plain
        and (last == "" or "." in last)
    )


def _fault(code: str, message: str, path: tuple[str, ...], way_out: str) -> Fault:
    return Fault(code, message, SETTINGS, Field(path), way_out)
