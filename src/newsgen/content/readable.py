"""What of the HTML of a body readers see as prose: no code, no comment, nothing within a tag."""

from __future__ import annotations

import re

from newsgen.base.patterns import regex

_UNSEEN = regex(
    r"""<!--.*?(?:-->|\Z)|<(?P<raw>pre|code|script|style|textarea|kbd|samp|math|svg|template)\b.*?(?:</(?P=raw)\s*>|\Z)
    |</?[a-zA-Z](?:[^<>"']|"[^"]*"|'[^']*')*>""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def prose_of(html: str) -> str:
    """Give the text of a body that is read as prose; character references stay."""
    return _UNSEEN.sub("", html)
