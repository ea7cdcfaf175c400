"""Files opened where they really lie: what is read is a file of the site, whatever has taken its place since.

A path is a name, and what it names changes under us: a link may stand there now, or in the place of a folder around it,
a pipe that never says anything, a device that never ends. So a file is opened first, without waiting, and then asked
what and where it is; only then is anything read of it. Links within the site are followed, but to nothing hidden.
"""

from __future__ import annotations

import os
import stat as modes
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from newsgen.base.accents import name_of, on_disk
from newsgen.base.faults import Fault, Place

LARGEST_TEXT = 5 * 1024 * 1024
"""Bytes that a text may have: content, templates, settings."""

_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY", "O_NOINHERIT"):  # not every system has all
    _FLAGS |= getattr(os, _name, 0)
_DESCRIPTORS = "/proc/self/fd/"
_PIECE = 1 << 18


class RefusedFileError(OSError):
    """What stands at a path is no file that may be read there; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(None, fault.message)
        self.fault = fault


def leaves_site(path: str) -> Fault:
    """Report a link that leads out of the site."""
    way_out = "copy the file into the site: a site must be whole on every machine"
    return Fault("symlink-outside", "this symbolic link leaves the site", path, Place(), way_out)


def leads_to_hidden(path: str) -> Fault:
    """Report a link to what is hidden in the site: the repository, the cache, passwords."""
    message = "this symbolic link leads to a hidden file or folder of the site"
    return Fault("symlink-outside", message, path, Place(), "copy the file here if it is meant to be read")


def no_file(path: str) -> Fault:
    """Report a pipe, a socket, a device."""
    return Fault("not-a-file", "this is neither a file nor a folder", path, Place(), "delete it")


def too_large(path: str, size: int) -> Fault:
    """Report a text of that many bytes."""
    way_out = f"a text may have {LARGEST_TEXT // 1024 // 1024} MB: split it, or put the file into static/"
    return Fault("huge-file", f"this file has {size / 1024 / 1024:.1f} MB", path, Place(), way_out)


def unreadable(path: str, error: OSError) -> Fault:
    """Report a file that cannot or may not be read."""
    if isinstance(error, RefusedFileError):
        return error.fault
    message = f"this cannot be read: {error.strerror or error}"
    return Fault("unreadable", message, path, Place(), "check its permissions")


class Ground:
    """A folder within which files must lie, the site's or the theme's."""

    def __init__(self, folder: Path) -> None:
        self._folder = os.fspath(folder)
        self._real = os.path.realpath(folder)
        self._inside = self._real.rstrip(os.sep) + os.sep

    def open(self, path: str) -> BinaryIO:
        """Open the file at a path of the site.

        Raises:
            RefusedFileError: it is none, or lies elsewhere, or is hidden.
            OSError: it cannot be opened.
        """
        return cast("BinaryIO", os.fdopen(self._descriptor(path), "rb"))

    def read(self, path: str) -> bytes:
        """Read a text.

        Raises:
            RefusedFileError: as above, or it is too large.
            OSError: it cannot be read.
        """
        descriptor = self._descriptor(path)
        with os.fdopen(descriptor, "rb", buffering=0) as stream:
            size = os.fstat(descriptor).st_size
            if size > LARGEST_TEXT:
                raise RefusedFileError(too_large(path, size))
            data = b"".join(_read_up_to(LARGEST_TEXT + 1, cast("BinaryIO", stream), first=size + 1))
        if len(data) > LARGEST_TEXT:  # it has grown since
            raise RefusedFileError(too_large(path, len(data)))
        return data

    def _descriptor(self, path: str) -> int:
        file = os.path.join(self._folder, path) if path.isascii() else os.fspath(on_disk(Path(self._folder), path))
        if not modes.S_ISREG(os.stat(file).st_mode):  # to open a device may do something
            raise RefusedFileError(self._other(path, file))
        descriptor = os.open(file, _FLAGS)
        try:
            self._check(path, file, descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def _other(self, path: str, file: str) -> Fault:
        """Say what is wrong with what is no file."""
        if os.path.isdir(file):
            return Fault("not-a-file", "this is a folder, and should be a file", path, Place(), "rename the folder")
        return no_file(path) if os.path.realpath(file).startswith(self._inside) else leaves_site(path)

    def _check(self, path: str, file: str, descriptor: int) -> None:
        """Refuse what is no file, lies outside, or is hidden without being called so."""
        if not modes.S_ISREG(os.fstat(descriptor).st_mode):
            raise RefusedFileError(self._other(path, file))
        place = _place_of(descriptor, file)
        if place == self._inside + path:
            return
        inner = place[len(self._inside) :] if place.startswith(self._inside) else self._inner(place)
        if inner is None:
            raise RefusedFileError(leaves_site(path))
        if is_hidden_from(path, name_of(inner)):
            raise RefusedFileError(leads_to_hidden(path))

    def _inner(self, place: str) -> str | None:
        """Give the path of a file below this folder where its name is written in another way: by case, by form."""
        own, folder, names = os.stat(self._real), place, list[str]()
        while (parent := os.path.dirname(folder)) != folder:
            names.append(os.path.basename(folder))
            folder = parent
            try:
                if os.path.samestat(os.stat(folder), own):
                    return os.sep.join(reversed(names))
            except OSError:
                return None
        return None


def is_hidden_from(path: str, target: str) -> bool:
    """Tell whether what a link at ``path`` leads to is hidden, or lies in a hidden folder, and the link does not."""
    names = target.split(os.sep)
    hidden = max((number for number, name in enumerate(names, 1) if name.startswith(".")), default=0)
    return path.split("/")[:hidden] != names[:hidden]


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Read an open file from where it stands, no further than it reaches now: it may be growing."""
    left = os.fstat(stream.fileno()).st_size - stream.tell()
    return _read_up_to(left, stream)


def _read_up_to(most: int, stream: BinaryIO, first: int = _PIECE) -> Iterator[bytes]:
    while most > 0 and (piece := stream.read(min(most, first))):
        yield piece
        most -= len(piece)
        first = _PIECE


def _place_of(descriptor: int, file: str) -> str:
    """Tell where an open file lies, every link resolved: as the system knows it, else as its path leads there still."""
    try:
        if sys.platform == "darwin":
            import fcntl

            return os.fsdecode(fcntl.fcntl(descriptor, fcntl.F_GETPATH, bytes(1024)).rstrip(b"\0"))
        if sys.platform == "linux":
            return os.readlink(f"{_DESCRIPTORS}{descriptor}")
    except OSError:  # no /proc here
        pass
    place = os.path.realpath(file)
    if not os.path.samestat(os.stat(place), os.fstat(descriptor)):
        return ""  # something else stands there by now
    return place
