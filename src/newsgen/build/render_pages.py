"""A press run: stale pages rendered and staged, here or by workers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing

from newsgen.base.faults import Diagnostic
from newsgen.base.observer import Observer
from newsgen.base.workers import Workers
from newsgen.build.edition import Printing
from newsgen.build.staging_workers import Galley, Outcome, Printed, galleys_shared, print_galleys, stage_page
from newsgen.output.decide import Decision
from newsgen.output.writer import Staging
from newsgen.pages.page import Page
from newsgen.render.batch import print_sheets
from newsgen.render.renderer import Failure, Rendered, faults_of

Use = Callable[[Page, Decision, Printed], None]
"""What to do with each page that is staged."""
Stale = tuple[Page, Decision]
Outcomes = Generator[tuple[Page, Decision, Outcome], None, None]
_SHEETS_A_BATCH = 100


def print_pages(
    printing: Printing, decisions: Sequence[Decision], staging: Staging, use: Use, workers: Workers, observe: Observer
) -> list[Diagnostic]:
    """Render and stage the pages among the decisions, giving each to ``use``; give the faults of templates.

    The syntax of every template is checked, used or not; a page that needs a broken one is not rendered.
    """
    pages = [(each.output, each) for each in decisions if isinstance(each.output, Page)]
    if workers.pay(len(pages), _SHEETS_A_BATCH):
        outcomes = _share_out(printing, pages, staging, workers, observe)
    else:
        outcomes = _print_here(printing, observe("render", pages), staging)
    failures: dict[str, Failure] = {}
    with closing(outcomes):  # so that no worker stages anything any more, whatever happens here
        for page, decision, outcome in outcomes:
            if isinstance(outcome, Failure):
                failures[page.path] = outcome
            elif outcome is not None:
                use(page, decision, outcome)
    return [*printing.template_faults, *faults_of(failures[page.path] for page, _ in pages if page.path in failures)]


def _print_here(printing: Printing, pages: Iterable[Stale], staging: Staging) -> Outcomes:
    for page, decision in pages:
        yield page, decision, _staged(printing, staging, page, printing.render_page(page))


def _share_out(
    printing: Printing, pages: Sequence[Stale], staging: Staging, workers: Workers, observe: Observer
) -> Outcomes:
    """Print one page of each template, to know what is asked, and share out the others with the answers.

    Workers at hand stage what they print; from others the pages come back.
    """
    first = {page.template: (page, decision) for page, decision in reversed(pages)}
    yield from _print_here(printing, first.values(), staging)
    given: deque[Stale] = deque()

    def galleys() -> Iterator[Galley]:
        for page, decision in observe("render", pages):
            if first[page.template][0] is not page and (sheet := printing.sheet(page)) is not None:
                given.append((page, decision))
                yield Galley(sheet, page.path, printing.manifest.get(page.path))

    printed: Iterator[Outcome] | Iterator[Rendered | Failure | None]
    if workers.at_hand:
        shared = galleys_shared(staging, printing.shared)
        printed = workers.map(print_galleys, shared, galleys(), len(pages), _SHEETS_A_BATCH)
    else:
        sheets = (galley.sheet for galley in galleys())
        printed = workers.map(print_sheets, printing.shared, sheets, len(pages), _SHEETS_A_BATCH)
    for each in printed:
        page, decision = given.popleft()
        outcome = (
            each if isinstance(each, Printed) else _staged(printing, staging, page, each or printing.render_page(page))
        )
        yield page, decision, outcome


def _staged(printing: Printing, staging: Staging, page: Page, rendered: Rendered | Failure | None) -> Outcome:
    return stage_page(staging, page.path, printing.manifest.get(page.path), rendered)
