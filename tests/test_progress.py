"""How far a build is, and where its time goes: observers that a build is given, and that it never hears."""

from __future__ import annotations

import io
import itertools
import os
import pty
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec.structs import replace

from newsgen.base.observer import unobserved
from newsgen.build import build
from newsgen.cli.profile import Profile
from newsgen.cli.progress import Progress
from newsroom import PATIENCE, Newsroom, picture

T = TypeVar("T")
NOW = "2026-05-28T12:00"


class Clock:
    """A clock that goes on only when it is told to."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Recorder:
    """An observer that keeps the stages, with how many things went through each."""

    def __init__(self) -> None:
        self.stages: dict[str, int] = {}

    def __call__(self, stage: str, things: Iterable[T] = (), /) -> Iterable[T]:
        self.stages[stage] = 0
        return self._counted(stage, things)

    def _counted(self, stage: str, things: Iterable[T]) -> Iterator[T]:
        for thing in things:
            self.stages[stage] += 1
            yield thing


def room(root: Path, articles: int = 3) -> Newsroom:
    site = Newsroom(root).write("content/categories/sport.md", "---\ntitle: Sport\n---\n")
    for number in range(articles):
        site.article(f"article-{number}")
    return site


def slow(observer: Progress, clock: Clock, things: int, seconds: float, stage: str = "render") -> list[int]:
    """Go through things, each of which takes so many seconds."""
    seen = []
    for thing in observer(stage, range(things)):
        clock.seconds += seconds
        seen.append(thing)
    return seen


def test_a_build_tells_of_its_stages_in_order_and_goes_through_their_things(tmp_path: Path) -> None:
    site, watch = room(tmp_path), Recorder()
    report = build(replace(site.request, observe=watch))
    stages = watch.stages
    assert list(stages) == ["scan", "read", "parse", "plan", "decide", "render", "copy", "write", "remember"]
    assert stages["render"] == report.rendered
    assert stages["render"] + stages["copy"] == stages["write"] == report.planned


def test_a_build_with_nothing_to_do_compares_the_output_and_tells_no_more(tmp_path: Path) -> None:
    site, watch = room(tmp_path), Recorder()
    planned = site.built().planned
    site.look_anew()
    build(replace(site.request, observe=watch))
    assert list(watch.stages) == ["scan", "read", "compare"]
    assert watch.stages["compare"] == planned


def test_pictures_are_made_in_a_stage_of_their_own(tmp_path: Path) -> None:
    site, watch = room(tmp_path), Recorder()
    for number in range(2):
        site.write(f"static/images/{number}.png", picture(700, 400, number))
        site.article(f"article-{number}", image={"src": f"/images/{number}.png", "alt": "Le port"})
    report = build(replace(site.request, observe=watch))
    assert not report.failed
    assert watch.stages["encode"] == 2
    assert list(watch.stages).index("encode") == list(watch.stages).index("write") - 1


def test_an_observer_changes_nothing(tmp_path: Path) -> None:
    one, other = room(tmp_path / "one"), room(tmp_path / "other")
    one.built()
    assert not build(replace(other.request, observe=Profile(Progress(Terminal())))).failed
    assert one.public() == other.public()


def test_what_takes_a_second_shows_nothing(tmp_path: Path) -> None:
    clock, terminal, file = Clock(), Terminal(), io.StringIO()
    assert slow(Progress(terminal, clock), clock, 10, 0.1) == list(range(10))
    assert slow(Progress(file, clock), clock, 10, 0.1) == list(range(10))
    assert (terminal.getvalue(), file.getvalue()) == ("", "")


def test_on_a_terminal_a_bar_shows_the_rate_and_the_time_left(tmp_path: Path) -> None:
    clock, terminal = Clock(), Terminal()
    assert slow(Progress(terminal, clock), clock, 100, 0.5) == list(range(100))
    shown = terminal.getvalue()
    assert "render, 2/s, 25 s left" in shown
    assert "50/100" in shown
    assert "100/100" in shown
    assert shown.endswith("\n")


def test_a_bar_that_is_interrupted_ends_its_line(tmp_path: Path) -> None:
    clock, terminal = Clock(), Terminal()
    things = iter(Progress(terminal, clock)("render", range(100)))
    for _ in range(10):
        next(things)
        clock.seconds += 1
    things.close()  # type: ignore[attr-defined]
    assert terminal.getvalue().rstrip(" ").endswith("\n") or "\n" in terminal.getvalue()


def test_elsewhere_a_plain_line_appears_every_five_seconds(tmp_path: Path) -> None:
    clock, file = Clock(), io.StringIO()
    slow(Progress(file, clock), clock, 24, 0.5)
    assert file.getvalue() == "render, 2/s, 7 s left (10 of 24)\nrender, 2/s, 2 s left (20 of 24)\n"


def test_a_thing_that_takes_for_ever_promises_nothing(tmp_path: Path) -> None:
    clock, file = Clock(), io.StringIO()
    things = iter(Progress(file, clock)("read", range(3)))
    clock.seconds += 9
    next(things)
    next(things)
    assert file.getvalue() == ""  # its clock begins with its first thing
    clock.seconds += 9
    next(things)
    assert file.getvalue() == "read, 0/s, 4 s left (2 of 3)\n"


def test_a_stage_without_things_shows_nothing_and_gives_nothing() -> None:
    file = io.StringIO()
    assert list(Progress(file)("plan")) == []
    assert list(unobserved("plan")) == []
    assert file.getvalue() == ""


def test_the_profile_adds_up_stages_pages_and_templates(tmp_path: Path) -> None:
    site, ticks = room(tmp_path), itertools.count()
    profile = Profile(unobserved, lambda: next(ticks) / 2)
    report = build(replace(site.request, observe=profile))
    lines = list(profile.lines())
    assert lines[0] == "time by stage"
    assert [line.split("  ")[-1] for line in lines[1 : lines.index("slowest pages")]] == [
        "start",
        "scan",
        "read",
        "parse",
        "plan",
        "decide",
        "render",
        "copy",
        "write",
        "remember",
    ]
    assert any(line.endswith("article.html (3 pages, 500.0 ms each)") for line in lines)
    assert any(line.endswith("front.html (1 page)") for line in lines)
    pages = lines[lines.index("slowest pages") + 1 : lines.index("slowest templates")]
    assert len(pages) == min(10, report.rendered)
    assert all(line.startswith("     500.0 ms       ") for line in pages)


def newsgen(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-m", "newsgen", *arguments, "--now", NOW]
    return subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)


def test_profile_prints_the_table_after_the_summary_and_only_then(tmp_path: Path) -> None:
    site = room(tmp_path)
    said = newsgen(tmp_path, "build", "--profile").stdout.splitlines()
    assert said[1] == "time by stage"
    assert "slowest pages" in said
    assert "slowest templates" in said
    site.look_anew()
    again = newsgen(tmp_path, "build", "--profile").stdout.splitlines()
    assert [line.split()[-1] for line in again[1:]] == ["stage", "start", "scan", "read", "compare"]


def test_profile_leaves_json_alone(tmp_path: Path) -> None:
    room(tmp_path)
    ran = newsgen(tmp_path, "build", "--profile", "--format", "json")
    assert ran.stdout == "[]\n"
    assert "time by stage" in ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="there are no pseudo-terminals here")
@pytest.mark.parametrize(("quiet", "expected"), [(True, False), (False, True)])
def test_quiet_shows_no_bar_on_a_terminal(quiet: bool, expected: bool, tmp_path: Path) -> None:
    room(tmp_path)
    script = (
        "import sys, time, newsgen.cli.progress as progress\n"
        "progress._PATIENCE = 0\n"
        "from newsgen.cli.main import main\n"
        "main(sys.argv[1:])\n"
    )
    master, slave = pty.openpty()
    arguments = ["build", "--now", NOW, *(["--quiet"] if quiet else [])]
    shown = b""
    with subprocess.Popen(
        [sys.executable, "-c", script, *arguments], cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=slave
    ):
        os.close(slave)
        with suppress(OSError):  # the other end is closed
            while data := os.read(master, 65536):
                shown += data
    os.close(master)
    assert (b"render" in shown) is expected
