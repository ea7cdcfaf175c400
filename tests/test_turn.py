"""What changes by itself next is told; a piece under embargo is dated by when readers see it first."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

import newsgen.build.pipeline
from newsgen.build import build
from newsgen.model.turn import Change, Turn, spoken
from newsgen.schema.instants import seconds
from newsroom import NOON, Newsroom, rendered

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

FIRST = "2026-12-01T11:00"
PATH = "content/articles/vote.md"


def at(local: str, offset: str = "+01:00") -> int:
    return seconds(f"{local}:00{offset}")


def printed(room: Newsroom, *arguments: str) -> tuple[str, str]:
    """Run ``newsgen build`` on a site, and give what it prints, without the time that it took."""
    command = [sys.executable, "-m", "newsgen", "build", "--now", "2026-11-30T12:00", *arguments]
    ran = subprocess.run(command, cwd=room.root, capture_output=True, encoding="utf-8", timeout=60, check=True)
    return ran.stdout, ran.stderr


def test_a_build_says_what_changes_next_and_so_does_one_with_nothing_to_do(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un").article("vote", embargo=FIRST).article("autre", expires=FIRST)
    line = "next change: 1 December, 11:00, content/articles/autre.md and 1 more"
    assert printed(room)[0].splitlines()[-1] == line
    assert printed(room)[0].splitlines()[-1] == line
    assert line not in "".join(printed(room, "--quiet"))
    out, err = printed(room, "--format", "json")
    assert line in err
    assert json.loads(out) is not None


def test_a_site_that_stands_still_tells_it_without_being_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Newsroom(tmp_path, "title: T\nurl: https://test.example\ntimezone: Asia/Tokyo\n").article("un")
    room.article("vote", embargo=FIRST)
    turn = Turn(at(FIRST, "+09:00"), "2026-12-01T11:00:00+09:00", (Change(PATH, "embargo-end"),))
    assert room.built().turn == turn
    later = replace(room.request, started=room.request.started + 10**10)
    assert build(later).turn == turn  # which notes how everything stands
    monkeypatch.setattr(newsgen.build.pipeline, "rebuild", None)
    assert build(later).turn == turn


def test_a_new_headline_leaves_what_changes_next_as_it_was(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un").article("vote", embargo=FIRST)
    turn = room.built().turn
    room.replace("content/articles/un.md", "Un paragraphe", "Un autre")
    report = room.built()
    assert (report.turn, report.planned > 10, rendered(report)) == (turn, True, {"sport/un/index.html"})
    room.now = at(FIRST)
    assert room.built().turn is None


@pytest.mark.parametrize(
    ("matter", "local"),
    [
        ({"embargo": FIRST, "date": "2026-12-24T06:00"}, "2026-12-24T06:00:00+01:00"),
        ({"embargo": "2026-12-24T06:00", "date": FIRST}, "2026-12-24T06:00:00+01:00"),
        ({"embargo": FIRST, "expires": "2026-11-30"}, None),  # it never appears
        ({"embargo": FIRST, "expires": FIRST}, None),
        ({"expires": FIRST}, "2026-12-01T11:00:00+01:00"),
        ({"embargo": FIRST, "draft": True}, None),
        ({"date": "2030-01-01"}, "2030-01-01T00:00:00+01:00"),
    ],
)
def test_only_what_readers_will_see_is_a_change(tmp_path: Path, matter: dict[str, str], local: str | None) -> None:
    turn = Newsroom(tmp_path).article("un").article("vote", **matter).built().turn
    assert (turn.local if turn else None) == local


def test_the_year_is_said_where_it_is_another() -> None:
    assert spoken("2026-12-01T11:00:00+01:00", NOON) == "1 December, 11:00"
    assert spoken("2027-02-10T06:05:00+01:00", NOON) == "10 February 2027, 06:05"


def test_a_piece_under_embargo_is_dated_by_when_it_appears(tmp_path: Path) -> None:
    permalinks = "permalinks: {article: '/{year}/{month}/{day}/{id}/'}\n"
    room = Newsroom(tmp_path, f"title: T\nurl: https://test.example\nlanguage: fr\n{permalinks}")
    room.article("vote", date="2026-11-20T09:00", updated="2026-11-25T09:00", embargo=FIRST)
    room.article("pluie", date="2026-11-30T18:00").article("neige", date="2026-12-01T12:00", embargo="2026-11-30")
    room.now = at(FIRST) + 3600
    room.built()
    page = room.page("2026/11/20/vote/index.html")
    assert '<time datetime="2026-12-01T11:00:00+01:00">1er décembre 2026 à 11' in page
    assert '"datePublished":"2026-12-01T11:00:00+01:00","dateModified":"2026-12-01T11:00:00+01:00"' in page
    assert "article:modified_time" not in page
    assert "2026-11-2" not in page
    feed = room.page("atom.xml")
    places = [feed.index(f"{name}</id>") for name in ("12-01:neige", "11-20:vote", "11-30:pluie")]
    assert places == sorted(places)
    entry = feed.partition("2026-11-20:vote</id>")[2].partition("</entry>")[0]
    assert "<published>2026-12-01T11:00:00+01:00</published>" in entry
    assert "<updated>2026-12-01T11:00:00+01:00</updated>" in entry
    assert "/2026/11/20/vote/" in room.page("2026/12/index.html")
    assert "/2026/11/20/vote/" not in room.page("2026/11/index.html")
    assert "/2026/11/20/vote/</loc>" in room.page("sitemaps/2026-12.xml")
    assert room.page("2026/11/30/pluie/index.html").count("/2026/11/20/vote/")  # the newer neighbour
    room.replace(PATH, "2026-11-25T09:00", "2026-12-01T11:30").built()
    assert '"dateModified":"2026-12-01T11:30:00+01:00"' in room.page("2026/11/20/vote/index.html")
    assert room.public() == room.clean(tmp_path / "clean")


def test_an_update_before_the_date_is_an_error_under_an_embargo_too(tmp_path: Path) -> None:
    report = Newsroom(tmp_path).article("vote", date="2026-03-01", updated="2026-02-01", embargo=FIRST).build()
    assert [each.fault.code for each in report.faults] == ["updated-before-date"]
