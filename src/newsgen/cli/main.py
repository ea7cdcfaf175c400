"""The command line: ``newsgen COMMAND``. Each command is a module, imported when it is called."""

from __future__ import annotations

import importlib
import sys
from io import TextIOWrapper

import click

_COMMANDS = {
    "build": "Build the site, rendering only what has changed.",
    "check": "Say what is wrong with the site, without building it.",
    "serve": "Preview the site in a browser, with live reload.",
    "notify": "Tell hubs and search engines what a deploy has changed.",
    "next": "Say when the site changes next by itself, and what changes then.",
    "new": "Write a new article, author, category or page, or a correction.",
    "status": "Say how every article stands: its state, when it appears or goes, what it lacks.",
    "stats": "Count how often articles were read, from the exports of programs that count readers.",
    "hooks": "Let git check the site before each commit.",
    "explain": "Say why a page was or was not rendered, and what it depends on.",
    "eject": "Copy templates of the theme into the site, to be changed there.",
    "theme": "Say what you have changed in the theme, and the theme since.",
    "schema": "Print the JSON Schema of a kind of content, for editors and other tools.",
}


class _Lazy(click.Group):
    """A group that knows its commands by name and imports one only to run it."""

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
