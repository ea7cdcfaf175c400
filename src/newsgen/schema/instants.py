"""Instants as newsrooms write them, read in the site's time zone (ISO 8601 and its unambiguous relatives).

A bare date is midnight where the newsroom is, never UTC: the bug that dates articles one day off. So is every other
reading: an instant that was written with an offset becomes the time on the newsroom's clocks, here and nowhere else.
So whatever shows, files, groups or addresses something by its day may take the text as it stands.

Instants travel as ISO text with the offset of the site (``2026-03-01T18:30:00+01:00``), and as whole seconds since 1970
where they are compared.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from newsgen.base.patterns import regex

_INSTANT = regex(
    r"""(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})
    (?:(?:[Tt]|[ ]+)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?
    [ ]*(?P<zone>[Zz]|[+-]\d{2}(?::?\d{2})?)?)?""",
    re.VERBOSE,
)
_PARTS = ("year", "month", "day", "hour", "minute", "second")
_FARTHEST = timedelta(hours=14)
_WAY_OUT = "write it as 2026-12-01, 2026-12-01T18:30 or 2026-12-01T18:30+01:00"


class BadInstantError(ValueError):
    """A text that is not an instant; carries the way out."""

    def __init__(self, message: str, way_out: str = _WAY_OUT) -> None:
        super().__init__(message)
        self.way_out = way_out


def read_instant(text: str, zone: ZoneInfo) -> str:
    """Read an instant and return it as ISO text: the time on the clocks of ``zone``, with seconds and their offset.

    Raises:
        BadInstantError: the text is no date, names no time that exists, or is ambiguous.
    """
    match = _INSTANT.fullmatch(text.strip())
    if match is None:
        raise BadInstantError(f"“{text}” is not a date")
    year, month, day, hour, minute, second = (int(part or 0) for part in match.group(*_PARTS))
    try:
        given = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - its zone comes next
    except ValueError as error:
        reason = _why_none(year, month, day, hour)
        raise BadInstantError(f"“{text}” is not a date: {reason}") from error
    try:
        if offset := _offset(match["zone"], text):
            return _in_whole_minutes(given.replace(tzinfo=offset).astimezone(zone)).isoformat()
        here = given.replace(tzinfo=zone)
        if _is_ordinary(here):
            return here.isoformat()
        moments = sorted({given.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)})
        readings = [moment.astimezone(zone) for moment in moments]
        texts = [_in_whole_minutes(reading).isoformat() for reading in readings]
    except BadInstantError:
        raise
    except (ValueError, OverflowError) as error:
        raise BadInstantError(f"“{text}” is not a date: no calendar goes that far") from error
    if match["hour"] is not None:
        _check_that_it_happens_once(text, given, readings, texts, zone)
        return texts[0]
    return next(  # later where midnight is skipped
        begins for begins, reading in zip(texts, readings, strict=True) if reading.date() >= given.date()
    )


def _is_ordinary(here: datetime) -> bool:
    """Tell whether the clocks show a time once, and go by whole minutes: so it is but for two hours a year.

    Raises:
        OverflowError: it has no counterpart in UTC.
    """
    offset = here.utcoffset()
    here.astimezone(UTC)
    return offset is not None and offset == here.replace(fold=1).utcoffset() and not offset % timedelta(minutes=1)


def _in_whole_minutes(reading: datetime) -> datetime:
    """Give the same instant at an offset that RFC 3339 can write: clocks went by the sun until a century ago.

    Paris was 9 minutes and 21 seconds ahead of Greenwich until 1911. The next minute up is taken, so that midnight
    stays on its day, unless that would lead into the next one.
    """
    offset = reading.utcoffset() or timedelta()
    down = timedelta(minutes=offset // timedelta(minutes=1))
    if down == offset:
        return reading
    up = reading.astimezone(timezone(down + timedelta(minutes=1)))
    return up if up.date() == reading.date() else reading.astimezone(timezone(down))


def _check_that_it_happens_once(
    text: str, given: datetime, readings: list[datetime], texts: list[str], zone: ZoneInfo
) -> None:
    """Refuse a time that the clocks skip or show twice where the newsroom is."""
    if readings[0].replace(tzinfo=None) != given:
        message = f"“{text}” does not exist: the clocks go forward over it in {zone.key}"
        raise BadInstantError(message, "give the time after the change")
    if len(readings) > 1:
        offsets = " or ".join(each[-6:] for each in texts)
        message = f"“{text}” happens twice: the clocks go back over it in {zone.key}"
        raise BadInstantError(message, f"write the offset behind it: {offsets}")


def seconds(instant: str) -> int:
    """Return an instant, given as ISO text with an offset, as whole seconds since 1970 (UTC)."""
    return int(datetime.fromisoformat(instant).timestamp())


def _why_none(year: int, month: int, day: int, hour: int) -> str:
    """Say which part of a date no calendar or clock has."""
    if year == 0:
        return "there is no year 0"
    if not 1 <= month <= 12:
        return f"there is no month {month}"
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        return f"that month has {days} days"
    if hour > 23:
        return "hours go from 0 to 23"
    return "minutes and seconds go from 0 to 59"


def _offset(zone: str | None, text: str) -> timezone | None:
    if zone is None:
        return None
    if zone in "Zz":
        return UTC
    digits = zone[1:].replace(":", "").ljust(4, "0")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if int(digits[2:]) > 59 or span > _FARTHEST:
        raise BadInstantError(f"“{text}” is not a date: no time zone is {zone} away from UTC")
    return timezone(-span if zone[0] == "-" else span)
