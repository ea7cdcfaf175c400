"""Dates more than a year ahead: a year that was mistyped, most likely, and a piece that nobody would see for long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsgen.base.faults import Fault, Field, warning
from newsgen.site.distant import Distant


def distant_dates(distant: Iterable[Distant]) -> Iterator[Fault]:
    """Warn of dates that lie far ahead."""
    for each in distant:
        name = ".".join(map(str, each.field))
        message = f"“{name}” is more than a year ahead: {each.instant}"
        yield warning("distant-date", message, each.path, Field(each.field), "check the year")
