"""A site opened: its folders, its settings, its cache."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar, assert_never

from newsgen.base.faults import Fault
from newsgen.base.opening import unreadable
from newsgen.base.places import SETTINGS, theme_folder
from newsgen.base.seal import UNKEYED, DamagedError, Seal
from newsgen.build.folders import Folders
from newsgen.build.request import CACHE_FILE, CACHE_FILES, CACHE_FOLDERS, LOCK_FILE, BusyError, Request
from newsgen.build.site_settings import load_settings
from newsgen.content.conflicts import settle_conflicts
from newsgen.content.scan import FileKind
from newsgen.content.source_text import decode
from newsgen.model.kinds import ContentKind
from newsgen.model.settings import Settings
from newsgen.output.aside import Aside, BrokenStoreError, is_file, set_aside, tidy
from newsgen.output.database import is_broken
from newsgen.output.store import Store

T = TypeVar("T")
_CACHES = (CACHE_FILE, f"preview/{CACHE_FILE}")
_NO_CACHE = Path(os.devnull)


def open_site(request: Request) -> tuple[Folders, Settings | None, list[Fault]]:
    """Find the folders of a build and read its settings; there are none where a fault stops everything else."""
    settings, faults = load_settings(request.root)
    output = request.output or request.root / (settings.output if settings else "public")
    folders = Folders(request.root, theme_folder(), request.cache_folder, output)
    misplaced = list(folders.cache_faults())
    alone = _check_alone(folders) if settings is None else []
    return folders, None if misplaced else settings, [*faults, *misplaced, *alone]


def _check_alone(folders: Folders) -> list[Fault]:
    """Give the faults that sources have whatever the settings are: what can be told while these cannot be used."""
    if folders.read(SETTINGS) is None:
        return []
    from newsgen.content.parse import faults_alone  # Markdown takes long to import, and is seldom needed

    scanned = folders.scan()
    faults = list(scanned.faults)
    for found in scanned.files:
        if found.kind is FileKind.STATIC or found.kind is FileKind.MEDIA:
            continue
        try:
            data = folders.read_source(found.path)
        except FileNotFoundError:  # it went away since it was seen
            continue
        except OSError as error:
            faults.append(unreadable(found.path, error))
            continue
        match found.kind:
            case FileKind.TEMPLATE:
                text, fault = decode(data, found.path)
                faults += [fault] if fault else settle_conflicts(text, found.path)[1]
            case ContentKind():
                faults.extend(faults_alone(found.path, found.kind, data))
            case _:
                assert_never(found.kind)
    return faults


def work_in_store(folders: Folders, seal: Seal, work: Callable[[Store], T]) -> T:
    """Work with the cache of a site; if that turns out to be broken, once more with an empty one in its place.

    Raises:
        BusyError: another build holds it.
    """
    try:
        with open_store(folders, seal) as store:
            return work(store)
    except BrokenStoreError as error:
        with open_store(folders, seal, (error.aside,)) as store:
            return work(store)


def ask_store(folders: Folders, seal: Seal, ask: Callable[[Store], T]) -> T:
    """Work with the cache of a site for somebody who only asks: beside a build with a copy, of which nothing stays."""
    try:
        return work_in_store(folders, seal, ask)
    except BusyError:
        return work_in_copy(folders, seal, ask)


def work_in_copy(folders: Folders, seal: Seal, work: Callable[[Store], T]) -> T:
    """Work with what the newest cache of a site knows, that of builds or of the preview: beside whoever writes it.

    No lock is taken, and nothing is kept.
    """
    try:
        with closing(Store.copied(_newest_cache(folders.cache), seal)) as store:
            return work(store)
    except (DamagedError, sqlite3.Error):  # it is broken: once more, without it
        with closing(Store.copied(_NO_CACHE, seal)) as store:
            return work(store)


def _newest_cache(folder: Path) -> Path:
    changed: dict[Path, int] = {}
    for name in _CACHES:
        with suppress(OSError):
            changed[folder / name] = os.stat(folder / name).st_mtime_ns
    return max(changed, key=changed.__getitem__, default=_NO_CACHE)


@contextmanager
def open_store(folders: Folders, seal: Seal = UNKEYED, asides: Iterable[Aside] = ()) -> Iterator[Store]:
    """Open the cache of a site, for this build alone; ``asides`` are what was put aside of it a moment ago.

    Raises:
        BusyError: another build holds it.
        BrokenStoreError: it turned out to be broken when it was read, and was put aside; another try finds an
            empty one.
    """
    from filelock import FileLock, Timeout

    file = folders.cache / CACHE_FILE
    folders.cache.mkdir(parents=True, exist_ok=True)
    found = [*asides, *tidy(folders.cache, CACHE_FILES, CACHE_FOLDERS)]
    lock = FileLock(folders.cache / LOCK_FILE, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise BusyError(f"another newsgen is building this site ({folders.cache / LOCK_FILE})") from None
    try:
        store = _open(file, seal, found)
        try:
            yield store
        except (DamagedError, sqlite3.Error) as error:
            store.close()
            if isinstance(error, DamagedError) or is_broken(error):
                raise BrokenStoreError(set_aside(file, seal, error)) from error
            raise
        finally:
            store.close()
    finally:
        lock.release()


def _open(file: Path, seal: Seal, asides: Sequence[Aside]) -> Store:
    """Open a store; a file that is none is put aside."""
    found = [*asides]
    if os.path.lexists(file) and not is_file(file):
        found.append(set_aside(file, seal))
    try:
        store = Store(file, seal)
    except sqlite3.Error as error:
        if not is_broken(error):
            raise
        found.append(set_aside(file, seal))
        store = Store(file, seal)
    store.asides = tuple(found)
    claims: dict[str, frozenset[str]] = {}
    for each in found:
        claims |= each.claims
    if claims:
        store.begin_anew(claims)
        store.commit()
    return store
