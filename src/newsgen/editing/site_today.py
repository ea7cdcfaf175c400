"""The site as it stands, read beside whoever builds or previews it: no lock is taken, and nothing is kept.

What the last build or preview knew of the sources is taken over, so that only what has changed since is parsed.
"""

from __future__ import annotations

from msgspec import Struct

from newsgen.base.faults import Located
from newsgen.build.inputs import Opened, read_site
from newsgen.build.request import Request
from newsgen.build.setup import open_site, work_in_copy
from newsgen.content.batch import parse_texts, shared_of
from newsgen.content.engines import check_engine
from newsgen.content.locate import locate
from newsgen.content.sources import Decoded, SourceText, decode_records
from newsgen.model.kinds import ContentKind
from newsgen.model.visibility import EVERYTHING
from newsgen.output.store import Store
from newsgen.pages.plugins import steps_of
from newsgen.plan.making import planners_of
from newsgen.plan.planned import Planned, plan_site


class UnusableSiteError(Exception):
    """The settings of the site cannot be used; ``faults`` say why."""

    def __init__(self, faults: tuple[Located, ...]) -> None:
        super().__init__("the site cannot be used")
        self.faults = faults


class SiteToday(Struct, frozen=True):
    """A site as its sources are now: opened, and decoded."""

    opened: Opened
    decoded: Decoded

    def with_text(self, path: str, kind: ContentKind, data: bytes) -> Planned:
        """Plan the site with one more text: all of it, drafts and what is to come or gone included."""
        opened = self.opened
        sources, request = opened.sources, opened.request
        whole = not check_engine(sources.parse_settings)
        shared = shared_of(
            sources.parse_settings,
            sources.parse_key,
            whole=whole,
            kinds=opened.kinds,
            steps=steps_of(request.plugins),
        )
        (parsed,) = parse_texts(shared, [SourceText(path, kind.name, data)])
        new, old = decode_records([(path, parsed.parsed)], opened.kinds), self.decoded
        decoded = Decoded(
            sorted([*old.records, *new.records], key=lambda record: record.path),
            new.faults,
            {**old.broken, **new.broken},
            [*old.sound, *new.sound],
        )
        more = planners_of(request.plugins)
        return plan_site(decoded, opened.settings, request.now, sources.unread, EVERYTHING, more)


def site_today(request: Request) -> SiteToday:
    """Read a site.

    Raises:
        UnusableSiteError: its settings have errors.
    """
    folders, settings, faults = open_site(request)
    if settings is None:
        raise UnusableSiteError(locate(faults, folders.read))

    def read(store: Store) -> SiteToday:
        opened = read_site(request, folders, settings, store)
        return SiteToday(opened, decode_records(store.sources.said(), opened.kinds))

    return work_in_copy(folders, request.seal, read)
