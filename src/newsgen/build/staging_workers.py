"""Galleys: pages that are staged by whoever prints them, where the workers see the disk of the output."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from newsgen.output.store import Entry
from newsgen.output.writer import Staged, Staging
from newsgen.pages.questions import Readings
from newsgen.render.batch import Sheet, print_sheets
from newsgen.render.renderer import Failure, Rendered


class Galley(Struct, frozen=True):
    """A sheet, the path of its page in the output, and what the manifest says of the file there."""

    sheet: Sheet
    path: str
    known: Entry | None


class Printed(Struct, frozen=True):
    """A page that is staged, and the recorded questions of its templates."""

    staged: Staged
    readings: Readings


Outcome = Printed | Failure | None
"""What becomes of a page; nothing, where it cannot be rendered for want of an answer or of a sound template."""


def stage_page(staging: Staging, path: str, known: Entry | None, rendered: Rendered | Failure | None) -> Outcome:
    """Stage a page, if it is rendered."""
    if not isinstance(rendered, Rendered):
        return rendered
    return Printed(staging.stage(path, rendered.data, known), rendered.readings)


def galleys_shared(staging: Staging, shared: bytes) -> bytes:
    """Pack where all galleys are staged, and what their sheets are printed with."""
    return pickle.dumps((staging.output, staging.folder, shared))


def print_galleys(shared: bytes, galleys: Sequence[Galley]) -> list[Outcome]:
    """Print and stage galleys, in order; nothing is given for one whose templates ask what nobody has answered yet.

    Raises:
        OSError: one of them cannot be staged.
    """
    output, folder, shared = pickle.loads(shared)  # noqa: S301 - packed by galleys_shared, in a process of ours
    staging = Staging(Path(output), Path(folder))
    printed = print_sheets(shared, [galley.sheet for galley in galleys])
    return [stage_page(staging, each.path, each.known, page) for each, page in zip(galleys, printed, strict=True)]
