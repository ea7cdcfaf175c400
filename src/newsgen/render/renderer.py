"""A page's view to the page's bytes, with the questions that its templates asked on the way."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import Any, cast

from jinja2 import Template, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import TemplateError
from markupsafe import Markup, escape
from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.digest import Digest
from newsgen.base.faults import BodyLine, Fault, did_you_mean
from newsgen.base.patterns import regex
from newsgen.base.seal import DamagedError
from newsgen.content.markup import token_of
from newsgen.content.weave import fill
from newsgen.model.words import WordsError
from newsgen.pages import views
from newsgen.pages.page import Escape
from newsgen.pages.questions import (
    ANSWERS,
    Answers,
    QueryError,
    Question,
    Reading,
    Readings,
    Scalar,
    UnansweredError,
    plain,
)
from newsgen.pages.views import Call, Hole, Image, Text, View
from newsgen.render import environment
from newsgen.render.environment import Config
from newsgen.render.printable import Unprintable, UnprintableError
from newsgen.render.sandbox import Sandbox
from newsgen.render.structured.newspaper import Newspaper
from newsgen.render.structured.script import structured_data
from newsgen.render.templates import GIVEN_UP, Templates

FetchBody = Callable[[Digest], str]
_MOST_PAGES = 3
_NO_ATTRIBUTE = regex(r"'(?:[\w.]+\.)?(\w+) object' has no attribute '(\w+)'")
_FIELDS: Mapping[str, tuple[str, ...]] = {
    name: kind.__struct_fields__
    for module in (views, environment)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Struct)
}
_MANUAL = "docs/templates.md says what a template sees and how to print it"
_ADDRESS = regex(r" at 0x[0-9a-fA-F]+")  # of memory: another one at every build
_UNDEFINED = regex(r"'(\w+)' is undefined")


class RenderedPage(Struct, frozen=True):
    """The bytes of a page and the recorded questions of its templates, in order."""

    data: bytes
    readings: Readings


class Failure(Struct, frozen=True):
    """A page that could not be rendered: the fault in the template, and the page's address."""

    fault: Fault
    url: str


def faults_of(failures: Iterable[Failure]) -> list[Fault]:
    """Report each fault of a template once, naming the pages that it spoils."""
    urls: dict[Fault, list[str]] = {}
    for failure in failures:
        urls.setdefault(failure.fault, []).append(failure.url)
    return [
        replace(fault, message=f"{fault.message} (while rendering {_listed(pages)})") for fault, pages in urls.items()
    ]


class Renderer:
    """Renders pages of one site; a page is a function of its view, the templates, the settings and the answers."""

    def __init__(self, environment: Sandbox, templates: Templates, answers: Answers, fetch_body: FetchBody) -> None:
        self.environment = environment.overlay()
        self.environment.print_part = self._print_part
        self._environments: dict[Escape, Sandbox] = {"html": self.environment, "xml": self.environment}
        self._parts: dict[Template, tuple[str, dict[Question, Reading]]] = {}
        self._templates = templates
        self._fetch_body = fetch_body
        self._recorder = _Recorder(answers)
        self._questions = answers.types
        self.environment.filters["html"] = self._html
        self._newspaper = Newspaper(cast("Config", environment.globals["config"]))
        self._site = _Questions({name: _Question(self._recorder, name) for name in answers.types})

    def render(self, template: str, url: str, view: View, escape: Escape = "html") -> RenderedPage | Failure:
        """Render the page at ``url``, or say which line of which template keeps it from being rendered.

        Raises:
            UnansweredError: a template asks what only the site itself can answer.
        """
        self._recorder.start()
        self._forget_modules()
        context = {name: getattr(view, name) for name in view.__struct_fields__}
        context["structured_data"] = _StructuredData(view, self._newspaper)
        try:
            text = self._environment(escape).get_template(template).render(context, view=view, site=self._site)
            return RenderedPage(text.encode(), self._recorder.readings())
        except (DamagedError, UnansweredError):
            raise
        except Exception as error:  # noqa: BLE001 - templates run the code of others, whose fault it is
            return Failure(self._fault(error, template, view), url)

    def _environment(self, escape: Escape) -> Sandbox:
        """Give the environment that writes values as a language of pages wants it; html and xml want the same."""
        found = self._environments.get(escape)
        if found is None:
            found = self._environments[escape] = self.environment.writing(json=escape == "json")
            found.filters["html"] = lambda text: str(self._html(text))
        return found

    def _print_part(self, template: Template) -> str:
        """Print a template that sees no page: once for all pages, each of which has asked its questions."""
        if template not in self._parts:
            with self._apart(), self._recorder.apart() as asked:
                self._parts[template] = template.render(site=self._site), asked
        text, asked = self._parts[template]
        self._recorder.repeat(asked)
        return text

    @contextmanager
    def _apart(self) -> Iterator[None]:
        """Let what is printed meanwhile and the page know nothing of each other's imported templates."""
        modules = {template: template._module for template in self._loaded()}  # noqa: SLF001 - as below
        self._forget_modules()
        yield
        self._forget_modules()
        for template, module in modules.items():
            template._module = module  # noqa: SLF001 - as below

    def _forget_modules(self) -> None:
        """Let no imported template remember the page before: Jinja keeps one module for all, counters and all."""
        for template in self._loaded():
            template._module = None  # noqa: SLF001 - Jinja has no other way

    def _loaded(self) -> Iterable[Template]:
        caches = [each.cache or {} for name, each in self._environments.items() if name != "xml"]  # it is that of html
        return chain.from_iterable(cache.values() for cache in caches)

    def _html(self, text: Text | None) -> Markup:
        if text is None:
            return Markup()
        if not isinstance(text, Text):
            raise TypeError("the filter html is for texts, such as article.body")
        woven = self._fetch_body(text.digest)
        filled = fill(woven, token_of(text.digest), lambda number: self._hole(text.holes[number], text))
        return Markup(filled)  # noqa: S704 - made by Markdown under the site's policy for raw HTML

    def _hole(self, hole: Hole, text: Text) -> str:
        if isinstance(hole, Call):
            template = self.environment.get_template(f"shortcodes/{hole.name}.html")
            return template.render({"typography": text.typography, **hole.arguments}, site=self._site)
        if isinstance(hole, Image):
            sizes = f' srcset="{escape(hole.srcset)}" sizes="{escape(hole.sizes)}"' if hole.srcset else ""
            return f'src="{escape(hole.url)}"{sizes} width="{hole.width}" height="{hole.height}" loading="lazy"'
        return hole

    def _fault(self, error: Exception, template: str, view: View) -> Fault:
        path, line = self._place(error, template)
        message, way_out, word = (_ADDRESS.sub("", each) for each in self._explain(error, view))
        return Fault("template-error", message, path, BodyLine(line - 1, word), way_out)

    def _place(self, error: Exception, template: str) -> tuple[str, int]:
        paths = {template.path for template in self._templates.by_name.values()}
        if isinstance(error, TemplateSyntaxError) and error.filename in paths:
            return error.filename or "", error.lineno
        frames = traceback.extract_tb(error.__traceback__)
        for frame in reversed(frames):
            if frame.filename in paths:
                return frame.filename, frame.lineno or 1
        root = self._templates.by_name.get(template)
        return (root.path if root else f"templates/{template}"), 1

    def _explain(self, error: Exception, view: View) -> tuple[str, str, str]:
        """Say in plain words what went wrong in a template, the way out, and which word of the line is wrong."""
        match error:
            case QueryError() | WordsError():
                return str(error), error.way_out, error.word
            case UnprintableError():
                return str(error), error.way_out, ""
            case TemplateNotFound():
                name = str(error.name or "")
                if name in GIVEN_UP:
                    return f"the theme has no “{name}” any more: {GIVEN_UP[name]}", "take this line out", name
                near = did_you_mean(name, self._templates.by_name)
                return f"there is no template “{name}”", near or f"it should be templates/{name}", name
            case UndefinedError() if found := _NO_ATTRIBUTE.search(str(error)):
                kind, name = found.groups()
                if kind == "_Questions":
                    way_out = did_you_mean(name, self._questions) or f"it has {', '.join(self._questions)}"
                    return f"site has no question “{name}”", way_out, name
                fields = _FIELDS.get(kind, ())
                way_out = did_you_mean(name, fields) or (f"its fields: {', '.join(fields)}" if fields else _MANUAL)
                return f"{kind} has no field “{name}”", way_out, name
            case UndefinedError() if found := _UNDEFINED.search(str(error)):
                name, known = found[1], (*view.__struct_fields__, "site", "config", "say", "structured_data")
                return f"“{name}” is not defined here", did_you_mean(name, known) or _MANUAL, name
            case TemplateError():
                return error.message or type(error).__name__, _MANUAL, ""
            case RecursionError():
                return "this template includes itself without end", "take one of the includes or calls out", ""
            case _:
                return f"this cannot be computed: {error} ({type(error).__name__})", _MANUAL, ""


class _StructuredData(Unprintable):
    """``structured_data`` in templates: what a page says of itself to machines, as a script."""

    def __init__(self, view: View, newspaper: Newspaper) -> None:
        self._view = view
        self._newspaper = newspaper

    def __call__(self) -> Markup:
        return Markup(structured_data(self._view, self._newspaper))  # noqa: S704 - what could end it is escaped


class _Question(Unprintable):
    """A question of the site, to be called by templates."""

    def __init__(self, recorder: _Recorder, name: str) -> None:
        self._ask = partial(recorder.ask, name)

    def __call__(self, *arguments: Scalar) -> Any:
        return self._ask(*arguments)


class _Questions(Unprintable):
    """``site`` in templates: every question by its name."""

    fields = ANSWERS  # those of plugins take the longer way of the sandbox

    def __init__(self, questions: Mapping[str, _Question]) -> None:
        self.__dict__.update(questions)


class _Recorder:
    """The questions of the page being rendered: each once, in the order first asked."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._asked: dict[Question, Reading] = {}

    def start(self) -> None:
        self._asked = {}

    def ask(self, name: str, *arguments: Scalar) -> Any:
        arguments = plain(name, arguments)
        answer, answer_digest = self._answers.ask(name, arguments)
        self._asked.setdefault((name, arguments), (name, arguments, answer_digest))
        return answer

    @contextmanager
    def apart(self) -> Iterator[dict[Question, Reading]]:
        """Record for a while what is asked by something else."""
        asked, self._asked = self._asked, {}
        try:
            yield self._asked
        finally:
            self._asked = asked

    def repeat(self, asked: dict[Question, Reading]) -> None:
        """Record questions that were asked before."""
        self._asked |= asked

    def readings(self) -> Readings:
        return tuple(self._asked.values())


def _listed(urls: list[str]) -> str:
    more = len(urls) - _MOST_PAGES
    return ", ".join(urls[:_MOST_PAGES]) + (f" and {more} more" if more > 0 else "")
