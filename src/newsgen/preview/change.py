"""A change of the sources, and what came of it: one line in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

_MOST_NAMED = 3


class Told(Struct, frozen=True):
    """What open pages were told of a change.

    Of ``open_pages`` the addresses of the ``reloaded`` ones, how many were ``restyled`` without that, and where the tab
    last used was sent to (``gone_to``).
    """

    open_pages: int
    reloaded: Sequence[str]
    restyled: int
    gone_to: str | None


class Change(Struct, frozen=True):
    """What changed (``paths``), how many files were planned again, how many faults there are now, what was ``told``.

    ``milliseconds`` since the change was noticed.
    """

    paths: Sequence[str]
    planned: int
    faults: int
    told: Told
    milliseconds: float

    @property
    def line(self) -> str:
        """The change in words."""
        told = self.told
        faults = _count(self.faults, "fault") if self.faults else "no faults"
        parts = [f"{_named(self.paths)}: {_count(self.planned, 'file')} planned, {faults}"]
        if told.restyled:
            parts.append(f"{_count(told.restyled, 'open page')} restyled")
        if told.gone_to is not None:
            parts.append(f"opened {told.gone_to}")
        many = f"{len(told.reloaded)} of {_count(told.open_pages, 'open page')} reloaded"
        parts.append(f"{many} ({_named(told.reloaded)})" if told.reloaded else many)
        return f"{', '.join(parts)} in {self.milliseconds:.0f} ms"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _named(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
