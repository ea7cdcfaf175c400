"""The whole program in one sentence: scan, read, site, plan, decide, render, write.

Read this module first. Why skipping work is right: rendering is a pure function of what a key digests; equal keys
mean equal inputs; the plan is made from scratch every time; the output is made equal to the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from newsgen.content.locate import locate
from newsgen.content.scan import Found
from newsgen.content.sources import Reading, SourceRow, bodies_of, read_sources
from newsgen.diagnostics import Diagnostic, Located, Place, Severity, has_errors
from newsgen.digest import Digest, digest
from newsgen.engine import engine_digest, theme_folder
from newsgen.output import whole
from newsgen.output.store import Entry, Store
from newsgen.output.writer import Staged, Staging, delete, in_the_way, move_into_place, output_stat
from newsgen.settings import PATH, Settings, parse_settings, read_settings
from newsgen.workplace import Workplace

if TYPE_CHECKING:
    from newsgen.content.parse import Parser
    from newsgen.edition import Edition
    from newsgen.output.decide import Decision
    from newsgen.render.renderer import Rendered

_SETTLED_AFTER = 2_000_000_000  # nanoseconds; coarser than the clock of any file system in use
_MOST_NAMED = 3


class Request(Struct, frozen=True):
    """What to build: the site in ``root`` as readers may see it at ``now`` (seconds since 1970).

    ``started`` is the wall clock in nanoseconds: how old a file must be for its stat to be trusted. ``clean``
    renders everything, ``rehash`` reads every source, ``strict`` takes warnings for errors.
    """

    root: Path
    now: int
    started: int
    output: Path | None = None
    cache: Path | None = None
    clean: bool = False
    rehash: bool = False
    strict: bool = False


class Report(Struct, frozen=True):
    """What a build did. ``reasons`` pairs each output that was made again with the reason."""

    planned: int = 0
    rendered: int = 0
    written: int = 0
    deleted: int = 0
    failed: bool = False
    faults: tuple[Located, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


class BusyError(Exception):
    """Another build of the same site is running."""


class Sources(Struct, frozen=True):
    """Every file of a site as read; ``inputs`` is the digest of all that a build depends on but the clock."""

    files: tuple[Found, ...]
    rows: dict[str, SourceRow]
    faults: list[Diagnostic]
    engine: Digest
    inputs: Digest


def build(request: Request) -> Report:
    """Build a site. With any error in it, or an unwritable output, the site that was there stays as it was.

    Raises:
        BusyError: another build of the site is running.
    """
    settings, faults = load_settings(request.root)
    workplace = make_workplace(request, settings)
    if settings is None:
        return _stop(workplace, faults)
    with open_store(workplace) as store:
        sources = read_site(request, workplace, settings, store)
        if not request.clean and (report := _nothing_to_do(request, workplace, store, sources)) is not None:
            return report
        if request.clean:
            _distrust(workplace, store)
        edition = make_edition(request, workplace, settings, store, sources)
        try:
            return _publish(request, edition, sources)
        except OSError as error:
            return _stop(workplace, [_unwritable(error, workplace)])


def load_settings(root: Path) -> tuple[Settings | None, list[Diagnostic]]:
    """Read ``newsgen.yaml`` of a site."""
    from newsgen.content.frontmatter import decode

    try:
        data = (root / PATH).read_bytes()
    except OSError as error:
        way_out = "run newsgen in the folder of the site; the file needs a title and a url"
        return None, [Diagnostic("no-site", f"{PATH} cannot be read: {error.strerror}", PATH, Place(), way_out)]
    text, fault = decode(data, PATH)
    return (None, [fault]) if fault else read_settings(text)


def make_workplace(request: Request, settings: Settings | None) -> Workplace:
    """Find the folders of a build."""
    output = request.output or request.root / (settings.output if settings else "public")
    return Workplace(request.root, theme_folder(), request.cache or request.root / ".newsgen", output)


@contextmanager
def open_store(workplace: Workplace) -> Iterator[Store]:
    """Open the cache of a site, for this build alone.

    Raises:
        BusyError: another build holds it.
    """
    from filelock import FileLock, Timeout

    workplace.cache.mkdir(parents=True, exist_ok=True)
    lock = FileLock(workplace.cache / "lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(f"another newsgen is building this site ({workplace.cache / 'lock'})") from None
    try:
        store = Store(workplace.cache / "cache.db")
        try:
            yield store
        finally:
            store.close()
    finally:
        lock.release()


def read_site(request: Request, workplace: Workplace, settings: Settings, store: Store) -> Sources:
    """Scan a site and read what may have changed; what was read is kept in the store."""
    engine = engine_digest(extensions=bool(settings.markdown.extensions))
    key = digest((engine, parse_settings(settings)))
    if store.meta("parse") != key:
        store.forget_everything_parsed()
        store.put_meta("parse", key)
    known = store.sources()
    scanned = workplace.scan()
    reading = Reading(
        locate=workplace.locate,
        parser=cache(lambda: _make_parser(settings, key, store)),
        keep_body=store.put_body,
        settle_before=request.started - _SETTLED_AFTER,
        trust=not request.rehash,
    )
    rows, faults = read_sources(scanned.files, known, reading)
    store.put_sources({path: row for path, row in rows.items() if known.get(path) is not row})
    store.forget_sources(known.keys() - rows.keys())
    inputs = digest([engine, settings, *((path, row.digest) for path, row in sorted(rows.items()))])
    faults = [*scanned.faults, *faults, *workplace.place_faults()]
    return Sources(scanned.files, rows, faults, engine, inputs)


def make_edition(request: Request, workplace: Workplace, settings: Settings, store: Store, sources: Sources) -> Edition:
    """Plan the site and decide on every page."""
    from newsgen.edition import Edition  # brings Jinja and Markdown along, which a build with nothing to do spares

    return Edition(workplace, settings, sources.files, sources.rows, store, sources.engine, request.now)


def _nothing_to_do(request: Request, workplace: Workplace, store: Store, sources: Sources) -> Report | None:
    last = whole.recall(store, workplace.tree)
    if last is None or sources.faults or (request.strict and last.warnings):
        return None
    manifest = store.manifest(workplace.tree)
    if not whole.holds(last, sources.inputs, request.now, manifest, lambda path: output_stat(workplace.output, path)):
        return None
    store.commit()
    return Report(planned=last.planned, faults=last.warnings)


def _distrust(workplace: Workplace, store: Store) -> None:
    """Forget what was parsed into which page, but not which files of the output are newsgen's."""
    store.put_manifest(workplace.tree, {path: Entry() for path in store.manifest(workplace.tree)})
    whole.forget(store, workplace.tree)


def _publish(request: Request, edition: Edition, sources: Sources) -> Report:
    """Render what is stale and move it into place, if there is no fault."""
    workplace = edition.workplace
    staging = Staging(workplace.output, workplace.cache)
    try:
        staged, entries, faults = _render(edition, staging)
        faults = [*sources.faults, *edition.faults, *faults]
        stopped = has_errors(faults) or (request.strict and bool(faults))
        if stopped:
            edition.store.commit()
            return _stop(workplace, faults)
        warnings = locate(faults, workplace.read)
        return _write(request, edition, sources, staged, entries, warnings)
    finally:
        staging.clear()


def _render(edition: Edition, staging: Staging) -> tuple[list[Staged], dict[str, Entry], list[Diagnostic]]:
    """Render stale pages and copy stale files into the staging folder; give the rows that will describe them."""
    from newsgen.site.page import Copy

    staged: list[Staged] = []
    entries: dict[str, Entry] = {}
    output = edition.workplace.output
    stale = [decision for decision in edition.decisions if decision.reason]

    def digest_before(path: str) -> Digest | None:
        """Give the digest of the bytes that the output holds, as far as the manifest can vouch for it."""
        entry = edition.manifest.get(path)
        known = entry is not None and entry.stat is not None and entry.stat == output_stat(output, path)
        return entry.digest if entry is not None and known else None

    def keep(decision: Decision, rendered: Rendered) -> None:
        path = decision.output.path
        readings = edition.store.put_readings(rendered.readings)
        staged.append(staging.stage(path, rendered.data, digest_before(path)))
        entries[path] = Entry(decision.key, readings, staged[-1].digest, None, decision.reason)

    faults = edition.render(stale, keep) if stale else []
    for decision in stale:
        if isinstance(copy := decision.output, Copy):
            source = edition.workplace.locate(copy.asset.path)
            staged.append(staging.stage_file(copy.path, source, copy.asset.digest, digest_before(copy.path)))
            entries[copy.path] = Entry(decision.key, None, copy.asset.digest, None, decision.reason)
    return staged, entries, faults


def _write(
    request: Request,
    edition: Edition,
    sources: Sources,
    staged: Sequence[Staged],
    entries: dict[str, Entry],
    warnings: tuple[Located, ...],
) -> Report:
    """Make the output equal to the plan; the manifest describes it again once all is done."""
    from msgspec.structs import replace

    store, tree, output = edition.store, edition.workplace.tree, edition.workplace.output
    created = {each.path for each in staged if each.path not in edition.manifest}
    foreign = _foreign_files(edition) if not edition.manifest else ()
    store.put_manifest(tree, {path: Entry() for path in created})
    whole.forget(store, tree)
    store.commit()
    orphans = edition.orphans
    delete(output, in_the_way(set(orphans), created))
    stats = move_into_place(output, staged)
    delete(output, orphans)
    store.put_manifest(
        tree, {path: replace(entry, stat=stats[path], built=request.now) for path, entry in entries.items()}
    )
    store.forget_outputs(tree, orphans)
    store.forget_unused_readings()
    store.keep_only_bodies({body.digest for body in bodies_of(edition.records)})
    planned = len(edition.plan.outputs)
    finished = whole.Whole(sources.inputs, request.now, _holds_until(edition, request.now), planned, warnings)
    whole.remember(store, tree, finished)
    store.commit()
    return Report(
        planned=planned,
        rendered=sum(1 for entry in entries.values() if entry.readings is not None),
        written=sum(1 for each in staged if each.temporary is not None),
        deleted=len(orphans),
        faults=warnings,
        reasons=tuple(sorted((path, entry.reason) for path, entry in entries.items())),
        notes=_notes(store, foreign),
    )


def _holds_until(edition: Edition, now: int) -> int | None:
    from newsgen.model import Article
    from newsgen.site.calendar import next_instant, next_midnight

    moment = next_instant((record for record in edition.records if isinstance(record, Article)), now)
    asks_for_today = any(name == "today" for readings in edition.store.readings().values() for name, _, _ in readings)
    midnight = next_midnight(now, edition.settings.zone) if asks_for_today else None
    return min((each for each in (moment, midnight) if each is not None), default=None)


def _foreign_files(edition: Edition) -> tuple[str, ...]:
    """Name the files of the output that this build does not make: with a new cache, nobody knows whose they are."""
    output, planned = edition.workplace.output, {each.path for each in edition.plan.outputs}
    files = (file.relative_to(output).as_posix() for file in sorted(output.rglob("*")) if not file.is_dir())
    return tuple(path for path in files if path not in planned)


def _notes(store: Store, foreign: Sequence[str]) -> tuple[str, ...]:
    notes = []
    if store.put_aside is not None:
        notes.append(f"the cache was broken or of another version; it was put aside as {store.put_aside}")
    if foreign:
        named = ", ".join(foreign[:_MOST_NAMED]) + (" …" if len(foreign) > _MOST_NAMED else "")
        notes.append(f"{len(foreign)} files in the output are not newsgen's and were left alone: {named}")
    return tuple(notes)


def _stop(workplace: Workplace, faults: Iterable[Diagnostic]) -> Report:
    return Report(failed=True, faults=locate(faults, workplace.read))


def _unwritable(error: OSError, workplace: Workplace) -> Diagnostic:
    reason = error.strerror or str(error)
    message = f"the output cannot be written: {reason} ({error.filename or workplace.output})"
    way_out = "make room or mend the permissions, and build again: the next build repairs whatever is missing"
    return Diagnostic("unwritable", message, PATH, Place(), way_out, Severity.ERROR)


def _make_parser(settings: Settings, key: Digest, store: Store) -> Parser:
    from newsgen.content.markup import Markup, check_extensions
    from newsgen.content.parse import Parser

    if check_extensions(settings):
        store.put_meta("parse", b"")  # what is parsed without them must not outlive this build
    return Parser(settings, Markup(settings, key))
