"""One address asked for: with HEAD, and with GET where a server does not like that; redirects followed (RFC 9110)."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache
from threading import Timer
from typing import Literal
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from msgspec import Struct

from newsgen import VERSION
from newsgen.build.external.networks import PrivateAddressError, resolve

_AGENT = f"newsgen/{VERSION} (checks the links of a newspaper)"
_PERMANENT = frozenset({301, 308})
_TEMPORARY = frozenset({302, 303, 307})
_GONE = frozenset({404, 410})
_TOO_MANY = 429
_REFUSED = frozenset({401, 402, 403, 407, 418, 429, 451, 999})
"""Answers that say nothing of the page: who asks is not welcome."""
_SAFE = "%/:=&?~#+!$,;'@()*[]"

State = Literal["well", "dead", "unreached", "refused", "private"]


class Manners(Struct, frozen=True):
    """How to ask: seconds to wait for an answer, in all, and between two questions to one host; hosts at once.

    ``private`` machines are asked only if that is said.
    """

    patience: float = 10.0
    whole_patience: float = 30.0
    pause: float = 1.0
    at_once: int = 8
    redirects: int = 5
    private: bool = False


MANNERS = Manners()
"""How newsgen asks."""


class Answer(Struct, frozen=True):
    """What became of a question: how the page is, why, and where it has moved to for good.

    ``of_host``: it is the same for all pages of the host, which is silent, or wants no more questions.
    """

    state: State
    reason: str = ""
    moved: str = ""
    of_host: bool = False


class _Reply(Struct, frozen=True):
    status: int
    location: str = ""


class _BadAddressError(Exception):
    pass


def ask(url: str, manners: Manners, pause: Callable[[], None] = lambda: None) -> Answer:
    """Ask for an address, and say how it is. ``pause`` is called before each further question to a host."""
    here, moved, is_moved = url, "", True
    try:
        for _ in range(manners.redirects + 1):
            reply = _reply(here, manners, pause)
            if not reply.location or reply.status not in _PERMANENT | _TEMPORARY:
                return _judge(reply.status, moved, of_host=here == url and reply.status == _TOO_MANY)
            here = urljoin(here, reply.location)
            is_moved = is_moved and reply.status in _PERMANENT
            moved = here if is_moved else moved
            pause()
    except PrivateAddressError as error:
        return Answer("private", f"“{error}” is a machine of a private network, which is not asked")
    except _BadAddressError as error:
        return Answer("dead", str(error))
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        return Answer("unreached", _reason(error), of_host=here == url)
    return Answer("dead", "it redirects without end")


def _judge(status: int, moved: str, *, of_host: bool) -> Answer:
    if status in _GONE:
        return Answer("dead", "the page is gone" if status == 410 else "there is no such page")
    if status in _REFUSED:
        return Answer("refused", f"the server answers {status}", of_host=of_host)
    if status >= 400:
        return Answer("unreached", f"the server answers {status}")
    return Answer("well", moved=moved)


def _reply(url: str, manners: Manners, pause: Callable[[], None]) -> _Reply:
    """Ask with HEAD, and again with GET where that says nothing."""
    parts = urlsplit(url)
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        raise _BadAddressError(f"it leads to “{url}”, which is no web address")
    reply = _request("HEAD", parts, manners)
    if reply.status >= 400 and reply.status not in {410, _TOO_MANY}:
        pause()
        reply = _request("GET", parts, manners)
    return reply


def _request(method: str, parts: SplitResult, manners: Manners) -> _Reply:
    is_secure = parts.scheme.lower() == "https"
    host = (
        (parts.hostname or "").encode("idna").decode("ascii") if ":" not in (parts.hostname or "") else parts.hostname
    )
    port = parts.port or (443 if is_secure else 80)
    connection = (
        http.client.HTTPSConnection(str(host), port, context=_tls())
        if is_secure
        else http.client.HTTPConnection(str(host), port)
    )
    plain = _connect(resolve(str(host), port, private=manners.private), port, manners.patience)
    timer = Timer(manners.whole_patience, _hang_up, (plain,))  # each read may take as long as it likes, but not all
    timer.daemon = True
    timer.start()
    try:
        connection.sock = _tls().wrap_socket(plain, server_hostname=str(host)) if is_secure else plain
        target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
        connection.request(method, target, headers={"User-Agent": _AGENT, "Accept": "*/*", "Connection": "close"})
        response = connection.getresponse()
        return _Reply(response.status, response.headers.get("Location", ""))
    finally:
        timer.cancel()
        connection.close()
        plain.close()


def _connect(addresses: Sequence[str], port: int, patience: float) -> socket.socket:
    """Connect to the first address that answers."""
    for address in addresses[:-1]:
        with suppress(OSError):
            return socket.create_connection((address, port), patience)
    return socket.create_connection((addresses[-1], port), patience)


def _hang_up(plain: socket.socket) -> None:
    with suppress(OSError):
        plain.shutdown(socket.SHUT_RDWR)


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _reason(error: Exception) -> str:
    """Say in plain words why a host does not answer."""
    if isinstance(error, TimeoutError):
        return "the server does not answer in time"
    if isinstance(error, socket.gaierror):
        return "there is no such server"
    if isinstance(error, UnicodeError):
        return "no server can have this name"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return "no secure connection can be made"
    if isinstance(error, ConnectionRefusedError):
        return "the server refuses the connection"
    if isinstance(error, http.client.HTTPException):
        return "the server does not speak HTTP, or hangs up"
    return f"the server cannot be reached: {getattr(error, 'strerror', None) or error}"
