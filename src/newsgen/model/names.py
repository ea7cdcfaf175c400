"""What the name of a file says of a text: what it is called, and of which day it is."""

from __future__ import annotations

import re
from datetime import date

from newsgen.base.patterns import regex

_BUNDLED = "index"
_DAY = regex(r"(?:^|/)(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=$|[-_ /])", re.ASCII)
_DAY_BEFORE = regex(r"\d{4}-\d{1,2}-\d{1,2}[-_ ]+(?=.)", re.ASCII)


def stem_of(name: str) -> str:
    """Give what a text is called by its path below the folder of its kind, without the ending.

    That is the last part of it (``2026/finale`` is ``finale``), or the name of the folder that a text has to itself
    with what goes with it (``2026/finale/index``).
    """
    folder, _, last = name.rpartition("/")
    return folder.rpartition("/")[2] if last == _BUNDLED and folder else last


def day_of(name: str) -> str | None:
    """Give the day that such a path names: ``2026-11-28-finale``, or by folders ``2026/11/28/finale``."""
    for year, month, day in reversed(_DAY.findall(name)):
        try:
            return date(int(year), int(month), int(day)).isoformat()
        except ValueError:
            continue
    return None


def without_day(stem: str) -> str:
    """Give what a text is called but for the day that its name begins with: ``finale`` of ``2026-11-28-finale``."""
    return stem[found.end() :] if (found := _DAY_BEFORE.match(stem)) else stem
