"""Values that hold others: groups of fields, lists, tables of any names; and what is short for a group or a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from newsgen.base.faults import Field
from newsgen.schema.kinds import FieldKind, FieldKinds, Kind
from newsgen.schema.lists import split_list
from newsgen.schema.plain_text import is_blank
from newsgen.schema.plain_values import read_choice
from newsgen.schema.prose import check_lost
from newsgen.schema.reading import ABSENT, GROUP, Path, Reading
from newsgen.schema.yaml_nodes import is_empty
from newsgen.schema.yaml_writing import as_list, as_value


def read_group(
    reading: Reading,
    cls: type[Struct],
    fields_of: Callable[[type[Struct]], FieldKinds],
    value: object,
    path: Path,
) -> object:
    """Read a group of fields into a struct."""
    fields = fields_of(cls)
    short = ""
    if path and _is_short(value, list(fields.values())):
        short = value if isinstance(value, str) else ""
        value = {next(iter(fields)): value}  # `photo: x.jpg` is short for `photo: {src: x.jpg}`, a list for a group
    if not isinstance(value, Mapping):
        return reading.wrong(path, value, GROUP, "" if path else _with_colons(value))
    meant: set[str] = set()
    for key in value:
        if key not in fields:
            from newsgen.schema.unknown_names import way_of_unknown  # seldom needed

            way_out = way_of_unknown(key, value, fields, meant)
            reading.fault("unknown-field", f"“{key}” is not a known field", (*path, key), way_out, key=True)
    values: dict[str, object] = {}
    for name, field in fields.items():
        given, kind = value.get(name), field.kind
        if given is None or (_is_blank(given, field) if type(given) is str else _says_nothing(given, field)):
            if (name in value or field.required) and name not in meant:
                _tell_absence(reading, fields, name, (*path, name), written=name in value, short=short)
            continue
        read = kind.read(reading, *kind.knows, given, (*path, name))
        if read is not ABSENT:
            values[field.attribute] = read
    return ABSENT if reading.failed else cls(**values)


def _tell_absence(reading: Reading, fields: FieldKinds, name: str, path: Path, *, written: bool, short: str) -> None:
    """Tell what is wrong where a field says nothing, ``written`` or not, in a group for which a text is ``short``."""
    field = fields[name]
    if written and field.never_empty:
        way_out = "write what belongs below it, or delete the line"
        reading.fault("missing-field", f"“{name}” is empty", path, way_out, key=True)
    elif field.required:
        reading.missing(name, path[:-1], empty=written, way_out=_as_group(path[:-1], fields, short))
    elif written and field.kind.is_text:
        check_lost(reading, reading.document.comment(path))


def read_list(reading: Reading, kind: Kind, value: object, path: Path) -> object:
    """Read a list of values of a kind; one value is short for a list of it."""
    if isinstance(value, str) and kind.lists and len(parts := split_list(value)) > 1:
        _warn_of_list(reading, value, f"write {path[-1]}: {as_list(parts)}", path)
        if not kind.is_text:  # nothing of its kind has a comma in it
            value = list(parts)
    if not isinstance(value, list):
        read = kind.read(reading, *kind.knows, value, path)
        return ABSENT if read is ABSENT else (read,)
    entries = [each for each in value if not is_empty(each)]
    if kind.is_text and len(entries) < len(value):
        for comment in reading.document.comments_for_entries(path):
            check_lost(reading, comment)
    for index, each in enumerate(entries if kind.lists and kind.is_text else ()):
        if isinstance(each, str) and "," in each and reading.document.is_bare((*path, index)):
            parts = ", ".join(f"- {as_value(part)}" for part in split_list(each))
            _warn_of_list(reading, each, f"write each on a line of its own: {parts}", (*path, index))
    return tuple([kind.read(reading, *kind.knows, each, (*path, index)) for index, each in enumerate(entries)])


def read_table(reading: Reading, kind: Kind, value: object, path: Path) -> object:
    """Read values of a kind below any names."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        return reading.wrong(path, value, GROUP)
    return {key: kind.read(reading, *kind.knows, each, (*path, key)) for key, each in value.items()}


def read_word_or_table(reading: Reading, choices: list[str], kind: Kind, value: object, path: Path) -> object:
    """Read one of some words, or values of a kind below any names."""
    if isinstance(value, Mapping):
        return read_table(reading, kind, value, path)
    return read_choice(reading, choices, value, path)


def _warn_of_list(reading: Reading, text: str, way_out: str, path: Path) -> None:
    """Warn of several things that were written as one text; of names only the site can tell."""
    message = f"“{text}” is one entry of “{path[0]}”, and seems to be several"
    reading.warn("list-in-one-text", message, Field(path), way_out)


def _is_blank(text: str, field: FieldKind) -> bool:
    """Tell whether a text is the same as none: what is required is told to be empty."""
    return not field.required and is_blank(text)


def _says_nothing(value: object, field: FieldKind) -> bool:
    """Tell whether a value is the same as none: a list of nothing, a group without what it needs."""
    if isinstance(value, dict):
        return field.kind.needs and (not value or is_empty(value))
    return isinstance(value, list) and (is_empty(value) or (field.required and not value))


def _is_short(value: object, fields: Sequence[FieldKind]) -> bool:
    """Tell whether a value stands for a group by its first field: one that is needed, or a list."""
    first, needed = fields[0], sum(field.required for field in fields)
    if first.listed and not needed:
        return isinstance(value, str | list) or type(value) is int
    if isinstance(value, bool):
        return first.required and first.kind.read is read_choice  # where one of the words may be “off”
    return first.required and (isinstance(value, str) or (needed == 1 and type(value) is int))


def _as_group(path: Path, fields: FieldKinds, text: str) -> str:
    """Write the lines of a group for which a text does not suffice, if there is one."""
    if not text:
        return ""
    first, *more = [name for name, field in fields.items() if field.required]
    lines = [f"{first}: {as_value(text)}", *(f"{name}: …" for name in more)]
    name = f"{path[-1]}:\n  " if isinstance(path[-1], str) else "- "
    return f"write\n{name}" + "\n  ".join(lines)


def _with_colons(value: object) -> str:
    """Say what is wrong with fields that are written as other languages than YAML do."""
    return "write a colon and a space behind each name, and no =" if isinstance(value, str) and " = " in value else ""
