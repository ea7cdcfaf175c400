"""Whether a build comes late: long after an instant at which the output was to change, as the last build knew."""

from __future__ import annotations

from msgspec.structs import replace

from newsgen.build.inputs import Opened
from newsgen.content.sources import decode_records
from newsgen.model.turn import Turn
from newsgen.output.last_build import LastBuild
from newsgen.pages.plugins import instants_of
from newsgen.site.calendar import DATES, turns

_PATIENCE = 300  # seconds after which a build is late


def overdue(last: LastBuild | None, opened: Opened) -> Turn | None:
    """Give what was to change since the ``last`` build of this output, if it is much later than that by now.

    Of it only what is still to change then: what an editor has put off meanwhile is not late.
    """
    if last is None or (due := last.turn) is None:
        return None
    if not last.since < due.moment < opened.request.now - _PATIENCE:
        return None
    paths = {each.source for each in due.changes}.intersection(opened.sources.rows)
    records = decode_records(opened.store.sources.said_by(paths), opened.kinds).records
    still = next(turns(records, due.moment - 1, opened.settings.zone, more=instants_of(opened.request.plugins)), None)
    known = still.changes if still is not None and still.moment == due.moment else ()
    changes = tuple(each for each in due.changes if each in known or each.what in DATES.values())
    return replace(due, changes=changes) if changes else None
