"""Stale pages rendered and staged, here or by workers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing

from newsgen.base.faults import Fault
from newsgen.base.observer import Observer
from newsgen.base.workers import Workers
from newsgen.build.edition import Edition
from newsgen.build.staging_workers import (
    PageOutcome,
    StagedPage,
    StagingTask,
    render_and_stage,
    stage_page,
    staging_shared,
)
from newsgen.output.decide import Decision
from newsgen.output.writer import Staging
from newsgen.pages.page import Page
from newsgen.render.batch import render_tasks
from newsgen.render.renderer import Failure, RenderedPage, faults_of

Use = Callable[[Page, Decision, StagedPage], None]
"""What to do with each page that is staged."""
Stale = tuple[Page, Decision]
Outcomes = Generator[tuple[Page, Decision, PageOutcome], None, None]
_PAGES_A_BATCH = 100


def render_pages(
    edition: Edition, decisions: Sequence[Decision], staging: Staging, use: Use, workers: Workers, observe: Observer
) -> list[Fault]:
    """Render and stage the pages among the decisions, giving each to ``use``; give the faults of templates.

    The syntax of every template is checked, used or not; a page that needs a broken one is not rendered.
    """
    pages = [(each.output, each) for each in decisions if isinstance(each.output, Page)]
    if workers.pay(len(pages), _PAGES_A_BATCH):
        outcomes = _share_out(edition, pages, staging, workers, observe)
    else:
        outcomes = _render_here(edition, observe("render", pages), staging)
    failures: dict[str, Failure] = {}
    with closing(outcomes):  # so that no worker stages anything any more, whatever happens here
        for page, decision, outcome in outcomes:
            if isinstance(outcome, Failure):
                failures[page.path] = outcome
            elif outcome is not None:
                use(page, decision, outcome)
    return [*edition.template_faults, *faults_of(failures[page.path] for page, _ in pages if page.path in failures)]


def _render_here(edition: Edition, pages: Iterable[Stale], staging: Staging) -> Outcomes:
    for page, decision in pages:
        yield page, decision, _staged(edition, staging, page, edition.render_page(page))


def _share_out(
    edition: Edition, pages: Sequence[Stale], staging: Staging, workers: Workers, observe: Observer
) -> Outcomes:
    """Render one page of each template, to know what is asked, and share out the others with the answers.

    Workers at hand stage what they render; from others the pages come back.
    """
    first = {page.template: (page, decision) for page, decision in reversed(pages)}
    yield from _render_here(edition, first.values(), staging)
    given: deque[Stale] = deque()

    def tasks() -> Iterator[StagingTask]:
        for page, decision in observe("render", pages):
            if first[page.template][0] is not page and (render_task := edition.render_task(page)) is not None:
                given.append((page, decision))
                yield StagingTask(render_task, page.path, edition.manifest.get(page.path))

    rendered: Iterator[PageOutcome] | Iterator[RenderedPage | Failure | None]
    if workers.at_hand:
        shared = staging_shared(staging, edition.shared)
        rendered = workers.map(render_and_stage, shared, tasks(), len(pages), _PAGES_A_BATCH)
    else:
        each_task = (task.task for task in tasks())
        rendered = workers.map(render_tasks, edition.shared, each_task, len(pages), _PAGES_A_BATCH)
    for each in rendered:
        page, decision = given.popleft()
        outcome = (
            each if isinstance(each, StagedPage) else _staged(edition, staging, page, each or edition.render_page(page))
        )
        yield page, decision, outcome


def _staged(edition: Edition, staging: Staging, page: Page, rendered: RenderedPage | Failure | None) -> PageOutcome:
    return stage_page(staging, page.path, edition.manifest.get(page.path), rendered)
