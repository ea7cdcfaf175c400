"""The links of a site to other sites: where each stands in its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from newsgen.base.faults import Address, Argument, Field, Spot
from newsgen.base.places import SETTINGS
from newsgen.build.check import Inspected
from newsgen.content.weave import addresses_of
from newsgen.model.records import Article, Asset, Body, Record, ShortcodeCall, StaticPage, body_of
from newsgen.site.calendar import is_upcoming
from newsgen.site.site import Site

_WEB = re.compile(r"https?://", re.IGNORECASE)
_LONGEST = 2000  # characters of an address: more is something else


class WebLink(Struct, frozen=True):
    """A link to another site: its source, where it stands there, the address without its fragment, and that."""

    path: str
    spot: Spot
    url: str
    fragment: str = ""


def web_links(inspected: Inspected) -> Iterator[WebLink]:
    """Give the links of all texts that readers see or will see, and of the settings, in the order of their sources."""
    opened = inspected.opened
    theme = msgspec.to_builtins(opened.settings.theme)
    yield from _links_in(SETTINGS, theme, ("theme",))
    for record in inspected.planned.decoded.records:
        if isinstance(record, Asset) or not _is_seen(record, inspected.planned.site):
            continue
        yield from _links_in(record.path, _fields(record), ())
        body = body_of(record)
        if body is not None:
            yield from _links_of_body(record.path, body, opened.store.bodies.get(body.digest))


def _is_seen(record: Record, site: Site) -> bool:
    if isinstance(record, Article):
        return record.path in site.placed or is_upcoming(record, site.now)
    return not isinstance(record, StaticPage) or record.path in site.texts.addresses


def _fields(record: Record) -> Any:
    """Give what stands in the front matter of a record, or in its whole file, as plain values."""
    return msgspec.to_builtins(getattr(record, "matter", getattr(record, "value", None)))


def _links_in(path: str, value: Any, field: tuple[str | int, ...]) -> Iterator[WebLink]:
    if isinstance(value, str):
        if (url := web_address(value)) is not None:
            yield WebLink(path, Field(field), *url)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from _links_in(path, each, (*field, name))
    elif isinstance(value, list | tuple):
        for index, each in enumerate(value):
            yield from _links_in(path, each, (*field, index))


def _links_of_body(path: str, body: Body, html: str) -> Iterator[WebLink]:
    counts: Counter[str] = Counter()
    for address in addresses_of(html):
        if (url := web_address(address)) is not None:
            yield WebLink(path, Address(address, counts[address]), *url)
        counts[address] += 1
    for gap in body.gaps:
        if isinstance(gap, ShortcodeCall):
            for name, value in gap.arguments.items():
                if (url := web_address(value)) is not None:
                    yield WebLink(path, Argument(gap.line, name), *url)


def web_address(text: str) -> tuple[str, str] | None:
    """Give the address that a text is, and its fragment (with the #); nothing if it is none of another site."""
    address = text.strip()
    if not _WEB.match(address) or len(address) > _LONGEST or len(address.split()) != 1:
        return None
    url, sign, fragment = address.partition("#")
    return url, sign + fragment
