"""How far a build is: a bar on a terminal, for what takes longer than a second; elsewhere, if asked, plain lines."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from operator import length_hint
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

from newsgen.base.observer import Observer, unobserved

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

T = TypeVar("T")
_PATIENCE = 1.0  # seconds before a bar appears
_PAUSE = 5.0  # seconds before each plain line


def observer_of(progress: bool | None, *, quiet: bool) -> Observer:
    """Choose who watches: elsewhere than on a terminal what is printed must not depend on how long it takes."""
    wanted = sys.stderr.isatty() if progress is None else progress
    return Progress(sys.stderr) if wanted and not quiet else unobserved


class Progress:
    """An observer of a build that shows on ``stream`` how far it is; ``clock`` gives seconds."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.perf_counter) -> None:
        self._stream = stream
        self._clock = clock
        self._on_terminal = stream.isatty()

    def __call__(self, stage: str, things: Iterable[T] = (), /) -> Iterable[T]:
        """Go through the things of a stage, showing how far it is once it takes long."""
        count = length_hint(things)
        if not count:
            return things
        return (self._bar if self._on_terminal else self._lines)(stage, things, count)

    def _bar(self, stage: str, things: Iterable[T], count: int) -> Iterator[T]:
        begun = self._clock()
        bar: ProgressBar[int] | None = None
        shown = 0
        try:
            for done, thing in enumerate(things):
                seconds = self._clock() - begun
                if seconds >= _PATIENCE:
                    if bar is None:
                        bar = _make_bar(stage, count, self._stream)
                    bar.label = _label(stage, done, seconds, count)
                    bar.update(done - shown)
                    shown = done
                yield thing
            if bar is not None:
                bar.label = f"{stage}, {count / (self._clock() - begun):.0f}/s"
                bar.update(count - shown)
        finally:
            if bar is not None:
                bar.render_finish()

    def _lines(self, stage: str, things: Iterable[T], count: int) -> Iterator[T]:
        begun = self._clock()
        due = begun + _PAUSE
        for done, thing in enumerate(things):
            now = self._clock()
            if now >= due:
                click.echo(f"{_label(stage, done, now - begun, count)} ({done} of {count})", file=self._stream)
                due = now + _PAUSE
            yield thing


def _make_bar(stage: str, count: int, stream: TextIO) -> ProgressBar[int]:
    # The time left stands in the label: click's own knows nothing of what was done before the bar appeared.
    return click.progressbar(
        length=count, label=stage, show_eta=False, show_pos=True, file=stream, update_min_steps=max(1, count // 500)
    )


def _label(stage: str, done: int, seconds: float, count: int) -> str:
    rate = done / seconds
    left = f", {(count - done) / rate:.0f} s left" if rate else ""
    return f"{stage}, {rate:.0f}/s{left}"
