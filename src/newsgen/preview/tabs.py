"""Open pages: what each shows, and the events on their way to it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping

from newsgen.preview.insert import mark_of
from newsgen.preview.proofs import Proof

_HEARTBEAT = 15.0


class Tab:
    """An open page: its file in the output, and the marks of the page and of the faults that it shows; ``browser`` tells browsers apart."""

    def __init__(self, path: str, page: str, faults: str, browser: str) -> None:
        self.path = path
        self.browser = browser
        self._page = page
        self._faults = faults
        self._events: asyncio.Queue[str | None] = asyncio.Queue()

    def tell(self, proof: Proof | None, faults: str, styles: Mapping[str, str] | None) -> bool:
        """Tell the tab what is to be shown now; give whether it has to load the page again."""
        before = self._page, self._faults
        self._page, self._faults = proof.mark if proof else "", mark_of(faults)
        if self._page != before[0] or (proof is None and self._faults != before[1]):
            self._send("reload", None)
            return True
        if self._faults != before[1]:
            self._send("faults", {"html": faults, "mark": self._faults})
        if styles is not None:
            self._send("styles", styles)
        return False

    def end(self) -> None:
        """End the stream of events."""
        self._events.put_nowait(None)

    async def events(self) -> AsyncIterator[str]:
        """Give events as they come, and a sign of life where there are none."""
        yield "retry: 500\n\n"
        while True:
            try:
                event = await asyncio.wait_for(self._events.get(), _HEARTBEAT)
            except TimeoutError:
                event = ": still here\n\n"
            if event is None:
                return
            yield event

    def _send(self, event: str, value: object) -> None:
        self._events.put_nowait(f"event: {event}\ndata: {json.dumps(value)}\n\n")
