"""The output tree made equal to the plan, so that at any moment of a crash the site that was there still works.

Everything is staged first, on the file system of the output; only when all pages are rendered without a fault are the
files moved into place, one atomic rename each. Files that newsgen did not write are never deleted.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import BinaryIO

from msgspec import Struct

from newsgen.base.addresses import folded
from newsgen.base.digest import Digest, digest_bytes, digest_pieces
from newsgen.base.opening import pieces
from newsgen.content.scan import Stat, stat_of
from newsgen.output.manifests import Entry
from newsgen.output.tree import tree_of

_FILES_A_FOLDER = 100


class Staged(Struct, frozen=True):
    """A finished file, waiting in the staging folder; ``temporary`` is ``None`` if the output has these bytes."""

    path: str
    digest: Digest
    temporary: str | None


class Kept(Struct, frozen=True):
    """Files of the output that were replaced and that newsgen did not write, and the folder where they are kept."""

    folder: Path
    paths: tuple[str, ...]


class Staging:
    """A folder of finished files that are not in the output yet.

    Processes may fill it together: none uses a file of another's.
    """

    def __init__(self, output: Path, folder: Path) -> None:
        self.output = output
        self.folder = folder
        self._part = ""
        self._count = 0

    @classmethod
    def beside(cls, output: Path, cache: Path) -> Staging:
        """Choose a folder on the output's file system, and empty it of what a build left that died."""
        staging = cls(output, _staging_folder(output, cache))
        staging.clear()
        return staging

    def stage(self, path: str, data: bytes, known: Entry | None) -> Staged:
        """Stage bytes, unless the output holds them: ``known`` is what the manifest says of the file there."""
        digest = digest_bytes(data)
        if self._holds(path, digest, known):
            return Staged(path, digest, None)
        temporary = self._next()
        with open(temporary, "wb") as file:
            file.write(data)
        return Staged(path, digest, temporary)

    def stage_file(self, path: str, open_source: Callable[[], BinaryIO], digest: Digest, known: Entry | None) -> Staged:
        """Stage a copy of a file, unless the output holds it: ``digest`` is what it was when it was read.

        It may have been edited since, so what is staged has the digest of the copy.
        """
        if self._holds(path, digest, known):
            return Staged(path, digest, None)
        temporary = self._next()
        with open_source() as source, open(temporary, "wb") as copy:
            return Staged(path, digest_pieces(_written(pieces(source), copy)), temporary)

    def clear(self) -> None:
        """Remove the staging folder."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if os.path.lexists(self.folder) and not _is_folder(self.folder):  # nor is anything staged beyond a link
            self.folder.unlink()

    def _next(self) -> str:
        """Give a place for another file: a hundred to a folder, for file systems slow down as one folder gets full."""
        if self._count % _FILES_A_FOLDER == 0:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._part = mkdtemp(prefix="", dir=self.folder)
        self._count += 1
        return f"{self._part}/{self._count}"

    def _holds(self, path: str, digest: Digest, known: Entry | None) -> bool:
        """Tell whether the output holds these bytes; a file that is not as the manifest says is read."""
        stat = output_stat(self.output, path)
        if stat is None:
            return False
        return known.digest == digest if known and known.stat == stat else holds(self.output, path, digest)


def _written(pieces: Iterable[bytes], copy: BinaryIO) -> Iterator[bytes]:
    for piece in pieces:
        copy.write(piece)
        yield piece


def move_into_place(output: Path, staged: Iterable[Staged]) -> dict[str, Stat]:
    """Move staged files into the output; give the stat of each.

    Raises:
        LinkedError: a link is in the place of a folder.
    """
    stats: dict[str, Stat] = {}
    with tree_of(output) as tree:
        for each in staged:
            if each.temporary is not None:
                tree.put(each.temporary, each.path)
                stats[each.path] = tree.stat(each.path)
            else:
                stats[each.path] = stat_of(os.lstat(f"{output}/{each.path}"))
    return stats


def keep_replaced(output: Path, paths: Iterable[str], cache: Path) -> Kept | None:
    """Keep in the cache what stands at ``paths`` of the output: newsgen did not write it, and will replace it."""
    found = tuple(path for path in paths if _is_file(f"{output}/{path}"))
    if not found:
        return None
    folder = next(each for number in count(1) if not os.path.lexists(each := cache / "replaced" / str(number)))
    for path in found:
        kept = folder / path
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(output / path, kept, follow_symlinks=False)
        except OSError:  # the cache lies on another file system, or on one that has no links
            shutil.copy2(output / path, kept, follow_symlinks=False)
    return Kept(folder, found)


def delete(output: Path, paths: Iterable[str]) -> None:
    """Delete files that newsgen wrote, then the folders that are empty without them.

    Raises:
        LinkedError: a link is in the place of a folder.
    """
    gone = sorted(paths)
    if not gone:
        return
    folders: set[str] = set()
    with tree_of(output) as tree:
        for path in gone:
            tree.remove(path)
            folders.add(os.path.dirname(path))
        for emptied in sorted(folders, key=len, reverse=True):
            folder = emptied
            while folder and tree.remove_folder(folder):
                folder = os.path.dirname(folder)


def in_the_way(orphans: Collection[str], new: Collection[str]) -> set[str]:
    """Name the orphans that stand where a new file needs a folder, or in a folder where a new file is to be.

    So do those whose names are a new one's where a disk takes no heed of case: deleted afterwards, both would be gone.
    """
    orphan_folders: dict[str, list[str]] = {}
    for orphan in orphans:
        for folder in _folders(orphan):
            orphan_folders.setdefault(folder, []).append(orphan)
    blocking = {folder for path in new for folder in _folders(path) if folder in orphans}
    if orphans:
        names = {folded(path) for path in new}
        blocking |= {orphan for orphan in orphans if folded(orphan) in names}
    return blocking.union(*(orphan_folders.get(path, ()) for path in new))


def obstacles(output: Path, new: Iterable[str], orphans: Collection[str]) -> list[str]:
    """Name what newsgen did not write and what stands in the output where a new file, or a folder for one, must be."""
    found: set[str] = set()
    checked = {""}
    for path in new:
        if os.path.isdir(f"{output}/{path}") and not _holds_only(output / path, output, orphans):
            found.add(path)
        folder = path.rpartition("/")[0]
        while folder not in checked:
            checked.add(folder)
            target = f"{output}/{folder}"
            if not os.path.isdir(target) and os.path.lexists(target) and folder not in orphans:
                found.add(folder)
            folder = folder.rpartition("/")[0]
    return sorted(found)


def _holds_only(folder: Path, output: Path, orphans: Collection[str]) -> bool:
    files = [file for file in folder.rglob("*") if not file.is_dir()]
    return bool(files) and all(file.relative_to(output).as_posix() in orphans for file in files)


def holds(output: Path, path: str, digest: Digest) -> bool:
    """Tell whether a file of the output has the bytes of a digest; a link to such a file has not."""
    file = output / path
    try:
        if not file.is_file() or file.is_symlink():
            return False
        with file.open("rb") as stream:
            return digest_pieces(pieces(stream)) == digest
    except OSError:
        return False


def output_stat(output: Path | str, path: str) -> Stat | None:
    """Give the stat of a file of the output, ``None`` if there is none."""
    try:
        return stat_of(os.lstat(f"{output}/{path}"))
    except OSError:
        return None


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_file(path: str) -> bool:
    """Tell whether a file or a link stands at a path, and no folder.

    A folder that gives way to a page holds pages of old only.
    """
    return os.path.lexists(path) and not os.path.isdir(path)


def _folders(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def _staging_folder(output: Path, cache: Path) -> Path:
    """Choose the folder: renames work only within one file system."""
    existing = next(folder for folder in (output, *output.parents) if folder.exists())
    device = existing.stat().st_dev
    if cache.stat().st_dev == device:
        return cache / ".newsgen-tmp"
    if output.parent.exists() and output.parent.stat().st_dev == device:
        return output.parent / f".{output.name}.newsgen-tmp"
    return output / ".newsgen-tmp"
