"""YAML as most front matter is written, a plain value a line: read without a parser, which takes several times as long.

Whatever is not plain beyond doubt is left to the parser, so that only a clock can tell which of the two has read a
text; the tests hold one against the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from newsgen.base.patterns import regex

_BEGINNINGS: Final = "/0-9A-Za-zÀ-ɏ"  # of what stands in no quotation marks
_VALUE: Final = (  # in quotation marks of either kind; in none; a list within its line
    rf'(?:"([^"\\\n]*)"|\'([^\'\n]*)\'|([{_BEGINNINGS}](?:[^\n:#]|:(?=[^\n ])|(?<=[^ ])#)*+)|\[([^\n\[\]{{}}]*)\]) *'
)
_ENTRY: Final = regex(rf"([A-Za-z_][A-Za-z0-9_-]{{0,99}}):(?: +{_VALUE}| *)\n((?:(?: |- )[^\n]*\n)*)")
_BULLET: Final = regex(rf"- +{_VALUE}\n")
_ITEM: Final = regex(rf" *(?:\"([^\"\\]*)\"|'([^']*)'|([{_BEGINNINGS}][\w ./’'-]*)) *(?:,(?=.)|\Z)")
# What may not be in YAML as it is, and what breaks lines; named, for to compile the rest of Unicode takes milliseconds.
_UNUSUAL: Final = regex("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_DEEP: Final = "\n         "
_INTEGER: Final = regex("0|[1-9][0-9]{0,17}")
_FRACTION: Final = regex(r"[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]{1,2})?")
_WORDS: Final = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL"), None),
}


class _NotPlainError(Exception):
    """The parser is needed."""


def read_plain(text: str) -> dict[str, Any] | None:
    """Read a YAML text that is a plain group of fields; give nothing if the parser is needed."""
    if not text.endswith("\n") or _DEEP in text or _UNUSUAL.search(text):
        return None
    try:
        return _read_group(text)
    except _NotPlainError:
        return None


def _read_group(text: str) -> dict[str, Any]:
    group: dict[str, Any] = {}
    for entry in _in_turn(_ENTRY, text):
        key, double, single, plain, listed, below = entry.groups()
        if key in group or (below and (double, single, plain, listed) != (None, None, None, None)):
            raise _NotPlainError
        group[key] = _read_below(below) if below else _read_value(double, single, plain, listed)
    return group


def _read_value(double: str | None, single: str | None, plain: str | None, listed: str | None = None) -> Any:
    if double is not None:
        return double
    if listed is not None:
        return [_read_value(*item.groups()) for item in _in_turn(_ITEM, listed.strip(" "))]
    return single if plain is None else _resolve(plain.rstrip(" "))


def _read_below(lines: str) -> Any:
    """Read the lines below a key: a list or a group."""
    indent = " " * (len(lines) - len(lines.lstrip(" ")))
    if indent:
        if lines.count(f"\n{indent}") != lines.count("\n") - 1:
            raise _NotPlainError
        lines = lines.removeprefix(indent).replace(f"\n{indent}", "\n")
    if lines.startswith("-"):
        return [_read_value(*bullet.groups()) for bullet in _in_turn(_BULLET, lines)]
    return _read_group(lines)


def _resolve(word: str) -> Any:
    if word in _WORDS:
        return _WORDS[word]
    if "0" <= word[0] <= "9":
        if _INTEGER.fullmatch(word):
            return int(word)
        if _FRACTION.fullmatch(word):
            raise _NotPlainError
    return word


def _in_turn(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Give what a pattern matches, one behind the other, which must be all of a text."""
    place = 0
    while place < len(text):
        found = pattern.match(text, place)
        if found is None:
            raise _NotPlainError
        yield found
        place = found.end()
