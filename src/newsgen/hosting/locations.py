"""Addresses as they travel: targets as a server sends them, paths in all spellings in which browsers ask for them."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

from newsgen.base.addresses import encode
from newsgen.base.patterns import regex

_KEPT: Final = "%/?@!&()+,;=~"
"""What stays as it is behind the name of a site: of what RFC 3986 allows, all that is no sign of some host's."""
_RAW_IN_PATHS: Final = "/!$&'()*+,;=:@~|[]^"
"""What browsers send unencoded in a path, beside letters and digits (WHATWG URL, path percent-encode set)."""
_ESCAPE = regex("%[0-9A-F]{2}")
_INDEX: Final = "index.html"


def location(target: str) -> str:
    """Give an address as a header ``Location`` has it: ASCII, and without ``$``, ``*``, ``:`` and quotation marks.

    ``target`` begins with ``/``, or is a web address.
    """
    try:
        parts = urlsplit(target)
    except ValueError:  # brackets around what is no IPv6 address: it leads nowhere, and is sent as it was written
        return quote(target, safe=_KEPT + ":[]")
    path, query, fragment = (quote(part, safe=_KEPT) for part in parts[2:])
    return urlunsplit((parts.scheme, _host(parts.netloc), path, query, fragment))


def _host(netloc: str) -> str:
    """Give the name of a site in ASCII (RFC 5890); one that can have no such name is encoded, and leads nowhere."""
    if netloc.isascii():
        return quote(netloc, safe="[]:@.-_%")
    try:
        return netloc.encode("idna").decode()
    except UnicodeError:
        return quote(netloc, safe="[]:@.-_%")


def spellings(path: str) -> list[str]:
    """Give the spellings of a path that browsers send, for hosts that compare letters.

    As the address line of a browser does it, as newsgen prints it, and both as WordPress does it: ``%c3%a9``.
    """
    both = (quote(path, safe=_RAW_IN_PATHS), encode(path))
    return list(dict.fromkeys((*both, *map(lower_escapes, both))))


def lower_escapes(address: str) -> str:
    """Give an address as WordPress encodes it: ``%c3%a9``."""
    return _ESCAPE.sub(lambda found: found[0].lower(), address)


def same_pages(path: str) -> list[str]:
    """Give the paths that are one address to newsgen: a folder with and without its ``/``, and its ``index.html``."""
    return [path, path.removesuffix("/"), path + _INDEX] if path.endswith("/") and path != "/" else [path]


def page_of(path: str) -> str:
    """Give the path of the file that answers for an address."""
    return path + _INDEX if path.endswith("/") else path
