"""HTML written from a tree, as Python-Markdown writes it; what is written already is taken as it is."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

from markdown import serializers, util

_LIBRARY: Any = serializers  # its type stubs leave out what is private
escape_text = _LIBRARY._escape_cdata  # noqa: SLF001 - byte for byte what the library writes
_escape_value = _LIBRARY._escape_attrib_html  # noqa: SLF001


class WrittenHtml(util.AtomicString):
    """The text of an element that is HTML already: nothing in it is Markdown, and nothing is to be escaped."""


def serialize(root: ET.Element) -> str:
    """Write an element as the library's ``to_html_string`` does."""
    written: list[str] = []
    stack: list[ET.Element | str] = [root]
    while stack:
        each = stack.pop()
        if isinstance(each, str):
            written.append(each)
            continue
        tag = each.tag
        if not isinstance(tag, str):  # comments and the like, which only extensions of others make
            return serializers.to_html_string(root)
        written.append(f"<{tag}{_attributes(each)}>" if each.attrib else f"<{tag}>")
        if text := each.text:
            as_it_is = isinstance(text, WrittenHtml) or tag.lower() in ("script", "style")
            written.append(text if as_it_is else escape_text(text))
        if tail := each.tail:
            stack.append(escape_text(tail))
        if tag.lower() not in _LIBRARY.HTML_EMPTY:
            stack.append(f"</{tag}>")
        stack.extend(reversed(each))
    return "".join(written)


def _attributes(element: ET.Element) -> str:
    written = []
    for name, value in sorted(element.items()):
        if value is None:  # written without a value
            written.append(f" {name}")
            continue
        text = _escape_value(value.text if isinstance(value, ET.QName) else value)
        boolean = text == name and name in _LIBRARY.BOOLEAN_ATTRIBUTES["html"]
        written.append(f" {text}" if boolean else f' {name}="{text}"')
    return "".join(written)
