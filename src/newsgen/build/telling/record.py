"""The record of what was told to whom: written whenever somebody has taken something, so that a kill loses nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from newsgen.base.digest import Digest
from newsgen.base.seal import DamagedError, Seal
from newsgen.build.request import TOLD, BusyError


class Told(Struct, frozen=True):
    """What those who are told know of a ``site``: by the address of each of them, the states of files by their paths.

    Somebody who is not in it was never told anything.
    """

    site: str
    known: dict[str, dict[str, Digest]]


class DamagedRecordError(Exception):
    """What stands in the file of a record is none; says so in plain words."""


class Record:
    """The record in a file; it is sealed like all that is kept between builds."""

    def __init__(self, file: Path, seal: Seal) -> None:
        self._file = file
        self._seal = seal

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep others from telling the same at the same time.

        Raises:
            BusyError: somebody does.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(f"{self._file}.lock", timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise BusyError(f"another newsgen is telling the same ({self._file}.lock)") from None
        try:
            yield
        finally:
            lock.release()

    def read(self, site: str) -> Told:
        """Give what is known of a site; nothing of one that has another address now.

        Raises:
            DamagedRecordError: it is not as it was left.
            OSError: it cannot be read.
        """
        try:
            told = msgspec.msgpack.decode(self._seal.unwrap(TOLD, self._file.read_bytes()), type=Told)
        except FileNotFoundError:
            return Told(site, {})
        except (DamagedError, msgspec.DecodeError, UnicodeDecodeError):
            message = f"{self._file} is not as newsgen left it, or was sealed with another NEWSGEN_CACHE_KEY"
            raise DamagedRecordError(
                f"{message}: delete it, and all that is online now will be taken as known"
            ) from None
        return told if told.site == site else Told(site, {})

    def write(self, told: Told) -> None:
        """Keep what is known, whole or not at all.

        Raises:
            OSError: it cannot be written.
        """
        unfinished = self._file.with_name(f"{self._file.name}.new")
        with unfinished.open("wb") as stream:
            stream.write(self._seal.wrap(TOLD, msgspec.msgpack.encode(told)))
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(self._file)
