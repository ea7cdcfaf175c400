"""Which article an address leads to: its own, one that it had, or one that a redirect leads on from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from newsgen.model.kinds import ARTICLE as ARTICLES
from newsgen.pages.kinds import ARTICLE
from newsgen.pages.page import Page
from newsgen.pages.views import RedirectView
from newsgen.plan.planned import Planned


class Addresses:
    """The addresses of a planned site below its ``base`` path."""

    def __init__(self, planned: Planned, base: str) -> None:
        self._base = base
        pages = [*planned.pages.values(), *planned.plan.by_rule]
        own = {page.url: page.own_of for page in pages if page.template == ARTICLE.template and page.own_of}
        self._articles: Mapping[str, str] = {self._path(url): ARTICLES.below(path) for url, path in own.items()} | {
            self._path(old): ARTICLES.below(own[target]) for old, target in _redirects(pages) if target in own
        }
        self._others = {self._path(page.url) for page in pages}.difference(self._articles)

    def article(self, address: str) -> str | None:
        """Give the article of an address, as a path below ``content/articles/``; nothing if it leads to none."""
        path = self._path(address)
        return self._articles.get(path) or self._articles.get(f"{path}/")

    def is_other(self, address: str) -> bool:
        """Tell whether an address leads to a page of the site that is no article."""
        path = self._path(address)
        return path in self._others or f"{path}/" in self._others

    def _path(self, address: str) -> str:
        """Give the path within the site, without what says nothing of the page: the query, the fragment."""
        try:
            path = urlsplit(address.strip()).path
        except ValueError:
            return ""
        path = normalize("NFC", unquote(path))
        if self._base and path.startswith(f"{self._base}/"):
            path = path.removeprefix(self._base)
        return path.removesuffix("index.html") if path.endswith("/index.html") else path


def _redirects(pages: Iterable[Page]) -> Iterator[tuple[str, str]]:
    for page in pages:
        if isinstance(page.view, RedirectView):
            yield page.url, page.view.target
