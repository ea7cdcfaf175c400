"""The redirects of ``content/redirects.yaml``: old addresses that belong to no article of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsgen.base.faults import Fault, Field
from newsgen.pages.page import Owner, Page, redirect
from newsgen.pages.routes import folder_url
from newsgen.site.site import Site

_WITHOUT = "the redirect is left out"


def redirect_pages(site: Site) -> Iterator[Page]:
    """Plan a page at each old address; report those that lead in a circle."""
    leads: dict[str, tuple[str, Page]] = {}
    for record in site.redirects:
        for index, each in enumerate(record.matter.redirects):
            spot = Field(("redirects", index, "to"))
            target, named = site.texts.destination(each.to, record.path, spot, site.faults, _WITHOUT)
            if target is None:
                continue
            old = site.routes.fixed(folder_url(each.old))
            owner = Owner(record.path, record.path, Field(("redirects", index, "from")))
            title = next((site.placed[path].article.matter.title for path in named), target)
            page = redirect(site.routes.output_path(old), old, title, target, owner)
            leads.setdefault(old, (target, page))
            yield page
    site.faults.extend(_circles(leads))


def _circles(leads: Mapping[str, tuple[str, Page]]) -> Iterator[Fault]:
    for old, (first, page) in leads.items():
        passed: set[str] = set()
        reached = first
        while reached in leads and reached not in passed:
            passed.add(reached)
            reached = leads[reached][0]
        if old in passed:
            message = f"{old} leads back to itself"
            yield Fault("redirect-circle", message, page.owner.path or "", page.owner.spot, "let it lead to a page")
