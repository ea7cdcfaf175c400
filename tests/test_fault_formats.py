"""The formats in which programs are told of faults: what their readers ask for, whatever the faults hold."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from newsgen.base.fault_codes import CODES
from newsgen.base.faults import Fault, Located, Place, Severity
from newsgen.cli.console import folder_of, print_faults
from newsgen.cli.fault_formats import FORMATS, MODULES, writer_of
from newsgen.cli.main import main
from newsroom import Newsroom
from tiny_theme import without_theme

NASTY = "50 %, a:b\r\nc \udce9 \x1b[0m <&\"' \U0001f5de"
FAULTS = (
    Located(
        Fault("dead-link", NASTY, "content/été, 1:2.md", help=NASTY),
        Place(7, 3, 5),
        ((6, "avant"), (7, "un [lien](x) \udce9")),
    ),
    Located(Fault("dead-link", NASTY, "content/été, 1:2.md"), Place(9, 1, 0)),
    Located(Fault("of-a-plugin", "?", "theme:templates/base.html", severity=Severity.WARNING), Place()),
    Located(Fault("in-the-way", "là", "/ailleurs/x"), Place()),
)

Schema = Mapping[str, tuple[frozenset[str], frozenset[str]]]
SARIF: Schema = {
    name: (frozenset(required.split()), frozenset(members.split()))
    for name, required, members in (
        ("log", "version runs", "$schema version runs"),
        ("run", "tool", "tool columnKind results"),
        ("tool", "driver", "driver"),
        ("driver", "name", "name version semanticVersion rules"),
        ("rule", "id", "id shortDescription fullDescription help defaultConfiguration"),
        ("text", "text", "text markdown"),
        ("configuration", "", "level"),
        ("result", "message", "ruleId ruleIndex level message locations partialFingerprints"),
        ("location", "", "physicalLocation"),
        ("physicalLocation", "", "artifactLocation region"),
        ("artifactLocation", "", "uri uriBaseId"),
        ("region", "", "startLine startColumn endLine endColumn snippet"),
    )
}
"""Of the schema of SARIF, all objects of which are closed: what each must have, and what newsgen writes."""


def sarif(faults: tuple[Located, ...] = FAULTS, folder: str = "", *, strict: bool = False) -> Any:
    """Write faults as SARIF, and read it."""
    return json.loads(writer_of("sarif")(faults, folder, strict))


def check_members(name: str, value: Mapping[str, Any]) -> None:
    """Check that an object has what it must have, and nothing else than it may have."""
    required, members = SARIF[name]
    assert required <= value.keys() <= members, (name, value)


def test_sarif_has_the_members_that_its_schema_asks_for_and_no_others() -> None:
    log = sarif()
    check_members("log", log)
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    check_members("run", run)
    assert run["columnKind"] == "unicodeCodePoints"
    check_members("tool", run["tool"])
    check_members("driver", run["tool"]["driver"])
    rules = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == ["dead-link", "in-the-way", "of-a-plugin"]
    for rule in rules:
        check_members("rule", rule)
        for name in {"shortDescription", "fullDescription", "help"} & rule.keys():
            check_members("text", rule[name])
            assert rule[name]["text"]
        check_members("configuration", rule.get("defaultConfiguration", {}))
    for result in run["results"]:
        check_members("result", result)
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning"}
        check_members("text", result["message"])
        [location] = result["locations"]
        check_members("location", location)
        check_members("physicalLocation", location["physicalLocation"])
        check_members("artifactLocation", location["physicalLocation"]["artifactLocation"])
        region = location["physicalLocation"]["region"]
        check_members("region", region)
        assert min(region["startLine"], region["startColumn"]) >= 1
        assert region["endColumn"] > region["startColumn"]


def test_sarif_explains_every_code_that_there_is() -> None:
    faults = tuple(Located(Fault(code, "x", "a.md"), Place()) for code in CODES)
    rules = sarif(faults)["runs"][0]["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == sorted(CODES)
    for each in rules:
        assert re.fullmatch(r"[A-Z“n].*\.", each["shortDescription"]["text"], re.DOTALL), each
        assert each["help"]["text"]
        assert "`" not in each["help"]["text"] + each["fullDescription"]["text"]


def test_sarif_names_files_by_their_paths_in_the_repository() -> None:
    found = [each["locations"][0]["physicalLocation"] for each in sarif(folder="le journal/")["runs"][0]["results"]]
    where = [each["artifactLocation"] for each in found]
    assert where[0] == {"uri": "le%20journal/content/%C3%A9t%C3%A9%2C%201%3A2.md", "uriBaseId": "%SRCROOT%"}
    assert unquote(where[0]["uri"]) == "le journal/content/été, 1:2.md"
    assert where[2:] == [
        {"uri": "templates/base.html", "uriBaseId": "THEME"},
        {"uri": "file:///ailleurs/x"},
    ]
    assert found[0]["region"] == {
        "startLine": 7,
        "startColumn": 3,
        "endLine": 7,
        "endColumn": 8,
        "snippet": {"text": "un [lien](x) \\udce9"},
    }


def test_a_fault_keeps_its_fingerprint_when_it_moves_and_shares_it_with_no_other() -> None:
    def prints(faults: tuple[Located, ...]) -> list[str]:
        return [each["partialFingerprints"]["fault/v1"] for each in sarif(faults)["runs"][0]["results"]]

    moved = tuple(Located(each.fault, Place(each.place.line + 4, 1)) for each in FAULTS)
    assert prints(moved) == prints(FAULTS)
    assert len(set(prints(FAULTS))) == len(FAULTS)


def test_under_strict_warnings_are_errors_in_every_format() -> None:
    assert [each["level"] for each in sarif()["runs"][0]["results"]] == ["error", "error", "warning", "error"]
    assert {each["level"] for each in sarif(strict=True)["runs"][0]["results"]} == {"error"}
    for form in MODULES:
        assert "warning" not in writer_of(form)(FAULTS, "", True), form


def test_github_is_told_nothing_that_it_would_take_for_something_else() -> None:
    lines = writer_of("github")(FAULTS, "journal/", False).split("\n")
    assert len(lines) == len(FAULTS)
    escaped = "50 %25, a:b%0D%0Ac \\udce9 \x1b[0m <&\"' \U0001f5de"
    assert lines[0] == (
        "::error file=journal/content/été%2C 1%3A2.md,line=7,endLine=7,col=3,endColumn=8,title=dead-link"
        f"::{escaped}. {escaped}"
    )
    assert lines[2].startswith("::warning file=theme%3Atemplates/base.html,line=1,")


def test_junit_is_sound_xml_in_which_errors_fail_and_warnings_are_skipped() -> None:
    suites = ET.fromstring(writer_of("junit")(FAULTS, "journal/", False).encode())
    assert {name: suites.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "4",
        "failures": "3",
        "errors": "0",
        "skipped": "1",
    }
    cases = list(suites.iter("testcase"))
    assert [each.get("classname") for each in cases] == [
        "journal/content/été, 1:2.md",
        "journal/content/été, 1:2.md",
        "theme:templates/base.html",
        "/ailleurs/x",
    ]
    assert [each[0].tag for each in cases] == ["failure", "failure", "skipped", "failure"]
    assert cases[0][0].get("message") == "50 %, a:b\r\nc \\udce9 \ufffd[0m <&\"' \U0001f5de"
    assert "content/été, 1:2.md:7:3: error[dead-link] 50 %" in (cases[0][0].text or "")


def test_without_faults_every_format_says_so_in_its_own_way(capsys: pytest.CaptureFixture[str]) -> None:
    for form in FORMATS:
        print_faults((), form)
        printed = capsys.readouterr().out
        match form:
            case "text" | "github":
                assert printed == ""
            case "json":
                assert printed == "[]\n"
            case "sarif":
                assert json.loads(printed)["runs"][0]["results"] == []
            case "junit":
                [case] = ET.fromstring(printed.encode()).iter("testcase")
                assert (case.get("name"), len(case)) == ("the site can be built", 0)


def test_the_folder_of_the_site_is_told_from_where_newsgen_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "dépôt/journal"
    site.mkdir(parents=True)
    for here, folder in ((site, ""), (site.parent, "journal/"), (tmp_path, "dépôt/journal/")):
        monkeypatch.chdir(here)
        assert folder_of(site) == folder
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert folder_of(site) == ""


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("form", ["json", "sarif", "junit"])
def test_a_document_stands_alone_on_standard_output(command: str, form: str, tmp_path: Path) -> None:
    room = without_theme(Newsroom(tmp_path / "journal")).article("a", "Un [lien](rien.md).\n")
    room.write("content/b.txt", "?")
    arguments = (command, "--site", str(room.root), "--now", "2026-05-28T12:00", "--format", form, "-j", "1")
    first, second = (CliRunner().invoke(main, arguments) for _ in range(2))
    assert first.exit_code == 1
    assert first.stdout == second.stdout
    assert "fault" in first.stderr or "error" in first.stderr
    if form == "junit":
        assert ET.fromstring(first.stdout.encode()).tag == "testsuites"
    else:
        assert json.loads(first.stdout)


def test_quiet_and_strict_still_say_why_nothing_is_built(tmp_path: Path) -> None:
    room = without_theme(Newsroom(tmp_path / "journal")).article("a", tags=["Mer"]).article("b", tags=["mer"])
    for command in ("build", "check"):
        ran = CliRunner().invoke(main, [command, "--site", str(room.root), "-q", "--strict", "--now", "2026-05-28"])
        assert ran.exit_code == 1
        assert "error[near-duplicate-tag]" in ran.stdout
