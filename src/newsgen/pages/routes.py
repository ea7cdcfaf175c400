"""Addresses: from patterns to URLs, from URLs to files of the output."""

from __future__ import annotations

from msgspec import Struct

from newsgen.base.addresses import decode, encode, file_of
from newsgen.model.permalinks import Permalinks
from newsgen.model.records import Article, Url

RSL = "/rsl.xml"
"""Where the terms for machines stand."""


class Routes(Struct, frozen=True):
    """The addresses of a site whose base path is ``base`` (empty, or such as ``/journal``), as browsers ask for them.

    ``patterns`` are decoded: no braces stand in them but those of tokens.
    """

    base: str
    patterns: Permalinks

    def fixed(self, path: str) -> Url:
        """Give the address of a path of the site as it is meant, such as ``/sitemap.xml`` or ``/société/``."""
        return Url(self.base + encode(path))

    def article(self, article: Article, category: str) -> Url:
        """Give an article's address; ``category`` is the path of its primary category."""
        date = article.matter.date
        return self._expand(
            self.patterns.article,
            category=category,
            slug=article.slug,
            id=article.id,
            year=date[:4],
            month=date[5:7],
            day=date[8:10],
        )

    def category(self, path: str) -> Url:
        """Give the address of a category by its path, such as ``internationales/asie``."""
        return self._expand(self.patterns.category, category=path)

    def author(self, slug: str) -> Url:
        """Give the address of an author's page."""
        return self._expand(self.patterns.author, slug=slug)

    def tag(self, slug: str) -> Url:
        """Give the address of a tag's page."""
        return self._expand(self.patterns.tag, slug=slug)

    def page(self, slug: str) -> Url:
        """Give the address of a static page."""
        return self._expand(self.patterns.page, slug=slug)

    def year(self, year: str) -> Url:
        """Give the address of a year of the archive."""
        return self._expand(self.patterns.year, year=year)

    def month(self, month: str) -> Url:
        """Give the address of a month of the archive, such as ``2026-11``."""
        return self._expand(self.patterns.month, year=month[:4], month=month[5:7])

    def numbered(self, url: str, number: int) -> Url:
        """Give the address of a numbered page of the list at ``url``."""
        folder = url if url.endswith("/") else url.rpartition(".")[0] + "/"
        return Url(f"{folder}page/{number}/")

    def path(self, url: str) -> str:
        """Give the path that an address of this site means: ``/société/``."""
        return decode(url.removeprefix(self.base))

    def output_path(self, url: str) -> str:
        """Give the file of the output that answers for an address, relative to the output folder."""
        return file_of(self.path(url))

    def _expand(self, pattern: str, **tokens: str) -> Url:
        return self.fixed(pattern.format_map(tokens))
