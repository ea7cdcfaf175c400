"""The reading of one document: where it comes from, and the faults that are found on the way."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from newsgen.base.faults import Fault, Field, Place, warning
from newsgen.schema.yaml_text import Document

Path = tuple[str | int, ...]
"""Where a value stands in its document: names of fields and indices of entries."""
ABSENT: Final = object()
"""What is read of a value that cannot be used: its fault is told."""
GROUP: Final = "a group of “key: value” lines"


class Reading:
    """One pass over one document, gathering faults as it goes.

    ``zone`` is where bare dates are midnight, ``language`` that in which dates are likely to have been written.
    """

    def __init__(self, document: Document, zone: ZoneInfo, language: str) -> None:
        self.document = document
        self.zone = zone
        self.language = language
        self.faults: list[Fault] = []
        self.failed = False
        self.may_hold_comments = document.may_hold_comments

    def fault(self, code: str, message: str, path: Path, way_out: str = "", *, key: bool = False) -> object:
        """Tell an error at a value, or at the ``key`` of it, and give what is read of it."""
        self.failed = True
        self.faults.append(Fault(code, message, self.document.path, Field(path, key), way_out))
        return ABSENT

    def warn(self, code: str, message: str, spot: Field | Place, way_out: str) -> None:
        """Tell a warning; the value is read all the same."""
        self.faults.append(warning(code, message, self.document.path, spot, way_out))

    def wrong(self, path: Path, value: object, wanted: str, way_out: str = "") -> object:
        """Tell that a value is of another type than the one that is wanted."""
        shown = {list: "a list", dict: "a group of lines", bool: "true/false"}.get(type(value), f"“{value}”")
        if wanted == GROUP and not way_out:
            way_out = (
                "below its name, write one “key: value” a line, indented" if path else "write one “key: value” a line"
            )
        return self.fault("wrong-type", f"“{name_of(path)}” should be {wanted}, not {shown}", path, way_out)

    def missing(self, name: str, path: Path, *, empty: bool, way_out: str = "") -> None:
        """Tell that the field ``name`` of the group at ``path`` is not there, or ``empty``."""
        if not empty:
            self.fault("missing-field", f"“{name}” is missing", path, way_out or f"add a line “{name}: …”", key=True)
            return
        path = (*path, name)
        if (comment := self.document.comment(path)) is not None:
            message, way_out = f"“{name}” is empty: what stands behind a bare # is a comment", f"write {comment.mended}"
        else:
            message, way_out = f"“{name}” is empty", "write its value behind the colon"
        self.fault("missing-field", message, path, way_out, key=True)


def name_of(path: Path) -> str:
    """Give a path as editors read it: entries are counted from one."""
    return ".".join(str(step + 1) if isinstance(step, int) else step for step in path) or "the file"
