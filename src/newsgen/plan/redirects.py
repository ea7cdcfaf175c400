"""The redirects of ``content/redirects.yaml``: old addresses that belong to no article of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from newsgen.base.addresses import decode, within_base
from newsgen.base.faults import Fault, Field, warning
from newsgen.base.places import SETTINGS
from newsgen.hosting.locations import location
from newsgen.hosting.rules import PROGRAM, Move
from newsgen.pages import kinds
from newsgen.pages.needs import Needs, OldQuery
from newsgen.pages.page import Owner, Page
from newsgen.pages.views import Head, RedirectView
from newsgen.plan.hosts import titles_refusing
from newsgen.plan.leads import Leads
from newsgen.plan.part import Part
from newsgen.site.site import Site

_WITHOUT = "the redirect is left out"


def redirect(
    site: Site, old: str, title: str, target: str, owner: Owner, needs: Needs, *, about: str | None = None
) -> Page | None:
    """Plan the page at an old address, given as a path, that leads to ``target``.

    None can answer to a query, which only hosts are told of. ``about`` is the article whose headline the title is.
    """
    path, _, query = old.partition("?")
    needs.faults.extend(_doubts(site, old, target, owner))
    if "?" in old:
        if query:
            needs.queries.append(OldQuery(path, query, target, owner))
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


def _doubts(site: Site, old: str, target: str, owner: Owner) -> Iterator[Fault]:
    """Warn of what only a host can redirect, or only some hosts answer by a page, and of what is not meant."""
    path, _, query = old.partition("?")
    routes = site.routes
    if "?" in old:
        message = f"no page can answer at “{old}”: only your host sees what stands behind the ?"
        rule = f"let it redirect ?{query}" + (f" at {path}" if path != "/" else "") + f" to {target}"
        way_out = _rule_needed(site, Move(decode(routes.base) + path, location(target), query), rule)
    elif (name := PROGRAM.search(old)) is not None:
        file = old.rstrip("/")
        message = f"a host that runs .{name[1]} files, or hands them out, shows no page at “{file}”"
        rule = f"let it redirect by a rule such as “{routes.fixed(file)} {target} 301”"
        way_out = _rule_needed(site, Move(decode(routes.base) + path, location(target)), rule)
    elif (meant := within_base(old, routes.base)) is not None:
        message = (
            f"“{old}” would answer at “{decode(routes.fixed(old))}”: all addresses are below {routes.base} already"
        )
        way_out = f"write {meant}"
    else:
        return
    if way_out:
        yield warning("old-address", message, owner.path or SETTINGS, owner.spot, way_out)


def _rule_needed(site: Site, move: Move, rule: str) -> str:
    """Say how an old address comes to the rule that it needs; nothing where every host is told."""
    if not (chosen := site.settings.hosting):
        return f"name your host below “hosting:” in newsgen.yaml, or {rule}"
    refusing = titles_refusing(chosen, move)
    return f"{' and '.join(refusing)} cannot be told by newsgen: {rule}, if it can" if refusing else ""


def redirect_pages(site: Site) -> Part:
    """Plan a page at each old address; report those that lead in a circle."""
    needs = Needs()
    pages: list[Page] = []
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
                pages.append(page)
    needs.faults.extend(_circles(site, pages, needs.queries))
    return Part(pages, needs)


def _target(site: Site, to: str, path: str, spot: Field, needs: Needs) -> tuple[str | None, tuple[str, ...]]:
    """Give where an old address leads: of a withdrawn text to its tombstone, for it may not die without a word."""
    here = site.texts.here(to)
    stone = site.tombstones.get(site.references.named(here, site.routes.fixed(here), path) or "")
    return (stone.url, ()) if stone else site.texts.destination(to, path, spot, needs, _WITHOUT)


def straighten(site: Site, pages: Sequence[Page], queries: Iterable[OldQuery]) -> list[Page]:
    """Let each redirect lead where the last of a chain does; one in a circle is a fault, wherever it leads."""
    leads = Leads.of(site, pages, queries)
    return [_straightened(page, leads) if page.url in leads.targets else page for page in pages]


def _straightened(page: Page, leads: Leads) -> Page:
    if not isinstance(page.view, RedirectView) or (target := leads.last(page.view.target)) == page.view.target:
        return page
    return replace(page, view=replace(page.view, target=target))


def _circles(site: Site, pages: Sequence[Page], queries: Sequence[OldQuery]) -> Iterator[Fault]:
    owners = {page.url: page.owner for page in reversed(pages)}
    owners |= {f"{site.routes.fixed(each.path)}?{each.query}": each.owner for each in reversed(queries)}
    for old in Leads.of(site, pages, queries).circles():
        message = f"{decode(old)} leads back to itself"
        yield Fault("redirect-circle", message, owners[old].path or "", owners[old].spot, "let it lead to a page")
