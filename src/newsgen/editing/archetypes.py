"""Archetypes: what a new text of a kind begins with, as a template of the site, or newsgen's own.

Values are written as YAML in the front matter, with quotation marks where they need them, and as they are below it.
So an archetype says ``title: {{ title }}``, whatever a title may hold. Faults of what it makes are its own: they are
told at its own lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import fields, replace

from newsgen.base.faults import Fault, Located, Place
from newsgen.base.opening import Ground, unreadable
from newsgen.content.source_text import read_text, split
from newsgen.model.kinds import ContentKind
from newsgen.render.printable import UnprintableError, printable
from newsgen.render.sandbox import Sandbox
from newsgen.schema.yaml_text import Document
from newsgen.schema.yaml_writing import as_list, as_value

FOLDER = "archetypes"
_OWN = {
    "article": """\
---
title: {{ title }}
category: {{ category }}
{% if author %}
author: {{ author }}
{% endif %}
date: {{ date }}
{% if own_slug %}
slug: {{ slug }}
{% endif %}
summary:
tags: []
{% if draft %}
draft: true
{% endif %}
---

""",
    "author": "---\nname: {{ title }}\nrole:\n---\n\n",
    "category": "---\ntitle: {{ title }}\ndescription:\n---\n\n",
    "page": "---\ntitle: {{ title }}\nsummary:\n{% if draft %}\ndraft: true\n{% endif %}\n---\n\n",
}
_MARK = re.compile("\x02([0-9]+)\x03")
_LEADING = re.compile(f"(?:{_MARK.pattern})+")
"""Stands before each line that comes from the archetype; no text may hold such characters."""
_TRYING = "« a »: \"b\" 'c' #d"
"""A title for which it matters who writes the quotation marks."""
_ALONE = "newsgen writes the quotation marks that a value needs: let {{ title }}, or {{ … ~ title }}, stand alone there"
_DATE = "date"


class Archetype(Struct, frozen=True):
    """The template of a kind, and the path that faults name: of the site, or ``newsgen:`` before newsgen's own."""

    path: str
    text: str


class ArchetypeError(Exception):
    """No text can be made of an archetype; ``faults`` say why, at its lines."""

    def __init__(self, faults: Iterable[Located]) -> None:
        super().__init__("the archetype cannot be used")
        self.faults = tuple(faults)


class Drawn(Struct, frozen=True):
    """A text made of an archetype, and for each of its lines that of the archetype."""

    archetype: Archetype
    text: str
    lines: tuple[int, ...]

    def at_archetype(self, located: Located) -> Located:
        """Tell a fault of the text at the archetype."""
        written, made = self.archetype.text.split("\n"), self.text.split("\n")
        line = min(located.place.line, len(self.lines))
        number = self.lines[line - 1]
        pairs = zip(made[line - 1][: located.place.column - 1], written[number - 1], strict=False)
        column = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)) + 1
        length = max(len(written[number - 1]) - column + 1, 1)
        fault = Fault(located.fault.code, located.fault.message, self.archetype.path, help=located.fault.help)
        return _located(fault, Place(number, column, length), written)


def archetype_of(root: Path, kind: ContentKind) -> Archetype:
    """Read the archetype of a kind: the site's own, or else newsgen's.

    Raises:
        ArchetypeError: it cannot be read.
    """
    path = f"{FOLDER}/{kind.name}.{kind.endings[0]}"
    try:
        data = Ground(root).read(path)
    except FileNotFoundError:
        return Archetype(f"newsgen:{path}", _OWN.get(kind.name) or _plain(kind))
    except OSError as error:
        raise ArchetypeError([Located(unreadable(path, error), Place())]) from None
    text, faults = read_text(data, path)
    if faults:
        lines = text.split("\n")
        raise ArchetypeError(_located(each, each.spot, lines) for each in faults if isinstance(each.spot, Place))
    return Archetype(path, text)


def draw(archetype: Archetype, values: Mapping[str, Any]) -> Drawn:
    """Fill in an archetype; ``date`` is written as it is.

    Raises:
        ArchetypeError: it is no template, or makes no front matter.
    """
    drawn = _draw(archetype, values)
    tried = _draw(archetype, {**values, "title": _TRYING, "name": _TRYING})
    for each in (drawn, tried):
        parts, fault = split(each.text, archetype.path)
        faults = [fault] if fault else Document(parts.matter, archetype.path, parts.matter_line).load()[1]
        if faults:
            raise ArchetypeError(_of_value(each.at_archetype(Located(one, _place(one)))) for one in faults)
    return drawn


def _of_value(located: Located) -> Located:
    """Say of a fault in the YAML of a line with a value who writes its quotation marks: not the archetype."""
    has_value = bool(located.excerpt) and "{{" in located.excerpt[-1][1]
    is_of_yaml = located.fault.code == "bad-yaml"
    return replace(located, fault=replace(located.fault, help=_ALONE)) if has_value and is_of_yaml else located


def _place(fault: Fault) -> Place:
    return fault.spot if isinstance(fault.spot, Place) else Place()


def _draw(archetype: Archetype, values: Mapping[str, Any]) -> Drawn:
    parts, fault = split(archetype.text, archetype.path)
    lines = archetype.text.split("\n")
    if fault is not None:
        raise ArchetypeError([_located(fault, _place(fault), lines)])
    head = archetype.text.removesuffix(parts.body)
    known = {name: Markup(each) if name == _DATE else each for name, each in values.items()}  # noqa: S704 - no HTML
    above, of_above = _unmarked(_render(archetype, head, 1, known, is_yaml=True), 1)
    first = head.count("\n") + 1
    below, of_below = _unmarked(_render(archetype, parts.body, first, known, is_yaml=False), first)
    return Drawn(archetype, above + below, (*of_above[:-1], *of_below))  # what is above ends with a line break


def _unmarked(marked: str, first_line: int) -> tuple[str, list[int]]:
    """Take the marks out of a text; give for each of its lines that of the archetype."""
    numbers, number = [], 0
    for line in marked.split("\n"):
        leading = _LEADING.match(line)
        number = int(leading[1]) if leading else number
        numbers.append(number + first_line - 1)
        number = int(_MARK.findall(line)[-1]) if _MARK.search(line) else number
    return _MARK.sub("", marked), numbers


def _render(archetype: Archetype, text: str, first_line: int, values: Mapping[str, Any], *, is_yaml: bool) -> str:
    environment = Sandbox(
        autoescape=is_yaml,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=[_Marking],
    )
    if is_yaml:
        environment.print = _print_yaml
    else:
        environment.finalize = _print_text
    lines = archetype.text.split("\n")

    def fault(message: str, line: int, way_out: str) -> ArchetypeError:
        found = Fault("bad-template", message, archetype.path, help=way_out)
        width = len(lines[line - 1]) if line <= len(lines) else 1
        return ArchetypeError([_located(found, Place(line, 1, max(width, 1)), lines)])

    names = ", ".join(values)
    try:
        return environment.from_string(text).render(values)
    except TemplateSyntaxError as error:
        message = f"this archetype cannot be read: {(error.message or '').rstrip('.')}"
        raise fault(message, first_line + error.lineno - 1, f"an archetype may use {names}") from None
    except (TemplateError, UnprintableError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        line = first_line + _line_of(error) - 1
        raise fault(f"this archetype fails: {error}", line, f"an archetype may use {names}") from None
    except RecursionError:
        raise fault("this archetype calls itself without end", first_line, "take one of the calls out") from None


def _line_of(error: Exception) -> int:
    """Give the line of a template on which it fails."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


class _Marking(Extension):
    """Puts a mark before each line of a template that is text, with the number of the line."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Give the tokens of a template, its text with marks."""
        for token in stream:
            lines = token.value.split("\n") if token.type == "data" else ()
            marked = "\n".join(f"\x02{number}\x03{line}" for number, line in enumerate(lines, token.lineno))
            yield Token(token.lineno, "data", marked) if lines else token


def _print_yaml(value: object) -> str:
    """Write a value in YAML; what is written already stays."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, list | tuple):
        return as_value(value[0]) if len(value) == 1 else as_list(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    value = printable(value)
    return as_value(value) if isinstance(value, str) else str(value)


def _print_text(value: object) -> object:
    """Write a value in a text: several names as a list that people read."""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else printable(value)


def _plain(kind: ContentKind) -> str:
    """Make the archetype of a kind that has none: the fields that it cannot do without, and its state."""
    declared = fields(kind.schema) if kind.schema else ()
    lines = [f"{each.encode_name}: {{{{ {each.encode_name} }}}}" for each in declared if each.required]
    if any(each.name == "draft" for each in declared):
        lines.append("{% if draft %}\ndraft: true\n{% endif %}")
    return "\n".join(["---", *lines, "---", "", ""])


def _located(fault: Fault, place: Place, lines: Sequence[str]) -> Located:
    shown = tuple((number, lines[number - 1]) for number in range(max(place.line - 1, 1), place.line + 1))
    return Located(fault, place, shown if place.line <= len(lines) else ())
