"""Videos: whose player may stand on a page once a reader asks for it, and at which address.

Addresses as people copy them become those of the players that set no cookies, or fewer, where a host has one. Nothing
is asked of any host when the site is built, nor by a page before its reader does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import SplitResult, parse_qs, quote, urlsplit

from msgspec import Struct

from newsgen.base.patterns import regex

_YOUTUBE_ID = regex(r"[\w-]{11}")
_DAILYMOTION_ID = regex(r"[a-zA-Z0-9]{5,}")
_VIMEO_PATH = regex(r"/(?:.*/)?(\d+)(?:/([0-9a-f]+))?")
_PEERTUBE_PATH = regex(
    r"/(?:w|videos/(?:watch|embed))/([1-9A-HJ-NP-Za-km-z]{22}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
)
_START = regex(r"(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s?)?")


class PlayerAddress(Struct, frozen=True):
    """The address of a player, and whose it is."""

    url: str
    provider: str


def player(url: str) -> PlayerAddress | None:
    """Give the player of a video elsewhere by the address of its page; ``None`` where newsgen knows none.

    Known are YouTube, Dailymotion, Vimeo, and PeerTube on any host (by the form of its addresses).
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    return _HOSTS.get(host, _peertube)(parts)


def _youtube(parts: SplitResult) -> PlayerAddress | None:
    query = parse_qs(parts.query)
    steps = [step for step in parts.path.split("/") if step]
    if parts.hostname == "youtu.be":
        name = steps[0] if steps else ""
    elif steps[:1] == ["watch"]:
        name = query.get("v", [""])[0]
    else:
        name = steps[1] if len(steps) > 1 and steps[0] in ("embed", "live", "shorts", "v") else ""
    if not _YOUTUBE_ID.fullmatch(name):
        return None
    start = _seconds(query.get("start", query.get("t", [""]))[0])
    return PlayerAddress(
        f"https://www.youtube-nocookie.com/embed/{name}?autoplay=1" + (f"&start={start}" * (start > 0)), "YouTube"
    )


def _dailymotion(parts: SplitResult) -> PlayerAddress | None:
    steps = [step for step in parts.path.split("/") if step]
    name = steps[-1].partition("_")[0] if steps and (parts.hostname == "dai.ly" or "video" in steps[:-1]) else ""
    if not _DAILYMOTION_ID.fullmatch(name):
        return None
    return PlayerAddress(f"https://geo.dailymotion.com/player.html?video={name}&mute=false", "Dailymotion")


def _vimeo(parts: SplitResult) -> PlayerAddress | None:
    found = _VIMEO_PATH.fullmatch(parts.path.rstrip("/"))
    if found is None:
        return None
    secret = found[2] or parse_qs(parts.query).get("h", [""])[0]
    key = f"&h={quote(secret)}" if secret else ""
    return PlayerAddress(f"https://player.vimeo.com/video/{found[1]}?autoplay=1&dnt=1{key}", "Vimeo")


def _peertube(parts: SplitResult) -> PlayerAddress | None:
    found = _PEERTUBE_PATH.fullmatch(parts.path.rstrip("/"))
    if found is None or not parts.netloc:
        return None
    return PlayerAddress(
        f"https://{parts.netloc}/videos/embed/{found[1]}?autoplay=1&p2p=0", parts.hostname or "PeerTube"
    )


_HOSTS: Mapping[str, Callable[[SplitResult], PlayerAddress | None]] = {
    "youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "youtu.be": _youtube,
    "dailymotion.com": _dailymotion,
    "dai.ly": _dailymotion,
    "vimeo.com": _vimeo,
    "player.vimeo.com": _vimeo,
}


def _seconds(text: str) -> int:
    """Read a time such as ``90``, ``90s`` or ``1m30s`` (YouTube's); 0 for anything else."""
    found = _START.fullmatch(text)
    hours, minutes, seconds = (int(each or 0) for each in found.groups()) if found else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds
