"""Authors and bylines: declared in ``content/authors/``, or made of the names that articles use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from newsgen.base.faults import Fault, Field, did_you_mean
from newsgen.base.patterns import regex
from newsgen.content.typography import Typography
from newsgen.model.records import Article, Author
from newsgen.model.slugs import Slugs
from newsgen.pages.routes import Routes
from newsgen.schema.lists import split_names
from newsgen.schema.yaml_writing import as_list

_CREDIT = regex(r"(?:avec|with)\s", re.IGNORECASE)


class Person(Struct, frozen=True):
    """An author; ``record`` is the file, if there is one."""

    slug: str
    name: str
    url: str
    record: Author | None = None


def is_credit(name: str) -> bool:
    """Tell whether an entry of a byline is a credit, such as “avec AFP”, and no author."""
    return _CREDIT.match(name) is not None


class Authors:
    """The authors of a site in the order of their names."""

    def __init__(
        self, people: Iterable[Person], slugs: Slugs, broken: frozenset[str] = frozenset(), *, declared: bool = True
    ) -> None:
        self.declared = declared
        self._broken = broken
        self.people: Sequence[Person] = sorted(people, key=lambda person: (slugs.make(person.name), person.slug))
        self._slugs = slugs
        self._by_word: dict[str, list[Person]] = {}
        self._named: dict[str, Sequence[str]] = {}
        for person in self.people:
            typed = {person.record.id, person.record.matter.name} if person.record else {person.name}
            for word in {person.slug, *typed, *(slugs.make(each) for each in typed)}:
                self._by_word.setdefault(word, []).append(person)

    def resolve(self, name: str, path: str, spot: Field, faults: list[Fault]) -> Person | None:
        """Find the one author that a name means, or report why there is none."""
        found = self._by_word.get(name) or self._by_word.get(self._slugs.make(name)) or []
        if len(found) == 1:
            return found[0]
        if found:
            way_out = f"write one of {', '.join(person.record.id for person in found if person.record)}"
            faults.append(Fault("ambiguous-author", f"“{name}” could mean several authors", path, spot, way_out))
        elif self._slugs.make(name) not in self._broken and name not in self._broken:
            parts = self.named_in(name)
            near = f"write author: {as_list(parts)}" if parts else did_you_mean(_turned(name), self._by_word)
            way_out = near or "add a file for them to content/authors/"
            faults.append(Fault("unknown-author", f"there is no author “{name}”", path, spot, way_out))
        return None

    def named_in(self, text: str) -> Sequence[str]:
        """Give the people whom a text names, if it names several: ``Anne Martin et Paul Durand``."""
        if text not in self._named:
            self._named[text] = split_names(text, self._slugs.language, self.is_known)
        return self._named[text]

    def is_known(self, name: str) -> bool:
        """Tell whether a name means an author, or several."""
        return name in self._by_word or self._slugs.make(name) in self._by_word


def declared_authors(
    records: Sequence[Author],
    routes: Routes,
    slugs: Slugs,
    typography: Typography,
    broken: frozenset[str] = frozenset(),
) -> Authors:
    """Take the authors of the files in ``content/authors/``."""
    people = [
        Person(record.slug, typography.text(record.matter.name), routes.author(record.slug), record)
        for record in records
    ]
    return Authors(people, slugs, broken)


def named_authors(articles: Iterable[Article], routes: Routes, slugs: Slugs, typography: Typography) -> Authors:
    """Make authors of the names that articles use, on a site that declares none."""
    people: dict[str, Person] = {}
    for article in articles:
        for name in article.matter.author:
            slug = slugs.make(name)
            if slug and not is_credit(name):
                people.setdefault(slug, Person(slug, typography.text(name), routes.author(slug)))
    return Authors(people.values(), slugs, declared=False)


def _turned(name: str) -> str:
    """Turn a name as catalogues write it: ``Martin, Anne``."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and "," not in first else name
