"""Nothing says who made a picture."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.base.faults import Fault, Field
from newsgen.content.text_rules.text import RuledText
from newsgen.model.policy import Rule


def check(text: RuledText, _rule: Rule) -> Iterator[Fault]:
    """Report pictures of the front matter without a credit."""
    for image, path in text.pictures:
        if not image.credit:
            way_out = "add “credit: …”, and “licence: …” if its terms ask for that"
            yield text.broken("no-credit", "nothing says who made this picture", Field((*path, "src")), way_out)
