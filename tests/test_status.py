"""``newsgen status``: how every article stands, for people, programs and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from newsgen.base.terminal import columns
from newsgen.cli.main import main
from newsroom import Newsroom, picture

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

NOW = "2026-05-28T22:00"
PICTURE = {"src": "/images/a.png", "alt": "Un port", "credit": "Zoé"}


def newsroom(root: Path) -> Newsroom:
    """Write a site with an article in each state."""
    room = Newsroom(root).write("static/images/a.png", picture())
    for name, title, parent in (
        ("sport", "Sport", ""),
        ("rugby", "Rugby", "parent: sport\n"),
        ("culture", "Culture", ""),
    ):
        room.write(f"content/categories/{name}.md", f"---\ntitle: {title}\n{parent}---\n")
    for name in ("Inès Benali", "Anne Martin"):
        room.write(f"content/authors/{name.split()[0].lower()}.md", f"---\nname: {name}\n---\n")
    image, raw = {"src": "/images/a.png", "alt": "Un port"}, '<img src="/images/a.png">\n'
    whole: dict[str, Any] = {"image": PICTURE, "summary": "Il pleut."}
    room.article("brouillon", draft=True, author="ines", date="2026-02-01", **whole)
    room.article("prevu", date="2026-06-01T06:30", author=["Anne Martin", "avec AFP"], category="rugby", **whole)
    room.article("sous-embargo", embargo="2026-06-02", category="culture", image=image, body=raw)
    room.article("publie", expires="2026-12-24", author=["ines", "anne"], **whole)
    room.article("fini", date="2026-01-03", expires="2026-05-01", summary="Fini.")
    room.article("retire", date="2026-01-02", withdrawn={"date": "2026-05-01", "reason": "Faux."}, **whole)
    corrections = [{"date": "2026-04-02T08:00", "text": "Onze."}, {"date": "2026-06-02", "text": "Dix."}]
    return room.article("corrige", date="2026-01-01", corrections=corrections, **whole)


def run(room: Newsroom, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["status", "--site", str(room.root), "--at", NOW, *arguments])


def listed(room: Newsroom, *arguments: str) -> list[dict[str, Any]]:
    ran = run(room, *arguments, "--format", "json")
    assert ran.exit_code == 0, ran.output
    found: list[dict[str, Any]] = json.loads(ran.stdout)
    return found


def names(rows: list[dict[str, Any]]) -> list[str]:
    return [row["source"].removeprefix("content/articles/").removesuffix(".md") for row in rows]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return newsroom(tmp_path_factory.mktemp("status"))


def test_every_article_has_its_state_what_happens_next_and_what_it_lacks(room: Newsroom) -> None:
    rows = dict(zip(names(listed(room)), listed(room), strict=True))
    told = {name: (row["state"], row["next"], row["lacks"]) for name, row in rows.items()}
    assert told == {
        "sous-embargo": (
            "embargoed",
            {"at": "2026-06-02T00:00:00+02:00", "what": "embargo-end"},
            ["alt", "credit", "summary"],
        ),
        "prevu": ("scheduled", {"at": "2026-06-01T06:30:00+02:00", "what": "publication"}, []),
        "publie": ("live", {"at": "2026-12-24T00:00:00+01:00", "what": "expiry"}, []),
        "brouillon": ("draft", None, []),
        "fini": ("expired", None, ["picture"]),
        "retire": ("withdrawn", None, []),
        "corrige": ("live", {"at": "2026-06-02T00:00:00+02:00", "what": "correction"}, []),
    }
    assert list(rows) == list(told)  # the newest first
    assert rows["corrige"]["corrected"] == "2026-04-02T08:00:00+02:00"
    assert rows["publie"] == {
        "source": "content/articles/publie.md",
        "title": "Publie",
        "state": "live",
        "date": "2026-03-01T08:00:00+01:00",
        "next": {"at": "2026-12-24T00:00:00+01:00", "what": "expiry"},
        "authors": ["Inès Benali", "Anne Martin"],
        "categories": ["sport"],
        "lacks": [],
        "corrected": None,
        "url": "/sport/publie/",
    }
    assert {row["url"] for row in rows.values() if row["state"] != "live"} == {None}


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--state", "draft", "--state", "withdrawn"), ["brouillon", "retire"]),
        (("--author", "Inès Benali"), ["publie", "brouillon"]),
        (("--author", "anne", "--state", "scheduled"), ["prevu"]),
        (("--category", "sport", "--since", "2026-03-01"), ["prevu", "publie"]),
        (("--category", "Rugby"), ["prevu"]),
        (("--category", "sport/rugby", "--category", "culture"), ["sous-embargo", "prevu"]),
        (("--since", "2026-06-01T06:31"), ["sous-embargo"]),
    ],
)
def test_only_those_that_are_asked_for_are_listed(room: Newsroom, arguments: tuple[str, ...], found: list[str]) -> None:
    assert names(listed(room, *arguments)) == found


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--author", "ines-benalli"), "there is no author “ines-benalli”: did you mean “ines-benali”?"),
        (("--author", "Zzz"), "there is no author “Zzz”: there are Anne Martin, Inès Benali"),
        (("--category", "sprot"), "there is no category “sprot”: did you mean “sport”?"),
        (("--category", "q"), "there is no category “q”: there are culture, sport, sport/rugby"),
        (("--state", "live!"), "'live!' is not one of"),
    ],
)
def test_a_name_that_is_unknown_is_told_with_those_that_are_near(
    room: Newsroom, arguments: tuple[str, ...], message: str
) -> None:
    ran = run(room, *arguments)
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert message in ran.stderr


def test_names_without_files_are_found_too(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un", author="Zoé Roy", category="Faits divers").article("deux")
    assert names(listed(room, "--author", "zoe-roy", "--category", "faits-divers")) == ["un"]


def test_the_table_fits_the_terminal_and_says_how_many_there_are(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "Œuvre d’art — 東京の夜 " * 9
    room.article("long", title=long, date="2026-05-28T20:00", summary="S.", image=PICTURE)
    try:
        whole = run(room, "--state", "live").stdout.splitlines()
        for width in (60, 80, 120):
            monkeypatch.setenv("COLUMNS", str(width))
            lines = run(room, "--state", "live").stdout.splitlines()
            assert max(map(columns, lines)) <= width
            assert lines[-1] == whole[-1] == "3 live"
    finally:
        room.delete("content/articles/long.md")
    assert whole[0].split() == ["state", "date", "next", "corrected", "title", "source"]
    monkeypatch.delenv("COLUMNS")
    assert run(room, "--since", "2026-03-01").stdout.splitlines() == [
        "state      date              next                         lacks                 title         source",
        "embargoed  2026-06-02 00:00  its embargo ends             alt, credit, summary  Sous-Embargo  sous-embargo.md",
        "scheduled  2026-06-01 06:30  it appears                                         Prevu         prevu.md",
        "live       2026-03-01 08:00  2026-12-24 00:00 it expires                        Publie        publie.md",
        "1 scheduled, 1 embargoed, 1 live",
    ]
    assert run(room, "--since", "2027-01-01").stdout == "no article\n"


def test_no_title_turns_the_rest_of_its_line_around(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un", title="Vu \u202edm.xued\u2066", summary="S.", image=PICTURE)
    assert run(room).stdout.splitlines()[1].endswith("Vu \ufffddm.xued\ufffd  un.md")


def test_a_spreadsheet_gets_text_and_no_formulas(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un", title="=2+3", author=["@zoe", "Anne"], summary="S.")
    room.article("deux", title='Le "match", hier soir', date="2026-01-01")
    room.article("trois", title="\uff1d2+3", date="2025-01-01")
    data = run(room, "--format", "csv").stdout_bytes
    assert data.count(b"\r\n") == data.count(b"\n") == 4
    rows = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert [row["title"] for row in rows] == ["'=2+3", "Le «\u00a0match\u00a0», hier soir", "'\uff1d2+3"]
    assert (rows[0]["authors"], rows[0]["lacks"], rows[0]["next_at"]) == ("'@zoe; Anne", "picture", "")
    assert list(rows[0]) == [
        *("source", "title", "state", "date", "next_at", "next", "authors", "categories", "lacks", "corrected", "url")
    ]


def test_a_file_with_faults_is_named_and_the_others_are_listed(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un").article("deux", date="hier")
    ran = run(room, "--format", "json")
    assert names(json.loads(ran.stdout)) == ["un"]
    assert "note: 1 file has faults and is not counted (newsgen check says why): content/articles/deux.md" in ran.stderr
