"""What one edit renders: exactly the pages that print what has changed, and the tree of a clean build.

A newspaper of sixty-three articles is edited once or a few times. What each of its pages prints is told twice: by
newsgen, and by :func:`printed_by` below, which knows the rules of the site model and nothing of newsgen's code. The
pages whose print differs are those that a build must render, no more and no fewer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec.structs
import pytest
import yaml

from newsgen.base.places import theme_folder
from newsgen.build import Report, Request, build
from newsroom import SETTINGS, Newsroom, codes, rendered, tree

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

PARIS = ZoneInfo("Europe/Paris")
THEME = tuple(
    file.relative_to(theme_folder() / "static").as_posix()
    for top in ("css", "js", "fonts")
    for file in sorted((theme_folder() / "static" / top).iterdir())
)
"""The theme's own files, which this newspaper empties."""
COPIES = {"css/site.css", *THEME}
PAGE, FEED, RELATED, WINDOW = 5, 12, 4, 8
MARCH_31 = "2026-03-31T12:00"

BASE = """<!doctype html>
<html lang="{{ config.language }}"><title>{{ page.title }} – {{ config.title }}</title>
<link rel="stylesheet" href="{{ site.asset("css/site.css") }}">
<nav>{% for section in site.sections() %}<a href="{{ section.url }}">{{ section.title }}</a>
{% for child in section.children %}<a href="{{ child.url }}">{{ child.title }}</a>{% endfor %}{% endfor %}</nav>
{% for link in page.breadcrumb %}<a href="{{ link.url }}">{{ link.title }}</a>{% endfor %}
{% block main %}{% endblock %}
<footer>{% for link in site.pages() %}<a href="{{ link.url }}">{{ link.title }}</a>{% endfor %}</footer></html>
"""
ARTICLE = """{% extends "base.html" %}{% from "partials/teaser.html" import teaser %}
{% block main %}<h1>{{ article.title }}</h1><p>{{ article.summary }}</p><time>{{ article.date }}</time>
<p>{% for category in article.categories %}<a href="{{ category.url }}">{{ category.title }}</a>{% endfor %}</p>
<p>{% for name in article.byline %}{{ name.name }} {{ name.url }}{% endfor %}</p>
<p>{% for tag in article.tags %}<a href="{{ tag.url }}">{{ tag.title }}</a>{% endfor %}</p>
{{ article.body | html }}{{ article.words }} {{ article.minutes }}
{% for author in article.authors %}{{ author.name }}{{ author.bio | html }}{% endfor %}
{% for item in article.related %}{{ teaser(item) }}{% endfor %}
{% if article.previous %}<a rel="prev" href="{{ article.previous.url }}">{{ article.previous.title }}</a>{% endif %}
{% if article.next %}<a rel="next" href="{{ article.next.url }}">{{ article.next.title }}</a>{% endif %}{% endblock %}
"""
TEASER = """{% macro teaser(item) %}<h2><a href="{{ item.url }}">{{ item.title }}</a></h2>{{ item.section.title }}
{{ item.date }} {{ item.summary }}{% for name in item.byline %}{{ name.name }} {{ name.url }}{% endfor %}{% endmacro %}
"""
LIST = """{% extends "base.html" %}{% from "partials/teaser.html" import teaser %}
{% block main %}<h1>{{ listing.title }}</h1>{{ listing.description }}{{ listing.intro | html }}
{% for child in listing.children %}<a href="{{ child.url }}">{{ child.title }}</a>{% endfor %}
{% if listing.author %}{{ listing.author.name }}{{ listing.author.bio | html }}{% endif %}
{% for item in listing.articles %}{{ teaser(item) }}{% endfor %}
{{ listing.newer }} {{ listing.number }} {{ listing.older }}{% endblock %}
"""
FRONT = """{% extends "base.html" %}{% from "partials/teaser.html" import teaser %}
{% block main %}{% if lead %}{{ teaser(lead) }}{% endif %}{% for item in featured %}{{ teaser(item) }}{% endfor %}
{% for block in blocks %}<h2>{{ block.section.title }}</h2>{% for item in block.articles %}{{ teaser(item) }}{% endfor %}{% endfor %}
{% for item in latest %}{{ teaser(item) }}{% endfor %}{% endblock %}
"""
INDEX = """{% extends "base.html" %}
{% block main %}{% for entry in entries %}<a href="{{ entry.url }}">{{ entry.title }}</a>{{ entry.detail }}
{% for child in entry.children %}<a href="{{ child.url }}">{{ child.title }}</a>{% endfor %}{% endfor %}{% endblock %}
"""
TEMPLATES = {
    "base.html": BASE,
    "article.html": ARTICLE,
    "partials/teaser.html": TEASER,
    "list.html": LIST,
    "category.html": '{% extends "list.html" %}',
    "author.html": '{% extends "list.html" %}',
    "tag.html": '{% extends "list.html" %}',
    "month.html": '{% extends "list.html" %}',
    "front.html": FRONT,
    "index.html": INDEX,
    "page.html": '{% extends "base.html" %}{% block main %}{{ body | html }}{% endblock %}',
    "404.html": '{% extends "base.html" %}{% block main %}Perdu.{% endblock %}',
    "search.html": '{% extends "base.html" %}{% block main %}Cherchez.{% endblock %}',
    "redirect.html": '<!doctype html><title>{{ page.title }}</title><a href="{{ target }}">{{ config.title }}</a>',
    "robots.txt": "User-agent: *\n",
    "atom.xml": "<feed>{{ config.title }} {{ updated }}{% for entry in entries %}<id>{{ entry.id }}</id>"
    "{{ entry.teaser.title }} {{ entry.teaser.url }} {{ entry.teaser.section.title }} "
    "{{ entry.updated }}{% endfor %}</feed>",
    "sitemap.xml": "<urlset>{% for entry in entries %}{{ entry.url }} {{ entry.lastmod }}\n{% endfor %}</urlset>",
    "newssitemap.xml": "<urlset>{% for entry in entries %}{{ entry.article.url }} {{ entry.article.title }}\n{% endfor %}</urlset>",
    "sitemapindex.xml": "<sitemapindex>{% for entry in entries %}{{ entry.url }}\n{% endfor %}</sitemapindex>",
    "shortcodes/related.html": '<aside>{{ label }} <a href="{{ article.url }}">{{ article.title }}</a></aside>',
    "shortcodes/quote.html": "<blockquote>{{ text }} {{ by }}</blockquote>",
}
_LIST = ("list.html", "base.html", "partials/teaser.html")
REACHES = {
    "article.html": ("base.html", "partials/teaser.html"),
    "front.html": ("base.html", "partials/teaser.html"),
    "category.html": _LIST,
    "author.html": _LIST,
    "tag.html": _LIST,
    "month.html": _LIST,
    "index.html": ("base.html",),
    "page.html": ("base.html",),
    "404.html": ("base.html",),
    "search.html": ("base.html",),
}
"""The templates that rendering each template reads beside itself."""


@dataclass(frozen=True)
class Story:
    """An article as the editor has it: its file, its fields, and the files of the articles that its text recommends."""

    file: str
    title: str
    category: str
    author: str
    date: str
    tags: tuple[str, ...] = ()
    summary: str = ""
    body: str = "Il pleut.\n"
    slug: str = ""
    aliases: tuple[str, ...] = ()
    draft: bool = False
    embargo: str = ""
    expires: str = ""
    recommends: tuple[str, ...] = ()
    quotes: str = ""

    @property
    def source(self) -> str:
        """The file with all fields and the text."""
        names = ("title", "category", "author", "date", "summary", "slug", "embargo", "expires")
        matter: dict[str, object] = {name: getattr(self, name) for name in names if getattr(self, name)}
        matter |= {name: list(getattr(self, name)) for name in ("tags", "aliases") if getattr(self, name)}
        matter |= {"draft": True} if self.draft else {}
        quote = f'{{{{< quote text="{self.quotes}" >}}}}\n\n' if self.quotes else ""
        calls = "".join(f'{{{{< related article="{file}" label="Lire aussi" >}}}}\n\n' for file in self.recommends)
        return f"---\n{yaml.safe_dump(matter, sort_keys=False)}---\n{self.body}\n{quote}{calls}"

    @property
    def final_slug(self) -> str:
        """The slug of the address (titles here are plain words)."""
        return self.slug or self.title.lower().replace(" ", "-")

    def is_live(self, now: str) -> bool:
        """Whether readers may see it; instants here are all written alike, so that they compare as texts."""
        return not self.draft and max(self.date, self.embargo) <= now and not (self.expires and self.expires <= now)


@dataclass
class Paper:
    """A whole newspaper as its editors have it, at an instant."""

    title: str = "La Gazette"
    now: str = MARCH_31
    stories: dict[str, Story] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=lambda: {"ana": "Ana Ruiz", "bruno": "Bruno Kaci"})
    categories: dict[str, str] = field(default_factory=lambda: {"asie": "Asie", "monde": "Monde", "sport": "Sport"})
    templates: dict[str, str] = field(default_factory=lambda: dict(TEMPLATES))
    css: str = "a { color: #900 }\n"

    def add(self, *stories: Story) -> None:
        """Add stories, or put them in the place of those of the same files."""
        self.stories.update({story.file: story for story in stories})

    def edit(self, file: str, change: Callable[[Story], Story]) -> None:
        """Put a changed story in the place of the old one."""
        self.stories[file] = change(self.stories.pop(file))

    def files(self) -> dict[str, str]:
        """Every file of the site."""
        settings = f"title: {self.title}\nurl: https://gazette.example\npage_size: {PAGE}\nfeed_size: {FEED}\n"
        settings += "feeds: {site: [atom], categories: [], content: summary}\n"  # tests/test_feeds.py is about others
        settings += "assets: {minify: false, fingerprint: false}\n"  # tests/test_assets.py is about these
        parents = {"asie": "parent: monde\n"}
        return {
            "newsgen.yaml": settings,
            **{f"content/articles/{file}": story.source for file, story in self.stories.items()},
            **{
                f"content/authors/{key}.md": f"---\nname: {name}\n---\nÀ la {key}.\n"
                for key, name in self.authors.items()
            },
            **{
                f"content/categories/{key}.md": f"---\ntitle: {title}\n{parents.get(key, '')}---\n"
                for key, title in self.categories.items()
            },
            "content/pages/contact.md": "---\ntitle: Contact\n---\nÉcrivez-nous.\n",
            **{f"templates/{name}": text for name, text in self.templates.items()},
            "static/css/site.css": self.css,
            **{f"static/{path}": "" for path in THEME},
        }


def gazette() -> Paper:
    """Sixty-three stories of three months, in three categories, one of which lies in another; two at one instant.

    No list is so long that one story more or less would make or empty a numbered page.
    """
    paper = Paper()
    subjects = ("mer", "vent", "sable", "sel", "brume", "phare", "quai")
    for number in range(63):
        month, day = divmod(number, 21)
        paper.add(
            Story(
                file=f"{2026 - number % 2}/n{number:02}.md",  # folders mean nothing
                title=f"Nouvelle {number:02}",
                category=("sport", "monde", "asie")[number * 7 % 3],
                author=("ana", "bruno")[number * 5 % 3 % 2],
                date=f"2026-0{month + 1}-{day + 1:02}T08:00" if number != 32 else "2026-02-11T08:00",
                tags=(
                    subjects[number % 7],
                    *((subjects[number % 5],) if number % 3 == 0 and number % 5 != number % 7 else ()),
                ),
                summary=f"Le fait {number}.",
                recommends=(f"{2026 - number % 2}/n{number - 14:02}.md",) if number % 15 == 14 else (),
                quotes="On verra." if number % 20 == 5 else "",
            )
        )
    return paper


Print = Mapping[str, object]
"""What each output prints (or copies), by path."""
Link = tuple[str, str]


class Printer:
    """The rules of the site model, once more: what stands on which page."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        live = [story for story in paper.stories.values() if story.is_live(paper.now)]
        self.stories = sorted(sorted(live, key=lambda story: story.file), key=lambda story: story.date, reverse=True)

    def outputs(self) -> Iterator[tuple[str, object]]:
        """Give what each output prints."""
        yield from self._articles()
        yield from self._lists()
        yield from self._indexes()
        yield "index.html", self._framed("front.html", self._front())
        yield "contact/index.html", self._framed("page.html", "Écrivez-nous.")
        yield "404.html", self._framed("404.html", "")
        yield "robots.txt", self._bare("robots.txt", "")
        newest = [(story.file.rpartition("/")[2], self.teaser(story)) for story in self.stories[:FEED]]
        yield "atom.xml", self._bare("atom.xml", newest)
        yield from self._sitemaps()
        yield "search/index.html", self._framed("search.html", "")
        yield "css/site.css", self.paper.css
        yield from ((path, "") for path in THEME)

    def url(self, story: Story) -> str:
        """The address of an article."""
        return f"{self._section(story.category)[1]}{story.final_slug}/"

    def teaser(self, story: Story) -> object:
        """What a list prints of an article."""
        author = (self.paper.authors[story.author], f"/authors/{story.author}/")
        return (story.title, self.url(story), story.date, self._section(story.category), story.summary, author)

    def _bare(self, template: str, content: object, more: Iterable[str] = ()) -> object:
        closure = sorted({template, *REACHES.get(template, ()), *more})
        return [self.paper.templates[name] for name in closure], self.paper.title, content

    def _framed(self, template: str, content: object, more: Iterable[str] = ()) -> object:
        menu = [self._section(key) for key in ("monde", "asie", "sport")]
        return self._bare(template, content, more), menu, self.paper.css

    def _section(self, key: str) -> Link:
        return self.paper.categories[key], {"asie": "/monde/asie/"}.get(key, f"/{key}/")

    def _articles(self) -> Iterator[tuple[str, object]]:
        for story in self.stories:
            company = [each for each in self.stories if each.category == story.category]
            place = company.index(story)
            neighbours = [(each.title, self.url(each)) for each in company[max(place - 1, 0) : place + 2]]
            shown = [self.paper.stories[file] for file in story.recommends]
            boxes = [self.teaser(each) for each in shown if each.is_live(self.paper.now)]
            related = [self.teaser(each) for each in self._related(story)]
            content = (self.teaser(story), story.body, boxes, related, neighbours, self._tags(story), story.quotes)
            shortcodes = [name for name, used in (("related", boxes), ("quote", story.quotes)) if used]
            path = self.url(story)[1:] + "index.html"
            yield path, self._framed("article.html", content, [f"shortcodes/{name}.html" for name in shortcodes])
            for alias in story.aliases:
                yield alias[1:] + "index.html", self._bare("redirect.html", (story.title, self.url(story)))

    def _tags(self, story: Story) -> list[Link]:
        return [(tag, f"/tags/{tag}/") for tag in story.tags]

    def _related(self, story: Story) -> list[Story]:
        older = self.stories[self.stories.index(story) + 1 :]
        points: Counter[str] = Counter()
        for tag in story.tags:
            for each in [each for each in older if tag in each.tags][:WINDOW]:
                points[each.file] += 2
        for each in [each for each in older if each.category == story.category][:WINDOW]:
            points[each.file] += 1

        return sorted((each for each in older if points[each.file]), key=lambda each: -points[each.file])[:RELATED]

    def _listed(self) -> Iterator[tuple[str, str, str, Sequence[Story]]]:
        """Give template, address, title and stories of every list."""
        for key in self.paper.categories:
            below = {"monde": ("monde", "asie")}.get(key, (key,))
            title, url = self._section(key)
            yield "category.html", url, title, [story for story in self.stories if story.category in below]
        for key, name in self.paper.authors.items():
            yield "author.html", f"/authors/{key}/", name, [story for story in self.stories if story.author == key]
        for tag in sorted({tag for story in self.stories for tag in story.tags}):
            yield "tag.html", f"/tags/{tag}/", tag, [story for story in self.stories if tag in story.tags]
        for month in sorted({story.date[:7] for story in self.stories}):
            url = f"/{month.replace('-', '/')}/"
            yield "month.html", url, month, [story for story in self.stories if story.date.startswith(month)]

    def _slices(self, url: str, stories: Sequence[Story]) -> Iterator[tuple[str, Sequence[Story], object]]:
        """Give address, stories and neighbours of each page of a list."""
        oldest_first = list(reversed(stories))
        full: list[list[Story]] = []
        while len(oldest_first) >= 2 * PAGE:
            full.append(oldest_first[:PAGE])
            del oldest_first[:PAGE]
        addresses = [f"{url}page/{number + 1}/" for number in range(len(full))] + [url]
        for number, (own, shown) in enumerate(zip(addresses, [*full, oldest_first], strict=True)):
            yield own, shown, (addresses[number - 1] if number else None, addresses[number + 1 : number + 2])

    def _lists(self) -> Iterator[tuple[str, object]]:
        for template, url, title, stories in self._listed():
            for own, shown, neighbours in self._slices(url, stories):
                content = title, [self.teaser(story) for story in shown], neighbours
                yield own[1:] + "index.html", self._framed(template, content)

    def _indexes(self) -> Iterator[tuple[str, object]]:
        lists: dict[str, list[Link]] = {"category": [], "author": [], "tag": [], "month": []}
        for template, url, title, _ in self._listed():
            lists[template.removesuffix(".html")].append((title, url))
        years: dict[str, list[Link]] = {}
        for title, url in lists["month"]:
            years.setdefault(title[:4], []).append((title, url))
        names = (("categories", "category"), ("authors", "author"), ("tags", "tag"))
        for name, kind in names:
            yield f"{name}/index.html", self._framed("index.html", lists[kind])
        yield "archive/index.html", self._framed("index.html", sorted(years.items()))
        for year, months in years.items():
            yield f"{year}/index.html", self._framed("index.html", months)

    def _front(self) -> object:
        waiting = list(self.stories)

        def take(count: int, keys: Iterable[str]) -> list[object]:
            taken = [story for story in waiting if story.category in keys][:count]
            for story in taken:
                waiting.remove(story)
            return [self.teaser(story) for story in taken]

        everywhere = tuple(self.paper.categories)
        top = take(5, everywhere)
        blocks = [self._section("monde"), take(4, ("monde", "asie")), self._section("sport"), take(4, ("sport",))]
        return top, blocks, take(8, everywhere)

    def _sitemaps(self) -> Iterator[tuple[str, object]]:
        months = sorted({story.date[:7] for story in self.stories})
        for month in months:
            stories = [(self.url(story), story.date) for story in self.stories if story.date.startswith(month)]
            yield f"sitemaps/{month}.xml", self._bare("sitemap.xml", stories)
        others = [own for _, url, _, stories in self._listed() for own, _, _ in self._slices(url, stories)]
        others += sorted({month[:4] for month in months})
        yield "sitemaps/pages.xml", self._bare("sitemap.xml", others)
        since = (datetime.fromisoformat(self.paper.now) - timedelta(hours=48)).isoformat(timespec="minutes")
        recent = [story for story in self.stories if max(story.date, story.embargo) > since]
        yield "sitemaps/news.xml", self._bare("newssitemap.xml", [(story.title, self.url(story)) for story in recent])
        yield "sitemap.xml", self._bare("sitemapindex.xml", months)


def printed_by(paper: Paper) -> Print:
    """Tell what each output of a newspaper prints, by path."""
    return dict(Printer(paper).outputs())


class Desk:
    """A newspaper in a folder of its own, built once; every further :meth:`publish` proves itself."""

    def __init__(self, folder: Path, paper: Paper | None = None) -> None:
        self.folder = folder
        self.paper = paper or gazette()
        self.room = Newsroom(folder / "site")
        self._saved: dict[str, str] = {}
        self._clean_builds = 0
        self.save()
        self.room.built()
        self.printed = printed_by(self.paper)
        assert set(self.room.public()) == set(self.printed)

    def save(self) -> None:
        """Write what has changed, as an editor's program does."""
        files = self.paper.files()
        for path, text in files.items():
            if self._saved.get(path) != text:
                self.room.write(path, text)
        for path in self._saved.keys() - files.keys():
            self.room.delete(path)
        self._saved = files
        self.room.now = int(datetime.fromisoformat(self.paper.now).replace(tzinfo=PARIS).timestamp())

    def publish(self) -> Report:
        """Build what was edited: the stale pages, all of them and no others; the tree of a clean build."""
        self.save()
        before, self.printed = self.printed, printed_by(self.paper)
        report = self.room.built()
        stale = {path for path, content in self.printed.items() if before.get(path) != content}
        assert rendered(report) == stale
        assert report.rendered == len([path for path in stale if path not in COPIES])
        assert report.deleted == len(before.keys() - self.printed.keys())
        assert report.planned == len(self.printed)
        self._clean_builds += 1
        clean = self.room.clean(self.folder / f"clean{self._clean_builds}")
        assert self.room.public() == clean
        assert set(clean) == set(self.printed)
        return report

    def path(self, file: str) -> str:
        """Name the page of an article in the output."""
        return Printer(self.paper).url(self.paper.stories[file])[1:] + "index.html"

    def articles(self) -> set[str]:
        """Name the pages of all live articles."""
        return {self.path(story.file) for story in Printer(self.paper).stories}

    def framed(self) -> set[str]:
        """Name the pages that extend base.html: all of HTML but redirects."""
        redirects = {alias[1:] + "index.html" for story in self.paper.stories.values() for alias in story.aliases}
        return {path for path in self.printed if path.endswith(".html")} - redirects


NEWEST, MIDDLE, OLD, TIED, TWIN = "2026/n62.md", "2025/n45.md", "2026/n08.md", "2026/n32.md", "2025/n31.md"
FRESH = Story("2026/neuf.md", "Une nouvelle toute neuve", "asie", "ana", "2026-03-21T09:00", ("mer",), "C’est neuf.")


def numbered(paths: Iterable[str]) -> set[str]:
    """Pick the numbered pages of lists."""
    return {path for path in paths if "/page/" in path}


def test_an_unchanged_site_renders_and_writes_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    before = desk.room.public()
    report = desk.room.built()
    assert (report.rendered, report.written, report.deleted, report.reasons) == (0, 0, 0, ())
    assert report.planned == len(desk.printed)
    assert desk.room.public() == before


def test_a_file_saved_without_a_change_renders_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.room.write(f"content/articles/{OLD}", desk.paper.stories[OLD].source)
    desk.room.write("templates/base.html", BASE)
    report = desk.publish()
    assert (report.rendered, report.written, report.deleted) == (0, 0, 0)


def test_a_body_edit_renders_one_page(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for file in (NEWEST, MIDDLE, OLD):
        desk.paper.edit(file, lambda story: replace(story, body="Tout autre chose, et plus long.\n"))
        report = desk.publish()
        assert rendered(report) == {desk.path(file)}
        assert (report.rendered, report.written) == (1, 1)


def test_new_words_are_printed_in_the_last_plan_whatever_made_the_pages_again_since(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(tmp_path)
    assert desk.room.build(clean=True).rendered > 1
    desk.room.replace("templates/article.html", "<h1>", "<h1 class=titre>")
    assert desk.room.built().rendered == len(desk.articles())
    monkeypatch.setattr("newsgen.plan.planned.plan_site", None)  # nothing can be planned any more
    file = desk.room.root / "content/articles" / OLD
    for _ in range(2):
        file.write_text(file.read_text(encoding="utf-8") + "Un mot de plus.\n", encoding="utf-8")
        assert rendered(desk.room.built()) == {desk.path(OLD)}


def test_a_title_edit_renders_exactly_the_pages_that_print_the_title(tmp_path: Path) -> None:
    paper = gazette()
    paper.edit(MIDDLE, lambda story: replace(story, slug="nouvelle-45"))
    desk = Desk(tmp_path, paper)
    old, new = paper.stories[MIDDLE].title, "Un titre corrigé"
    printing = {path for path, data in desk.room.public().items() if old.encode() in data}
    paper.edit(MIDDLE, lambda story: replace(story, title=new))
    report = desk.publish()
    assert rendered(report) == printing
    assert {path for path, data in desk.room.public().items() if new.encode() in data} == printing
    assert not any(old.encode() in data for data in desk.room.public().values())
    asia = [story.file for story in Printer(paper).stories if story.category == paper.stories[MIDDLE].category]
    place = asia.index(MIDDLE)
    recommending = {desk.path(story.file) for story in paper.stories.values() if MIDDLE in story.recommends}
    assert recommending
    assert {desk.path(asia[place - 1]), desk.path(asia[place + 1]), desk.path(MIDDLE)} | recommending <= printing
    assert len(printing) < 25


def test_a_title_edit_of_the_newest_story_reaches_front_and_feed(tmp_path: Path) -> None:
    paper = gazette()
    paper.edit(NEWEST, lambda story: replace(story, slug="nouvelle-62"))
    desk = Desk(tmp_path, paper)
    paper.edit(NEWEST, lambda story: replace(story, title="Un titre corrigé"))
    touched = rendered(desk.publish())
    story = paper.stories[NEWEST]
    lists = {
        f"authors/{story.author}/index.html",
        *(f"tags/{tag}/index.html" for tag in story.tags),
        "2026/03/index.html",
    }
    assert {desk.path(NEWEST), "index.html", "atom.xml"} | lists <= touched
    assert not numbered(touched)
    assert not any(path.startswith("sitemap") for path in touched)


def test_a_title_edit_without_a_slug_moves_the_page(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    old = desk.path(OLD)
    desk.paper.edit(OLD, lambda story: replace(story, title="Autre titre"))
    report = desk.publish()
    assert report.deleted == 1
    assert old not in desk.room.public()
    assert {desk.path(OLD), "sitemaps/2026-01.xml"} <= rendered(report)


def test_a_summary_edit_renders_the_page_and_the_lists_that_print_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.paper.edit(MIDDLE, lambda story: replace(story, summary="Autre chapeau."))
    touched = rendered(desk.publish())
    assert desk.path(MIDDLE) in touched
    asia = [
        story.file for story in Printer(desk.paper).stories if story.category == desk.paper.stories[MIDDLE].category
    ]
    place = asia.index(MIDDLE)
    older = desk.path(asia[place + 1])  # its link to the newer article prints the title only
    assert older not in touched


def test_a_tag_added_renders_the_article_the_list_of_the_tag_and_what_becomes_related(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.paper.edit(NEWEST, lambda story: replace(story, tags=(*story.tags, "sable")))
    touched = rendered(desk.publish())
    assert {desk.path(NEWEST), "tags/sable/index.html"} <= touched
    assert "tags/index.html" not in touched
    assert not numbered(touched)


def test_a_tag_that_nobody_used_before_gets_a_page_and_a_line_in_the_index(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.paper.edit(NEWEST, lambda story: replace(story, tags=(*story.tags, "corail")))
    touched = rendered(desk.publish())
    assert touched == {desk.path(NEWEST), "tags/corail/index.html", "tags/index.html", "sitemaps/pages.xml"}


def test_a_new_article_renders_its_page_its_neighbour_and_the_newest_pages_only(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    newest_of_asia = next(story.file for story in Printer(desk.paper).stories if story.category == "asie")
    desk.paper.add(FRESH)
    touched = rendered(desk.publish())
    assert touched == {
        "monde/asie/une-nouvelle-toute-neuve/index.html",
        desk.path(newest_of_asia),
        "monde/asie/index.html",
        "monde/index.html",
        "authors/ana/index.html",
        "tags/mer/index.html",
        "2026/03/index.html",
        "index.html",
        "atom.xml",
        "sitemaps/2026-03.xml",
    }


def test_a_new_article_in_a_new_month_and_year_touches_the_indexes_of_the_archive(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.paper.now = "2027-01-03T08:00"
    desk.publish()
    desk.paper.add(replace(FRESH, date="2026-04-02T09:00"))
    touched = rendered(desk.publish())
    assert {
        "2026/04/index.html",
        "2026/index.html",
        "sitemaps/2026-04.xml",
        "sitemap.xml",
        "sitemaps/pages.xml",
        "archive/index.html",
    } <= touched
    assert not {"2026/03/index.html", "tags/index.html"} & touched
    desk.paper.add(replace(FRESH, file="an.md", title="Bonne annee", date="2027-01-01T09:00"))
    assert {"2027/index.html", "2027/01/index.html", "archive/index.html"} <= rendered(desk.publish())


def test_a_full_newest_page_hands_its_older_half_to_a_new_numbered_page(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    made: set[str] = set()
    for number in range(PAGE):
        fresh = replace(FRESH, file=f"f{number}.md", title=f"Neuf {number}", date=f"2026-03-22T1{number}:00", tags=())
        desk.paper.add(replace(fresh, category="sport"))
        before = numbered(desk.printed)
        touched = rendered(desk.publish())
        new = numbered(desk.printed) - before
        made |= new
        learned = {
            path.replace(f"/page/{n}/", f"/page/{n - 1}/") for path in new if (n := int(path.split("/page/")[1][0])) > 1
        }
        assert numbered(touched) == new | learned  # the page before learns that it has a newer neighbour with a number
    assert {path.split("/page/")[0] for path in made} == {"sport", "authors/ana", "2026/03"}


def test_an_article_template_edit_renders_exactly_the_articles(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.paper.templates["article.html"] = ARTICLE.replace("<h1>", "<h1 class=titre>")
    report = desk.publish()
    assert rendered(report) == desk.articles()
    assert (report.rendered, report.written) == (63, 63)


def test_a_base_template_edit_renders_every_page_that_extends_it(tmp_path: Path) -> None:
    paper = gazette()
    paper.edit(OLD, lambda story: replace(story, aliases=("/vieux/",)))
    desk = Desk(tmp_path, paper)
    desk.paper.templates["base.html"] = BASE.replace("<nav>", "<nav id=menu>")
    touched = rendered(desk.publish())
    assert touched == desk.framed()
    assert "vieux/index.html" not in touched


def test_a_partial_edit_renders_what_imports_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.paper.templates["partials/teaser.html"] = TEASER.replace("<h2>", "<h3>").replace("</h2>", "</h3>")
    touched = rendered(desk.publish())
    assert desk.articles() | {"index.html"} <= touched
    assert not {"404.html", "contact/index.html", "tags/index.html", "atom.xml"} & touched


def test_a_shortcode_template_edit_renders_only_the_pages_that_use_it(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.paper.templates["shortcodes/related.html"] += "<!-- 2 -->"
    users = {desk.path(file) for file, story in desk.paper.stories.items() if story.recommends}
    assert rendered(desk.publish()) == users
    assert len(users) == 4
    desk.paper.templates["shortcodes/quote.html"] += "<!-- 2 -->"
    users = {desk.path(file) for file, story in desk.paper.stories.items() if story.quotes}
    assert rendered(desk.publish()) == users
    assert len(users) == 3


def test_a_template_that_nothing_reaches_renders_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.paper.templates["partials/solitaire.html"] = "{{ page.title }}"
    assert rendered(desk.publish()) == set()


def test_a_stylesheet_edit_renders_the_pages_that_ask_for_it_and_copies_the_file(tmp_path: Path) -> None:
    paper = gazette()
    paper.edit(OLD, lambda story: replace(story, aliases=("/vieux/",)))
    desk = Desk(tmp_path, paper)
    paper.css = "a { color: #090 }\n"  # as long as before
    touched = rendered(desk.publish())
    assert touched == desk.framed() | {"css/site.css"}
    assert not {"vieux/index.html", "atom.xml", "robots.txt", "sitemap.xml"} & touched


def test_the_title_in_the_settings_is_on_every_page_and_on_no_copy(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.paper.title = "Le Courrier"
    assert rendered(desk.publish()) == desk.printed.keys() - COPIES


def test_an_author_renamed_renders_what_carries_the_name(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    old, new = desk.paper.authors["bruno"].encode(), "Bruno Kassi"
    printing = {path for path, data in desk.room.public().items() if old in data}
    desk.paper.authors["bruno"] = new
    touched = rendered(desk.publish())
    assert printing <= touched
    assert not any(old in data for data in desk.room.public().values())
    assert touched - printing == {"atom.xml"}  # its entries know who wrote, and this template prints no names


def test_a_category_renamed_renders_every_page_with_the_menu_and_leaves_the_addresses(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.paper.categories["asie"] = "Asie et Pacifique"
    report = desk.publish()
    assert rendered(report) == desk.framed() | {"atom.xml"}
    assert report.deleted == 0


def test_a_deleted_article_is_gone_and_its_neighbours_meet(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    company = [
        story.file for story in Printer(desk.paper).stories if story.category == desk.paper.stories[MIDDLE].category
    ]
    place = company.index(MIDDLE)
    newer, older, gone = company[place - 1], company[place + 1], desk.path(MIDDLE)
    desk.paper.edit("2025/n59.md", lambda story: replace(story, recommends=()))
    desk.publish()
    del desk.paper.stories[MIDDLE]
    report = desk.publish()
    assert gone not in desk.room.public()
    assert not (desk.room.root / "public" / gone).parent.exists()
    assert {desk.path(newer), desk.path(older)} <= rendered(report)
    titles = [desk.paper.stories[file].title for file in (newer, older)]
    assert f'<a rel="prev" href="/{desk.path(older).removesuffix("index.html")}">{titles[1]}</a>' in desk.room.page(
        desk.path(newer)
    )
    assert f'<a rel="next" href="/{desk.path(newer).removesuffix("index.html")}">{titles[0]}</a>' in desk.room.page(
        desk.path(older)
    )


def test_a_renamed_file_keeps_its_page_and_changes_its_entry_of_the_feed_only(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.paper.edit(OLD, lambda story: replace(story, file="ailleurs/tout-autre.md"))
    desk.paper.stories["ailleurs/tout-autre.md"] = desk.paper.stories.pop(OLD)
    assert rendered(desk.publish()) == set()
    desk.paper.stories["2025/zzz.md"] = replace(desk.paper.stories.pop(NEWEST), file="2025/zzz.md")
    assert rendered(desk.publish()) == {"atom.xml"}


def test_of_two_articles_at_one_instant_the_path_decides_and_a_rename_can_swap_them(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    page = "2026/02/page/3/index.html"

    def titles() -> list[str]:
        text = desk.room.page(page)
        return sorted((desk.paper.stories[file].title for file in (twin, TWIN)), key=text.index)

    twin = TIED
    assert desk.paper.stories[TIED].date == desk.paper.stories[TWIN].date
    assert titles() == ["Nouvelle 31", "Nouvelle 32"]
    twin = "2024/n32.md"
    desk.paper.stories[twin] = replace(desk.paper.stories.pop(TIED), file=twin)
    assert page in rendered(desk.publish())
    assert titles() == ["Nouvelle 32", "Nouvelle 31"]


def test_a_redirect_alias_is_one_new_page(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.paper.edit(OLD, lambda story: replace(story, aliases=("/vieux/chemin/",)))
    assert rendered(desk.publish()) == {"vieux/chemin/index.html"}
    desk.paper.edit(OLD, lambda story: replace(story, aliases=()))
    report = desk.publish()
    assert (report.rendered, report.deleted) == (0, 1)
    assert not (desk.room.root / "public" / "vieux").exists()


def test_an_article_expires_as_the_clock_moves(tmp_path: Path) -> None:
    paper = gazette()
    paper.edit(NEWEST, lambda story: replace(story, expires="2026-03-31T18:00"))
    desk = Desk(tmp_path, paper)
    gone = desk.path(NEWEST)
    paper.now = "2026-03-31T17:59"
    assert rendered(desk.publish()) == set()
    paper.now = "2026-03-31T18:00"
    report = desk.publish()
    assert report.deleted == 1
    assert gone not in desk.room.public()
    assert {"index.html", "atom.xml", "sitemaps/2026-03.xml"} <= rendered(report)


def test_an_embargo_lifts_as_the_clock_moves_and_falls_again_as_it_goes_back(tmp_path: Path) -> None:
    paper = gazette()
    paper.add(replace(FRESH, embargo="2026-03-31T18:00"))
    desk = Desk(tmp_path, paper)
    without = desk.room.public()
    paper.now = "2026-03-31T18:00"
    touched = rendered(desk.publish())
    assert desk.path(FRESH.file) in touched
    assert not numbered(touched)
    paper.now = MARCH_31
    desk.publish()
    assert desk.room.public() == without


def test_a_link_to_an_article_under_embargo_appears_with_it(tmp_path: Path) -> None:
    paper = gazette()
    paper.add(replace(FRESH, embargo="2026-03-31T18:00"))
    paper.edit(OLD, lambda story: replace(story, recommends=(FRESH.file,)))
    desk = Desk(tmp_path, paper)
    assert "neuve" not in desk.room.page(desk.path(OLD))
    paper.now = "2026-03-31T18:00"
    assert desk.path(OLD) in rendered(desk.publish())
    assert FRESH.title in desk.room.page(desk.path(OLD))


def test_a_life_of_an_article_from_insertion_to_deletion_equals_clean_builds(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    at_first = desk.room.public()
    file = FRESH.file
    desk.paper.add(replace(FRESH, slug="neuf"))
    desk.publish()
    changes: list[Callable[[Story], Story]] = [
        lambda story: replace(story, body="Une précision.\n"),
        lambda story: replace(story, slug="tout-neuf"),
        lambda story: replace(story, date="2026-01-15T10:00"),
        lambda story: replace(story, draft=True),
        lambda story: replace(story, draft=False),
    ]
    for change in changes:
        desk.paper.edit(file, change)
        desk.publish()
    del desk.paper.stories[file]
    desk.publish()
    assert desk.room.public() == at_first
    assert desk.room.built().rendered == 0


def test_edits_in_two_builds_render_no_more_than_their_sum(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.paper.edit(OLD, lambda story: replace(story, body="Un.\n"))
    desk.paper.edit(NEWEST, lambda story: replace(story, body="Deux.\n"))
    assert rendered(desk.publish()) == {desk.path(OLD), desk.path(NEWEST)}


def test_a_clean_build_renders_everything_and_writes_nothing_that_is_there(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    report = desk.room.build(clean=True)
    assert rendered(report) == set(desk.printed)
    assert report.rendered == len(desk.printed) - len(COPIES)
    assert report.written == 0
    assert desk.room.built().rendered == 0


def test_two_outputs_of_one_site_are_kept_apart(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    other: Request = msgspec.structs.replace(desk.room.request, output=tmp_path / "autre")
    first = build(other)
    assert not first.failed, codes(first)
    assert first.rendered == len(desk.printed) - len(COPIES)
    assert tree(tmp_path / "autre") == desk.room.public()
    assert build(msgspec.structs.replace(desk.room.request, output=tmp_path / "autre")).rendered == 0
    assert desk.room.built().rendered == 0


def test_the_built_in_theme_adds_nothing_to_what_an_edit_touches(tmp_path: Path) -> None:
    paper = gazette()
    paper.templates = {}
    desk_templates = dict.fromkeys(TEMPLATES, "")
    room = Newsroom(tmp_path / "site")
    _write(room, paper)
    room.built()

    def touched(edit: Callable[[], None]) -> tuple[set[str], set[str]]:
        before = printed_by(_with_templates(paper, desk_templates))
        edit()
        _write(room, paper)
        after = printed_by(_with_templates(paper, desk_templates))
        report = room.built()
        assert room.public() == room.clean(tmp_path / f"clean{len(list(tmp_path.iterdir()))}")
        return rendered(report), {path for path, content in after.items() if before.get(path) != content}

    edits: list[Callable[[], None]] = [
        lambda: paper.add(FRESH),
        lambda: paper.edit(OLD, lambda story: replace(story, body="Autre.\n")),
        lambda: paper.edit(MIDDLE, lambda story: replace(story, title="Autre titre", slug="nouvelle-45")),
    ]
    for edit in edits:
        got, expected = touched(edit)
        assert got == expected


def _write(room: Newsroom, paper: Paper) -> None:
    for path, text in paper.files().items():
        if not path.startswith("static/"):
            room.write(path, text)
    room.now = int(datetime.fromisoformat(paper.now).replace(tzinfo=PARIS).timestamp())


def _with_templates(paper: Paper, templates: dict[str, str]) -> Paper:
    return replace(paper, templates=templates)


def test_the_order_of_keys_is_kept_and_a_new_order_is_seen(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, SETTINGS + "params: {b: 1, a: 2}\n")
    room.write("content/data/scores.yaml", "Zoé: 1\nAbel: 2\n")
    template = (
        "{{ config.params | join(' ') }} / {{ site.data('scores') | join(' ') }} / {{ article.extra | join(' ') }}"
    )
    room.write("templates/article.html", template)
    room.article("finale", extra={"y": 1, "x": 2})
    room.built()
    assert room.page("sport/finale/index.html") == "b a / Zoé Abel / y x"
    room.write("newsgen.yaml", SETTINGS + "params: {a: 2, b: 1}\n")
    room.write("content/data/scores.yaml", "Abel: 2\nZoé: 1\n").article("finale", extra={"x": 2, "y": 1})
    room.built()
    assert room.page("sport/finale/index.html") == "a b / Abel Zoé / x y"
