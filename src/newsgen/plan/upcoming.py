"""What is to appear by itself is checked today, so that a wrong name is found by the editor who typed it.

So is what has no page yet because of a fault of its own: whoever mends that should not find the next one afterwards.
Nothing of these articles reaches a page: only their errors are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsgen.base.addresses import file_of, flaw_of, folded
from newsgen.base.faults import Fault, Field
from newsgen.model.records import Article, StaticPage
from newsgen.pages.needs import Needs
from newsgen.pages.page import Copy, Made, Page, owner_of
from newsgen.plan.collisions import bad_address
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
    taken = {folded(path): owner_of(output).name for path, output in outputs.items()}
    for placed in site.upcoming:
        _check(site, placed.article, needs)
        _claim(site, placed, taken, needs.faults)
    for article in site.unplaced:
        _check(site, article, needs)
    check_links(needs.links, site.settings.base, known, withheld, needs.faults)
    yield from filter(site.settings.severities.is_grave, needs.faults)


def _claim(site: Site, placed: Placed, taken: dict[str, str], faults: list[Fault]) -> None:
    """Take the article's address and its aliases, and report those that are not free, or can be none."""
    article = placed.article
    spot = Field(("slug" if article.matter.slug else "title",))
    path = site.routes.path(placed.url)
    if (flaw := flaw_of(path)) is not None:
        faults.append(bad_address(path, flaw, article.path, spot))
        return
    claims = {path: ("same-address", spot)}
    for index, alias in enumerate(article.matter.aliases):
        if "?" not in alias:
            claims.setdefault(alias, ("alias-taken", Field(("aliases", index))))
    for claimed, (code, field) in claims.items():
        file = folded(file_of(claimed))
        if file in taken:
            message = f"{claimed} will be the address of both {article.path} and {taken[file]}"
            faults.append(Fault(code, message, article.path, field, "change one of them"))
        taken[file] = article.path


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
