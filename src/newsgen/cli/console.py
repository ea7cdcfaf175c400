"""How faults are printed: as text for people, or in a format for programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from newsgen.base.fault_list import MOST_SHOWN, shorten, summary_of
from newsgen.base.fault_text import as_text
from newsgen.base.faults import Located
from newsgen.cli.fault_formats import DOCUMENTS, writer_of


def print_faults(
    faults: Sequence[Located],
    form: str,
    *,
    strict: bool = False,
    most: int | None = MOST_SHOWN,
    command: str = "build",
    folder: str = "",
) -> None:
    """Print faults in one of :data:`FORMATS`, as a ``command`` found them; under ``strict`` warnings are called errors.

    People are shown at most so many, and a summary of the rest; so is GitHub, which shows even fewer. Documents have
    all. ``folder`` is that of the site in its repository, for whoever shows faults there.
    """
    if form in DOCUMENTS:
        click.echo(writer_of(form)(faults, folder, strict))
        return
    listed = shorten(faults, len(faults) if most is None else most)
    for each in listed.shown:
        click.echo(as_text(each, strict=strict) if form == "text" else writer_of(form)([each], folder, strict))
    for line in summary_of(listed, strict=strict, command=command):
        click.echo(line)


def folder_of(site: Path) -> str:
    """Give the folder of a site as it is called where newsgen runs, with a slash; empty where it runs in it.

    CI runs at the top of a repository, and shows faults by the paths of the repository.
    """
    here, there = Path.cwd().resolve(), site.resolve()
    inside = there.relative_to(here).as_posix() if there.is_relative_to(here) else "."
    return "" if inside == "." else f"{inside}/"
