"""A wall of faults is made short for people, and never for programs; and what is printed does not depend on a clock."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsgen.base.fault_list import MOST_SHOWN, shorten, summary_of
from newsgen.base.faults import Fault, Located, Place, Severity
from newsgen.cli.console import print_faults
from newsgen.cli.main import main
from newsgen.preview.editor import Editor
from newsgen.preview.insert import list_of
from newsroom import SETTINGS, Newsroom
from tiny_theme import without_theme

REST = "newsgen build --all prints them all, newsgen build --format json gives them to programs"


def located(code: str, line: int, severity: Severity = Severity.ERROR) -> Located:
    """Make a fault on a line of one file."""
    return Located(Fault(code, "quelque chose", "content/a.md", severity=severity), Place(line))


def newsroom(root: Path) -> Newsroom:
    """Make a site with 70 dead links, 5 links without their last /, and one unknown shortcode at the very end."""
    room = without_theme(Newsroom(root, SETTINGS))
    for number in range(5):
        room.article(f"lent-{number}", "Un [lien](/sport).\n")
    for number in range(70):
        room.article(f"mort-{number:02}", f"Un [lien](/rien/{number}/).\n")
    return room.article("z", "{{< figure un >}}\n\n{{< insta >}}\n")


def run(room: Newsroom, *arguments: str) -> tuple[int, list[str]]:
    """Build a site by the command line, give the exit code and the lines that were printed."""
    ran = CliRunner().invoke(main, ["build", "--site", str(room.root), "--now", "2026-05-28T12:00", *arguments])
    return ran.exit_code, ran.stdout.splitlines()


def heads(lines: list[str]) -> list[str]:
    """Give the first lines of the faults that were printed in full."""
    return [line for line in lines if line.startswith("content/")]


def test_few_faults_are_all_shown_and_nothing_is_said_of_more() -> None:
    faults = [located("dead-link", line) for line in range(1, MOST_SHOWN + 1)]
    listed = shorten(faults)
    assert list(listed.shown) == faults
    assert list(summary_of(listed)) == []


def test_errors_go_before_warnings_every_kind_is_there_and_the_order_is_that_of_reading() -> None:
    faults = [located("slow-link", line, Severity.WARNING) for line in range(1, 41)]
    faults += [located("dead-link", line) for line in range(41, 91)]
    faults += [located("not-published", 91, Severity.WARNING), located("dead-anchor", 92)]
    shown = shorten(faults).shown
    assert len(shown) == MOST_SHOWN
    assert [each.place.line for each in shown] == [1, *range(41, 88), 91, 92]


def test_more_kinds_than_places_are_all_counted() -> None:
    faults = [located(f"kind-{line:02}", line) for line in range(1, 71)]
    listed = shorten(faults)
    assert [each.place.line for each in listed.shown] == list(range(1, 51))
    assert len(list(summary_of(listed))) == 72


def test_the_summary_counts_by_kind_with_examples() -> None:
    faults = [located("slow-link", line, Severity.WARNING) for line in range(1, 101)]
    faults += [located("dead-link", line) for line in range(101, 104)]
    expected = [
        "and 53 more. All 103 faults by kind:",
        "    3 × error[dead-link] content/a.md:101:1, content/a.md:102:1, content/a.md:103:1",
        "  100 × warning[slow-link] content/a.md:1:1, content/a.md:2:1, content/a.md:3:1, …",
        REST,
    ]
    assert list(summary_of(shorten(faults))) == expected
    assert list(summary_of(shorten(faults), strict=True))[2].startswith("  100 × error[slow-link] ")


def test_the_command_prints_fifty_and_a_summary(tmp_path: Path) -> None:
    code, lines = run(newsroom(tmp_path))
    shown = heads(lines)
    assert code == 1
    assert len(shown) == 50
    assert [head.split(": ")[1].split("]")[0] for head in shown] == [
        *["warning[slow-link"],
        *["error[dead-link"] * 47,
        *["error[bad-shortcode", "error[unknown-shortcode"],
    ]
    assert shown == sorted(shown, key=lambda head: head.split(":")[0])
    dead = ", ".join(f"content/articles/mort-{number:02}.md:6:12" for number in range(3))
    slow = ", ".join(f"content/articles/lent-{number}.md:6:11" for number in range(3))
    assert lines[-7:] == [
        "and 27 more. All 77 faults by kind:",
        f"  70 × error[dead-link] {dead}, …".replace(":6:12", ":6:11"),
        "   1 × error[bad-shortcode] content/articles/z.md:6:12",
        "   1 × error[unknown-shortcode] content/articles/z.md:8:5",
        f"   5 × warning[slow-link] {slow}, …",
        REST,
        "77 faults; the output was left as it was",
    ]


def test_all_prints_them_all_and_changes_no_exit_code(tmp_path: Path) -> None:
    code, lines = run(newsroom(tmp_path), "--all")
    assert (code, len(heads(lines))) == (1, 77)
    assert REST not in lines


def test_quiet_makes_errors_alone_short(tmp_path: Path) -> None:
    _, lines = run(newsroom(tmp_path), "--quiet")
    assert "and 22 more. All 72 faults by kind:" in lines
    assert not any("slow-link" in line for line in lines)


def test_programs_get_the_whole_list(tmp_path: Path) -> None:
    code, lines = run(newsroom(tmp_path), "--format", "json")
    assert (code, len(json.loads("\n".join(lines)))) == (1, 77)


def test_a_log_of_github_is_as_short(tmp_path: Path) -> None:
    code, lines = run(newsroom(tmp_path), "--format", "github")
    assert (code, sum(line.startswith("::") for line in lines)) == (1, 50)
    assert REST in lines


def test_seventeen_thousand_faults_are_a_page_of_text(capsys: pytest.CaptureFixture[str]) -> None:
    print_faults([located("dead-link", line) for line in range(1, 17_001)], "text")
    printed = capsys.readouterr().out
    assert len(printed) < 10_000
    assert "\n  17000 × error[dead-link] content/a.md:1:1, " in printed


def test_warnings_alone_are_made_short_and_the_site_is_built(tmp_path: Path) -> None:
    room = newsroom(tmp_path).delete("content/articles/z.md")
    room.write("newsgen.yaml", f"{SETTINGS}severity: {{dead-link: warning}}\n")
    code, lines = run(room)
    assert (code, len(heads(lines))) == (0, 50)
    assert "and 25 more. All 75 faults by kind:" in lines
    assert run(room, "--strict")[0] == 1


def test_the_preview_shows_as_many_and_the_summary() -> None:
    faults = [located("dead-<link>", line) for line in range(1, 1001)]
    html = list_of(faults, Editor(None, Path()))
    assert html.count("<pre>") == 51
    assert "<pre>and 950 more. All 1000 faults by kind:\n  1000 × error[dead-&lt;link&gt;] content/a.md:1:1, " in html
    assert html.endswith(f"{REST}</pre>")


# --- clocks ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a minute pass whenever somebody looks at the clock that progress is told by."""
    clock = iter(range(0, 10**9, 60))
    monkeypatch.setattr(time, "perf_counter", lambda: float(next(clock)))


@pytest.mark.usefixtures("slow")
def test_what_is_printed_elsewhere_than_on_a_terminal_does_not_depend_on_how_long_it_takes(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    arguments = ["build", "--site", str(room.root), "--now", "2026-05-28T12:00"]
    assert CliRunner().invoke(main, arguments).stderr == ""


def test_progress_is_told_where_it_is_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgen.cli.progress._PAUSE", 0.0)
    room = newsroom(tmp_path)
    arguments = ["build", "--site", str(room.root), "--now", "2026-05-28T12:00"]
    assert "read, " in CliRunner().invoke(main, [*arguments, "--progress"]).stderr
    assert CliRunner().invoke(main, [*arguments, "--progress", "--quiet"]).stderr == ""
