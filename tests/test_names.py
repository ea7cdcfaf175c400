"""What a text is called by its file: ids that feeds keep for ever, whatever stands beside it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from newsgen.build import Report
from newsroom import Newsroom, codes, rendered

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

NAMES = re.compile(r"<id>(tag:[^<]*)</id>")


def told(report: Report) -> list[tuple[str, str]]:
    return [(each.fault.message, each.fault.help) for each in report.faults]


@pytest.mark.parametrize("ending", ["md", "markdown"])
def test_an_index_is_called_by_its_folder(tmp_path: Path, ending: str) -> None:
    room = Newsroom(tmp_path, "title: T\nurl: https://test.example\npermalinks: {article: '/{id}/'}\n")
    room.write(f"content/authors/ana/index.{ending}", "---\nname: Ana Ruiz\n---\n")
    room.write(f"content/categories/sport/index.{ending}", "---\ntitle: Le sport\n---\n")
    room.write(f"content/pages/contact/index.{ending}", "---\ntitle: Nous écrire\n---\n")
    matter = "title: Finale\ncategory: sport\nauthor: ana\ndate: 2026-03-01\n"
    room.write(f"content/articles/2026/finale/index.{ending}", f"---\n{matter}---\nUn texte.\n")
    body = "[a](article:finale) [b](article:2026/finale/) [c](article:2026/finale)\n"
    room.article("suite", body=body, author="ana", related="finale").built()
    assert {"finale/index.html", "authors/ana/index.html", "sport/index.html", "contact/index.html"} <= set(
        room.public()
    )
    assert room.page("suite/index.html").count('<a href="/finale/">') >= 3
    assert NAMES.findall(room.page("atom.xml")) == [
        "tag:test.example,2026-03-01:suite",
        "tag:test.example,2026-03-01:finale",
    ]


def test_an_index_beside_no_other_folder_keeps_its_name(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("index")
    room.built()
    assert NAMES.findall(room.page("atom.xml")) == ["tag:test.example,2026-03-01:index"]


def test_what_names_a_broken_index_by_its_folder_is_no_fault_of_its_own(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).write("content/articles/finale/index.md", "---\ntitle: Finale\n---\n")
    room.write("content/authors/ana/index.md", "---\nnom: Ana\n---\n")
    report = room.article("suite", related="finale", author="ana").build()
    assert {each.fault.path for each in report.faults} == {
        "content/articles/finale/index.md",
        "content/authors/ana/index.md",
    }


def test_a_new_neighbour_changes_the_name_of_nothing(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a/index").article("b/index", title="B")
    room.built()
    before = room.page("atom.xml")
    assert NAMES.findall(before) == ["tag:test.example,2026-03-01:a", "tag:test.example,2026-03-01:b"]
    room.article("0/index", title="Zéro").built()
    assert set(NAMES.findall(before)) < set(NAMES.findall(room.page("atom.xml")))
    assert room.public() == room.clean(tmp_path / "clean")


def test_two_articles_of_a_day_with_one_id_are_an_error_at_both(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("sport/bilan", title="Un").article("culture/bilan/index", title="Deux")
    room.article("bilan-de-mars", title="Trois", id="bilan", date="2026-02-28T23:30Z")  # 1 March in Paris
    room.article("hier/bilan", title="Quatre", date="2026-02-28T22:30Z")
    report = room.build()
    assert codes(report) == [
        "content/articles/bilan-de-mars.md:5:5 same-id",
        "content/articles/culture/bilan/index.md:1:1 same-id",
        "content/articles/sport/bilan.md:1:1 same-id",
    ]
    assert told(report)[0] == (
        "“bilan” is the id of content/articles/culture/bilan/index.md too, which has the same day",
        "give one of them another “id”",
    )
    room.article("bilan-de-mars", title="Trois", id="bilan-3").article("sport/bilan", title="Un", id="bilan-2").built()


@pytest.mark.parametrize(
    ("matter", "ids"),
    [
        ({"draft": True}, []),
        ({"embargo": "2027-01-01"}, ["a/bilan", "b/bilan"]),
        ({"expires": "2026-03-02"}, ["a/bilan", "b/bilan"]),
        ({"date": "2027-01-01"}, []),
    ],
)
def test_what_is_not_live_counts_unless_it_is_a_draft(
    tmp_path: Path, matter: dict[str, str | bool], ids: list[str]
) -> None:
    fields: dict[str, Any] = {"title": "Deux", **matter}
    room = Newsroom(tmp_path).article("a/bilan", title="Un").article("b/bilan", **fields)
    assert codes(room.build()) == [f"content/articles/{each}.md:1:1 same-id" for each in ids]


def test_an_edit_of_words_leaves_the_names_as_they_are(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a/index").article("b/index", title="B")
    room.built()
    before = NAMES.findall(room.page("atom.xml"))
    room.replace("content/articles/a/index.md", "Un paragraphe", "Un autre paragraphe")
    assert rendered(room.built()) == {"sport/a-index/index.html"}
    assert NAMES.findall(room.page("atom.xml")) == before


# --- the day in a name ----------------------------------------------------------------------------------------------

FROM_NAME = "title: Le Test\nurl: https://test.example\ntimezone: Europe/Paris\ndates: from-name\n"
UNDATED = "---\ntitle: Titre\ncategory: sport\n---\nUn texte.\n"


@pytest.mark.parametrize(
    ("name", "day", "called"),
    [
        ("2026-02-28-finale", "2026-02-28", "finale"),
        ("2026-2-8_finale", "2026-02-08", "finale"),
        ("sport/2026-02-28-finale", "2026-02-28", "finale"),
        ("2026-02-28-finale/index", "2026-02-28", "finale"),
        ("2026-02-28/finale", "2026-02-28", "finale"),
        ("2026/02/28/finale", "2026-02-28", "finale"),
        ("2026/02/28/finale/index", "2026-02-28", "finale"),
        ("2025/2026-02-28-finale", "2026-02-28", "finale"),
        ("2026-02-28", "2026-02-28", "2026-02-28"),
        ("2026-02-28-2026-01-01-finale", "2026-02-28", "2026-01-01-finale"),
    ],
)
def test_an_article_without_a_date_is_of_the_day_in_its_name(tmp_path: Path, name: str, day: str, called: str) -> None:
    room = Newsroom(tmp_path, FROM_NAME).write(f"content/articles/{name}.md", UNDATED)
    room.built()
    assert NAMES.findall(room.page("atom.xml")) == [f"tag:test.example,{day}:{called}"]
    assert f'"{day}T00:00:00+01:00"' in room.page("sport/titre/index.html")


def test_a_date_that_is_written_counts_more_than_the_name(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, FROM_NAME).article("2026-02-27-finale", date="2026-02-28T18:30").article("suite")
    room.article("renvoi", related=["finale"], date="2026-02-01").built()
    assert "tag:test.example,2026-02-28:finale" in NAMES.findall(room.page("atom.xml"))


@pytest.mark.parametrize("name", ["finale", "2026-13-28-finale", "12026-02-28-finale", "2026-02-finale"])
def test_a_name_without_a_day_leaves_the_date_missing(tmp_path: Path, name: str) -> None:
    report = Newsroom(tmp_path, FROM_NAME).write(f"content/articles/{name}.md", UNDATED).build()
    assert told(report) == [
        ("“date” is missing", "add a line “date: …”, or begin the name of the file with the day: 2026-11-28-titre.md")
    ]


def test_without_the_setting_a_name_is_only_a_name(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, FROM_NAME.replace("dates: from-name\n", ""))
    room.write("content/articles/2026-02-28-finale.md", UNDATED)
    assert told(room.build()) == [("“date” is missing", "add a line “date: …”")]
    room.article("2026-02-28-finale").built()
    assert NAMES.findall(room.page("atom.xml")) == ["tag:test.example,2026-03-01:2026-02-28-finale"]
    room.replace("newsgen.yaml", "timezone", "dates: from-name\ntimezone").built()
    assert NAMES.findall(room.page("atom.xml")) == ["tag:test.example,2026-03-01:finale"]
    assert room.public() == room.clean(tmp_path / "clean")


def test_what_names_a_broken_article_without_its_day_is_no_fault_of_its_own(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, FROM_NAME).write("content/articles/2026-02-28-finale.md", "---\ntitle: T\n---\n")
    report = room.article("suite", related="finale").build()
    assert codes(report) == ["content/articles/2026-02-28-finale.md:2:1 missing-field"]


def test_a_name_of_another_day_moves_the_article(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, FROM_NAME).write("content/articles/2026-02-28-finale.md", UNDATED).article("autre")
    room.built()
    room.delete("content/articles/2026-02-28-finale.md").write("content/articles/2026-01-28-finale.md", UNDATED).built()
    assert "2026/01/index.html" in room.public()
    assert room.public() == room.clean(tmp_path / "clean")
