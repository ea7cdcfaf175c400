"""The turns of a site: of the instants in the calendar those at which its output differs.

An article that appears or goes always makes a difference. A pin that ends makes none if the rule puts the same story in
its place, nor a banner whose link leads to nothing: so fronts are planned as they are just before and at the instant.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from msgspec.structs import replace

from newsgen.model.turn import Turn
from newsgen.pages.questions import Question
from newsgen.plan.fronts import front_page
from newsgen.plan.lists import category_pages
from newsgen.plan.queries import Queries
from newsgen.site.calendar import OF_FRONTS
from newsgen.site.site import Site

_OF_FRONTS = frozenset({"featured", "banner"})
"""The questions whose answers come from a front."""


def effective(turns: Iterable[Turn], site_at: Callable[[int], Site], asked: Collection[Question]) -> Iterator[Turn]:
    """Give those of the turns of the calendar, in order, at which the output differs.

    ``site_at`` makes the site as of an instant (seconds since 1970); ``asked`` are the questions of its templates.
    """
    site: Site | None = None
    questions = [question for question in asked if question[0] in _OF_FRONTS]
    for turn in turns:
        if not all(change.what in OF_FRONTS for change in turn.changes):
            site = None  # others are live from here on
            yield turn
            continue
        site = replace(site, now=turn.moment - 1) if site else site_at(turn.moment - 1)
        if _fronts(site, questions) != _fronts(replace(site, now=turn.moment), questions):
            yield turn


def _fronts(site: Site, questions: Iterable[Question]) -> list[object]:
    """Give all that comes from fronts: the front page, the sections that have one, the answers to questions."""
    pages = [*front_page(site).pages, *(category_pages(site).pages if any(site.fronts) else ())]
    answers = Queries(site)
    return [*(page.view for page in pages), *(answers.ask(*question)[1] for question in questions)]
