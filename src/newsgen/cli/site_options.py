"""Where a site lies: options of the commands that work on one."""

from __future__ import annotations

from pathlib import Path

import click

SITE = click.option(
    "--site", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".", help="The site's folder."
)
CACHE = click.option(
    "--cache", type=click.Path(path_type=Path), help="Where to keep the cache, instead of .newsgen in the site."
)
OUTPUT = click.option(
    "--output", type=click.Path(path_type=Path), help="The built site, instead of the setting “output”."
)
