"""``newsgen schema``: the one declaration of every kind of content, for editors' programs and for the documentation."""

from __future__ import annotations

from typing import Final, get_args

import click
import msgspec

from newsgen.model.kinds import BUILT_IN
from newsgen.model.settings import Settings

KINDS: dict[str, type[msgspec.Struct]] = {
    **{kind.name: kind.schema for kind in BUILT_IN if kind.schema is not None},
    "settings": Settings,
}
TWIN: Final = "twin"
"""What programs find beside pages."""


@click.command(name="schema")
@click.argument("kind", type=click.Choice([*KINDS, TWIN]))
@click.option("--markdown", is_flag=True, help="Print a table for people instead.")
def command(kind: str, markdown: bool) -> None:
    """Print the JSON Schema of a kind of content, for editors and other tools; or of twins, for programs."""
    from newsgen.schema.json_schema import json_schema, markdown_table, output_table

    if kind == TWIN:
        from newsgen.render.twins.files import TwinFile, twin_schema

        tables = [f"{each.__doc__}\n\n{output_table(each)}" for each in get_args(TwinFile)]
        schema = twin_schema()
    else:
        tables, schema = [markdown_table(KINDS[kind])], json_schema(KINDS[kind])
    if markdown:
        click.echo("\n".join(tables), nl=False)
    else:
        click.echo(msgspec.json.format(msgspec.json.encode(schema), indent=2).decode())
