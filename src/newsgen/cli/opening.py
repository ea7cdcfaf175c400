"""Files of a site opened in an editor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from newsgen.base.accents import on_disk


def opener(site: Path, pattern: str | None) -> Callable[[str], None]:
    """Make what opens a file of the site: by a link, as the preview does, or else the program of the environment."""
    from newsgen.preview.editor import Editor

    editor = Editor(pattern, site)
    try:
        editor.link("content")
    except (LookupError, ValueError, AttributeError):
        message = "it may name {path}, {line} and {column}, and nothing else in braces"
        raise click.BadParameter(message, param_hint="'--editor'") from None

    def open_file(path: str) -> None:
        link = editor.link(path)
        if link is None:
            click.edit(filename=str(on_disk(site, path)))
        elif click.launch(link) != 0:
            click.echo(f"newsgen: {link} cannot be opened here", err=True)

    return open_file


def leave_closed(path: str) -> None:
    """Open nothing."""
