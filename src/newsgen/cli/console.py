"""How faults are printed: as text for people, JSON for tools, annotations for GitHub."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import combining, east_asian_width

import click
import msgspec

from newsgen.diagnostics import Located, Severity

FORMATS = ("text", "json", "github")
_TAB = "    "
_TAB_COLUMNS = len(_TAB)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WIDEST = 160
_LONGEST = 1000


def print_faults(faults: Iterable[Located], form: str, *, strict: bool = False) -> None:
    """Print faults in one of :data:`FORMATS`; under ``strict`` warnings are called errors."""
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode([_as_object(each, strict=strict) for each in faults])))
        return
    show = _github if form == "github" else _text
    for each in faults:
        click.echo(show(each, strict=strict))


def _severity(located: Located, *, strict: bool) -> str:
    return Severity.ERROR.value if strict else located.diagnostic.severity.value


def _text(located: Located, *, strict: bool) -> str:
    fault, place = located.diagnostic, located.place
    where = f"{fault.path}:{place.line}:{place.column}".replace("\n", " ")
    lines = [f"{_printable(where)}: {_severity(located, strict=strict)}[{fault.code}] {_sentence(fault.message)}"]
    if located.excerpt:
        margin = len(str(located.excerpt[-1][0])) + 2
        *context, (marked, text) = located.excerpt
        lines += [f"{number:>{margin}} | {_printable(_clipped(above, 0, _WIDEST))}" for number, above in context]
        start = max(min(place.column - 1 - _WIDEST // 2, len(text) - _WIDEST), 0)
        shown = _clipped(text, start, _WIDEST)
        before = place.column - 1 - start
        length = min(place.length, max(len(shown) - before, 1))
        lines.append(f"{marked:>{margin}} | {_printable(shown)}")
        lines.append(f"{'':>{margin}} | {' ' * _columns(shown[:before])}{'^' * length}")
    if fault.help:
        lines.append(f"  help: {_sentence(fault.help)}")
    return "\n".join(lines)


def _sentence(text: str) -> str:
    return _printable(_clipped(text, 0, _LONGEST).replace("\n", " "))


def _clipped(text: str, start: int, length: int) -> str:
    """Cut a piece out of a text, with an ellipsis where something is missing."""
    piece = text[start : start + length]
    if start:
        piece = "…" + piece[1:]
    return piece[:-1] + "…" if start + length < len(text) else piece


def _printable(text: str) -> str:
    """Show a text as it stands in the file, without what a terminal would obey."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\t", _TAB))


def _columns(text: str) -> int:
    """Count the columns of a terminal that a text takes."""
    return sum(
        _TAB_COLUMNS if each == "\t" else 0 if combining(each) else 1 + (east_asian_width(each) in "WF")
        for each in text
    )


def _github(located: Located, *, strict: bool) -> str:
    fault, place = located.diagnostic, located.place
    message = f"{fault.message}. {fault.help}" if fault.help else fault.message
    where = f"file={_property(fault.path)},line={place.line},col={place.column},title={_property(fault.code)}"
    return f"::{_severity(located, strict=strict)} {where}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _encodable(text: str) -> str:
    """Escape what no encoding has, such as the bytes of a file name that is not UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode()


def _as_object(located: Located, *, strict: bool) -> dict[str, str | int]:
    fault, place = located.diagnostic, located.place
    return {
        "severity": _severity(located, strict=strict),
        "code": fault.code,
        "message": _encodable(fault.message),
        "help": _encodable(fault.help),
        "path": _encodable(fault.path),
        "line": place.line,
        "column": place.column,
        "length": place.length,
    }
