"""How every article stands at an instant: its state, when it appears or goes, what it lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from newsgen.base.faults import Fault, Field, did_you_mean
from newsgen.content.sources import Decoded
from newsgen.model.front_matter import ArticleMatter
from newsgen.model.records import Article
from newsgen.model.settings import Settings
from newsgen.model.turn import What
from newsgen.model.visibility import EVERYTHING
from newsgen.schema.instants import seconds
from newsgen.site.authors import Person, is_credit
from newsgen.site.calendar import State, local_text, next_of, state_of
from newsgen.site.categories import Node
from newsgen.site.making import make_site
from newsgen.site.site import Site

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


def all_statuses(
    decoded: Decoded, settings: Settings, unread: Iterable[str], now: int
) -> tuple[Site, Sequence[Status]]:
    """Tell how every article stands at ``now``, the newest first; with the site as nobody sees it, all of it shown.

    ``unread`` sources say nothing.
    """
    broken = {**dict.fromkeys(unread, ()), **decoded.broken}
    site, _ = make_site(decoded.records, settings, now, broken, EVERYTHING)
    wordless = {fault.path for fault in decoded.faults if fault.code == "missing-alt"}
    articles = [record for record in site.records if isinstance(record, Article)]
    found = [_status(site, each, now, is_wordless=each.path in wordless) for each in articles]
    return site, sorted(found, key=lambda status: (-status.article.moment, status.source))


def select(rows: Iterable[Status], wanted: Wanted, site: Site) -> Iterator[Status]:
    """Give those that are asked for."""
    within = {
        path
        for path, node in site.categories.nodes.items()
        if any(above.path in wanted.categories for above in site.categories.lineage(node))
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


def author_named(site: Site, name: str) -> str:
    """Give the slug of the author whom a name means.

    Raises:
        UnknownNameError: it means nobody, or several.
    """
    faults: list[Fault] = []
    person = site.authors.resolve(name, "", Field(()), faults)
    if person is None:
        people = [each.name for each in site.authors.people]
        raise _unknown(f"there is no author “{name}”", name, people, faults)
    return person.slug


def category_named(site: Site, name: str) -> str:
    """Give the path of the category that a name means.

    Raises:
        UnknownNameError: it means none, or several.
    """
    faults: list[Fault] = []
    node = site.categories.resolve(name, "", Field(("category",)), faults)
    if node is None:
        raise _unknown(f"there is no category “{name}”", name, list(site.categories.nodes), faults)
    return node.path


def _unknown(message: str, name: str, known: Sequence[str], faults: Sequence[Fault]) -> UnknownNameError:
    for fault in faults:
        if fault.code.startswith("ambiguous-"):
            return UnknownNameError(f"{fault.message}: {fault.help}")
    more = " …" if len(known) > _MOST_NAMED else ""
    listed = f"there are {', '.join(known[:_MOST_NAMED])}{more}" if known else "there are none at all"
    near = next((fault.help for fault in faults if fault.help.startswith("did you mean")), "")
    return UnknownNameError(f"{message}: {near or did_you_mean(name, known) or listed}")


def _status(site: Site, article: Article, now: int, *, is_wordless: bool) -> Status:
    state = state_of(article, now)
    placed = site.placed.get(article.path)
    ahead = next_of(article, now)
    corrections = [each.date for each in article.matter.corrections if seconds(each.date) <= now]
    return Status(
        source=article.path,
        article=article,
        state=state,
        url=placed.url if placed is not None and state == "live" else None,
        next=Next(local_text(ahead[0], site.settings.zone), ahead[1]) if ahead else None,
        people=placed.people if placed else tuple(_people(site, article)),
        categories=placed.categories if placed else (),
        lacks=tuple(_lacks(article.matter, is_wordless=is_wordless)),
        corrected=max(corrections, key=seconds, default=None),
    )


def _people(site: Site, article: Article) -> Iterator[Person]:
    """Give the authors that are known of an article which has no category."""
    for name in article.matter.author:
        person = None if is_credit(name) else site.authors.resolve(name, article.path, Field(()), [])
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
