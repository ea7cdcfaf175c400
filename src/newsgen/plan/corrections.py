"""All corrections of a site in one list, and their Atom feed (RFC 4287); neither is there while there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from newsgen.model.front_matter import CorrectionMatter
from newsgen.model.records import Article
from newsgen.pages import kinds
from newsgen.pages.feed_formats import FORMATS
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner, Page
from newsgen.pages.views import (
    Alternate,
    Correction,
    CorrectionEntry,
    CorrectionFeedEntry,
    CorrectionsFeedView,
    CorrectionsView,
    Head,
    Link,
)
from newsgen.plan.feed_names import id_of
from newsgen.plan.pagination import addresses_of, paginate
from newsgen.plan.part import Part
from newsgen.site.site import Site

_OWNER = Owner("the list of corrections")
_KINDS = {"rss": kinds.CORRECTIONS_RSS, "atom": kinds.CORRECTIONS_FEED, "json": kinds.CORRECTIONS_JSON}
Corrected = tuple[Article, CorrectionMatter]


def correction_pages(site: Site) -> Part:
    """Plan the pages of the list, numbered from the oldest like all lists, and the feed."""
    return Part([*_list(site), *_feeds(site)] if site.corrections else [], Needs())


def correction_of(matter: CorrectionMatter) -> Correction:
    """Give a correction as pages show it."""
    return Correction(matter.date, matter.text, matter.kind)


def entry_of(site: Site, corrected: Corrected) -> CorrectionEntry:
    """Give a correction as lists show it."""
    article, matter = corrected
    return CorrectionEntry(site.headline(article), correction_of(matter))


def _list(site: Site) -> Iterator[Page]:
    patterns, words = site.locale.permalinks, site.words
    url, feeds = site.routes.fixed(patterns.corrections), _alternates(site)
    title = words.say("all_corrections")
    for each in paginate(site.corrections, site.settings.page_size):
        at = addresses_of(each, url, site.routes)
        if each.number is None:
            head = Head("corrections", title, at.own, words.say("corrections_about"), (site.home,), alternates=feeds)
        else:
            numbered = words.say("numbered_title", title=title, number=str(each.number))
            head = Head("corrections", numbered, at.own, None, (site.home, Link(title, url)))
        entries = tuple(entry_of(site, one) for one in each.items)
        view = CorrectionsView(head, entries, feeds[0].url if feeds else None, each.number, at.newer, at.older)
        yield kinds.CORRECTIONS.page(site.routes.output_path(at.own), view, _OWNER, _sources(each.items))


def _feeds(site: Site) -> Iterator[Page]:
    newest, whole = site.corrections[: site.settings.feed_size], site.routes.fixed(site.locale.permalinks.corrections)
    named = zip(newest, _names(site), strict=False)  # the first of these
    entries = tuple(CorrectionFeedEntry(name, entry_of(site, each)) for each, name in named)
    for alternate, each in zip(_alternates(site), site.settings.feeds.corrections, strict=True):
        about = site.words.say("corrections_about")
        head = Head("corrections feed", site.words.say("all_corrections"), alternate.url, about)
        view = CorrectionsFeedView(head, entries, whole, newest[0][1].date)
        owner = Owner(f"the feed of corrections in {FORMATS[each].title}")
        yield _KINDS[each].page(site.routes.output_path(alternate.url), view, owner, _sources(newest))


def _alternates(site: Site) -> tuple[Alternate, ...]:
    """Name the feeds of corrections; that in Atom has an address of its own in the settings."""
    title, patterns = site.words.say("all_corrections"), site.locale.permalinks
    whole, atom = site.routes.fixed(patterns.corrections), site.routes.fixed(patterns.corrections_feed)
    return tuple(
        Alternate(FORMATS[each].type, title, atom if each == "atom" else FORMATS[each].beside(whole))
        for each in site.settings.feeds.corrections
    )


def _names(site: Site) -> Iterator[str]:
    """Name corrections for ever (RFC 4151): by their article and their instant, and which of that instant it is."""
    known: Counter[str] = Counter()
    for article, matter in site.corrections:
        name = f"{id_of(site.settings, article)}/corrections/{matter.date}"
        known[name] += 1
        yield name if known[name] == 1 else f"{name}/{known[name]}"


def _sources(corrected: Sequence[Corrected]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(article.path for article, _ in corrected))
