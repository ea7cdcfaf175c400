"""What becomes of fields that newsgen does not know: errors, or what templates are given below ``extra``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_type_hints

import msgspec
from msgspec import Struct

from newsgen.model.file_patterns import fits, vagueness

Fate = Literal["error", "extra"]
UnknownFields = Fate | dict[str, Fate]
"""For all files, or by patterns of their paths."""
_EXTRA = "extra"


def are_kept(settings: UnknownFields, path: str) -> bool:
    """Tell whether the unknown fields of a file are kept; of several patterns the most specific one counts."""
    if not isinstance(settings, dict):
        return settings == _EXTRA
    pattern = min((each for each in settings if fits(each, path)), key=vagueness, default=None)
    return pattern is not None and settings[pattern] == _EXTRA


def keep_unknown(schema: type[Struct], value: object) -> object:
    """Move the fields that a schema does not know below ``extra``, those of groups below the name of their group.

    What stands there already stays. Nothing is moved where the schema has no ``extra``.
    """
    if not isinstance(value, dict) or _EXTRA not in schema.__struct_fields__:
        return value
    given = value.get(_EXTRA)
    known, unknown = _apart(schema, value)
    if not unknown or not isinstance(given, dict | None):
        return value
    return {**known, _EXTRA: {**unknown, **(given or {})}}


def _apart(schema: type[Struct], value: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    hints = get_type_hints(schema)
    groups = {field.encode_name: _group(hints[field.name]) for field in msgspec.structs.fields(schema)}
    known: dict[str, Any] = {}
    unknown: dict[str, Any] = {}
    for name, each in value.items():
        group = groups.get(name)
        if name not in groups:
            unknown[name] = each
        elif group is not None and isinstance(each, dict):
            known[name], inner = _apart(group, each)
            unknown |= {name: inner} if inner else {}
        else:
            known[name] = each
    return known, unknown


def _group(hint: Any) -> type[Struct] | None:
    """Give the type of a field that holds a group, and no list of them."""
    parts = getattr(hint, "__args__", ()) if not hasattr(hint, "__origin__") else ()
    return next((each for each in (hint, *parts) if isinstance(each, type) and issubclass(each, Struct)), None)
