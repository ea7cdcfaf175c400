"""The state machine of ``tests/machine.py``, besieged: links and special files appear, and foreign and damaged caches.

After each the next build is a clear fault with the site untouched, or equal to a clean build; and nothing outside the
site has changed, ever.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path

from hypothesis import strategies as st

from machine import HOW, PICK, VALUE, Machine, step
from newsgen.base.faults import Severity
from newsgen.base.seal import Seal
from newsgen.build import Report, build
from newsgen.output.manifests import Entry
from newsgen.output.store import Store
from proof import How

_KEYS = ("", "un secret", "un autre secret")
_SOURCES = ("content/articles/lien.md", "content/pages/lien.md", "static/lien.txt", "templates/lien.html")
_KINDS = ("to outside", "to the site", "to a folder", "to nothing", "to itself", "a pipe", "a socket")
_PATHS = ("../../outside/victime.md", "../newsgen.yaml", "a/../../newsgen.yaml", "/etc/hostname")
_CACHE_FILES, _CACHE_FOLDERS = (
    ("left-alone.txt", "lock", "standstill", "cache.db"),
    (".newsgen-tmp", "pictures", "replaced"),
)
_TABLES = ("body", "part", "said", "seal", "view")
_IN_THE_WAY = {"linked-output", "in-the-way"}
_USUAL = How()


class Besieged(Machine):
    """The machine with intruders. What lies ``outside`` the site is theirs to hurt, and stays as it is."""

    longest = 2

    def __init__(self) -> None:
        super().__init__()
        self.outside = self.place / "outside"
        (self.outside / "dossier").mkdir(parents=True)
        (self.outside / "victime.md").write_text("---\ntitle: Victime\n---\nUn secret.\n", encoding="utf-8")
        (self.outside / "dossier/victime.txt").write_text("à garder", encoding="utf-8")
        self.victims = everything(self.outside)

    def check(self, how: How = _USUAL) -> None:
        """Build and compare; what lies outside stays as it was, and no word of it comes in."""
        super().check(how)
        assert everything(self.outside) == self.victims
        assert not any(b"Un secret." in data for data in self.proof.files().values())

    # Links and special files

    @step(
        path=st.sampled_from(
            ("content/articles/lien.md", "content/pages/lien.md", "static/lien.txt", "templates/lien.html")
        ),
        kind=st.sampled_from(
            ("to outside", "to the site", "to a folder", "to nothing", "to itself", "a pipe", "a socket")
        ),
        how=HOW,
    )
    def put_a_link_among_the_sources(self, path: str, kind: str) -> None:
        file = self.desk.root / path
        if os.path.lexists(file):
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        match kind:
            case "to outside":
                file.symlink_to(self.outside / "victime.md")
            case "to the site":
                file.symlink_to(self.desk.root / "static/robots.txt")
            case "to a folder":
                file.symlink_to(self.outside / "dossier")
            case "to nothing":
                file.symlink_to(self.outside / "nulle part")
            case "to itself":
                file.symlink_to(file)
            case "a pipe":
                os.mkfifo(file)
            case _:
                os.mknod(file, 0o140644) if os.geteuid() == 0 else os.mkfifo(file)
        self.check()
        file.unlink(missing_ok=True)

    @step(pick=st.integers(0, 30), path=st.sampled_from(("title", "slug", "tags")), value=VALUE, gone=st.booleans())
    def link_a_folder_of_the_output(self, pick: int, path: str, value: int, gone: bool) -> None:
        self.check()
        folders = sorted(each for each in everything(self.desk.output) if (self.desk.output / each).is_dir())
        if self.proof.faulty or not folders:
            return
        link, beyond = self.desk.output / folders[pick % len(folders)], self.place / "beyond"
        link.rename(beyond)
        link.symlink_to(beyond)
        if gone:
            self.vanish(self.article(pick), tidy=True)
        else:
            self.change(self.article(pick), path, value)
        before = everything(self.desk.output), everything(beyond)
        report = build(self.proof.request(How()))
        assert everything(beyond) == before[1]
        if report.failed:
            assert everything(self.desk.output) == before[0]
            clean, _ = self.proof.clean_build()
            assert clean.failed or _errors(report) <= _IN_THE_WAY
        link.unlink()
        beyond.rename(link)
        self.check()

    @step(pick=st.integers(0, 30), kind=st.sampled_from(("pipe", "link", "link to a folder")))
    def put_a_special_file_into_the_output(self, pick: int, kind: str) -> None:
        self.check()
        files = sorted(self.proof.files().keys() - self.proof.foreign[self.proof.name].keys())
        if self.proof.faulty or not files:
            return
        file = self.desk.output / files[pick % len(files)]
        file.unlink()
        if kind == "pipe":
            os.mkfifo(file)
        else:
            file.symlink_to(self.outside / ("dossier" if "folder" in kind else "victime.md"))
        report = build(self.proof.request(How()))
        if report.failed:
            assert _errors(report) <= _IN_THE_WAY, report.faults
            file.unlink()
        self.check()

    # Caches

    @step(path=st.sampled_from(_PATHS))
    def name_a_file_outside_in_the_cache(self, path: str) -> None:
        if not (self.desk.root / ".newsgen/cache.db").exists():
            return
        settings = (self.desk.root / "newsgen.yaml").read_bytes()
        self.proof.doubt()
        with suppress(Exception), closing(Store(self.desk.root / ".newsgen/cache.db", self._seal)) as store:
            store.manifests.put(self.proof.name, [(path, Entry(b"key"))])
            store.commit()
        self.check()
        assert (self.desk.root / "newsgen.yaml").read_bytes() == settings or self.proof.faulty

    @step(key=st.sampled_from(_KEYS))
    def change_the_key(self, key: str) -> None:
        if key != self.proof.key:
            self.proof.doubt()
            self.proof.key = key

    @step(
        name=st.sampled_from(
            (".newsgen-tmp", "left-alone.txt", "lock", "pictures", "replaced", "standstill", "cache.db")
        )
    )
    def put_a_link_into_the_cache(self, name: str) -> None:
        file = self.desk.root / ".newsgen" / name
        if not file.parent.is_dir():
            return
        self.proof.doubt()
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file)
        else:
            file.unlink(missing_ok=True)
        file.symlink_to(self.outside / ("dossier" if name in _CACHE_FOLDERS else "victime.md"))

    @step(luck=st.integers(0, 9999), flips=st.sampled_from((1, 1, 5, 50)))
    def flip_bits_of_the_cache(self, luck: int, flips: int) -> None:
        chance = random.Random(luck)
        for file in (self.desk.root / ".newsgen/cache.db", *sorted((self.desk.root / ".newsgen").glob("pictures/*"))):
            if file.is_file() and (data := bytearray(file.read_bytes())):
                for _ in range(flips):
                    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
                file.write_bytes(data)
        self.proof.doubt()

    @step(
        table=st.sampled_from(("body", "part", "said", "seal", "view")),
        pick=PICK,
        value=st.sampled_from((None, b"", b"\x90", 7, "é")),
    )
    def change_values_of_the_cache(self, table: str, pick: int, value: object) -> None:
        file = self.desk.root / ".newsgen/cache.db"
        if not file.is_file():
            return
        self.proof.doubt()
        with suppress(sqlite3.Error), closing(sqlite3.connect(file)) as db, db:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
            if value is None:
                db.execute(f"DELETE FROM {table} WHERE rowid % 6 = {pick}")
            else:
                db.execute(f"UPDATE {table} SET {columns[-1]} = ? WHERE rowid % 6 = {pick}", (value,))

    @property
    def _seal(self) -> Seal:
        return Seal.of_secret(self.proof.key)


def _errors(report: Report) -> set[str]:
    """Give the codes of what stopped a build; warnings of the site stand beside it."""
    return {each.fault.code for each in report.faults if each.fault.severity is Severity.ERROR}


def everything(folder: Path) -> Mapping[str, bytes]:
    """Give every file, link and folder below a folder; links are not followed."""
    found: dict[str, bytes] = {}
    for top, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = Path(top, name)
            kind = path.lstat().st_mode
            shown = os.readlink(path).encode() if path.is_symlink() else path.read_bytes() if path.is_file() else b""
            found[path.relative_to(folder).as_posix()] = b"%o:%b" % (kind, shown)
    return found
