"""What the preview adds to a page, and nothing else differs from the build: a script, ``noindex``, a banner."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files

from newsgen.diagnostics import Located
from newsgen.preview.proofs import Proof

_BANNER = (
    '<div role="status" style="position:sticky;top:0;z-index:9999;padding:.5em 1em;background:#8a1c1c;color:#fff;'
    'font:600 1rem/1.4 system-ui,sans-serif;text-align:center">{}</div>'
)
_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
    '<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>'
    "<style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;"
    "color:#222;background:#fdfdfb}}pre{{overflow:auto;background:#2b1414;color:#ffe9e6;padding:1rem}}"
    "pre a{{color:inherit}}td,th{{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}}</style></head>"
    "<body>{body}</body></html>"
)


def insert(proof: Proof, faults: Sequence[Located], editor: str | None) -> bytes:
    """Give a page's bytes with what the preview adds; an old proof comes with the faults over it."""
    text = proof.data.decode()
    script = files("newsgen.preview").joinpath("reload.js").read_text(encoding="utf-8")
    marks = f'<script data-newsgen="{proof.digest.hex()}">{script}</script>'
    if faults:
        marks = f"<template data-newsgen-faults>{list_of(faults, editor)}</template>{marks}"
    banner = _BANNER.format(escape(f"Preview: {proof.unpublished}. Readers do not see this page."))
    banner = banner if proof.unpublished else ""
    text = _before("</head>", '<meta name="robots" content="noindex">', text)
    return _before("</body>", banner + marks, text).encode()


def fault_page(faults: Sequence[Located], editor: str | None) -> bytes:
    """Give the page that stands in for one that never could be made."""
    script = files("newsgen.preview").joinpath("reload.js").read_text(encoding="utf-8")
    body = f"<h1>This page cannot be made yet</h1>{list_of(faults, editor)}"
    return plain_page("Faults", f'{body}<script data-newsgen="">{script}</script>')


def plain_page(title: str, body: str) -> bytes:
    """Give a page of the preview itself; ``body`` is HTML."""
    return _PAGE.format(title=escape(title), body=body).encode()


def list_of(faults: Sequence[Located], editor: str | None) -> str:
    """List faults as HTML: place, message, excerpt, way out. ``editor`` is a pattern of links, ``{path}`` and so on in it."""
    return "".join(f"<pre>{_fault(fault, editor)}</pre>" for fault in faults)


def _fault(located: Located, editor: str | None) -> str:
    from newsgen.cli.console import _text as as_text

    text = escape(as_text(located, strict=False))
    place = located.place
    where = escape(f"{located.diagnostic.path}:{place.line}:{place.column}")
    if editor is None:
        return text
    address = editor.format(path=located.diagnostic.path, line=place.line, column=place.column)
    return text.replace(where, f'<a href="{escape(address)}">{where}</a>', 1)


def _before(mark: str, inserted: str, text: str) -> str:
    head, found, tail = text.rpartition(mark)
    return f"{head}{inserted}{found}{tail}" if found else text + inserted
