"""Shelves: thousands of records by name, kept a few hundred parts together.

A part is read, checked and decoded as one, which costs a fraction of a row of a table for each record; and an edit
writes only the parts that it touches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar
from zlib import crc32

import msgspec

from newsgen.base.digest import encode
from newsgen.base.seal import DamagedError
from newsgen.output.parts import Parts

N = TypeVar("N", bound=str | bytes)
R = TypeVar("R")
_PARTS = 256


class Shelf(Generic[N, R]):
    """A shelf. ``decode`` reads a part of it: records by their names."""

    def __init__(self, parts: Parts, name: str, decode: Callable[[bytes], dict[N, R]]) -> None:
        self._parts = parts
        self._prefix = f"{name}/"
        self._decode: Callable[[bytes], dict[N, R]] = decode
        self._loaded: dict[int, dict[N, R]] = {}
        self._changed: set[int] = set()
        self._is_whole = False

    def all(self) -> dict[N, R]:
        """Give all records."""
        if not self._is_whole:
            for name in self._parts.names(self._prefix):
                self._load(int(name.rpartition("/")[2]))
            self._is_whole = True
        return {name: record for part in self._loaded.values() for name, record in part.items()}

    def get(self, name: N) -> R | None:
        """Give a record."""
        return self._load(_part_of(name)).get(name)

    def put(self, records: Iterable[tuple[N, R]]) -> None:
        """Add or replace records."""
        for name, record in records:
            number = _part_of(name)
            self._load(number)[name] = record
            self._changed.add(number)

    def remove(self, names: Iterable[N]) -> None:
        """Forget records, as far as they are there."""
        for name in names:
            number = _part_of(name)
            if self._load(number).pop(name, None) is not None:
                self._changed.add(number)

    def clear(self) -> None:
        """Forget all records."""
        for name in self._parts.names(self._prefix):
            self._parts.drop(name)
        self._loaded, self._changed, self._is_whole = {}, set(), True

    def mentioning(self, words: Iterable[bytes]) -> Iterator[Mapping[N, R]]:
        """Give the parts in which some bytes occur, as they are kept."""
        self.keep()
        wanted = tuple(words)
        for name in self._parts.names(self._prefix):
            value = self._parts.get(name)
            if value is not None and any(each in value for each in wanted):
                yield self._decoded(value, name)

    def keep(self) -> None:
        """Put what has changed into the database."""
        for number in sorted(self._changed):
            name, records = f"{self._prefix}{number}", self._loaded[number]
            if records:
                self._parts.put(name, encode(records))
            else:
                self._parts.drop(name)
        self._changed.clear()

    def _load(self, number: int) -> dict[N, R]:
        if number not in self._loaded:
            value = self._parts.get(name := f"{self._prefix}{number}")
            self._loaded[number] = {} if value is None else self._decoded(value, name)
        return self._loaded[number]

    def _decoded(self, value: bytes, name: str) -> dict[N, R]:
        try:
            return self._decode(value)
        except msgspec.DecodeError as error:
            raise DamagedError(f"the part {name} cannot be read") from error


def _part_of(name: str | bytes) -> int:
    return crc32(name.encode() if isinstance(name, str) else name) % _PARTS
