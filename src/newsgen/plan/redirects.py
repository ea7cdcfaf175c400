"""The redirects of ``content/redirects.yaml``: old addresses that belong to no article of today."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from newsgen.base.addresses import decode, within_base
from newsgen.base.faults import Fault, Field, warning
from newsgen.base.places import SETTINGS
from newsgen.pages import kinds
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner, Page
from newsgen.pages.routes import Routes
from newsgen.pages.views import Head, RedirectView
from newsgen.plan.part import Part
from newsgen.site.site import Site

_PROGRAM = re.compile(r"\.([A-Za-z][A-Za-z0-9]{0,4})/$")
"""The ending of a file that is no page, of which a folder has the name now."""
_BEHIND_PATH = re.compile("[?#]")
_WITHOUT = "the redirect is left out"


def redirect(
    site: Site, old: str, title: str, target: str, owner: Owner, needs: Needs, *, about: str | None = None
) -> Page | None:
    """Plan the page at an old address, given as a path, that leads to ``target``.

    None can answer to a query. ``about`` is the article whose headline the title is.
    """
    needs.faults.extend(_doubts(site.routes, old, target, owner))
    if "?" in old:
        return None
    url = site.routes.fixed(old)
    view = RedirectView(Head("redirect", title, url, noindex=True, about=about), target)
    return kinds.REDIRECT.page(site.routes.output_path(url), view, owner, (owner.path,) if owner.path else ())


def redirects_of(site: Site, aliases: Sequence[str], page: Page, needs: Needs) -> Iterator[Page]:
    """Plan the redirects to a page from the old addresses of its text, each once; its own address is none of them."""
    own = site.routes.path(page.url)
    for index, alias in enumerate(aliases):
        if alias == own or alias in aliases[:index]:
            continue
        owner = Owner(page.owner.name, page.owner.path, Field(("aliases", index)))
        head = page.view.page
        planned = redirect(site, alias, head.title, page.url, owner, needs, about=head.about)
        if planned is not None:
            yield planned


def _doubts(routes: Routes, old: str, target: str, owner: Owner) -> Iterator[Fault]:
    """Warn of what only a host can redirect, or only some hosts answer by a page."""
    path, _, query = old.partition("?")
    if "?" in old:
        message = f"no page can answer at “{old}”: only your host sees what stands behind the ?"
        rule = f"let your host redirect ?{query}" + (f" at {path}" if path != "/" else "") + f" to {target}"
    elif (name := _PROGRAM.search(old)) is not None:
        file = old.rstrip("/")
        message = f"a host that runs .{name[1]} files, or hands them out, shows no page at “{file}”"
        rule = f"let your host redirect it, such as by “{routes.fixed(file)} {target} 301” in static/_redirects"
    elif (meant := within_base(old, routes.base)) is not None:
        message = (
            f"“{old}” would answer at “{decode(routes.fixed(old))}”: all addresses are below {routes.base} already"
        )
        rule = f"write {meant}"
    else:
        return
    yield warning("old-address", message, owner.path or SETTINGS, owner.spot, rule)


def redirect_pages(site: Site) -> Part:
    """Plan a page at each old address; report those that lead in a circle."""
    needs = Needs()
    pages: list[Page] = []
    leads: dict[str, tuple[str, Page]] = {}
    for record in site.redirects:
        for index, each in enumerate(record.matter.redirects):
            spot = Field(("redirects", index, "to"))
            target, named = _target(site, each.to, record.path, spot, needs)
            if target is None:
                continue
            owner = Owner(record.path, record.path, Field(("redirects", index, "from")))
            about = next((site.teasers[path] for path in named), None)
            title = about.title if about else target
            page = redirect(site, each.old, title, target, owner, needs, about=about.url if about else None)
            if page is not None:
                leads.setdefault(page.url, (target, page))
                pages.append(page)
    needs.faults.extend(_circles(leads))
    return Part(pages, needs)


def _target(site: Site, to: str, path: str, spot: Field, needs: Needs) -> tuple[str | None, tuple[str, ...]]:
    """Give where an old address leads: of a withdrawn text to its tombstone, for it may not die without a word."""
    stone = site.tombstones.get(site.references.named(to, site.routes.fixed(to), path) or "")
    return (stone.url, ()) if stone else site.texts.destination(to, path, spot, needs, _WITHOUT)


def _circles(leads: Mapping[str, tuple[str, Page]]) -> Iterator[Fault]:
    for old, (first, page) in leads.items():
        passed: set[str] = set()
        reached = _landing(first, leads)
        while reached in leads and reached not in passed:
            passed.add(reached)
            reached = _landing(leads[reached][0], leads)
        if old in passed:
            message = f"{decode(old)} leads back to itself"
            yield Fault("redirect-circle", message, page.owner.path or "", page.owner.spot, "let it lead to a page")


def _landing(target: str, leads: Mapping[str, tuple[str, Page]]) -> str:
    """Give the old address that a browser asks for next, if a target is one: the part of a page is no other page."""
    url = _BEHIND_PATH.split(target)[0]
    return url if url in leads else f"{url}/"
