"""The whole program in one sentence: scan, read, site, plan, decide, render, write.

Read this module first. Why skipping work is right: rendering is a pure function of what a key digests; equal keys
mean equal inputs; the plan is made from scratch, unless nothing has changed that it is made of; the output is made
equal to the plan.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsgen.base.faults import Fault, Place
from newsgen.build.folders import Folders
from newsgen.build.opening import BrokenStoreError, Sources, make_edition, open_site, open_store, read_site
from newsgen.build.report import Report, stopped
from newsgen.build.request import SETTLED_AFTER, Request
from newsgen.build.unchanged import BuildNote, remember, stats_of
from newsgen.content.locate import locate
from newsgen.content.scan import Sight
from newsgen.content.sources import settle
from newsgen.model.settings import Settings
from newsgen.output import last_build
from newsgen.output.intact import standing
from newsgen.output.store import Entry, Store

if TYPE_CHECKING:
    from newsgen.build.edition import Edition


def rebuild(request: Request, sight: Sight | None = None) -> Report:
    """Build a site of which anything may have changed. With any error in it, the site that was there stays as it was.

    What was seen of its files already is given as ``sight``.

    Raises:
        BusyError: another build of the site is running.
    """
    folders, settings, faults = open_site(request)
    if settings is None:
        return stopped(folders, faults)
    try:
        try:
            return _build(request, folders, settings, sight)
        except BrokenStoreError as error:
            return _build(request, folders, settings, sight, error.aside)
    except (OSError, sqlite3.Error) as error:
        return stopped(folders, [_unwritable(error, folders)])


def _build(
    request: Request, folders: Folders, settings: Settings, sight: Sight | None, put_aside: Path | None = None
) -> Report:
    with open_store(folders) as store:
        store.put_aside = store.put_aside or put_aside
        sources = read_site(request, folders, settings, store, sight)
        if request.clean:
            _distrust(folders, store)
        elif (report := _spare(request, folders, settings, store, sources)) is not None:
            return report
        request.observe("plan")
        edition = make_edition(request, folders, settings, store, sources)
        report = _publish(request, edition, sources)
        _note(request, folders, settings, store, sources, report)
        return report


def _spare(request: Request, folders: Folders, settings: Settings, store: Store, sources: Sources) -> Report | None:
    """Do what there is to do without planning the site, if that is possible: nothing, or a few reprints."""
    last = last_build.recall(store, folders.tree)
    if last is None or sources.faults or (request.strict and last.warnings):
        return None
    inputs = sources.inputs(settings)
    same = last.inputs == inputs
    if not same and last.frame != sources.frame(settings):
        return None
    stands, manifest = standing(store, folders.output, folders.tree), store.manifest(folders.tree)
    files = (stands(path, entry) for path, entry in request.observe("compare", manifest.items()))
    if not last_build.holds(last, request.now, files):
        return None
    if same:
        store.commit()
        report = Report(planned=last.planned, faults=locate(last.warnings, folders.read))
        _note(request, folders, settings, store, sources, report)
        return report
    from newsgen.build.retitle import (
        reprint,  # brings Jinja and Markdown along, which a build with nothing to do spares
    )

    return reprint(request, folders, settings, store, sources, replace(last, inputs=inputs), manifest)


def _publish(request: Request, edition: Edition, sources: Sources) -> Report:
    from newsgen.build.publish import publish  # as above

    return publish(request, edition, sources)


def _note(
    request: Request, folders: Folders, settings: Settings, store: Store, sources: Sources, report: Report
) -> None:
    """Note how everything stands, if the output is that of these sources and no stat of them can deceive us later."""
    if report.failed or settings.markdown.extensions:
        return
    newly_settled = settle(sources.rows, folders.locate, store.stat.ctime - SETTLED_AFTER)
    store.put_sources(newly_settled)
    store.commit()
    if not all(row.settled or path in newly_settled for path, row in sources.rows.items()):
        return
    last = last_build.recall(store, folders.tree)
    if last is None:  # something was edited while it was being built
        return
    note = BuildNote(
        engine=sources.engine,
        markdown=settings.markdown.engine,
        tree=folders.tree,
        usual=settings.output,
        since=last.since,
        until=last.until,
        planned=last.planned,
        warnings=report.faults,
        sources=stats_of({found.path: found.stat for found in sources.files}),
        outputs=stats_of(store.stats(folders.tree)),
        cache=store.stat,
    )
    remember(request, note)


def _distrust(folders: Folders, store: Store) -> None:
    """Forget how every page was made, but not which files of the output are newsgen's."""
    store.put_manifest(folders.tree, [(path, Entry()) for path in store.manifest(folders.tree)])
    last_build.forget(store, folders.tree)


def _unwritable(error: OSError | sqlite3.Error, folders: Folders) -> Fault:
    reason, place = str(error), folders.cache
    if isinstance(error, OSError):
        reason, place = error.strerror or reason, error.filename2 or error.filename or folders.output
    message = f"the site cannot be written: {reason} ({place})"
    way_out = "make room or mend the permissions, and build again: the next build repairs whatever is missing"
    return Fault("unwritable", message, folders.tree, Place(), way_out)
