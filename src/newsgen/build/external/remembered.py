"""What servers have answered, remembered for some days: nobody is asked again in vain."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from newsgen.base.seal import DamagedError
from newsgen.build.external.asking import Answer
from newsgen.build.request import WEB_LINKS, Request

_HOUR, _DAY = 3_600, 86_400
_KEPT = {"well": 7 * _DAY, "dead": _DAY, "unreached": _HOUR, "refused": 7 * _DAY, "private": 0}
"""How many seconds an answer holds: what may be mended soon is asked for again soon."""


class Remembered(Struct, frozen=True):
    """An answer, and when it was given, in seconds since 1970."""

    answer: Answer
    at: int


def recall(request: Request) -> Mapping[str, Remembered]:
    """Give the answers that still hold, by their addresses."""
    now = request.started // 1_000_000_000
    try:
        data = request.seal.unwrap(WEB_LINKS, (request.cache_folder / WEB_LINKS).read_bytes())
        known = msgspec.msgpack.decode(data, type=dict[str, Remembered])
    except (OSError, DamagedError, msgspec.DecodeError, UnicodeDecodeError):
        return {}
    return {url: each for url, each in known.items() if 0 <= now - each.at < _kept(each.answer)}


def _kept(answer: Answer) -> int:
    kept = _KEPT[answer.state]
    return min(kept, _HOUR) if answer.of_host else kept


def remember(request: Request, known: Mapping[str, Remembered]) -> None:
    """Keep answers.

    Raises:
        OSError: they cannot be kept.
    """
    file = request.cache_folder / WEB_LINKS
    unfinished = file.with_suffix(".new")
    unfinished.write_bytes(request.seal.wrap(WEB_LINKS, msgspec.msgpack.encode(dict(known))))
    unfinished.replace(file)
