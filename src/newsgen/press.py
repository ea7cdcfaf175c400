"""The press: what is stale is rendered and staged; only when all of it is without fault is it moved into place.

The second half of the sentence. The manifest describes the disk at every moment that counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from newsgen.content.locate import locate
from newsgen.content.sources import bodies_of
from newsgen.diagnostics import Diagnostic, Located, Place, has_errors
from newsgen.digest import Digest
from newsgen.edition import Edition
from newsgen.model import Article
from newsgen.opening import Request, Sources
from newsgen.output import whole
from newsgen.output.decide import Decision
from newsgen.output.store import Entry, Store
from newsgen.output.writer import Staged, Staging, delete, in_the_way, move_into_place, obstacles, output_stat
from newsgen.render.renderer import Rendered
from newsgen.report import Report, stopped
from newsgen.site.calendar import next_instant, next_midnight
from newsgen.site.page import Copy, Page

_MOST_NAMED = 3


def publish(request: Request, edition: Edition, sources: Sources) -> Report:
    """Render what is stale and move it into place, if there is no fault."""
    workplace = edition.workplace
    staging = Staging(workplace.output, workplace.cache)
    try:
        staged, entries, faults = _render(request, edition, staging)
        faults = [*sources.faults, *edition.faults, *faults]
        if has_errors(faults) or (request.strict and faults):
            edition.store.commit()
            return stopped(workplace, faults)
        if blocked := _blocked(edition, staged):
            edition.store.commit()
            return stopped(workplace, [*faults, *blocked])
        warnings = locate(faults, workplace.read)
        return _write(request, edition, sources, staged, entries, warnings)
    finally:
        staging.clear()


def _render(
    request: Request, edition: Edition, staging: Staging
) -> tuple[list[Staged], dict[str, Entry], list[Diagnostic]]:
    """Render stale pages and copy stale files into the staging folder; give the rows that will describe them."""
    staged: list[Staged] = []
    entries: dict[str, Entry] = {}
    output = edition.workplace.output
    request.observe("decide")
    stale = [decision for decision in edition.decisions if decision.reason]
    pages = [decision for decision in stale if isinstance(decision.output, Page)]
    copies = [decision for decision in stale if isinstance(decision.output, Copy)]

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

    faults = edition.render(request.observe("render", pages), keep)
    for decision in request.observe("copy", copies):
        if isinstance(copy := decision.output, Copy):
            source = edition.workplace.locate(copy.asset.path)
            staged.append(staging.stage_file(copy.path, source, copy.asset.digest, digest_before(copy.path)))
            copied = staged[-1].digest
            entries[copy.path] = Entry(copied, None, copied, None, decision.reason)
    return staged, entries, faults


def _blocked(edition: Edition, staged: Sequence[Staged]) -> list[Diagnostic]:
    """Report what stands in the way of new files, before anything is touched."""
    new = [each.path for each in staged if each.temporary is not None]
    tree, message = edition.workplace.tree, "this is not newsgen's, and stands where it must write"
    way_out = "move it out of the output, or give the page another address"
    return [
        Diagnostic("in-the-way", message, f"{tree}/{path}", Place(), way_out)
        for path in obstacles(edition.workplace.output, new, set(edition.orphans))
    ]


def _write(
    request: Request,
    edition: Edition,
    sources: Sources,
    staged: Sequence[Staged],
    entries: dict[str, Entry],
    warnings: tuple[Located, ...],
) -> Report:
    """Make the output equal to the plan; the manifest describes it again once all is done."""
    store, tree, output = edition.store, edition.workplace.tree, edition.workplace.output
    created = {each.path for each in staged if each.path not in edition.manifest}
    foreign = _foreign_files(edition) if not edition.manifest else ()
    store.put_manifest(tree, {path: Entry() for path in created})
    whole.forget(store, tree)
    store.commit()
    orphans = edition.orphans
    delete(output, in_the_way(set(orphans), created))
    stats = move_into_place(output, request.observe("write", staged))
    delete(output, orphans)
    request.observe("remember")
    store.put_manifest(
        tree, {path: replace(entry, stat=stats[path], built=request.now) for path, entry in entries.items()}
    )
    store.forget_outputs(tree, orphans)
    store.forget_unused_readings()
    store.keep_only_bodies({body.digest for body in bodies_of(edition.records)})
    planned = len(edition.plan.outputs)
    finished = whole.Whole(
        sources.inputs(edition.settings), request.now, holds_until(edition, request.now), planned, warnings
    )
    if _is_as_read(edition, entries):
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


def _is_as_read(edition: Edition, entries: Mapping[str, Entry]) -> bool:
    """Tell whether the site is made of what was read, and nobody edited a template or a file of it meanwhile."""
    copied = all(entries[each.output.path].key == each.key for each in edition.decisions if each.reason)
    return copied and edition.is_as_read


def holds_until(edition: Edition, now: int) -> int | None:
    """Give the first instant after ``now`` at which the site may differ though no source does; ``None`` if there is none."""
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
        one = "1 file in the output is not newsgen's and was left alone"
        many = f"{len(foreign)} files in the output are not newsgen's and were left alone"
        notes.append(f"{one if len(foreign) == 1 else many}: {named}")
    return tuple(notes)
