"""The option ``--since`` of a check: it looks back, and mends what it can."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from newsgen.base.faults import Fault
from newsgen.base.repository import NoHistoryError
from newsgen.build import Report, Request
from newsgen.build.check import Inspected, Inspection, check
from newsgen.editing.aliases import Aliases, give_aliases
from newsgen.history.since import look_back

__all__ = ["NoHistoryError", "check_since"]


def check_since(request: Request, inspections: Sequence[Inspection], ref: str, *, fix: bool) -> tuple[Report, Aliases]:
    """Check a site, and compare it with what it was at a commit; mend what can be mended, and check again.

    Give the last report, and what came of the mending.

    Raises:
        NoHistoryError: there is no such commit here, or no site in it.
    """
    mended: list[Aliases] = []

    def compare(inspected: Inspected) -> Iterable[Fault]:
        return look_back(inspected, ref).faults

    def mend_first(inspected: Inspected) -> Iterable[Fault]:
        found = look_back(inspected, ref)
        mended.append(give_aliases(inspected.opened, found.vanished))
        return found.faults

    report = check(request, (*inspections, mend_first if fix else compare))
    if any(each.given for each in mended):
        report = check(replace(request, started=time.time_ns()), (*inspections, compare))
    return report, mended[-1] if mended else Aliases((), {})
