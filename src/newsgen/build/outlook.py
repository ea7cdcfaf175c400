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

from newsgen.base.seal import DamagedError
from newsgen.build.edition import Edition
from newsgen.build.inputs import Opened, Sources
from newsgen.build.request import CACHE_FILE, Request
from newsgen.build.setup import open_site
from newsgen.content.sources import Decoded
from newsgen.model.settings import Settings
from newsgen.output.manifests import Entry
from newsgen.output.store import Store
from newsgen.plan.making import planners_of
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
            return _compare(Edition(Opened(request, folders, settings, store, sources), planned.plan))
        finally:
            store.close()
    except (DamagedError, sqlite3.Error):
        return None


def _compare(edition: Edition) -> Outlook | None:
    built = [each.built for each in edition.manifest.values() if each.built is not None]
    if not built:
        return None
    made = {each.output.path: each.reason for each in edition.decisions if each.reason}
    last = datetime.fromtimestamp(max(built), edition.settings.zone)
    return Outlook(made, tuple(edition.orphans), edition.manifest, last)
