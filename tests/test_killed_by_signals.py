"""``kill -9``, ``kill`` and Ctrl-C at any moment of a build with pictures and workers.

Right after it every file of the output is the old one or the new one, whole; and the next build equals a clean build.
``NEWSGEN_LONG=1`` kills 1,000 builds; ``NEWSGEN_KILLS`` says how many, ``NEWSGEN_SEED`` which.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

import newsgen
from desk import Desk
from newsroom import picture
from proof import Files, How, Proof, in_memory, make_haste
from test_killed import create, edit, has_intents, has_staged, is_running, move_all_articles

LONG = os.environ.get("NEWSGEN_LONG") == "1"
KILLS = int(os.environ.get("NEWSGEN_KILLS", "1000" if LONG else "18"))
SEED = int(os.environ.get("NEWSGEN_SEED", "0"))
ARTICLES = 12
OWN = Path(newsgen.__file__).parent
MOMENTS = ((is_running, 0.9), (has_staged, 0.25), (has_intents, 1 / 32))
"""From when on a build is killed, and how long after that at most, as a share of the duration of a build."""


def newspaper(root: Path) -> Desk:
    """Make a site with pictures that take a while to be made."""
    desk = Desk(root)
    desk.set("pictures", {"widths": [40, 80], "formats": ["avif", "webp"]})
    for name in ("a", "b"):
        desk.write(f"static/images/{name}.png", picture(120, 90, ord(name)))
    for number in range(ARTICLES):
        create(desk, f"a{number}", number)
        body = f"![Une mer](/images/{'ab'[number % 2]}.png)\n\nLe texte {number}.\n"
        desk.rewrite(f"content/articles/a{number}.md", body)
    return desk


def test_after_any_signal_no_file_is_torn_and_the_next_build_equals_a_clean_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_haste(monkeypatch)
    luck, killed = random.Random(SEED), Counter[str]()
    with in_memory(tmp_path) as place:
        desk = newspaper(place / "root")
        proof = Proof(desk, place)
        proof.check(How())
        longest = duration(desk)
        for number in range(KILLS):
            change(desk, luck, number)
            before = proof.files()
            which = luck.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
            awaited, share = MOMENTS[number % len(MOMENTS)]
            begin, process, delay = time.perf_counter(), start(desk), luck.uniform(0, longest * share)
            while process.poll() is None and not awaited(desk.root):
                time.sleep(0.0005)
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=delay)
            was_running = process.poll() is None
            if not was_running:  # the machine may have been busier when that was measured
                longest = min(longest, time.perf_counter() - begin)
            with suppress(ProcessLookupError):  # it had just ended
                if which is signal.SIGINT:
                    os.killpg(process.pid, which)  # as a terminal does
                else:
                    process.send_signal(which)
            with process:
                errors = process.communicate(timeout=60)[1]
            assert not is_traceback_of_ours(errors), errors.decode()
            killed[which.name] += was_running
            left = proof.files()
            proof.check(How(trusting=bool(number % 2), shared=number % 5 == 0))
            after = proof.files()
            assert [path for path, data in left.items() if is_torn(path, data, before, after)] == []
        sys.stderr.write(f"killed {dict(killed)} of {KILLS}\n")
    assert sum(killed.values()) > KILLS // 2, "most builds were over before they were killed"


def is_traceback_of_ours(errors: bytes) -> bool:
    """Tell whether a process has printed a traceback with a line of newsgen in it: Python's own start may have one."""
    return b"Traceback" in errors and os.fsencode(OWN) in errors


def is_torn(path: str, data: bytes, before: Files, after: Files) -> bool:
    """Tell whether a file is neither the old one nor the new one; folders may be left empty."""
    return not path.endswith("/") and data not in (before.get(path), after.get(path))


def change(desk: Desk, luck: random.Random, number: int) -> None:
    """Let something happen to the site, which makes all pages of articles anew, and pictures now and then."""
    edit(desk, luck, number)
    move_all_articles(desk, number)
    if number % 3 == 0:
        desk.write(f"static/images/{luck.choice('ab')}.png", picture(120, 90, number % 256))


def duration(desk: Desk) -> float:
    """Measure a build of all pages, in seconds."""
    move_all_articles(desk, 1_000_000)
    begin = time.perf_counter()
    with start(desk) as process:
        assert process.wait() == 0
    return time.perf_counter() - begin


def start(desk: Desk) -> subprocess.Popen[bytes]:
    """Start ``newsgen build`` with two workers, in a group of processes of its own."""
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(desk.now))
    command = [
        sys.executable,
        "-m",
        "newsgen",
        "build",
        "--site",
        str(desk.root),
        "--now",
        now,
        "--quiet",
        "--jobs",
        "2",
    ]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
