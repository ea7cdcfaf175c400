"""One source file to one record: a pure function of the file's bytes, its path and the parse settings."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.faults import Fault, Field, Place, Spot
from newsgen.content.markup import Markup
from newsgen.content.scan import Kind
from newsgen.content.slugs import LONGEST, slugify
from newsgen.content.source_text import decode, split
from newsgen.content.typography import Typography, typography_for
from newsgen.model.front_matter import (
    ArticleMatter,
    AuthorMatter,
    CategoryMatter,
    CuratedFront,
    PageMatter,
    RedirectsMatter,
)
from newsgen.model.records import Article, Author, Body, Category, Front, Parsed, Record, Redirects, Slug, StaticPage
from newsgen.model.settings import Settings
from newsgen.schema.instants import seconds
from newsgen.schema.usable import read_usable
from newsgen.schema.validation import read_struct
from newsgen.schema.yaml_text import Document

_NAMING = re.compile(r"^(?:title|name|slug|id):[ \t]+(.+?)[ \t]*$", re.MULTILINE)
_HEAD = 4000  # characters in which a file says what it is called
_START = Place()
_NO_CHANGES = ZoneInfo("UTC")  # where every time of day happens once
_NOWHERE = "-"
_STAND_INS = {"title": "-", "category": _NOWHERE, "date": "1970-01-01"}
"""What an article needs and does not have while only its other fields are checked."""
M = TypeVar("M", bound=Struct)
Result = tuple[Parsed, str]
"""What a file says, and the HTML of its body (empty where there is none)."""


class Parser:
    """The parse stage of a site."""

    def __init__(self, settings: Settings, markup: Markup) -> None:
        self.settings = settings
        self.markup = markup

    def parse(self, path: str, kind: Kind, data: bytes) -> Result:
        """Parse a source file of content; faults stand in the result."""
        text, fault = decode(data, path)
        if fault is not None:
            return Parsed(None, (fault,), self._names(data.decode("utf-8", "replace"))), ""
        if kind is Kind.DATA:
            from newsgen.content.data import parse_data  # an edit of words spares it

            return parse_data(path, text), ""
        if kind is Kind.REDIRECTS:
            matter, faults = _read(RedirectsMatter, Document(text, path), self.settings.zone)
            return Parsed(Redirects(path, matter) if matter else None, tuple(faults)), ""
        if kind is Kind.FRONT:
            return self._parse_front(path, text), ""
        schema, finish = _FINISHERS[kind]
        parsed, html = self._parse_markdown(path, text, schema, finish)
        return (parsed, html) if parsed.record else (replace(parsed, names=self._names(text)), html)

    def _parse_markdown(self, path: str, text: str, schema: type[M], finish: _Finish) -> Result:
        parts, fault = split(text, path)
        if fault is not None:
            return Parsed(None, (fault,)), ""
        document = Document(parts.matter, path, first_line=2)
        matter, faults = _read(schema, document, self.settings.zone)
        beside_others = schema is AuthorMatter  # bios stand below articles, several on a page
        prefix = f"{slugify(_stem(path), self.settings.language)}-" if beside_others else ""
        wanted = matter.typography if isinstance(matter, ArticleMatter | PageMatter) else None
        typography = typography_for(self.settings, wanted)
        rendered = self.markup.render(parts.body, path, prefix, typography)
        faults.extend(rendered.faults)
        if matter is None:
            sound = self._sound(path, document, rendered.body) if schema is ArticleMatter else None
            return Parsed(None, tuple(faults), sound=sound), ""
        record, more = finish(path, matter, rendered.body, self.settings.language)
        faults.extend(more)
        if more:
            return Parsed(None, tuple(faults), sound=record if isinstance(record, Article) else None), ""
        return Parsed(_typeset(record, typography), tuple(faults)), rendered.html

    def _sound(self, path: str, document: Document, body: Body) -> Article | None:
        """Take what is sound of an article with faults, if that tells that it is published."""
        value, _ = document.load()
        _, faults = read_struct(ArticleMatter, value, document, self.settings.zone)
        wrong = {fault.spot.path[0] for fault in faults if isinstance(fault.spot, Field) and fault.spot.path}
        matter = read_usable(ArticleMatter, value, faults, document, self.settings.zone, _STAND_INS)
        if matter is None or wrong & {"draft", "expires"}:
            return None
        if "galleries" in wrong:  # what the text shows of them cannot be told
            body = Body(body.digest)
        category = tuple(name for name in matter.category if name != _NOWHERE)
        return _finish_article(path, replace(matter, category=category), body, self.settings.language)[0]

    def _parse_front(self, path: str, text: str) -> Parsed:
        matter, faults = _read(CuratedFront, Document(text, path), self.settings.zone)
        name = os.path.splitext(path.removeprefix("content/fronts/"))[0]
        if matter is not None:
            from newsgen.content.curation import check_front  # as above

            faults.extend(check_front(path, name, matter))
            matter = typography_for(self.settings).prose(matter)
        return Parsed(Front(path, name, matter) if matter and not faults else None, tuple(faults))

    def _names(self, text: str) -> tuple[str, ...]:
        """Guess what others call a file that cannot be used."""
        written = [found.strip("\"'") for found in _NAMING.findall(text, 0, _HEAD)]
        return tuple(sorted({*written, *(slugify(each, self.settings.language) for each in written)} - {""}))


def _read(schema: type[M], document: Document, zone: ZoneInfo) -> tuple[M | None, list[Fault]]:
    value, faults = document.load()
    if any(fault.code == "bad-yaml" for fault in faults):
        return None, faults
    matter, more = read_struct(schema, value, document, zone)
    return matter, [*faults, *more]


def faults_alone(path: str, kind: Kind, data: bytes) -> list[Fault]:
    """Give the faults that a text has whatever the settings of its site are: in its bytes, its YAML, its fields."""
    text, fault = decode(data, path)
    if fault is not None or kind is Kind.TEMPLATE:
        return [fault] if fault else []
    if kind is Kind.DATA:
        from newsgen.content.data import parse_data  # as above

        return list(parse_data(path, text).faults)
    document = Document(text, path)
    if kind in _FINISHERS:
        parts, fault = split(text, path)
        if fault is not None:
            return [fault]
        document = Document(parts.matter, path, first_line=2)
    return _read(_SCHEMAS[kind], document, _NO_CHANGES)[1]


_Finish = Callable[[str, Any, Body, str], tuple[Record, list[Fault]]]


def _finish_article(path: str, matter: ArticleMatter, body: Body, language: str) -> tuple[Article, list[Fault]]:
    slug, faults = _slug(path, matter.slug, matter.title, language, Field(("title",)))
    moment = seconds(matter.date)
    if matter.updated is not None and seconds(matter.updated) < moment:
        message = "“updated” is before “date”"
        way_out = "the update comes after the publication: check both dates"
        faults.append(Fault("updated-before-date", message, path, Field(("updated",)), way_out))
    article_id = matter.id or _stem(path)
    if slugify(article_id, language) == "":
        message = f"“{article_id}” has no letters or digits to make a name of"
        spot, way_out = (Field(("id",)), "write it in words") if matter.id else (Place(), "rename the file")
        faults.append(Fault("no-slug", message, path, spot, way_out))
    tags: dict[Slug, str] = {}
    for index, tag in enumerate(matter.tags):
        tag_slug = slugify(tag, language)
        if not tag_slug:
            message = f"the tag “{tag}” has no letters or digits"
            faults.append(Fault("no-slug", message, path, Field(("tags", index)), "write it in words"))
        tags.setdefault(tag_slug, tag)
    if matter.summary:
        body = replace(body, opening="")  # nobody would read it, and a site in memory is a tenth of these
    return Article(path, slugify(article_id, language), slug, moment, matter, body, tuple(tags.items())), faults


def _finish_author(path: str, matter: AuthorMatter, body: Body, language: str) -> tuple[Record, list[Fault]]:
    slug, faults = _slug(path, matter.slug, _stem(path), language)
    return Author(path, _stem(path), slug, matter, body), faults


def _finish_category(path: str, matter: CategoryMatter, body: Body, language: str) -> tuple[Record, list[Fault]]:
    slug, faults = _slug(path, matter.slug, _stem(path), language)
    return Category(path, _stem(path), slug, matter, body), faults


def _finish_page(path: str, matter: PageMatter, body: Body, language: str) -> tuple[Record, list[Fault]]:
    slug, faults = _slug(path, matter.slug, _stem(path), language)
    return StaticPage(path, slug, matter, body), faults


def _typeset(record: Record, typography: Typography) -> Record:
    """Set the prose of a record, once its slugs are made of what was typed.

    Titles of categories and names of authors stay: others refer to them. They are set where they are shown.
    """
    if not isinstance(record, Article | Author | Category | StaticPage):
        return record
    matter = typography.prose(record.matter)
    if not isinstance(record, Article) or not isinstance(matter, ArticleMatter):
        return replace(record, matter=matter)
    shown = dict(zip(record.matter.tags, matter.tags, strict=True))
    return replace(record, matter=matter, tags=tuple((slug, shown[tag]) for slug, tag in record.tags))


_FINISHERS: dict[Kind, tuple[type[Struct], _Finish]] = {
    Kind.ARTICLE: (ArticleMatter, _finish_article),
    Kind.AUTHOR: (AuthorMatter, _finish_author),
    Kind.CATEGORY: (CategoryMatter, _finish_category),
    Kind.PAGE: (PageMatter, _finish_page),
}
_SCHEMAS: dict[Kind, type[Struct]] = {
    **{kind: schema for kind, (schema, _) in _FINISHERS.items()},
    Kind.FRONT: CuratedFront,
    Kind.REDIRECTS: RedirectsMatter,
}


def _slug(path: str, given: str | None, otherwise: str, language: str, spot: Spot = _START) -> tuple[Slug, list[Fault]]:
    """Take the slug that was given, or make one of the title or the file's name, which stands at ``spot``."""
    slug = slugify(given or otherwise, language)
    if given is not None and slug != given:
        rule = (
            "lower-case letters, digits and hyphens only" if len(given) <= LONGEST else f"at most {LONGEST} characters"
        )
        way_out = f"write it as {slug or 'un-titre-court'}"
        return slug, [Fault("bad-slug", f"“{given}” is not a slug: {rule}", path, Field(("slug",)), way_out)]
    if not slug:
        message = f"“{otherwise}” has no letters or digits to make an address of"
        return slug, [Fault("no-slug", message, path, spot, "add a line “slug: …”")]
    return slug, []


def _stem(path: str) -> str:
    return os.path.splitext(os.path.basename(path))[0]
