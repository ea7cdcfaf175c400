"""The counters of a site with what an export adds to them: each day of each source counted once.

The neutral file holds sums by article, and which days are in them. The last day of an export may not have been over
when it was made, so it is left for the next one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec
from msgspec import Struct

from newsgen.editing.counting.addresses import Addresses
from newsgen.editing.counting.exports import Count

_COUNTED = "counted"
"""Where the counters say which days are in them; no article is called so."""
Days = tuple[str, str]
"""The first and the last of some days."""


class BadCountersError(Exception):
    """The counters of a site are not what newsgen could add to; says why."""


class Imported(Struct, frozen=True):
    """The counters as they are to be, and what became of an export.

    The ``views`` of articles that were added, the ``days`` that were counted, and the views of addresses that lead
    to nothing (``unknown``).
    """

    data: bytes
    views: int
    days: int
    unknown: Sequence[tuple[str, int]]


def add(old: bytes | None, exports: Iterable[Sequence[Count]], source: str, addresses: Addresses) -> Imported:
    """Add the exports of a source to the counters of a site.

    Raises:
        BadCountersError: these cannot be read.
    """
    counters = _decoded(old)
    counted = [(str(first), str(last)) for first, last in counters.setdefault(_COUNTED, {}).get(source, [])]
    unknown: Counter[str] = Counter()
    views, days = 0, 0
    for counts in exports:
        if not counts:
            continue
        first, end = min(each.day for each in counts), max(each.day for each in counts)
        new = {each.day for each in counts if each.day != end and not _is_in(each.day, counted)}
        days += len(new)
        for each in counts:
            if each.day not in new:
                continue
            article = addresses.article(each.address)
            if article is None:
                unknown[each.address] += 0 if addresses.is_other(each.address) else each.views
                continue
            views += each.views
            _add(counters.setdefault(article, {}), each)
        if first != end:
            counted = _joined([*counted, (first, _before(end))])
    if counted:
        counters[_COUNTED][source] = counted
    data = _encoded(counters) if days else old or b"{}\n"
    return Imported(data, views, days, [each for each in unknown.most_common() if each[1]])


def _add(counter: dict[str, Any], count: Count) -> None:
    for name, more in (("views", count.views), ("comments", count.comments)):
        before = counter.get(name, 0)
        if more:
            counter[name] = (before if isinstance(before, int) else 0) + more


def _decoded(old: bytes | None) -> dict[str, Any]:
    try:
        counters = msgspec.json.decode(old or b"{}", type=dict[str, dict[str, Any]])
        ranges = msgspec.convert(counters.get(_COUNTED, {}), dict[str, list[tuple[str, str]]])
        for day in (day for days in ranges.values() for both in days for day in both):
            date.fromisoformat(day)
    except (msgspec.DecodeError, ValueError):
        raise BadCountersError("it is not an object of JSON with an object for each article") from None
    if _COUNTED in counters:
        counters[_COUNTED] = dict(ranges)
    return counters


def _encoded(counters: dict[str, Any]) -> bytes:
    """Write the counters, an article a line, so that a commit shows what has changed."""
    lines = [
        f"  {msgspec.json.encode(path).decode()}: {msgspec.json.encode(value, order='sorted').decode()}"
        for path, value in sorted(counters.items(), key=lambda item: (item[0] != _COUNTED, item[0]))
        if value
    ]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _is_in(day: str, counted: Iterable[Days]) -> bool:
    return any(first <= day <= last for first, last in counted)


def _joined(counted: Iterable[Days]) -> list[Days]:
    """Join the days that follow one another."""
    joined: list[Days] = []
    for first, last in sorted(counted):
        if joined and first <= _after(joined[-1][1]):
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
