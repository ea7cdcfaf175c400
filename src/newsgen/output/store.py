"""The cache of a site: one SQLite file, written in few transactions.

Everything in it can be made again, but the list of the output's files that newsgen wrote. A file of another
version, or a broken one, is put aside and an empty store takes its place.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from sys import intern

import msgspec
from msgspec import Struct

from newsgen.base.digest import Digest
from newsgen.content.scan import Stat, stat_of
from newsgen.content.sources import SourceRow
from newsgen.output.database import VERSION, open_database, put_aside
from newsgen.pages.questions import Question, Readings

_DECODE_QUESTION = msgspec.msgpack.Decoder(Question).decode
_DECODE_PATHS = msgspec.msgpack.Decoder(tuple[str, ...]).decode
_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE_READINGS = msgspec.msgpack.Decoder(Readings)


class Entry(Struct, frozen=True, gc=False):
    """What newsgen knows of one file of the output.

    Without a ``key`` it is an *intent*: a build was about to create the file and may have died. ``digest`` and ``stat``
    describe the file right after it was written; ``built`` is the instant of that build. The own page of a source file
    names this ``source``, the digest of it whose ``words`` it shows, and of an article that of the ``teaser`` in lists.
    """

    key: bytes | None = None
    readings: int | None = None
    digest: Digest | None = None
    stat: Stat | None = None
    reason: str = ""
    built: int | None = None
    source: str | None = None
    words: Digest | None = None
    teaser: Digest | None = None


class Tells(Struct, frozen=True):
    """The addresses of the articles that a page tells of: in full, but for its own on its own page; and in short."""

    in_full: tuple[str, ...]
    in_short: tuple[str, ...]


class Store:
    """An open store. Nothing is kept before :meth:`commit`."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.put_aside: Path | None = None
        self._file = file
        try:
            self._db = open_database(file)
        except sqlite3.DatabaseError:
            self.put_aside = put_aside(file)
            self._db = open_database(file)

    @classmethod
    def peek(cls, file: Path) -> Store | None:
        """Open a store that others may be writing, for reading only; nothing if there is none of this version."""
        if not file.is_file():
            return None
        store = cls.__new__(cls)
        store.put_aside = None
        store._file = file  # noqa: SLF001 - one of us
        store._db = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)  # noqa: SLF001 - one of us
        if store._db.execute("PRAGMA user_version").fetchone()[0] == VERSION:  # noqa: SLF001
            return store
        store.close()
        return None

    def close(self) -> None:
        """Close the store, forgetting what was not committed."""
        self._db.close()

    def commit(self) -> None:
        """Keep everything put so far, all of it or nothing."""
        self._db.commit()

    @property
    def stat(self) -> Stat:
        """The stat of the file, as of the last commit."""
        return stat_of(os.stat(self._file))

    def meta(self, name: str) -> bytes | None:
        """Give a small named value."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def put_meta(self, name: str, value: bytes) -> None:
        """Set a small named value."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def sources(self) -> dict[str, SourceRow]:
        """Give all known sources by path."""
        rows = self._db.execute("SELECT path, size, mtime, ctime, inode, settled, digest, plan_digest FROM source")
        return {row[0]: SourceRow(Stat(*row[1:5]), bool(row[5]), *row[6:]) for row in rows}

    def put_sources(self, rows: Mapping[str, SourceRow]) -> None:
        """Add or replace sources."""
        self._db.executemany(
            "INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((path, *_stat_columns(row.stat), row.settled, row.digest, row.plan_digest) for path, row in rows.items()),
        )

    def said(self) -> Iterator[tuple[str, bytes]]:
        """Give what all known sources say, encoded, by their paths in order."""
        yield from self._db.execute("SELECT path, value FROM said WHERE value <> x'' ORDER BY path")

    def said_by(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Give what some sources say, encoded, by their paths in order."""
        for path in sorted(paths):
            yield from self._db.execute("SELECT path, value FROM said WHERE path = ? AND value <> x''", (path,))

    def put_said(self, path: str, value: bytes) -> None:
        """Add or replace what a source says; it may say nothing."""
        self._db.execute("INSERT OR REPLACE INTO said VALUES (?, ?)", (path, value))

    def forget_sources(self, paths: Iterable[str]) -> None:
        """Forget sources that are gone."""
        gone = [(path,) for path in paths]
        self._db.executemany("DELETE FROM source WHERE path = ?", gone)
        self._db.executemany("DELETE FROM said WHERE path = ?", gone)

    def forget_everything_parsed(self) -> None:
        """Forget all sources and bodies, because what they were parsed with has changed."""
        self._db.execute("DELETE FROM source")
        self._db.execute("DELETE FROM said")
        self._db.execute("DELETE FROM body")

    def body(self, digest: Digest) -> str:
        """Give the HTML of a body."""
        html: str = self._db.execute("SELECT html FROM body WHERE digest = ?", (digest,)).fetchone()[0]
        return html

    def put_body(self, digest: Digest, html: str) -> None:
        """Add the HTML of a body."""
        self._db.execute("INSERT OR REPLACE INTO body VALUES (?, ?)", (digest, html))

    def keep_only_bodies(self, digests: set[Digest]) -> None:
        """Forget the bodies that no source has any more."""
        known = {row[0] for row in self._db.execute("SELECT digest FROM body")}
        self._db.executemany("DELETE FROM body WHERE digest = ?", ((digest,) for digest in known - digests))

    def manifest(self, output_name: str) -> dict[str, Entry]:
        """Give what is known of the files of the output folder ``output_name``, by path.

        They are those that newsgen made or was about to make.
        """
        intended = self.meta(f"intended:{output_name}")
        rows = self._db.execute(
            "SELECT path, key, readings, digest, size, mtime, ctime, inode, reason, built, source, words, teaser"
            " FROM page WHERE output = ?",
            (output_name,),
        )
        known = {
            path: Entry(
                key,
                readings,
                digest,
                None if size is None else Stat(size, mtime, ctime, inode),
                intern(why),
                at,
                source,
                words,
                teaser,
            )
            for path, key, readings, digest, size, mtime, ctime, inode, why, at, source, words, teaser in rows
        }
        return dict.fromkeys(_DECODE_PATHS(intended), Entry()) | known if intended else known

    def intend(self, output_name: str, paths: Iterable[str]) -> None:
        """Keep the paths of an output folder at which files are about to be created; no others are any more."""
        self.put_meta(f"intended:{output_name}", msgspec.msgpack.encode(tuple(paths)))

    def stats(self, output_name: str) -> dict[str, Stat]:
        """Give the stats of the files that newsgen has made in an output folder, by path, as they were right then."""
        rows = self._db.execute(
            "SELECT path, size, mtime, ctime, inode FROM page WHERE output = ? AND size IS NOT NULL", (output_name,)
        )
        return {path: Stat(*stat) for path, *stat in rows}

    def put_manifest(self, output_name: str, rows: Iterable[tuple[str, Entry]]) -> None:
        """Add or replace what is known of files of the output."""
        self._db.executemany(
            "INSERT OR REPLACE INTO page VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (output_name, path, row.key, row.readings, row.digest, *_stat_columns(row.stat), *_history_columns(row))
                for path, row in rows
            ),
        )

    def forget_outputs(self, output_name: str, paths: Iterable[str]) -> None:
        """Forget files that newsgen has deleted."""
        self._db.executemany("DELETE FROM page WHERE output = ? AND path = ?", ((output_name, path) for path in paths))

    def readings(self) -> dict[int, Readings]:
        """Give all recorded sets of questions by number."""
        rows = self._db.execute("SELECT id, value FROM readings")
        return {number: _DECODE_READINGS.decode(value) for number, value in rows}

    def put_readings(self, readings: Readings) -> int:
        """Record a set of questions and give its number."""
        value = msgspec.msgpack.encode(readings)
        self._db.execute("INSERT OR IGNORE INTO readings (value) VALUES (?)", (value,))
        number: int = self._db.execute("SELECT id FROM readings WHERE value = ?", (value,)).fetchone()[0]
        return number

    def answers(self, output_name: str) -> dict[Question, bytes]:
        """Give the encoded answers to all questions of the last finished build of an output folder."""
        rows = self._db.execute("SELECT question, value FROM answer WHERE output = ?", (output_name,))
        return {_DECODE_QUESTION(question): value for question, value in rows}

    def put_answers(self, output_name: str, answers: Mapping[Question, bytes]) -> None:
        """Keep the encoded answers of a build in the place of the last one's."""
        self._db.execute("DELETE FROM answer WHERE output = ?", (output_name,))
        rows = ((output_name, msgspec.msgpack.encode(question), value) for question, value in answers.items())
        self._db.executemany("INSERT INTO answer VALUES (?, ?, ?)", rows)

    def view(self, digest: Digest) -> bytes | None:
        """Give what a page shows, encoded, by its digest."""
        row = self._db.execute("SELECT value FROM view WHERE digest = ?", (digest,)).fetchone()
        return row[0] if row else None

    def put_view(self, digest: Digest, value: bytes, tells: Tells) -> None:
        """Keep what a page shows, encoded, and of which articles it tells."""
        self._db.execute("INSERT OR REPLACE INTO view VALUES (?, ?)", (digest, value))
        in_full = _ENCODE(tells.in_full) if tells.in_full else None
        in_short = _ENCODE(tells.in_short) if tells.in_short else None
        self._db.execute("INSERT OR REPLACE INTO tells VALUES (?, ?, ?)", (digest, in_full, in_short))

    def telling_in_full(self, urls: Collection[str]) -> Iterator[tuple[Digest, str]]:
        """Give the views (by digest) that tell in full of articles other than their own, each with the article."""
        rows = self._db.execute("SELECT view, in_full FROM tells WHERE in_full IS NOT NULL")
        yield from _named(rows, urls)

    def telling_in_short(self, urls: Collection[str]) -> Iterator[tuple[Digest, str]]:
        """Give the views (by digest) that tell of articles in lists, links and the like, each with the article."""
        rows = self._db.execute("SELECT view, in_short FROM tells WHERE in_short IS NOT NULL")
        yield from _named(rows, urls)

    def forget_unused(self) -> None:
        """Forget sets of questions that no page asks any more, and views that no page shows."""
        self._db.execute("DELETE FROM readings WHERE id NOT IN (SELECT readings FROM page WHERE readings IS NOT NULL)")
        self._db.execute(
            "DELETE FROM view WHERE digest NOT IN (SELECT substr(key, 1, 16) FROM page WHERE key IS NOT NULL)"
        )
        self._db.execute("DELETE FROM tells WHERE view NOT IN (SELECT digest FROM view)")


def _named(rows: Iterable[tuple[Digest, bytes]], urls: Collection[str]) -> Iterator[tuple[Digest, str]]:
    """Give the rows whose encoded paths are among some, each with every such path."""
    wanted = [(url, _ENCODE(url)) for url in urls]
    for digest, encoded in rows:
        for url, part in wanted:
            if part in encoded:
                yield digest, url


def _history_columns(row: Entry) -> tuple[str, int | None, str | None, Digest | None, Digest | None]:
    return row.reason, row.built, row.source, row.words, row.teaser


def _stat_columns(stat: Stat | None) -> tuple[int | None, ...]:
    return (stat.size, stat.mtime, stat.ctime, stat.inode) if stat else (None, None, None, None)
