"""Typography: what editors type, set as the printers of their language set it. Pure, and setting twice changes nothing.

In French, ``Dit-il: "Non!"`` becomes ``Dit-il : « Non ! »``, its spaces no-break ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from html import escape
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from newsgen.content.typography.display import ADDRESS, Display
from newsgen.content.typography.edits import BLOCK, THING, WORD_JOINER, Compose, Edits, apply
from newsgen.content.typography.prose import set_prose
from newsgen.content.typography.quotes import MARKS
from newsgen.content.typography.runs import set_html
from newsgen.model.parse_settings import ParseSettings
from newsgen.model.words import Wording

T = TypeVar("T", bound=Struct)


class Typography(Struct, frozen=True):
    """The typography of a language. ``name`` stands for it in digests; none of a language newsgen has no rules for.

    ``display`` is what only pages show of it.
    """

    name: str
    compose: Compose | None = None
    display: Display | None = None

    def text(self, text: str) -> str:
        """Set a text without markup."""
        if self.compose is None:
            return text
        return apply(*self._around_addresses(text))

    def html(self, source: str) -> str:
        """Set the prose of an HTML text."""
        return source if self.compose is None else set_html(source, self._around_addresses, self.text, self.display)

    def line(self, text: str) -> str:
        """Give a text that is set already as HTML, for a page."""
        return self.display.html(text) if self.display else escape(text, quote=False)

    def headline(self, text: str) -> str:
        """Give a headline that is set already as HTML, for a page."""
        return self.display.headline(text) if self.display else escape(text, quote=False)

    def prose(self, value: T) -> T:
        """Set the prose fields of a value, and of those in it: what is declared as ``Prose``."""
        return value if self.compose is None else set_prose(value, self._texts)

    def words(self, words: Mapping[str, Wording]) -> dict[str, Wording]:
        """Set the words of a site."""
        return {key: self.prose(wording) for key, wording in words.items()}

    def _texts(self, texts: list[str]) -> list[str]:
        """Set several texts at the cost of one."""
        if any(BLOCK in text for text in texts):
            return [self.text(text) for text in texts]
        return self.text(BLOCK.join(texts)).split(BLOCK)

    def _around_addresses(self, text: str) -> tuple[str, Edits]:
        assert self.compose is not None
        if "://" not in text and "@" not in text and "www." not in text:
            return self.compose(text)
        addresses = [found.span() for found in ADDRESS.finditer(text)]
        masked = text
        for start, end in addresses:
            masked = masked[:start] + THING * (end - start) + masked[end:]
        composed, edits = self.compose(masked)
        for start, end in addresses:
            composed = composed[:start] + text[start:end] + composed[end:]
        return composed, edits


AS_TYPED = Typography("")
"""No typography: texts stay as they were typed."""


@cache
def typography_of(language: str) -> Typography:
    """Give the typography of a language such as ``fr-CA``; none where newsgen has no rules."""
    base = language.replace("_", "-").split("-", maxsplit=1)[0].lower()
    if base == "fr":
        from newsgen.content.typography import french  # its patterns take long to compile; a site has one language

        return Typography(base, french.compose, Display())
    if base not in MARKS:
        return AS_TYPED
    from newsgen.content.typography.common import compose, compose_english  # as above

    rules = compose_english if base == "en" else compose
    return Typography(base, partial(rules, marks=MARKS[base]))


def typography_for(settings: ParseSettings, wanted: bool | None = None) -> Typography:
    """Give the typography of a site, or of one of its texts that has a wish of its own."""
    on = settings.typography if wanted is None else wanted
    return typography_shown(settings.language, superscripts=settings.superscripts) if on else AS_TYPED


@cache
def typography_shown(language: str, *, superscripts: bool) -> Typography:
    """Give the typography of a language, with superscripts or without."""
    typography = typography_of(language)
    return (
        typography if superscripts or typography.display is None else replace(typography, display=Display(ranks=False))
    )


def plain(text: str) -> str:
    """Give a text of a page as metadata have it: without the signs that only mean something to the end of a line."""
    return text.replace(WORD_JOINER, "")
