"""Files that may say anything, in YAML or JSON: data above all."""

from __future__ import annotations

import json
import math
import re

import msgspec

from newsgen.base.faults import Fault, Place
from newsgen.schema.yaml_text import Document

_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_CONSTANT = re.compile(r"(-?\bInfinity\b|\bNaN\b)")
_HALF = re.compile(r"\\u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|(\\u[dD][89a-fA-F]\w\w)")
_MOST_DIGITS = 18
_TOO_DEEP = "this is nested far too deeply to be meant"


def load_data(path: str, text: str) -> tuple[object, list[Fault]]:
    """Load the value of a file: as JSON if that is its ending, else as YAML.

    It counts for nothing if there are faults.
    """
    if not path.lower().endswith(".json"):
        return Document(text, path).load()
    value, fault = _read_json(path, text)
    return value, [fault] if fault else []


def _read_json(path: str, text: str) -> tuple[object, Fault | None]:
    try:
        value = json.loads(text, parse_constant=_refuse, parse_int=_read_int, parse_float=_read_float)
        msgspec.msgpack.encode(value)
    except json.JSONDecodeError as error:
        place, way_out = Place(error.lineno, error.colno), "check the commas and quotation marks"
        return None, _fault(f"{error.msg[:1].lower()}{error.msg[1:]}", path, place, way_out)
    except _ConstantError as error:
        place = _place_of(_CONSTANT, _TEXT.sub(lambda found: " " * len(found[0]), text))
        return None, _fault(f"{error} is no number", path, place, "write null, or a text in quotation marks")
    except UnicodeEncodeError:
        message, way_out = "there is half a character in here", "write the character itself, not \\u and digits"
        return None, _fault(message, path, _place_of(_HALF, text), way_out)
    except RecursionError:
        return None, _fault(_TOO_DEEP, path, Place(), "write it flat")
    return value, None


class _ConstantError(Exception):
    """JSON has no word for what is no finite number, though Python would take some."""


def _refuse(name: str) -> None:
    raise _ConstantError(name)


def _read_int(digits: str) -> int | str:
    """Read a number; longer ones are no quantities and stay text, as in YAML."""
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _read_float(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _ConstantError(digits)
    return number


def _place_of(pattern: re.Pattern[str], text: str) -> Place:
    found = next((found for found in pattern.finditer(text) if found[1]), None)
    if found is None:
        return Place()
    before = text[: found.start()]
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"), len(found[0]))


def _fault(message: str, path: str, place: Place, way_out: str) -> Fault:
    return Fault("bad-json", f"this is not valid JSON: {message}", path, place, way_out)
