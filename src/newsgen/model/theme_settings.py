"""The options of the theme in ``newsgen.yaml``: colours, logo, menus, networks, the line at the foot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from msgspec import Meta, Struct

from newsgen.base.faults import Fault, Field
from newsgen.model.front_matter import WebLink
from newsgen.schema.text_kinds import Colour, Destination, Name, Prose, SitePath


def _about(description: str) -> Meta:
    return Meta(description=description)


class ColourPair(Struct, frozen=True):
    """A colour by day and by night: `"#a3261b"`, or `{light: "#a3261b", dark: "#ff9f8a"}`."""

    light: Annotated[Colour, _about('in quotes, such as `"#a3261b"`: behind a bare # all is a comment')]
    dark: Annotated[
        Colour | None, _about("the same for readers who have chosen dark; made from the light one if absent")
    ] = None


class Colours(Struct, frozen=True):
    """The colours of the theme. What is not given stays as it is."""

    accent: Annotated[ColourPair | None, _about("links, kickers, marks")] = None
    brand: Annotated[ColourPair | None, _about("the ground of the foot of pages")] = None
    paper: Annotated[ColourPair | None, _about("the ground of pages")] = None
    ink: Annotated[ColourPair | None, _about("running text")] = None


class MenuEntry(Struct, frozen=True):
    """A line of a menu: a category, a page or an address."""

    category: Annotated[Name | None, _about("a category, as in an article")] = None
    page: Annotated[str | None, _about("a static page: its slug or its file in `content/pages/`")] = None
    url: Annotated[Destination | None, _about("an article, a path of the site or a web address")] = None
    title: Annotated[
        Prose | None, _about("what the line says; the title of the category or page if absent, needed with `url`")
    ] = None


class MenuSettings(Struct, frozen=True):
    """The menus of the theme."""

    masthead: Annotated[tuple[MenuEntry, ...], _about("below the name of the newspaper; all sections by default")] = ()
    footer: Annotated[tuple[MenuEntry, ...], _about("at the foot of pages; all static pages by default")] = ()


class ThemeSettings(Struct, frozen=True):
    """What a newsroom can choose about the theme without touching a template."""

    colours: Annotated[Colours, _about('colours, as `"#a3261b"` or `{light: …, dark: …}`')] = Colours()
    logo: Annotated[SitePath | None, _about("a picture in `static/` in place of the name in the masthead")] = None
    menus: Annotated[MenuSettings, _about("lists of `{category: …}`, `{page: …}` or `{title: …, url: …}`")] = (
        MenuSettings()
    )
    socials: Annotated[tuple[WebLink, ...], _about("the newspaper elsewhere: `{title: Mastodon, url: https://…}`")] = ()
    footer: Annotated[Prose | None, _about("one line of text at the very end of pages")] = None


def comment_faults(value: dict[str, Any], path: str) -> Iterator[Fault]:
    """Report colours that YAML takes for comments: ``accent: #a3261b``."""
    theme = value.get("theme")
    colours = theme.get("colours") if isinstance(theme, dict) else None
    for name, given in colours.items() if isinstance(colours, dict) else ():
        tones = {(name, tone): each for tone, each in given.items()} if isinstance(given, dict) else {(name,): given}
        for names, each in tones.items():
            if each is None and names[1:] != ("light",):  # without a light tone it is reported as missing
                message = f"“{names[-1]}” is empty: what stands behind a bare # is a comment"
                spot = Field(("theme", "colours", *names), key=True)
                yield Fault("empty-field", message, path, spot, "put the colour in quotes: “#a3261b”")


def menu_faults(menus: MenuSettings, path: str) -> Iterator[Fault]:
    """Report lines of menus that lead to nothing, to several things, or say nothing."""
    for menu in ("masthead", "footer"):
        entries: tuple[MenuEntry, ...] = getattr(menus, menu)
        for index, entry in enumerate(entries):
            spot = Field(("theme", "menus", menu, index))
            given = [name for name in ("category", "page", "url") if getattr(entry, name) is not None]
            if len(given) != 1:
                message = f"this line of the menu leads to {' and '.join(given) if given else 'nothing'}"
                yield Fault("bad-menu", message, path, spot, "give it one of category, page and url")
            elif given == ["url"] and entry.title is None:
                yield Fault("bad-menu", "this line of the menu says nothing", path, spot, "add a line “title: …”")
