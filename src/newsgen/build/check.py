"""``check``: everything that a build would say of a site, and no output: a request to faults.

The same sentence as a build, up to the last word: what is stale is rendered, and thrown away. A page that was rendered
without a fault, by a build or by a check, is not rendered again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.faults import Fault, Located, has_errors
from newsgen.build import unchanged
from newsgen.build.report import Report, stopped
from newsgen.build.request import Request

if TYPE_CHECKING:  # brings all of a build along, which a site that stands still spares
    from newsgen.build.edition import Edition
    from newsgen.build.folders import Folders
    from newsgen.build.inputs import Opened
    from newsgen.content.scan import Sight
    from newsgen.model.settings import Settings
    from newsgen.output.decide import Decision
    from newsgen.output.store import Store
    from newsgen.plan.planned import Planned


class Inspected(Struct, frozen=True):
    """A site as a check has it: opened, with its store, its records as decoded, and planned."""

    opened: Opened
    planned: Planned


Inspection = Callable[[Inspected], Iterable[Fault]]
"""A further look at a site, for faults that a build does not look for."""


def check(request: Request, inspections: Sequence[Inspection] = ()) -> Report:
    """Give the faults for which a build would stop, and all others that it would tell; write nothing but the cache.

    ``inspections`` look for more. The report has failed where a build would. Its ``strict`` counts here too.
    """
    found = unchanged.recall(replace(request, strict=False))
    if isinstance(found, Report):
        if not inspections and not found.advice:
            return judged(found, request)
        found = None
    return judged(_look(request, inspections, found), request)


def judged(report: Report, request: Request) -> Report:
    """Tell whether a report is one of a site that a build would refuse."""
    faults = report.faults
    return replace(report, failed=has_errors(each.fault for each in faults) or (request.strict and bool(faults)))


def _look(request: Request, inspections: Sequence[Inspection], sight: Sight | None) -> Report:
    from newsgen.base.opening import RefusedFileError  # as all below: brought along only where there is work
    from newsgen.build.pipeline import unwritable
    from newsgen.build.setup import ask_store, open_site

    folders, settings, faults = open_site(request)
    if settings is None:
        return stopped(folders, faults)
    look = partial(_look_into, request, folders, settings, faults, inspections, sight)
    try:
        return ask_store(folders, request.seal, look)
    except RefusedFileError as error:  # it was exchanged since it was read
        return stopped(folders, [error.fault])
    except (OSError, sqlite3.Error) as error:
        return stopped(folders, [unwritable(error, folders)])


def _look_into(
    request: Request,
    folders: Folders,
    settings: Settings,
    warnings: Sequence[Fault],
    inspections: Sequence[Inspection],
    sight: Sight | None,
    store: Store,
) -> Report:
    from newsgen.build.edition import Edition
    from newsgen.build.inputs import read_site
    from newsgen.build.pipeline import plan_opened
    from newsgen.build.turning import next_turn
    from newsgen.content.locate import locate

    opened = replace(read_site(request, folders, settings, store, sight), warnings=tuple(warnings))
    report = None if inspections else _recall(opened)
    if report is None:
        request.observe("plan")
        planned = plan_opened(opened)
        edition = Edition(opened, planned.plan)
        faults, rendered = _render(edition)
        more = [fault for inspect in inspections for fault in inspect(Inspected(opened, planned))]
        located = locate(edition.judged([*faults, *more]), folders.read, opened.sources.parse_settings)
        turn = next_turn(edition)
        report = Report(planned=len(planned.plan.outputs), rendered=rendered, faults=located, turn=turn)
        if not inspections:
            _remember(edition, report)
    store.commit()
    notes = (*(each.note for each in store.asides), *report.notes)
    return replace(report, notes=notes, left_out=opened.sources.left_out)


def _recall(opened: Opened) -> Report | None:
    """Tell what the last build or check of the same sources told, where it still holds."""
    from newsgen.content.locate import locate
    from newsgen.output import last_build

    if opened.sources.faults:
        return None
    for name in (_name(opened), opened.folders.output_name):
        last = last_build.recall(opened.store, name)
        if last is None or last.inputs != opened.inputs or not last_build.is_timely(last, opened.request.now):
            continue
        placed = last.placed if name == _name(opened) or not last.advice else last.warnings
        located = locate(placed, opened.folders.read, opened.sources.parse_settings)
        if placed is not last.placed:  # a build finds no places for advice, and this may have taken long
            last_build.remember(opened.store, _name(opened), replace(last, placed=_placed(located)))
        return Report(planned=last.planned, faults=located, turn=last.turn)
    return None


def _placed(faults: Sequence[Located]) -> tuple[Fault, ...]:
    return tuple(replace(each.fault, spot=each.place) for each in faults)


def _remember(edition: Edition, report: Report) -> None:
    from newsgen.model.turn import first_of
    from newsgen.output import last_build
    from newsgen.output.last_build import LastBuild

    opened = edition.opened
    faults = _placed(report.faults)
    if opened.sources.faults or not edition.is_as_read:
        return
    last = LastBuild(
        inputs=opened.inputs,
        frame=opened.frame,
        since=opened.request.now,
        until=first_of(report.turn, edition.plan.until),
        turn=report.turn,
        planned=report.planned,
        warnings=faults,
        placed=faults,
    )
    last_build.remember(opened.store, _name(opened), last)


def _name(opened: Opened) -> str:
    """Give the name under which a check remembers what it told: none that an output folder has."""
    return f"{opened.folders.output_name}\0check"


def _render(edition: Edition) -> tuple[list[Fault], int]:
    """Render what is stale and was not rendered soundly before; give the faults, and how many pages that were."""
    from newsgen.assets.made_pictures import UnmadePicture
    from newsgen.assets.published import broken_picture
    from newsgen.build.publish import blocked
    from newsgen.build.render_pages import render_pages
    from newsgen.output import sound_pages
    from newsgen.output.writer import Staging
    from newsgen.pages.page import Page
    from newsgen.pages.questions import Readings, still_true

    request, store, output_name = edition.opened.request, edition.store, edition.folders.output_name
    request.observe("decide")
    stale = [each for each in edition.decisions if each.reason]
    known = sound_pages.recall(store, output_name)
    pages = [each for each in stale if isinstance(each.output, Page)]
    changed_answer = partial(still_true, edition.plan.answers)
    unbuilt = sound_pages.unbuilt(pages, edition.manifest, store.questions.all(), changed_answer)
    unsound = sound_pages.unsound(known, unbuilt, changed_answer)
    rendered: list[tuple[Decision, Readings]] = []
    staging = Staging(edition.folders.output, edition.folders.cache / ".newsgen-tmp")
    staging.clear()
    try:
        faults = render_pages(
            edition,
            unsound,
            staging,
            lambda _page, decision, staged: rendered.append((decision, staged.readings)),
            request.workers,
            request.observe,
        )
    finally:
        staging.clear()
    if unsound:
        sound_pages.remember(store, output_name, sound_pages.joined(known, pages, rendered))
    outputs = [*(each.output for each in stale), *edition.plan.ahead]
    made = edition.made_pictures.make(outputs, request.observe)
    broken = {each.output.asset.path: each.reason for each in made if isinstance(each, UnmadePicture)}
    faults += [broken_picture(path, reason) for path, reason in broken.items()]
    return [*faults, *blocked(edition, (each.output.path for each in stale))], len(rendered)
