"""Bodies made whole: each gap of a cached body resolved to what fills it on this site, today."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import assert_never
from urllib.parse import quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from newsgen.assets.published import Assets
from newsgen.base.accents import name_of
from newsgen.base.addresses import anchor_of, own_path
from newsgen.base.faults import Address, Argument, Fault, Spot, did_you_mean
from newsgen.base.patterns import regex
from newsgen.content.shortcodes import Declarations
from newsgen.model import records
from newsgen.model.address_slips import slip_of
from newsgen.model.records import Article, Body, ShortcodeCall, StaticPage, Target
from newsgen.pages.needs import Needs, PathLink
from newsgen.pages.views import Call, CallArgument, Hole, Image, Picture, Teaser, Text
from newsgen.site.links import dead_anchor, unchecked
from newsgen.site.references import References

_SPECIAL = regex("[%?#]")


class Texts(Struct, frozen=True):
    """Resolves bodies. ``addresses`` and ``teasers`` are those of live texts, by their source paths.

    ``sizes`` says how wide pictures are shown (HTML's attribute of that name), ``home`` is the web address of the site.
    """

    references: References
    assets: Assets
    declarations: Declarations
    addresses: Mapping[str, str]
    teasers: Mapping[str, Teaser]
    sizes: str
    home: str

    def resolve(
        self,
        body: Body,
        path: str,
        needs: Needs,
        galleries: Mapping[str, tuple[Picture, ...]] = MappingProxyType({}),
        typography: bool | None = None,
    ) -> tuple[Text, tuple[str, ...]]:
        """Resolve the body of the source file ``path``, which has these galleries and may ask for ``typography``.

        Also give the source paths of the texts that it names.
        """
        if not body.gaps:
            return Text(body.digest, typography=typography), ()
        named: list[str] = []
        holes = tuple(
            self._call(gap, path, named, galleries, needs)
            if isinstance(gap, ShortcodeCall)
            else self._target(gap, path, named, needs)
            for gap in body.gaps
        )
        return Text(body.digest, holes, typography), tuple(named)

    def expect(self, address: str, path: str, spot: Spot, needs: Needs, written: str) -> None:
        """Let the finished plan confirm that the site has an address, which ``path`` names as it is ``written``."""
        if address not in self.assets.static:
            anchor, is_whole = anchor_of(written.partition("#")[2]), not written.startswith("/")
            needs.links.append(PathLink(path, spot, self.assets.url(address), anchor, to_program=is_whole))

    def here(self, address: str) -> str:
        """Give the path that a whole web address of the site names; any other address as it is."""
        return own_path(address, self.home) or address

    def destination(
        self, link: str, path: str, spot: Spot, needs: Needs, without: str
    ) -> tuple[str | None, tuple[str, ...]]:
        """Give the address of an article, a path of the site or a web address that the file ``path`` names.

        Also give the source paths of what it names. ``without`` says in a warning what becomes of the place while that
        is not live.
        """
        here = self.here(link)
        if "://" in here:
            return link, ()
        if not here.startswith("/"):
            article = self.references.article(link, path, spot, needs.faults, without)
            return (self.addresses[article.path], (article.path,)) if article else (None, ())
        written, tail = _parted(here)
        address = name_of(unquote(written))
        if self.references.is_hidden(self.assets.url(address), path, spot, needs.faults, without):
            return None, ()
        self.expect(address, path, spot, needs, link)
        return self.assets.url(address) + _encoded(tail), ()

    def _target(self, target: Target, path: str, named: list[str], needs: Needs) -> Hole:
        spot = Address(target.address, target.nth)
        match target.leads:
            case "picture":
                return self._picture(target, path, spot, needs)
            case "file":
                return self._file_link(target, path, spot, needs)
            case "program":
                return self._program(target, path, spot, needs)
            case "page":
                return self._link(target, path, spot, named, needs)
        assert_never(target.leads)

    def _link(self, target: Target, path: str, spot: Spot, named: list[str], needs: Needs) -> Hole:
        here = self.here(target.address)
        written, _, fragment = here.partition("#")
        written, _, query = written.partition("?")
        address, anchor = name_of(unquote(written)), anchor_of(fragment) if fragment else ""
        if address.startswith("article:"):
            article = self.references.article(address, path, spot, needs.faults)
            return self._text_link(article, anchor, target, path, named, needs)
        if address.lower().endswith((".md", ".markdown")):
            source = self.references.source(address, path, spot, needs.faults)
            return self._text_link(source, anchor, target, path, named, needs)
        if not address.startswith("/") or (not written.endswith("/") and self._find(here, path, needs)):
            return self._file_link(replace(target, address=here), path, spot, needs)
        if self.references.is_hidden(self.assets.url(address), path, spot, needs.faults):
            return ""
        tail = (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
        self.expect(address, path, spot, needs, target.address)
        return _written(target, self.assets.url(address) + _encoded(tail))

    def _text_link(
        self,
        found: Article | StaticPage | None,
        anchor: str,
        target: Target,
        path: str,
        named: list[str],
        needs: Needs,
    ) -> Hole:
        if found is None:
            return ""
        named.append(found.path)
        if not anchor:
            return _written(target, self.addresses[found.path])
        if anchor not in found.body.anchors:
            spot = Address(target.address, target.nth)
            needs.faults.append(dead_anchor(anchor, found.body.anchors, path, spot))
        return _written(target, f"{self.addresses[found.path]}#{_encoded(anchor)}")

    def _file_link(self, target: Target, path: str, spot: Spot, needs: Needs) -> Hole:
        found = self._find(target.address, path, needs)
        if found is None:
            written, tail = _parted(target.address)
            named = target.address if slip_of(target.address) else unquote(written)
            meant = self.references.meant_by(named, path) if target.leads == "page" else None
            way_out = f"write {meant}{tail}: a link within the site names the file of the text" if meant else ""
            self.assets.report_missing(named, path, spot, needs.faults, way_out)
            return _written(target, target.address)
        name, tail = found
        published = self.assets.find(name, path, needs)
        assert published is not None
        return _written(target, self.assets.url(published[0]) + _encoded(tail))

    def _find(self, address: str, path: str, needs: Needs) -> tuple[str, str] | None:
        """Find the file that an address in a body means: its name, and what stands behind that, ``?…`` or ``#…``.

        People write names as they are, or encoded, and either may look like the other: what is there tells.
        """
        if _SPECIAL.search(address) is None:
            return (address, "") if self.assets.find(address, path, needs) else None
        written, tail = _parted(address)
        readings = ((unquote(address), ""), (unquote(written), tail), (address, ""), (written, tail))
        return next((each for each in readings if self.assets.find(each[0], path, needs)), None)

    def _named(self, address: str, path: str, needs: Needs) -> str:
        """Give the name of the file that an argument means; the argument itself where there is none."""
        return (self._find(address, path, needs) or (address, ""))[0]

    def _program(self, target: Target, path: str, spot: Spot, needs: Needs) -> Hole:
        """Fill in the address of what a server answers itself: newsgen can only tell that it does not."""
        written, tail = _parted(target.address)
        if written.startswith("/"):
            needs.links.append(PathLink(path, spot, self.assets.url(unquote(written)), "", to_program=True))
            written = self.assets.url(unquote(written))
        else:
            needs.faults.append(unchecked(written, path, spot))
        return _written(target, written + tail)

    def _picture(self, target: Target, path: str, spot: Spot, needs: Needs) -> Hole:
        name, tail = self._find(target.address, path, needs) or (unquote(target.address), "")
        picture = self.assets.picture(name, path, spot, needs)
        if picture is None:
            return _written(target, target.address)
        url = picture.url + _encoded(tail)
        if target.attribute == "src" and picture.width is not None and not target.sized:
            srcset = picture.sources[-1].srcset if picture.sources else ""  # what most browsers know
            return Image(url, picture.width, picture.height, srcset, self.sizes if srcset else "")
        return _written(target, url)

    def _call(
        self,
        call: ShortcodeCall,
        path: str,
        named: list[str],
        galleries: Mapping[str, tuple[Picture, ...]],
        needs: Needs,
    ) -> Hole:
        arguments: dict[str, CallArgument] = {}
        for name, declared in self.declarations.get(call.name, {}).items():
            given = call.arguments.get(name, "").strip()
            spot = Argument(call.line, name)
            if declared.kind == "article" and given:
                article = self.references.article(given, path, spot, needs.faults)
                if article is None:
                    return ""
                named.append(article.path)
                arguments[name] = self.teasers[article.path]
            elif declared.kind == "picture" and given:
                picture = self.assets.picture(self._named(given, path, needs), path, spot, needs)
                if picture is None:
                    return ""
                arguments[name] = picture
            elif declared.kind == "video" and given:
                video = self.assets.video(self._named(given, path, needs), path, spot, needs)
                if video is None:
                    return ""
                arguments[name] = video
            elif declared.kind == "gallery" and given:
                if given not in galleries:
                    needs.faults.append(_unknown_gallery(given, galleries, path, spot))
                    return ""
                arguments[name] = galleries[given]
            else:
                arguments[name] = given
        return Call(call.name, arguments)


def _unknown_gallery(name: str, galleries: Mapping[str, tuple[Picture, ...]], path: str, spot: Spot) -> Fault:
    way_out = did_you_mean(name, galleries) or f"name its pictures in the front matter, below galleries: {name}:"
    return Fault("unknown-gallery", f"this text has no gallery “{name}”", path, spot, way_out)


def _encoded(tail: str) -> str:
    """Encode what stands behind a path as browsers ask for it; what is encoded stays."""
    return quote(tail, safe="%/?#[]@!$&'()*+,;=:~")


def _parted(address: str) -> tuple[str, str]:
    """Part an address from its query and fragment."""
    end = min((place for place in map(address.find, "?#") if place >= 0), default=len(address))
    return address[:end], address[end:]


def _written(target: Target, address: str) -> str:
    """Write an address into the place of a body that it has."""
    match target.attribute:
        case records.IN_VALUE:
            return escape(address)
        case records.IN_SHEET:
            return address
        case name:
            return f'{name}="{escape(address)}"'
