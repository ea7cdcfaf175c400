"""``newsgen status``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import click

from newsgen.build.consult import consult
from newsgen.build.inputs import Opened
from newsgen.cli.clock import INSTANT, now_of
from newsgen.cli.consulting import answered, question_about
from newsgen.cli.local_code import ALLOW_LOCAL_CODE
from newsgen.cli.site_options import CACHE, SITE
from newsgen.cli.status_formats import FORMATS
from newsgen.content.sources import Decoded
from newsgen.site.calendar import State
from newsgen.site.status import Status, UnknownNameError, Wanted, author_named, category_named, select, standing_of


@click.command(name="status")
@SITE
@CACHE
@click.option("--now", "--at", "instant", type=INSTANT, help="Say how articles stand at this instant instead of now.")
@click.option("--state", "states", type=click.Choice(get_args(State)), multiple=True, help="Only these [repeatable].")
@click.option("--author", "authors", multiple=True, help="Only those of this author: an id or a name [repeatable].")
@click.option(
    "--category", "categories", multiple=True, help="Only those in this category, or one below it [repeatable]."
)
@click.option("--since", type=INSTANT, help="Only those dated from this day or instant on.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="table", help="How to print them.")
@ALLOW_LOCAL_CODE
def command(
    site: Path,
    cache: Path | None,
    instant: str | None,
    states: tuple[State, ...],
    authors: tuple[str, ...],
    categories: tuple[str, ...],
    since: str | None,
    form: str,
    allow_local_code: bool,
) -> None:
    """Say how every article stands: its state, when it appears or goes, what it lacks. Nothing is built."""
    request = question_about(site, instant, cache, allow_local_code=allow_local_code)
    start = now_of(since, site) if since is not None else None

    def ask(opened: Opened, decoded: Decoded) -> Sequence[Status]:
        whole = standing_of(decoded, opened.settings, opened.sources.unread, request.now)
        wanted = Wanted(
            states,
            [author_named(whole.authors, name) for name in authors],
            [category_named(whole.categories, name) for name in categories],
            start,
        )
        return tuple(select(whole.rows, wanted, whole.categories))

    try:
        rows = answered(lambda: consult(request, ask))
    except UnknownNameError as error:
        raise click.UsageError(str(error)) from None
    click.echo(FORMATS[form](rows), nl=False)
