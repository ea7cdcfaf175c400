"""The pages of articles and static pages, with the redirect pages of their old addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from newsgen.base.faults import Fault, Field
from newsgen.model.records import Article
from newsgen.pages import kinds
from newsgen.pages.needs import Needs
from newsgen.pages.page import Listed, Owner, Page
from newsgen.pages.retitled import own_of
from newsgen.pages.views import (
    ArticleDetail,
    ArticleView,
    Call,
    Head,
    Image,
    Letter,
    Link,
    Picture,
    StaticPageView,
    Text,
)
from newsgen.plan.corrections import correction_of
from newsgen.plan.counters import COUNTERS, count, counters_of
from newsgen.plan.part import Part
from newsgen.plan.redirects import redirects_of
from newsgen.plan.related import relate
from newsgen.site.media import galleries_of, video_of
from newsgen.site.placing import Placed
from newsgen.site.site import Site

_SLUG, _TITLE = Field(("slug",)), Field(("title",))
"""Where an address comes from."""
_MOST_IMAGES = 1_000  # of one address in a sitemap (Google, “Image sitemaps”)
Neighbours = Mapping[str, tuple[Article | None, Article | None]]
"""Older and newer neighbour of each article, by its path."""


def article_pages(site: Site) -> Part:
    """Plan the page of every live article, and its redirects."""
    needs = Needs()
    pages: list[Page] = []
    neighbours = find_neighbours(site, needs.faults)
    related = _find_related(site, needs.faults)
    counters = counters_of(site)
    trails = {
        node.path: (site.home, *(each.link for each in site.categories.lineage(node)))
        for node in site.categories.nodes.values()
    }
    for path, placed in site.placed.items():
        older, newer = neighbours[path]
        trail = trails[placed.section.path]
        page = _article_page(site, placed, trail, older, newer, related[path], counters.get(path, {}), needs)
        pages.append(page)
        pages.extend(redirects_of(site, placed.article.matter.aliases, page, needs))
    return Part(pages, needs)


def static_pages(site: Site) -> Part:
    """Plan the static pages, and their redirects."""
    needs = Needs()
    pages: list[Page] = []
    for record in site.pages:
        url = site.url(record)
        typography = record.matter.typography
        text, named = site.texts.resolve(record.body, record.path, needs, typography=typography)
        description = record.matter.summary or record.body.opening or None
        head = Head("page", record.matter.title, url, description, (site.home,))
        view = StaticPageView(head, text, record.matter.updated, record.matter.extra, typography)
        owner = Owner(record.path, record.path, _SLUG if record.matter.slug else _TITLE)
        listed, sources = Listed(record.matter.updated), (record.path, *named)
        path = site.routes.output_path(url)
        page = kinds.STATIC_PAGE.page(path, view, owner, sources, listed=listed, own_of=record.path)
        pages.append(page)
        pages.extend(redirects_of(site, record.matter.aliases, page, needs))
    return Part(pages, needs)


def find_neighbours(site: Site, faults: list[Fault]) -> Neighbours:
    """Find each article's older and newer neighbour, in date order within the category or the site; overrides win."""
    groups: dict[str, list[Article]] = {}
    for placed in site.placed.values():
        group = placed.section.path if site.settings.neighbours == "category" else ""
        groups.setdefault(group, []).append(placed.article)
    found: dict[str, tuple[Article | None, Article | None]] = {}
    for articles in groups.values():
        for index, article in enumerate(articles):
            older = articles[index + 1] if index + 1 < len(articles) else None
            newer = articles[index - 1] if index else None
            matter = article.matter
            found[article.path] = (
                _override(site, article, "previous", matter.previous, older, faults),
                _override(site, article, "next", matter.next, newer, faults),
            )
    return found


def _override(
    site: Site,
    article: Article,
    field: str,
    given: str | bool | None,
    computed: Article | None,
    faults: list[Fault],
) -> Article | None:
    if given is None:
        return computed
    if isinstance(given, bool):
        return None
    return site.references.article(given, article.path, Field((field,)), faults)


def _find_related(site: Site, faults: list[Fault]) -> Mapping[str, tuple[Article, ...]]:
    chosen: dict[str, tuple[Article, ...]] = {}
    for article in site.articles:
        if article.matter.related:
            named = (
                site.references.article(name, article.path, Field(("related", index)), faults)
                for index, name in enumerate(article.matter.related)
            )
            chosen[article.path] = tuple({each.path: each for each in named if each and each is not article}.values())
    settings = site.settings.related
    sections = {path: placed.section.path for path, placed in site.placed.items()}
    return relate(site.articles, chosen, sections, settings.count, newer=settings.newer)


def _article_page(
    site: Site,
    placed: Placed,
    breadcrumb: tuple[Link, ...],
    older: Article | None,
    newer: Article | None,
    related: Sequence[Article],
    counters: Mapping[str, Any],
    needs: Needs,
) -> Page:
    article, matter, own = placed.article, placed.article.matter, own_of(placed.article)
    teaser, updated = site.teaser(article), site.updated_of(article)
    galleries = galleries_of(site.assets, article, needs)
    body, named = site.texts.resolve(article.body, article.path, needs, galleries, matter.typography)
    lineage, pictures = site.categories.lineage(placed.section), _pictures_in(body)
    head = Head(
        kind="article",
        title=own.title,
        url=placed.url,
        description=own.description,
        breadcrumb=breadcrumb,
        image=teaser.image or next(iter(pictures), None),
        about=placed.url,
    )
    letters = tuple([Letter(each.author, each.date, each.text) for each in site.letters_of(article)])
    detail = ArticleDetail(
        title=own.title,
        url=placed.url,
        date=article.appears,
        updated=updated,
        summary=own.summary,
        kicker=own.kicker,
        section=placed.section.link,
        categories=tuple([node.link for node in placed.categories]),
        byline=placed.byline,
        authors=tuple([site.cards[person.slug] for person in placed.people]),
        tags=tuple([site.tags[slug].link for slug, _ in article.tags]),
        image=teaser.image,
        video=video_of(site.assets, article, needs),
        body=body,
        words=own.words,
        minutes=own.minutes,
        related=site.teasers_of(related),
        previous=site.headline(older) if older else None,
        next=site.headline(newer) if newer else None,
        views=count(counters, "views"),
        comments=(count(counters, "comments") or 0) + len(letters) or None,
        corrections=tuple([correction_of(each) for each in site.corrections_of(article)]),
        extra=matter.extra,
        typography=matter.typography,
        genre=matter.genre,
        letters=letters,
    )
    shown = [each.path for each in (*related, older, newer) if each is not None]
    records = [person.record.path for person in placed.people if person.record]
    records += [node.record.path for node in (*lineage, *placed.categories) if node.record]
    records += [site.data[COUNTERS].path] if counters else []
    sources = (article.path, *named, *shown, *records)
    owner = Owner(article.path, article.path, _SLUG if matter.slug else _TITLE)
    path = site.routes.output_path(placed.url)
    shown_pictures = (each.url for each in (teaser.image, *pictures) if each is not None)
    images = tuple(islice(dict.fromkeys(shown_pictures), _MOST_IMAGES))
    listed = Listed(updated or article.appears, article.appears[:7], images)
    return kinds.ARTICLE.page(path, ArticleView(head, detail), owner, sources, listed=listed, own_of=article.path)


def _pictures_in(body: Text) -> list[Picture]:
    """Give the pictures of a body: first those of shortcodes, then those of the text."""
    if not body.holes:
        return []
    shown = [each for hole in body.holes if isinstance(hole, Call) for each in hole.arguments.values()]
    found: list[Picture] = []
    for each in shown:
        if isinstance(each, Picture):
            found.append(each)
        elif isinstance(each, tuple):
            found.extend(each)
    images = (hole for hole in body.holes if isinstance(hole, Image))
    return [*found, *(Picture(each.url, width=each.width, height=each.height) for each in images)]
