"""Who is told, and in which words: hubs by WebSub (W3C, 2018), search engines by IndexNow (indexnow.org)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import urlencode, urlsplit

import msgspec
from msgspec import Struct

from newsgen import VERSION
from newsgen.build.external.exchange import Message
from newsgen.model.audience import Audience
from newsgen.model.notify_settings import IndexNowSettings
from newsgen.model.settings import Settings

_AGENT = f"newsgen/{VERSION} (tells of changed pages)"
_MOST_ADDRESSES = 10_000  # the protocol's limit for one request

_INDEXNOW_SAYS = {
    400: "it cannot read the request",
    403: "it does not accept the key: does the file of the key answer online?",
    422: "it finds addresses that are not of this host, or another key than in the file online",
}


class Channel(Struct, frozen=True):
    """Somebody who is told: at which address, of what, of how many addresses at once and in which words.

    ``tells_gone``: also of addresses at which nothing is any more. ``says`` are the meanings of refusals. ``proof`` is
    a file that must be online for them to listen.
    """

    url: str
    audience: Audience
    most: int
    compose: Callable[[Sequence[str]], Message]
    tells_gone: bool
    says: Mapping[int, str] = {}
    proof: str | None = None


def channels_of(settings: Settings) -> list[Channel]:
    """Give all who are to be told of changes of a site: each once, in the order of the settings."""
    return list({each.url: each for each in _channels(settings)}.values())


def _channels(settings: Settings) -> Iterator[Channel]:
    if (hub := settings.notify.hub) is not None:
        yield Channel(hub, "subscribers", 1, _websub, tells_gone=False)
    if (indexnow := settings.notify.indexnow) is not None:
        compose = partial(_indexnow, settings.url.rstrip("/"), indexnow)
        for url in indexnow.endpoints:
            proof = f"{indexnow.key}.txt"
            yield Channel(url, "engines", _MOST_ADDRESSES, compose, True, _INDEXNOW_SAYS, proof)


def _indexnow(site: str, settings: IndexNowSettings, urls: Sequence[str]) -> Message:
    """Compose a submission of a set of addresses, as a JSON object."""
    told = {
        "host": urlsplit(site).netloc,
        "key": settings.key,
        "keyLocation": f"{site}/{settings.key}.txt",
        "urlList": urls,
    }
    headers = {"User-Agent": _AGENT, "Content-Type": "application/json; charset=utf-8"}
    return Message("POST", headers, msgspec.json.encode(told))


def _websub(urls: Sequence[str]) -> Message:
    """Compose the notice of a publisher: which feeds have changed. Hubs ask for either of the two names."""
    told = [("hub.mode", "publish"), *(("hub.topic", url) for url in urls), *(("hub.url", url) for url in urls)]
    headers = {"User-Agent": _AGENT, "Content-Type": "application/x-www-form-urlencoded"}
    return Message("POST", headers, urlencode(told).encode("ascii"))
