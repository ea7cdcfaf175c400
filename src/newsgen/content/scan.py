"""What lies on the disk: every file of a site, by kind, with its stat; nothing is read here."""

from __future__ import annotations

import os
import re
import stat as modes
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from newsgen.base.accents import name_of, on_disk
from newsgen.base.faults import Fault, Place, did_you_mean
from newsgen.base.opening import LARGEST_TEXT, is_hidden_from, leads_to_hidden, leaves_site, no_file, too_large
from newsgen.base.places import SITE_FOLDERS
from newsgen.content.names import is_ignored, is_passed_over, is_secret, secret

if TYPE_CHECKING:  # kinds bring their schemas along, which a build with nothing to do spares
    from newsgen.model.kinds import ContentKind, ContentKinds

_ODD = "[\x00-\x1f\x7f-\x9f\ud800-\udfff]"  # half characters stand for bytes that are no UTF-8
_INODE_BITS = (1 << 63) - 1  # SQLite keeps signed 64-bit integers
_PATH = attrgetter("path")


class FileKind(StrEnum):
    """What a file is for that is no content."""

    MEDIA = "media"
    STATIC = "static"
    TEMPLATE = "template"


class Stat(Struct, frozen=True, array_like=True, gc=False):
    """What tells that a file was not touched: size in bytes, times in nanoseconds, inode."""

    size: int
    mtime: int
    ctime: int
    inode: int


class Found(Struct, frozen=True, gc=False):
    """A file of the site; ``path`` is relative to the site, with ``/`` between names, each as ``name_of`` gives it."""

    path: str
    kind: ContentKind | FileKind
    stat: Stat


class Scan(Struct, frozen=True):
    """All files of a site in the order of their paths, and the faults of the tree.

    What is ``passed_over`` (files, and folders with ``/`` at the end) says by its name that it is not to be read; it
    comes with its stat. What is ``left_out`` lies there by the doing of editors and systems.
    """

    files: tuple[Found, ...]
    faults: tuple[Fault, ...]
    passed_over: Mapping[str, Stat] = {}
    left_out: tuple[str, ...] = ()


class Sight(Struct, frozen=True):
    """What lies in folders, sorted into nothing yet: the stats of files by path, in no order, and what bars the way.

    Folders that are not looked into stand among the files, with ``/`` at the end. ``others`` are neither files nor
    folders: symbolic links above all.
    """

    files: dict[str, Stat]
    others: list[str]
    faults: list[Fault]


def stat_of(result: os.stat_result) -> Stat:
    """Keep of a stat what tells that a file was not touched."""
    return Stat(result.st_size, result.st_mtime_ns, result.st_ctime_ns, result.st_ino & _INODE_BITS)


def look(root: Path, folders: Iterable[str] = SITE_FOLDERS) -> Sight:
    """Look at everything below the folders of a site, by default all, but for what hidden folders hold."""
    sight = Sight({}, [], [])
    for top in folders:
        folder = root / top
        if folder.is_symlink() and (fault := _check_symlink(folder, top, root.resolve(), folders=True)):
            sight.faults.append(fault)
        elif folder.is_dir():
            _walk(str(folder), top, sight)
        elif folder.exists():
            sight.faults.append(Fault("not-a-folder", "this should be a folder", top, Place(), "rename this file"))
        elif top == "content":  # to build nothing would delete all pages that are there
            way_out = "articles live in content/articles/; is this the folder of the site?"
            sight.faults.append(Fault("no-content", "there is no folder content/", top, Place(), way_out))
    return sight


def scan(root: Path, sight: Sight, kinds: ContentKinds) -> Scan:
    """Sort what lies in a site by kind: every file of it below ``content/``, ``static/`` and ``templates/``."""
    sorting = _Sorting(_kind_finder(kinds), kinds, [], list(sight.faults))
    passed_over, left_out = {}, []
    for path, stat in sight.files.items():
        if is_ignored(path):
            left_out.append(path)
        elif is_passed_over(path):
            passed_over[path] = stat
        else:
            _sort_in(path, stat, sorting)
    for path in sight.others:
        if is_ignored(path):
            left_out.append(path)
        elif not is_passed_over(path):
            _sort_in_other(root, path, sorting)
    files, faults = sorted(sorting.files, key=_PATH), sorted(sorting.faults, key=_PATH)
    return Scan(tuple(files), tuple(faults), dict(sorted(passed_over.items())), tuple(sorted(left_out)))


def refind(found: Found, file: Path) -> Found | None:
    """Look at one file again; nothing if it is gone, or no file that a site may have."""
    try:
        result = os.lstat(file)
    except OSError:
        return None
    if not modes.S_ISREG(result.st_mode) or (_is_text(found.kind) and result.st_size > LARGEST_TEXT):
        return None
    return Found(found.path, found.kind, stat_of(result))


def _walk(folder: str, path: str, sight: Sight) -> None:
    """Look at everything below a folder, however deep it goes."""
    waiting = [(folder, path)]
    while waiting:
        folder, path = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError as error:
            sight.faults.append(_unreadable(path, error))
        else:
            waiting.extend(_look_into(entries, path, sight))


def _look_into(entries: Iterable[os.DirEntry[str]], path: str, sight: Sight) -> Iterator[tuple[str, str]]:
    """Look at what lies in the folder at ``path``; give the folders among it, with their paths."""
    for name, entry in _named(entries, path, sight).items():
        inner = f"{path}/{name}"
        if not inner.isprintable() and re.search(_ODD, name):
            shown = re.sub(_ODD, lambda found: f"\\x{ord(found[0]) & 0xFF:02x}", inner)
            message = "this name is not UTF-8, or has a control character in it"
            sight.faults.append(Fault("bad-name", message, shown, Place(), "rename it"))
            continue
        try:
            if entry.is_file(follow_symlinks=False):
                sight.files[inner] = stat_of(entry.stat(follow_symlinks=False))
            elif not entry.is_dir(follow_symlinks=False):
                sight.others.append(inner)
            elif is_ignored(inner) or is_passed_over(inner) or _is_published_secret(inner):
                sight.files[f"{inner}/"] = stat_of(entry.stat(follow_symlinks=False))
            else:
                yield entry.path, inner
        except OSError as error:
            if not is_ignored(inner):  # an editor's own files come and go
                sight.faults.append(_unreadable(inner, error))


def _named(entries: Iterable[os.DirEntry[str]], path: str, sight: Sight) -> dict[str, os.DirEntry[str]]:
    """Give what lies in a folder by its names; two of one name are a fault, and the one that has it so is taken."""
    stored = {entry.name: entry for entry in entries}
    if all(map(str.isascii, stored)):
        return stored
    named: dict[str, os.DirEntry[str]] = {}
    for entry in stored.values():
        name = name_of(entry.name)
        other = named.setdefault(name, entry)
        if other is not entry:
            message = "there are two of this name, whose accents are stored in two ways: readers see no difference"
            sight.faults.append(Fault("same-name", message, f"{path}/{name}", Place(), "rename or delete one of them"))
            named[name] = entry if entry.name == name else other
    return named


def _check_symlink(link: Path, path: str, inside: Path, *, folders: bool = False) -> Fault | None:
    try:
        target = link.resolve()
    except RuntimeError:  # before Python 3.13: it leads to itself
        target = None
    if target is not None and not target.is_relative_to(inside):
        return leaves_site(path)
    if target is None or not target.exists():
        return Fault("dead-symlink", "this symbolic link leads nowhere", path, Place(), "delete it or mend it")
    if is_hidden_from(path, str(target.relative_to(inside))):
        return leads_to_hidden(path)
    if target.is_dir() and not folders:
        way_out = "move the folder itself here"
        return Fault("symlink-folder", "this symbolic link leads to a folder", path, Place(), way_out)
    return None


class _Sorting(Struct, frozen=True):
    """Files being sorted: what finds the kind of a path, the kinds that there are, what came of it so far."""

    kind_of: Callable[[str], ContentKind | FileKind | None]
    kinds: ContentKinds
    files: list[Found]
    faults: list[Fault]


def _sort_in_other(root: Path, path: str, sorting: _Sorting) -> None:
    """Sort in what is neither a file nor a folder, unless it is a symbolic link to a file of the site."""
    file, faults = on_disk(root, path), sorting.faults
    try:
        if file.is_symlink() and (fault := _check_symlink(file, path, root.resolve())):
            faults.append(fault)
            return
        result = os.stat(file)
    except OSError as error:
        faults.append(_unreadable(path, error))
        return
    if modes.S_ISREG(result.st_mode):
        _sort_in(path, stat_of(result), sorting)
    else:
        faults.append(no_file(path))


def _sort_in(path: str, stat: Stat, sorting: _Sorting) -> None:
    if _is_published_secret(path):
        sorting.faults.append(secret(path))
        return
    kind = sorting.kind_of(path)
    if kind is None:
        way_out = _way_of_stray(path, sorting.kinds)
        fault = Fault("stray-file", "newsgen does not know what this file is for", path, Place(), way_out)
        sorting.faults.append(fault)
    elif stat.size > LARGEST_TEXT and _is_text(kind):
        sorting.faults.append(too_large(path, stat.size))
    else:
        sorting.files.append(Found(path, kind, stat))


def _way_of_stray(path: str, kinds: ContentKinds) -> str:
    """Say where a file should be that lies where it has no kind, or what it should be there."""
    if (kind := kinds.around(path)) is not None:
        endings = " or ".join(f".{ending}" for ending in kind.endings)
        return f"files of {kind.folder} end in {endings}: rename it, or move it out of content/"
    ending = path.rpartition(".")[2].lower()
    sections = (kind.folder.split("/")[1] for kind in kinds if not kind.files and ending in kind.endings)
    near = did_you_mean(path.split("/")[1], sections) if path.count("/") > 1 else ""
    return near or "articles live in content/articles/, pages in content/pages/"


def _is_published_secret(path: str) -> bool:
    return path.startswith("static/") and is_secret(path)


def _is_text(kind: ContentKind | FileKind) -> bool:
    return kind is not FileKind.MEDIA and kind is not FileKind.STATIC


def _kind_finder(kinds: ContentKinds) -> Callable[[str], ContentKind | FileKind | None]:
    """Make what finds the kind of a path."""
    single = {file: kind for kind in kinds for file in kind.files}
    texts = frozenset(ending for kind in kinds if kind.has_body for ending in kind.endings)

    @cache  # a site has thousands of files, and of these pairs a few
    def kind_in(folder: str, ending: str) -> ContentKind | FileKind | None:
        top = folder.partition("/")[0]
        if top == "static":
            return FileKind.STATIC
        if top == "templates":
            return FileKind.TEMPLATE
        kind = kinds.around(f"{folder}/")
        if kind is not None and ending in kind.endings:
            return kind
        may_hold_media = kind is None or kind.has_body
        return FileKind.MEDIA if may_hold_media and ending not in texts else None

    def kind_of(path: str) -> ContentKind | FileKind | None:
        if path in single:
            return single[path]
        folder, _, name = path.rpartition("/")
        stem, _, ending = name.rpartition(".")
        return kind_in(folder, ending.lower() if stem else "")

    return kind_of


def _unreadable(path: str, error: OSError) -> Fault:
    reason = error.strerror or str(error)
    return Fault("unreadable", f"this cannot be read: {reason}", path, Place(), "check its permissions")
