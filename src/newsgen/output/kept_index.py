"""The index of the search as it was kept last: its files, the documents in it, and the entries of all texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping

import msgspec
from msgspec import Struct

from newsgen.base.digest import Digest, digest_bytes, encode
from newsgen.base.seal import DamagedError
from newsgen.output.parts import Parts
from newsgen.output.shelf import Shelf
from newsgen.search.documents import Layout
from newsgen.search.entries import Entry

_PART = "search"


class KnownDocument(Struct, frozen=True, array_like=True, gc=False):
    """A document in an index: its number, the digest of the entry of its texts, its other entry, the digest of it all.

    Its digest tells whether it is what it was, but for its number.
    """

    number: int
    entry: Digest
    around: Entry
    digest: Digest


class IndexState(Struct, frozen=True):
    """How an index is laid out, and the digests of its files by their paths."""

    layout: Layout
    files: dict[str, Digest]


class IndexChanges(Struct, frozen=True):
    """What becomes of a kept index: its new state, the files and the documents that differ, and what is gone."""

    state: IndexState
    files: Mapping[str, bytes]
    documents: Mapping[str, KnownDocument]
    gone: Collection[str]


_DECODE = msgspec.msgpack.Decoder(dict[str, KnownDocument]).decode


class KeptIndex:
    """The kept index. The digests in its state vouch for its files, those of entries for themselves."""

    def __init__(self, db: sqlite3.Connection, parts: Parts) -> None:
        self._db = db
        self._parts = parts
        self._documents: Shelf[str, KnownDocument] = Shelf(parts, "search document", _DECODE)

    def state(self) -> IndexState | None:
        """Give the state; nothing if there is no index."""
        value = self._parts.get(_PART)
        try:
            return msgspec.msgpack.decode(value, type=IndexState) if value else None
        except msgspec.DecodeError as error:
            raise DamagedError("the state of the search cannot be read") from error

    def documents(self) -> dict[str, KnownDocument]:
        """Give the documents by their sources."""
        return self._documents.all()

    def document(self, path: str) -> KnownDocument | None:
        """Give the document of a source."""
        return self._documents.get(path)

    def file(self, path: str, digest: Digest) -> bytes:
        """Give a file with its digest in the state."""
        return self._checked("SELECT value FROM search WHERE name = ?", path, digest)

    def entry(self, digest: Digest) -> Entry:
        """Give the entry of a text."""
        return self._checked("SELECT value FROM entry WHERE digest = ?", digest, digest)

    def put_entry(self, digest: Digest, entry: Entry) -> None:
        """Keep the entry of a text."""
        self._db.execute("INSERT OR REPLACE INTO entry VALUES (?, ?)", (digest, entry))

    def put(self, changes: IndexChanges) -> None:
        """Keep an index as it is now."""
        before = self.state()
        lost = before.files.keys() - changes.state.files.keys() if before else ()
        self._db.executemany("DELETE FROM search WHERE name = ?", [(path,) for path in lost])
        self._db.executemany("INSERT OR REPLACE INTO search VALUES (?, ?)", changes.files.items())
        self._documents.put(changes.documents.items())
        self._documents.remove(changes.gone)
        self._parts.put(_PART, encode(changes.state))

    def keep_entries(self, digests: Iterable[Digest | None]) -> None:
        """Forget the entries of texts that no source has any more."""
        known = {row[0] for row in self._db.execute("SELECT digest FROM entry")}
        self._db.executemany("DELETE FROM entry WHERE digest = ?", ((each,) for each in known.difference(digests)))

    def clear(self) -> None:
        """Forget everything."""
        self._documents.clear()
        self._parts.drop(_PART)
        for table in ("search", "entry"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - one of ours

    def keep(self) -> None:
        """Put what has changed into the database."""
        self._documents.keep()

    def _checked(self, query: str, name: str | bytes, digest: Digest) -> bytes:
        try:
            row = self._db.execute(query, (name,)).fetchone()
        except sqlite3.Error as error:
            raise DamagedError(f"what the search knows cannot be read: {error}") from error
        if row is None or not isinstance(row[0], bytes) or digest_bytes(row[0]) != digest:
            raise DamagedError("what the search knows is missing, or not as it was left")
        value: bytes = row[0]
        return value
