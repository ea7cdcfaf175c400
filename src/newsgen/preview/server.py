"""The preview's server: pages pulled on request, and events that tell open pages what has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from urllib.parse import unquote

from msgspec import Struct
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request as HttpRequest
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from newsgen.base.addresses import decode, encode
from newsgen.build.outlook import Outlook, look_out
from newsgen.preview.answers import answer, own_page
from newsgen.preview.async_proofs import AsyncProofs
from newsgen.preview.desk import DESK, desk_page, why_page
from newsgen.preview.editor import Editor
from newsgen.preview.hosts import OwnHosts
from newsgen.preview.insert import fault_page
from newsgen.preview.open_tabs import OpenTabs
from newsgen.preview.proofs import NOT_FOUND, Proofs
from newsgen.preview.tabs import TabState
from newsgen.preview.upkeep import Upkeep

_LONGEST_NAME = 100


class Options(Struct, frozen=True):
    """How to serve: ``host`` is the one listened on, ``editor`` a pattern of links to an editor.

    With ``follow`` the tab last used goes to the text that was saved.
    """

    host: str
    poll: bool = False
    editor: str | None = None
    follow: bool = False


class Preview:
    """One running preview."""

    def __init__(self, proofs: Proofs, options: Options, clock: Callable[[], int], say: Callable[[str], None]) -> None:
        self._options = options
        self._editor = Editor(options.editor, proofs.site.root)
        self._clock = clock
        self._proofs = AsyncProofs(proofs, self._editor, say)
        self._tabs = OpenTabs(self._proofs, follow=options.follow)
        self._upkeep = Upkeep(self._proofs, self._tabs, clock, say)
        self._outlook: tuple[str, Outlook | None] = ("", None)

    def open(self) -> None:
        """Look at the sources for the first time.

        Raises:
            BusyError: another preview of the same site is running.
        """
        self._proofs.open(self._clock())

    def close(self) -> None:
        """Close the cache."""
        self._proofs.close()

    def end_tabs(self) -> None:
        """End all streams of events for good, so that the server can stop."""
        self._tabs.end()

    def app(self) -> Starlette:
        """Make the application."""
        return Starlette(
            routes=[
                Route(f"{DESK}events", self._events),
                Route(f"{DESK}why/{{path:path}}", self._why_page),
                Route(DESK, self._desk_page),
                Route("/{path:path}", self._page),
            ],
            middleware=[Middleware(OwnHosts, host=self._options.host)],
            lifespan=self._lifespan,
        )

    def _lifespan(self, _: Starlette) -> AbstractAsyncContextManager[None]:
        return self._upkeep.running(poll=self._options.poll)

    async def _page(self, request: HttpRequest) -> Response:
        address = request.scope["path"]
        base = self._proofs.held.site.base
        if f"{address}/" == DESK:
            return RedirectResponse(DESK)
        if address in {"/", decode(base)} and base:
            return RedirectResponse(f"{base}/")
        path = self._proofs.held.site.output_path(address)
        proof = await self._proofs.pull(path)
        if proof is None and await self._proofs.pull(f"{path}/index.html") is not None:
            return RedirectResponse(f"{base}{encode(f'/{path}/')}")
        status = 200
        if proof is None:
            if faults := self._proofs.faults():
                return own_page(fault_page(faults), 503)
            proof, status = await self._proofs.pull(NOT_FOUND), 404
        if proof is None:
            return PlainTextResponse("There is no such page.\n", 404)
        if proof.target is not None:
            return RedirectResponse(proof.target)
        styles = await self._proofs.styles()
        return answer(request, proof, self._proofs.faults(), styles.mark, status)

    async def _desk_page(self, request: HttpRequest) -> Response:
        mark = await self._proofs.mark_of(DESK)
        outlook = await self._look_out(mark)
        held, choices, now = self._proofs.held, request.query_params, self._clock()
        page = await self._proofs.work(lambda: desk_page(held, self._editor, outlook, mark, choices, now))
        return own_page(page)

    async def _why_page(self, request: HttpRequest) -> Response:
        mark = await self._proofs.mark_of(DESK)
        outlook = await self._look_out(mark)
        path = self._proofs.held.site.output_path(f"/{request.path_params['path']}")
        data = await self._proofs.work(lambda: why_page(self._proofs.held, self._editor, outlook, mark, path))
        return own_page(data) if data else PlainTextResponse("There is no such page.\n", 404)

    async def _look_out(self, mark: str) -> Outlook | None:
        """Compare with the last build: beside the work on the proofs, so that pages do not wait for it."""
        material = self._proofs.held.site.material
        if self._outlook[0] != mark and material is not None:
            request = self._proofs.held.site.build_request(self._clock())
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
            name=ask("name", "")[:_LONGEST_NAME],
        )
        events = self._tabs.stream(opened) if request.method == "GET" else ()
        return StreamingResponse(events, media_type="text/event-stream", headers={"cache-control": "no-store"})
