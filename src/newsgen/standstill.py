"""A site at a standstill: nothing that a build looks at has changed since the last one, as all stats tell.

Found out before a source, the cache or most of newsgen is read, for a build that has nothing to do should cost nothing. What
is noted after a build is true for ever: with these sources, at such a time, newsgen leaves such an output. So a note that
is late or lost does no harm; then the sources are looked into.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from newsgen.content.scan import Stat, is_ignored, stat_of
from newsgen.diagnostics import Located
from newsgen.digest import Digest
from newsgen.engine import engine_digest
from newsgen.places import SETTINGS, SITE_FOLDERS, THEME_FOLDERS, theme_folder
from newsgen.report import Report
from newsgen.request import CACHE_FILE, SETTLED_AFTER, Request
from newsgen.site.showing import READERS

_NAME = "standstill"


class Standstill(Struct, frozen=True):
    """A finished build: what it was made with (``engine``, a ``markdown`` engine), of what, to what, and what it said.

    ``tree`` is the output folder, from the site if it is inside; the stats are by paths of the site and of the output, and
    that of the cache, which the next build with something to do relies on. It holds from ``since``, before ``until`` (seconds
    since 1970).
    """

    engine: Digest
    markdown: str
    tree: str
    since: int
    until: int | None
    planned: int
    warnings: tuple[Located, ...]
    sources: dict[str, Stat]
    outputs: dict[str, Stat]
    cache: Stat


def recall(request: Request) -> Report | None:
    """Report a build with nothing to do, where stats are enough to tell that there is nothing."""
    if request.clean or request.rehash or request.showing != READERS:
        return None
    note = _read(request.cache_folder / _NAME)
    if note is None or not _answers(note, request):
        return None
    try:
        if not _stands(note, request):
            return None
    except (OSError, RecursionError):
        return None
    return Report(planned=note.planned, faults=note.warnings)


def remember(request: Request, note: Standstill) -> None:
    """Note a build whose sources were all settled when they were read."""
    try:
        result = os.stat(request.root / SETTINGS)
        if result.st_ctime_ns >= request.started - SETTLED_AFTER:
            return
        sources = {**note.sources, SETTINGS: stat_of(result)}
        file = request.cache_folder / _NAME
        unfinished = file.with_suffix(".new")
        unfinished.write_bytes(msgspec.msgpack.encode(msgspec.structs.replace(note, sources=sources)))
        unfinished.replace(file)
    except OSError:  # then the next build looks into the sources
        return


def _read(file: Path) -> Standstill | None:
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=Standstill)
    except (OSError, msgspec.DecodeError):  # there is none, or one of another newsgen
        return None


def _answers(note: Standstill, request: Request) -> bool:
    """Tell whether the note is about what is asked for."""
    if request.strict and note.warnings:
        return False
    if request.output is not None and request.output.resolve() != (request.root / note.tree).resolve():
        return False
    if request.now < note.since or (note.until is not None and request.now >= note.until):
        return False
    return note.engine == engine_digest(note.markdown)


def _stands(note: Standstill, request: Request) -> bool:
    request.observe("compare")
    if stat_of(os.stat(request.cache_folder / CACHE_FILE)) != note.cache:
        return False
    found = _sources(request.root)
    if any(found.get(path) != stat for path, stat in note.sources.items()):
        return False
    if not all(is_ignored(path) for path in found.keys() - note.sources.keys()):
        return False
    output = os.path.join(request.root, note.tree)
    return all(stat_of(os.lstat(f"{output}/{path}")) == stat for path, stat in note.outputs.items())


def _sources(root: Path) -> Mapping[str, Stat]:
    """Look at the sources as ``Workplace.scan`` does, but for what it sorts out: kinds, faults, symbolic links."""
    found: dict[str, Stat] = {}
    for base, folders in ((theme_folder(), THEME_FOLDERS), (root, SITE_FOLDERS)):
        for folder in folders:
            if os.path.isdir(base / folder):
                _walk(str(base / folder), folder, found)
    return {**found, SETTINGS: stat_of(os.stat(root / SETTINGS))}


def _walk(folder: str, path: str, found: dict[str, Stat]) -> None:
    with os.scandir(folder) as entries:
        for entry in entries:
            inner = f"{path}/{entry.name}"
            if not entry.is_dir(follow_symlinks=False):
                found[inner] = stat_of(entry.stat(follow_symlinks=False))
            elif not is_ignored(inner):
                _walk(entry.path, inner, found)
