"""Elements of HTML, by what browsers do when they come upon one.

https://html.spec.whatwg.org/multipage/parsing.html
"""

from __future__ import annotations

import re

from newsgen.base.patterns import regex

Names = frozenset[str]


def _named(names: str) -> Names:
    return frozenset(names.split())


VOID = _named(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr"
)
HEADINGS = _named("h1 h2 h3 h4 h5 h6")
_GOING_ON = _named("b big code em i nobr s small strike strong tt u")
FORMATTING = _GOING_ON | _named("a font")
"""What goes on in the next block where nothing has closed it."""

_OLD_BLOCKS = HEADINGS | _named("blockquote center dd div dl dt hr li listing menu ol p pre table ul")
ENDS_PARAGRAPH = _OLD_BLOCKS | _named(
    "address article aside details dialog dir fieldset figcaption figure footer form header hgroup main nav plaintext "
    "search section summary xmp"
)
LEAVES_FOREIGN = _OLD_BLOCKS | _GOING_ON | _named("body br embed head img meta ruby span sub sup var")
"""What ends a drawing or a formula."""

IN_TABLE = _named("table tbody tfoot thead tr")
"""What holds nothing but parts of tables."""
TABLE_CELLS = _named("caption td th")
TABLE_PARTS = (IN_TABLE - {"table"}) | TABLE_CELLS | _named("col colgroup")

SPECIAL = (
    (ENDS_PARAGRAPH - {"dialog"})
    | TABLE_PARTS
    | VOID
    | _named(
        "applet body button frameset head html iframe marquee noembed noframes noscript object script select style "
        "template textarea title"
    )
)
"""What an end tag of another name does not reach beyond."""

OPTIONAL_END = (TABLE_PARTS - {"caption", "col"}) | _named("dd dt li optgroup option p rb rp rt rtc")
"""What needs no end tag."""

OF_PAGES = _named("base body frame frameset head html plaintext")
"""What no part of a page may hold."""

HIDING = _named("audio button canvas datalist dialog object picture select table template video")
"""What shows little of its content, or nothing: left open, it would hide the rest of a text."""

FOREIGN = _named("math svg")
"""Where a drawing or a formula begins, which hides what stands in it likewise."""

PARENTS = {"li": _named("dir menu ol ul"), "dd": _named("dl"), "dt": _named("dl")}
SIBLINGS = {
    "li": _named("li"),
    **dict.fromkeys(("dd", "dt"), _named("dd dt")),
    "optgroup": _named("optgroup option"),
    "option": _named("option"),
    **dict.fromkeys(("rb", "rtc"), _named("rb rp rt rtc")),
    **dict.fromkeys(("rp", "rt"), _named("rb rp rt")),
}
"""What an element closes where it comes next."""

_SCOPE_OF_TABLES = _named("table template")
TABLE_CONTEXT = {
    **dict.fromkeys(("caption", "col", "colgroup", "tbody", "tfoot", "thead"), _SCOPE_OF_TABLES),
    "tr": _SCOPE_OF_TABLES | {"tbody", "tfoot", "thead"},
    **dict.fromkeys(("td", "th"), IN_TABLE | _SCOPE_OF_TABLES),
}
"""What a part of a table closes everything up to."""

MARKERS = TABLE_CELLS | _named("applet marquee object template")
"""What formatting from outside does not reach into."""
_SCOPE = MARKERS | {"select", "table"}
_SCOPES = {
    "p": _SCOPE | {"button"},
    "li": _SCOPE | {"ol", "ul"},
    **dict.fromkeys((*TABLE_PARTS, "table"), _SCOPE_OF_TABLES),
    "template": Names(),
}

_HTML_WITHIN = {"svg": _named("desc foreignobject title"), "math": _named("mi mn mo ms mtext")}
_ENCODED = regex(r"""\sencoding\s*=\s*["']?\s*(?:text/html|application/xhtml\+xml)""", re.IGNORECASE)


def holds_html(namespace: str, name: str, tag: str) -> bool:
    """Tell whether what stands in an element is HTML again: of HTML itself, and of some in drawings and formulas."""
    if name == "annotation-xml":
        return _ENCODED.search(tag) is not None
    return not namespace or name in _HTML_WITHIN[namespace]


def bounds(name: str) -> Names:
    """Give the elements that the end tag of an element does not reach beyond."""
    if name in _SCOPES:
        return _SCOPES[name]
    return _SCOPE if name in SPECIAL else SPECIAL
