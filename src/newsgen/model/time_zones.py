"""Time zones by their names, as the package tzdata has them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import tzdata

from newsgen.base.patterns import regex

_ZONE = regex(r"[A-Za-z][\w+-]*(?:/[A-Za-z][\w+-]*)*", re.ASCII)  # no way out of the folder of zones


@cache
def zone_of(name: str) -> ZoneInfo:
    """Give a time zone as the package tzdata has it: its version is in every key, the operating system's is not.

    Raises:
        ZoneInfoNotFoundError: there is no such zone.
    """
    if not _ZONE.fullmatch(name):
        raise ZoneInfoNotFoundError(name)
    try:
        with Path(tzdata.__path__[0]).joinpath("zoneinfo", *name.split("/")).open("rb") as stream:
            return ZoneInfo.from_file(stream, key=name)
    except (OSError, ValueError) as error:
        raise ZoneInfoNotFoundError(name) from error
