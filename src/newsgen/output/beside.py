"""Files for servers, in a folder of the cache that is newsgen's alone: what lies there is what the last build wrote."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from newsgen.base.digest import Digest, digest_bytes
from newsgen.content.scan import Stat, stat_of
from newsgen.output.tree import tree_of

FOLDER: Final = "hosting"


def write_beside(cache: Path, texts: Mapping[str, str]) -> dict[str, Digest]:
    """Make the folder equal to texts by their names, each moved into place as a whole; give their digests.

    Raises:
        LinkedError: a link is in the place of the folder.
    """
    data = {name: text.encode() for name, text in texts.items()}
    digests = {name: digest_bytes(each) for name, each in data.items()}
    if read_beside(cache, digests) is not None:
        return digests
    with tree_of(cache) as tree:
        for name in names_beside(cache):
            if name not in data:
                tree.remove(f"{FOLDER}/{name}")
        for name, each in data.items():
            unfinished = cache / f"{FOLDER}.new"
            unfinished.unlink(missing_ok=True)
            with unfinished.open("xb") as file:
                file.write(each)
            tree.put(str(unfinished), f"{FOLDER}/{name}")
        tree.remove_folder(FOLDER)
    return digests


def read_beside(cache: Path, digests: Mapping[str, Digest]) -> dict[str, str] | None:
    """Read the folder; nothing is given unless files of these digests lie in it, by their names, and nothing else."""
    if names_beside(cache) != sorted(digests):
        return None
    texts: dict[str, str] = {}
    for name, digest in digests.items():
        file = cache / FOLDER / name
        try:
            data = b"" if file.is_symlink() else file.read_bytes()
        except OSError:
            return None
        if digest_bytes(data) != digest:
            return None
        texts[name] = data.decode()
    return texts


def stats_beside(cache: Path) -> dict[str, Stat]:
    """Give the stats of what lies in the folder, by its names.

    Raises:
        OSError: something went away.
    """
    return {name: stat_of(os.lstat(cache / FOLDER / name)) for name in names_beside(cache)}


def names_beside(cache: Path) -> list[str]:
    """Name what lies in the folder."""
    try:
        return sorted(os.listdir(cache / FOLDER))
    except OSError:
        return []
