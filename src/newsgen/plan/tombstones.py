"""The pages that stand in the place of withdrawn texts, with the redirects of their old addresses.

Planned behind articles and static pages: whoever wants the address of a withdrawn text is told so where it is asked
for.
"""

from __future__ import annotations

from newsgen.pages import kinds
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner, Page
from newsgen.pages.views import Head, WithdrawnView
from newsgen.plan.part import Part
from newsgen.plan.redirects import redirects_of
from newsgen.site.site import Site


def tombstone_pages(site: Site) -> Part:
    """Plan a page for every tombstone: the site's own words, the date and the reason, and nothing of the text.

    A host's rules may answer there with 410 (RFC 9110, 15.5.11): these pages are all of the kind ``WITHDRAWN``, and
    ``Site.tombstones`` has their addresses, and the old ones with a query, which no page can answer.
    """
    needs = Needs()
    pages: list[Page] = []
    for stone in site.tombstones.values():
        head = Head("withdrawn", site.words.say("withdrawn"), stone.url, breadcrumb=(site.home,), noindex=True)
        view = WithdrawnView(head, stone.date, stone.reason, stone.typography)
        owner = Owner(stone.path, stone.path, stone.spot)
        path = site.routes.output_path(stone.url)
        page = kinds.WITHDRAWN.page(path, view, owner, (stone.path,), own_of=stone.path)
        pages.append(page)
        pages.extend(redirects_of(site, stone.aliases, page, needs))
    return Part(pages, needs)
