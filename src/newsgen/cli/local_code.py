"""Whether settings may name code that lies beside the site: an option of every command that may load it."""

from __future__ import annotations

import click

ALLOW_LOCAL_CODE = click.option(
    "--allow-local-code",
    is_flag=True,
    envvar="NEWSGEN_ALLOW_LOCAL_CODE",
    help="Let newsgen.yaml name Markdown extensions that lie beside the site or on PYTHONPATH, and run them "
    "[also: NEWSGEN_ALLOW_LOCAL_CODE=1].",
)
