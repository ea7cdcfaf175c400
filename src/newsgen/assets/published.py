"""Files that are published: all of ``static/``, and what lies beside a text once a live text shows it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from newsgen.assets.fingerprints import Fingerprints
from newsgen.assets.variants import Variants, variants_of
from newsgen.base.accents import name_of
from newsgen.base.faults import Fault, Spellings, Spot, did_you_mean, warning
from newsgen.base.local_addresses import ONLY_HERE, local_way_out
from newsgen.content.formats import FORMATS, PICTURE_ENDINGS, is_shown
from newsgen.content.pictures import MOST_PIXELS
from newsgen.model.address_slips import slip_of
from newsgen.model.broken import Broken
from newsgen.model.records import Asset, Url
from newsgen.model.settings import Settings
from newsgen.model.videos import player
from newsgen.pages.needs import Needs
from newsgen.pages.page import Copy, Made
from newsgen.pages.recipes import Cleaned
from newsgen.pages.routes import Routes
from newsgen.pages.views import Picture, Player, VideoLink

_BESIDE = "/media/"


class Assets:
    """The publishable files of a site: all of ``static/``, and what lies beside texts once pages need it."""

    def __init__(self, assets: Iterable[Asset], routes: Routes, broken: Broken, settings: Settings) -> None:
        self._routes = routes
        self._broken = broken
        self._pictures = settings.pictures
        self._by_source = {asset.path: asset for asset in assets}
        self.static: Mapping[str, Asset] = {
            path.removeprefix("static"): asset for path, asset in self._by_source.items() if path.startswith("static/")
        }
        self._known: dict[str, Variants] = {}
        self.fingerprints = Fingerprints(self.static, routes, settings.assets)

    @cached_property
    def beside(self) -> frozenset[str]:
        """The paths of the sources that lie beside texts."""
        return frozenset(path for path in self._by_source if path.startswith("content/"))

    @cached_property
    def broken_folders(self) -> frozenset[str]:
        """The folders in which a source cannot be used."""
        return self._broken.folders

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self.static)

    def url(self, site_path: str) -> Url:
        """Give the address of a published file by its path on the site as it is meant, such as ``/css/site.css``."""
        return self._routes.fixed(site_path)

    def find(self, address: str, path: str, needs: Needs) -> tuple[str, Asset] | None:
        """Find the file that the source ``path`` names, by a path of the site or relative to itself, to publish it."""
        address = name_of(address)
        if address.startswith("/"):
            asset = self.static.get(address)
            return (address, asset) if asset else None
        source = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
        asset = self._by_source.get(source)
        if asset is None:
            return None
        if source.startswith("static/"):
            return source.removeprefix("static"), asset
        site_path = _BESIDE + source.removeprefix("content/")
        needs.files[site_path] = asset
        return site_path, asset

    def picture(self, address: str, path: str, spot: Spot, needs: Needs) -> Picture | None:
        """Find a picture, its size and its variants, or report that there is none, or none that can be shown."""
        found = self.find(address, path, needs)
        if found is None:
            self.report_missing(address, path, spot, needs.faults)
            return None
        site_path, asset = found
        if (fault := _flaw(asset) or _no_picture(asset, address, path, spot)) is not None:
            needs.faults.append(fault)
            return Picture(self.url(site_path), width=asset.width, height=asset.height)
        needs.pictures[site_path] = asset
        variants = self._variants_of(site_path, asset)
        return Picture(
            self.url(site_path),
            width=asset.width,
            height=asset.height,
            sources=variants.sources,
            fallback=variants.fallback,
        )

    def unshowable(self, address: str, path: str, spot: Spot) -> Iterator[Fault]:
        """Report a file of ``static/`` that ``path`` names as a picture and that browsers cannot show."""
        asset = self.static[address]
        if (fault := _flaw(asset) or _no_picture(asset, address, path, spot)) is not None:
            yield fault

    def published(self, needs: Needs) -> Mapping[str, Asset]:
        """Give the files that are published with pages that need these, by their paths on the site."""
        return {**self.static, **needs.files}

    def beside_texts(self) -> Iterator[Url]:
        """Give the addresses that files beside texts have while they are published."""
        return (
            self.url(_BESIDE + path.removeprefix("content/")) for path in self._by_source if path.startswith("content/")
        )

    def outputs(self, needs: Needs) -> Iterator[Copy | Made]:
        """Give the files to be published, and the variants of the pictures that are shown."""
        for path, asset in (*self.static.items(), *needs.files.items()):  # which may collide
            recipe = Cleaned() if asset.private else self.fingerprints.plain(path)
            yield Made(path.lstrip("/"), asset, recipe) if recipe else Copy(path.lstrip("/"), asset)
        yield from self.fingerprints.outputs()
        made: dict[str, Made] = {}
        for path, asset in needs.pictures.items():
            made.update(self._variants_of(path, asset).outputs)
        yield from made.values()

    def unseen_flaws(self, needs: Needs) -> Iterator[Fault]:
        """Warn of damaged pictures that are published though no page shows them."""
        known = {fault.path for fault in needs.faults if fault.code == "broken-picture"}
        for asset in self.published(needs).values():
            if asset.flaw is not None and asset.path not in known:
                message = f"this picture cannot be shown: {asset.flaw}; no page does, and it is published as it is"
                yield warning("broken-picture", message, asset.path, None, _way_out(asset))

    def misnamed(self, needs: Needs) -> Iterator[Fault]:
        """Warn of published pictures whose names end as those of other formats: servers go by the name."""
        for asset in self.published(needs).values():
            ending = posixpath.splitext(asset.path)[1].lower()
            form = FORMATS[asset.form]
            if asset.flaw is None and is_shown(asset.form) and ending in PICTURE_ENDINGS - {*form.endings}:
                message = f"this is {form.name}, though its name ends with {ending}: servers will call it another"
                way_out = f"rename it, so that it ends with {form.endings[0]}"
                yield warning("wrong-ending", message, asset.path, None, way_out)

    def video(self, address: str, path: str, spot: Spot, needs: Needs) -> VideoLink | None:
        """Find a video, which lies elsewhere or is a file of this site, or report that there is no such file."""
        if address.startswith(("http://", "https://")):
            elsewhere = player(address)
            return VideoLink(address, player=Player(elsewhere.url, elsewhere.provider) if elsewhere else None)
        found = self.find(address, path, needs)
        if found is None:
            self.report_missing(address, path, spot, needs.faults)
            return None
        return VideoLink(self.url(found[0]), file=True)

    def report_missing(self, address: str, path: str, spot: Spot, faults: list[Fault], way_out: str = "") -> None:
        """Report that a file does not exist, unless it is there but broken; ``way_out`` if the caller knows one."""
        where = posixpath.normpath(f"static{address}" if address[:1] == "/" else f"{posixpath.dirname(path)}/{address}")
        if where not in self._broken:
            faults.append(self._missing(address, path, spot, where, way_out))

    def _variants_of(self, site_path: str, asset: Asset) -> Variants:
        if site_path not in self._known:
            self._known[site_path] = variants_of(site_path, asset, self._pictures, self.url)
        return self._known[site_path]

    def _missing(self, address: str, path: str, spot: Spot, where: str, way_out: str) -> Fault:
        if (local := local_way_out(address, self._routes.base)) is not None:
            return Fault("local-address", ONLY_HERE.format(address), path, spot, local)
        if address.startswith(("http://", "https://", "//")):
            message = "this picture lies on another site, which would learn of every reader"
            way_out = "put a copy into static/ and name it by its path, such as /images/photo.jpg"
            return Fault("remote-picture", message, path, spot, way_out)
        if (slip := slip_of(address)) is not None:
            return Fault("missing-file", slip[0], path, spot, slip[1])
        folder = posixpath.dirname(path) + "/"
        beside = (p.removeprefix(folder) for p in self._by_source if p.startswith(folder))
        near = way_out or ("" if address.startswith("/") else did_you_mean(address, beside))
        near = near or did_you_mean(address, self._spellings)
        return Fault("missing-file", f"there is no file “{address}”", path, spot, near or f"it should be {where}")


_EXPORT = "export it again from the original, or delete it"


def broken_picture(path: str, flaw: str, way_out: str = _EXPORT) -> Fault:
    """Say that a picture is damaged, or is none."""
    return Fault("broken-picture", f"this picture cannot be shown: {flaw}", path, help=way_out)


def _way_out(asset: Asset) -> str:
    return _EXPORT if is_shown(asset.form) or asset.form == "empty" else FORMATS[asset.form].way_out


def _no_picture(asset: Asset, address: str, path: str, spot: Spot) -> Fault | None:
    """Say that what is named as a picture is none that browsers show."""
    if is_shown(asset.form):
        return None
    form = FORMATS[asset.form]
    message = f"“{address}” is {form.name}, which browsers do not show as a picture"
    if asset.form in {"", "empty"}:
        message = f"“{address}” is {form.name}"
    return Fault("no-picture", message, path, spot, form.way_out)


def _flaw(asset: Asset) -> Fault | None:
    """Say why a picture cannot be shown, if it cannot."""
    if asset.flaw is not None:
        return broken_picture(asset.path, asset.flaw, _way_out(asset))
    if asset.kind is not None and (asset.width or 0) * (asset.height or 0) > MOST_PIXELS:
        message = f"this picture has {asset.width} × {asset.height} pixels, more than newsgen takes"
        way_out = f"make it smaller: {MOST_PIXELS // 1_000_000} million pixels are the limit"
        return Fault("huge-picture", message, asset.path, help=way_out)
    return None
