"""Dates as people and other systems write them, which newsgen does not read: how to write them instead.

Nothing is guessed. An editor is shown what the date would be, and takes it or not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo

from newsgen.schema.instants import BadInstantError, read_instant

_ZONES = {
    "z": "Z",
    "utc": "Z",
    "gmt": "Z",
    "wet": "Z",
    "west": "+01:00",
    "bst": "+01:00",
    "cet": "+01:00",
    "cest": "+02:00",
    "mez": "+01:00",
    "mesz": "+02:00",
    "eet": "+02:00",
    "eest": "+03:00",
    "msk": "+03:00",
    "est": "-05:00",
    "edt": "-04:00",
    "cst": "-06:00",
    "cdt": "-05:00",
    "mst": "-07:00",
    "mdt": "-06:00",
    "pst": "-08:00",
    "pdt": "-07:00",
}
"""Zones by their short names in Europe, and those of RFC 2822."""
_ZONE = re.compile(
    rf"(?<=[\dhm.])\s*(?:(?:utc|gmt)?(?P<sign>[+-])(?P<hours>\d{{1,2}}):?(?P<minutes>\d{{2}})?(?!\d)"
    rf"|(?P<name>{'|'.join(_ZONES)})\b)"
)
_TIME = re.compile(
    r"""(?<![\d./-])(?:t\s*)?(?P<hour>\d{1,2})\s*
    (?:(?:h|:|\.|heures?|uhr)\s*(?P<minute>\d{2})(?:\s*(?:min|mn|m|:)\s*(?P<second>\d{2})(?:[.,]\d+)?s?)?
    |(?P<whole>h|heures?|uhr|o.?clock)(?![a-z]))?
    \s*(?:min|mn|uhr)?\s*(?P<half>[ap])?\.?(?(half)\s*m\b\.?)""",
    re.VERBOSE,
)
_COMPACT = re.compile(
    r"(?<!\d)(?P<year>[12]\d{3})(?P<month>\d{2})(?P<day>\d{2})(?:t?(?P<hour>\d{2})(?P<minute>\d{2})(\d{2})?)?(?!\d)"
)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})(?!\d)")
_LONGEST = 100  # characters: no date is longer, and a text that looks like thousands would take minutes
_MONTH_ONLY = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})")
_SINCE_1970 = re.compile(r"@?(\d{9,10})(\d{3})?")
_LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt")
_DAY = r"(?P<day>\d{1,2})(?:er|re|ere|st|nd|rd|th|eme|e|\.|º|ª)?"
_Day = tuple[int, int, int]


def mended(text: str, zone: ZoneInfo, language: str) -> str:
    """Say how a date is to be written, of which ``text`` is no known form; nothing where there is no telling.

    What could be of two days is taken as people of the ``language`` would, and the other one is said too.
    """
    if len(text) > _LONGEST:
        return ""
    plain = _plain(text)
    if (found := _SINCE_1970.fullmatch(plain)) is not None:
        return _say(_local(int(found[1]), zone), zone)
    if (found := _MONTH_ONLY.fullmatch(plain)) is not None:
        return _say(f"{found[1]}-{int(found[2]):02}-01", zone, "with its day: ")
    days, rest = _days(plain, language)
    time = _time(rest)
    if not days or time is None:
        return ""
    said = [f"{year:04}-{month:02}-{day:02}{time}" for year, month, day in days]
    readings = [each for each in dict.fromkeys(said) if _is_readable(each, zone)]
    if len(readings) < 2:
        return f"write it as {readings[0]}" if readings else ""
    name = _name(language)
    return f"write it as {readings[0]} if the {_order(language)} comes first, as in {name}; else as {readings[1]}"


def _plain(text: str) -> str:
    """Fold case, accents and odd spaces."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in folded if not unicodedata.combining(letter)).split())


def _local(seconds: int, zone: ZoneInfo) -> str:
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(zone).replace(tzinfo=None)
    return moment.isoformat(timespec="seconds" if moment.second else "minutes")


def _say(written: str, zone: ZoneInfo, how: str = "") -> str:
    return f"write it {how or 'as '}{written}" if _is_readable(written, zone) else ""


def _is_readable(written: str, zone: ZoneInfo) -> bool:
    try:
        read_instant(written, zone)
    except BadInstantError:
        return False
    return True


def _days(plain: str, language: str) -> tuple[Sequence[_Day], str]:
    """Find the days that a text may mean, the likeliest first, and what else stands there."""
    for found in re.finditer(r"[^\W\d_]{3,}", plain):
        meant = _months(language).get(found[0], ())
        for month in meant if len(meant) == 1 else ():
            before, behind = plain[: found.start()], plain[found.end() :]
            if (days := _around(before, behind, month)) is not None:
                return days
    if (found_day := _COMPACT.search(plain)) is not None:
        clock = f" {found_day['hour']}:{found_day['minute']}" if found_day["hour"] else ""
        day = (int(found_day["year"]), int(found_day["month"]), int(found_day["day"]))
        return [day], _without(plain, found_day, clock)
    if (found_day := _YEAR_FIRST.search(plain)) is not None:
        first, second, third = map(int, found_day.groups())
        return [(first, second, third)], _without(plain, found_day)
    if (found_day := _YEAR_LAST.search(plain)) is not None:
        first, second, last = map(int, found_day.groups())
        full = last if len(found_day[3]) == 4 else last + (2000 if last < 70 else 1900)
        ways = [(full, second, first), (full, first, second)]  # as most of the world, and as Americans
        possible = [each for each in ways if each[1] <= 12]
        return possible if _order(language) == "day" else possible[::-1], _without(plain, found_day)
    return (), plain


def _around(before: str, behind: str, month: int) -> tuple[Sequence[_Day], str] | None:
    """Find the day and the year around the name of a month: ``28 november 2026``, ``november 28, 2026``."""
    de = r"(?:\s+(?:de|of|d'))?\s*[-/.,]?\s*"
    year = r"\.?(?:\s+(?:de|del))?\s*[-/.,]?\s*(?P<year>\d{4})(?!\d)"
    if (day := re.search(rf"(?<!\d){_DAY}{de}$", before)) and (last := re.match(year, behind)):
        return [(int(last["year"]), month, int(day["day"]))], f"{before[: day.start()]} {behind[last.end() :]}"
    if last := re.match(rf"\.?\s*{_DAY},?\s+(?P<year>\d{{4}})(?!\d)", behind):
        return [(int(last["year"]), month, int(last["day"]))], f"{before} {behind[last.end() :]}"
    if (last := re.search(r"(?<!\d)(?P<year>\d{4})\s*[-/. ]\s*$", before)) and (
        day := re.match(r"\.?\s*[-/. ]\s*(?P<day>\d{1,2})(?!\d)", behind)
    ):
        return [(int(last["year"]), month, int(day["day"]))], f"{before[: last.start()]} {behind[day.end() :]}"
    return None


def _without(plain: str, found: re.Match[str], instead: str = "") -> str:
    return f"{plain[: found.start()]}{instead} {plain[found.end() :]}"


def _time(rest: str) -> str | None:
    """Give the time of day in what is left of a text, as it is to be written; ``None`` if there is none such."""
    if not re.search(r"\d", rest):
        return ""
    zone = _ZONE.search(rest)
    offset = ""
    if zone is not None:
        named = f"{zone['sign']}{int(zone['hours'] or 0):02}:{zone['minutes'] or '00'}"
        offset = _ZONES[zone["name"]] if zone["name"] else named
        rest = rest[: zone.start()]
    found = next(filter(_is_time, _TIME.finditer(rest)), None)
    if found is None:
        return None
    hour, minute, second = int(found["hour"]), found["minute"] or "00", found["second"] or ""
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] == "p" else 0)
    return f"T{hour:02}:{minute}{f':{second}' if second.strip('0') else ''}{offset}"


def _is_time(found: re.Match[str]) -> bool:
    """Tell whether digits are said to be a time of day, and not only a number."""
    return any(found.group("minute", "whole", "half")) or found[0].lstrip().startswith("t")


@cache
def _months(language: str) -> Mapping[str, Sequence[int]]:
    """Give the numbers of months by their names, folded, in the language of a site and in some others."""
    from babel.dates import get_month_names

    months: dict[str, list[int]] = {}
    for locale in (language, *_LANGUAGES):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=_babel(locale)).items():
                for word in _words(_plain(name)):
                    if number not in months.setdefault(word, []):
                        months[word].append(number)
    return months


def _words(name: str) -> Iterator[str]:
    word = name.rstrip(".")
    yield word
    if len(word) > 3:
        yield word[:3]
    if word == "september":
        yield "sept"


def _order(language: str) -> str:
    """Say whether people of a language write the day or the month first (CLDR)."""
    from babel import Locale

    pattern = str(Locale.parse(_babel(language)).date_formats["short"].pattern)
    return "day" if pattern.find("d") < pattern.find("M") else "month"


def _name(language: str) -> str:
    from babel import Locale

    return str(Locale.parse(_babel(language)).get_display_name("en"))


def _babel(language: str) -> str:
    return language.replace("-", "_")
