"""Values that are read as they stand: texts, numbers, true and false, words of a choice."""

from __future__ import annotations

from typing import Final

from newsgen.base.faults import did_you_mean
from newsgen.base.patterns import regex
from newsgen.schema.kinds import Kind
from newsgen.schema.plain_text import CONTROL, is_blank
from newsgen.schema.reading import Path, Reading, name_of
from newsgen.schema.yaml_writing import as_value

MARKS: Final = "“”„«»‘’‚‹› \xa0"
"""Quotation marks that YAML does not know, and what may stand beside them."""
SPACES: Final = regex(r"[ \t\n]{2,}|[\t\n]")  # not no-break spaces: an editor typed them for a reason
_YES_NO: Final = {
    "true": frozenset(("true", "yes", "y", "oui", "o", "vrai", "on", "1", "ja", "wahr", "sí", "si", "sì", "verdadero"))
    | {"vero", "waar", "sim", "verdadeiro", "j", "s", "x"},
    "false": frozenset(("false", "no", "n", "non", "faux", "off", "0", "nein", "falsch", "falso", "nee", "onwaar"))
    | {"não", "nao"},
}
_NO: Final = ("off", "none")
"""The words of choices that say no."""
_IN_DIGITS: Final = "write it in digits, without quotation marks"


def read_anything(_reading: Reading, value: object, _path: Path) -> object:
    """Read a value of any kind."""
    return value


def read_boolean(reading: Reading, value: object, path: Path) -> object:
    """Read true or false."""
    if isinstance(value, bool):
        return value
    meant = _says(value)
    way_out = f"write {path[-1]}: {meant}" if meant else f"write {path[-1]}: true, or {path[-1]}: false"
    return reading.wrong(path, value, "true or false", way_out)


def read_number(reading: Reading, value: object, path: Path) -> object:
    """Read a whole number."""
    return value if type(value) is int else reading.wrong(path, value, "a whole number", _IN_DIGITS)


def read_limited(
    reading: Reading, base: Kind, least: int | None, most: int | None, value: object, path: Path
) -> object:
    """Read a value of ``base`` that is a whole number within limits."""
    read = base.read(reading, *base.knows, value, path)
    if isinstance(read, int) and least is not None and read < least:
        wanted = f"a whole number, {least} or more" if most is None else f"a whole number from {least} to {most}"
        return reading.wrong(path, value, wanted, "write a larger one")
    if isinstance(read, int) and most is not None and read > most:
        return reading.wrong(path, value, f"a whole number from {least} to {most}", "write a smaller one")
    return read


def read_unless_false(reading: Reading, kind: Kind, value: object, path: Path) -> object:
    """Read ``false``, or a value of a kind."""
    return False if value is False else kind.read(reading, *kind.knows, value, path)


def read_choice(reading: Reading, choices: list[str], value: object, path: Path) -> object:
    """Read one of some words; what says no means the one for that, if there is any."""
    if value in choices:
        return value
    if (word := next((each for each in choices if each in _NO), None)) and _says(value) == "false":
        return word
    given = str(value).lower() if isinstance(value, bool) else value
    near = did_you_mean(str(value), choices) or f"one of: {', '.join(choices)}"
    return reading.fault("bad-value", f"“{given}” is not a possible value of “{name_of(path)}”", path, near)


def _says(value: object) -> str | None:
    """Give which of “true” and “false” is meant, in whatever words."""
    return next((word for word, words in _YES_NO.items() if str(value).strip(MARKS).casefold() in words), None)


def _name_in(group: dict[object, object]) -> str:
    """Give the one text that a group of another system names something by: ``{name: Anne}``."""
    named = (group.get(each) for each in ("name", "title", "display_name", "slug", "id"))
    return next((as_value(each) for each in named if isinstance(each, str) and each.strip()), "")


def read_text(reading: Reading, value: object, path: Path) -> object:
    """Read a text that says something, of which no sign is one of control; a number is one as it is written."""
    if isinstance(value, str):
        text = value
    elif isinstance(value, list | dict):
        way_out = "write one text; one that begins with [ or { must stand in quotes"
        if isinstance(value, dict) and (name := _name_in(value)):
            way_out = f"write {path[-1]}: {name}" if isinstance(path[-1], str) else f"write {name}"
        return reading.wrong(path, value, "text", way_out)
    else:
        text = reading.document.raw(path) or str(value)
    if is_blank(text):
        return reading.fault("empty-field", f"“{name_of(path)}” is empty", path, "fill it in or remove the line")
    if not text.isprintable() and (control := CONTROL.search(text)):
        message = f"there is a control character (U+{ord(control.group()):04X}) in “{name_of(path)}”"
        return reading.fault("control-character", message, path, "delete the \\ and what belongs to it")
    return SPACES.sub(" ", text).strip(" ")
