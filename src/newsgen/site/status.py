"""How every article stands at an instant: its state, when it appears or goes, what it lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from newsgen.base.faults import Fault, Field, did_you_mean
from newsgen.content.sources import Decoded
from newsgen.content.typography import typography_for
from newsgen.model.broken import Broken
from newsgen.model.front_matter import ArticleMatter
from newsgen.model.locale import locale_of
from newsgen.model.parse_settings import parse_settings
from newsgen.model.records import Article
from newsgen.model.settings import Settings
from newsgen.model.turn import What
from newsgen.pages.routes import Routes
from newsgen.schema.instants import seconds
from newsgen.site.authors import Authors, Person, is_credit
from newsgen.site.calendar import State, local_text, next_of, state_of
from newsgen.site.categories import Categories, Node
from newsgen.site.naming import Naming
from newsgen.site.placing import Placed

Lack = Literal["picture", "alt", "credit", "summary"]
_MOST_NAMED = 12


class Next(Struct, frozen=True):
    """What happens to an article next, at an instant (ISO text on the site's clocks)."""

    at: str
    what: What


class Status(Struct, frozen=True):
    """How the ``article`` in a source file stands.

    ``url`` is its address while readers see it. ``people`` and ``categories`` are those that are known of its byline
    and its front matter. ``lacks``: no lead picture; a picture of the text without ``alt``; a lead picture or one of a
    gallery without credit; no standfirst. ``corrected`` is the instant of the
    last correction (ISO text).
    """

    source: str
    article: Article
    state: State
    url: str | None
    next: Next | None
    people: tuple[Person, ...]
    categories: tuple[Node, ...]
    lacks: tuple[Lack, ...]
    corrected: str | None

    @property
    def title(self) -> str:
        """The headline."""
        return self.article.matter.title

    @property
    def appears(self) -> str:
        """When readers see it first, ISO text on the site's clocks; of a draft, what it is dated."""
        return self.article.appears


class Wanted(Struct, frozen=True):
    """Which articles are asked for: any of the ``states``, ``authors`` and ``categories``; where none is named, all.

    An author is named by the slug, a category by its path, which means those below it, too. ``since`` is the instant
    (seconds since 1970) from which on they are dated.
    """

    states: Collection[State] = ()
    authors: Collection[str] = ()
    categories: Collection[str] = ()
    since: int | None = None


class UnknownNameError(Exception):
    """There is no such author, or no such category; says so in plain words, with the way out."""


class Standing(Struct, frozen=True):
    """How every article stands, the newest first, and what their authors and categories are called."""

    rows: Sequence[Status]
    authors: Authors
    categories: Categories


def standing_of(decoded: Decoded, settings: Settings, unread: Iterable[str], now: int) -> Standing:
    """Tell how every article stands at ``now`` (seconds since 1970), live or not; ``unread`` sources say nothing."""
    locale = locale_of(settings)
    routes, typography = Routes(settings.base, locale.permalinks), typography_for(parse_settings(settings))
    broken = Broken({**dict.fromkeys(unread, ()), **decoded.broken})
    naming = Naming(decoded.records, routes, locale.slugs, typography, broken, [])
    articles = [record for record in decoded.records if isinstance(record, Article)]
    categories, authors = naming.categories(articles), naming.authors(articles)
    placed = naming.place(articles, categories, authors)
    telling = _Telling(settings.zone, now, placed, authors, decoded.faults)
    rows = sorted(map(telling.status, articles), key=lambda status: (-status.article.moment, status.source))
    return Standing(rows, authors, categories)


def select(rows: Iterable[Status], wanted: Wanted, categories: Categories) -> Iterator[Status]:
    """Give those that are asked for."""
    within = {
        path
        for path, node in categories.nodes.items()
        if any(above.path in wanted.categories for above in categories.lineage(node))
    }
    for row in rows:
        if wanted.states and row.state not in wanted.states:
            continue
        if wanted.authors and not any(person.slug in wanted.authors for person in row.people):
            continue
        if wanted.categories and not any(node.path in within for node in row.categories):
            continue
        if wanted.since is None or row.article.moment >= wanted.since:
            yield row


def author_named(authors: Authors, name: str) -> str:
    """Give the slug of the author whom a name means.

    Raises:
        UnknownNameError: it means nobody, or several.
    """
    faults: list[Fault] = []
    person = authors.resolve(name, "", Field(()), faults)
    if person is None:
        raise _unknown(f"there is no author “{name}”", name, [each.name for each in authors.people], faults)
    return person.slug


def category_named(categories: Categories, name: str) -> str:
    """Give the path of the category that a name means.

    Raises:
        UnknownNameError: it means none, or several.
    """
    faults: list[Fault] = []
    node = categories.resolve(name, "", Field(("category",)), faults)
    if node is None:
        raise _unknown(f"there is no category “{name}”", name, list(categories.nodes), faults)
    return node.path


def _unknown(message: str, name: str, known: Sequence[str], faults: Sequence[Fault]) -> UnknownNameError:
    for fault in faults:
        if fault.code.startswith("ambiguous-"):
            return UnknownNameError(f"{fault.message}: {fault.help}")
    more = " …" if len(known) > _MOST_NAMED else ""
    listed = f"there are {', '.join(known[:_MOST_NAMED])}{more}" if known else "there are none at all"
    near = next((fault.help for fault in faults if fault.help.startswith("did you mean")), "")
    return UnknownNameError(f"{message}: {near or did_you_mean(name, known) or listed}")


class _Telling:
    """How articles stand at an instant; ``placed`` and ``authors`` tell what their names mean."""

    def __init__(
        self, zone: ZoneInfo, now: int, placed: Mapping[str, Placed], authors: Authors, faults: Iterable[Fault]
    ) -> None:
        self._zone = zone
        self._now = now
        self._placed = placed
        self._authors = authors
        self._wordless = {fault.path for fault in faults if fault.code == "missing-alt"}

    def status(self, article: Article) -> Status:
        state, placed = state_of(article, self._now), self._placed.get(article.path)
        ahead = next_of(article, self._now)
        corrections = [each.date for each in article.matter.corrections if seconds(each.date) <= self._now]
        return Status(
            source=article.path,
            article=article,
            state=state,
            url=placed.url if placed is not None and state == "live" else None,
            next=Next(local_text(ahead[0], self._zone), ahead[1]) if ahead else None,
            people=placed.people if placed else tuple(self._people(article)),
            categories=placed.categories if placed else (),
            lacks=tuple(_lacks(article.matter, is_wordless=article.path in self._wordless)),
            corrected=max(corrections, key=seconds, default=None),
        )

    def _people(self, article: Article) -> Iterator[Person]:
        """Give the authors that are known of an article which has no category."""
        for name in article.matter.author:
            person = None if is_credit(name) else self._authors.resolve(name, article.path, Field(()), [])
            if person is not None:
                yield person


def _lacks(matter: ArticleMatter, *, is_wordless: bool) -> Iterator[Lack]:
    shown = [picture for gallery in matter.galleries.values() for picture in gallery]
    if matter.image is not None:
        shown.append(matter.image)
    elif matter.video is None or matter.video.poster is None:
        yield "picture"
    if is_wordless:  # none of front matter is, for that would be an error
        yield "alt"
    if not all(picture.credit for picture in shown):
        yield "credit"
    if not matter.summary:
        yield "summary"
