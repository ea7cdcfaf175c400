"""What has no page yet because of a fault of its own is checked all the same.

So whoever mends that does not find the next one afterwards. Nothing of these articles reaches a page: only their errors
are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsgen.base.faults import Fault, Field
from newsgen.model.records import Article, StaticPage
from newsgen.pages.needs import Needs
from newsgen.site.links import Withheld, check_links
from newsgen.site.media import galleries_of, picture_of, video_of
from newsgen.site.site import Site


def check_unplaced(site: Site, known: Mapping[str, Article | StaticPage | None], withheld: Withheld) -> Iterator[Fault]:
    """Give the errors of articles that are unplaced.

    ``known`` are the addresses of all pages, ``withheld`` those of what is not live.
    """
    needs = Needs()  # and dropped but for the errors: nothing of these articles is published
    for article in site.unplaced:
        _check(site, article, needs)
    check_links(needs.links, site.settings.base, known, withheld, needs.faults)
    yield from filter(site.settings.severities.is_grave, needs.faults)


def _check(site: Site, article: Article, needs: Needs) -> None:
    matter = article.matter
    site.texts.resolve(article.body, article.path, needs, galleries_of(site.assets, article, needs))
    picture_of(site.assets, matter.image, article.path, ("image", "src"), needs)
    video_of(site.assets, article, needs)
    for index, name in enumerate(matter.related):
        site.references.article(name, article.path, Field(("related", index)), needs.faults)
    for field, given in (("previous", matter.previous), ("next", matter.next)):
        if isinstance(given, str):
            site.references.article(given, article.path, Field((field,)), needs.faults)
