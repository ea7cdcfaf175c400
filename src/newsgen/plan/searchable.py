"""What readers can find on a site: its live articles, as the index of the search has them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from itertools import chain

from newsgen.pages.page import Indexed, Owner, Written
from newsgen.plan.indexing import files_of
from newsgen.search import FOLDER
from newsgen.search.documents import Card, Choice, Document, Searchable, month_of
from newsgen.search.languages import search_language
from newsgen.site.placing import Placed
from newsgen.site.site import Site

_OWNER = Owner("the index of the search")
_SECTION, _AUTHOR = "#s/", "#a/"


def searchable_of(site: Site) -> Searchable:
    """Give what can be found of a site."""
    lineages = {
        path: tuple(_SECTION + each.path for each in site.categories.lineage(node))
        for path, node in site.categories.nodes.items()
    }
    documents = [
        Document(
            path,
            month_of(placed.article.appears),
            Card(
                placed.article.matter.title,
                placed.url,
                int(placed.article.appears[8:10]),
                placed.section.title,
                tuple([each.name for each in placed.byline]),
            ),
            _names(placed),
            (
                *dict.fromkeys(chain.from_iterable(lineages[node.path] for node in placed.categories)),
                *(_AUTHOR + person.slug for person in placed.people),
            ),
        )
        for path, placed in reversed(list(site.placed.items()))
    ]
    documents.sort(key=lambda document: document.month)  # they are in order, but for an hour a year
    used = frozenset(chain.from_iterable(document.filters for document in documents))
    sections = (Choice(_SECTION + node.path, node.title) for node in site.categories.nodes.values())
    authors = (Choice(_AUTHOR + person.slug, person.name) for person in site.authors.people)
    return Searchable(
        site.locale.language,
        tuple(documents),
        tuple(each for each in sections if each.term in used),
        tuple(each for each in authors if each.term in used),
    )


def search_files(searchable: Searchable) -> Iterator[Indexed | Written]:
    """Plan the files of the search: its index, and the script that knows the stems of the language."""
    yield from (Indexed(path, _OWNER) for path in files_of(searchable))
    if algorithm := search_language(searchable.language).algorithm:
        script = files("newsgen.search").joinpath("stemmers", f"{algorithm}.js").read_text("utf-8")
        yield Written(f"{FOLDER}stemmer.js", script, Owner("the stems of the search"))


def _names(placed: Placed) -> tuple[str, ...]:
    """Give what is told of an article beside its texts: people, categories, tags."""
    people = (each.name for each in placed.byline)
    categories = (node.title for node in placed.categories)
    return (*people, *categories, *(tag for _, tag in placed.article.tags))
