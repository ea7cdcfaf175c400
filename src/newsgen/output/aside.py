"""What is put aside of a cache: where it lies now, why, and which files of the output it tells to be newsgen's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from newsgen.base.seal import ForeignError, Seal
from newsgen.output.claims import Claims, salvage
from newsgen.output.database import move_aside, put_aside

_BROKEN = "was broken or of another version"
_FOREIGN = "was not made with this NEWSGEN_CACHE_KEY"
_NO_FILE, _NO_FOLDER = "was no file", "was no folder"


class Aside(Struct, frozen=True):
    """Something of a cache (``what``) that was put aside as ``path`` for a ``reason``."""

    path: Path
    what: str = "the cache"
    reason: str = _BROKEN
    claims: Claims = {}

    @property
    def note(self) -> str:
        """What is said of it."""
        return f"{self.what} {self.reason}; it was put aside as {self.path}"


class BrokenStoreError(sqlite3.DatabaseError):
    """The cache of the site was broken; it now lies aside."""

    def __init__(self, aside: Aside) -> None:
        super().__init__(aside.note)
        self.aside = aside


def set_aside(file: Path, seal: Seal, error: Exception | None = None) -> Aside:
    """Put a cache aside in which an error came up; what is sound in it of whose files are whose is kept."""
    aside = put_aside(file)
    reason = _FOREIGN if isinstance(error, ForeignError) else _BROKEN
    return Aside(aside, reason=reason, claims=salvage(aside, seal) if is_file(aside) else {})


def is_file(path: Path) -> bool:
    """Tell a file from all that is none: folders, links to files, pipes."""
    return path.is_file() and not path.is_symlink()


def tidy(cache: Path, files: Iterable[str], folders: Iterable[str]) -> list[Aside]:
    """Put aside what is not of the kind that newsgen puts into the folder of the cache under such names.

    Links above all, through which it would write, and pipes, on which it would wait.
    """
    kinds = ((files, Path.is_file, _NO_FILE), (folders, Path.is_dir, _NO_FOLDER))
    return [
        _move_aside(each, reason)
        for names, is_sound, reason in kinds
        for each in (cache / name for name in names)
        if each.is_symlink() or (each.exists() and not is_sound(each))
    ]


def _move_aside(file: Path, reason: str) -> Aside:
    return Aside(move_aside(file), f"{file}", reason)
