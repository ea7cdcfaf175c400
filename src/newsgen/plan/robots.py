"""robots.txt: which crawlers may ask for what, and where the sitemaps are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from newsgen.base.faults import Fault, Field
from newsgen.base.places import SETTINGS
from newsgen.model.robots_settings import RobotsRule
from newsgen.pages.kinds import ROBOTS
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner
from newsgen.pages.views import Head, RobotsGroup, RobotsView
from newsgen.plan import news_sitemap
from newsgen.plan.licensing import shut_out, terms_of
from newsgen.plan.part import Part
from newsgen.site.site import Site

ADDRESS: Final = "/robots.txt"
_EVERYTHING: Final = RobotsGroup(("*",), allow=("/",))
_ASCII: Final = "".join(map(chr, range(0x21, 0x7F)))


def robots_page(site: Site) -> Part:
    """Plan robots.txt; a file in ``static/`` takes its place."""
    if ADDRESS in site.assets.static:
        return Part([], Needs())
    needs = Needs()
    groups = [_group(each) for each in site.settings.robots]
    if not any("*" in group.agents for group in groups):
        groups.insert(0, _EVERYTHING)
    terms = terms_of(site, Needs())
    if terms is not None and (denied := shut_out(terms)) is not None:
        needs.faults.extend(_contradictions(site, denied))
        groups.append(denied)
    sitemaps = ["/sitemap.xml", *([news_sitemap.ADDRESS] if site.settings.sitemaps.news else [])]
    head = Head(ROBOTS.name, site.settings.title, site.routes.fixed(ADDRESS), noindex=True)
    licence = terms.licence if terms else None
    view = RobotsView(head, tuple(groups), tuple(map(site.routes.fixed, sitemaps)), licence)
    return Part([ROBOTS.page(site.routes.output_path(head.url), view, Owner(ADDRESS))], needs)


def _group(rule: RobotsRule) -> RobotsGroup:
    allow, disallow = (tuple(quote(path, safe=_ASCII) for path in paths) for paths in (rule.allow, rule.disallow))
    return RobotsGroup(rule.agents, allow if allow or disallow else ("/",), disallow, rule.crawl_delay)


def _contradictions(site: Site, denied: RobotsGroup) -> Iterator[Fault]:
    """Report crawlers with two groups, of which they would take what allows them more (RFC 9309, 2.2.1)."""
    names = {name.lower() for name in denied.agents}
    for index, rule in enumerate(site.settings.robots):
        for number, agent in enumerate(rule.agents):
            if agent.lower() in names:
                message = f"“licensing” shuts {agent} out, and this is another group for it"
                way_out = "take it out here, or allow its use below “licensing”"
                yield Fault("bad-robots", message, SETTINGS, Field(("robots", index, "agents", number)), way_out)
