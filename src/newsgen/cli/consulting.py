"""What commands say that only ask something of a site: its faults and notes first, then the answer."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import TypeVar

import click

from newsgen.build.consult import Consulted
from newsgen.build.request import Request
from newsgen.cli.clock import now_of
from newsgen.cli.console import print_faults
from newsgen.cli.surroundings import cache_key

T = TypeVar("T")
_MOST_NAMED = 3


def question_about(
    site: Path, instant: str | None, cache: Path | None, output: Path | None = None, *, allow_local_code: bool
) -> Request:
    """Give the request of who asks something of a site at an instant, or now; the options are those of commands."""
    return Request(
        site,
        now_of(instant, site),
        time.time_ns(),
        output=output,
        cache=cache,
        allow_local_code=allow_local_code,
        cache_key=cache_key(),
    )


def asked(ask: Callable[[], T]) -> T:
    """Ask; the process ends where the cache of the site cannot be used now."""
    try:
        return ask()
    except (OSError, sqlite3.Error) as error:
        click.echo(f"newsgen: the cache cannot be used: {error}", err=True)
    sys.exit(1)


def answered(ask: Callable[[], Consulted[T]]) -> T:
    """Ask, and give the answer; the process ends where there is none. All else is told on standard error."""
    consulted = asked(ask)
    for note in consulted.notes:
        click.echo(f"note: {note}", err=True)
    if unread := consulted.unread:
        named = ", ".join(unread[:_MOST_NAMED]) + (" …" if len(unread) > _MOST_NAMED else "")
        count = "1 file has faults and is" if len(unread) == 1 else f"{len(unread)} files have faults and are"
        click.echo(f"note: {count} not counted (newsgen check says why): {named}", err=True)
    if consulted.answer is None:
        with redirect_stdout(sys.stderr):  # what is asked for may go into a file
            print_faults(consulted.faults, "text")
        sys.exit(1)
    return consulted.answer
