"""Read a YAML value into a frozen struct, reporting every fault of it and the way out of each.

The struct is the one declaration of a schema: its field types say what is accepted, its annotations
(``msgspec.Meta``) describe it for the JSON Schema and the documentation.
"""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Annotated, Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta, Struct

from newsgen.base.faults import Fault
from newsgen.schema.groups import read_group, read_list, read_table, read_word_or_table
from newsgen.schema.kinds import NEVER_EMPTY, FieldKind, FieldKinds, Kind
from newsgen.schema.plain_values import (
    read_anything,
    read_boolean,
    read_choice,
    read_limited,
    read_number,
    read_text,
    read_unless_false,
)
from newsgen.schema.reading import Reading
from newsgen.schema.text_kinds import TEXT_KINDS
from newsgen.schema.yaml_text import Document

T = TypeVar("T", bound=Struct)
_PLAIN: Final[Mapping[Any, Kind]] = {
    Any: Kind(read_anything),
    bool: Kind(read_boolean),
    int: Kind(read_number),
    str: Kind(read_text),
}


def read_struct(
    cls: type[T], value: object, document: Document, zone: ZoneInfo, language: str = "en"
) -> tuple[T | None, list[Fault]]:
    """Read a mapping into ``cls``; ``None`` when there is any error.

    ``zone`` is where bare dates are midnight, ``language`` that in which dates are likely to have been written.
    """
    reading = Reading(document, zone, language)
    found = read_group(reading, cls, _fields_of, {} if value is None else value, ())
    return (None if reading.failed else cast("T", found)), reading.faults


@cache
def _fields_of(cls: type[Struct]) -> FieldKinds:
    annotations = get_type_hints(cls, include_extras=True)
    return {
        field.encode_name: FieldKind(
            field.name,
            _kind(hint := annotations[field.name]),
            field.required,
            _is_list(hint),
            NEVER_EMPTY in getattr(hint, "__metadata__", ()),
        )
        for field in msgspec.structs.fields(cls)
    }


def _kind(hint: Any) -> Kind:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated(parts[0], [meta for meta in parts[1:] if isinstance(meta, Meta)])
    if origin in (Union, types.UnionType):
        kind = _kind(next(each for each in parts if each is not type(None) and get_origin(each) is not Literal))
        words = [str(word) for each in parts if get_origin(each) is Literal for word in get_args(each)]
        if kind.read is read_table and words:
            return Kind(read_word_or_table, (words, *kind.knows))
        return Kind(read_unless_false, (kind,)) if words else kind
    if origin is tuple:
        entry = _kind(parts[0])
        return Kind(read_list, (entry,), is_text=entry.is_text)
    if origin is dict:
        return Kind(read_table, (_kind(parts[1]),))
    if origin is Literal:
        return Kind(read_choice, ([str(each) for each in parts],))
    if hint in _PLAIN:
        return _PLAIN[hint]
    fields = msgspec.structs.fields(hint)
    names = frozenset(field.encode_name for field in fields)
    return Kind(read_group, (hint, _fields_of), needs=any(field.required for field in fields), fields=names)


def _annotated(base: Any, metas: Sequence[Meta]) -> Kind:
    named = next((meta.extra["kind"] for meta in metas if meta.extra), None)
    if named is not None:
        return TEXT_KINDS[named]
    least = next((meta.ge for meta in metas if meta.ge is not None), None)
    most = next((meta.le for meta in metas if meta.le is not None), None)
    return _kind(base) if least is most is None else Kind(read_limited, (_kind(base), least, most))


def _is_list(hint: Any) -> bool:
    return get_origin(get_args(hint)[0] if get_origin(hint) is Annotated else hint) is tuple
