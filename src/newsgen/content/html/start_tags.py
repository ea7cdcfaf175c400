"""Start tags: what browsers close before an element, and whether it may stand where it does.

https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody
"""

from __future__ import annotations

from newsgen.content.html import elements
from newsgen.content.html.rewriting import Rewriting
from newsgen.content.html.tags import Piece

_IN_LINE = frozenset(("br", "button", "image", "img", "input", "select", "wbr"))
_END_CHOICES = frozenset(("input", "keygen", "textarea"))
_ALONE = frozenset(("a", "button", "form", "nobr", "select"))
_WITHIN_TABLE = elements.TABLE_PARTS | {"form", "input", "noscript", "script", "style", "table", "template"}


class StartTags(Rewriting):
    """A text written anew, as far as start tags are read."""

    def start(self, piece: Piece) -> None:
        """Open an element where it may stand, or leave its tag out."""
        name = piece.name
        if piece.number in self._known and name != "p":
            self._report(piece, "closed elsewhere")
        if self._open.foreign and name not in elements.LEAVES_FOREIGN:
            self._open_foreign(piece, self._open.foreign)
            return
        while self._open.foreign:
            self._close()
        if name in ("svg", "math"):
            self._resume()
            self._open_foreign(piece, name)
        elif name in elements.OF_PAGES or not self._make_room(piece):
            self._report(piece, "out of place")
            self._left_out[name] += 1
        elif self._is_within_itself(piece):
            self._ghosts[name] += 1
        else:
            self._open_html(piece)

    def _open_html(self, piece: Piece) -> None:
        name = piece.name
        if name not in elements.SPECIAL or name in _IN_LINE:
            self._resume()
        if self._open.is_between_cells and name not in _WITHIN_TABLE:
            self._report(piece, "out of place", "<table>")
        if name in elements.VOID:
            self.written.append(piece.text)
            return
        text = piece.text.removesuffix("/>").rstrip() + ">" if piece.closes_itself else piece.text
        self._push(name, text, piece.number)
        if piece.closes_itself:
            self._report(piece, "closes itself")
            self._close(f"</{name}>")

    def _open_foreign(self, piece: Piece, namespace: str) -> None:
        if piece.closes_itself:
            self.written.append(piece.text)
        else:
            self._push(piece.name, piece.text, piece.number, namespace)

    def _make_room(self, piece: Piece) -> bool:
        """Close what a browser would close before such an element; tell whether it may stand here at all."""
        name = piece.name
        if name in elements.TABLE_PARTS:
            return self._make_room_in_table(piece)
        if name in elements.ENDS_PARAGRAPH:
            return self._make_room_for_block(piece)
        if name in _END_CHOICES and (index := self._open.find("select")) is not None:
            self._close_to(index, piece)
        if name in elements.SIBLINGS and (name.startswith("opt") or self._open.find("ruby") is not None):
            while (top := self._open.top) and top.name in elements.SIBLINGS[name] and not top.namespace:
                self._close_to(len(self._open.stack) - 1, piece)
        return True

    def _make_room_for_block(self, piece: Piece) -> bool:
        name = piece.name
        self._end_lines()
        if name in elements.PARENTS and not self._make_room_in_list(piece):
            return False
        if name == "table" and (index := self._open.find("table")) is not None and self._open.is_bare_table(index):
            self._close_to(index, piece)
        self._end_paragraph(piece)
        top = self._open.top
        if name in elements.HEADINGS and top and top.name in elements.HEADINGS:
            if self._open.ends_work_of_engine(len(self._open.stack) - 1, piece):
                return False
            self._close_to(len(self._open.stack) - 1, piece)
        return True

    def _end_lines(self) -> None:
        """End what does not go on within a block."""
        while (top := self._open.top) and (
            top.number in self._hides
            or (top.name != "p" and self._now < self._known.get(top.number, -1))
            or (top.name in elements.IN_TABLE and self._is_unclosed_table())
        ):
            self._close()

    def _end_paragraph(self, piece: Piece) -> None:
        if (index := self._open.find("p")) is None:
            return
        paragraph = self._open.stack[index]
        inner = self.written[paragraph.at + 1 :]
        is_empty = index == len(self._open.stack) - 1 and not "".join(inner).strip()
        self._close_to(index, piece)
        if paragraph.number in self._known:
            if is_empty and paragraph.text == "<p>":  # engines wrap blocks of HTML in lists and quotations so
                self.written[paragraph.at] = self.written[-1] = ""
            if not is_empty or (self._open.is_known and self._open.is_by_hand(paragraph.number)):
                self._report(piece, "block in a paragraph")

    def _make_room_in_table(self, piece: Piece) -> bool:
        index = self._open.find("table", names=elements.TABLE_CONTEXT[piece.name])
        top = self._open.top
        if index is None or self._open.ends_work_of_engine(index + 1, piece):
            return False
        if not (piece.name == "col" and top and top.name == "colgroup"):
            self._close_to(index + 1, piece)
        return True

    def _make_room_in_list(self, piece: Piece) -> bool:
        """Close the items before one; tell whether it stands in a list: else it might close one of the page."""
        for index in range(len(self._open.stack) - 1, -1, -1):
            each = self._open.stack[index]
            if each.name in elements.SIBLINGS[piece.name] and not each.namespace:
                if self._open.ends_work_of_engine(index, piece):
                    return False
                self._close_to(index, piece)
                return True
            if each.name in elements.PARENTS[piece.name]:
                return True
            if each.name in elements.SPECIAL and each.name not in ("address", "div", "p"):
                return True
        return False

    def _is_unclosed_table(self) -> bool:
        index = self._open.find("table")
        return index is not None and self._open.stack[index].number in self._hides

    def _is_within_itself(self, piece: Piece) -> bool:
        """Tell whether an element cannot stand where it does, because it stands in another of its kind."""
        name = piece.name
        if name not in _ALONE or (index := self._open.find_same(name)) is None:
            return False
        self._report(piece, "within itself")
        same = self._open.stack[index]
        inline = all(each.name not in elements.SPECIAL for each in self._open.stack[index + 1 :])
        if name in ("a", "nobr") and inline and self._open.is_by_hand(same.number):
            while len(self._open.stack) > index:
                closed = self._close(f"</{self._open.stack[-1].name}>")
                if closed is not same and closed.number in self._known:
                    self._waiting.append(closed)
            return False
        return True
