"""Which braces are attributes, and which are words: ``{.class}``, ``{#id}``, ``{key=value}``, and ``{: anything }``.

All else in braces (``{x}``, ``{% tag %}``, ``{js}``) is text, and stays where it is. The syntax is that of
Python-Markdown's ``attr_list``, which takes any word in braces for an attribute; here it must look like one.
"""

from __future__ import annotations

from collections.abc import Sequence

import markdown
from markdown.extensions.attr_list import get_attrs_and_remainder

from newsgen.base.patterns import regex

_ITEM = r"""\.-?[^\W\d][\w-]*|\#[\w:.-]+|[^\W\d][\w:.-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}=<>,`]+)"""
_WORD = r"[^\W\d][\w:.-]*"  # an attribute without a value: only behind a colon
_STRICT = rf"(?:{_ITEM})(?:[ ]+(?:{_ITEM}))*"
_LOOSE = rf"(?:{_ITEM}|{_WORD})(?:[ ]+(?:{_ITEM}|{_WORD}))*"
_BRACES = rf"(?:\{{[ ]*(?={_STRICT}[ ]*\}})|\{{:[ ]*(?={_LOOSE}[ ]*\}}))({_LOOSE})[ ]*\}}(?!\}})"
_WHOLE = regex(_BRACES)

AT_END = regex(rf"[ ]+{_BRACES}[ ]*$")
ON_LAST_LINE = regex(rf"\n[ ]*{_BRACES}[ ]*$")
AT_START = regex(f"^{_BRACES}")


def read_attributes(braces: str) -> Sequence[tuple[str, str | None]]:
    """Read what stands in braces, these included: names and values; none where it is text. ``.`` names a class."""
    found = _WHOLE.fullmatch(braces)
    return get_attrs_and_remainder(found[1])[0] if found else ()


def read_strictly(engine: markdown.Markdown) -> None:
    """Let Python-Markdown take nothing for attributes but what is written as such."""
    if "attr_list" in engine.treeprocessors:
        processor = engine.treeprocessors["attr_list"]
        for name, pattern in (("HEADER_RE", AT_END), ("BLOCK_RE", ON_LAST_LINE), ("INLINE_RE", AT_START)):
            if hasattr(processor, name):
                setattr(processor, name, pattern)
