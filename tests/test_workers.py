"""Workers: a build that is shared out is the same build, whoever does the work and whatever becomes of them."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import newsgen.build.inputs
import newsgen.build.render_pages
from messengers import Messengers
from newsgen.base.digest import Digest
from newsgen.base.workers import Workers, cores
from newsgen.build import build
from newsgen.build.staging_workers import PageOutcome, StagingTask, render_and_stage, staging_shared
from newsgen.output.kept_views import KeptViews, Tells
from newsgen.output.writer import Staging
from newsroom import PATIENCE, SETTINGS, Newsroom, codes, rendered, tree

ARTICLES = 24
KILLS = 40 if os.environ.get("NEWSGEN_LONG") == "1" else 4
SHARED_BUILD = """
import sys, time
from pathlib import Path
import newsgen.build.inputs, newsgen.build.render_pages
from newsgen.build import Request, build
from newsgen.base.workers import Workers
newsgen.build.inputs._TEXTS_A_BATCH = newsgen.build.render_pages._PAGES_A_BATCH = 1
workers = Workers(2)
report = build(Request(Path(sys.argv[1]), int(sys.argv[2]), time.time_ns(), workers=workers))
workers.close()
sys.exit(report.failed)
"""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Share out sites that are small enough for a test."""
    monkeypatch.setattr(newsgen.build.inputs, "_TEXTS_A_BATCH", 4)
    monkeypatch.setattr(newsgen.build.render_pages, "_PAGES_A_BATCH", 4)


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    room = Newsroom(tmp_path / "site")
    for number in range(ARTICLES):
        body = (
            f'Le texte *{number}*, avec [un lien](n{(number + 1) % ARTICLES}.md).\n\n{{{{< related article="n0" >}}}}\n'
        )
        room.article(f"n{number}", body=body, date=f"2026-01-{number + 1:02}", tags=[f"sujet {number % 3}"])
    return room


@pytest.fixture
def processes() -> Iterator[Workers]:
    workers = Workers(2)
    yield workers
    workers.close()


def output(room: Newsroom, workers: Workers, name: str) -> dict[str, bytes]:
    """Build from nothing into a folder of that name, and give its files."""
    folder = room.root.parent / name
    request = replace(room.request, output=folder / "output", cache=folder / "cache", workers=workers)
    report = build(request)
    assert not report.failed, codes(report)
    files = [path for path in (folder / "output").rglob("*") if path.is_file()]
    return {path.relative_to(folder / "output").as_posix(): path.read_bytes() for path in files}


def test_a_build_of_two_processes_equals_that_of_one(room: Newsroom, processes: Workers) -> None:
    assert output(room, processes, "shared") == output(room, Workers(), "alone")


def test_what_goes_to_workers_and_comes_back_is_plain_values(room: Newsroom) -> None:
    far = Messengers()
    assert output(room, Workers(2, far), "shared") == output(room, Workers(), "alone")
    assert far.done > 10


def test_processes_of_this_machine_stage_only_what_the_output_does_not_hold(room: Newsroom, processes: Workers) -> None:
    room.write("templates/article.html", "{{ article.title }}")
    folder = room.root.parent / "alone"
    alone = replace(room.request, output=folder / "output", cache=folder / "cache")
    shared = replace(room.request, workers=processes)
    for request in (alone, shared):
        assert not build(request).failed
        folders = request.output or room.root / "public"
        next(folders.rglob("n2/index.html")).write_text("de travers", encoding="utf-8")
    room.write("templates/article.html", "{# rien de plus #}{{ article.title }}")
    room.write("templates/tag.html", "{{ page.title }}, d’une autre façon")
    first, second = build(alone), build(shared)
    assert second.reasons == first.reasons
    assert (second.rendered, second.written) == (first.rendered, first.written)
    assert second.written == second.rendered - ARTICLES + 1
    assert room.public() == tree(folder / "output") == room.clean(room.root.parent / "clean")


def test_two_who_stage_in_one_folder_never_use_the_same_file(tmp_path: Path) -> None:
    ours, theirs = (Staging(tmp_path / "output", tmp_path / "staged") for _ in range(2))
    staged = [each.stage(f"{n}", b"x", None).temporary for n in range(101) for each in (ours, theirs)]
    assert len(set(staged)) == len(staged)
    assert {Path(each or "").read_bytes() for each in staged} == {b"x"}


def test_a_worker_that_cannot_stage_leaves_the_site_as_it_was(
    room: Newsroom, processes: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.built()
    before = room.public()
    room.write("templates/base.html", "{{ page.title }}, d’une autre façon")

    def nowhere(staging: Staging, shared: bytes) -> bytes:
        return staging_shared(Staging(staging.output, room.root / "newsgen.yaml"), shared)

    with monkeypatch.context() as patch:
        patch.setattr("newsgen.build.render_pages.staging_shared", nowhere)
        report = build(replace(room.request, workers=processes))
    [fault] = report.faults
    assert fault.fault.message == f"the site cannot be written: File exists ({room.root / 'newsgen.yaml'})"
    assert room.public() == before
    assert not (room.root / ".newsgen/.newsgen-tmp").exists()
    room.built()
    assert room.public() == room.clean(room.root.parent / "clean")


def print_slowly(shared: bytes, galleys: Sequence[StagingTask]) -> list[PageOutcome]:
    """Print and stage galleys, but not at once."""
    time.sleep(0.1)
    return render_and_stage(shared, galleys)


def test_no_worker_stages_anything_after_a_build_has_failed(
    room: Newsroom, processes: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = 0

    def put(self: KeptViews, digest: Digest, value: bytes, tells: Tells, *, put: Any = KeptViews.put) -> None:
        nonlocal kept
        kept += 1
        if kept > 5:  # the first one is that of a page that was printed here
            raise sqlite3.OperationalError("database or disk is full")
        put(self, digest, value, tells)

    with monkeypatch.context() as patch:
        patch.setattr("newsgen.build.render_pages.render_and_stage", print_slowly)
        patch.setattr(KeptViews, "put", put)
        report = build(replace(room.request, workers=processes))
    assert codes(report) == ["public:1:1 unwritable"]
    time.sleep(0.5)
    assert not (room.root / ".newsgen/.newsgen-tmp").exists()


@pytest.mark.parametrize("faithful", [0, 1, 5, 9])
def test_the_work_of_killed_workers_is_done_again(room: Newsroom, faithful: int) -> None:
    assert output(room, Workers(2, Messengers(faithful)), "shared") == output(room, Workers(), "alone")


def test_a_question_that_no_earlier_page_asked_is_answered_by_the_site(room: Newsroom) -> None:
    room.write(
        "templates/article.html",
        "{% for each in site.tag(article.tags[0].url.split('/')[2], 2) %}{{ each.title }} {% endfor %}",
    )
    assert output(room, Workers(2, Messengers()), "shared") == output(room, Workers(), "alone")


def test_faults_of_texts_and_templates_are_the_same_in_the_same_order(room: Newsroom, processes: Workers) -> None:
    room.write("templates/article.html", "{{ article.titel if article.minutes }}")
    room.article("n3", body='{{< relatd article="n0" >}}\n', title="Un titre")
    room.article("n17", body="[rien](rien.md)\n", title="Un autre")
    alone, shared = room.build(), build(replace(room.request, workers=Workers(2, Messengers())))
    assert alone.failed
    assert shared.faults == alone.faults
    assert build(replace(room.request, workers=processes)).faults == alone.faults
    assert not (room.root / "public").exists()


def test_few_pages_are_not_shared_out(room: Newsroom) -> None:
    output(room, Workers(), "alone")
    room.build()
    text = room.root / "content/articles/n3.md"
    text.write_text(text.read_text(encoding="utf-8") + "Un mot de plus.\n", encoding="utf-8")
    far = Messengers()
    report = build(replace(room.request, workers=Workers(2, far)))
    assert len(rendered(report)) == 1
    assert far.done == 0


def test_only_executors_of_their_own_are_shut_down(room: Newsroom) -> None:
    far = Messengers()
    workers = Workers(2, far)
    output(room, workers, "shared")
    workers.close()
    assert far.submit(os.getpid).result() == os.getpid()


def test_a_build_that_is_shared_out_is_verified_by_one_that_is_shared_out_too(room: Newsroom) -> None:
    script = (
        "import newsgen.build.inputs, newsgen.build.render_pages\n"
        "from newsgen.cli.main import main\n"
        "newsgen.build.inputs._TEXTS_A_BATCH = newsgen.build.render_pages._PAGES_A_BATCH = 4\n"
        "main(['build', '--jobs', '2', '--verify', '--quiet', '--now', '2026-05-28'])\n"
    )
    for _ in range(2):  # the second one has work for others only when it verifies
        ran = subprocess.run([sys.executable, "-c", script], cwd=room.root, capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_cores_are_counted() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_workers_end_when_their_build_is_killed(tmp_path: Path) -> None:
    script = (
        "import os, time\n"
        "from newsgen.base.workers import Workers\n"
        "def name(shared, batch): time.sleep(.2); return [os.getpid() for _ in batch]\n"
        "for pid in Workers(2).map(name, b'', range(10_000), 10_000, 1): print(pid, flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    pids = {int(process.stdout.readline()) for _ in range(4)}
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert process.pid not in pids
    _wait_for_the_end_of(pids)


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("victim", ["a worker", "the build"])
def test_whoever_is_killed_at_any_moment_of_a_shared_build_nothing_is_lost(
    victim: str, room: Newsroom, tmp_path: Path
) -> None:
    luck, killed = random.Random(5), 0
    for number in range(KILLS):
        html = ("allow", "escape")[number % 2]  # every text is read again, and every page rendered
        room.write("newsgen.yaml", f"{SETTINGS}description: Numéro {number}\nmarkdown: {{html: {html}}}\n")
        process = subprocess.Popen([sys.executable, "-c", SHARED_BUILD, str(room.root), str(room.now)])
        while not (workers := _children(process.pid)) and process.poll() is None:
            time.sleep(0.001)
        time.sleep(luck.uniform(0, 0.2))
        marked = luck.choice(workers) if victim == "a worker" else process.pid
        killed += _runs(marked)
        if victim == "the build":
            process.kill()
            process.wait(timeout=PATIENCE)
        else:
            with suppress(ProcessLookupError):
                os.kill(marked, signal.SIGKILL)
            assert process.wait(timeout=PATIENCE) == 0
            assert rendered(room.built()) == set()
        _wait_for_the_end_of(workers)
        room.built()
        assert room.public() == room.clean(tmp_path / f"clean{number}")
    assert killed > KILLS // 4, "most were gone before they were killed"


def test_a_build_on_the_workers_of_dask_equals_that_of_one_process(room: Newsroom) -> None:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        distributed.Client(cluster) as client,
    ):
        far: Executor = client.get_executor(pure=False)
        assert output(room, Workers(2, far), "shared") == output(room, Workers(), "alone")


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def _wait_for_the_end_of(pids: Iterable[int]) -> None:
    until = time.monotonic() + PATIENCE
    while any(map(_runs, pids)) and time.monotonic() < until:
        time.sleep(0.01)
    assert not [pid for pid in pids if _runs(pid)]


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
