"""Patterns of the paths of a site's files, as settings use them: ``content/articles/2009/**``.

``*`` stands for anything within a name, ``?`` for one letter of it, ``**`` for any names. Accents count as the same,
however they are encoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from unicodedata import normalize

from newsgen.base.faults import Fault, Field, warning
from newsgen.base.patterns import regex
from newsgen.base.places import SETTINGS

_WILD = regex(r"\*\*/?|\*|\?")
_WILDCARDS = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def fits(pattern: str, path: str) -> bool:
    """Tell whether a pattern stands for a file."""
    return _compiled(pattern).fullmatch(normalize("NFC", path)) is not None


def vagueness(pattern: str) -> tuple[int, int, str]:
    """Say how vague a pattern is: fewer letters that stand for themselves, then more wildcards.

    Of two that are alike in that, the first in the alphabet is the more specific one.
    """
    wild = _WILD.findall(pattern)
    return sum(map(len, wild)) - len(pattern), len(wild), pattern


def unmatched(field: str, patterns: Iterable[str], paths: Iterable[str]) -> Iterator[Fault]:
    """Warn of patterns below a field of the settings that stand for none of the files of the site."""
    texts = sorted(patterns)
    known = list(paths) if texts else []
    for text in texts:
        if not any(fits(text, path) for path in known):
            near = next((each for each in _meant(text) if any(fits(each, path) for path in known)), None)
            way_out = f"write “{near}”" if near else "a path begins at the site’s folder: content/articles/2009/**"
            spot = Field((field, text), key=True)
            yield warning("unmatched-pattern", f"there is no file “{text}”", SETTINGS, spot, way_out)


def _meant(text: str) -> Iterator[str]:
    """Give what somebody may have meant by a pattern."""
    inner = text.removeprefix("./").strip("/")
    for folder in ("", "content/", "content/articles/"):
        for ending in ("", "/**"):
            yield f"{folder}{inner}{ending}"


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    pattern = normalize("NFC", pattern)
    parts, end = [], 0
    for wild in _WILD.finditer(pattern):
        parts += [re.escape(pattern[end : wild.start()]), _WILDCARDS[wild[0]]]
        end = wild.end()
    return re.compile("".join((*parts, re.escape(pattern[end:]))))
