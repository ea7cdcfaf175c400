"""Faults as a list of objects in JSON, for programs: docs/commands.md names the members."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from newsgen.base.fault_text import severity_of
from newsgen.base.faults import Located
from newsgen.cli.fault_formats import encodable


def write(faults: Sequence[Located], folder: str, strict: bool) -> str:  # noqa: ARG001 - paths are those of the site
    """Write faults as JSON; their paths are those of the site."""
    return msgspec.json.format(msgspec.json.encode([_object(each, strict=strict) for each in faults])).decode()


def _object(located: Located, *, strict: bool) -> dict[str, str | int]:
    fault, place = located.fault, located.place
    return {
        "severity": severity_of(located, strict=strict),
        "code": fault.code,
        "message": encodable(fault.message),
        "help": encodable(fault.help),
        "path": encodable(fault.path),
        "line": place.line,
        "column": place.column,
        "length": place.length,
    }
