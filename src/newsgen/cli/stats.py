"""``newsgen stats``: how often articles were read, as programs that count readers export it."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from newsgen.base.opening import Ground
from newsgen.base.terminal import one_line
from newsgen.build.request import BusyError, Request
from newsgen.cli.clock import now_of
from newsgen.cli.console import print_faults
from newsgen.cli.site_options import CACHE, SITE
from newsgen.cli.surroundings import cache_key
from newsgen.editing.counting.addresses import Addresses
from newsgen.editing.counting.counters import BadCountersError, Imported, add
from newsgen.editing.counting.exports import MOST_BYTES, SOURCES, BadExportError, Count, read_export
from newsgen.editing.saving import NotSavedError, create, exchange
from newsgen.editing.site_today import UnusableSiteError, site_today
from newsgen.model.visibility import EVERYTHING
from newsgen.plan.planned import plan_site

_COUNTERS = "content/data/counters.json"
_MOST_NAMED = 10


@click.group(name="stats")
def command() -> None:
    """Count how often articles were read, from the exports of programs that count readers."""


@command.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--from", "source", type=click.Choice(list(SOURCES)), required=True, help="Which program made them.")
@SITE
@CACHE
@click.option("--dry-run", is_flag=True, help="Only say what would be counted.")
def import_(files: tuple[Path, ...], source: str, site: Path, cache: Path | None, dry_run: bool) -> None:
    """Add exports to content/data/counters.json, each day once, and say which addresses lead to nothing.

    The last day of an export is left for the next one: it may not have been over.
    """
    exports = [_read(file, source) for file in files]
    for other in ("counters.yaml", "counters.yml"):
        if (site / "content/data" / other).exists():
            _fail(f"content/data/{other} holds the counters: write them as {_COUNTERS}, which can be added to")
    request = Request(site, now_of(None, site), time.time_ns(), cache=cache, cache_key=cache_key())
    try:
        addresses = _addresses(request)
        old = Ground(site).read(_COUNTERS) if (site / _COUNTERS).is_file() else None
        imported = add(old, exports, source, addresses)
        if imported.days and not dry_run:
            _save(site, old, imported.data)
    except UnusableSiteError as error:
        print_faults(error.faults, "text")
        sys.exit(1)
    except BadCountersError as error:
        _fail(f"{_COUNTERS}: {error}")
    except (BusyError, NotSavedError, OSError) as error:
        _fail(str(error))
    _print(imported)


def _read(file: Path, source: str) -> Sequence[Count]:
    name = one_line(str(file))
    try:
        if file.stat().st_size > MOST_BYTES:
            _fail(f"{name}: it is larger than {MOST_BYTES >> 20} MB: export fewer days")
        return read_export(file.read_bytes(), source)
    except BadExportError as error:
        _fail(f"{name}: {error}")
    except OSError as error:
        _fail(f"{name} cannot be read: {error.strerror or error}")


def _addresses(request: Request) -> Addresses:
    """Find all addresses of a site, of texts that are to come or gone too: they were read once, or will be."""
    today = site_today(request)
    opened = today.opened
    planned = plan_site(today.decoded, opened.settings, request.now, opened.sources.unread, EVERYTHING)
    return Addresses(planned, opened.settings.base)


def _save(site: Path, old: bytes | None, new: bytes) -> None:
    if old is None:
        create(site, _COUNTERS, new)
    else:
        exchange(site, _COUNTERS, old, new)


def _print(imported: Imported) -> None:
    days = f"{imported.days or 'no'} new day{'' if imported.days == 1 else 's'}"
    click.echo(f"{days}, {imported.views or 'no'} view{'' if imported.views == 1 else 's'} of articles")
    if unknown := imported.unknown:
        views = sum(count for _, count in unknown)
        many = "1 address leads" if len(unknown) == 1 else f"{len(unknown)} addresses lead"
        click.echo(
            f"note: {many} to nothing and {'was' if len(unknown) == 1 else 'were'} read {views} times:", err=True
        )
    for address, count in unknown[:_MOST_NAMED]:
        click.echo(f"  {count:>8}  {one_line(address)}", err=True)
    if len(unknown) > _MOST_NAMED:
        click.echo(
            f"  and {len(unknown) - _MOST_NAMED} more; give them to articles as aliases, and import then", err=True
        )


def _fail(message: str) -> NoReturn:
    click.echo(f"newsgen: {message}", err=True)
    sys.exit(1)
