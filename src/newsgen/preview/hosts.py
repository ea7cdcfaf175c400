"""Who may ask: no page of a foreign site reads or frames this one, or has a browser fetch what no reader asked for."""

from __future__ import annotations

import socket
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REFUSED_HOST = "The preview answers only under the address that it printed when it started.\n"
_REFUSED_PAGE = "The preview answers no page of another site.\n"


class OwnHosts:
    """Refuses requests under a foreign name, and those that pages of other sites make.

    The Host header must be an address in numbers or a name of this machine: rebinding (a page reads us under a name of
    its own, which it has let point here) needs a name that its owner can point elsewhere; numbers, and names that are
    ours, cannot be. What other sites may do is to link here: that is a navigation (Fetch Metadata, W3C).
    """

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app = app
        name = socket.gethostname().lower()
        self._names = {"localhost", host.lower(), name, f"{name}.local"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is asked of this machine by a person or by a page of ours."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not self._is_ours(headers.getlist("host")):
            await PlainTextResponse(_REFUSED_HOST, 400)(scope, receive, send)
        elif _is_of_a_foreign_page(headers):
            await PlainTextResponse(_REFUSED_PAGE, 403)(scope, receive, send)
        else:
            await self._app(scope, receive, _unframed(send))

    def _is_ours(self, hosts: list[str]) -> bool:
        if len(hosts) != 1:
            return False
        host = hosts[0].lower()
        name, colon, port = host.rpartition(":")
        if colon and port.isdecimal():
            host = name
        if host in self._names:
            return True
        try:
            ip_address(host.removeprefix("[").removesuffix("]"))
        except ValueError:
            return False
        return True


def _unframed(send: Send) -> Send:
    """Forbid pages of other sites to show what is sent in a frame (CSP 3, ``frame-ancestors``; RFC 7034)."""

    async def send_unframed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["content-security-policy"] = "frame-ancestors 'self'"
            headers["x-frame-options"] = "SAMEORIGIN"
        await send(message)

    return send_unframed


def _is_of_a_foreign_page(headers: Headers) -> bool:
    origins = headers.getlist("origin")
    if any(origin.lower() != f"http://{headers['host'].lower()}" for origin in origins):
        return True
    foreign = headers.get("sec-fetch-site", "none") in {"cross-site", "same-site"}  # the latter: another port of ours
    return foreign and headers.get("sec-fetch-mode") != "navigate"
