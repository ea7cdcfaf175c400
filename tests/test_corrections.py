"""Corrections are told at their articles, in a list of their own and in its feed, each from its instant on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newsgen.model.turn import Change, Turn
from newsgen.schema.instants import seconds
from newsroom import Newsroom, codes, rendered
from tiny_theme import without_theme

SINCE = "2026-06-01T11:00"
MOMENT = seconds(f"{SINCE}:00+02:00")
ENTRY = "{{ each.article.title }}={{ each.article.url }} {{ each.correction.date }} {{ each.correction.kind }}"
LIST = (
    "{{ page.title }}|{{ feed }}|{{ number }}|{{ newer }}|{{ older }}\n"
    f"{{% for each in corrections %}}{ENTRY}\n{{% endfor %}}"
)
FEED = (
    "{{ updated }}|{{ index }}\n{% for each in entries %}{{ each.id }} {{ each.entry.correction.text }}\n{% endfor %}"
)
ARTICLE = (
    "{{ article.updated }}\n"
    "{% for each in article.corrections %}{{ each.date }} {{ each.kind }}: {{ each.text }}\n{% endfor %}"
)


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """Make a site whose pages print nothing but corrections."""
    room = without_theme(Newsroom(tmp_path / "site"))
    room.write("templates/corrections.html", LIST).write("templates/corrections.xml", FEED)
    return room.write("templates/article.html", ARTICLE)


def correction(date: str, text: str = "Onze.", **more: str) -> dict[str, str]:
    """Give a correction as front matter has it."""
    return {"date": date, "text": text, **more}


def test_corrections_stand_at_their_article_and_in_a_list_of_their_own_the_newest_first(room: Newsroom) -> None:
    room.article("a", corrections=[correction("2026-03-04", kind="clarification"), correction("2026-03-02T09:00")])
    room.article("b", corrections=[correction("2026-03-04", "Le <b>.", kind="update")], updated="2026-03-03").built()
    assert room.page("sport/a/index.html") == (
        "2026-03-04T00:00:00+01:00\n"
        "2026-03-04T00:00:00+01:00 clarification: Onze.\n2026-03-02T09:00:00+01:00 correction: Onze.\n"
    )
    assert room.page("corrections/index.html") == (
        "Corrections et précisions|/corrections.xml|||\n"
        "A=/sport/a/ 2026-03-04T00:00:00+01:00 clarification\nB=/sport/b/ 2026-03-04T00:00:00+01:00 update\n"
        "A=/sport/a/ 2026-03-02T09:00:00+01:00 correction\n"
    )
    assert room.page("corrections.xml") == (
        "2026-03-04T00:00:00+01:00|/corrections/\n"
        "tag:test.example,2026-03-01:a/corrections/2026-03-04T00:00:00+01:00 Onze.\n"
        "tag:test.example,2026-03-01:b/corrections/2026-03-04T00:00:00+01:00 Le &lt;b&gt;.\n"
        "tag:test.example,2026-03-01:a/corrections/2026-03-02T09:00:00+01:00 Onze.\n"
    )


def test_the_list_is_numbered_from_the_oldest(room: Newsroom, tmp_path: Path) -> None:
    room.replace("newsgen.yaml", "timezone", "page_size: 2\nfeed_size: 3\ntimezone")
    given = [correction(f"2026-03-0{day}") for day in range(2, 7)]
    room.article("a", corrections=given[:4]).built()
    assert room.page("corrections/index.html").startswith(
        "Corrections et précisions|/corrections.xml|||/corrections/page/1/\n"
    )
    assert "corrections/page/2/index.html" not in room.public()
    room.article("a", corrections=given)
    changed = {"corrections/index.html", "corrections.xml", "sport/a/index.html"}
    assert rendered(room.built()) == changed | {"atom.xml", "sitemaps/2026-03.xml"}
    room.article("a", corrections=[*given, correction("2026-03-07")]).built()
    numbered = "Corrections et précisions, page 2|/corrections.xml|2|/corrections/|/corrections/page/1/\n"
    assert room.page("corrections/page/2/index.html").startswith(numbered)
    assert room.page("corrections.xml").count("tag:") == 3
    assert room.public() == room.clean(tmp_path / "clean")


def test_two_corrections_of_one_instant_have_two_names(room: Newsroom) -> None:
    room.article("a", corrections=[correction("2026-03-04"), correction("2026-03-04", "Douze.")]).built()
    first = "tag:test.example,2026-03-01:a/corrections/2026-03-04T00:00:00+01:00"
    assert room.page("corrections.xml").splitlines()[1:] == [f"{first} Onze.", f"{first}/2 Douze."]


def test_there_is_no_list_while_nothing_was_corrected(room: Newsroom) -> None:
    room.article("a").built()
    assert not [path for path in room.public() if "correction" in path]
    room.article("b", corrections=[correction("2026-03-04")], draft=True).built()
    assert not [path for path in room.public() if "correction" in path]


@pytest.mark.parametrize("theme", ["tiny", "built-in"])
def test_a_correction_to_come_is_nowhere_before_its_instant(tmp_path: Path, theme: str) -> None:
    room = Newsroom(tmp_path / "site")
    if theme == "tiny":
        without_theme(room).write("templates/corrections.html", LIST).write("templates/article.html", ARTICLE)
        room.write("templates/corrections.xml", FEED)
    given = [correction("2026-03-04"), correction(SINCE, "Canari", kind="retraction")]
    room.article("a", corrections=given).article("b", category="culture")
    room.now = MOMENT - 1
    assert room.built().turn == Turn(MOMENT, f"{SINCE}:00+02:00", (Change("content/articles/a.md", "correction"),))
    assert not [path for path, data in room.public().items() if b"anari" in data or b"retraction" in data]
    room.now = MOMENT
    report = room.built()
    assert report.turn is None
    where = {"sport/a/index.html", "corrections/index.html", "corrections.xml"}
    assert rendered(report) == where | {"atom.xml", "sitemaps/2026-03.xml"} | (
        {"search/index.html"} if theme == "built-in" else set()
    )
    assert {path for path, data in room.public().items() if b"Canari" in data} >= (
        where if theme == "built-in" else {"sport/a/index.html"}
    )
    assert room.public() == room.clean(tmp_path / "clean")


def test_what_a_first_correction_brings_is_told_before_it_comes(room: Newsroom) -> None:
    room.article("a", corrections=[correction(SINCE)]).write("content/pages/corrections.md", "---\ntitle: A\n---\n")
    [fault] = room.build().faults
    assert fault.fault.path == "content/pages/corrections.md"
    both = "content/pages/corrections.md and the list of corrections"
    assert fault.fault.message == f"from 1 June, 11:00 on, /corrections/ is the address of both {both}"
    assert fault.fault.help == "give one of them another slug, or change a pattern below “permalinks” in newsgen.yaml"
    room.replace("newsgen.yaml", "timezone", "permalinks: {corrections: /rectificatifs/}\ntimezone").built()
    room.now = MOMENT
    assert room.built().faults == ()
    assert "A=/sport/a/" in room.page("rectificatifs/index.html")


def test_a_correction_of_the_very_day_needs_no_hour(room: Newsroom) -> None:
    room.article("a", date="2026-03-01T08:00", corrections=[correction("2026-03-01")])
    assert room.built().faults == ()


def test_no_correction_is_announced_that_nobody_will_see(room: Newsroom) -> None:
    room.article("a", corrections=[correction(SINCE)], expires="2026-06-01")
    room.article("b", corrections=[correction(SINCE)], date="2026-06-02").article(
        "c", draft=True, corrections=[correction(SINCE)]
    )
    turn = room.built().turn
    assert turn is not None
    assert turn.local == "2026-06-01T00:00:00+02:00"
    room.now = turn.moment
    turn = room.built().turn
    assert turn is not None
    assert turn.local == "2026-06-02T00:00:00+02:00"


def test_a_withdrawn_article_takes_its_corrections_along(room: Newsroom) -> None:
    room.article("a", corrections=[correction("2026-03-04")], withdrawn={"date": SINCE, "reason": "Faux."}).built()
    assert "corrections/index.html" in room.public()
    room.now = MOMENT
    room.built()
    assert not [path for path in room.public() if "correction" in path]


def test_a_correction_before_readers_see_the_article_is_no_update(room: Newsroom) -> None:
    room.article("a", corrections=[correction("2026-02-04")], updated="2026-03-02").built()
    assert room.page("sport/a/index.html").splitlines()[0] == "2026-03-02T00:00:00+01:00"
    room.article("a", corrections=[correction("2026-03-01T09:00")], updated="2026-03-02", embargo="2026-03-03").built()
    assert room.page("sport/a/index.html").splitlines()[0] == ""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"kind": "erratum"}, "8:9 bad-value"),
        ({"kind": "corection"}, "8:9 bad-value"),
        ({"date": "2027-07-01"}, "6:9 distant-date"),
        ({"date": "2026-02-28T23:59"}, "6:9 correction-before-date"),  # a day alone is that whole day
        ({"by": "x"}, "8:3 unknown-field"),
    ],
)
def test_what_is_wrong_with_a_correction_is_told_at_its_place(
    room: Newsroom, given: dict[str, Any], expected: str
) -> None:
    room.article("a", corrections=[{**correction("2026-03-04"), **given}])
    assert codes(room.build()) == [f"content/articles/a.md:{expected}"]
