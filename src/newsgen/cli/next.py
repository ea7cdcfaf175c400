"""``newsgen next``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import click

from newsgen.build.announced import turns_of
from newsgen.build.consult import consult
from newsgen.build.inputs import Opened
from newsgen.cli.clock import INSTANT
from newsgen.cli.consulting import answered, question_about
from newsgen.cli.local_code import ALLOW_LOCAL_CODE
from newsgen.cli.site_options import CACHE, OUTPUT, SITE
from newsgen.cli.turn_formats import FORMATS, Agenda
from newsgen.content.sources import Decoded
from newsgen.model.turn import is_seen


@click.command(name="next")
@SITE
@OUTPUT
@CACHE
@click.option("--now", "--at", "instant", type=INSTANT, help="Look ahead from this instant instead of from now.")
@click.option("--count", type=click.IntRange(min=1), default=10, show_default=True, help="How many instants at most.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How to print them.")
@click.option("--readers", is_flag=True, help="Leave out what only search engines see: articles that are news no more.")
@ALLOW_LOCAL_CODE
def command(
    site: Path,
    output: Path | None,
    cache: Path | None,
    instant: str | None,
    count: int,
    form: str,
    readers: bool,
    allow_local_code: bool,
) -> None:
    """Say when the site changes next by itself, and what changes then.

    Articles that appear or expire, pins and banners that end, dates that templates print, and articles that leave the
    news sitemap. Nothing is built.
    """
    request = question_about(site, instant, cache, output, allow_local_code=allow_local_code)

    folders = {"--site": site, "--output": output, "--cache": cache}
    build = list(_build(folders, allow_local_code=allow_local_code))
    if form == "cron" and not "".join(build).isprintable():
        raise click.BadParameter("the name of this folder cannot stand in a crontab", param_hint="'--site'")

    def agenda(opened: Opened, decoded: Decoded) -> Agenda:
        turns = (turn for turn in turns_of(opened, decoded) if not readers or is_seen(turn))
        return Agenda(tuple(islice(turns, count)), request.now, opened.settings, build)

    click.echo(FORMATS[form](answered(lambda: consult(request, agenda))), nl=False)


def _build(folders: Mapping[str, Path | None], *, allow_local_code: bool) -> Iterator[str]:
    """Give the words of the command that builds this very site, wherever it is called."""
    yield from ("newsgen", "build", "--quiet")
    for option, folder in folders.items():
        if folder is not None:
            yield from (option, str(folder.resolve()))
    if allow_local_code:
        yield "--allow-local-code"
