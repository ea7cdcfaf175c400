"""Notices of the watching that nobody has looked into yet: files that were touched, or anything at all."""

from __future__ import annotations

import asyncio

_SECOND_LOOK = 1.0  # seconds after a look at the touched files at which we look everywhere: watching is only a hint


class Notices:
    """For the loop's own thread. In the beginning anything may have changed."""

    def __init__(self) -> None:
        self.waiting = asyncio.Event()
        self._touched: set[str] = set()
        self._everywhere = True
        self._later: asyncio.TimerHandle | None = None

    def add(self, path: str | None) -> None:
        """Note a touched file by its path on the site; nothing for what may be anything."""
        if path is None:
            self._everywhere = True
        else:
            self._touched.add(path)
        self.waiting.set()

    def take(self) -> frozenset[str] | None:
        """Take all notices: the touched files, or nothing if we must look everywhere.

        A second look everywhere follows.
        """
        if self._later is not None:
            self._later.cancel()
            self._later = None
        touched = None if self._everywhere else frozenset(self._touched)
        self._touched, self._everywhere = set(), False
        if touched is not None:
            self._later = asyncio.get_running_loop().call_later(_SECOND_LOOK, self.add, None)
        return touched
