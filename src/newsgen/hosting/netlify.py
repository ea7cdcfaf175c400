"""Netlify: ``_redirects`` and ``_headers`` in the published site.

A line of ``_redirects`` is ``from [query …] to status``, parted by spaces. ``from`` is compared letter for letter and
must be encoded; with or without a ``/`` at the end is one. Files come before rules, unless the status ends with ``!``.
A query is ``name=value``. Where its pretty URLs are on, ``/a``, ``/a/`` and ``/a.html`` are one: an address that leads
from one to another of them would lead back to itself, so it has no rule, and its page stays. A rule for a file sends no
status 410 that Netlify documents, so what is gone is a page.

Sources: docs.netlify.com, “Redirects and rewrites” and “Custom headers”; the parsers of github.com/netlify/build,
``packages/redirect-parser`` and ``packages/headers-parser``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from newsgen.base.addresses import decode, encode
from newsgen.base.patterns import regex
from newsgen.hosting.locations import page_of, spellings
from newsgen.hosting.rules import FOR_EVER, Header, Host, HostFile, Limit, Move, Rules

_MANY: Final = 10_000
_QUERY = regex(r"[\w.~-]+=[\w.~-]+(?:&[\w.~-]+=[\w.~-]+)*", re.ASCII)
"""Queries of which it is known how they are compared: nothing in them is encoded."""
FILES: Final = ("_redirects", "_headers")
HEAD: Final = "# Written by newsgen, anew at every build: see docs/operators.md.\n"


def _redirects(rules: Rules) -> str:
    lines = (
        " ".join((spelling, *filter(None, move.query.split("&")), move.target, "301!"))
        for move in rules.moves
        for spelling in spellings(move.path)
    )
    return HEAD + "".join(f"{line}\n" for line in lines)


def headers(rules: Rules) -> str:
    """Write ``_headers``: what is sent with every file, and of some files how long they may be kept, or more.

    All else is asked for anew, as these hosts do it anyway. Rules for one file add up, so none says what another does.
    """
    said: dict[str, list[str]] = {}
    cached = (Header("Cache-Control", FOR_EVER, (path,)) for path in rules.lasting)
    for each in (*rules.headers, *cached):
        for path in _patterns(each, rules.base):
            said.setdefault(path, []).append(f"  {each.name}: {each.value}\n")
    return HEAD + "".join(f"{path}\n{''.join(lines)}" for path, lines in said.items())


def _patterns(header: Header, base: str) -> Iterator[str]:
    """Give what stands for the paths of a header; a file that answers for a folder is asked for at either."""
    if not header.paths:
        yield f"{encode(base)}/*"
    for path in header.paths:
        yield from dict.fromkeys((encode(path), encode(page_of(path))))


def files(redirects: str, headers: str) -> Sequence[HostFile]:
    """Give the two files, if they say anything."""
    both = (HostFile(FILES[0], redirects), HostFile(FILES[1], headers))
    return [each for each in both if count_rules(each)]


def count_rules(file: HostFile) -> int:
    """Count the rules of a file: its lines that are no comments, nor what belongs to one."""
    return sum(line.startswith("/") for line in file.text.splitlines())


def _write(rules: Rules) -> Sequence[HostFile]:
    return files(_redirects(rules), headers(rules))


def _takes(move: Move) -> bool:
    if move.query:
        return _QUERY.fullmatch(move.query) is not None
    return _pretty(move.path) != _pretty(decode(move.target.partition("#")[0].partition("?")[0]))


def _pretty(path: str) -> str:
    return path.removesuffix("/index.html").removesuffix(".html").removesuffix("/")


def _limits(files: Sequence[HostFile]) -> Iterator[Limit]:
    yield from (
        Limit("redirects", count_rules(each), _MANY, "it may refuse the site")
        for each in files
        if each.path == FILES[0]
    )


NETLIFY = Host("Netlify", _write, _takes, FILES, limits=_limits)
