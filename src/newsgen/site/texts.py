"""Bodies made whole: each gap of a cached body resolved to what fills it on this site, today."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from html import escape
from types import MappingProxyType
from urllib.parse import unquote

from msgspec import Struct

from newsgen.assets.published import Assets
from newsgen.base.faults import Address, BodyLine, Fault, Spellings, Spot, did_you_mean, warning
from newsgen.content.shortcodes import Declarations
from newsgen.model.records import Article, Body, ShortcodeCall, StaticPage, Target
from newsgen.pages.views import Call, CallArgument, Hole, Image, Picture, Teaser, Text
from newsgen.site.references import References

_BEHIND_PATH = re.compile("[?#]")


class PathLink(Struct, frozen=True):
    """A link to an address of this site, which must exist once everything is planned."""

    path: str
    spot: Spot
    address: str
    anchor: str


class Texts:
    """Resolves bodies, gathering the faults; ``links`` are those that only the finished plan can confirm.

    ``sizes`` says how wide pictures are shown (HTML's attribute of that name).
    """

    def __init__(
        self,
        references: References,
        assets: Assets,
        declarations: Declarations,
        url: Callable[[Article | StaticPage], str],
        teaser: Callable[[Article], Teaser],
        faults: list[Fault],
        sizes: str,
    ) -> None:
        self._sizes = sizes
        self.links: list[PathLink] = []
        self._references = references
        self._assets = assets
        self._declarations = declarations
        self._url = url
        self._teaser = teaser
        self._faults = faults

    def resolve(
        self, body: Body, path: str, galleries: Mapping[str, tuple[Picture, ...]] = MappingProxyType({})
    ) -> tuple[Text, tuple[str, ...]]:
        """Resolve the body of the source file ``path``, which has these galleries.

        Also give the source paths of the texts that it names.
        """
        if not body.gaps:
            return Text(body.digest), ()
        named: list[str] = []
        holes = tuple(
            self._call(gap, path, named, galleries)
            if isinstance(gap, ShortcodeCall)
            else self._target(gap, path, named)
            for gap in body.gaps
        )
        return Text(body.digest, holes), tuple(named)

    def expect(self, address: str, path: str, spot: Spot, anchor: str = "") -> None:
        """Let the finished plan confirm that the site has an address, as people write it, which the file ``path`` names."""
        if address not in self._assets.static:
            self.links.append(PathLink(path, spot, self._assets.url(address), anchor))

    def destination(
        self, link: str, path: str, spot: Spot, faults: list[Fault], without: str
    ) -> tuple[str | None, tuple[str, ...]]:
        """Give the address of an article, a path of the site or a web address that the file ``path`` names.

        Also give the source paths of what it names. ``without`` says in a warning what becomes of the place while that is
        not live.
        """
        if "://" in link:
            return link, ()
        if not link.startswith("/"):
            article = self._references.article(link, path, spot, faults, without)
            return (self._url(article), (article.path,)) if article else (None, ())
        address = unquote(_BEHIND_PATH.split(link)[0])
        if self._references.is_hidden(self._assets.url(address), path, spot, faults, without):
            return None, ()
        self.expect(address, path, spot, unquote(link.partition("#")[2]))
        return self._assets.url(link), ()

    def _target(self, target: Target, path: str, named: list[str]) -> Hole:
        spot = Address(target.address, target.nth)
        if target.attribute != "href":
            return self._picture(target, path, spot)
        written, _, fragment = target.address.partition("#")
        written, _, query = written.partition("?")
        address, anchor = unquote(written), unquote(fragment)
        if address.startswith("article:"):
            article = self._references.article(address, path, spot, self._faults)
            return self._text_link(article, anchor, path, spot, named)
        if address.lower().endswith((".md", ".markdown")):
            return self._text_link(
                self._references.source(address, path, spot, self._faults), anchor, path, spot, named
            )
        if not address.startswith("/"):
            return self._file_link(address, path, spot)
        if self._references.is_hidden(self._assets.url(address), path, spot, self._faults):
            return ""
        tail = (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
        self.expect(address, path, spot, anchor)
        return _attribute("href", self._assets.url(written) + tail)

    def _text_link(
        self, found: Article | StaticPage | None, anchor: str, path: str, spot: Spot, named: list[str]
    ) -> Hole:
        if found is None:
            return ""
        named.append(found.path)
        if not anchor:
            return _attribute("href", self._url(found))
        if anchor not in found.body.anchors:
            self._faults.append(dead_anchor(anchor, found.body.anchors, path, spot))
        return _attribute("href", f"{self._url(found)}#{anchor}")

    def _file_link(self, address: str, path: str, spot: Spot) -> Hole:
        found = self._assets.find(address, path)
        if found is None:
            self._assets.report_missing(address, path, spot, self._faults)
            return ""
        return _attribute("href", self._assets.url(found[0]))

    def _picture(self, target: Target, path: str, spot: Spot) -> Hole:
        picture = self._assets.picture(unquote(target.address), path, spot, self._faults)
        if picture is None:
            return ""
        if target.attribute == "src" and picture.width is not None and not target.sized:
            srcset = picture.sources[-1].srcset if picture.sources else ""  # what most browsers know
            return Image(picture.url, picture.width, picture.height, srcset, self._sizes if srcset else "")
        return _attribute(target.attribute, picture.url)

    def _call(
        self, call: ShortcodeCall, path: str, named: list[str], galleries: Mapping[str, tuple[Picture, ...]]
    ) -> Hole:
        arguments: dict[str, CallArgument] = {}
        for name, declared in self._declarations.get(call.name, {}).items():
            given = call.arguments.get(name, "").strip()
            spot = BodyLine(call.line, given)
            if declared.kind == "article" and given:
                article = self._references.article(given, path, spot, self._faults)
                if article is None:
                    return ""
                named.append(article.path)
                arguments[name] = self._teaser(article)
            elif declared.kind == "picture" and given:
                picture = self._assets.picture(given, path, spot, self._faults)
                if picture is None:
                    return ""
                arguments[name] = picture
            elif declared.kind == "video" and given:
                video = self._assets.video(given, path, spot, self._faults)
                if video is None:
                    return ""
                arguments[name] = video
            elif declared.kind == "gallery" and given:
                if given not in galleries:
                    self._faults.append(_unknown_gallery(given, galleries, path, spot))
                    return ""
                arguments[name] = galleries[given]
            else:
                arguments[name] = given
        return Call(call.name, arguments)


def _unknown_gallery(name: str, galleries: Mapping[str, tuple[Picture, ...]], path: str, spot: Spot) -> Fault:
    way_out = did_you_mean(name, galleries) or f"name its pictures in the front matter, below galleries: {name}:"
    return Fault("unknown-gallery", f"this text has no gallery “{name}”", path, spot, way_out)


def dead_anchor(anchor: str, anchors: tuple[str, ...], path: str, spot: Spot) -> Fault:
    """Say that a text has no such anchor."""
    way_out = did_you_mean(anchor, anchors) or "anchors are made from headings: “## Le vote” is #le-vote"
    return Fault("dead-anchor", f"there is no anchor “#{anchor}” in that text", path, spot, way_out)


Withheld = Callable[[], Container[str]]
"""Gives addresses that the site has at other times: what would be there is a draft, upcoming or expired."""


def check_links(
    links: list[PathLink],
    base: str,
    known: Mapping[str, Article | StaticPage | None],
    withheld: Withheld,
    faults: list[Fault],
) -> None:
    """Report links to addresses that the finished site does not have.

    ``known`` maps each address to its text; people write addresses without ``base``. That an address goes away by itself
    must not stop the build in which it does.
    """
    spellings: Spellings | None = None
    for link in links:
        written = link.address.removeprefix(base)
        if link.address in known:
            text = known[link.address]
            if link.anchor and text is not None and link.anchor not in text.body.anchors:
                faults.append(dead_anchor(link.anchor, text.body.anchors, link.path, link.spot))
        elif link.address + "/" in known:
            message, way_out = f"“{written}” lacks its last /", f"write {written}/"
            faults.append(warning("slow-link", message, link.path, link.spot, way_out))
        elif link.address in withheld():
            message = f"there is no page at “{written}” now: what it would show is not published"
            faults.append(
                warning("not-published", message, link.path, link.spot, "take the link out, or leave it for later")
            )
        else:
            spellings = spellings or Spellings(each.removeprefix(base) for each in known)
            way_out = did_you_mean(written, spellings) or "name the article by its source path instead"
            faults.append(Fault("dead-link", f"there is no page at “{written}”", link.path, link.spot, way_out))


def _attribute(name: str, value: str) -> str:
    return f'{name}="{escape(value)}"'
