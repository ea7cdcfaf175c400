"""Faults as JUnit's XML, which nearly every CI service shows as a list of tests: errors fail, warnings are skipped.

There is no standard of it; this is what Jenkins and GitLab read (the schema of Jenkins' xunit plugin).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from newsgen.base.fault_text import as_text, severity_of
from newsgen.base.faults import Located, Severity
from newsgen.cli.fault_formats import encodable, path_in

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no character for."""


def write(faults: Sequence[Located], folder: str, strict: bool) -> str:
    """Write a suite with a case for each fault, and one that succeeds where there is no error."""
    errors = sum(1 for each in faults if severity_of(each, strict=strict) == Severity.ERROR)
    cases = [_case(each, folder, strict=strict) for each in faults]
    if not errors:
        cases.insert(0, '    <testcase classname="newsgen" name="the site can be built" time="0"/>')
    counts = f'tests="{len(cases)}" failures="{errors}" errors="0" skipped="{len(faults) - errors}" time="0"'
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="newsgen" {counts}>',
        f'  <testsuite name="newsgen" {counts}>',
        *cases,
        "  </testsuite>",
        "</testsuites>",
    )
    return "\n".join(lines)


def _case(located: Located, folder: str, *, strict: bool) -> str:
    fault, place = located.fault, located.place
    path = path_in(folder, fault.path)
    attributes = {
        "classname": path,
        "name": f"{place.line}:{place.column} {fault.code}: {fault.message}",
        "file": path,
        "line": str(place.line),
        "time": "0",
    }
    message, text = _quoted(fault.message), escape(_printable(as_text(located, strict=strict)))
    if severity_of(located, strict=strict) == Severity.ERROR:
        outcome = f'<failure type="{fault.code}" message={message}>{text}</failure>'
    else:
        outcome = f'<skipped type="{fault.code}" message={message}>{text}</skipped>'
    given = " ".join(f"{name}={_quoted(value)}" for name, value in attributes.items())
    return f"    <testcase {given}>{outcome}</testcase>"


def _quoted(text: str) -> str:
    return quoteattr(_printable(text))


def _printable(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", encodable(text))
