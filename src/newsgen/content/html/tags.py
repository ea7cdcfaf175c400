"""The tags of an HTML text as browsers read them, and what they would read to its end: made harmless here.

Some signs send a browser to the end of the page: a comment that never ends, a quotation mark that nothing closes, a
``<script>`` or ``<textarea>`` without its end tag. https://html.spec.whatwg.org/multipage/parsing.html#tokenization
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from newsgen.base.patterns import regex
from newsgen.content.engines import TangledError

Kind = Literal["text", "start", "end", "comment"]
Wrong = Literal[
    "block in a paragraph",
    "closed elsewhere",
    "closes itself",
    "comment",
    "loose text",
    "no HTML",
    "out of place",
    "quotation mark",
    "stray",
    "unclosed",
    "within itself",
]

RAW = frozenset({"iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp"})
"""Elements whose content is text up to their end tag."""
_BLOCKS = frozenset(("dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "td", "th"))
_MOST_RESTARTS = 50
_LONGEST = 400  # characters kept of a tag
_SHORT = regex(r"<!--|<!\[CDATA\[|[^\s>]{0,20}")
_NAME = regex(r"[a-z][a-z0-9:._-]*")
_ATTRIBUTES = regex(r"""(?:\s++|/|[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>][^\s"<>]*+))?+)*+>""")
_OPENS = regex("<(?=[a-zA-Z!?]|/(?!>))")
_COMMENT = regex(r"<!--(?!-?>)(?:(?!--!?>).)*-->", re.DOTALL)
_ENDED_COMMENT = regex(r"<!--(?:-?>|.*--!?>)", re.DOTALL)
_CDATA = "<![CDATA["


class Piece(Struct, frozen=True):
    """A piece of HTML as it is written: a tag, a comment, or the text between.

    ``number`` counts tags and comments from 0. What is text to newsgen alone, such as an escaped tag, has none.
    """

    kind: Kind
    text: str
    name: str = ""
    number: int = -1
    closes_itself: bool = False


class Broken(Struct, frozen=True):
    """A tag that would break a page, and what is wrong with it; ``shown`` is the tag in short, ``other`` another."""

    number: int
    wrong: Wrong
    shown: str
    other: str = ""


class Reading(Struct, frozen=True):
    """HTML in pieces; what was mended for none of them to reach beyond itself; each tag's own beginning, by number."""

    pieces: list[Piece]
    broken: list[Broken]
    written: list[str]


def read_tags(html: str) -> Reading:
    """Read HTML into pieces, none of which reaches beyond itself in any browser.

    Raises:
        TangledError: there are too many tags that swallow what stands behind them.
    """
    reader = _Reader()
    start = 0
    for _ in range(_MOST_RESTARTS):
        rest = reader.read(html, start)
        if rest is None:
            return Reading(reader.pieces, reader.broken, reader.written)
        start = rest
    raise TangledError


class _Reader:
    """One pass over a text; it is begun anew behind everything that is read differently than it stands."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.broken: list[Broken] = []
        self._foreign = 0  # how many <svg> and <math> are open
        self._blocks: list[str] = []  # those that an engine may have opened
        self.written: list[str] = []

    def read(self, html: str, start: int) -> int | None:
        """Read from an index on; give where to begin anew, or nothing at the end."""
        from turbohtml import TokenType, tokenize  # takes longer to import than most texts to read

        rest = html[start:]
        lines = [0, *(found.end() for found in re.finditer("\n", rest))]
        tokens = [
            token
            for token in tokenize(rest, capture_source=True, capture_attributes=False)
            if token.type is not TokenType.TEXT
        ]
        end = 0
        for token, following in zip(tokens, [*tokens[1:], None], strict=False):
            first, source = lines[token.line - 1] + token.col, token.source or ""
            self._text(rest[end:first])
            end = first + len(source)
            if token.type in (TokenType.START_TAG, TokenType.END_TAG):
                name = (token.tag or "").lower()
                is_start = token.type is TokenType.START_TAG
                closed = following is not None and following.tag == name and following.type is TokenType.END_TAG
                if closed and following is not None and name in RAW and is_start:
                    closed = not self._leaves_block(rest[end : lines[following.line - 1] + following.col])
                again = self._tag(source, name, is_start=is_start, closed=closed, empty=token.self_closing)
            else:
                again = self._other(rest, first, source)
            if again is not None:
                return start + first + again
        opening = _OPENS.search(rest, end)  # a tag that reaches the end of the text is none to the tokenizer
        if opening is None:
            self._text(rest[end:])
            return None
        self._text(rest[end : opening.start()])
        self._escape(rest[opening.start() :], "quotation mark")
        return start + opening.start() + 1

    def _text(self, text: str) -> None:
        if text:
            self.pieces.append(Piece("text", text))

    def _number(self, source: str) -> int:
        self.written.append(source[:_LONGEST])
        return len(self.written) - 1

    def _escape(self, source: str, wrong: Wrong) -> None:
        """Show a ``<`` as text; what stands behind it is read again."""
        self.broken.append(Broken(self._number(source), wrong, _short(source)))
        self.pieces.append(Piece("text", "&lt;"))

    def _tag(self, source: str, name: str, *, is_start: bool, closed: bool, empty: bool) -> int | None:
        sign = 1 if is_start else 2
        if not _NAME.fullmatch(name) or not _ATTRIBUTES.fullmatch(source, sign + len(name)):
            self._escape(source, "quotation mark")
            return 1
        number = self._number(source)
        if name == "plaintext":  # nothing ever ends it
            self.broken.append(Broken(number, "out of place", _short(source) + ">"))
            return len(source)
        self.pieces.append(Piece("start" if is_start else "end", source, name, number, empty and is_start))
        if name in ("svg", "math") and not empty:
            self._foreign += 1 if is_start else -1
        if name in _BLOCKS and is_start:
            self._blocks.append(name)
        elif self._blocks and name == self._blocks[-1]:
            self._blocks.pop()
        if not is_start or name not in RAW or (closed and not empty):
            return None
        if not empty:
            self.broken.append(Broken(number, "unclosed", f"<{name}>"))
            self.pieces.append(Piece("end", f"</{name}>", name))
        return len(source)

    def _leaves_block(self, content: str) -> bool:
        """Tell whether what is text to a browser holds the end of the block that it stands in, as engines write it."""
        if not self._blocks or "</" not in content:
            return False
        name = self._blocks[-1]
        left = re.search(rf"</{name}>(?:</tr>)?\n", content)
        return left is not None and f"<{name}" not in content[: left.start()]

    def _other(self, rest: str, first: int, source: str) -> int | None:
        """Read a comment, or what browsers take for one."""
        if _COMMENT.fullmatch(source):
            self.pieces.append(Piece("comment", source, "", self._number(source)))
            return None
        if source.startswith("<!--"):
            if rest.endswith(source) and not _ENDED_COMMENT.fullmatch(source):
                self._escape(source, "comment")
                return 1
            self.broken.append(Broken(self._number(source), "comment", _short(source)))
            return None
        length = len(source)
        if source.startswith(_CDATA) and self._foreign:
            close = rest.find("]]>", first)
            if close >= 0:
                whole = rest[first : close + 3]
                self.pieces.append(Piece("comment", whole, _CDATA, self._number(source)))
                return len(whole)
        if source.startswith("<?") and not source.endswith("?>"):  # engines read these up to their own sign
            close = rest.find("?>", first)
            length = close + 2 - first if close >= 0 else length
        if not rest[first : first + length].endswith(">"):
            self._escape(source, "no HTML")
            return 1
        self.broken.append(Broken(self._number(source), "no HTML", _short(source)))
        return length


def _short(source: str) -> str:
    """Give the beginning of a tag up to its name."""
    found = _SHORT.match(source)
    return found[0] if found else ""
