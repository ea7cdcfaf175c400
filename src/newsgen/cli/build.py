"""``newsgen build``."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsgen.base.fault_list import MOST_SHOWN
from newsgen.base.observer import Observer
from newsgen.base.workers import Workers, cores
from newsgen.build import BusyError, Report, Request, build
from newsgen.cli.clock import INSTANT, now_of
from newsgen.cli.console import folder_of, print_faults
from newsgen.cli.fault_formats import DOCUMENTS, FORMATS
from newsgen.cli.local_code import ALLOW_LOCAL_CODE
from newsgen.cli.progress import observer_of
from newsgen.cli.site_options import CACHE, SITE
from newsgen.cli.surroundings import cache_key, in_ci
from newsgen.model.turn import duration, named, spoken

if TYPE_CHECKING:
    from newsgen.cli.profile import Profile

_HELP_NOW = "Build as of this instant instead of now: 2026-03-01T09:00 (the site's time zone), or with an offset."


@click.command(name="build")
@SITE
@click.option("--output", type=click.Path(path_type=Path), help="Where to build, instead of the setting “output”.")
@CACHE
@click.option("--now", "--at", "instant", type=INSTANT, help=_HELP_NOW)
@click.option("--clean", is_flag=True, help="Render every page again, whatever the cache says.")
@click.option("--verify", is_flag=True, help="Afterwards build once more from nothing and compare, byte for byte.")
@click.option("--rehash", is_flag=True, help="Read every source again instead of trusting its time and size.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@ALLOW_LOCAL_CODE
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), help="How many processes share the work [default: one for each core]."
)
@click.option("--profile", "profiled", is_flag=True, help="Afterwards print where the time went.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print faults.")
@click.option("--all", "all_faults", is_flag=True, help=f"Print all faults, however many: not only {MOST_SHOWN}.")
@click.option(
    "--progress/--no-progress", default=None, help="Say how far it is [default: only where that is a terminal]."
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Also print each page that was made again, and why.")
def command(
    site: Path,
    output: Path | None,
    cache: Path | None,
    instant: str | None,
    clean: bool,
    verify: bool,
    rehash: bool,
    strict: bool,
    allow_local_code: bool,
    jobs: int | None,
    profiled: bool,
    form: str,
    all_faults: bool,
    progress: bool | None,
    quiet: bool,
    verbose: bool,
) -> None:
    """Build the site, rendering only what has changed.

    Exit status: 0 if the site is built, 1 if there are faults (then the output is untouched), 2 for wrong usage.
    """
    start = time.perf_counter()
    observer = observer_of(progress, quiet=quiet)
    profile = _profile(observer) if profiled else None
    alone = 1 if profiled else cores()  # what workers do takes no time here that could be told
    workers = Workers(jobs or alone)
    request = Request(
        root=site,
        now=now_of(instant, site),
        started=time.time_ns(),
        output=output,
        cache=cache,
        clean=clean,
        rehash=rehash,
        strict=strict,
        allow_local_code=allow_local_code,
        observe=profile or observer,
        workers=workers,
        cache_key=cache_key(),
        in_ci=in_ci(),
    )
    try:
        report = build(request)
    except BusyError as error:
        click.echo(f"newsgen: {error}", err=True)
        sys.exit(1)
    finally:
        workers.close()
    shown = tuple(each for each in report.faults if not quiet or strict or each.fault.severity == "error")
    most = None if all_faults else MOST_SHOWN
    print_faults(shown, form, strict=strict, most=most, folder=folder_of(site))
    if not quiet:
        for note in report.notes:
            click.echo(f"note: {note}", err=True)
    if report.overdue is not None and not quiet:
        late = duration(request.now - report.overdue.moment)
        when = spoken(report.overdue.local, request.now)
        click.echo(f"late by {late}: {when}, {named(report.overdue)}", err=form == "json")
    if report.failed:
        _say_that_it_stopped(report, form)
        sys.exit(1)
    if not quiet:
        _summarise(report, time.perf_counter() - start, request.now, form, verbose=verbose)
    if profile is not None:
        for line in profile.lines():
            click.echo(line, err=form in DOCUMENTS)
    if verify and not _is_verified(request, form, quiet=quiet):
        sys.exit(1)


def _profile(observer: Observer) -> Profile:
    from newsgen.cli.profile import Profile  # seldom needed

    return Profile(observer)


def _summarise(report: Report, seconds: float, now: int, form: str, *, verbose: bool) -> None:
    err = form in DOCUMENTS
    if verbose:
        for path, reason in report.reasons:
            click.echo(f"  {path}: {reason}", err=err)
        for path in report.left_out:
            click.echo(f"  {path}: left out, for an editor or a system left it there", err=err)
    click.echo(
        f"{report.planned} planned, {report.rendered} rendered, {report.written} written, "
        f"{report.deleted} deleted in {seconds:.2f} s",
        err=err,
    )
    if report.advice:
        rules = "a rule of the policy is" if report.advice == 1 else f"{report.advice} rules of the policy are"
        click.echo(f"{rules} not kept: newsgen check says where", err=err)
    if (turn := report.turn) is not None:
        click.echo(f"next change: {spoken(turn.local, now)}, {named(turn)}", err=err)


def _say_that_it_stopped(report: Report, form: str) -> None:
    count = len(report.faults)
    halfway = any(each.fault.code == "unwritable" for each in report.faults)
    ending = "the build was not finished" if halfway else "the output was left as it was"
    click.echo(f"{count} fault{'s' if count != 1 else ''}; {ending}", err=form in DOCUMENTS)


def _is_verified(request: Request, form: str, *, quiet: bool) -> bool:
    import sqlite3  # seldom needed, as all that verifying brings along

    from newsgen.build.verify import verify

    try:
        differences = verify(request)
    except (BusyError, OSError, sqlite3.Error) as error:
        click.echo(f"newsgen: this cannot be verified: {error}", err=True)
        return False
    finally:
        request.workers.close()
    for path, difference in differences:
        click.echo(f"{path}: {difference}", err=True)
    if differences:
        click.echo(
            f"not verified: {len(differences)} difference{'s' if len(differences) != 1 else ''} from a clean build",
            err=True,
        )
    elif not quiet:
        click.echo("verified: equal to a clean build, byte for byte", err=form in DOCUMENTS)
    return not differences
