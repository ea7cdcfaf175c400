"""The upkeep of a preview: the sources are looked at whenever they may have changed, and open pages are told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from newsgen.preview.async_proofs import AsyncProofs
from newsgen.preview.change import Change
from newsgen.preview.notices import Notices
from newsgen.preview.open_tabs import OpenTabs
from newsgen.preview.watch import Watch

_QUIET = 0.02  # seconds without a further event after which a burst of changes is over
_LONGEST_BURST = 0.5  # seconds after which we look though the burst goes on
_CLOCK = 30.0  # seconds between two looks at the clock; a computer that slept notices then


class Upkeep:
    """Keeps the proofs and the open pages up to date; ``say`` is told of every change."""

    def __init__(
        self, proofs: AsyncProofs, tabs: OpenTabs, clock: Callable[[], int], say: Callable[[str], None]
    ) -> None:
        self._proofs = proofs
        self._tabs = tabs
        self._clock = clock
        self._say = say
        self._notices = Notices()

    @asynccontextmanager
    async def running(self, *, poll: bool) -> AsyncIterator[None]:
        """Keep up with the sources as long as this lasts; ``poll``: look for changes instead of waiting to be told."""
        loop = asyncio.get_running_loop()

        def notice(path: str | None) -> None:
            with suppress(RuntimeError):  # the loop has just been closed
                loop.call_soon_threadsafe(self._notices.add, path)

        watch = Watch(self._proofs.held.site.root, self._proofs.held.site.cache, notice, poll=poll)
        watch.start()
        self._notices.add(None)  # whatever was saved between the first look and now
        keeping_up = asyncio.create_task(self._keep_up())
        try:
            yield
        finally:
            keeping_up.cancel()
            with suppress(asyncio.CancelledError):
                await keeping_up
            await asyncio.to_thread(watch.stop)

    async def _keep_up(self) -> None:
        """Look at the sources whenever they may have changed, and when the clock makes a difference."""
        while True:
            try:
                since = await self._wait()
                if since is not None:
                    await self._refresh(since)
            except Exception as error:  # noqa: BLE001 - a preview goes on, whatever it was
                self._say(f"newsgen: the sources could not be looked at: {error} ({type(error).__name__})")

    async def _wait(self) -> float | None:
        """Wait until the sources may have changed, or the clock is to be looked at; give since when, if to look."""
        loop, noticed = asyncio.get_running_loop(), self._notices.waiting
        until = self._proofs.held.site.until
        try:
            await asyncio.wait_for(noticed.wait(), min(_CLOCK, max((until or 0) - self._clock(), 1)))
        except TimeoutError:
            return loop.time() if until is not None and self._clock() >= until else None
        since = loop.time()
        while noticed.is_set() and loop.time() < since + _LONGEST_BURST:
            noticed.clear()
            await asyncio.sleep(_QUIET)
        noticed.clear()
        return since

    async def _refresh(self, since: float) -> None:
        before = await self._proofs.styles()
        changes = await self._proofs.refresh(self._clock(), self._notices.take())
        if changes is not None:
            told = await self._tabs.tell(changes, before)
            proofs, took = self._proofs.held, asyncio.get_running_loop().time() - since
            self._say(Change(changes, len(proofs.site.outputs), len(proofs.faults), told, took * 1000).line)
        await self._tabs.tell_desks()
