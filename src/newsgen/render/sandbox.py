"""The sandbox of templates: what may become text in it, so that a page says the same at every build.

Printing a function or a counter would put an address of memory into the page, and a set has another order in every
process. Whatever makes text of values is therefore watched: printing, ``~``, ``%``, the methods of texts, some filters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, Sequence, ValuesView
from datetime import date
from functools import wraps
from pprint import pformat
from string import Formatter
from typing import Any, NoReturn

from jinja2 import Undefined, nodes
from jinja2.filters import make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_eval_context
from markupsafe import Markup
from msgspec import Struct, to_builtins

_PRINTABLE = (str, int, float, Markup, date)
_MAKE_TEXT = (
    *("capitalize", "center", "e", "escape", "forceescape", "format", "indent", "lower", "replace", "safe", "string"),
    *("striptags", "title", "trim", "truncate", "upper", "urlencode", "urlize", "wordcount", "wordwrap", "xmlattr"),
)
"""Filters that turn their arguments into text, whatever these are."""


class UnprintableError(TypeError):
    """A template prints a value that is no text, which would leak an address of memory into a page."""

    def __init__(self, message: str, way_out: str) -> None:
        super().__init__(message)
        self.way_out = way_out


class Unprintable:
    """What has no text: printing it, however it is done, would put an address of memory into the page."""

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


class Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox; the fields of views, which are mere values, need no guard and are asked for all the time."""

    intercepted_binops = frozenset(("%", "-"))
    textual = staticmethod(textual)

    def __init__(self, **options: Any) -> None:
        super().__init__(finalize=printable, **options)
        del self.filters["random"]
        del self.globals["lipsum"]
        self.filters |= {name: _of_text(self.filters[name]) for name in _MAKE_TEXT}
        self.filters["join"] = _join(self.filters["join"])
        self.filters["pprint"] = lambda value: pformat(to_builtins(value))
        self.tests["sameas"] = lambda one, other: type(one) is type(other) and one == other

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give an attribute."""
        if isinstance(obj, Struct) and attribute in obj.__struct_fields__:
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute ``%``, which also fills in texts, and ``-``, which also makes sets."""
        if operator == "%" and isinstance(left, str):
            right = textual(right)
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, set):
            message = "this makes a set, whose order differs from build to build"
            raise UnprintableError(message, "take a list, and leave entries out of it with select or reject")
        return result

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls; methods of texts get what text can be made of."""
        method = getattr(obj, "__wrapped__", obj)  # Jinja's guard around str.format
        if isinstance(text := getattr(method, "__self__", None), str):
            if method.__name__ in ("format", "format_map") and _reaches_in(text):
                way_out = "give it the value itself: “{}”.format(article.title)"
                raise UnprintableError("this takes values apart within a format", way_out)
            args, kwargs = textual(args), textual(kwargs)
        return super().call(context, obj, *args, **kwargs)

    def _generate(self, source: nodes.Template, *names: Any, **options: Any) -> str:
        """Compile a template so that each ``~`` in it takes only what text can be made of."""
        check = nodes.EnvironmentAttribute("textual")
        for concat in list(source.find_all(nodes.Concat)):
            concat.nodes = [
                each if isinstance(each, nodes.Const) else nodes.Call(check, [each], [], None, None, lineno=each.lineno)
                for each in concat.nodes
            ]
        source.set_environment(self)
        return super()._generate(source, *names, **options)


def _of_text(make: Callable[..., Any]) -> Callable[..., Any]:
    """Let a filter have what text can be made of, and nothing else."""
    own = 1 if hasattr(make, "jinja_pass_arg") else 0  # what Jinja itself passes on to the filter

    @wraps(make)
    def made(*arguments: Any, **more: Any) -> Any:
        return make(*arguments[:own], *textual(arguments[own:]), **textual(more))

    return made


def _join(join: Callable[..., str]) -> Callable[..., str]:
    @pass_eval_context
    def joined(context: EvalContext, value: Any, d: str = "", attribute: str | int | None = None) -> str:
        parts = value if attribute is None else map(make_attrgetter(context.environment, attribute), value)
        return join(context, [textual(each) for each in parts], textual(d))

    return joined


def _reaches_in(text: str) -> bool:
    """Tell whether a format names a part of a value, which may be a method: ``{0.upper}``, ``{0[upper]}``."""
    fields = Formatter().parse(text)
    return any(re.search(r"[.\[]", name or "") or _reaches_in(spec or "") for _, name, spec, _ in fields)
