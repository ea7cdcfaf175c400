"""End tags: what each closes, and which close nothing.

https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody
"""

from __future__ import annotations

from newsgen.content.html import elements
from newsgen.content.html.rewriting import Rewriting
from newsgen.content.html.tags import Piece


class EndTags(Rewriting):
    """A text written anew, as far as end tags are read."""

    def end(self, piece: Piece) -> None:
        """Close what an end tag closes, or leave it out."""
        name = piece.name
        if self._ghosts[name]:
            self._ghosts[name] -= 1
            return
        if self._open.foreign and name in ("p", "br"):
            while self._open.foreign:
                self._close()
        if name == "br":
            self.written.append("<br>")
            self._report(piece, "stray")
            return
        names = elements.HEADINGS if name in elements.HEADINGS else frozenset((name,))
        index = None if name in elements.VOID else self._open.find(name, piece, names=names)
        if index is None and self._open.is_by_hand(piece.number):
            index = self._open.find_drawing(piece)
        if index is None:
            self._leave_out(piece)
            return
        while self._open.stack[index].namespace and len(self._open.stack) > index + 1:
            self._close(optional=frozenset())  # the end tag of a drawing closes nothing of HTML
        self._close_to(index + 1, piece)
        same = self._open.stack[index].name == name
        self._close(piece.text if same else f"</{self._open.stack[index].name}>")
        if not same:
            self._report(piece, "stray")

    def _leave_out(self, piece: Piece) -> None:
        """Leave an end tag out that closes nothing here; it may belong to something that is closed already."""
        if self._left_out[piece.name]:
            self._left_out[piece.name] -= 1
            return
        if piece.number in self._ends:
            self._waiting = [each for each in self._waiting if self._known[each.number] != piece.number]
            return
        if piece.name == "p" and self._leave_out_of_paragraph(piece):
            return
        self._report(piece, "stray")
        if piece.name in elements.FORMATTING:
            opened = [each for each in self._open.stack if each.name == piece.name] or [
                each for each in self._unclosed if each.name == piece.name
            ]
            if opened and opened[-1].number not in self.spans and self._open.is_by_hand(opened[-1].number):
                self.spans[opened[-1].number] = piece.number

    def _leave_out_of_paragraph(self, piece: Piece) -> bool:
        """Tell whether an end tag is that of a paragraph which something within has ended."""
        while self._interrupted:
            last = self._interrupted.pop()
            if self._open.is_by_hand(last.paragraph.number) is not self._open.is_by_hand(piece.number):
                continue
            if last.cause.kind == "end" and self._open.is_by_hand(piece.number):
                return False
            if last.cause.kind == "end":
                self._report(last.cause, "closed elsewhere")
            elif last.depth == len(self._open.stack):
                self.spans[last.paragraph.number] = piece.number
            else:
                continue
            return True
        return False
