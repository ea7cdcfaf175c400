"""What a build is made of: every source of a site as read, each at most once, and only if it may have changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.digest import Digest, digest
from newsgen.base.engine import engine_digest
from newsgen.base.faults import Fault
from newsgen.base.modules import put_beside
from newsgen.build.commit_dates import CommitDates, with_updates
from newsgen.build.folders import Folders
from newsgen.build.request import SETTLED_AFTER, Request
from newsgen.build.tracked import tracked_faults
from newsgen.content.names import is_ignored
from newsgen.content.scan import Found, Sight, Stat, refind
from newsgen.content.sources import (
    TEMPLATES,
    Decoded,
    ParsedText,
    SourceReading,
    SourceRow,
    SourceText,
    decode_records,
    read_sources,
)
from newsgen.model.kinds import ContentKinds
from newsgen.model.parse_settings import ParseSettings, parse_settings
from newsgen.model.settings import Settings
from newsgen.output.store import Store
from newsgen.pages.plugins import content_kinds, steps_of, with_plugins

_TEXTS_A_BATCH = 100
_MOST_LOOKS = 3  # again, at a site whose files are being moved about


class Sources(Struct, frozen=True):
    """Every file of a site as read, with the faults of the reading itself; ``engine`` is what makes pages of them.

    ``parse_settings`` are those that parsing reads, as was asked for; ``parse_key`` digests all that shapes what a
    source says but the source itself. ``passed_over`` are those of ``content/`` that say by their names that they are
    not to be read, ``left_out`` what editors and systems left. ``commit_dates`` are there if the settings ask for them.
    """

    files: tuple[Found, ...]
    rows: dict[str, SourceRow]
    faults: list[Fault]
    engine: Digest
    parse_settings: ParseSettings
    parse_key: Digest
    passed_over: Mapping[str, Stat] = {}
    left_out: tuple[str, ...] = ()
    commit_dates: CommitDates = CommitDates()

    @property
    def unread(self) -> frozenset[str]:
        """The paths of the sources that could not be read."""
        return frozenset(fault.path for fault in self.faults)


class Opened(Struct, frozen=True, dict=True):
    """A site opened for one request: where it is, how it is set, its cache and its sources as read.

    ``warnings`` are those of its settings.
    """

    request: Request
    folders: Folders
    settings: Settings
    store: Store
    sources: Sources
    warnings: tuple[Fault, ...] = ()

    @cached_property
    def inputs(self) -> Digest:
        """The digest of all that a build depends on but the clock."""
        return self._digest_with((path, row.digest) for path, row in self._rows)

    @cached_property
    def frame(self) -> Digest:
        """The digest of the inputs but for words and headlines: what the plan and the look of pages depend on."""
        return self._digest_with(
            (path, row.digest if path.startswith(TEMPLATES) else row.plan_digest) for path, row in self._rows
        )

    @property
    def _rows(self) -> list[tuple[str, SourceRow]]:
        return sorted(self.sources.rows.items())

    def _digest_with(self, rows: Iterable[tuple[str, Digest]]) -> Digest:
        sources = self.sources
        local_code, passed_over = sources.parse_settings.local_code, list(sources.passed_over)
        moments = sorted(sources.commit_dates.moments.items())
        return digest([sources.engine, self.settings, self.warnings, local_code, passed_over, moments, *rows])

    def decode(self, said: Iterable[tuple[str, bytes]]) -> Decoded:
        """Decode what sources say, given by their paths in order."""
        return with_updates(decode_records(said, self.kinds), self.sources.commit_dates, self.settings.zone)

    @property
    def kinds(self) -> ContentKinds:
        """The kinds of content that sources may be of."""
        return content_kinds(self.request.plugins)


def read_site(
    request: Request, folders: Folders, settings: Settings, store: Store, sight: Sight | None = None
) -> Opened:
    """Scan a site, unless it is in ``sight``, and read what may have changed; what was read is kept in the store."""
    if request.allow_local_code and settings.markdown.extensions:
        put_beside(*beside(request))
    own_engine = engine_digest(settings.markdown.engine, settings.markdown.extensions)
    engine = with_plugins(own_engine, request.plugins)
    for_parsing = parse_settings(settings, local_code=request.allow_local_code)
    key = _parse_key(for_parsing, engine)
    if store.meta("parse") != key:
        store.forget_everything_parsed()
        store.put_meta("parse", key)
    known = store.sources.rows()
    reading = _reading(request, folders, store, for_parsing, key)
    for seen in (sight, *(None,) * _MOST_LOOKS):
        request.observe("scan")
        scanned = folders.scan(seen, content_kinds(request.plugins))
        rows, faults = read_sources(request.observe("read", scanned.files), known, reading)
        if all(os.path.lexists(folders.locate(fault.path)) for fault in faults):
            break  # else a file went away, or got another name, since it was seen
    store.sources.put({path: row for path, row in rows.items() if known.get(path) is not row})
    store.sources.forget(known.keys() - rows.keys())
    by_setting = request.output is None and settings.output != "public"
    misplaced = folders.place_faults(by_setting=by_setting)
    faults = [*scanned.faults, *faults, *misplaced, *tracked_faults(folders, in_ci=request.in_ci)]
    dates = CommitDates()
    if settings.updated == "git":
        from newsgen.build.last_changes import read_commit_dates  # seldom asked for

        dates, more = read_commit_dates(request.root, store, engine)
        faults += more
    sources = Sources(
        scanned.files,
        rows,
        faults,
        engine,
        for_parsing,
        key,
        passed_over=scanned.passed_over,
        left_out=scanned.left_out,
        commit_dates=dates,
    )
    return Opened(request, folders, settings, store, sources)


def look_again(opened: Opened, request: Request, paths: Iterable[str]) -> Opened | None:
    """Read again only what lies at ``paths``; nothing is given where more than the contents of known files may differ.

    For a preview that was told where to look, and looks everywhere a moment later.
    """
    folders, store, sources = opened.folders, opened.store, opened.sources
    known = {found.path: found for found in sources.files}
    touched = [refind(known[path], folders.locate(path)) for path in paths if path in known]
    if sources.faults or None in touched:
        return None
    if any(folders.locate(path).exists() and not is_ignored(path) for path in paths if path not in known):
        return None
    found = {each.path: each for each in touched if each is not None}
    reading = _reading(request, folders, store, sources.parse_settings, sources.parse_key)
    rows, faults = read_sources(found.values(), {path: sources.rows[path] for path in found}, reading)
    if faults:
        return None
    store.sources.put({path: row for path, row in rows.items() if row is not sources.rows[path]})
    files = tuple(found.get(each.path, each) for each in sources.files)
    again = replace(sources, files=files, rows={**sources.rows, **rows})
    return Opened(request, folders, opened.settings, store, again)


def beside(request: Request) -> tuple[Path, ...]:
    """Give the folders where local code would lie: that of the site, and the one where newsgen runs."""
    return request.root, Path.cwd()


def _parse_key(settings: ParseSettings, engine: Digest) -> Digest:
    """Digest what parsing depends on; plugins are in the engine."""
    return digest((engine, settings))


def _reading(request: Request, folders: Folders, store: Store, settings: ParseSettings, key: Digest) -> SourceReading:
    def parse(texts: Iterable[SourceText], count: int) -> Iterator[ParsedText]:
        from newsgen.content.batch import parse_texts, shared_of
        from newsgen.content.engines import check_engine  # Markdown takes long to import, and is seldom needed

        missing = check_engine(settings)
        if missing:
            store.put_meta("parse", b"")  # what is parsed without them must not outlive this build
        kinds, steps = content_kinds(request.plugins), steps_of(request.plugins)
        shared = shared_of(settings, key, whole=not missing, kinds=kinds, steps=steps)
        return request.workers.map(parse_texts, shared, texts, count, _TEXTS_A_BATCH)

    return SourceReading(
        open=folders.open_source,
        read=folders.read_source,
        parse=parse,
        keep=store.sources.put_said,
        keep_body=store.bodies.put,
        keep_terms=store.index.put_entry,
        settle_before=request.started - SETTLED_AFTER,
        trust=not request.rehash,
        observe=request.observe,
    )
