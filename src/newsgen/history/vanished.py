"""Addresses that were online and lead nowhere now: each with its source, and the line that keeps it alive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.addresses import folded, written
from newsgen.base.faults import Fault, Field, Place, Spot, warning
from newsgen.base.places import SETTINGS
from newsgen.build.check import Inspected
from newsgen.history.heirs import heirs_of
from newsgen.history.online import answered, kept_pages
from newsgen.history.successors import Successors
from newsgen.history.wording import words_reader
from newsgen.model.records import Article, StaticPage
from newsgen.pages.page import Page
from newsgen.pages.views import RedirectView
from newsgen.schema.yaml_writing import as_list, as_value
from newsgen.site.calendar import cause_not_live, is_live

_REDIRECTS = "content/redirects.yaml"
Text = Article | StaticPage


class Vanished(Struct, frozen=True):
    """An address that vanishes (the ``path`` that it means), what there is to say of it, and whose alias it may be.

    ``heir`` is the text of today in whose front matter the address belongs, if there is one.
    """

    path: str
    fault: Fault
    heir: Text | None = None


class Comparison(Struct, frozen=True, dict=True):
    """A site then and now, both as readers saw them at one instant."""

    then: Inspected
    now: Inspected

    @cached_property
    def heirs(self) -> Mapping[str, Text]:
        """The texts of today by the paths that they had."""
        old, new = words_reader(self.then), words_reader(self.now)
        return heirs_of(_texts(self.then), _texts(self.now), old, new)

    @cached_property
    def vanished(self) -> Sequence[Vanished]:
        """The addresses that vanish, in their order."""
        files = frozenset(map(folded, self._answered))
        broken = self.now.planned.decoded.broken.keys() | self.now.opened.sources.unread
        gone = {
            path: page
            for path, page in sorted(kept_pages(self.then).items())
            if path not in self._answered and broken.isdisjoint((*page.sources, page.own_of, page.owner.path))
        }
        return _with_lines(
            [self._vanished(path, page, is_free=folded(path) not in files) for path, page in gone.items()]
        )

    @cached_property
    def _answered(self) -> frozenset[str]:
        return answered(self.now)

    @cached_property
    def _successors(self) -> Successors:
        return Successors(self.then, self.now, self.heirs)

    def _vanished(self, path: str, page: Page, *, is_free: bool) -> Vanished:
        source = page.own_of or (page.owner.path if isinstance(page.view, RedirectView) else None)
        heir = self.heirs.get(source) if source is not None else None
        if heir is not None:
            return self._of_heir(path, heir, is_free=is_free)
        if source is None or source == _REDIRECTS:
            return Vanished(path, self._of_list(path, page))
        message = f"{path} was online and vanishes, and no text of today is the heir of {source}"
        way_out = f"bring it back with “withdrawn: {{date: …, reason: …}}”; or {_redirect_line(path)}"
        return Vanished(path, _fault(message, source, Place(), way_out))

    def _of_heir(self, path: str, heir: Text, *, is_free: bool) -> Vanished:
        """Tell what to do about the old address of a text that is there today."""
        site, spot = self.now.planned.site, _origin(heir)
        stone = site.tombstones.get(heir.path)
        if not is_live(heir, site.now) and stone is None:
            field, reason = cause_not_live(heir, site.now)
            message = f"{path} was online and vanishes: {reason}"
            way_out = f"put it online again; or add “withdrawn: {{date: …, reason: …}}”; or {_redirect_line(path)}"
            return Vanished(path, _fault(message, heir.path, Field((field,)), way_out))
        url = stone.url if stone is not None else site.texts.addresses.get(heir.path)
        if url is None:  # it has faults of its own, which are told
            return Vanished(path, _fault(f"{path} was online and vanishes", heir.path, spot, "mend this file first"))
        target = site.routes.path(url)
        message = f"{path} was online and vanishes: this text is at {target} now"
        if not is_free:
            way_out = f"let your host redirect {path} to {target}: where names have no case, both are one file"
            return Vanished(path, _fault(message, heir.path, spot, way_out))
        return Vanished(path, _fault(message, heir.path, spot, ""), heir)

    def _of_list(self, path: str, page: Page) -> Fault:
        """Tell what to do about the address of a page that is nobody's own, or of a redirect that was taken out."""
        found = self._successors.of(page)
        where = f": {found.name} is at {found.path} now" if found.path in self._answered else ""
        message = f"{path} ({page.owner.name}) was online and vanishes{where}"
        return _fault(message, found.source, found.spot, _redirect_line(path, found.path))


def moved_site(then: Inspected, now: Inspected) -> Iterator[Fault]:
    """Warn of a site that has another address as a whole: what was below the old one is its host's to redirect."""
    old, new = then.opened.settings, now.opened.settings
    if old.url.rstrip("/") != new.url.rstrip("/"):
        message = f"the site was at {old.url} and is at {new.url} now"
        rule = f"let the host of the old address redirect all below {old.base}/ to {new.url.rstrip('/')}/, path by path"
        yield warning("moved-site", message, SETTINGS, Field(("url",)), rule)


def _with_lines(found: Iterable[Vanished]) -> Sequence[Vanished]:
    """Say which line keeps the addresses of a text alive: all that it needs in one."""
    needed: dict[str, list[str]] = {}
    for each in found:
        if each.heir is not None:
            needed.setdefault(each.heir.path, list(each.heir.matter.aliases)).append(each.path)
    return [
        replace(each, fault=replace(each.fault, help=_alias_line(each.heir, needed[each.heir.path])))
        if each.heir is not None
        else each
        for each in found
    ]


def _alias_line(heir: Text, aliases: Sequence[str]) -> str:
    what = "write this line" if heir.matter.aliases else "add this line"
    return f"{what} in its front matter\naliases: {as_list(map(written, aliases))}"


def _redirect_line(path: str, target: str = "") -> str:
    where = f"below “redirects:” in {_REDIRECTS}"
    line = f"- {{from: {as_value(written(path))}, to: {as_value(written(target)) if target else '…'}}}"
    return f"add this line {where}\n{line}" if target else f"let it lead elsewhere, {where}\n{line}"


def _origin(text: Text) -> Field:
    """Give the field of which the address of a text is made, or that names its old ones."""
    return Field(("aliases",) if text.matter.aliases else ("slug",) if text.matter.slug else ("title",))


def _fault(message: str, path: str, spot: Spot, way_out: str) -> Fault:
    return Fault("vanished-address", message, path, spot, way_out)


def _texts(inspected: Inspected) -> list[Text]:
    return [record for record in inspected.planned.decoded.records if isinstance(record, Text)]
