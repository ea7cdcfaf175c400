"""The sandbox of templates: Jinja's, strict about what becomes text, and quick where newsgen made a value itself.

Whatever makes text of values is watched: printing, ``~``, ``%``, the methods of texts, some filters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, MutableMapping
from functools import lru_cache, wraps
from json import dumps
from pprint import pformat
from string import Formatter
from typing import Any

from jinja2 import Template, Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import make_attrgetter
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_eval_context
from markupsafe import Markup, escape
from msgspec import Struct, to_builtins

from newsgen.base.overrides import overrides
from newsgen.render.printable import Unprintable, UnprintableError, printable, textual

_SCOPES = ("_block_vars", "_loop_vars")
"""What Jinja passes along with every call, for functions that ask for their context."""

_MAKE_TEXT = (
    *("capitalize", "center", "e", "escape", "forceescape", "format", "indent", "lower", "replace", "safe", "string"),
    *("striptags", "title", "trim", "truncate", "upper", "urlencode", "urlize", "wordcount", "wordwrap", "xmlattr"),
)
"""Filters that turn their arguments into text, whatever these are."""

_escape = lru_cache(2_000)(escape)  # menus and names come again on every page


def _print(value: object) -> str:
    if type(value) is str:
        return _escape(value)
    return value if type(value) is Markup else escape(printable(value))


def _print_json(value: object) -> str:
    """Write a value in JSON; what macros and blocks have written is JSON already."""
    if type(value) is Markup:
        return value
    value = textual(value)
    return dumps(None if isinstance(value, Undefined) else value, ensure_ascii=False)


class _Fields(dict[type, frozenset[str]]):
    """What templates may ask of values without any guard, by their type."""

    def __missing__(self, kind: type) -> frozenset[str]:
        fields: Iterable[str] = kind.__struct_fields__ if issubclass(kind, Struct) else ()
        if kind is LoopContext:  # asked by every row of every list
            fields = (name for name in dir(kind) if not name.startswith("_"))
        self[kind] = frozenset(kind.fields if issubclass(kind, Unprintable) else fields)
        return self[kind]


_FIELDS = _Fields()


@overrides("jinja2", "_output_child_pre", "_output_child_post")
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

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        if (
            getattr(self.environment, "print", _print) is not _print
        ):  # what is known at compile time would be written in HTML
            raise nodes.Impossible
        return super()._output_child_to_const(node, frame, finalize)

    def _escapes(self, frame: Frame) -> bool:
        return bool(frame.eval_ctx.autoescape and not frame.eval_ctx.volatile)


class _Printed(Struct, frozen=True):
    _body_stream: tuple[str]


@overrides("jinja2", "_get_default_module")
class _Template(Template):
    """A template that is printed once for all pages where another one includes it without context."""

    environment: Sandbox

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        if ctx is not None:  # another template imports it
            return super()._get_default_module(ctx)
        return _Printed((self.environment.print_part(self),))


@overrides("jinja2", "_generate", "call", "call_binop", "getattr", "getitem", "intercepted_binops", "make_globals")
class Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox. Fields of views, and what newsgen or a template itself lets be called, need no guard."""

    code_generator_class = _Generator
    template_class = _Template
    print = staticmethod(_print)
    intercepted_binops = frozenset(("%", "-"))
    textual = staticmethod(textual)
    print_part: Callable[[Template], str]
    """Prints a template that sees no page."""

    def __init__(self, **options: Any) -> None:
        super().__init__(finalize=printable, **options)
        del self.filters["random"]
        del self.globals["lipsum"]
        self.filters |= {name: _of_text(self.filters[name]) for name in _MAKE_TEXT}
        self.filters["join"] = _join(self.filters["join"])
        self.filters["pprint"] = lambda value: pformat(to_builtins(value))
        self.tests["sameas"] = lambda one, other: type(one) is type(other) and one == other

    def writing(self, *, json: bool) -> Sandbox:
        """Give the same environment for pages in which values are written in JSON, or as they are."""
        other = self.overlay(autoescape=json, bytecode_cache=None)
        other.filters = dict(self.filters)
        if json:
            other.print = _print_json
        return other

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

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute ``%``, which also fills in texts, and ``-``, which also makes sets."""
        if operator == "%" and isinstance(left, str):
            right = textual(right)
        result = super().call_binop(context, operator, left, right)
        if isinstance(result, set):
            message = "this makes a set, whose order differs from build to build"
            raise UnprintableError(message, "take a list, and leave entries out of it with select or reject")
        return result

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call what a template calls; methods of texts get what text can be made of."""
        if called is textual:  # beside a ``~``
            return textual(*args)
        if type(called) is Macro:
            args = (context.eval_ctx, *args)
        elif not isinstance(called, Unprintable):
            if _is_of_text(called):
                args = textual(args)
                kwargs = {name: textual(each) for name, each in kwargs.items() if name not in _SCOPES}
            return super().call(context, called, *args, **kwargs)
        for name in _SCOPES:
            kwargs.pop(name, None)
        return called(*args, **kwargs)

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


def _is_of_text(called: object) -> bool:
    """Tell whether a method of a text is called.

    Raises:
        UnprintableError: it is one that would take other values apart.
    """
    method: Any = getattr(called, "__wrapped__", called)  # Jinja's guard around str.format
    text = getattr(method, "__self__", None)
    if not isinstance(text, str):
        return False
    if method.__name__ in ("format", "format_map") and _reaches_in(text):
        way_out = "give it the value itself: “{}”.format(article.title)"
        raise UnprintableError("this takes values apart within a format", way_out)
    return True


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
