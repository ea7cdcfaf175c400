"""From an engine's HTML to a cached body: headings put in order, anchors listed, addresses turned into gaps.

Works on HTML, not on Markdown, so that raw HTML and every Markdown engine get the same treatment. A gap is a
mark in the text that the renderer fills (:func:`fill`); whatever belongs to another file is a gap,
so that a cached body depends on its own text alone.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct

from newsgen.base.addresses import own_path
from newsgen.base.local_addresses import local_way_out
from newsgen.base.patterns import regex
from newsgen.content.html.address_attributes import ANYWHERE, ATTRIBUTES, AddressAttribute, spans
from newsgen.model.records import IN_SHEET, IN_VALUE, ShortcodeCall, Target

TAG = regex(
    r"""<!--.*?-->|<(?P<raw>script|style)\b.*?</(?P=raw)\s*>
    |<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_WOVEN = regex(  # as TAG, but passes over tags that have no attributes and are no headings or tables: most of them
    r"""<!--.*?-->|<(?P<raw>script|style)\b.*?</(?P=raw)\s*>
    |<(?P<close>/?)(?P<name>(?:h[1-6]|table)(?![\w-])|[a-zA-Z][\w-]*+(?!>))
    (?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = regex(r"""([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_SIZED = regex(r"""(?:^|[\s"'])(?:width|height|loading)\s*=""", re.IGNORECASE)
_BLANKS = regex(r"[ \t\n\f]{2,}|[\t\n\f]")  # not no-break spaces: they are there for a reason
_PARAGRAPH = regex(r"<p>([^<]*+(?:<(?!/p>)[^<]*+)*+)</p>")
_NOT_READ = (
    "audio|canvas|iframe|math|noembed|noframes|noscript|object|script|select|style|svg|template|textarea|title"
    "|video|xmp"
)
_HIDING = regex(rf"""<!--|<(?:{_NOT_READ})\b|=\s*(?:"[^"<>]*<|'[^'<>]*<)""", re.IGNORECASE)
_HIDDEN = regex(rf"<!--.*?-->|<({_NOT_READ})\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTES_ALONE = regex(r"\{[^{}]*\}")
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_REMOTE = regex(r"(?:https?:)?//", re.IGNORECASE)
_OPENING_TAG = regex(r"""<(?P<name>\w+)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_LOADING = regex(r"url\(|@import|image-set\(|src\(", re.IGNORECASE)
_SITE_PATH = regex(r"/(?!/)[^\s<>]*")
_ELSEWHERE = regex(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_DEEPEST = 6
_GAP = regex(r"gap([0-9a-f]+)x(\d+)x")


class Woven(Struct, frozen=True):
    """A body's HTML with marks for its gaps, what the gaps are, its anchors, and the anchors that it points to.

    ``opening`` is its first paragraph as plain text; ``remote`` are the addresses of other sites that a browser
    would ask before any click, ``local`` those that no reader can reach, ``data`` those in ``data-`` attributes.
    Addresses of the text come with the number (from 0) of earlier mentions of the same.
    """

    html: str
    opening: str
    gaps: tuple[Target | ShortcodeCall, ...]
    anchors: tuple[str, ...]
    own_links: tuple[tuple[str, int], ...]
    remote: tuple[tuple[str, int], ...]
    local: tuple[tuple[str, int], ...]
    data: tuple[tuple[str, int], ...]


def mark_of(token: str, number: int) -> str:
    """Write the mark of a gap. ``token`` is made from the digest of the text, so no text can contain it by accident."""
    return f"gap{token}x{number}x"


def weave(source: str, token: str, calls: Sequence[ShortcodeCall], prefix: str = "", home: str = "") -> Woven:
    """Weave the HTML of a body; gaps ``0 … len(calls) - 1`` are the shortcodes that stand in it already.

    ``prefix`` goes before its anchors, where the body is to stand on a page beside others. ``home`` is the web address
    of the site: a link that begins with it is one to the site.
    """
    weaver = _Weaver(token, calls, prefix, home)
    woven = _WOVEN.sub(weaver.tag, source)
    for number in range(len(calls)):
        mark = mark_of(token, number)
        woven = woven.replace(f"<p>{mark}</p>", mark)
    return Woven(
        woven,
        _opening(source, token),
        tuple(weaver.gaps),
        tuple(weaver.anchors),
        tuple(weaver.own_links),
        tuple(weaver.remote.items()),
        tuple(weaver.local),
        tuple(weaver.data),
    )


def addresses_of(source: str) -> list[str]:
    """List the addresses in the HTML of a body in the order in which :func:`weave` counts them."""
    weaver = _Weaver("", (), "", "")
    _WOVEN.sub(weaver.tag, source)
    return weaver.addresses


def fill(woven: str, token: str, filling: Callable[[int], str]) -> str:
    """Replace each gap of a body by ``filling(number)``."""
    return _GAP.sub(lambda found: filling(int(found[2])) if found[1] == token else found[0], woven)


def _opening(source: str, token: str) -> str:
    first = _PARAGRAPH.search(source)
    if first and _HIDING.search(source, 0, first.end()):
        source = TAG.sub(_bare, _HIDDEN.sub("", source))
    for paragraph in _PARAGRAPH.finditer(source):
        text = _BLANKS.sub(" ", html.unescape(TAG.sub("", paragraph[1]))).strip(" ")
        if text and f"gap{token}" not in text and not _ATTRIBUTES_ALONE.fullmatch(text):
            return text
    return ""


def _bare(tag: re.Match[str]) -> str:
    """Take the values out of a tag: they may look like a paragraph."""
    if not tag["name"]:
        return ""
    return f"<{tag['close']}{tag['name']}{' -' if tag['attributes'].strip() else ''}>"


class _Weaver:
    """One pass over one body."""

    def __init__(self, token: str, calls: Sequence[ShortcodeCall], prefix: str, home: str) -> None:
        self.token = token
        self.home = home
        self.prefix = html.escape(prefix)
        self.gaps: list[Target | ShortcodeCall] = list(calls)
        self.anchors: list[str] = []
        self.own_links: list[tuple[str, int]] = []
        self.remote: dict[str, int] = {}
        self.local: list[tuple[str, int]] = []
        self.data: list[tuple[str, int]] = []
        self.addresses: list[str] = []
        self.mentions: Counter[str] = Counter()
        self.outline: list[int] = []
        self.level = 2

    def tag(self, found: re.Match[str]) -> str:
        raw, close, written, attributes = found.groups()
        if not written:
            return self.raw(found[0]) if raw else found[0]
        name = written.lower()
        if name in _HEADINGS:
            return f"<{close}h{self.heading(_HEADINGS[name], close)}{self.attributes(name, attributes)}>"
        if close:
            return found[0]
        if name == "table" and "tabindex" not in attributes:
            return f'<table{self.attributes(name, attributes)} tabindex="0">'  # wide tables scroll, by keyboard too
        return f"<{written}{self.attributes(name, attributes)}>"

    def heading(self, level: int, close: str) -> int:
        """Keep the writer's outline, but begin at 2 below the page's own h1 and skip no level."""
        if not close:
            while self.outline and self.outline[-1] >= level:
                self.outline.pop()
            self.outline.append(level)
            self.level = min(len(self.outline) + 1, _DEEPEST)
        return self.level

    def raw(self, element: str) -> str:
        """Weave a script or a style sheet: its tag, and what the sheet loads."""
        opening = _OPENING_TAG.match(element)
        if opening is None:
            return element
        name, content = opening["name"].lower(), element[opening.end() :]
        if name == "style":
            content = self.sheet(content, IN_SHEET)
        return f"<{opening['name']}{self.attributes(name, opening['attributes'])}>{content}"

    def attributes(self, name: str, written: str) -> str:
        if not written:
            return ""
        holders = ATTRIBUTES.get(name, ANYWHERE)
        sized = name == "img" and _SIZED.search(written) is not None
        if name == "meta" and "refresh" not in written.lower():
            holders = ANYWHERE

        def replace(attribute: re.Match[str]) -> str:
            key = attribute[1].lower()
            holder = holders.get(key)
            if holder is None and key not in {"id", "name"}:
                if key.startswith("data-"):
                    self.remember_data(html.unescape(attribute[2].strip("\"'")))
                return attribute[0]
            value = html.unescape(attribute[2].strip("\"'")).strip()
            if holder is not None:
                return self.value(attribute[1], holder, value, sized=sized) or attribute[0]
            if key == "id" or name == "a":
                self.anchors.append(value)
                if self.prefix:
                    return f'{key}="{self.prefix}{html.escape(value)}"'
            return attribute[0]

        return _ATTRIBUTE.sub(replace, written)

    def remember_data(self, value: str) -> None:
        """Note what is an address of the site to some script, most likely: it stays as it is."""
        if _SITE_PATH.fullmatch(value):
            self.data.append((value, self.mentions[value]))
            self.mentions[value] += 1
            self.addresses.append(value)

    def value(self, attribute: str, holder: AddressAttribute, value: str, *, sized: bool) -> str:
        """Weave an attribute that holds addresses; give nothing where it stays as it is."""
        if holder.form == "one":
            return self.address(attribute.lower(), holder, value, sized=sized)
        if holder.form == "css":
            woven = self.sheet(value, IN_VALUE)
        else:
            pieces, end = [], 0
            for start, stop in spans(holder.form, value):
                pieces += [value[end:start], self.address(IN_VALUE, holder, value[start:stop]) or value[start:stop]]
                end = stop
            woven = "".join([*pieces, value[end:]])
        return f'{attribute}="{html.escape(woven)}"' if woven != value else ""

    def sheet(self, text: str, where: str) -> str:
        """Weave a style sheet, or the declarations of an attribute."""
        if not _LOADING.search(text):
            return text
        from newsgen.content.stylesheets import links_of, rename  # seldom needed

        names: dict[str, str] = {}
        for link in links_of(text):
            mark = self.address(where, ANYWHERE["style"], link.address)
            if mark:
                names.setdefault(link.address, mark)
        return rename(text, names) if names else text

    def is_here(self, value: str) -> bool:
        """Tell whether what looks like an address elsewhere is one of the site all the same."""
        return value.startswith("article:") or (self.home != "" and own_path(value, self.home) is not None)

    def address(self, attribute: str, holder: AddressAttribute, value: str, *, sized: bool = False) -> str:
        """Weave one address; give nothing where it stays as it is."""
        nth = self.mentions[value]
        self.mentions[value] += 1
        self.addresses.append(value)
        if local_way_out(value) is not None:
            self.local.append((value, nth))
            return ""
        if holder.loads and _REMOTE.match(value):
            self.remote.setdefault(value, nth)
        if value.startswith("#"):
            if holder.leads == "page":
                self.own_links.append((value, nth))
            return f'{attribute}="#{self.prefix}{html.escape(value[1:])}"' if self.prefix and attribute else ""
        if _ELSEWHERE.match(value) and not (holder.leads == "page" and self.is_here(value)):
            return ""
        if not value and holder.leads == "program":  # the page itself
            return ""
        self.gaps.append(Target(attribute, value, nth, sized, holder.leads))
        return mark_of(self.token, len(self.gaps) - 1)
