"""The next turn of a site: when something on it appears or disappears by itself, and which source says so."""

from __future__ import annotations

import time

from msgspec import Struct

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class Turn(Struct, frozen=True):
    """An instant (``moment``, seconds since 1970; ``local``, ISO text on the site's clocks) and the source that turns.

    ``others`` counts the sources that turn at the same instant.
    """

    moment: int
    local: str
    path: str
    others: int = 0


def first_of(turn: Turn | None, other: int | None) -> int | None:
    """Give the first of two instants (seconds since 1970), of which there may be only one, or none."""
    return min((each for each in (turn.moment if turn else None, other) if each is not None), default=None)


def spoken(local: str, now: int) -> str:
    """Say an instant, given as ISO text, in words: ``1 December, 11:00``; with the year where that is not now's."""
    year, month, day = local[:10].split("-")
    same = int(year) == time.gmtime(now).tm_year
    return f"{int(day)} {_MONTHS[int(month) - 1]}{'' if same else f' {int(year)}'}, {local[11:16]}"
