"""Merge conflicts that Git left in a text: each is told once, and settled so that the rest of the text is read too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsgen.base.faults import Fault, Place
from newsgen.base.patterns import regex

_MARK: Final = regex(r"(?:([<>|])\1{6,}|={7,})(?= |$)")
_SIZE: Final = 7  # of a mark, where nobody has set another (git's conflict-marker-size)
_SIGNS: Final = ("<<<<<<<", ">>>>>>>", "|||||||", "=======")
_CHOOSE: Final = "keep the lines that are right, and delete those that begin with <<<<<<<, ======= and >>>>>>>"
_DELETE: Final = (
    "delete it, once you have chosen what is right; to show such a line to readers, indent it by four spaces"
)


def settle_conflicts(text: str, path: str) -> tuple[str, list[Fault]]:
    """Take our side of each conflict, with blank lines in the place of the rest; give the faults, one a conflict.

    What git leaves of a conflict that somebody has settled by half is one too. A line ``=======`` alone is none: in
    Markdown it makes a heading.
    """
    if _SIGNS[0] not in text and _SIGNS[1] not in text:
        return text, []
    lines = text.split("\n")
    conflicts, left = _find(lines)
    faults = []
    for opened, separated, closed in conflicts:
        message = "a merge conflict begins here: nobody has chosen between two versions"
        faults.append(Fault("merge-conflict", message, path, Place(opened + 1, 1, len(lines[opened])), _CHOOSE))
        for number in (opened, *range(separated, closed + 1)):
            lines[number] = ""
    for number in left:
        message = "this line is left over from a merge conflict"
        faults.append(Fault("merge-conflict", message, path, Place(number + 1, 1, len(lines[number])), _DELETE))
        lines[number] = ""
    return "\n".join("" if left and line == _SIGNS[3] else line for line in lines), faults


def _find(lines: Sequence[str]) -> tuple[Sequence[tuple[int, int, int]], Sequence[int]]:
    """Find where conflicts begin, where our side ends, and where they end; and the lines that belong to none."""
    conflicts: list[tuple[int, int, int]] = []
    left: list[int] = []
    opened = separated = None
    size = _SIZE
    for number, line in enumerate(lines):
        if line[:_SIZE] not in _SIGNS or (mark := _MARK.match(line)) is None or (line[0] == "=" and line.rstrip("=")):
            continue
        if line[0] == "<" and (opened is None or len(mark[0]) <= size):  # longer ones are those of a merged base
            left += [opened] if opened is not None and size == _SIZE else []
            opened, separated, size = number, None, len(mark[0])
        elif opened is not None and len(mark[0]) == size and line[0] in "=|":
            separated = number if separated is None else separated
        elif opened is not None and len(mark[0]) == size and line[0] == ">":
            conflicts.append((opened, number if separated is None else separated, number))
            opened = None
        elif opened is None and len(mark[0]) == _SIZE and line[0] == ">" and not _is_quoted(lines, number):
            left.append(number)
    return conflicts, [*left, opened] if opened is not None and size == _SIZE else left


def _is_quoted(lines: Sequence[str], number: int) -> bool:
    """Tell whether a line is part of a quotation in Markdown, seven levels deep."""
    beside = (lines[each] for each in (number - 1, number + 1) if 0 <= each < len(lines))
    return any(line.startswith(">") and not line.startswith(_SIGNS[1]) for line in beside)
