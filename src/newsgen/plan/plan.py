"""The plan: every output of a site, as a value; made of the site, or recalled from the last build."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.digest import Digest
from newsgen.base.faults import Fault
from newsgen.hosting.rules import HostFile
from newsgen.model.turn import Turn
from newsgen.pages.encoding import Telling
from newsgen.pages.needs import OldQuery
from newsgen.pages.page import Output, Page
from newsgen.pages.questions import Answers, Question
from newsgen.pages.retitled import Retelling, Retellings, paths_telling
from newsgen.site.calendar import Dates

if TYPE_CHECKING:  # few sites can be searched
    from newsgen.plan.indexing import Index
    from newsgen.search.documents import Searchable

NextTurn = Callable[[Collection[Question], Dates], Turn | None]
"""Gives when the output differs by itself next, by the questions and the dates that its templates ask for."""


class Plan(Struct, frozen=True):
    """All outputs, each path once, and all the faults of the site; ``answers`` answers the questions of templates.

    ``next_turn`` tells when the output differs by itself next, ``until`` (seconds since 1970) is the first instant at
    which anything of the plan may differ, such as a fault; but for articles that leave the news sitemap, the first of
    them at ``news_until``. Of a plan newly made, ``bodies`` are the texts in use, and
    ``ahead`` the outputs that come by themselves and are not there yet, ``beside`` files for
    servers, ``by_rule`` the redirects for which no page stands, but rules of all hosts, ``by_query`` those that only
    hosts can be told of, and ``searchable`` what readers can find. Of one that was recalled, ``index`` has that.
    """

    outputs: tuple[Output, ...]
    faults: tuple[Fault, ...]
    answers: Answers
    next_turn: NextTurn
    until: int | None
    news_until: int | None = None
    bodies: frozenset[Digest] | None = None
    ahead: tuple[Output, ...] = ()
    beside: tuple[HostFile, ...] = ()
    by_rule: tuple[Page, ...] = ()
    by_query: tuple[OldQuery, ...] = ()
    searchable: Searchable | None = None
    index: Index | None = None


def retitle_pages(plan: Plan, telling: Telling, retellings: Collection[Retelling]) -> Plan:
    """Put the new words and headlines of articles into the pages of a plan that tell of these.

    Raises:
        OtherwiseShownError: only a new plan can tell what one of the pages shows now.
    """
    told = set(paths_telling(telling, retellings))
    new = Retellings(retellings)
    outputs = [
        replace(each, view=new.view(each.view)) if each.path in told and isinstance(each, Page) else each
        for each in plan.outputs
    ]
    return replace(plan, outputs=tuple(outputs), bodies=None)
