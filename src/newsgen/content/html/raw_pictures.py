"""Pictures that people write as HTML in their texts, without words for those who cannot see them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator

from newsgen.base.faults import BodySpan, Fault, warning
from newsgen.base.patterns import regex
from newsgen.content.html.tags import read_tags
from newsgen.content.html.written_tags import find_tags

_PICTURE = regex(r"<img\b", re.IGNORECASE)
_ALT = regex(r"\salt(?=[\s=/>])", re.IGNORECASE)


def wordless_pictures(html: str, text: str, path: str, convert: Callable[[str], str]) -> Iterator[Fault]:
    """Warn of each ``<img>`` without ``alt`` in a Markdown ``text`` that became ``html``.

    ``convert`` makes HTML of another text. What Markdown itself writes always has an ``alt``.

    Raises:
        TangledError: the tags swallow one another.
    """
    if _PICTURE.search(text) is None:
        return
    reading = read_tags(html)
    wordless = [each.number for each in reading.pieces if each.name == "img" and not _ALT.search(each.text)]
    if not wordless:
        return
    spans = find_tags(text, len(reading.written), lambda marked: read_tags(convert(marked)).written)
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    for number in wordless:
        if (span := spans.get(number)) is not None:
            line = bisect_right(starts, span.start) - 1
            message = "this picture has no “alt”: readers who cannot see it learn nothing of it"
            way_out = 'write <img alt="what it shows" …>, or alt="" where it only adorns the page'
            spot = BodySpan(line, span.start - starts[line], span.length)
            yield warning("missing-alt", message, path, spot, way_out)
