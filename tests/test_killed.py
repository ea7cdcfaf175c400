"""``kill -9`` at any moment of a build: the next build equals a clean build, as if nothing had happened.

A third of the moments lies anywhere in a build, a third after its first page, and a third in the few milliseconds in
which it moves its pages into place.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path

import pytest

from desk import BODIES, STATIC, Desk, plain
from newsgen.content.scan import Stat
from newsgen.output.writer import Staged, move_into_place
from newsroom import SETTINGS, Newsroom, picture
from proof import How, Proof, in_memory, make_haste
from tiny_theme import TEXTS

KILLS, ARTICLES = 50, 60


def test_after_each_of_fifty_kills_the_next_build_equals_a_clean_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_haste(monkeypatch)
    luck, killed, unfinished = random.Random(9), 0, 0
    with in_memory(tmp_path) as place:
        desk = newspaper(place / "root")
        proof = Proof(desk, place)
        proof.check(How())
        longest = duration_of_a_clean_build(desk, place)
        for number in range(KILLS):
            awaited, share = MOMENTS[number % len(MOMENTS)]
            edit(desk, luck, number)
            move_all_articles(desk, 2 * number)
            took = kill_a_build(desk, awaited, luck.uniform(0, longest * share))
            killed += took is None
            longest = min(longest, took or longest)  # the machine may have been busier when that was measured
            unfinished += (desk.root / ".newsgen/.newsgen-tmp").exists()
            edit(desk, luck, number)
            move_all_articles(desk, 2 * number + luck.randint(0, 1))
            proof.check(How(trusting=bool(number % 2)))
            shutil.rmtree(
                desk.root / ".newsgen/.newsgen-tmp", ignore_errors=True
            )  # not to be taken for the next build's
    assert killed > KILLS // 2, "most builds were over before they were killed"
    assert unfinished > KILLS // 10, "hardly any build was killed between its first page and its last"


def is_running(root: Path) -> bool:
    """Tell that a build was started."""
    return True


def has_staged(root: Path) -> bool:
    """Tell whether a build has rendered its first page."""
    return (root / ".newsgen/.newsgen-tmp").exists()


def has_intents(root: Path) -> bool:
    """Tell whether a build has rendered all its pages and noted what it is about to create."""
    return has_staged(root) and not (root / ".newsgen/cache.db-journal").exists()


MOMENTS: Sequence[tuple[Callable[[Path], bool], float]] = ((is_running, 1), (has_staged, 1 / 2), (has_intents, 1 / 32))
"""From when on a build is killed, and how long after that at most, as a share of the duration of a clean build."""


def newspaper(root: Path) -> Desk:
    """Make a site of some two hundred pages."""
    desk = Desk(root)
    for path in STATIC[:3]:
        desk.write(f"static/{path}", picture(4))
    for number in range(ARTICLES):
        create(desk, f"a{number}", number)
    return desk


def create(desk: Desk, stem: str, number: int) -> None:
    """Write an article with a day, a tag and an author of its own."""
    day = f"2026-{number % 4 + 1:02}-{number % 28 + 1:02}"
    matter = {"date": day, "tags": [f"sujet {number % 20}"], "author": [f"auteur {number % 10}"]}
    desk.create("articles", stem, plain("articles") | matter, BODIES[number % 5])


def edit(desk: Desk, luck: random.Random, number: int) -> None:
    """Let something happen to the site: to one article, or to all pages."""
    if not desk.texts("articles"):  # after hundreds of rounds the last one may have been deleted
        create(desk, f"m{number}", number)
    path, new = luck.choice(desk.texts("articles")), f"content/articles/n{number}.md"
    deeds: Sequence[Callable[[], object]] = (
        lambda: create(desk, f"n{number}", number),
        lambda: desk.remove(path),
        lambda: desk.rename(path, new),
        lambda: desk.change(path, "title", luck.choice(("Le {stem}", "La {stem}", "Les {stem}"))),
        lambda: desk.change(path, "slug", luck.choice((None, "adresse-{stem}"))),
        lambda: desk.write("templates/base.html", luck.choice(TEXTS["base.html"])),
        lambda: desk.write("static/images/a.png", picture(luck.randint(1, 9))),
        lambda: desk.set("title", luck.choice(("Le Test", "Le Banc"))),
        lambda: desk.set("page_size", luck.choice((1, 2, 5))),
    )
    luck.choice(deeds)()


def move_all_articles(desk: Desk, number: int) -> None:
    """Give every article another address."""
    desk.set("permalinks", {"article": f"/dossier-{number}/{{slug}}/"})


def duration_of_a_clean_build(desk: Desk, folder: Path) -> float:
    """Measure a build from nothing, in seconds, from the start of the process to its end."""
    start = time.perf_counter()
    assert newsgen(desk, "--output", str(folder / "measured"), "--clean").wait() == 0
    return time.perf_counter() - start


def kill_a_build(desk: Desk, awaited: Callable[[Path], bool], delay: float) -> float | None:
    """Start a build and kill it some seconds after it came to some point.

    Give the seconds that it took if it was over before; else nothing.
    """
    start, process = time.perf_counter(), newsgen(desk)
    while process.poll() is None and not awaited(desk.root):
        time.sleep(0.0005)
    try:
        process.wait(timeout=delay)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    return None if process.wait() == -signal.SIGKILL else time.perf_counter() - start


def newsgen(desk: Desk, *options: str) -> subprocess.Popen[bytes]:
    """Start ``newsgen build`` on the site, in a process of its own."""
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(desk.now))
    command = [sys.executable, "-m", "newsgen", "build", "--site", str(desk.root), "--now", now, "--quiet", *options]
    return subprocess.Popen(command, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}, stdout=subprocess.DEVNULL)


def test_what_a_dead_build_was_about_to_create_is_known_even_after_the_next_one_died_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die_after(moves: int) -> None:
        """Let a build die when it has moved so many files into place."""

        def move(output: Path, staged: Iterable[Staged]) -> dict[str, Stat]:
            move_into_place(output, islice(staged, moves))
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr("newsgen.build.stage.move_into_place", move)
            with pytest.raises(KeyboardInterrupt):
                room.build()

    room = Newsroom(tmp_path / "site").article("ancien")
    room.built()
    room.article("perdu")
    die_after(1000)
    assert "sport/perdu/index.html" in room.public()
    room.delete("content/articles/perdu.md").article("autre")
    die_after(0)
    room.built()
    assert room.public() == room.clean(tmp_path)


def test_a_folder_that_a_dead_build_had_made_and_put_nothing_into_goes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Newsroom(tmp_path / "site").article("ancien")
    room.built()
    room.write("newsgen.yaml", f"{SETTINGS}permalinks: {{article: '/neuf/{{year}}/{{slug}}/'}}\n")

    def die(*_: object, **__: object) -> None:
        (room.root / "public/neuf").mkdir()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("newsgen.build.stage.move_into_place", die)
        with pytest.raises(KeyboardInterrupt):
            room.build()
    room.write("newsgen.yaml", SETTINGS).built()
    assert not (room.root / "public/neuf").exists()
    assert room.public() == room.clean(tmp_path)
