"""A new text of a kind: drawn from its archetype, and looked at as the next build will, before anything is written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NoReturn

from msgspec import Struct

from newsgen.base.accents import on_disk
from newsgen.base.faults import Fault, Field, Located, Severity
from newsgen.content.locate import locate
from newsgen.editing.archetypes import ArchetypeError, Drawn, archetype_of, draw
from newsgen.editing.file_names import path_of_new
from newsgen.editing.site_today import SiteToday
from newsgen.model.kinds import ContentKind
from newsgen.model.locale import locale_of
from newsgen.model.policy import CODES as POLICY

_TOGETHER = frozenset({"same-address", "alias-taken", "same-id", "ambiguous-reference"})
"""What is wrong with two texts together: either, or a third one, may be told of it."""

_NOTHING: Mapping[str, Any] = {"category": (), "author": (), "draft": False}


class Wishes(Struct, frozen=True):
    """What a new text is to say. ``date`` is ISO text in the site's time zone; ``given`` holds fields beside these.

    A ``slug`` that is given stands in the text, unless its file alone tells it.
    """

    title: str
    date: str
    slug: str | None = None
    given: Mapping[str, Any] = {}


class NewText(Struct, frozen=True):
    """A text to be written at a path of the site, and the warnings that it brings along."""

    path: str
    data: bytes
    warnings: tuple[Located, ...]


class WrongWishError(Exception):
    """What was asked for cannot be: ``field`` names which of the wishes, the message says why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def new_text(site: SiteToday, kind: ContentKind, wishes: Wishes) -> NewText:
    """Make a new text of a kind.

    Raises:
        WrongWishError: one of the wishes cannot be fulfilled, such as a category that there is not, or an address that
            another text has.
        ArchetypeError: the archetype makes no text that could be built.
    """
    opened = site.opened
    root, slugs = opened.request.root, locale_of(opened.settings).slugs
    slug = slugs.make(wishes.slug or wishes.title)
    if not slug:
        raise WrongWishError("slug", f"“{wishes.slug or wishes.title}” has no letters or digits to make an address of")
    category = next(iter(wishes.given.get("category", ())), "")
    path = path_of_new(kind, site.decoded.records, slug, wishes.date, category, slugs)
    if os.path.lexists(on_disk(root, path)):
        raise WrongWishError("slug", f"{path} is there already, and stays as it is")
    values = {"title": wishes.title, "name": wishes.title, "slug": wishes.slug or slug, "date": wishes.date}
    drawn = draw(archetype_of(root, kind), {**_NOTHING, **values, **wishes.given, "own_slug": wishes.slug is not None})
    data = drawn.text.encode()
    planned = site.with_text(path, kind, data)
    faults = opened.settings.severities.judge(
        each for each in planned.plan.faults if _concerns(each, path, kind.below(path))
    )
    own, others = ([each for each in faults if (each.path == path) is mine] for mine in (True, False))
    located = locate(own, lambda _: data, opened.sources.parse_settings)
    for each in located:
        if each.fault.severity is Severity.ERROR:
            _refuse(each, drawn, wishes)
    for fault in others:
        raise WrongWishError("slug", _of_another(fault, path))
    record = next(each for each in planned.decoded.records if each.path == path)
    if wishes.slug and getattr(record, "slug", wishes.slug) != wishes.slug:
        message = f"{drawn.archetype.path} writes no slug: it needs a line slug: {{{{ slug }}}}"
        raise WrongWishError("slug", message)
    return NewText(path, data, located)


def _concerns(fault: Fault, path: str, name: str) -> bool:
    if fault.code in POLICY:  # the first lines of a text lack what it will have
        return False
    return fault.path == path or (fault.code in _TOGETHER and name in f"{fault.message} {fault.help}")


def _of_another(fault: Fault, path: str) -> str:
    """Say what is wrong with a text and another one, before there is any."""
    if fault.code == "ambiguous-reference":
        return f"{fault.path} would no longer say which text it means: {fault.message}"
    return fault.message.replace(path, "the new text")


def _refuse(located: Located, drawn: Drawn, wishes: Wishes) -> NoReturn:
    """Say which wish is at fault, or else what in the archetype."""
    fault, spot = located.fault, located.fault.spot
    there = drawn.at_archetype(located)
    field = str(spot.path[0]) if isinstance(spot, Field) and spot.path else ""
    wished = {"title", "name", "date", "slug", *wishes.given} - ({"slug"} if wishes.slug is None else set())
    if fault.code in _TOGETHER:
        raise WrongWishError("slug", _of_another(fault, fault.path))
    if fault.code == "bad-address":
        raise WrongWishError("slug", fault.message)
    if field in wished and there.excerpt and "{{" in there.excerpt[-1][1]:
        raise WrongWishError(field, f"{fault.message}: {fault.help}" if fault.help else fault.message)
    raise ArchetypeError([there])
