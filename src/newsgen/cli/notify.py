"""``newsgen notify``."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import click
from msgspec.structs import replace

from newsgen.base.faults import has_errors
from newsgen.base.terminal import one_line
from newsgen.build.external.exchange import MANNERS
from newsgen.build.request import BusyError, Request
from newsgen.build.telling.notify import Extent, NotBuiltError, Notice, Notifier, Telling
from newsgen.build.telling.posting import Persistence
from newsgen.build.telling.record import DamagedRecordError
from newsgen.cli.console import print_faults
from newsgen.cli.site_options import CACHE, OUTPUT, SITE
from newsgen.cli.surroundings import cache_key


@click.command(name="notify")
@SITE
@OUTPUT
@CACHE
@click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to keep what was told, instead of in the cache.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be told.")
@click.option("--all", "everything", is_flag=True, help="Tell of everything that is online, told or not.")
@click.option("--assume-told", is_flag=True, help="Tell nobody anything, and take all that is online as told.")
@click.option("--allow-private", "private", is_flag=True, help="Tell machines of private networks, too.")
def command(
    site: Path,
    output: Path | None,
    cache: Path | None,
    record: Path | None,
    dry_run: bool,
    everything: bool,
    assume_told: bool,
    private: bool,
) -> None:
    """Tell hubs and search engines which addresses the last build has changed since they were told last.

    For after a deploy. Whoever is told for the first time is told nothing: what is online then is taken as known.

    Exit status: 0 if all was told, 1 if something was not, 2 for wrong usage.
    """
    if everything and assume_told:
        raise click.UsageError("--all tells everything, --assume-told nothing: take one of them out")
    extent: Extent = "all" if everything else "nothing" if assume_told else "changes"
    persistence = Persistence(time.sleep, random.random, time.time)
    telling = Telling(persistence, extent, replace(MANNERS, private=private), record)
    now = time.time_ns()
    request = Request(site, now // 1_000_000_000, now, output=output, cache=cache, cache_key=cache_key())
    try:
        notifier = Notifier(request, telling)
        if has_errors(each.fault for each in notifier.faults):
            print_faults(notifier.faults, "text")
            sys.exit(1)
        notices = notifier.foresee() if dry_run else notifier.tell()
    except (NotBuiltError, BusyError, DamagedRecordError) as error:
        click.echo(f"newsgen: {error}", err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(f"newsgen: the record cannot be kept: {error}", err=True)
        sys.exit(1)
    if not notices:
        click.echo("note: newsgen.yaml names nobody to be told", err=True)
    for notice in notices:
        _print(notice, dry_run=dry_run)
    if any(notice.left for notice in notices):
        sys.exit(1)


def _print(notice: Notice, *, dry_run: bool) -> None:
    """Print what somebody was told, or would be."""
    name = one_line(notice.url)
    if notice.known:
        why = "never told anything before: " if notice.first else ""
        click.echo(f"{name}: {why}{_counted(notice.known)} taken as known")
        return
    if notice.changes or not notice.left:
        click.echo(f"{name}: {_counted(len(notice.changes))} {'to tell' if dry_run else 'told'}")
    for each in notice.changes if dry_run else ():
        click.echo(f"  {each.kind:<7}  {each.url}")
    if notice.left:
        click.echo(f"{name}: {_counted(len(notice.left))} not told: {notice.failure}", err=True)


def _counted(count: int) -> str:
    return f"{count or 'no'} address{'' if count == 1 else 'es'}"
