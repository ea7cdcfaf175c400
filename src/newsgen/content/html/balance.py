"""HTML that people wrote, balanced: nothing in a body closes or swallows what stands around it on a page.

Every element is closed where it was opened, so that any browser reads the tags as they stand. What is in order stays as
it is, byte for byte; else end tags are added, and tags that have no place are left out. How browsers read unbalanced
tags: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from msgspec import Struct

from newsgen.content.html import elements
from newsgen.content.html.open_elements import OpenElement
from newsgen.content.html.rewriting import Rewriting
from newsgen.content.html.tags import RAW, Broken, Piece, Reading, read_tags

_OPENING = ("<", "/", "!", "?", "-")
_LAST_SIGN = re.compile(r"<(?=[/!?]?-{0,2}\Z)")
_SIGN_IN_DRAWING = re.compile(r"(<!\[CDATA\[.*?\]\]>)|<", re.DOTALL)
_NOSCRIPT = re.compile("<(?=/?noscript)", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n(?=\s*\S)")
_MARK = re.compile(r"\s*gap[0-9a-f]+x\d+x\s*")


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


class _Balancer(Rewriting):
    """One pass over a text."""

    def run(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self._now = max(self._now, piece.number)
            if piece.kind == "start":
                self._start(piece)
            elif piece.kind == "end":
                self._end(piece)
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
            if self._is_between_cells and top is not None and top.number not in self._loose:
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

    # start tags

    def _start(self, piece: Piece) -> None:
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
        if self._is_between_cells and name not in _WITHIN_TABLE:
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

    @property
    def _is_between_cells(self) -> bool:
        """Whether what comes next would stand in a table, but in no cell of it."""
        top = self._open.top
        return top is not None and top.name in elements.IN_TABLE and not top.namespace

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

    # end tags

    def _end(self, piece: Piece) -> None:
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


_IN_LINE = frozenset(("br", "button", "image", "img", "input", "select", "wbr"))
_END_CHOICES = frozenset(("input", "keygen", "textarea"))
_ALONE = frozenset(("a", "button", "form", "nobr", "select"))
_WITHIN_TABLE = elements.TABLE_PARTS | {"form", "input", "noscript", "script", "style", "table", "template"}
