"""The YAML of editors: safe, without surprises, and no larger than it was written.

Differences from YAML 1.1, each of which has put a wrong word in a newspaper somewhere: ``no`` and
``yes`` stay words, ``12:30`` and ``010`` stay text, dates stay text until the schema reads them,
a key given twice is a fault, and keys are always text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from typing import Any

import yaml

from newsgen.base.patterns import regex

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML without libyaml: ten times slower, equal results
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

_MOST_NODES = 20_000  # what aliases may expand to: a page of YAML must not become a gigabyte
_RESOLVERS = (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?(?:0|[1-9][0-9]{0,17})$", "-+0123456789"),  # longer ones are no quantities and stay text
    ("float", r"^[-+]?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]{1,2})?$", "-+0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("merge", r"^<<$", "<"),
)
_SEPARATORS = "\u2028\u2029"  # typesetting programs leave them in headlines; YAML would end the line there
_TAGGED = ("binary", "timestamp", "set", "omap", "pairs")  # types that only a tag such as !!set asks for
_Construct = Callable[["Loader", yaml.Node], Any]


class Loader(_SafeLoader):
    """The safe loader with text where YAML 1.1 guesses, and with duplicate keys collected."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML declares it so

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.duplicates: list[yaml.ScalarNode] = []

    def construct_mapping(
        self,
        node: yaml.MappingNode,
        deep: bool = False,  # noqa: ARG002 - PyYAML's signature
    ) -> dict[Hashable, Any]:
        """Make the value of a group, and note what is given twice in it."""
        keys = [key.value for key, _ in node.value]
        self.flatten_mapping(node)
        mapping: dict[Hashable, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.constructor.ConstructorError(None, None, "a key must be a plain word", key.start_mark)
            if key.value in mapping and "<<" not in keys:
                self.duplicates.append(key)
            mapping[key.value] = self.construct_object(value, deep=True)
        return mapping


def _only_if(pattern: str, construct: _Construct) -> _Construct:
    """Refuse what only a tag, such as ``!!int trois``, takes for a value of this type."""

    def checked(loader: Loader, node: yaml.Node) -> Any:
        if not isinstance(node, yaml.ScalarNode) or re.match(pattern, node.value) is None:
            loader.construct_undefined(node)
        return construct(loader, node)

    return checked


for _tag, _pattern, _first in _RESOLVERS:
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", regex(_pattern), list(_first))
for _tag in _TAGGED:
    Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", Loader.construct_undefined)  # type: ignore[type-var]
for _tag, _pattern, _ in _RESOLVERS[:3]:
    Loader.add_constructor(
        f"tag:yaml.org,2002:{_tag}", _only_if(_pattern, Loader.yaml_constructors[f"tag:yaml.org,2002:{_tag}"])
    )


def compose(text: str) -> yaml.Node | None:
    """Give the nodes of a YAML text, each with its place; nothing for an empty one.

    Raises:
        yaml.YAMLError: the text is no YAML.
    """
    return yaml.compose(without_separators(text), Loader=Loader)


def without_separators(text: str) -> str:
    """Put spaces in the place of what ends lines in YAML and in no editor."""
    for separator in _SEPARATORS:
        text = text.replace(separator, " ")
    return text


def alias_bomb(root: yaml.Node | None) -> tuple[str, ...] | None:
    """Tell where aliases contain themselves, or expand to far too much: a field, or the whole; nothing if nowhere."""
    if _expanded_size(root, {}) <= _MOST_NODES:
        return None
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    return next(((key.value,) for key, value in pairs if _expanded_size(value, {}) > _MOST_NODES), ())


def _expanded_size(node: yaml.Node | None, seen: dict[int, int]) -> int:
    if node is None or isinstance(node, yaml.ScalarNode):
        return 1
    if id(node) in seen:
        return seen[id(node)]
    seen[id(node)] = _MOST_NODES + 1  # met again below itself: a cycle
    children = (
        [part for pair in node.value for part in pair] if isinstance(node, yaml.MappingNode) else list(node.value)
    )
    size = 1
    for child in children:
        size = min(size + _expanded_size(child, seen), _MOST_NODES + 1)
    seen[id(node)] = size
    return size
