"""A category has a page and a place in menus, and no article."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.base.faults import Fault, Field, warning
from newsgen.model.policy import Rule
from newsgen.model.records import Article
from newsgen.site.site import Site


def check(site: Site, _rule: Rule) -> Iterator[Fault]:
    """Report categories that no article is filed under, nor under one below, be it live or not."""
    empty = [node for path, node in site.categories.nodes.items() if node.record and not site.by_category[path]]
    if not empty:
        return
    names = {name for each in site.records if isinstance(each, Article) for name in each.matter.category}
    meant = (node for name in names for node in site.categories.find(name))
    used = {above.path for node in meant for above in site.categories.lineage(node)}
    for node in empty:
        if node.record is not None and node.path not in used:
            message = f"no article is filed under “{node.title}”"
            way_out = "delete the file, or file something under it"
            yield warning("unused-category", message, node.record.path, Field(("title",)), way_out)
