"""What is to appear by itself is checked today, so that a wrong name is found by the editor who typed it.

Nothing of an upcoming article reaches a page: only its errors are kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsgen.diagnostics import Diagnostic, Field, Severity
from newsgen.site.page import Output, Page
from newsgen.site.site import Placed, Site


def rehearse(site: Site, outputs: Mapping[str, Output]) -> Iterator[Diagnostic]:
    """Give the errors of upcoming articles; ``outputs`` are the planned ones by path."""
    faults, links, published = list(site.faults), list(site.texts.links), dict(site.assets.published)
    taken = {path: output.owner.name for path, output in outputs.items() if isinstance(output, Page)}
    for placed in site.upcoming:
        _check(site, placed)
        path = site.routes.output_path(placed.url)
        if path in taken:
            message = f"{placed.url} will be the address of both {placed.article.path} and {taken[path]}"
            spot = Field(("slug" if placed.article.matter.slug else "title",))
            way_out = "change the slug of one of them"
            site.faults.append(Diagnostic("same-address", message, placed.article.path, spot, way_out))
        taken[path] = placed.article.path
    found = site.faults[len(faults) :]
    site.faults[:], site.texts.links[:], site.assets.published = faults, links, published
    yield from (fault for fault in found if fault.severity is Severity.ERROR)


def _check(site: Site, placed: Placed) -> None:
    article, matter = placed.article, placed.article.matter
    site.texts.resolve(article.body, article.path)
    site.picture(matter.image, article.path, ("image", "src"))
    if matter.video is not None and matter.video.poster is not None:
        site.assets.picture(matter.video.poster, article.path, Field(("video", "poster")), site.faults)
    for index, name in enumerate(matter.related):
        site.references.article(name, article.path, Field(("related", index)), site.faults)
    for field, given in (("previous", matter.previous), ("next", matter.next)):
        if isinstance(given, str):
            site.references.article(given, article.path, Field((field,)), site.faults)
