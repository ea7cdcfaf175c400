"""An article leads nowhere else: readers who want to know more are left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsgen.base.faults import Fault, Field
from newsgen.content.text_rules.text import RuledText
from newsgen.model.policy import LinkRule

_LINK = re.compile(r"""<a\s[^>]*\bhref\s*=\s*["']?(?!["']?#)""", re.IGNORECASE)
_LEADING = frozenset({"article", "web"})
"""The kinds of arguments of shortcodes that lead somewhere."""


def check(text: RuledText, rule: LinkRule) -> Iterator[Fault]:
    """Report an article of some length that has no link, no shortcode that leads on, and no related articles."""
    article = text.article
    if article is None or article.body.words < rule.words or article.matter.related or _LINK.search(text.html):
        return
    declarations = text.markup.declarations
    for call in text.shortcodes:
        declared = declarations.get(call.name, {})
        if any(declared[name].kind in _LEADING for name in call.arguments if name in declared):
            return
    way_out = "link the first article about it, a source, a document; or name articles in “related”"
    yield text.broken("no-links", "this article leads nowhere else", Field(("title",)), way_out)
