"""The turns of a site: instants at which its output changes by itself, and what happens then to which source."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

What = Literal[
    "publication",
    "embargo-end",
    "correction",
    "letter",
    "expiry",
    "withdrawal",
    "news-end",
    "pin-end",
    "banner-begin",
    "banner-end",
    "new-day",
    "new-month",
    "new-year",
    "other",
]
"""What happens to a source: to an article, to a front, to a template that asks for the date, to what a plugin knows."""


class Change(Struct, frozen=True, order=True):
    """What happens to a source, which is named by its path."""

    source: str
    what: What


class Turn(Struct, frozen=True):
    """An instant (``moment``, seconds since 1970; ``local``, ISO text on the site's clocks) and all that happens then.

    The ``changes`` are at least one, in the order of their sources.
    """

    moment: int
    local: str
    changes: tuple[Change, ...]

    @property
    def path(self) -> str:
        """The first source to which something happens."""
        return self.changes[0].source

    @property
    def others(self) -> int:
        """How many other sources there are."""
        return len({change.source for change in self.changes}) - 1


def is_seen(turn: Turn) -> bool:
    """Tell whether readers see anything of a turn, and not search engines alone."""
    return any(change.what != "news-end" for change in turn.changes)


def first_of(turn: Turn | None, other: int | None) -> int | None:
    """Give the first of two instants (seconds since 1970), of which there may be only one, or none."""
    return min((each for each in (turn.moment if turn else None, other) if each is not None), default=None)


def spoken(local: str, now: int) -> str:
    """Say an instant, given as ISO text, in words: ``1 December, 11:00``; with the year where that is not now's."""
    year, month, day = local[:10].split("-")
    same = int(year) == time.gmtime(now).tm_year
    return f"{int(day)} {_MONTHS[int(month) - 1]}{'' if same else f' {int(year)}'}, {local[11:16]}"


def named(turn: Turn) -> str:
    """Name what a turn is of: the first source, and how many others."""
    return f"{turn.path} and {turn.others} more" if turn.others else turn.path


def duration(seconds: int) -> str:
    """Say a duration in words, to the minute: ``2 days 3 h``, ``1 h 5 min``."""
    minutes = seconds // 60
    parts: Sequence[tuple[int, str]] = (
        (minutes // 1440, "day" if minutes // 1440 == 1 else "days"),
        (minutes // 60 % 24, "h"),
        (minutes % 60, "min"),
    )
    said = [f"{number} {unit}" for number, unit in parts if number]
    return " ".join(said[:2]) or "less than a minute"
