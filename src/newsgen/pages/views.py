"""What templates see: closed, frozen values, one type a kind of page.

A page is a pure function of its view, and the digest of the view is the heart of the page's key. So a view
holds results, never the collections they came from; no totals; no clock. Every field is a reason for
pages to be rendered again: add one only when a page prints it.

Addresses (``url``) begin with ``/`` and include the site's base path; the filter ``absolute`` completes
them. Dates are ISO 8601 texts with an offset; the filter ``date`` prints them.

``typography`` is whether a text asks for the rules of its language (or against them), ``None`` where its site decides;
the filters ``headline`` and ``typeset`` are given it.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from newsgen.base.digest import Digest


class Link(Struct, frozen=True, gc=False):
    """A title and its address."""

    title: str
    url: str


class Headline(Struct, frozen=True, gc=False):
    """The headline of an article and its address."""

    title: str
    url: str
    typography: bool | None = None


class Byline(Struct, frozen=True, gc=False):
    """One name of a byline; ``url`` is the author's page, ``None`` for a credit such as “avec AFP”."""

    name: str
    url: str | None = None


class Source(Struct, frozen=True, gc=False):
    """A picture in one format (``type`` is its media type) and several sizes, as an attribute ``srcset`` has them."""

    type: str
    srcset: str


class Picture(Struct, frozen=True, gc=False, tag="picture"):
    """A picture; ``width`` and ``height`` in pixels, ``None`` where the file does not tell.

    ``sources`` are its other formats, the best first. ``fallback`` is a smaller file for browsers that know none of
    these, where ``url`` itself is large.
    """

    url: str
    alt: str = ""
    caption: str | None = None
    credit: str | None = None
    credit_url: str | None = None
    licence: str | None = None
    width: int | None = None
    height: int | None = None
    sources: tuple[Source, ...] = ()
    fallback: str | None = None
    typography: bool | None = None


class Player(Struct, frozen=True, gc=False):
    """The player of a video elsewhere: its address, to be asked for only when a reader wants it, and whose it is."""

    url: str
    provider: str


class VideoLink(Struct, frozen=True, gc=False, tag="video"):
    """A video, with its poster from this site. ``duration`` is ISO 8601, such as ``PT2M10S``.

    ``url`` is the page where it is watched, or a file of this site if ``file`` is true.
    """

    url: str
    title: str | None = None
    poster: Picture | None = None
    duration: str | None = None
    player: Player | None = None
    file: bool = False


class Teaser(Struct, frozen=True, gc=False, omit_defaults=True, tag="teaser"):
    """An article as lists show it. A body edit leaves it unchanged. ``retitled``: a front gives it words of its own."""

    title: str
    url: str
    date: str
    section: Link
    summary: str | None = None
    kicker: str | None = None
    byline: tuple[Byline, ...] = ()
    image: Picture | None = None
    video: bool = False
    retitled: bool = False
    typography: bool | None = None


CallArgument = str | Teaser | Picture | VideoLink | tuple[Picture, ...]


class Call(Struct, frozen=True, gc=False, tag="call"):
    """A shortcode to be rendered by ``shortcodes/{name}.html`` with its resolved arguments."""

    name: str
    arguments: dict[str, CallArgument]


class Image(Struct, frozen=True, gc=False, tag="image"):
    """An ``<img>`` of a body: address, size in pixels, and ``srcset`` and ``sizes`` where it has several files."""

    url: str
    width: int | None = None
    height: int | None = None
    srcset: str = ""
    sizes: str = ""


Hole = str | Call | Image
"""What fills a gap of a cached body: an address, a shortcode or a picture."""


class Text(Struct, frozen=True, gc=False):
    """A Markdown text: where its HTML is stored, and what fills the gaps in it. The filter ``html`` prints it."""

    digest: Digest
    holes: tuple[Hole, ...] = ()
    typography: bool | None = None


class AuthorCard(Struct, frozen=True, gc=False):
    """An author with bio, for the box below an article and the author's page."""

    name: str
    url: str
    role: str | None = None
    photo: Picture | None = None
    email: str | None = None
    links: tuple[Link, ...] = ()
    bio: Text | None = None
    extra: dict[str, Any] = {}


class Section(Struct, frozen=True, gc=False):
    """A category in a menu or an index, with its sub-categories."""

    title: str
    url: str
    description: str | None = None
    children: tuple[Section, ...] = ()


class Shade(Struct, frozen=True, gc=False):
    """A custom property of the style sheet, with its colours by day and by night as ``#rrggbb``."""

    name: str
    light: str
    dark: str


class Menus(Struct, frozen=True, gc=False):
    """The menus that the settings give; empty ones where they give none."""

    masthead: tuple[Section, ...]
    footer: tuple[Section, ...]


class Theme(Struct, frozen=True, gc=False):
    """What the settings choose about the theme."""

    colours: tuple[Shade, ...]
    logo: Picture | None
    menus: Menus
    socials: tuple[Link, ...]
    footer: str | None


class Head(Struct, frozen=True, gc=False):
    """What every page has: kind, title, description, address, breadcrumb (without the page itself).

    ``about`` is the address of the article whose headline the title is, on its own page and on others.
    """

    kind: str
    title: str
    url: str
    description: str | None = None
    breadcrumb: tuple[Link, ...] = ()
    image: Picture | None = None
    noindex: bool = False
    about: str | None = None


class View(Struct, frozen=True, gc=False):
    """What the template of a page sees; every kind of page has a type of its own."""

    page: Head


class Correction(Struct, frozen=True, gc=False):
    """What was wrong in an article, and when it was put right.

    ``kind`` is ``correction``, ``clarification``, ``update`` or ``retraction``.
    """

    date: str
    text: str
    kind: str


class ArticleDetail(Struct, frozen=True, gc=False):
    """An article in full. ``minutes`` is the reading time; ``views`` and ``comments`` exist only with data."""

    title: str
    url: str
    date: str
    updated: str | None
    summary: str | None
    kicker: str | None
    section: Link
    categories: tuple[Link, ...]
    byline: tuple[Byline, ...]
    authors: tuple[AuthorCard, ...]
    tags: tuple[Link, ...]
    image: Picture | None
    video: VideoLink | None
    body: Text
    words: int
    minutes: int
    related: tuple[Teaser, ...]
    previous: Headline | None
    next: Headline | None
    views: int | None
    comments: int | None
    corrections: tuple[Correction, ...]
    extra: dict[str, Any]
    typography: bool | None = None


class ArticleView(View, frozen=True, gc=False, tag="article"):
    """The page of an article."""

    article: ArticleDetail


class Banner(Struct, frozen=True, gc=False):
    """A line of breaking news; ``url`` is where it leads, if anywhere."""

    text: str
    url: str | None = None


class FrontBlock(Struct, frozen=True, gc=False):
    """A block of a front: ``title`` is its heading, ``section`` the category that it leads to."""

    section: Link
    articles: tuple[Teaser, ...]
    title: str


class SectionFront(Struct, frozen=True, gc=False):
    """What an editor puts above the list of a section. No story stands twice in it, nor again in the list below."""

    banner: Banner | None
    lead: Teaser | None
    featured: tuple[Teaser, ...]
    blocks: tuple[FrontBlock, ...]
    most_read: tuple[Teaser, ...]


class Listing(Struct, frozen=True, gc=False):
    """One page of a list of articles, newest first.

    ``number`` counts from the oldest page, ``None`` on the list's own address, which shows the newest.
    ``newer`` and ``older`` are the neighbouring pages.
    """

    title: str
    url: str
    articles: tuple[Teaser, ...]
    number: int | None = None
    newer: str | None = None
    older: str | None = None
    description: str | None = None
    intro: Text | None = None
    children: tuple[Link, ...] = ()
    author: AuthorCard | None = None
    extra: dict[str, Any] = {}
    front: SectionFront | None = None


class ListView(View, frozen=True, gc=False, tag="list"):
    """A page of a category, an author, a tag or a month."""

    listing: Listing


class IndexEntry(Struct, frozen=True, gc=False):
    """One line of an index. ``detail`` is a description or a role."""

    title: str
    url: str
    detail: str | None = None
    photo: Picture | None = None
    children: tuple[Link, ...] = ()


class IndexView(View, frozen=True, gc=False, tag="index"):
    """All categories, tags or authors; the years of the archive; the months of a year."""

    entries: tuple[IndexEntry, ...]


class StaticPageView(View, frozen=True, gc=False, tag="page"):
    """About, legal notice, contact."""

    body: Text
    updated: str | None = None
    extra: dict[str, Any] = {}
    typography: bool | None = None


class FrontView(View, frozen=True, gc=False, tag="front"):
    """The front page: no story twice in ``lead``, ``featured``, ``blocks``, ``latest`` and ``most_read``."""

    lead: Teaser | None
    featured: tuple[Teaser, ...]
    blocks: tuple[FrontBlock, ...]
    latest: tuple[Teaser, ...]
    most_read: tuple[Teaser, ...] = ()
    banner: Banner | None = None


class RedirectView(View, frozen=True, gc=False, tag="redirect"):
    """An old address that leads to ``target``."""

    target: str


class CorrectionEntry(Struct, frozen=True, gc=False):
    """A correction and the article that was corrected."""

    article: Headline
    correction: Correction


class CorrectionsView(View, frozen=True, gc=False, tag="corrections"):
    """One page of all corrections, newest first. ``feed`` is the address of their feed.

    ``number``, ``newer`` and ``older`` are as in a :class:`Listing`.
    """

    corrections: tuple[CorrectionEntry, ...]
    feed: str
    number: int | None = None
    newer: str | None = None
    older: str | None = None


class CorrectionFeedEntry(Struct, frozen=True, gc=False):
    """A correction in a feed; ``id`` never changes, even when the article's address does."""

    id: str
    entry: CorrectionEntry


class CorrectionsFeedView(View, frozen=True, gc=False, tag="corrections feed"):
    """An Atom feed of the newest corrections (RFC 4287). ``index`` is the address of the page that lists them."""

    entries: tuple[CorrectionFeedEntry, ...]
    index: str
    updated: str


class WithdrawnView(View, frozen=True, gc=False, tag="withdrawn"):
    """What stands in the place of a text that was withdrawn: since when, and what readers are told."""

    date: str
    reason: str
    typography: bool | None = None


class FeedEntry(Struct, frozen=True, gc=False):
    """An article in a feed; ``id`` never changes, even when the address does."""

    id: str
    teaser: Teaser
    updated: str


class FeedView(View, frozen=True, gc=False, tag="feed"):
    """An Atom feed of the newest articles (RFC 4287). ``updated`` is the newest of the entries' dates."""

    entries: tuple[FeedEntry, ...]
    updated: str


class SitemapEntry(Struct, frozen=True, gc=False):
    """One address of a sitemap with the date of its last change, where known."""

    url: str
    lastmod: str | None = None


class SitemapView(View, frozen=True, gc=False, tag="sitemap"):
    """A sitemap, or the index of the sitemaps (sitemaps.org protocol 0.9)."""

    entries: tuple[SitemapEntry, ...]


class PlainView(View, frozen=True, gc=False, tag="plain"):
    """A page that needs nothing but the settings: not found, searching, robots.txt."""
