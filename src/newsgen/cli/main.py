"""The command line: ``newsgen COMMAND``. Each command is a module, imported when it is called."""

from __future__ import annotations

import atexit
import gc
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper

import click

_COMMANDS = {
    "build": "Build the site, rendering only what has changed.",
    "serve": "Preview the site in a browser, with live reload.",
    "explain": "Say why a page was or was not rendered, and what it depends on.",
    "eject": "Copy templates of the theme into the site, to be changed there.",
    "theme": "Say what you have changed in the theme, and the theme since.",
    "schema": "Print the JSON Schema of a kind of content, for editors and other tools.",
}


_COLLECT_AFTER = 50_000  # new objects; 700 is Python's own measure


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Let the garbage collector look less often: a build makes many values that stay, and few cycles.

    Without any collection those few would add up, to a third more memory on large sites.
    """
    before = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


class _Lazy(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

    def invoke(self, ctx: click.Context) -> object:
        ctx.with_resource(_rare_collections())  # importing a command makes as many values that stay
        atexit.register(gc.freeze)  # the process ends: what is left needs no looking for cycles, which takes longer
        return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"newsgen.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if value:
        from newsgen import VERSION

        click.echo(f"newsgen {VERSION}")
        ctx.exit()


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="Print the version."
)
def main() -> None:
    """Turn a newsroom's Markdown into a whole static site."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without “ is no reason to stop
