"""Stale outputs rendered, copied or made in a staging folder, and moved into place.

Shared by a build that planned everything (``press.py``) and one that prints a few pages again (``reprint.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from newsgen.assets.made_pictures import UnmadePicture
from newsgen.base.digest import Digest, digest, digest_bytes
from newsgen.base.faults import Fault
from newsgen.base.observer import Observer
from newsgen.build.edition import RenderJob
from newsgen.build.render_pages import render_pages
from newsgen.build.report import Report
from newsgen.build.request import Request
from newsgen.build.staging_workers import StagedPage
from newsgen.output import last_build
from newsgen.output.decide import Decision, view_digest
from newsgen.output.store import Entry
from newsgen.output.writer import Kept, Staged, Staging, delete, in_the_way, keep_replaced, move_into_place
from newsgen.pages.encoding import repeats_articles, teaser_in
from newsgen.pages.page import Copy, Made, Page, source_of
from newsgen.pages.recipes import Resized
from newsgen.pages.views import ArticleView


def stage_stale(
    job: RenderJob, staging: Staging, request: Request
) -> tuple[list[Staged], dict[str, Entry], list[Fault]]:
    """Make stale outputs in the staging folder; give the rows that will describe them."""
    store, folders, rows = job.store, job.folders, job.rows
    staged: list[Staged] = []
    entries: dict[str, Entry] = {}
    request.observe("decide")
    stale = [decision for decision in job.decisions if decision.reason]

    number_of = cache(store.put_readings)

    def keep_page(page: Page, decision: Decision, page_staged: StagedPage) -> None:
        staged.append(page_staged.staged)
        entry = Entry(decision.key, number_of(page_staged.readings), page_staged.staged.digest, None, decision.reason)
        if isinstance(view := page.view, ArticleView):
            source = page.owner.path or ""
            entry = replace(entry, source=source, words=rows[source].digest, teaser=digest(teaser_in(view.article)))
        if repeats_articles(view) and not _shows_the_same(entry, job.manifest.get(page.path)):
            store.put_view(view_digest(decision.key), job.fold(page))
        entries[page.path] = entry

    def keep_made(decision: Decision, made: Made, data: bytes, source: Digest) -> None:
        """Keep a file made of an asset; of one that was edited since it was read, under a key that no plan has."""
        staged.append(staging.stage(made.path, data, job.manifest.get(made.path)))
        key = decision.key if source == made.asset.digest else source
        entries[made.path] = Entry(key, None, staged[-1].digest, None, decision.reason)

    faults = render_pages(job, stale, staging, keep_page, request.workers, request.observe)
    for decision in request.observe("copy", [decision for decision in stale if not isinstance(decision.output, Page)]):
        match decision.output:
            case Copy(path=path, asset=asset):
                file = folders.locate(asset.path)
                staged.append(staging.stage_file(path, file, asset.digest, job.manifest.get(path)))
                copied = staged[-1].digest
                entries[path] = Entry(copied, None, copied, None, decision.reason)
            case Made(asset=asset, recipe=recipe) as made if not isinstance(recipe, Resized):
                from newsgen.assets.make import make  # for files of assets only, which an edit of words spares

                data = folders.locate(asset.path).read_bytes()
                keep_made(decision, made, make(recipe, data), digest_bytes(data))
            case _:
                pass
    faults.extend(_make_pictures(job, stale, keep_made, request.observe))
    return staged, entries, faults


def _shows_the_same(entry: Entry, known: Entry | None) -> bool:
    """Tell whether a page shows what it showed in the last build, which the store has."""
    if known is None or known.key is None or entry.key is None:
        return False
    return view_digest(known.key) == view_digest(entry.key)


def move_pages(
    job: RenderJob,
    staged: Sequence[Staged],
    entries: Mapping[str, Entry],
    request: Request,
    orphans: Sequence[str] = (),
) -> Kept | None:
    """Make the output equal to the plan, and the manifest to the output; for the caller to commit.

    Also give what was replaced and is not newsgen's.
    """
    store, tree, output = job.store, job.folders.tree, job.folders.output
    created = {each.path for each in staged if each.path not in job.manifest}
    new = (each.path for each in staged if each.path in created and each.temporary is not None)
    kept = keep_replaced(output, new, job.folders.cache)
    unfinished = {path for path, entry in job.manifest.items() if entry.key is None}
    store.intend(tree, created | unfinished)
    last_build.forget(store, tree)
    store.commit()
    delete(output, in_the_way(set(orphans), created))
    stats = move_into_place(output, request.observe("write", staged))
    delete(output, orphans)
    request.observe("remember")
    store.put_manifest(tree, _read_anew(job))
    store.put_manifest(
        tree, ((path, replace(entry, stat=stats[path], built=request.now)) for path, entry in entries.items())
    )
    store.intend(tree, ())
    store.forget_outputs(tree, orphans)
    return kept


def report_of(planned: int, staged: Sequence[Staged], entries: Mapping[str, Entry]) -> Report:
    """Count what a build has done."""
    return Report(
        planned=planned,
        rendered=sum(1 for entry in entries.values() if entry.readings is not None),
        written=sum(1 for each in staged if each.temporary is not None),
        reasons=tuple(sorted((path, entry.reason) for path, entry in entries.items())),
    )


def _make_pictures(
    job: RenderJob,
    stale: Sequence[Decision],
    keep: Callable[[Decision, Made, bytes, Digest], None],
    observe: Observer,
) -> list[Fault]:
    """Make the stale pictures; give the faults of those that cannot be decoded."""
    decisions = {each.output.path: each for each in stale}
    faults: dict[str, Fault] = {}
    for each in job.made_pictures.make((decision.output for decision in stale), observe):
        path = each.output.asset.path
        if isinstance(each, UnmadePicture):
            from newsgen.assets.published import broken_picture  # as above

            faults[path] = broken_picture(path, each.reason)
        else:
            keep(decisions[each.output.path], each.output, each.file.read_bytes(), each.source)
    return list(faults.values())


def _read_anew(job: RenderJob) -> Iterator[tuple[str, Entry]]:
    """Give the rows of the pages whose source has changed, or its name, in nothing that they show."""
    for decision in job.decisions:
        page = decision.output
        if decision.reason or not isinstance(page, Page) or (source := source_of(page)) is None:
            continue
        entry, words = job.manifest[page.path], job.rows[source].digest
        if (entry.source, entry.words) != (source, words):
            yield page.path, replace(entry, source=source, words=words)
