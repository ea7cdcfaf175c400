"""The types of schema.org that pages speak of, as values: what is not given is not written.

Names and meanings are those of https://schema.org (version 29). Addresses are absolute, dates ISO 8601 with an offset.
"""

from __future__ import annotations

from msgspec import Struct

_KEYWORDS = {"id": "@id", "type": "@type", "context": "@context", "graph": "@graph", "query_input": "query-input"}


def _written(name: str) -> str:
    """Give the name of a field as schema.org and JSON-LD write it: ``date_published`` is ``datePublished``."""
    first, *rest = name.split("_")
    return _KEYWORDS.get(name) or first + "".join(map(str.capitalize, rest))


class Node(Struct, frozen=True, gc=False, kw_only=True, omit_defaults=True, rename=_written):
    """A thing, perhaps one that others name by its ``id``."""

    id: str | None = None


class Thing(Node, frozen=True, gc=False, kw_only=True, tag_field="@type", tag=True):
    """A thing of the type that the class is named after."""

    name: str | None = None
    url: str | None = None
    description: str | None = None


class ImageObject(Thing, frozen=True, gc=False, kw_only=True):
    """A picture. Of two names for its address search engines read one as a page's picture, one for its licence."""

    content_url: str | None = None
    width: int | None = None
    height: int | None = None
    caption: str | None = None
    credit_text: str | None = None


class VideoObject(Thing, frozen=True, gc=False, kw_only=True):
    """A video: where its file or its player is, and a still of it. ``duration`` is ISO 8601."""

    thumbnail_url: str
    upload_date: str
    duration: str | None = None
    content_url: str | None = None
    embed_url: str | None = None


class ContactPoint(Thing, frozen=True, gc=False, kw_only=True):
    """Where somebody is reached, for what."""

    contact_type: str
    email: str | None = None
    telephone: str | None = None


class NewsMediaOrganization(Thing, frozen=True, gc=False, kw_only=True):
    """The newspaper, and the addresses where it says how it works."""

    logo: ImageObject | None = None
    legal_name: str | None = None
    founding_date: str | None = None
    contact_point: ContactPoint | None = None
    same_as: tuple[str, ...] = ()
    publishing_principles: str | None = None
    ethics_policy: str | None = None
    corrections_policy: str | None = None
    verification_fact_checking_policy: str | None = None
    unnamed_sources_policy: str | None = None
    actionable_feedback_policy: str | None = None
    diversity_policy: str | None = None
    mission_coverage_priorities_policy: str | None = None
    ownership_funding_info: str | None = None
    masthead: str | None = None


class Person(Thing, frozen=True, gc=False, kw_only=True):
    """An author."""

    job_title: str | None = None
    image: ImageObject | None = None
    same_as: tuple[str, ...] = ()
    works_for: NewsMediaOrganization | None = None


class CorrectionComment(Thing, frozen=True, gc=False, kw_only=True):
    """What was wrong in an article."""

    text: str
    date_published: str


class ListItem(Thing, frozen=True, gc=False, kw_only=True):
    """A line of a list; ``position`` counts from 1."""

    position: int
    item: str | None = None


class ItemList(Thing, frozen=True, gc=False, kw_only=True):
    """A list, in the order of the page."""

    item_list_element: tuple[ListItem, ...]


class BreadcrumbList(Thing, frozen=True, gc=False, kw_only=True):
    """The way from the front page to a page; the last line is the page itself, without an address."""

    item_list_element: tuple[ListItem, ...]


class WebSite(Thing, frozen=True, gc=False, kw_only=True):
    """The site."""

    in_language: str | None = None
    publisher: Node | None = None


class WebPage(Thing, frozen=True, gc=False, kw_only=True):
    """A page."""

    in_language: str | None = None
    date_modified: str | None = None
    is_part_of: WebSite | None = None
    main_entity: ItemList | Person | None = None


class CollectionPage(WebPage, frozen=True, gc=False, kw_only=True):
    """A page that lists others."""


class ProfilePage(WebPage, frozen=True, gc=False, kw_only=True):
    """The page of a person."""

    has_part: tuple[NewsArticle, ...] = ()


class NewsArticle(Node, frozen=True, gc=False, kw_only=True):
    """An article: ``type`` names all types that it has, the widest first."""

    type: str | tuple[str, ...]
    headline: str
    url: str | None = None
    description: str | None = None
    date_published: str | None = None
    date_modified: str | None = None
    author: tuple[Person, ...] | Node | None = None
    publisher: NewsMediaOrganization | None = None
    image: tuple[ImageObject, ...] = ()
    video: VideoObject | None = None
    correction: tuple[CorrectionComment, ...] = ()
    article_section: str | None = None
    keywords: tuple[str, ...] = ()
    word_count: int | None = None
    in_language: str | None = None
    main_entity_of_page: WebPage | None = None


class Graph(Struct, frozen=True, gc=False, rename=_written):
    """All that a page says: things that may name each other."""

    context: str
    graph: tuple[Node, ...]
