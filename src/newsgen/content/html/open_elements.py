"""The elements that are open at a place in HTML, from the outermost to the innermost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

from msgspec import Struct

from newsgen.content.engines import TangledError
from newsgen.content.html import elements
from newsgen.content.html.tags import Piece

_DEEPEST = 400  # browsers stop at 512


class OpenElement(Struct):
    """An element that is open: its start tag as written, its number, and where it stands in what is written.

    ``namespace`` says which drawing or formula it belongs to: ``svg``, ``math``, or none.
    """

    name: str
    text: str
    number: int
    at: int
    namespace: str = ""


class OpenElements:
    """The stack of open elements. ``by_hand`` are the numbers of tags that an editor wrote; unknown, all of them."""

    def __init__(self, by_hand: Container[int] | None) -> None:
        self.stack: list[OpenElement] = []
        self.is_known = by_hand is not None
        self._by_hand = by_hand
        self._counts = Counter[str]()

    @property
    def top(self) -> OpenElement | None:
        """The innermost element."""
        return self.stack[-1] if self.stack else None

    @property
    def foreign(self) -> str:
        """The namespace of what comes next, if it is a drawing's or a formula's."""
        top = self.top
        return "" if top is None or elements.holds_html(top.namespace, top.name, top.text) else top.namespace

    @property
    def is_between_cells(self) -> bool:
        """Whether what comes next would stand in a table, but in no cell of it."""
        top = self.top
        return top is not None and top.name in elements.IN_TABLE and not top.namespace

    def push(self, element: OpenElement) -> None:
        """Open an element.

        Raises:
            TangledError: there are hundreds around it.
        """
        if len(self.stack) > _DEEPEST:
            raise TangledError
        self.stack.append(element)
        self._counts[element.name] += 1

    def pop(self) -> OpenElement:
        """Close the innermost element."""
        element = self.stack.pop()
        self._counts[element.name] -= 1
        return element

    def is_by_hand(self, number: int) -> bool:
        """Tell whether an editor wrote a tag."""
        return number < 0 or self._by_hand is None or number in self._by_hand

    def find(self, name: str, end: Piece | None = None, *, names: frozenset[str] = frozenset()) -> int | None:
        """Find the element that an ``end`` tag of a name, or the like, would close: one of these ``names``."""
        names = names or frozenset((name,))
        if not any(self._counts[each] for each in names):
            return None
        if end is not None and not self.is_by_hand(end.number):
            return self._find_of_engine(names)
        bounds = elements.bounds(name)
        for index in range(len(self.stack) - 1, -1, -1):
            each = self.stack[index]
            made_by_engine = end is not None and not self.is_by_hand(each.number)
            if each.name in names:
                return None if made_by_engine else index
            if each.namespace:
                if elements.holds_html(each.namespace, each.name, each.text):
                    return None
            elif each.name in bounds or (made_by_engine and each.name != "p"):
                return None
        return None

    def find_drawing(self, end: Piece) -> int | None:
        """Find the part of a drawing or formula that an end tag means which browsers do not heed within HTML."""
        for index in range(len(self.stack) - 1, -1, -1):
            each = self.stack[index]
            if each.namespace and each.name == end.name:
                return index
            if not self.is_by_hand(each.number) and each.name != "p":
                return None
        return None

    def _find_of_engine(self, names: frozenset[str]) -> int | None:
        """Find what an engine has opened: it closes that, whatever somebody wrote within."""
        for index in range(len(self.stack) - 1, -1, -1):
            if self.stack[index].name in names and not self.is_by_hand(self.stack[index].number):
                return index
        return None

    def find_same(self, name: str) -> int | None:
        """Find an open element of a name that another one could not stand in."""
        if not self._counts[name]:
            return None
        for index in range(len(self.stack) - 1, -1, -1):
            each = self.stack[index]
            if each.name == name and not each.namespace:
                return index
            if each.name in elements.MARKERS and name != "form":
                return None
        return None

    def ends_work_of_engine(self, index: int, piece: Piece) -> bool:
        """Tell whether somebody's tag would close what an engine has opened, from an index on."""
        return self.is_by_hand(piece.number) and not all(self.is_by_hand(each.number) for each in self.stack[index:])

    def is_bare_table(self, index: int) -> bool:
        """Tell whether a table is open from an index on, but no cell of it."""
        return all(each.name not in elements.TABLE_CELLS for each in self.stack[index:])
