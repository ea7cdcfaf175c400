"""The whole program in one sentence: scan, read, site, plan, decide, render, write.

Read this module first. Why skipping work is right: rendering is a pure function of what a key digests; equal keys
mean equal inputs; the plan is made from scratch, unless nothing has changed that it is made of; the output is made
equal to the plan.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from newsgen.base.faults import Fault, Place
from newsgen.base.opening import RefusedFileError
from newsgen.build.folders import Folders
from newsgen.build.inputs import Opened, read_site
from newsgen.build.overdue import overdue
from newsgen.build.report import Report, stopped
from newsgen.build.request import SETTLED_AFTER, Request
from newsgen.build.setup import open_site, work_in_store
from newsgen.build.unchanged import BuildNote, remember, stats_of
from newsgen.content.locate import locate
from newsgen.content.scan import Sight
from newsgen.content.sources import settle
from newsgen.hosting.rules import HostFile
from newsgen.model.settings import Settings
from newsgen.output import last_build
from newsgen.output.beside import read_beside, stats_beside
from newsgen.output.intact import standing
from newsgen.output.last_build import LastBuild
from newsgen.output.store import Store
from newsgen.output.tree import LinkedError

if TYPE_CHECKING:
    from newsgen.build.edition import Edition
    from newsgen.plan.planned import Planned


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
        return work_in_store(folders, request.seal, partial(_build, request, folders, settings, faults, sight))
    except RefusedFileError as error:  # it was exchanged since it was read
        return stopped(folders, [error.fault])
    except LinkedError as error:
        from newsgen.build.publish import linked_output  # as below

        return stopped(folders, [linked_output(folders.output_name, error.path)])
    except (OSError, sqlite3.Error) as error:
        return stopped(folders, [unwritable(error, folders)])


def _build(
    request: Request,
    folders: Folders,
    settings: Settings,
    warnings: Sequence[Fault],
    sight: Sight | None,
    store: Store,
) -> Report:
    last = last_build.recall(store, folders.output_name)
    if request.clean:
        store.begin_anew()
    opened = replace(read_site(request, folders, settings, store, sight), warnings=tuple(warnings))
    report = None if request.clean else _build_without_plan(opened)
    if report is None:
        request.observe("plan")
        report = replace(_publish(make_edition(opened)), overdue=overdue(last, opened))
        _note(opened, report)
    notes = (*(each.note for each in store.asides), *report.notes)
    return replace(report, notes=notes, left_out=opened.sources.left_out)


def _build_without_plan(opened: Opened) -> Report | None:
    """Do what there is to do without planning the site, if that is possible: nothing, or new words in the last plan."""
    request, folders, store, sources = opened.request, opened.folders, opened.store, opened.sources
    last = last_build.recall(store, folders.output_name)
    if last is None or sources.faults or (request.strict and last.placed):
        return None
    if (beside := read_beside(folders.cache, last.beside)) is None:
        return None
    if last.inputs == opened.inputs and not last_build.has_old_news(last, request.now):
        stands, manifest = standing(store, folders.output, folders.output_name), store.manifests.of(folders.output_name)
        files = (stands(path, entry) for path, entry in request.observe("compare", manifest.items()))
        if not last_build.holds(last, request.now, files):
            return None
        store.commit()
        report = Report(planned=last.planned, faults=locate(last.placed, folders.read), turn=last.turn)
        report = replace(report, advice=last.advice)
        _note(opened, report)
        return report
    if last.frame != opened.frame or not last_build.is_timely(last, request.now):
        return None
    return _build_recalled(opened, last, tuple(HostFile(name, text) for name, text in beside.items()))


def _build_recalled(opened: Opened, last: LastBuild, beside: tuple[HostFile, ...]) -> Report | None:
    """Publish the plan of the last build with new words and headlines; nothing if only a new plan can tell.

    ``beside`` are its files for servers, as they stand.
    """
    # Brings Jinja and Markdown along, which a build with nothing to do spares, but nothing that plans.
    from newsgen.build.edition import Edition
    from newsgen.build.stage import StandingError
    from newsgen.pages.questions import UnansweredError
    from newsgen.plan.recalled import recall_plan

    request, output_name = opened.request, opened.folders.output_name
    if not all(each.only_copies for each in request.plugins):
        return None
    request.observe("compare")
    manifest = opened.store.manifests.of(output_name)
    plan = recall_plan(opened.store, output_name, manifest, opened.sources.rows, last, request.now, request.plugins)
    if plan is None:
        return None
    edition = Edition(opened, replace(plan, beside=beside), manifest=manifest)
    if not edition.is_as_read:  # somebody is editing templates: what stands is of the old ones
        return None
    try:
        report = _publish(edition)
    except (StandingError, UnansweredError):
        return None
    return None if report.failed else report


def _publish(edition: Edition) -> Report:
    from newsgen.build.publish import publish  # as above

    return publish(edition)


def make_edition(opened: Opened) -> Edition:
    """Plan the site, and make the edition of it."""
    from newsgen.build.edition import Edition  # as above

    return Edition(opened, plan_opened(opened).plan)


def plan_opened(opened: Opened) -> Planned:
    """Plan an opened site as it was asked for."""
    from newsgen.plan.making import planners_of  # as above
    from newsgen.plan.planned import plan_site

    request, sources = opened.request, opened.sources
    decoded = opened.decode(opened.store.sources.said())
    more = planners_of(request.plugins)
    return plan_site(decoded, opened.settings, request.now, sources.unread, request.visibility, more)


def _note(opened: Opened, report: Report) -> None:
    """Note how everything stands, if the output is that of these sources and no stat of them can deceive us later."""
    request, folders, settings, store, sources = (
        opened.request,
        opened.folders,
        opened.settings,
        opened.store,
        opened.sources,
    )
    if report.failed or settings.markdown.extensions:
        return
    newly_settled = settle(sources.rows, folders.open_source, store.stat.ctime - SETTLED_AFTER)
    store.sources.put(newly_settled)
    store.commit()
    if not all(row.settled or path in newly_settled for path, row in sources.rows.items()):
        return
    last = last_build.recall(store, folders.output_name)
    if last is None:  # something was edited while it was being built
        return
    note = BuildNote(
        engine=sources.engine,
        markdown=settings.markdown.engine,
        output_name=folders.output_name,
        usual=settings.output,
        since=last.since,
        until=min((each for each in (last.until, last.news_until) if each is not None), default=None),
        planned=last.planned,
        warnings=report.faults,
        advice=report.advice,
        turn=last.turn,
        sources=stats_of({**{found.path: found.stat for found in sources.files}, **sources.passed_over}),
        outputs=stats_of(store.manifests.stats(folders.output_name)),
        beside=stats_beside(folders.cache),
        cache=store.stat,
        commit=sources.commit_dates.commit,
    )
    remember(request, note)


def unwritable(error: OSError | sqlite3.Error, folders: Folders) -> Fault:
    """Report that the disk would not take what was to be written."""
    reason, place = str(error), folders.cache
    if isinstance(error, OSError):
        reason, place = error.strerror or reason, error.filename2 or error.filename or folders.output
    message = f"the site cannot be written: {reason} ({place})"
    way_out = "make room or mend the permissions, and build again: the next build repairs whatever is missing"
    return Fault("unwritable", message, folders.output_name, Place(), way_out)
