"""Names of fields that a group does not have: which of its own may be meant by them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from newsgen.base.faults import did_you_mean, nearest
from newsgen.schema.foreign_fields import field_meant, way_without
from newsgen.schema.kinds import FieldKinds

_SLIP: Final = 0.8  # a slip of the pen is nearer than a word of another system


def way_of_unknown(name: str, group: Mapping[str, object], fields: FieldKinds, meant: set[str]) -> str:
    """Give the way out of an unknown field; the fields that may be ``meant`` by it are missing no more."""
    groups = [each for each, field in fields.items() if name in field.kind.fields and group.get(each) is None]
    if inner := next((each for each in groups if each in group), None):
        meant.add(inner)
        return f"it belongs to “{inner}”: indent it by two spaces"
    absent = [each for each in fields if each not in group]
    if near := nearest(name, absent, likeness=_SLIP):
        meant.update(near)
        return did_you_mean(name, near)
    if way_out := way_without(name, group[name], fields):
        return way_out
    if (field := field_meant(name, fields)) is not None:
        meant.add(field)
        return f"newsgen calls it “{field}”" + (", which is there already: take this out" if field in group else "")
    for each, outer in fields.items():
        if name.startswith(each) and (rest := name.removeprefix(each).lstrip("_-.")) in outer.kind.fields:
            return f"write it as “{rest}” below “{each}”, indented by two spaces"
    if groups:
        return f"it belongs to “{groups[0]}”: write it below that, indented"
    meant.update(near := nearest(name, absent))
    return did_you_mean(name, near or fields) or f"known here: {', '.join(fields)}"
