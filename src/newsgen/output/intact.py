"""Whether a file of the output stands as newsgen left it: by its stat or, where a copy has lost that, by its bytes.

A CI cache, an archive, another machine: all keep bytes, none keeps inodes and times. Reading a page back costs a
fraction of rendering it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from newsgen.output.manifests import Entry
from newsgen.output.store import Store
from newsgen.output.writer import holds, output_stat

StandsAsLeft = Callable[[str, Entry], bool]
"""Tells of a path of the output, and what is known of it, whether that file stands as it was left."""


def standing(store: Store, output: Path, output_name: str) -> StandsAsLeft:
    """Make the test for one output folder, which the store knows as ``output_name``.

    The stat of what is recognised by its bytes goes to the store, for the next build.
    """
    folder = str(output)  # made once, not for every file

    def stands(path: str, entry: Entry) -> bool:
        stat = output_stat(folder, path)
        if entry.key is None or entry.stat is None or stat is None:
            return False
        if stat == entry.stat:
            return True
        if stat.size != entry.stat.size or entry.digest is None or not holds(output, path, entry.digest):
            return False
        store.manifests.put(output_name, [(path, replace(entry, stat=stat))])
        return True

    return stands
