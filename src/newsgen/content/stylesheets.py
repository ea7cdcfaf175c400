"""Style sheets: which other files they load, and the same sheet with other names for these.

Read as CSS Syntax Level 3 says, so that what looks like an address in a comment or in a text is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newsgen.model.records import StyleLink

_ADDRESS_FUNCTIONS = ("url", "src", "image-set", "-webkit-image-set")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\a "})


def links_of(text: str) -> tuple[StyleLink, ...]:
    """List what a style sheet loads, in order; what is part of the address itself (``data:``, ``#id``) is left out."""
    return tuple(
        StyleLink(node.value, imported, node.source_line, node.source_column)
        for node, imported in _loads(_parse(text))
        if node.value and not node.value.startswith(("data:", "#"))
    )


def rename(text: str, names: Mapping[str, str]) -> str:
    """Write a style sheet with other addresses; ``names`` gives the new one of each old one.

    Spaces in the others are written as ``%20``, which is the same address: minifiers take them out.
    """
    import tinycss2

    nodes = _parse(text)
    for node, _ in _loads(nodes):
        name = names.get(node.value) or node.value.replace(" ", "%20")
        if name != node.value and not node.value.startswith("data:"):
            quoted = f'"{name.translate(_ESCAPES)}"'
            node.representation = f"url({quoted})" if node.type == "url" else quoted
    return str(tinycss2.serialize(nodes))


def _parse(text: str) -> Sequence[Any]:
    import tinycss2

    return list(tinycss2.parse_component_value_list(text))


def _loads(nodes: Sequence[Any], *, addressed: bool = False) -> Iterator[tuple[Any, bool]]:
    """Find the tokens that are addresses, each with whether it is of an import.

    ``addressed``: in the brackets of a function whose texts are addresses.
    """
    rule = ""
    for node in nodes:
        if node.type == "at-keyword":
            rule = node.lower_value
        elif node.type == "{} block" or node == ";":
            yield from _loads(node.content if node.type == "{} block" else ())
            rule = ""
        elif rule != "namespace":
            found = list(_within(node, addressed=addressed or rule == "import"))
            yield from ((each, rule == "import") for each in found)
            rule = "" if found and rule == "import" else rule  # what follows are conditions


def _within(node: Any, *, addressed: bool) -> Iterator[Any]:
    """Give the addresses that one token is, or has in its brackets."""
    if node.type == "url" or (node.type == "string" and addressed):
        yield node
    elif node.type == "function":
        named = node.lower_name in _ADDRESS_FUNCTIONS
        yield from (each for each, _ in _loads(node.arguments, addressed=named))
    elif node.type in {"() block", "[] block"}:
        yield from (each for each, _ in _loads(node.content))
