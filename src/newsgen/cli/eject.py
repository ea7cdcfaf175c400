"""``newsgen eject``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from newsgen.cli.ejection import EjectionError, eject, theme_files
from newsgen.cli.site_options import SITE


@click.command(name="eject")
@click.argument("names", nargs=-1, metavar="[FILE]...")
@SITE
@click.option("--list", "listing", is_flag=True, help="List the files of the theme instead.")
def command(names: tuple[str, ...], site: Path, listing: bool) -> None:
    """Copy templates or style sheets of the theme into the site, to be changed there.

    FILE is such as article.html, partials/teaser.html or css/newsgen.css. One that is there already stays as it is.
    """
    if listing:
        files = list(theme_files(site))
        width = max(len(each.path) for each in files)
        for each in files:
            click.echo(f"{'*' if each.replaced else ' '} {each.path:<{width}}  {each.about}".rstrip())
        click.echo("A * marks those that this site has its own of.")
        return
    if not names:
        raise click.UsageError("name a file of the theme, or ask for them all with --list")
    try:
        for path in eject(site, names):
            click.echo(f"{path} is yours now")
    except EjectionError as error:
        for problem in error.problems:
            click.echo(f"newsgen: {problem}", err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"newsgen: the site cannot be written: {error.strerror} ({error.filename})", err=True)
        sys.exit(1)
