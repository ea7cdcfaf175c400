"""A reprint: where only words or furniture of articles have changed since the last build, pages are printed again.

The plan of the last build stands, for it looks at nothing that has changed. So the views of the pages are those that were
shown, but for the words (``site/planned.py``) and the furniture (``site/furniture.py``), and the questions of their
templates have the same answers. Whatever is not as the last build left it is no case for a reprint: then everything is planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec.structs import replace

from newsgen.base.digest import Digest, digest
from newsgen.base.faults import has_errors
from newsgen.build.edition import RenderJob
from newsgen.build.folders import Folders
from newsgen.build.opening import Sources
from newsgen.build.report import Report
from newsgen.build.request import Request
from newsgen.build.stage import move_pages, report_of, stage_stale
from newsgen.content.locate import locate
from newsgen.content.sources import decode_records
from newsgen.model.records import Article
from newsgen.model.settings import Settings
from newsgen.output import last_build
from newsgen.output.decide import view_digest
from newsgen.output.last_build import LastBuild
from newsgen.output.store import Entry, Store
from newsgen.output.writer import Staging
from newsgen.pages.encoding import teaser_in, unfold
from newsgen.pages.page import Owner, Page
from newsgen.pages.questions import Question, Remembered, UnansweredError
from newsgen.pages.retitled import NewFurniture, OtherwiseShownError
from newsgen.pages.views import ArticleView, Teaser, View
from newsgen.plan.articles import with_text

_MOST_RETOLD = 20  # headlines: for each, the pages are looked through, and soon a plan is quicker


def reprint(
    request: Request,
    folders: Folders,
    settings: Settings,
    store: Store,
    sources: Sources,
    finished: LastBuild,
    manifest: Mapping[str, Entry],
) -> Report | None:
    """Print what shows new words or furniture; nothing if that is not enough.

    ``finished`` is what will be known of this build: what was known of the last one, whose frame is the same.
    """
    answers = store.answers(folders.tree)
    try:
        pages = list(_pages(store, manifest, sources, answers))
    except (_LostError, OtherwiseShownError):
        return None
    job = RenderJob(
        folders,
        settings,
        sources.files,
        sources.rows,
        pages,
        Remembered(answers),
        store,
        sources.engine,
        manifest=manifest,
    )
    staging = Staging.beside(folders.output, folders.cache)
    try:
        staged, entries, faults = stage_stale(job, staging, request)
        if has_errors(faults) or not job.is_as_read:  # what templates are warned of, the last build said
            return None
        warnings = locate(finished.warnings, folders.read)
        move_pages(job, staged, entries, request)
        last_build.remember(store, folders.tree, finished)
        store.commit()
        return replace(report_of(finished.planned, staged, entries), faults=warnings)
    except UnansweredError:
        return None
    finally:
        staging.clear()


class _LostError(Exception):
    """Something of the last build is not remembered."""


class _LastPages:
    """The pages of the last build, as they are remembered. What is not raises :class:`_LostError`."""

    def __init__(self, store: Store, manifest: Mapping[str, Entry]) -> None:
        self._store = store
        self._paths = {view_digest(each.key): path for path, each in manifest.items() if each.key is not None}
        self._manifest = manifest

    def page_of_article(self, path: str) -> tuple[str, ArticleView]:
        """Give the template and the view of an article's page, which is at ``path`` of the output."""
        key = self._manifest[path].key
        value = self._store.view(view_digest(key)) if key is not None else None
        template, view = unfold(value, self._teaser) if value is not None else ("", None)
        if not isinstance(view, ArticleView):
            raise _LostError
        return template, view

    def showing(self, teaser: Teaser) -> Iterator[tuple[str, str, View]]:
        """Give the pages that show an article in some way: path, template and view."""
        for found, value in self._store.views_with(teaser.url.encode(), digest(teaser)):
            if found in self._paths:
                yield self._paths[found], *unfold(value, self._teaser)

    def _teaser(self, wanted: Digest) -> Teaser:
        path = self._by_teaser.get(wanted)
        if path is None:
            raise _LostError
        return teaser_in(self.page_of_article(path)[1].article)

    @cached_property
    def _by_teaser(self) -> Mapping[Digest, str]:
        return {each.teaser: path for path, each in self._manifest.items() if each.teaser is not None}


def _pages(
    store: Store, manifest: Mapping[str, Entry], sources: Sources, answers: Mapping[Question, bytes]
) -> Iterator[Page]:
    """Give the pages that show what is new in sources: those of the articles themselves, and all that repeat their furniture."""
    last = _LastPages(store, manifest)
    pages: dict[str, tuple[str, View]] = {}
    pairs: list[tuple[Teaser, Teaser]] = []
    for path, entry in manifest.items():
        if entry.source is None or entry.key is None or sources.rows[entry.source].digest == entry.words:
            continue
        article = next(iter(decode_records(store.said_by([entry.source])).records), None)
        if not isinstance(article, Article):
            raise _LostError
        template, before = last.page_of_article(path)
        view = with_text(before, article)
        pages[path] = template, view
        old, new = teaser_in(before.article), teaser_in(view.article)
        if old != new:
            pairs.append((old, new))
    if len(pairs) > _MOST_RETOLD:
        raise OtherwiseShownError
    for old, _ in pairs:
        if any(old.url.encode() in answer for answer in answers.values()):
            raise OtherwiseShownError
        for path, template, shown in last.showing(old):
            pages.setdefault(path, (template, shown))
    furniture = NewFurniture(pairs)
    for path, (template, old_view) in pages.items():
        shown = furniture.view(old_view) if pairs else old_view
        yield Page(path, shown.page.url, template, shown, Owner(path, manifest[path].source))
