"""YAML as editors write it: safe, without surprises, and with the place of every value.

Differences from YAML 1.1, each of which has put a wrong word in a newspaper somewhere: ``no`` and
``yes`` stay words, ``12:30`` and ``010`` stay text, dates stay text until the schema reads them,
a key given twice is a fault, and keys are always text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any

import yaml
from msgspec import Struct

from newsgen.base.faults import Fault, Field, Place
from newsgen.schema.plain_text import is_blank
from newsgen.schema.yaml_faults import explain
from newsgen.schema.yaml_mending import without_entry
from newsgen.schema.yaml_plain import read_plain
from newsgen.schema.yaml_writing import in_quotes

try:
    from yaml import CSafeLoader as _SafeLoader
except ImportError:  # PyYAML without libyaml: ten times slower, equal results
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

_MOST_NODES = 20_000  # what aliases may expand to: a page of YAML must not become a gigabyte
_MOST_SLIPS = 25  # after so many faults nobody reads on
_RESOLVERS = (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?(?:0|[1-9][0-9]{0,17})$", "-+0123456789"),  # longer ones are no quantities and stay text
    ("float", r"^[-+]?[0-9]+\.[0-9]+(?:[eE][-+]?[0-9]{1,2})?$", "-+0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("merge", r"^<<$", "<"),
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that neither a text nor a web page may contain."""
_SEPARATORS = "\u2028\u2029"  # typesetting programs leave them in headlines; YAML would end the line there
_COMMENT = re.compile(r"[ \t]+(#.*)")
_TAGGED = ("binary", "timestamp", "set", "omap", "pairs")  # types that only a tag such as !!set asks for

_NULL = "tag:yaml.org,2002:null"

_Construct = Callable[["_Loader", yaml.Node], Any]


class _Loader(_SafeLoader):
    """The safe loader with text where YAML 1.1 guesses, and with duplicate keys collected."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML declares it so

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.duplicates: list[yaml.ScalarNode] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: ARG002 - PyYAML's signature
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

    def checked(loader: _Loader, node: yaml.Node) -> Any:
        if not isinstance(node, yaml.ScalarNode) or re.match(pattern, node.value) is None:
            loader.construct_undefined(node)
        return construct(loader, node)

    return checked


for _tag, _pattern, _first in _RESOLVERS:
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), list(_first))
for _tag in _TAGGED:
    _Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", _Loader.construct_undefined)  # type: ignore[type-var]
for _tag, _pattern, _ in _RESOLVERS[:3]:
    _Loader.add_constructor(
        f"tag:yaml.org,2002:{_tag}", _only_if(_pattern, _Loader.yaml_constructors[f"tag:yaml.org,2002:{_tag}"])
    )


class Comment(Struct, frozen=True):
    """A comment behind a value without quotation marks, and the line as it should be if the text belongs to it."""

    text: str
    place: Place
    mended: str


def compose(text: str) -> yaml.Node | None:
    """Give the nodes of a YAML text, each with its place; nothing for an empty one.

    Raises:
        yaml.YAMLError: the text is no YAML.
    """
    return yaml.compose(_without_separators(text), Loader=_Loader)


def _without_separators(text: str) -> str:
    """Put spaces in the place of what ends lines in YAML and in no editor."""
    for separator in _SEPARATORS:
        text = text.replace(separator, " ")
    return text


class Document:
    """A YAML text within a file, with its value and the places of its parts.

    ``first_line`` is the line of the file (from 1) on which the YAML starts: 2 for front matter.
    """

    def __init__(self, text: str, path: str, first_line: int = 1) -> None:
        self.text = text = _without_separators(text)
        self.path = path
        self.first_line = first_line
        self.lost: set[str] = set()
        self._rest = text
        self._root: yaml.Node | None = None

    def load(self) -> tuple[Any, list[Fault]]:
        """Read the value: mappings, lists, text, numbers, booleans; with the faults found.

        Where a part of it is no YAML, the value is that of the rest, and ``lost`` holds the names of what is not in it.
        """
        if (plain := read_plain(self.text)) is not None:
            return plain, []
        faults: list[Fault] = []
        while True:
            try:
                value, more = self._load_rest()
            except yaml.MarkedYAMLError as error:
                slip = explain(error, self._rest)
                place = Place(slip.line + self.first_line, slip.column + 1)
                message = f"this is not valid YAML: {slip.message}"
                faults.append(Fault("bad-yaml", message, self.path, place, slip.way_out))
                rest = without_entry(self._rest, slip.line) if len(faults) < _MOST_SLIPS else None
                if rest is None:
                    return None, faults
                self._rest, name = rest
                self.lost.add(name)
            except RecursionError:
                message = "this is not valid YAML: this is nested far too deeply to be meant"
                return None, [*faults, Fault("bad-yaml", message, self.path, Place(self.first_line), "write it flat")]
            else:
                return value, [*faults, *more]

    def _load_rest(self) -> tuple[Any, list[Fault]]:
        loader = _Loader(self._rest)
        try:
            if "&" in self._rest and "*" in self._rest and (bomb := self._alias_bomb()):
                return None, [bomb]
            value = loader.get_single_data()
        finally:
            loader.dispose()
        return value, [
            Fault(
                "duplicate-key",
                f"“{key.value}” is given twice",
                self.path,
                self._place(key),
                "keep one of them",
            )
            for key in loader.duplicates
        ]

    def place(self, field: Field) -> Place:
        """Find where a value, its key or a word in it stands; the nearest enclosing value when it is absent."""
        node = self._compose()
        found: yaml.Node | None = None
        for step in field.path:
            if _is_implied(node, step):
                continue
            pair = _child(node, step)
            if pair is None:
                break
            key, node = pair
            found = key if field.key and step == field.path[-1] and key is not None else node
        if found is None:
            return Place(self.first_line)
        start = self._rest.find(field.word, found.start_mark.index, found.end_mark.index) if field.word else -1
        return self._place_of(start, field.word) if start >= 0 else self._place(found)

    def raw(self, path: tuple[str | int, ...]) -> str | None:
        """Return a scalar exactly as it was typed, such as ``010`` or ``3.10``."""
        _, node = self._find(path)
        return node.value if isinstance(node, yaml.ScalarNode) else None

    def comment(self, path: tuple[str | int, ...]) -> Comment | None:
        """Find the comment that ends a value which is in no quotation marks, or stands in its place."""
        return self._comment_behind(*self._find(path)) if self.may_hold_comments else None

    def is_bare(self, path: tuple[str | int, ...]) -> bool:
        """Tell whether a text stands in no quotation marks."""
        node = self._find(path)[1]
        return isinstance(node, yaml.ScalarNode) and node.style in {None, ""}

    def comments_for_entries(self, path: tuple[str | int, ...]) -> Iterator[Comment]:
        """Find the comments that stand in the places of entries of a list: ``- #word``."""
        node = self._find(path)[1] if self.may_hold_comments else None
        for each in node.value if isinstance(node, yaml.SequenceNode) else ():
            if _is_empty(each) and (comment := self._comment_behind("- ", each)) is not None:
                yield comment

    def _comment_behind(self, name: str, node: yaml.Node | None) -> Comment | None:
        if not isinstance(node, yaml.ScalarNode) or node.style not in {None, ""}:
            return None
        start, end = node.start_mark.index, node.end_mark.index
        found = _COMMENT.match(self._rest, end)
        if found is None:
            return None
        text = found[1].rstrip()
        value = in_quotes(" ".join(f"{self._rest[start:end]} {text}".split()))
        return Comment(text, self._place_of(found.start(1), text), f"{name}{value}")

    @cached_property
    def may_hold_comments(self) -> bool:
        """Whether there may be a comment behind a value."""
        return " #" in self.text or "\t#" in self.text

    def _find(self, path: tuple[str | int, ...]) -> tuple[str, yaml.Node | None]:
        """Find a value, and what stands before it in its line."""
        node, name = self._compose(), ""
        for step in path:
            if _is_implied(node, step):
                continue
            pair = _child(node, step)
            if pair is None:
                return name, None
            if isinstance(step, str):
                name = f"{step}: "
            else:
                name = "" if isinstance(node, yaml.SequenceNode) and node.flow_style else "- "
            node = pair[1]
        return name, node

    def _compose(self) -> yaml.Node | None:
        if self._root is None:
            try:
                self._root = compose(self._rest)
            except yaml.YAMLError:
                if self._rest is not self.text:
                    return None
                self.load()  # finds the rest that can be read
                return self._compose() if self._rest is not self.text else None
        return self._root

    def _place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return Place(start.line + self.first_line, start.column + 1, max(length, 1))

    def _place_of(self, index: int, word: str) -> Place:
        line = self._rest.count("\n", 0, index)
        return Place(line + self.first_line, index - self._rest.rfind("\n", 0, index), max(len(word), 1))

    def _alias_bomb(self) -> Fault | None:
        root = compose(self._rest)
        if _expanded_size(root, {}) <= _MOST_NODES:
            return None
        pairs = root.value if isinstance(root, yaml.MappingNode) else ()
        path = next(((key.value,) for key, value in pairs if _expanded_size(value, {}) > _MOST_NODES), ())
        message = "the aliases (*name) in this YAML contain themselves or expand to far too much"
        return Fault("bad-yaml", message, self.path, Field(path, key=True), "write the values out")


def _is_implied(node: yaml.Node | None, step: str | int) -> bool:
    """Tell whether nobody wrote a step: a value stands for a list of one, or a list for the group that it fills."""
    if isinstance(node, yaml.SequenceNode):
        return isinstance(step, str)
    return node is not None and (step == 0 or (isinstance(step, str) and isinstance(node, yaml.ScalarNode)))


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in reversed(node.value) if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        entry = next(islice((each for each in node.value if not _is_empty(each)), step, None), None)
        return (None, entry) if entry is not None else None
    return None


def is_empty(value: object) -> bool:
    """Tell whether a value says nothing: it is no entry of its list."""
    if isinstance(value, str):
        return is_blank(value)
    if isinstance(value, list | dict):
        return len(value) > 0 and all(is_empty(each) for each in (value.values() if isinstance(value, dict) else value))
    return value is None


def _is_empty(node: yaml.Node) -> bool:
    """Tell the same of the value of a node."""
    if isinstance(node, yaml.ScalarNode):
        return node.tag == _NULL or is_blank(node.value)
    parts = [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else node.value
    return len(parts) > 0 and all(_is_empty(each) for each in parts)


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
