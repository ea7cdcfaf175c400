"""``newsgen theme``: what a site has changed in the theme, and the theme since."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from newsgen.base.places import theme_folder
from newsgen.cli.ejection import ORIGINALS, Comparison, EjectionError, accept, compare
from newsgen.cli.site_options import SITE


@click.group(name="theme")
def command() -> None:
    """Compare the files that a site has in place of the theme's with the theme."""


@command.command(name="diff")
@click.argument("names", nargs=-1, metavar="[FILE]...")
@SITE
def diff(names: tuple[str, ...], site: Path) -> None:
    """Show what the theme has changed in files since the site took them over, and what the site has."""
    try:
        found = list(compare(site, names))
    except EjectionError as error:
        _refuse(error.problems)
    for each in found:
        _print(each)
    if not found:
        click.echo("this site has no file in place of the theme's")


@command.command(name="accept")
@click.argument("names", nargs=-1, required=True, metavar="FILE...")
@SITE
def accept_(names: tuple[str, ...], site: Path) -> None:
    """Note that files of the site are up to date with the theme of today.

    Do so once you have taken over what you want of it.
    """
    try:
        for path in accept(site, names):
            click.echo(f"{path} is up to date with the theme")
    except EjectionError as error:
        _refuse(error.problems)
    except OSError as error:
        _refuse([f"the site cannot be written: {error.strerror} ({error.filename})"])


def _print(each: Comparison) -> None:
    since = f"taken over from newsgen {each.since}" if each.since else "from a theme that is not known"
    click.echo(f"{each.path}, {since}")
    if each.gone:
        click.echo("  the theme has no such file any more")
    elif each.theirs:
        click.echo("  the theme has changed since:")
        click.echo(each.theirs, nl=False)
        theme = theme_folder() / each.path
        click.echo(f"  to take that over: git merge-file {each.path} {ORIGINALS}/{each.path} {theme}")
        click.echo(f"  when all is well: newsgen theme accept {each.path}")
    elif each.since:
        click.echo("  the theme has not changed since")
    if each.ours:
        click.echo("  this site has changed:" if each.since else "  it differs from the theme of today:")
        click.echo(each.ours, nl=False)
    else:
        click.echo("  this site has changed nothing" if each.since else "  it is the theme of today")


def _refuse(problems: Sequence[str]) -> NoReturn:
    for problem in problems:
        click.echo(f"newsgen: {problem}", err=True)
    sys.exit(1)
