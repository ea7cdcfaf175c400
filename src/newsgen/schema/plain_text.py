"""Plain text as editors and other systems type it: character references read, and markup found that readers would see.

A character reference (``&#8217;``, ``&amp;``) in a title is never what anybody means; it comes of an export. So it is
read as HTML reads it, as often as it was encoded. A tag may be meant: whoever wants readers to see ``<b>`` writes
``&lt;b>``.
"""

from __future__ import annotations

import re
from typing import Final, Literal
from unicodedata import category

from msgspec import Struct

from newsgen.base.patterns import regex

CONTROL: Final = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that neither a text nor a web page may contain."""
_REFERENCE: Final = regex(r"&(?:#([0-9]{1,8}|[xX][0-9A-Fa-f]{1,8});?|([A-Za-z][A-Za-z0-9]{1,31}+)(;|(?!=)))")
_ENCODED_AGAIN: Final = regex("&amp;(?:amp;)+")
_ROUNDS: Final = 20
"""How often a text is read: nobody encodes it so often, and one may be made so that each time gives one sign more."""

_ACCENTED: Final = regex("[A-Za-z](?:acute|grave|circ|uml|tilde|cedil|ring|slash)|(?:AE|ae|sz)lig")
_ELEMENTS: Final = regex(
    "a|abbr|acronym|address|article|aside|audio|b|bdi|bdo|big|blockquote|body|br|button|canvas|caption|center|cite"
    "|code|dd|del|details|dfn|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html"
    "|i|iframe|img|input|ins|kbd|label|legend|li|link|main|mark|meta|nav|noscript|object|ol|option|p|picture|pre|q|s"
    "|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template"
    "|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|var|video|wbr",
    re.IGNORECASE,
)
_TAG: Final = regex(r"</?([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>|<!(?:--|doctype\b)", re.IGNORECASE)
_ELEMENT: Final = regex(r"<([A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?>[^<>]*</\1\s*>")
_MARKED: Final = regex(
    r"(?<![\w*\\])(\*{1,3})(?=[^\s*])[^*]{1,200}(?<=[^\s*])\1(?![\w*])"
    r"|(?<![\w@/\\])(_{1,3})(?=[^\s_])[^_]{1,200}(?<=[^\s_])\2(?![\w/])"
    r"|!?\[[^\[\]]{1,200}\]\((?:(?:https?:|mailto:|www\.|\.{0,2}[/#])[^\s()]{0,500}"
    r"|[^\s()]{1,500}\.(?:md|markdown|html?|pdf|png|jpe?g|gif|webp|svg)(?:#[^\s()]{0,200})?)\)"
    r"|<(?:https?://|mailto:)[^\s<>]{1,500}>"
    r"|(?<![\w`])`[^`\n]{1,200}`(?![\w`])"
)
_CODE: Final = regex(
    r"\{\{[^{}\n]{1,500}\}\}|\{%[^{}\n]{1,500}%\}|<%[^<>\n]{1,500}%>|\{(?::[^{}\n]{1,200}|[.#][A-Za-z][\w-]{0,100})\}"
    r"|\[[a-z][\w-]{0,50}(?:\s+[\w-]{1,50}=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\[\]]+))+\s*/?\]|\[/[a-z][\w-]{0,50}\]"
)
"""Shortcodes and code of templates, of newsgen and other systems, and attribute lists."""
_SIGNS: Final = regex(r"[&<*_{`]|\]\(|\[/|\[[a-z][\w-]*\s+[\w-]+=")


class Markup(Struct, frozen=True):
    """Markup in a plain text, as it stands there, and what it is."""

    text: str
    language: Literal["HTML", "Markdown", "code of a template"]


def decode_references(text: str) -> str:
    """Read all character references of a text, those that were encoded several times too.

    Without a semicolon they are read where HTML does so in attributes, and where an accented letter is meant.
    """
    for _ in range(_ROUNDS):
        if "&" not in text:
            break
        read = _REFERENCE.sub(_read, _ENCODED_AGAIN.sub("&amp;", text))
        if read == text:
            break
        text = read
    return text


def is_blank(text: str) -> bool:
    """Tell whether readers would see nothing of a text."""
    return not text.strip() or (text[0] == "&" and not decode_references(text).strip())


def is_simple(text: str) -> bool:
    """Tell quickly whether a text holds neither references nor markup beyond doubt."""
    return _SIGNS.search(text) is None


def find_markup(text: str) -> Markup | None:
    """Find the first markup that readers would see, if any is beyond doubt: ``a < b`` is none."""
    for found in _TAG.finditer(text):
        if found[1] is None or _ELEMENTS.fullmatch(found[1]):
            return Markup(found[0], "HTML")
    if "&" in text:
        element = _ELEMENT.search(decode_references(text))
        if element is not None and _ELEMENTS.fullmatch(element[1]):
            return Markup(element[0], "HTML")
    if (code := _CODE.search(text)) is not None:
        return Markup(code[0], "code of a template")
    for found in _MARKED.finditer(text):
        if any(each.isalnum() for each in found[0]):
            return Markup(found[0], "Markdown")
    return None


def _read(found: re.Match[str]) -> str:
    from html import unescape  # seldom needed
    from html.entities import html5

    if found[1] is not None:
        return "".join(each for each in unescape(f"&#{found[1]};") if category(each) != "Cc" or each.isspace())
    name: str = found[2]
    if found[3]:
        return html5.get(f"{name};", found[0])
    accented = _ACCENTED.match(name)
    if name in html5 or accented is None or accented[0] not in html5:
        return html5.get(name, found[0])
    return html5[accented[0]] + name[accented.end() :]  # the rest of its word stands behind it
