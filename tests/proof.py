"""The proof: builds of a random small newsroom that finish, fail or die; each is compared with a clean build."""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis.internal.conjecture.engine import ConjectureRunner
from jinja2 import Environment
from msgspec.structs import replace

import newsgen.build.inputs
import newsgen.build.pipeline
import newsgen.build.render_pages
from desk import Desk
from messengers import Messengers
from newsgen.base.faults import Located, Severity
from newsgen.base.workers import Workers
from newsgen.build import Report, Request, build
from newsgen.build.check import check
from newsgen.output.store import Store
from newsgen.output.tree import Tree
from newsgen.output.writer import Staging
from newsgen.pages.plugins import Plugin
from newsroom import codes
from stylesheets_once import read_stylesheets_once

OUTPUTS = ("public", "site")
_MOST_ROUNDS = 12
Files = Mapping[str, bytes]


class Unequal(AssertionError):
    """What was built is not what a clean build makes of the same sources at the same instant."""


class Death(BaseException):
    """The end of a build in the midst of it."""


@dataclass(frozen=True)
class How:
    """How to build: ``trusting`` takes files to be old enough for their stats to be trusted; ``shared``: by workers."""

    trusting: bool = True
    shared: bool = False
    clean: bool = False
    rehash: bool = False
    strict: bool = False


class Proof:
    """Builds the site of a desk. ``foreign`` are the files of each output that are not newsgen's.

    ``doubtful`` are those that newsgen may or may not know to be its own, after a death or with a damaged cache.
    """

    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self.foreign: dict[str, dict[str, bytes]] = defaultdict(dict)
        self.doubtful: dict[str, set[str]] = defaultdict(set)
        self.faulty: set[str] = set()
        self.plugins: tuple[Plugin, ...] = ()
        self.key = ""
        self.beside: dict[str, bytes] = {}
        self.told_clean: list[Located] = []
        self._failures = 0
        self._folder = folder
        self._numbers = itertools.count()
        self._backup = folder / "backup.db"

    @property
    def name(self) -> str:
        """The name of the output."""
        return self.desk.output.name

    def request(self, how: How) -> Request:
        """Ask for a build."""
        started = time.time_ns() + 10_000_000_000 if how.trusting else 0
        return Request(
            self.desk.root,
            self.desk.now,
            started,
            clean=how.clean,
            rehash=how.rehash,
            strict=how.strict,
            plugins=self.plugins,
            cache_key=self.key,
            workers=Workers(2, Messengers()) if how.shared else Workers(),
        )

    def check(self, how: How) -> None:
        """Build, and compare with a clean build; build once more, which must do nothing."""
        before = self.files()
        report = build(self.request(how))
        clean, expected = self.clean_build(strict=how.strict)
        _same("the faults", codes(report), codes(clean))
        _same("the faults in full", *([_placed(each) for each in faults] for faults in (report.faults, clean.faults)))
        self.faulty = {each.fault.path for each in report.faults if each.fault.severity is Severity.ERROR}
        if report.failed:
            _same_files(self.files(), before)
            if not how.strict:
                self._failures += 1
                if self._failures > 1:
                    self.mend()
            return
        self._failures = 0
        self._settle(expected)
        _same_files(self.files(), {**self.foreign[self.name], **expected})
        _same_files(_files(self.desk.root / ".newsgen/hosting"), self.beside)
        _same("planned", report.planned, clean.planned)
        _same("what a check tells", self._told(self.request(How(trusting=how.trusting))), self.told_clean)
        _same("advice", report.advice, clean.advice)
        again = build(self.request(How(trusting=how.trusting)))
        _same("a further build", (again.rendered, again.written, again.deleted, again.reasons), (0, 0, 0, ()))
        _same("its faults", *([_placed(each) for each in faults] for faults in (again.faults, clean.faults)))
        if not self._backup.exists():
            shutil.copyfile(self.desk.root / ".newsgen/cache.db", self._backup)

    def clean_build(self, *, strict: bool = False) -> tuple[Report, Files]:
        """Build from nothing into a folder elsewhere."""
        folder = self._folder / f"clean{next(self._numbers)}"
        request = replace(self.request(How(strict=strict)), output=folder / "output", cache=folder / "cache")
        report = build(request)
        self.told_clean = [] if report.failed else self._told(request)
        files = _files(folder / "output")
        self.beside = _files(folder / "cache/hosting")
        shutil.rmtree(folder)
        return report, files

    def _told(self, request: Request) -> list[Located]:
        """Check a site that was built, and give all that is told of it."""
        report = check(replace(request, strict=False, clean=False))
        assert not report.failed
        assert (report.rendered, report.written, report.deleted) == (0, 0, 0)
        return [_placed(each) for each in report.faults]

    def mend(self) -> None:
        """Mend whatever is faulty until the site can be built, and check it."""
        for _ in range(_MOST_ROUNDS):
            if not self.faulty:
                return
            self.desk.mend(self.faulty)
            report = build(self.request(How()))
            self.faulty = {each.fault.path for each in report.faults if each.fault.severity is Severity.ERROR}
            if not report.failed:
                self.check(How())
                return
        raise RuntimeError(f"the desk cannot mend {self.faulty}: {codes(report)}")

    def files(self) -> Files:
        """Give the files of the output."""
        return _files(self.desk.output)

    def die_rendering(self, how: How, pages: int) -> bool:
        """Die in a build after some pages are rendered; tell whether it came to that."""

        def stage(self: Staging, path: str, data: bytes, before: Any, *, stage: Any = Staging.stage) -> Any:
            countdown()
            return stage(self, path, data, before)

        self._doubt_before_dying()
        with pytest.MonkeyPatch.context() as patch:
            countdown = _countdown(pages)
            patch.setattr(Staging, "stage", stage)
            return self._die(how, patch)

    def die_writing(self, how: How, moves: int) -> bool:
        """Die in a build after some files are moved or deleted, or the cache written; tell whether it came to that."""

        def dying(real: Callable[..., Any]) -> Callable[..., Any]:
            def act(*arguments: Any, **options: Any) -> Any:
                countdown()
                return real(*arguments, **options)

            return act

        self._doubt_before_dying()
        with pytest.MonkeyPatch.context() as patch:
            countdown = _countdown(moves)
            for kind, deed in ((Tree, "put"), (Tree, "remove"), (Store, "commit")):
                patch.setattr(kind, deed, dying(getattr(kind, deed)))
            return self._die(how, patch)

    def edit_meanwhile(self, edit: Callable[[], object]) -> None:
        """Build, while somebody edits the sources that were just read. What comes of it is only seen afterwards."""

        def make_edition(*arguments: Any, make: Any = newsgen.build.pipeline.make_edition) -> Any:
            edit()
            return make(*arguments)

        self._doubt_before_dying()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("newsgen.build.pipeline.make_edition", make_edition)
            build(replace(self.request(How()), started=time.time_ns()))

    def disown(self) -> None:
        """Take note that newsgen has forgotten all of its files."""
        for name in OUTPUTS:
            self.foreign[name] = dict(self._files_without_empty_folders(name))
            self.doubtful[name].clear()

    def doubt(self) -> None:
        """Take note that newsgen may have forgotten some of its files."""
        for name in OUTPUTS:
            self.doubtful[name] |= self._files_without_empty_folders(name).keys()

    def restore_cache(self) -> None:
        """Put an old copy of the cache in the place of the cache, if there is one."""
        if self._backup.exists():
            self.doubt()
            shutil.copyfile(self._backup, self.desk.root / ".newsgen/cache.db")

    def _die(self, how: How, patch: pytest.MonkeyPatch) -> bool:
        patch.setattr(Staging, "clear", lambda self: None)
        try:
            build(self.request(how))
        except Death:
            return True
        return False

    def _doubt_before_dying(self) -> None:
        if self.foreign[self.name]:
            expected = self.clean_build()[1]
            self.doubtful[self.name] |= self.foreign[self.name].keys() & expected.keys()

    def _settle(self, expected: Files) -> None:
        """Find out whose the doubtful files are, now that a build has finished."""
        foreign, doubtful, files = self.foreign[self.name], self.doubtful[self.name], self.files()
        for path in doubtful:
            foreign.pop(path, None)
            if path in files:
                foreign[path] = files[path]
        doubtful.clear()
        for path in expected:
            foreign.pop(path, None)

    def _files_without_empty_folders(self, name: str) -> Files:
        output = self.desk.root / name
        for folder, _, _ in os.walk(output, topdown=False):
            with suppress(OSError):
                os.rmdir(folder)
        return _files(output)


@contextmanager
def in_memory(otherwise: Path) -> Iterator[Path]:
    """Give a new folder on a file system in memory, if there is one: so many small files take their time on a disk."""
    memory = Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        yield otherwise
        return
    with tempfile.TemporaryDirectory(prefix="newsgen-", dir=memory) as folder:
        yield Path(folder)


def make_haste(patch: pytest.MonkeyPatch) -> None:
    """Spare what takes most of the time of so many builds of so few pages.

    Each text of a template is parsed and compiled once a process, each style sheet is read once, and the cache is not
    flushed to the disk: a build that dies here takes no machine down with it. Nor does Hypothesis vary each example
    five times before it draws another.
    """
    patch.setattr(ConjectureRunner, "generate_mutations_from", lambda self, data: None, raising=False)
    patch.setattr(newsgen.build.inputs, "_TEXTS_A_BATCH", 1)  # else so few texts and pages would never be shared out
    patch.setattr(newsgen.build.render_pages, "_PAGES_A_BATCH", 2)
    for work in ("compile", "parse"):
        patch.setattr(Environment, work, _once(getattr(Environment, work)))
    read_stylesheets_once(patch)

    def connect(file: Path | str, connect: Any = sqlite3.connect, **options: Any) -> sqlite3.Connection:
        db: sqlite3.Connection = connect(file, **options)
        with suppress(sqlite3.DatabaseError):
            db.execute("PRAGMA synchronous = OFF")
        return db

    patch.setattr(sqlite3, "connect", connect)


def _once(work: Callable[..., Any]) -> Callable[..., Any]:
    done: dict[tuple[object, ...], Any] = {}

    def do(self: Environment, *texts: Any) -> Any:
        if texts not in done:
            done[texts] = work(self, *texts)
        return done[texts]

    return do


def _countdown(count: int) -> Callable[[], None]:
    left = itertools.count(count, -1)

    def tick() -> None:
        if next(left) <= 0:
            raise Death

    return tick


def _files(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder by path, and every empty folder; links are told from files."""
    found: dict[str, bytes] = {}
    for top, folders, names in os.walk(folder):
        for name in names:
            path = os.path.join(top, name)
            found[os.path.relpath(path, folder)] = (
                b"-> " + os.readlink(path).encode() if os.path.islink(path) else _read(path)
            )
        if not folders and not names and top != str(folder):
            found[os.path.relpath(top, folder) + "/"] = b"an empty folder"
    return found


def _read(path: str) -> bytes:
    with open(path, "rb") as stream:
        return stream.read()


def _placed(located: Located) -> Located:
    """Give a fault as a build remembers it: by its place."""
    return replace(located, fault=replace(located.fault, spot=located.place))


def _same(what: str, ours: object, clean: object) -> None:
    if ours != clean:
        raise Unequal(f"{what}:\n  {ours}\nof a clean build:\n  {clean}")


def _same_files(ours: Files, wanted: Files) -> None:
    different = [
        f"{path}: {_difference(ours.get(path), wanted.get(path))}" for path in sorted(ours.keys() | wanted.keys())
    ]
    different = [line for line in different if not line.endswith(": ")]
    if different:
        raise Unequal("\n".join(different))


def _difference(ours: bytes | None, wanted: bytes | None) -> str:
    if ours is None or wanted is None:
        return "is missing" if ours is None else "should not be there"
    return (
        ""
        if ours == wanted
        else f"has other bytes:\n  {ours.decode('utf-8', 'replace')}\n  {wanted.decode('utf-8', 'replace')}"
    )
