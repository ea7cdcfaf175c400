"""The whole-build key: a build with nothing to do stops right after the scan."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from newsgen.base.digest import Digest
from newsgen.base.faults import Fault
from newsgen.model.policy import is_advice
from newsgen.model.turn import Turn
from newsgen.output.store import Store


class LastBuild(Struct, frozen=True):
    """A finished build: of which inputs, when, until when it holds, and what it had to say.

    ``frame`` is the digest of the inputs without words and headlines of articles. ``since`` and ``until`` are
    seconds since 1970; before the one and from the other on, the output may differ. From ``news_until`` on the news
    sitemap does, and nothing else. ``placed`` are the ``warnings``
    that a build tells, with their places in the files as they were: while these are as they were; of the rest,
    the advice, only a check tells. ``turn`` is what changes by itself next, ``beside`` the digests of the files for
    servers beside the output, by their names.
    """

    inputs: Digest
    frame: Digest
    since: int
    until: int | None
    planned: int
    warnings: tuple[Fault, ...]
    placed: tuple[Fault, ...]
    turn: Turn | None
    beside: dict[str, Digest] = {}
    news_until: int | None = None

    @property
    def advice(self) -> int:
        """How many rules of the policy are broken."""
        return sum(map(is_advice, self.warnings))


def recall(store: Store, output_name: str) -> LastBuild | None:
    """Give the last finished build of an output folder."""
    value = store.meta(f"whole:{output_name}")
    try:
        return msgspec.msgpack.decode(value, type=LastBuild) if value else None
    except (msgspec.DecodeError, UnicodeDecodeError):  # written by a newsgen that remembers other things
        return None


def remember(store: Store, output_name: str, whole: LastBuild) -> None:
    """Keep a finished build."""
    store.put_meta(f"whole:{output_name}", msgspec.msgpack.encode(whole))


def forget(store: Store, output_name: str) -> None:
    """Forget the last finished build: another one is about to touch the output."""
    store.put_meta(f"whole:{output_name}", b"")


def holds(whole: LastBuild, now: int, files: Iterable[bool]) -> bool:
    """Tell whether the output is as that build left it, and the clock within its bounds.

    ``files`` tells of each file of the output whether it is.
    """
    return is_timely(whole, now) and not has_old_news(whole, now) and all(files)


def is_timely(whole: LastBuild, now: int) -> bool:
    """Tell whether the clock is within the bounds of that build, whatever has left the news sitemap."""
    return now >= whole.since and (whole.until is None or now < whole.until)


def has_old_news(whole: LastBuild, now: int) -> bool:
    """Tell whether an article has left the news sitemap since that build."""
    return whole.news_until is not None and now >= whole.news_until
