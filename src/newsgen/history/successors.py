"""What readers should see in the place of a page that is no text's own: a list under another name, above all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set as AbstractSet
from functools import cached_property

from msgspec import Struct

from newsgen.base.faults import Field, Place, Spot
from newsgen.base.places import SETTINGS
from newsgen.build.check import Inspected
from newsgen.model.records import Article, Author, Category, StaticPage
from newsgen.pages import kinds
from newsgen.pages.page import Page
from newsgen.pages.views import RedirectView
from newsgen.site.site import Site

_TITLES = {kinds.CATEGORY.name: "title", kinds.AUTHOR.name: "name"}
_NAMING = {kinds.CATEGORY.name: "category", kinds.AUTHOR.name: "author", kinds.TAG.name: "tags"}
"""The field of articles that names whatever has a list of a kind."""


class Successor(Struct, frozen=True):
    """A page of today in the place of one of then: its ``name`` and ``path``, both empty if nothing is known to be one.

    ``source`` and ``spot`` say where somebody may mend it.
    """

    source: str
    spot: Spot
    name: str = ""
    path: str = ""


class _List(Struct, frozen=True):
    """A list of articles: what it is called in addresses and by people, where it is, its file if it has one."""

    key: str
    title: str
    url: str
    record: Category | Author | None
    articles: Sequence[Article]


class Successors(Struct, frozen=True, dict=True):
    """The successors of pages of ``then``; ``heirs`` are the texts of today by the paths that they had."""

    then: Inspected
    now: Inspected
    heirs: Mapping[str, Article | StaticPage]

    def of(self, page: Page) -> Successor:
        """Find the successor of a page."""
        kind = page.view.page.kind
        if isinstance(page.view, RedirectView):
            return self._of_redirect(page, page.view.target)
        if kind in _NAMING:
            return self._of_list(self._lists_then[kind][page.url], kind)
        where = self._pattern(kind) or (SETTINGS, Place())
        same = [each for each in self.now.planned.pages.values() if each.view.page.kind == kind]
        return self._at(where, same[0].view.page.title, same[0].url) if len(same) == 1 else Successor(*where)

    def _of_redirect(self, page: Page, target: str) -> Successor:
        """Let a redirect that is gone lead to where it led."""
        routes, source = self.then.planned.site.routes, page.owner.path
        stands = source is not None and any(record.path == source for record in self.now.planned.decoded.records)
        path = routes.path(target) if target.startswith(f"{routes.base}/") else target
        return Successor(source if source is not None and stands else SETTINGS, Place(), "what it led to", path)

    def _of_list(self, old: _List, kind: str) -> Successor:
        moved = [heir for each in old.articles if isinstance(heir := self.heirs.get(each.path), Article)]
        live = {each.path: None for each in moved if each.path in self.now.planned.site.placed}
        lists = self._lists_now[kind].values()
        found = (
            next((each for each in lists if each.record and old.record and each.record.path == old.record.path), None)
            or next((each for each in lists if each.key == old.key), None)
            or next((each for each in lists if each.title == old.title), None)
            or self._with_most(live.keys(), kind)
        )
        where = self._pattern(kind)
        if where is None and found is not None and found.record is not None:
            where = found.record.path, Field(("slug",) if found.record.matter.slug else (_TITLES[kind],))
        elif where is None and old.record is not None:
            where = old.record.path, Place()
        elif where is None:
            where = (next(iter(live)), Field((_NAMING[kind],))) if live else (SETTINGS, Place())
        return self._at(where, f"“{found.title}”", found.url) if found else Successor(*where)

    def _with_most(self, live: AbstractSet[str], kind: str) -> _List | None:
        """Give the list that has at least half of the articles at these paths today: the one that gained most of them.

        Of two that did, the shorter one.
        """
        then = {each.key: each for each in self._lists_then[kind].values()}
        ranked: list[tuple[int, int, int, _List]] = []
        for each in self._lists_now[kind].values():
            there = live & {article.path for article in each.articles}
            before = then[each.key].articles if each.key in then else ()
            known = {heir.path for article in before if (heir := self.heirs.get(article.path)) is not None}
            if there and len(there) * 2 >= len(live):
                ranked.append((-len(there - known), -len(there), len(each.articles), each))
        return min(ranked, key=lambda each: each[:3])[3] if ranked else None

    def _at(self, where: tuple[str, Spot], name: str, url: str) -> Successor:
        return Successor(*where, name, self.now.planned.site.routes.path(url))

    def _pattern(self, kind: str) -> tuple[str, Spot] | None:
        """Give the place of the pattern of the addresses of a kind, if it has changed."""
        old, new = (each.planned.site.locale.permalinks for each in (self.then, self.now))
        if kind in new.__struct_fields__ and getattr(old, kind) != getattr(new, kind):
            return SETTINGS, Field(("permalinks", kind))
        return None

    @cached_property
    def _lists_then(self) -> Mapping[str, Mapping[str, _List]]:
        return {kind: {each.url: each for each in _lists(self.then.planned.site, kind)} for kind in _NAMING}

    @cached_property
    def _lists_now(self) -> Mapping[str, Mapping[str, _List]]:
        return {kind: {each.url: each for each in _lists(self.now.planned.site, kind)} for kind in _NAMING}


def _lists(site: Site, kind: str) -> Iterator[_List]:
    """Give all lists of a kind."""
    if kind == kinds.CATEGORY.name:
        for node in site.categories.nodes.values():
            yield _List(node.path, node.title, node.link.url, node.record, site.by_category[node.path])
    elif kind == kinds.AUTHOR.name:
        for person in site.authors.people:
            yield _List(person.slug, person.name, person.url, person.record, site.by_author[person.slug])
    else:
        for tag in site.tags.values():
            yield _List(tag.slug, tag.link.title, tag.link.url, None, tag.articles)
