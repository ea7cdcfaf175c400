"""A planned site: its records, the site made of them, every output; and how new bodies are put into the same plan.

The plan is a function of the *faces* of the sources (``SourceRow.face``): of an article, all but the words of its body,
which nothing but its own page shows. So where only words have changed, the plan stands and the pages get
the new words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.digest import Digest
from newsgen.base.faults import Fault
from newsgen.content.sources import NOTHING_SAID, TEMPLATES, Decoded, SourceRow
from newsgen.model.records import Article, Record
from newsgen.model.settings import Settings
from newsgen.model.visibility import EVERYTHING, READERS, Showing
from newsgen.pages.page import Output, Page
from newsgen.pages.views import ArticleView
from newsgen.plan.articles import with_text
from newsgen.plan.plan import Plan, addresses_of, plan
from newsgen.plan.queries import Queries
from newsgen.site.site import Site


class Planned(Struct, frozen=True):
    """A site with its plan, what its sources say, and the questions that it answers."""

    decoded: Decoded
    site: Site
    plan: Plan
    queries: Queries

    @property
    def records(self) -> Sequence[Record]:
        """The records of the sources, in the order of their paths."""
        return self.decoded.records

    @property
    def faults(self) -> Sequence[Fault]:
        """The faults of the sources and of the site."""
        return (*self.decoded.faults, *self.plan.faults)


def plan_site(
    decoded: Decoded,
    settings: Settings,
    now: int,
    unread: Iterable[str] = (),
    showing: Showing = READERS,
) -> Planned:
    """Plan the site of what its sources say at ``now`` (seconds since 1970); ``unread`` sources say nothing."""
    broken = {**dict.fromkeys(unread, ()), **decoded.broken}

    @cache
    def withheld() -> frozenset[str]:
        return addresses_of(Site(decoded.records, settings, now, broken, EVERYTHING, decoded.sound))

    site = Site(decoded.records, settings, now, broken, showing, decoded.sound)
    return Planned(decoded, site, plan(site, withheld), Queries(site))


def reworded(old: Mapping[str, SourceRow], new: Mapping[str, SourceRow]) -> Collection[str] | None:
    """Give the sources of which only the words differ; nothing if the plan may differ too. Templates only print it."""
    changed: list[str] = []
    known = 0
    for path, row in new.items():
        if path.startswith(TEMPLATES):
            continue
        before = old.get(path)
        if before is None or before.face != row.face:
            return None
        known += 1
        if before.digest != row.digest:
            changed.append(path)
    if known != sum(not path.startswith(TEMPLATES) for path in old) or _broken_templates(old) != _broken_templates(new):
        return None
    return changed


def _broken_templates(rows: Mapping[str, SourceRow]) -> Mapping[str, Digest]:
    """Give the faces of the templates that are no texts: their faults are among those of the plan."""
    return {path: row.face for path, row in rows.items() if path.startswith(TEMPLATES) and row.face != NOTHING_SAID}


def reword(planned: Planned, new: Decoded) -> Planned:
    """Put new words into the plan: of articles that have the faces that they had."""
    articles = {record.path: record for record in new.records if isinstance(record, Article)}

    def output(each: Output) -> Output:
        if not isinstance(each, Page) or not isinstance(each.view, ArticleView):
            return each
        article = articles.get(each.owner.path or "")
        return replace(each, view=with_text(each.view, article)) if article else each

    records = [articles.get(record.path, record) for record in planned.records]
    return replace(
        planned,
        decoded=replace(planned.decoded, records=records),
        plan=replace(planned.plan, outputs=tuple(map(output, planned.plan.outputs))),
    )
