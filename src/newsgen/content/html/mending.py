"""What people write as HTML in their texts, mended where it would break a page, with a warning for each tag."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping

from newsgen.base.faults import BodySpan, Fault, warning
from newsgen.base.patterns import regex
from newsgen.content.html.balance import Balanced, balance
from newsgen.content.html.contained import is_contained, serialized
from newsgen.content.html.tags import Broken, Wrong, read_tags
from newsgen.content.html.written_tags import Span, find_tags

_SCHEME = regex(r"<[a-z][a-z0-9+.-]*:/?>", re.IGNORECASE)
_HTML = regex("<[a-zA-Z/!?]")
_PLACES = {
    **dict.fromkeys(("<li>", "<dd>", "<dt>"), "it belongs in a list: write one around it"),
    **dict.fromkeys(
        ("<caption>", "<col>", "<colgroup>", "<tbody>", "<td>", "<tfoot>", "<th>", "<thead>", "<tr>"),
        "it belongs in a <table>: write one around it",
    ),
}
_SAID: Mapping[Wrong, tuple[str, str]] = {
    "unclosed": ("“{shown}” is never closed", "write {end} where it ends"),
    "stray": ("“{shown}” closes nothing", "take it out, or write {start} where it should begin"),
    "closed elsewhere": (
        "“{shown}” is closed outside of what it begins in, such as a paragraph or another tag",
        "close it there, and open it again where it should go on",
    ),
    "block in a paragraph": (
        "“{shown}” cannot stand within a paragraph: it ends there",
        "put it on a line of its own, with a blank line before and behind",
    ),
    "closes itself": ("“<{name}/>” does not close itself in HTML", "write {shown}{end}"),
    "within itself": (
        "“{shown}” stands within another “{shown}”",
        "close that one before, or leave one of them out",
    ),
    "out of place": (
        "“{shown}” has no place here",
        "take it out: the page is written without it, with what stands in it",
    ),
    "comment": ("the comment that begins with “{shown}” does not end as comments do", "a comment is <!-- … -->"),
    "quotation mark": (
        "“{shown}” cannot be read as a tag: most likely a quotation mark is missing",
        'each value stands between two marks: href="…"; as a sign, < is written &lt;',
    ),
    "loose text": (
        "text stands in “{shown}” outside of its cells: browsers show it before the table",
        "put it into a cell, or outside of the table",
    ),
    "no HTML": ("“{shown}” is no HTML: browsers show nothing of it", "take it out, or put it into `backquotes`"),
}


def may_hold_html(text: str) -> bool:
    """Tell whether there may be HTML in a text of Markdown."""
    return _HTML.search(text) is not None


def mend_html(html: str, text: str, path: str, convert: Callable[[str], str]) -> tuple[str, list[Fault]]:
    """Mend the HTML that the Markdown ``text`` of a file has become; ``convert`` makes HTML of another text.

    Raises:
        TangledError: its tags are nested by the hundreds, or swallow one another.
    """
    reading = read_tags(html)
    balanced = balance(reading)
    spans: Mapping[int, Span] = {}
    if balanced.broken:
        spans = find_tags(text, len(reading.written), lambda marked: read_tags(convert(marked)).written)
        balanced = balance(reading, spans) if spans else balanced
    if not balanced.broken:
        return _contained(balanced), []
    places = _Places(text)
    faults = []
    for each in balanced.broken:
        written = reading.written[each.number]
        span = spans.get(each.number) or Span(text.find(written), len(each.shown))
        if span.start >= 0:
            faults.append(_fault(each, path, places.of(span)))
    return _contained(balanced), faults


def contain(html: str) -> str:
    """Balance HTML that has lost some of its elements."""
    return _contained(balance(read_tags(html)))


def _contained(balanced: Balanced) -> str:
    """Give HTML that keeps to its place, whatever browsers make of tags that are in order but not at home there."""
    html = balanced.html
    for _ in range(3):
        if is_contained(html):
            return html
        html = serialized(html)
    return re.sub("<(?=[a-zA-Z/!?])", "&lt;", balanced.html)  # made to be nasty


class _Places:
    """The lines of a text, to tell on which one something stands."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def of(self, span: Span) -> BodySpan:
        line = bisect_right(self._starts, span.start) - 1
        return BodySpan(line, span.start - self._starts[line], span.length)


def _fault(broken: Broken, path: str, spot: BodySpan) -> Fault:
    message, way_out = _said(broken)
    return warning("unbalanced-html", message, path, spot, way_out)


def _said(broken: Broken) -> tuple[str, str]:
    """Say what is wrong with a tag, and the way out."""
    shown, end = broken.shown, f"</{broken.shown[1:]}"
    if _SCHEME.fullmatch(shown):
        message = f"“{shown.rstrip('/>')}…>” is read as a tag: where HTML begins, no Markdown is read up to its end"
        return message, 'write <a href="…">…</a>, or end the HTML before, with a blank line behind it'
    if broken.wrong == "closed elsewhere" and shown.startswith("</"):
        message = f"“{shown}” stands within something that ends later, such as a paragraph"
        return message, "put it on a line of its own, with a blank line before"
    if broken.wrong == "stray" and shown == "</br>":
        return "“</br>” is no tag of HTML", "write <br>"
    if broken.wrong == "out of place" and broken.other:
        way_out = "put it into a cell, or outside of the table: browsers show it before the table"
        return f"“{shown}” has no place between the cells of a table", way_out
    message, way_out = _SAID[broken.wrong]
    if broken.wrong == "out of place":
        way_out = _PLACES.get(shown, way_out)
    fields = {"shown": shown, "end": end, "start": shown.replace("/", ""), "name": shown.strip("<>")}
    return message.format(**fields), way_out.format(**fields)
