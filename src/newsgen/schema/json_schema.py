"""The schema of content, derived from its one declaration: as JSON Schema, and as tables of the documentation."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

_KINDS = {
    "instant": "date",
    "reference": "article",
    "site-url": "web address",
    "web": "web address",
    "site-path": "path",
    "old-address": "path",
    "prose": "text",
    "name": "text",
    "key": "text",
    "authority": "authority",
    "colour": "colour",
    "video": "web address or file",
    "destination": "article, path or web address",
    "page-address": "page, path or web address",
}


def json_schema(declared: type[Struct]) -> dict[str, Any]:
    """Give the JSON Schema (2020-12).

    Unknown fields are refused; one value may stand for a list of one, a text for a group whose only needed field it is,
    and a list for a group whose first field it is if none is needed.
    """
    schema = msgspec.json.schema(declared)
    for definition in schema.get("$defs", {}).values():
        if definition.get("type") == "object" and "properties" in definition:
            definition["additionalProperties"] = False
            definition["properties"] = {name: _or_single(each) for name, each in definition["properties"].items()}
    for name, hint in get_type_hints(declared, include_extras=True).items():
        if _keys(hint) == "fault-code":
            schema["$defs"][declared.__name__]["properties"][name].update(_by_fault_code())
    for name, definition in list(schema.get("$defs", {}).items()):
        if name != declared.__name__ and (short := _short_form(definition)) is not None:
            schema["$defs"][name] = {"anyOf": [definition, short]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _keys(hint: Any) -> str:
    """Name the kind of the keys of a mapping, if they have one."""
    mapping = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    keys = get_args(mapping)[0] if get_origin(mapping) is dict else None
    return next((meta.extra["kind"] for meta in get_args(keys)[1:] if meta.extra), "")


def _by_fault_code() -> dict[str, Any]:
    """Give the schema of severities by the codes of faults, or by patterns of paths and then by codes."""
    from newsgen.base.fault_codes import CODES  # seldom needed

    levels = {
        code: {"enum": ["error", "warning", "off"] if said.may_be_lowered else ["error"], "description": said.meaning}
        for code, said in sorted(CODES.items())
    }
    by_code = {"type": "object", "properties": levels, "additionalProperties": False}
    return {"type": "object", "properties": levels, "additionalProperties": by_code}


def _short_form(definition: dict[str, Any]) -> dict[str, Any] | None:
    """Give what may stand for a group by itself; see ``schema.groups``."""
    properties, needed = definition.get("properties", {}), definition.get("required", ())
    if len(needed) == 1:
        return dict(properties[needed[0]])
    first: dict[str, Any] = next(iter(properties.values()), {})
    is_list = any(each.get("type") == "array" for each in first.get("anyOf", ()))
    return {key: each for key, each in first.items() if key != "default"} if is_list and not needed else None


def markdown_table(declared: type[Struct]) -> str:
    """Give a table of the fields that people write, those of nested values included."""
    rows = [
        f"| `{name}` | {_kind(hint)} | {_default(field)} | {_about(hint)} |"
        for name, field, hint in _rows(declared, "", set())
    ]
    return "\n".join(["| field | value | default | meaning |", "| --- | --- | --- | --- |", *rows]) + "\n"


def output_table(declared: type[Struct]) -> str:
    """Give a table of the members that newsgen writes, those of nested values included."""
    rows = [
        f"| `{name}` | {_written(hint)}{'' if field.required else ', or not there'} | {_about(hint)} |"
        for name, field, hint in _rows(declared, "", set())
    ]
    return "\n".join(["| member | value | meaning |", "| --- | --- | --- |", *rows]) + "\n"


def _or_single(schema: dict[str, Any]) -> dict[str, Any]:
    if schema.get("type") != "array" or "items" not in schema:
        return schema
    kept: dict[str, Any] = {key: schema[key] for key in ("description", "default") if key in schema}
    array = {key: value for key, value in schema.items() if key not in kept}
    return {**kept, "anyOf": [schema["items"], array]}


def _rows(
    declared: type[Struct], prefix: str, known: set[type[Struct]]
) -> Iterator[tuple[str, msgspec.structs.FieldInfo, Any]]:
    """Give a row a field; the fields of a nested value once, where it is first met."""
    hints = get_type_hints(declared, include_extras=True)
    for field in msgspec.structs.fields(declared):
        hint = hints[field.name]
        name = prefix + field.encode_name
        yield name, field, hint
        if (nested := _nested(hint)) is not None and nested not in known:
            known.add(nested)
            yield from _rows(nested, f"{name}.", known)


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.required:
        return "**required**"
    default = field.default
    if default in (None, "", msgspec.NODEFAULT) or isinstance(default, Struct | tuple | dict):
        return ""
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def _kind(hint: Any) -> str:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        extra = next((meta.extra["kind"] for meta in arguments[1:] if isinstance(meta, Meta) and meta.extra), None)
        return _KINDS[extra] if extra else _kind(arguments[0])
    if origin in (Union, types.UnionType):
        return " or ".join(_kind(each) for each in arguments if each is not type(None))
    if origin is tuple:
        return f"{_kind(arguments[0])}, or a list"
    if origin is Literal:
        return ", ".join(f"`{str(each).lower()}`" for each in arguments)
    if origin is dict or hint is Any:
        return "anything" if hint is Any else "group"
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _kind_of_group(hint)
    return {"str": "text", "int": "number", "bool": "`true`, `false`"}.get(getattr(hint, "__name__", ""), str(hint))


def _written(hint: Any) -> str:
    """Say what a member holds, of which newsgen writes one form only."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return f"list of {_written(arguments[0])}s"
    if origin is Annotated or origin in (Union, types.UnionType):
        return _written(arguments[0])
    return "group" if isinstance(hint, type) and issubclass(hint, Struct) else _kind(hint)


def _kind_of_group(declared: type[Struct]) -> str:
    """Say what may stand for a group besides a group."""
    fields, hints = msgspec.structs.fields(declared), get_type_hints(declared, include_extras=True)
    first = _kind(hints[fields[0].name])
    if first.endswith("a list") and not any(field.required for field in fields):
        return first
    return f"{first} or group" if [field.name for field in fields if field.required] == [fields[0].name] else "group"


def _nested(hint: Any) -> type[Struct] | None:
    if isinstance(hint, type) and issubclass(hint, Struct):
        return hint
    if get_origin(hint) is dict:
        return None
    return next((found for each in get_args(hint) if (found := _nested(each)) is not None), None)


def _about(hint: Any) -> str:
    metas = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((meta.description for meta in metas if isinstance(meta, Meta) and meta.description), "")
