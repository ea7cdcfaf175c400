"""Opening a site: what is asked for, its settings, its cache, its sources as read, its edition.

The first half of the sentence, shared by all that build, check or explain.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from msgspec import Struct

from newsgen.base.digest import Digest, digest
from newsgen.base.engine import engine_digest
from newsgen.base.faults import Fault, Place
from newsgen.base.places import SETTINGS, theme_folder
from newsgen.build.folders import Folders
from newsgen.build.request import CACHE_FILE, SETTLED_AFTER, BusyError, Request
from newsgen.content.scan import FileKind, Found, Sight, is_ignored, refind
from newsgen.content.source_text import decode
from newsgen.content.sources import (
    TEMPLATES,
    ParsedText,
    SourceReading,
    SourceRow,
    SourceText,
    decode_records,
    read_sources,
    unreadable,
)
from newsgen.model.kinds import BUILT_IN, ContentKind, ContentKinds, Step, identity
from newsgen.model.settings import ParseSettings, Settings, parse_settings, read_settings
from newsgen.output.store import Store, is_broken, put_aside

if TYPE_CHECKING:
    from newsgen.build.edition import Edition
    from newsgen.plan.planned import Planned
    from newsgen.render.templates import Compiled

_TEXTS_A_BATCH = 100


class BrokenStoreError(sqlite3.DatabaseError):
    """The cache of the site was broken; it now lies aside, at ``aside``."""

    def __init__(self, aside: Path) -> None:
        super().__init__(f"the cache was broken and was put aside as {aside}")
        self.aside = aside


class Sources(Struct, frozen=True):
    """Every file of a site as read, with the faults of the reading itself."""

    files: tuple[Found, ...]
    rows: dict[str, SourceRow]
    faults: list[Fault]
    engine: Digest

    def inputs(self, settings: Settings) -> Digest:
        """Digest all that a build depends on but the clock."""
        return digest([self.engine, settings, *((path, self.rows[path].digest) for path in sorted(self.rows))])

    def frame(self, settings: Settings) -> Digest:
        """Digest the inputs without the words and furniture of articles: what the plan and the look of pages depend on."""
        rows = self.rows.items()
        bones = ((path, row.digest if path.startswith(TEMPLATES) else row.skeleton) for path, row in sorted(rows))
        return digest([self.engine, settings, *bones])

    @property
    def unread(self) -> frozenset[str]:
        """The paths of the sources that could not be read."""
        return frozenset(fault.path for fault in self.faults)


def load_settings(root: Path) -> tuple[Settings | None, list[Fault]]:
    """Read ``newsgen.yaml`` of a site."""
    try:
        data = (root / SETTINGS).read_bytes()
    except OSError as error:
        way_out = "run newsgen in the folder of the site; the file needs a title and a url"
        return None, [Fault("no-site", f"{SETTINGS} cannot be read: {error.strerror}", SETTINGS, Place(), way_out)]
    text, fault = decode(data, SETTINGS)
    return (None, [fault]) if fault else read_settings(text)


def open_site(request: Request) -> tuple[Folders, Settings | None, list[Fault]]:
    """Find the folders of a build and read its settings; there are none where a fault stops everything else."""
    settings, faults = load_settings(request.root)
    output = request.output or request.root / (settings.output if settings else "public")
    folders = Folders(request.root, theme_folder(), request.cache_folder, output)
    misplaced = list(folders.cache_faults())
    alone = _check_alone(folders) if settings is None else []
    return folders, None if misplaced else settings, [*faults, *misplaced, *alone]


def _check_alone(folders: Folders) -> list[Fault]:
    """Give the faults that sources have whatever the settings are: what can be told while these cannot be used."""
    if not folders.locate(SETTINGS).is_file():
        return []
    from newsgen.content.parse import faults_alone  # Markdown takes long to import, and is seldom needed

    scanned = folders.scan()
    faults = list(scanned.faults)
    for found in scanned.files:
        if found.kind is FileKind.STATIC or found.kind is FileKind.MEDIA:
            continue
        try:
            data = folders.locate(found.path).read_bytes()
        except OSError as error:
            faults.append(unreadable(found, error))
            continue
        match found.kind:
            case FileKind.TEMPLATE:
                faults.extend(fault for fault in (decode(data, found.path)[1],) if fault is not None)
            case ContentKind():
                faults.extend(faults_alone(found.path, found.kind, data))
            case _:
                assert_never(found.kind)
    return faults


@contextmanager
def open_store(folders: Folders) -> Iterator[Store]:
    """Open the cache of a site, for this build alone.

    Raises:
        BusyError: another build holds it.
        BrokenStoreError: it turned out to be broken when it was read, and was put aside; another try finds an empty one.
    """
    from filelock import FileLock, Timeout

    file = folders.cache / CACHE_FILE
    folders.cache.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folders.cache / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(f"another newsgen is building this site ({folders.cache / 'lock'})") from None
    try:
        store = Store(file)
        try:
            yield store
        except sqlite3.DatabaseError as error:
            store.close()
            if is_broken(error):
                raise BrokenStoreError(put_aside(file)) from error
            raise
        finally:
            store.close()
    finally:
        lock.release()


def read_site(
    request: Request,
    folders: Folders,
    settings: Settings,
    store: Store,
    sight: Sight | None = None,
    kinds: ContentKinds = BUILT_IN,
    steps: Sequence[Step] = (),
) -> Sources:
    """Scan a site, unless it is in ``sight``, and read what may have changed; what was read is kept in the store."""
    engine = engine_digest(settings.markdown.engine, settings.markdown.extensions)
    key = _parse_key(parse_settings(settings), engine, kinds, steps)
    if store.meta("parse") != key:
        store.forget_everything_parsed()
        store.put_meta("parse", key)
    known = store.sources()
    request.observe("scan")
    scanned = folders.scan(sight, kinds)
    files = request.observe("read", scanned.files)
    rows, faults = read_sources(files, known, _reading(request, folders, settings, store, key, kinds, steps))
    store.put_sources({path: row for path, row in rows.items() if known.get(path) is not row})
    store.forget_sources(known.keys() - rows.keys())
    by_setting = request.output is None and settings.output != "public"
    faults = [*scanned.faults, *faults, *folders.place_faults(by_setting=by_setting)]
    return Sources(scanned.files, rows, faults, engine)


def look_again(
    request: Request,
    folders: Folders,
    settings: Settings,
    store: Store,
    sources: Sources,
    paths: Iterable[str],
    kinds: ContentKinds = BUILT_IN,
    steps: Sequence[Step] = (),
) -> Sources | None:
    """Read again only what lies at ``paths``; nothing is given where more than the contents of known files may differ.

    For a preview that was told where to look, and looks everywhere a moment later.
    """
    known = {found.path: found for found in sources.files}
    touched = [refind(known[path], folders.locate(path)) for path in paths if path in known]
    if sources.faults or None in touched:
        return None
    if any(folders.locate(path).exists() and not is_ignored(path) for path in paths if path not in known):
        return None
    found = {each.path: each for each in touched if each is not None}
    key = _parse_key(parse_settings(settings), sources.engine, kinds, steps)
    reading = _reading(request, folders, settings, store, key, kinds, steps)
    rows, faults = read_sources(found.values(), {path: sources.rows[path] for path in found}, reading)
    if faults:
        return None
    store.put_sources({path: row for path, row in rows.items() if row is not sources.rows[path]})
    files = tuple(found.get(each.path, each) for each in sources.files)
    return Sources(files, {**sources.rows, **rows}, [], sources.engine)


def make_edition(
    request: Request,
    folders: Folders,
    settings: Settings,
    store: Store,
    sources: Sources,
    planned: Planned | None = None,
    compiled: Compiled | None = None,
    kinds: ContentKinds = BUILT_IN,
) -> Edition:
    """Make the edition of the site, planned anew unless it is ``planned`` already."""
    from newsgen.build.edition import (
        Edition,  # brings Jinja and Markdown along, which a build with nothing to do spares
    )
    from newsgen.plan.planned import plan_site

    if planned is None:
        decoded = decode_records(store.said(), kinds)
        planned = plan_site(decoded, settings, request.now, sources.unread, request.showing)
    return Edition(folders, settings, sources.files, sources.rows, planned, store, sources.engine, compiled)


def _parse_key(settings: ParseSettings, engine: Digest, kinds: ContentKinds, steps: Sequence[Step]) -> Digest:
    """Digest all that shapes what a source says but the source itself."""
    return digest((engine, settings, identity(kinds, steps)))


def _reading(
    request: Request,
    folders: Folders,
    settings: Settings,
    store: Store,
    key: Digest,
    kinds: ContentKinds,
    steps: Sequence[Step],
) -> SourceReading:
    def parse(texts: Iterable[SourceText], count: int) -> Iterator[ParsedText]:
        from newsgen.content.batch import parse_texts, shared_of
        from newsgen.content.engines import check_engine  # Markdown takes long to import, and is seldom needed

        read_by_parser = parse_settings(settings)
        missing = check_engine(read_by_parser)
        if missing:
            store.put_meta("parse", b"")  # what is parsed without them must not outlive this build
        shared = shared_of(read_by_parser, key, whole=not missing, kinds=kinds, steps=steps)
        return request.workers.map(parse_texts, shared, texts, count, _TEXTS_A_BATCH)

    return SourceReading(
        locate=folders.locate,
        parse=parse,
        keep=store.put_said,
        keep_body=store.put_body,
        settle_before=request.started - SETTLED_AFTER,
        trust=not request.rehash,
        observe=request.observe,
    )
