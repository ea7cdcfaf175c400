"""The site: all live articles in order, indexed, every reference resolved. What is not live is not in here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from msgspec.structs import replace

from newsgen.assets.published import Assets
from newsgen.base.faults import Fault, Field, Place
from newsgen.content.shortcodes import BUILT_IN
from newsgen.content.typography import typography_for
from newsgen.model.broken import Broken
from newsgen.model.front_matter import ImageMatter, Portrait
from newsgen.model.kinds import AUTHOR, CATEGORY
from newsgen.model.records import HOME, Article, Asset, Author, Category, Data, Front, Record, Redirects, StaticPage
from newsgen.model.settings import Settings, parse_settings
from newsgen.model.visibility import READERS, Showing
from newsgen.model.words import Words
from newsgen.pages.routes import Routes
from newsgen.pages.views import AuthorCard, Link, Picture, Teaser, VideoLink
from newsgen.site.authors import Authors, Person, declared_authors, named_authors
from newsgen.site.calendar import is_shown, is_upcoming
from newsgen.site.categories import Categories, declared_categories, named_categories
from newsgen.site.placing import Placed, place
from newsgen.site.references import References
from newsgen.site.tags import collect_tags
from newsgen.site.texts import Texts

R = TypeVar("R")


class Site:
    """A site at an instant (``now``, seconds since 1970). ``articles`` are the live ones, newest first.

    ``fronts`` are the curated ones by the path of their category, that of the front page under ``None``.
    ``upcoming`` are those that will appear by themselves, ``unplaced`` those that have no category, or faults of their own
    (``sound`` is what can be used of these): for checking only, nothing of them may reach a page.
    ``broken`` names the source files that cannot be used, and what else they may be called by.
    """

    def __init__(
        self,
        records: Sequence[Record],
        settings: Settings,
        now: int,
        broken: Mapping[str, Iterable[str]] | None = None,
        showing: Showing = READERS,
        sound: Sequence[Article] = (),
    ) -> None:
        self.typography = typography_for(parse_settings(settings))
        self.settings = self.typography.prose(settings)
        self.now = now
        self.showing = showing
        self.faults: list[Fault] = []
        self._broken = Broken(broken or {})
        self.routes = Routes(settings.base, settings.permalinks)
        self.words = Words(settings.language, self.typography.words(settings.words))
        self.home = Link(self.words.say("home"), self.routes.fixed("/"))
        by_type: dict[type, list[Record]] = defaultdict(list)
        for record in records:
            by_type[type(record)].append(record)
        everything = _only(by_type, Article)
        live = [article for article in everything if is_shown(article, now, showing)]
        live.sort(key=lambda article: (-article.moment, article.path))
        all_pages = _only(by_type, StaticPage)
        self.pages: Sequence[StaticPage] = [page for page in all_pages if showing.drafts or not page.matter.draft]
        self.redirects = _only(by_type, Redirects)
        self.data = self._take_data(_only(by_type, Data))
        self.assets = Assets(_only(by_type, Asset), self.routes, self._broken, settings)
        self.categories = self._take_categories(_only(by_type, Category), live)
        self.fronts = self._take_fronts(_only(by_type, Front))
        self.authors = self._take_authors(_only(by_type, Author), live)
        self.placed: Mapping[str, Placed] = {
            placed.article.path: placed
            for article in live
            if (placed := place(article, self.categories, self.authors, self.routes, self.typography, self.faults))
            is not None
        }
        upcoming = [article for article in everything if not showing.future and is_upcoming(article, now)]
        faulty = [article for article in sound if is_shown(article, now, showing) or is_upcoming(article, now)]
        others = self._place_others([*upcoming, *faulty], live, by_type) if upcoming or faulty else {}
        self.upcoming = [others[article.path] for article in upcoming if article.path in others]
        lost = (each for each in (*live, *upcoming) if each.path not in self.placed and each.path not in others)
        self.unplaced: Sequence[Article] = (*faulty, *lost)
        self.articles: Sequence[Article] = [placed.article for placed in self.placed.values()]
        self.tags = collect_tags(self.articles, self.routes, self.faults)
        visible = frozenset(self.placed) | {page.path for page in self.pages}
        self.references = References(everything, all_pages, visible, now, self._broken, self._hidden(everything))
        self.texts = Texts(
            self.references,
            self.assets,
            {**BUILT_IN, **settings.shortcodes},
            self.url,
            self.teaser,
            self.faults,
            settings.pictures.sizes,
        )
        self._teasers: dict[str, Teaser] = {}
        self._cards: dict[str, AuthorCard] = {}

    def url(self, record: Article | StaticPage) -> str:
        """Give the address of a live text."""
        if isinstance(record, StaticPage):
            return self.routes.page(record.slug)
        return self.placed[record.path].url

    def link(self, article: Article) -> Link:
        """Give the headline and address of an article."""
        return Link(article.matter.title, self.placed[article.path].url)

    def teaser(self, article: Article) -> Teaser:
        """Give an article as lists show it."""
        teaser = self._teasers.get(article.path)
        if teaser is None:
            placed, matter = self.placed[article.path], article.matter
            teaser = self._teasers[article.path] = Teaser(
                title=matter.title,
                url=placed.url,
                date=matter.date,
                section=placed.section.link,
                summary=matter.summary,
                kicker=matter.kicker,
                byline=placed.byline,
                image=self.picture(matter.image, article.path, ("image", "src")),
                video=matter.video is not None,
            )
        return teaser

    def teasers(self, articles: Sequence[Article]) -> tuple[Teaser, ...]:
        """Give articles as lists show them."""
        return tuple(map(self.teaser, articles))

    def picture(self, image: ImageMatter | Portrait | None, path: str, field: tuple[str | int, ...]) -> Picture | None:
        """Complete a picture of the front matter of ``path`` with its address and size; report a missing file."""
        if image is None:
            return None
        found = self.assets.picture(image.src, path, Field(field), self.faults)
        if found is None:
            return None
        if isinstance(image, Portrait):
            return replace(found, alt=image.alt)
        return replace(
            found,
            alt=image.alt,
            caption=image.caption,
            credit=image.credit,
            credit_url=image.credit_url,
            licence=image.licence,
        )

    def video(self, article: Article) -> VideoLink | None:
        """Complete the video of an article with its poster and its player; report files that are missing."""
        video = article.matter.video
        if video is None:
            return None
        found = self.assets.video(video.url, article.path, Field(("video", "url")), self.faults)
        if found is None:
            return None
        poster: Picture | None = None
        if video.poster is not None:
            poster = self.assets.picture(video.poster, article.path, Field(("video", "poster")), self.faults)
        return replace(found, title=video.title, poster=poster, duration=video.duration)

    def galleries(self, article: Article) -> Mapping[str, tuple[Picture, ...]]:
        """Give the galleries of an article by name; report files that are missing."""
        return {
            name: tuple(
                picture
                for index, image in enumerate(images)
                if (picture := self.picture(image, article.path, ("galleries", name, index, "src"))) is not None
            )
            for name, images in article.matter.galleries.items()
        }

    def card(self, person: Person) -> AuthorCard:
        """Give an author with bio."""
        card = self._cards.get(person.slug)
        if card is None:
            card = self._cards[person.slug] = self._make_card(person)
        return card

    @cached_property
    def by_category(self) -> Mapping[str, Sequence[Article]]:
        """Articles of each category and its sub-categories, newest first, each once."""
        lists: dict[str, list[Article]] = {path: [] for path in self.categories.nodes}
        ancestors = {
            path: [n.path for n in self.categories.lineage(node)] for path, node in self.categories.nodes.items()
        }
        for placed in self.placed.values():
            for path in dict.fromkeys(path for node in placed.categories for path in ancestors[node.path]):
                lists[path].append(placed.article)
        return lists

    @cached_property
    def by_author(self) -> Mapping[str, Sequence[Article]]:
        """Articles of each author, newest first."""
        lists: dict[str, list[Article]] = {person.slug: [] for person in self.authors.people}
        for placed in self.placed.values():
            for person in placed.people:
                lists[person.slug].append(placed.article)
        return lists

    @cached_property
    def by_month(self) -> Mapping[str, Sequence[Article]]:
        """Articles of each month (``2026-11``, as dated), the newest month first."""
        lists: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            lists[article.matter.date[:7]].append(article)
        return {month: lists[month] for month in sorted(lists, reverse=True)}

    def _take_categories(self, records: Sequence[Category], live: Sequence[Article]) -> Categories:
        broken = self._broken.names(CATEGORY.folder)
        if records or broken:
            return declared_categories(
                records, self.routes, self.settings.language, self.typography, self.faults, broken
            )
        named = sorted(live, key=lambda article: article.path)
        return named_categories(named, self.routes, self.settings.language, self.typography)

    def _take_fronts(self, records: Sequence[Front]) -> Mapping[str | None, Front]:
        fronts: dict[str | None, Front] = {}
        for front in records:
            found: list[Fault] = []
            node = self.categories.resolve(front.name, front.path, Field(()), found) if front.name != HOME else None
            self.faults.extend(_unknown_front(front, fault) for fault in found)
            if node is None and front.name != HOME:
                continue
            other = fronts.setdefault(node.path if node else None, front)
            if other is not front:
                message = f"this and {other.path} are both the front of {node.title if node else 'the site'}"
                self.faults.append(Fault("same-front", message, front.path, Place(), "keep one of them"))
        return fronts

    def _take_data(self, records: Sequence[Data]) -> Mapping[str, Data]:
        named: dict[str, Data] = {}
        for data in records:
            other = named.setdefault(data.name, data)
            if other is not data:
                message = f"templates know two files as “{data.name}”: this one and {other.path}"
                self.faults.append(Fault("same-name", message, data.path, Place(), "rename one of them"))
        return named

    def _take_authors(self, records: Sequence[Author], live: Sequence[Article]) -> Authors:
        broken = self._broken.names(AUTHOR.folder)
        if records or broken:
            return declared_authors(records, self.routes, self.settings.language, self.typography, broken)
        named = sorted(live, key=lambda article: article.path)
        return named_authors(named, self.routes, self.settings.language, self.typography)

    def _hidden(self, articles: Sequence[Article]) -> Mapping[str, Article]:
        """Give the articles that readers may not see by the addresses that they had, or will have."""
        shown = {placed.url for placed in self.placed.values()}
        hidden: dict[str, Article] = {}
        for article in articles:
            nodes = self.categories.find(article.matter.category[0]) if article.path not in self.placed else ()
            if nodes and (url := self.routes.article(article, nodes[0].path)) not in shown:
                hidden[url] = article
        return hidden

    def _place_others(
        self, others: Sequence[Article], live: Sequence[Article], by_type: Mapping[type, Sequence[Record]]
    ) -> Mapping[str, Placed]:
        """Place articles that readers do not see, as if they were all live."""
        categories = self._take_categories(_only(by_type, Category), [*live, *others])
        authors = self._take_authors(_only(by_type, Author), [*live, *others])
        placed = (place(article, categories, authors, self.routes, self.typography, self.faults) for article in others)
        return {each.article.path: each for each in placed if each is not None}

    def _make_card(self, person: Person) -> AuthorCard:
        record = person.record
        if record is None:
            return AuthorCard(person.name, person.url)
        matter = record.matter
        bio = self.texts.resolve(record.body, record.path)[0] if record.body.words else None
        return AuthorCard(
            person.name,
            person.url,
            matter.role,
            self.picture(matter.photo, record.path, ("photo", "src")),
            matter.email,
            tuple(Link(link.title, link.url) for link in matter.links),
            bio,
            matter.extra,
        )


def _unknown_front(front: Front, fault: Fault) -> Fault:
    if fault.code != "unknown-category":
        return fault
    message = f"{fault.message}, so this is the front of nothing"
    way_out = (
        fault.help if fault.help.startswith("did you mean") else "the front page is home.yaml, a section's sport.yaml"
    )
    return Fault("unknown-front", message, front.path, fault.spot, way_out, fault.severity)


def _only(by_type: Mapping[type, Sequence[Record]], kind: type[R]) -> list[R]:
    return [record for record in by_type.get(kind, ()) if isinstance(record, kind)]
