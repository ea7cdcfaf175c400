"""What is stale is rendered and staged; only when all of it is without fault is it moved into place.

The second half of the sentence. The manifest describes the disk at every moment that counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from newsgen.base.digest import Digest
from newsgen.base.faults import Fault, Located, Place, has_errors
from newsgen.build.edition import Edition
from newsgen.build.report import Report, stopped
from newsgen.build.stage import move_pages, stage_stale
from newsgen.build.turning import next_turn
from newsgen.content.locate import locate
from newsgen.model.policy import is_advice
from newsgen.model.turn import Turn, first_of
from newsgen.output import last_build
from newsgen.output.beside import write_beside
from newsgen.output.last_build import LastBuild
from newsgen.output.manifests import Entry
from newsgen.output.tree import links
from newsgen.output.writer import Kept, Staged, Staging, obstacles
from newsgen.pages.page import is_drawn

_MOST_NAMED = 3


def publish(edition: Edition) -> Report:
    """Render what is stale and move it into place, if there is no fault.

    Raises:
        StandingError: the plan was recalled, and a file that it does not tell how to make is not as it was left.
        UnansweredError: the plan was recalled, and a template asks what no template has asked before.
    """
    request, folders = edition.opened.request, edition.folders
    staging = Staging.beside(folders.output, folders.cache)
    try:
        staged, entries, faults = stage_stale(edition, staging, request)
        judged = edition.judged(faults)
        faults = [each for each in judged if not is_advice(each)]
        if has_errors(faults) or (request.strict and faults):
            edition.store.commit()
            return stopped(folders, faults, edition.opened.sources.parse_settings)
        if in_the_way := blocked(edition, (each.path for each in staged if each.temporary is not None)):
            edition.store.commit()
            return stopped(folders, [*faults, *in_the_way], edition.opened.sources.parse_settings)
        advice = [each for each in judged if is_advice(each)]
        return _write(edition, staged, entries, faults, advice)
    finally:
        staging.clear()


def blocked(edition: Edition, written: Iterable[str]) -> list[Fault]:
    """Report what stands in the way of files to be ``written``, and what leads out of the output.

    Before anything is touched.
    """
    output, name = edition.folders.output, edition.folders.output_name
    new = list(written)
    later = [each.path for each in edition.plan.ahead]
    if linked := links(output, [*new, *later, *edition.orphans]):
        return [linked_output(name, path) for path in linked]
    now = obstacles(output, new, set(edition.orphans))
    coming = set(obstacles(output, later, {*edition.orphans, *edition.manifest})).difference(now)
    verbs = {**dict.fromkeys(now, "must"), **dict.fromkeys(sorted(coming), "will have to")}
    return [_in_the_way(f"{name}/{path}", verb) for path, verb in verbs.items()]


def _in_the_way(path: str, verb: str) -> Fault:
    message = f"this is not newsgen's, and stands where it {verb} write"
    return Fault("in-the-way", message, path, Place(), "move it out of the output, or give the page another address")


def linked_output(output_name: str, path: str) -> Fault:
    """Report a link in the output that newsgen would have to write or delete through."""
    message = "this is a symbolic link: newsgen would write or delete whatever lies beyond it"
    way_out = "replace it by a folder; only the output as a whole may be a link"
    return Fault("linked-output", message, f"{output_name}/{path}", Place(), way_out)


def _write(
    edition: Edition,
    staged: Sequence[Staged],
    entries: dict[str, Entry],
    faults: Sequence[Fault],
    advice: Sequence[Fault],
) -> Report:
    request, orphans = edition.opened.request, edition.orphans
    foreign = _foreign_files(edition) if edition.store.asides or not edition.manifest else ()
    settings = edition.opened.sources.parse_settings
    warnings = locate(faults, edition.folders.read, settings)  # before anybody edits what they are about
    kept = move_pages(edition, staged, entries, request, orphans)
    _forget_unused(edition, orphans)
    turn, beside = next_turn(edition), _write_beside(edition)
    _remember(edition, entries, (*faults, *advice), warnings, turn, beside)
    edition.store.commit()
    return Report(
        planned=len(edition.plan.outputs),
        rendered=sum(1 for entry in entries.values() if entry.readings is not None),
        written=sum(1 for each in staged if each.temporary is not None),
        deleted=len(orphans),
        faults=warnings,
        advice=len(advice),
        reasons=tuple(sorted((path, entry.reason) for path, entry in entries.items())),
        notes=_notes(edition, kept, foreign),
        turn=turn,
    )


def _remember(
    edition: Edition,
    entries: Mapping[str, Entry],
    faults: Sequence[Fault],
    warnings: Sequence[Located],
    turn: Turn | None,
    beside: dict[str, Digest],
) -> None:
    """Keep what the next build can use."""
    store, plan, output_name = edition.store, edition.plan, edition.folders.output_name
    store.questions.put_answers(output_name, plan.answers.asked())
    if _is_as_read(edition, entries):
        last = LastBuild(
            inputs=edition.opened.inputs,
            frame=edition.opened.frame,
            since=edition.opened.request.now,
            until=first_of(turn, plan.until),
            turn=turn,
            planned=len(plan.outputs),
            warnings=tuple(faults),
            placed=tuple(replace(each.fault, spot=each.place) for each in warnings),
            beside=beside,
            news_until=plan.news_until,
        )
        last_build.remember(store, output_name, last)


def _forget_unused(edition: Edition, orphans: Sequence[str]) -> None:
    """Forget what no build will use."""
    store, plan = edition.store, edition.plan
    if plan.bodies is not None:  # a plan that is only recalled tells of few pages
        store.forget_unused()
        store.bodies.keep_only(set(plan.bodies))
        store.index.keep_entries(row.terms for row in edition.opened.sources.rows.values())
    if orphans or any(is_drawn(each.output) for each in edition.decisions if each.reason):
        edition.made_pictures.sweep((*plan.outputs, *plan.ahead))


def _write_beside(edition: Edition) -> dict[str, Digest]:
    """Write the files for servers beside the output, if they are not there yet; give their digests."""
    return write_beside(edition.folders.cache, {each.path: each.text for each in edition.plan.beside})


def _is_as_read(edition: Edition, entries: Mapping[str, Entry]) -> bool:
    """Tell whether the site is made of what was read, and nobody edited a template or a file of it meanwhile."""
    copied = all(entries[each.output.path].key == each.key for each in edition.decisions if each.reason)
    return copied and edition.is_as_read


def _foreign_files(edition: Edition) -> tuple[str, ...]:
    """Name the files of the output that this build does not make: with a new cache, nobody knows whose they are."""
    output = edition.folders.output
    ours = {each.path for each in edition.plan.outputs}.union(edition.manifest)
    files = (file.relative_to(output).as_posix() for file in sorted(output.rglob("*")) if not file.is_dir())
    return tuple(path for path in files if path not in ours)


def _notes(edition: Edition, kept: Kept | None, foreign: Sequence[str]) -> tuple[str, ...]:
    notes = []
    if kept is not None:
        notes.append(
            f"the cache did not know {_files(kept.paths)} of the output that had to be replaced; "
            f"what stood there is kept in {kept.folder}: {_named(kept.paths)}"
        )
    if foreign:
        listed = ""
        if len(foreign) > _MOST_NAMED:
            file = edition.folders.cache / "left-alone.txt"
            file.write_text("".join(f"{path}\n" for path in foreign), encoding="utf-8", errors="surrogateescape")
            listed = f"; {file} lists them all"
        notes.append(
            f"the cache is new and cannot tell whose they are: {_files(foreign)} of the output, "
            f"no page of today, left alone: {_named(foreign)}{listed}"
        )
    return tuple(notes)


def _files(paths: Sequence[str]) -> str:
    return "1 file" if len(paths) == 1 else f"{len(paths)} files"


def _named(paths: Sequence[str]) -> str:
    return ", ".join(paths[:_MOST_NAMED]) + (" …" if len(paths) > _MOST_NAMED else "")
