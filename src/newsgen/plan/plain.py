"""Pages that need nothing but the settings: for what is not found, and for searching."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from msgspec.structs import replace

from newsgen.pages.kinds import NOT_FOUND, SEARCH
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner
from newsgen.pages.views import Elsewhere, Head, PlainView, SearchView
from newsgen.plan.part import Part
from newsgen.search import FOLDER
from newsgen.site.site import Site


def plain_pages(site: Site) -> Part:
    """Plan these pages; a file in ``static/`` takes the place of each."""
    search = Head(SEARCH.name, site.words.say("search"), "", breadcrumb=(site.home,))
    settings = site.settings.search
    index = site.routes.fixed(f"/{FOLDER}") if settings.index else None
    plain = (
        (NOT_FOUND, "/404.html", PlainView(Head(NOT_FOUND.name, site.words.say("not_found"), "", noindex=True))),
        (SEARCH, site.locale.permalinks.search, SearchView(search, index, _elsewhere(settings.elsewhere))),
    )
    pages = []
    for kind, address, view in plain:
        url = site.routes.fixed(address)
        path = site.routes.output_path(url)
        if f"/{path}" not in site.assets.static:
            pages.append(kind.page(path, replace(view, page=replace(view.page, url=url)), Owner(address)))
    return Part(pages, Needs())


def _elsewhere(address: str | None) -> Elsewhere | None:
    """Take the address of another search apart: a form sends its own fields only, and not what its address asks."""
    if address is None:
        return None
    parts = urlsplit(address)
    return Elsewhere(parts._replace(query="", fragment="").geturl(), tuple(parse_qsl(parts.query)), parts.netloc)
