"""A text written anew: elements opened and closed in their order, and opened again behind a block that ended them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping

from msgspec import Struct

from newsgen.base.patterns import regex
from newsgen.content.engines import TangledError
from newsgen.content.html import elements
from newsgen.content.html.open_elements import OpenElement, OpenElements
from newsgen.content.html.tags import Broken, Piece, Wrong

_IDENTITY = regex(r"""\s(?:id|name)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_MOST_REOPENED = 2_000


class _Interrupted(Struct):
    """A paragraph that has ended before its end tag."""

    paragraph: OpenElement
    depth: int
    cause: Piece


class Rewriting:
    """What one pass over a text has written so far.

    ``spans`` are elements whose end tags stand in another block, by the numbers of both; ``hiding`` elements that are
    never closed and would hide the rest of the text. Both are what a first pass has found out.
    """

    def __init__(
        self,
        spans: Mapping[int, int],
        by_hand: Container[int] | None,
        hiding: Container[int] = (),
    ) -> None:
        self.written: list[str] = []
        self.broken: list[Broken] = []
        self.spans = dict(spans)
        self.hiding: set[int] = set()
        self._ends = frozenset(spans.values())
        self._known, self._hides = spans, hiding
        self._open = OpenElements(by_hand)
        self._ghosts = Counter[str]()  # start tags left out that have an end tag of their own
        self._left_out = Counter[str]()  # the same, of what may have none
        self._waiting: list[OpenElement] = []  # to be opened again
        self._interrupted: list[_Interrupted] = []
        self._unclosed: list[OpenElement] = []
        self._now = 0
        self._reopened = 0
        self._loose: set[int] = set()  # parts of tables that hold text and are no cells

    def _report(self, piece: Piece | OpenElement, wrong: Wrong, other: str = "") -> None:
        if not self._open.is_by_hand(piece.number):
            return
        slash = "/" if isinstance(piece, Piece) and piece.kind == "end" else ""
        self.broken.append(Broken(piece.number, wrong, f"<{slash}{piece.name}>", other))

    def _push(self, name: str, text: str, number: int, namespace: str = "") -> None:
        self._open.push(OpenElement(name, text, number, len(self.written), namespace))
        self.written.append(text)

    def _close(self, end: str = "", optional: frozenset[str] = elements.OPTIONAL_END) -> OpenElement:
        """Close the innermost element: by its own ``end`` tag, or by one that is added where browsers need it."""
        top = self._open.pop()
        spans = self._now < self._known.get(top.number, -1)
        if end:
            self.written.append(end)
        elif spans and top.name != "p":
            self.written.append(f"</{top.name}>")
            self._waiting.append(top)
        elif top.namespace or top.name not in optional or top.number in self._known:
            self.written.append(f"</{top.name}>")
            if top.number not in self._known:
                self._report(top, "unclosed")
                self._unclosed.append(top)
            if top.name in (elements.HIDING if not top.namespace else elements.FOREIGN):
                self.hiding.add(top.number)
        return top

    def _close_to(self, index: int, cause: Piece) -> None:
        """Close the elements from the innermost up to an index."""
        while len(self._open.stack) > index:
            closed = self._close()
            if closed.name == "p" and not closed.namespace:
                self._interrupted.append(_Interrupted(closed, len(self._open.stack), cause))

    def _resume(self) -> None:
        """Open again what has been closed for the sake of a block, before anything stands in a line."""
        depth = len(self._open.stack)
        last = self._interrupted[-1] if self._interrupted else None
        if last and last.depth == depth and self._now < self._known.get(last.paragraph.number, -1):
            self._interrupted.pop()
            self._push("p", "<p>", last.paragraph.number)
        if not self._waiting:
            return
        top = self._open.top
        if top and (top.name in elements.IN_TABLE or top.namespace):
            return
        waiting, self._waiting = sorted(self._waiting, key=lambda each: each.number), []
        for each in waiting:
            if self._now < self._known[each.number]:
                self._reopened += 1
                if self._reopened > _MOST_REOPENED:
                    raise TangledError
                self._push(each.name, _IDENTITY.sub("", each.text), each.number)
