"""Proofs: the pages of a site as they would be printed now, each pulled when somebody asks for it.

Decided by the same plan as a build; nothing is written to the output. When the site is broken the
last good proof of a page is kept, with the faults to be shown over it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Collection, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from newsgen.assets.made_pictures import MadePicture
from newsgen.assets.make import make
from newsgen.assets.published import broken_picture
from newsgen.base.accents import name_of
from newsgen.base.addresses import decode, file_of
from newsgen.base.digest import digest_bytes
from newsgen.base.faults import Fault, Located, has_errors
from newsgen.base.opening import Ground, pieces
from newsgen.base.places import SETTINGS
from newsgen.base.seal import DamagedError
from newsgen.build.edition import Edition
from newsgen.build.folders import Folders
from newsgen.build.inputs import Opened, Sources, look_again, read_site
from newsgen.build.pipeline import plan_opened
from newsgen.build.request import Request
from newsgen.build.setup import open_site, open_store
from newsgen.content.locate import locate
from newsgen.content.sources import Decoded, SourceRow, decode_records
from newsgen.model.records import Article, StaticPage
from newsgen.model.settings import Settings
from newsgen.output.aside import BrokenStoreError, tidy
from newsgen.output.store import Store
from newsgen.pages.page import Copy, Made, Output, Page
from newsgen.pages.recipes import Resized
from newsgen.pages.views import RedirectView, WithdrawnView
from newsgen.plan.planned import Planned, only_retitled, retitle
from newsgen.preview.proof import Proof
from newsgen.render.renderer import Failure, faults_of
from newsgen.render.templates import Compiled
from newsgen.site.calendar import is_live, next_midnight, why_not_live

CACHE = "preview"
"""The preview's own cache, inside that of the site, so that a build can run beside it."""
NOT_FOUND = "404.html"
_LOST = (DamagedError, sqlite3.Error)
_MOST_KEPT = 1000  # pages: who follows every link of a large site does not fill the memory


class Proofs:
    """The proofs of one site. For one thread, from the first refresh to the end."""

    def __init__(self, request: Request) -> None:
        self.site_cache = request.cache_folder
        self._request = replace(request, cache=self.site_cache / CACHE)
        self._stack = ExitStack()
        self._store: Store | None = None
        self._opened: Opened | None = None
        self.planned: Planned | None = None
        """What is written, the site of it and its plan; nothing before any could be read."""
        self._since = self._now = 0
        self._compiled = Compiled()
        self._settings_faults: list[Fault] = []
        self._pulled: dict[str, Proof] = {}
        self._last_good: dict[str, Proof] = {}
        self._outputs: Mapping[str, Output] = {}
        self._failures: dict[str, Failure] = {}
        self.until: int | None = None
        """The next instant at which the site may differ though no source does."""
        self.edition: Edition | None = None
        self.faults: tuple[Located, ...] = ()
        self.notes: list[str] = []
        """What was put aside of the cache, and nobody was told yet."""

    @property
    def root(self) -> Path:
        """The folder of the site."""
        return self._request.root

    @property
    def material(self) -> tuple[Settings, Sources, Decoded] | None:
        """What the proofs are made of: settings, sources and what these say; nothing before any could be read."""
        if self._opened is None or self.planned is None:
            return None
        return self._opened.settings, self._opened.sources, self.planned.decoded

    def build_request(self, now: int) -> Request:
        """Ask for the build that readers would get at ``now`` (seconds since 1970)."""
        request = self._request
        return Request(
            root=request.root,
            now=now,
            started=time.time_ns(),
            cache=self.site_cache,
            plugins=request.plugins,
            allow_local_code=request.allow_local_code,
            cache_key=request.cache_key,
        )

    @property
    def files(self) -> int:
        """How many files the output would have."""
        return len(self._outputs)

    @property
    def broken(self) -> bool:
        """Whether a build would stop."""
        return has_errors(located.fault for located in self.faults)

    def styles(self) -> Mapping[str, str]:
        """Give the style sheets of the site: address and address with version."""
        planned = self.planned
        if planned is None:
            return {}
        assets, ask = planned.site.assets, planned.plan.answers.ask
        return {assets.url(path): ask("asset", (path,))[0] for path in assets.static if path.endswith(".css")}

    @property
    def base(self) -> str:
        """The path before all addresses of the site: empty, or such as ``/journal``."""
        return self.edition.settings.base if self.edition else ""

    def output_path(self, address: str) -> str:
        """Give the file of the output that answers for the path of an address, decoded.

        Only planned files are ever served.
        """
        path = address.removeprefix(f"{decode(self.base)}/")
        return file_of(f"/{name_of(path)}")

    def address_of(self, source: str) -> str | None:
        """Give the address of the text in a source file; nothing if it is no text, or not shown."""
        record = self._text(source)
        site = self.planned.site if self.planned else None
        if site is None or record is None:
            return None
        stone = site.tombstones.get(record.path)
        return stone.url if stone else site.texts.addresses.get(record.path)

    def close(self) -> None:
        """Close the cache."""
        self._store = None
        self._stack.close()

    def refresh(self, now: int, touched: Collection[str] | None = None) -> tuple[str, ...] | None:
        """Look at the sources again, as of ``now`` (seconds since 1970); only at those ``touched``, if that is enough.

        Give what has changed, or nothing if all is as it was.

        Raises:
            BusyError: another preview of the same site is running.
        """
        try:
            return self._refresh(now, touched)
        except _LOST as error:
            self._begin_anew(error)
            return self._refresh(now, None)

    def pull(self, path: str) -> Proof | None:
        """Pull the proof of a file of the output; of a page that is broken now, the last good one if there was any."""
        try:
            return self._pull(path)
        except _LOST as error:
            self._begin_anew(error)
            self._refresh(self._now, None)
            return self._pull(path)

    def _pull(self, path: str) -> Proof | None:
        if path not in self._pulled:
            proof = self._make(path)
            if proof is None:
                return self._last_good.get(path) if self.broken else None
            for kept in (self._pulled, self._last_good):
                kept[path] = proof
                if len(kept) > _MOST_KEPT:
                    del kept[next(iter(kept))]
        return self._pulled[path]

    def shown(self, path: str) -> Proof | None:
        """Give what a tab at a page shows: the page, or the one for what is not found, or (``None``) the faults."""
        return self.pull(path) or (None if self.broken else self.pull(NOT_FOUND))

    def _begin_anew(self, error: Exception) -> None:
        """Let go of a cache that was deleted under us, or is broken: then it is put aside. A new one does."""
        stack, self._stack, self._store, self._opened = self._stack, ExitStack(), None, None
        try:
            stack.__exit__(type(error), error, error.__traceback__)
        except BrokenStoreError as broken:
            self.notes.append(broken.aside.note)
        except (OSError, *_LOST):  # nothing of it is left
            return

    def _refresh(self, now: int, touched: Collection[str] | None) -> tuple[str, ...] | None:
        self._now = now
        request = replace(self._request, now=now, started=time.time_ns())
        folders, settings, faults = open_site(request)
        before, self._settings_faults = self.faults, faults
        if settings is None:
            self._opened = None
            self._locate(folders)
            return (SETTINGS,) if self.faults != before else None
        if self._store is None:
            asides = tidy(self.site_cache, (), (CACHE,))
            self._store = self._stack.enter_context(open_store(folders, request.seal, asides))
            self.notes.extend(each.note for each in self._store.asides)
        opened, last = None, self._opened
        if touched is not None and last is not None and settings == last.settings:
            opened = look_again(last, request, touched)
        if opened is None:
            opened = read_site(request, folders, settings, self._store)
        opened = replace(opened, warnings=tuple(faults))
        changes = self._changes(opened)
        if not changes and last is not None and (self.until is None or now < self.until):
            self._opened = opened
            return None
        self._plan(opened)
        return changes or ("the clock",)

    def _plan(self, opened: Opened) -> None:
        planned = self._still_planned(opened)
        if planned is None:
            planned = plan_opened(opened)
            now = self._since = opened.request.now
            midnight = next_midnight(now, opened.settings.zone)  # templates may ask for the date
            self.until = min((each for each in (planned.plan.until, midnight) if each is not None), default=None)
        first = self.edition is None
        self.edition = Edition(opened, planned.plan, self._compiled)
        self._outputs = {output.path: output for output in planned.plan.outputs}
        self._opened, self.planned = opened, planned
        self._pulled, self._failures = {}, {}
        self._locate(opened.folders)
        if not self.broken:
            self._last_good = {path: proof for path, proof in self._last_good.items() if path in self._outputs}
            if first and planned.plan.bodies is not None:
                opened.store.keep_only_bodies(set(planned.plan.bodies))
                self.edition.made_pictures.sweep(planned.plan.outputs)
        opened.store.commit()

    def _still_planned(self, opened: Opened) -> Planned | None:
        """Give the last plan with the words and headlines of today, if it can have changed in nothing else."""
        last, planned, now = self._opened, self.planned, opened.request.now
        if planned is None or last is None or opened.settings != last.settings:
            return None
        if last.sources.unread != opened.sources.unread or now < self._since:
            return None
        if self.until is not None and now >= self.until:
            return None
        changed = only_retitled(last.sources.rows, opened.sources.rows)
        return (
            retitle(planned, decode_records(opened.store.said_by(changed), opened.kinds))
            if changed is not None
            else None
        )

    def _changes(self, opened: Opened) -> tuple[str, ...]:
        """Name what differs from the last look; the settings when there was none."""
        last = self._opened
        if last is None or opened.settings != last.settings or opened.warnings != last.warnings:
            return (SETTINGS,)
        old, new = last.sources, opened.sources
        paths = old.rows.keys() | new.rows.keys()
        changed = sorted(path for path in paths if _digest_of(old.rows, path) != _digest_of(new.rows, path))
        if not changed and old.faults != new.faults:
            changed = sorted({fault.path for fault in (*old.faults, *new.faults)})
        return tuple(changed)

    def _make(self, path: str) -> Proof | None:
        output = self._outputs.get(path)
        if self.edition is None or output is None:
            return None
        if isinstance(output, Copy):
            return Proof(path, "a file", open_file=partial(self.edition.folders.open_source, output.asset.path))
        if isinstance(output, Made):
            return self._make_of_asset(output)
        if not isinstance(output, Page):
            return None
        if isinstance(output.view, RedirectView):
            return Proof(path, f"to {output.view.target}", target=output.view.target)
        rendered = self.edition.render_page(output)
        if isinstance(rendered, Failure):
            self._failures[path] = rendered
            self._locate(self.edition.folders)
            return None
        if rendered is None:
            return None
        unpublished = self._unpublished(output)
        mark = self._mark(rendered.data, unpublished)
        return Proof(path, mark, rendered.data, readings=rendered.readings, unpublished=unpublished)

    def _mark(self, data: bytes, unpublished: str | None) -> str:
        for address, version in self.styles().items():
            data = data.replace(version.encode(), address.encode())
        return digest_bytes(data + (unpublished or "").encode()).hex()

    def _make_of_asset(self, output: Made) -> Proof | None:
        assert self.edition is not None
        assert self.planned is not None
        if not isinstance(output.recipe, Resized):
            try:
                with self.edition.folders.open_source(output.asset.path) as stream:
                    data = b"".join(pieces(stream))
            except OSError:  # it went away, and we have not heard of it yet
                return None
            return Proof(output.path, "a file", make(output.recipe, data))
        for each in self.edition.made_pictures.make([output]):
            if isinstance(each, MadePicture):
                return Proof(output.path, "a file", open_file=partial(Ground(each.file.parent).open, each.file.name))
            fault = broken_picture(output.asset.path, each.reason)
            self._failures[output.path] = Failure(fault, self.planned.site.assets.url(f"/{output.path}"))
            self._locate(self.edition.folders)
        return None

    def _unpublished(self, page: Page) -> str | None:
        assert self.planned is not None
        record = None if isinstance(page.view, WithdrawnView) else self._text(page.owner.path or "")
        return why_unpublished(record, self.planned.site.now) if record else None

    def _text(self, source: str) -> Article | StaticPage | None:
        records = self.planned.decoded.records if self.planned else ()
        texts = (each for each in records if isinstance(each, Article | StaticPage))
        return next((each for each in texts if each.path == source), None)

    def _locate(self, folders: Folders) -> None:
        found = [*self._settings_faults, *faults_of(self._failures.values())]
        if not has_errors(self._settings_faults) and self._opened is not None and self.edition is not None:
            found = self.edition.judged([*self.edition.template_faults, *found])
        settings = self._opened.sources.parse_settings if self._opened is not None else None
        self.faults = locate(found, folders.read, settings)


def why_unpublished(record: Article | StaticPage, now: int) -> str | None:
    """Say why readers do not see a text at ``now``; nothing if they do."""
    return None if is_live(record, now) else why_not_live(record, now)


def _digest_of(rows: Mapping[str, SourceRow], path: str) -> bytes | None:
    row = rows.get(path)
    return row.digest if row else None
