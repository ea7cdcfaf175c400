"""Pages that are staged by whoever renders them, where the workers see the disk of the output."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from newsgen.output.manifests import Entry
from newsgen.output.writer import Staged, Staging
from newsgen.pages.questions import Readings
from newsgen.render.batch import RenderTask, render_tasks
from newsgen.render.renderer import Failure, RenderedPage


class StagingTask(Struct, frozen=True):
    """A page to be rendered, its path in the output, and what the manifest says of the file there."""

    task: RenderTask
    path: str
    known: Entry | None


class StagedPage(Struct, frozen=True):
    """A page that is staged, and the recorded questions of its templates."""

    staged: Staged
    readings: Readings


PageOutcome = StagedPage | Failure | None
"""What becomes of a page; nothing, where it cannot be rendered for want of an answer or of a sound template."""


def stage_page(
    staging: Staging, path: str, known: Entry | None, rendered: RenderedPage | Failure | None
) -> PageOutcome:
    """Stage a page, if it is rendered."""
    if not isinstance(rendered, RenderedPage):
        return rendered
    return StagedPage(staging.stage(path, rendered.data, known), rendered.readings)


def staging_shared(staging: Staging, shared: bytes) -> bytes:
    """Pack where all tasks are staged, and what they are rendered with."""
    return pickle.dumps((staging.output, staging.folder, shared))


def render_and_stage(shared: bytes, tasks: Sequence[StagingTask]) -> list[PageOutcome]:
    """Render and stage pages, in order; nothing is given for one whose templates ask what nobody has answered yet.

    Raises:
        OSError: one of them cannot be staged.
    """
    output, folder, shared = pickle.loads(shared)  # noqa: S301 - packed by staging_shared, in a process of ours
    staging = Staging(Path(output), Path(folder))
    rendered = render_tasks(shared, [task.task for task in tasks])
    return [stage_page(staging, each.path, each.known, page) for each, page in zip(tasks, rendered, strict=True)]
