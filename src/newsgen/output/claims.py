"""Claims: which files of the output are newsgen's; all of the cache that cannot be made again.

What is read of them is checked like any input: no claim may name a file that does not lie in the output.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from newsgen.base.seal import DamagedError, Seal
from newsgen.output.database import peek_database
from newsgen.output.parts import Parts

MANIFEST, INTENDED = "page:", "intended:"
"""How the names of the parts begin that hold claims; an output folder's name follows."""

Claims = Mapping[str, frozenset[str]]
"""Paths of files, by the names of the output folders that they lie in."""

_OUT_OF_A_FOLDER = ("//", "/../", "/./", "\0") + (("\\", ":") if os.name == "nt" else ())
_BETWEEN = "/\n/"
_DECODE_NAMES = msgspec.msgpack.Decoder(dict[str, msgspec.Raw]).decode
_DECODE_PATHS = msgspec.msgpack.Decoder(tuple[str, ...]).decode


def check_paths(paths: Iterable[str]) -> None:
    """Check that paths lie in the folder from which they are given.

    Raises:
        DamagedError: one of them leads out of it, or is none.
    """
    listed = tuple(paths)
    joined = f"/{_BETWEEN.join(listed)}/"  # one look at all of them costs less than one at each
    if listed and any(each in joined for each in _OUT_OF_A_FOLDER):
        raise DamagedError("a path in the cache leads out of the output")


def decode_paths(value: bytes) -> tuple[str, ...]:
    """Read a part that holds intents.

    Raises:
        DamagedError: it holds something else.
    """
    try:
        paths = _DECODE_PATHS(value)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedError("what was about to be written cannot be read") from error
    check_paths(paths)
    return paths


def salvage(file: Path, seal: Seal) -> Claims:
    """Give the claims in a broken database that are as they were written, whatever became of the rest."""
    claims: dict[str, set[str]] = {}
    try:
        db = peek_database(file)
    except (OSError, sqlite3.Error):
        return {}
    try:
        parts = Parts(db, seal)
        for name, value in parts.sound(MANIFEST):
            _claim(claims, name.removeprefix(MANIFEST).rpartition("/")[0], value, manifest=True)
        for name, value in parts.sound(INTENDED):
            _claim(claims, name.removeprefix(INTENDED), value, manifest=False)
    finally:
        db.close()
    return {name: frozenset(paths) for name, paths in claims.items()}


def _claim(claims: dict[str, set[str]], output_name: str, value: bytes, *, manifest: bool) -> None:
    try:
        paths = tuple(_DECODE_NAMES(value)) if manifest else _DECODE_PATHS(value)
        check_paths(paths)
    except (msgspec.DecodeError, UnicodeDecodeError, DamagedError):
        return
    claims.setdefault(output_name, set()).update(paths)
