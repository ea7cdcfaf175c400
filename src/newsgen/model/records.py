"""The values of a newsroom that everything else speaks of: frozen, complete, and free of behaviour.

None can be in a cycle, so the garbage collector does not look at them (``gc=False``), nor at what templates see of
them.
"""

from __future__ import annotations

from typing import Any, Generic, Literal, NewType, TypeVar

from msgspec import Struct

from newsgen.base.digest import Digest
from newsgen.base.faults import Fault
from newsgen.model.front_matter import (
    ArticleMatter,
    AuthorMatter,
    CategoryMatter,
    CuratedFront,
    PageMatter,
    RedirectsMatter,
)

Url = NewType("Url", str)
"""An address on this site as browsers ask for it: begins with ``/``, includes the site's base path."""

Slug = NewType("Slug", str)

HOME = "home"
"""The name of the front that is the front page."""


Leads = Literal["page", "picture", "file", "program"]
"""What an address leads to: a page or whatever a link may lead to; a picture; a file; what a server answers itself."""

IN_VALUE, IN_SHEET = "", "style"


class Target(Struct, frozen=True, gc=False, array_like=True, tag="target"):
    """An address of this site in a body, as written: ``attribute`` of an element (``href``, ``src``, …).

    Instead of an attribute, ``IN_VALUE`` is a place within the value of one, and ``IN_SHEET`` one in a ``<style>``:
    only the address stands there. ``nth`` (from 0) counts the earlier mentions of the same address in the body.
    ``sized``: a picture whose editor gave it a size or said when to load it.
    """

    attribute: str
    address: str
    nth: int = 0
    sized: bool = False
    leads: Leads = "page"


class ShortcodeCall(Struct, frozen=True, gc=False, array_like=True, tag="call"):
    """A shortcode as the editor placed it, its arguments read but not yet resolved.

    ``line`` counts from 0 in the body.
    """

    name: str
    arguments: dict[str, str]
    line: int


class Body(Struct, frozen=True, gc=False, array_like=True):
    """What is known of a Markdown text without its HTML, which stays in the store under ``digest``.

    The HTML has numbered gaps where something of another file belongs; ``gaps`` says what. ``opening`` is the
    beginning of the text, for the descriptions of texts that have no summary.
    """

    digest: Digest
    words: int = 0
    anchors: tuple[str, ...] = ()
    gaps: tuple[Target | ShortcodeCall, ...] = ()
    opening: str = ""


class Record(Struct, frozen=True, gc=False):
    """What a source file says: the value that its kind of content makes of it (``model/kinds.py``), with a tag.

    A record may have a ``body``, and prose anywhere in it.
    """

    path: str


class Article(Record, frozen=True, gc=False, tag="article"):
    """One article. ``tags`` pairs each slug with the tag as written.

    ``appears`` is when readers see it first, which is what it is dated, ordered and filed by for them: its date, or the
    end of its embargo if that is later. ``moment`` is the same in seconds since 1970. Its address, and its name for
    feeds, keep to its date.
    """

    id: str
    slug: Slug
    appears: str
    moment: int
    matter: ArticleMatter
    body: Body
    tags: tuple[tuple[Slug, str], ...] = ()


class Author(Record, frozen=True, gc=False, tag="author"):
    """One author of the newsroom; ``id`` is the name of the file."""

    id: str
    slug: Slug
    matter: AuthorMatter
    body: Body


class Category(Record, frozen=True, gc=False, tag="category"):
    """One category (a section of the newspaper); ``id`` is the name of the file."""

    id: str
    slug: Slug
    matter: CategoryMatter
    body: Body


class StaticPage(Record, frozen=True, gc=False, tag="page"):
    """A page that is no news: about, legal notice, contact."""

    slug: Slug
    matter: PageMatter
    body: Body


class Front(Record, frozen=True, gc=False, tag="front"):
    """A curated front; ``name`` is ``home`` for the front page, or what a category is called: ``sport/rugby``."""

    name: str
    matter: CuratedFront


class Redirects(Record, frozen=True, gc=False, tag="redirects"):
    """Old addresses that belong to no article of today."""

    matter: RedirectsMatter


class Data(Record, frozen=True, gc=False, tag="data"):
    """Whatever templates may ask for by ``name``: results, counters, sponsors."""

    name: str
    value: Any


PictureKind = Literal["jpeg", "png", "webp"]
"""The kinds of picture that newsgen can make smaller."""


class StyleLink(Struct, frozen=True, gc=False, array_like=True):
    """Another file that a style sheet loads, as written there, and where; line and column count from 1."""

    address: str
    imported: bool
    line: int
    column: int


class Asset(Record, frozen=True, gc=False, tag="asset"):
    """A file that is published. ``width`` and ``height`` are in pixels as shown, ``None`` for what is no picture.

    ``kind``: a picture that can be made smaller. ``private``: it tells things that readers need not know. ``flaw``: why
    a picture cannot be shown. ``links``: what a style sheet loads. ``form``: what it is by its bytes, a key of
    ``content/formats.py``. ``large``: more than is read of a style sheet or a script; it is published as it is.
    """

    digest: Digest
    width: int | None = None
    height: int | None = None
    kind: PictureKind | None = None
    private: bool = False
    flaw: str | None = None
    links: tuple[StyleLink, ...] = ()
    form: str = ""
    large: bool = False


R = TypeVar("R", bound=Record)


class Parsed(Struct, Generic[R], frozen=True, gc=False, array_like=True):
    """What one source file says: a record, or none when there are faults in it.

    ``names`` are then what others may call it by: that they find nothing there is no fault of theirs. ``sound`` is what
    can be used of an article all the same, to check it, and for nothing else.
    """

    record: R | None
    faults: tuple[Fault, ...] = ()
    names: tuple[str, ...] = ()
    sound: Article | None = None


def body_of(record: Record) -> Body | None:
    """Give the body of a record that has one."""
    body = getattr(record, "body", None)
    return body if isinstance(body, Body) else None
