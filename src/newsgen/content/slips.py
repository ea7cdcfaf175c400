"""What keeps a shortcode from being read: the character at which it goes wrong, and the call as it should be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from newsgen.base.patterns import regex

if TYPE_CHECKING:
    from newsgen.content.shortcodes import Declarations

_OPENING = regex(r"\s*\{\{<\s*(?P<name>[\w-]+)?")
_SEPARATOR = regex(r"[\s,]*")
_KEY = regex(r"(?P<name>[\w-]+)\s*(?P<sign>=|:(?!//))\s*")
_END = regex(r"\s*(?:/\s*)?(?:>\s*\}{0,3}|\}{1,3}|/)?\s*\Z")
_SOUND_END = regex(r"\s*>\}\}\s*\Z")
_BARE = regex(r"""[^\s>},"“”„«»'‘’″]+""")
_BEHIND_VALUE = regex(r"\s*,?\s*(?:[\w-]+\s*[=:]\s*[\"“”„«'‘’″\w/]|/?\s*>|\}\}|/?\s*\Z)")
_CLOSERS = {
    '"': '"“”″',
    "“": '”“"″',
    "”": '”“"″',
    "„": '“”"″',
    "″": '″"”“',
    "«": "»",
    "'": "'’",
    "‘": "’'‘",
    "’": "’'",
}
_HOSTS = {"youtube": "https://youtu.be/{}", "vimeo": "https://vimeo.com/{}", "dailymotion": "https://dai.ly/{}"}


class Slip(Struct, frozen=True):
    """What is wrong with a call, at which column of its line (from 0); ``mended`` is empty where nobody can tell."""

    message: str
    column: int
    mended: str


def explain(line: str, declarations: Declarations) -> Slip:
    """Say what keeps the shortcode on a line from being read."""
    return _Reading(line, declarations).slip()


def mend_call(line: str, declarations: Declarations) -> str:
    """Write a call as it should be; nothing where nobody can tell."""
    return explain(line, declarations).mended


class _Reading:
    """One pass over a call, forgiving all that can be forgiven; the first slip is the one that is told."""

    def __init__(self, line: str, declarations: Declarations) -> None:
        self._line = line
        self._declarations = declarations
        self._slips: list[tuple[int, str]] = []

    def slip(self) -> Slip:
        opening = _OPENING.match(self._line)
        name = opening["name"] if opening else None
        if opening is None or name is None:
            return Slip("this shortcode has no name", opening.end() if opening else 0, "")
        arguments = self._arguments(name, opening.end())
        column, message = min(self._slips, default=(opening.start("name"), "this shortcode cannot be read"))
        return Slip(message, column, _written(name, arguments, self._declarations) if arguments is not None else "")

    def _arguments(self, name: str, place: int) -> Mapping[str, str] | None:
        """Read all arguments; nothing where something remains that cannot be understood."""
        arguments: dict[str, str] = {}
        while not _END.match(self._line, place):
            separator = _SEPARATOR.match(self._line, place)
            start = place = separator.end() if separator else place
            if separator and "," in separator[0]:
                self._slip(separator.start() + separator[0].index(","), "there is a comma between the arguments")
            key = _KEY.match(self._line, place)
            if key is not None and key["sign"] == ":":
                self._slip(key.start("sign"), f"“{key['name']}” and its value are joined by =, not by a colon")
            place = key.end() if key else place
            read = self._value(key["name"] if key else "", place)
            if read is None:
                self._slip(place, f"this shortcode cannot be read from “{self._line[place : place + 12].strip()}” on")
                return None
            value, place = read
            argument = key["name"] if key else self._unnamed(name, arguments)
            if not key:
                self._slip(start, f"“{value}” is the value of no argument: each has a name")
            if not argument:
                return None
            arguments.setdefault(argument, value)
        if not _SOUND_END.match(self._line, place):
            self._slip(len(self._line.rstrip()), "nothing closes this shortcode: it ends with >}}")
        return arguments

    def _unnamed(self, name: str, given: Mapping[str, str]) -> str:
        return next((each for each in self._declarations.get(name, ("id",)) if each not in given), "")

    def _value(self, name: str, place: int) -> tuple[str, int] | None:
        opener = self._line[place : place + 1]
        closers = _CLOSERS.get(opener)
        if closers is None:
            bare = _BARE.match(self._line, place)
            if bare is None:
                return None
            if name:
                self._slip(place, f"the value of “{name}” stands in no quotation marks")
            return bare[0], bare.end()
        if opener != '"':
            self._slip(place, f'{opener} is no straight quotation mark, which is "')
        end = next((each for each in range(place + 1, len(self._line)) if self._closes(each, closers)), None)
        if end is None:
            self._slip(place, f"nothing closes the quotation mark before the value of “{name}”")
            rest = self._line[place + 1 :]
            value = re.sub(r"\s*/?\s*>?\s*\}*\s*\Z", "", rest)
            return value, place + 1 + len(value)
        value = self._line[place + 1 : end]
        if self._line[end] != '"':
            self._slip(end, f'{self._line[end]} is no straight quotation mark, which is "')
        if '"' in value:
            self._slip(place + 1 + value.index('"'), f"a quotation mark within the value of “{name}” ends it too soon")
        return value, end + 1

    def _closes(self, place: int, closers: str) -> bool:
        return self._line[place] in closers and _BEHIND_VALUE.match(self._line, place + 1) is not None

    def _slip(self, column: int, message: str) -> None:
        self._slips.append((column, message))


def _written(name: str, arguments: Mapping[str, str], declarations: Declarations) -> str:
    """Write a call, with a gap for each value that it needs and has not been given."""
    if name in _HOSTS and arguments:
        name, arguments = "video", {"url": _HOSTS[name].format(next(iter(arguments.values())))}
    lacking = (each for each, argument in declarations.get(name, {}).items() if argument.required)
    arguments = {**arguments, **{each: "…" for each in lacking if each not in arguments}}
    given = "".join(f' {each}="{_quoted(value)}"' for each, value in arguments.items())
    return f"{{{{< {name}{given} >}}}}"


def _quoted(value: str) -> str:
    """Write a value that can stand in straight quotation marks: those within it become curly."""
    pieces = value.strip(" \t\u00a0\u202f").split('"')
    return "".join(piece + ("“" if number % 2 == 0 else "”") for number, piece in enumerate(pieces[:-1])) + pieces[-1]
