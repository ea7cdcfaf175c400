"""The HTML of a body as the plain text that is searched: what readers read of it, a blank between blocks."""

from __future__ import annotations

import re
from html import unescape

from newsgen.base.patterns import regex

_REST = r"""(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?/?>"""
_GAP = regex(r"gap[0-9a-f]{12}x\d+x")
_UNREAD = regex(
    r"""<!--.*?-->|<(script|style|template|iframe|noscript|svg|math)\b.*?</\1\s*>
    |<sup\b[^<>]*>\s*<a\b[^<>]*\bclass="footnote-ref"[^<>]*>[^<]*</a>\s*</sup>
    |<a\b[^<>]*\bclass="footnote-backref"[^<>]*>[^<]*</a>""",
    re.VERBOSE | re.DOTALL,
)
_SIGNS = ("<!--", "<script", "<style", "<template", "<iframe", "<noscript", "<svg", "<math", 'class="footnote')
"""Without any of these nothing is unread; most texts have none, and they are found many times faster."""
_INLINE = regex(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u"
    rf"|var|wbr){_REST}",
)
_TAG = regex(rf"</?[a-z][^\s<>/]*{_REST}")


def plain_text(html: str) -> str:
    """Give the plain text of the HTML of a body, in small letters; its gaps and the numbers of notes are none of it."""
    html = _GAP.sub(" ", html.lower())
    if any(sign in html for sign in _SIGNS):
        html = _UNREAD.sub(" ", html)
    return unescape(_TAG.sub(" ", _INLINE.sub("", html)))
