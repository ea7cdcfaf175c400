"""What is to appear by itself is checked today, so that a wrong name is found by the editor who typed it.

So is what has no page yet because of a fault of its own: whoever mends that should not find the next one afterwards.
Nothing of these articles reaches a page: only their errors are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsgen.base.faults import Fault, Field
from newsgen.model.records import Article, StaticPage
from newsgen.pages.needs import Needs
from newsgen.pages.page import Copy, Made, Page, owner_of
from newsgen.pages.routes import folder_url
from newsgen.site.media import galleries_of, picture_of, video_of
from newsgen.site.placing import Placed
from newsgen.site.site import Site
from newsgen.site.texts import Withheld, check_links


def rehearse(
    site: Site,
    outputs: Mapping[str, Page | Copy | Made],
    known: Mapping[str, Article | StaticPage | None],
    withheld: Withheld,
) -> Iterator[Fault]:
    """Give the errors of articles that are upcoming, or unplaced.

    ``outputs`` are the planned ones by path, ``known`` the addresses of all, ``withheld`` those of what is not live.
    """
    needs = Needs()  # and dropped but for the errors: nothing of these articles is published
    taken = {path: owner_of(output).name for path, output in outputs.items()}
    for placed in site.upcoming:
        _check(site, placed.article, needs)
        _claim(site, placed, taken, needs.faults)
    for article in site.unplaced:
        _check(site, article, needs)
    check_links(needs.links, site.settings.base, known, withheld, needs.faults)
    yield from filter(site.settings.severities.is_grave, needs.faults)


def _claim(site: Site, placed: Placed, taken: dict[str, str], faults: list[Fault]) -> None:
    """Take the article's address and its aliases, and report those that are not free."""
    article = placed.article
    spot = Field(("slug" if article.matter.slug else "title",))
    claims = [(placed.url, "same-address", spot)]
    for index, alias in enumerate(article.matter.aliases):
        claims.append((site.routes.fixed(folder_url(alias)), "alias-taken", Field(("aliases", index))))
    for url, code, field in claims:
        path = site.routes.output_path(url)
        if path in taken:
            message = f"{url} will be the address of both {article.path} and {taken[path]}"
            faults.append(Fault(code, message, article.path, field, "change one of them"))
        taken[path] = article.path


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
