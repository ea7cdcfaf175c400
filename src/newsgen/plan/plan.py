"""The plan: every output of the site, recomputed from scratch on every build, so that nothing needs invalidating."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from newsgen.base.faults import Fault, Field, warning
from newsgen.base.places import SETTINGS
from newsgen.model.kinds import ARTICLE, PAGE
from newsgen.model.records import Article, StaticPage
from newsgen.model.words import has_catalogue
from newsgen.pages.page import Output, Page, owner_of
from newsgen.pages.views import RedirectView
from newsgen.plan.articles import article_pages, static_pages
from newsgen.plan.fronts import front_page
from newsgen.plan.lists import archive_pages, author_pages, category_pages, index_pages, tag_pages
from newsgen.plan.machines import feed_page, plain_pages, sitemap_pages
from newsgen.plan.redirects import redirect_pages
from newsgen.plan.theme import theme_of
from newsgen.plan.upcoming import rehearse
from newsgen.site.site import Site
from newsgen.site.texts import Withheld, check_links

_LONGEST_NAME, _LONGEST_PATH = 255, 1000  # bytes: what file systems take, and a sensible part of what systems do


class Plan(Struct, frozen=True):
    """All outputs, each path once, and all the faults of the site."""

    outputs: tuple[Output, ...]
    faults: tuple[Fault, ...]


def plan(site: Site, withheld: Withheld) -> Plan:
    """Plan every output of the site. ``withheld`` gives the addresses that it would have if all its articles were live."""
    pages = _pages(site)
    pages.extend(sitemap_pages(site, pages))
    faults = site.faults
    theme_of(site, faults)
    outputs = _each_path_once([*pages, *site.assets.outputs()], faults)
    addresses = _addresses(site, pages)
    check_links(site.texts.links, site.settings.base, addresses, withheld, faults)
    faults.extend(rehearse(site, {output.path: output for output in outputs}, addresses, withheld))
    faults.extend(site.assets.fingerprints.faults)
    faults.extend(list(site.assets.unseen_flaws(faults)))
    _check_settings(site)
    return Plan(tuple(outputs), tuple(faults))


def addresses_of(site: Site) -> frozenset[str]:
    """Give the addresses of all pages of a site."""
    return frozenset(page.url for page in _pages(site))


def _pages(site: Site) -> list[Page]:
    """Plan all pages but sitemaps, which list them."""
    return [
        front_page(site),
        *article_pages(site),
        *static_pages(site),
        *category_pages(site),
        *author_pages(site),
        *tag_pages(site),
        *index_pages(site),
        *archive_pages(site),
        feed_page(site),
        *plain_pages(site),
        *redirect_pages(site),
    ]


def _each_path_once(outputs: Iterable[Output], faults: list[Fault]) -> Sequence[Output]:
    by_path: dict[str, Output] = {}
    folders: dict[str, Output] = {}
    for output in outputs:
        other = by_path.setdefault(output.path, output)
        if other is not output:
            faults.append(_same_address(output, other))
            if _rank(other) < _rank(output):
                by_path[output.path] = output
        folder = output.path.rpartition("/")[0]
        while folder and folder not in folders:
            folders[folder] = output
            folder = folder.rpartition("/")[0]
    faults.extend(_same_address(by_path[path], folders[path]) for path in sorted(by_path.keys() & folders.keys()))
    # Pages that nobody could write are not rendered either: the deeper a category, the longer its page of addresses.
    too_long = {path: output for path, output in by_path.items() if _is_too_long(path)}
    faults.extend(map(_too_long, too_long.values()))
    return [output for path, output in by_path.items() if path not in too_long]


def _is_too_long(path: str) -> bool:
    return len(path) > _LONGEST_NAME // 4 and (
        len(path.encode()) > _LONGEST_PATH or max(len(name.encode()) for name in path.split("/")) > _LONGEST_NAME
    )


def _too_long(output: Output) -> Fault:
    owner = owner_of(output)
    message = f"this address is too long for the file system: {output.path[:60]}…"
    return Fault("long-address", message, owner.path or "newsgen.yaml", owner.spot, "write a shorter one")


def _same_address(first: Output, second: Output) -> Fault:
    """Report at the file that can be changed: a redirect before an article, an article before a made page."""
    low, high = (first, second) if _rank(first) < _rank(second) else (second, first)  # the newer of two articles
    owner, other = owner_of(low), owner_of(high)
    place = owner.path or "newsgen.yaml"
    if isinstance(low, Page) and isinstance(low.view, RedirectView):
        message = f"the alias {low.url} is the address of {other.name}"
        return Fault("alias-taken", message, place, owner.spot, "remove the alias: that address is in use")
    address = low.url if isinstance(low, Page) else f"/{low.path}"
    message = f"{address} is the address of both {owner.name} and {other.name}"
    return Fault("same-address", message, place, owner.spot, "give one of them another slug")


def _rank(output: Output) -> int:
    if isinstance(output, Page) and isinstance(output.view, RedirectView):
        return 0
    path = owner_of(output).path or ""
    return 1 if path.startswith((ARTICLE.folder, PAGE.folder)) else 2 if path else 3


def _addresses(site: Site, pages: Sequence[Page]) -> dict[str, Article | StaticPage | None]:
    known: dict[str, Article | StaticPage | None] = {page.url: None for page in pages}
    known.update((site.assets.url(path), None) for path in site.assets.published)
    known.update((placed.url, placed.article) for placed in site.placed.values())
    known.update((site.url(page), page) for page in site.pages)
    return known


def _check_settings(site: Site) -> None:
    if not has_catalogue(site.settings.language):
        message = f"newsgen has no words in “{site.settings.language}” yet: the theme’s texts are in English"
        way_out = "give your own below “words:”, which docs/templates.md lists"
        site.faults.append(warning("no-catalogue", message, SETTINGS, Field(("language",)), way_out))
    for name in ("logo", "favicon"):
        given: str | None = getattr(site.settings, name)
        if given is not None and given not in site.assets.static:
            site.assets.report_missing(given, "newsgen.yaml", Field((name,)), site.faults)
