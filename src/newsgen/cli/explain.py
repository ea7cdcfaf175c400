"""``newsgen explain``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from newsgen.build.explain import explain
from newsgen.cli.clock import INSTANT
from newsgen.cli.console import print_faults
from newsgen.cli.consulting import asked, question_about
from newsgen.cli.local_code import ALLOW_LOCAL_CODE
from newsgen.cli.site_options import CACHE, OUTPUT, SITE


@click.command(name="explain")
@click.argument("page_or_source")
@SITE
@OUTPUT
@CACHE
@click.option("--now", "--at", "instant", type=INSTANT, help="Explain as of this instant instead of now.")
@ALLOW_LOCAL_CODE
def command(
    page_or_source: str,
    site: Path,
    output: Path | None,
    cache: Path | None,
    instant: str | None,
    allow_local_code: bool,
) -> None:
    """Say why a page was or was not rendered, and what it depends on.

    PAGE_OR_SOURCE is an address (/sport/finale/), a file of the output, or a source file
    (content/articles/finale.md, templates/base.html, static/css/site.css). Nothing is built.
    """
    request = question_about(site, instant, cache, output, allow_local_code=allow_local_code)
    explained = asked(lambda: explain(request, page_or_source))
    for note in explained.notes:
        click.echo(f"note: {note}", err=True)
    print_faults(explained.faults, "text")
    for line in explained.lines:
        click.echo(line)
    if not explained.lines:
        if not explained.faults:
            click.echo(f"newsgen: there is no page and no source “{page_or_source}”", err=True)
        sys.exit(1)
