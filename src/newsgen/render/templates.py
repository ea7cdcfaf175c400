"""Templates as text, and what each of them can reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import jinja2
from jinja2 import Environment, TemplateSyntaxError, meta
from msgspec import Struct

from newsgen.diagnostics import Diagnostic, Place
from newsgen.digest import Digest, digest, digest_bytes


class Template(Struct, frozen=True):
    """A template: its text, and the file to show for faults (relative to the site, or of the built-in theme)."""

    name: str
    text: str
    path: str


class Templates:
    """All templates of a site by name; the site's own have taken the place of the theme's."""

    def __init__(self, templates: Iterable[Template]) -> None:
        self.by_name: Mapping[str, Template] = {template.name: template for template in templates}
        self._digests = {name: digest_bytes(each.text.encode()) for name, each in self.by_name.items()}
        self._closures: dict[tuple[str, ...], tuple[str, ...]] = {}

    def closure(self, roots: tuple[str, ...]) -> tuple[str, ...]:
        """Name every template that rendering ``roots`` may read, sorted; a computed name widens it to all."""
        if roots not in self._closures:
            reached: set[str] = set()
            waiting = list(roots)
            while waiting:
                name = waiting.pop()
                if name in reached or name not in self.by_name:
                    continue
                reached.add(name)
                mentioned = self._mentions(name)
                waiting.extend(self.by_name if None in mentioned else (each for each in mentioned if each))
            self._closures[roots] = tuple(sorted(reached))
        return self._closures[roots]

    def closure_digest(self, roots: tuple[str, ...]) -> Digest:
        """Digest the texts of every template that rendering ``roots`` may read."""
        return digest([(name, self._digests[name]) for name in self.closure(roots)])

    @cached_property
    def _syntax(self) -> Environment:
        return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)

    def _mentions(self, name: str) -> set[str | None]:
        try:
            return set(meta.find_referenced_templates(self._syntax.parse(self.by_name[name].text)))
        except TemplateSyntaxError:
            return set()

    def loader(self) -> jinja2.BaseLoader:
        """Give a loader of these texts."""

        def load(name: str) -> tuple[str, str, None] | None:
            template = self.by_name.get(name)
            return (template.text, template.path, None) if template else None

        return jinja2.FunctionLoader(load)

    def syntax_faults(self, environment: Environment) -> list[Diagnostic]:
        """Check the syntax of every template, filters and tests included, used or not."""
        faults = []
        for template in self.by_name.values():
            try:
                environment.compile(template.text, template.name, template.path)
            except TemplateSyntaxError as error:
                message = f"this template cannot be read: {error.message}"
                faults.append(Diagnostic("bad-template", message, template.path, Place(error.lineno)))
            except RecursionError:
                faults.append(Diagnostic("bad-template", "this template is nested too deeply", template.path, Place()))
        return faults
