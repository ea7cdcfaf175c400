"""An article has no lead picture, so that it stands bare on fronts and wherever it is shared."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.base.faults import Fault, Field
from newsgen.content.text_rules.text import RuledText
from newsgen.model.policy import Rule


def check(text: RuledText, _rule: Rule) -> Iterator[Fault]:
    """Report an article without a lead picture, or a video that has a poster in its place."""
    article = text.article
    if article is None or article.matter.image is not None:
        return
    if article.matter.video is None or article.matter.video.poster is None:
        way_out = "add “image:” with its “src”, “alt” and “credit”"
        yield text.broken("no-lead-picture", "this article has no lead picture", Field(("title",)), way_out)
