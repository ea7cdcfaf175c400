"""How faults are printed: as text for people, JSON for tools, annotations for GitHub."""

from __future__ import annotations

from collections.abc import Iterable

import click
import msgspec

from newsgen.diagnostics import Located, Severity

FORMATS = ("text", "json", "github")
_TAB = "    "


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
    head = (
        f"{fault.path}:{place.line}:{place.column}: {_severity(located, strict=strict)}[{fault.code}] {fault.message}"
    )
    lines = [head]
    if located.excerpt:
        width = len(str(located.excerpt[-1][0])) + 2
        lines += [f"{number:>{width}} | {text.replace(chr(9), _TAB)}" for number, text in located.excerpt]
        before = located.excerpt[-1][1][: place.column - 1].replace("\t", _TAB)
        room = max(len(located.excerpt[-1][1]) - place.column + 1, 1)
        lines.append(f"{'':>{width}} | {' ' * len(before)}{'^' * min(place.length, room)}")
    if fault.help:
        lines.append(f"  help: {fault.help}")
    return "\n".join(lines)


def _github(located: Located, *, strict: bool) -> str:
    fault, place = located.diagnostic, located.place
    message = f"{fault.message}. {fault.help}" if fault.help else fault.message
    where = f"file={_property(fault.path)},line={place.line},col={place.column},title={_property(fault.code)}"
    return f"::{_severity(located, strict=strict)} {where}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _as_object(located: Located, *, strict: bool) -> dict[str, str | int]:
    fault, place = located.diagnostic, located.place
    return {
        "severity": _severity(located, strict=strict),
        "code": fault.code,
        "message": fault.message,
        "help": fault.help,
        "path": fault.path,
        "line": place.line,
        "column": place.column,
        "length": place.length,
    }
