"""A YAML text within a file: its value, its faults, and the places of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import yaml
from msgspec import Struct

from newsgen.base.faults import Fault, Field, Place
from newsgen.base.patterns import regex
from newsgen.schema.yaml_faults import explain
from newsgen.schema.yaml_loader import Loader, alias_bomb, compose, without_separators
from newsgen.schema.yaml_mending import without_entry
from newsgen.schema.yaml_nodes import child, is_empty_node, is_implied
from newsgen.schema.yaml_plain import read_plain
from newsgen.schema.yaml_writing import in_quotes

_MOST_SLIPS = 25  # after so many faults nobody reads on
_COMMENT = regex(r"[ \t]+(#.*)")


class Comment(Struct, frozen=True):
    """A comment behind a value without quotation marks, and the line as it should be if the text belongs to it."""

    text: str
    place: Place
    mended: str


class Document:
    """A YAML text within a file, with its value and the places of its parts.

    ``first_line`` is the line of the file (from 1) on which the YAML starts: 2 for front matter.
    """

    def __init__(self, text: str, path: str, first_line: int = 1) -> None:
        self.text = text = without_separators(text)
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
        loader = Loader(self._rest)
        try:
            if "&" in self._rest and "*" in self._rest and (path := alias_bomb(compose(self._rest))) is not None:
                message = "the aliases (*name) in this YAML contain themselves or expand to far too much"
                spot = Field(path, key=True)
                return None, [Fault("bad-yaml", message, self.path, spot, "write the values out")]
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
            if is_implied(node, step):
                continue
            pair = child(node, step)
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
            if is_empty_node(each) and (comment := self._comment_behind("- ", each)) is not None:
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
            if is_implied(node, step):
                continue
            pair = child(node, step)
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
