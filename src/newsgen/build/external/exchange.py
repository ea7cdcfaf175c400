"""One exchange with a server of the internet: what is sent, what comes back, and why nothing does, in plain words."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from threading import Timer
from urllib.parse import SplitResult, quote, urlsplit

from msgspec import Struct

from newsgen.build.external.networks import resolve

_SAFE = "%/:=&?~#+!$,;'@()*[]"


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


class Message(Struct, frozen=True):
    """What is sent to a server."""

    method: str
    headers: Mapping[str, str]
    body: bytes | None = None


class Reply(Struct, frozen=True):
    """What a server answers: its status, where it leads, and after how long it wants to be asked again (RFC 9110)."""

    status: int
    location: str = ""
    retry_after: str = ""


class NoWebAddressError(ValueError):
    """An address of which nobody can be asked; says so in plain words."""


def split(url: str) -> SplitResult:
    """Take the address of a server apart.

    Raises:
        NoWebAddressError: it is none.
    """
    parts = urlsplit(url)
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        raise NoWebAddressError(f"it leads to “{url}”, which is no web address")
    return parts


def exchange(parts: SplitResult, message: Message, manners: Manners) -> Reply:
    """Send a message to an address, through a connection of its own, and give the answer to it.

    Raises:
        PrivateAddressError: it is a machine that may not be asked.
        OSError, http.client.HTTPException, UnicodeError, ValueError: nobody answers, or not in HTTP; ``why`` says it.
    """
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
        headers = {**message.headers, "Accept": "*/*", "Connection": "close"}
        connection.request(message.method, target, body=message.body, headers=headers)
        response = connection.getresponse()
        return Reply(response.status, response.headers.get("Location", ""), response.headers.get("Retry-After", ""))
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


def why(error: Exception) -> str:
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
