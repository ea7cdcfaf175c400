"""The engine ``commonmark``: pulldown-cmark, a parser in Rust, by its Python bindings ``pyromark``.

https://spec.commonmark.org/0.31.2/, with the tables and footnotes of GitHub and definition lists. What a newspaper
needs beyond that is made from its HTML, as Python-Markdown would have made it: anchors, notes, attributes in braces.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from html import escape
from typing import Any
from urllib.parse import quote

import pyromark

from newsgen.content.engines.anchors import add_anchors
from newsgen.content.engines.notes import gather_notes
from newsgen.model.parse_settings import ParseSettings

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_DEFINITION_LIST
_ENCODED = re.compile(r'="(?:(?<= href=")|(?<= src="))([^"<>]*%[^"<>]*)(?=")')
_UNENCODED = "!#$%&'()*+,-./:;=?@_~"  # signs of addresses that pulldown-cmark leaves as they are
_MOST_ROUNDS = 8
_TEXT, _TEXT_ENCODED = "\ufdd0", quote("\ufdd0")  # tells a brace behind a backslash, which begins no attributes


class CommonMark:
    """CommonMark with the settings of a site."""

    def __init__(self, settings: ParseSettings) -> None:
        self._language = settings.language
        self._escapes = settings.markdown.html == "escape"

    def convert(self, text: str) -> str:
        """Turn Markdown into HTML."""
        if self._escapes:
            text = _escape_html(text)
        is_marked = "\\{" in text and _TEXT not in text
        html = pyromark.html(text.replace("\\{", f"\\{{{_TEXT}") if is_marked else text, options=_OPTIONS)
        if _ENCODED.search(html):
            html = _restore_addresses(html, text)
        if '<div class="footnote-definition"' in html:
            html = gather_notes(html, self._language)
        if "{" in html:
            from newsgen.content.engines.braces import apply_braces  # imports Python-Markdown, whose syntax it is

            html = apply_braces(html)
        if is_marked:
            html = html.replace(_TEXT, "").replace(_TEXT_ENCODED, "")
        return add_anchors(html, self._language).strip()

    def code_lines(self, text: str) -> Collection[int]:
        """Give the numbers of the lines that are fenced code."""
        lines: set[int] = set()
        source = text.encode()
        for event, place in _events(text):
            if isinstance(event, dict) and isinstance(block := event.get("Start"), dict):
                code = block.get("CodeBlock")
                if isinstance(code, dict) and "Fenced" in code:
                    first = source.count(b"\n", 0, place["start"])
                    lines.update(range(first, first + source[place["start"] : place["end"]].count(b"\n") + 1))
        return lines


def _events(text: str) -> Iterator[tuple[Any, Any]]:
    """Give what the parser finds, each with its place in the bytes of the text."""
    return pyromark.events_with_range(text, options=_OPTIONS)


def _restore_addresses(html: str, text: str) -> str:
    """Write addresses as the author did: the parser encodes what is not ASCII, but faults name what stands there."""
    written: dict[str, list[str]] = {}
    for event, _ in _events(text):
        start = event.get("Start") if isinstance(event, dict) else None
        if isinstance(start, dict):
            for found in (start.get("Link"), start.get("Image")):
                if found is not None:
                    written.setdefault(_encoded(found["dest_url"]), []).append(escape(found["dest_url"]))
    mentions: Counter[str] = Counter()

    def restore(found: re.Match[str]) -> str:
        addresses = written.get(found[1], [found[1]])
        nth = min(mentions[found[1]], len(addresses) - 1)
        mentions[found[1]] += 1
        return f'="{addresses[nth]}'

    return _ENCODED.sub(restore, html)


def _encoded(address: str) -> str:
    """Encode an address as pulldown-cmark does."""
    return quote(address, safe=_UNENCODED).replace("&", "&amp;").replace("'", "&#x27;")


def _escape_html(text: str) -> str:
    """Put a backslash before every ``<`` that would begin raw HTML: it is shown, and the Markdown in it is read."""
    for _ in range(_MOST_ROUNDS):  # what stood in a block of HTML is now a paragraph, and may hold some in its turn
        source = text.encode()
        places = [
            place for event, place in _events(text) if isinstance(event, dict) and not event.keys().isdisjoint(_RAW)
        ]
        if not places:
            return text
        pieces, end = [], 0
        for place in places:
            pieces += [source[end : place["start"]], source[place["start"] : place["end"]].replace(b"<", b"\\<")]
            end = place["end"]
        text = b"".join([*pieces, source[end:]]).decode()
    return text.replace("<", "&lt;")  # made to be nasty: it shows some entities within code


_RAW = frozenset({"Html", "InlineHtml"})
