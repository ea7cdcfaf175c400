"""How faults are printed: as text for people, JSON for tools, annotations for GitHub."""

from __future__ import annotations

from collections.abc import Sequence

import click
import msgspec

from newsgen.base.fault_list import MOST_SHOWN, shorten, summary_of
from newsgen.base.fault_text import as_text, severity_of
from newsgen.base.faults import Located

FORMATS = ("text", "json", "github")


def print_faults(
    faults: Sequence[Located], form: str, *, strict: bool = False, most: int | None = MOST_SHOWN, command: str = "build"
) -> None:
    """Print faults in one of :data:`FORMATS`, as a ``command`` found them; under ``strict`` warnings are called errors.

    People are shown at most so many, and a summary of the rest; programs are given all.
    """
    if form == "json":
        click.echo(msgspec.json.format(msgspec.json.encode([_as_object(each, strict=strict) for each in faults])))
        return
    show = _github if form == "github" else as_text
    listed = shorten(faults, len(faults) if most is None else most)
    for each in listed.shown:
        click.echo(show(each, strict=strict))
    for line in summary_of(listed, strict=strict, command=command):
        click.echo(line)


def _github(located: Located, *, strict: bool) -> str:
    fault, place = located.fault, located.place
    message = f"{fault.message}. {fault.help}" if fault.help else fault.message
    where = f"file={_property(fault.path)},line={place.line},col={place.column},title={_property(fault.code)}"
    return f"::{severity_of(located, strict=strict)} {where}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _encodable(text: str) -> str:
    """Escape what no encoding has, such as the bytes of a file name that is not UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode()


def _as_object(located: Located, *, strict: bool) -> dict[str, str | int]:
    fault, place = located.fault, located.place
    return {
        "severity": severity_of(located, strict=strict),
        "code": fault.code,
        "message": _encodable(fault.message),
        "help": _encodable(fault.help),
        "path": _encodable(fault.path),
        "line": place.line,
        "column": place.column,
        "length": place.length,
    }
