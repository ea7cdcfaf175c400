"""Lists for machines: the way to a page, the articles of a list, of a front, of an author."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from newsgen.pages.views import FrontBlock, FrontView, Head, Listing, ListView, Teaser
from newsgen.render.structured.articles import NEWS
from newsgen.render.structured.newspaper import Newspaper
from newsgen.render.structured.schema_org import (
    BreadcrumbList,
    CollectionPage,
    ItemList,
    ListItem,
    NewsArticle,
    ProfilePage,
    WebPage,
)

P = TypeVar("P", bound=WebPage)


def breadcrumb_of(page: Head, newspaper: Newspaper) -> BreadcrumbList:
    """Give the way from the front page to a page."""
    home = newspaper.home
    links = page.breadcrumb if page.breadcrumb and page.breadcrumb[0].url == home.url else (home, *page.breadcrumb)
    items = [
        ListItem(position=place, name=link.title, item=newspaper.absolute(link.url))
        for place, link in enumerate(links, 1)
    ]
    return BreadcrumbList(item_list_element=(*items, ListItem(position=len(links) + 1, name=page.title)))


def page_of(kind: type[P], page: Head, newspaper: Newspaper, **more: Any) -> P:
    """Describe a page as one of some kind, of which ``more`` may be said."""
    url = newspaper.absolute(page.url)
    return kind(
        id=url,
        name=page.title,
        url=url,
        description=page.description,
        in_language=newspaper.config.language,
        is_part_of=newspaper.site,
        **more,
    )


def collection_of(page: Head, articles: Iterable[Teaser], newspaper: Newspaper) -> CollectionPage:
    """Describe a page that lists articles; or other pages, which are not named here."""
    items = tuple(
        [
            ListItem(position=place, name=each.title, url=newspaper.absolute(each.url))
            for place, each in enumerate(articles, 1)
        ]
    )
    listed = ItemList(item_list_element=items) if items else None
    return page_of(CollectionPage, page, newspaper, main_entity=listed)


def list_of(view: ListView, newspaper: Newspaper) -> WebPage:
    """Describe a page of a list: the newest page of an author is that of a person, all others are lists alone."""
    listing = view.listing
    if listing.author is None:
        return collection_of(view.page, _of_listing(listing), newspaper)
    person, parts = newspaper.profile(listing.author), [_part(each, newspaper) for each in listing.articles]
    return page_of(ProfilePage, view.page, newspaper, main_entity=person, has_part=tuple(parts))


def on_front(view: FrontView) -> Iterator[Teaser]:
    """Give the articles of the front page in the order in which it shows them."""
    yield from _top(view.lead, view.featured, view.blocks)
    yield from view.latest
    yield from view.most_read


def _of_listing(listing: Listing) -> Iterator[Teaser]:
    front = listing.front
    if front is not None:
        yield from _top(front.lead, front.featured, front.blocks)
    yield from listing.articles
    if front is not None:
        yield from front.most_read


def _top(lead: Teaser | None, featured: Iterable[Teaser], blocks: Iterable[FrontBlock]) -> Iterator[Teaser]:
    if lead is not None:
        yield lead
    yield from featured
    for block in blocks:
        yield from block.articles


def _part(teaser: Teaser, newspaper: Newspaper) -> NewsArticle:
    url = newspaper.absolute(teaser.url)
    return NewsArticle(type=NEWS, headline=teaser.title, url=url, date_published=teaser.date)
