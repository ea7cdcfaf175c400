"""An article has no summary: lists, search engines and shared links show the beginning of its text instead."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.base.faults import Fault, Field
from newsgen.content.text_rules.text import RuledText
from newsgen.model.policy import Rule


def check(text: RuledText, _rule: Rule) -> Iterator[Fault]:
    """Report an article without a summary."""
    if (article := text.article) is not None and not article.matter.summary:
        way_out = "add a line “summary: …”: one or two sentences that say what happened"
        yield text.broken("no-summary", "this article has no summary", Field(("title",)), way_out)
