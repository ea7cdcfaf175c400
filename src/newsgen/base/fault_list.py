"""A wall of faults made short: at most fifty of them, every kind among these, and a count of all by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from newsgen.base.fault_text import severity_of, where_of
from newsgen.base.faults import Located, Severity

MOST_SHOWN = 50
"""How many faults a person is shown at once: more than anybody mends before looking again."""
_EXAMPLES = 3


class FaultKind(Struct, frozen=True):
    """All faults of one code and severity: how many there are, and the first of them."""

    count: int
    examples: tuple[Located, ...]


class FaultList(Struct, frozen=True):
    """The faults to be ``shown``, in reading order; how many ``more`` there are, and then the ``kinds`` of all."""

    shown: tuple[Located, ...]
    more: int = 0
    kinds: tuple[FaultKind, ...] = ()


def shorten(faults: Sequence[Located], most: int = MOST_SHOWN) -> FaultList:
    """Choose at most so many of located faults: the first of each kind, then errors, then warnings."""
    if len(faults) <= most:
        return FaultList(tuple(faults))
    by_kind: dict[tuple[bool, str], list[int]] = {}
    for number, each in enumerate(faults):
        by_kind.setdefault((each.fault.severity is Severity.WARNING, each.fault.code), []).append(number)
    order = sorted(by_kind)  # errors first
    firsts = [by_kind[kind][0] for kind in sorted(order, key=lambda kind: (kind[0], by_kind[kind][0]))]
    rest = (number for is_warning in (False, True) for number in _others(by_kind, is_warning=is_warning))
    chosen = sorted([*firsts, *rest][:most])
    kinds = (
        FaultKind(len(numbers), tuple(faults[number] for number in numbers[:_EXAMPLES]))
        for _, numbers in sorted(by_kind.items(), key=lambda item: (item[0][0], -len(item[1]), item[0][1]))
    )
    return FaultList(tuple(faults[number] for number in chosen), len(faults) - most, tuple(kinds))


def whole_list(command: str = "build") -> str:
    """Say where the whole list is: what ``newsgen`` and this command print."""
    return f"newsgen {command} --all prints them all, newsgen {command} --format json gives them to programs"


def summary_of(listed: FaultList, *, strict: bool = False, command: str = "build") -> Iterator[str]:
    """Give lines that say what else there is, and where the whole list is; none where all faults are shown."""
    if not listed.more:
        return
    yield f"and {listed.more} more. All {len(listed.shown) + listed.more} faults by kind:"
    width = max(len(str(each.count)) for each in listed.kinds)
    for each in listed.kinds:
        first = each.examples[0]
        places = ", ".join(map(where_of, each.examples)) + (", …" if each.count > len(each.examples) else "")
        yield f"  {each.count:>{width}} × {severity_of(first, strict=strict)}[{first.fault.code}] {places}"
    yield whole_list(command)


def _others(by_kind: dict[tuple[bool, str], list[int]], *, is_warning: bool) -> list[int]:
    """Give the faults of a severity, by their numbers in order, but for the first of each kind."""
    return sorted(number for kind, numbers in by_kind.items() if kind[0] is is_warning for number in numbers[1:])
