"""``newsgen schema``: the one declaration of every kind of content, for editors' programs and for the documentation."""

from __future__ import annotations

import click
import msgspec

from newsgen.model.kinds import BUILT_IN
from newsgen.model.settings import Settings

KINDS: dict[str, type[msgspec.Struct]] = {
    **{kind.name: kind.schema for kind in BUILT_IN if kind.schema is not None},
    "settings": Settings,
}


@click.command(name="schema")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--markdown", is_flag=True, help="Print a table for people instead.")
def command(kind: str, markdown: bool) -> None:
    """Print the JSON Schema of a kind of content, for editors and other tools."""
    from newsgen.schema.json_schema import json_schema, markdown_table

    declared = KINDS[kind]
    if markdown:
        click.echo(markdown_table(declared), nl=False)
    else:
        click.echo(msgspec.json.format(msgspec.json.encode(json_schema(declared)), indent=2).decode())
