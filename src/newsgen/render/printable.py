"""What templates may print, so that a page says the same at every build.

A function or a counter would put an address of memory into the page, and a set has another order in every process.
"""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, Sequence, ValuesView
from datetime import date
from typing import Any, ClassVar, NoReturn

from jinja2 import Undefined
from jinja2.runtime import LoopContext
from markupsafe import Markup
from msgspec import Struct

_PRINTABLE = (str, int, float, Markup, date)


class UnprintableError(TypeError):
    """A template prints a value that is no text, which would leak an address of memory into a page."""

    def __init__(self, message: str, way_out: str) -> None:
        super().__init__(message)
        self.way_out = way_out


class Unprintable:
    """What has no text: printing it, however it is done, would put an address of memory into the page.

    ``fields`` are what templates find in it.
    """

    fields: ClassVar[Iterable[str]] = ()

    def __repr__(self) -> NoReturn:
        refuse(self)

    __str__ = __html__ = __repr__

    def __format__(self, _: str) -> NoReturn:
        refuse(self)


def refuse(value: object) -> NoReturn:
    """Refuse to print a value that is no text."""
    kind = type(value).__name__
    if callable(value):
        raise UnprintableError(
            "this prints a function", 'put brackets and arguments behind it: say("home"), site.latest(5)'
        )
    if kind == "Text":
        raise UnprintableError("this prints a text without its filter", "write {{ … | html }}")
    fields = ", ".join(value.__struct_fields__) if isinstance(value, Struct) else ""
    way_out = f"print one of its fields: {fields}" if fields else "print one of its entries, or loop over them"
    raise UnprintableError(f"this prints a whole {kind}, which is no text", way_out)


def printable(value: object) -> object:
    """Give what is printed for a value.

    Raises:
        UnprintableError: it is no text.
    """
    if value is None:
        return ""
    if isinstance(value, Undefined):
        return value  # fails by itself, in Jinja's own words
    if not isinstance(value, _PRINTABLE):
        refuse(value)
    return value


def textual(value: Any) -> Any:
    """Give a value that text may be made of: one that can be printed, or a list or mapping of such.

    Raises:
        UnprintableError: there is something else in it.
    """
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {textual(key): textual(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return tuple(map(textual, value))
    if isinstance(value, Sequence | KeysView | ValuesView | ItemsView | Iterator) and not isinstance(
        value, LoopContext
    ):
        return [textual(each) for each in value]
    return printable(value)
