"""Pictures that stay online though their text is withdrawn: ``static/`` is published whole, whoever names its files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsgen.base.faults import Address, Argument, Fault, Field, Spot, warning
from newsgen.model.records import Article, Record, StaticPage, Target
from newsgen.pages.needs import Needs
from newsgen.site.site import Site


def left_in_static(site: Site, needs: Needs) -> Iterator[Fault]:
    """Warn of the pictures in ``static/`` that withdrawn texts name and no page shows, which has these ``needs``."""
    if not site.tombstones:
        return
    for record in site.records:
        if record.path not in site.tombstones:
            continue
        for address, spot in _named(record).items():
            found = site.assets.find(address, record.path, Needs())
            if found is None or found[1].width is None or found[0] in needs.pictures:
                continue
            if found[1].path.startswith("static/"):
                message = f"“{address}” stays online: what lies in static/ is published, though this text is withdrawn"
                way_out = f"delete {found[1].path}, or move it beside the text, unless it is shown elsewhere"
                yield warning("still-published", message, record.path, spot, way_out)


def _named(record: Record) -> Mapping[str, Spot]:
    """Give the files that a text may show as pictures, each with the place where it is named first."""
    named: dict[str, Spot] = {}
    if isinstance(record, Article):
        matter = record.matter
        if matter.image is not None:
            named.setdefault(matter.image.src, Field(("image", "src")))
        if matter.video is not None and matter.video.poster is not None:
            named.setdefault(matter.video.poster, Field(("video", "poster")))
        for name, images in matter.galleries.items():
            for index, image in enumerate(images):
                named.setdefault(image.src, Field(("galleries", name, index, "src")))
    for gap in record.body.gaps if isinstance(record, Article | StaticPage) else ():
        if not isinstance(gap, Target):
            for name, value in gap.arguments.items():
                named.setdefault(value, Argument(gap.line, name))
        elif gap.leads == "picture":
            named.setdefault(gap.address, Address(gap.address, gap.nth))
    return named
