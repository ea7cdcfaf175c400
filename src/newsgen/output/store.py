"""The cache of a site: one SQLite file, written in few transactions; what it gives is what newsgen put into it.

Everything in it can be made again, but the list of the output's files that newsgen wrote. A file of another
version, or a broken one, is put aside and an empty store takes its place, with what is sound of that list.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from newsgen.base.seal import UNKEYED, Seal
from newsgen.content.scan import Stat, stat_of
from newsgen.output.aside import Aside
from newsgen.output.asked_questions import AskedQuestions
from newsgen.output.claims import Claims
from newsgen.output.database import copy_database, open_database, peek_database
from newsgen.output.kept_bodies import KeptBodies
from newsgen.output.kept_index import KeptIndex
from newsgen.output.kept_views import KeptViews
from newsgen.output.known_sources import KnownSources
from newsgen.output.manifests import Entry, Manifests
from newsgen.output.parts import Parts


class Store:
    """An open store: what is remembered of sources, bodies, views, the search, questions and outputs, and small values.

    Nothing is kept before :meth:`commit`. All that gives something raises :class:`newsgen.base.seal.DamagedError` if
    that is not what was put. ``database`` opens the file.
    """

    sources: KnownSources
    bodies: KeptBodies
    views: KeptViews
    index: KeptIndex
    questions: AskedQuestions
    manifests: Manifests

    def __init__(
        self, file: Path, seal: Seal = UNKEYED, *, database: Callable[[Path], sqlite3.Connection] = open_database
    ) -> None:
        self._file = file
        self._seal = seal
        self.asides: tuple[Aside, ...] = ()
        """What was put aside for this store to be opened."""
        self._db = database(file)
        self._parts = Parts(self._db, seal)
        self._begin()

    @classmethod
    def peek(cls, file: Path, seal: Seal = UNKEYED) -> Store | None:
        """Open a store that others may be writing, for reading only; nothing if there is none of this version."""
        if not file.is_file():
            return None
        try:
            return cls(file, seal, database=peek_database)
        except sqlite3.DatabaseError:
            return None

    @classmethod
    def copied(cls, file: Path, seal: Seal = UNKEYED) -> Store:
        """Open a store in memory that knows what the one in a file knows, but views; nobody ever sees what is put."""
        return cls(file, seal, database=copy_database)

    def _begin(self) -> None:
        self.sources = KnownSources(self._db, self._parts)
        self.bodies = KeptBodies(self._db, self._seal)
        self.views = KeptViews(self._db, self._parts)
        self.index = KeptIndex(self._db, self._parts)
        self.questions = AskedQuestions(self._parts)
        self.manifests = Manifests(self._parts)

    def close(self) -> None:
        """Close the store, forgetting what was not committed."""
        self._db.close()

    def commit(self) -> None:
        """Keep everything put so far, all of it or nothing."""
        for each in (self.sources, self.views, self.index, self.manifests, self.questions):
            each.keep()
        self._parts.seal()
        self._db.commit()

    def begin_anew(self, claims: Claims | None = None) -> None:
        """Forget everything but which files of the outputs are newsgen's: these ``claims``, or what is known of it."""
        known = self.manifests.claims() if claims is None else claims
        for table in ("said", "body", "view", "entry", "search"):
            self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - one of ours
        self._parts.begin_anew()
        self._begin()
        for output_name, paths in known.items():
            self.manifests.put(output_name, ((path, Entry()) for path in sorted(paths)))

    def forget_everything_parsed(self) -> None:
        """Forget all that was made of sources by parsing, because what they were parsed with has changed."""
        self.sources.clear()
        self.bodies.clear()
        self.index.clear()

    def forget_unused(self) -> None:
        """Forget sets of questions that no page asks any more, and views that no page shows."""
        entries = list(self.manifests.entries())
        self.questions.keep_only({entry.readings for entry in entries})
        self.views.keep_only({entry.key[:16] for entry in entries if entry.key is not None})

    @property
    def stat(self) -> Stat:
        """The stat of the file, as of the last commit."""
        return stat_of(os.stat(self._file))

    def meta(self, name: str) -> bytes | None:
        """Give a small named value."""
        return self._parts.get(f"meta:{name}")

    def put_meta(self, name: str, value: bytes) -> None:
        """Set a small named value."""
        self._parts.put(f"meta:{name}", value)
