"""The redirects of ``content/redirects.yaml``: old addresses that belong to no article of today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from newsgen.base.faults import Fault, Field
from newsgen.pages import kinds
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner, Page
from newsgen.pages.routes import folder_url
from newsgen.pages.views import Head, RedirectView
from newsgen.plan.part import Part
from newsgen.site.site import Site

_WITHOUT = "the redirect is left out"


def redirect(path: str, old: str, title: str, target: str, owner: Owner, *, about: str | None = None) -> Page:
    """Plan the page at an old address that leads to ``target``.

    ``about`` is the article whose headline the title is.
    """
    view = RedirectView(Head("redirect", title, old, noindex=True, about=about), target)
    return kinds.REDIRECT.page(path, view, owner, (owner.path,) if owner.path else ())


def redirect_pages(site: Site) -> Part:
    """Plan a page at each old address; report those that lead in a circle."""
    needs = Needs()
    pages: list[Page] = []
    leads: dict[str, tuple[str, Page]] = {}
    for record in site.redirects:
        for index, each in enumerate(record.matter.redirects):
            spot = Field(("redirects", index, "to"))
            target, named = site.texts.destination(each.to, record.path, spot, needs, _WITHOUT)
            if target is None:
                continue
            old = site.routes.fixed(folder_url(each.old))
            owner = Owner(record.path, record.path, Field(("redirects", index, "from")))
            about = next((site.teasers[path] for path in named), None)
            title = about.title if about else target
            path = site.routes.output_path(old)
            page = redirect(path, old, title, target, owner, about=about.url if about else None)
            leads.setdefault(old, (target, page))
            pages.append(page)
    needs.faults.extend(_circles(leads))
    return Part(pages, needs)


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
