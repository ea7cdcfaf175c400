"""Pages of lists: categories, authors, tags, months; and the indexes of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from newsgen.model.records import Article, Category
from newsgen.pages import kinds
from newsgen.pages.kinds import PageKind
from newsgen.pages.needs import Needs
from newsgen.pages.page import Owner, Page
from newsgen.pages.views import AuthorCard, Head, IndexEntry, IndexView, Link, Listing, ListView, Text
from newsgen.plan.feeds import alternates_of
from newsgen.plan.fronts import section_front
from newsgen.plan.pagination import addresses_of, paginate
from newsgen.plan.part import Part
from newsgen.site.categories import Node
from newsgen.site.site import Site

_INDEX_TITLES = {"categories": "all_sections", "authors": "all_authors", "tags": "all_tags", "archive": "archives"}


def category_pages(site: Site) -> Part:
    """Plan the pages of every category, the empty ones too."""
    needs = Needs()
    pages: list[Page] = []
    for node in site.categories.nodes.values():
        lineage = site.categories.lineage(node)[:-1]
        children = tuple(child.link for child in site.categories.children.get(node.path, ()))
        record = node.record
        intro, named = _introduction(site, record, needs)
        owner = Owner(f"the category “{node.title}”", record.path if record else None)
        sources = tuple(each.record.path for each in (node, *lineage) if each.record)
        listing = Listing(
            node.title,
            node.link.url,
            (),
            description=record.matter.description if record else None,
            intro=intro,
            children=children,
            extra=record.matter.extra if record else {},
        )
        breadcrumb = (site.home, *(each.link for each in lineage))
        articles = site.by_category[node.path]
        above: tuple[str, ...] = ()
        if (curated := site.fronts.get(node.path)) is not None:
            newest = paginate(articles, site.settings.page_size)[0].items
            front, above = section_front(site, node, curated, newest, needs)
            listing = replace(listing, front=front)
        pages += _list_pages(site, kinds.CATEGORY, articles, listing, breadcrumb, owner, (*sources, *named), above)
    return Part(pages, needs)


def author_pages(site: Site) -> Part:
    """Plan the pages of every author."""
    pages: list[Page] = []
    index = Link(site.words.say("all_authors"), site.routes.fixed(site.locale.permalinks.authors))
    for person in site.authors.people:
        path = person.record.path if person.record else None
        owner = Owner(f"the author “{person.name}”", path)
        listing = Listing(person.name, person.url, (), description=_role(site.card(person)), author=site.card(person))
        sources = (path,) if path else ()
        articles = site.by_author[person.slug]
        pages += _list_pages(site, kinds.AUTHOR, articles, listing, (site.home, index), owner, sources)
    return Part(pages, Needs())


def tag_pages(site: Site) -> Part:
    """Plan the pages of every tag."""
    pages: list[Page] = []
    index = Link(site.words.say("all_tags"), site.routes.fixed(site.locale.permalinks.tags))
    for tag in site.tags.values():
        owner = Owner(f"the tag “{tag.link.title}”")
        listing = Listing(tag.link.title, tag.link.url, ())
        pages += _list_pages(site, kinds.TAG, tag.articles, listing, (site.home, index), owner, ())
    return Part(pages, Needs())


def archive_pages(site: Site) -> Part:
    """Plan the archive: the years, the months of each year, the articles of each month."""
    routes, months = site.routes, list(site.by_month)
    years = sorted({month[:4] for month in months}, reverse=True)
    archive = Link(site.words.say("archives"), routes.fixed(site.locale.permalinks.archive))
    links = {
        year: [Link(month_title(site, month), routes.month(month)) for month in reversed(months) if month[:4] == year]
        for year in years
    }
    whole = [IndexEntry(year, routes.year(year), children=tuple(links[year])) for year in years]
    pages = [_index_page(site, kinds.ARCHIVE, archive.url, whole)]
    for year in years:
        url = routes.year(year)
        entries = tuple(IndexEntry(link.title, link.url) for link in links[year])
        head = Head("year", year, url, breadcrumb=(site.home, archive))
        owner = Owner(f"the year {year}")
        pages.append(kinds.YEAR.page(routes.output_path(url), IndexView(head, entries), owner))
    for month, articles in site.by_month.items():
        title = month_title(site, month)
        breadcrumb = (site.home, archive, Link(month[:4], routes.year(month[:4])))
        listing = Listing(title, routes.month(month), ())
        pages += _list_pages(site, kinds.MONTH, articles, listing, breadcrumb, Owner(f"the month {month}"), ())
    return Part(pages, Needs())


def index_pages(site: Site) -> Part:
    """Plan the indexes of all categories, authors and tags."""
    patterns = site.locale.permalinks

    def entry(node: Node) -> IndexEntry:
        children = tuple(child.link for child in site.categories.children.get(node.path, ()))
        return IndexEntry(
            node.title, node.link.url, node.record.matter.description if node.record else None, None, children
        )

    top = [entry(node) for node in site.categories.children.get(None, ())]
    cards = [site.card(person) for person in site.authors.people]
    people = [IndexEntry(card.name, card.url, card.role, card.photo) for card in cards]
    tags = [IndexEntry(tag.link.title, tag.link.url) for tag in site.tags.values()]
    pages = [
        _index_page(site, kinds.CATEGORIES, site.routes.fixed(patterns.categories), top),
        _index_page(site, kinds.AUTHORS, site.routes.fixed(patterns.authors), people),
        _index_page(site, kinds.TAGS, site.routes.fixed(patterns.tags), tags),
    ]
    return Part(pages, Needs())


def month_title(site: Site, month: str) -> str:
    """Name a month, such as ``2026-11``, in the site's language."""
    from datetime import date

    from babel.dates import format_skeleton

    first = date(int(month[:4]), int(month[5:7]), 1)
    name = str(format_skeleton("yMMMM", first, locale=site.locale.language.replace("-", "_")))
    return name[:1].upper() + name[1:]


def _introduction(site: Site, record: Category | None, needs: Needs) -> tuple[Text | None, tuple[str, ...]]:
    return site.texts.resolve(record.body, record.path, needs) if record and record.body.words else (None, ())


def _list_pages(
    site: Site,
    kind: PageKind,
    articles: Sequence[Article],
    listing: Listing,
    breadcrumb: tuple[Link, ...],
    owner: Owner,
    sources: tuple[str, ...],
    above: tuple[str, ...] = (),
) -> Iterator[Page]:
    """Plan the pages of a list; ``listing`` is what all of them share. Introductions stand on the newest page only.

    ``above`` names the sources that the newest page shows above its list: what is among them is not listed again.
    """
    url = listing.url
    feeds = alternates_of(site, kind.name, listing.title, url)
    for each in paginate(articles, site.settings.page_size):
        newest = each.number is None
        at = addresses_of(each, url, site.routes)
        shared = listing if newest else Listing(listing.title, url, ())
        numbered = site.words.say("numbered_title", title=listing.title, number=str(each.number))
        title = listing.title if newest else numbered
        here = breadcrumb if newest else (*breadcrumb, Link(listing.title, url))
        items = tuple(item for item in each.items if item.path not in above) if newest and above else each.items
        photo = shared.author.photo if shared.author else None
        view = ListView(
            Head(kind.name, title, at.own, shared.description, here, photo, alternates=feeds if newest else ()),
            replace(
                shared,
                url=at.own,
                articles=site.teasers_of(items),
                number=each.number,
                newer=at.newer,
                older=at.older,
            ),
        )
        shown = (*(above if newest else ()), *(article.path for article in items))
        yield kind.page(site.routes.output_path(at.own), view, owner, (*sources, *shown))


def _index_page(site: Site, kind: PageKind, url: str, entries: Sequence[IndexEntry]) -> Page:
    head = Head(kind.name, site.words.say(_INDEX_TITLES[kind.name]), url, breadcrumb=(site.home,))
    return kind.page(site.routes.output_path(url), IndexView(head, tuple(entries)), Owner(f"the index {url}"))


def _role(card: AuthorCard) -> str | None:
    return f"{card.name}, {card.role}" if card.role else None
