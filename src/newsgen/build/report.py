"""What a build did, or why it did nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from msgspec import Struct

from newsgen.base.faults import Fault, Located
from newsgen.model.turn import Turn

if TYPE_CHECKING:
    from newsgen.build.folders import Folders
    from newsgen.model.parse_settings import ParseSettings


class Report(Struct, frozen=True):
    """What a build did. ``reasons`` pairs each output that was made again with the reason.

    ``turn`` is what changes by itself next, ``overdue`` what should have long before this build.
    ``advice`` is how many rules of the policy are broken that only a check tells of.
    ``left_out`` are files of the site's folders that are no part of it: left there by editors and systems.
    """

    planned: int = 0
    rendered: int = 0
    written: int = 0
    deleted: int = 0
    failed: bool = False
    faults: tuple[Located, ...] = ()
    reasons: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    turn: Turn | None = None
    overdue: Turn | None = None
    left_out: tuple[str, ...] = ()
    advice: int = 0


def stopped(folders: Folders, faults: Iterable[Fault], settings: ParseSettings | None = None) -> Report:
    """Report a build that touched nothing because of ``faults``; ``settings``: bodies are read with them."""
    from newsgen.content.locate import locate  # brings YAML along, which a build without faults spares

    return Report(failed=True, faults=locate(faults, folders.read, settings))
