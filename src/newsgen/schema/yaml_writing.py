"""YAML as it should be written instead: the values that a help shows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsgen.base.patterns import regex

_BARE = regex(r"/?[^\W_](?:[\w ./()’'–&+-]*[\w.)/])?")
_OTHER_THAN_TEXT = regex(
    r"true|false|null|yes|no|on|off|y|n|[-+]?[0-9._]+(?:e[-+]?[0-9]+)?|0[xo][0-9a-f_]+|[0-9]{4}-[0-9]+-[0-9]+.*",
    re.IGNORECASE,
)
"""What newsgen, or another program that reads YAML, takes for a number, a date, a yes or a no."""


def in_quotes(text: str) -> str:
    """Write a text in quotation marks of the kind that it does not hold itself."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def as_value(text: str) -> str:
    """Write a text as the value of a field: in quotation marks, where it needs them."""
    return text if _BARE.fullmatch(text) and not _OTHER_THAN_TEXT.fullmatch(text) else in_quotes(text)


def as_list(texts: Iterable[str]) -> str:
    """Write texts as a list within its line."""
    return f"[{', '.join(as_value(text) for text in texts)}]"
