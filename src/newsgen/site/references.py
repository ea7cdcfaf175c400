"""References: how one text names another, by slug or by source path."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

from newsgen.base.accents import name_of
from newsgen.base.faults import Fault, Spellings, Spot, did_you_mean, warning
from newsgen.model.broken import Broken
from newsgen.model.kinds import ARTICLE, PAGE
from newsgen.model.names import stem_of
from newsgen.model.records import Article, StaticPage
from newsgen.site.calendar import is_live, is_withdrawn, state_of, why_not_live

_ARTICLES = ARTICLE.folder
_PAGES = PAGE.folder
_WITHOUT = "the link to it is left out"
T = TypeVar("T", Article, StaticPage, Article | StaticPage)


class References:
    """The articles and static pages of a site, to be found by name. ``live`` holds the paths of what readers may see.

    A name that fits a ``broken`` file is no fault of its own: that file's fault is reported already. ``hidden`` holds
    the addresses of texts that readers may not see.
    """

    def __init__(
        self,
        articles: list[Article],
        pages: list[StaticPage],
        live: frozenset[str],
        now: int,
        broken: Broken,
        hidden: Mapping[str, Article | StaticPage],
    ) -> None:
        self.live = live
        self._hidden = hidden
        self._broken = broken
        self._broken_names = broken.names(_ARTICLES)
        self._now = now
        self._by_path: Mapping[str, Article | StaticPage] = {
            **{article.path: article for article in articles},
            **{page.path: page for page in pages},
        }
        self._by_slug: dict[str, list[Article]] = defaultdict(list)
        for article in articles:
            self._by_slug[article.slug].append(article)
            if article.id != article.slug:
                self._by_slug[article.id].append(article)

    def article(
        self, reference: str, path: str, spot: Spot, faults: list[Fault], without: str = _WITHOUT
    ) -> Article | None:
        """Find the live article that ``reference`` names in the file ``path``; report why there is none.

        ``without`` says in a warning what becomes of the place while the article is not live.
        """
        name = name_of(reference.removeprefix("article:").strip())
        found = self._candidates(name, path)
        if len(found) > 1:
            way_out = f"write its path: {' or '.join(each.path.removeprefix(_ARTICLES) for each in found)}"
            faults.append(Fault("ambiguous-reference", f"“{name}” names several articles", path, spot, way_out))
            return None
        if not found:
            if stem_of(posixpath.splitext(name)[0]) in self._broken_names:
                return None
            way_out = self._near(name) or "name it by its slug or its path, such as 2026/finale.md"
            faults.append(Fault("unknown-reference", f"there is no article “{name}”", path, spot, way_out))
            return None
        return self._if_live(found[0], path, spot, faults, without)

    def source(self, address: str, path: str, spot: Spot, faults: list[Fault]) -> Article | StaticPage | None:
        """Find the live text whose source file ``address`` names, relative to the file ``path``."""
        address = name_of(address)
        for candidate in (_beside(path, address), f"{_ARTICLES}{address}"):
            if (found := self._by_path.get(candidate)) is not None:
                return self._if_live(found, path, spot, faults)
            if candidate in self._broken:
                return None
        way_out = self._near(address) or "the path goes from this file to the other, such as ../2025/finale.md"
        faults.append(Fault("dead-link", f"there is no file “{address}”", path, spot, way_out))
        return None

    def meant_by(self, address: str, path: str) -> str | None:
        """Give the source file, relative to the file ``path``, that a link means which names its folder or its page."""
        folder = posixpath.dirname(path)
        name = name_of(address).removesuffix("index.html").removesuffix(".html").rstrip("/")
        beside = posixpath.normpath(posixpath.join(folder, name))
        files = (f"{beside}{end}{ending}" for end in ("", "/index") for ending in (".md", ".markdown"))
        found = next((file for file in files if file in self._by_path), None)
        called = self._by_slug.get(posixpath.basename(name), ())
        if found is None and len(called) == 1:
            found = called[0].path
        return posixpath.relpath(found, folder) if found else None

    def page(self, name: str, path: str, spot: Spot, faults: list[Fault], without: str) -> StaticPage | None:
        """Find the live static page that ``name`` names by its slug or its file; report why there is none."""
        name = name_of(name)
        pages = [page for page in self._by_path.values() if isinstance(page, StaticPage)]
        found = next((page for page in pages if name in {page.slug, page.path, page.path.removeprefix(_PAGES)}), None)
        if found is not None:
            return self._if_live(found, path, spot, faults, without)
        if stem_of(posixpath.splitext(name)[0]) not in self._broken.names(_PAGES):
            way_out = did_you_mean(name, [page.slug for page in pages]) or "name it by its slug, or its file"
            faults.append(Fault("unknown-reference", f"there is no page “{name}”", path, spot, way_out))
        return None

    def _candidates(self, name: str, path: str) -> list[Article]:
        files = [f"{_ARTICLES}{name}", name, _beside(path, name)]
        if not name.endswith((".md", ".markdown")):
            if (called := self._by_slug.get(name)) is not None or "/" not in name:
                return called or []
            files = [f"{file.rstrip('/')}/index{ending}" for file in files for ending in (".md", ".markdown")]
        for candidate in files:
            if isinstance(found := self._by_path.get(candidate), Article):
                return [found]
        return []

    def named(self, link: str, address: str, path: str) -> str | None:
        """Give the path of the one text, live or not, that a name in the file ``path`` means, or else an address."""
        found = self._candidates(name_of(link.removeprefix("article:").strip()), path)
        if len(found) == 1:
            return found[0].path
        hidden = self._hidden.get(address)
        return hidden.path if hidden is not None else None

    def is_hidden(self, address: str, path: str, spot: Spot, faults: list[Fault], without: str = _WITHOUT) -> bool:
        """Tell, with a warning, whether an address is that of a text which readers may not see now."""
        hidden = self._hidden.get(address)
        return hidden is not None and self._if_live(hidden, path, spot, faults, without) is None

    def _if_live(self, found: T, path: str, spot: Spot, faults: list[Fault], without: str = _WITHOUT) -> T | None:
        if found.path in self.live:
            return found
        if is_live(found, self._now):
            return None  # it is an article that has no category: that fault is reported already
        if is_withdrawn(found, self._now):
            message = f"“{found.path}” is no more: {why_not_live(found, self._now)}, so {without}"
            way_out = "take it out, or name what took its place"
            faults.append(warning("withdrawn-reference", message, path, spot, way_out))
            return None
        message = f"“{found.path}” is not published ({why_not_live(found, self._now)}), so {without}"
        way_out = "it appears by itself once the article does"
        if isinstance(found, Article) and state_of(found, self._now) == "expired":
            way_out = "the article does not come back: name another one, or take this out"
        faults.append(warning("not-published", message, path, spot, way_out))
        return None

    def _near(self, name: str) -> str:
        if not name.endswith((".md", ".markdown")):
            last = posixpath.basename(name.partition("?")[0].partition("#")[0].removesuffix("index.html").rstrip("/"))
            if "/" in name and len(self._by_slug.get(last.removesuffix(".html"), ())) == 1:
                return f"write {last.removesuffix('.html')}"
            return did_you_mean(name, self._slugs)
        return did_you_mean(posixpath.normpath(name).lstrip("./"), self._paths)

    @cached_property
    def _slugs(self) -> Spellings:
        return Spellings(self._by_slug)

    @cached_property
    def _paths(self) -> Spellings:
        return Spellings(path.removeprefix(_ARTICLES) for path in self._by_path)


def _beside(path: str, name: str) -> str:
    """Give the path that a name means which is relative to the file ``path``; most need no second look."""
    if name.startswith("/"):
        return posixpath.normpath(name)
    joined = f"{path.rpartition('/')[0]}/{name}"
    return posixpath.normpath(joined) if "/." in joined or "//" in joined or joined.endswith("/") else joined
