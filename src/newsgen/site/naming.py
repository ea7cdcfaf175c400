"""What the names in articles mean: the categories and the authors of a site, which have files or are made of names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from newsgen.base.faults import Fault
from newsgen.content.typography import Typography
from newsgen.model.broken import Broken
from newsgen.model.kinds import AUTHOR, CATEGORY
from newsgen.model.records import Article, Author, Category, Record
from newsgen.model.slugs import Slugs
from newsgen.pages.routes import Routes
from newsgen.site.authors import Authors, declared_authors, named_authors
from newsgen.site.categories import Categories, declared_categories, named_categories
from newsgen.site.placing import Placed, place

R = TypeVar("R", bound=Record)


class Naming(Struct, frozen=True):
    """How the ``records`` of a site are named and addressed; names of ``broken`` files are no faults.

    What is wrong is added to ``faults``.
    """

    records: Sequence[Record]
    routes: Routes
    slugs: Slugs
    typography: Typography
    broken: Broken
    faults: list[Fault]

    def categories(self, articles: Iterable[Article]) -> Categories:
        """Give the categories: those that have files, else those that ``articles`` name."""
        broken, records = self.broken.names(CATEGORY.folder), self._only(Category)
        if records or broken:
            return declared_categories(records, self.routes, self.slugs, self.typography, self.faults, broken)
        return named_categories(sorted(articles, key=_path), self.routes, self.slugs, self.typography)

    def authors(self, articles: Iterable[Article]) -> Authors:
        """Give the authors: those that have files, else those that ``articles`` name."""
        broken, records = self.broken.names(AUTHOR.folder), self._only(Author)
        if records or broken:
            return declared_authors(records, self.routes, self.slugs, self.typography, broken)
        return named_authors(sorted(articles, key=_path), self.routes, self.slugs, self.typography)

    def place(self, articles: Iterable[Article], categories: Categories, authors: Authors) -> Mapping[str, Placed]:
        """Place articles, by their paths, but those that have no category."""
        placed = (place(each, categories, authors, self.routes, self.typography, self.faults) for each in articles)
        return {each.article.path: each for each in placed if each is not None}

    def _only(self, kind: type[R]) -> list[R]:
        return [record for record in self.records if isinstance(record, kind)]


def _path(article: Article) -> str:
    return article.path
