"""Templates as text, and what each of them can reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, TemplateSyntaxError, meta
from jinja2.bccache import Bucket
from msgspec import Struct

from newsgen.base.digest import Digest, digest, digest_bytes
from newsgen.base.faults import BodyLine, Fault, Field, Place, did_you_mean, warning
from newsgen.base.patterns import regex
from newsgen.base.places import SETTINGS

_UNKNOWN = regex(r"No (filter|test) named '(.*)'")

GIVEN_UP: Mapping[str, str] = dict.fromkeys(
    (f"partials/jsonld_{name}.html" for name in ("article", "breadcrumb", "publisher", "site")),
    "structured data are made by newsgen: the block “structured” of base.html prints {{ structured_data() }}",
)
"""What the theme had and has given up: why nothing includes it any more."""

Mentions = tuple[str | None, ...]
"""The templates that a template extends, includes or imports; ``None`` for a name that is computed."""


class Template(Struct, frozen=True):
    """A template: its text, and the file to show for faults (relative to the site, or of the built-in theme).

    ``source`` is the digest of the file.
    """

    name: str
    text: str
    path: str
    source: Digest


class Compiled(BytecodeCache):
    """Templates compiled so far in this process, by their names and texts, for one environment after the other."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template, if it is known."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._codes = {known: code for known, code in self._codes.items() if known[0] != bucket.key}
        self._codes[bucket.key, bucket.checksum] = bucket.code


class Templates:
    """All templates of a site by name; the site's own have taken the place of the theme's.

    ``sound`` holds what earlier builds found out about texts, by their digests: each can be compiled, and mentions
    these.
    """

    def __init__(self, templates: Iterable[Template], sound: Mapping[Digest, Mentions]) -> None:
        self.by_name: Mapping[str, Template] = {template.name: template for template in templates}
        self.sound = dict(sound)
        self._digests = {name: digest_bytes(each.text.encode()) for name, each in self.by_name.items()}
        self._mentions = {name: sound[each] for name, each in self._digests.items() if each in sound}
        self._closures: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._closure_digests: dict[tuple[str, ...], Digest] = {}

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
                mentioned = self._mentions_of(name)
                waiting.extend(self.by_name if None in mentioned else (each for each in mentioned if each))
            self._closures[roots] = tuple(sorted(reached))
        return self._closures[roots]

    def closure_digest(self, roots: tuple[str, ...]) -> Digest:
        """Digest the texts of every template that rendering ``roots`` may read."""
        if roots not in self._closure_digests:
            self._closure_digests[roots] = digest([(name, self._digests[name]) for name in self.closure(roots)])
        return self._closure_digests[roots]

    def loader(self) -> jinja2.BaseLoader:
        """Give a loader of these texts."""

        def load(name: str) -> tuple[str, str, None] | None:
            template = self.by_name.get(name)
            return (template.text, template.path, None) if template else None

        return jinja2.FunctionLoader(load)

    def check(self, environment: Environment) -> list[Fault]:
        """Compile every template that is not known to be sound, used or not; report those that cannot be."""
        faults = []
        for name, template in self.by_name.items():
            if self._digests[name] in self.sound:
                continue
            try:
                environment.get_template(name)
                self.sound[self._digests[name]] = self._mentions_of(name)
            except TemplateSyntaxError as error:
                faults.append(_syntax_fault(error, template, environment))
            except (SyntaxError, ValueError, OverflowError, MemoryError) as error:
                line = error.lineno if isinstance(error, SyntaxError) else None
                message = f"this template cannot be read: {error.msg if isinstance(error, SyntaxError) else error}"
                way_out = "docs/templates.md shows how templates are written"
                faults.append(Fault("bad-template", message, template.path, Place(line or 1), way_out))
            except RecursionError:
                way_out = "move a part of it into a template of its own"
                faults.append(
                    Fault("bad-template", "this template is nested too deeply", template.path, Place(), way_out)
                )
        return faults

    def missing_shortcodes(self, declared: Iterable[str]) -> Iterator[Fault]:
        """Report the shortcodes of a site that have no template."""
        for name in declared:
            template = f"shortcodes/{name}.html"
            if template not in self.by_name:
                message, spot = f"the shortcode “{name}” has no template", Field(("shortcodes", name), key=True)
                yield Fault("missing-template", message, SETTINGS, spot, f"write templates/{template}")

    def given_up(self) -> Iterator[Fault]:
        """Warn of templates of a site in the place of those that the theme has given up."""
        for name, why in GIVEN_UP.items():
            if (template := self.by_name.get(name)) is not None:
                message = f"the theme has no “{name}” any more, in whose place this one stands: {why}"
                way_out = "fill that block if yours says more, and delete this file and what includes it"
                yield warning("given-up-template", message, template.path, None, way_out)

    def still_sound(self) -> dict[Digest, Mentions]:
        """Give what is worth remembering: what is known of the texts of this build."""
        return {each: self.sound[each] for each in self._digests.values() if each in self.sound}

    def _mentions_of(self, name: str) -> Mentions:
        if name not in self._mentions:
            try:
                environment = Environment(trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - only to parse
                parsed = environment.parse(self.by_name[name].text)
                self._mentions[name] = tuple(dict.fromkeys(meta.find_referenced_templates(parsed)))
            except (TemplateSyntaxError, RecursionError):
                self._mentions[name] = ()
        return self._mentions[name]


def _syntax_fault(error: TemplateSyntaxError, template: Template, environment: Environment) -> Fault:
    message, way_out, word = (error.message or "").rstrip("."), "docs/templates.md shows how templates are written", ""
    if found := _UNKNOWN.fullmatch(message):
        word = found[2]
        known = environment.filters if found[1] == "filter" else environment.tests
        message, way_out = f"there is no {found[1]} “{word}”", did_you_mean(word, known) or way_out
    spot = BodyLine(error.lineno - 1, word)
    return Fault("bad-template", f"this template cannot be read: {message}", template.path, spot, way_out)
