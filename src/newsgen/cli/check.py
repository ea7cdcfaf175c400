"""``newsgen check``."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsgen.base.fault_list import MOST_SHOWN
from newsgen.base.workers import Workers, cores
from newsgen.build import Report, Request
from newsgen.build.check import Inspection, check
from newsgen.cli.clock import INSTANT, now_of
from newsgen.cli.console import folder_of, print_faults
from newsgen.cli.fault_formats import DOCUMENTS, FORMATS
from newsgen.cli.local_code import ALLOW_LOCAL_CODE
from newsgen.cli.progress import observer_of
from newsgen.cli.site_options import CACHE, OUTPUT, SITE
from newsgen.cli.surroundings import cache_key, in_ci

if TYPE_CHECKING:
    from newsgen.build.external.checking import ExternalLinks

_HELP_NOW = "Check as of this instant instead of now: 2026-03-01T09:00 (the site's time zone), or with an offset."


@click.command(name="check")
@SITE
@OUTPUT
@CACHE
@click.option("--now", "--at", "instant", type=INSTANT, help=_HELP_NOW)
@click.option("--since", "ref", metavar="GIT-REF", help="Also compare with the site of that commit: what vanishes?")
@click.option("--fix", is_flag=True, help="With --since: give texts back the addresses that they had, as aliases.")
@click.option("--staged", is_flag=True, help="Check what is staged in git, not what lies in the folder.")
@click.option("--external", is_flag=True, help="Also ask for the pages of other sites that are linked.")
@click.option(
    "--external-allow-private", "private", is_flag=True, help="With --external: ask machines of private networks, too."
)
@click.option("--rehash", is_flag=True, help="Read every source again instead of trusting its time and size.")
@click.option("--strict", is_flag=True, help="Take warnings for errors.")
@ALLOW_LOCAL_CODE
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), help="How many processes share the work [default: one for each core]."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to print faults.")
@click.option("--all", "all_faults", is_flag=True, help=f"Print all faults, however many: not only {MOST_SHOWN}.")
@click.option(
    "--progress/--no-progress", default=None, help="Say how far it is [default: only where that is a terminal]."
)
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def command(
    site: Path,
    output: Path | None,
    cache: Path | None,
    instant: str | None,
    ref: str | None,
    fix: bool,
    staged: bool,
    external: bool,
    private: bool,
    rehash: bool,
    strict: bool,
    allow_local_code: bool,
    jobs: int | None,
    form: str,
    all_faults: bool,
    progress: bool | None,
    quiet: bool,
) -> None:
    """Say what is wrong with the site, without building it.

    Exit status: 0 if the site can be built, 1 if there are errors, 2 for wrong usage.
    """
    if fix and ref is None:
        raise click.UsageError("--fix mends what --since finds: name a commit")
    if staged and (ref is not None or output is not None):
        raise click.UsageError("--staged is about what is staged alone: without --since and --output")
    if private and not external:
        raise click.UsageError("--external-allow-private is about what --external asks for")
    start = time.perf_counter()
    links = _external() if external else None
    inspections: list[Inspection] = [links.gather] if links else []
    with Workers(jobs or cores()) as workers:
        request = Request(
            root=site,
            now=now_of(instant, site),
            started=time.time_ns(),
            output=output,
            cache=cache,
            rehash=rehash,
            strict=strict,
            allow_local_code=allow_local_code,
            observe=observer_of(progress, quiet=quiet),
            workers=workers,
            cache_key=cache_key(),
            in_ci=in_ci(),
        )
        request, report = _staged(request) if staged else (request, None)
        report = report or _since(request, inspections, ref, form, fix=fix)
        if links:
            report = links.check(report, request, private=private)
    shown = tuple(each for each in report.faults if not quiet or strict or each.fault.severity == "error")
    most = None if all_faults else MOST_SHOWN
    print_faults(shown, form, strict=strict, most=most, command="check", folder=folder_of(site))
    if not quiet:
        for note in report.notes:
            click.echo(f"note: {note}", err=True)
        _summarise(report, time.perf_counter() - start, form)
    if report.failed:
        sys.exit(1)


def _staged(request: Request) -> tuple[Request, Report | None]:
    """Give the request for what is staged; a report if that is known without a check."""
    from newsgen.build.staged import NoStagedError, NothingStagedError, staged_request  # asks git

    try:
        return staged_request(request), None
    except NothingStagedError as reason:
        return request, Report(notes=(str(reason),))
    except (NoStagedError, OSError) as error:
        click.echo(f"newsgen: {error}", err=True)
        sys.exit(1)


def _external() -> ExternalLinks:
    from newsgen.build.external.checking import ExternalLinks  # brings HTTP and TLS along

    return ExternalLinks()


def _since(request: Request, inspections: Sequence[Inspection], ref: str | None, form: str, *, fix: bool) -> Report:
    """Check a site, and compare it with what it was at a commit, if one is named."""
    if ref is None:
        return check(request, inspections)
    from newsgen.cli.since import NoHistoryError, check_since  # seldom needed, as all that looking back brings along

    try:
        report, aliases = check_since(request, inspections, ref, fix=fix)
    except NoHistoryError as error:
        click.echo(f"newsgen: {error}. {error.way_out}", err=True)
        sys.exit(2)
    for path, address in aliases.given:
        click.echo(f"{path}: {address} is an alias now", err=form != "text")
    for path, reason in aliases.refused.items():
        click.echo(f"{path}: nothing is added: {reason}", err=True)
    return report


def _summarise(report: Report, seconds: float, form: str) -> None:
    errors = sum(1 for each in report.faults if each.fault.severity == "error")
    counts = ", ".join((_counted(errors, "error"), _counted(len(report.faults) - errors, "warning")))
    click.echo(f"{counts} in {seconds:.2f} s", err=form in DOCUMENTS)


def _counted(count: int, name: str) -> str:
    return f"{count or 'no'} {name}{'' if count == 1 else 's'}"
