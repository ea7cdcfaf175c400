"""Addresses with a digest of what is behind them, so that browsers may keep style sheets, scripts and fonts for ever.

Style sheets and scripts have one, and whatever style sheets load: a sheet is served with the new names of these, so
that its own digest covers them too. The plain addresses stay as well.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from newsgen import VERSION
from newsgen.base.accents import name_of
from newsgen.base.digest import digest
from newsgen.base.faults import Fault, Place, did_you_mean, warning
from newsgen.model.records import Asset, StyleLink
from newsgen.model.settings import AssetSettings
from newsgen.pages.page import Copy, Made
from newsgen.pages.recipes import Cleaned, Recipe, Script, Stylesheet
from newsgen.pages.routes import Routes

_SHEET, _SCRIPT = ".css", (".js", ".mjs")


class Fingerprints:
    """The published names of the files below ``static/``, which ``static`` gives by their plain paths on the site."""

    def __init__(self, static: Mapping[str, Asset], routes: Routes, settings: AssetSettings) -> None:
        self._static = static
        self._routes = routes
        self._settings = settings
        self._names: dict[str, str] = {}
        self.faults: list[Fault] = []
        self.recipes: dict[str, Recipe] = {}
        for path in static:
            if path.endswith((_SHEET, *_SCRIPT)):
                self._name(path, ())

    def address(self, path: str) -> str:
        """Give the address of a file that changes with its bytes; its path on the site must exist."""
        if path in self._names:
            return self._routes.fixed(self._names[path])
        recipe = self.recipes.get(path)
        return f"{self._routes.fixed(path)}?v={_mark(self._static[path], recipe)}"

    @property
    def names(self) -> frozenset[str]:
        """The paths on the site of all files that have a digest in their names."""
        return frozenset(self._names.values())

    def plain(self, path: str) -> Recipe | None:
        """Say how a file is made that has its plain path, too: it is left as it is where pages ask for the other."""
        return None if path in self._names else self.recipes.get(path)

    def outputs(self) -> Iterator[Copy | Made]:
        """Give the files under their names with a digest."""
        for path, name in self._names.items():
            asset, recipe = self._static[path], self.recipes.get(path)
            yield Made(name.lstrip("/"), asset, recipe) if recipe else Copy(name.lstrip("/"), asset)

    def _name(self, path: str, within: tuple[str, ...]) -> str:
        """Name a file, and first what it loads; ``within`` are the sheets that import it."""
        if path in self._names:
            return self._names[path]
        asset = self._static[path]
        recipe = self._recipe(path, asset, within)
        if recipe is not None:
            self.recipes[path] = recipe
        if not self._settings.fingerprint:
            return path
        stem, suffix = posixpath.splitext(path)
        self._names[path] = f"{stem}.{_mark(asset, recipe)}{suffix}"
        return self._names[path]

    def _recipe(self, path: str, asset: Asset, within: tuple[str, ...]) -> Recipe | None:
        if asset.large:
            return None
        minify = self._settings.minify and ".min." not in path
        if path.endswith(_SHEET):
            names = {link.address: name for link in asset.links if (name := self._link(link, path, within)) is not None}
            return Stylesheet(names, minify) if names or minify else None
        if path.endswith(_SCRIPT):
            return Script() if minify else None
        return Cleaned() if asset.private else None

    def _link(self, link: StyleLink, sheet: str, within: tuple[str, ...]) -> str | None:
        """Give the published address of what a sheet loads; nothing if it is to stay as it is written."""
        if link.address.startswith(("https://", "http://", "//")):
            self._report(_third_party(link, sheet))
            return None
        written, tail = _split(link.address)
        path = name_of(posixpath.normpath(posixpath.join(posixpath.dirname(sheet), unquote(written))))
        if path not in self._static:
            path = path.removeprefix(self._routes.base)
        if ":" in written or not written:
            return None
        if path not in self._static:
            self._report(self._missing(link, path, sheet))
            return None
        if path == sheet or path in within:
            if link.imported:
                self._report(_cycle(link, path, sheet))
            return None
        name = self._name(path, (*within, sheet))
        stored_otherwise = name_of(unquote(written)) != unquote(written)  # the file is published under its name in NFC
        return self._routes.fixed(name) + tail if self._settings.fingerprint or stored_otherwise else None

    def _report(self, fault: Fault) -> None:
        if fault not in self.faults:
            self.faults.append(fault)

    def _missing(self, link: StyleLink, path: str, sheet: str) -> Fault:
        message = f"there is no file “{link.address}”"
        way_out = did_you_mean(path, self._static) or f"it should be static{path}"
        return Fault("missing-file", message, f"static{sheet}", _place(link), way_out)


def _split(address: str) -> tuple[str, str]:
    """Part an address from its query and fragment."""
    end = min((place for place in map(address.find, "?#") if place >= 0), default=len(address))
    return address[:end], address[end:]


def _mark(asset: Asset, recipe: Recipe | None) -> str:
    return digest((asset.digest, recipe, VERSION) if recipe else asset.digest).hex()[:8]


def _place(link: StyleLink) -> Place:
    return Place(link.line, link.column, len(link.address))


def _cycle(link: StyleLink, path: str, sheet: str) -> Fault:
    message = f"this sheet imports {path}, which imports it in turn" if path != sheet else "this sheet imports itself"
    return Fault("import-cycle", message, f"static{sheet}", _place(link), "take one of the imports out")


def _third_party(link: StyleLink, sheet: str) -> Fault:
    message = f"“{link.address}” lies on another site, which learns of every reader as soon as a page is opened"
    return warning("third-party-request", message, f"static{sheet}", _place(link), "put a copy into static/")
