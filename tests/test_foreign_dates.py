"""Dates as people and other systems write them: refused, with the date to write; and those that lie too far ahead."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from newsgen.schema.foreign_dates import mended
from newsgen.schema.instants import BadInstantError, read_instant, seconds
from newsroom import NOON, SETTINGS, Newsroom, codes

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

PARIS = ZoneInfo("Europe/Paris")
DEFAULT = "write it as 2026-12-01, 2026-12-01T18:30 or 2026-12-01T18:30+01:00"


@pytest.mark.parametrize(
    ("written", "mended_to"),
    [
        ("28/11/2026", "2026-11-28"),
        ("28.11.2026", "2026-11-28"),
        ("28-11-2026", "2026-11-28"),
        ("28 / 11 / 2026", "2026-11-28"),
        ("11/28/2026", "2026-11-28"),
        ("05/05/2026", "2026-05-05"),
        ("28/11/26", "2026-11-28"),
        ("2026/11/28", "2026-11-28"),
        ("2026.11.28 18:30", "2026-11-28T18:30"),
        ("28 novembre 2026", "2026-11-28"),
        ("le samedi 28 novembre 2026 à 18h30", "2026-11-28T18:30"),
        ("1er décembre 2026", "2026-12-01"),
        ("1er déc. 2026, 8 h", "2026-12-01T08:00"),
        ("12 juil. 2026", "2026-07-12"),
        ("Nov 28, 2026", "2026-11-28"),
        ("November 28th, 2026 at 6 pm", "2026-11-28T18:00"),
        ("28-Nov-2026", "2026-11-28"),
        ("2026-Nov-28", "2026-11-28"),
        ("28. November 2026, 18.30 Uhr", "2026-11-28T18:30"),
        ("28 de noviembre de 2026", "2026-11-28"),
        ("20261128", "2026-11-28"),
        ("20261128T183000", "2026-11-28T18:30"),
        ("2026-11-28 18h30", "2026-11-28T18:30"),
        ("2026-11-28 18 h 30", "2026-11-28T18:30"),
        ("2026-11-28 18h", "2026-11-28T18:00"),
        ("2026-11-28T18", "2026-11-28T18:00"),
        ("2026-11-28 6:30 PM", "2026-11-28T18:30"),
        ("2026-11-28 12:05 a.m.", "2026-11-28T00:05"),
        ("Sat, 28 Nov 2026 18:30:00 +0100", "2026-11-28T18:30+01:00"),
        ("Sat, 28 Nov 2026 18:30:05 GMT", "2026-11-28T18:30:05Z"),
        ("2026-11-28 18:30 CET", "2026-11-28T18:30+01:00"),
        ("2026-11-28T18:30+1", "2026-11-28T18:30+01:00"),
        ("1795889400", "2026-11-28T19:10"),
        ("1795889400000", "2026-11-28T19:10"),
    ],
)
def test_the_help_shows_the_date_to_write(tmp_path: Path, written: str, mended_to: str) -> None:
    report = Newsroom(tmp_path).article("un", date=written).build()
    assert codes(report) == ["content/articles/un.md:4:7 bad-date"]
    [told] = report.faults
    assert (told.fault.message, told.fault.help) == (f"“{written}” is not a date", f"write it as {mended_to}")
    room = Newsroom(tmp_path).article("un", date=mended_to)
    room.now = NOON + 366 * 86_400
    room.built()


@pytest.mark.parametrize(
    ("language", "help_"),
    [
        ("fr", "write it as 2026-11-05 if the day comes first, as in French; else as 2026-05-11"),
        ("en", "write it as 2026-05-11 if the month comes first, as in English; else as 2026-11-05"),
        ("en-GB", "write it as 2026-11-05 if the day comes first, as in English (United Kingdom); else as 2026-05-11"),
    ],
)
def test_a_date_of_two_readings_is_read_as_in_the_language_of_the_site_and_says_so(
    tmp_path: Path, language: str, help_: str
) -> None:
    room = Newsroom(tmp_path, SETTINGS.replace("language: fr", f"language: {language}"))
    report = room.article("un", date="2026-03-01", updated="05/11/2026").build()
    assert [(each.fault.code, each.fault.help) for each in report.faults] == [("bad-date", help_)]


@pytest.mark.parametrize("written", ["demain", "31/02/2026", "12 jui 2026", "28 novembre", "18:30", "2026"])
def test_where_there_is_no_telling_the_help_shows_how_dates_are_written(tmp_path: Path, written: str) -> None:
    report = Newsroom(tmp_path).article("un", date="2026-03-01", embargo=written).build()
    assert [(each.fault.code, each.fault.help) for each in report.faults] == [("bad-date", DEFAULT)]


def test_no_date_is_looked_for_in_a_text_that_is_far_too_long_for_one() -> None:
    assert mended("28 novembre 2026" + " " * 50 + "18:30", ZoneInfo("UTC"), "fr")
    assert mended("28 novembre " * 10_000, ZoneInfo("UTC"), "fr") == ""


def test_a_month_lacks_its_day(tmp_path: Path) -> None:
    report = Newsroom(tmp_path).article("un", date="2026-11").build()
    assert [each.fault.help for each in report.faults] == ["write it with its day: 2026-11-01"]


@settings(deadline=None, max_examples=500)
@given(st.text(alphabet="0123456789 -/.:,TZhapm+novAMeé²\u00a0", max_size=24) | st.text(max_size=24))
def test_whatever_is_written_the_help_shows_only_what_can_be_read(text: str) -> None:
    said = mended(text, PARIS, "fr")
    for word in said.replace(";", "").split():
        if word[:1].isdigit():
            read_instant(word, PARIS)


@given(
    st.datetimes(), st.sampled_from(["%d/%m/%Y %Hh%M", "%Y%m%d", "%d %b %Y %I:%M %p", "%a, %d %b %Y %H:%M:%S +0100"])
)
def test_the_date_shown_is_the_one_that_was_meant(moment: object, form: str) -> None:
    assert hasattr(moment, "strftime")
    year = moment.strftime("%Y").zfill(4)
    said = mended(moment.strftime(form.replace("%Y", year)), PARIS, "fr")
    day = f"{year}{moment.strftime('-%m-%d')}"
    assert not said or day in said


# --- too far ahead --------------------------------------------------------------------------------------------------


def test_a_date_more_than_a_year_ahead_is_a_warning_until_it_is_not(tmp_path: Path) -> None:
    room = (
        Newsroom(tmp_path)
        .article("un")
        .article("loin", date="2062-03-01")
        .article("note", draft=True, date="2062-03-01")
    )
    room.article("suite", embargo="2027-06-01", updated="2062-03-02").article("an", date="2027-05-01")
    room.write("content/pages/p.md", "---\ntitle: P\nupdated: 2062-03-01\n---\n")
    report = room.built()
    assert codes(report) == [
        "content/articles/loin.md:4:7 distant-date",
        "content/articles/suite.md:5:10 distant-date",
        "content/articles/suite.md:6:10 distant-date",
        "content/pages/p.md:3:10 distant-date",
    ]
    first = report.faults[0].fault
    assert (first.severity, first.help) == ("warning", "check the year")
    assert first.message == "“date” is more than a year ahead: 2062-03-01T00:00:00+01:00"
    assert codes(room.built()) == codes(report)
    room.now = seconds("2027-06-01T00:00:00+02:00") - 366 * 86_400
    assert "content/articles/suite.md:5:10 distant-date" not in codes(room.built())
    room.now -= 1
    assert codes(room.built()) == codes(report)


def test_what_can_be_read_is_never_mended() -> None:
    with pytest.raises(BadInstantError):
        read_instant("28/11/2026", PARIS)
    assert read_instant("2026-11-28 18:30", PARIS) == "2026-11-28T18:30:00+01:00"
