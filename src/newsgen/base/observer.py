"""Who watches a build: told of each stage and of every thing in it, and never heard by it.

The core neither prints nor looks at a clock. It says what it is about to do and hands over what it will go
through; the faces count and time that.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Observer(Protocol):
    """Watches a build."""

    def __call__(self, stage: str, things: Iterable[T] = (), /) -> Iterable[T]:
        """Note that a stage begins, and with it that the one before has ended; give its things back, one by one."""


def unobserved(_stage: str, things: Iterable[T] = (), /) -> Iterable[T]:
    """Watch nothing."""
    return things
