"""What templates say, read from their texts: so a wrong word is found in a line that no page shows today.

Only words that stand there in quotes are known; one that is computed is checked when a page is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from newsgen.base.faults import BodyLine, Fault, Field, did_you_mean, warning
from newsgen.base.patterns import regex
from newsgen.base.places import SETTINGS
from newsgen.model.words import Words, WordsError
from newsgen.render.templates import Template

_TAG = regex(r"\{#.*?#\}|\{%-?\s*raw\b.*?endraw.*?%\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_SAY = regex(r"""(?<![\w."'])say\(\s*(?:(["'])(\w*)\1(?=\s*[,)]))?""")


class WordUse(Struct, frozen=True):
    """A call of ``say`` in a template: on which line (from 0), with which word; ``None`` for one that is computed."""

    line: int
    word: str | None


def word_uses(text: str) -> Iterator[WordUse]:
    """Find every call of ``say`` in the text of a template."""
    for tag in _TAG.finditer(text):
        if tag[0].startswith("{#") or "endraw" in tag[0]:
            continue
        for said in _SAY.finditer(tag[0]):
            yield WordUse(text.count("\n", 0, tag.start() + said.start(2 if said[2] else 0)), said[2])


def unknown_words(templates: Iterable[Template], words: Words) -> Iterator[Fault]:
    """Report the words that templates say and that neither newsgen nor the site has."""
    for template in templates:
        for said in word_uses(template.text) if "say(" in template.text else ():
            try:
                if said.word is not None:
                    words.wording(said.word)
            except WordsError as error:
                spot = BodyLine(said.line, error.word)
                yield Fault("template-error", str(error), template.path, spot, error.way_out)


def unsaid_words(
    templates: Iterable[Template], own: Mapping[str, object], known: Mapping[str, object]
) -> Iterator[Fault]:
    """Warn of the words of a site that no template says: perhaps another one was meant."""
    said = {each.word for template in templates for each in word_uses(template.text)}
    if None in said:  # it may be any
        return
    for key in (key for key in own if key not in known and key not in said):
        way_out = did_you_mean(key, known) or "docs/templates.md lists the words of the theme"
        spot = Field(("words", key), key=True)
        yield warning("unsaid-word", f"no template says “{key}”", SETTINGS, spot, way_out)
