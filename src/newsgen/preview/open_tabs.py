"""All open pages of all browsers: the streams of their events, and what each is told of a change."""

from __future__ import annotations

from collections.abc import AsyncIterator

from msgspec import Struct

from newsgen.base.addresses import decode
from newsgen.preview.async_proofs import AsyncProofs
from newsgen.preview.change import Told
from newsgen.preview.desk import is_desk
from newsgen.preview.tabs import Styles, Tab, TabState

_MOST_STREAMS = 4  # of a browser, which keeps six connections to a server for all its tabs together


class Sent(Struct, frozen=True):
    """The document (by its ``name``) that was sent to the text in a ``source`` file."""

    name: str
    source: str


class OpenTabs:
    """The open pages, which show the ``proofs``. With ``follow`` the tab last used goes to the text that was saved."""

    def __init__(self, proofs: AsyncProofs, *, follow: bool) -> None:
        self._proofs = proofs
        self._follow = follow
        self._tabs: list[Tab] = []
        self._ending = False
        self._sent: Sent | None = None
        """Who was sent away last: told again to every stream of the same document, for a stream may end unread."""

    def end(self) -> None:
        """End all streams for good."""
        self._ending = True
        for tab in self._tabs:
            tab.end()

    async def stream(self, opened: TabState) -> AsyncIterator[str]:
        """Give the events of a page that was opened, as long as it is."""
        if self._ending:
            return
        tab = Tab(opened)
        try:
            self._make_room(tab)
            self._tabs.append(tab)
            mark = await self._proofs.mark_of(tab.address)
            if is_desk(tab.address):
                tab.tell(mark, "", None)
            elif (gone_to := self._sent_to(tab)) is not None:
                tab.go(gone_to)
            else:
                tab.tell(mark, self._proofs.faults(), await self._proofs.styles())
            async for event in tab.events():
                yield event
        finally:
            if tab in self._tabs:
                self._tabs.remove(tab)

    async def tell(self, changes: tuple[str, ...], before: Styles) -> Told:
        """Tell all pages of the site what they have to show now; ``before`` are the style sheets as they were."""
        tabs = [tab for tab in self._tabs if not is_desk(tab.address)]
        marks = [await self._proofs.mark_of(tab.address) for tab in tabs]  # all first: each may add to the faults
        faults, styles = self._proofs.faults(), await self._proofs.styles()
        following, gone_to = self._send_to_text(changes) if self._follow else (None, None)
        new = styles if styles != before else None
        stay = [(tab, mark) for tab, mark in zip(tabs, marks, strict=True) if tab is not following]
        reloaded = [tab.address for tab, mark in stay if tab.tell(mark, faults, new)]
        return Told(
            open_pages=len(tabs),
            reloaded=reloaded,
            restyled=len(stay) - len(reloaded) if new else 0,
            gone_to=gone_to,
        )

    async def tell_desks(self) -> None:
        """Tell open pages of the desk what they have to show now."""
        for tab in tuple(self._tabs):
            if is_desk(tab.address):
                tab.tell(await self._proofs.mark_of(tab.address), "", None)

    def _send_to_text(self, changes: tuple[str, ...]) -> tuple[Tab | None, str | None]:
        """Send the tab last used to the one text that was saved, unless the text is open already; give both."""
        proofs, tabs = self._proofs.held, [tab for tab in self._tabs if not is_desk(tab.address)]
        saved = {path: address for path in changes if (address := proofs.site.address_of(path)) is not None}
        if len(saved) != 1 or not tabs or proofs.broken:
            return None, None
        ((source, address),) = saved.items()
        if decode(address) in {tab.address for tab in tabs}:
            return None, None
        following = max(tabs, key=lambda tab: tab.used)
        following.go(address)
        self._sent = Sent(following.name, source)
        return following, address

    def _sent_to(self, tab: Tab) -> str | None:
        """Give the address that a document was sent to, if it has not gone there."""
        if self._sent is None or not tab.name or tab.name != self._sent.name:
            return None
        address = self._proofs.held.site.address_of(self._sent.source)
        return None if address is None or decode(address) == tab.address else address

    def _make_room(self, tab: Tab) -> None:
        """End the stream that the same document had, or the oldest one of a browser that has many.

        In that case its tab comes back, and they take turns.
        """
        same = [each for each in self._tabs if each.browser == tab.browser]
        ended = [each for each in same if tab.name and each.name == tab.name]
        if not ended and len(same) >= _MOST_STREAMS:
            ended = same[:1]
        for each in ended:
            self._tabs.remove(each)
            each.end()
