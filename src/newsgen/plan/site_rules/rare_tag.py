"""A tag has so few articles that its page leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.base.faults import Fault, warning
from newsgen.model.policy import RareTagRule
from newsgen.site.site import Site
from newsgen.site.tags import spot_in


def check(site: Site, rule: RareTagRule) -> Iterator[Fault]:
    """Report tags of too few live articles, each at the first of these."""
    for tag in site.tags.values():
        if (count := len(tag.articles)) < rule.articles:
            first = min(tag.articles, key=lambda article: article.path)
            articles = "1 article" if count == 1 else f"{count} articles"
            message = f"the tag “{tag.link.title}” has {articles}; {rule.articles} make it worth a page"
            way_out = "use a tag that others have, or none"
            yield warning("rare-tag", message, first.path, spot_in(first, tag.slug), way_out)
