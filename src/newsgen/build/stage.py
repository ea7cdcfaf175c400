"""Stale outputs rendered, copied or made in a staging folder, and moved into place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import assert_never

from msgspec.structs import replace

from newsgen.assets.made_pictures import UnmadePicture
from newsgen.base.digest import Digest, digest, digest_bytes
from newsgen.base.faults import Fault
from newsgen.base.observer import Observer
from newsgen.base.opening import pieces
from newsgen.build.edition import Edition
from newsgen.build.render_pages import render_pages
from newsgen.build.request import Request
from newsgen.build.staging_workers import StagedPage
from newsgen.output import last_build
from newsgen.output.decide import Decision, view_digest
from newsgen.output.kept_views import Tells
from newsgen.output.manifests import Entry
from newsgen.output.writer import Kept, Staged, Staging, delete, in_the_way, keep_replaced, move_into_place
from newsgen.pages.encoding import Telling, teaser_in
from newsgen.pages.page import Copy, Indexed, Made, Page, Standing, Written
from newsgen.pages.recipes import Drawn
from newsgen.pages.uncounted import uncounted
from newsgen.pages.views import ArticleDetail
from newsgen.pages.walk import find

KeepFile = Callable[[Decision, Staged, bytes], None]
"""Keeps a staged file, with the key under which it is to be known."""


def stage_stale(
    edition: Edition, staging: Staging, request: Request
) -> tuple[list[Staged], dict[str, Entry], list[Fault]]:
    """Make stale outputs in the staging folder; give the rows that will describe them."""
    store = edition.store
    staged: list[Staged] = []
    entries: dict[str, Entry] = {}
    request.observe("decide")
    stale = [decision for decision in edition.decisions if decision.reason]

    number_of = cache(store.questions.put)

    def keep_page(page: Page, decision: Decision, page_staged: StagedPage) -> None:
        staged.append(page_staged.staged)
        entry = Entry(
            decision.key,
            number_of(page_staged.readings),
            page_staged.staged.digest,
            None,
            decision.reason,
            audience=page.audience,
            said=_said_without_counts(edition, page),
        )
        known = edition.manifest.get(page.path)
        same = _shows_the_same(entry, known)
        if page.own_of is not None:
            words = edition.opened.sources.rows[page.own_of].digest
            teaser = known.teaser if same and known is not None else _teaser_digest(page)
            entry = replace(entry, source=page.own_of, words=words, teaser=teaser)
        asks_now = known is not None and known.readings == number_of(()) and page_staged.readings
        if not same or asks_now:  # what asked nothing may not have been kept
            telling = Telling({}, {})
            telling.note(page.url, page.view)
            if page_staged.readings or telling.in_full or telling.in_short:  # it may be wanted without a plan
                store.views.put(view_digest(decision.key), edition.fold(page), _tells(page, telling))
        entries[page.path] = entry

    def keep_file(decision: Decision, file: Staged, key: bytes) -> None:
        staged.append(file)
        entries[file.path] = Entry(key, None, file.digest, None, decision.reason)

    faults = render_pages(edition, stale, staging, keep_page, request.workers, request.observe)
    files = [each for each in stale if not isinstance(each.output, Page)]
    for decision in request.observe("copy", files):
        _stage_file(edition, decision, staging, keep_file)
    faults.extend(_make_pictures(edition, stale, staging, keep_file, request.observe))
    return staged, entries, faults


def _stage_file(edition: Edition, decision: Decision, staging: Staging, keep: KeepFile) -> None:
    """Stage a copy of an asset, what is made of one, or a text; but for pictures, which are made together."""
    match output := decision.output:
        case Copy(path=path, asset=asset):
            copying = partial(edition.folders.open_source, asset.path)
            copy = staging.stage_file(path, copying, asset.digest, edition.manifest.get(path))
            keep(decision, copy, copy.digest)
        case Made(asset=asset, recipe=recipe) if not isinstance(recipe, Drawn):
            from newsgen.assets.make import make  # for files of assets only, which an edit of words spares

            with edition.folders.open_source(asset.path) as stream:
                data = b"".join(pieces(stream))
            _stage_made(edition, decision, output, staging, keep, make(recipe, data), digest_bytes(data))
        case Written(path=path, text=text):
            keep(decision, staging.stage(path, text.encode(), edition.manifest.get(path)), decision.key)
        case Indexed(path=path):
            assert edition.index is not None
            keep(decision, staging.stage(path, edition.index.data(path), edition.manifest.get(path)), decision.key)
        case Made() | Page():
            return
        case Standing(path=path):
            raise StandingError(path)
        case _:
            assert_never(output)


def _stage_made(
    edition: Edition, decision: Decision, made: Made, staging: Staging, keep: KeepFile, data: bytes, source: Digest
) -> None:
    """Stage a file made of an asset; of one that was edited since it was read, under a key that no plan has."""
    staged = staging.stage(made.path, data, edition.manifest.get(made.path))
    keep(decision, staged, decision.key if source == made.asset.digest else source)


class StandingError(Exception):
    """What was to stand as the last build left it does not: a plan must be made that tells how to make it again."""


def _said_without_counts(edition: Edition, page: Page) -> Digest | None:
    """Digest what a page shows without what is counted of its readers, if anything is."""
    view = uncounted(page.view)
    return None if view is page.view else digest_bytes(edition.fold(replace(page, view=view)))


def _tells(page: Page, telling: Telling) -> Tells:
    """Give the articles that a page tells of, but for the one whose own page it is."""
    others = (url for url in telling.in_full if page.own_of is None or url != page.url)
    return Tells(tuple(others), tuple(telling.in_short))


def _teaser_digest(page: Page) -> Digest | None:
    """Digest an article as lists show it, on its own page."""
    articles = (each for each in find(page.view, ArticleDetail) if each.url == page.url)
    return next((digest(teaser_in(each)) for each in articles), None)


def _shows_the_same(entry: Entry, known: Entry | None) -> bool:
    """Tell whether a page shows what it showed in the last build, which the store has."""
    if known is None or known.key is None or entry.key is None:
        return False
    return view_digest(known.key) == view_digest(entry.key)


def move_pages(
    edition: Edition, staged: Sequence[Staged], entries: Mapping[str, Entry], request: Request, orphans: Sequence[str]
) -> Kept | None:
    """Make the output equal to the plan, and the manifest to the output; for the caller to commit.

    Also give what was replaced and is not newsgen's.
    """
    store, output_name, output = edition.store, edition.folders.output_name, edition.folders.output
    created = {each.path for each in staged if each.path not in edition.manifest}
    new = (each.path for each in staged if each.path in created and each.temporary is not None)
    kept = keep_replaced(output, new, edition.folders.cache)
    unfinished = {path for path, entry in edition.manifest.items() if entry.key is None}
    store.manifests.intend(output_name, created | unfinished)
    last_build.forget(store, output_name)
    store.commit()
    gone = in_the_way(set(orphans), created)
    delete(output, gone)
    stats = move_into_place(output, request.observe("write", staged))
    delete(output, (path for path in orphans if path not in gone))
    request.observe("remember")
    if edition.index is not None:
        edition.index.keep()
    store.manifests.put(output_name, _read_anew(edition))
    finished = ((path, replace(entry, stat=stats[path], built=request.now)) for path, entry in entries.items())
    store.manifests.put(output_name, finished)
    store.manifests.intend(output_name, ())
    store.manifests.forget(output_name, orphans)
    return kept


def _make_pictures(
    edition: Edition, stale: Sequence[Decision], staging: Staging, keep: KeepFile, observe: Observer
) -> list[Fault]:
    """Make and stage the stale pictures; give the faults of those that cannot be decoded."""
    decisions = {each.output.path: each for each in stale}
    faults: dict[str, Fault] = {}
    for each in edition.made_pictures.make((decision.output for decision in stale), observe):
        made, path = each.output, each.output.asset.path
        if isinstance(each, UnmadePicture):
            from newsgen.assets.published import broken_picture  # as above

            faults[path] = broken_picture(path, each.reason)
        else:
            _stage_made(edition, decisions[made.path], made, staging, keep, each.file.read_bytes(), each.source)
    for ahead in edition.made_pictures.make(edition.plan.ahead):  # so that one that cannot be decoded is found today
        if isinstance(ahead, UnmadePicture):
            from newsgen.assets.published import broken_picture  # as above

            faults[ahead.output.asset.path] = broken_picture(ahead.output.asset.path, ahead.reason)
    return list(faults.values())


def _read_anew(edition: Edition) -> Iterator[tuple[str, Entry]]:
    """Give the rows of the pages whose source has changed, or its name, in nothing that they show."""
    for decision in edition.decisions:
        page = decision.output
        if decision.reason or not isinstance(page, Page) or page.own_of is None:
            continue
        entry, words = edition.manifest[page.path], edition.opened.sources.rows[page.own_of].digest
        if (entry.source, entry.words) != (page.own_of, words):
            yield page.path, replace(entry, source=page.own_of, words=words)
