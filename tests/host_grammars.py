"""The grammars of Netlify, Cloudflare and GitLab, read as these hosts read them: after their documents and parsers.

What a host would ignore, or take for something else, raises an error here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

_CLOUDFLARE_KEPT = "/!$&'()*+,;=:@~|[]%"


class Ignored(Exception):
    """A host would ignore a line."""


def _lines(text: str) -> Iterator[str]:
    yield from (line for line in map(str.strip, text.split("\n")) if line and not line.startswith("#"))


def read_netlify(text: str) -> dict[tuple[str, str], str]:
    """Read ``_redirects``: targets by path and query. Each is to be a 301 whatever stands at the address."""
    found: dict[tuple[str, str], str] = {}
    for line in _lines(text):
        source, *parts = re.split(r"\s+", line)
        where = next((index for index, part in enumerate(parts) if part.startswith(("/", "http://", "https://"))), None)
        if where is None or not source.startswith("/") or source.startswith("/.netlify"):
            raise Ignored(line)
        query, target, rest = parts[:where], parts[where], parts[where + 1 :]
        if rest != ["301!"] or any(len(pair.split("=")) != 2 or ":" in pair for pair in query):
            raise Ignored(line)
        if "*" in source or re.search("/:", source) or not source.isascii() or re.search("%(?![0-9a-fA-F]{2})", source):
            raise Ignored(line)
        assert "#" not in source
        found.setdefault((source, "&".join(query)), target)
    return found


def read_cloudflare(text: str) -> dict[str, str]:
    """Read ``_redirects``: targets by the path of a request, letter for letter. Each is to be a static 301."""
    found: dict[str, str] = {}
    for line in _lines(text):
        tokens = re.split(r"\s+", line)
        if len(line) > 1_000 or len(tokens) != 3 or tokens[2] != "301":
            raise Ignored(line)
        source, target, _ = tokens
        if not source.startswith("/") or re.search(r"\*|:[A-Za-z]\w*", source) or "?" in source or "#" in source:
            raise Ignored(line)
        if not target.startswith(("/", "https://")) or (
            source.endswith("/") and re.search(r"/index(\.html)?$", target)
        ):
            raise Ignored(line)
        found.setdefault(quote(source, safe=_CLOUDFLARE_KEPT), target)  # what its parser makes of the path
    if len(found) > 2_000:
        raise Ignored("the rest")
    return found


def read_gitlab(text: str) -> dict[str, str]:
    """Read ``_redirects``: targets by the decoded path, with a ``/`` at its end. Each is to be a 301."""
    found: dict[str, str] = {}
    if len(text.encode()) > 64 * 1024:
        raise Ignored("the file")
    for line in _lines(text):
        tokens = line.split()
        if len(tokens) != 3 or tokens[2] != "301":
            raise Ignored(line)
        source, target, _ = tokens
        parts = urlsplit(source)
        if parts.netloc or parts.query or parts.fragment or not source.startswith("/") or source.count("/") > 25:
            raise Ignored(line)
        if unquote(source) != source or re.search(r"(?i)\*|:[a-z]+", source + urlsplit(target).path):
            raise Ignored(line)
        found.setdefault(source.removesuffix("/") + "/", target)
    if len(found) > 1_000:
        raise Ignored("the rest")
    return found


def read_headers(text: str) -> dict[str, dict[str, str]]:
    """Read ``_headers``, as Netlify and Cloudflare do: headers by path. No path is to have two rules."""
    found: dict[str, dict[str, str]] = {}
    rule: dict[str, str] | None = None
    for line in _lines(text):
        if line.startswith("/"):
            if line in found or re.search(r"\*(?!$)|[^/]\*|/:|\s", line):
                raise Ignored(line)
            rule = found.setdefault(line, {})
            continue
        name, colon, value = line.partition(":")
        if rule is None or not colon or not value.strip() or " " in name:
            raise Ignored(line)
        rule[name] = value.strip()
    return found
