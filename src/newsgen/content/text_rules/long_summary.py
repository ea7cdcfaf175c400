"""A summary is longer than what search engines and shared links show of it."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.base.faults import Fault, Field
from newsgen.content.text_rules.text import RuledText
from newsgen.model.policy import LengthRule
from newsgen.model.records import Article, StaticPage


def check(text: RuledText, rule: LengthRule) -> Iterator[Fault]:
    """Report a long summary of an article or a page."""
    record = text.record
    summary = record.matter.summary if isinstance(record, Article | StaticPage) else None
    if summary and len(summary) > rule.characters:
        message = f"the summary has {len(summary)} characters, and {rule.characters} are shown of it"
        yield text.broken("long-summary", message, Field(("summary",)), "shorten it, or let the text tell the rest")
