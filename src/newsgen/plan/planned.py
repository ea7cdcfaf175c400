"""A site planned, and planned as if from scratch where only words and headlines of articles have changed since.

The plan is a function of what it looks at in the sources (``SourceRow.plan_digest``): of an article, neither its words
nor its headline, which are only copied. So where nothing else has changed the plan stands, with new words and
headlines.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.faults import Fault
from newsgen.content.sources import Decoded, SourceRow
from newsgen.model.records import Article
from newsgen.model.settings import Settings
from newsgen.model.visibility import EVERYTHING, READERS, Visibility
from newsgen.pages.encoding import Telling
from newsgen.pages.page import Output, Page
from newsgen.pages.retitled import OtherwiseShownError, retell
from newsgen.plan.making import NO_MORE, Planners, addresses_of, make_plan
from newsgen.plan.plan import Plan, retitle_pages
from newsgen.plan.queries import Queries
from newsgen.plan.upcoming import announce, rehearse
from newsgen.site.calendar import appearances, is_upcoming, turns
from newsgen.site.making import make_site
from newsgen.site.site import Site

_OF_THEMSELVES = frozenset({"broken-picture", "huge-picture"})
"""Faults that files have today, whenever they are shown."""


class Planned(Struct, frozen=True, dict=True):
    """What sources say, the site that they make, and its plan."""

    decoded: Decoded
    site: Site
    plan: Plan
    more: Planners = NO_MORE

    @cached_property
    def telling(self) -> Telling:
        """Which pages tell of which articles."""
        telling = Telling({}, {})
        for path, page in self.pages.items():
            telling.note(path, page.view)
        return telling

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """The planned pages, by their paths in the output."""
        return {output.path: output for output in self.plan.outputs if isinstance(output, Page)}


def plan_site(
    decoded: Decoded,
    settings: Settings,
    now: int,
    unread: Iterable[str] = (),
    visibility: Visibility = READERS,
    more: Planners = NO_MORE,
) -> Planned:
    """Plan the site of what its sources say at ``now`` (seconds since 1970); ``unread`` sources say nothing."""
    broken = {**dict.fromkeys(unread, ()), **decoded.broken}

    @cache
    def withheld() -> frozenset[str]:
        everything, _ = make_site(decoded.records, settings, now, broken, EVERYTHING, decoded.sound)
        return addresses_of(everything, more)

    def planned(at: int, visibility: Visibility) -> tuple[Site, Plan]:
        site, needs = make_site(decoded.records, settings, at, broken, visibility, decoded.sound)
        return site, make_plan(site, needs, withheld, more)

    outputs: dict[str, Output] = {}

    def coming(first: int, last: int) -> Collection[Fault]:
        shown = replace(visibility, future=True, until=last) if last > first else visibility
        rehearsed = planned(first, shown)[1]
        outputs.update((each.path, each) for each in rehearsed.outputs)
        return rehearsed.faults

    site, plan = planned(now, visibility)
    runs: list[list[int]] = []
    if not visibility.future and settings.severities.of_absence:
        runs = [[turn.moment] for turn in turns(decoded.records, now, settings.zone)]
    elif not visibility.future:
        runs = [appearances(decoded.records, now)]
    ahead = rehearse(plan.faults, runs, coming, settings.severities.is_grave)
    faults = (*decoded.faults, *plan.faults, *_announced(ahead, site))
    for each in plan.outputs:
        outputs.pop(each.path, None)
    return Planned(decoded, site, replace(plan, faults=faults, ahead=tuple(outputs.values())), more)


def _announced(ahead: Iterable[tuple[int, Fault]], site: Site) -> Iterator[Fault]:
    """Give the errors that are to come: of what is upcoming itself as they are, of others with their instant."""
    upcoming = {each.path for each in site.records if isinstance(each, Article) and is_upcoming(each, site.now)}
    for instant, fault in ahead:
        of_itself = fault.path in upcoming or fault.code in _OF_THEMSELVES
        yield fault if of_itself else announce(fault, instant, site.now, site.settings.zone)


def only_retitled(old: Mapping[str, SourceRow], new: Mapping[str, SourceRow]) -> list[str] | None:
    """Give the sources that differ in nothing that the plan looks at; ``None`` if others differ, too."""
    if old.keys() != new.keys() or any(old[path].plan_digest != row.plan_digest for path, row in new.items()):
        return None
    return [path for path, row in new.items() if old[path].digest != row.digest]


def retitle(planned: Planned, new: Decoded) -> Planned | None:
    """Put new words and headlines into a plan, of articles that are otherwise as they were.

    Nothing if only a plan can.
    """
    articles = {record.path: record for record in new.records if isinstance(record, Article)}
    pages = (page for page in planned.pages.values() if page.own_of in articles)
    own = {page.own_of: page.view for page in pages if page.view.page.about == page.url}
    lost = any(path in planned.site.placed and path not in own for path in articles)  # such as one without an address
    if lost or not planned.more.only_copies:
        return None
    try:
        told = {path: retell(own[path], article) for path, article in articles.items() if path in own}
        plan = retitle_pages(planned.plan, planned.telling, told.values())
    except (LookupError, OtherwiseShownError):
        return None
    records = [articles.get(record.path, record) for record in planned.decoded.records]
    teasers = {**planned.site.teasers, **{path: each.new for path, each in told.items()}}
    texts = replace(planned.site.texts, teasers=teasers)
    site = replace(planned.site, records=records, teasers=teasers, texts=texts)
    plan = replace(plan, answers=Queries(site, planned.more.questions))
    if plan.searchable is not None:
        from newsgen.search.documents import retitled  # not every site can be searched

        titles = {path: each.own.title for path, each in told.items()}
        plan = replace(plan, searchable=retitled(plan.searchable, titles))
    again = Planned(replace(planned.decoded, records=records), site, plan, planned.more)
    again.__dict__["telling"] = planned.telling  # the same pages tell of the same articles
    return again
