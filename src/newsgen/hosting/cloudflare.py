"""Cloudflare Pages and Workers: ``_redirects`` and ``_headers`` in the published site.

A line of ``_redirects`` is ``from to status``, parted by spaces, 1,000 characters at most; without a status it is 302.
``from`` is compared with the path letter for letter, as it is encoded, a ``/`` at the end included; queries are not
looked at. Rules come before files. There is no status 410. A target on another site must be https. There are 2,000
rules at most without wildcards (newsgen writes none with), and 100 of headers, 2,000 characters a line. All rules of
headers that fit a path count, and values of one name are joined.

Sources: developers.cloudflare.com, “Redirects” and “Headers” of Pages; the parsers of
github.com/cloudflare/workers-sdk, ``packages/workers-shared/utils/configuration``, and what answers there,
``asset-worker/src/handler.ts``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from newsgen.base.patterns import regex
from newsgen.hosting.locations import same_pages, spellings
from newsgen.hosting.netlify import FILES, HEAD, count_rules, files, headers
from newsgen.hosting.rules import Host, HostFile, Limit, Move, Rules

_LONGEST_LINE: Final = 1_000  # characters
_MOST_RULES, _MOST_HEADERS, _LONGEST_HEADER = 2_000, 100, 2_000
_FILES_FREE, _FILES_PAID = 20_000, 100_000
_INDEX = regex(r"/index(?:\.html)?$")


def _redirects(rules: Rules) -> str:
    lines = (line for move in rules.moves for line in _lines(move, with_page=rules.with_pages))
    return HEAD + "".join(f"{line}\n" for line in lines)


def _lines(move: Move, *, with_page: bool) -> Iterator[str]:
    """Write the rules of an address; where a page stands, the host leads to the address with its ``/`` by itself."""
    for path in [move.path] if with_page and not move.needs_rule else same_pages(move.path):
        for spelling in spellings(path):
            yield f"{spelling} {move.target} 301"


def _write(rules: Rules) -> Sequence[HostFile]:
    return files(_redirects(rules), headers(rules))


def _takes(move: Move) -> bool:
    if move.query or move.target.startswith("http://") or (move.target.startswith("/") and _INDEX.search(move.target)):
        return False
    return all(len(line) <= _LONGEST_LINE for line in _lines(move, with_page=False))


def _limits(files: Sequence[HostFile]) -> Iterator[Limit]:
    for each in files:
        if each.path == FILES[0]:
            yield Limit("redirects", count_rules(each), _MOST_RULES)
        else:
            yield Limit("rules for headers", count_rules(each), _MOST_HEADERS, "the other files are asked for anew")
            longest = max(map(len, each.text.splitlines()))
            yield Limit("characters in a line of headers", longest, _LONGEST_HEADER)


CLOUDFLARE = Host(
    "Cloudflare",
    _write,
    _takes,
    FILES,
    limits=_limits,
    most_files=((_FILES_PAID, ""), (_FILES_FREE, "more are for plans that are paid")),
)
