"""Placing an article: its categories, its byline and its address, of the names in its front matter."""

from __future__ import annotations

from collections.abc import Iterator

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
    nodes = [
        categories.resolve(name, path, Field(("category", index)), faults) for index, name in enumerate(matter.category)
    ]
    people: dict[str, Person] = {}
    byline: list[Byline] = []
    for index, name in enumerate(matter.author):
        if is_credit(name):
            byline.append(Byline(typography.text(name)))
        elif (person := authors.resolve(name, path, Field(("author", index)), faults)) is None:
            byline.append(Byline(typography.text(name)))  # for a site that takes this for less than an error
        else:
            if person.slug not in people:
                byline.append(Byline(person.name, person.url))
            people[person.slug] = person
    faults.extend(_lists_in_one_text(article, categories, authors))
    known = tuple({node.path: node for node in nodes if node is not None}.values())
    if not known:
        return None
    return Placed(article, routes.article(article, known[0].path), known, tuple(people.values()), tuple(byline))


def _lists_in_one_text(article: Article, categories: Categories, authors: Authors) -> Iterator[Fault]:
    """Report names of one category or author that seem to be those of several, where no file says that they are not."""
    matter = article.matter
    for field, names, known in (("category", matter.category, categories), ("author", matter.author, authors)):
        for index, name in enumerate(names if not known.declared else ()):
            if parts := known.named_in(name):
                message = f"“{name}” is one {field} here, and seems to be several"
                way_out = f"write {field}: {as_list((*names[:index], *parts, *names[index + 1 :]))}"
                yield warning("list-in-one-text", message, article.path, Field((field, index)), way_out)
