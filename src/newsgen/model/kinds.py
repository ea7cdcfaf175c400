"""The kinds of content, each declared in one place.

Where its files lie, what stands in them, which record is made of it.

Scanning, parsing and the decoding of records are given a table of kinds. One that a plugin adds needs no edit anywhere
else::

    class Episode(Record, frozen=True, gc=False, tag="episode"): ...

    EPISODE = ContentKind("episode", "content/episodes/", MARKDOWN, Episode, finish, EpisodeMatter, has_body=True)
    kinds = ContentKinds((*BUILT_IN.kinds, EPISODE))

Tables are values and travel to workers, so functions in them must be such as can be imported by their names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from msgspec import Struct

from newsgen.model.finish import (
    Finished,
    Written,
    finish_article,
    finish_author,
    finish_category,
    finish_data,
    finish_front,
    finish_page,
    finish_redirects,
)
from newsgen.model.front_matter import (
    ArticleMatter,
    AuthorMatter,
    CategoryMatter,
    CuratedFront,
    PageMatter,
    RedirectsMatter,
)
from newsgen.model.records import Article, Author, Category, Data, Front, Record, Redirects, StaticPage

MARKDOWN = ("md", "markdown")
YAML = ("yaml", "yml")

Finish = Callable[[Written], Finished]
"""Makes the record of what was written in a file, with the faults that its schema cannot find."""

Instants = Callable[[Record], Iterable[int]]
"""Gives the instants (seconds since 1970) at which what is shown of a record differs by itself."""
Step = Callable[[Record], Record]
"""Makes another record of the same kind of one that is finished and not typeset yet, or gives it back as it is."""


class ContentKind(Struct, frozen=True):
    """A kind of content: all files below ``folder`` with one of the ``endings``, or exactly ``files`` if there are any.

    ``schema`` declares what they say: as front matter above a Markdown text where the kind ``has_body``, else as a
    whole. Without one they may say anything, in YAML or JSON. ``finish`` makes the ``record`` of it. Files that go with
    a Markdown text, such as its pictures, may lie beside it.

    Raises:
        ValueError: there is no schema for the front matter of its texts.
    """

    name: str
    folder: str
    endings: tuple[str, ...]
    record: type[Record]
    finish: Finish
    schema: type[Struct] | None = None
    files: tuple[str, ...] = ()
    has_body: bool = False
    shares_pages: bool = False
    """Whether its texts stand on a page with others, so that their anchors need a prefix to tell them apart."""
    is_referred_to: bool = False
    """Whether other texts name it, so that what a broken file may be called must be known."""

    def __post_init__(self) -> None:
        if self.has_body and self.schema is None:
            raise ValueError(f"the kind of content “{self.name}” has texts, and no schema for their front matter")

    def below(self, path: str) -> str:
        """Give a path of this kind from its folder on: ``2026/finale.md``."""
        return path.removeprefix(self.folder)

    def name_of(self, path: str) -> str:
        """Give a path of this kind from its folder on, without its ending: ``2026/finale``."""
        return self.below(path).rpartition(".")[0]


class ContentKinds(Struct, frozen=True, dict=True):
    """A table of kinds.

    Raises:
        ValueError: two of them have one name.
    """

    kinds: tuple[ContentKind, ...]

    def __post_init__(self) -> None:
        if len(self._by_name) < len(self.kinds):
            names = [kind.name for kind in self.kinds]
            twice = next(name for name in names if names.count(name) > 1)
            raise ValueError(f"two kinds of content have the name “{twice}”")

    def __iter__(self) -> Iterator[ContentKind]:
        return iter(self.kinds)

    def named(self, name: str) -> ContentKind:
        """Give the kind of a name.

        Raises:
            KeyError: there is none.
        """
        return self._by_name[name]

    def around(self, folder: str) -> ContentKind | None:
        """Find the kind that has a folder, which ends with ``/``, to itself: the one whose own is the deepest."""
        around = [kind for kind in self.kinds if not kind.files and folder.startswith(kind.folder)]
        return max(around, key=lambda kind: len(kind.folder), default=None)

    @cached_property
    def _by_name(self) -> dict[str, ContentKind]:
        return {kind.name: kind for kind in self.kinds}


ARTICLE = ContentKind(
    "article",
    "content/articles/",
    MARKDOWN,
    Article,
    finish_article,
    ArticleMatter,
    has_body=True,
    is_referred_to=True,
)
AUTHOR = ContentKind(
    "author",
    "content/authors/",
    MARKDOWN,
    Author,
    finish_author,
    AuthorMatter,
    has_body=True,
    shares_pages=True,  # bios stand below articles, several on a page
    is_referred_to=True,
)
CATEGORY = ContentKind(
    "category",
    "content/categories/",
    MARKDOWN,
    Category,
    finish_category,
    CategoryMatter,
    has_body=True,
    is_referred_to=True,
)
PAGE = ContentKind(
    "page",
    "content/pages/",
    MARKDOWN,
    StaticPage,
    finish_page,
    PageMatter,
    has_body=True,
    is_referred_to=True,
)
FRONT = ContentKind("front", "content/fronts/", YAML, Front, finish_front, CuratedFront)
REDIRECTS = ContentKind(
    "redirects",
    "content/",
    YAML,
    Redirects,
    finish_redirects,
    RedirectsMatter,
    files=("content/redirects.yaml", "content/redirects.yml"),
)
DATA = ContentKind("data", "content/data/", (*YAML, "json"), Data, finish_data)

BUILT_IN = ContentKinds((ARTICLE, AUTHOR, CATEGORY, PAGE, FRONT, REDIRECTS, DATA))
"""The kinds of content that newsgen knows by itself."""


def identity(kinds: ContentKinds, steps: Sequence[Step] = ()) -> object:
    """Say what tables hold, for digests.

    Declarations as they are, types and functions by their names, whose code others vouch for.
    """
    declared = [
        (kind.name, kind.folder, kind.endings, kind.files, kind.has_body, kind.shares_pages, kind.is_referred_to)
        for kind in kinds
    ]
    named = [import_name(each) for kind in kinds for each in (kind.record, kind.schema, kind.finish)]
    return (declared, named, [import_name(step) for step in steps])


def import_name(thing: object) -> str:
    """Name a type or a function as it is imported; another callable by its type, and nothing by nothing."""
    named = thing if hasattr(thing, "__qualname__") else type(thing)
    return f"{named.__module__}.{named.__qualname__}"
