"""How a fault reads: as text for people, in a terminal as in a page of the preview."""

from __future__ import annotations

from newsgen.base.faults import Located, Severity
from newsgen.base.terminal import columns, printable

_WIDEST = 160
_LONGEST = 1000


def severity_of(located: Located, *, strict: bool) -> str:
    """Name the severity of a fault; under ``strict`` warnings are called errors."""
    return Severity.ERROR.value if strict else located.fault.severity.value


def where_of(located: Located) -> str:
    """Write the place of a fault as ``path:line:column``, which is how its text begins."""
    place = located.place
    return printable(f"{located.fault.path}:{place.line}:{place.column}".replace("\n", " "))


def as_text(located: Located, *, strict: bool = False) -> str:
    """Write a fault as ``path:line:column``, severity, code and message, the lines in question and the way out."""
    fault, place = located.fault, located.place
    lines = [f"{where_of(located)}: {severity_of(located, strict=strict)}[{fault.code}] {_sentence(fault.message)}"]
    if located.excerpt:
        margin = len(str(located.excerpt[-1][0])) + 2
        *context, (marked, text) = located.excerpt
        lines += [f"{number:>{margin}} | {printable(_clipped(above, 0, _WIDEST))}" for number, above in context]
        start = max(min(place.column - 1 - _WIDEST // 2, len(text) - _WIDEST), 0)
        shown = _clipped(text, start, _WIDEST)
        before = place.column - 1 - start
        length = min(place.length, max(len(shown) - before, 1))
        lines.append(f"{marked:>{margin}} | {printable(shown)}")
        lines.append(f"{'':>{margin}} | {' ' * columns(shown[:before])}{'^' * length}")
    if fault.help:
        way_out, *more = fault.help.split("\n")
        lines.append(f"  help: {_sentence(way_out)}")
        lines += [f"        {printable(line)}" for line in more]
    return "\n".join(lines)


def _sentence(text: str) -> str:
    return printable(_clipped(text, 0, _LONGEST).replace("\n", " "))


def _clipped(text: str, start: int, length: int) -> str:
    """Cut a piece out of a text, with an ellipsis where something is missing."""
    piece = text[start : start + length]
    if start:
        piece = "…" + piece[1:]
    return piece[:-1] + "…" if start + length < len(text) else piece
