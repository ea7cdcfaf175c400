"""The manifests: what is known of each file of the output, for every folder that a site was built into.

They alone cannot be made again: what is in none of them is never deleted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from newsgen.base.digest import Digest
from newsgen.content.scan import Stat
from newsgen.model.audience import Audience
from newsgen.output.claims import INTENDED, MANIFEST, Claims, check_paths, decode_paths
from newsgen.output.parts import Parts
from newsgen.output.shelf import Shelf


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """What newsgen knows of one file of the output.

    Without a ``key`` it is an *intent*: a build was about to create the file and may have died. ``digest`` and ``stat``
    describe the file right after it was written; ``built`` is the instant of that build. The own page of a source file
    names this ``source``, the digest of it whose ``words`` it shows, and of an article that of the ``teaser`` in lists.
    ``audience`` is told when the file says something else; ``said`` is the digest of what a page shows without what is
    counted of its readers, if anything is.
    """

    key: bytes | None = None
    readings: int | None = None
    digest: Digest | None = None
    stat: Stat | None = None
    reason: str = ""
    built: int | None = None
    source: str | None = None
    words: Digest | None = None
    teaser: Digest | None = None
    audience: Audience = ""
    said: Digest | None = None


_DECODE = msgspec.msgpack.Decoder(dict[str, Entry]).decode


class Manifests:
    """The manifests, by the names of the output folders."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._shelves: dict[str, Shelf[str, Entry]] = {}

    def of(self, output_name: str) -> dict[str, Entry]:
        """Give what is known of the files of the output folder ``output_name``, by path.

        They are those that newsgen made or was about to make.
        """
        known = self._shelf(output_name).all()
        check_paths(known)
        intended = self._parts.get(f"{INTENDED}{output_name}")
        return dict.fromkeys(decode_paths(intended), Entry()) | known if intended else known

    def intend(self, output_name: str, paths: Iterable[str]) -> None:
        """Keep the paths of an output folder at which files are about to be created; no others are any more."""
        self._parts.put(f"{INTENDED}{output_name}", msgspec.msgpack.encode(tuple(paths)))

    def stats(self, output_name: str) -> dict[str, Stat]:
        """Give the stats of the files that newsgen has made in an output folder, by path, as they were right then."""
        entries = self._shelf(output_name).all().items()
        return {path: entry.stat for path, entry in entries if entry.stat is not None}

    def put(self, output_name: str, rows: Iterable[tuple[str, Entry]]) -> None:
        """Add or replace what is known of files of the output."""
        self._shelf(output_name).put(rows)

    def forget(self, output_name: str, paths: Iterable[str]) -> None:
        """Forget files that newsgen has deleted."""
        self._shelf(output_name).remove(paths)

    def entries(self) -> Iterator[Entry]:
        """Give what is known of all files of all outputs."""
        for name in self._outputs():
            yield from self._shelf(name).all().values()

    def claims(self) -> Claims:
        """Give which files are newsgen's."""
        return {name: frozenset(self.of(name)) for name in self._outputs()}

    def keep(self) -> None:
        """Put what has changed into the database."""
        for shelf in self._shelves.values():
            shelf.keep()

    def _outputs(self) -> set[str]:
        """Name the output folders of which something is known."""
        kept = {name.removeprefix(MANIFEST).rpartition("/")[0] for name in self._parts.names(MANIFEST)}
        intended = {name.removeprefix(INTENDED) for name in self._parts.names(INTENDED)}
        return kept | intended | self._shelves.keys()

    def _shelf(self, output_name: str) -> Shelf[str, Entry]:
        if output_name not in self._shelves:
            self._shelves[output_name] = Shelf(self._parts, f"{MANIFEST}{output_name}", _DECODE)
        return self._shelves[output_name]
