"""``newsgen schema``: the one declaration of every kind of content, for editors' programs and for the documentation."""

from __future__ import annotations

import click
import msgspec

from newsgen.model.front_matter import (
    ArticleMatter,
    AuthorMatter,
    CategoryMatter,
    CuratedFront,
    PageMatter,
    RedirectsMatter,
)
from newsgen.model.settings import Settings

KINDS: dict[str, type[msgspec.Struct]] = {
    "article": ArticleMatter,
    "author": AuthorMatter,
    "category": CategoryMatter,
    "page": PageMatter,
    "front": CuratedFront,
    "redirects": RedirectsMatter,
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
