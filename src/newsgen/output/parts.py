"""Parts: named values in the database, each with a code of its own, and one seal over all their codes.

So no part can be altered, taken out, put in or exchanged with an older one without being noticed. What is not noticed
is an older database as a whole, which is only out of date.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from newsgen.base.digest import encode
from newsgen.base.seal import DamagedError, ForeignError, Seal

_ALL = "parts"


class Parts:
    """The parts in a database. What is put is there at once, for this connection, and sealed by :meth:`seal`."""

    def __init__(self, db: sqlite3.Connection, seal: Seal) -> None:
        self._db = db
        self._seal = seal
        self._codes: dict[str, bytes] | None = None
        self._is_sealed = True

    def get(self, name: str) -> bytes | None:
        """Give a value.

        Raises:
            DamagedError: it is not what was put.
        """
        code = self._known().get(name)
        if code is None:
            return None
        row = self._db.execute("SELECT value FROM part WHERE name = ?", (name,)).fetchone()
        value = row[0] if row else None
        if not isinstance(value, bytes) or self._seal.code(name, value) != code:
            raise DamagedError(f"the part {name} is not as it was left")
        return value

    def put(self, name: str, value: bytes) -> None:
        """Set a value."""
        code = self._seal.code(name, value)
        self._known()[name] = code
        self._db.execute("INSERT OR REPLACE INTO part VALUES (?, ?, ?)", (name, code, value))
        self._is_sealed = False

    def drop(self, name: str) -> None:
        """Forget a value, if there is one."""
        if self._known().pop(name, None) is not None:
            self._db.execute("DELETE FROM part WHERE name = ?", (name,))
            self._is_sealed = False

    def names(self, beginning: str) -> list[str]:
        """Name the parts whose names begin so."""
        return [name for name in self._known() if name.startswith(beginning)]

    def seal(self) -> None:
        """Seal what has changed."""
        if not self._is_sealed:
            self._db.execute("DELETE FROM seal")
            self._db.execute("INSERT INTO seal VALUES (?, ?)", (self._seal.owner, self._code_of(self._known())))
            self._is_sealed = True

    def begin_anew(self) -> None:
        """Forget all parts, whatever they are."""
        self._db.execute("DELETE FROM part")
        self._codes, self._is_sealed = {}, False

    def sound(self, beginning: str) -> Iterator[tuple[str, bytes]]:
        """Give the parts that are as they were put, whatever became of the others, with names that begin so."""
        try:
            names = [name for (name,) in self._db.execute("SELECT name FROM part")]
        except sqlite3.Error:
            return
        for name in names:
            try:
                row = self._db.execute("SELECT code, value FROM part WHERE name = ?", (name,)).fetchone()
            except sqlite3.Error:
                continue
            if row and isinstance(name, str) and name.startswith(beginning) and isinstance(row[1], bytes):
                code, value = row
                if self._seal.code(name, value) == code:
                    yield name, value

    def _known(self) -> dict[str, bytes]:
        """Give the codes of all parts, once the seal over them is found whole."""
        if self._codes is None:
            sealed = self._db.execute("SELECT owner, code FROM seal").fetchall()
            codes = dict(self._db.execute("SELECT name, code FROM part"))
            if sealed or codes:
                self._check(sealed, codes)
            self._codes = codes
        return self._codes

    def _check(self, sealed: list[tuple[bytes, bytes]], codes: dict[str, bytes]) -> None:
        if len(sealed) != 1:
            raise DamagedError("the seal is missing")
        owner, code = sealed[0]
        if not all(type(name) is str and type(each) is bytes for name, each in codes.items()):
            raise DamagedError("a part has no name or no code")
        if code != self._code_of(codes):
            raise DamagedError("the seal is broken") if owner == self._seal.owner else ForeignError("another key")

    def _code_of(self, codes: dict[str, bytes]) -> bytes:
        return self._seal.code(_ALL, encode(sorted(codes.items())))
