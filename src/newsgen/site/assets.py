"""Files that are published as they are: all of ``static/``, and what lies beside a text once a live text shows it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from newsgen.diagnostics import Diagnostic, Spot, did_you_mean
from newsgen.model import Asset, Url
from newsgen.site.broken import Broken
from newsgen.site.routes import Routes
from newsgen.site.videos import player
from newsgen.site.views import Picture, VideoLink

_BESIDE = "/media/"


class Assets:
    """The publishable files of a site. ``published`` grows as live texts name files that lie beside them."""

    def __init__(self, assets: Iterable[Asset], routes: Routes, broken: Broken) -> None:
        self._routes = routes
        self._broken = broken
        self._by_source = {asset.path: asset for asset in assets}
        self.static: Mapping[str, Asset] = {
            path.removeprefix("static"): asset for path, asset in self._by_source.items() if path.startswith("static/")
        }
        self.published: dict[str, Asset] = dict(self.static)

    def url(self, site_path: str) -> Url:
        """Give the address of a published file by its path on the site, such as ``/css/site.css``."""
        return self._routes.fixed(site_path)

    def find(self, address: str, path: str) -> tuple[str, Asset] | None:
        """Find the file that the source file ``path`` names: by a path of the site, or relative to itself."""
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
        self.published[site_path] = asset
        return site_path, asset

    def picture(self, address: str, path: str, spot: Spot, faults: list[Diagnostic]) -> Picture | None:
        """Find a picture and its size, or report that there is none."""
        found = self.find(address, path)
        if found is None:
            self.report_missing(address, path, spot, faults)
            return None
        site_path, asset = found
        return Picture(self.url(site_path), width=asset.width, height=asset.height)

    def video(self, address: str, path: str, spot: Spot, faults: list[Diagnostic]) -> VideoLink | None:
        """Find a video, which lies elsewhere or is a file of this site, or report that there is no such file."""
        if address.startswith(("http://", "https://")):
            return VideoLink(address, player=player(address))
        found = self.find(address, path)
        if found is None:
            self.report_missing(address, path, spot, faults)
            return None
        return VideoLink(self.url(found[0]), file=True)

    def report_missing(self, address: str, path: str, spot: Spot, faults: list[Diagnostic]) -> None:
        """Report that a file does not exist, unless it is there but broken."""
        where = posixpath.normpath(f"static{address}" if address[:1] == "/" else f"{posixpath.dirname(path)}/{address}")
        if where not in self._broken:
            faults.append(self._missing(address, path, spot, where))

    def _missing(self, address: str, path: str, spot: Spot, where: str) -> Diagnostic:
        if address.startswith(("http://", "https://", "//")):
            message = "this picture lies on another site, which would learn of every reader"
            way_out = "put a copy into static/ and name it by its path, such as /images/photo.jpg"
            return Diagnostic("remote-picture", message, path, spot, way_out)
        folder = posixpath.dirname(path) + "/"
        beside = (p.removeprefix(folder) for p in self._by_source if p.startswith(folder))
        near = did_you_mean(address, [*self.static, *beside])
        return Diagnostic("missing-file", f"there is no file “{address}”", path, spot, near or f"it should be {where}")
