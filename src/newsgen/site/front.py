"""The front page: the editor's choice first, the newest where nothing is chosen, and no story twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from newsgen.diagnostics import Field
from newsgen.matter import Block, FrontMatter
from newsgen.model import Article
from newsgen.site.page import Owner, Page
from newsgen.site.site import Site
from newsgen.site.views import FrontBlock, FrontView, Head

_Take = Callable[[Iterable[Article], int], list[Article]]
_FEATURED, _LATEST, _BLOCK = 4, 8, 4


def front_page(site: Site) -> Page:
    """Plan the front page from ``content/fronts/home.yaml``, or a sensible one without it."""
    front = site.fronts.get("home")
    matter, path = (front.matter, front.path) if front else (FrontMatter(), None)
    shown: dict[str, Article] = {}

    def choose(name: str, field: Field) -> list[Article]:
        article = site.references.article(name, path or "", field, site.faults)
        return take([article] if article else [], 1)

    def take(articles: Iterable[Article], count: int) -> list[Article]:
        taken: list[Article] = []
        for article in articles:
            if len(taken) == count:
                break
            if article.path not in shown:
                shown[article.path] = article
                taken.append(article)
        return taken

    lead = choose(matter.lead, Field(("lead",))) if matter.lead else []
    featured = [
        article for index, name in enumerate(matter.featured) for article in choose(name, Field(("featured", index)))
    ]
    lead = lead or take(site.articles, 1)
    featured = featured or take(site.articles, _FEATURED)
    blocks = _blocks(site, matter.blocks, path, take)
    latest = take(site.articles, _LATEST)
    url = site.routes.fixed("/")
    view = FrontView(
        Head("front", site.settings.title, url, site.settings.description),
        site.teaser(lead[0]) if lead else None,
        site.teasers(featured),
        blocks,
        site.teasers(latest),
    )
    owner = Owner("the front page", path)
    return Page("index.html", url, "front.html", view, owner, ((path,) if path else ()) + tuple(shown))


def _blocks(site: Site, chosen: Sequence[Block], path: str | None, take: _Take) -> tuple[FrontBlock, ...]:
    sections = [
        (
            site.categories.resolve(block.category, path or "", Field(("blocks", index, "category")), site.faults),
            block.count,
        )
        for index, block in enumerate(chosen)
    ] or [(node, _BLOCK) for node in site.categories.children.get(None, ())]
    blocks = [
        FrontBlock(node.link, site.teasers(take(site.by_category[node.path], count)))
        for node, count in sections
        if node is not None
    ]
    return tuple(block for block in blocks if block.articles)
