"""Nothing says who made a picture."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.base.faults import Argument, Fault, Field
from newsgen.content.text_rules.text import RuledText
from newsgen.model.policy import Rule


def check(text: RuledText, _rule: Rule) -> Iterator[Fault]:
    """Report pictures without a credit: of the front matter, and of shortcodes that have a place for one."""
    message = "nothing says who made this picture"
    for image, path in text.pictures:
        if not image.credit:
            way_out = "add “credit: …”, and “licence: …” if its terms ask for that"
            yield text.broken("no-credit", message, Field((*path, "src")), way_out)
    for call in text.shortcodes:
        declared = text.markup.declarations.get(call.name, {})
        if "credit" not in declared or call.arguments.get("credit", "").strip():
            continue
        for name in call.arguments:
            if name in declared and declared[name].kind == "picture":
                yield text.broken("no-credit", message, Argument(call.line, name), 'add credit="…"')
