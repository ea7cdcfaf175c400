"""The category tree: declared in ``content/categories/``, or made of the names that articles use.

A category is known by its path, the slugs from the root (``internationales/asie``). People may
write a slug, a title or a path of either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from newsgen.base.faults import Fault, Field, Place, did_you_mean, warning
from newsgen.content.typography import Typography
from newsgen.model.records import Article, Category
from newsgen.model.slugs import Slugs
from newsgen.pages.routes import Routes
from newsgen.pages.views import Link
from newsgen.schema.lists import split_categories
from newsgen.schema.yaml_writing import as_list

_DEEPEST = 250
"""How many levels a tree may have: every menu, breadcrumb and address grows with them."""


class Node(Struct, frozen=True):
    """A category of the tree.

    ``path`` and ``parent`` are slugs from the root; ``record`` is its file, if it has one.
    """

    path: str
    title: str
    link: Link
    parent: str | None = None
    order: int = 0
    record: Category | None = None


class Categories:
    """The tree, in the order of menus: by ``order``, then title, parents before children.

    One that is not ``declared`` gains and loses categories as articles appear and expire: what names them is no error.
    """

    def __init__(
        self, nodes: Iterable[Node], slugs: Slugs, broken: frozenset[str] = frozenset(), *, declared: bool = True
    ) -> None:
        self.declared = declared
        self._broken = frozenset(slugs.make(name) for name in broken)
        self.nodes = {node.path: node for node in _in_menu_order(list(nodes))}
        self.children: Mapping[str | None, Sequence[Node]] = _children(self.nodes.values())
        self._slugs = slugs
        self._by_word: dict[str, list[Node]] = defaultdict(list)
        self._found: dict[str, list[Node]] = {}
        self._named: dict[str, Sequence[str]] = {}
        self._lineages: dict[str, tuple[Node, ...]] = {}
        for node in self.nodes.values():
            for word in self._words(node):
                self._by_word[word].append(node)

    def lineage(self, node: Node) -> tuple[Node, ...]:
        """Give the category and its ancestors, the root first."""
        if node.path not in self._lineages:
            above = self.lineage(self.nodes[node.parent]) if node.parent is not None else ()
            self._lineages[node.path] = (*above, node)
        return self._lineages[node.path]

    def find(self, name: str) -> Sequence[Node]:
        """Find the categories that a name means: none, one, or several when it is ambiguous."""
        if name not in self._found:
            words = tuple(self._slugs.make(part) for part in name.strip("/").split("/"))
            fitting = [node for node in self._by_word.get(words[-1], ()) if self._ends_with(node, words)]
            whole = [node for node in fitting if node.path.count("/") + 1 == len(words)]
            self._found[name] = whole if len(whole) == 1 else fitting
        return self._found[name]

    def resolve(self, name: str, path: str, spot: Field, faults: list[Fault]) -> Node | None:
        """Find the one category that a name means, or report why there is none."""
        if _is_too_deep(name):
            faults.append(_too_deep(path, spot, "write a shorter path"))
            return None
        found = self.find(name)
        if len(found) == 1:
            return found[0]
        if found:
            way_out = f"write one of {', '.join(node.path for node in found)}"
            message = f"“{name}” could mean several categories"
            faults.append(
                Fault("ambiguous-category", message, path, spot, way_out)
                if self.declared
                else warning("ambiguous-category", message, path, spot, way_out)
            )
        elif self._slugs.make(name.rpartition("/")[2]) not in self._broken:
            known = [*self._by_word, *(word for node in self.nodes.values() for word in (node.path, node.title))]
            near = did_you_mean(name, known)
            if parts := self.named_in(name):
                near = f"write {next(step for step in reversed(spot.path) if isinstance(step, str))}: {as_list(parts)}"
            if self.declared:
                way_out = near or "add a file for it to content/categories/"
                faults.append(Fault("unknown-category", f"there is no category “{name}”", path, spot, way_out))
            else:
                message = f"no published article is in a category “{name}”"
                way_out = near or "it appears by itself once an article does"
                faults.append(warning("unknown-category", message, path, spot, way_out))
        return None

    def named_in(self, text: str) -> Sequence[str]:
        """Give the categories that a text names, if it names several: ``Sport, Culture``."""
        if text not in self._named:
            self._named[text] = split_categories(text, self.is_known)
        return self._named[text]

    def is_known(self, name: str) -> bool:
        """Tell whether a name means a category, or several."""
        return len(self.find(name)) > 0

    def _words(self, node: Node) -> set[str]:
        words: set[str] = {self._slugs.make(node.path.rpartition("/")[2])}
        if node.record is not None:  # its title as it was typed: that is what other files say
            words |= {self._slugs.make(word) for word in (node.record.matter.title, node.record.id)}
        return words

    def _ends_with(self, node: Node, words: tuple[str, ...]) -> bool:
        chain = self.lineage(node)[-len(words) :]
        return len(chain) == len(words) and all(
            word in self._words(each) for word, each in zip(words, chain, strict=True)
        )


def declared_categories(
    records: Sequence[Category],
    routes: Routes,
    slugs: Slugs,
    typography: Typography,
    faults: list[Fault],
    broken: frozenset[str] = frozenset(),
) -> Categories:
    """Make the tree of the files in ``content/categories/``; report unknown parents, cycles and what lies too deep."""
    by_word = {word: record for record in reversed(records) for word in (record.matter.title, record.slug, record.id)}
    parents: dict[str, Category | None] = {}
    for record in records:
        name = record.matter.parent
        parents[record.path] = by_word.get(name.rpartition("/")[2]) if name else None
        if name and parents[record.path] is None and slugs.make(name.rpartition("/")[2]) not in broken:
            near = did_you_mean(name, by_word) or "name a file of content/categories/ without .md"
            message = f"there is no category “{name}”"
            faults.append(Fault("unknown-category", message, record.path, Field(("parent",)), near))
    for cycle in _cycles(parents):
        names = " → ".join([*(each.id for each in cycle), cycle[0].id])
        for record in cycle:
            message = f"this category is its own ancestor: {names}"
            way_out = "take “parent” out of one of them"
            faults.append(Fault("category-cycle", message, record.path, Field(("parent",)), way_out))
            parents[record.path] = None
    _cut_too_deep(records, parents, faults)
    nodes: dict[str, Node] = {}
    for record in sorted(records, key=lambda each: each.matter.slug is not None):
        node = _declared_node(record, parents, routes, typography)
        if node.path in nodes:
            other = nodes[node.path].record
            message = f"two categories have the address {node.link.url}: this one and {other.path if other else ''}"
            spot = Field(("slug",)) if record.matter.slug else Place()
            faults.append(Fault("same-address", message, record.path, spot, "give one of them another slug"))
        nodes.setdefault(node.path, node)
    return Categories(nodes.values(), slugs, broken)


def named_categories(articles: Iterable[Article], routes: Routes, slugs: Slugs, typography: Typography) -> Categories:
    """Make the tree of the names that articles use, on a site that declares no categories."""
    nodes: dict[str, Node] = {}
    for article in articles:
        for name in article.matter.category:
            if _is_too_deep(name):
                continue
            parent: str | None = None
            for title in (part.strip() for part in name.strip("/").split("/")):
                slug = slugs.make(title)
                if not slug:
                    break
                path = f"{parent}/{slug}" if parent else slug
                if path not in nodes:
                    shown = typography.text(title)
                    nodes[path] = Node(path, shown, Link(shown, routes.category(path)), parent)
                parent = path
    return Categories(nodes.values(), slugs, declared=False)


def _declared_node(
    record: Category, parents: Mapping[str, Category | None], routes: Routes, typography: Typography
) -> Node:
    slugs = [record.slug]
    above = parents[record.path]
    while above is not None:
        slugs.append(above.slug)
        above = parents[above.path]
    path, parent = "/".join(reversed(slugs)), "/".join(reversed(slugs[1:]))
    title = typography.text(record.matter.title)
    return Node(path, title, Link(title, routes.category(path)), parent or None, record.matter.order, record)


def _cycles(parents: Mapping[str, Category | None]) -> list[list[Category]]:
    cycles: list[list[Category]] = []
    settled: set[str] = set()
    for start in parents:
        trail: list[Category] = []
        above = parents[start]
        while above is not None and above.path not in settled:
            if above in trail:
                cycles.append(trail[trail.index(above) :])
                break
            trail.append(above)
            above = parents[above.path]
        settled.update(each.path for each in trail)
    return cycles


def _cut_too_deep(records: Sequence[Category], parents: dict[str, Category | None], faults: list[Fault]) -> None:
    """Report the categories that lie one level too deep, and go on as if each of them had no parent."""
    levels: dict[str, int] = {}
    for record in records:
        trail = [record]
        while trail[-1].path not in levels and (above := parents[trail[-1].path]) is not None:
            trail.append(above)
        for each in reversed(trail):
            if each.path not in levels:
                above = parents[each.path]
                levels[each.path] = levels[above.path] + 1 if above else 1
            if levels[each.path] > _DEEPEST:
                faults.append(_too_deep(each.path, Field(("parent",)), "give it a parent that lies higher"))
                parents[each.path], levels[each.path] = None, 1


def _is_too_deep(name: str) -> bool:
    return name.strip("/").count("/") >= _DEEPEST


def _too_deep(path: str, spot: Field, way_out: str) -> Fault:
    return Fault("deep-category", f"categories may lie {_DEEPEST} levels deep, and no deeper", path, spot, way_out)


def _in_menu_order(nodes: list[Node]) -> list[Node]:
    children = _children(nodes)
    ordered: list[Node] = []
    waiting = list(reversed(children.get(None, ())))
    while waiting:
        ordered.append(waiting.pop())
        waiting.extend(reversed(children.get(ordered[-1].path, ())))
    return ordered


def _children(nodes: Iterable[Node]) -> dict[str | None, list[Node]]:
    children: dict[str | None, list[Node]] = defaultdict(list)
    for node in nodes:
        children[node.parent].append(node)
    for siblings in children.values():
        siblings.sort(key=lambda node: (node.order, node.title, node.path))
    return dict(children)
