"""Permalinks: the patterns of the addresses of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Annotated

from msgspec import Meta, Struct

from newsgen.base.addresses import NoAddressError, is_page_file, page_path
from newsgen.base.faults import Fault, Field
from newsgen.base.patterns import regex
from newsgen.base.places import SETTINGS

TOKEN = regex(r"\{(\w+)\}")
"""What is filled in with something of the page."""
_TOKENS = {
    "article": ("category", "slug", "id", "year", "month", "day"),
    "category": ("category",),
    "author": ("slug",),
    "tag": ("slug",),
    "page": ("slug",),
    "year": ("year",),
    "month": ("year", "month"),
}
_FEEDS = ("feed", "rss", "json_feed", "corrections_feed")
_FEED_NAME = "let it end with the name of a file, such as /feed.xml; old addresses go into content/redirects.yaml"
_STAND_IN = "\ue000"  # a letter that nobody writes
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
    feed: Annotated[str, _about("the feed in Atom")] = "/atom.xml"
    rss: Annotated[str, _about("the feed in RSS")] = "/rss.xml"
    json_feed: Annotated[str, _about("the feed in JSON")] = "/feed.json"
    corrections: Annotated[str, _about("the list of all corrections, once there is one")] = "/corrections/"
    corrections_feed: Annotated[str, _about("their Atom feed")] = "/corrections.xml"


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
        elif (reason := _why_none(kind, pattern)) is not None:
            message = f"“{pattern}” is not a pattern of addresses" + (f": {reason}" if str(reason) else "")
            yield _fault("bad-permalink", message, where, reason.way_out)


def decoded_patterns(permalinks: Permalinks) -> Permalinks:
    """Give patterns as they are meant: decoded, and with the address of a folder for that of its ``index.html``.

    One with a fault stays as it is.
    """
    patterns = {kind: getattr(permalinks, kind) for kind in permalinks.__struct_fields__}
    for kind, pattern in patterns.items():
        with suppress(NoAddressError):
            patterns[kind] = _decoded(pattern)
    return Permalinks(**patterns)


def _decoded(pattern: str) -> str:
    """Decode a pattern, each token a name of its own that nothing is to be decoded in.

    Raises:
        NoAddressError: it gives no addresses.
    """
    tokens = TOKEN.findall(pattern)
    path = page_path(TOKEN.sub(_STAND_IN, pattern))
    if "{" in path or "}" in path:
        raise NoAddressError("")
    return re.sub(_STAND_IN, lambda _: f"{{{tokens.pop(0)}}}", path)


def _why_none(kind: str, pattern: str) -> NoAddressError | None:
    """Say why a pattern gives no addresses, if it gives none."""
    way_out = "begin with / and end with / or a file name, such as /{slug}/ or /{slug}.html"
    try:
        path = _decoded(pattern)
    except NoAddressError as reason:
        if str(reason):
            return NoAddressError(str(reason).replace(_STAND_IN, "{…}"), reason.way_out)
        return NoAddressError("", way_out)
    last = path.rpartition("/")[2]
    if last and "." not in last:
        return NoAddressError("", way_out)
    if kind in _FEEDS and (not last or is_page_file(last)):
        return NoAddressError("hosts say of a page that it is HTML, so that no feed reader takes it", _FEED_NAME)
    if last and kind not in _FEEDS and not is_page_file(last):
        ending = last.rpartition(".")[2]
        message = f"a file that ends in .{ending} is shown as text, offered for download or run, and no page"
        return NoAddressError(message, "let it end with / or .html")
    return None


def _fault(code: str, message: str, path: tuple[str, ...], way_out: str) -> Fault:
    return Fault(code, message, SETTINGS, Field(path), way_out)
