"""A message posted until it is taken: again after a while where that may help, and never where it cannot."""

from __future__ import annotations

import http.client
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime

from msgspec import Struct

from newsgen.build.external.exchange import Manners, Message, Reply, exchange, split, why
from newsgen.build.external.networks import PrivateAddressError

_TOO_MANY, _TIMEOUT = 429, 408


class Persistence(Struct, frozen=True):
    """How often a server is asked, and how long is waited in between, in seconds.

    Each wait is twice the one before, but for chance (a number from 0 to 1), which keeps many from coming at once. A
    server that wants to be left alone for longer than ``patience`` is asked at the next run. ``now`` gives seconds
    since 1970.
    """

    sleep: Callable[[float], None]
    chance: Callable[[], float]
    now: Callable[[], float]
    attempts: int = 5
    first: float = 2.0
    patience: float = 120.0


def post(url: str, message: Message, manners: Manners, persistence: Persistence, says: Mapping[int, str]) -> str | None:
    """Post a message; say in plain words why it was not taken, if it was not. ``says`` are meanings of refusals."""
    reason = "nobody was asked"
    for attempt in range(persistence.attempts):
        wait = persistence.first * 2**attempt * (0.5 + persistence.chance() / 2)
        try:
            reply = exchange(split(url), message, manners)
        except PrivateAddressError as error:
            return f"“{error}” is a machine of a private network, which is not asked without --allow-private"
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            reason = why(error)
        except ValueError:
            return "this is no web address"
        else:
            if 200 <= reply.status < 300:
                return None
            reason = _meaning(reply, says)
            if reply.status not in {_TOO_MANY, _TIMEOUT} and reply.status < 500:
                return reason
            wait = max(wait, _wanted(reply, persistence.now()))
        if wait > persistence.patience:
            return f"{reason}, and wants to be asked again in {round(wait)} seconds"
        if attempt + 1 < persistence.attempts:
            persistence.sleep(wait)
    return f"{reason}, however often it is asked" if persistence.attempts > 1 else reason


def _meaning(reply: Reply, says: Mapping[int, str]) -> str:
    if reply.status in says:
        return f"{says[reply.status]} ({reply.status})"
    if 300 <= reply.status < 400:
        return f"it has moved: name its new address in newsgen.yaml ({reply.status} {reply.location})"
    if reply.status == _TOO_MANY:
        return "it was asked too often (429)"
    return f"the server answers {reply.status}"


def _wanted(reply: Reply, now: float) -> float:
    """Give how many seconds a server wants to be left alone (RFC 9110, 10.2.3): a number of them, or an instant."""
    if reply.retry_after.isascii() and reply.retry_after.isdecimal():
        return float(reply.retry_after[:9])
    try:
        return max(0.0, parsedate_to_datetime(reply.retry_after).timestamp() - now)
    except (ValueError, OverflowError):
        return 0.0
