"""The command line of ``newsgen build``: every flag, what is printed where, and how it exits."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import os
import re
import sqlite3
import subprocess
import sys
import time
import tomllib
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from filelock import FileLock
from msgspec.structs import replace

from newsgen import VERSION
from newsgen.base.digest import digest_bytes
from newsgen.build import BusyError, build
from newsgen.build.verify import verify
from newsgen.model.records import Article, Parsed
from newsgen.output.store import Store
from newsgen.schema.instants import read_instant, seconds
from newsroom import ONE_FEED, PATIENCE, SETTINGS, Newsroom, tree
from tiny_theme import theme_names

NOW = "2026-05-28T12:00"
SUMMARY = re.compile(r"(\d+) planned, (\d+) rendered, (\d+) written, (\d+) deleted in \d+\.\d\d s\n")


def newsroom(root: Path, settings: str = SETTINGS + ONE_FEED) -> Newsroom:
    """Make a site whose templates print the title of the page, and of the articles that it lists."""
    room = Newsroom(root, settings)
    for name in theme_names():
        room.write(f"templates/{name}", "{{ page.title }}\n" if name.endswith(".html") and "/" not in name else "-\n")
    room.write("templates/article.html", "{{ article.title }}: {{ article.body | html }}")
    return room.write("templates/front.html", "{{ lead.title if lead }}\n").article("a").article("b", date="2026-02-01")


def run(root: Path, *arguments: str, now: str | None = NOW) -> subprocess.CompletedProcess[str]:
    """Run ``newsgen build`` in a folder."""
    instant = ("--now", now) if now else ()
    return newsgen(root, "build", *arguments, *instant)


def newsgen(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``newsgen`` in a folder."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "newsgen", *arguments],
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100"},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )


def counts(text: str) -> tuple[int, ...]:
    """Read the summary, which must be all there is."""
    found = SUMMARY.fullmatch(text)
    assert found, text
    return tuple(int(number) for number in found.groups())


def pages(public: Mapping[str, bytes]) -> int:
    """Count the files of an output that are rendered: all but the theme's styles, scripts and fonts."""
    return sum(1 for path in public if not path.startswith(("css/", "fonts/", "js/")))


def test_a_build_prints_one_line_and_a_second_one_does_nothing(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    first = run(tmp_path)
    planned = len(room.public())
    assert (first.returncode, first.stderr) == (0, "")
    assert counts(first.stdout) == (planned, pages(room.public()), planned, 0)
    assert counts(run(tmp_path).stdout) == (planned, 0, 0, 0)
    room.article("a", body="Un autre texte.\n")
    assert counts(run(tmp_path).stdout) == (planned, 1, 1, 0)
    room.delete("content/articles/b.md")
    assert counts(run(tmp_path).stdout)[3] > 0


def test_the_site_is_found_by_its_folder_and_the_output_from_where_one_stands(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site")
    assert run(tmp_path, "--site", "site").returncode == 0
    before = room.public()
    assert counts(run(tmp_path, "--site", "site", "--output", "ailleurs").stdout)[0] == len(before)
    assert tree(tmp_path / "ailleurs") == before
    assert counts(run(tmp_path, "--site", "site", "--output", "ailleurs").stdout)[1:] == (0, 0, 0)
    assert counts(run(tmp_path, "--site", str(tmp_path / "site")).stdout)[1:] == (0, 0, 0)
    assert room.public() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["ailleurs", "site"]


def test_the_output_of_the_settings_lies_in_the_site(tmp_path: Path) -> None:
    newsroom(tmp_path / "site", SETTINGS + "output: en-ligne\n")
    assert run(tmp_path, "--site", "site").returncode == 0
    assert (tmp_path / "site/en-ligne/index.html").read_text(encoding="utf-8") == "A\n"
    assert not (tmp_path / "site/public").exists()


def test_clean_renders_every_page_and_writes_none_that_is_equal(tmp_path: Path) -> None:
    newsroom(tmp_path)
    planned, rendered, _, _ = counts(run(tmp_path).stdout)
    assert counts(run(tmp_path, "--clean").stdout) == (planned, rendered, 0, 0)


def test_clean_still_knows_which_files_are_newsgens(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    run(tmp_path)
    room.delete("content/articles/b.md").write("public/étranger.txt", "à garder")
    assert counts(run(tmp_path, "--clean").stdout)[3] > 0
    assert "sport/b/index.html" not in room.public()
    assert room.public()["étranger.txt"] == "à garder".encode()


def test_rehash_does_not_trust_the_stat_of_a_file(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", title="Vrai")
    build(
        msgspec.structs.replace(room.request, started=room.request.started + 10**11)
    )  # so late that all stats are trusted
    path, lie = "content/articles/a.md", b"0" * 16
    with closing(Store(tmp_path / ".newsgen/cache.db")) as store:
        [(_, value)] = store.sources.said_by([path])
        parsed = msgspec.msgpack.decode(value, type=Parsed[Article])
        assert parsed.record is not None
        matter = replace(parsed.record.matter, title="Faux")
        said = msgspec.msgpack.encode(replace(parsed, record=replace(parsed.record, matter=matter)))
        row = replace(store.sources.rows()[path], digest=lie, plan_digest=lie, said=digest_bytes(said))
        store.sources.put_said(path, said)
        store.sources.put({path: row})
        store.commit()
    assert run(tmp_path).returncode == 0
    assert room.page("index.html") == "Faux\n"
    assert run(tmp_path, "--rehash").returncode == 0
    assert room.page("index.html") == "Vrai\n"


def test_strict_takes_warnings_for_errors(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", body="Une [rubrique](/sport).\n")
    loose = run(tmp_path)
    assert loose.returncode == 0
    warning = "content/articles/a.md:6:16: warning[slow-link] “/sport” lacks its last /\n"
    assert loose.stdout.startswith(warning)
    again = run(tmp_path).stdout
    assert (again.startswith(warning), " 0 rendered" in again) == (True, True), (
        "what is not rendered warns all the same"
    )
    before = room.public()
    room.article("b", title="Changé")
    strict = run(tmp_path, "--strict")
    assert strict.returncode == 1
    assert strict.stdout.startswith(warning.replace("warning[", "error["))
    assert strict.stdout.endswith("1 fault; the output was left as it was\n")
    assert room.public() == before
    room.article("a", body="Une [rubrique](/sport/).\n")
    assert run(tmp_path, "--strict").returncode == 0


def test_quiet_prints_errors_and_nothing_else(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", body="Une [rubrique](/sport).\n")
    quiet = run(tmp_path, "-q")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    quiet = run(tmp_path, "--quiet", "--verify")
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    room.article("b", date="hier")
    quiet = run(tmp_path, "-q")
    assert quiet.returncode == 1
    assert re.findall(r"(error|warning)\[(.*?)\]", quiet.stdout) == [("error", "bad-date")]


def test_verbose_says_why_each_page_was_made_again(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    assert "\n  sport/a/index.html: it is new\n" in run(tmp_path, "-v").stdout
    room.article("a", body="Un autre texte.\n")
    verbose = run(tmp_path, "--verbose").stdout.splitlines()
    assert verbose[0] == "  sport/a/index.html: what it shows has changed"
    assert len(verbose) == 2
    room.delete("public/index.html")
    assert run(tmp_path, "-v").stdout.startswith("  index.html: the file in the output is missing or was altered\n")


# The clock ------------------------------------------------------------------------------------------------------------


def test_an_instant_is_read_in_the_time_zone_of_the_site(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("c", title="Matin", date="2026-03-10T09:00")
    front = {}
    for flag, instant in (
        ("--now", "2026-03-10T08:59:59"),
        ("--at", "2026-03-10T09:00"),
        ("--now", "2026-03-10T07:59:59Z"),
        ("--now", "2026-03-10T08:00Z"),
        ("--at", "2026-03-10T03:00-0500"),
        ("--now", "2026-03-10 9:00"),
        ("--now", "2026-03-10"),
        ("--now", "2026-03-11"),
    ):
        assert run(tmp_path, flag, instant, now=None).returncode == 0
        front[instant] = room.page("index.html").strip()
    assert front == {
        "2026-03-10T08:59:59": "A",
        "2026-03-10T09:00": "Matin",
        "2026-03-10T07:59:59Z": "A",
        "2026-03-10T08:00Z": "Matin",
        "2026-03-10T03:00-0500": "Matin",
        "2026-03-10 9:00": "Matin",
        "2026-03-10": "A",
        "2026-03-11": "Matin",
    }


def test_in_another_zone_the_same_words_are_another_instant(tmp_path: Path) -> None:
    room = newsroom(tmp_path, SETTINGS.replace("Europe/Paris", "America/New_York"))
    room.article("c", title="Matin", date="2026-03-10T09:00+01:00")
    assert run(tmp_path, now="2026-03-10T03:59").returncode == 0
    assert room.page("index.html") == "A\n"
    assert run(tmp_path, now="2026-03-10T04:00").returncode == 0
    assert room.page("index.html") == "Matin\n"


def test_without_an_instant_it_is_now(tmp_path: Path) -> None:
    room = (
        newsroom(tmp_path).article("c", title="Hier", date="2020-01-01").article("d", title="Demain", date="2999-01-01")
    )
    room.delete("content/articles/a.md").delete("content/articles/b.md")
    assert run(tmp_path, now=None).returncode == 0
    assert room.page("index.html") == "Hier\n"


@pytest.mark.parametrize(
    ("instant", "reason"),
    [
        ("demain", "“demain” is not a date"),
        ("2026-02-30", "that month has 28 days"),
        ("2026-03-29T02:30", "the clocks go forward over it in Europe/Paris: give the time after the change"),
        (
            "2026-10-25T02:30",
            "the clocks go back over it in Europe/Paris: write the offset behind it: +02:00 or +01:00",
        ),
    ],
)
def test_an_instant_that_is_none_is_wrong_usage(instant: str, reason: str, tmp_path: Path) -> None:
    newsroom(tmp_path)
    ran = run(tmp_path, now=instant)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Invalid value for '--now' / '--at': " in ran.stderr
    assert reason in ran.stderr
    assert not (tmp_path / "public").exists()


def test_with_an_unknown_zone_the_fault_is_the_zone(tmp_path: Path) -> None:
    newsroom(tmp_path, SETTINGS.replace("Europe/Paris", "Europe/Pari"))
    ran = run(tmp_path)
    assert ran.returncode == 1
    assert "newsgen.yaml:4:11: error[bad-timezone] “Europe/Pari” is not a time zone" in ran.stdout


# Exit status and help -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ["nope"],
        ["build", "--nope"],
        ["build", "reste"],
        ["build", "--format", "xml"],
        ["build", "--site", "absent"],
        ["build", "--site", "newsgen.yaml"],
        ["build", "--now"],
    ],
)
def test_wrong_usage_exits_with_2_and_builds_nothing(arguments: list[str], tmp_path: Path) -> None:
    newsroom(tmp_path)
    ran = newsgen(tmp_path, *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Error: " in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "public").exists()


def test_outside_of_a_site_the_way_in_is_shown(tmp_path: Path) -> None:
    ran = run(tmp_path)
    assert ran.returncode == 1
    assert ran.stdout == (
        "newsgen.yaml:1:1: error[no-site] newsgen.yaml cannot be read: No such file or directory\n"
        "  help: run newsgen in the folder of the site; the file needs a title and a url\n"
        "1 fault; the output was left as it was\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_help_lists_the_commands_and_every_flag(tmp_path: Path) -> None:
    ran = newsgen(tmp_path, "--help")
    assert ran.returncode == 0
    assert re.search(r"^  build +Build the site, rendering only what has changed\.$", ran.stdout, re.MULTILINE)
    short, long = newsgen(tmp_path, "build", "-h"), newsgen(tmp_path, "build", "--help")
    assert short.stdout == long.stdout
    assert long.returncode == 0
    flags = re.findall(r"^  ((?:-\w, )?--[\w-]+(?:, --\w+)?)", long.stdout, re.MULTILINE)
    assert flags == [
        "--site",
        "--output",
        "--cache",
        "--now, --at",
        "--clean",
        "--verify",
        "--rehash",
        "--strict",
        "--allow-local-code",
        "-j, --jobs",
        "--profile",
        "--format",
        "--all",
        "--progress",
        "-q, --quiet",
        "-v, --verbose",
        "-h, --help",
    ]
    assert "Exit status: 0 if the site is built, 1 if there are faults" in long.stdout


def modules_after(root: Path, *arguments: str) -> set[str]:
    """Name the modules that a command has imported by the time it ends."""
    script = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('modules:', *sys.modules))\n"
        "from newsgen.cli.main import main\n"
        "main(sys.argv[1:])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=root, capture_output=True, encoding="utf-8", check=True
    )
    return set(ran.stdout.rpartition("modules: ")[2].split())


def test_the_version_is_printed_without_waking_the_engines(tmp_path: Path) -> None:
    ran = newsgen(tmp_path, "--version")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"newsgen {VERSION}\n", "")
    modules = modules_after(tmp_path, "--version")
    assert "click" in modules
    assert modules & {"jinja2", "markdown", "yaml", "babel", "msgspec", "nh3", "sqlite3", "newsgen.build"} == set()


def test_a_build_with_nothing_to_do_does_not_wake_the_engines(tmp_path: Path) -> None:
    newsroom(tmp_path)
    assert {"jinja2", "markdown"} <= modules_after(tmp_path, "build", "--now", NOW)
    assert {"jinja2", "markdown", "nh3"} & modules_after(tmp_path, "build", "--now", NOW) == set()


def test_a_site_that_stands_still_wakes_nothing_but_what_looks_at_it(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    assert "newsgen.build.pipeline" in modules_after(tmp_path, "build")
    assert not build(replace(room.request, now=int(time.time()), started=time.time_ns() + 10_000_000_000)).failed
    modules = modules_after(tmp_path, "build")
    assert "newsgen.build.unchanged" in modules
    unneeded = {
        "yaml",
        "sqlite3",
        "filelock",
        "zoneinfo",
        "concurrent.futures",
        "logging",
        "difflib",
        "tempfile",
        "json",
    }
    assert modules & {*unneeded, "newsgen.build.pipeline", "newsgen.model.settings", "newsgen.cli.profile"} == set()


def test_other_words_wake_nothing_that_plans_a_site_or_makes_pictures(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", body="Un texte.\n")
    assert "newsgen.plan.making" in modules_after(tmp_path, "build", "--now", NOW)
    room.article("a", body="Un autre texte.\n")
    modules = modules_after(tmp_path, "build", "--now", NOW)
    assert "newsgen.plan.recalled" in modules
    assert "Un autre texte." in room.page("sport/a/index.html")
    planning = {
        *(f"newsgen.plan.{name}" for name in ("making", "planned", "lists", "queries")),
        *(f"newsgen.site.{name}" for name in ("site", "making", "categories", "texts")),
        "newsgen.assets.published",
    }
    assert modules & planning == set()
    unneeded = {
        "newsgen.assets.make",
        "newsgen.assets.encode",
        "newsgen.content.pictures",
        "PIL",
    }
    assert modules & {*unneeded, "newsgen.content.data", "newsgen.model.curation"} == set()
    assert modules & {"importlib.resources", "importlib.metadata", "concurrent.futures", "asyncio", "email"} == set()


def test_the_process_sets_its_garbage_collector_before_all_imports_and_never_looks_for_cycles_at_its_end(
    tmp_path: Path,
) -> None:
    root = Path(__file__).parent.parent
    command = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]["newsgen"]
    script = (
        "import atexit, gc, sys\n"
        "atexit.register(lambda: print(gc.get_threshold()[0], gc.get_freeze_count() > 10_000))\n"
        "class Watch:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'click': print(gc.get_threshold()[0])\n"
        "sys.meta_path.insert(0, Watch())\n"
        "sys.argv = ['newsgen', '--version']\n"
        "from importlib.metadata import EntryPoint\n"
        f"EntryPoint('newsgen', {command!r}, 'console_scripts').load()()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert ran.stdout.splitlines() == ["200000", f"newsgen {VERSION}", "200000 True"]


def test_a_preview_collects_the_plans_that_it_has_no_more_use_for(tmp_path: Path) -> None:
    newsroom(tmp_path)
    script = (
        "import gc, sys\n"
        "from newsgen.preview import proofs\n"
        "def stop(request):\n"
        "    print(gc.get_threshold()[0])\n"
        "    raise KeyboardInterrupt\n"
        "proofs.Proofs = stop\n"
        "sys.argv = ['newsgen', 'serve']\n"
        "from newsgen.__main__ import run\n"
        "run()\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert ran.stdout.split() == ["700"]


# Formats --------------------------------------------------------------------------------------------------------------


def test_json_is_all_that_a_tool_reads(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    sound = run(tmp_path, "--format", "json", "--verify", "-v")
    assert (sound.returncode, json.loads(sound.stdout)) == (0, [])
    assert "planned" in sound.stderr
    assert "verified: equal to a clean build" in sound.stderr
    room.article("a", date="2026-13-01", tags=["été"])
    faulty = run(tmp_path, "--format", "json")
    assert faulty.returncode == 1
    assert json.loads(faulty.stdout) == [
        {
            "severity": "error",
            "code": "bad-date",
            "message": "“2026-13-01” is not a date: there is no month 13",
            "help": "write it as 2026-12-01, 2026-12-01T18:30 or 2026-12-01T18:30+01:00",
            "path": "content/articles/a.md",
            "line": 4,
            "column": 7,
            "length": 12,
        }
    ]
    assert faulty.stderr == "1 fault; the output was left as it was\n"


def test_github_shows_annotations(tmp_path: Path) -> None:
    room = newsroom(tmp_path).article("a", body="Une [rubrique](/sport).\n")
    ran = run(tmp_path, "--format", "github")
    annotation = (
        "::warning file=content/articles/a.md,line=6,endLine=6,col=16,endColumn=22,"
        "title=slow-link::“/sport” lacks its last /. write /sport/"
    )
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (0, annotation)
    ran = run(tmp_path, "--format", "github", "--strict", "--clean")
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (1, annotation.replace("::warning", "::error"))
    room.article("a", category="un\ndeux, trois: 100%", image={"src": "/x.png", "alt": "a"})
    ran = run(tmp_path, "--format", "github")
    lines = ran.stdout.splitlines()
    assert lines[0].startswith("::warning file=content/articles/a.md,line=3,endLine=3,col=11,")
    assert "100%25" in lines[0]
    assert lines[1].startswith("::error file=content/articles/a.md,line=")
    assert len(lines) == 3


# Verification ---------------------------------------------------------------------------------------------------------


def test_verify_compares_with_a_clean_build(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    ran = run(tmp_path, "--verify")
    assert ran.returncode == 0
    assert ran.stdout.splitlines()[1:] == ["verified: equal to a clean build, byte for byte"]
    room.article("a", title="Changé").delete("content/articles/b.md").write("public/étranger.txt", "à garder")
    ran = run(tmp_path, "--verify")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert counts(run(tmp_path).stdout)[1:] == (0, 0, 0), "the second build has left no trace in the cache"


def test_verify_notices_what_was_done_to_the_output(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.built()
    assert verify(room.request) == []
    room.write("public/sport/a/index.html", "autre chose").delete("public/sport/b/index.html")
    (tmp_path / "public/404.html").unlink()
    room.write("public/404.html/dedans.txt", "un dossier")
    assert verify(room.request) == [
        ("404.html", "is missing"),
        ("sport/a/index.html", "has other bytes"),
        ("sport/b/index.html", "is missing"),
    ]


def test_verify_notices_a_page_that_should_not_be_there(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.built()
    room.delete("content/articles/b.md")
    differences = dict(verify(room.request))
    assert differences["sport/b/index.html"] == "should not be there"
    assert "sport/a/index.html" not in differences
    room.built()
    assert verify(room.request) == []


def test_verify_says_why_a_clean_build_fails(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.built()
    room.article("a", date="hier")
    assert verify(room.request) == [("content/articles/a.md", "a clean build fails: “hier” is not a date")]


def test_a_build_that_cannot_be_verified_exits_with_1(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    run(tmp_path)
    script = (
        "import sys, newsgen.build.verify\n"
        "newsgen.build.verify.verify = lambda request: [('index.html', 'has other bytes')]\n"
        "from newsgen.cli.main import main\n"
        "main(sys.argv[1:])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, "build", "--verify", "--now", NOW],
        cwd=room.root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr == "index.html: has other bytes\nnot verified: 1 difference from a clean build\n"


# The cache ------------------------------------------------------------------------------------------------------------


def test_two_builds_of_a_site_do_not_meet(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.built()
    room.article("a", title="Changé")
    before = room.public()
    with FileLock(tmp_path / ".newsgen/lock"):
        ran = run(tmp_path)
        with pytest.raises(BusyError):
            room.build()
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr == "newsgen: another newsgen is building this site (.newsgen/lock)\n"
    assert room.public() == before
    assert run(tmp_path).returncode == 0


@pytest.mark.parametrize("command", ["check", "next", "status", "explain /sport/a/"])
def test_who_only_asks_is_answered_beside_a_build_and_leaves_the_cache_alone(tmp_path: Path, command: str) -> None:
    room = newsroom(tmp_path).article("demain", date="2026-06-30T08:00", body="[x](/rien/)\n")
    run(tmp_path)
    room.replace("content/articles/demain.md", "/rien/", "/nulle-part/").article("c", body="Tout neuf.\n")

    def ask() -> tuple[int, str, str]:
        ran = newsgen(tmp_path, *command.split(), "--now", NOW)
        return ran.returncode, re.sub(r"\d+\.\d\d s", "", ran.stdout), ran.stderr

    with FileLock(tmp_path / ".newsgen/lock"):
        before = tree(tmp_path / ".newsgen")
        beside = ask()
        assert tree(tmp_path / ".newsgen") == before
    assert beside == ask()
    assert beside[1]


@pytest.mark.parametrize("harm", ["garbage", "another version", "another program", "cut", "half", "a folder"])
def test_a_cache_that_is_none_of_ours_is_put_aside_with_a_note(harm: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.built()
    before, cache = room.public(), tmp_path / ".newsgen/cache.db"
    if harm == "garbage":
        cache.write_bytes(b"ceci n'est pas une base de donn\xe9es " * 1000)
    elif harm == "another version":
        with closing(sqlite3.connect(cache)) as db, db:
            db.execute("PRAGMA user_version = 99")
    elif harm == "another program":
        cache.unlink()
        with closing(sqlite3.connect(cache)) as db, db:
            db.execute("CREATE TABLE autre (a)")
    elif harm == "cut":
        cache.write_bytes(cache.read_bytes()[:5000])
    elif harm == "half":
        data = bytearray(cache.read_bytes())
        data[4096:] = b"\xff" * (len(data) - 4096)
        cache.write_bytes(data)
    else:
        cache.unlink()
        cache.mkdir()
        (cache / "un fichier").touch()
    room.write("public/étranger.txt", "à garder").article("a", body="Changé.\n")
    ran = run(tmp_path)
    assert ran.returncode == 0
    planned, rendered, written, deleted = counts(ran.stdout)
    aside, replaced, left_alone = ran.stderr.splitlines()
    assert aside == "note: the cache was broken or of another version; it was put aside as .newsgen/cache.broken"
    assert replaced == (
        "note: the cache did not know 1 file of the output that had to be replaced; "
        "what stood there is kept in .newsgen/replaced/1: sport/a/index.html"
    )
    assert left_alone == (
        "note: the cache is new and cannot tell whose they are: "
        "1 file of the output, no page of today, left alone: étranger.txt"
    )
    assert (tmp_path / ".newsgen/cache.broken").exists()
    assert (planned, rendered, deleted) == (len(before), pages(before), 0)
    assert written == 1, "equal files are not written again"
    public = dict(room.public())
    assert public.pop("étranger.txt") == "à garder".encode()
    room.now = seconds(read_instant(NOW, ZoneInfo("Europe/Paris")))
    assert public == room.clean(tmp_path / "clean")
    assert counts(run(tmp_path).stdout)[1:] == (0, 0, 0)
    assert run(tmp_path).stderr == ""


def compiled_when_imported(module: str) -> list[str]:
    """Name the lines of a module at which it compiles a pattern before anybody looks for it."""
    below: list[ast.AST] = [ast.parse(inspect.getsource(importlib.import_module(module)))]
    lines = []
    for node in below:
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
            lines.append(f"{module}:{node.lineno}")
        below += (each for each in ast.iter_child_nodes(node) if not isinstance(each, ast.FunctionDef | ast.Lambda))
    return lines


def test_what_a_build_imports_compiles_no_pattern_before_it_is_looked_for(tmp_path: Path) -> None:
    newsroom(tmp_path)
    modules = [each for each in modules_after(tmp_path, "build", "--now", NOW) if each.split(".")[0] == "newsgen"]
    assert len(modules) > 100
    assert [line for each in modules for line in compiled_when_imported(each)] == []
