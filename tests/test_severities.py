"""How bad a fault is, a site may say itself: of a code, and below a folder; and a build of it is none the worse."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from newsgen.base.fault_codes import CODES
from newsgen.base.faults import Fault, Severity
from newsgen.build import Report, build
from newsgen.cli.main import main
from newsgen.model.settings import Settings
from newsgen.model.severities import Level, severities_of
from newsgen.preview.proofs import Proofs
from newsgen.schema.json_schema import json_schema
from newsroom import SETTINGS, Newsroom, codes, tree
from tiny_theme import without_theme

ENGINES = ["python-markdown", "commonmark"]
BODY = "Une [page](/disparue/), un [texte](perdu.md), une [ancre](#rien), un [fichier](plan.pdf).\n"
FAULTS = (
    *("content/articles/2009/vieux.md:6:12 dead-link", "content/articles/2009/vieux.md:6:36 dead-link"),
    *("content/articles/2009/vieux.md:6:59 dead-anchor", "content/articles/2009/vieux.md:6:80 missing-file"),
)
LATER = 10_000_000_000
"""Nanoseconds: more than any file needs to be settled."""


def newsroom(root: Path, severity: str = "", settings: str = SETTINGS) -> Newsroom:
    """Make a site with an old article of four faults, whose templates print next to nothing."""
    room = without_theme(Newsroom(root, settings + (f"severity: {severity}\n" if severity else "")))
    room.write(
        "templates/article.html",
        "{{ article.body | html }}{% for each in article.byline %}{{ each.name }}{% endfor %}\n",
    )
    return room.article("2009/vieux", BODY, title="Vieux", date="2009-05-01")


def said(report: Report) -> list[str]:
    """Give the faults of a build as their severity, code and path."""
    return [f"{each.fault.severity} {each.fault.code} {each.fault.path}" for each in report.faults]


def later(room: Newsroom, *, strict: bool = False) -> Report:
    """Build when all files have been lying there for long, so that stats are trusted."""
    return build(replace(room.request, started=time.time_ns() + LATER, strict=strict))


def test_without_a_word_all_are_errors(tmp_path: Path) -> None:
    report = newsroom(tmp_path).build()
    assert codes(report) == list(FAULTS)
    assert report.failed


# --- what readers get -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ENGINES)
def test_the_page_of_a_lowered_fault_is_built(tmp_path: Path, engine: str) -> None:
    room = newsroom(
        tmp_path,
        "{dead-link: warning, dead-anchor: warning, missing-file: off}",
        f"{SETTINGS}markdown: {{engine: {engine}}}\n",
    )
    report = room.built()
    assert said(report) == [
        "warning dead-link content/articles/2009/vieux.md",
        "warning dead-link content/articles/2009/vieux.md",
        "warning dead-anchor content/articles/2009/vieux.md",
    ]
    html = room.page("sport/vieux/index.html")
    assert '<a href="/disparue/">page</a>' in html  # the server may have it
    assert "<a >texte</a>" in html  # nobody can
    assert '<a href="#rien">ancre</a>' in html
    assert '<a href="plan.pdf">fichier</a>' in html


def test_a_lost_picture_stays_as_it_is_written_and_a_lost_lead_picture_is_left_out(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "{missing-file: off, dead-link: off, dead-anchor: off}")
    room.article("photo", "![Le port](/photos/port.jpg)\n", image={"src": "/photos/une.jpg", "alt": "Le port"})
    assert room.built().faults == ()
    assert '<img alt="Le port" src="/photos/port.jpg"' in room.page("sport/photo/index.html")


def test_an_unknown_author_is_named_all_the_same(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "{unknown-author: warning}").delete("content/articles/2009/vieux.md")
    room.write("content/authors/anne.md", "---\nname: Anne Roy\n---\n").article(
        "finale", author=["Anne Roy", "Jean Dal"]
    )
    assert said(room.built()) == ["warning unknown-author content/articles/finale.md"]
    assert "Anne RoyJean Dal" in room.page("sport/finale/index.html")


# --- which word counts ----------------------------------------------------------------------------------------------


def test_the_word_for_a_folder_counts_there_alone(tmp_path: Path) -> None:
    room = newsroom(
        tmp_path, '{"content/articles/2009/**": {dead-link: off, dead-anchor: warning, missing-file: "off"}}'
    )
    room.article("2026/neuf", "Une [page](/disparue/).\n")
    report = room.build()
    assert report.failed
    assert said(report) == [
        "warning dead-anchor content/articles/2009/vieux.md",
        "error dead-link content/articles/2026/neuf.md",
    ]


GIVEN: dict[str, Level | dict[str, Level]] = {
    "dead-link": "warning",
    "content/**": {"dead-link": "error"},
    "content/articles/2009/**": {"dead-link": "off", "slow-link": "error"},
    "content/articles/2009/**/brèves-?.md": {"dead-link": "warning"},
    "content/articles/*/une.md": {"dead-link": "warning"},
    "content/articles/2009/06/une.md": {"dead-link": "error"},
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("templates/base.html", "warning"),
        ("content/articles/2010/x.md", "error"),
        ("content/articles/2009/x.md", "off"),
        ("content/articles/2009/06/x.md", "off"),
        ("content/articles/2009/brèves-1.md", "warning"),
        ("content/articles/2009/06/07/bre\u0300ves-1.md", "warning"),  # as some systems name files
        ("content/articles/2009/brèves-12.md", "off"),
        ("content/articles/2009/une.md", "warning"),  # of two patterns, that one says more
        ("content/articles/2010/une.md", "warning"),
        ("content/articles/2010/06/une.md", "error"),  # one * is one name
        ("content/articles/2009/06/une.md", "error"),
        ("content/articles/20091/x.md", "error"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_most_specific_pattern_counts_in_whatever_order_they_stand(
    path: str, expected: str, *, turned: bool
) -> None:
    given = dict(reversed(GIVEN.items())) if turned else GIVEN
    judged = severities_of(given).judge([Fault("dead-link", "-", path)])
    assert [each.severity.value for each in judged] == [each for each in [expected] if each != "off"]
    assert severities_of(given).judge(judged) == judged


def test_a_pattern_that_does_not_speak_of_a_code_leaves_it_to_the_others(tmp_path: Path) -> None:
    severities = severities_of({"content/**": {"dead-link": "off"}, "content/articles/**": {"dead-anchor": "off"}})
    assert severities.judge([Fault("dead-link", "-", "content/articles/a.md")]) == []


def test_a_warning_can_be_made_an_error(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "{slow-link: error}").article("2009/vieux", "Un [lien](/sport).\n")
    report = room.build()
    assert report.failed
    assert said(report) == ["error slow-link content/articles/2009/vieux.md"]
    room.write("newsgen.yaml", SETTINGS)
    assert said(room.built()) == ["warning slow-link content/articles/2009/vieux.md"]


def test_a_warning_that_is_made_an_error_is_found_before_the_article_appears(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "{slow-link: error}").article("finale")
    room.article("2009/vieux", "Un [lien](/sport).\n", date="2027-01-01")
    assert said(room.build()) == ["error slow-link content/articles/2009/vieux.md"]


def test_a_lowered_error_of_an_article_to_come_is_told_today(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "{dead-link: warning}").article(
        "2009/vieux", "Un [lien](/nulle-part/).\n", date="2027-01-01"
    )
    assert said(room.built()) == ["warning dead-link content/articles/2009/vieux.md"]


# --- the laws -------------------------------------------------------------------------------------------------------

ALL_OFF = "{dead-link: off, dead-anchor: off, missing-file: off}"
SOME = "{dead-link: warning, dead-anchor: off, missing-file: off}"


def test_strict_counts_what_is_a_warning_then(tmp_path: Path) -> None:
    assert newsroom(tmp_path, SOME).build(strict=True).failed
    assert not newsroom(tmp_path, ALL_OFF).build(strict=True).failed


@pytest.fixture
def steps() -> Iterator[tuple[str, bool, int]]:
    """Settings one after the other: whether a build stops, and how many faults it tells."""
    return iter([(ALL_OFF, False, 0), (SOME, False, 2), ("{}", True, 4), (SOME, False, 2), (ALL_OFF, False, 0)])


def test_a_change_of_severity_alone_is_noticed_by_every_kind_of_build(
    tmp_path: Path, steps: Iterator[tuple[str, bool, int]]
) -> None:
    room = newsroom(tmp_path / "site")
    for number, (severity, fails, count) in enumerate(steps):
        room.write("newsgen.yaml", f"{SETTINGS}severity: {severity}\n")
        for report in (later(room), later(room), room.build()):  # the second has nothing to do, the third no note
            assert (report.failed, len(report.faults)) == (fails, count)
        if not fails:
            assert later(room, strict=True).failed == bool(count)
            assert tree(room.root / "public") == room.clean(tmp_path / f"clean-{number}")


def test_a_plan_that_is_recalled_tells_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = newsroom(tmp_path / "site", SOME).article("finale", "Un texte.\n")
    first = room.built()

    def plan(_: object) -> None:
        raise AssertionError("the site was planned")

    monkeypatch.setattr("newsgen.build.pipeline.plan_opened", plan)
    again = room.replace("content/articles/finale.md", "Un texte.", "Un autre.").built()
    assert "Un autre." in room.page("sport/finale/index.html")
    assert (said(again), len(again.faults)) == (said(first), 2)
    monkeypatch.undo()
    assert room.public() == room.clean(tmp_path / "clean")


def test_the_preview_and_the_report_for_tools_know_nothing_of_what_is_off(tmp_path: Path) -> None:
    room = newsroom(tmp_path, SOME)
    arguments = ["build", "--site", str(tmp_path), "--format", "json", "--now", "2026-05-28T12:00"]
    printed = json.loads(CliRunner().invoke(main, arguments).stdout)
    assert [(each["severity"], each["code"]) for each in printed] == [("warning", "dead-link")] * 2
    proofs = Proofs(room.request)
    try:
        proofs.refresh(room.now)
        assert [(each.fault.severity, each.fault.code) for each in proofs.faults] == [
            (Severity.WARNING, "dead-link")
        ] * 2
        assert not proofs.broken
        room.write("newsgen.yaml", SETTINGS)
        proofs.refresh(room.now)
        assert len(proofs.faults) == 4
        assert proofs.broken
    finally:
        proofs.close()


# --- what cannot be ---------------------------------------------------------------------------------------------------


def refused(tmp_path: Path, severity: str) -> tuple[str, str, str]:
    """Give the place and code, the message and the help of the one fault of a site with these severities."""
    report = newsroom(tmp_path, severity).build()
    [each] = report.faults
    assert report.failed
    return codes(report)[0], each.fault.message, each.fault.help


@pytest.mark.parametrize(
    "code",
    [
        *("same-address", "alias-taken", "missing-field", "bad-yaml", "unreadable", "not-utf8", "template-error"),
        *("symlink-outside", "bad-cache", "bad-output", "fixed-severity", "unknown-category", "broken-picture"),
    ],
)
def test_what_no_site_can_be_built_with_stays_an_error(tmp_path: Path, code: str) -> None:
    place, message, way_out = refused(tmp_path, f"{{{code}: warning}}")
    assert place == f"newsgen.yaml:5:{14 + len(code)} fixed-severity"
    assert message == f"“{code}” cannot be a warning"
    assert way_out.startswith("remove the line, and mend the faults: ")


def test_it_may_be_called_an_error_as_it_is(tmp_path: Path) -> None:
    assert codes(newsroom(tmp_path, "{same-address: error}").build()) == list(FAULTS)


def test_an_error_that_may_be_lowered_says_what_readers_get(tmp_path: Path) -> None:
    lowered = {code for code, each in CODES.items() if each.lowered}
    assert {"dead-link", "dead-anchor", "missing-file", "unknown-reference", "unknown-author"} <= lowered
    assert all(CODES[code].lowered.endswith(".") and Severity.ERROR in CODES[code].severities for code in lowered)


def test_an_unknown_code_is_a_fault_with_the_one_that_was_meant(tmp_path: Path) -> None:
    place, message, way_out = refused(tmp_path, "{dead-lnk: off}")
    assert (place, message) == ("newsgen.yaml:5:12 unknown-code", "there is no fault “dead-lnk”")
    assert way_out == "did you mean “dead-link”?"


def test_an_unknown_level_is_a_fault(tmp_path: Path) -> None:
    place, message, way_out = refused(tmp_path, '{"content/**": {dead-link: ignore}}')
    assert place == "newsgen.yaml:5:38 bad-value"
    assert message == "“ignore” is not a possible value of “severity.content/**.dead-link”"
    assert way_out == "one of: error, warning, off"


def test_files_below_a_code_are_the_wrong_way_round(tmp_path: Path) -> None:
    place, message, way_out = refused(tmp_path, '{dead-link: {"content/**": off}}')
    assert place == "newsgen.yaml:5:12 wrong-type"
    assert message == "“dead-link” is the code of a fault, and files are asked for before their codes"
    assert way_out == "write “dead-link: warning” for all files, or “content/articles/2009/**: {dead-link: warning}”"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("content/articles/2009", "write “content/articles/2009/**”"),
        ("articles/2009/", "write “content/articles/2009/**”"),
        ("/2009/*", "write “content/articles/2009/*”"),
        ("content/articles/2010/**", "a path begins at the site’s folder: content/articles/2009/**"),
    ],
)
def test_a_pattern_that_fits_no_file_is_a_warning(tmp_path: Path, written: str, meant: str) -> None:
    room = newsroom(tmp_path, f'{{"{written}": {{dead-link: off}}}}').article("2009/vieux", "Un texte.\n")
    [fault] = room.built().faults
    assert codes(room.build()) == ["newsgen.yaml:5:12 unmatched-pattern"]
    assert (fault.fault.message, fault.fault.help) == (f"there is no file “{written}”", meant)
    room.write("newsgen.yaml", f'{SETTINGS}severity: {{unmatched-pattern: off, "{written}": {{dead-link: off}}}}\n')
    assert room.built().faults == ()


def test_the_schema_knows_every_code_and_what_it_may_be() -> None:
    schema: Any = json_schema(Settings)
    severity = schema["$defs"]["Settings"]["properties"]["severity"]
    assert severity["properties"].keys() == CODES.keys()
    assert severity["properties"]["dead-link"]["enum"] == ["error", "warning", "off"]
    assert severity["properties"]["same-address"]["enum"] == ["error"]
    assert severity["additionalProperties"]["properties"] == severity["properties"]
    assert severity["additionalProperties"]["additionalProperties"] is False
