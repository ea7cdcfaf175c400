"""HTML that people wrote, balanced: nothing in a body closes or swallows what stands around it on a page.

Every element is closed where it was opened, so that any browser reads the tags as they stand. What is in order stays as
it is, byte for byte; else end tags are added, and tags that have no place are left out. How browsers read unbalanced
tags: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from msgspec import Struct

from newsgen.base.patterns import regex
from newsgen.content.html.end_tags import EndTags
from newsgen.content.html.open_elements import OpenElement
from newsgen.content.html.start_tags import StartTags
from newsgen.content.html.tags import RAW, Broken, Piece, Reading, read_tags

_OPENING = ("<", "/", "!", "?", "-")
_LAST_SIGN = regex(r"<(?=[/!?]?-{0,2}\Z)")
_SIGN_IN_DRAWING = regex(r"(<!\[CDATA\[.*?\]\]>)|<", re.DOTALL)
_NOSCRIPT = regex("<(?=/?noscript)", re.IGNORECASE)
_BLANK_LINE = regex(r"\n[ \t]*\n(?=\s*\S)")
_MARK = regex(r"\s*gap[0-9a-f]+x\d+x\s*")


class Balanced(Struct, frozen=True):
    """HTML that is balanced, and the tags that were not."""

    html: str
    broken: tuple[Broken, ...]


def balance(reading: Reading, written_by_hand: Container[int] | None = None) -> Balanced:
    """Balance HTML.

    ``written_by_hand`` are the numbers of the tags that an editor wrote: these do not close what an engine has opened.

    Raises:
        TangledError: elements are nested inside one another by the hundreds.
    """
    first = _Balancer({}, written_by_hand)
    first.run(reading.pieces)
    spans = first.spans
    balancer = first
    if spans or first.hiding:
        balancer = _Balancer(spans, written_by_hand, first.hiding)
        balancer.run(reading.pieces)
    broken = sorted({*reading.broken, *balancer.broken}, key=lambda each: (each.number, each.wrong))
    return Balanced("".join(balancer.written), tuple(broken))


class _Balancer(StartTags, EndTags):
    """One pass over a text."""

    def run(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self._now = max(self._now, piece.number)
            if piece.kind == "start":
                self.start(piece)
            elif piece.kind == "end":
                self.end(piece)
            elif piece.kind == "text":
                self._text(piece.text)
            elif not piece.name or self._open.foreign:
                self.written.append(piece.text)
            else:
                self._report(piece, "no HTML")
        while self._open.stack:
            self._close(optional=frozenset())

    def _text(self, text: str) -> None:
        top = self._open.top
        if top and top.name in RAW:
            if top.namespace:  # browsers read tags in it
                text = _SIGN_IN_DRAWING.sub(lambda found: found[1] or "&lt;", text)
            elif top.name == "noscript":
                text = self._within_noscript(top, text)
            elif top.name not in ("script", "style"):  # no browser reads tags there, but newsgen's own patterns might
                text = text.replace("<", "&lt;")
        elif text.endswith(_OPENING):  # what follows may be left out, and what follows that make a tag of it
            text = _LAST_SIGN.sub("&lt;", text)
        elif self._hides and (blank := _BLANK_LINE.search(text)) and self._close_hiding(text[: blank.start()]):
            text = text[blank.start() :]
        elif text.strip() and not _MARK.fullmatch(text):
            self._resume()
            if self._open.is_between_cells and top is not None and top.number not in self._loose:
                self._loose.add(top.number)
                self._report(top, "loose text")
        self.written.append(text)

    def _close_hiding(self, before: str) -> bool:
        """Close what would hide the rest of the text, at the first blank line; tell whether anything does."""
        index = next((index for index, each in enumerate(self._open.stack) if each.number in self._hides), None)
        if index is None:
            return False
        self.written.append(before)
        while len(self._open.stack) > index:
            self._close()
        return True

    def _within_noscript(self, element: OpenElement, text: str) -> str:
        """Balance what some browsers take for text and others for HTML."""
        within = balance(read_tags(_NOSCRIPT.sub("&lt;", text)))
        if within.broken:
            first = within.broken[0]
            self.broken.append(Broken(element.number, first.wrong, first.shown, first.other))
        return within.html
