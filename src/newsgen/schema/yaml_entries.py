"""One more entry in a list of a YAML text: where it goes, and how the text writes such; every other sign stays."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from newsgen.schema.yaml_loader import compose

Written = str | Sequence[tuple[str, str]]
"""An entry as it is written: a value, or the fields of a group, each with its value; no value needs more than a line,
and all of them can stand within brackets (``yaml_writing.as_value``)."""

_NOTHING = frozenset(["", "~", "null", "Null", "NULL"])
_BULLET = re.compile(r"([ ]*)-([ ]+)(?=[^ \r\n])")
_BREAK = re.compile("\r\n|\r|\n")
_UNSAFE_IN_BRACKETS = frozenset("[]{},")
_PLAIN = frozenset([None, ""])


class NoPlaceError(ValueError):
    """What stands in the field takes no further entry; ``index`` says where that is in the text."""

    def __init__(self, message: str, way_out: str, index: int) -> None:
        super().__init__(message)
        self.way_out = way_out
        self.index = index


def with_entry(text: str, name: str, entry: Written, newline: str = "\n") -> str:
    """Add an entry at the end of the list in the field ``name`` of a group, which gets the field if it has none.

    ``text`` is sound YAML and ends with a line break. Nothing in it changes but that an empty value (``~``) makes room
    for the list, and a single plain value becomes one in brackets.

    Raises:
        NoPlaceError: the field holds something else than a list, or the fields stand in braces.
    """
    root = compose(text)
    if root is not None and (not isinstance(root, yaml.MappingNode) or root.flow_style):
        message = "these fields do not stand a line each"
        raise NoPlaceError(message, "write each on a line of its own, without braces", root.start_mark.index)
    found = next(((key, value) for key, value in root.value if key.value == name), None) if root is not None else None
    if found is None:
        indent = " " * (root.start_mark.column if root is not None else 0)
        return text + indent + _new_field(name, entry, indent + _indent_of_lists(text, root), newline) + newline
    key, value = found
    if value.start_mark.index < key.end_mark.index:
        raise NoPlaceError(f"“{name}” repeats what stands elsewhere (*…)", "write it out here", key.start_mark.index)
    if isinstance(value, yaml.SequenceNode):
        return (_in_brackets if value.flow_style else _in_lines)(text, value, entry, newline)
    if isinstance(value, yaml.ScalarNode) and value.style in _PLAIN and value.value in _NOTHING:
        indent = " " * key.start_mark.column + _indent_of_lists(text, root)
        return _in_place_of_nothing(text, key, value, _new_field("", entry, indent, newline), newline)
    if isinstance(entry, str) and isinstance(value, yaml.ScalarNode) and _can_stand_in_brackets(value):
        start, end = value.start_mark.index, value.end_mark.index
        return f"{text[:start]}[{text[start:end]}, {entry}]{text[end:]}"
    message = f"“{name}” is not a list here"
    raise NoPlaceError(message, "make a list of it: “- ” before each of its entries", value.start_mark.index)


def _in_lines(text: str, node: yaml.SequenceNode, entry: Written, newline: str) -> str:
    """Add an entry below the last one, as the first one is written."""
    start = node.value[0].start_mark
    line = text[start.index - start.column :]
    bullet = _BULLET.match(line)
    indent, gap = bullet.groups() if bullet else (" " * node.start_mark.column, " ")
    end = _end_of_line(text, _end(text, node))
    before = text[:end] if text[:end].endswith(("\n", "\r")) else text[:end] + newline
    return before + _entry_in_lines(entry, indent, gap, newline) + newline + text[end:]


def _in_brackets(text: str, node: yaml.SequenceNode, entry: Written, newline: str) -> str:
    """Add an entry behind the last one, on a line of its own if that is on one."""
    written, close = _entry_in_braces(entry), node.end_mark.index - 1
    if not node.value:
        return text[:close] + written + text[close:]
    start, end = node.value[-1].start_mark, node.value[-1].end_mark.index
    comma = text.find(",", end, close)
    has_comma = comma >= 0 and not text[end:comma].strip()
    behind = comma + 1 if has_comma else end
    first_of_line = not text[start.index - start.column : start.index].strip()
    if not first_of_line or _BREAK.search(text, behind, close) is None:
        return f"{text[:behind]}{'' if has_comma else ','} {written}{text[behind:]}"
    rest_of_line = _end_of_line(text, behind, with_break=False)  # a comment there is about the entry before
    own = f"{newline}{' ' * start.column}{written}{',' if has_comma else ''}"
    return text[:behind] + ("" if has_comma else ",") + text[behind:rest_of_line] + own + text[rest_of_line:]


def _in_place_of_nothing(text: str, key: yaml.Node, value: yaml.ScalarNode, new: str, newline: str) -> str:
    """Put a list into a field that has none yet; a comment behind it stays there."""
    start, end = value.start_mark.index, value.end_mark.index
    colon = text.index(":", key.end_mark.index) + 1
    if end <= colon:  # nothing is written there at all
        start = end = colon
    bare = new.removeprefix(":")
    if not bare.startswith(newline):
        return text[:start].rstrip(" ") + bare + text[end:]
    head = text[:start].rstrip(" ") + text[end : _end_of_line(text, end, with_break=False)]
    return head + bare + text[_end_of_line(text, end, with_break=False) :]


def _new_field(name: str, entry: Written, indent: str, newline: str) -> str:
    if isinstance(entry, str):
        return f"{name}: [{entry}]"
    return f"{name}:{newline}{_entry_in_lines(entry, indent, ' ', newline)}"


def _entry_in_lines(entry: Written, indent: str, gap: str, newline: str) -> str:
    if isinstance(entry, str):
        return f"{indent}-{gap}{entry}"
    fields = f"{newline}{indent} {' ' * len(gap)}".join(f"{key}: {value}" for key, value in entry)
    return f"{indent}-{gap}{fields}"


def _entry_in_braces(entry: Written) -> str:
    return entry if isinstance(entry, str) else "{" + ", ".join(f"{key}: {value}" for key, value in entry) + "}"


def _indent_of_lists(text: str, root: yaml.Node | None) -> str:
    """Give how far the lists of a text stand in, by its first one."""
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if isinstance(value, yaml.SequenceNode) and not value.flow_style and value.value:
            start = value.value[0].start_mark
            bullet = _BULLET.match(text, start.index - start.column)
            if bullet and start.index > key.end_mark.index:
                column: int = key.start_mark.column
                return " " * max(len(bullet[1]) - column, 0)
    return "  "


def _can_stand_in_brackets(node: yaml.ScalarNode) -> bool:
    one_line = node.start_mark.line == node.end_mark.line
    return one_line and (node.style in {"'", '"'} or (node.style in _PLAIN and not _UNSAFE_IN_BRACKETS & {*node.value}))


def _end(text: str, node: yaml.Node) -> int:
    """Give where a value ends, without the empty lines and comments below it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        key, value = node.value[-1]
        named: int = key.end_mark.index
        return max(named, _end(text, value))
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        start: int = node.start_mark.index
        return max(start, _end(text, node.value[-1]))
    end: int = node.end_mark.index
    if isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}:
        head = text[node.start_mark.index : _end_of_line(text, node.start_mark.index)].partition("#")[0]
        return end - 1 if "+" in head else len(text[:end].rstrip(" \r\n"))
    return end


def _end_of_line(text: str, index: int, *, with_break: bool = True) -> int:
    found = _BREAK.search(text, index)
    if found is None:
        return len(text)
    return found.end() if with_break else found.start()
