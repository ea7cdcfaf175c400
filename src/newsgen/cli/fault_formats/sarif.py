"""Faults in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS), which code hosts and editors show.

Paths are relative to the repository (``%SRCROOT%``), so the same faults are the same document on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

import msgspec

from newsgen import VERSION
from newsgen.base.digest import digest
from newsgen.base.fault_codes import CODES
from newsgen.base.fault_codes.meaning import FaultCode
from newsgen.base.fault_text import severity_of
from newsgen.base.faults import Located, Severity
from newsgen.base.places import THEME_MARK
from newsgen.cli.fault_formats import encodable, path_in

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(faults: Sequence[Located], folder: str, strict: bool) -> str:
    """Write one run of one tool, with the rules that it found broken."""
    codes = sorted({each.fault.code for each in faults})
    rules = {code: number for number, code in enumerate(codes)}
    alike: Counter[tuple[str, str, str]] = Counter()
    driver = {"name": "newsgen", "semanticVersion": VERSION, "version": VERSION, "rules": [_rule(c) for c in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, folder, rules, alike, strict=strict) for each in faults],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log)).decode()


def _rule(code: str) -> dict[str, Any]:
    said = CODES.get(code)
    if said is None:  # of a plugin
        return {"id": code, "shortDescription": {"text": code}}
    level = "error" if Severity.ERROR in said.severities else "warning"
    help_text, help_markdown = f"{_plain(said.mending)}", said.mending
    return {
        "id": code,
        "shortDescription": {"text": _first_sentence(said)},
        "fullDescription": {"text": _plain(said.meaning)},
        "help": {"text": help_text, "markdown": f"{said.meaning}\n\n{help_markdown}"},
        "defaultConfiguration": {"level": level},
    }


def _first_sentence(said: FaultCode) -> str:
    return _plain(said.meaning.partition(". ")[0].rstrip(".")) + "."


def _plain(markdown: str) -> str:
    return markdown.replace("`", "")


def _result(
    located: Located, folder: str, rules: Mapping[str, int], alike: Counter[tuple[str, str, str]], *, strict: bool
) -> dict[str, Any]:
    fault, place = located.fault, located.place
    path, message = encodable(fault.path), encodable(fault.message)
    what = (fault.code, path, message)
    number, alike[what] = alike[what], alike[what] + 1
    region: dict[str, Any] = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.line,
        "endColumn": place.column + max(place.length, 1),
    }
    if located.excerpt:
        region["snippet"] = {"text": encodable(located.excerpt[-1][1])}
    return {
        "ruleId": fault.code,
        "ruleIndex": rules[fault.code],
        "level": severity_of(located, strict=strict),
        "message": {"text": f"{message}\n{encodable(fault.help)}" if fault.help else message},
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(path, folder), "region": region}}],
        "partialFingerprints": {"fault/v1": digest((*what, number)).hex()},
    }


def _artifact(path: str, folder: str) -> dict[str, str]:
    if path.startswith(THEME_MARK):
        return {"uri": quote(path.removeprefix(THEME_MARK)), "uriBaseId": "THEME"}
    if path.startswith("/"):
        return {"uri": f"file://{quote(path)}"}
    return {"uri": quote(path_in(folder, path)), "uriBaseId": "%SRCROOT%"}
