"""The page of an article, and what it shows of authors and corrections."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from newsgen.pages.views.frame import View
from newsgen.pages.views.links import Byline, Headline, Link
from newsgen.pages.views.pictures import Picture, VideoLink
from newsgen.pages.views.teasers import Teaser
from newsgen.pages.views.texts import Text


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


class Correction(Struct, frozen=True, gc=False):
    """What was wrong in an article, and when it was put right.

    ``kind`` is ``correction``, ``clarification``, ``update`` or ``retraction``.
    """

    date: str
    text: str
    kind: str


class Letter(Struct, frozen=True, gc=False):
    """A letter of a reader: who wrote it, of which day it is, and its paragraphs."""

    author: str
    date: str
    text: tuple[str, ...]


class ArticleDetail(Struct, frozen=True, gc=False):
    """An article in full. ``minutes`` is the reading time; ``views`` and ``comments`` exist only with data.

    ``genre`` is what kind of piece it is, such as ``news`` or ``opinion``.
    """

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
    genre: str = "news"
    letters: tuple[Letter, ...] = ()


class ArticleView(View, frozen=True, gc=False, tag="article"):
    """The page of an article."""

    article: ArticleDetail
