"""What is asked of newsgen: which site to build, as of when, how, and who shares the work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from newsgen.base.observer import Observer, unobserved
from newsgen.base.seal import Seal
from newsgen.base.workers import Workers
from newsgen.model.visibility import READERS, Visibility

if TYPE_CHECKING:  # brings all of what pages show along, which a site that stands still spares
    from newsgen.pages.plugins import Plugin

SETTLED_AFTER = 2_000_000_000
"""Nanoseconds after which a file that changes again has another stat.

Coarser than the clock of any file system in use.
"""


CACHE_FILE = "cache.db"
"""What the cache is called in its folder."""

LOCK_FILE = "lock"
"""What keeps builds of one site apart, in that folder."""

WEB_LINKS = "web-links"
"""What other sites answered to a check of links, in that folder."""

TOLD = "told"
"""What hubs and search engines were told, in that folder."""

CACHE_FILES = (
    f"{CACHE_FILE}-journal",
    LOCK_FILE,
    "standstill",
    "standstill.new",
    "left-alone.txt",
    WEB_LINKS,
    f"{WEB_LINKS}.new",
    TOLD,
    f"{TOLD}.lock",
    f"{TOLD}.new",
)
STAGED = "staged"
"""Where the site lies as it is staged in git, in that folder."""

CACHE_FOLDERS = ("pictures", "preview", "replaced", STAGED, ".newsgen-tmp")
"""What else newsgen puts into that folder."""


class Request(Struct, frozen=True):
    """What to build: the site in ``root`` as readers may see it at ``now`` (seconds since 1970).

    ``started`` is the wall clock in nanoseconds: how old a file must be for its stat to be trusted. ``clean`` renders
    everything, ``rehash`` reads every source, ``strict`` takes warnings for errors. Only a preview asks for more than
    readers see (``visibility``). ``allow_local_code`` lets settings name Markdown extensions that lie beside the site
    or on ``PYTHONPATH``: whoever can write a file there may then run code here. ``plugins`` add to what newsgen knows.
    ``observe`` is told how the build goes; ``workers`` share the work. With a ``cache_key``, only what was sealed with
    it is taken from the cache. ``in_ci``: nobody looks at what is printed, and a cache that git tracks is an error.
    """

    root: Path
    now: int
    started: int
    output: Path | None = None
    cache: Path | None = None
    clean: bool = False
    rehash: bool = False
    strict: bool = False
    allow_local_code: bool = False
    visibility: Visibility = READERS
    plugins: tuple[Plugin, ...] = ()
    observe: Observer = unobserved
    workers: Workers = Workers()
    cache_key: str = ""
    in_ci: bool = False

    @property
    def seal(self) -> Seal:
        """What the cache is sealed with."""
        return Seal.of_secret(self.cache_key)

    @property
    def cache_folder(self) -> Path:
        """The folder of the cache."""
        return self.cache or self.root / ".newsgen"


class BusyError(Exception):
    """Another build of the same site is running."""
