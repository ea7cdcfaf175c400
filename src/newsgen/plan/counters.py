"""Counters: how often articles were read and commented on, as the newsroom last counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from newsgen.model.kinds import ARTICLE
from newsgen.model.records import Article

if TYPE_CHECKING:
    from newsgen.site.site import Site

COUNTERS = "counters"
Counters = Mapping[str, Mapping[str, Any]]
"""What is counted of each article, by its path."""


def counters_of(site: Site) -> Counters:
    """Read ``content/data/counters.json``: a source path below content/articles/ → {views, comments}."""
    data = site.data.get(COUNTERS)
    if data is None or not isinstance(data.value, dict):
        return {}
    return {f"{ARTICLE.folder}{path}": each for path, each in data.value.items() if isinstance(each, dict)}


def count(counted: Mapping[str, Any], name: str) -> int | None:
    """Give one of the counts of an article, if there is such a number; nobody is told of none."""
    value = counted.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None


def by_views(site: Site, articles: Sequence[Article]) -> list[Article]:
    """Give those of the articles that have been read, the most read first; ties in their order."""
    counters = counters_of(site)
    views = {each.path: count(counters.get(each.path, {}), "views") or 0 for each in articles}
    return sorted((each for each in articles if views[each.path] > 0), key=lambda each: -views[each.path])
