"""A heading in a text is written as one of the page itself, which has its own: the headline (WCAG 2.2, 1.3.1)."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.base.faults import Fault
from newsgen.content.text_rules.text import RuledText
from newsgen.model.policy import Rule


def check(text: RuledText, _rule: Rule) -> Iterator[Fault]:
    """Report headings of the first level in a body."""
    for heading in text.headings:
        if heading.level == 1:
            message = "the headline is the heading of the page; those in the text stand below it"
            yield text.broken("page-heading", message, heading.spot, "begin it with ##")
