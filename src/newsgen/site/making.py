"""A site made of what its sources say, at an instant.

Dropped what is not live, resolved every name, indexed the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec.structs import replace

from newsgen.assets.published import Assets
from newsgen.base.faults import Fault, Field, Place, warning
from newsgen.content.shortcodes import BUILT_IN
from newsgen.content.typography import typography_for
from newsgen.model.broken import Broken
from newsgen.model.locale import locale_of
from newsgen.model.parse_settings import parse_settings
from newsgen.model.records import HOME, Article, Asset, Data, Front, Record, Redirects, StaticPage
from newsgen.model.settings import Settings
from newsgen.model.visibility import READERS, Visibility
from newsgen.model.words import Words
from newsgen.pages.needs import Needs
from newsgen.pages.routes import Routes
from newsgen.pages.views import AuthorCard, Link, Teaser
from newsgen.site.authors import Person
from newsgen.site.calendar import has_tombstone, is_shown, is_upcoming
from newsgen.site.categories import Categories
from newsgen.site.media import lead_picture_of, picture_of
from newsgen.site.naming import Naming
from newsgen.site.placing import Placed
from newsgen.site.references import References
from newsgen.site.site import Site
from newsgen.site.tags import collect_tags
from newsgen.site.texts import Texts
from newsgen.site.tombstones import Tombstone, tombstones_of

R = TypeVar("R")


def make_site(
    records: Sequence[Record],
    settings: Settings,
    now: int,
    broken: Mapping[str, Iterable[str]] | None = None,
    visibility: Visibility = READERS,
    usable: Sequence[Article] = (),
) -> tuple[Site, Needs]:
    """Make the site as of ``now`` (seconds since 1970), and say what it needs whatever its pages are.

    ``broken`` names the source files that cannot be used, and what else they may be called by; ``usable`` is what can
    be checked of broken articles all the same.
    """
    return _Making(records, settings, now, broken or {}, visibility).site(usable)


class _Making:
    """The making of one site: what its steps share."""

    def __init__(
        self,
        records: Sequence[Record],
        settings: Settings,
        now: int,
        broken: Mapping[str, Iterable[str]],
        visibility: Visibility,
    ) -> None:
        self._typography = typography_for(parse_settings(settings))
        self._settings = self._typography.prose(settings)
        locale = locale_of(settings)
        self._locale = replace(locale, words=self._typography.words(locale.words))
        self._words = Words(self._locale.language, self._locale.words)
        self._now = now
        self._visibility = visibility
        self._records = records
        self._by_type: dict[type, list[Record]] = defaultdict(list)
        for record in records:
            self._by_type[type(record)].append(record)
        self._broken = Broken(broken)
        self._routes = Routes(settings.base, self._locale.permalinks)
        self._needs = Needs()
        self._naming = Naming(
            records, self._routes, self._locale.slugs, self._typography, self._broken, self._needs.faults
        )

    def site(self, usable: Sequence[Article]) -> tuple[Site, Needs]:
        settings, needs = self._settings, self._needs
        everything = self._only(Article)
        live = sorted(filter(self._is_shown, everything), key=lambda article: (-article.moment, article.path))
        all_pages = self._only(StaticPage)
        pages = [page for page in all_pages if is_shown(page, self._now, self._visibility)]
        assets = Assets(self._only(Asset), self._routes, self._broken, settings)
        data = self._data()
        categories = self._naming.categories(live)
        fronts = self._fronts(categories)
        authors = self._naming.authors(live)
        placed = self._naming.place(live, categories, authors)
        unplaced = self._unplaced(live, placed, usable)
        articles = [each.article for each in placed.values()]
        visible = frozenset(placed) | {page.path for page in pages}
        tombstones = self._tombstones([*everything, *all_pages], categories)
        hidden = {**self._hidden(everything, placed, categories), **self._buried([*everything, *all_pages], tombstones)}
        teasers = {path: _teaser(each, assets, needs) for path, each in placed.items()}
        texts = Texts(
            references=References(everything, all_pages, visible, self._now, self._broken, hidden),
            assets=assets,
            declarations={**BUILT_IN, **settings.shortcodes},
            addresses={
                **{path: each.url for path, each in placed.items()},
                **{page.path: self._routes.page(page.slug) for page in pages},
            },
            teasers=teasers,
            sizes=settings.pictures.sizes,
            home=settings.url,
        )
        return Site(
            settings=settings,
            locale=self._locale,
            now=self._now,
            visibility=self._visibility,
            typography=self._typography,
            routes=self._routes,
            words=self._words,
            home=Link(self._words.say("home"), self._routes.fixed("/")),
            records=self._records,
            articles=articles,
            pages=pages,
            redirects=self._only(Redirects),
            data=data,
            fronts=fronts,
            assets=assets,
            categories=categories,
            authors=authors,
            tags=collect_tags(articles, self._routes, needs.faults),
            placed=placed,
            teasers=teasers,
            cards={person.slug: _card(person, texts, needs) for person in authors.people},
            references=texts.references,
            texts=texts,
            tombstones=tombstones,
            unplaced=unplaced,
        ), needs

    def _only(self, kind: type[R]) -> list[R]:
        return [record for record in self._by_type.get(kind, ()) if isinstance(record, kind)]

    def _is_shown(self, article: Article) -> bool:
        return is_shown(article, self._now, self._visibility)

    def _unplaced(
        self, live: Sequence[Article], placed: Mapping[str, Placed], usable: Iterable[Article]
    ) -> Sequence[Article]:
        """Give what is only to be checked: articles with faults, placed as if they had none, and those without."""
        faulty = [each for each in usable if self._is_shown(each) or is_upcoming(each, self._now)]
        if faulty:
            all_of_them = [*live, *faulty]
            naming = self._naming
            naming.place(faulty, naming.categories(all_of_them), naming.authors(all_of_them))
        return (*faulty, *(each for each in live if each.path not in placed))

    def _tombstones(self, texts: Iterable[Article | StaticPage], categories: Categories) -> Mapping[str, Tombstone]:
        """Give what stands in the place of texts; a category that is made of their names has no page by that."""
        withdrawn = [each for each in texts if has_tombstone(each, self._now, self._visibility)]
        if not categories.declared:
            categories = self._naming.categories(each for each in withdrawn if isinstance(each, Article))
        return tombstones_of(withdrawn, categories, self._routes, self._needs.faults)

    def _buried(
        self, texts: Iterable[Article | StaticPage], tombstones: Mapping[str, Tombstone]
    ) -> Mapping[str, Article | StaticPage]:
        """Give the texts that have tombstones by all addresses that they had."""
        return {
            url: text
            for text in texts
            if (stone := tombstones.get(text.path)) is not None
            for url in (stone.url, *map(self._routes.fixed, stone.aliases))
        }

    def _fronts(self, categories: Categories) -> Mapping[str | None, Front]:
        fronts: dict[str | None, Front] = {}
        faults = self._needs.faults
        for front in self._only(Front):
            found: list[Fault] = []
            node = categories.resolve(front.name, front.path, Field(()), found) if front.name != HOME else None
            faults.extend(_unknown_front(front, fault) for fault in found)
            if node is None and front.name != HOME:
                continue
            other = fronts.setdefault(node.path if node else None, front)
            if other is not front:
                message = f"this and {other.path} are both the front of {node.title if node else 'the site'}"
                lasts = node is None or categories.declared
                fault = Fault("same-front", message, front.path, Place(), "keep one of them")
                faults.append(fault if lasts else warning("same-front", message, front.path, Place(), fault.help))
        return fronts

    def _data(self) -> Mapping[str, Data]:
        named: dict[str, Data] = {}
        for data in self._only(Data):
            other = named.setdefault(data.name, data)
            if other is not data:
                message = f"templates know two files as “{data.name}”: this one and {other.path}"
                self._needs.faults.append(Fault("same-name", message, data.path, Place(), "rename one of them"))
        return named

    def _hidden(
        self, articles: Iterable[Article], placed: Mapping[str, Placed], categories: Categories
    ) -> Mapping[str, Article]:
        """Give the articles that readers may not see by the addresses that they had, or will have."""
        shown = {each.url for each in placed.values()}
        hidden: dict[str, Article] = {}
        for article in articles:
            nodes = categories.find(article.matter.category[0]) if article.path not in placed else ()
            if nodes and (url := self._routes.article(article, nodes[0].path)) not in shown:
                hidden[url] = article
        return hidden


def _teaser(placed: Placed, assets: Assets, needs: Needs) -> Teaser:
    matter = placed.article.matter
    return Teaser(
        title=matter.title,
        url=placed.url,
        date=placed.article.appears,
        section=placed.section.link,
        summary=matter.summary,
        kicker=matter.kicker,
        byline=placed.byline,
        image=lead_picture_of(assets, placed.article, needs),
        video=matter.video is not None,
        typography=matter.typography,
    )


def _card(person: Person, texts: Texts, needs: Needs) -> AuthorCard:
    record = person.record
    if record is None:
        return AuthorCard(person.name, person.url)
    matter = record.matter
    bio = texts.resolve(record.body, record.path, needs)[0] if record.body.words else None
    return AuthorCard(
        person.name,
        person.url,
        matter.role,
        picture_of(texts.assets, matter.photo, record.path, ("photo", "src"), needs),
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
