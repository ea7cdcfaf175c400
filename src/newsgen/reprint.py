"""A reprint: where only words of articles have changed since the last build, their pages are printed again.

The plan of the last build stands, for it is a function of what has not changed (``site/planned.py``); so the views of the
pages are those that were shown, but for the words, and the questions of their templates have the same answers.
Whatever is not as the last build left it is no case for a reprint: then everything is planned.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec
from msgspec.structs import replace

from newsgen.content.locate import locate
from newsgen.content.sources import decode_records
from newsgen.edition import Printing
from newsgen.model import Article
from newsgen.opening import Sources
from newsgen.output import whole
from newsgen.output.decide import view_digest
from newsgen.output.store import Entry, Store
from newsgen.output.whole import Whole
from newsgen.output.writer import Staging
from newsgen.presswork import move_pages, report_of, stage_stale
from newsgen.report import Report
from newsgen.request import Request
from newsgen.settings import Settings
from newsgen.site.articles import article_page_of, with_words
from newsgen.site.page import Page
from newsgen.site.questions import Remembered, UnansweredError
from newsgen.site.views import ArticleView
from newsgen.workplace import Workplace

_DECODE_VIEW = msgspec.msgpack.Decoder(ArticleView).decode


def reprint(
    request: Request,
    workplace: Workplace,
    settings: Settings,
    store: Store,
    sources: Sources,
    last: Whole,
    manifest: Mapping[str, Entry],
) -> Report | None:
    """Print the pages of articles with new words, in the frame of the ``last`` build; nothing if that is not enough."""
    pages = list(_pages(store, manifest, sources))
    if None in pages:
        return None
    printing = Printing(
        workplace,
        settings,
        sources.files,
        sources.rows,
        [page for page in pages if page is not None],
        Remembered(store.answers(workplace.tree)),
        store,
        sources.engine,
        manifest=manifest,
    )
    staging = Staging.beside(workplace.output, workplace.cache)
    try:
        staged, entries, faults = stage_stale(printing, staging, request)
        if faults or printing.faults or not printing.is_as_read:
            return None
        warnings = locate(last.warnings, workplace.read)
        move_pages(printing, staged, entries, request)
        whole.remember(store, workplace.tree, replace(last, inputs=sources.inputs(settings)))
        store.commit()
        return replace(report_of(last.planned, staged, entries), faults=warnings)
    except UnansweredError:
        return None
    finally:
        staging.clear()


def _pages(store: Store, manifest: Mapping[str, Entry], sources: Sources) -> Iterator[Page | None]:
    """Give the pages of the articles whose source has changed; ``None`` for one that is not remembered."""
    for path, entry in manifest.items():
        if entry.source is None or entry.key is None or sources.rows[entry.source].digest == entry.words:
            continue
        records = decode_records({entry.source: sources.rows[entry.source]}).records
        view = store.view(view_digest(entry.key))
        if view is None or not records or not isinstance(article := records[0], Article):
            yield None
        else:
            yield with_words(article_page_of(path, _DECODE_VIEW(view), article), article)
