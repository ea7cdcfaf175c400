"""Tombstones: what is left of texts that were withdrawn, and nothing of these texts themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from newsgen.base.faults import Fault, Field, Spot
from newsgen.model.records import Article, StaticPage, Url
from newsgen.pages.routes import Routes
from newsgen.site.categories import Categories
from newsgen.site.placing import categories_of


class Tombstone(Struct, frozen=True, gc=False):
    """What is left of the text in the source file ``path``, whose address is made of the field at ``spot``.

    ``aliases`` are its old addresses, as paths of the site (``/old/``, ``/?p=7``). ``date`` (ISO 8601) is since when it
    is withdrawn, ``reason`` what readers are told.
    """

    path: str
    spot: Spot
    url: Url
    aliases: tuple[str, ...]
    date: str
    reason: str
    typography: bool | None = None


def tombstones_of(
    texts: Iterable[Article | StaticPage], categories: Categories, routes: Routes, faults: list[Fault]
) -> Mapping[str, Tombstone]:
    """Give the tombstones of withdrawn texts by their source paths, adding to ``faults``; no address, no tombstone."""
    found: dict[str, Tombstone] = {}
    for text in texts:
        matter, withdrawn = text.matter, text.matter.withdrawn
        if isinstance(text, StaticPage):
            url = routes.page(text.slug)
        elif nodes := categories_of(text, categories, faults):
            url = routes.article(text, nodes[0].path)
        else:
            continue
        assert withdrawn is not None
        spot = Field(("slug",)) if matter.slug else Field(("title",))
        found[text.path] = Tombstone(
            text.path, spot, url, matter.aliases, withdrawn.date, withdrawn.reason, matter.typography
        )
    return found
