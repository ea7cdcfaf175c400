"""The preview's server: pages pulled on request, and events that tell open pages what has changed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import TypeVar
from urllib.parse import unquote

from msgspec import Struct
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from newsgen.base.addresses import decode, encode
from newsgen.base.digest import digest
from newsgen.build.outlook import Outlook, last_written, look_out
from newsgen.preview.answers import answer, own_page
from newsgen.preview.change import Change
from newsgen.preview.desk import desk_page, why_page
from newsgen.preview.editor import Editor
from newsgen.preview.hosts import OwnHosts
from newsgen.preview.insert import fault_page, list_of
from newsgen.preview.notices import Notices
from newsgen.preview.proof import Proof
from newsgen.preview.proofs import NOT_FOUND, Proofs
from newsgen.preview.tabs import Styles, Tab, TabState
from newsgen.preview.watch import Watch

_QUIET = 0.02  # seconds without a further event after which a burst of changes is over
_LONGEST_BURST = 0.5  # seconds after which we look though the burst goes on
_CLOCK = 30.0  # seconds between two looks at the clock; a computer that slept notices then
_MOST_STREAMS = 4  # of a browser, which keeps six connections to a server for all its tabs together
_DESK = "/_newsgen/"
T = TypeVar("T")


class Options(Struct, frozen=True):
    """How to serve: ``host`` is the one listened on, ``editor`` a pattern of links to an editor.

    With ``follow`` the tab last used goes to the text that was saved.
    """

    host: str
    poll: bool = False
    editor: str | None = None
    follow: bool = False


class Preview:
    """One running preview. All work on the proofs happens in one thread, one piece after the other."""

    def __init__(self, proofs: Proofs, options: Options, clock: Callable[[], int], say: Callable[[str], None]) -> None:
        self._proofs = proofs
        self._options = options
        self._editor = Editor(options.editor, proofs.root)
        self._clock = clock
        self._say = say
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="newsgen-proofs")
        self._tabs: list[Tab] = []
        self._ending = False
        self._notices = Notices()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._state = time.time_ns()  # another one after each change, and after each start
        self._outlook: tuple[str, Outlook | None] = ("", None)

    def open(self) -> None:
        """Look at the sources for the first time.

        Raises:
            BusyError: another preview of the same site is running.
        """
        try:
            self._thread.submit(self._proofs.refresh, self._clock()).result()
            self._tell_notes()
        except Exception:
            self.close()
            raise

    def close(self) -> None:
        """Close the cache."""
        self._thread.submit(self._proofs.close).result()
        self._thread.shutdown()

    def end_tabs(self) -> None:
        """End all streams of events for good, so that the server can stop."""
        self._ending = True
        for tab in self._tabs:
            tab.end()

    def app(self) -> Starlette:
        """Make the application."""
        return Starlette(
            routes=[
                Route(f"{_DESK}events", self._events),
                Route(f"{_DESK}why/{{path:path}}", self._why_page),
                Route(_DESK, self._desk_page),
                Route("/{path:path}", self._page),
            ],
            middleware=[Middleware(OwnHosts, host=self._options.host)],
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        watch = Watch(self._proofs.root, self._proofs.site_cache, self._notice, poll=self._options.poll)
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

    def _notice(self, path: str | None) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has just been closed
                self._loop.call_soon_threadsafe(self._notices.add, path)

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
        until = self._proofs.until
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
        before = await self._in_thread(self._proofs.styles)
        touched = self._notices.take()
        changes = await self._in_thread(lambda: self._proofs.refresh(self._clock(), touched))
        if changes is None:
            await self._tell_desks()
            return
        self._state += 1
        tabs = [tab for tab in self._tabs if not _is_desk(tab.address)]
        marks = [await self._mark_of(tab.address) for tab in tabs]  # all first: each may add to the faults
        faults, styles = self._faults(), await self._in_thread(self._proofs.styles)
        following, gone_to = self._follow(changes, tabs) if self._options.follow else (None, None)
        if following is not None and gone_to is not None:
            following.go(gone_to)
        new = Styles(styles) if styles != before else None
        stay = [(tab, mark) for tab, mark in zip(tabs, marks, strict=True) if tab is not following]
        reloaded = [tab.address for tab, mark in stay if tab.tell(mark, faults, new)]
        change = Change(
            paths=changes,
            planned=self._proofs.files,
            faults=len(self._proofs.faults),
            open_pages=len(tabs),
            reloaded=reloaded,
            restyled=len(stay) - len(reloaded) if new else 0,
            gone_to=gone_to,
            milliseconds=(asyncio.get_running_loop().time() - since) * 1000,
        )
        self._say(change.line)
        await self._tell_desks()

    def _follow(self, changes: tuple[str, ...], tabs: list[Tab]) -> tuple[Tab | None, str | None]:
        """Choose the tab that goes to the one text that was saved, unless the text is open already."""
        saved = {address for path in changes if (address := self._proofs.address_of(path)) is not None}
        if (
            len(saved) != 1
            or not tabs
            or self._proofs.broken
            or set(map(decode, saved)) & {tab.address for tab in tabs}
        ):
            return None, None
        return max(tabs, key=lambda tab: tab.used), saved.pop()

    async def _tell_desks(self) -> None:
        for tab in tuple(self._tabs):
            if _is_desk(tab.address):
                tab.tell(await self._mark_of(tab.address), "", None)

    async def _page(self, request: HttpRequest) -> Response:
        address = request.scope["path"]
        base = self._proofs.base
        if f"{address}/" == _DESK:
            return RedirectResponse(_DESK)
        if address in {"/", decode(base)} and base:
            return RedirectResponse(f"{base}/")
        path = self._proofs.output_path(address)
        proof = await self._pull(path)
        if proof is None and await self._pull(f"{path}/index.html") is not None:
            return RedirectResponse(f"{base}{encode(f'/{path}/')}")
        status = 200
        if proof is None:
            if faults := self._faults():
                return own_page(fault_page(faults), 503)
            proof, status = await self._pull(NOT_FOUND), 404
        if proof is None:
            return PlainTextResponse("There is no such page.\n", 404)
        if proof.target is not None:
            return RedirectResponse(proof.target)
        styles = Styles(await self._in_thread(self._proofs.styles))
        return answer(request, proof, self._faults(), styles.mark, status)

    async def _desk_page(self, _: HttpRequest) -> Response:
        mark = await self._mark_of(_DESK)
        outlook = await self._look_out(mark)
        return own_page(await self._in_thread(lambda: desk_page(self._proofs, self._editor, outlook, mark)))

    async def _why_page(self, request: HttpRequest) -> Response:
        mark = await self._mark_of(_DESK)
        outlook = await self._look_out(mark)
        path = self._proofs.output_path(f"/{request.path_params['path']}")
        data = await self._in_thread(lambda: why_page(self._proofs, self._editor, outlook, mark, path))
        return own_page(data) if data else PlainTextResponse("There is no such page.\n", 404)

    async def _look_out(self, mark: str) -> Outlook | None:
        """Compare with the last build: beside the work on the proofs, so that pages do not wait for it."""
        material = self._proofs.material
        if self._outlook[0] != mark and material is not None:
            request = self._proofs.build_request(self._clock())
            self._outlook = mark, await asyncio.to_thread(look_out, request, *material)
        return self._outlook[1]

    async def _events(self, request: HttpRequest) -> Response:
        ask = request.query_params.get
        used = ask("used", "")
        opened = TabState(
            address=unquote(ask("page", "/")),
            page=ask("digest", ""),
            faults=ask("faults", ""),
            used=int(used) if used.isdecimal() and len(used) < 20 else 0,
            browser=f"{request.client.host if request.client else ''} {request.headers.get('user-agent', '')}",
        )
        events = self._stream(Tab(opened)) if request.method == "GET" and not self._ending else ()
        return StreamingResponse(events, media_type="text/event-stream", headers={"cache-control": "no-store"})

    async def _stream(self, tab: Tab) -> AsyncIterator[str]:
        try:
            self._make_room(tab)
            self._tabs.append(tab)
            mark = await self._mark_of(tab.address)
            if _is_desk(tab.address):
                tab.tell(mark, "", None)
            else:
                tab.tell(mark, self._faults(), Styles(await self._in_thread(self._proofs.styles)))
            async for event in tab.events():
                yield event
        finally:
            if tab in self._tabs:
                self._tabs.remove(tab)

    def _make_room(self, tab: Tab) -> None:
        """End the oldest stream of a browser that has many; its tab comes back, and they take turns."""
        same = [each for each in self._tabs if each.browser == tab.browser]
        if len(same) >= _MOST_STREAMS:
            self._tabs.remove(same[0])
            same[0].end()

    async def _mark_of(self, address: str) -> str:
        """Give the mark of what a tab at an address shows now; empty when that is nothing but faults."""
        if _is_desk(address):
            return digest((self._state, last_written(self._proofs.site_cache))).hex()
        proof = await self._in_thread(lambda: self._proofs.shown(self._proofs.output_path(address)))
        return proof.mark if proof else ""

    async def _pull(self, path: str) -> Proof | None:
        return await self._in_thread(lambda: self._proofs.pull(path))

    def _faults(self) -> str:
        """Give the faults as HTML while a build would stop; else nothing."""
        return list_of(self._proofs.faults, self._editor) if self._proofs.broken else ""

    async def _in_thread(self, work: Callable[[], T]) -> T:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        finally:
            self._tell_notes()

    def _tell_notes(self) -> None:
        """Tell what was put aside of the cache."""
        while self._proofs.notes:
            self._say(f"note: {self._proofs.notes.pop(0)}")


def _is_desk(address: str) -> bool:
    return address.startswith(_DESK)
