"""What pages show, kept by its digest, and which articles each page tells of."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

import msgspec
from msgspec import Struct

from newsgen.base.digest import Digest, digest_bytes, encode
from newsgen.base.seal import DamagedError
from newsgen.output.parts import Parts
from newsgen.output.shelf import Shelf

_DECODE = msgspec.msgpack.Decoder(dict[bytes, tuple[str, ...]]).decode


class Tells(Struct, frozen=True):
    """The addresses of the articles that a page tells of: in full, but for its own on its own page; and in short."""

    in_full: tuple[str, ...]
    in_short: tuple[str, ...]


class KeptViews:
    """The views of the pages of all outputs, encoded."""

    def __init__(self, db: sqlite3.Connection, parts: Parts) -> None:
        self._db = db
        self._in_full: Shelf[bytes, tuple[str, ...]] = Shelf(parts, "tells in full", _DECODE)
        self._in_short: Shelf[bytes, tuple[str, ...]] = Shelf(parts, "tells in short", _DECODE)

    def get(self, digest: Digest) -> bytes | None:
        """Give what a page shows, encoded, by its digest."""
        row = self._db.execute("SELECT value FROM view WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            return None
        value = row[0]
        if not isinstance(value, bytes) or digest_bytes(value) != digest:
            raise DamagedError("what a page shows is not as it was left")
        return value

    def put(self, digest: Digest, value: bytes, tells: Tells) -> None:
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

    def keep_only(self, digests: Collection[bytes]) -> None:
        """Forget the views that no page shows any more, and what they tell of."""
        unused = [row[0] for row in self._db.execute("SELECT digest FROM view") if row[0] not in digests]
        self._db.executemany("DELETE FROM view WHERE digest = ?", ((digest,) for digest in unused))
        named = [digest for digest in unused if isinstance(digest, bytes)]
        self._in_full.remove(named)
        self._in_short.remove(named)

    def keep(self) -> None:
        """Put what has changed into the database."""
        self._in_full.keep()
        self._in_short.keep()


def _named(shelf: Shelf[bytes, tuple[str, ...]], urls: Collection[str]) -> Iterator[tuple[Digest, str]]:
    """Give the views that tell of articles, each with every one of these."""
    wanted = frozenset(urls)
    for views in shelf.mentioning(map(encode, urls)):
        for digest, told in views.items():
            for url in told:
                if url in wanted:
                    yield Digest(digest), url
