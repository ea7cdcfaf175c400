"""What the preview adds to a page, and nothing else differs from the build: a script, ``noindex``, a banner."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.resources import files

from newsgen.base.digest import digest_bytes
from newsgen.base.fault_list import shorten, summary_of
from newsgen.base.fault_text import as_text, where_of
from newsgen.base.faults import Located
from newsgen.preview.editor import Editor
from newsgen.preview.proof import Proof

NOINDEX = '<meta name="robots" content="noindex">'
_BANNER = (  # it stands at the end of the page, and sticks to the bottom of the window until that is reached
    '<div role="status" data-newsgen-banner style="position:sticky;bottom:0;z-index:9999;padding:.5em 1em;'
    'background:#8a1c1c;color:#fff;font:600 1rem/1.4 system-ui,sans-serif;text-align:center">{}</div>'
)
_PAGE = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8">{noindex}'
    '<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>'
    "<style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:76rem;margin:2rem auto;padding:0 1rem;"
    "color:#222;background:#fdfdfb;overflow-wrap:anywhere}}"
    "h1{{font-size:1.6rem}}h2{{font-size:1.25rem}}"
    "pre{{overflow:auto;background:#2b1414;color:#ffe9e6;padding:1rem}}"
    "pre a{{color:inherit}}td,th{{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}}"
    "form label{{margin-right:1rem}}select,button{{font:inherit}}"
    "a[aria-current]{{font-weight:700;text-decoration:none}}"
    ".articles{{overflow-x:auto}}.articles table{{border-collapse:collapse;overflow-wrap:normal}}"
    ".articles tr{{border-bottom:1px solid #ddd}}.articles tbody th{{font-weight:400;min-width:14rem}}"
    ".articles td:nth-child(1){{min-width:7rem}}.articles td:nth-child(2){{min-width:9rem}}"
    ".articles td:last-child{{min-width:9rem;overflow-wrap:anywhere}}</style></head>"
    "<body><main>{body}</main>{script}</body></html>"
)


def insert(proof: Proof, faults: str, styles: str) -> bytes:
    """Give a page's bytes with what the preview adds; ``faults``, as HTML, are shown over it.

    ``styles`` is the mark of the style sheets that the page is served with.
    """
    text = proof.data.decode()
    marks = _script(proof.mark, faults, styles)
    if faults:
        marks = f"<template data-newsgen-faults>{faults}</template>{marks}"
    if proof.unpublished:
        marks = _BANNER.format(escape(f"Preview: {proof.unpublished}. Readers do not see this page.")) + marks
    head, found, rest = text.partition("</head>")
    if found:
        text = f"{head}{NOINDEX}{found}{rest}"
    else:
        marks = NOINDEX + marks
    body, found, rest = text.rpartition("</body>")
    return (f"{body}{marks}{found}{rest}" if found else text + marks).encode()


def fault_page(faults: str) -> bytes:
    """Give the page that stands in for one that never could be made."""
    body = f"<h1>This page cannot be made yet</h1>{faults}"
    return plain_page("Faults", body, "", faults)


def plain_page(title: str, body: str, mark: str, faults: str = "", language: str = "en") -> bytes:
    """Give a page of the preview itself, in a language; ``body`` is HTML.

    It is loaded again when its ``mark`` differs from the tab's.
    """
    script = _script(mark, faults, "")
    return _PAGE.format(
        title=escape(title), body=body, script=script, noindex=NOINDEX, language=escape(language)
    ).encode()


def list_of(faults: Sequence[Located], editor: Editor) -> str:
    """List faults as HTML: place, message, excerpt, way out; of too many some, and a summary."""
    short = shorten(faults)
    listed = "".join(f"<pre>{_fault(fault, editor)}</pre>" for fault in short.shown)
    summary = "\n".join(map(escape, summary_of(short)))
    listed = f"{listed}<pre>{summary}</pre>" if summary else listed
    return listed.encode("utf-8", "backslashreplace").decode()  # half characters, which no encoding has


def mark_of(faults: str) -> str:
    """Give a short name for a list of faults; nothing for none."""
    return digest_bytes(faults.encode()).hex() if faults else ""


def _fault(located: Located, editor: Editor) -> str:
    text, where = as_text(located), where_of(located)
    address = editor.link(located.fault.path, located.place)
    if address is None:
        return escape(text)
    return f'<a href="{escape(address)}">{escape(where)}</a>{escape(text.removeprefix(where))}'


def _script(page: str, faults: str, styles: str) -> str:
    marks = f'data-newsgen="{page}" data-faults="{mark_of(faults)}" data-styles="{styles}"'
    return f"<script {marks}>{_reload()}</script>"


@cache
def _reload() -> str:
    return files("newsgen.preview").joinpath("reload.js").read_text(encoding="utf-8")
