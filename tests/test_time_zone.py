"""Instants with an offset belong to the site's time zone wherever they are shown, filed, ordered or addressed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsgen.build.explain import explain
from newsroom import Newsroom, codes, rendered

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

SETTINGS = "title: Le Test\nurl: https://test.example\nlanguage: fr\ntimezone: {zone}\n"
DATED = "permalinks:\n  article: /{year}/{month}/{day}/{slug}/\n"
FEED_ID = re.compile(r"<id>(tag:[^<]*)</id>")


def newsroom(folder: Path, zone: str, more: str = DATED) -> Newsroom:
    return Newsroom(folder, SETTINGS.format(zone=zone) + more)


@pytest.mark.parametrize(
    ("zone", "written", "day", "month", "local", "shown"),
    [
        ("Europe/Paris", "2025-11-20T23:30Z", "2025/11/21", "2025/11", "2025-11-21T00:30:00+01:00", "21 novembre 2025"),
        ("Europe/Paris", "2025-12-31T23:30Z", "2026/01/01", "2026/01", "2026-01-01T00:30:00+01:00", "1er janvier 2026"),
        ("Asia/Tokyo", "2025-12-31T20:00-05:00", "2026/01/01", "2026/01", "2026-01-01T10:00:00+09:00", "1er janvier"),
        ("America/New_York", "2026-01-01T02:00Z", "2025/12/31", "2025/12", "2025-12-31T21:00:00-05:00", "31 décembre"),
        (
            "Pacific/Kiritimati",
            "2025-11-30T12:00Z",
            "2025/12/01",
            "2025/12",
            "2025-12-01T02:00:00+14:00",
            "1er décembre",
        ),
        (
            "Europe/Paris",
            "2025-10-26T01:30+01:00",
            "2025/10/26",
            "2025/10",
            "2025-10-26T02:30:00+02:00",
            "2\u202fh\u202f30",
        ),
        ("Europe/Paris", "2025-10-26T01:30Z", "2025/10/26", "2025/10", "2025-10-26T02:30:00+01:00", "2\u202fh\u202f30"),
        (
            "Europe/Paris",
            "2025-03-30T02:30+01:00",
            "2025/03/30",
            "2025/03",
            "2025-03-30T03:30:00+02:00",
            "3\u202fh\u202f30",
        ),
    ],
)
def test_an_article_stands_on_the_day_of_the_newsroom(
    tmp_path: Path, zone: str, written: str, day: str, month: str, local: str, shown: str
) -> None:
    room = newsroom(tmp_path, zone).article("un", date=written)
    room.built()
    page = room.page(f"{day}/un/index.html")
    assert f'<time datetime="{local}">' in page
    assert shown in page
    assert f'"datePublished":"{local}"' in page
    assert f'property="article:published_time" content="{local}"' in page
    assert f'href="/{day}/un/"' in room.page(f"{month}/index.html")
    assert f'<time datetime="{local[:10]}">' in room.page(f"{month}/index.html")
    assert f"{month[:4]}/index.html" in room.public()
    assert f"https://test.example/{day}/un/" in room.page(f"sitemaps/{month.replace('/', '-')}.xml")
    assert FEED_ID.findall(room.page("atom.xml"))[-1] == f"tag:test.example,{local[:10]}:un"
    assert f"<published>{local}</published>" in room.page("atom.xml")


def test_every_date_of_every_kind_of_text_is_on_the_newsrooms_clocks(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "Europe/Paris")
    room.write("content/pages/p.md", "---\ntitle: P\nupdated: 2025-12-31T23:30Z\n---\nUn texte.\n")
    corrections = [{"date": "2026-01-31T23:30Z", "text": "Une erreur."}]
    room.article("un", date="2025-10-31T23:30Z", updated="2026-02-28T23:30Z", corrections=corrections).built()
    page = room.page("2025/11/01/un/index.html")
    assert "1er novembre 2025" in page
    assert '<time datetime="2026-03-01T00:30:00+01:00">1er mars 2026' in page
    assert '<time datetime="2026-02-01T00:30:00+01:00">1er février 2026</time>' in page
    assert '<time datetime="2026-01-01T00:30:00+01:00">1er janvier 2026</time>' in room.page("p/index.html")
    assert "23:30" not in "".join(
        text.decode() for path, text in room.public().items() if path.endswith((".html", ".xml"))
    )


def test_the_filter_of_templates_prints_what_others_wrote_on_the_newsrooms_clocks_too(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "Europe/Paris")
    room.write(
        "templates/article.html",
        "{% for each in article.extra.when %}[{{ each | date('datetime') }}]{% endfor %}"
        "[{{ site.data('agenda').first | date }}]",
    )
    room.write("content/data/agenda.yaml", "first: '2025-12-31T23:30:00Z'\n")
    times = ["2025-11-20T23:30:00+00:00", "2025-11-20T23:30:00", "2025-11-20", "9999-12-31T23:30:00+00:00"]
    room.article("un", extra={"when": times}).built()
    page = room.page("2026/03/01/un/index.html").replace("\u202f", " ")
    assert page == (
        "[21 novembre 2025 à 0 h 30][20 novembre 2025 à 23 h 30][20 novembre 2025]"
        "[31 décembre 9999 à 23 h 30][1er janvier 2026]"
    )


def test_another_time_zone_moves_every_article_as_a_clean_build_would(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "Europe/Paris").article("un", date="2025-12-31T23:30Z").article("deux")
    room.built()
    assert "2026/01/01/un/index.html" in room.public()
    room.replace("newsgen.yaml", "Europe/Paris", "America/New_York").built()
    assert "2025/12/31/un/index.html" in room.public()
    assert "2026/01/01/un/index.html" not in room.public()
    assert room.public() == room.clean(tmp_path / "clean")
    assert rendered(room.built()) == set()


def test_articles_are_in_the_order_of_their_instants_whatever_their_offsets(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "Europe/Paris")
    room.article("premier", date="2026-03-02T01:00+14:00").article("second", date="2026-03-01T13:00")
    room.article("dernier", date="2026-03-01T05:00-10:00").built()
    month = room.page("2026/03/index.html")
    assert sorted(("premier", "second", "dernier"), key=lambda name: month.index(f"/{name}/")) == [
        "dernier",
        "second",
        "premier",
    ]
    assert month.count('class="day"') == 1


def test_why_a_piece_is_not_live_is_told_on_the_newsrooms_clocks(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "Europe/Paris").article("un", embargo="2027-01-01T06:00-05:00").article("deux")
    room.built()
    lines = explain(room.request, "content/articles/un.md").lines
    assert lines[1] == "  published: no, it is under embargo until 2027-01-01T12:00:00+01:00"


@pytest.mark.parametrize("written", ["9999-12-31T23:30Z", "0001-01-01T00:30+14:00", "0001-01-01"])
def test_what_lies_beyond_every_calendar_on_the_newsrooms_clocks_is_an_error(tmp_path: Path, written: str) -> None:
    report = newsroom(tmp_path, "Europe/Paris").article("un", date=written).build()
    assert codes(report) == ["content/articles/un.md:4:7 bad-date"]
    assert report.faults[0].fault.message == f"“{written}” is not a date: no calendar goes that far"


def test_the_first_and_the_last_year_are_filed_as_years_of_four_digits(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "America/New_York").article("un", date="0001-01-02T02:00Z").article("deux")
    room.built()
    assert "0001/01/01/un/index.html" in room.public()
    assert "0001/01/index.html" in room.public()
