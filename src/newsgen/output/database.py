"""The file of the cache: opened, prepared, or put aside where it is broken or of another version."""

from __future__ import annotations

import sqlite3
from pathlib import Path

VERSION = 5
_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE source (
    path TEXT PRIMARY KEY, size INT, mtime INT, ctime INT, inode INT, settled INT, digest BLOB, plan_digest BLOB
);
CREATE TABLE said (path TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE body (digest BLOB PRIMARY KEY, html TEXT NOT NULL);
CREATE TABLE page (
    output TEXT, path TEXT, key BLOB, readings INT, digest BLOB, size INT, mtime INT, ctime INT, inode INT, reason TEXT,
    built INT, source TEXT, words BLOB, teaser BLOB,
    PRIMARY KEY (output, path)
);
CREATE TABLE readings (id INTEGER PRIMARY KEY, value BLOB UNIQUE);
CREATE TABLE answer (output TEXT, question BLOB, value BLOB, PRIMARY KEY (output, question));
CREATE TABLE view (digest BLOB PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE tells (view BLOB PRIMARY KEY, in_full BLOB, in_short BLOB) WITHOUT ROWID;
"""


def put_aside(file: Path) -> Path:
    """Move a broken store out of the way and say where to."""
    aside = file.with_suffix(".broken")
    file.replace(aside)
    for leftover in (file.with_name(file.name + "-journal"), file.with_name(file.name + "-wal")):
        leftover.unlink(missing_ok=True)
    return aside


def is_broken(error: sqlite3.Error) -> bool:
    """Tell whether it is the store's file that is broken, and not the disk that is full or the like."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def open_database(file: Path) -> sqlite3.Connection:
    """Open the database in a file, which is made if there is none.

    Raises:
        sqlite3.DatabaseError: it is broken, or of another version.
    """
    db = sqlite3.connect(file)
    try:
        _prepare(db)
    except sqlite3.Error:
        db.close()  # the file is moved away, and a connection that nobody closes is a warning since Python 3.13
        raise
    return db


def _prepare(db: sqlite3.Connection) -> None:
    """Make the tables of an empty database; refuse one that has others."""
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if version == VERSION:
        return
    if version != 0 or db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise sqlite3.DatabaseError(f"schema {version} is not of this newsgen")
    db.executescript(f"BEGIN;{_SCHEMA};PRAGMA user_version = {VERSION};COMMIT")
