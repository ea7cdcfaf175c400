"""What is to appear by itself is rehearsed today, so that no build fails by itself at the hour of publication.

A site with no errors now has none at any instant that is announced in it, for these reasons:

- What disappears brings no error. Whatever names a text, a page or a category that is not there, and is there at
  another time, is told of by a warning.
- What appears brings all that it ever will whatever else is there: pages, files, aliases, links, names. So no state of
  the site between two instants has an error that is not one of the site on which everything stands that appears between
  them: one more plan is enough to find that there is none.
- If there is one, it may be of two things that are never there together, such as a piece and the one that takes its
  address when it has expired. Then each half of the instants is planned by itself, down to the single ones: what is an
  error there is one.

Where settings make an error of a warning that an absence brings, the first reason does not hold, nor does the second:
then every state to come is planned by itself.

A site to which nothing comes by itself is not rehearsed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from newsgen.base.faults import Fault, Spot
from newsgen.model.turn import spoken
from newsgen.site.calendar import local_text

Faults = Callable[[int, int], Collection[Fault]]
"""Gives the faults of the site as of an instant, with all that appears by itself until another one."""
_Key = tuple[str, str, Spot]


def rehearse(
    told: Collection[Fault], runs: Iterable[Sequence[int]], faults: Faults, is_grave: Callable[[Fault], bool]
) -> Iterator[tuple[int, Fault]]:
    """Give the errors that come by themselves, each with the first instant at which it is there.

    ``told`` are the faults of today. ``runs`` are the instants to come in their order, those together that one plan may
    cover; ``is_grave`` tells errors from warnings.
    """
    known = {_key(each) for each in told if is_grave(each)}
    waiting = [run for run in runs if run][::-1]
    while waiting:
        run = waiting.pop()
        found = faults(run[0], run[-1])
        new = {_key(each): each for each in found if is_grave(each) and _key(each) not in known}
        if not new:
            continue
        if len(run) > 1:
            middle = len(run) // 2
            waiting += [run[middle:], run[:middle]]
        else:
            known |= new.keys()
            yield from ((run[0], each) for each in new.values())


def announce(fault: Fault, instant: int, now: int, zone: ZoneInfo) -> Fault:
    """Say of an error since when it will be one."""
    return replace(fault, message=f"from {spoken(local_text(instant, zone), now)} on, {fault.message}")


def _key(fault: Fault) -> _Key:
    return (fault.code, fault.path, fault.spot)
