"""What is sound of a YAML value with faults: kept to be checked too, so that all faults of a file are found at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
        sound = _without(sound, _paths_of_errors(faults))
        sound = {**needed, **sound}
        found, faults = read_struct(cls, sound, document, zone)
        if found is not None:
            return found
    return None


def _paths_of_errors(faults: Sequence[Fault]) -> Iterator[tuple[str | int, ...]]:
    return (each.spot.path for each in faults if each.severity is Severity.ERROR and isinstance(each.spot, Field))


def _without(value: dict[Any, Any], paths: Iterable[tuple[str | int, ...]]) -> dict[Any, Any]:
    """Leave the values at some paths out of a mapping."""
    within: dict[str | int, list[tuple[str | int, ...]]] = {}
    for path in paths:
        if path:
            within.setdefault(path[0], []).append(path[1:])
    kept = {}
    for key, each in value.items():
        if key not in within:
            kept[key] = each
        elif isinstance(each, dict) and all(within[key]):
            kept[key] = _without(each, within[key])
    return kept
