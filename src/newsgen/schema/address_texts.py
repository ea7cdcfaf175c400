"""Texts that are addresses: of the web, of this site, of its articles and videos."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from newsgen.base.addresses import NoAddressError, encode_query, old_path, page_path, read_path
from newsgen.base.local_addresses import ONLY_HERE, local_way_out
from newsgen.base.patterns import regex
from newsgen.schema.reading import ABSENT, Path, Reading

VIDEO_FILE: Final = regex(r"[^:\\]+\.(?:mp4|m4v|ogv|webm)", re.IGNORECASE)
"""The path of a file that browsers play."""
_WHOLE = regex(r"https?://[^/?#\s]+", re.IGNORECASE)
_WEB: Final = regex(r"https?://[^\s\"'<>()\\]+")
_HOST_AND_PATH: Final = regex(r"(?://)?[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?:/[^\s\"'<>\\]*)?")
_QUERY: Final = regex(r"[\w.~!$&*+,;=:@/?%()\[\]-]*")


def read_reference(reading: Reading, text: str, path: Path) -> object:
    """Read what names an article: its slug, or its path."""
    if local_way_out(text) is not None:
        name = text.replace("\\", "/").rstrip("/").rpartition("/")[2]
        return _local(reading, text, path, f"name the article by its slug or its path: {name}")
    return text


def read_destination(reading: Reading, text: str, path: Path) -> object:
    """Read where a link leads: to an article, a path of the site, or elsewhere."""
    if (way_out := local_way_out(text)) is not None:
        return _local(reading, text, path, way_out)
    if "://" in text:
        return read_web(reading, text, path)
    if text.startswith("/") and read_site_path(reading, re.split("[?#]", text)[0], path) is ABSENT:
        return ABSENT
    return text


def read_web(reading: Reading, text: str, path: Path) -> object:
    """Read an address of the web that others reach, too."""
    if (way_out := local_way_out(text)) is not None:
        return _local(reading, text, path, way_out)
    return read_site_url(reading, text, path)


def read_site_url(reading: Reading, text: str, path: Path) -> object:
    """Read an address of the web, be it that of this very machine."""
    if text.startswith(("https://", "http://")) and not set(text) & set(" \"'<>\\"):
        return text
    meant = _web_address(text)
    way_out = f"write {meant}" if meant else "an address begins with https:// and contains no spaces or quotation marks"
    return reading.fault("bad-url", f"“{text}” is not a web address", path, way_out)


def _web_address(text: str) -> str:
    """Give the one address of the web that a text holds, such as a player's code, or lacks its beginning only."""
    if len(found := set(_WEB.findall(text))) == 1:
        return str(found.pop())
    return f"https://{text.removeprefix('//')}" if _HOST_AND_PATH.fullmatch(text) else ""


def read_video(reading: Reading, text: str, path: Path) -> object:
    """Read the address of a video: that of its page, or of a file that browsers play."""
    if (way_out := local_way_out(text)) is not None:
        return _local(reading, text, path, way_out)
    return text if VIDEO_FILE.fullmatch(text) else read_web(reading, text, path)


def read_site_path(reading: Reading, text: str, path: Path) -> object:
    """Read a path of this site."""
    return _lawful(reading, read_path, text, path)


def read_old_address(reading: Reading, text: str, path: Path) -> object:
    """Read a path that leads elsewhere, maybe with the query that it once had."""
    if "?" not in text:
        return _lawful(reading, old_path, text, path)
    written, _, query = text.partition("?")
    read = _lawful(reading, page_path, written, path)
    if isinstance(read, str) and not _QUERY.fullmatch(query):
        message = f"“{text}” is not an address of this site: “?{query}” is no query"
        return reading.fault("bad-path", message, path, "write it as the old site did: /?p=123")
    return f"{read}?{encode_query(query)}" if isinstance(read, str) else read


def _local(reading: Reading, text: str, path: Path, way_out: str) -> object:
    return reading.fault("local-address", ONLY_HERE.format(text), path, way_out)


def _lawful(reading: Reading, law: Callable[[str], str], text: str, path: Path) -> object:
    try:
        return law(text)
    except NoAddressError as reason:
        message = f"“{text}” is not a path of this site" + (f": {reason}" if str(reason) else "")
        return reading.fault("bad-path", message, path, _from_the_top(law, text) or reason.way_out)


def _from_the_top(law: Callable[[str], str], text: str) -> str:
    """Write a path that lacks nothing but the / at its beginning, or has all that stands before that."""
    whole = _WHOLE.match(text)
    text = text[whole.end() :] or "/" if whole else text
    if (text.startswith("/") or ":" in text) and not whole:
        return ""
    with suppress(NoAddressError):
        path = text if text.startswith("/") else f"/{text}"
        law(path)
        return f"write {path}"
    return ""
