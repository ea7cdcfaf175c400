"""What libyaml says about a broken text, in an editor's words and at the place to be mended.

libyaml marks where it gave up; the slip is often before that, such as a quotation mark that is never closed.
"""

from __future__ import annotations

import re

import yaml
from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.patterns import regex


class Slip(Struct, frozen=True):
    """A slip in a YAML text: line and column from 0, what is wrong, and the way out."""

    line: int
    column: int
    message: str
    way_out: str


class _Reading(Struct, frozen=True):
    """A complaint of libyaml, our words for it, and whether the slip is where the context of the complaint starts."""

    sign: str
    message: str
    way_out: str
    at_context: bool = False


_ENTRY_WITH_COMMENT = regex(r"""[\[{,:][ ]*([^\[\]{},:"'#]*[ ]#[^\[\]{},"']*)[\]},]""")
_IN_QUOTES = "put the whole value in quotes"
_NOT_INDENTED = "this line is not indented like those above", "all lines of a group begin in the same column"
_READINGS = (
    _Reading(
        "found unexpected end of stream",
        "a quotation mark is opened here and never closed",
        "close it at the end of the value",
        at_context=True,
    ),
    _Reading("undefined alias", "a value cannot begin with *", _IN_QUOTES),
    _Reading("did not find expected alphabetic", "a value cannot begin with * or &", _IN_QUOTES, at_context=True),
    _Reading("could not determine a constructor", "a value cannot begin with !", _IN_QUOTES),
    _Reading("mapping keys are not allowed", "a value cannot begin with ?", _IN_QUOTES),
    _Reading("cannot start any token", "a value cannot begin with this character", _IN_QUOTES),
    _Reading(
        "did not find expected comment or line break",
        "a text behind > or | begins on the next line",
        f"begin it there, indented; or {_IN_QUOTES}",
    ),
    _Reading(
        "block sequence entries are not allowed",
        "a list cannot begin on the line of its name",
        "begin it on the next line; a text that begins with a hyphen must stand in quotes",
    ),
    _Reading(
        "a key must be a plain word",
        "a group stands where a word should",
        "a text that begins with { or [ must stand in quotes",
    ),
    _Reading("but found another document", "there is a second --- in here", "delete this line"),
    _Reading("unknown escape character", "in double quotes a \\ is no letter", "write it twice, or use single quotes"),
    _Reading("expected <document start>", *_NOT_INDENTED),
    _Reading("did not find expected '-'", *_NOT_INDENTED),
    _Reading("maximum nesting depth", "this is nested far too deeply to be meant", "write it flat"),
)
_CURLY = {"“": "”", "„": "“", "«": "»", "‘": "’", "‚": "‘"}
_VALUE_BEFORE = regex(r"[ ]*(?:- +)?[^\s:]+[ ]*:[ ]+")
_VALUED = regex(r"([ ]*)([\w-]+):[ ]+['\"]?[^\s'\"]*[./][^\s'\"]*['\"]?[ ]*")  # a file or an address: a group's
_FIELD = regex(r"[ ]*[\w-]+:[ ]")
_COMMENTED = regex(r"(?:^|[ \t])#")
_GLUED = regex(r"\s*([\w-]+)[ ]*:(?=[^ \t])")


def explain(error: yaml.MarkedYAMLError, text: str) -> Slip:
    """Find the slip behind an error of the YAML library in ``text``."""
    slip = _slip(error, text)
    lines = re.split(r"\r\n|[\r\n]", text)
    if slip.line >= len(lines):  # behind the end of a text whose last line has no end
        last = max((number for number, each in enumerate(lines) if each.strip()), default=0)
        return replace(slip, line=last, column=len(lines[last]))
    line = lines[slip.line]
    if slip.way_out == _IN_QUOTES and _VALUE_BEFORE.fullmatch(line[: slip.column]):
        return replace(slip, way_out=f"{_IN_QUOTES}: {_quoted(line)}")
    if (slip.message, slip.way_out) == _NOT_INDENTED:
        message, way_out = _what_stands_above(slip.line, lines) or _NOT_INDENTED
        return replace(slip, message=message, way_out=way_out)
    return slip


def _what_stands_above(number: int, lines: list[str]) -> tuple[str, str] | None:
    """Explain a line that would be in order if another did not stand above it."""
    indent = len(lines[number]) - len(lines[number].lstrip())
    above = lines[number - 1] if number else ""
    if indent and _COMMENTED.search(above):
        return (
            "a comment ends the text that goes on here",
            "put the whole text in quotes, or take the comment out: it begins at the # above",
        )
    valued = _VALUED.fullmatch(above)
    if valued is None or indent <= len(valued[1]) or _FIELD.match(lines[number]) is None:
        return None
    return (
        f"“{valued[2]}” has a value of its own, and this line below it",
        "write the value below it too, in a line with a name: “src: …”",
    )


def _slip(error: yaml.MarkedYAMLError, text: str) -> Slip:
    mark = error.problem_mark or error.context_mark
    start = error.context_mark or mark
    if mark is None or start is None:
        return Slip(0, 0, "this cannot be read", "check the indentation and the quotation marks")
    lines = re.split(r"\r\n|[\r\n]", text)
    problem, line = error.problem or "", lines[mark.line] if mark.line < len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Slip(mark.line, line.index("\t"), "there is a tab in the indentation", "indent with spaces")
    if problem.startswith("mapping values are not allowed"):
        return _colon(mark.line, mark.column, lines)
    if problem.startswith("did not find expected ',' or"):
        bracket = problem[-2]
        if not line.strip() or (mark.line > start.line and re.match(r"\s*[\w-]+:(\s|$)", line)):
            opened = Slip(
                start.line, start.column, "a bracket is opened here and never closed", f"close it with {bracket}"
            )
            return _cut_off(range(start.line, mark.line + 1), lines, bracket) or opened
        return Slip(mark.line, mark.column, f"there should be a comma or {bracket} here", "put a comma between entries")
    if problem.startswith("did not find expected key"):
        return _end(mark.line, mark.column, line)
    if problem.startswith("could not find expected ':'"):
        way_out = "a text of several lines stands in quotes, or indented below “key: >-”"
        return _glued(start.line, lines) or Slip(start.line, start.column, "this line is no “key: value”", way_out)
    for reading in _READINGS:
        if reading.sign in problem:
            place = start if reading.at_context else mark
            return Slip(place.line, place.column, reading.message, reading.way_out)
    return Slip(mark.line, mark.column, problem, "check the indentation and the quotation marks of this line")


def _colon(number: int, column: int, lines: list[str]) -> Slip:
    """Explain a colon that makes no sense where it stands."""
    line = lines[number]
    before = line[:column]
    if ": " in before:
        way_out = f"put the whole value in quotes: {_quoted(line)}"
        if before.partition(": ")[2][:1] in _CURLY:
            way_out = f"YAML does not know curly quotation marks; write {_quoted(line)}"
        return Slip(number, column, "there is a second “: ” in this line", way_out)
    if number and (slip := _glued(number - 1, lines)):
        return slip
    indent = len(line) - len(line.lstrip())
    return Slip(number, indent, *_NOT_INDENTED)


def _glued(number: int, lines: list[str]) -> Slip | None:
    """Explain a colon without a space behind it, if the line has one where its key ends."""
    glued = _GLUED.match(lines[number])
    if glued is None:
        return None
    message = "there is no space behind this colon"
    if lines[number][glued.end()].isspace():
        message = "the space behind this colon is no plain space"
    return Slip(number, glued.end() - 1, message, f"write “{glued[1]}: …”")


def _cut_off(numbers: range, lines: list[str], bracket: str) -> Slip | None:
    """Find the # before a closing bracket, which makes a comment of that."""
    for number in numbers:
        line = lines[number] if number < len(lines) else ""
        found = _ENTRY_WITH_COMMENT.search(line)
        if found is not None and bracket in line[found.end() - 1 :]:
            mended = f'{line[: found.start(1)]}"{found[1].strip()}"{line[found.end(1) :]}'.strip()
            message = f"behind a # that is not in quotes stands a comment, and the closing {bracket} with it"
            return Slip(number, line.index(" #", found.start(1)) + 1, message, f"write {mended}")
    return None


def _end(number: int, column: int, line: str) -> Slip:
    """Explain a line that goes on where its value has ended, or begins where none should."""
    before = line[:column].rstrip()
    if before.endswith(("'", '"')):
        other = '"' if before.endswith("'") else "'"
        way_out = f"a value with {before[-1]} in it stands between {other} and {other}"
        value = line.partition(": ")[2].strip()
        if len(value) > 1 and value[0] == value[-1] == before[-1] and other not in value:
            way_out += f": {line.partition(': ')[0].strip()}: {other}{value[1:-1]}{other}"
        return Slip(number, column, "the text goes on behind the closing quotation mark", way_out)
    if before.endswith(("]", "}")):
        way_out = _IN_QUOTES
        if _VALUE_BEFORE.match(line) and line.partition(": ")[2].lstrip()[:1] in {"[", "{"}:
            way_out = f"{_IN_QUOTES}: {_quoted(line)}"
        return Slip(number, column, "the text goes on behind the closing bracket", way_out)
    return Slip(number, column, *_NOT_INDENTED)


def _quoted(line: str) -> str:
    key, _, value = line.strip().removeprefix("- ").partition(": ")
    if value[:1] in _CURLY and value[-1:] == _CURLY[value[0]]:
        value = value[1:-1].strip(" \xa0")
    quote = "'" if '"' in value else '"'
    return f"{key}: {quote}{value}{quote}" if quote not in value else f"{key}: …"
