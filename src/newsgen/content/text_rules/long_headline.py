"""A headline is longer than the newsroom wants it."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.base.faults import Fault, Field
from newsgen.content.text_rules.text import RuledText
from newsgen.model.policy import HeadlineRule


def check(text: RuledText, rule: HeadlineRule) -> Iterator[Fault]:
    """Report a long headline of an article."""
    if (article := text.article) is not None and len(title := article.matter.title) > rule.characters:
        message = f"the headline has {len(title)} characters; {rule.characters} are the limit"
        way_out = "shorten it: “kicker” and “summary” can hold the rest"
        yield text.broken("long-headline", message, Field(("title",)), way_out)
