"""Faults as commands of GitHub Actions, which shows them beside the lines of a pull request.

Source: “Workflow commands for GitHub Actions”, and the escaping of actions/toolkit (packages/core/src/command.ts).
"""

from __future__ import annotations

from collections.abc import Sequence

from newsgen.base.fault_text import severity_of
from newsgen.base.faults import Located
from newsgen.cli.fault_formats import encodable, path_in


def write(faults: Sequence[Located], folder: str, strict: bool) -> str:
    """Write a command a line."""
    return "\n".join(_command(each, folder, strict=strict) for each in faults)


def _command(located: Located, folder: str, *, strict: bool) -> str:
    fault, place = located.fault, located.place
    message = f"{fault.message}. {fault.help}" if fault.help else fault.message
    properties = {
        "file": path_in(folder, fault.path),
        "line": place.line,
        "endLine": place.line,
        "col": place.column,
        "endColumn": place.column + place.length,
        "title": fault.code,
    }
    given = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{severity_of(located, strict=strict)} {given}::{_data(message)}"


def _data(text: str) -> str:
    return encodable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
