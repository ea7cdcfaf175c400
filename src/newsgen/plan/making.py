"""The making of a plan: every output of the site, computed from scratch, so that nothing needs invalidating."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.faults import Field, warning
from newsgen.base.places import SETTINGS
from newsgen.content.sources import bodies_of
from newsgen.model.kinds import Instants
from newsgen.model.records import Article, Asset, StaticPage
from newsgen.model.turn import Turn, first_of
from newsgen.model.words import has_catalogue
from newsgen.pages.needs import Needs
from newsgen.pages.page import Indexed, Made, Page, Written
from newsgen.pages.plugins import Plugin, PluginQuestion, instants_of, questions_of
from newsgen.pages.questions import Question
from newsgen.plan.articles import article_pages, static_pages
from newsgen.plan.collisions import each_file_once, names_alike
from newsgen.plan.corrections import correction_pages
from newsgen.plan.distant import distant_dates
from newsgen.plan.feeds import feed_pages
from newsgen.plan.fronts import front_page
from newsgen.plan.hosting import tell_hosts
from newsgen.plan.icons import icon_files
from newsgen.plan.left_in_static import left_in_static
from newsgen.plan.licensing import headers, terms_of
from newsgen.plan.lists import archive_pages, author_pages, category_pages, index_pages, tag_pages
from newsgen.plan.news_sitemap import next_exit
from newsgen.plan.origins import origin_of
from newsgen.plan.part import Follower, Part, Planner
from newsgen.plan.plain import plain_pages
from newsgen.plan.plan import Plan
from newsgen.plan.queries import Queries
from newsgen.plan.redirects import redirect_pages, straighten
from newsgen.plan.robots import robots_page
from newsgen.plan.root_files import root_files
from newsgen.plan.security import ALWAYS_SENT
from newsgen.plan.security_txt import next_instants
from newsgen.plan.sitemaps import sitemap_pages
from newsgen.plan.theme import ground, theme_of
from newsgen.plan.tombstones import tombstone_pages
from newsgen.plan.turns import effective
from newsgen.plan.twins import twin_pages
from newsgen.plan.unplaced import check_unplaced
from newsgen.plan.unused import unused_files
from newsgen.site.calendar import Dates, turns
from newsgen.site.distant import distant
from newsgen.site.links import Withheld, check_links
from newsgen.site.site import Site

if TYPE_CHECKING:
    from newsgen.search.documents import Searchable

PLANNERS: tuple[Planner, ...] = (
    *(front_page, article_pages, static_pages, category_pages, author_pages, tag_pages, index_pages, archive_pages),
    *(tombstone_pages, correction_pages, plain_pages, robots_page, redirect_pages),
)
"""Who makes the pages of a site."""
FOLLOWERS: tuple[Follower, ...] = (feed_pages, twin_pages, sitemap_pages)
"""Who makes what is said of pages elsewhere."""


class Planners(Struct, frozen=True):
    """Who makes pages beside newsgen's own, of the site or of the pages that are planned already.

    And answers questions.
    """

    planners: tuple[Planner, ...] = ()
    followers: tuple[Follower, ...] = ()
    questions: Mapping[str, PluginQuestion] = {}
    only_copies: bool = True
    instants: tuple[Instants, ...] = ()


NO_MORE = Planners()
"""Nobody beside newsgen itself."""


def planners_of(plugins: Collection[Plugin]) -> Planners:
    """Give what plugins add."""
    return Planners(
        tuple(planner for each in plugins for planner in each.planners),
        tuple(follower for each in plugins for follower in each.followers),
        questions_of(plugins),
        all(each.only_copies for each in plugins),
        instants_of(plugins),
    )


def make_plan(site: Site, needs: Needs, withheld: Withheld, more: Planners = NO_MORE) -> Plan:
    """Plan every output of the site, which itself has some ``needs``.

    ``withheld`` gives the addresses that it would have if all its articles were live.
    """
    parts = _parts(site, more)
    queries = [each for part in parts for each in part.needs.queries]
    pages = straighten(site, [page for part in parts for page in part.pages], queries)
    for follow in (*more.followers, *FOLLOWERS):
        parts.append(part := follow(site, tuple(pages)))
        pages.extend(part.pages)
    all_needs = Needs()
    for each in (needs, *(part.needs for part in parts)):
        all_needs.add(each)
    theme_of(site, all_needs)
    _check_settings(site, all_needs)
    all_needs.faults.extend(names_alike([each.path for each in site.records if not isinstance(each, Asset)]))
    faults = all_needs.faults
    searchable, found = _found(site)
    terms = terms_of(site, all_needs)
    files = [*root_files(site, terms, all_needs), *icon_files(site, ground(site))]
    published = [*pages, *files, *site.assets.outputs(all_needs), *found]
    sent = (*ALWAYS_SENT, *(headers(terms) if terms else ()))
    hosts = tell_hosts(site, pages, published, sent, all_needs)
    written = each_file_once(hosts.outputs, partial(origin_of, site), faults)
    outputs = tuple(each for each in written if each.path not in hosts.replaced)
    addresses = _addresses(site, pages, files, all_needs)
    check_links(all_needs.links, site.settings.base, addresses, withheld, faults)
    faults.extend(check_unplaced(site, addresses, withheld))
    faults.extend(site.assets.fingerprints.faults)
    faults.extend(list(site.assets.unseen_flaws(all_needs)))
    faults.extend(site.assets.misnamed(all_needs))
    faults.extend(unused_files(site, all_needs))
    faults.extend(left_in_static(site, all_needs))
    if rules := site.settings.policy.site_rules:
        from newsgen.plan.site_rules import broken_rules  # few newsrooms have rules

        faults.extend(broken_rules(site, rules))
    bodies = frozenset(body.digest for body in bodies_of(site.records))
    ahead = tuple(distant(site.records, site.now, site.settings.zone))
    faults.extend(distant_dates(ahead))
    turn = next(turns(site.records, site.now, site.settings.zone, {}, more.instants), None)
    instants = [each.until for each in ahead]
    if (security := site.settings.security) is not None:
        instants.extend(next_instants(security.until, site.now))
    until = first_of(turn, min(instants, default=None))
    answers, next_turn = Queries(site, more.questions), partial(_next_turn, site, more)
    by_rule = tuple(page for page in pages if page.path in hosts.replaced)
    by_query = tuple(all_needs.queries)
    plan = Plan(
        outputs, tuple(faults), answers, next_turn, until, next_exit(pages), bodies, (), hosts.beside, by_rule, by_query
    )
    return replace(plan, searchable=searchable)


def _found(site: Site) -> tuple[Searchable | None, Sequence[Indexed | Written]]:
    """Give what readers can find of a site, if it has an index, and the files of the search."""
    if not site.settings.search.index:
        return None, ()
    from newsgen.plan.searchable import search_files, searchable_of  # not every site can be searched

    searchable = searchable_of(site)
    return searchable, tuple(search_files(searchable))


def _next_turn(site: Site, more: Planners, asked: Collection[Question], dates: Dates) -> Turn | None:
    announced = turns(site.records, site.now, site.settings.zone, dates, more.instants)
    if more.planners or more.followers:  # which may show of fronts what nobody knows here
        return next(announced, None)
    return next(effective(announced, lambda now: replace(site, now=now), asked), None)


def addresses_of(site: Site, more: Planners) -> frozenset[str]:
    """Give the addresses of all pages of a site, and of all files beside its texts."""
    pages = [page for part in _parts(site, more) for page in part.pages]
    for follow in (*more.followers, *FOLLOWERS):
        pages.extend(follow(site, tuple(pages)).pages)
    return frozenset((*(page.url for page in pages), *site.assets.beside_texts()))


def _parts(site: Site, more: Planners) -> list[Part]:
    return [planner(site) for planner in (*PLANNERS, *more.planners)]


def _addresses(
    site: Site, pages: Sequence[Page], files: Sequence[Made | Written], needs: Needs
) -> dict[str, Article | StaticPage | None]:
    known: dict[str, Article | StaticPage | None] = {page.url: None for page in pages}
    known.update((site.routes.fixed(f"/{each.path}"), None) for each in files)
    for path in site.assets.published(needs):
        known[site.assets.url(path)] = None
        if path.endswith("/index.html"):
            known[site.assets.url(path.removesuffix("index.html"))] = None
    known.update((placed.url, placed.article) for placed in site.placed.values())
    known.update((site.url(page), page) for page in site.pages)
    return known


def _check_settings(site: Site, needs: Needs) -> None:
    if not has_catalogue(site.locale.language):
        message = f"newsgen has no words in “{site.locale.language}” yet: the theme’s texts are in English"
        way_out = "give your own below “words:”, which docs/templates.md lists"
        needs.faults.append(warning("no-catalogue", message, SETTINGS, Field(("language",)), way_out))
    for name in ("logo", "favicon"):
        given: str | None = getattr(site.settings, name)
        if given is not None and given not in site.assets.static:
            site.assets.report_missing(given, SETTINGS, Field((name,)), needs.faults)
        elif given is not None:
            needs.faults.extend(site.assets.unshowable(given, SETTINGS, Field((name,))))
