"""A text with one more entry in a list of its front matter, and every other byte as it was.

The new text is read again before anybody gets it: what it says must be what the old one says, and the entry. So a way
to write YAML that nobody thought of leads to a refusal, not to a damaged text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from newsgen.base.faults import Fault, Place
from newsgen.content.source_text import read_text, split
from newsgen.schema.yaml_entries import NoPlaceError, Written, with_entry
from newsgen.schema.yaml_text import Document

_BREAK = re.compile("\r\n|\r|\n")
_LINE = re.compile(f"[^\r\n]*(?:{_BREAK.pattern}|$)")


class NotAmendedError(Exception):
    """A text cannot take the entry; ``faults`` say why, at their places."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(faults[0].message)
        self.faults = faults


def amended(data: bytes, path: str, field: str, entry: Written) -> bytes:
    """Add an entry to the list in a field of the front matter of a Markdown text.

    Line ends are those of the text; a byte-order mark, comments, quotation marks and the order of fields stay.

    Raises:
        NotAmendedError: the text is none, has no sound front matter, or the field holds something else than a list.
    """
    said = _front_matter(data, path)
    text = data.decode()
    lines = _LINE.findall(text)
    first = said.first_line - 1
    last = first + said.text.count("\n")
    newline = "\r\n" if lines[first - 1].endswith("\r\n") else lines[first - 1][-1:]
    before, matter, after = ("".join(part) for part in (lines[:first], lines[first:last], lines[last:]))
    try:
        new = with_entry(matter, field, entry, newline)
    except NoPlaceError as error:
        breaks = list(_BREAK.finditer(matter, 0, error.index))
        column = error.index - (breaks[-1].end() if breaks else 0) + 1
        place = Place(said.first_line + len(breaks), column)
        raise NotAmendedError(Fault("no-list", str(error), path, place, error.way_out)) from None
    amended_data = f"{before}{new}{after}".encode()
    if not _says_that_too(said, amended_data, path, field, entry):
        message = f"newsgen does not know how to add an entry to “{field}” in this front matter"
        raise NotAmendedError(Fault("no-list", message, path, Place(said.first_line), "add it in your editor"))
    return amended_data


def _front_matter(data: bytes, path: str) -> Document:
    """Give the front matter of a text that is sound."""
    text, faults = read_text(data, path)
    if faults:
        raise NotAmendedError(*faults)
    parts, fault = split(text, path)
    if fault is not None:
        raise NotAmendedError(fault)
    document = Document(parts.matter, path, parts.matter_line)
    if faults := document.load()[1]:
        raise NotAmendedError(*faults)
    return document


def _says_that_too(said: Document, data: bytes, path: str, field: str, entry: Written) -> bool:
    """Tell whether a text says what the other one does, and the entry."""
    try:
        says = _front_matter(data, path).load()[0]
    except NotAmendedError:
        return False
    before: Mapping[str, Any] = said.load()[0] or {}
    known = before.get(field)
    if not isinstance(known, list):
        known = [] if known is None else [known]
    added = Document(_alone(entry), path).load()[0]["entry"]
    return list({**before, field: None}) == list(says) and says == {**before, field: [*known, added]}


def _alone(entry: Written) -> str:
    fields = [("entry", entry)] if isinstance(entry, str) else [("entry", ""), *((f"  {key}", v) for key, v in entry)]
    return "".join(f"{key}: {value}\n" for key, value in fields)
