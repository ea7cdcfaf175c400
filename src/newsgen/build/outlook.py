"""What the next build would do: the plan for readers against the output as the last build left it.

Nothing is built and no lock is taken, so that a build can run meanwhile.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.seal import DamagedError
from newsgen.build.edition import Edition
from newsgen.build.inputs import Opened, Sources
from newsgen.build.request import CACHE_FILE, Request
from newsgen.build.setup import open_site
from newsgen.content.sources import Decoded
from newsgen.model.settings import Settings
from newsgen.output.manifests import Entry
from newsgen.output.store import Store
from newsgen.pages.page import Indexed, Standing
from newsgen.plan.making import planners_of
from newsgen.plan.plan import Plan
from newsgen.plan.planned import plan_site


class Outlook(Struct, frozen=True):
    """What a build would make (paths of the output, each with the reason) and delete.

    ``last`` is the instant of the last build that made anything, ``entries`` what is known of each file since.
    """

    made: Mapping[str, str]
    deleted: tuple[str, ...]
    entries: Mapping[str, Entry]
    last: datetime


def last_written(cache: Path) -> int:
    """Give what changes whenever a build with that cache has kept something."""
    try:
        return os.stat(cache / CACHE_FILE).st_mtime_ns
    except OSError:
        return 0


def look_out(request: Request, settings: Settings, sources: Sources, decoded: Decoded) -> Outlook | None:
    """Tell what a build would do as of ``request.now``.

    Nothing can be told where there was no build yet, or while one is writing.
    """
    folders, _, _ = open_site(request)
    try:
        store = Store.peek(folders.cache / CACHE_FILE, request.seal)
        if store is None:
            return None
        try:
            more = planners_of(request.plugins)
            planned = plan_site(decoded, settings, request.now, sources.unread, more=more)
            manifest = store.manifests.of(folders.output_name)
            plan = _without_index(planned.plan, manifest)
            return _compare(Edition(Opened(request, folders, settings, store, sources), plan, manifest=manifest))
        finally:
            store.close()
    except (DamagedError, sqlite3.Error):
        return None


def _without_index(plan: Plan, manifest: Mapping[str, Entry]) -> Plan:
    """Let the index of the search stand as it does: it follows the articles, and their words lie in another cache."""
    known = {path: entry.key for path, entry in manifest.items() if entry.key is not None}
    outputs = [
        Standing(each.path, known[each.path]) if isinstance(each, Indexed) else each
        for each in plan.outputs
        if not isinstance(each, Indexed) or each.path in known
    ]
    return replace(plan, outputs=tuple(outputs))


def _compare(edition: Edition) -> Outlook | None:
    built = [each.built for each in edition.manifest.values() if each.built is not None]
    if not built:
        return None
    made = {each.output.path: each.reason for each in edition.decisions if each.reason}
    last = datetime.fromtimestamp(max(built), edition.settings.zone)
    return Outlook(made, tuple(edition.orphans), edition.manifest, last)
