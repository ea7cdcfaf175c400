"""Watching the sources. A hint and no more: what is stale is decided by looking at the files."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from watchdog.events import (
    EVENT_TYPE_CLOSED_NO_WRITE,
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MOVED,
    EVENT_TYPE_OPENED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from newsgen.base.accents import name_of
from newsgen.base.places import SITE_FOLDERS
from newsgen.build.request import CACHE_FILE

_POLL_SECONDS = 0.5
_COME_OR_GO = (EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MOVED)


class Watch(FileSystemEventHandler):
    """Calls ``notice`` (from a thread of its own) whenever something among the sources may have changed.

    It is given the path of the touched file on the site, or nothing where it may be more than one.

    The site's own folder is watched only for what appears in it, so that a new ``content/`` is noticed too. The
    ``cache`` of the site is watched for builds.
    """

    def __init__(self, root: Path, cache: Path, notice: Callable[[str | None], None], *, poll: bool) -> None:
        self._root = root
        self._cache = str(cache)
        self._notice = notice
        self._observer: BaseObserver = PollingObserver(timeout=_POLL_SECONDS) if poll else Observer()
        self._watched: dict[str, ObservedWatch] = {}

    def start(self) -> None:
        """Begin to watch."""
        # watchdog warns of folders that it meets twice while they are being made: nothing that an editor could mend
        warnings.filterwarnings("ignore", message="Callback with id", category=RuntimeWarning)
        self._observer.schedule(self, str(self._root), recursive=False)
        self._watch_tops()
        self._observer.start()

    def stop(self) -> None:
        """Stop watching."""
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on what may be a change."""
        if event.event_type in (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE) or self._is_bookkeeping(event):
            return
        if event.event_type in _COME_OR_GO:
            for path in (event.src_path, event.dest_path):
                self._forget(os.fsdecode(path))
        self._watch_tops()
        if event.is_directory:
            if event.event_type in _COME_OR_GO:
                self._notice(None)
            return
        for touched in (event.src_path, event.dest_path):
            if touched:
                path = os.path.relpath(os.fsdecode(touched), self._root).replace(os.sep, "/")
                self._notice(name_of(path))

    def _watch_tops(self) -> None:
        for folder in (*(str(self._root / top) for top in SITE_FOLDERS), self._cache):
            if folder not in self._watched and os.path.isdir(folder):
                with suppress(OSError):  # gone again already: its next coming is noticed too
                    self._watched[folder] = self._observer.schedule(self, folder, recursive=folder != self._cache)

    def _is_bookkeeping(self, event: FileSystemEvent) -> bool:
        """Tell whether an event is of the cache and not of a build: the preview's own cache must not wake it."""
        folder, name = os.path.split(os.fsdecode(event.src_path))
        ours = self._cache in (folder, os.path.join(folder, name))
        return ours and not (folder == self._cache and name.startswith(CACHE_FILE))

    def _forget(self, path: str) -> None:
        """Watch a folder no more: one that was deleted or moved and is there again is another one."""
        if watch := self._watched.pop(path, None):
            with suppress(KeyError):
                self._observer.unschedule(watch)
