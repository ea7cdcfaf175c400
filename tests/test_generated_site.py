"""A site of a thousand generated articles: it builds, every internal link resolves, a clean build equals it."""

from __future__ import annotations

import time
from collections.abc import Container
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from corpus import write_corpus
from newsgen.build import Request, build
from newsgen.build.verify import verify
from newsroom import NOON, codes, tree

ARTICLES = 1_000


class _Page(HTMLParser):
    """The addresses and anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and value is not None:
                self.addresses.add(value)
            elif name == "id" and value is not None:
                self.anchors.add(value)


def test_a_thousand_generated_articles_build_link_and_verify(tmp_path: Path) -> None:
    write_corpus(tmp_path, ARTICLES)
    request = Request(tmp_path, NOON, time.time_ns())
    report = build(request)
    assert not report.failed, codes(report)
    assert report.faults == ()
    files = tree(tmp_path / "public")
    pages = {path: _Page(text.decode()) for path, text in files.items() if path.endswith(".html")}
    assert len([path for path in pages if path.count("/") >= 2]) > ARTICLES
    dead = {
        (path, address)
        for path, page in pages.items()
        for address in page.addresses
        if not _resolves(address, path, pages, files.keys())
    }
    assert dead == set()
    assert verify(request) == []
    again = build(request)
    assert (again.rendered, again.written, again.deleted) == (0, 0, 0)


def _resolves(address: str, path: str, pages: dict[str, _Page], files: Container[str]) -> bool:
    parts = urlsplit(address)
    if parts.scheme in {"mailto", "data"} or (parts.netloc and parts.netloc != "essai.example"):
        return True
    target = unquote(parts.path).lstrip("/")
    if not parts.path:
        target = path
    elif parts.path.endswith("/"):
        target += "index.html"
    if target not in files:
        return False
    return not parts.fragment or unquote(parts.fragment) in pages[target].anchors
