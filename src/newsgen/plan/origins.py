"""Where the pages come from that newsgen makes of names: the place in a text that names the tag, category or author.

Looked for only where such a page has a fault, so that somebody is told where to mend it.
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.base.faults import Field, Place, Spot
from newsgen.base.places import SETTINGS
from newsgen.model.records import Article
from newsgen.pages.page import Page
from newsgen.site.site import Site


def origin_of(site: Site, page: Page) -> tuple[str, Spot]:
    """Give the source file that asks for a page, and the place in it; the settings where none does."""
    if page.owner.path is not None:
        return page.owner.path, page.owner.spot
    for path in sorted(path for path in page.sources if path in site.placed):
        for url, spot in _named(site, site.placed[path].article):
            if page.url.startswith(url):
                return path, spot
    return SETTINGS, Place()


def _named(site: Site, article: Article) -> Iterator[tuple[str, Spot]]:
    """Give the addresses of the pages that an article makes newsgen have, and the names of which they are made."""
    matter = article.matter
    for slug, tag in article.tags:
        yield site.tags[slug].link.url, Field(("tags", matter.tags.index(tag)))
    for index, name in enumerate(matter.author):
        if (person := site.authors.resolve(name, article.path, Field(()), [])) is not None:
            yield person.url, Field(("author", index))
    for index, name in enumerate(matter.category):
        for found in site.categories.find(name):
            yield from ((node.link.url, Field(("category", index))) for node in site.categories.lineage(found))
