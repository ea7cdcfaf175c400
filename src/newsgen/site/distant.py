"""Dates that lie so far ahead that they may be slips, and until when that is so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from msgspec import Struct

from newsgen.model.records import Article, Record, StaticPage
from newsgen.schema.instants import seconds
from newsgen.site.calendar import is_draft, local_text

_YEAR = 366 * 86_400  # seconds


class Distant(Struct, frozen=True):
    """A date of a text that lies more than a year ahead, until an instant (seconds since 1970)."""

    path: str
    field: tuple[str | int, ...]
    instant: str
    until: int


def distant(records: Iterable[Record], now: int, zone: ZoneInfo) -> Iterator[Distant]:
    """Find the dates of articles and static pages, but for drafts, that are more than a year after ``now``."""
    try:
        day = local_text(now + _YEAR, zone)[:10]
    except (OverflowError, ValueError):  # no calendar goes that far
        return
    for record in records:
        if not isinstance(record, Article | StaticPage) or is_draft(record):
            continue
        for field, instant in _dates(record):
            if instant is not None and instant[:10] >= day and seconds(instant) > now + _YEAR:
                yield Distant(record.path, field, instant, seconds(instant) - _YEAR)


def _dates(text: Article | StaticPage) -> Iterator[tuple[tuple[str | int, ...], str | None]]:
    """Give the dates of a text that nobody sets far ahead, with their fields."""
    for field in ("date", "embargo", "updated") if isinstance(text, Article) else ("updated",):
        yield (field,), getattr(text.matter, field)
    for index, each in enumerate(text.matter.corrections if isinstance(text, Article) else ()):
        yield ("corrections", index, "date"), each.date
    for index, letter in enumerate(text.matter.letters if isinstance(text, Article) else ()):
        yield ("letters", index, "date"), letter.date
    if text.matter.withdrawn is not None:
        yield ("withdrawn", "date"), text.matter.withdrawn.date
