"""The preview's server: pages pulled on request, and events that tell open pages what has changed."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from stat import S_ISREG
from typing import TypeVar
from urllib.parse import quote, unquote

from msgspec import Struct
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from newsgen.diagnostics import Located
from newsgen.digest import digest_bytes
from newsgen.engine import theme_folder
from newsgen.preview.desk import desk_page
from newsgen.preview.hosts import OwnHosts
from newsgen.preview.insert import fault_page, insert, list_of
from newsgen.preview.media import HTML, media_type_of
from newsgen.preview.proofs import NOT_FOUND, Proof, Proofs
from newsgen.preview.tabs import Tab
from newsgen.preview.watch import Watch
from newsgen.workplace import THEME_MARK

_QUIET = 0.04  # seconds without a further event after which a burst of changes is over
_LONGEST_BURST = 0.5  # seconds after which we look though the burst goes on
_CLOCK = 30.0  # seconds between two looks at the clock; a computer that slept notices then
_MOST_NAMED = 3
_MOST_STREAMS = 4  # of a browser, which keeps six connections to a server for all its tabs together
T = TypeVar("T")


class Options(Struct, frozen=True):
    """How to serve: ``host`` is the one listened on, ``editor`` a pattern of links to an editor."""

    host: str
    poll: bool = False
    editor: str | None = None


class Preview:
    """One running preview. All work on the proofs happens in one thread, one piece after the other."""

    def __init__(self, proofs: Proofs, options: Options, clock: Callable[[], int], say: Callable[[str], None]) -> None:
        self._proofs = proofs
        self._options = options
        self._clock = clock
        self._say = say
        self._desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="newsgen-proofs")
        self._tabs: list[Tab] = []
        self._noticed = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def open(self) -> None:
        """Look at the sources for the first time.

        Raises:
            BusyError: another preview of the same site is running.
        """
        try:
            self._desk.submit(self._proofs.refresh, self._clock()).result()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the cache."""
        self._desk.submit(self._proofs.close).result()
        self._desk.shutdown()

    def end_tabs(self) -> None:
        """End all streams of events, so that the server can stop."""
        for tab in self._tabs:
            tab.end()

    def app(self) -> Starlette:
        """Make the application."""
        return Starlette(
            routes=[
                Route("/_newsgen/events", self._events),
                Route("/_newsgen/", self._desk_page),
                Route("/{path:path}", self._page),
            ],
            middleware=[Middleware(OwnHosts, host=self._options.host)],
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        watch = Watch(self._proofs.root, self._notice, poll=self._options.poll)
        watch.start()
        self._noticed.set()  # whatever was saved between the first look and now
        following = asyncio.create_task(self._follow())
        try:
            yield
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following
            await asyncio.to_thread(watch.stop)

    def _notice(self) -> None:
        if self._loop is not None:
            with suppress(RuntimeError):  # the loop has just been closed
                self._loop.call_soon_threadsafe(self._noticed.set)

    async def _follow(self) -> None:
        """Look at the sources whenever they may have changed, and when the clock makes a difference."""
        while True:
            try:
                if await self._wait():
                    await self._refresh()
            except Exception as error:  # noqa: BLE001 - a preview goes on, whatever it was
                self._say(f"newsgen: the sources could not be looked at: {error} ({type(error).__name__})")

    async def _wait(self) -> bool:
        """Wait until the sources may have changed, or the clock is to be looked at; tell whether to look at all."""
        loop = asyncio.get_running_loop()
        until = self._proofs.until
        try:
            await asyncio.wait_for(self._noticed.wait(), min(_CLOCK, max((until or 0) - self._clock(), 1)))
        except TimeoutError:
            return until is not None and self._clock() >= until
        latest = loop.time() + _LONGEST_BURST
        while self._noticed.is_set() and loop.time() < latest:
            self._noticed.clear()
            await asyncio.sleep(_QUIET)
        self._noticed.clear()
        return True

    async def _refresh(self) -> None:
        started = asyncio.get_running_loop().time()
        before = self._proofs.styles()
        changes = await self._at_desk(lambda: self._proofs.refresh(self._clock()))
        if changes is None:
            return
        tabs = tuple(self._tabs)
        proofs = [await self._shown(tab) for tab in tabs]  # all first: each may add to the faults
        faults, styles = self._faults(), self._proofs.styles()
        new = styles if styles != before else None
        reloaded = sum(tab.tell(proof, faults, new) for tab, proof in zip(tabs, proofs, strict=True))
        milliseconds = (asyncio.get_running_loop().time() - started) * 1000
        count = len(self._proofs.faults)
        state = f"{count} fault{'s' if count != 1 else ''}" if count else "no faults"
        open_pages = f"{reloaded} of {len(tabs)} open page{'s' if len(tabs) != 1 else ''} reloaded"
        self._say(f"{_named(changes)}: {state}, {open_pages} in {milliseconds:.0f} ms")

    async def _page(self, request: HttpRequest) -> Response:
        address = request.scope["path"]
        base = self._proofs.base
        if address in {"/", base} and base:
            return RedirectResponse(f"{base}/")
        path = self._proofs.output_path(address)
        proof = await self._pull(path)
        if proof is None and await self._pull(f"{path}/index.html") is not None:
            return RedirectResponse(quote(f"{base}/{path}/"))
        if proof is None:
            return await self._missing(request)
        if proof.target is not None:
            return RedirectResponse(proof.target)
        return self._file(request, proof.file) if proof.file is not None else self._respond(request, proof)

    async def _missing(self, request: HttpRequest) -> Response:
        if faults := self._faults():
            return Response(fault_page(faults), 503, {"cache-control": "no-store"}, HTML)
        proof = await self._pull(NOT_FOUND)
        if proof is None:
            return PlainTextResponse("There is no such page.\n", 404)
        if proof.file is not None:
            return self._file(request, proof.file, 404)
        return self._respond(request, proof, 404)

    def _respond(self, request: HttpRequest, proof: Proof, status: int = 200) -> Response:
        media_type = media_type_of(proof.path)
        data = insert(proof, self._faults()) if media_type == HTML else proof.data
        headers = {"etag": f'"{digest_bytes(data).hex()}"', "cache-control": "no-cache"}
        response = Response(data, status, headers, media_type)
        return _unless_known(request, response) if status == 200 else response

    def _file(self, request: HttpRequest, file: Path, status: int = 200) -> Response:
        try:
            stat = os.stat(file)
        except OSError:
            stat = None
        if stat is None or not S_ISREG(stat.st_mode):  # it went away, and we have not heard of it yet
            return PlainTextResponse("There is no such file.\n", 404)
        headers = {"cache-control": "no-cache", "etag": f'"{stat.st_mtime_ns:x}-{stat.st_size:x}"'}
        response = FileResponse(file, status, headers, media_type_of(file.name), stat_result=stat)
        return _unless_known(request, response) if status == 200 else response

    async def _desk_page(self, _: HttpRequest) -> Response:
        data = await self._at_desk(lambda: desk_page(self._proofs, self._link))
        return Response(data, headers={"cache-control": "no-store"}, media_type=HTML)

    async def _events(self, request: HttpRequest) -> Response:
        ask = request.query_params.get
        path = self._proofs.output_path(unquote(ask("page", "/")))
        browser = f"{request.client.host if request.client else ''} {request.headers.get('user-agent', '')}"
        tab = Tab(path, ask("digest", ""), ask("faults", ""), browser)
        events = self._stream(tab) if request.method == "GET" else ()
        return StreamingResponse(events, media_type="text/event-stream", headers={"cache-control": "no-store"})

    async def _stream(self, tab: Tab) -> AsyncIterator[str]:
        try:
            self._make_room(tab)
            self._tabs.append(tab)
            tab.tell(await self._shown(tab), self._faults(), self._proofs.styles())
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

    async def _shown(self, tab: Tab) -> Proof | None:
        return await self._at_desk(lambda: self._proofs.shown(tab.path))

    async def _pull(self, path: str) -> Proof | None:
        return await self._at_desk(lambda: self._proofs.pull(path))

    def _faults(self) -> str:
        """Give the faults as HTML while a build would stop; else nothing."""
        return list_of(self._proofs.faults, self._link) if self._proofs.broken else ""

    def _link(self, located: Located) -> str | None:
        if self._options.editor is None:
            return None
        path = located.diagnostic.path
        own = path.removeprefix(THEME_MARK)
        file = ((theme_folder() if own != path else self._proofs.root) / own).resolve()
        line, column = located.place.line, located.place.column
        return self._options.editor.format(path=quote(file.as_posix(), safe="/:"), line=line, column=column)

    async def _at_desk(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._desk, work)


def _unless_known(request: HttpRequest, response: Response) -> Response:
    """Give the response, or a mere “not modified” to who has it already."""
    known = [each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")]
    if response.headers["etag"] not in known and "*" not in known:
        return response
    kept = {name: response.headers[name] for name in ("etag", "cache-control")}
    return Response(status_code=304, headers=kept)


def _named(changes: Sequence[str]) -> str:
    more = len(changes) - _MOST_NAMED
    return ", ".join(changes[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
