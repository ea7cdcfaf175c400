"""Shortcodes: what an editor places in a text that is more than text.

``{{< related article="finale-de-la-coupe" >}}`` on a line of its own. A shortcode is declared by its name and typed
arguments, parsed, validated, and rendered by the theme's ``shortcodes/NAME.html``; nothing in it is ever evaluated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import takewhile

from msgspec import Struct

from newsgen.base.faults import Argument, BodyLine, BodySpan, Fault, did_you_mean, nearest
from newsgen.base.local_addresses import ONLY_HERE, local_way_out
from newsgen.base.patterns import regex
from newsgen.content.slips import explain, mend_call
from newsgen.model.records import ShortcodeCall
from newsgen.model.settings import ArgumentSettings
from newsgen.schema.address_texts import VIDEO_FILE

Declarations = Mapping[str, Mapping[str, ArgumentSettings]]
"""Shortcodes by name, each with its arguments by name."""

BUILT_IN: Declarations = {
    "related": {"article": ArgumentSettings("article"), "label": ArgumentSettings("text", required=False)},
    "quote": {
        "text": ArgumentSettings("text"),
        "by": ArgumentSettings("text", required=False),
        "role": ArgumentSettings("text", required=False),
    },
    "figure": {
        "src": ArgumentSettings("picture"),
        "alt": ArgumentSettings("text"),
        "caption": ArgumentSettings("text", required=False),
        "credit": ArgumentSettings("text", required=False),
    },
    "video": {
        "url": ArgumentSettings("video"),
        "title": ArgumentSettings("text"),
        "poster": ArgumentSettings("picture", required=False),
    },
    "gallery": {"name": ArgumentSettings("gallery"), "caption": ArgumentSettings("text", required=False)},
}

_OPENING = regex(r" {0,3}\{\{<")
_CALL = regex(r"""\s*\{\{<\s*(?P<name>[\w-]+)(?P<arguments>(?:\s+[\w-]+\s*=\s*"[^"]*")*)\s*>\}\}\s*""")
ARGUMENT = regex(r"""([\w-]+)\s*=\s*"([^"]*)\"""")
_INLINE_CODE = regex(r"(`+).+?\1|^(?: {4}|\t).*")
_REFERENCE = regex(r"""\{\{<\s*(?:rel)?ref\s+["'`]?([^"'`\s>]+)["'`]?\s*>\}\}""")
"""How Hugo writes the address of a text."""
_MOST_LINES = 12  # over which one call may be spread
_ALONE = "put it on a new line; as an example, in `backquotes`"
_EXAMPLE = 'write it as {{< related article="slug-of-the-article" >}}'


class Taken(Struct, frozen=True):
    """A text with its shortcodes taken out, the calls in order, and the faults found in them."""

    text: str
    calls: tuple[ShortcodeCall, ...]
    faults: tuple[Fault, ...]


def take_shortcodes(
    text: str,
    path: str,
    declarations: Declarations,
    mark: Callable[[int], str],
    code_lines: Callable[[str], Collection[int]],
) -> Taken:
    """Replace each shortcode by the paragraph ``mark(n)``, where ``n`` counts the calls from 0.

    Lines inside fenced code (the Markdown engine's ``code_lines``, numbered from 0) stay as they are: an article may
    show how shortcodes are written.
    """
    if "{{<" not in text:
        return Taken(text, (), ())
    calls: list[ShortcodeCall] = []
    faults: list[Fault] = []
    lines = text.split("\n")
    code = code_lines(text) if "```" in text or "~~~" in text else ()
    for number, line in enumerate(lines):
        if "{{<" not in line or number in code:
            continue
        if not _OPENING.match(line):
            column = _INLINE_CODE.sub(lambda code: " " * len(code[0]), line).find("{{<")
            if column >= 0:
                reference = _REFERENCE.match(line, column)
                way_out = f"write {reference[1]} in its place: a link names the file itself" if reference else _ALONE
                message, spot = "a shortcode stands on a line of its own", BodySpan(number, column, len("{{<"))
                faults.append(Fault("bad-shortcode", message, path, spot, way_out))
            continue
        found = _CALL.fullmatch(line)
        if found is None:
            faults.append(_unreadable(lines, number, path, declarations))
            continue
        call = ShortcodeCall(found["name"], dict(ARGUMENT.findall(found["arguments"])), number)
        if wrong := [*_check(call, path, declarations), *_repeated(found["arguments"], call, path)]:
            faults.extend(wrong)
            continue
        lines[number] = f"\n{mark(len(calls))}\n"
        calls.append(call)
    return Taken("\n".join(lines), tuple(calls), tuple(faults))


def _unreadable(lines: Sequence[str], number: int, path: str, declarations: Declarations) -> Fault:
    """Say what keeps the shortcode that begins on a line from being read, and how it is written."""
    line, following = lines[number], list(takewhile(str.strip, lines[number + 1 : number + _MOST_LINES]))
    last = next((each for each, text in enumerate(following) if ">}}" in text), None)
    if ">}}" not in line and last is not None and not any("{{<" in text for text in following[: last + 1]):
        mended = mend_call(" ".join([line, *following[: last + 1]]), declarations)
        spot = BodySpan(number, len(line.rstrip()))
        return Fault("bad-shortcode", "a shortcode stands on one line", path, spot, f"write {mended or _EXAMPLE}")
    slip = explain(line, declarations)
    way_out = f"write {slip.mended}" if slip.mended else _EXAMPLE
    return Fault("bad-shortcode", slip.message, path, BodySpan(number, slip.column), way_out)


def _is_address(value: str, kind: str) -> bool:
    if kind == "video" and VIDEO_FILE.fullmatch(value):
        return True
    return kind not in ("web", "video") or value.startswith(("https://", "http://"))


def _check(call: ShortcodeCall, path: str, declarations: Declarations) -> Iterator[Fault]:
    declared = declarations.get(call.name)
    if declared is None:
        way_out = did_you_mean(call.name, declarations) or f"known shortcodes: {', '.join(sorted(declarations))}"
        spot = Argument(call.line)
        yield Fault("unknown-shortcode", f"there is no shortcode “{call.name}”", path, spot, way_out)
        return
    meant: set[str] = set()
    for name, value in call.arguments.items():
        if name not in declared:
            meant.update(near := nearest(name, declared.keys() - call.arguments.keys()))
            way_out = did_you_mean(name, near) or f"its arguments: {', '.join(declared)}"
            message = f"“{call.name}” has no argument “{name}”"
            yield Fault("bad-argument", message, path, Argument(call.line, name, key=True), way_out)
        elif declared[name].kind != "text" and (local := local_way_out(value)) is not None:
            if declared[name].kind == "article":
                local = f"name the article by its slug or its path: {value.rstrip('/').rpartition('/')[2]}"
            yield Fault("local-address", ONLY_HERE.format(value), path, Argument(call.line, name), local)
        elif value.strip() and not _is_address(value, declared[name].kind):
            message = f"“{name}” is not a web address: “{value}”"
            yield Fault("bad-argument", message, path, Argument(call.line, name), "a web address begins with https://")
    for name, argument in declared.items():
        if argument.required and name not in meant and not call.arguments.get(name, "").strip():
            message = f"“{call.name}” needs “{name}”"
            yield Fault("bad-argument", message, path, BodyLine(call.line), f'add {name}="…"')


def _repeated(arguments: str, call: ShortcodeCall, path: str) -> Iterator[Fault]:
    given = Counter[str]()
    for found in ARGUMENT.finditer(arguments):
        if given[found[1]]:
            message = f"“{call.name}” is given “{found[1]}” twice"
            spot = Argument(call.line, found[1], key=True, nth=given[found[1]])
            yield Fault("bad-argument", message, path, spot, "keep one of them")
        given[found[1]] += 1
