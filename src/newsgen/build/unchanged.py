"""A site at a standstill: nothing that a build looks at has changed since the last one, as all stats tell.

Found out before a source, the cache or most of newsgen is read, for a build that has nothing to do should cost nothing.
What is noted after a build is true for ever: with these sources, at such a time, newsgen leaves such an output. So a
note that is late or lost does no harm; then the sources are looked into.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from stat import S_ISREG

import msgspec
from msgspec import Struct

from newsgen.base.digest import Digest, digest
from newsgen.base.engine import engine_digest
from newsgen.base.faults import Located
from newsgen.base.places import SETTINGS, THEME_FOLDERS, theme_folder
from newsgen.base.seal import DamagedError
from newsgen.build.report import Report
from newsgen.build.request import CACHE_FILE, SETTLED_AFTER, Request
from newsgen.content.names import is_ignored
from newsgen.content.scan import Sight, Stat, look, stat_of
from newsgen.model.turn import Turn
from newsgen.model.visibility import READERS
from newsgen.output.beside import stats_beside

_NAME = "standstill"
_DAMAGED = (DamagedError, msgspec.DecodeError, UnicodeDecodeError)


class Stats(Struct, frozen=True):
    """The stats of files: their paths, and one digest of the stats in that order, which is soon compared."""

    paths: tuple[str, ...]
    digest: Digest


class BuildNote(Struct, frozen=True):
    """A finished build: what it was made with (``engine``, a ``markdown`` engine), of what, to what, and what it said.

    ``advice`` is how much of it only a check says.

    ``output_name`` is the output folder, from the site if it is inside, and ``usual`` the one that the settings name;
    the stats are by paths of the site and of the output, and that of the cache, which the next build with something to
    do relies on, ``beside`` those of the files for servers by their names. It holds from ``since``, before ``until``
    (seconds since 1970); ``turn`` is what changes next by itself. Nobody knows the stat of the ``settings`` before the
    note is remembered. The many stats are encoded by themselves, not to be read where the cache tells already that the
    note is out of date. ``commit`` is the one that was checked out, if dates were asked of it.
    """

    engine: Digest
    markdown: str
    output_name: str
    usual: str
    since: int
    until: int | None
    planned: int
    warnings: tuple[Located, ...]
    advice: int
    turn: Turn | None
    sources: msgspec.Raw
    outputs: msgspec.Raw
    cache: Stat
    beside: dict[str, Stat] = {}
    settings: Stat | None = None
    commit: str = ""


def stats_of(stats: Mapping[str, Stat]) -> msgspec.Raw:
    """Encode the stats of files by their paths, as :class:`Stats`."""
    return msgspec.Raw(msgspec.msgpack.encode(Stats(tuple(stats), digest(tuple(stats.values())))))


def recall(request: Request) -> Report | Sight | None:
    """Report a build with nothing to do, where stats are enough to tell that there is nothing.

    Otherwise give what was seen of the site, if it came to that.
    """
    if request.clean or request.rehash or request.visibility != READERS:
        return None
    note = _read(request)
    if note is None or not _answers(note, request):
        return None
    request.observe("compare")
    try:
        if stat_of(os.stat(request.cache_folder / CACHE_FILE)) != note.cache:
            return None
        site = look(request.root)
        rest = _rest(note, request, site)
        if rest is None or not _is_left(note, request):
            return site
    except (OSError, RecursionError, *_DAMAGED):
        return None
    return Report(planned=note.planned, faults=note.warnings, turn=note.turn, left_out=rest, advice=note.advice)


def remember(request: Request, note: BuildNote) -> None:
    """Note a build whose sources were all settled when they were read."""
    try:
        result = os.stat(request.root / SETTINGS)
        if result.st_ctime_ns >= request.started - SETTLED_AFTER:
            return
        file = request.cache_folder / _NAME
        unfinished = file.with_suffix(".new")
        noted = msgspec.msgpack.encode(msgspec.structs.replace(note, settings=stat_of(result)))
        unfinished.write_bytes(request.seal.wrap(_NAME, noted))
        unfinished.replace(file)
    except OSError:  # then the next build looks into the sources
        return


def _read(request: Request) -> BuildNote | None:
    file = request.cache_folder / _NAME
    try:
        if not S_ISREG(os.lstat(file).st_mode):
            return None
        return msgspec.msgpack.decode(request.seal.unwrap(_NAME, file.read_bytes()), type=BuildNote)
    except (OSError, *_DAMAGED):  # there is none, or one of another newsgen
        return None


def _answers(note: BuildNote, request: Request) -> bool:
    """Tell whether the note is about what is asked for."""
    if request.strict and note.warnings:
        return False
    output = request.root / note.usual if request.output is None else request.output
    if output.resolve() != (request.root / note.output_name).resolve():
        return False
    if request.now < note.since or (note.until is not None and request.now >= note.until):
        return False
    if note.commit and not _is_checked_out(note.commit, request.root):
        return False
    engine = engine_digest(note.markdown)
    if request.plugins:
        from newsgen.pages.plugins import with_plugins  # brings what pages show along, which is seldom needed here

        engine = with_plugins(engine, request.plugins)
    return note.engine == engine


def _is_checked_out(commit: str, root: Path) -> bool:
    from newsgen.base.repository import NoHistoryError, Repository  # seldom asked for

    try:
        return Repository(root, shallow=False).head() == commit
    except NoHistoryError:
        return False


def _decode(stats: msgspec.Raw) -> Stats:
    return msgspec.msgpack.decode(stats, type=Stats)


def _rest(note: BuildNote, request: Request, site: Sight) -> tuple[str, ...] | None:
    """Give what lies in the site and is no part of it, if the sources are those of the note: settings, site, theme."""
    if stat_of(os.stat(request.root / SETTINGS)) != note.settings:
        return None
    noted, theme = _decode(note.sources), look(theme_folder(), THEME_FOLDERS)
    found = {**theme.files, **site.files}
    stats = tuple(found.pop(path, None) for path in noted.paths)
    rest = (*found, *theme.others, *site.others)
    if theme.faults or site.faults or digest(stats) != noted.digest or not all(map(is_ignored, rest)):
        return None
    return tuple(sorted((*(found.keys() & site.files.keys()), *site.others)))


def _is_left(note: BuildNote, request: Request) -> bool:
    """Tell whether the output is as it was left."""
    noted, output = _decode(note.outputs), os.path.join(request.root, note.output_name)
    outputs = [stat_of(os.lstat(f"{output}/{path}")) for path in noted.paths]
    return digest(outputs) == noted.digest and stats_beside(request.cache_folder) == note.beside
