"""Jinja's sandbox, strict about what is printed, and quick where newsgen made a value itself: that is nearly everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from datetime import date
from functools import lru_cache
from typing import Any, ClassVar, NoReturn

from jinja2 import Template, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape
from msgspec import Struct

_PRINTABLE = (str, int, float, Markup, date)


class UnprintableError(TypeError):
    """A template prints a value that is no text, which would leak an address of memory into a page."""

    def __init__(self, message: str, way_out: str) -> None:
        super().__init__(message)
        self.way_out = way_out


def printable(value: object) -> object:
    """Give a value that has a text, none for nothing.

    Raises:
        UnprintableError: it has none.
    """
    if value is None:
        return ""
    if isinstance(value, Undefined):
        return value  # fails by itself, in Jinja's own words
    if not isinstance(value, _PRINTABLE):
        refuse(value)
    return value


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


_escape = lru_cache(2_000)(escape)  # menus and names come again on every page


def _print(value: object) -> str:
    if type(value) is str:
        return _escape(value)
    return value if type(value) is Markup else escape(printable(value))


class _Fields(dict[type, frozenset[str]]):
    """What templates may ask of values without any guard, by their type."""

    def __missing__(self, kind: type) -> frozenset[str]:
        fields: Iterable[str] = kind.__struct_fields__ if issubclass(kind, Struct) else ()
        self[kind] = frozenset(kind.fields if issubclass(kind, Unprintable) else fields)
        return self[kind]


_FIELDS = _Fields()


class _Generator(CodeGenerator):
    """Compiles what a template prints to one call, where Jinja makes two: one that finalizes, one that escapes."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if self._escapes(frame):
            self.write("environment.print(")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if self._escapes(frame):
            self.write(")")
        else:
            super()._output_child_post(node, frame, finalize)

    def _escapes(self, frame: Frame) -> bool:
        return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


class _Printed(Struct, frozen=True):
    _body_stream: tuple[str]


class _Template(Template):
    """A template that is printed once for all pages where another one includes it without context."""

    environment: Sandbox

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        if ctx is not None:  # another template imports it
            return super()._get_default_module(ctx)
        return _Printed((self.environment.print_part(self),))


class Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox. Fields of views, and what newsgen or a template itself lets be called, need no guard."""

    code_generator_class = _Generator
    template_class = _Template
    print = staticmethod(_print)
    print_part: Callable[[Template], str]
    """Prints a template that sees no page."""

    def getattr(self, obj: object, attribute: str) -> Any:
        """Give an attribute, or what says that there is none."""
        if attribute in _FIELDS[type(obj)]:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: object, argument: Any) -> Any:
        """Give an entry, or an attribute where there is no such entry."""
        if type(argument) is str and argument in _FIELDS[type(obj)]:
            return getattr(obj, argument)
        return super().getitem(obj, argument)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give the globals of a template: one mapping for all, as no template has any of its own."""
        return super().make_globals(d) if d else self.globals

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls."""
        if type(called) is Macro:
            args = (context.eval_ctx, *args)
        elif not isinstance(called, Unprintable):
            return super().call(context, called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)
