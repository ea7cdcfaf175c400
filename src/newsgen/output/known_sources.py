"""The sources of a site as they are known: their rows, and what they say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from newsgen.base.digest import digest_bytes
from newsgen.base.seal import DamagedError
from newsgen.content.sources import SourceRow
from newsgen.output.parts import Parts
from newsgen.output.shelf import Shelf

_DECODE = msgspec.msgpack.Decoder(dict[str, SourceRow]).decode


class KnownSources:
    """The known sources, by path."""

    def __init__(self, db: sqlite3.Connection, parts: Parts) -> None:
        self._db = db
        self._rows: Shelf[str, SourceRow] = Shelf(parts, "source", _DECODE)

    def rows(self) -> dict[str, SourceRow]:
        """Give the rows of all known sources by path."""
        return self._rows.all()

    def put(self, rows: Mapping[str, SourceRow]) -> None:
        """Add or replace sources."""
        self._rows.put(rows.items())

    def said(self) -> Iterator[tuple[str, bytes]]:
        """Give what all known sources say, encoded, by their paths in order."""
        sources, found = self._rows.all(), 0
        for path, value in self._db.execute("SELECT path, value FROM said ORDER BY path"):
            found += 1
            _check(sources.get(path), path, value)
            if value:
                yield path, value
        if found != len(sources):
            raise DamagedError("what some sources say is missing")

    def said_by(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Give what some sources say, encoded, by their paths in order."""
        sources = self._rows.all()
        for path in sorted(paths):
            row = self._db.execute("SELECT value FROM said WHERE path = ?", (path,)).fetchone()
            _check(sources.get(path), path, row[0] if row else None)
            if row[0]:
                yield path, row[0]

    def put_said(self, path: str, value: bytes) -> None:
        """Add or replace what a source says; it may say nothing."""
        self._db.execute("INSERT OR REPLACE INTO said VALUES (?, ?)", (path, value))

    def forget(self, paths: Iterable[str]) -> None:
        """Forget sources that are gone."""
        gone = tuple(paths)
        self._rows.remove(gone)
        self._db.executemany("DELETE FROM said WHERE path = ?", [(path,) for path in gone])

    def clear(self) -> None:
        """Forget all sources."""
        self._rows.clear()
        self._db.execute("DELETE FROM said")

    def keep(self) -> None:
        """Put what has changed into the database."""
        self._rows.keep()


def _check(source: SourceRow | None, path: str, value: object) -> None:
    if source is None or not isinstance(value, bytes) or digest_bytes(value) != source.said:
        raise DamagedError(f"what {path} says is not as it was left")
