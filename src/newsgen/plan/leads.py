"""Where old addresses lead in the end, as a browser finds out by asking one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from msgspec import Struct

from newsgen.pages.needs import OldQuery
from newsgen.pages.page import Page
from newsgen.pages.views import RedirectView
from newsgen.site.site import Site


class Leads(Struct, frozen=True):
    """Where old addresses lead: ``targets`` by these, as a browser asks for them, those with a query too.

    ``queries`` are the queries of a path, those of the most parameters first; ``origin`` is what stands before paths
    in the web addresses of the site.
    """

    targets: Mapping[str, str]
    queries: Mapping[str, Sequence[str]]
    origin: str

    @classmethod
    def of(cls, site: Site, pages: Iterable[Page], queries: Iterable[OldQuery]) -> Leads:
        """Gather them from the redirects among the pages of a site, and from what only its hosts can redirect."""
        targets = {page.url: page.view.target for page in pages if isinstance(page.view, RedirectView)}
        by_path: dict[str, list[str]] = {}
        for each in queries:
            url = site.routes.fixed(each.path)
            if targets.setdefault(f"{url}?{each.query}", each.target) is each.target:
                by_path.setdefault(url, []).append(each.query)
        for known in by_path.values():
            known.sort(key=lambda query: (-query.count("&"), query))
        parts = urlsplit(site.settings.url)
        return cls(targets, by_path, f"{parts.scheme}://{parts.netloc}")

    def last(self, target: str) -> str:
        """Follow a target to the last; the part of a page that one names is kept, as browsers keep it."""
        for reached in self._passed(target):
            fragment = target.partition("#")[2]
            target = self.targets[reached]
            target += f"#{fragment}" if fragment and "#" not in target else ""
        return target

    def circles(self) -> Iterator[str]:
        """Give the old addresses that lead back to themselves."""
        for old, target in self.targets.items():
            if old in self._passed(target):
                yield old

    def _passed(self, target: str) -> Mapping[str, None]:
        """Give the old addresses that are passed from a target on, each once."""
        passed: dict[str, None] = {}
        reached = self._landing(target)
        while reached is not None and reached not in passed:
            passed[reached] = None
            reached = self._landing(self.targets[reached])
        return passed

    def _landing(self, target: str) -> str | None:
        """Give the old address that a browser asks for next, if a target is one: the part of a page is no other page.

        An address with a query is one if the parameters of an old one are among its own; other ones do not matter.
        """
        url, _, query = target.removeprefix(self.origin).partition("#")[0].partition("?")
        for path in (url, f"{url}/"):
            asked = set(query.split("&"))
            known = (each for each in self.queries.get(path, ()) if asked.issuperset(each.split("&")))
            if (found := next(known, None)) is not None:
                return f"{path}?{found}"
            if path in self.targets:
                return path
        return None
