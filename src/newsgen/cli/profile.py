"""Where a build's time went: its stages, and the slowest pages and templates."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from newsgen.base.observer import Observer

T = TypeVar("T")
_MOST_NAMED = 10


class Profile:
    """An observer of a build that keeps the times, in seconds, and lets another one watch with it."""

    def __init__(self, other: Observer, clock: Callable[[], float] = time.perf_counter) -> None:
        self._other = other
        self._clock = clock
        self._stage = "start"
        self._begun = clock()
        self._stages: dict[str, float] = defaultdict(float)
        self._pages: dict[str, float] = {}
        self._templates: dict[str, tuple[int, float]] = defaultdict(lambda: (0, 0.0))

    def __call__(self, stage: str, things: Iterable[T] = (), /) -> Iterable[T]:
        """End the stage before and begin another; of its things the pages are timed one by one."""
        self._end()
        self._stage = stage
        watched = self._other(stage, things)
        return self._timed(watched) if stage == "render" else watched

    def lines(self) -> Iterator[str]:
        """End the last stage and give the table of times, as it is printed."""
        self._end()
        whole = sum(self._stages.values())
        yield "time by stage"
        for stage, seconds in self._stages.items():
            yield f"  {seconds:8.3f} s {100 * seconds / whole:3.0f} %  {stage}"
        if not self._pages:
            return
        yield "slowest pages"
        for path, seconds in _slowest(self._pages):
            yield f"  {1000 * seconds:8.1f} ms       {path}"
        yield "slowest templates"
        for name, seconds in _slowest({name: each[1] for name, each in self._templates.items()}):
            count = self._templates[name][0]
            pages = "1 page" if count == 1 else f"{count} pages, {1000 * seconds / count:.1f} ms each"
            yield f"  {seconds:8.3f} s        {name} ({pages})"

    def _end(self) -> None:
        now = self._clock()
        self._stages[self._stage] += now - self._begun
        self._begun = now

    def _timed(self, things: Iterable[T]) -> Iterator[T]:
        from newsgen.pages.page import Page

        for thing in things:
            begun = self._clock()
            yield thing
            seconds = self._clock() - begun
            page = thing[0] if isinstance(thing, tuple) else None
            if isinstance(page, Page):
                self._pages[page.path] = seconds
                count, before = self._templates[page.template]
                self._templates[page.template] = count + 1, before + seconds


def _slowest(times: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(times.items(), key=lambda each: (-each[1], each[0]))[:_MOST_NAMED]
