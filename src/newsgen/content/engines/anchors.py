"""Anchors of headings, made from their words, for an engine that makes none."""

from __future__ import annotations

import re
from html import unescape

from newsgen.content.engines import TangledError
from newsgen.model.slugs import slugify

_ELEMENT = re.compile(
    r"""<!--.*?-->|<(?P<raw>script|style)\b.*?</(?P=raw)\s*>
    |<(?P<void>br|hr|img\ [^<>]*?)\ />
    |<(?P<open>h(?P<level>[1-6])(?P<attributes>(?:\s[^<>]*)?))>(?P<text>(?:(?!<h[1-6][\s>]).)*?)</h(?P=level)>""",
    re.VERBOSE | re.DOTALL,
)
_CLOSING = {"<!--": "-->", "<script": "</script", "<style": "</style"}
_MOST_UNCLOSED = 100  # each of them is looked for up to the end of the text
_TAG = re.compile(r"<[^<>]*>")
_REFERENCE = re.compile(r'<sup id="fnref.*?</sup>')
_ID = re.compile(r'"(?<=\sid=")([^"]*)"')  # begins with what is rare, which is found fast
_COUNTED = re.compile(r"(.*)_([0-9]+)")


def add_anchors(html: str, language: str) -> str:
    """Give each heading without an ``id`` one, no two alike; and write void elements as HTML does, not XHTML.

    Raises:
        TangledError: it holds hundreds of comments, scripts or style sheets that nothing closes.
    """
    if any(html.count(opening, html.rfind(closing) + 1) > _MOST_UNCLOSED for opening, closing in _CLOSING.items()):
        raise TangledError
    used = set(_ID.findall(html))
    counts: dict[str, int] = {}

    def replace(element: re.Match[str]) -> str:
        if element["void"]:
            return f"<{element['void']}>"
        if element["level"] is None or _ID.search(element["attributes"]):
            return element[0]
        words = text = element["text"]
        if "<" in text:
            words = _TAG.sub("", _REFERENCE.sub("", text))
        anchor = _unique(slugify(" ".join(unescape(words).split()), language) or "section", used, counts)
        return f'<{element["open"]} id="{anchor}">{text}</h{element["level"]}>'

    return _ELEMENT.sub(replace, html)


def _unique(anchor: str, used: set[str], counts: dict[str, int]) -> str:
    """Count up an anchor that is taken, as Python-Markdown does: ``vote``, ``vote_1``, ``vote_2``."""
    if anchor in used:
        counted = _COUNTED.fullmatch(anchor)
        stem, number = (counted[1], int(counted[2])) if counted else (anchor, 0)
        number = max(number, counts.get(stem, 0))
        while anchor in used:
            number += 1
            anchor = f"{stem}_{number}"
        counts[stem] = number
    used.add(anchor)
    return anchor
