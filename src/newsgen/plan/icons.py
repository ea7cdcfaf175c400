"""The icons of a site and its web manifest, all made of one picture; those in ``static/`` stay as they are.

Sources: HTML (icons, ``theme-color``); Web Application Manifest (W3C), with the safe zone of maskable icons: a circle
of 80 % of the width; Apple, “Configuring Web Applications”.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from newsgen.base.faults import Fault, Field, warning
from newsgen.base.places import SETTINGS
from newsgen.content.formats import FORMATS
from newsgen.content.typography import typography_for
from newsgen.model.parse_settings import parse_settings
from newsgen.model.records import Asset
from newsgen.pages.page import Made, Owner, Written
from newsgen.pages.recipes import Icon
from newsgen.pages.views import Icons, Shade
from newsgen.site.site import Site

FAVICON, TOUCH, MANIFEST = "/favicon.ico", "/apple-touch-icon.png", "/site.webmanifest"
_LARGE = 512
_LISTED: Mapping[str, tuple[int, str]] = {
    "/icon-192.png": (192, "any"),
    "/icon-512.png": (_LARGE, "any"),
    "/icon-maskable.png": (_LARGE, "maskable"),
}
"""The icons that the manifest lists, with their sizes and what they are for."""
_SAFE = 0.7
"""How much of a maskable icon the picture fills: of a round one nothing is lost, of a square one next to nothing."""
_SPOT = Field(("icon",))


def icons_of(site: Site, ground: Shade) -> Icons | None:
    """Say where the icons are that pages name, if the site has any."""
    if _source(site) is None:
        return None
    fixed = site.routes.fixed
    return Icons(fixed(FAVICON), fixed(TOUCH), fixed(MANIFEST), ground)


def icon_files(site: Site, ground: Shade) -> Iterator[Made | Written]:
    """Make the icons and the manifest, but for those that lie in ``static/``."""
    source = _source(site)
    if source is None:
        return
    recipes = {
        FAVICON: Icon((16, 32, 48), "ico"),
        TOUCH: Icon((180,), "png", ground.light),
        **{
            path: Icon((size,), "png", ground.light, _SAFE) if purpose == "maskable" else Icon((size,), "png")
            for path, (size, purpose) in _LISTED.items()
        },
    }
    for path, recipe in recipes.items():
        if path not in site.assets.static:
            yield Made(path.removeprefix("/"), source, recipe)
    if MANIFEST not in site.assets.static:
        owner = Owner("“icon” in the settings", SETTINGS, Field(("icon",)))
        yield Written(MANIFEST.removeprefix("/"), _manifest(site, ground), owner)


def icon_faults(site: Site) -> Iterator[Fault]:
    """Report a picture of which no icons can be drawn, or only poor ones."""
    given = site.settings.icon
    if given is None or given not in site.assets.static:
        if given is not None:
            missing: list[Fault] = []
            site.assets.report_missing(given, SETTINGS, _SPOT, missing)
            yield from missing
        return
    asset = site.assets.static[given]
    faults: Sequence[Fault] = tuple(site.assets.unshowable(given, SETTINGS, _SPOT))
    yield from faults
    if faults:
        return
    if asset.kind is None:
        message = f"newsgen cannot draw icons of {FORMATS[asset.form].name}"
        way_out = f"export it as PNG, {_LARGE} pixels wide and high or more, and name that; "
        way_out += "“favicon:” takes it as it is"
        yield Fault("bad-icon", message, SETTINGS, _SPOT, way_out)
        return
    width, height = asset.width or 0, asset.height or 0
    if min(width, height) < _LARGE or width != height:
        message = f"this picture has {width} × {height} pixels: icons of it are blurred, or have bare edges"
        way_out = f"take a square one, {_LARGE} × {_LARGE} pixels or more"
        yield warning("bad-icon", message, SETTINGS, _SPOT, way_out)


def _source(site: Site) -> Asset | None:
    """Give the picture of which icons can be drawn."""
    asset = site.assets.static.get(site.settings.icon) if site.settings.icon else None
    return asset if asset is not None and asset.kind is not None and asset.flaw is None else None


def _manifest(site: Site, ground: Shade) -> str:
    settings = typography_for(parse_settings(site.settings)).prose(site.settings)
    home = f"{settings.base}/"
    return _lines(
        {
            "name": settings.title,
            "short_name": settings.title,
            **({"description": settings.description} if settings.description else {}),
            "id": home,
            "start_url": home,
            "scope": home,
            "lang": site.locale.language,
            "dir": _direction(site.locale.language),
            "display": "minimal-ui",
            "theme_color": ground.light,
            "background_color": ground.light,
            "icons": [
                {"src": site.routes.fixed(path), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
                for path, (size, purpose) in _LISTED.items()
            ],
        }
    )


def _direction(language: str) -> str:
    from babel import Locale  # only for this file

    return str(Locale.parse(language, sep="-").text_direction)


def _lines(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
