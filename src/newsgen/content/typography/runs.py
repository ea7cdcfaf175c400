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

_INLINE = frozenset(
    "a abbr b bdi bdo big cite data del dfn em font i ins label mark meter output q rp rt ruby s small span strike strong"
    " sub sup time u wbr".split()
)
_THINGS = frozenset(
    "audio canvas code embed iframe img input kbd math object picture samp select svg tt var video button".split()
)
_SHUT = frozenset("audio canvas code iframe kbd math object pre samp select style script svg textarea tt var video".split())
_OUT = re.compile(
    r"""\stranslate\s*=\s*["']?no\b|\sclass\s*=\s*(?:"[^"]*?|'[^']*?|)(?<![\w-])(?:notypo|math|arithmatex|katex)(?![\w-])""",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\b(?:fnref|footnote-ref)")
_PROSE = re.compile(r"""(\s(?:alt|title)\s*=\s*)("[^"]*"|'[^']*')""", re.IGNORECASE)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


def set_html(source: str, compose: Compose, set_text: Callable[[str], str]) -> str:
    """Set the prose of an HTML text; ``compose`` sets a block, ``set_text`` an attribute."""
    pieces: list[str] = []
    texts: list[str] = []
    slots: list[int] = []
    place = depth = 0
    shut = ""
    for tag in TAG.finditer(source):
        if tag.start() > place:
            if not shut:
                slots.append(len(pieces))
                texts.append(source[place : tag.start()])
            pieces.append(source[place : tag.start()])
        place = tag.end()
        written, name = tag[0], (tag["name"] or "").lower()
        if shut:
            if name == shut:
                depth += -1 if tag["close"] else name not in _VOID and not written.endswith("/>")
                shut = shut if depth else ""
        elif name:
            attributes = tag["attributes"]
            opens = not tag["close"] and name not in _VOID and not written.endswith("/>")
            if opens and (name in _SHUT or (attributes and (_OUT.search(attributes) or (name == "sup" and _NOTE.search(attributes))))):
                shut, depth = name, 1
            elif attributes and ("alt" in attributes or "title" in attributes):
                written = _PROSE.sub(lambda found: found[1] + _attribute(found[2], set_text), written)
            if name == "br":
                slots.append(-1)
                texts.append(LINE)
            elif name in _THINGS or (shut and name in _INLINE and name != "sup"):
                if not tag["close"]:
                    slots.append(-1)
                    texts.append(THING)
            elif name not in _INLINE:
                slots.append(-1)
                texts.append(BLOCK)
        pieces.append(written)
    if place < len(source):
        if not shut:
            slots.append(len(pieces))
            texts.append(source[place:])
        pieces.append(source[place:])
    plain = [html.unescape(text) if "&" in text else text for text in texts]
    ends: list[int] = []
    length = 0
    for text in plain:
        length += len(text)
        ends.append(length)
    for slot, old, new in zip(slots, plain, cut(*compose("".join(plain)), ends) if ends else (), strict=True):
        if slot >= 0 and new != old:
            pieces[slot] = html.escape(new, quote=False)
    return "".join(pieces)


def _attribute(quoted: str, set_text: Callable[[str], str]) -> str:
    old = html.unescape(quoted[1:-1])
    new = set_text(old)
    return quoted if new == old else f'"{html.escape(new)}"'
