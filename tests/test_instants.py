"""Instants as newsrooms write them: what is understood, where it lies, and what is refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from newsgen.schema.instants import BadInstantError, read_instant, seconds
from newsroom import Newsroom

PARIS = ZoneInfo("Europe/Paris")
ZONES = (
    "Europe/Paris",
    "America/New_York",
    "America/Sao_Paulo",  # its clocks used to change at midnight
    "America/Havana",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",  # its clocks change by half an hour
    "Pacific/Apia",  # 30 December 2011 never happened there
    "Pacific/Kiritimati",
    "UTC",
)
at = datetime.fromisoformat
zones = st.sampled_from(ZONES).map(ZoneInfo)
walls = st.datetimes(at("1970-01-02T00:00"), at("2100-01-01T00:00")).map(lambda moment: moment.replace(microsecond=0))
near_changes = st.sampled_from(
    [
        at("2026-03-29T02:00"),  # Paris skips an hour
        at("2026-10-25T02:00"),  # Paris shows an hour twice
        at("2018-11-04T00:00"),  # São Paulo skips midnight
        at("2018-02-17T23:00"),  # São Paulo shows it twice
        at("2026-03-29T00:00"),  # Beirut skips midnight
        at("2026-11-01T00:00"),  # Havana shows midnight twice
        at("2026-04-05T01:30"),  # Lord Howe shows half an hour twice
        at("2011-12-30T00:00"),
    ]
).flatmap(lambda change: st.integers(-7200, 7200).map(lambda delta: change + timedelta(seconds=delta)))
offsets = st.integers(-14 * 60, 14 * 60)


def happenings(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """Give the moments at which the clocks of a zone show a time, by looking at every offset in use anywhere."""
    naive = [wall - timedelta(minutes=minutes) for minutes in range(-12 * 60, 14 * 60 + 1, 5)]
    moments = [moment.replace(tzinfo=UTC) for moment in naive]
    return sorted(moment for moment in moments if moment.astimezone(zone).replace(tzinfo=None) == wall)


@pytest.mark.parametrize(
    ("written", "zone", "read"),
    [
        ("1905-01-01", "Europe/Paris", "1905-01-01T00:00:39+00:10"),
        ("1905-06-01T12:30", "Europe/Paris", "1905-06-01T12:30:39+00:10"),
        ("1905-12-31 23:59:50", "Europe/Paris", "1905-12-31T23:59:29+00:09"),
        ("1911-03-12", "Europe/Paris", "1911-03-12T00:00:00+00:00"),
        ("1850-01-01", "America/New_York", "1850-01-01T00:00:02-04:56"),
        ("1930-01-01", "Europe/Amsterdam", "1930-01-01T00:00:28+00:20"),
    ],
)
def test_an_instant_of_before_time_zones_can_be_written_and_stays_on_its_day(
    written: str, zone: str, read: str
) -> None:
    """The example of RFC 3339, section 5.8, does the same with the time of Amsterdam."""
    assert read_instant(written, ZoneInfo(zone)) == read
    wall = at(written.replace(" ", "T")).replace(tzinfo=ZoneInfo(zone))
    assert seconds(read) == wall.timestamp()
    assert at(read).date() == wall.date()


def test_what_happened_twice_when_a_zone_left_the_sun_is_told_apart_by_offsets_that_can_be_written() -> None:
    with pytest.raises(BadInstantError) as told:
        read_instant("1911-03-10T23:55", PARIS)
    assert told.value.way_out == "write the offset behind it: +00:10 or +00:00"
    assert seconds(read_instant("1911-03-10T23:55+00:10", PARIS)) == seconds("1911-03-10T23:55:00+00:10")


def test_an_archive_of_a_century_ago_has_valid_instants_wherever_they_are_printed(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).write("content/pages/p.md", "---\ntitle: P\nupdated: 1904-01-01\n---\n")
    corrections = [{"date": "1905-01-03", "text": "Une erreur."}]
    room.article("a", date="1905-01-01", updated="1905-01-04", corrections=corrections).built()
    instants = [
        found for text in room.public().values() for found in re.findall(rb"19\d\d-\d\d-\d\dT[\d:]+[^<\"]*", text)
    ]
    assert {each[:10] for each in instants} == {b"1904-01-01", b"1905-01-01", b"1905-01-03", b"1905-01-04"}
    assert all(re.fullmatch(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", each) for each in instants), instants
    assert "sport/a/index.html" in room.public()
    assert "1905/01/index.html" in room.public()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-03-01", "2026-03-01T00:00:00+01:00"),
        ("2026-07-01", "2026-07-01T00:00:00+02:00"),
        ("2026-3-1", "2026-03-01T00:00:00+01:00"),
        ("  2026-03-01 ", "2026-03-01T00:00:00+01:00"),
        ("2024-02-29", "2024-02-29T00:00:00+01:00"),
        ("2026-03-01T18:30", "2026-03-01T18:30:00+01:00"),
        ("2026-03-01 18:30", "2026-03-01T18:30:00+01:00"),
        ("2026-03-01   8:05", "2026-03-01T08:05:00+01:00"),
        ("2026-03-01T8:05", "2026-03-01T08:05:00+01:00"),
        ("2026-03-01t08:05", "2026-03-01T08:05:00+01:00"),
        ("2026-03-01T08:05:09", "2026-03-01T08:05:09+01:00"),
        ("2026-03-01T08:05:09.999", "2026-03-01T08:05:09+01:00"),
        ("2026-03-01T08:05:09,5", "2026-03-01T08:05:09+01:00"),
        ("2026-03-01T08:05Z", "2026-03-01T09:05:00+01:00"),
        ("2026-03-01 08:05:09z", "2026-03-01T09:05:09+01:00"),
        ("2026-03-01T08:05+05:30", "2026-03-01T03:35:00+01:00"),
        ("2026-03-01T08:05+0530", "2026-03-01T03:35:00+01:00"),
        ("2026-03-01 08:05:09 -0400", "2026-03-01T13:05:09+01:00"),
        ("2026-03-01T08:05-04", "2026-03-01T13:05:00+01:00"),
        ("2026-03-01T08:05+14:00", "2026-02-28T19:05:00+01:00"),
        ("2026-03-01T08:05-00:00", "2026-03-01T09:05:00+01:00"),
        ("2026-03-29T02:30+01:00", "2026-03-29T03:30:00+02:00"),  # skipped in Paris, but the offset says what is meant
        ("2026-10-25T02:30+02:00", "2026-10-25T02:30:00+02:00"),  # shown twice: the first time
        ("2026-10-25T02:30+01:00", "2026-10-25T02:30:00+01:00"),
        ("2026-10-25T01:30Z", "2026-10-25T02:30:00+01:00"),
        ("0999-05-01T00:00Z", "0999-05-01T00:10:00+00:10"),
    ],
)
def test_what_people_and_other_tools_write_is_understood(written: str, read: str) -> None:
    assert read_instant(written, PARIS) == read


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2026",
        "2026-03",
        "20260301",
        "26-03-01",
        "01/03/2026",
        "03-01-2026",
        "1er mars 2026",
        "demain",
        "2026-03-01T",
        "2026-03-01T08",
        "2026-03-01T0805",
        "2026-03-01 08:05 CET",
        "2026-03-01 08:05 Europe/Paris",
        "2026-03-01 8:05 PM",
        "2026-03-01T08:5",
        "2026-03-01Z",
        "2026-03-01+01:00",
        "2026-03-01T08:05+1",
        "2026-03-01T08:05+01:0",
        "2026-03-01T08:05:09:00",
        "2026-03-01\n08:05",
        "2026-00-01",
        "2026-13-01",
        "2026-02-00",
        "2026-02-29",
        "2026-04-31",
        "2026-03-01T24:00",
        "2026-03-01T08:60",
        "2026-03-01T08:05:60",
        "2026-03-01T08:05+14:01",
        "2026-03-01T08:05-15:00",
        "2026-03-01T08:05+01:75",
        "0000-01-01",
    ],
)
def test_anything_else_is_refused_with_a_way_out(written: str) -> None:
    with pytest.raises(BadInstantError) as caught:
        read_instant(written, PARIS)
    assert "“" in str(caught.value)
    assert caught.value.way_out


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("demain", "“demain” is not a date"),
        ("0000-01-01", "“0000-01-01” is not a date: there is no year 0"),
        ("2026-13-01", "“2026-13-01” is not a date: there is no month 13"),
        ("2026-02-29", "“2026-02-29” is not a date: that month has 28 days"),
        ("2026-03-01T24:00", "“2026-03-01T24:00” is not a date: hours go from 0 to 23"),
        ("2026-03-01T08:60", "“2026-03-01T08:60” is not a date: minutes and seconds go from 0 to 59"),
        (
            "2026-03-01T08:05+15:00",
            "“2026-03-01T08:05+15:00” is not a date: no time zone is +15:00 away from UTC",
        ),
        ("0001-01-01", "“0001-01-01” is not a date: no calendar goes that far"),  # it was 31 December of year 0 in UTC
        (
            "9999-12-31T23:30Z",
            "“9999-12-31T23:30Z” is not a date: no calendar goes that far",
        ),  # 10000 in Paris
    ],
)
def test_the_message_says_what_is_wrong(written: str, message: str) -> None:
    with pytest.raises(BadInstantError) as caught:
        read_instant(written, PARIS)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("day", "zone", "read"),
    [
        ("2026-03-01", "Europe/Paris", "2026-03-01T00:00:00+01:00"),
        ("2026-03-01", "America/New_York", "2026-03-01T00:00:00-05:00"),
        ("2026-03-01", "Asia/Tokyo", "2026-03-01T00:00:00+09:00"),
        ("2026-03-01", "Asia/Kathmandu", "2026-03-01T00:00:00+05:45"),
        ("2026-03-29", "Europe/Paris", "2026-03-29T00:00:00+01:00"),  # the day on which the clocks go forward
        ("2026-10-25", "Europe/Paris", "2026-10-25T00:00:00+02:00"),
        ("2018-11-04", "America/Sao_Paulo", "2018-11-04T01:00:00-02:00"),  # there was no midnight
        ("2026-03-29", "Asia/Beirut", "2026-03-29T01:00:00+03:00"),
        ("2026-11-01", "America/Havana", "2026-11-01T00:00:00-04:00"),  # there are two: the day begins with the first
    ],
)
def test_a_bare_date_is_the_first_instant_of_the_day_where_the_newsroom_is(day: str, zone: str, read: str) -> None:
    assert read_instant(day, ZoneInfo(zone)) == read


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    for minute in ("02:00", "02:30", "02:59:59"):
        with pytest.raises(
            BadInstantError, match="does not exist: the clocks go forward over it in Europe/Paris"
        ) as caught:
            read_instant(f"2026-03-29T{minute}", PARIS)
        assert caught.value.way_out == "give the time after the change"
    assert read_instant("2026-03-29T01:59:59", PARIS) == "2026-03-29T01:59:59+01:00"
    assert read_instant("2026-03-29T03:00", PARIS) == "2026-03-29T03:00:00+02:00"


def test_a_time_that_the_clocks_show_twice_is_refused_because_an_embargo_must_not_end_an_hour_early() -> None:
    for minute in ("02:00", "02:59:59"):
        with pytest.raises(
            BadInstantError, match="happens twice: the clocks go back over it in Europe/Paris"
        ) as caught:
            read_instant(f"2026-10-25T{minute}", PARIS)
        assert caught.value.way_out == "write the offset behind it: +02:00 or +01:00"
    assert read_instant("2026-10-25T01:59:59", PARIS) == "2026-10-25T01:59:59+02:00"
    assert read_instant("2026-10-25T03:00", PARIS) == "2026-10-25T03:00:00+01:00"


def test_seconds_since_1970() -> None:
    assert seconds("1970-01-01T00:00:00+00:00") == 0
    assert seconds("1969-12-31T23:59:59+00:00") == -1
    assert seconds("2026-03-01T00:00:00+01:00") == 1_772_319_600
    assert seconds("2026-03-01T00:00:00+01:00") + 6 * 3600 == seconds("2026-03-01T00:00:00-05:00")


@settings(deadline=None)
@given(walls | near_changes, zones)
def test_a_local_time_is_that_time_on_the_clocks_of_the_newsroom(wall: datetime, zone: ZoneInfo) -> None:
    moments = happenings(wall, zone)
    try:
        read = read_instant(wall.isoformat(), zone)
    except BadInstantError:
        assert len(moments) != 1
    else:
        assert [datetime.fromisoformat(read)] == moments
        assert datetime.fromisoformat(read).replace(tzinfo=None) == wall
        assert seconds(read) == int(moments[0].timestamp())


@settings(deadline=None)
@given(st.dates(date(1970, 1, 2), date(2100, 1, 1)) | near_changes.map(datetime.date), zones)
def test_a_bare_date_lies_on_that_day_and_a_second_before_it_does_not(day: date, zone: ZoneInfo) -> None:
    moment = datetime.fromisoformat(read_instant(day.isoformat(), zone)).astimezone(zone)
    if (zone.key, day) != ("Pacific/Apia", date(2011, 12, 30)):
        assert moment.date() == day
    assert (moment.astimezone(UTC) - timedelta(seconds=1)).astimezone(zone).date() < day


@settings(deadline=None)
@given(walls, offsets, zones, st.sampled_from(["T", " ", "t"]), st.booleans(), st.booleans())
def test_what_was_written_with_an_offset_is_that_instant_on_the_clocks_of_the_newsroom(
    wall: datetime, minutes: int, zone: ZoneInfo, between: str, colon: bool, space: bool
) -> None:
    offset = timezone(timedelta(minutes=minutes))
    sign, apart = ("-" if minutes < 0 else "+"), (":" if colon else "")
    hours, rest = divmod(abs(minutes), 60)
    text = f"{wall.isoformat(between)}{' ' if space else ''}{sign}{hours:02}{apart}{rest:02}"
    read = datetime.fromisoformat(read_instant(text, zone))
    assert read == wall.replace(tzinfo=offset)
    assert read.replace(tzinfo=None) == read.astimezone(zone).replace(tzinfo=None)


@settings(deadline=None)
@given(walls | near_changes, zones)
def test_what_is_read_reads_itself_again(wall: datetime, zone: ZoneInfo) -> None:
    try:
        read = read_instant(wall.isoformat(), zone)
    except BadInstantError:
        return
    assert read_instant(read, zone) == read
    assert seconds(read_instant(read, PARIS)) == seconds(read)


@settings(deadline=None)
@given(
    st.text(max_size=40)
    | st.from_regex(r"\d{1,5}-\d{1,3}-\d{1,3}([T ]\d{1,3}:\d{1,3}(:\d{1,3})?)?([+-]\d{1,4}|Z)?", fullmatch=True),
    zones,
)
def test_no_text_makes_it_fail_in_another_way(text: str, zone: ZoneInfo) -> None:
    try:
        read = read_instant(text, zone)
    except BadInstantError:
        return
    assert datetime.fromisoformat(read).tzinfo is not None
    seconds(read)
