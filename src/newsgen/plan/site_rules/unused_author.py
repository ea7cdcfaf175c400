"""An author has a page, and no article."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.base.faults import Fault, Field, warning
from newsgen.model.policy import Rule
from newsgen.model.records import Article
from newsgen.site.authors import is_credit
from newsgen.site.site import Site


def check(site: Site, _rule: Rule) -> Iterator[Fault]:
    """Report authors whom no article names, be it live or not."""
    people = [each for each in site.authors.people if each.record is not None and not site.by_author[each.slug]]
    if not people:
        return
    elsewhere = {name for each in site.records if isinstance(each, Article) for name in each.matter.author}
    spot = Field(("author",))
    found = (site.authors.resolve(name, "", spot, []) for name in elsewhere if not is_credit(name))
    used = {person.slug for person in found if person is not None}
    for person in people:
        if person.record is not None and person.slug not in used:
            message = f"no article names “{person.name}”"
            yield warning("unused-author", message, person.record.path, Field(("name",)), "delete the file")
