"""Lists that were written as one text: ``Sport, Football``, ``Anne Martin et Paul Durand``."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

from newsgen.base.patterns import regex

_SURE: Final = r"[;；؛\n]|\|+|(?<=\s)[·•](?=\s)"
_SEPARATOR: Final = regex(rf"\s*(?:(?<!\d),|,(?!\d)|[，、،]|{_SURE})\s*")
_SURE_SEPARATOR: Final = regex(rf"\s*(?:{_SURE})\s*")
_NAME_SEPARATOR: Final = regex(r"\s*[,，、،/]\s*")
_HASHTAGS: Final = regex(r"#\w[\w-]*(?:[\s,;]+#\w[\w-]*)+")
_AND: Final = regex(r"\s+(?:et|and|und|ed|y|e|en|i|och|og|ve|és|и|&|\+)\s+")
_PLAINLY_AND: Final = regex(r"\s(?:et|and|und|ed|och|og|és|и)\s")
_AND_OF: Final = {"it": regex(r"\s+e\s+"), "nl": regex(r"\s+en\s+")}
_BY: Final = regex(r"(?:par|by|von|door|por)\s+", re.IGNORECASE)
_WHOLE_QUOTE: Final = regex(r"""(["'“«]\s*)[^"'“”«»]*(\s*["'”»])""")
_CREDIT_BEHIND: Final = regex(r"[\s,;(]+((?:avec|with)\s+[^()]+?)\)?\Z", re.IGNORECASE)
_ACRONYM: Final = regex("[A-Z]{3,}")
_AGENCIES: Final = frozenset({"reuters", "belga", "bloomberg", "lusa", "xinhua", "kyodo", "ritzau", "ap"})
"""Agencies that no first name is like."""


def split_list(text: str) -> Sequence[str]:
    """Take a text apart that lists things: at commas, semicolons, bars, hashtags. Give nothing if it is one thing."""
    if _HASHTAGS.fullmatch(text):
        return tuple(re.findall(r"#([\w-]+)", text))
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    parts = _whole(_SEPARATOR.split(text))
    return () if text.startswith("/") and not all(part.startswith("/") for part in parts) else parts


def split_categories(text: str, is_known: Callable[[str], bool]) -> Sequence[str]:
    """Take a text apart that lists categories. “Économie, travail et formation” is one, unless its parts are known."""
    parts = split_list(text)
    return () if any(_AND.search(part) and not is_known(part) for part in parts) else parts


def split_names(text: str, language: str, is_known: Callable[[str], bool]) -> Sequence[str]:
    """Take a text apart that lists people: at commas, slashes, the word “and” of many languages, and before credits.

    Where a text may be one name (``Dupont, Jean``; ``Ramón y Cajal``), it is none of several: each of these must be a
    full name, an acronym or a name that is known.
    """
    credited = _CREDIT_BEHIND.search(text)
    if credited is not None and credited.start() > 0:
        before = text[: credited.start()]
        return (*(split_names(before, language, is_known) or split_list(before) or (before,)), credited[1])
    if sure := _whole(_SURE_SEPARATOR.split(text)):
        return tuple(each for part in sure for each in (split_names(part, language, is_known) or (part,)))
    text = _BY.sub("", text, count=1) if _BY.match(text) else text
    parts = _whole([part for piece in _NAME_SEPARATOR.split(text) for part in _AND.split(piece)])
    if len(parts) < 2:
        return ()
    own = _AND_OF.get(language.partition("-")[0].lower())
    if _PLAINLY_AND.search(text) or (own is not None and own.search(text)):
        return parts if all(part[0].isupper() or is_known(part) for part in parts) else ()
    return parts if all(_is_full(part) or is_known(part) for part in parts) else ()


def _whole(parts: Sequence[str]) -> Sequence[str]:
    found = tuple(_bare(part.strip()) for part in parts if part.strip())
    in_brackets = any(part.count("(") != part.count(")") for part in found)  # “Carol (Nichols | Goulding)” is one name
    return found if len(found) > 1 and not in_brackets else ()


def _bare(part: str) -> str:
    """Take the quotation marks off that stand around the whole of a part."""
    found = _WHOLE_QUOTE.fullmatch(part)
    return part[found.end(1) : found.start(2)].strip() if found else part


def _is_full(name: str) -> bool:
    return bool(_ACRONYM.fullmatch(name)) or name.casefold() in _AGENCIES or (" " in name and name[0].isupper())
