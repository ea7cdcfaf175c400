"""Text as a terminal shows it: nothing in it that a terminal would obey, and how wide it is."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

from newsgen.base.patterns import regex

_TAB = "    "
_TAB_COLUMNS = len(_TAB)
_PECULIAR = regex("[^\x20-\u02ff\u1e00-\u1eff\u2010-\u2027\u202f-\u203a\u20ac]")
"""All but Latin letters and their punctuation, each of which takes one column."""
_CONTROL = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What terminals obey; also what turns the direction of all that stands behind it (Unicode Standard Annex 9)."""


def printable(text: str) -> str:
    """Show a text as it stands in the file, without what a terminal would obey."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", _TAB))


def one_line(text: str) -> str:
    """Show a text likewise, in one line; what no encoding has, such as a file name that is not UTF-8, is escaped."""
    return printable(text.replace("\n", " ")).encode("utf-8", "backslashreplace").decode()


def columns(text: str) -> int:
    """Count the columns of a terminal that a text takes."""
    if _PECULIAR.search(text) is None:
        return len(text)
    return sum(
        _TAB_COLUMNS if each == "\t" else 0 if combining(each) else 1 + (east_asian_width(each) in "WF")
        for each in text
    )
