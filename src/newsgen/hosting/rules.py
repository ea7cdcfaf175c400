"""What a site tells its hosts, whoever they are: where old addresses lead, what is gone, what may be kept for ever."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from newsgen.base.patterns import regex

LASTING: Final = r"\.[0-9a-f]{8}\.[A-Za-z0-9]+$"
"""How the names of files end that newsgen gives a digest; what else is named so is told by ``Rules.lookalikes``."""
CHANGING: Final = r"(?:/|\.(?:html?|xml|json|txt))$"
"""How the paths of pages and feeds end, which readers should have as they are now."""
FOR_EVER: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "public, max-age=0, must-revalidate"
"""Kept, and asked for at each visit, whether it is still the same: an answer of a few bytes, mostly (RFC 9111)."""
PROGRAM: Final = regex(r"\.([A-Za-z][A-Za-z0-9]{0,4})/$")
"""The ending of a file that is no page, of which a folder has the name now."""


class Move(Struct, frozen=True):
    """An old address and where it leads.

    ``path`` is meant, with the base path of the site, and decoded: ``/vieux/été/``; that of a folder ends with ``/``.
    ``query`` is what stands behind its ``?``, as it was written. ``target`` is sent as it is (``locations.py``).
    """

    path: str
    target: str
    query: str = ""

    @property
    def needs_rule(self) -> bool:
        """Whether no page can be shown at it, at least on some hosts."""
        return bool(self.query) or PROGRAM.search(self.path) is not None


class Gone(Struct, frozen=True):
    """A page that was withdrawn: its path, as in ``Move``. What stands there says why."""

    path: str


class Header(Struct, frozen=True):
    """A header that is sent with every file of the site, or with those that stand at ``paths`` alone (as in ``Move``).

    Two of one name add up where both are sent, so only what is a list may be given twice (``Link``).

    Raises:
        ValueError: the name is none (RFC 9110, 5.6.2), or the value has signs that some host would take for its own.
    """

    name: str
    value: str
    paths: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Hold what comes from settings to what every grammar can say: in addresses all other signs can be encoded."""
        if _NAME.fullmatch(self.name) is None or _VALUE.fullmatch(self.value) is None or ":splat" in self.value:
            raise ValueError(f"{self.name}: {self.value}")


_NAME = regex(r"[A-Za-z0-9-]+", re.ASCII)
_VALUE = regex(r"(?! )[ -#%-\[\]-_a-z|~]+(?<! )", re.ASCII)


class Rules(Struct, frozen=True):
    """All that a host is told. Paths are as in ``Move``.

    ``with_pages``: an HTML page stands at each old address that can have one. ``not_found`` is the path of the page for
    what is not found, ``lasting`` those of style sheets, scripts and fonts that have a digest in their names,
    ``lookalikes`` those that seem to, and ``headers`` are what is sent beside how long a file may be kept.
    """

    moves: tuple[Move, ...] = ()
    gone: tuple[Gone, ...] = ()
    base: str = ""
    not_found: str = "/404.html"
    with_pages: bool = True
    lasting: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()
    headers: tuple[Header, ...] = ()


class HostFile(Struct, frozen=True):
    """A file for a host: where it lies, in the output or in a folder beside it, and what it says."""

    path: str
    text: str


class Limit(Struct, frozen=True):
    """How many ``things`` there are for a host, and how many it takes at ``most``.

    ``beyond`` says what becomes of more, where that is no disaster.
    """

    things: str
    count: int
    most: int
    beyond: str = ""


def _no_move(_move: Move) -> bool:
    return False


def _no_limit(_files: Sequence[HostFile]) -> Iterator[Limit]:
    yield from ()


class Host(Struct, frozen=True):
    """A host or a server.

    ``write`` gives its files, and ``takes`` tells whether an old address can be said to it, which it then leads on with
    a status 301. ``published`` are the files that it reads from the published site; it is told of others, where there
    are none of these; ``always`` are files that it needs there, whatever it is told. ``pages_first``: where a page
    stands, it asks no rule. ``limits`` gives those of its files, kept or not; ``most_files`` is how many files a site
    may have, each number with what is beyond it as in ``Limit``, the largest first.
    """

    title: str
    write: Callable[[Rules], Sequence[HostFile]] | None = None
    takes: Callable[[Move], bool] = _no_move
    published: tuple[str, ...] = ()
    always: tuple[HostFile, ...] = ()
    pages_first: bool = False
    limits: Callable[[Sequence[HostFile]], Iterator[Limit]] = _no_limit
    most_files: tuple[tuple[int, str], ...] = ()

    @property
    def has_rules(self) -> bool:
        """Whether it can be told anything."""
        return self.write is not None
