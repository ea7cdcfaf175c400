"""A plugin as somebody else might write it.

Podcast episodes with pages and a list of their own, and a twin of every article in JSON.

All that newsgen is told of it stands here: one declaration for each kind, a planner for each, and their templates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from newsgen.base.faults import Field
from newsgen.model.finish import Finished, Written, slug_of
from newsgen.model.kinds import MARKDOWN, ContentKind
from newsgen.model.records import Article, Body, Record, Slug
from newsgen.pages.kinds import PageKind
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner, Page
from newsgen.pages.plugins import Plugin, PluginQuestion
from newsgen.pages.views import ArticleDetail, ArticleView, Head, Link, Teaser, Text, View
from newsgen.plan.part import Part
from newsgen.schema.instants import seconds
from newsgen.schema.text_kinds import Instant, Prose, Reference
from newsgen.site.site import Site


class EpisodeMatter(Struct, frozen=True, gc=False):
    """An episode of a podcast."""

    title: Annotated[Prose, Meta(description="what it is called")]
    minutes: Annotated[int, Meta(ge=1, description="how long it is")] = 1
    articles: Annotated[tuple[Reference, ...], Meta(description="the articles that it talks about")] = ()
    draft: bool = False
    slug: str | None = None
    airs: Annotated[Instant | None, Meta(description="since when it can be heard")] = None


class Episode(Record, frozen=True, gc=False, tag="episode"):
    """One episode."""

    slug: Slug
    matter: EpisodeMatter
    body: Body


class Talk(Struct, frozen=True, gc=False):
    """What an episode is about; deep enough in the view that no list of fields would think of it."""

    series: tuple[Teaser, ...]


class EpisodeView(View, frozen=True, gc=False, tag="episode"):
    """The page of an episode."""

    body: Text
    minutes: int
    talk: Talk | None


class EpisodesView(View, frozen=True, gc=False, tag="episodes"):
    """The list of all episodes."""

    episodes: tuple[Link, ...]


class PrintView(View, frozen=True, gc=False, tag="print"):
    """An article for printers: a second page of the same view, whose head names the article's own address."""

    article: ArticleDetail


class TwinView(View, frozen=True, gc=False, tag="twin"):
    """An article in JSON."""

    article: ArticleDetail


def finish_episode(written: Written) -> Finished:
    """Make an episode of what was written in its file."""
    slug, faults = slug_of(written, written.matter.slug, written.matter.title)
    return Episode(written.path, slug, written.matter, written.body), faults


def mark_long_reads(record: Record) -> Record:
    """Give articles of many words a kicker, if they have none."""
    if not isinstance(record, Article) or record.matter.kicker or record.body.words < 12:
        return record
    return replace(record, matter=replace(record.matter, kicker="Long format"))


EPISODE = ContentKind("episode", "content/episodes/", MARKDOWN, Episode, finish_episode, EpisodeMatter, has_body=True)
EPISODE_PAGE = PageKind("episode", EpisodeView, "episode.html", listed=True)
EPISODES_PAGE = PageKind("episodes", EpisodesView, "episodes.html", listed=True)
PRINT = PageKind("print", PrintView, "print.html")
TWIN = PageKind("twin", TwinView, "twin.json", "json")


def live(site: Site) -> Sequence[Episode]:
    """Give the episodes that readers may see."""
    episodes = (each for each in site.records_of(Episode) if not each.matter.draft)
    return [each for each in episodes if all(at <= site.now for at in airings(each))]


def airings(record: Record) -> Iterator[int]:
    """Give the instant from which on an episode can be heard, if there is one."""
    if isinstance(record, Episode) and record.matter.airs is not None:
        yield seconds(record.matter.airs)


def episode_pages(site: Site) -> Part:
    """Plan a page for each episode, and the list of them."""
    needs = Needs()
    pages: list[Page] = []
    for episode in live(site):
        url = site.routes.fixed(f"/podcast/{episode.slug}/")
        text, named = site.texts.resolve(episode.body, episode.path, needs)
        found = [
            site.references.article(name, episode.path, Field(("articles", index)), needs.faults)
            for index, name in enumerate(episode.matter.articles)
        ]
        articles = [each for each in found if each is not None]
        view = EpisodeView(
            Head(EPISODE_PAGE.name, episode.matter.title, url, breadcrumb=(site.home,)),
            text,
            episode.matter.minutes,
            Talk(site.teasers_of(articles)) if articles else None,
        )
        sources = (episode.path, *named, *(each.path for each in articles))
        owner = Owner(episode.path, episode.path)
        pages.append(EPISODE_PAGE.page(site.routes.output_path(url), view, owner, sources, own_of=episode.path))
    url = site.routes.fixed("/podcast/")
    links = tuple(Link(page.view.page.title, page.url) for page in pages)
    head = Head(EPISODES_PAGE.name, "Podcast", url)
    pages.append(EPISODES_PAGE.page(site.routes.output_path(url), EpisodesView(head, links), Owner("the podcast")))
    return Part(pages, needs)


def twins(site: Site, pages: Sequence[Page]) -> Part:
    """Plan a twin of every article page."""
    planned: list[Page] = []
    for page in pages:
        if isinstance(page.view, ArticleView):
            article = page.view.article
            url = site.routes.fixed(f"/json{article.url.removeprefix(site.routes.base).rstrip('/')}.json")
            head = replace(page.view.page, kind=TWIN.name, url=url)
            path = site.routes.output_path(url)
            planned.append(TWIN.page(path, TwinView(head, article), Owner(page.path), page.sources))
            second = PrintView(replace(page.view.page, kind=PRINT.name), article)
            planned.append(PRINT.page(f"print/{page.path}", second, Owner(page.path), page.sources))
    return Part(planned, Needs())


def newest_episode(site: Site) -> Link | None:
    """Answer ``site.episode()``: the last episode by name."""
    last = max(live(site), key=lambda each: each.path, default=None)
    return Link(last.matter.title, site.routes.fixed(f"/podcast/{last.slug}/")) if last else None


def minutes(value: int) -> str:
    """Print a number of minutes."""
    return f"{value} min"


def fail(record: Record) -> Record:
    """Fail, as the step of a plugin may."""
    raise ValueError(f"{record.path} is too long")


PODCASTS = Plugin(
    "podcasts",
    "1.0",
    {"address": "/podcast/"},
    only_copies=True,
    content=(EPISODE,),
    steps=(mark_long_reads,),
    pages=(EPISODE_PAGE, EPISODES_PAGE, TWIN, PRINT),
    planners=(episode_pages,),
    followers=(twins,),
    questions={"episode": PluginQuestion(Link | None, newest_episode)},
    filters={"minutes": minutes},
    instants=(airings,),
)

TEMPLATES: Mapping[str, str] = {
    "episode.html": (
        "<h1>{{ page.title }}</h1><p>{{ minutes | minutes }}</p>{{ body | html }}"
        "{% if talk %}{% for each in talk.series %}<p>{{ each.title }}: {{ each.summary }}</p>{% endfor %}{% endif %}"
    ),
    "episodes.html": '{% for each in episodes %}<a href="{{ each.url }}">{{ each.title }}</a>{% endfor %}',
    "print.html": "{{ page.title }}|{{ page.description }}|{{ article.kicker }}|{{ article.body | html }}",
    "twin.json": (
        '{"title": {{ article.title }}, "of": {{ page.title }}, "url": {{ article.url }}, "words": {{ article.words }},'
        ' "kicker": {{ article.kicker }}, "text": {{ article.body | html }}, "related": ['
        "{% for each in article.related %}{{ each.title }}{% if not loop.last %}, {% endif %}{% endfor %}]}\n"
    ),
}
