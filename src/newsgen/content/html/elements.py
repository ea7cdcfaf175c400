"""Elements of HTML, by what browsers do when they come upon one.

https://html.spec.whatwg.org/multipage/parsing.html
"""

from __future__ import annotations

import re

VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "image",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
"""What goes on in the next block where nothing has closed it."""

ENDS_PARAGRAPH = HEADINGS | frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "hr",
        "li",
        "listing",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "ul",
        "xmp",
    ]
)
TABLE_PARTS = frozenset(["caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"])
IN_TABLE = frozenset(["table", "tbody", "tfoot", "thead", "tr"])
"""What holds nothing but parts of tables."""

SPECIAL = (
    (ENDS_PARAGRAPH - {"dialog"})
    | TABLE_PARTS
    | VOID
    | frozenset(
        [
            "applet",
            "body",
            "button",
            "frameset",
            "head",
            "html",
            "iframe",
            "marquee",
            "noembed",
            "noframes",
            "noscript",
            "object",
            "script",
            "select",
            "style",
            "template",
            "textarea",
            "title",
        ]
    )
)
"""What an end tag of another name does not reach beyond."""

OPTIONAL_END = frozenset(
    [
        "colgroup",
        "dd",
        "dt",
        "li",
        "optgroup",
        "option",
        "p",
        "rb",
        "rp",
        "rt",
        "rtc",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    ]
)
"""What needs no end tag."""

OF_PAGES = frozenset(("body", "frame", "frameset", "head", "html", "plaintext"))
"""What no part of a page may hold."""

HIDING = frozenset(
    ["audio", "button", "canvas", "datalist", "dialog", "object", "picture", "select", "table", "template", "video"]
)
"""What shows little of its content, or nothing: left open, it would hide the rest of a text."""

PARENTS = {"li": frozenset(("dir", "menu", "ol", "ul")), "dd": frozenset(("dl",)), "dt": frozenset(("dl",))}
SIBLINGS = {
    "li": frozenset(("li",)),
    "dd": frozenset(("dd", "dt")),
    "dt": frozenset(("dd", "dt")),
    "optgroup": frozenset(("optgroup", "option")),
    "option": frozenset(("option",)),
    "rb": frozenset(("rb", "rp", "rt", "rtc")),
    "rp": frozenset(("rb", "rp", "rt")),
    "rt": frozenset(("rb", "rp", "rt")),
    "rtc": frozenset(("rb", "rp", "rt", "rtc")),
}
"""What an element closes where it comes next."""

TABLE_CONTEXT = {
    **dict.fromkeys(("caption", "col", "colgroup", "tbody", "tfoot", "thead"), frozenset(("table", "template"))),
    "tr": frozenset(("tbody", "tfoot", "thead", "table", "template")),
    **dict.fromkeys(("td", "th"), frozenset(("tr", "tbody", "tfoot", "thead", "table", "template"))),
}
"""What a part of a table closes everything up to."""

_SCOPE = frozenset(["applet", "caption", "marquee", "object", "select", "table", "td", "template", "th"])
_SCOPE_OF_TABLES = frozenset(("table", "template"))
_SCOPES = {
    "p": _SCOPE | {"button"},
    "li": _SCOPE | {"ol", "ul"},
    **dict.fromkeys((*TABLE_PARTS, "table"), _SCOPE_OF_TABLES),
    "template": frozenset[str](),
}

LEAVES_FOREIGN = HEADINGS | frozenset(
    [
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "head",
        "hr",
        "i",
        "img",
        "li",
        "listing",
        "menu",
        "meta",
        "nobr",
        "ol",
        "p",
        "pre",
        "ruby",
        "s",
        "small",
        "span",
        "strong",
        "strike",
        "sub",
        "sup",
        "table",
        "tt",
        "u",
        "ul",
        "var",
    ]
)
"""What ends a drawing or a formula."""
_HTML_WITHIN = {
    "svg": frozenset(("desc", "foreignobject", "title")),
    "math": frozenset(("mi", "mn", "mo", "ms", "mtext")),
}
_ENCODED = re.compile(r"""\sencoding\s*=\s*["']?\s*(?:text/html|application/xhtml\+xml)""", re.IGNORECASE)


def holds_html(namespace: str, name: str, tag: str) -> bool:
    """Tell whether what stands in an element is HTML again: of HTML itself, and of some in drawings and formulas."""
    if name == "annotation-xml":
        return _ENCODED.search(tag) is not None
    return not namespace or name in _HTML_WITHIN[namespace]


def bounds(name: str) -> frozenset[str]:
    """Give the elements that the end tag of an element does not reach beyond."""
    if name in _SCOPES:
        return _SCOPES[name]
    return _SCOPE if name in SPECIAL else SPECIAL
