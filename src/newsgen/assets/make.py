"""Files made of one asset each: cleaned pictures, style sheets and scripts without what only people read in them."""

from __future__ import annotations

from codecs import BOM_UTF8

from newsgen.base.patterns import regex
from newsgen.content.pictures import clean
from newsgen.content.stylesheets import rename
from newsgen.pages.recipes import Cleaned, Headed, Script, Stylesheet

_NESTED_TEMPLATE = regex(r"\$\{[^}]*`")
"""A template literal within another one, in which rjsmin would find comments that are none."""


def make(recipe: Cleaned | Stylesheet | Script | Headed, data: bytes) -> bytes:
    """Make a file of an asset's bytes. What is no text though it should be one stays as it is."""
    if isinstance(recipe, Cleaned):
        return clean(data)
    if isinstance(recipe, Headed):
        return recipe.head.encode() + data.removeprefix(BOM_UTF8)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data
    if isinstance(recipe, Stylesheet):
        return _styles(rename(text, recipe.names), minify=recipe.minify).encode()
    return _script(text).encode()


def _styles(text: str, *, minify: bool) -> str:
    if not minify:
        return text
    from rcssmin import cssmin

    return str(cssmin(text, keep_bang_comments=True))


def _script(text: str) -> str:
    if _NESTED_TEMPLATE.search(text):
        return text
    from rjsmin import jsmin

    return str(jsmin(text, keep_bang_comments=True))
