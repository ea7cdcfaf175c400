"""The HTML of bodies, kept by the digests of their texts."""

from __future__ import annotations

import sqlite3

from newsgen.base.digest import Digest
from newsgen.base.seal import DamagedError, Seal


class KeptBodies:
    """The bodies of the texts in use; each has a code of its own, for they are read one at a time."""

    def __init__(self, db: sqlite3.Connection, seal: Seal) -> None:
        self._db = db
        self._seal = seal

    def get(self, digest: Digest) -> str:
        """Give the HTML of a body."""
        try:
            row = self._db.execute("SELECT code, html FROM body WHERE digest = ?", (digest,)).fetchone()
        except sqlite3.Error as error:  # which a template would be blamed for
            raise DamagedError(f"a body cannot be read: {error}") from error
        if row is None or not isinstance(row[1], bytes) or row[0] != self._seal.code(_name(digest), row[1]):
            raise DamagedError("a body is missing, or not as it was left")
        html: bytes = row[1]
        return html.decode()

    def put(self, digest: Digest, html: str) -> None:
        """Add the HTML of a body."""
        data = html.encode()
        row = (digest, self._seal.code(_name(digest), data), data)
        self._db.execute("INSERT OR REPLACE INTO body VALUES (?, ?, ?)", row)

    def keep_only(self, digests: set[Digest]) -> None:
        """Forget the bodies that no source has any more."""
        known = {row[0] for row in self._db.execute("SELECT digest FROM body")}
        self._db.executemany("DELETE FROM body WHERE digest = ?", ((digest,) for digest in known - digests))

    def clear(self) -> None:
        """Forget all bodies."""
        self._db.execute("DELETE FROM body")


def _name(digest: Digest) -> str:
    return f"body:{digest.hex()}"
