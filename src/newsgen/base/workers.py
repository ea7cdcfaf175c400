"""Workers: pure functions of values, run on batches of things on every core; what comes back is in order.

A function is given as it can be imported, with what it shares between all batches as pickled bytes, so that any
`concurrent.futures.Executor` will do: processes of this machine, or an executor of Dask whose workers are elsewhere.
The executor pickles the batches and what becomes of them. So pickles pass between processes of ours, and nowhere else:
nothing that comes back from the disk is ever unpickled, and no digest rests on a pickle.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

A = TypeVar("A")
B = TypeVar("B")
Work = Callable[[bytes, Sequence[A]], list[B]]
"""What is shared, and a batch of things, to what becomes of each."""
_LOOKAHEAD = 2  # batches that wait for each worker, so that none waits for us
_CGROUP = Path("/sys/fs/cgroup/cpu.max")


def cores() -> int:
    """Count the cores that this process may use: by affinity and by the quota of its control group (cgroup v2)."""
    count = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    try:
        quota, period = _CGROUP.read_text(encoding="ascii").split()
        return max(min(count, -(-int(quota) // int(period))), 1)
    except (OSError, ValueError):  # no such file, or no quota
        return count


class Workers:
    """``jobs`` processes of this machine, or an ``executor`` that runs so many at once.

    They are started when they pay.
    """

    def __init__(self, jobs: int = 1, executor: Executor | None = None) -> None:
        self._jobs = jobs
        self._executor = executor
        self._own: Executor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Send the workers home; others start when there is work again.

        An executor that was given is left to its owner.
        """
        own, self._own = self._own, None
        if own is not None:
            own.shutdown(cancel_futures=True)

    @property
    def at_hand(self) -> bool:
        """Whether they are processes of this machine, and see its disk; an executor that was given may be anywhere."""
        return self._executor is None

    def pay(self, count: int, batch: int) -> bool:
        """Tell whether so many things are worth being shared out, ``batch`` at a time."""
        return count >= 2 * batch and (self._jobs > 1 or self._executor is not None)

    def map(self, work: Work[A, B], shared: bytes, things: Iterable[A], count: int, batch: int) -> Iterator[B]:
        """Do some work on about ``count`` things, at least ``batch`` at a time; few are done in this process."""
        rest, executor = iter(things), None
        if self.pay(count, batch):
            executor = self._executor or self._start()
        waiting: deque[tuple[list[A], Future[list[B]] | None]] = deque()
        try:
            while taken := list(islice(rest, batch)):
                future = None
                if executor is not None:
                    future = _submit(executor, work, shared, taken)
                    executor = executor if future else None
                waiting.append((taken, future))
                if executor is None or len(waiting) > self._jobs * _LOOKAHEAD:
                    yield from _result(work, shared, *waiting.popleft())
            while waiting:
                yield from _result(work, shared, *waiting.popleft())
        finally:  # nobody works on after what has gone wrong
            _end([future for _, future in waiting if future is not None])

    def _start(self) -> Executor:
        if self._own is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            # A fork of one thread starts at once and knows all modules; of several, it may find their locks taken.
            can_fork = sys.platform == "linux" and threading.active_count() == 1
            context = get_context("fork" if can_fork else "spawn")
            self._own = ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_end_with_parent)
        return self._own


def _submit(executor: Executor, work: Work[A, B], shared: bytes, batch: list[A]) -> Future[list[B]] | None:
    """Give a batch away; nothing comes back where all workers were killed."""
    from concurrent.futures import BrokenExecutor  # brings logging along, which a build that shares nothing spares

    try:
        return executor.submit(work, shared, batch)
    except BrokenExecutor:
        return None


def _end(futures: Sequence[Future[list[B]]]) -> None:
    """Take back what nobody has begun with, and wait for the rest."""
    running = [future for future in futures if not future.cancel()]
    if running:
        from concurrent.futures import wait  # as above

        wait(running)


def _result(work: Work[A, B], shared: bytes, batch: list[A], future: Future[list[B]] | None) -> list[B]:
    """Give the result of a batch. A worker that was killed takes nothing with it: its work is done again here."""
    if future is not None:
        from concurrent.futures import BrokenExecutor  # as above

        try:
            return future.result()
        except BrokenExecutor:
            pass
    return work(shared, batch)


def _end_with_parent() -> None:
    """Let a worker end when its parent is killed: nobody would ever give it work again, or its locks back."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
