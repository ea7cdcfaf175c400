"""Nothing says what a picture shows: an empty ``alt`` says that it only adorns the page (HTML, 4.8.4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from newsgen.base.faults import Fault, Field
from newsgen.content.text_rules.text import RuledText
from newsgen.model.policy import Rule

_PICTURE = re.compile(r"<img\b([^>]*)>", re.IGNORECASE)
_EMPTY = re.compile(r"""\salt\s*=\s*(?:""|'')|\salt(?=\s|/|$)(?!\s*=)""", re.IGNORECASE)
_SOURCE = re.compile(r"""\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def check(text: RuledText, _rule: Rule) -> Iterator[Fault]:
    """Report pictures without words, in the front matter and in the body."""
    message, way_out = "nothing says what this picture shows", "say it in a few words to those who cannot see it"
    for image, path in text.pictures:
        if not image.alt.strip():
            yield text.broken("empty-alt", message, Field((*path, "alt")), way_out)
    for picture in _PICTURE.finditer(text.html):
        source = _SOURCE.search(picture[1])
        if source is not None and _EMPTY.search(picture[1]):
            address = unescape(next(each for each in source.groups() if each is not None)).strip()
            yield text.broken(
                "empty-alt", message, text.spot_of(address, picture.start()), f"{way_out}: ![…]({address})"
            )
