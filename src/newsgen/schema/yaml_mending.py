"""A YAML text without what breaks it, so that all faults of a file are found at once, and not one at a time."""

from __future__ import annotations

from typing import Final

from newsgen.base.patterns import regex

_KEY: Final = regex(r"""(?:([\w-]+)|"([^"\n]*)"|'([^'\n]*)')[ \t]*:(?=[ \t]|$)""")
_NEXT: Final = regex(rf"{_KEY.pattern}|[A-Za-z_][\w-]*:(?=[^\s/])")
_GLUED: Final = regex(r"([\w-]+)[ \t]*:")


def without_entry(text: str, line: int) -> tuple[str, str] | None:
    """Blank the entry of the outermost group in which a line (from 0) lies; give the rest and the name of the entry.

    Nothing is given where there is no entry: in a list, or within brackets.
    """
    lines = text.split("\n")
    first = min(line, len(lines) - 1)
    while first > 0 and (not lines[first].strip() or lines[first][0] in " \t#-"):
        first -= 1
    if not lines[first].strip() or lines[first][0] in " \t#-[]{}":
        return None
    last = first + 1
    while last < len(lines) and not _NEXT.match(lines[last]):
        last += 1
    named = _KEY.match(lines[first]) or _GLUED.match(lines[first])
    name = next((each for each in named.groups() if each), "") if named else ""
    return "\n".join([*lines[:first], *[""] * (last - first), *lines[last:]]), name
