"""Which attributes of HTML hold addresses, what these lead to, and where they stand within a value.

https://html.spec.whatwg.org/multipage/indices.html#attributes-3, and those of SVG that load or lead somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from newsgen.base.patterns import regex
from newsgen.model.records import Leads

Form = Literal["one", "srcset", "list", "refresh", "css"]
"""How an attribute holds addresses: one is its value, or several stand in it among other things."""


class AddressAttribute(Struct, frozen=True):
    """An attribute that holds addresses. What it ``loads`` a browser asks for before any click."""

    leads: Leads
    form: Form = "one"
    loads: bool = False


_LINK = AddressAttribute("page")
_FRAME = AddressAttribute("page", loads=True)
_ENDPOINT = AddressAttribute("program")
_PICTURE = AddressAttribute("picture", loads=True)
_PICTURES = AddressAttribute("picture", "srcset", loads=True)
_FILE = AddressAttribute("file", loads=True)

ANYWHERE: Mapping[str, AddressAttribute] = {"style": AddressAttribute("file", "css", loads=True)}
"""Attributes that every element may have."""

ATTRIBUTES: Mapping[str, Mapping[str, AddressAttribute]] = {
    name: {**attributes, **ANYWHERE}
    for name, attributes in {
        "a": {"href": _LINK, "xlink:href": _LINK, "ping": AddressAttribute("program", "list")},
        "area": {"href": _LINK, "ping": AddressAttribute("program", "list")},
        "audio": {"src": _FILE},
        "blockquote": {"cite": _LINK},
        "body": {"background": _PICTURE},
        "button": {"formaction": _ENDPOINT},
        "del": {"cite": _LINK},
        "embed": {"src": _FRAME},
        "feimage": {"href": _PICTURE, "xlink:href": _PICTURE},
        "form": {"action": _ENDPOINT},
        "frame": {"src": _FRAME},
        "iframe": {"src": _FRAME},
        "image": {"href": _PICTURE, "xlink:href": _PICTURE},
        "img": {"src": _PICTURE, "srcset": _PICTURES, "longdesc": _LINK},
        "input": {"src": _PICTURE, "formaction": _ENDPOINT},
        "ins": {"cite": _LINK},
        "link": {"href": _FILE, "imagesrcset": _PICTURES},
        "meta": {"content": AddressAttribute("page", "refresh")},
        "object": {"data": _FRAME},
        "q": {"cite": _LINK},
        "script": {"src": _FILE, "href": _FILE, "xlink:href": _FILE},
        "source": {"src": _FILE, "srcset": _PICTURES},
        "table": {"background": _PICTURE},
        "tbody": {"background": _PICTURE},
        "td": {"background": _PICTURE},
        "tfoot": {"background": _PICTURE},
        "th": {"background": _PICTURE},
        "thead": {"background": _PICTURE},
        "tr": {"background": _PICTURE},
        "track": {"src": _FILE},
        "use": {"href": _FILE, "xlink:href": _FILE},
        "video": {"src": _FILE, "poster": _PICTURE},
    }.items()
}
"""Attributes by element, both in small letters."""

_CANDIDATE = regex(r"[\s,]*(\S+)")
_WORD = regex(r"\S+")
_REFRESH = regex(r"""\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?["']?([^\s"']+)""", re.IGNORECASE)


def spans(form: Form, value: str) -> Iterator[tuple[int, int]]:
    """Find the addresses within a value that holds several or other things beside: where each begins and ends."""
    if form == "srcset":
        yield from _candidates(value)
    elif form == "list":
        yield from (word.span() for word in _WORD.finditer(value))
    elif form == "refresh" and (found := _REFRESH.match(value)):
        yield found.span(1)


def _candidates(value: str) -> Iterator[tuple[int, int]]:
    """Read a ``srcset`` as HTML says: an address goes up to a space; a comma at its end ends the candidate."""
    place = 0
    while found := _CANDIDATE.match(value, place):
        address = found[1].rstrip(",")
        if address:
            yield found.start(1), found.start(1) + len(address)
        place = found.end()
        if address == found[1]:
            comma = value.find(",", place)
            place = comma + 1 if comma >= 0 else len(value)
