"""The desk at ``/_newsgen/``: what readers do not see yet, and what is to be mended."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from newsgen.model import Article, StaticPage
from newsgen.preview.insert import EditorLink, list_of, plain_page
from newsgen.preview.proofs import Proofs, why_unpublished


def desk_page(proofs: Proofs, link: EditorLink) -> bytes:
    """Give the desk as HTML."""
    rows = list(_waiting(proofs))
    waiting = f"<table>{''.join(rows)}</table>" if rows else "<p>Everything that is written is published.</p>"
    faults = list_of(proofs.faults, link) or "<p>There are no faults.</p>"
    return plain_page("The desk", f"<h1>The desk</h1><h2>Not published</h2>{waiting}<h2>Faults</h2>{faults}")


def _waiting(proofs: Proofs) -> Iterator[str]:
    edition = proofs.edition
    if edition is None:
        return
    site = edition.site
    shown = site.placed.keys() | {page.path for page in site.pages}
    for record in edition.records:
        if isinstance(record, Article | StaticPage) and (why := why_unpublished(record, site.now)):
            title = escape(record.matter.title)
            if record.path in shown:
                title = f'<a href="{escape(site.url(record))}">{title}</a>'
            yield f"<tr><td>{title}</td><td>{escape(why)}</td><td>{escape(record.path)}</td></tr>"
