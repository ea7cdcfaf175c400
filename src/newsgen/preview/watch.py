"""Watching the sources. A hint and no more: what is stale is decided by looking at the files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from watchdog.events import EVENT_TYPE_CLOSED_NO_WRITE, EVENT_TYPE_OPENED, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

_POLL_SECONDS = 0.5
_TOPS = ("content", "templates", "static")


class Watch(FileSystemEventHandler):
    """Calls ``notice`` (from a thread of its own) whenever something among the sources may have changed.

    The site's own folder is watched only for what appears in it, so that a new ``content/`` is noticed too.
    """

    def __init__(self, root: Path, notice: Callable[[], None], *, poll: bool) -> None:
        self._root = root
        self._notice = notice
        self._observer: BaseObserver = PollingObserver(timeout=_POLL_SECONDS) if poll else Observer()
        self._watched: dict[str, tuple[int, ObservedWatch]] = {}

    def start(self) -> None:
        """Begin to watch."""
        self._observer.schedule(self, str(self._root), recursive=False)
        self._watch_tops()
        self._observer.start()

    def stop(self) -> None:
        """Stop watching."""
        self._observer.stop()
        self._observer.join()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on what may be a change."""
        if event.event_type in (EVENT_TYPE_OPENED, EVENT_TYPE_CLOSED_NO_WRITE):
            return
        self._watch_tops()
        self._notice()

    def _watch_tops(self) -> None:
        """Watch the folders that are there now: one that was deleted and made again is another one."""
        for top in _TOPS:
            folder = self._root / top
            inode = folder.stat().st_ino if folder.is_dir() else None
            known, watch = self._watched.get(top, (None, None))
            if inode == known:
                continue
            if watch is not None:
                del self._watched[top]
                self._observer.unschedule(watch)
            if inode is not None:
                self._watched[top] = inode, self._observer.schedule(self, str(folder), recursive=True)
