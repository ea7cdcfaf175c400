"""Every fault that a person can cause is reported at its place, all of a run at once, in words that help.

Never is there a traceback.
"""

from __future__ import annotations

import errno
import json
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import newsgen
from newsgen.base.faults import Spellings, nearest
from newsgen.base.opening import LARGEST_TEXT
from newsgen.build import Report, build
from newsgen.cli.console import print_faults
from newsgen.model.records import Record
from newsgen.pages.plugins import Plugin
from newsgen.pages.views import Theme
from newsroom import PATIENCE, SETTINGS, Newsroom, codes, picture, tree
from tiny_theme import without_theme

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

FAULTS = Path(__file__).parent / "faults"
MATTER = "category: sport\ndate: 2026-03-01\n"


def newsroom(root: Path, settings: str = SETTINGS) -> Newsroom:
    """Make a site whose templates print next to nothing."""
    room = without_theme(Newsroom(root, settings))
    for name in ("article", "page"):
        body = "article.body" if name == "article" else "body"
        room.write(f"templates/{name}.html", f"{{{{ {body} | html }}}}\n")
    return room


def command(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``newsgen`` in the folder of a site, as of a Thursday noon in May 2026."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "newsgen", *arguments, "--now", "2026-05-28T12:00"],
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def plant(root: Path) -> None:
    """Copy the fixture site with its planted faults, and add the files that no checkout can be trusted to keep."""
    shutil.copytree(FAULTS / "site", root, dirs_exist_ok=True)
    files = root / "content/articles/fichiers"
    (files / "nul.md").write_bytes(f"---\ntitle: Un \0\n{MATTER}---\n".encode())
    (files / "page-latine.md").write_bytes(f"---\ntitle: Été\n{MATTER}---\n".encode("latin-1"))
    (files / "marque.md").write_bytes(f"---\ntitle: Une marque\n{MATTER}---\n\n[x](#y)\n".encode("utf-8-sig"))
    crlf = f"---\ntitle: Windows\n{MATTER}---\n\nUn [lien](nulle-part.md).\n".replace("\n", "\r\n")
    (files / "windows.md").write_bytes(crlf.encode())
    (files / "trop-long.md").write_bytes(b"---\n" + b"mot " * (6 * 1024 * 1024 // 4))
    (files / "lien-mort.md").symlink_to("absent.md")
    (files / "boucle.md").symlink_to("boucle.md")
    (files / "dehors.md").symlink_to("/etc/passwd")
    (files / "dossier").symlink_to("../2024")
    os.mkfifo(files / "tuyau.md")
    images = root / "static/images"
    images.mkdir(exist_ok=True)
    (images / "coupee.png").write_bytes(picture(400, 300)[:-20])
    (images / "vide.jpg").write_bytes(b"")
    (images / "temoin.png").write_bytes(picture(600, 400))
    (images / "bombe.png").write_bytes(picture(3, 2).replace(b"\0\0\0\3\0\0\0\2", b"\0\1\0\0\0\1\0\0"))
    (images / "pourrie.png").write_bytes(picture(400, 300, shade=9).replace(b"\x78\x9c", b"\x78\x9d"))
    Path(os.fsdecode(os.fsencode(files) + b"/nom-\xe9.md")).write_text("---\n", encoding="utf-8")


def golden(name: str, actual: str, tmp_path: Path) -> None:
    """Compare with a file of ``tests/faults``."""
    file = tmp_path / name
    file.write_text(actual, encoding="utf-8")
    assert actual == (FAULTS / name).read_text(encoding="utf-8"), f"if this is meant: cp {file} {FAULTS / name}"


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, bytes], list[os.stat_result]]:
    """Build a sound site, then plant all faults in it; also give what the output held before."""
    root = tmp_path_factory.mktemp("planted")
    room = newsroom(root).article("hier", title="Hier").write("static/images/logo.svg", "<svg/>")
    room.built()
    before, stats = room.public(), [file.stat() for file in sorted((root / "public").rglob("*"))]
    for folder in ("content", "templates", "static"):
        shutil.rmtree(root / folder)
    plant(root)
    return root, before, stats


def test_every_planted_fault_is_reported_at_its_place(planted: tuple[Path, Any, Any], tmp_path: Path) -> None:
    ran = command(planted[0], "build", "--all")
    golden("expected.txt", ran.stdout, tmp_path)
    assert (ran.returncode, ran.stderr) == (1, "")


def test_tools_read_the_same_faults_as_json(planted: tuple[Path, Any, Any], tmp_path: Path) -> None:
    ran = command(planted[0], "build", "--format", "json")
    golden("expected.json", ran.stdout, tmp_path)
    assert ran.returncode == 1
    heads = re.findall(
        r"^(\S.*?):(\d+):(\d+): (\w+)\[(.*?)\] ", (FAULTS / "expected.txt").read_text("utf-8"), re.MULTILINE
    )
    found = [(f["path"], str(f["line"]), str(f["column"]), f["severity"], f["code"]) for f in json.loads(ran.stdout)]
    assert found == heads
    assert len(found) > 100
    assert f"{len(found)} faults" in ran.stderr


def test_a_check_finds_the_same_faults_and_builds_nothing(planted: tuple[Path, Any, Any], tmp_path: Path) -> None:
    root, before, _ = planted
    ran = command(root, "check", "--format", "json")
    golden("expected.json", ran.stdout, tmp_path)
    assert ran.returncode == 1
    assert tree(root / "public") == before


def test_with_faults_in_the_site_the_output_is_not_touched(planted: tuple[Path, Any, Any]) -> None:
    root, before, stats = planted
    assert command(root, "build", "--clean", "-q").returncode == 1
    assert tree(root / "public") == before
    now = [file.stat() for file in sorted((root / "public").rglob("*"))]
    assert [(each.st_ino, each.st_mtime_ns) for each in now] == [(each.st_ino, each.st_mtime_ns) for each in stats]


def test_a_second_run_reports_the_same_faults_from_the_cache(planted: tuple[Path, Any, Any]) -> None:
    first, second = command(planted[0], "build"), command(planted[0], "build")
    assert first.stdout == second.stdout
    assert second.returncode == 1


def test_every_planted_fault_of_the_settings_is_reported_at_once(tmp_path: Path) -> None:
    shutil.copytree(FAULTS / "settings", tmp_path / "site")
    ran = command(tmp_path / "site", "build", "--all")
    golden("expected-settings.txt", ran.stdout, tmp_path)
    assert (ran.returncode, ran.stderr) == (1, "")
    assert not (tmp_path / "site/public").exists()


ELSEWHERE = {
    "missing-engine": "test_an_engine_that_is_not_installed_is_marked",
    "unbalanced-html": "test_each_kind_of_disorder_is_mended_and_said_at_its_place",
    "too-tangled": "test_a_text_that_is_too_tangled_is_marked",
    "no-site": "test_a_folder_without_settings_is_no_site",
    "not-a-folder": "test_odd_files_are_faults",
    "bad-icon": "test_what_no_icon_can_be_drawn_of_is_an_error",
    "bad-cache": "test_a_cache_in_the_output_is_refused",
    "bad-hosting": "test_hosts_that_cannot_be_as_they_are_set_are_faults",
    "below-the-top": "test_below_a_path_of_its_host_nobody_finds_these_files",
    "host-limit": "test_more_rules_than_a_host_takes_are_a_fault_with_the_count_and_the_choice",
    "bad-output": "test_an_output_among_the_sources_is_refused",
    "unwritable": "test_a_full_disk_leaves_the_site_as_it_was",
    "in-the-way": "test_what_is_foreign_and_in_the_way_is_named_before_anything_is_touched",
    "linked-output": "test_a_linked_folder_of_the_output_is_a_fault_and_nothing_is_touched",
    "tracked-cache": "test_a_cache_that_git_tracks_is_a_warning_and_in_ci_an_error",
    "unreadable": "test_an_unreadable_file_is_reported",
    "no-catalogue": "test_a_language_that_newsgen_does_not_speak_is_a_warning",
    "local-code": "test_the_fault_says_what_it_is_and_the_way_out",
    "no-list": "test_what_takes_no_entry_is_refused_at_its_place",
    "no-picture": "test_a_file_that_is_no_picture_is_an_error_wherever_one_is_asked_for",
    "small-picture": "test_a_lead_picture_that_is_far_too_small_is_a_warning",
    "wrong-ending": "test_a_picture_with_the_ending_of_another_is_a_warning",
    "passed-over": "test_a_name_that_keeps_a_file_from_being_read_is_told",
    "secret-file": "test_what_has_the_name_of_a_secret_is_refused",
    "unused-file": "test_a_picture_that_no_text_shows_is_told_once_whatever_the_build",
    "plugin-failure": "test_a_step_of_a_plugin_that_fails_is_a_fault",
    "markdown-failure": "test_an_extension_that_fails_is_reported",
    "same-id": "test_two_articles_of_a_day_with_one_id_are_told_at_both",
    "alike-names": "test_texts_that_differ_by_case_only_are_a_warning",
    "deep-category": "test_a_category_may_lie_250_levels_deep_and_no_deeper",
}
"""Codes that no committed tree can show, and the tests that show them."""


def test_no_code_of_newsgen_is_without_a_test() -> None:
    source = "\n".join(file.read_text("utf-8") for file in Path(newsgen.__file__).parent.rglob("*.py"))
    emitted = set(re.findall(r"""(?:Fault|warning|\.broken|\.warn|\bfault|_fault)\(\s*"([a-z0-9-]+)",""", source))
    shown = set()
    for name in (
        "expected.txt",
        "expected-settings.txt",
        "expected-policy.txt",
        "expected-since.txt",
        "expected-external.txt",
    ):
        shown |= set(re.findall(r": (?:error|warning)\[(.*?)\] ", (FAULTS / name).read_text("utf-8")))
    assert len(emitted) > 50
    assert emitted - shown == set(ELSEWHERE)
    tests = "\n".join(file.read_text("utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    assert [name for name in ELSEWHERE.values() if f"\ndef {name}(" not in tests] == []


def test_two_articles_of_a_day_with_one_id_are_told_at_both(tmp_path: Path) -> None:
    report = newsroom(tmp_path).article("a/bilan", title="Un").article("b/bilan", title="Deux").build()
    assert codes(report) == ["content/articles/a/bilan.md:1:1 same-id", "content/articles/b/bilan.md:1:1 same-id"]


def test_a_language_that_newsgen_does_not_speak_is_a_warning(tmp_path: Path) -> None:
    report = newsroom(tmp_path, SETTINGS.replace("language: fr", "language: oc")).article("finale").build()
    assert codes(report) == ["newsgen.yaml:3:11 no-catalogue"]
    assert not report.failed
    assert report.faults[0].fault.severity == "warning"


def test_texts_that_differ_by_case_only_are_a_warning(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("vote", title="Un").article("Vote", title="Deux", date="2026-02-01")
    report = room.built()
    assert codes(report) == ["content/articles/vote.md:1:1 alike-names"]
    assert report.faults[0].fault.message == (
        "this and content/articles/Vote.md differ by case only: on Windows and on a Mac they are one file"
    )


def test_a_site_whose_content_is_not_there_keeps_its_pages(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("finale")
    room.built()
    before = tree(room.root / "public")
    (room.root / "content").rename(room.root / "ailleurs")
    assert codes(room.build()) == ["content:1:1 no-content"]
    assert tree(room.root / "public") == before


def test_a_cache_in_the_output_is_refused(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    assert codes(build(replace(room.request, cache=room.root / "public/cache"))) == ["public:1:1 bad-cache"]
    assert not (room.root / "public").exists()


def test_an_engine_that_is_not_installed_is_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgen.content.engines._is_installed", lambda _: False)
    report = newsroom(tmp_path, SETTINGS + "markdown: {engine: commonmark}\n").article("finale").build()
    assert codes(report) == ["newsgen.yaml:5:20 missing-engine"]


def test_a_text_that_is_too_tangled_is_marked(tmp_path: Path) -> None:
    report = newsroom(tmp_path).article("a", body="Avant.\n\n" + "[a](" * 20_000 + "\n").build()
    assert codes(report) == ["content/articles/a.md:8:1 too-tangled"]


def fail_on_some(record: Record) -> Record:
    """Fail on some files, as the step of a plugin."""
    if "mauvais" in record.path:
        raise LookupError("no such series")
    return record


def test_a_step_of_a_plugin_that_fails_is_a_fault(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("bon").article("mauvais-1").article("mauvais-2")
    request = replace(room.request, plugins=(Plugin("lectures", "1.0", steps=(fail_on_some,)),))
    report = build(request)
    assert codes(report) == [f"content/articles/mauvais-{number}.md:1:1 plugin-failure" for number in (1, 2)]
    assert report.faults[0].fault.message == (
        f"the step {__name__}.fail_on_some of a plugin fails on this file: LookupError: no such series"
    )
    assert not (tmp_path / "public").exists()
    assert not room.build().failed


def test_every_fault_shows_a_way_out() -> None:
    for name in (
        "expected.txt",
        "expected-settings.txt",
        "expected-policy.txt",
        "expected-since.txt",
        "expected-external.txt",
    ):
        text = (FAULTS / name).read_text("utf-8")
        blocks = re.split(r"\n(?=\S)", text.strip())[:-1]  # the last is the summary
        assert [block for block in blocks if "\n  help: " not in block] == []


# What a file may hold -------------------------------------------------------------------------------------------------

DATES = {
    "2026-02-30": "“2026-02-30” is not a date: that month has 28 days",
    "2028-02-30": "“2028-02-30” is not a date: that month has 29 days",
    "2026-00-10": "“2026-00-10” is not a date: there is no month 0",
    "2026-01-02T25:00": "“2026-01-02T25:00” is not a date: hours go from 0 to 23",
    "2026-01-02T24:00": "“2026-01-02T24:00” is not a date: hours go from 0 to 23",
    "2026-01-02 10:60": "“2026-01-02 10:60” is not a date: minutes and seconds go from 0 to 59",
    "2026-01-02 10:00:61": "“2026-01-02 10:00:61” is not a date: minutes and seconds go from 0 to 59",
    "2026-3-1 9:5": "“2026-3-1 9:5” is not a date",
    "2026-03-29T02:30": "“2026-03-29T02:30” does not exist: the clocks go forward over it in Europe/Paris",
    "0000-01-01": "“0000-01-01” is not a date: there is no year 0",
    "0001-01-01": "“0001-01-01” is not a date: no calendar goes that far",
    "99999": "“99999” is not a date",
    "99999-01-01": "“99999-01-01” is not a date",
    "20260102": "“20260102” is not a date",
    "2026/01/02": "“2026/01/02” is not a date",
    "hier": "“hier” is not a date",
    "true": "“true” is not a date",
    "[2026-01-02]": "“date” should be text, not a list",
    "2026-01-02T10:00+15:00": "“2026-01-02T10:00+15:00” is not a date: no time zone is +15:00 away from UTC",
    "2026-01-02T10:00+01:75": "“2026-01-02T10:00+01:75” is not a date: no time zone is +01:75 away from UTC",
}


@pytest.mark.parametrize("date", DATES)
def test_a_date_that_is_none_is_marked(date: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("content/articles/a.md", f"---\ntitle: A\ncategory: b\ndate: {date}\n---\n")
    report = room.build()
    [fault] = report.faults
    assert fault.fault.message == DATES[date]
    assert (fault.place.line, fault.place.column, fault.place.length) == (4, 7, len(date))
    assert fault.fault.help
    assert report.failed


MATTERS: Mapping[str, list[str]] = {
    "title: yes\ncategory: b\ndate: 2026-01-01": [],
    "title: 2026\ncategory: b\ndate: 2026-01-01": [],
    "title: 010\ncategory: no\ndate: 2026-01-01\nauthor: null\ntags: ~": [],
    "title: a\ncategory: b\ndate: 2026-01-01\nsummary: 3.10\nkicker: 12:30": [],
    "title: a\ncategory: []\ndate: 2026-01-01": ["3:1 missing-field"],
    "title: a\ncategory:\ndate: 2026-01-01": ["3:1 missing-field"],
    "title: a\ncategory: ''\ndate: 2026-01-01": ["3:11 empty-field"],
    "title: null\ncategory: b\ndate: 2026-01-01": ["2:1 missing-field"],
    "title:\n  - a\ncategory: b\ndate: 2026-01-01": ["3:3 wrong-type"],
    "title: a\ncategory: b\ndate: 2026-01-01\nsummary: {a: b}": ["5:10 wrong-type"],
    "title: a\ncategory: b\ndate: 2026-01-01\ntags: [[a], b]": ["5:8 wrong-type"],
    "title: a\ncategory: b\ndate: 2026-01-01\nimage: 3": ["5:8 wrong-type"],
    "title: a\ncategory: b\ndate: 2026-01-01\nimage: photo.jpg": ["5:1 missing-field"],
    "title: a\ncategory: b\ndate: 2026-01-01\nextra: [1]": ["5:8 wrong-type"],
    "title: a\ncategory: b\ndate: 2026-01-01\ndraft: 'true'": ["5:8 wrong-type"],
    "title: a\ncategory: b\ndate: 2026-01-01\nrelated: false": ["5:10 unknown-reference"],
    "title: a\ncategory: b\ndate: 2026-01-01\nprevious: false\nnext: false": [],
    "title: a\ncategory: b\ndate: 2026-01-01\nextra: {n: " + "9" * 5000 + ", f: 1.5e999, g: .inf}": [],
    "title: a\ncategory: b\ndate: 2026-01-01\nextra: {n: !!int trois}": ["5:12 bad-yaml"],
    "title: a\ncategory: b\ndate: 2026-01-01\nextra: {n: !!timestamp hier}": ["5:12 bad-yaml"],
    "title: a\ncategory: b\ndate: 2026-01-01\nextra: !!python/object/apply:os.system [ls]": ["5:8 bad-yaml"],
    "title: a\ncategory: b\ndate: 2026-01-01\nextra: {[1]: 2}": ["5:9 bad-yaml"],
    "base: &base {a: 1}\ntitle: a\ncategory: b\ndate: 2026-01-01\nextra: {<<: *base}": ["2:1 unknown-field"],
    "title: a\ncategory: b\ndate: 2026-01-01\nextra: &a {b: *a}": ["5:1 bad-yaml"],
    "title: a\ncategory: b\ndate: 2026-01-01\nextra: {a: &a 1, b: *a}": [],
    "title: a\ncategory: b\ndate: 2026-01-01\nextra: {a: " + "[" * 10_000 + "]" * 10_000 + "}": ["5:1010 bad-yaml"],
    "title: a\ncategory: b\ndate: 2026-01-01\nextra: {a: " + "[" * 600 + "]" * 600 + "}": ["2:1 bad-yaml"],
    "title: a\u2028b\ncategory: b\ndate: 2026-01-01": [],
    "title: L\u0092été\ncategory: b\ndate: 2026-01-01": ["2:9 control-character"],
    'title: "a\\x07b"\ncategory: b\ndate: 2026-01-01': ["2:8 control-character"],
    "- a": ["2:1 wrong-type"],
    "un texte": ["2:1 wrong-type"],
    "": ["2:1 missing-field", "2:1 missing-field", "2:1 missing-field"],
}


@pytest.mark.parametrize("matter", MATTERS, ids=range(len(MATTERS)))
def test_odd_front_matter_is_understood_or_marked(matter: str, tmp_path: Path) -> None:
    text = f"---\n{matter}\n---\n\nUn paragraphe.\n" if matter else "---\n---\n"
    report = newsroom(tmp_path).write("content/articles/a.md", text).build()
    assert codes(report) == [f"content/articles/a.md:{fault}" for fault in MATTERS[matter]]
    assert all(fault.fault.help for fault in report.faults)


def test_a_title_prints_as_it_was_typed(tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("templates/article.html", "{{ article.title }}={{ article.extra }}")
    for number, title in enumerate(("yes", "010", "3.10", "2026", "12:30:00", "0x1F", "1_000", "2026-01-01")):
        room.write(f"content/articles/{number}.md", f"---\ntitle: {title}\nslug: a{number}\n{MATTER}---\n")
    room.write("templates/article.html", "{{ article.title }}").built()
    printed = [room.page(f"sport/a{number}/index.html") for number in range(8)]
    assert printed == ["yes", "010", "3.10", "2026", "12:30:00", "0x1F", "1_000", "2026-01-01"]


YAMLS: Mapping[str, tuple[str, str]] = {
    "title: Sport: la finale": ("2:13", 'title: "Sport: la finale"'),
    'title: Le "grand": soir': ("2:18", """title: 'Le "grand": soir'"""),
    "title: 'L'été'": ("2:11", """a value with ' in it stands between " and \""""),
    'title: "Dire "non""': ("2:15", "a value with \" in it stands between ' and '"),
    'title: "Jamais fermée': ("2:8", "close it at the end of the value"),
    "tags: [a, b": ("2:7", "close it with ]"),
    "tags: {a, b": ("2:7", "close it with }"),
    "tags: [a, 'b' c]": ("2:15", "put a comma between entries"),
    "title: [EN DIRECT] La finale": ("2:20", "put the whole value in quotes"),
    "title: *important*": ("2:8", "put the whole value in quotes"),
    "title: &eacute; partout": ("2:8", "put the whole value in quotes"),
    "title: @camille": ("2:8", "put the whole value in quotes"),
    "title: `code`": ("2:8", "put the whole value in quotes"),
    "title: % de hausse": ("2:8", "put the whole value in quotes"),
    "title: !important": ("2:8", "put the whole value in quotes"),
    "title: > Un chapô": ("2:10", "begin it there, indented; or put the whole value in quotes"),
    "title: - Un tiret": ("2:8", "begin it on the next line; a text that begins with a hyphen must stand in quotes"),
    "title: {{ titre }}": ("2:9", "a text that begins with { or [ must stand in quotes"),
    "title:Sans espace": ("2:6", "write “title: …”"),
    "title:\N{NO-BREAK SPACE}Une espace": ("2:6", "write “title: …”"),
    "title: a\nUne phrase perdue": ("3:1", "a text of several lines stands in quotes, or indented below “key: >-”"),
    "title: a\n kicker: b": ("3:2", "all lines of a group begin in the same column"),
    "tags:\n  - a\n - b": ("4:2", "all lines of a group begin in the same column"),
    "image:\n\tsrc: a.jpg": ("3:1", "indent with spaces"),
    'title: "\\d"': ("2:9", "write it twice, or use single quotes"),
}


@pytest.mark.parametrize("matter", YAMLS)
def test_broken_yaml_is_marked_where_it_is_to_be_mended(matter: str, tmp_path: Path) -> None:
    report = newsroom(tmp_path).write("content/articles/a.md", f"---\n{matter}\n{MATTER}---\n").build()
    [fault] = report.faults
    place, way_out = YAMLS[matter]
    assert f"{fault.place.line}:{fault.place.column}" == place
    assert fault.fault.code == "bad-yaml"
    assert way_out in fault.fault.help
    assert not re.search("did not find|could not|while|token|scalar|mapping", fault.fault.message)


BODIES: Mapping[str, list[str]] = {
    "": [],
    "- " * 3000 + "x": ["7:1 too-deep"],
    "> " * 3000 + "x": [],
    "<div>" * 2000: ["7:1 too-tangled"],
    "[" * 500 + "a" + "](b.md)" * 500: ["7:3997 dead-link"],
    "Un [lien](article://[x).": ["7:11 unknown-reference"],
    "Un [lien](article:).": ["7:11 unknown-reference"],
    "Un [lien](//[x).": [],
    "[a](/nulle) et [a](/nulle-part)": ["7:5 dead-link", "7:20 dead-link"],
    "[a](x.md) [a](x.md)": ["7:5 dead-link", "7:15 dead-link"],
    "<a href='x.md'>a</a>": ["7:10 dead-link"],
    "[a][b]\n\n[b]: x.md": ["9:6 dead-link"],
    "![a](x.jpg 'titre')": ["7:6 missing-file"],
    '<video src="x.mp4" poster="y.jpg"></video>': ["7:13 missing-file", "7:28 missing-file"],
    "[a](#b) puis [a](#b)\n\n## b": [],
    "[a](#b) puis [a](#c)\n\n## b": ["7:18 dead-anchor"],
    "gap000000000000x0x": [],
    '{{< related article="a" >}}': [],
    '{{< related article="z" label="z" >}}': ["7:22 unknown-reference"],
    '{{< related artcle="a" >}}': ["7:13 bad-argument"],
    '{{< related article="" >}}': ["7:1 bad-argument"],
    '{{< related article="a" x="b" >}}': ["7:25 bad-argument"],
    '{{< related article="a" label="x" article="b" >}}': ["7:35 bad-argument"],
    '{{< related article="a" label = "x" label="y" label="z" >}}': ["7:37 bad-argument", "7:47 bad-argument"],
    '{{< related article="a" x="b" x="c" >}}': ["7:25 bad-argument", "7:31 bad-argument"],
    "{{< related >": ["7:14 bad-shortcode"],
    "{{< >}}": ["7:5 bad-shortcode"],
    'Un {{< related article="a" >}} ici.': ["7:4 bad-shortcode"],
    "Un `{{< related >}}` ici.\n\n    {{< related >}}\n\n```\n{{< related >}}\n```": [],
}


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_odd_bodies_are_published_or_marked(body: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.write("content/articles/a.md", f"---\ntitle: A\n{MATTER}---\n\n{body}\n")
    report = room.build()
    expected = [f"content/articles/a.md:{fault}" for fault in BODIES[body]]
    assert codes(report) == expected
    assert all(fault.fault.help for fault in report.faults)


def test_a_text_that_is_too_deep_spoils_no_text_behind_it(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", body="- " * 3000 + "x\n").article("b", body="# Un *titre*\n\n[a](#rien)\n")
    assert codes(room.build()) == ["content/articles/a.md:6:1 too-deep", "content/articles/b.md:8:5 dead-anchor"]
    room.delete("content/articles/a.md").replace("content/articles/b.md", "#rien", "#un-titre").built()
    assert room.public() == room.clean(tmp_path / "clean")


def test_odd_files_are_faults(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("sain").write("static", "pas un dossier")
    room.write("content/articles/vide.md", "").write("content/articles/blanc.md", " \n\t\n")
    room.write("content/articles/seul.md", "---").write(
        "content/articles/utf16.md", "---\ntitle: a\n---\n".encode("utf-16")
    )
    room.write("content/articles/octets.md", bytes(range(256))).write("content/articles/a\nb.md", "---\n")
    room.write("content/data/vide.json", "").write("content/data/profond.json", "[" * 100_000)
    room.write("content/data/long.json", "9" * 5000).write("content/data/rien.yaml", "")
    room.write("content/fronts/home.yaml", "- une\n").write("content/fronts/home.txt", "")
    report = room.build()
    assert codes(report) == [
        "content/articles/a\\x0ab.md:1:1 bad-name",
        "content/articles/blanc.md:1:1 empty-file",
        "content/articles/octets.md:3:115 not-utf8",
        "content/articles/seul.md:1:1 no-front-matter",
        "content/articles/utf16.md:1:1 not-utf8",
        "content/articles/vide.md:1:1 empty-file",
        "content/data/profond.json:1:1 bad-json",
        "content/data/vide.json:1:1 bad-json",
        "content/fronts/home.txt:1:1 stray-file",
        "content/fronts/home.yaml:1:1 wrong-type",
        "static:1:1 not-a-folder",
    ]
    ways_out = {each.fault.path: each.fault.help for each in report.faults}
    assert ways_out["content/fronts/home.txt"] == (
        "files of content/fronts/ end in .yaml or .yml: rename it, or move it out of content/"
    )


def test_odd_names_that_are_sound_are_published(tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("templates/article.html", "{{ article.title }}")
    names = (
        "été à la plage",
        "日本 2026",
        "un.point.de.trop",
        "x.md/dans-un-dossier",
        "MAJUSCULES",
        "l’apostrophe & 'l'autre'",
    )
    for name in names:
        room.article(name, title=name.upper())
    room.article("mots", title="Long", tags=["mot " * 2_500, "x" * 10_000]).article("titre", title="mot " * 2_500)
    room.write("static/images/été à la plage.svg", "<svg/>")
    assert codes(room.built()) == ["content/articles/titre.md:2:8 long-title"]
    assert {"sport/ete-a-la-plage/index.html", "images/été à la plage.svg"} <= set(room.public())


def test_texts_in_windows_clothes_are_the_same_texts(tmp_path: Path) -> None:
    text = f"---\ntitle: Un titre\n{MATTER}---\n\nUn paragraphe.\n\n- un\n- deux\n"
    plain = newsroom(tmp_path / "a").write("content/articles/a.md", text)
    dressed = newsroom(tmp_path / "b").write("content/articles/a.md", text.replace("\n", "\r\n").encode("utf-8-sig"))
    old_mac = newsroom(tmp_path / "c").write("content/articles/a.md", text.replace("\n", "\r"))
    for room in (plain, dressed, old_mac):
        assert room.built().faults == ()
    assert plain.public() == dressed.public() == old_mac.public()


def test_a_text_of_five_megabytes_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    head = f"---\ntitle: Long\n{MATTER}---\n"
    line = "mot " * 100 + "\n\n"
    body = line * ((LARGEST_TEXT - len(head)) // len(line))
    room = newsroom(tmp_path).write("content/articles/a.md", head + body)
    assert room.built().faults == ()
    room.write("content/articles/a.md", head + body + line)
    assert codes(room.build()) == ["content/articles/a.md:1:1 huge-file"]


def test_links_out_of_the_site_and_in_circles_are_refused(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site").article("sain")
    (tmp_path / "secret.md").write_text(f"---\ntitle: Secret\n{MATTER}---\nmot de passe\n", encoding="utf-8")
    articles = tmp_path / "site/content/articles"
    (articles / "dehors.md").symlink_to("../../../secret.md")
    (articles / "dossier-dehors").symlink_to("/etc")
    (articles / "boucle.md").symlink_to("boucle.md")
    (articles / "aller.md").symlink_to("retour.md")
    (articles / "retour.md").symlink_to("aller.md")
    (articles / "ici").symlink_to(".")
    (articles / "mort.jpg").symlink_to("absent.jpg")
    (tmp_path / "site/static").symlink_to("..")
    report = room.build()
    assert codes(report) == [
        "content/articles/aller.md:1:1 dead-symlink",
        "content/articles/boucle.md:1:1 dead-symlink",
        "content/articles/dehors.md:1:1 symlink-outside",
        "content/articles/dossier-dehors:1:1 symlink-outside",
        "content/articles/ici:1:1 symlink-folder",
        "content/articles/mort.jpg:1:1 dead-symlink",
        "content/articles/retour.md:1:1 dead-symlink",
        "static:1:1 symlink-outside",
    ]
    assert all(fault.excerpt == () for fault in report.faults), "what lies outside of the site is never shown"


def test_a_link_to_a_file_of_the_site_is_read_like_the_file(tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("content/articles/brut.txt", f"---\ntitle: A\n{MATTER}---\n\n[x](#y)\n")
    (tmp_path / "content/articles/a.md").symlink_to("brut.txt")
    report = room.build()
    assert codes(report) == ["content/articles/a.md:7:5 dead-anchor", "content/articles/brut.txt:1:1 unread-text"]
    assert report.faults[0].excerpt == ((6, ""), (7, "[x](#y)"))


@pytest.mark.parametrize("path", ["content/articles/a.md", "templates/front.html", "static/a.svg"])
def test_an_unreadable_file_is_reported(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = newsroom(tmp_path).article("a").article("b", related=["a"]).write("static/a.svg", "<svg/>")
    whole: Any = os.open

    def refuse(file: Any, *arguments: Any, **more: Any) -> Any:
        if str(file).endswith(path):
            raise PermissionError(errno.EACCES, "Permission denied", str(file))
        return whole(file, *arguments, **more)

    monkeypatch.setattr(os, "open", refuse)
    report = room.build()
    assert codes(report) == [f"{path}:1:1 unreadable"]
    assert report.faults[0].fault.message == "this cannot be read: Permission denied"
    assert not (tmp_path / "public").exists()


def test_an_unreadable_folder_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = newsroom(tmp_path).article("2026/a").article("b")
    whole = os.scandir

    def refuse(path: Any) -> Any:
        if str(path).endswith("2026"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return whole(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert codes(room.build()) == ["content/articles/2026:1:1 unreadable"]


def test_a_file_that_is_there_and_cannot_be_read_is_reported_and_one_that_vanishes_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = newsroom(tmp_path).article("a").article("b")
    whole: Any = os.open

    def fail(file: Any, *arguments: Any, **more: Any) -> Any:
        if str(file).endswith("/a.md"):
            raise OSError(errno.EIO, "Input/output error", file)
        if str(file).endswith("/b.md"):
            Path(file).unlink(missing_ok=True)
        return whole(file, *arguments, **more)

    monkeypatch.setattr(os, "open", fail)
    assert codes(room.build()) == ["content/articles/a.md:1:1 unreadable"]


# One fault, one report ------------------------------------------------------------------------------------------------


def test_what_refers_to_a_broken_file_is_no_further_fault(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("casse", title="Un titre", date="hier", author="camille")
    room.write("content/articles/sans-fin.md", '---\ntitle: "Sans fin\ncategory: sport\n---\n')
    room.write("content/authors/camille.md", "---\nname: Camille Roux\nrole: [a]\n---\n")
    room.write("content/categories/sport.md", "---\ntitle: Le sport\norder: un\n---\n")
    room.write("content/categories/foot.md", "---\ntitle: Le foot\nparent: sport\n---\n")
    (tmp_path / "content/articles/photo.jpg").symlink_to("absente.jpg")
    room.write(
        "content/articles/lie.md",
        "---\ntitle: Lié\ncategory: [foot, Le sport]\ndate: 2026-01-01\nauthor: [Camille Roux, camille]\n"
        "related: [casse, un-titre, casse.md, sans-fin]\nimage: {src: photo.jpg, alt: a}\n---\n"
        "\n[a](casse.md), [b](article:un-titre)\n",
    )
    assert codes(room.build()) == [
        "content/articles/casse.md:4:7 bad-date",
        "content/articles/photo.jpg:1:1 dead-symlink",
        "content/articles/sans-fin.md:2:8 bad-yaml",
        "content/authors/camille.md:3:7 wrong-type",
        "content/categories/sport.md:3:8 wrong-type",
    ]


def test_an_article_in_an_unknown_category_is_one_fault_however_often_it_is_named(tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("content/categories/sport.md", "---\ntitle: Sport\n---\n")
    room.article("perdu", category="sprot").article("a", related=["perdu"], body="[a](perdu.md)\n")
    assert codes(room.build()) == ["content/articles/perdu.md:3:11 unknown-category"]


def test_faults_in_the_body_do_not_hide_faults_in_the_references(tmp_path: Path) -> None:
    body = '[a](#rien)\n\n{{< relatd article="x" >}}\n'
    room = newsroom(tmp_path).article("a", body=body, author="camille", related=["absent"])
    room.write("content/authors/jean.md", "---\nname: Jean\n---\n")
    assert codes(room.build()) == [
        "content/articles/a.md:5:9 unknown-author",
        "content/articles/a.md:7:3 unknown-reference",
        "content/articles/a.md:9:5 dead-anchor",
        "content/articles/a.md:11:5 unknown-shortcode",
    ]


def test_faults_in_the_front_matter_do_not_hide_those_in_its_references(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("b", author="jean")
    room.write("content/authors/jean.md", "---\nname: Jean\n---\n")
    room.write("content/categories/sport.md", "---\ntitle: Sport\n---\n")
    room.article(
        "a",
        body="[a](/nulle-part/)\n\n![b](absente.jpg)\n\n[c](b.md#rien)\n",
        date="hier",
        category=["sport", "sprot"],
        author=["jean", "camille"],
        related=["b", "absent"],
        next="nul",
    )
    assert codes(room.build()) == [
        "content/articles/a.md:5:3 unknown-category",
        "content/articles/a.md:6:7 bad-date",
        "content/articles/a.md:9:3 unknown-author",
        "content/articles/a.md:12:3 unknown-reference",
        "content/articles/a.md:13:7 unknown-reference",
        "content/articles/a.md:15:5 dead-link",
        "content/articles/a.md:17:6 missing-file",
        "content/articles/a.md:19:5 dead-anchor",
    ]
    room.article("a", slug="Pas un slug", related=["absent"], author="camille")
    assert codes(room.build()) == [
        "content/articles/a.md:5:7 bad-slug",
        "content/articles/a.md:7:3 unknown-reference",
        "content/articles/a.md:8:9 unknown-author",
    ]


def test_a_category_that_is_missing_hides_no_fault_of_the_article(tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("content/categories/sport.md", "---\ntitle: Sport\n---\n")
    room.article("a", category="sprot", related=["absent"], body="[a](nul.md)\n")
    room.write("content/articles/b.md", "---\ntitle: B\ndate: 2026-03-01\nrelated: absent\n---\n")
    assert codes(room.build()) == [
        "content/articles/a.md:3:11 unknown-category",
        "content/articles/a.md:6:3 unknown-reference",
        "content/articles/a.md:8:5 dead-link",
        "content/articles/b.md:2:1 missing-field",
        "content/articles/b.md:4:10 unknown-reference",
    ]


@pytest.mark.parametrize("unpublished", ["draft: true", "draft: peut-être", "expires: 2026-04-01", "expires: demain"])
def test_what_a_faulty_article_refers_to_is_not_checked_where_readers_may_never_see_it(
    unpublished: str, tmp_path: Path
) -> None:
    matter = f"title: A\n{MATTER}related: absent\nslug: Pas un slug\n{unpublished}"
    report = newsroom(tmp_path).write("content/articles/a.md", f"---\n{matter}\n---\n").build()
    assert {fault.fault.code for fault in report.faults} <= {"bad-slug", "bad-date", "wrong-type"}


def test_a_faulty_article_is_no_source_of_false_faults(tmp_path: Path) -> None:
    """Categories and authors that only it names, its own galleries, itself: nothing of that is wrong."""
    room = newsroom(tmp_path).article("b").write("content/articles/vue.png", picture())
    body = '{{< gallery name="pont" >}}\n\n[a](a.md)\n'
    room.article("a", body=body, date="hier", category="neuve", author="Camille", related=["a", "b"], galleries=3)
    assert codes(room.build()) == ["content/articles/a.md:4:7 bad-date", "content/articles/a.md:9:12 wrong-type"]
    room.article("a", body=body, date="hier", galleries={"pont": [{"src": "vue.png", "alt": "Le pont"}]})
    assert codes(room.build()) == ["content/articles/a.md:4:7 bad-date"]


def test_two_articles_with_one_address_are_reported_at_the_newer(tmp_path: Path) -> None:
    room = (
        newsroom(tmp_path).article("a-neuf", title="La finale", date="2026-03-02").article("b-vieux", title="La finale")
    )
    report = room.build()
    assert codes(report) == ["content/articles/a-neuf.md:2:8 same-address"]
    assert report.faults[0].fault.message == (
        "/sport/la-finale/ is the address of both content/articles/a-neuf.md and content/articles/b-vieux.md"
    )


def test_an_alias_over_two_articles_of_one_address_hides_neither_fault(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", title="La finale").article("b", title="La finale", date="2026-02-01")
    room.article("c", date="2026-04-01", aliases=["/sport/la-finale/"])
    assert codes(room.build()) == ["content/articles/a.md:2:8 same-address", "content/articles/c.md:6:3 alias-taken"]


def test_a_broken_template_that_no_page_uses_is_reported_though_nothing_is_stale(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a")
    room.built()
    room.write("templates/inutile.html", "{% if %}")
    report = room.build()
    assert codes(report) == ["templates/inutile.html:1:1 bad-template"]
    assert report.failed


def test_warnings_alone_do_not_stop_a_build(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", tags=["États-Unis"]).article("b", tags=["etats-unis"], body="[a](/sport)\n")
    report = room.build()
    assert codes(report) == ["content/articles/a.md:6:3 near-duplicate-tag", "content/articles/b.md:8:5 slow-link"]
    assert [fault.fault.severity for fault in report.faults] == ["warning", "warning"]
    assert not report.failed
    assert "sport/b/index.html" in room.public()


# Settings -------------------------------------------------------------------------------------------------------------


def test_a_folder_without_settings_is_no_site(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a").delete("newsgen.yaml")
    report = room.build()
    assert codes(report) == ["newsgen.yaml:1:1 no-site"]
    assert report.faults[0].fault.help == "run newsgen in the folder of the site; the file needs a title and a url"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "templates"]


SITE = "title: T\nurl: https://x.example\n"
SETTINGS_WITH: Mapping[str | bytes, list[str]] = {
    "": ["1:1 missing-field", "1:1 missing-field"],
    "- a\n": ["1:1 wrong-type"],
    "texte\n": ["1:1 wrong-type"],
    "title: T\nurl: https://\n": ["2:6 bad-url"],
    "title: T\nurl: https://[::1\n": ["2:6 bad-url"],
    "title: T\nurl: https://x.example:port\n": ["2:6 bad-url"],
    "title: T\nurl: https://x.example/?a=b\n": ["2:6 bad-url"],
    SITE + "titel: T\n": ["3:1 unknown-field"],
    SITE + "timezone: ../../etc/passwd\n": ["3:11 bad-timezone"],
    SITE + "timezone: Europe\n": ["3:11 bad-timezone"],
    SITE + "language: fr_CA\n": ["3:11 bad-language"],
    SITE + "permalinks: {article: '/{categroy}/{slug}/'}\n": ["3:23 bad-permalink"],
    SITE + "permalinks: {article: '/{slug!r}/'}\n": ["3:23 bad-permalink"],
    SITE + "permalinks: {article: '/{}/{slug}/'}\n": ["3:23 bad-permalink"],
    SITE + "permalinks: {article: '/../{slug}/'}\n": ["3:23 bad-permalink"],
    SITE + "markdown: {extensions: {nope: {}}}\n": ["3:25 bad-extension"],
    SITE + "markdown: {extensions: {os: {}}}\n": ["3:25 bad-extension"],
    SITE + "markdown: {extensions: {toc: {nope: 1}}}\n": ["3:25 bad-extension"],
    SITE + "markdown: {extensions: {'': {}, 'a b:c': {}, .x: {}}}\n": [
        "3:25 bad-extension",
        "3:33 bad-extension",
        "3:46 bad-extension",
    ],
    SITE + "markdown:\n  extensions:\n    nl2br:\n    smarty:\n": [],
    SITE + "shortcodes: {encart: {texte: text}}\n": ["3:14 missing-template"],
    SITE + "shortcodes: {related: {article: article}}\n": [],
    SITE + "logo: /absent.svg\nfavicon: /absent.ico\n": ["3:7 missing-file", "4:10 missing-file"],
    SITE + "params: {a: !!python/name:os.system x}\n": ["3:13 bad-yaml"],
    (SITE + "description: été\n").encode("latin-1"): ["3:14 not-utf8"],
    SITE + "description: \0\n": ["3:14 control-character"],
    "\ufeff" + SITE.replace("\n", "\r\n"): [],
}


@pytest.mark.parametrize("text", SETTINGS_WITH, ids=range(len(SETTINGS_WITH)))
def test_odd_settings_are_understood_or_marked(text: str | bytes, tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", body="Un texte.\n").write("newsgen.yaml", text)
    report = room.build()
    assert codes(report) == [f"newsgen.yaml:{fault}" for fault in SETTINGS_WITH[text]]
    assert all(fault.fault.help for fault in report.faults)


@pytest.mark.parametrize("settings", ["title: T\n", "title: [\n", "\0", "- a\n"])
def test_broken_settings_do_not_hide_the_faults_that_files_have_whatever_the_settings(
    settings: str, tmp_path: Path
) -> None:
    room = newsroom(tmp_path, settings).article("a", date="hier", related=[["b"]]).write("static/a.svg", "<svg/>")
    room.write("content/articles/b.md", "---\ntitle: 'L'été'\n---\n").write("content/articles/c.md", "sans\n")
    room.write("content/authors/camille.md", "---\nnom: Camille\n---\n").write("content/data/d.json", "{")
    room.write("content/fronts/home.yaml", "une: a\n").write("content/redirects.yaml", "redirects: 3\n")
    room.write("content/fronts/home.txt", "").write("templates/front.html", "Été".encode("latin-1"))
    first, *others = codes(room.build())
    assert first == "content/articles/a.md:4:7 bad-date"
    assert [each for each in others if not each.startswith("newsgen.yaml:")] == [
        "content/articles/a.md:6:3 wrong-type",
        "content/articles/b.md:2:11 bad-yaml",
        "content/articles/c.md:1:1 no-front-matter",
        "content/authors/camille.md:2:1 unknown-field",
        "content/data/d.json:1:2 bad-json",
        "content/fronts/home.txt:1:1 stray-file",
        "content/fronts/home.yaml:1:1 unknown-field",
        "content/redirects.yaml:1:12 wrong-type",
        "templates/front.html:1:1 not-utf8",
    ]
    assert [each for each in others if each.startswith("newsgen.yaml:")]


def test_broken_settings_cause_no_fault_that_sound_ones_would_not(tmp_path: Path) -> None:
    """The zone, the language, shortcodes, extensions: what depends on them waits until they are known."""
    room = newsroom(tmp_path, "title: T\nurl: https://x.example\ntimezone: Amrica/Lima\nlanguage: de\n")
    room.article("a", title="Über uns", slug="ueber-uns", date="2026-03-29T02:30", updated="2026-03-29T01:00Z")
    room.article("b", body='{{< encart x="y" >}}\n\n[a](#anker)\n', date="2026-10-25T02:30", author="?")
    assert codes(room.build()) == ["newsgen.yaml:3:11 bad-timezone"]


def test_a_text_parsed_without_its_extension_is_parsed_again_once_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = newsroom(tmp_path, SITE + "markdown: {extensions: {barre_newsgen: {}}}\n").article("a", body="un ~~mot~~\n")
    assert codes(room.build()) == ["newsgen.yaml:3:25 bad-extension"]
    module = tmp_path / "modules/barre_newsgen.py"
    module.parent.mkdir()
    module.write_text(
        "from markdown.extensions import Extension\n"
        "from markdown.inlinepatterns import SimpleTagInlineProcessor\n"
        "class Barre(Extension):\n"
        "    def extendMarkdown(self, md):\n"
        "        md.inlinePatterns.register(SimpleTagInlineProcessor(r'()~~(.*?)~~', 'del'), 'del', 175)\n"
        "makeExtension = Barre\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(module.parent)
    room.allow_local_code = True
    room.built()
    assert "<del>mot</del>" in room.page("sport/a/index.html")


def test_an_extension_that_fails_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = tmp_path / "modules/panne_newsgen.py"
    module.parent.mkdir()
    module.write_text(
        "from markdown.extensions import Extension\n"
        "from markdown.preprocessors import Preprocessor\n"
        "class Panne(Preprocessor):\n"
        "    def run(self, lines):\n"
        "        return lines if 'ok' in lines else 1 / 0\n"
        "class Extension(Extension):\n"
        "    def extendMarkdown(self, md):\n"
        "        md.preprocessors.register(Panne(md), 'panne', 5)\n"
        "makeExtension = Extension\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(module.parent)
    room = (
        newsroom(tmp_path, SITE + "markdown: {extensions: {panne_newsgen: {}}}\n")
        .article("a")
        .article("b", body="ok\n")
    )
    room.allow_local_code = True
    report = room.build()
    assert codes(report) == ["content/articles/a.md:6:1 markdown-failure"]
    assert "ZeroDivisionError: division by zero" in report.faults[0].fault.message


# Templates ------------------------------------------------------------------------------------------------------------

TEMPLATES: Mapping[str, tuple[str, str]] = {
    "{{ pgae }}": ("1:4", "“pgae” is not defined here"),
    "{{ inconnu }}": ("1:4", "“inconnu” is not defined here"),
    "<p>\n{{ page.titel }}": ("2:9", "Head has no field “titel”"),
    "{{ lead.titel }}": ("1:9", "Teaser has no field “titel”"),
    "{{ config.titel }}": ("1:11", "Config has no field “titel”"),
    "{{ page['titel'] }}": ("1:10", "Head has no field “titel”"),
    "{{ site.lastest(3) }}": ("1:9", "site has no question “lastest”"),
    "{{ site.latest() }}": ("1:1", "site.latest does not take these arguments: none"),
    "{{ site.latest([1]) }}": ("1:1", "site.latest takes words and numbers, not a list"),
    "{{ site.latest(rien) }}": ("1:16", "“rien” is not defined here"),
    "{{ site.latest('x') }}": ("1:1", "site.latest does not take these arguments: 'x'"),
    "{{ site.latest(1, 2) }}": ("1:1", "site.latest does not take these arguments: 1, 2"),
    "{{ site.featured('x') }}": ("1:1", "site.featured does not take these arguments: 'x'"),
    "{{ site.section(5, 1) }}": ("1:1", "site.section does not take these arguments: 5, 1"),
    "{{ site.section('sport', '1') }}": ("1:1", "site.section does not take these arguments: 'sport', '1'"),
    "{{ site.tag(5, 1) }}": ("1:1", "site.tag does not take these arguments: 5, 1"),
    "{{ site.asset(5) }}": ("1:1", "site.asset does not take these arguments: 5"),
    "{{ site.today(1) }}": ("1:1", "site.today does not take these arguments: 1"),
    "{{ site.section('sprot', 1) }}": ("1:18", "there is no category “sprot”"),
    "{{ site.asset('absent.css') }}": ("1:16", "there is no file static/absent.css"),
    "{{ site.today }}": ("1:1", "this prints a function"),
    "{{ page.title.upper }}": ("1:1", "this prints a function"),
    "{{ page }}": ("1:1", "this prints a whole Head, which is no text"),
    "{{ site.latest(3) }}": ("1:1", "this prints a whole tuple, which is no text"),
    "{{ joiner }}": ("1:1", "this prints a function"),
    "{{ cycler('a') }}": ("1:1", "this prints a whole Cycler, which is no text"),
    "<p>\n{{ cycler('a') ~ '' }}": ("2:1", "this prints a whole Cycler, which is no text"),
    "{{ 'a'.upper ~ '' }}": ("1:1", "this prints a function"),
    "{{ namespace(a=range) ~ '' }}": ("1:1", "this prints a whole Namespace, which is no text"),
    "{{ [[range]] ~ '' }}": ("1:1", "this prints a function"),
    "{{ '%s' % range }}": ("1:1", "this prints a function"),
    "{{ ('%s' | safe) % {'a': range} }}": ("1:1", "this prints a function"),
    "{{ '%s' | format(range) }}": ("1:1", "this prints a function"),
    "{{ '{}'.format(range) }}": ("1:1", "this prints a function"),
    "{{ ('{a}' | safe).format(a=range) }}": ("1:1", "this prints a function"),
    "{{ '{0.upper}'.format('a') }}": ("1:1", "this takes values apart within a format"),
    "{{ '{:{0[upper]}}'.format('a') }}": ("1:1", "this takes values apart within a format"),
    "{{ ('' | safe).join([range]) }}": ("1:1", "this prints a function"),
    "{{ [range] | join }}": ("1:1", "this prints a function"),
    "{{ ['a'] | join(range) }}": ("1:1", "this prints a function"),
    "{{ ['a'] | map(attribute='upper') | join }}": ("1:1", "this prints a function"),
    "{{ ['a'] | join(attribute='upper') }}": ("1:1", "this prints a function"),
    "{{ range | string }}": ("1:1", "this prints a function"),
    "{{ range | upper }}": ("1:1", "this prints a function"),
    "{{ {'a': range} | urlencode }}": ("1:1", "this prints a function"),
    "{{ [range] | pprint }}": (
        "1:1",
        "this cannot be computed: Encoding objects of type function is unsupported (TypeError)",
    ),
    "{% include [range] %}": ("1:1", "there is no template “<function safe_range>”"),
    "{% for each in {'a': 1, 'b': 2}.keys() - [] %}{% endfor %}": (
        "1:1",
        "this makes a set, whose order differs from build to build",
    ),
    "{{ 1 / 0 }}": ("1:1", "this cannot be computed: division by zero (ZeroDivisionError)"),
    "{{ page.title | date }}": ("1:1", "this cannot be computed: Invalid isoformat string: 'Le Test' (ValueError)"),
    "{{ page.title | html }}": (
        "1:1",
        "this cannot be computed: the filter html is for texts, such as article.body (TypeError)",
    ),
    "{{ ''.__class__ }}": ("1:1", "access to attribute '__class__' of 'str' object is unsafe."),
    "{% for a in 'b' %}{{ loop._length }}{% endfor %}": (
        "1:1",
        "access to attribute '_length' of 'LoopContext' object is unsafe.",
    ),
    "{% include 'absent.html' %}": ("1:13", "there is no template “absent.html”"),
    "{% extends 'absent.html' %}": ("1:13", "there is no template “absent.html”"),
    "{% include page.title %}": ("1:1", "there is no template “Le Test”"),
    "{% include 'front.html' %}": ("1:1", "this template includes itself without end"),
    "{% extends 'front.html' %}": ("1:1", "this template includes itself without end"),
    "{% macro a() %}{{ a() }}{% endmacro %}\n{{ a() }}": ("1:1", "this template includes itself without end"),
}


@pytest.mark.parametrize("text", TEMPLATES)
def test_an_error_in_a_template_is_marked_there(text: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a").write("templates/front.html", text)
    report = room.build()
    [fault] = report.faults
    place, message = TEMPLATES[text]
    assert fault.fault.message == f"{message} (while rendering /)"
    assert (fault.fault.path, fault.fault.code) == ("templates/front.html", "template-error")
    assert f"{fault.place.line}:{fault.place.column}" == place
    assert fault.fault.help
    assert "0x" not in fault.fault.message + fault.fault.help, "an address of memory would differ at each run"


@pytest.mark.parametrize(
    ("asked", "way_out"),
    [
        ("site.latest('x')", "it takes count"),
        ("site.section(5)", "it takes name, count"),
        ("site.pages(1)", "it takes nothing"),
    ],
)
def test_wrong_arguments_of_a_question_are_told_the_right_ones(asked: str, way_out: str, tmp_path: Path) -> None:
    report = newsroom(tmp_path).article("a").write("templates/front.html", f"{{{{ {asked} }}}}").build()
    assert [each.fault.help for each in report.faults] == [way_out]


@pytest.mark.parametrize(
    "bug", [TypeError("a bug of ours"), AttributeError("a bug of ours")], ids=["type", "attribute"]
)
def test_a_bug_within_a_question_is_not_taken_for_wrong_arguments(
    bug: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def theme_of(*_: object) -> Theme:
        raise bug

    room = newsroom(tmp_path).article("a").write("templates/front.html", "{{ site.theme().footer }}")
    room.built()
    monkeypatch.setattr("newsgen.plan.queries.theme_of", theme_of)
    report = room.write("templates/front.html", "{{ site.theme().footer }}.").build()
    kind = type(bug).__name__
    assert [each.fault.message for each in report.faults] == [
        f"this cannot be computed: a bug of ours ({kind}) (while rendering /)"
    ]


def test_what_is_text_becomes_text_in_every_way(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", title="Un").article("b", title="Deux", date="2026-02-01")
    ways = {
        "{{ 'a' ~ 1 ~ 2.5 ~ none ~ true }}": "a12.5NoneTrue",
        "{{ '<' ~ ('<' | safe) }}": "&lt;<",
        "{{ '%s-%02d' % ('a', 7) }} {{ 7 % 4 }} {{ 7 - 4 }}": "a-07 3 3",
        "{{ '%s' | format('a') }} {{ '{} {:.1f} {b}'.format('a', 1, b='b') }}": "a a 1.0 b",
        "{{ site.latest(2) | join(' ', attribute='title') }}": "Un Deux",
        "{{ ['a', 'b'] | map('upper') | join(', ') }} {{ {'a': 1}.keys() | join }}": "A, B a",
        "{{ [3, 1] | sort | join }} {{ [3, 1] | reverse | join }}": "13 13",
        "{{ {'a': 1, 'b': none} | xmlattr }} {{ {'a': 'é'} | urlencode }}": ' a="1" a=%C3%A9',
        "{{ site.latest(1)[0].section | pprint }}": "{'title': 'sport', 'url': '/sport/'}".replace("'", "&#39;"),
        "{{ 'a' is sameas 'a' }} {{ 'a' is sameas 'b' }} {{ 1 is sameas true }}": "True False False",
    }
    room.write("templates/front.html", "\n".join(ways)).built()
    assert room.page("index.html").split("\n") == list(ways.values())


def test_equal_values_are_the_same_to_a_template_wherever_they_come_from(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a")
    room.write("templates/front.html", "{{ site.latest(1)[0] is sameas site.latest(2)[0] }}").built()
    assert room.page("index.html") == "True"


SYNTAX: Mapping[str, tuple[str, str]] = {
    "{% if %}": ("1:1", "Expected an expression, got 'end of statement block'"),
    "a\n\n{% for a in b %}": ("3:1", "Unexpected end of template"),
    "{{ page.title | uper }}": ("1:17", "there is no filter “uper”"),
    "{{ page.title is nonne }}": ("1:18", "there is no test “nonne”"),
    "<p>\n{{ page.title\n  | upper\n  | inconnu }}": ("4:5", "there is no filter “inconnu”"),
    "{% inconnu %}": ("1:1", "Encountered unknown tag 'inconnu'"),
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}": ("1:1", "this template is nested too deeply"),
    "{% if 1 %}" * 3000 + "{% endif %}" * 3000: ("1:1", "this template is nested too deeply"),
}


@pytest.mark.parametrize("text", SYNTAX, ids=range(len(SYNTAX)))
def test_broken_syntax_of_a_template_is_marked_there_and_nowhere_else(text: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a").write("templates/partials/casse.html", text)
    room.write("templates/front.html", '{% include "partials/casse.html" %}')
    report = room.build()
    [fault] = report.faults
    place, message = SYNTAX[text]
    assert (fault.fault.path, fault.fault.code) == ("templates/partials/casse.html", "bad-template")
    assert f"{fault.place.line}:{fault.place.column}" == place
    assert message in fault.fault.message
    assert fault.fault.help


def test_printing_a_text_without_its_filter_is_refused(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a").write("templates/article.html", "<main>\n{{ article.body }}")
    report = room.build()
    assert codes(report) == ["templates/article.html:2:1 template-error"]
    assert report.faults[0].fault.message == "this prints a text without its filter (while rendering /sport/a/)"
    assert report.faults[0].fault.help == "write {{ … | html }}"


def test_a_fault_of_a_template_names_the_pages_that_it_spoils_once(tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("templates/article.html", "{{ rien }}")
    for number in range(5):
        room.article(f"a{number}", date=f"2026-03-0{number + 1}")
    [fault] = room.build().faults
    assert fault.fault.message == (
        "“rien” is not defined here (while rendering /sport/a4/, /sport/a3/, /sport/a2/ and 2 more)"
    )


def test_a_shortcode_without_a_template_is_one_fault_of_the_settings(tmp_path: Path) -> None:
    settings = SETTINGS + "shortcodes:\n  encart:\n    texte: text\n"
    room = newsroom(tmp_path, settings).article("a", body='{{< encart texte="Un" >}}\n')
    assert codes(room.build()) == ["newsgen.yaml:6:3 missing-template"]
    room.write("templates/shortcodes/encart.html", "<aside>{{ texte }}</aside>").built()
    assert "<aside>Un</aside>" in room.page("sport/a/index.html")


# An output that cannot be written -------------------------------------------------------------------------------------


def report_of(room: Newsroom, **changes: Any) -> Report:
    """Build with another request."""
    from msgspec.structs import replace

    return build(replace(room.request, **changes))


@pytest.mark.parametrize("output", ["content/public", "content", "static/x", "templates", ".newsgen/public", ".git"])
def test_an_output_among_the_sources_is_refused(output: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a").write("static/a.txt", "a").write("newsgen.yaml", f"{SITE}output: {output}\n")
    before = tree(tmp_path)
    report = room.build()
    assert codes(report) == ["newsgen.yaml:3:9 bad-output"]
    assert report.faults[0].fault.message.endswith("lies among the sources")
    assert {path: data for path, data in tree(tmp_path).items() if not path.startswith(".newsgen/")} == before


@pytest.mark.parametrize("output", [".", "..", "../..", "newsgen.yaml"])
def test_an_output_that_is_the_site_or_around_it_or_a_file_is_refused(output: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path / "b/c").article("a").write("newsgen.yaml", f"{SITE}output: {output}\n")
    assert codes(room.build()) == ["newsgen.yaml:3:9 bad-output"]
    assert not (tmp_path / "b/c/index.html").exists()


def test_an_output_given_on_the_command_line_is_no_fault_of_the_settings(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a")
    report = report_of(room, output=tmp_path / "content/public")
    assert codes(report) == ["content/public:1:1 bad-output"]


@pytest.mark.parametrize("output", ["newsgen.yaml/public", "x" * 300, "a/" * 3000])
def test_an_output_that_no_folder_can_be_made_for_is_a_clear_error(output: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a")
    report = report_of(room, output=tmp_path / output)
    [fault] = report.faults
    assert (fault.fault.code, fault.excerpt, report.failed) == ("unwritable", (), True)
    assert re.search("Not a directory|File name too long", fault.fault.message)


@pytest.mark.parametrize("foreign", ["public/sport/b/index.html/precieux.txt", "public/sport/b"])
def test_what_is_foreign_and_in_the_way_is_named_before_anything_is_touched(foreign: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", body="un\n")
    room.built()
    room.article("a", body="deux\n").article("b").write(foreign, "à garder")
    before = room.public()
    report = room.build()
    in_the_way = foreign.removesuffix("/precieux.txt")
    assert codes(report) == [f"{in_the_way}:1:1 in-the-way"]
    assert room.public() == before
    shutil.rmtree(tmp_path / in_the_way, ignore_errors=True)
    (tmp_path / in_the_way).unlink(missing_ok=True)
    room.built()
    assert room.public() == room.clean(tmp_path / "clean")


def test_what_is_foreign_and_has_the_name_of_a_new_page_is_kept_and_named(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a")
    room.built()
    same = room.public()["sport/a/index.html"]
    room.write("public/sport/b/index.html", "à garder").article("b")
    room.write("public/sport/c/index.html", same).article("c")
    [note] = room.built().notes
    assert note == (
        "the cache did not know 1 file of the output that had to be replaced; "
        f"what stood there is kept in {tmp_path}/.newsgen/replaced/1: sport/b/index.html"
    )
    assert room.public() == room.clean(tmp_path / "clean")
    assert tree(tmp_path / ".newsgen/replaced") == {"1/sport/b/index.html": "à garder".encode()}
    assert room.built().notes == ()


def test_a_site_built_over_the_files_of_another_generator_loses_none_of_them(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site").article("a").write("public/index.html", "ancien").write("public/b.html", "b")
    room.write("ailleurs/flux.xml", "flux").write("public/sport/index.html", "sport")
    (room.root / "public/atom.xml").symlink_to("../ailleurs/flux.xml")
    kept_note, left_alone = room.built().notes
    folder = room.root / ".newsgen/replaced/1"
    assert kept_note == (
        "the cache did not know 3 files of the output that had to be replaced; "
        f"what stood there is kept in {folder}: index.html, sport/index.html, atom.xml"
    )
    assert left_alone == (
        "the cache is new and cannot tell whose they are: 1 file of the output, no page of today, left alone: b.html"
    )
    assert room.public() == {**room.clean(tmp_path / "clean"), "b.html": b"b"}
    kept = {path: (folder / path).read_text("utf-8") for path in ("index.html", "sport/index.html")}
    assert kept == {"index.html": "ancien", "sport/index.html": "sport"}
    assert (folder / "atom.xml").readlink() == Path("../ailleurs/flux.xml")
    assert (room.root / "ailleurs/flux.xml").read_text("utf-8") == "flux"


def test_with_a_lost_cache_the_pages_of_old_are_all_listed_and_never_deleted(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", body="un\n")
    for number in range(5):
        room.article(f"b{number}", body=f"{number}\n")
    room.built()
    for number in range(5):
        room.delete(f"content/articles/b{number}.md")
    shutil.rmtree(tmp_path / ".newsgen")
    room.article("a", body="deux\n")
    kept, left_alone = room.built().notes
    assert kept.endswith(f" is kept in {tmp_path}/.newsgen/replaced/1: sport/a/index.html")
    assert left_alone == (
        "the cache is new and cannot tell whose they are: 5 files of the output, no page of today, left alone: "
        "sport/b0/index.html, sport/b1/index.html, sport/b2/index.html …; "
        f"{tmp_path}/.newsgen/left-alone.txt lists them all"
    )
    listed = (tmp_path / ".newsgen/left-alone.txt").read_text("utf-8").split()
    assert listed == [f"sport/b{number}/index.html" for number in range(5)]
    for path in listed:
        room.delete(f"public/{path}")
    assert room.public() == room.clean(tmp_path / "clean")
    shutil.rmtree(tmp_path / ".newsgen")
    room.article("a", body="trois\n")
    room.built()
    room.write("public/sport/e/index.html", "un").article("e").built()
    assert sorted(tree(tmp_path / ".newsgen/replaced")) == ["1/sport/a/index.html", "2/sport/e/index.html"]


def test_a_page_of_old_that_is_in_the_way_of_a_new_one_gives_way(tmp_path: Path) -> None:
    settings = SETTINGS + "permalinks:\n  page: /{slug}.html\n"
    room = newsroom(tmp_path, settings).write("content/pages/a.md", "---\ntitle: A\n---\n").article("x", category="b")
    room.built()
    room.write("newsgen.yaml", settings.replace(".html", ".html/index.html"))
    room.built()
    assert "a.html/index.html" in room.public()
    room.write("newsgen.yaml", settings)
    room.built()
    assert room.public() == room.clean(tmp_path / "clean")


@pytest.mark.parametrize("foreign", ["public/sport/b/index.html/precieux.txt", "public/sport/b"])
def test_what_is_foreign_and_stands_where_a_page_was_is_left_alone(foreign: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a").article("b")
    room.built()
    room.delete("content/articles/b.md").delete("public/sport/b/index.html")
    (tmp_path / "public/sport/b").rmdir()
    room.write(foreign, "à garder").built()
    public = dict(room.public())
    assert public.pop(foreign.removeprefix("public/")) == "à garder".encode()
    assert public == room.clean(tmp_path / "clean")


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[None]:
    """Mount a disk of a few kilobytes, where the tests may."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a disk takes root")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(os.geteuid() != 0 or shutil.which("mount") is None, reason="mounting a disk takes root")
@pytest.mark.parametrize("where", ["output", "site"])
def test_a_full_disk_leaves_the_site_as_it_was(where: str, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1200):
        room = newsroom(tmp_path / "disk/site" if where == "site" else tmp_path / "site").article("a", body="un\n")
        output = tmp_path / "disk/public"
        assert not report_of(room, output=output).failed
        before = tree(output)
        room.article("a", body="deux\n").article(
            "b", date="2026-04-01", body="mot " * 200_000 if where == "output" else "x"
        )
        (tmp_path / "disk/plein").write_bytes(b"x" * (shutil.disk_usage(tmp_path / "disk").free - 8192))
        report = report_of(room, output=output)
        [fault] = report.faults
        assert fault.fault.code == "unwritable"
        assert re.search("No space left on device|database or disk is full", fault.fault.message)
        assert fault.fault.help.startswith("make room")
        assert tree(output) == before
        assert sorted(each.name for each in output.parent.iterdir() if "tmp" in each.name) == []
        (tmp_path / "disk/plein").unlink()
        room.article("b", date="2026-04-01", body="court\n")
        assert not report_of(room, output=output).failed
        assert tree(output) == room.clean(tmp_path / "clean")


def test_a_limit_on_files_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", body="un\n")
    room.built()
    before = room.public()
    room.article("a", body="deux\n").article("b", date="2026-04-01", body="mot " * 100_000)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    script = (
        "import signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "from newsgen.cli.main import main; main(sys.argv[1:])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, "build", "--now", "2026-05-28T12:00"],
        cwd=tmp_path,
        preexec_fn=limit,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 1
    assert "error[unwritable] the site cannot be written: " in ran.stdout
    assert ran.stderr == ""
    assert room.public() == before
    room.built()
    assert room.public() == room.clean(tmp_path / "clean")


@pytest.mark.parametrize("fails_at", range(12))
def test_a_disk_that_fills_at_any_write_is_a_clear_error_and_the_next_build_repairs(
    fails_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = newsroom(tmp_path).article("a", body="un\n").article("vieux", date="2026-01-01")
    room.built()
    before = room.public()
    room.article("a", title="Autre", body="deux\n").article("b", body="trois\n").delete("content/articles/vieux.md")
    count, staging_failed = 0, False

    def failing(whole: Any, *, staging: bool) -> Any:
        def write(*arguments: Any, **more: Any) -> Any:
            nonlocal count, staging_failed
            if count == fails_at:
                staging_failed = staging
                names = ("public/x",) if staging else (".newsgen/.newsgen-tmp/1", None, "public/x")
                raise OSError(errno.ENOSPC, "No space left on device", *names)
            count += 1
            return whole(*arguments, **more)

        return write

    with monkeypatch.context() as patch:
        patch.setattr("newsgen.output.writer.open", failing(open, staging=True), raising=False)
        patch.setattr(os, "replace", failing(os.replace, staging=False))
        patch.setattr(os, "unlink", failing(os.unlink, staging=False))
        report = room.build()
    if report.failed:
        assert codes(report) == ["public:1:1 unwritable"]
        message = re.escape("the site cannot be written: No space left on device (") + r"\S*public/\S+\)"
        assert re.fullmatch(message, report.faults[0].fault.message)
        if staging_failed:
            assert room.public() == before
    else:
        assert count <= fails_at
    room.built()
    assert room.public() == room.clean(tmp_path / "clean")


def test_a_cache_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a").write(".newsgen", "un fichier")
    report = room.build()
    [fault] = report.faults
    assert (fault.fault.code, report.failed) == ("unwritable", True)
    assert ".newsgen" in fault.fault.message


# How faults look ------------------------------------------------------------------------------------------------------


def shown(report: Report, capsys: pytest.CaptureFixture[str], form: str = "text") -> str:
    """Print the faults of a report."""
    print_faults(report.faults, form)
    return capsys.readouterr().out


def test_the_caret_stands_below_its_word_whatever_stands_before(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    room = newsroom(tmp_path).article("a", body="\tx\n\nÉté 日本 e\u0301te\u0301\t[lien](rien.md)\n")
    text = shown(room.build(), capsys)
    _, marked, caret = text.splitlines()[1:4]
    wide = 2  # the two ideographs take two columns each, the two accents none
    assert caret.index("^") - wide + 2 == marked.index("rien.md")
    assert caret.count("^") == len("rien.md")


@pytest.mark.parametrize(
    ("before", "column"),
    [("e\u0301te\u0301 ", 7), ("\u200bé\u200b ", 5), ("\u1112\u1161\u11ab ", 5), ("\u200e", 2), ("é " * 3, 7)],
)
def test_columns_are_those_of_the_file_however_its_accents_are_stored(before: str, column: int, tmp_path: Path) -> None:
    report = newsroom(tmp_path).article("a", body=f"{before}[e\u0301](rie\u0301n.md) [b](x.md)\n").build()
    lengths = [(each.place.column - column, each.place.length) for each in report.faults]
    assert lengths == [(5, 8), (19, 4)]
    assert all(each.excerpt[-1][1].startswith(before) for each in report.faults)


def test_a_long_line_is_shown_around_its_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    room = newsroom(tmp_path).article("a", body="mot " * 1000 + "[lien](rien.md)" + " mot" * 1000 + "\n")
    head, _, marked, caret, _ = shown(room.build(), capsys).splitlines()
    assert head.startswith("content/articles/a.md:6:4008: error[dead-link]")
    assert len(marked) < 180
    assert marked[caret.index("^") :].startswith("rien.md")


def test_what_a_terminal_would_obey_is_not_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    room = newsroom(tmp_path).write("content/articles/a.md", "---\ntitle: \x1b[31mrouge\n---\n")
    room.write("content/articles/b.md", f'---\ntitle: b\n{MATTER}draft: "\\e[31m\\nrouge"\n---\n')
    text = shown(room.build(), capsys)
    assert "\x1b" not in text
    assert "\N{REPLACEMENT CHARACTER}[31mrouge" in text
    assert len(text.splitlines()) == 20, "four faults of five lines each"


def test_annotations_of_github_stand_on_one_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    room = newsroom(tmp_path).article("a, b", date="100%", tags=["x"]).article("c", tags=["X"])
    text = shown(room.build(), capsys, "github")
    assert text == (
        "::error file=content/articles/a%2C b.md,line=4,endLine=4,col=7,endColumn=11,"
        "title=bad-date::“100%25” is not a date. "
        "write it as 2026-12-01, 2026-12-01T18:30 or 2026-12-01T18:30+01:00\n"
    )


def test_a_terminal_without_typographic_marks_is_no_reason_to_stop(tmp_path: Path) -> None:
    newsroom(tmp_path).article("a", date="hier")
    ran = command(tmp_path, "build", PYTHONIOENCODING="latin-1", PYTHONUTF8="0")
    assert ran.returncode == 1
    assert "error[bad-date] \\u201chier\\u201d is not a date" in ran.stdout
    assert ran.stderr == ""


def test_a_site_below_a_folder_whose_name_is_not_utf8_is_built(tmp_path: Path) -> None:
    root = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9"))
    newsroom(root).article("a")
    assert command(root, "build").returncode == 0
    shutil.rmtree(root / "content")
    (root / "content").write_text("", encoding="utf-8")
    ran = command(root, "build", "--output", "content", "--format", "json")
    assert ran.returncode == 1
    assert {fault["code"] for fault in json.loads(ran.stdout)} >= {"bad-output"}


def test_an_address_too_long_for_the_file_system_is_reported(tmp_path: Path) -> None:
    report = Newsroom(tmp_path).article("un", aliases=[f"/{'x' * 300}/"]).build()
    assert codes(report) == ["content/articles/un.md:6:3 long-address"]


def test_what_a_loop_has_set_is_no_part_of_the_text_that_a_method_makes(tmp_path: Path) -> None:
    newsroom = Newsroom(tmp_path).article("un")
    newsroom.write(
        "templates/front.html",
        '{% for each in site.latest(2) %}{% set kept = each %}{{ "le {}".format(kept.title) }}{% endfor %}',
    )
    newsroom.built()
    assert newsroom.page("index.html") == "le Un"


def test_a_category_may_lie_250_levels_deep_and_no_deeper(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", category="/".join("a" * 251))
    assert codes(room.build()) == ["content/articles/a.md:3:11 deep-category"]
    room.article("a", category="/".join("a" * 250)).write("templates/front.html", "{{ site.sections() | length }}")
    room.built()
    assert room.page("index.html") == "1"


def test_names_are_compared_at_once_however_many_links_are_dead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[int] = []
    prepare = Spellings.__init__

    def count(self: Spellings, words: Iterable[str]) -> None:
        known = list(words)
        prepared.append(len(known))
        prepare(self, known)

    monkeypatch.setattr(Spellings, "__init__", count)
    room = Newsroom(tmp_path)
    for number in range(40):
        links = f"[a](2025/article{number}.md) [b](/sport/2026-articl-{number}/) [c](article:aticle-{number})"
        room.article(f"2026/article-{number}", f"{links} ![d](/imags/{number}.png)\n")
        room.write(f"static/images/{number}.png", picture(2, 2))
    report = room.build()
    helps = [each.fault.help for each in report.faults]
    assert len(helps) == 160
    assert {"did you mean “2026/article-7.md”?", "did you mean “/sport/2026-article-7/”?"} < set(helps)
    assert {"did you mean “article-7”?", "did you mean “/images/7.png”?"} < set(helps)
    assert len(prepared) == 7, f"four, and three for the site as it would be if all its articles were live: {prepared}"


@pytest.mark.parametrize(("typed", "meant", "likeness"), [("date", "latest", 0.6), ("vidqo", "video", 0.8)])
def test_what_lies_right_on_the_bound_is_alike(typed: str, meant: str, likeness: float) -> None:
    assert nearest(typed, [meant], likeness) == [meant]
