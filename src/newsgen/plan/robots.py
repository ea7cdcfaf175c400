"""robots.txt: which crawlers may ask for what, and where the sitemaps are."""

from __future__ import annotations

from newsgen.pages.kinds import ROBOTS
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner
from newsgen.pages.views import Head, RobotsGroup, RobotsView
from newsgen.plan import news_sitemap
from newsgen.plan.part import Part
from newsgen.site.site import Site

ADDRESS = "/robots.txt"
_EVERYTHING = RobotsGroup(("*",), allow=("/",))


def robots_page(site: Site) -> Part:
    """Plan robots.txt; a file in ``static/`` takes its place."""
    if ADDRESS in site.assets.static:
        return Part([], Needs())
    sitemaps = ["/sitemap.xml", *([news_sitemap.ADDRESS] if site.settings.sitemaps.news else [])]
    head = Head(ROBOTS.name, site.settings.title, site.routes.fixed(ADDRESS), noindex=True)
    view = RobotsView(head, (_EVERYTHING,), tuple(map(site.routes.fixed, sitemaps)))
    return Part([ROBOTS.page(site.routes.output_path(head.url), view, Owner(ADDRESS))], Needs())
