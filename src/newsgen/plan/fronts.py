"""Fronts: the front page and the heads of sections; the editor's choice first, the newest where nothing is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from msgspec import Struct

from newsgen.base.faults import Field
from newsgen.model.front_matter import Block, CuratedFront, Fill, MostRead, Slot
from newsgen.model.records import Article, Front
from newsgen.pages import kinds
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner
from newsgen.pages.views import FrontBlock, FrontView, Head, SectionFront, Teaser
from newsgen.plan.banner import banner_of
from newsgen.plan.counters import by_views
from newsgen.plan.part import Part
from newsgen.plan.publisher import publisher_of
from newsgen.plan.slots import Places, Slots
from newsgen.site.categories import Node
from newsgen.site.site import Site

_Blocks = Sequence[tuple[Block, Node | None]]
_PLACES = 4


def front_page(site: Site) -> Part:
    """Plan the front page from ``content/fronts/home.yaml``, or a sensible one without it."""
    needs = Needs()
    front = site.fronts.get(None)
    matter, path = (front.matter, front.path) if front else (CuratedFront(), "")
    featured = matter.featured or Slot()
    slots = Slots(site, path, None, matter.exclude, needs.faults)
    blocks = _blocks(site, slots, matter, needs) or [
        (Block(each.path), each) for each in site.categories.children.get(None, ())
    ]
    top = _top(slots, matter, featured, blocks)
    most_read = _most_read(site, slots, matter)
    fill = matter.latest or Fill()
    latest = slots.fill((), fill.count, slots.rule(fill.category, fill.exclude, ("latest",)))
    banner, named = banner_of(site, matter.banner, path, needs)
    url = site.routes.fixed("/")
    head = Head("front", site.settings.title, url, site.settings.description)
    view = FrontView(head, top.lead, top.featured, top.blocks, latest, most_read, banner, publisher_of(site, needs))
    sources = ((path,) if path else ()) + tuple(slots.shown) + named
    return Part([kinds.FRONT.page("index.html", view, Owner("the front page", path or None), sources)], needs)


def section_front(
    site: Site, node: Node, front: Front, newest: Sequence[Article], needs: Needs
) -> tuple[SectionFront, tuple[str, ...]]:
    """Compose the head of a section from its file, above the articles ``newest``.

    Give also the source paths of what it shows: those of ``newest`` among them are not to be shown again.
    """
    matter = front.matter
    slots = Slots(site, front.path, node, matter.exclude, needs.faults)
    top = _top(slots, matter, matter.featured, _blocks(site, slots, matter, needs))
    above = tuple(slots.shown)
    slots.shown.update(dict.fromkeys(article.path for article in newest))
    most_read = _most_read(site, slots, matter)
    banner, named = banner_of(site, matter.banner, front.path, needs)
    listed = {article.path for article in newest}.difference(above)
    shown = tuple(path for path in slots.shown if path not in listed)
    return SectionFront(banner, top.lead, top.featured, top.blocks, most_read), (front.path, *shown, *named)


class _Top(Struct, frozen=True):
    lead: Teaser | None
    featured: tuple[Teaser, ...]
    blocks: tuple[FrontBlock, ...]


def _blocks(site: Site, slots: Slots, matter: CuratedFront, needs: Needs) -> _Blocks:
    blocks: list[tuple[Block, Node | None]] = []
    for index, block in enumerate(matter.blocks):
        spot = Field(("blocks", index, "category"))
        blocks.append((block, site.categories.resolve(block.category, slots.path, spot, needs.faults)))
    return blocks


def _top(slots: Slots, matter: CuratedFront, featured: Slot | None, blocks: _Blocks) -> _Top:
    """Pin all stories, then fill the slots from the top."""
    lead: Places = [slots.pin_one(matter.lead, ("lead",))] if matter.lead else ()
    beside = slots.pin(featured.articles, ("featured", "articles")) if featured else ()
    pinned = [_pin_block(slots, block, node, index) for index, (block, node) in enumerate(blocks)]
    leads = slots.fill(lead, 1, slots.newest())
    if featured is not None:
        rule = slots.rule(featured.category, featured.exclude, ("featured",))
        beside = slots.fill(beside, featured.count or len(beside) or _PLACES, rule)
    filled = []
    for index, ((block, node), places) in enumerate(zip(blocks, pinned, strict=True)):
        out = slots.nodes(block.exclude, ("blocks", index, "exclude"))
        if node is not None:
            articles = slots.fill(places, block.count or len(places) or _PLACES, slots.newest([node], out))
            filled.append(FrontBlock(node.link, articles, block.title or node.title))
    shown = tuple(block for block in filled if block.articles)
    return _Top(leads[0] if leads else None, tuple(each for each in beside if each), shown)


def _pin_block(slots: Slots, block: Block, node: Node | None, index: int) -> Places:
    field = ("blocks", index, "articles")
    if node is None:
        slots.check(block.articles, field)
        return ()
    return slots.pin(block.articles, field)


def _most_read(site: Site, slots: Slots, matter: CuratedFront) -> tuple[Teaser, ...]:
    if matter.most_read is False:
        return ()
    wanted = matter.most_read or MostRead()
    return slots.fill((), wanted.count, by_views(site, list(islice(slots.newest(), wanted.within))))
