"""The proofs as the server asks for them: all work on them happens in one thread, one piece after the other."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from newsgen.base.digest import digest
from newsgen.build.outlook import last_written
from newsgen.preview.desk import is_desk
from newsgen.preview.editor import Editor
from newsgen.preview.insert import list_of
from newsgen.preview.proof import Proof
from newsgen.preview.proofs import Proofs
from newsgen.preview.tabs import Styles

T = TypeVar("T")


class AsyncProofs:
    """The proofs of a site, for the server's own thread. What they hold (``held``) may be read in any thread.

    Faults link to files as the ``editor`` has it; ``say`` is told what was put aside of the cache.
    """

    def __init__(self, proofs: Proofs, editor: Editor, say: Callable[[str], None]) -> None:
        self.held = proofs
        self._editor = editor
        self._say = say
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="newsgen-proofs")
        self._state = time.time_ns()  # another one after each change, and after each start

    def open(self, now: int) -> None:
        """Look at the sources for the first time, as of ``now`` (seconds since 1970).

        Raises:
            BusyError: another preview of the same site is running.
        """
        try:
            self._thread.submit(self.held.refresh, now).result()
            self._tell_notes()
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        """Close the cache."""
        self._thread.submit(self.held.close).result()
        self._thread.shutdown()

    async def work(self, work: Callable[[], T]) -> T:
        """Do a piece of work on the proofs, in their thread, and give what comes of it."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._tell_notes()

    async def refresh(self, now: int, touched: Collection[str] | None) -> tuple[str, ...] | None:
        """Look at the sources again, as :meth:`newsgen.preview.proofs.Proofs.refresh` does."""
        changes = await self.work(lambda: self.held.refresh(now, touched))
        if changes is not None:
            self._state += 1
        return changes

    async def pull(self, path: str) -> Proof | None:
        """Pull the proof of a file of the output."""
        return await self.work(lambda: self.held.pull(path))

    async def styles(self) -> Styles:
        """Give the style sheets of the site."""
        return Styles(await self.work(self.held.site.styles))

    async def mark_of(self, address: str) -> str:
        """Give the mark of what a tab at an address shows now; empty when that is nothing but faults."""
        if is_desk(address):
            return digest((self._state, last_written(self.held.site.cache))).hex()
        proof = await self.work(lambda: self.held.shown(self.held.site.output_path(address)))
        return proof.mark if proof else ""

    def faults(self) -> str:
        """Give the faults as HTML while a build would stop; else nothing."""
        return list_of(self.held.faults, self._editor) if self.held.broken else ""

    def _tell_notes(self) -> None:
        """Tell what was put aside of the cache."""
        while self.held.site.notes:
            self._say(f"note: {self.held.site.notes.pop(0)}")
