"""Dates, durations and lists as a language writes them, by Unicode CLDR; and what newspapers do otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date as date_by_pattern, format_datetime, format_time, get_month_names
from babel.lists import format_list
from babel.units import format_unit
from markupsafe import Markup, escape

from newsgen.base.patterns import regex
from newsgen.model.words import Words

_DAY_PATTERNS = ("short", "medium", "long", "full")
_WITH_TIME = {"datetime": "long", "full_datetime": "full"}
_DURATION = regex(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?")
_UNITS = ("day", "hour", "minute", "second")


def local_reading(value: str, zone: ZoneInfo) -> datetime:
    """Read ISO text as the time on the clocks of a zone; what has no offset is that time already.

    Dates of texts are (``schema/instants.py``); those of data and of ``extra`` are as somebody wrote them.
    """
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        return moment
    try:
        return moment.astimezone(zone)
    except OverflowError:  # on the first day of all, or on the last
        return moment


def format_date(moment: datetime, pattern: str, words: Words) -> str:
    """Print a moment as newspapers do.

    ``pattern`` is ``short``, ``medium``, ``long`` or ``full`` for a day; ``datetime`` or ``full_datetime`` for a long
    or full day with its time (without it at midnight); ``time``; or a CLDR pattern.
    """
    locale = words.locale
    if pattern == "time":
        return _time(moment, locale)
    if pattern in _WITH_TIME:
        day = format_date(moment, _WITH_TIME[pattern], words)
        return words.say("date_and_time", date=day, time=_time(moment, locale)) if moment.time() != time() else day
    if pattern in _DAY_PATTERNS:
        text = str(date_by_pattern(moment, pattern, locale=locale))
    else:
        text = str(format_datetime(moment, pattern, locale=locale))
    return _first_of_month(text, moment, locale) if locale.language == "fr" else text


def _time(moment: datetime, locale: Locale) -> str:
    return str(format_time(moment, "H\u202f'h'\u202fmm" if locale.language == "fr" else "short", locale=locale))


def _first_of_month(text: str, moment: datetime, locale: Locale) -> str:
    """Write 1er before the name of a month (Imprimerie nationale, Lexique des règles typographiques)."""
    if moment.day != 1:
        return text
    names = {name for width in ("wide", "abbreviated") for name in get_month_names(width, locale=locale).values()}
    months = "|".join(re.escape(name) for name in sorted(names, reverse=True))
    return re.sub(rf"\b1(?= (?:{months}))", "1er", text, count=1)


def format_duration(text: str, locale: Locale) -> str:
    """Print an ISO 8601 duration such as ``PT2M10S`` in short units; whatever is none stays as it is written."""
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()):
        return text
    parts = zip(found.groups(), _UNITS, strict=True)
    printed = (format_unit(int(part), f"duration-{unit}", "short", locale=locale) for part, unit in parts if part)
    return " ".join(str(each).replace(" ", "\u00a0") for each in printed)


def join_list(items: Sequence[object], locale: Locale) -> str:
    """Write “A, B et C” (CLDR list patterns); with markup among the items it is markup, all else escaped."""
    pattern = _pattern(len(items), locale)
    if any(isinstance(item, Markup) for item in items):
        return Markup(pattern.format(*(escape(item) for item in items)))  # noqa: S704 - CLDR's words, escaped items
    return pattern.format(*("" if item is None else str(item) for item in items))


@lru_cache(100)
def _pattern(count: int, locale: Locale) -> str:
    return str(format_list([f"{{{number}}}" for number in range(count)], locale=locale))
