"""Tags: spelling variants of one tag (``États-Unis`` / ``etats-unis``) are one, with a warning."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from newsgen.base.faults import Fault, Field, warning
from newsgen.model.records import Article, Slug
from newsgen.pages.routes import Routes
from newsgen.pages.views import Link


class Tag(Struct, frozen=True):
    """A tag and its articles, in the order in which they were given."""

    slug: Slug
    link: Link
    articles: tuple[Article, ...]


def collect_tags(articles: Iterable[Article], routes: Routes, faults: list[Fault]) -> Mapping[Slug, Tag]:
    """Collect the tags of the articles by slug, in the order of the slugs."""
    by_slug: dict[Slug, list[Article]] = defaultdict(list)
    spellings: dict[Slug, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for slug, written in article.tags:
            by_slug[slug].append(article)
            spellings[slug][written] += 1
    tags: dict[Slug, Tag] = {}
    for slug in sorted(by_slug):
        title = min(spellings[slug], key=lambda written: (-spellings[slug][written], written))
        if len(spellings[slug]) > 1:
            faults.extend(_variants(slug, title, by_slug[slug]))
        tags[slug] = Tag(slug, Link(title, routes.tag(slug)), tuple(by_slug[slug]))
    return tags


def spot_in(article: Article, slug: Slug) -> Field:
    """Give the place of a tag in the front matter of an article."""
    written = next((written for each, written in article.tags if each == slug), "")
    tags = article.matter.tags
    return Field(("tags", tags.index(written))) if written in tags else Field(("tags",))


def _variants(slug: Slug, title: str, articles: Sequence[Article]) -> Iterable[Fault]:
    odd = [(a.path, dict(a.tags)[slug]) for a in articles if dict(a.tags)[slug] != title]
    files = ", ".join(f"{path} (“{written}”)" for path, written in sorted(odd))
    path, written = min(odd)
    index = next(article for article in articles if article.path == path).matter.tags.index(written)
    message = f"“{written}” and “{title}” are one tag: {files}"
    yield warning("near-duplicate-tag", message, path, Field(("tags", index)), f"write “{title}” everywhere")
