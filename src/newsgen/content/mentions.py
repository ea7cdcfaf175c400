"""Where the addresses of a Markdown text stand, as the engine that reads it sees them.

No pattern can tell a link from one in code, in a comment or behind a backslash: only the engine can. So a mark is put
into everything that looks like an address, the text is read once more, and the marks that come out as addresses tell
the places of these. That is done for texts with faults alone, at the end of a run.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from newsgen.content.html.address_attributes import ATTRIBUTES, spans
from newsgen.content.markup import Markup

_FREE = r"[ \t]*(?:\n[ \t>]*)?"  # at most one line end, and the signs of a quotation behind it
_NAMES = "|".join(sorted({re.escape(name) for each in ATTRIBUTES.values() for name in each}, key=len, reverse=True))
_CANDIDATE = re.compile(
    rf"""\]\({_FREE}(?P<pointed><?)                        # a link or a picture
    |\]:{_FREE}(?P<defined><?)(?![<\s])                    # a definition
    |<(?=[a-zA-Z][a-zA-Z0-9+.-]{{1,31}}:)                  # an address that is its own link
    |(?<![\w-])(?P<name>{_NAMES}|data-[\w-]+)\s*=\s*(?P<quote>["']?)\s*(?![\s>])
    |url\(\s*(?P<loaded>["']|&quot;|&\#39;|)\s*|@import\s+["']|url\s*=\s*["']?  # in style sheets, in <meta>
    |(?<![\w/])(?=https?://)                               # a bare address: extensions may make a link of it
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LABEL_OF_NOTE = re.compile(r"\[\^[^\]\n]*\Z")
_SCHEME = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?/+|[a-zA-Z][a-zA-Z0-9+.-]*:")
_ENDS = {
    '"': re.compile(r'["\n]'),
    "'": re.compile(r"['\n]"),
    "<": re.compile(r"(?<!\\)>|\n"),
    "(": re.compile(r"[\s)]"),
    ",": re.compile(r"""[\s"']|,(?=[\s"'])"""),
    "&quot;": re.compile("&quot;|\n"),
    "&#39;": re.compile("&#39;|\n"),
}
_UNQUOTED_END = re.compile(r"""[\s>"']""")
_LONGEST, _LONGEST_LABEL = 4000, 200


class Mention(Struct, frozen=True):
    """Where an address stands: the index of its first character in the text, and the sign that it stands behind."""

    start: int
    opener: str

    def length(self, text: str) -> int:
        """Count the characters of the address as it is written in its text."""
        limit = min(self.start + _LONGEST, len(text))
        if self.opener == "]":
            return _end_of_link(text, self.start, limit) - self.start
        ending = _ENDS.get(self.opener, _UNQUOTED_END).search(text, self.start, limit)
        return (ending.start() if ending else limit) - self.start


def mentions_of(text: str, markup: Markup) -> Mapping[tuple[str, int], Mention]:
    """Find the addresses in a body: each with the number (from 0) of earlier mentions of the same."""
    candidates = list(_candidates(text))
    salt = _salt(text)
    pieces, end = [], 0
    for number, candidate in enumerate(candidates):
        # behind the scheme or the first /, so that it leads where it did
        scheme = _SCHEME.match(text, candidate.start)
        place = max(scheme.end() if scheme else candidate.start, end)
        pieces += [text[end:place], f"{salt}{number}x"]
        end = place
    marked = "".join([*pieces, text[end:]])
    mark, counts, found = re.compile(f"{salt}([0-9]+)x"), Counter[str](), {}
    for address in markup.addresses(marked):
        marks = mark.findall(address)
        plain = mark.sub("", address)
        if marks:
            found[plain, counts[plain]] = candidates[int(marks[0])]
        counts[plain] += 1
    return found


def _salt(text: str) -> str:
    """Give letters that do not occur in a text."""
    salt = "zqz"
    while salt in text:
        salt += "qz"
    return salt


def _candidates(text: str) -> Iterator[Mention]:
    """Find what may be an address for some engine, in order, no two at one place."""
    place, last = 0, -1
    while found := _CANDIDATE.search(text, place):
        start = found.start()
        if found["defined"] is not None and _LABEL_OF_NOTE.search(text, max(start - _LONGEST_LABEL, 0), start):
            place = start + 1
            continue
        for mention in _mentions(text, found):
            if mention.start > last:
                yield mention
                last = mention.start
        place = max(found.end(), start + 1)


def _mentions(text: str, found: re.Match[str]) -> Iterator[Mention]:
    start, name = found.end(), (found["name"] or "").lower()
    if name in {"srcset", "imagesrcset", "ping"} and found["quote"]:
        length = Mention(start, found["quote"]).length(text)
        for first, _ in spans("list" if name == "ping" else "srcset", text[start : start + length]):
            yield Mention(start + first, ",")
    elif name not in {"style", "content"}:
        yield Mention(start, _opener(found))


def _opener(found: re.Match[str]) -> str:
    if found["pointed"] is not None:
        return found["pointed"] or "]"
    if found[0] == "<":
        return "<"
    return found["defined"] or found["quote"] or ("(" if found["loaded"] == "" else found["loaded"] or "")


def _end_of_link(text: str, start: int, limit: int) -> int:
    """Find where the address of a link ends: it may have brackets of its own."""
    depth, place = 0, start
    while place < limit and not text[place].isspace() and not (text[place] == ")" and depth == 0):
        depth += (text[place] == "(") - (text[place] == ")")
        place += 2 if text[place] == "\\" else 1
    return min(place, limit)
