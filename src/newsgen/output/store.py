"""The cache of a site: one SQLite file, written in few transactions; what it gives is what newsgen put into it.

Everything in it can be made again, but the list of the output's files that newsgen wrote. A file of another
version, or a broken one, is put aside and an empty store takes its place, with what is sound of that list.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from newsgen.base.digest import Digest, digest_bytes
from newsgen.base.seal import UNKEYED, DamagedError, Seal
from newsgen.content.scan import Stat, stat_of
from newsgen.content.sources import SourceRow
from newsgen.output.aside import Aside
from newsgen.output.claims import INTENDED, MANIFEST, Claims, check_paths, decode_paths
from newsgen.output.database import copy_sources, open_database, peek_database
from newsgen.output.parts import Parts
from newsgen.output.shelf import Shelf
from newsgen.pages.questions import Question, Readings

T = TypeVar("T")
_ENCODE = msgspec.msgpack.Encoder().encode


class Entry(Struct, frozen=True, array_like=True, gc=False):
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


_DECODE_SOURCES = msgspec.msgpack.Decoder(dict[str, SourceRow]).decode
_DECODE_ENTRIES = msgspec.msgpack.Decoder(dict[str, Entry]).decode
_DECODE_TELLS = msgspec.msgpack.Decoder(dict[bytes, tuple[str, ...]]).decode
_DECODE_NUMBERS = msgspec.msgpack.Decoder(tuple[tuple[bytes, int], ...]).decode
_DECODE_READINGS = msgspec.msgpack.Decoder(Readings).decode
_DECODE_ANSWERS = msgspec.msgpack.Decoder(tuple[tuple[Question, bytes], ...]).decode


class Store:
    """An open store. Nothing is kept before :meth:`commit`.

    All that gives something raises :class:`DamagedError` if that is not what was put.
    """

    def __init__(self, file: Path, seal: Seal = UNKEYED) -> None:
        self._file = file
        self.asides: tuple[Aside, ...] = ()
        """What was put aside for this store to be opened."""
        self._open(open_database(file), seal)

    @classmethod
    def peek(cls, file: Path, seal: Seal = UNKEYED) -> Store | None:
        """Open a store that others may be writing, for reading only; nothing if there is none of this version."""
        if not file.is_file():
            return None
        store = cls.__new__(cls)
        store._file = file  # noqa: SLF001 - one of us
        store.asides = ()
        try:
            store._open(peek_database(file), seal)  # noqa: SLF001
        except sqlite3.DatabaseError:
            return None
        return store

    @classmethod
    def copied(cls, file: Path, seal: Seal = UNKEYED) -> Store:
        """Open a store in memory that knows what sources say by the one in a file; nobody ever sees what is put."""
        store = cls.__new__(cls)
        store._file = file  # noqa: SLF001 - as above
        store.asides = ()
        store._open(copy_sources(file), seal)  # noqa: SLF001
        return store

    def _open(self, db: sqlite3.Connection, seal: Seal, parts: Parts | None = None) -> None:
        self._db = db
        self._seal = seal
        self._parts = parts or Parts(db, seal)
        self._sources: Shelf[str, SourceRow] = Shelf(self._parts, "source", _DECODE_SOURCES)
        self._in_full: Shelf[bytes, tuple[str, ...]] = Shelf(self._parts, "tells in full", _DECODE_TELLS)
        self._in_short: Shelf[bytes, tuple[str, ...]] = Shelf(self._parts, "tells in short", _DECODE_TELLS)
        self._manifests: dict[str, Shelf[str, Entry]] = {}
        self._numbers: dict[bytes, int] | None = None
        self._renumbered = False

    def close(self) -> None:
        """Close the store, forgetting what was not committed."""
        self._db.close()

    def commit(self) -> None:
        """Keep everything put so far, all of it or nothing."""
        self._keep()
        self._parts.seal()
        self._db.commit()

    def begin_anew(self, claims: Claims | None = None) -> None:
        """Forget everything but which files of the outputs are newsgen's: these ``claims``, or what is known of it."""
        known = self._claims() if claims is None else claims
        for table in ("said", "body", "view"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - one of ours
        self._parts.begin_anew()
        self._open(self._db, self._seal, self._parts)
        for output_name, paths in known.items():
            self.put_manifest(output_name, ((path, Entry()) for path in sorted(paths)))

    @property
    def stat(self) -> Stat:
        """The stat of the file, as of the last commit."""
        return stat_of(os.stat(self._file))

    def meta(self, name: str) -> bytes | None:
        """Give a small named value."""
        return self._parts.get(f"meta:{name}")

    def put_meta(self, name: str, value: bytes) -> None:
        """Set a small named value."""
        self._parts.put(f"meta:{name}", value)

    def sources(self) -> dict[str, SourceRow]:
        """Give all known sources by path."""
        return self._sources.all()

    def put_sources(self, rows: Mapping[str, SourceRow]) -> None:
        """Add or replace sources."""
        self._sources.put(rows.items())

    def said(self) -> Iterator[tuple[str, bytes]]:
        """Give what all known sources say, encoded, by their paths in order."""
        sources, found = self._sources.all(), 0
        for path, value in self._db.execute("SELECT path, value FROM said ORDER BY path"):
            found += 1
            self._check_said(sources.get(path), path, value)
            if value:
                yield path, value
        if found != len(sources):
            raise DamagedError("what some sources say is missing")

    def said_by(self, paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """Give what some sources say, encoded, by their paths in order."""
        sources = self._sources.all()
        for path in sorted(paths):
            row = self._db.execute("SELECT value FROM said WHERE path = ?", (path,)).fetchone()
            self._check_said(sources.get(path), path, row[0] if row else None)
            if row[0]:
                yield path, row[0]

    def put_said(self, path: str, value: bytes) -> None:
        """Add or replace what a source says; it may say nothing."""
        self._db.execute("INSERT OR REPLACE INTO said VALUES (?, ?)", (path, value))

    def forget_sources(self, paths: Iterable[str]) -> None:
        """Forget sources that are gone."""
        gone = tuple(paths)
        self._sources.remove(gone)
        self._db.executemany("DELETE FROM said WHERE path = ?", [(path,) for path in gone])

    def forget_everything_parsed(self) -> None:
        """Forget all sources and bodies, because what they were parsed with has changed."""
        self._sources.clear()
        self._db.execute("DELETE FROM said")
        self._db.execute("DELETE FROM body")

    def body(self, digest: Digest) -> str:
        """Give the HTML of a body."""
        try:
            row = self._db.execute("SELECT code, html FROM body WHERE digest = ?", (digest,)).fetchone()
        except sqlite3.Error as error:  # which a template would be blamed for
            raise DamagedError(f"a body cannot be read: {error}") from error
        if row is None or not isinstance(row[1], bytes) or row[0] != self._seal.code(_body(digest), row[1]):
            raise DamagedError("a body is missing, or not as it was left")
        html: bytes = row[1]
        return html.decode()

    def put_body(self, digest: Digest, html: str) -> None:
        """Add the HTML of a body."""
        data = html.encode()
        row = (digest, self._seal.code(_body(digest), data), data)
        self._db.execute("INSERT OR REPLACE INTO body VALUES (?, ?, ?)", row)

    def keep_only_bodies(self, digests: set[Digest]) -> None:
        """Forget the bodies that no source has any more."""
        known = {row[0] for row in self._db.execute("SELECT digest FROM body")}
        self._db.executemany("DELETE FROM body WHERE digest = ?", ((digest,) for digest in known - digests))

    def manifest(self, output_name: str) -> dict[str, Entry]:
        """Give what is known of the files of the output folder ``output_name``, by path.

        They are those that newsgen made or was about to make.
        """
        known = self._manifest(output_name).all()
        check_paths(known)
        intended = self._parts.get(f"{INTENDED}{output_name}")
        return dict.fromkeys(decode_paths(intended), Entry()) | known if intended else known

    def intend(self, output_name: str, paths: Iterable[str]) -> None:
        """Keep the paths of an output folder at which files are about to be created; no others are any more."""
        self._parts.put(f"{INTENDED}{output_name}", msgspec.msgpack.encode(tuple(paths)))

    def stats(self, output_name: str) -> dict[str, Stat]:
        """Give the stats of the files that newsgen has made in an output folder, by path, as they were right then."""
        entries = self._manifest(output_name).all().items()
        return {path: entry.stat for path, entry in entries if entry.stat is not None}

    def put_manifest(self, output_name: str, rows: Iterable[tuple[str, Entry]]) -> None:
        """Add or replace what is known of files of the output."""
        self._manifest(output_name).put(rows)

    def forget_outputs(self, output_name: str, paths: Iterable[str]) -> None:
        """Forget files that newsgen has deleted."""
        self._manifest(output_name).remove(paths)

    def readings(self) -> dict[int, Readings]:
        """Give all recorded sets of questions by number."""
        return {number: _decoded(_DECODE_READINGS, value) for value, number in self._numbered().items()}

    def put_readings(self, readings: Readings) -> int:
        """Record a set of questions and give its number."""
        value, known = _ENCODE(readings), self._numbered()
        if value not in known:
            known[value] = max(known.values(), default=0) + 1
            self._renumbered = True
        return known[value]

    def answers(self, output_name: str) -> dict[Question, bytes]:
        """Give the encoded answers to all questions of the last finished build of an output folder."""
        value = self._parts.get(f"answers:{output_name}")
        return dict(_decoded(_DECODE_ANSWERS, value)) if value else {}

    def put_answers(self, output_name: str, answers: Mapping[Question, bytes]) -> None:
        """Keep the encoded answers of a build in the place of the last one's."""
        value = _ENCODE(tuple(answers.items()))
        if self._parts.get(name := f"answers:{output_name}") != value:
            self._parts.put(name, value)

    def view(self, digest: Digest) -> bytes | None:
        """Give what a page shows, encoded, by its digest."""
        row = self._db.execute("SELECT value FROM view WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            return None
        value = row[0]
        if not isinstance(value, bytes) or digest_bytes(value) != digest:
            raise DamagedError("what a page shows is not as it was left")
        return value

    def put_view(self, digest: Digest, value: bytes, tells: Tells) -> None:
        """Keep what a page shows, encoded, and of which articles it tells."""
        self._db.execute("INSERT OR REPLACE INTO view VALUES (?, ?)", (digest, value))
        for shelf, urls in ((self._in_full, tells.in_full), (self._in_short, tells.in_short)):
            if urls:
                shelf.put(((digest, urls),))
            else:
                shelf.remove((digest,))

    def telling_in_full(self, urls: Collection[str]) -> Iterator[tuple[Digest, str]]:
        """Give the views (by digest) that tell in full of articles other than their own, each with the article."""
        return _named(self._in_full, urls)

    def telling_in_short(self, urls: Collection[str]) -> Iterator[tuple[Digest, str]]:
        """Give the views (by digest) that tell of articles in lists, links and the like, each with the article."""
        return _named(self._in_short, urls)

    def forget_unused(self) -> None:
        """Forget sets of questions that no page asks any more, and views that no page shows."""
        entries = [entry for name in self._outputs() for entry in self._manifest(name).all().values()]
        asked, numbered = {entry.readings for entry in entries}, self._numbered()
        for value in [value for value, number in numbered.items() if number not in asked]:
            del numbered[value]
            self._renumbered = True
        shown = {entry.key[:16] for entry in entries if entry.key is not None}
        unused = [row[0] for row in self._db.execute("SELECT digest FROM view") if row[0] not in shown]
        self._db.executemany("DELETE FROM view WHERE digest = ?", ((digest,) for digest in unused))
        named = [digest for digest in unused if isinstance(digest, bytes)]
        self._in_full.remove(named)
        self._in_short.remove(named)

    def _keep(self) -> None:
        self._sources.keep()
        self._in_full.keep()
        self._in_short.keep()
        for manifest in self._manifests.values():
            manifest.keep()
        if self._renumbered:
            self._parts.put("readings", _ENCODE(tuple(self._numbered().items())))
            self._renumbered = False

    def _manifest(self, output_name: str) -> Shelf[str, Entry]:
        if output_name not in self._manifests:
            self._manifests[output_name] = Shelf(self._parts, f"{MANIFEST}{output_name}", _DECODE_ENTRIES)
        return self._manifests[output_name]

    def _outputs(self) -> set[str]:
        """Name the output folders of which something is known."""
        kept = {name.removeprefix(MANIFEST).rpartition("/")[0] for name in self._parts.names(MANIFEST)}
        intended = {name.removeprefix(INTENDED) for name in self._parts.names(INTENDED)}
        return kept | intended | self._manifests.keys()

    def _claims(self) -> Claims:
        return {name: frozenset(self.manifest(name)) for name in self._outputs()}

    def _numbered(self) -> dict[bytes, int]:
        """Give the numbers of the recorded sets of questions, by these."""
        if self._numbers is None:
            value = self._parts.get("readings")
            self._numbers = dict(_decoded(_DECODE_NUMBERS, value)) if value else {}
        return self._numbers

    def _check_said(self, source: SourceRow | None, path: str, value: object) -> None:
        if source is None or not isinstance(value, bytes) or digest_bytes(value) != source.said:
            raise DamagedError(f"what {path} says is not as it was left")


def _body(digest: Digest) -> str:
    return f"body:{digest.hex()}"


def _decoded(decode: Callable[[bytes], T], value: bytes) -> T:
    """Decode a value.

    Raises:
        DamagedError: it is something else.
    """
    try:
        return decode(value)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedError("a value cannot be read") from error


def _named(shelf: Shelf[bytes, tuple[str, ...]], urls: Collection[str]) -> Iterator[tuple[Digest, str]]:
    """Give the views that tell of articles, each with every one of these."""
    wanted = frozenset(urls)
    for views in shelf.mentioning(map(_ENCODE, urls)):
        for digest, told in views.items():
            for url in told:
                if url in wanted:
                    yield Digest(digest), url
