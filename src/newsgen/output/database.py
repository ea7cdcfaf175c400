"""The file of the cache: opened, prepared, or put aside where it is broken or of another version."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

VERSION = 7
_SCHEMA = {
    "seal": "CREATE TABLE seal (owner BLOB PRIMARY KEY, code BLOB NOT NULL)",
    "part": "CREATE TABLE part (name TEXT PRIMARY KEY, code BLOB NOT NULL, value BLOB NOT NULL)",
    "said": "CREATE TABLE said (path TEXT PRIMARY KEY, value BLOB NOT NULL)",
    "body": "CREATE TABLE body (digest BLOB PRIMARY KEY, code BLOB NOT NULL, html BLOB NOT NULL)",
    "entry": "CREATE TABLE entry (digest BLOB PRIMARY KEY, value BLOB NOT NULL)",
    "search": "CREATE TABLE search (name TEXT PRIMARY KEY, value BLOB NOT NULL)",
    "view": "CREATE TABLE view (digest BLOB PRIMARY KEY, value BLOB NOT NULL)",
}
_MAGIC = b"SQLite format 3\0"
_NO_WAL = b"\1\1"
"""The versions of the format for writing and for reading (https://sqlite.org/fileformat.html): no write-ahead log."""
_BESIDE = ("-journal", "-wal", "-shm")
_MACHINE = frozenset(
    [
        sqlite3.SQLITE_AUTH,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOLFS,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    ]
)
"""What the machine is to blame for, and not the file."""


def put_aside(file: Path) -> Path:
    """Move a broken store out of the way, with all that lies beside it, and say where to."""
    aside = move_aside(file)
    for end in _BESIDE:
        leftover = file.with_name(file.name + end)
        if os.path.lexists(leftover):
            move_aside(leftover)
    return aside


def move_aside(file: Path) -> Path:
    """Move what is not as newsgen leaves it out of the way, and say where to; what was put there last gives way."""
    aside = file.with_name(f"{file.stem or file.name}.broken" if file.suffix == ".db" else f"{file.name}.broken")
    if aside.is_dir() and not aside.is_symlink():
        aside = next(
            each for number in range(2, 1 << 16) if not os.path.lexists(each := aside.with_suffix(f".broken{number}"))
        )
    elif file.is_dir() and not file.is_symlink() and os.path.lexists(aside):
        aside.unlink()  # a folder replaces no file
    file.replace(aside)
    return aside


def is_broken(error: sqlite3.Error) -> bool:
    """Tell whether it is the store's file that is broken, and not the disk that is full or the like."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF not in _MACHINE


def open_database(file: Path) -> sqlite3.Connection:
    """Open the database in a file, which is made if there is none.

    Raises:
        sqlite3.DatabaseError: it is broken, or of another version.
    """
    _check_header(file)
    db = sqlite3.connect(file)
    try:
        _prepare(db)
    except sqlite3.Error:
        db.close()  # the file is moved away, and a connection that nobody closes is a warning since Python 3.13
        raise
    return db


def peek_database(file: Path) -> sqlite3.Connection:
    """Open the database in a file for reading only, which others may be writing.

    Raises:
        sqlite3.DatabaseError: it is broken, or of another version.
    """
    _check_header(file)
    db = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    try:
        if not _is_ours(db):
            raise sqlite3.DatabaseError(f"{file} is not of this newsgen")
    except sqlite3.Error:
        db.close()
        raise
    return db


def copy_database(file: Path) -> sqlite3.Connection:
    """Make a database in memory with what the one in a file knows but views, which others may be writing.

    It is empty where there is none, or none that can be read.
    """
    db = sqlite3.connect(":memory:")
    _prepare(db)
    try:
        if not file.is_file():
            return db
        other = peek_database(file)
        try:
            other.execute("BEGIN")  # all of it as of one moment
            for table in _SCHEMA.keys() - {"view"}:
                rows = other.execute(f"SELECT * FROM {table}")  # noqa: S608 - one of ours
                places = ", ".join("?" * len(rows.description))
                db.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608
            db.commit()
        finally:
            other.close()
    except (OSError, sqlite3.Error):
        db.rollback()
    return db


def _check_header(file: Path) -> None:
    """Refuse a file in whose first bytes something is damaged that SQLite would take for a wish of ours."""
    try:
        with file.open("rb") as stream:
            head = stream.read(20)
    except FileNotFoundError:
        return
    if head and (not head.startswith(_MAGIC) or head[18:] != _NO_WAL):
        raise sqlite3.DatabaseError(f"{file} is no cache of newsgen")


def _prepare(db: sqlite3.Connection) -> None:
    """Make the tables of an empty database; refuse one that has others."""
    if not _is_ours(db):
        tables = ";".join(_SCHEMA.values())
        db.executescript(f"BEGIN;{tables};PRAGMA user_version = {VERSION};COMMIT")


def _is_ours(db: sqlite3.Connection) -> bool:
    """Tell a database of ours from an empty one.

    Raises:
        sqlite3.DatabaseError: it is neither.
    """
    version = db.execute("PRAGMA user_version").fetchone()[0]
    schema = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    if version == VERSION and schema == _SCHEMA:
        return True
    if version or schema:
        raise sqlite3.DatabaseError(f"schema {version} is not of this newsgen")
    return False
