"""The site: all live articles in order, indexed, every reference resolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from newsgen.assets.published import Assets
from newsgen.content.typography import Typography
from newsgen.model.front_matter import CorrectionMatter, LetterMatter
from newsgen.model.locale import Locale
from newsgen.model.records import Article, Data, Front, Record, Redirects, Slug, StaticPage
from newsgen.model.settings import Settings
from newsgen.model.visibility import Visibility
from newsgen.model.words import Words
from newsgen.pages.routes import Routes
from newsgen.pages.views import AuthorCard, Headline, Link, Teaser
from newsgen.schema.instants import seconds
from newsgen.site.authors import Authors, Person
from newsgen.site.calendar import is_shown_correction, is_shown_letter
from newsgen.site.categories import Categories
from newsgen.site.placing import Placed
from newsgen.site.references import References
from newsgen.site.tags import Tag
from newsgen.site.texts import Texts
from newsgen.site.tombstones import Tombstone

R = TypeVar("R", bound=Record)


class Site(Struct, frozen=True, dict=True):
    """A site at an instant (``now``, seconds since 1970), as those see it for whom it is made (``visibility``).

    ``locale`` is its language, with all that goes with it: a newspaper in two languages is two of these.

    ``articles`` are the live ones, newest first; ``placed``, ``teasers`` (as lists show them) and ``cards`` (of
    authors, by their slugs) go with them. ``fronts`` are the curated ones by the path of their category, that of the
    front page under ``None``. ``tombstones`` stand in the place of withdrawn texts, by the paths of these. ``records``
    are all that sources say, live or not.

    ``unplaced`` are articles that have no category, or faults of their own: for checking only, nothing of them may
    reach a page.
    """

    settings: Settings
    locale: Locale
    now: int
    visibility: Visibility
    typography: Typography
    routes: Routes
    words: Words
    home: Link
    records: Sequence[Record]
    articles: Sequence[Article]
    pages: Sequence[StaticPage]
    redirects: Sequence[Redirects]
    data: Mapping[str, Data]
    fronts: Mapping[str | None, Front]
    assets: Assets
    categories: Categories
    authors: Authors
    tags: Mapping[Slug, Tag]
    placed: Mapping[str, Placed]
    teasers: Mapping[str, Teaser]
    cards: Mapping[str, AuthorCard]
    references: References
    texts: Texts
    tombstones: Mapping[str, Tombstone]
    unplaced: Sequence[Article] = ()

    def records_of(self, kind: type[R]) -> Sequence[R]:
        """Give the records of a type, in the order of their paths; of articles and static pages only the live ones."""
        live = self.texts.addresses
        hides = issubclass(kind, Article | StaticPage)
        return [each for each in self.records if isinstance(each, kind) and (not hides or each.path in live)]

    def url(self, record: Article | StaticPage) -> str:
        """Give the address of a live text."""
        return self.texts.addresses[record.path]

    def headline(self, article: Article) -> Headline:
        """Give the headline and address of a live article."""
        teaser = self.teasers[article.path]
        return Headline(teaser.title, teaser.url, teaser.typography)

    def teaser(self, article: Article) -> Teaser:
        """Give a live article as lists show it."""
        return self.teasers[article.path]

    def teasers_of(self, articles: Sequence[Article]) -> tuple[Teaser, ...]:
        """Give live articles as lists show them."""
        return tuple([self.teasers[article.path] for article in articles])

    def corrections_of(self, article: Article) -> tuple[CorrectionMatter, ...]:
        """Give the corrections of an article that readers are told of, as its editor lists them."""
        given = article.matter.corrections
        if not given:
            return ()
        return tuple([each for each in given if is_shown_correction(each, self.now, self.visibility)])

    def letters_of(self, article: Article) -> tuple[LetterMatter, ...]:
        """Give the letters about an article that readers see, as its editor lists them."""
        given = article.matter.letters
        return tuple([each for each in given if is_shown_letter(each, self.now, self.visibility)]) if given else ()

    def updated_of(self, article: Article) -> str | None:
        """Give when an article last changed for readers, as it says or was corrected; not before it appeared."""
        given = (article.matter.updated, *(each.date for each in self.corrections_of(article)))
        changes = [each for each in given if each is not None and seconds(each) >= article.moment]
        return max(changes, key=seconds, default=None)

    @cached_property
    def corrections(self) -> Sequence[tuple[Article, CorrectionMatter]]:
        """All corrections that readers are told of, newest first, each with its article."""
        found = [(article, each) for article in self.articles for each in self.corrections_of(article)]
        return sorted(found, key=lambda each: (-seconds(each[1].date), each[0].path))

    def card(self, person: Person) -> AuthorCard:
        """Give an author with bio."""
        return self.cards[person.slug]

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
        """Articles of each month (``2026-11``, in which they appear), the newest month first."""
        lists: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            lists[article.appears[:7]].append(article)
        return {month: lists[month] for month in sorted(lists, reverse=True)}
