"""Addresses of pages that settings name."""

from __future__ import annotations

from newsgen.base.faults import Field
from newsgen.base.places import SETTINGS
from newsgen.pages.needs import Needs
from newsgen.site.site import Site


def page_address(site: Site, named: str, path: tuple[str, ...], without: str, needs: Needs) -> str | None:
    """Give the address of a static page, by its slug or file, of a path of the site, or the web address itself.

    ``path`` is that of the setting, ``without`` says what becomes of it where there is no such page.
    """
    spot = Field(path)
    if "://" in named or named.startswith("/"):
        return site.texts.destination(named, SETTINGS, spot, needs, without)[0]
    page = site.references.page(named, SETTINGS, spot, needs.faults, without)
    return site.url(page) if page else None


def absolute(site: Site, url: str) -> str:
    """Give an address of the site as others need it: with the site's name before it."""
    return url if "://" in url else site.settings.url.rstrip("/").removesuffix(site.settings.base) + url
