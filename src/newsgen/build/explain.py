"""Why a page was or was not rendered, and what it depends on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec import Struct

from newsgen.base.accents import name_of
from newsgen.base.addresses import decode, file_of
from newsgen.base.faults import Located
from newsgen.build.edition import Edition
from newsgen.build.inputs import read_site
from newsgen.build.pipeline import plan_opened
from newsgen.build.request import Request
from newsgen.build.setup import ask_store, open_site
from newsgen.content.locate import locate
from newsgen.model.kinds import DATA
from newsgen.model.records import Article, Record, StaticPage
from newsgen.output.decide import Decision, templates_of
from newsgen.output.manifests import Entry
from newsgen.output.store import Store
from newsgen.pages.page import Copy, Indexed, Made, Page, Written
from newsgen.pages.questions import Readings
from newsgen.site.calendar import is_live, why_not_live

_MOST_PAGES = 200


class Explanation(Struct, frozen=True):
    """The lines to print; no line means that nothing of that name is known.

    Faults are given only when they hide everything else; ``notes`` tell what was put aside of the cache.
    """

    lines: tuple[str, ...] = ()
    faults: tuple[Located, ...] = ()
    notes: tuple[str, ...] = ()


def explain(request: Request, name: str) -> Explanation:
    """Explain a page (an address or a path of the output) or a source file."""
    folders, settings, faults = open_site(request)
    if settings is None:
        return Explanation(faults=locate(faults, folders.read))

    def explained(store: Store) -> Explanation:
        opened = read_site(request, folders, settings, store)
        planned = plan_opened(opened)
        edition = Edition(opened, planned.plan)
        pages = [line for decision in _pages_named(edition, name) for line in _page(edition, decision)]
        lines = pages or list(_source(edition, planned.decoded.records, name, request.now))
        return Explanation(tuple(lines), notes=tuple(each.note for each in store.asides))

    return ask_store(folders, request.seal, explained)


def _pages_named(edition: Edition, name: str) -> Iterator[Decision]:
    base = edition.settings.base
    path = name.removeprefix(edition.settings.url.removesuffix(base)) if "://" in name else name
    written = [name_of(each.strip("/")) for each in (name, path, f"{path}/".removeprefix(f"{base}/"))]
    files = {file for each in written for file in (each, decode(each))}
    paths = files | {file_of(f"/{file}/" if file else "/") for file in files}
    output_name = f"{edition.folders.output_name}/"
    for decision in edition.decisions:
        if decision.output.path in paths or f"{output_name}{decision.output.path}" in files:
            yield decision


def _page(edition: Edition, decision: Decision) -> Iterator[str]:
    output = decision.output
    yield output.url if isinstance(output, Page) else f"/{output.path}"
    yield f"  file: {edition.folders.output_name}/{output.path}"
    yield f"  now: {'would be made again: ' + decision.reason if decision.reason else 'up to date'}"
    entry = edition.manifest.get(output.path)
    if entry is not None and entry.built is not None:
        last = datetime.fromtimestamp(entry.built, edition.settings.zone).isoformat()
        newest = max(each.built or 0 for each in edition.manifest.values())
        when = (
            "in the last build that made anything"
            if entry.built == newest
            else "not in the last build that made anything"
        )
        yield f"  last made: {last} ({when}), because {entry.reason}"
    if isinstance(output, Copy | Made):
        yield f"  {'copied' if isinstance(output, Copy) else 'made'} from: {output.asset.path}"
        return
    if isinstance(output, Written | Indexed):
        yield f"  holds: {output.owner.name}"
    if not isinstance(output, Page):
        return
    yield f"  templates: {', '.join(edition.templates.closure(templates_of(output)))}"
    readings = _readings(edition, entry)
    if readings:
        asked = (f"site.{name}({', '.join(map(repr, arguments))})" for name, arguments, _ in readings)
        yield f"  asks: {', '.join(asked)}"
    for source in dict.fromkeys(output.sources):
        yield f"  shows: {source}"


def _source(edition: Edition, records: Sequence[Record], name: str, now: int) -> Iterator[str]:
    path = name_of(name.removeprefix("./"))
    record = next((each for each in records if each.path == path), None)
    decisions = [each for each in edition.decisions if _depends(edition, each, path)]
    if record is None and not decisions and not path.startswith("templates/"):
        return
    yield path
    if isinstance(record, Article | StaticPage):
        yield f"  published: {'yes' if is_live(record, now) else 'no, ' + why_not_live(record, now)}"
    for decision in decisions[:_MOST_PAGES]:
        yield f"  on {decision.output.path}: {decision.reason or 'up to date'}"
    if len(decisions) > _MOST_PAGES:
        yield f"  and on {len(decisions) - _MOST_PAGES} more"
    if not decisions:
        yield "  on no page"


def _readings(edition: Edition, entry: Entry | None) -> Readings:
    """Give the questions that a page asked when it was made last."""
    return edition.store.questions.all().get(entry.readings, ()) if entry and entry.readings is not None else ()


def _depends(edition: Edition, decision: Decision, path: str) -> bool:
    output = decision.output
    if isinstance(output, Copy | Made):
        return output.asset.path == path
    if not isinstance(output, Page):
        return False
    if path.startswith("templates/"):
        return path.removeprefix("templates/") in edition.templates.closure(templates_of(output))
    entry = edition.manifest.get(output.path)
    readings = _readings(edition, entry)
    return path in output.sources or any((name, *arguments) in _questions(path) for name, arguments, _ in readings)


def _questions(path: str) -> set[tuple[str, ...]]:
    """Give the questions whose answers come from a source file of their own."""
    if path.startswith("static/"):
        return {("asset", path.removeprefix("static/")), ("asset", path.removeprefix("static"))}
    if path.startswith(DATA.folder):
        return {("data", DATA.name_of(path))}
    return set()
