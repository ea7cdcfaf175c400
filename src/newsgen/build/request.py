"""What is asked of newsgen: which site to build, as of when, how, and who shares the work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from newsgen.base.observer import Observer, unobserved
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


class Request(Struct, frozen=True):
    """What to build: the site in ``root`` as readers may see it at ``now`` (seconds since 1970).

    ``started`` is the wall clock in nanoseconds: how old a file must be for its stat to be trusted. ``clean`` renders
    everything, ``rehash`` reads every source, ``strict`` takes warnings for errors. Only a preview asks for more than
    readers see (``visibility``). ``allow_local_code`` lets settings name Markdown extensions that lie beside the site
    or on ``PYTHONPATH``: whoever can write a file there may then run code here. ``plugins`` add to what newsgen knows.
    ``observe`` is told how the build goes; ``workers`` share the work.
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

    @property
    def cache_folder(self) -> Path:
        """The folder of the cache."""
        return self.cache or self.root / ".newsgen"


class BusyError(Exception):
    """Another build of the same site is running."""
