"""A text as rules of the policy see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from html import unescape

from msgspec import Struct

from newsgen.base.faults import Address, Fault, Spot, warning
from newsgen.content.markup import Markup
from newsgen.content.text_rules.headings import Heading, headings_in
from newsgen.content.weave import addresses_of
from newsgen.model.front_matter import ImageMatter
from newsgen.model.records import Article, Record, ShortcodeCall, StaticPage

_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")

Picture = tuple[ImageMatter, tuple[str | int, ...]]
"""A picture of front matter, and the path of its field."""


class RuledText(Struct, frozen=True, dict=True):
    """A text: its record, its Markdown, the HTML that the engine made of it (not woven), what read it, its language."""

    record: Record
    body: str
    html: str
    markup: Markup
    language: str

    @property
    def article(self) -> Article | None:
        """The article that the text is, if it is one."""
        return self.record if isinstance(self.record, Article) else None

    @property
    def pictures(self) -> Iterator[Picture]:
        """The pictures of its front matter, as people see them."""
        if (article := self.article) is None:
            return
        if article.matter.image is not None:
            yield article.matter.image, ("image",)
        for name, images in article.matter.galleries.items():
            for index, image in enumerate(images):
                yield image, ("galleries", name, index)

    @property
    def shortcodes(self) -> Iterator[ShortcodeCall]:
        """The shortcodes of its body."""
        body = self.record.body if isinstance(self.record, Article | StaticPage) else None
        return (each for each in (body.gaps if body else ()) if isinstance(each, ShortcodeCall))

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings of the body."""
        return headings_in(self.html, self.body, self.markup.code_lines) if "<h" in self.html.lower() else []

    def broken(self, code: str, message: str, spot: Spot, way_out: str) -> Fault:
        """Report a place where the text breaks the rule of a code."""
        return warning(code, message, self.record.path, spot, way_out)

    def spot_of(self, address: str, before: int) -> Address:
        """Give the place of an address that is mentioned in the HTML behind that index, not yet counting itself."""
        return Address(address, addresses_of(self.html[:before]).count(address))


def words_of(html: str) -> str:
    """Give the words in a piece of HTML."""
    return _SPACE.sub(" ", unescape(_TAG.sub("", html))).strip()
