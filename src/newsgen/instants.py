"""Instants as newsrooms write them, read in the site's time zone (ISO 8601 and its unambiguous relatives).

A bare date is midnight where the newsroom is, never UTC: the bug that dates articles one day off.
Instants travel as ISO text with an offset (``2026-03-01T18:30:00+01:00``), which keeps the offset that
was written, and as whole seconds since 1970 where they are compared.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_INSTANT = re.compile(
    r"""(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})
    (?:(?:[Tt]|[ ]+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?
    [ ]*(?P<zone>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?""",
    re.VERBOSE,
)
_WAY_OUT = "write it as 2026-12-01, 2026-12-01T18:30 or 2026-12-01T18:30+01:00"


class BadInstantError(ValueError):
    """A text that is not an instant; carries the way out."""

    def __init__(self, message: str, way_out: str = _WAY_OUT) -> None:
        super().__init__(message)
        self.way_out = way_out


def read_instant(text: str, zone: ZoneInfo) -> str:
    """Read an instant and return it as ISO text with seconds and an offset.

    Raises:
        BadInstantError: the text is no date, names no time that exists, or is ambiguous.
    """
    match = _INSTANT.fullmatch(text.strip())
    if match is None:
        raise BadInstantError(f"“{text}” is not a date")
    part = match.groupdict()
    try:
        local = datetime(
            int(part["year"]),
            int(part["month"]),
            int(part["day"]),
            int(part["hour"] or 0),
            int(part["minute"] or 0),
            int(part["second"] or 0),
            tzinfo=_offset(part["zone"]) or zone,
        )
        if part["zone"] is None and local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local.replace(
            tzinfo=None
        ):
            raise BadInstantError(
                f"“{text}” does not exist: the clocks go forward over it in {zone.key}",
                "give the time after the change",
            )
        return local.isoformat()
    except (ValueError, OverflowError) as error:
        if isinstance(error, BadInstantError):
            raise
        reason = str(error).split(",")[0]
        raise BadInstantError(f"“{text}” is not a date: {reason}") from None


def seconds(instant: str) -> int:
    """Return an instant, given as ISO text with an offset, as whole seconds since 1970 (UTC)."""
    return int(datetime.fromisoformat(instant).timestamp())


def _offset(zone: str | None) -> timezone | None:
    if zone is None:
        return None
    if zone in "Zz":
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    if int(digits[2:]) > 59:
        raise BadInstantError(f"“{zone}” is not a time zone offset")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-span if zone[0] == "-" else span)
