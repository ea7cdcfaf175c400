"""A build may die at any moment: the site that was there still works, and the next build makes it right."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from newsroom import Newsroom
from tiny_theme import tiny_theme

KILLS = 50
ARTICLES = 40


def test_builds_killed_at_random_moments_are_repaired_by_the_next_build(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "site")
    for name, text in tiny_theme().items():
        room.write(f"templates/{name}", text)
    chance = random.Random(2026)
    for number in range(ARTICLES):
        write(room, number, chance)
    killed = 0
    started = time.monotonic()
    assert run(room, "public", None) == 0
    whole = time.monotonic() - started
    for attempt in range(KILLS):
        for _ in range(chance.randint(1, 6)):
            edit(room, chance)
        killed += run(room, "public", chance.uniform(0.1, 0.9) * whole) == -signal.SIGKILL
        leftovers = [path for path in room.public() if not path.endswith((".html", ".xml", ".txt", ".css"))]
        assert leftovers == [], "a dying build leaves no litter in the output"
        if attempt % 5 == 4:
            assert run(room, "public", None) == 0
            assert room.public() == room.clean(tmp_path / f"clean-{attempt}")
    assert killed >= KILLS // 2, "hardly any build was caught at work"


def write(room: Newsroom, number: int, chance: random.Random) -> None:
    title = f"Titre {number} {chance.choice('abc')}"
    room.article(f"a{number}", f"Texte {chance.random()}.\n", title=title, date=f"2026-0{1 + number % 4}-1{number % 9}")


def edit(room: Newsroom, chance: random.Random) -> None:
    """Write an article anew, or delete one."""
    number = chance.randrange(ARTICLES)
    file = room.root / f"content/articles/a{number}.md"
    if file.exists() and chance.random() < 0.3:
        file.unlink()
    else:
        write(room, number, chance)


def run(room: Newsroom, output: str, seconds: float | None) -> int:
    """Run a build in a process of its own, killed after some seconds; give its exit code."""
    command = [
        sys.executable,
        "-m",
        "newsgen",
        "build",
        "--quiet",
        "--site",
        str(room.root),
        "--now",
        "2026-05-28T22:26:40+02:00",
    ]
    with subprocess.Popen([*command, "--output", str(room.root / output)], stdout=subprocess.DEVNULL) as process:
        try:
            return process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()
