"""Theme options made whole: references in menus resolved, colours completed and checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsgen.base.colours import READABLE, contrast, mix, readable
from newsgen.base.faults import Fault, Field, warning
from newsgen.base.places import SETTINGS
from newsgen.model.theme_settings import ColourPair, Colours, MenuEntry
from newsgen.pages.needs import Needs
from newsgen.pages.views import Link, Menus, Section, Shade, Theme
from newsgen.plan.icons import icon_faults, icons_of
from newsgen.site.categories import Categories, Node
from newsgen.site.site import Site

DEFAULTS = {
    "accent": ColourPair("#a3261b", "#ff9f8a"),
    "brand": ColourPair("#14284a", "#0c1322"),
    "paper": ColourPair("#fdfcf9", "#14161a"),
    "ink": ColourPair("#16181d", "#e9e6df"),
}
"""The colours of the built-in style sheet."""
_ON_BRAND = ("#f6f2e8", "#16181d", "#ffffff", "#000000")
_DIM = 0.5  # how far a brand colour without a dark tone is turned down for the night
_TONES = {"tint": 0.05, "line": 0.16, "soft": 0.72}  # between paper and ink
_WITHOUT = "it is left out of the menu"


def theme_of(site: Site, needs: Needs) -> Theme:
    """Resolve the theme options of a site, reporting what they name and is not there."""
    options = site.settings.theme
    logo = site.assets.picture(options.logo, SETTINGS, Field(("theme", "logo")), needs) if options.logo else None
    needs.faults.extend((*_unreadable(options.colours), *icon_faults(site)))
    return Theme(
        colours=_shades(options.colours),
        logo=logo,
        menus=Menus(
            _menu(site, "masthead", options.menus.masthead, needs), _menu(site, "footer", options.menus.footer, needs)
        ),
        socials=tuple(Link(each.title, each.url) for each in options.socials),
        footer=options.footer,
        icons=icons_of(site, ground(site)),
    )


def ground(site: Site) -> Shade:
    """Give the ground of pages by day and by night."""
    paper = _tones(site.settings.theme.colours)["paper"]
    return Shade("paper", paper.light, paper.dark or "")


def section(categories: Categories, node: Node) -> Section:
    """Give a category as menus show it, with those below it."""
    children = tuple(section(categories, child) for child in categories.children.get(node.path, ()))
    return Section(node.title, node.link.url, node.record.matter.description if node.record else None, children)


def _menu(site: Site, name: str, entries: Sequence[MenuEntry], needs: Needs) -> tuple[Section, ...]:
    found = (_entry(site, entry, ("theme", "menus", name, index), needs) for index, entry in enumerate(entries))
    return tuple(each for each in found if each is not None)


def _entry(site: Site, entry: MenuEntry, path: tuple[str | int, ...], needs: Needs) -> Section | None:
    if entry.category is not None:
        node = site.categories.resolve(entry.category, SETTINGS, Field((*path, "category")), needs.faults)
        if node is None:
            return None
        found = section(site.categories, node)
        return Section(entry.title or found.title, found.url, found.description, found.children)
    if entry.page is not None:
        page = site.references.page(entry.page, SETTINGS, Field((*path, "page")), needs.faults, _WITHOUT)
        return Section(entry.title or page.matter.title, site.url(page)) if page else None
    url, _ = site.texts.destination(entry.url or "", SETTINGS, Field((*path, "url")), needs, _WITHOUT)
    return Section(entry.title or "", url) if url else None


def _tones(colours: Colours) -> dict[str, ColourPair]:
    """Complete the colours: what is not given is the built-in sheet's, a dark tone that is not given is made."""
    made = dict(DEFAULTS)
    for name in ("paper", "ink"):
        if (given := getattr(colours, name)) is not None:
            made[name] = ColourPair(given.light, given.dark or DEFAULTS[name].dark)
    night = made["paper"].dark or ""
    if colours.accent is not None:
        made["accent"] = ColourPair(colours.accent.light, colours.accent.dark or readable(colours.accent.light, night))
    if colours.brand is not None:
        brand = colours.brand
        made["brand"] = ColourPair(brand.light, brand.dark or mix(brand.light, "#000000", _DIM))
    return made


def _shades(colours: Colours) -> tuple[Shade, ...]:
    """Give the custom properties that differ from those of the built-in sheet."""
    tones = _tones(colours)
    given = (name for name in DEFAULTS if getattr(colours, name) is not None)
    shades = [Shade(name, tones[name].light, tones[name].dark or "") for name in given]
    paper, ink = tones["paper"], tones["ink"]
    if colours.paper is not None or colours.ink is not None:
        for name, share in _TONES.items():
            light, dark = mix(paper.light, ink.light, share), mix(paper.dark or "", ink.dark or "", share)
            shades.append(Shade(name, light, dark))
    if colours.brand is not None:
        shades.append(Shade("on-brand", _on(tones["brand"].light), _on(tones["brand"].dark or "")))
    return tuple(shades)


def _on(ground: str) -> str:
    """Give the first colour of text that can be read on a ground: black or white always can."""
    return next(text for text in _ON_BRAND if contrast(text, ground) >= READABLE)


def _unreadable(colours: Colours) -> Iterator[Fault]:
    """Warn of text colours that cannot be read on the ground that they stand on, by day or by night."""
    tones = _tones(colours)
    for name in ("ink", "accent"):
        for light in ("light", "dark"):
            given = next((each for each in (name, "paper") if getattr(getattr(colours, each), light, None)), None)
            text, ground = getattr(tones[name], light), getattr(tones["paper"], light)
            if given is None or contrast(text, ground) >= READABLE:
                continue
            message = (
                f"text in {text} on {ground} has a contrast of {contrast(text, ground):.1f} : 1; "
                f"many readers cannot read it below {READABLE} : 1"
            )
            near = readable(text, ground)
            way_out = f"{near} is the nearest that can be read" if given == name else f"choose another {name} with it"
            yield warning("low-contrast", message, SETTINGS, Field(("theme", "colours", given, light)), way_out)
