"""Open pages: what each shows, and the events on their way to it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Mapping

from msgspec import Struct

from newsgen.base.digest import digest
from newsgen.preview.insert import mark_of

_HEARTBEAT = 15.0


class Styles(Struct, frozen=True):
    """The style sheets of the site: address, and address with version."""

    sheets: Mapping[str, str]

    @property
    def mark(self) -> str:
        """What changes with any of them."""
        return digest(self.sheets).hex()


class TabState(Struct, frozen=True):
    """A page as a browser says that it shows it.

    ``address`` is the page's, ``page`` and ``faults`` are the marks of what it shows; ``used`` is when somebody last
    turned to it, in milliseconds since 1970; ``browser`` tells browsers apart. The ``name`` is the document's own: it
    stays when streams come and go, or when the preview lets the page be loaded again, and is another one whenever
    somebody goes to a page, or back to it. Empty for one without.
    """

    address: str
    page: str
    faults: str
    used: int
    browser: str
    name: str = ""


class Tab:
    """An open page; ``address`` is where it stands."""

    def __init__(self, opened: TabState) -> None:
        self.address = opened.address
        self.browser = opened.browser
        self.used = opened.used
        self.name = opened.name
        self._page = opened.page
        self._faults = opened.faults
        self._events: asyncio.Queue[str | None] = asyncio.Queue()

    def tell(self, mark: str, faults: str, styles: Styles | None) -> bool:
        """Tell the tab what is to be shown now; give whether it has to load the page again.

        ``mark`` is that of the page, empty for one that shows nothing but the ``faults``.
        """
        before = self._page, self._faults
        self._page, self._faults = mark, mark_of(faults)
        if mark != before[0] or (not mark and self._faults != before[1]):
            self._send("reload", None)
            return True
        if self._faults != before[1]:
            self._send("faults", {"html": faults, "mark": self._faults})
        if styles is not None:
            self._send("styles", {"mark": styles.mark, "sheets": styles.sheets})
        return False

    def go(self, address: str) -> None:
        """Let the tab go to another page."""
        self._send("go", address)

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
