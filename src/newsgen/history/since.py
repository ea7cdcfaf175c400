"""``check --since``: a site as it was at a commit against the site as it is."""

from __future__ import annotations

from msgspec import Struct

from newsgen.base.faults import Fault
from newsgen.build.check import Inspected
from newsgen.history.past import past_site
from newsgen.history.untold import untold_changes
from newsgen.history.vanished import Comparison, Vanished, moved_site


class Findings(Struct, frozen=True):
    """What a look back finds: all faults, and what of them is about addresses that vanish."""

    faults: tuple[Fault, ...]
    vanished: tuple[Vanished, ...]


def look_back(now: Inspected, ref: str) -> Findings:
    """Compare a site with what it was at a commit, both as readers see them at the instant of the request.

    Raises:
        NoHistoryError: there is no such commit here, or no site in it.
    """
    with past_site(now, ref) as then:
        comparison = Comparison(then, now)
        vanished = tuple(comparison.vanished)
        faults = (*(each.fault for each in vanished), *moved_site(then, now), *untold_changes(comparison))
    return Findings(faults, vanished)
