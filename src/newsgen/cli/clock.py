"""The clock: read here, once a run, and nowhere else."""

from __future__ import annotations

import time
from pathlib import Path

import click


class _Instant(click.ParamType[str]):
    name = "instant"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from zoneinfo import ZoneInfo  # seldom needed, as all below

        from newsgen.schema.instants import BadInstantError, read_instant

        try:
            read_instant(value, ZoneInfo("UTC"))
        except BadInstantError as error:
            from newsgen.schema.foreign_dates import mended

            self.fail(f"{error}: {mended(value, ZoneInfo('UTC'), 'en') or error.way_out}", param, ctx)
        return value


INSTANT = _Instant()


def now_of(instant: str | None, root: Path) -> int:
    """Give the instant of a run in seconds since 1970: the one asked for, in the site's time zone, or now."""
    if instant is None:
        return int(time.time())
    from zoneinfo import ZoneInfo

    from newsgen.build.site_settings import load_settings
    from newsgen.schema.instants import BadInstantError, read_instant, seconds

    settings, _ = load_settings(root)
    zone = settings.zone if settings else ZoneInfo("UTC")
    try:
        return seconds(read_instant(instant, zone))
    except BadInstantError as error:
        raise click.BadParameter(f"{error}: {error.way_out}", param_hint="'--now' / '--at'") from None
