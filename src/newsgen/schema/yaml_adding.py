"""YAML as it is written, with more entries in one of its lists: nothing else of it changes, not a comment or a blank."""

from __future__ import annotations

from collections.abc import Sequence

import yaml
from msgspec import Struct

from newsgen.schema.yaml_text import Document
from newsgen.schema.yaml_writing import as_list, as_value


class Insertion(Struct, frozen=True):
    """A text to be put into a line (from 0) at a column (from 0); ``whole``: it is a line of its own, before that."""

    line: int
    column: int
    text: str
    whole: bool = False


def add_entries(lines: Sequence[str], key: str, entries: Sequence[str]) -> list[Insertion] | None:
    """Give what to insert into the lines of a group for a list of its to have more entries, in the order of places.

    Nothing is given where the group is written in a way that only people can add to.
    """
    text = "\n".join(lines)
    value, faults = Document(text, "").load()
    if faults or not isinstance(value, dict):
        return None
    try:
        insertions = _insertions(yaml.compose(text, Loader=yaml.SafeLoader), lines, key, entries)
    except yaml.YAMLError:
        return None
    old = value.get(key)
    before = old if isinstance(old, list) else [] if old is None else [old]
    wanted = {**value, key: [*before, *entries]}
    read, faults = Document("\n".join(_inserted(lines, insertions)), "").load()
    return insertions if not faults and read == wanted else None


def _inserted(lines: Sequence[str], insertions: Sequence[Insertion]) -> list[str]:
    result = list(lines)
    for each in sorted(insertions, key=lambda each: (each.line, each.column), reverse=True):
        if each.whole:
            result.insert(each.line, each.text)
        else:
            line = result[each.line]
            result[each.line] = line[: each.column] + each.text + line[each.column :]
    return result


def _insertions(root: yaml.Node | None, lines: Sequence[str], key: str, entries: Sequence[str]) -> list[Insertion]:
    pairs = root.value if isinstance(root, yaml.MappingNode) and not root.flow_style else []
    found = [(name, node) for name, node in pairs if name.value == key]
    if not found:
        indent = " " * pairs[0][0].start_mark.column if pairs else ""
        end = len(lines) - (1 if lines and not lines[-1] else 0)
        return [Insertion(end, 0, f"{indent}{key}: {as_list(entries)}", whole=True)]
    name, node = found[0]
    start, end_mark = node.start_mark, node.end_mark
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        last = node.value[-1].end_mark
        written = [f"{' ' * start.column}- {as_value(each)}" for each in entries]
        return [Insertion(last.line + 1, number, each, whole=True) for number, each in enumerate(written)]
    if isinstance(node, yaml.SequenceNode) and node.value:
        last = node.value[-1].end_mark
        return [Insertion(last.line, last.column, "".join(f", {as_value(each)}" for each in entries))]
    if isinstance(node, yaml.SequenceNode):
        return [Insertion(end_mark.line, end_mark.column - 1, as_list(entries)[1:-1])]
    if start.index == end_mark.index:  # nothing is written there
        column = lines[name.end_mark.line].index(":", name.end_mark.column) + 1
        return [Insertion(name.end_mark.line, column, f" {as_list(entries)}")]
    more = "".join(f", {as_value(each)}" for each in entries)
    return [Insertion(start.line, start.column, "["), Insertion(end_mark.line, end_mark.column, f"{more}]")]
