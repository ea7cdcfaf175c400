"""The site as it is written now: its sources as they were last looked at, and the plan of them.

Decided as a build decides it, with a cache of its own; nothing is written to the output.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Mapping
from contextlib import ExitStack
from pathlib import Path

from msgspec.structs import replace

from newsgen.base.accents import name_of
from newsgen.base.addresses import decode, file_of
from newsgen.base.faults import Fault
from newsgen.base.places import SETTINGS
from newsgen.base.seal import DamagedError
from newsgen.build.edition import Edition
from newsgen.build.folders import Folders
from newsgen.build.inputs import Opened, Sources, look_again, read_site
from newsgen.build.pipeline import plan_opened
from newsgen.build.request import Request
from newsgen.build.setup import open_site, open_store
from newsgen.content.sources import Decoded, SourceRow
from newsgen.model.records import Article, StaticPage
from newsgen.model.settings import Settings
from newsgen.output.aside import BrokenStoreError, tidy
from newsgen.output.store import Store
from newsgen.pages.page import Output
from newsgen.plan.planned import Planned, only_retitled, retitle
from newsgen.render.templates import Compiled
from newsgen.site.calendar import next_midnight

CACHE = "preview"
"""The preview's own cache, inside that of the site, so that a build can run beside it."""
LOST = (DamagedError, sqlite3.Error)
"""What is raised when the cache was deleted under us, or is broken."""


class CurrentSite:
    """The site of a request, from the first look to the end. For one thread."""

    def __init__(self, request: Request) -> None:
        self.cache = request.cache_folder
        """The cache of the site, in which builds keep theirs."""
        self._request = replace(request, cache=self.cache / CACHE)
        self._stack = ExitStack()
        self._store: Store | None = None
        self._since = 0
        self._compiled = Compiled()
        self.opened: Opened | None = None
        """What was read at the last look; nothing when not even the settings could be."""
        self.folders: Folders | None = None
        self.settings_faults: Collection[Fault] = ()
        self.planned: Planned | None = None
        """What is written, the site of it and its plan; nothing before any could be read."""
        self.edition: Edition | None = None
        self.outputs: Mapping[str, Output] = {}
        """All planned files, by their paths in the output."""
        self.until: int | None = None
        """The next instant at which the site may differ though no source does."""
        self.notes: list[str] = []
        """What was put aside of the cache, and nobody was told yet."""

    @property
    def root(self) -> Path:
        """The folder of the site."""
        return self._request.root

    @property
    def base(self) -> str:
        """The path before all addresses of the site: empty, or such as ``/journal``."""
        return self.edition.settings.base if self.edition else ""

    @property
    def material(self) -> tuple[Settings, Sources, Decoded] | None:
        """What is written: settings, sources and what these say; nothing before any could be read."""
        if self.opened is None or self.planned is None:
            return None
        return self.opened.settings, self.opened.sources, self.planned.decoded

    def build_request(self, now: int) -> Request:
        """Ask for the build that readers would get at ``now`` (seconds since 1970)."""
        request = self._request
        return Request(
            root=request.root,
            now=now,
            started=time.time_ns(),
            cache=self.cache,
            plugins=request.plugins,
            allow_local_code=request.allow_local_code,
            cache_key=request.cache_key,
        )

    def styles(self) -> Mapping[str, str]:
        """Give the style sheets of the site: address and address with version."""
        planned = self.planned
        if planned is None:
            return {}
        assets, ask = planned.site.assets, planned.plan.answers.ask
        return {assets.url(path): ask("asset", (path,))[0] for path in assets.static if path.endswith(".css")}

    def output_path(self, address: str) -> str:
        """Give the file of the output that answers for the path of an address, decoded; it need not be planned."""
        path = address.removeprefix(f"{decode(self.base)}/")
        return file_of(f"/{name_of(path)}")

    def text(self, source: str) -> Article | StaticPage | None:
        """Give the text in a source file; nothing if it is none."""
        records = self.planned.decoded.records if self.planned else ()
        texts = (each for each in records if isinstance(each, Article | StaticPage))
        return next((each for each in texts if each.path == source), None)

    def address_of(self, source: str) -> str | None:
        """Give the address of the text in a source file; nothing if it is no text, or not shown."""
        record = self.text(source)
        site = self.planned.site if self.planned else None
        if site is None or record is None:
            return None
        stone = site.tombstones.get(record.path)
        return stone.url if stone else site.texts.addresses.get(record.path)

    def look(self, now: int, touched: Collection[str] | None) -> tuple[str, ...] | None:
        """Look at the sources, as of ``now`` (seconds since 1970); only at those ``touched``, if that is enough.

        Give what has changed, or nothing if all is as it was. The settings, if they cannot be read.

        Raises:
            BusyError: another preview of the same site is running.
            DamagedError, sqlite3.Error: the cache is lost; :meth:`begin_anew`.
        """
        request = replace(self._request, now=now, started=time.time_ns())
        self.folders, settings, faults = open_site(request)
        self.settings_faults = faults
        if settings is None:
            self.opened = None
            return (SETTINGS,)
        if self._store is None:
            asides = tidy(self.cache, (), (CACHE,))
            self._store = self._stack.enter_context(open_store(self.folders, request.seal, asides))
            self.notes.extend(each.note for each in self._store.asides)
        opened, last = None, self.opened
        if touched is not None and last is not None and settings == last.settings:
            opened = look_again(last, request, touched)
        if opened is None:
            opened = read_site(request, self.folders, settings, self._store)
        opened = replace(opened, warnings=tuple(faults))
        changes = self._changes(opened)
        if not changes and last is not None and (self.until is None or now < self.until):
            self.opened = opened
            return None
        self._plan(opened)
        return changes or ("the clock",)

    def begin_anew(self, error: Exception) -> None:
        """Let go of a cache that was deleted under us, or is broken: then it is put aside. A new one does."""
        stack, self._stack, self._store, self.opened = self._stack, ExitStack(), None, None
        try:
            stack.__exit__(type(error), error, error.__traceback__)
        except BrokenStoreError as broken:
            self.notes.append(broken.aside.note)
        except (OSError, *LOST):  # nothing of it is left
            return

    def sweep(self) -> None:
        """Drop from the cache the texts and pictures that the plan has no more."""
        if self.edition is not None and self.edition.plan.bodies is not None:
            self.edition.store.bodies.keep_only(set(self.edition.plan.bodies))
            self.edition.made_pictures.sweep(self.edition.plan.outputs)

    def commit(self) -> None:
        """Keep what was read and rendered."""
        if self._store is not None:
            self._store.commit()

    def close(self) -> None:
        """Close the cache."""
        self._store = None
        self._stack.close()

    def _plan(self, opened: Opened) -> None:
        planned = self._still_planned(opened)
        if planned is None:
            planned = plan_opened(opened)
            now = self._since = opened.request.now
            midnight = next_midnight(now, opened.settings.zone)  # templates may ask for the date
            self.until = min(
                (each for each in (planned.plan.until, planned.plan.news_until, midnight) if each is not None),
                default=None,
            )
        self.edition = Edition(opened, planned.plan, self._compiled)
        plan = planned.plan
        self.outputs = {output.path: output for output in (*plan.outputs, *plan.by_rule)}
        self.opened, self.planned = opened, planned

    def _still_planned(self, opened: Opened) -> Planned | None:
        """Give the last plan with the words and headlines of today, if it can have changed in nothing else."""
        last, planned, now = self.opened, self.planned, opened.request.now
        if planned is None or last is None or opened.settings != last.settings:
            return None
        if last.sources.unread != opened.sources.unread or now < self._since:
            return None
        if last.sources.commit_dates != opened.sources.commit_dates:
            return None
        if self.until is not None and now >= self.until:
            return None
        changed = only_retitled(last.sources.rows, opened.sources.rows)
        return retitle(planned, opened.decode(opened.store.sources.said_by(changed))) if changed is not None else None

    def _changes(self, opened: Opened) -> tuple[str, ...]:
        """Name what differs from the last look; the settings when there was none."""
        last = self.opened
        if last is None or opened.settings != last.settings or opened.warnings != last.warnings:
            return (SETTINGS,)
        old, new = last.sources, opened.sources
        paths = old.rows.keys() | new.rows.keys()
        dates = [each.commit_dates.moments for each in (old, new)]
        changed = sorted(
            path
            for path in paths
            if _digest_of(old.rows, path) != _digest_of(new.rows, path) or dates[0].get(path) != dates[1].get(path)
        )
        if not changed and old.faults != new.faults:
            changed = sorted({fault.path for fault in (*old.faults, *new.faults)})
        return tuple(changed)


def _digest_of(rows: Mapping[str, SourceRow], path: str) -> bytes | None:
    row = rows.get(path)
    return row.digest if row else None
