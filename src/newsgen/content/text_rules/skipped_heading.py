"""A heading skips a level: who goes through a page by its headings, as screen readers do, looks for what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.base.faults import Fault
from newsgen.content.text_rules.text import RuledText
from newsgen.model.policy import Rule


def check(text: RuledText, _rule: Rule) -> Iterator[Fault]:
    """Report headings that are more than one level below the one before, or below the headline."""
    level = 1
    for heading in text.headings:
        if heading.level > level + 1:
            below = f"a heading of level {level}" if level > 1 else "the headline"
            message = f"a heading of level {heading.level} stands right below {below}"
            yield text.broken("skipped-heading", message, heading.spot, f"begin it with {'#' * (level + 1)}")
        level = heading.level
