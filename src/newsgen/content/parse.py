"""One source file to one record: a pure function of the file's bytes, its path and the parse settings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.digest import Digest
from newsgen.base.faults import Fault, Field, Place, Severity, has_errors
from newsgen.base.patterns import regex
from newsgen.content.conflicts import settle_conflicts
from newsgen.content.markup import Markup, RenderedText
from newsgen.content.source_text import read_text, split
from newsgen.content.typography import Typography, typography_for
from newsgen.model.finish import Written, finish_article
from newsgen.model.front_matter import ArticleMatter
from newsgen.model.kinds import ContentKind, Step, import_name
from newsgen.model.names import day_of, stem_of, without_day
from newsgen.model.parse_settings import ParseSettings
from newsgen.model.records import Article, Body, Parsed, Record
from newsgen.model.slugs import Slugs, slugify
from newsgen.model.unknown_fields import are_kept, keep_unknown
from newsgen.schema.plain_text import decode_references
from newsgen.schema.usable import read_usable
from newsgen.schema.validation import read_struct
from newsgen.schema.yaml_nodes import is_empty
from newsgen.schema.yaml_text import Document

_NAMING = regex(r"^(?:title|name|slug|id):[ \t]+(.+?)[ \t]*$", re.MULTILINE)
_HEAD = 4000  # characters in which a file says what it is called
_NO_CHANGES = ZoneInfo("UTC")  # where every time of day happens once
_NO_BODY = Body(Digest(b""))
_NOWHERE = "-"
_DATED = "add a line “date: …”, or begin the name of the file with the day: 2026-11-28-titre.md"
_STAND_INS = {"title": "-", "category": _NOWHERE, "date": "1970-01-01"}
"""What an article needs and does not have while only its other fields are checked."""
M = TypeVar("M", bound=Struct)
Result = tuple[Parsed[Record], str]
"""What a file says, and the HTML of its body (empty where there is none)."""


class Parser:
    """The parse stage of a site. ``steps`` are taken with every record, in their order."""

    def __init__(self, settings: ParseSettings, markup: Markup, steps: Sequence[Step] = ()) -> None:
        self.settings = settings
        self.markup = markup
        self._steps = steps

    def parse(self, path: str, kind: ContentKind, data: bytes) -> Result:
        """Parse a source file of content; faults stand in the result."""
        text, flaws = read_text(data, path)
        text, conflicts = settle_conflicts(text, path)
        flaws += conflicts
        if flaws and not text:
            text, parsed, html = data.decode("utf-8", "replace"), Parsed[Record](None, ()), ""
        elif kind.has_body:
            parsed, html = self._parse_markdown(path, kind, text)
        else:
            parsed, html = self._parse_whole(path, kind, text), ""
        if flaws:
            sound = parsed.record if isinstance(parsed.record, Article) else parsed.sound
            parsed, html = Parsed(None, (*flaws, *parsed.faults), sound=sound), ""
        if parsed.record is None and kind.is_referred_to:
            stem = without_day(stem_of(kind.name_of(path))) if self._is_dated(kind) else ""
            parsed = replace(parsed, names=self._names(text, stem))
        return parsed, html

    def _parse_whole(self, path: str, kind: ContentKind, text: str) -> Parsed[Record]:
        """Parse a file that has no body."""
        matter: object
        if kind.schema is None:
            from newsgen.content.data import load_data  # an edit of words spares it

            matter, faults = load_data(path, text)
            is_usable = not faults
        else:
            matter, faults = self._read(kind, Document(text, path))
            is_usable = matter is not None
        if not is_usable:
            return Parsed(None, tuple(faults))
        return self._finish(kind, self._written(path, kind, matter, _NO_BODY), faults, typography_for(self.settings))

    def _parse_markdown(self, path: str, kind: ContentKind, text: str) -> Result:
        parts, fault = split(text, path)
        if fault is not None:
            return Parsed(None, (fault,)), ""
        assert kind.schema is not None
        document = Document(parts.matter, path, parts.matter_line)
        matter, faults = self._read(kind, document)
        prefix = f"{slugify(stem_of(kind.name_of(path)), self.settings.language)}-" if kind.shares_pages else ""
        typography = typography_for(self.settings, getattr(matter, "typography", None))
        rendered = self.markup.render(parts.body, path, prefix, typography)
        faults.extend(rendered.faults)
        if matter is None:
            sound = self._sound(path, kind, document, rendered.body) if kind.record is Article else None
            return Parsed(None, tuple(faults), sound=sound), ""
        parsed = self._finish(kind, self._written(path, kind, matter, rendered.body), faults, typography)
        if self.settings.text_rules and parsed.record is not None:
            parsed = replace(parsed, faults=(*parsed.faults, *self._broken_rules(parsed.record, parts.body, rendered)))
        return parsed, rendered.html if parsed.record else ""

    def _broken_rules(self, record: Record, body: str, rendered: RenderedText) -> Iterator[Fault]:
        """Tell which rules of the policy a text breaks; a draft may break them all."""
        from newsgen.content.text_rules import RuledText, broken_rules  # few newsrooms have rules

        if not getattr(getattr(record, "matter", None), "draft", False):
            text = RuledText(record, body, rendered.source, self.markup, self.settings.language)
            yield from broken_rules(text, self.settings.text_rules)

    def _is_dated(self, kind: ContentKind) -> bool:
        """Tell whether texts of a kind are of the day that their names begin with."""
        return self.settings.dates == "from-name" and kind.record is Article

    def _read(self, kind: ContentKind, document: Document) -> tuple[Struct | None, list[Fault]]:
        """Read what a file of a kind says."""
        assert kind.schema is not None
        value, faults = document.load()
        if value is None and faults:
            return None, faults
        matter, more = self._fields(kind, self._given(kind, kind.schema, value, document), kind.schema, document)
        return _joined(matter, faults, more)

    def _given(self, kind: ContentKind, schema: type[Struct], value: object, document: Document) -> object:
        """Give what counts as written: with what nobody knows among the extra fields, and with the day of the name."""
        if are_kept(self.settings.unknown_fields, document.path):
            value = keep_unknown(schema, value)
        return _dated(value, kind.name_of(document.path)) if self._is_dated(kind) else value

    def _fields(
        self, kind: ContentKind, value: object, schema: type[M], document: Document
    ) -> tuple[M | None, list[Fault]]:
        matter, faults = read_struct(schema, value, document, self.settings.zone, self.settings.language)
        if self._is_dated(kind):
            faults = [replace(each, help=_DATED) if _is_missing_date(each) else each for each in faults]
        return matter, faults

    def _written(self, path: str, kind: ContentKind, matter: object, body: Body) -> Written:
        slugs = Slugs(self.settings.language, self.settings.slugs)
        return Written(path, kind.name_of(path), matter, body, slugs, dated=self._is_dated(kind))

    def _finish(
        self, kind: ContentKind, written: Written, faults: list[Fault], typography: Typography
    ) -> Parsed[Record]:
        record, more = kind.finish(written)
        faults.extend(more)
        if has_errors(more):
            return Parsed(None, tuple(faults), sound=record if isinstance(record, Article) else None)
        for step in self._steps:
            try:
                record = step(record)
            except Exception as error:  # noqa: BLE001 - plugins are other people's code and fail as they like
                return Parsed(None, (*faults, _step_failure(step, error, written.path)))
        return Parsed(_typeset(record, typography), tuple(faults))

    def _sound(self, path: str, kind: ContentKind, document: Document, body: Body) -> Article | None:
        """Take what is sound of an article with faults, if that tells that it is published."""
        value, _ = document.load()
        value = self._given(kind, ArticleMatter, value, document)
        _, faults = self._fields(kind, value, ArticleMatter, document)
        errors = [fault.spot for fault in faults if fault.severity is Severity.ERROR]
        wrong = {spot.path[0] for spot in errors if isinstance(spot, Field) and spot.path}
        matter = read_usable(ArticleMatter, value, faults, document, self.settings.zone, _STAND_INS)
        if matter is None or (wrong | document.lost) & {"draft", "expires", "withdrawn"}:
            return None
        if "galleries" in wrong | document.lost:  # what the text shows of them cannot be told
            body = Body(body.digest)
        category = tuple(name for name in matter.category if name != _NOWHERE)
        return finish_article(self._written(path, kind, replace(matter, category=category), body))[0]

    def _names(self, text: str, stem: str) -> tuple[str, ...]:
        """Guess what others call a file that cannot be used, beside its name."""
        written = [stem, *(decode_references(found.strip("\"'")) for found in _NAMING.findall(text, 0, _HEAD))]
        language, style = self.settings.language, self.settings.slugs
        made = (slugs.make(each) for each in written for slugs in (Slugs(language), Slugs(language, style)))
        return tuple(sorted({*written, *made} - {""}))


def _joined(matter: M | None, faults: list[Fault], more: list[Fault]) -> tuple[M | None, list[Fault]]:
    """Put together what is wrong with the YAML of a file, and ``more`` that is wrong with its fields."""
    if any(fault.code == "bad-yaml" for fault in faults):  # what seems to be missing may be in what cannot be read
        return None, [*faults, *(fault for fault in more if fault.code != "missing-field")]
    return matter, [*faults, *more]


def _dated(value: object, name: str) -> object:
    """Put the day that is in the name of a file where its front matter has none."""
    if not isinstance(value, dict | None) or (value and not is_empty(value.get("date"))) or not (day := day_of(name)):
        return value
    return {**(value or {}), "date": day}


def _is_missing_date(fault: Fault) -> bool:
    return fault.code == "missing-field" and fault.message.startswith("“date” ")


def faults_alone(path: str, kind: ContentKind, data: bytes) -> list[Fault]:
    """Give the faults that a text has whatever the settings of its site are: in its bytes, its YAML, its fields."""
    text, flaws = read_text(data, path)
    text, conflicts = settle_conflicts(text, path)
    return [*flaws, *conflicts, *(_faults_of(path, kind, text) if text or not flaws else ())]


def _faults_of(path: str, kind: ContentKind, text: str) -> list[Fault]:
    if kind.schema is None:
        from newsgen.content.data import load_data  # as above

        return load_data(path, text)[1]
    if not kind.has_body:
        return _faults_of_fields(kind.schema, Document(text, path))
    parts, fault = split(text, path)
    if fault is not None:
        return [fault]
    faults = _faults_of_fields(kind.schema, Document(parts.matter, path, parts.matter_line))
    is_dated = kind.record is Article and day_of(kind.name_of(path)) is not None  # if the settings say so
    return [each for each in faults if not (is_dated and _is_missing_date(each))]


def _faults_of_fields(schema: type[Struct], document: Document) -> list[Fault]:
    value, faults = document.load()
    if value is None and faults:
        return faults
    return _joined(None, faults, read_struct(schema, value, document, _NO_CHANGES)[1])[1]


def _step_failure(step: Step, error: Exception, path: str) -> Fault:
    message = f"the step {import_name(step)} of a plugin fails on this file: {type(error).__name__}: {error}"
    way_out = "report it to whoever made the plugin; once it is mended it needs another version"
    return Fault("plugin-failure", message, path, Place(), way_out)


def _typeset(record: Record, typography: Typography) -> Record:
    """Set the prose of a record, once its slugs are made of what was typed.

    Titles of categories and names of authors stay: others refer to them. They are set where they are shown.
    """
    typeset = typography.prose(record)
    if not isinstance(typeset, Article) or not isinstance(record, Article):
        return typeset
    shown = dict(zip(record.matter.tags, typeset.matter.tags, strict=True))
    return replace(typeset, tags=tuple((slug, shown.get(tag, tag)) for slug, tag in typeset.tags))
