"""The JSON beside articles and lists, declared once and numbered: what programs find in it.

``newsgen schema twin`` prints its JSON Schema, which comes of these declarations. Addresses are complete, dates ISO
8601 with an offset; what is not there is left out. A member may be added at any time; one that is changed or taken away
raises ``VERSION``.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta, Struct

VERSION: Final = 1


def _about(description: str) -> Meta:
    return Meta(description=description)


class TitledLink(Struct, frozen=True):
    """A title and where it leads."""

    title: str
    url: Annotated[str, _about("the page for readers")]
    json: Annotated[str, _about("its twin")]


class PersonTwin(Struct, frozen=True, omit_defaults=True):
    """A name of a byline."""

    name: str
    url: Annotated[str | None, _about("the page of an author")] = None


class PictureTwin(Struct, frozen=True, omit_defaults=True):
    """A picture; `width` and `height` in pixels."""

    url: str
    alt: Annotated[str, _about("what it shows, for those who cannot see it")] = ""
    caption: str | None = None
    credit: str | None = None
    credit_url: str | None = None
    licence: str | None = None
    width: int | None = None
    height: int | None = None


class VideoTwin(Struct, frozen=True, omit_defaults=True):
    """A video."""

    url: Annotated[str, _about("where it is watched, or its file")]
    title: str | None = None
    poster: PictureTwin | None = None
    duration: Annotated[str | None, _about("ISO 8601, such as `PT2M10S`")] = None


class CorrectionTwin(Struct, frozen=True):
    """What was wrong in an article, and when it was put right."""

    date: str
    kind: Annotated[str, _about("`correction`, `clarification`, `update` or `retraction`")]
    text: str


class TeaserTwin(Struct, frozen=True, omit_defaults=True):
    """An article as lists show it."""

    title: str
    url: str
    json: Annotated[str, _about("its twin, which holds the text")]
    date: str
    section: TitledLink
    kicker: str | None = None
    summary: str | None = None
    authors: tuple[PersonTwin, ...] = ()
    image: PictureTwin | None = None
    video: Annotated[bool, _about("whether a video belongs to it")] = False


class ArticleTwin(Struct, frozen=True, omit_defaults=True, tag_field="type", tag="article"):
    """An article in full."""

    version: Annotated[int, _about("of this schema")]
    id: Annotated[str, _about("the same for ever (RFC 4151), and in the feeds")]
    url: str
    title: str
    language: Annotated[str, _about("BCP 47")]
    date: Annotated[str, _about("when readers saw it first")]
    section: TitledLink
    categories: tuple[TitledLink, ...]
    genre: Annotated[str, _about("what kind of piece it is, such as `news` or `opinion`")]
    html: Annotated[str, _about("the text, without scripts and frames")]
    words: int
    minutes: Annotated[int, _about("to read it")]
    updated: str | None = None
    kicker: str | None = None
    summary: str | None = None
    authors: tuple[PersonTwin, ...] = ()
    tags: tuple[TitledLink, ...] = ()
    image: PictureTwin | None = None
    video: VideoTwin | None = None
    corrections: tuple[CorrectionTwin, ...] = ()
    related: tuple[TeaserTwin, ...] = ()
    previous: Annotated[TitledLink | None, _about("the older neighbour")] = None
    next: Annotated[TitledLink | None, _about("the newer neighbour")] = None


class WithdrawnTwin(Struct, frozen=True, tag_field="type", tag="withdrawn"):
    """What stands in the place of an article that was withdrawn."""

    version: int
    id: str
    url: str
    date: Annotated[str, _about("since when")]
    reason: str


class BlockTwin(Struct, frozen=True):
    """A block of a front."""

    title: str
    section: TitledLink
    articles: tuple[TeaserTwin, ...]


class BannerTwin(Struct, frozen=True, omit_defaults=True):
    """A line of breaking news."""

    text: str
    url: Annotated[str | None, _about("where it leads, if anywhere")] = None


class FrontTwin(Struct, frozen=True, omit_defaults=True, tag_field="type", tag="front"):
    """A front: of the newspaper, or above the list of a section. No story stands twice in it."""

    version: int
    url: str
    title: str
    lead: TeaserTwin | None = None
    featured: tuple[TeaserTwin, ...] = ()
    blocks: tuple[BlockTwin, ...] = ()
    latest: tuple[TeaserTwin, ...] = ()
    most_read: tuple[TeaserTwin, ...] = ()
    banner: BannerTwin | None = None


class ListTwin(Struct, frozen=True, omit_defaults=True, tag_field="type", tag="list"):
    """One page of a list of articles, newest first."""

    version: int
    url: str
    kind: Annotated[str, _about("what it lists by: `category`, `author`, `tag`, `month`")]
    title: str
    articles: tuple[TeaserTwin, ...]
    description: str | None = None
    number: Annotated[int | None, _about("counted from the oldest page; none on the newest")] = None
    newer: Annotated[str | None, _about("the twin of the page of newer articles")] = None
    older: Annotated[str | None, _about("the twin of the page of older articles")] = None
    children: Annotated[tuple[TitledLink, ...], _about("the categories below it")] = ()
    front: Annotated[FrontTwin | None, _about("what an editor puts above the list")] = None


class EntryTwin(Struct, frozen=True, omit_defaults=True):
    """One line of an index."""

    title: str
    url: str
    json: str
    detail: Annotated[str | None, _about("a description, or a role")] = None
    children: tuple[TitledLink, ...] = ()


class IndexTwin(Struct, frozen=True, omit_defaults=True, tag_field="type", tag="index"):
    """All categories, authors or tags; the years of the archive, the months of a year."""

    version: int
    url: str
    kind: Annotated[str, _about("of what: `categories`, `authors`, `tags`, `archive`, `year`")]
    title: str
    entries: tuple[EntryTwin, ...]


TwinFile = ArticleTwin | WithdrawnTwin | FrontTwin | ListTwin | IndexTwin
"""What a twin may hold; ``type`` tells which it is."""


def twin_schema() -> dict[str, Any]:
    """Give the JSON Schema of what a twin may hold (draft 2020-12)."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(TwinFile)}
