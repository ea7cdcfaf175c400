"""The preview's server: pages pulled on request, and events that tell open pages what has changed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from mimetypes import guess_type
from typing import TypeVar

from msgspec import Struct
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request as HttpRequest
from starlette.responses import FileResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from newsgen.preview.desk import desk_page
from newsgen.preview.insert import fault_page, insert, list_of
from newsgen.preview.proofs import Proof, Proofs
from newsgen.preview.watch import Watch

_QUIET = 0.04  # seconds without a further event after which a burst of changes is over
_HEARTBEAT = 15.0
_LOCAL = ("127.0.0.1", "localhost", "[::1]", "::1")
T = TypeVar("T")


class Options(Struct, frozen=True):
    """How to serve: ``host`` is the one listened on, ``editor`` a pattern of links, ``follow`` goes to what changed."""

    host: str
    poll: bool = False
    editor: str | None = None
    follow: bool = False


class _Tab(Struct, frozen=True, eq=False):
    """An open page: its file in the output, what it shows (a digest), and the events on their way to it."""

    path: str
    digest: str
    events: asyncio.Queue[tuple[str, object]]


class Preview:
    """One running preview. All work on the proofs happens in one thread, one piece after the other."""

    def __init__(self, proofs: Proofs, options: Options, clock: Callable[[], int], say: Callable[[str], None]) -> None:
        self._proofs = proofs
        self._options = options
        self._clock = clock
        self._say = say
        self._desk = ThreadPoolExecutor(max_workers=1, thread_name_prefix="newsgen-proofs")
        self._tabs: set[_Tab] = set()
        self._noticed = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def app(self) -> Starlette:
        """Make the application."""
        hosts = [*_LOCAL, self._options.host] if self._options.host not in {"0.0.0.0", "::"} else ["*"]  # noqa: S104 - asked for
        return Starlette(
            routes=[
                Route("/_newsgen/events", self._events),
                Route("/_newsgen/", self._desk_page),
                Route("/{path:path}", self._page),
            ],
            middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)],
            lifespan=self._lifespan,
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        self._loop = asyncio.get_running_loop()
        await self._at_desk(lambda: self._proofs.refresh(self._clock()))
        watch = Watch(self._proofs.root, self._notice, poll=self._options.poll)
        watch.start()
        following = asyncio.create_task(self._follow())
        try:
            yield
        finally:
            following.cancel()
            await asyncio.to_thread(watch.stop)
            await self._at_desk(self._proofs.close)
            self._desk.shutdown()

    def _notice(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._noticed.set)

    async def _follow(self) -> None:
        """Look at the sources whenever they may have changed, and when the clock makes a difference."""
        while True:
            until = self._proofs.until
            wait = None if until is None else max(until - self._clock(), 0) + 1
            try:
                await asyncio.wait_for(self._noticed.wait(), wait)
                while self._noticed.is_set():
                    self._noticed.clear()
                    await asyncio.sleep(_QUIET)
            except TimeoutError:
                pass
            await self._refresh()

    async def _refresh(self) -> None:
        started = asyncio.get_running_loop().time()
        before = self._proofs.styles
        if not await self._at_desk(lambda: self._proofs.refresh(self._clock())):
            return
        reloaded = 0
        faults = self._faults()
        for tab in list(self._tabs):
            proof = await self._at_desk(lambda path=tab.path: self._proofs.pull(path))  # type: ignore[misc]
            if proof is not None and proof.digest.hex() != tab.digest and not proof.old:
                reloaded += 1
                self._send(tab, "reload", None)
            else:
                self._send(tab, "faults", faults)
            if before != self._proofs.styles:
                self._send(tab, "styles", self._proofs.styles)
        milliseconds = (asyncio.get_running_loop().time() - started) * 1000
        count = len(self._proofs.faults)
        state = f"{count} fault{'s' if count != 1 else ''}" if count else "no faults"
        self._say(f"{state}, {reloaded} of {len(self._tabs)} open pages reloaded in {milliseconds:.0f} ms")

    def _send(self, tab: _Tab, event: str, value: object) -> None:
        tab.events.put_nowait((event, value))

    def _faults(self) -> str | None:
        faults = self._proofs.faults
        return list_of(faults, self._options.editor) if any(f.diagnostic.severity == "error" for f in faults) else None

    async def _page(self, request: HttpRequest) -> Response:
        path = self._proofs.output_path(request.url.path)
        proof = await self._at_desk(lambda: self._proofs.pull(path))
        if proof is None and not path.endswith(".html") and "." not in path.rpartition("/")[2]:
            folder = await self._at_desk(lambda: self._proofs.pull(f"{path}/index.html"))
            if folder is not None:
                return RedirectResponse(f"{request.url.path}/")
        if proof is None:
            return await self._missing(request)
        if proof.target is not None:
            return RedirectResponse(proof.target)
        if proof.file is not None:
            return FileResponse(proof.file, headers={"cache-control": "no-cache"})
        return self._respond(request, proof)

    async def _missing(self, request: HttpRequest) -> Response:
        if self._proofs.faults and self._faults():
            return Response(fault_page(self._proofs.faults, self._options.editor), 503, media_type="text/html")
        proof = await self._at_desk(lambda: self._proofs.pull("404.html"))
        if proof is None or proof.file is not None:
            return Response("There is no such page.\n", 404, media_type="text/plain")
        return self._respond(request, proof, 404)

    def _respond(self, request: HttpRequest, proof: Proof, status: int = 200) -> Response:
        media_type = guess_type(proof.path)[0] or "application/octet-stream"
        data = proof.data
        if media_type == "text/html":
            faults = self._proofs.faults if self._faults() else ()
            data = insert(proof, faults, self._options.editor)
        tag = f'"{proof.digest.hex()}-{len(data)}"'
        headers = {"etag": tag, "cache-control": "no-cache"}
        if status == 200 and request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers=headers)
        return Response(data, status, headers, media_type)

    async def _desk_page(self, _: HttpRequest) -> Response:
        data = await self._at_desk(lambda: desk_page(self._proofs, self._options.editor))
        return Response(data, media_type="text/html")

    async def _events(self, request: HttpRequest) -> Response:
        page = request.query_params.get("page", "/")
        tab = _Tab(self._proofs.output_path(page), request.query_params.get("digest", ""), asyncio.Queue())
        proof = await self._at_desk(lambda: self._proofs.pull(tab.path))
        if proof is not None and not proof.old and proof.digest.hex() != tab.digest:
            self._send(tab, "reload", None)
        self._tabs.add(tab)
        return StreamingResponse(
            self._stream(tab), media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    async def _stream(self, tab: _Tab) -> AsyncIterator[str]:
        try:
            yield "retry: 500\n\n"
            while True:
                try:
                    event, value = await asyncio.wait_for(tab.events.get(), _HEARTBEAT)
                    yield f"event: {event}\ndata: {json.dumps(value)}\n\n"
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self._tabs.discard(tab)

    async def _at_desk(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._desk, work)
