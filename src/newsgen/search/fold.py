"""Words as they are compared: without accents, ligatures and case, and whatever typography put into them."""

from __future__ import annotations

import unicodedata

from newsgen.base.patterns import regex

MARKS = r"\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
"""Accents that are stored on their own, as a class of regular expressions (Python's and JavaScript's alike)."""
UNSEEN = r"\u00ad\u200b-\u200d\u2060\ufeff"
"""What may stand in a word and is not seen: places to break, or not to break."""
APOSTROPHES = r"'\u2018\u2019\u02bc"
HYPHENS = r"\-\u2010\u2011"
LIGATURES = {
    "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ς": "σ",
}  # fmt: skip
"""Letters that no decomposition takes apart, and what readers type for them."""

_DROPPED = regex(f"[{MARKS}{UNSEEN}]")
_LETTERS = regex(f"[{''.join(LIGATURES)}]")
_APOSTROPHE = regex(f"[{APOSTROPHES}]")
_HYPHEN = regex(f"[{HYPHENS}]")


def fold(text: str) -> str:
    """Fold a text (Unicode normalisation form KD, then lower case)."""
    text = _DROPPED.sub("", unicodedata.normalize("NFKD", text).lower())
    text = _LETTERS.sub(lambda match: LIGATURES[match[0]], text)
    return _HYPHEN.sub("-", _APOSTROPHE.sub("'", text))
