"""Pages that need nothing but the settings: for what is not found, and for searching."""

from __future__ import annotations

from msgspec.structs import replace

from newsgen.pages.kinds import NOT_FOUND, SEARCH
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner
from newsgen.pages.views import Head, PlainView
from newsgen.plan.part import Part
from newsgen.site.site import Site


def plain_pages(site: Site) -> Part:
    """Plan these pages; a file in ``static/`` takes the place of each."""
    search = Head(SEARCH.name, site.words.say("search"), "", breadcrumb=(site.home,))
    plain = (
        (NOT_FOUND, "/404.html", Head(NOT_FOUND.name, site.words.say("not_found"), "", noindex=True)),
        (SEARCH, site.locale.permalinks.search, search),
    )
    pages = []
    for kind, address, head in plain:
        url = site.routes.fixed(address)
        path = site.routes.output_path(url)
        if f"/{path}" not in site.assets.static:
            pages.append(kind.page(path, PlainView(replace(head, url=url)), Owner(address)))
    return Part(pages, Needs())
