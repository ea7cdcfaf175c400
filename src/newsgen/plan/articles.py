"""The pages of articles and static pages, with the redirect pages of their old addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from newsgen.base.faults import Field
from newsgen.model.records import Article
from newsgen.pages.page import Owner, Page, redirect
from newsgen.pages.routes import folder_url
from newsgen.pages.views import ArticleDetail, ArticleView, Call, Correction, Head, Link, Picture, StaticPageView, Text
from newsgen.plan.counters import COUNTERS, count, counters_of
from newsgen.plan.related import relate

if TYPE_CHECKING:  # most of the plan, which a reprint spares
    from newsgen.site.placing import Placed
    from newsgen.site.site import Site

_WORDS_A_MINUTE = 230
_SLUG, _TITLE = Field(("slug",)), Field(("title",))
"""Where an address comes from."""
Neighbours = Mapping[str, tuple[Article | None, Article | None]]
"""Older and newer neighbour of each article, by its path."""


def article_pages(site: Site) -> Iterator[Page]:
    """Plan the page of every live article, and its redirects."""
    neighbours = find_neighbours(site)
    related = _find_related(site)
    counters = counters_of(site)
    trails = {
        node.path: (site.home, *(each.link for each in site.categories.lineage(node)))
        for node in site.categories.nodes.values()
    }
    for path, placed in site.placed.items():
        older, newer = neighbours[path]
        trail = trails[placed.section.path]
        page = _article_page(site, placed, trail, older, newer, related[path], counters.get(path, {}))
        yield page
        yield from _redirects(site, placed.article.matter.aliases, page)


def static_pages(site: Site) -> Iterator[Page]:
    """Plan the static pages, and their redirects."""
    for record in site.pages:
        url = site.url(record)
        text, named = site.texts.resolve(record.body, record.path)
        description = record.matter.summary or record.body.opening or None
        head = Head("page", record.matter.title, url, description, (site.home,))
        view = StaticPageView(head, text, record.matter.updated, record.matter.extra)
        owner = Owner(record.path, record.path, _SLUG if record.matter.slug else _TITLE)
        page = Page(site.routes.output_path(url), url, "page.html", view, owner, (record.path, *named))
        yield page
        yield from _redirects(site, record.matter.aliases, page)


def find_neighbours(site: Site) -> Neighbours:
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
                _override(site, article, "previous", matter.previous, older),
                _override(site, article, "next", matter.next, newer),
            )
    return found


def _override(
    site: Site, article: Article, field: str, given: str | bool | None, computed: Article | None
) -> Article | None:
    if given is None:
        return computed
    if isinstance(given, bool):
        return None
    return site.references.article(given, article.path, Field((field,)), site.faults)


def _find_related(site: Site) -> Mapping[str, tuple[Article, ...]]:
    chosen: dict[str, tuple[Article, ...]] = {}
    for article in site.articles:
        if article.matter.related:
            named = (
                site.references.article(name, article.path, Field(("related", index)), site.faults)
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
) -> Page:
    article, matter = placed.article, placed.article.matter
    teaser = site.teaser(article)
    body, named = site.texts.resolve(article.body, article.path, site.galleries(article))
    lineage = site.categories.lineage(placed.section)
    head = Head(
        kind="article",
        title=matter.title,
        url=placed.url,
        description=_description(article),
        breadcrumb=breadcrumb,
        image=teaser.image or _first_picture(body),
    )
    detail = ArticleDetail(
        title=matter.title,
        url=placed.url,
        date=matter.date,
        updated=matter.updated,
        summary=matter.summary,
        kicker=matter.kicker,
        section=placed.section.link,
        categories=tuple(node.link for node in placed.categories),
        byline=placed.byline,
        authors=tuple(site.card(person) for person in placed.people),
        tags=tuple(site.tags[slug].link for slug, _ in article.tags),
        image=teaser.image,
        video=site.video(article),
        body=body,
        words=article.body.words,
        minutes=_minutes(article),
        related=site.teasers(related),
        previous=site.link(older) if older else None,
        next=site.link(newer) if newer else None,
        views=count(counters, "views"),
        comments=count(counters, "comments"),
        corrections=_corrections(article),
        extra=matter.extra,
    )
    shown = [each.path for each in (*related, older, newer) if each is not None]
    records = [person.record.path for person in placed.people if person.record]
    records += [node.record.path for node in (*lineage, *placed.categories) if node.record]
    records += [site.data[COUNTERS].path] if counters else []
    sources = (article.path, *named, *shown, *records)
    owner = Owner(article.path, article.path, _SLUG if matter.slug else _TITLE)
    path = site.routes.output_path(placed.url)
    return Page(path, placed.url, "article.html", ArticleView(head, detail), owner, sources)


def with_text(view: ArticleView, article: Article) -> ArticleView:
    """Put the words and the furniture of an article on its page; the rest of that is the same whatever they are."""
    matter = article.matter
    detail = replace(
        view.article,
        title=matter.title,
        summary=matter.summary,
        kicker=matter.kicker,
        corrections=_corrections(article),
        body=replace(view.article.body, digest=article.body.digest),
        words=article.body.words,
        minutes=_minutes(article),
    )
    return ArticleView(replace(view.page, title=matter.title, description=_description(article)), detail)


def _corrections(article: Article) -> tuple[Correction, ...]:
    return tuple(Correction(each.date, each.text) for each in article.matter.corrections)


def _description(article: Article) -> str | None:
    return article.matter.summary or article.body.opening or None


def _minutes(article: Article) -> int:
    return max(round(article.body.words / _WORDS_A_MINUTE), 1)


def _first_picture(body: Text) -> Picture | None:
    calls = (hole for hole in body.holes if isinstance(hole, Call))
    return next((each for call in calls for each in call.arguments.values() if isinstance(each, Picture)), None)


def _redirects(site: Site, aliases: Sequence[str], page: Page) -> Iterator[Page]:
    for index, alias in enumerate(aliases):
        old = site.routes.fixed(folder_url(alias))
        owner = Owner(page.owner.name, page.owner.path, Field(("aliases", index)))
        yield redirect(site.routes.output_path(old), old, page.view.page.title, page.url, owner)
