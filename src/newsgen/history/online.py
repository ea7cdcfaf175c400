"""What of a plan readers may have bookmarked: its pages by the addresses that must not die."""

from __future__ import annotations

from collections.abc import Mapping

from newsgen.build.check import Inspected
from newsgen.hosting.rules import Move
from newsgen.pages import kinds
from newsgen.pages.needs import OldQuery
from newsgen.pages.page import Page
from newsgen.pages.views import CorrectionsView, FrontView, Head, ListView, RedirectView
from newsgen.plan.hosts import titles_refusing

_UNKEPT = frozenset(
    kind.name
    for kind in (kinds.MONTH, kinds.ARCHIVE, kinds.YEAR, kinds.SITEMAP, kinds.NOT_FOUND, kinds.ROBOTS, kinds.SEARCH)
)
"""Kinds of pages that nobody links to, or that machines look for anew."""


def kept_pages(inspected: Inspected) -> Mapping[str, Page]:
    """Give the pages of a site whose addresses are to last, by the paths that these mean below the site's base path.

    Redirects are among them, with the query that they may have; numbered pages of lists and archives are not. Nor are
    twins, which go where their pages go, but that of the front: it tells when the site has none any more.
    """
    routes = inspected.planned.site.routes
    pages = (*inspected.planned.pages.values(), *inspected.planned.plan.by_rule)
    kept = {
        routes.path(page.url): page
        for page in pages
        if page.view.page.kind not in _UNKEPT and not _is_numbered(page) and not _follows(page)
    }
    hosts = inspected.planned.site.settings.hosting
    for each in inspected.planned.plan.by_query:
        if len(titles_refusing(hosts, Move(each.path, each.target, each.query))) < len(hosts):  # one was told
            kept[_address(each)] = _stand_in(each)
    return kept


def answered(inspected: Inspected) -> frozenset[str]:
    """Give the paths below the base path at which the site answers with anything: a page, a file, a rule.

    An old address with a query is among them whether or not a host is told of it: a warning says so if none is.
    """
    site, plan = inspected.planned.site, inspected.planned.plan
    outputs = (*plan.outputs, *plan.by_rule)
    paths = {site.routes.path(output.url) if isinstance(output, Page) else f"/{output.path}" for output in outputs}
    folders = {path.removesuffix("index.html") for path in paths if path.endswith("/index.html")}
    files = {  # that a redirect stands for, in a folder of the same name: /feed.xml
        site.routes.path(each.url).removesuffix("/")
        for each in outputs
        if isinstance(each, Page) and isinstance(each.view, RedirectView)
    }
    return frozenset((*paths, *folders, *files, *map(_address, plan.by_query)))


def _address(old: OldQuery) -> str:
    return f"{old.path}?{old.query}"


def _stand_in(old: OldQuery) -> Page:
    """Give the redirect that would stand at an old address with a query, if a page could."""
    view = RedirectView(Head("redirect", old.owner.name, _address(old), noindex=True), old.target)
    return kinds.REDIRECT.page("", view, old.owner, (old.owner.path,) if old.owner.path else ())


def _follows(page: Page) -> bool:
    """Tell whether this is the twin of a page, whose head it has."""
    return page.url != page.view.page.url and not isinstance(page.view, FrontView)


def _is_numbered(page: Page) -> bool:
    view = page.view
    numbered = view.listing if isinstance(view, ListView) else view if isinstance(view, CorrectionsView) else None
    return numbered is not None and numbered.number is not None
