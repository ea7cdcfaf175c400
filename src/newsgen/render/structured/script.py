"""Structured data as a page carries them: one script of JSON-LD (JSON-LD 1.1, “Embedding JSON-LD in HTML”)."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.json import encode

from newsgen.pages.views import (
    ArticleView,
    CorrectionsView,
    FrontView,
    IndexView,
    ListView,
    RedirectView,
    StaticPageView,
    View,
)
from newsgen.render.structured.articles import article_of
from newsgen.render.structured.lists import breadcrumb_of, collection_of, list_of, on_front, page_of
from newsgen.render.structured.newspaper import Newspaper
from newsgen.render.structured.schema_org import Graph, Node, WebPage

_CONTEXT = "https://schema.org"
_ESCAPES = ((b"<", b"\\u003c"), (b">", b"\\u003e"), (b"&", b"\\u0026"))
"""What could end a script, or begin a comment in it, as JSON writes it: it stands in texts alone (RFC 8259, 7)."""
_LINE_ENDS = ((b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"))
"""What ends a line in some scripts and not in others."""


def structured_data(view: View, newspaper: Newspaper) -> str:
    """Write the script of a page; nothing for one that search engines are told to leave out."""
    graph = () if view.page.noindex else tuple(_things(view, newspaper))
    if not graph:
        return ""
    data = encode(Graph(context=_CONTEXT, graph=graph))
    for sign, escaped in (*_ESCAPES, *_LINE_ENDS):
        data = data.replace(sign, escaped)
    return f'<script type="application/ld+json">{data.decode()}</script>\n'


def _things(view: View, newspaper: Newspaper) -> Iterator[Node]:
    """Give what a page says: what it is or is about, and the way to it."""
    match view:
        case RedirectView():
            return
        case FrontView():
            yield newspaper.published_by(view.publisher)
            yield newspaper.described_site
            yield collection_of(view.page, on_front(view), newspaper)
            return
        case ArticleView():
            yield article_of(view, newspaper)
        case ListView():
            yield list_of(view, newspaper)
        case IndexView() | CorrectionsView():
            yield collection_of(view.page, (), newspaper)
        case StaticPageView():
            yield page_of(WebPage, view.page, newspaper, date_modified=view.updated)
        case _:  # of a plugin, too
            yield page_of(WebPage, view.page, newspaper)
    yield breadcrumb_of(view.page, newspaper)
