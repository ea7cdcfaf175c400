"""The front matter of every kind of content, declared once.

Validation, the JSON Schema (``newsgen schema``) and docs/content.md all come from these declarations.
A field without a default is required; annotations describe fields in an editor's words.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, field

from newsgen.schema.kinds import NEVER_EMPTY
from newsgen.schema.text_kinds import Destination, Instant, Name, OldAddress, Prose, Reference, VideoAddress, WebUrl


def _about(description: str) -> Meta:
    return Meta(description=description)


class ImageMatter(Struct, frozen=True, gc=False):
    """A picture. `image: photo.jpg` is not enough: `alt` says what it shows to those who cannot see it."""

    src: Annotated[str, _about("a path of the site (`/images/x.jpg`, in `static/`) or a file beside the text")]
    alt: Annotated[Prose, _about("what the picture shows, for readers who cannot see it")]
    caption: Annotated[Prose | None, _about("printed under the picture")] = None
    credit: Annotated[Prose | None, _about("who made it, printed with the caption")] = None
    credit_url: Annotated[WebUrl | None, _about("where the credit links to")] = None
    licence: Annotated[Name | None, _about("the terms of use, such as `CC BY 4.0`")] = None


class Video(Struct, frozen=True, gc=False):
    """A video that belongs to the piece; it also marks the piece as video in lists."""

    url: Annotated[VideoAddress, _about("where the video is watched, or a file (mp4, webm) as `image.src`")]
    title: Annotated[Prose | None, _about("the video's own title")] = None
    poster: Annotated[str | None, _about("a still picture, as `image.src`")] = None
    duration: Annotated[str | None, _about("ISO 8601, such as `PT2M10S`")] = None


CorrectionKind = Literal["correction", "clarification", "update", "retraction"]


class CorrectionMatter(Struct, frozen=True, gc=False):
    """What was wrong in a piece, and since when it is put right."""

    date: Annotated[Instant, _about("when the piece was corrected; not shown before")]
    text: Annotated[Prose, _about("what was wrong and what is right")]
    kind: Annotated[CorrectionKind, _about("what it is; a retraction stands above the text")] = "correction"


class LetterMatter(Struct, frozen=True, gc=False):
    """A letter of a reader about a piece."""

    author: Annotated[Prose, _about("who wrote it, as readers are to see it")]
    date: Annotated[Instant, _about("of which day it is; not shown before")]
    text: Annotated[tuple[Prose, ...], _about("its words; a list of them if there are several paragraphs")]


class WithdrawalMatter(Struct, frozen=True, gc=False):
    """That a text is taken back: only a notice stands at its address, and nothing of it is anywhere."""

    date: Annotated[Instant, _about("from this instant on; never before readers see it first")]
    reason: Annotated[Prose, _about("what readers are told instead")]


class WebLink(Struct, frozen=True, gc=False):
    """A link to somewhere else."""

    title: Annotated[Prose, _about("the words of the link")]
    url: Annotated[WebUrl, _about("its address")]


class Portrait(Struct, frozen=True, gc=False):
    """A picture of a person."""

    src: Annotated[str, _about("as `image.src`")]
    alt: Annotated[Prose, _about("what the picture shows")] = ""


Genre = Literal["news", "analysis", "opinion", "editorial", "interview", "report", "review", "brief", "live", "photos"]
"""What kind of piece an article is: one reports what happened, another argues; readers and machines are told which."""


class ArticleMatter(Struct, frozen=True, gc=False):
    """An article: `content/articles/**/*.md`."""

    title: Annotated[Prose, _about("the headline, as plain text")]
    category: Annotated[
        tuple[Name, ...], _about("a slug, a title or a path (`internationales/asie`); the first of a list is primary")
    ]
    date: Annotated[Instant, _about("when it is published; a bare date is midnight in the site's time zone")]
    author: Annotated[tuple[Name, ...], _about("ids or names, in order; `avec AFP` is a credit")] = ()
    updated: Annotated[Instant | None, _about("when it last changed for readers; never before `date`")] = None
    summary: Annotated[Prose | None, _about("the standfirst; also the description that search engines show")] = None
    kicker: Annotated[Prose | None, _about("a few words above the headline")] = None
    genre: Annotated[Genre, _about("what kind of piece it is; `opinion` and `editorial` argue, all others report")] = (
        "news"
    )
    tags: Annotated[tuple[Prose, ...], _about("people, places, subjects; spelling variants are one tag")] = ()
    image: Annotated[ImageMatter | None, _about("the lead picture")] = None
    video: Annotated[Video | None, _about("the video of the piece")] = None
    corrections: Annotated[
        tuple[CorrectionMatter, ...], _about("what was put right after publication, told to readers")
    ] = ()
    letters: Annotated[
        tuple[LetterMatter, ...], _about("what readers wrote about it, shown below it in this order")
    ] = ()
    galleries: Annotated[
        dict[str, tuple[ImageMatter, ...]], _about("pictures by the name of a gallery, for the shortcode `gallery`")
    ] = {}
    related: Annotated[
        tuple[Reference, ...], _about("articles to read next, in this order; filled up automatically")
    ] = ()
    previous: Annotated[
        Reference | Literal[False] | None, _about("overrides the older neighbour; `false` for none")
    ] = None
    next: Annotated[Reference | Literal[False] | None, _about("overrides the newer neighbour; `false` for none")] = None
    slug: Annotated[str | None, _about("the last part of the address; made from the title by default")] = None
    id: Annotated[str | None, _about("its name in references, feeds and `{id}`; the file's name by default")] = None
    aliases: Annotated[tuple[OldAddress, ...], _about("old addresses, which redirect here")] = ()
    draft: Annotated[bool, _about("`true`: not published, whatever its dates")] = False
    embargo: Annotated[Instant | None, _about("not published before this instant, whatever `date` says")] = None
    expires: Annotated[Instant | None, _about("not published from this instant on")] = None
    withdrawn: Annotated[WithdrawalMatter | None, _about("taken back, with a notice at its address"), NEVER_EMPTY] = (
        None
    )
    typography: Annotated[bool | None, _about("`false`: set as typed, `true`: by the rules; the site's by default")] = (
        None
    )
    extra: Annotated[dict[str, Any], _about("anything else that your templates understand")] = {}


class AuthorMatter(Struct, frozen=True, gc=False):
    """An author: `content/authors/*.md`. The body is the bio."""

    name: Annotated[Name, _about("as printed in bylines")]
    role: Annotated[Prose | None, _about("such as `cheffe du service international`")] = None
    photo: Annotated[Portrait | None, _about("a portrait")] = None
    email: Annotated[str | None, _about("a public address")] = None
    links: Annotated[tuple[WebLink, ...], _about("networks, personal pages")] = ()
    slug: Annotated[str | None, _about("the last part of the address; the file's name by default")] = None
    extra: Annotated[dict[str, Any], _about("anything else that your templates understand")] = {}


class CategoryMatter(Struct, frozen=True, gc=False):
    """A category: `content/categories/*.md`. The body introduces the section."""

    title: Annotated[Name, _about("as printed in navigation")]
    description: Annotated[Prose | None, _about("one sentence for search engines and lists")] = None
    parent: Annotated[Name | None, _about("the category that this one belongs to: its id, slug or title")] = None
    order: Annotated[int, _about("its place among its siblings, lowest first; ties go by title")] = 0
    slug: Annotated[str | None, _about("its part of the address; the file's name by default")] = None
    extra: Annotated[dict[str, Any], _about("anything else that your templates understand")] = {}


class PageMatter(Struct, frozen=True, gc=False):
    """A static page: `content/pages/*.md`."""

    title: Annotated[Prose, _about("the heading of the page")]
    summary: Annotated[Prose | None, _about("its description for search engines")] = None
    slug: Annotated[str | None, _about("the address; the file's name by default")] = None
    updated: Annotated[Instant | None, _about("when it last changed for readers")] = None
    aliases: Annotated[tuple[OldAddress, ...], _about("old addresses, which redirect here")] = ()
    draft: Annotated[bool, _about("`true`: not published")] = False
    withdrawn: Annotated[WithdrawalMatter | None, _about("taken back, as an article is"), NEVER_EMPTY] = None
    typography: Annotated[bool | None, _about("`false`: set as typed, `true`: by the rules; the site's by default")] = (
        None
    )
    extra: Annotated[dict[str, Any], _about("anything else that your templates understand")] = {}


class Pin(Struct, frozen=True, gc=False):
    """A story that an editor puts in a place of a front. `lead: finale.md` is short for a group with that `article`."""

    article: Annotated[Reference, _about("the story")]
    until: Annotated[Instant | None, _about("from this instant on the place is filled by its rule again")] = None
    title: Annotated[Prose | None, _about("another headline, on this front only")] = None
    kicker: Annotated[Prose | None, _about("another kicker, on this front only")] = None


class Slot(Struct, frozen=True, gc=False):
    """A slot of a front: pinned stories in their places, the others filled.

    A list is short for a group with `articles`.
    """

    articles: Annotated[tuple[Pin, ...], _about("the stories in their order, each as `lead`")] = ()
    category: Annotated[tuple[Name, ...], _about("fill it from these categories only")] = ()
    exclude: Annotated[tuple[Name, ...], _about("fill it with nothing of these categories")] = ()
    count: Annotated[
        Annotated[int, Meta(ge=1)] | None, _about("how many places; as many as are pinned by default, or else 4")
    ] = None


class Fill(Struct, frozen=True, gc=False):
    """A slot of a front without pins."""

    count: Annotated[int, Meta(ge=1, description="how many articles")] = 8
    category: Annotated[tuple[Name, ...], _about("fill it from these categories only")] = ()
    exclude: Annotated[tuple[Name, ...], _about("fill it with nothing of these categories")] = ()


class Block(Struct, frozen=True, gc=False):
    """A block of a front: the newest articles of a category that the front does not show yet."""

    category: Annotated[Name, _about("a category, as in an article")]
    count: Annotated[
        Annotated[int, Meta(ge=1)] | None, _about("how many places; as many as are pinned by default, or else 4")
    ] = None
    title: Annotated[Prose | None, _about("its heading; the category's title by default")] = None
    articles: Annotated[tuple[Pin, ...], _about("pinned stories in their order, each as `lead`")] = ()
    exclude: Annotated[tuple[Name, ...], _about("fill it with nothing of these categories")] = ()


class MostRead(Struct, frozen=True, gc=False):
    """The most read articles, by the views in `content/data/counters.json`."""

    count: Annotated[int, Meta(ge=1, description="how many")] = 5
    within: Annotated[int, Meta(ge=1, description="only among so many of the newest articles")] = 100


class BannerMatter(Struct, frozen=True, gc=False):
    """A line of breaking news across the top of a front."""

    text: Annotated[Prose, _about("what it says")]
    until: Annotated[Instant, _about("it disappears at this instant")]
    link: Annotated[Destination | None, _about("an article, a path of the site or a web address")] = None
    starts: Annotated[Instant | None, _about("it appears at this instant; at once by default")] = field(
        default=None, name="from"
    )


class CuratedFront(Struct, frozen=True, gc=False):
    """A curated front: `content/fronts/home.yaml` is the front page, `content/fronts/sport.yaml` the head of a section.

    No story is shown twice on a page.
    """

    banner: Annotated[BannerMatter | None, _about("breaking news")] = None
    lead: Annotated[Pin | None, _about("the lead story; the newest by default")] = None
    featured: Annotated[
        Slot | None, _about("the stories beside it; on the front page the four next newest by default")
    ] = None
    blocks: Annotated[
        tuple[Block, ...], _about("section blocks, in order; on the front page one of every section by default")
    ] = ()
    latest: Annotated[
        Fill | None, _about("the newest that stand nowhere else on the page; on the front page only, eight by default")
    ] = None
    most_read: Annotated[
        MostRead | Literal[False] | None, _about("the most read that stand nowhere else on the page; `false` for none")
    ] = None
    exclude: Annotated[
        tuple[Name, ...], _about("categories that fill no place by themselves, but for a block of their own")
    ] = ()


class Redirect(Struct, frozen=True, gc=False):
    """An old address and where it leads."""

    old: Annotated[OldAddress, _about("the old address: a path of the site")] = field(name="from")
    to: Annotated[Destination, _about("an article, a path of the site or a web address")]


class RedirectsMatter(Struct, frozen=True, gc=False):
    """`content/redirects.yaml`: old addresses that belong to no article of today."""

    redirects: Annotated[tuple[Redirect, ...], _about("old addresses, each with its new one")] = ()
