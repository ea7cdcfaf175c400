"""The nodes of a YAML text, and which of them a path of names and indices means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import yaml

from newsgen.schema.plain_text import is_blank

_NULL = "tag:yaml.org,2002:null"


def is_implied(node: yaml.Node | None, step: str | int) -> bool:
    """Tell whether nobody wrote a step: a value stands for a list of one, or a list for the group that it fills."""
    if isinstance(node, yaml.SequenceNode):
        return isinstance(step, str)
    return node is not None and (step == 0 or (isinstance(step, str) and isinstance(node, yaml.ScalarNode)))


def child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    """Give the key and the value that a step leads to; entries that say nothing are not counted."""
    if isinstance(node, yaml.MappingNode):
        return _entries(node).get(step)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        entries = _filled(node)
        return (None, entries[step]) if 0 <= step < len(entries) else None
    return None


@lru_cache(maxsize=8)  # a file with thousands of faults asks for each of them
def _entries(node: yaml.MappingNode) -> Mapping[str | int, tuple[yaml.Node, yaml.Node]]:
    return {key.value: (key, value) for key, value in node.value if isinstance(key.value, str)}


@lru_cache(maxsize=8)  # as above
def _filled(node: yaml.SequenceNode) -> Sequence[yaml.Node]:
    return [each for each in node.value if not is_empty_node(each)]


def is_empty(value: object) -> bool:
    """Tell whether a value says nothing: it is no entry of its list."""
    if isinstance(value, str):
        return is_blank(value)
    if isinstance(value, list | dict):
        return len(value) > 0 and all(is_empty(each) for each in (value.values() if isinstance(value, dict) else value))
    return value is None


def is_empty_node(node: yaml.Node) -> bool:
    """Tell the same of the value of a node."""
    if isinstance(node, yaml.ScalarNode):
        return node.tag == _NULL or is_blank(node.value)
    parts = [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else node.value
    return len(parts) > 0 and all(is_empty_node(each) for each in parts)
