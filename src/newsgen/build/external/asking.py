"""One address asked for: with HEAD, and with GET where a server does not like that; redirects followed (RFC 9110)."""

from __future__ import annotations

import http.client
from collections.abc import Callable
from typing import Literal
from urllib.parse import SplitResult, urljoin

from msgspec import Struct

from newsgen import VERSION
from newsgen.build.external.exchange import Manners, Message, NoWebAddressError, Reply, exchange, split, why
from newsgen.build.external.networks import PrivateAddressError

_AGENT = f"newsgen/{VERSION} (checks the links of a newspaper)"
_PERMANENT = frozenset({301, 308})
_TEMPORARY = frozenset({302, 303, 307})
_GONE = frozenset({404, 410})
_TOO_MANY = 429
_REFUSED = frozenset({401, 402, 403, 407, 418, 429, 451, 999})
"""Answers that say nothing of the page: who asks is not welcome."""

State = Literal["well", "dead", "unreached", "refused", "private"]


class Answer(Struct, frozen=True):
    """What became of a question: how the page is, why, and where it has moved to for good.

    ``of_host``: it is the same for all pages of the host, which is silent, or wants no more questions.
    """

    state: State
    reason: str = ""
    moved: str = ""
    of_host: bool = False


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
    except NoWebAddressError as error:
        return Answer("dead", str(error))
    except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
        return Answer("unreached", why(error), of_host=here == url)
    return Answer("dead", "it redirects without end")


def _judge(status: int, moved: str, *, of_host: bool) -> Answer:
    if status in _GONE:
        return Answer("dead", "the page is gone" if status == 410 else "there is no such page")
    if status in _REFUSED:
        return Answer("refused", f"the server answers {status}", of_host=of_host)
    if status >= 400:
        return Answer("unreached", f"the server answers {status}")
    return Answer("well", moved=moved)


def _reply(url: str, manners: Manners, pause: Callable[[], None]) -> Reply:
    """Ask with HEAD, and again with GET where that says nothing."""
    parts = split(url)
    reply = _request("HEAD", parts, manners)
    if reply.status >= 400 and reply.status not in {410, _TOO_MANY}:
        pause()
        reply = _request("GET", parts, manners)
    return reply


def _request(method: str, parts: SplitResult, manners: Manners) -> Reply:
    return exchange(parts, Message(method, {"User-Agent": _AGENT}), manners)
