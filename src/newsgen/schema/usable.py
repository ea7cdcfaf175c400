"""What is sound of a YAML value with faults: kept to be checked too, so that all faults of a file are found at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct

from newsgen.base.faults import Fault, Field, Severity
from newsgen.schema.validation import read_struct
from newsgen.schema.yaml_text import Document

_DEEPEST: Final = 4  # how deep groups are nested
T = TypeVar("T", bound=Struct)


def read_usable(
    cls: type[T],
    value: object,
    faults: Sequence[Fault],
    document: Document,
    zone: ZoneInfo,
    needed: Mapping[str, Any],
) -> T | None:
    """Read what is sound of a mapping in which these ``faults`` were found, to check that all the same.

    A group that lacks what it needs is left out; for what the whole needs, ``needed`` stands in.
    """
    sound: Any = value
    for _ in range(_DEEPEST if isinstance(value, dict) else 0):
        for path in _paths_of_errors(faults):
            sound = _without(sound, path)
        sound = {**needed, **sound}
        found, faults = read_struct(cls, sound, document, zone)
        if found is not None:
            return found
    return None


def _paths_of_errors(faults: Sequence[Fault]) -> Iterator[tuple[str | int, ...]]:
    return (each.spot.path for each in faults if each.severity is Severity.ERROR and isinstance(each.spot, Field))


def _without(value: Any, path: tuple[str | int, ...]) -> Any:
    """Leave the value at ``path`` out of a mapping."""
    if not path or not isinstance(value, dict) or path[0] not in value:
        return value
    step, *rest = path
    kept = {key: each for key, each in value.items() if key != step}
    return {**kept, step: _without(value[step], tuple(rest))} if rest and isinstance(value[step], dict) else kept
