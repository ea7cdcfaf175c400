"""A lead picture is smaller than the newsroom wants it: services that show links want 1200 pixels (Open Graph)."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.base.faults import Fault, Field, warning
from newsgen.model.policy import WidthRule
from newsgen.pages.needs import Needs
from newsgen.site.site import Site


def check(site: Site, rule: WidthRule) -> Iterator[Fault]:
    """Report lead pictures of live articles that are too narrow; drawings (SVG) have no size of their own."""
    unneeded = Needs()
    for article in site.articles:
        image = article.matter.image
        if image is None or image.src.lower().endswith(".svg"):
            continue
        spot = Field(("image", "src"))
        picture = site.assets.picture(image.src, article.path, spot, unneeded)
        if picture is not None and picture.width is not None and picture.width < rule.pixels:
            message = f"this lead picture is {picture.width} pixels wide; {rule.pixels} are wanted"
            yield warning("narrow-picture", message, article.path, spot, "export it larger from the original")
