"""The tree of the output: files put into it and taken out of it, and never through a link.

Whoever can write into the output could else let newsgen write or delete anywhere. So each folder is opened by its name
in the one around it, without following a link (POSIX ``openat``); what is done is done in that very folder, whatever
becomes of its name meanwhile. The output itself may be a link. Where a system has no such call, each folder is looked
at right before.
"""

from __future__ import annotations

import os
import stat as modes
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from newsgen.content.scan import Stat, stat_of

_MOST_OPEN = 64  # folders
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_HAS_FOLDERS_OPEN = {os.open, os.mkdir, os.rename, os.rmdir, os.stat, os.unlink} <= os.supports_dir_fd and bool(
    _NO_LINK
)
_JUNCTION = getattr(modes, "IO_REPARSE_TAG_MOUNT_POINT", -1)


class LinkedError(OSError):
    """A folder of the output is a link; ``path`` names it."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is a link")
        self.path = path


class Tree:
    """The files below a folder, which is made if there is none."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._top = str(folder)
        self._open: dict[str, int] = {"": os.open(folder, _FOLDER)} if _HAS_FOLDERS_OPEN else {}

    def close(self) -> None:
        """Close the folders."""
        for each in self._open.values():
            os.close(each)
        self._open.clear()

    def put(self, file: str, path: str) -> None:
        """Move a file to a path, with the folders that it needs, in the place of what is there.

        Raises:
            LinkedError: a folder on the way is a link.
        """
        folder, _, name = path.rpartition("/")
        try:
            if _HAS_FOLDERS_OPEN:
                os.replace(file, name, dst_dir_fd=self._folder(folder, make=True))
            else:
                self._check(folder)
                os.makedirs(self._at(folder), exist_ok=True)
                os.replace(file, self._at(path))
        except OSError as error:
            error.filename, error.filename2 = self._at(path), None  # not what it is called in its folder
            raise

    def add(self, data: bytes, path: str) -> None:
        """Write a file where there is none, with the folders that it needs: whole, or not at all.

        Raises:
            FileExistsError: something is there.
            LinkedError: a folder on the way is a link.
        """
        self._write(data, path, _claim)

    def exchange(self, data: bytes, path: str) -> None:
        """Write a file in the place of one that is there, whose permissions it gets: whole, or not at all.

        Raises:
            LinkedError: a folder on the way is a link.
        """
        self._write(data, path, os.replace)

    def _write(self, data: bytes, path: str, put: Callable[..., None]) -> None:
        folder, _, name = path.rpartition("/")
        waiting = f".newsgen-{os.getpid()}.tmp"
        try:
            if _HAS_FOLDERS_OPEN:
                opened = self._folder(folder, make=put is _claim)
                within: dict[str, Any] = {"dir_fd": opened}
                both: dict[str, Any] = {"src_dir_fd": opened, "dst_dir_fd": opened}
            else:
                self._check(folder)
                os.makedirs(self._at(folder), exist_ok=True)
                name, waiting, within, both = self._at(path), self._at(f"{folder}/{waiting}"), {}, {}
            with suppress(FileNotFoundError):
                os.unlink(waiting, **within)  # of a process of that number that died
            descriptor = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o666, **within)
            try:
                with os.fdopen(descriptor, "wb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(descriptor)
                if put is os.replace:
                    mode = modes.S_IMODE(os.stat(name, follow_symlinks=False, **within).st_mode)
                    os.chmod(waiting, mode, **within)
                put(waiting, name, **both)
            finally:
                with suppress(FileNotFoundError):
                    os.unlink(waiting, **within)
        except OSError as error:
            error.filename, error.filename2 = self._at(path), None  # not what it is called in its folder
            raise

    def stat(self, path: str) -> Stat:
        """Give the stat of a file."""
        folder, _, name = path.rpartition("/")
        if _HAS_FOLDERS_OPEN:
            return stat_of(os.stat(name, dir_fd=self._folder(folder), follow_symlinks=False))
        return stat_of(os.lstat(self._at(path)))

    def remove(self, path: str) -> None:
        """Delete a file; nothing happens where there is none.

        Raises:
            LinkedError: a folder on the way is a link.
        """
        folder, _, name = path.rpartition("/")
        # IsADirectoryError, on some systems PermissionError: somebody put something else there
        with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):
            if _HAS_FOLDERS_OPEN:
                os.unlink(name, dir_fd=self._folder(folder))
            else:
                self._check(folder)
                os.unlink(self._at(path))

    def remove_folder(self, path: str) -> bool:
        """Delete a folder if it is empty; tell whether it is gone."""
        folder, _, name = path.rpartition("/")
        try:
            if _HAS_FOLDERS_OPEN:
                parent = self._folder(folder)
                self._forget(path)
                os.rmdir(name, dir_fd=parent)
            else:
                self._check(folder)
                os.rmdir(self._at(path))
        except FileNotFoundError:  # a build died before it made it, and may have made the one around it
            return True
        except OSError:
            return False
        return True

    def _folder(self, path: str, *, make: bool = False) -> int:
        """Open a folder: the file descriptor, which stays open for a while."""
        known = self._open.get(path)
        if known is not None:
            return known
        around, _, name = path.rpartition("/")
        parent = self._folder(around, make=make)
        try:
            opened = os.open(name, _FOLDER | _NO_LINK, dir_fd=parent)
        except FileNotFoundError:
            if not make:
                raise
            os.mkdir(name, dir_fd=parent)
            opened = os.open(name, _FOLDER | _NO_LINK, dir_fd=parent)
        except OSError:
            if is_link(os.stat(name, dir_fd=parent, follow_symlinks=False)):
                raise LinkedError(path) from None
            raise
        if len(self._open) > _MOST_OPEN:
            oldest = next(each for each in self._open if each)  # the top stays
            os.close(self._open.pop(oldest))
        self._open[path] = opened
        return opened

    def _forget(self, path: str) -> None:
        opened = self._open.pop(path, None)
        if opened is not None:
            os.close(opened)

    def _check(self, folder: str) -> None:
        for link in links(self._top, [f"{folder}/file"]):
            raise LinkedError(link)

    def _at(self, path: str) -> str:
        return f"{self._top}/{path}"


def _claim(file: str, name: str, **within: Any) -> None:
    """Give a file a name that nothing has yet."""
    try:
        os.link(file, name, **within)
    except FileExistsError:
        raise
    except OSError:  # the file system has no hard links
        os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, dir_fd=within.get("dst_dir_fd")))
        os.replace(file, name, **within)


@contextmanager
def tree_of(folder: Path) -> Iterator[Tree]:
    """Open the tree below a folder."""
    tree = Tree(folder)
    try:
        yield tree
    finally:
        tree.close()


def links(top: Path | str, paths: Iterable[str]) -> list[str]:
    """Name the links that are in the place of folders on the way to some paths below a folder."""
    found: list[str] = []
    known: dict[str, bool] = {"": False}  # whether a folder lies beyond a link
    for path in paths:
        _is_beyond(str(top), path.rpartition("/")[0], known, found)
    return sorted(found)


def _is_beyond(top: str, folder: str, known: dict[str, bool], found: list[str]) -> bool:
    if folder not in known:
        beyond = _is_beyond(top, folder.rpartition("/")[0], known, found)
        if not beyond:
            with suppress(OSError):
                if is_link(os.lstat(f"{top}/{folder}")):
                    found.append(folder)
                    beyond = True
        known[folder] = beyond
    return known[folder]


def is_link(stat: os.stat_result) -> bool:
    """Tell a link, or what Windows calls a junction, by its own stat."""
    return modes.S_ISLNK(stat.st_mode) or getattr(stat, "st_reparse_tag", 0) == _JUNCTION
