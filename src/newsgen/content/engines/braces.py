"""Attributes in braces, ``{: .class #id lang=en }``, for an engine that does not know them.

They stand where Python-Markdown's ``attr_list`` looks for them: at the end of a heading or a table cell, on a
last line of their own in a paragraph or a list item, or right behind an inline element.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import Any

from markdown import serializers
from markdown.extensions.attr_list import sanitize_name

from newsgen.content.engines.attributes import read_attributes

_LIBRARY: Any = serializers  # its type stubs leave out what is no function
_BRACES = r"""(\{(?:&quot;[^\n<>]*?&quot;|"[^"\n<>]*"|'[^'\n<>]*'|[^{}\n<>"'])+\}(?!\}))"""
_AT_END = re.compile(rf"[ ]+{_BRACES}[ ]*\Z")
_ON_LAST_LINE = re.compile(rf"\n[ ]*{_BRACES}[ ]*\Z")
_BLOCK = re.compile(
    r"""<(?P<name>p|li|dt|td|th|h[1-6])(?P<attributes>(?:\s[^<>]*)?)>
    (?P<text>(?:(?!</?(?:p|li|dt|dd|td|th|h[1-6]|ul|ol|dl|table|pre|blockquote|div)\b).)*?\})[ ]*</(?P=name)>""",
    re.VERBOSE | re.DOTALL,
)
_INLINE = re.compile(
    rf"""(?:<(?P<name>a|em|strong|code)(?P<attributes>(?:\s[^<>]*)?)>(?P<text>(?:(?!<(?P=name)\b).)*?)</(?P=name)>
    |<(?P<void>img)(?P<more>\s[^<>]*?)[ ]?/?>){_BRACES}""",
    re.VERBOSE | re.DOTALL,
)


def apply_braces(html: str) -> str:
    """Move the attributes in braces of a text into its tags."""
    return _INLINE.sub(_apply_inline, _BLOCK.sub(_apply_block, html))


def _apply_block(block: re.Match[str]) -> str:
    pattern = _ON_LAST_LINE if block["name"] in ("p", "li") else _AT_END
    found = pattern.search(block["text"])
    if found is None:
        return block[0]
    attributes = read_attributes(unescape(found[1]))
    if not attributes:
        return block[0]
    text = block["text"][: found.start()]
    if block["name"].startswith("h"):
        text = text.rstrip("#").rstrip()
    return f"<{block['name']}{_written(block['attributes'], attributes)}>{text}</{block['name']}>"


def _apply_inline(element: re.Match[str]) -> str:
    attributes = read_attributes(unescape(element[element.lastindex or 0]))
    if not attributes:
        return element[0]
    if element["void"]:
        return f"<img{_written(element['more'], attributes)}>"
    opening = f"<{element['name']}{_written(element['attributes'], attributes)}>"
    return f"{opening}{element['text']}</{element['name']}>"


def _written(before: str, attributes: Sequence[tuple[str, str | None]]) -> str:
    """Write attributes behind those that a tag has; classes are added to its own."""
    classes = [value for name, value in attributes if name == "." and value]
    others = {sanitize_name(name): value for name, value in attributes if name != "."}
    own = re.search(r'\sclass="([^"]*)"', before)
    if classes and own:
        before = before.replace(own[0], "", 1)
        classes.insert(0, unescape(own[1]))
    if classes:
        others = {"class": " ".join(classes), **others}
    for name, value in others.items():
        before = re.sub(rf'\s{re.escape(name)}="[^"]*"', "", before)
        if value is None or (value == name and name in _LIBRARY.BOOLEAN_ATTRIBUTES["html"]):
            before += f" {name}"
        else:
            before += f' {name}="{escape(value)}"'
    return before
