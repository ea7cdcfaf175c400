"""Placing an article: its categories, its byline and its address, of the names in its front matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from newsgen.base.faults import Fault, Field, warning
from newsgen.content.typography import Typography
from newsgen.model.records import Article
from newsgen.pages.routes import Routes
from newsgen.pages.views import Byline
from newsgen.schema.yaml_writing import as_list
from newsgen.site.authors import Authors, Person, is_credit
from newsgen.site.categories import Categories, Node


class Placed(Struct, frozen=True, gc=False):
    """An article with its categories (the primary first) and the people of its byline resolved."""

    article: Article
    url: str
    categories: tuple[Node, ...]
    people: tuple[Person, ...]
    byline: tuple[Byline, ...]

    @property
    def section(self) -> Node:
        """The primary category."""
        return self.categories[0]


def place(
    article: Article,
    categories: Categories,
    authors: Authors,
    routes: Routes,
    typography: Typography,
    faults: list[Fault],
) -> Placed | None:
    """Resolve the categories and the authors of an article, adding to ``faults``; nothing if no category is known."""
    path, matter = article.path, article.matter
    known = categories_of(article, categories, faults)
    people: dict[str, Person] = {}
    byline: list[Byline] = []
    for index, name in _each(article, "author", matter.author, authors, faults):
        if is_credit(name):
            byline.append(Byline(typography.text(name)))
        elif (person := authors.resolve(name, path, Field(("author", index)), faults)) is None:
            byline.append(Byline(typography.text(name)))  # for a site that takes this for less than an error
        else:
            if person.slug not in people:
                byline.append(Byline(person.name, person.url))
            people[person.slug] = person
    if not known:
        return None
    return Placed(article, routes.article(article, known[0].path), known, tuple(people.values()), tuple(byline))


def categories_of(article: Article, categories: Categories, faults: list[Fault]) -> tuple[Node, ...]:
    """Resolve the categories of an article, the primary first, adding to ``faults``; nothing if none is known."""
    nodes = (
        categories.resolve(name, article.path, Field(("category", index)), faults)
        for index, name in _each(article, "category", article.matter.category, categories, faults)
    )
    return tuple({node.path: node for node in nodes if node is not None}.values())


def _each(
    article: Article, field: str, names: Sequence[str], known: Categories | Authors, faults: list[Fault]
) -> Iterable[tuple[int, str]]:
    """Give the names in a field with their indices; warn of one that seems to be those of several."""
    if known.declared and all(map(known.is_known, names)):
        return enumerate(names)
    return _taken_apart(article, field, names, known, faults)


def _taken_apart(
    article: Article, field: str, names: Sequence[str], known: Categories | Authors, faults: list[Fault]
) -> Iterator[tuple[int, str]]:
    """Take a name apart where all that it seems to be have files; where none need any, only people can tell."""
    for index, name in enumerate(names):
        parts = () if known.declared and known.is_known(name) else known.named_in(name)
        are_known = known.declared and all(known.is_known(part) or is_credit(part) for part in parts)
        if parts and (are_known or not known.declared):
            message = f"“{name}” is one {field} here, and seems to be several"
            way_out = f"write {field}: {as_list((*names[:index], *parts, *names[index + 1 :]))}"
            faults.append(warning("list-in-one-text", message, article.path, Field((field, index)), way_out))
        yield from ((index, part) for part in (parts if parts and are_known else (name,)))
