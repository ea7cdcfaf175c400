"""HTML set in type: only its prose, and each block as one text, whatever elements stand in it.

Code, formulas, scripts, addresses and what opts out (``translate="no"``, ``class="notypo"``) stay as they are. Of
attributes, ``alt`` and ``title`` are prose.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from newsgen.content.typography.edits import BLOCK, LINE, THING, Compose, cut
from newsgen.content.weave import TAG

_INLINE = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|data|del|dfn|em|font|i|ins|label|mark|q|rp|rt|ruby|s|small|span|strike|strong|sub|sup|time"
    "|u|wbr"
)
_THING = re.compile(
    "audio|button|canvas|code|embed|iframe|img|input|kbd|math|meter|object|output|picture|samp|select|svg|tt|var|video"
)
_SHUT = re.compile("audio|canvas|code|iframe|kbd|math|object|pre|samp|select|style|script|svg|textarea|tt|var|video")
_VOID = re.compile("area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
_OUT = re.compile(
    r"""\stranslate\s*=\s*["']?no\b
    |\sclass\s*=\s*(?:"[^"]*?|'[^']*?|)(?<![\w-])(?:notypo|math|arithmatex|katex)(?![\w-])""",
    re.IGNORECASE | re.VERBOSE,
)
_NOTE = re.compile(r"\b(?:fnref|footnote-ref)")
_PROSE = re.compile(r"""(\s(?:alt|title)\s*=\s*)("[^"]*"|'[^']*')""", re.IGNORECASE)


def set_html(source: str, compose: Compose, set_text: Callable[[str], str]) -> str:
    """Set the prose of an HTML text; ``compose`` sets a block, ``set_text`` an attribute."""
    runs = _Runs(set_text)
    place = 0
    for tag in TAG.finditer(source):
        if tag.start() > place:
            runs.text(source[place : tag.start()])
        runs.tag(tag)
        place = tag.end()
    if place < len(source):
        runs.text(source[place:])
    return runs.set(compose)


class _Runs:
    """One pass over one text: its pieces, those of them that are prose, and what stands between those."""

    def __init__(self, set_text: Callable[[str], str]) -> None:
        self.pieces: list[str] = []
        self.prose: list[str] = []
        self.slots: list[int | None] = []
        self.shut = ""
        self.depth = 0
        self.set_text = set_text

    def text(self, text: str) -> None:
        if not self.shut:
            self.slots.append(len(self.pieces))
            self.prose.append(html.unescape(text) if "&" in text else text)
        self.pieces.append(text)

    def between(self, sign: str) -> None:
        self.slots.append(None)
        self.prose.append(sign)

    def tag(self, tag: re.Match[str]) -> None:
        written, name, attributes = tag[0], (tag["name"] or "").lower(), tag["attributes"] or ""
        opens = not (tag["close"] or written.endswith("/>") or _VOID.fullmatch(name))
        if self.shut and name == self.shut:
            self.depth += 1 if opens else -1 if tag["close"] else 0
            self.shut = name if self.depth else ""
        elif name and not self.shut:
            if attributes and ("alt" in attributes or "title" in attributes) and not _OUT.search(attributes):
                written = _PROSE.sub(self.attribute, written)
            if opens and (_SHUT.fullmatch(name) or (attributes and self.stays(name, attributes))):
                self.shut, self.depth = name, 1
            self.sign(name, opening=not tag["close"])
        self.pieces.append(written)

    def stays(self, name: str, attributes: str) -> bool:
        """Tell whether an element has opted out, or is the number of a footnote, which sticks to its word."""
        return bool(_OUT.search(attributes) or (name == "sup" and _NOTE.search(attributes)))

    def sign(self, name: str, *, opening: bool) -> None:
        """Say what a tag is to its neighbours: nothing, a thing, the end of a line or of a block."""
        if name == "br":
            self.between(LINE)
        elif _INLINE.fullmatch(name):
            if self.shut and name != "sup":
                self.between(THING)
        elif not _THING.fullmatch(name):
            self.between(BLOCK)
        elif opening:
            self.between(THING)

    def attribute(self, found: re.Match[str]) -> str:
        old = html.unescape(found[2][1:-1])
        new = self.set_text(old)
        return found[0] if new == old else f'{found[1]}"{html.escape(new)}"'

    def set(self, compose: Compose) -> str:
        if not self.prose:
            return "".join(self.pieces)
        ends: list[int] = []
        length = 0
        for text in self.prose:
            length += len(text)
            ends.append(length)
        for slot, old, new in zip(self.slots, self.prose, cut(*compose("".join(self.prose)), ends), strict=True):
            if slot is not None and new != old:
                self.pieces[slot] = html.escape(new, quote=False)
        return "".join(self.pieces)
