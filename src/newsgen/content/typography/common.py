"""What languages share: ellipses, spaced dashes, ranges of years and pages, numbers with what they count.

Sources: The Chicago Manual of Style (en and em dashes 6.75–6.94, ellipses 13.50); New Hart's Rules (en rules 4.11); Le
Système international d'unités (BIPM, 9th edition, 5.4.3: a space between a number and its unit).
"""

from __future__ import annotations

import re
from functools import cache

from newsgen.base.patterns import regex
from newsgen.content.typography.edits import NBSP, SPACE, SPACES, Edits, put
from newsgen.content.typography.quotes import Marks, curl

# A pattern begins with a rare sign, which the engine finds fast; what stands before that sign is looked at afterwards.
_ELLIPSIS = regex(r"\.\.\.(?!\.)")
_HYPHENS = regex(r"--(?:-)?(?!-)")
_SPACED_HYPHEN = regex(f"-(?<={SPACE}.)(?<!«.)(?<!«..)(?=[{SPACES},.;:…])(?!{SPACE}*»)")
_RANGE = regex(r"-(?<=[0-9].)(?=([0-9]+)(?![0-9_/–]|-(?!-)))")
_YEAR = regex(r"[12][0-9]{3}")
_COUNTED = regex(rf"(?:pp?\.|[Pp]ages?|§§?|[Aa]rt(?:icles?|\.)|[Nn]os|[Nn][°º]|vv?\.){SPACE}*[0-9]+")
_LONGEST_COUNTED = 24
_SQUARE = regex(rf"m(?=[23](?!\w))(?:(?<=[0-9]{SPACE}.)|(?<={SPACE}[kcd].)(?<=[0-9].[kcd].))([23])")
_TIMES = regex(rf"x(?<=[0-9]{SPACE}.)(?={SPACE}[0-9])")
_UNIT = regex(
    rf"[0-9](?![0-9,.])({SPACE}+)(?:[%‰$€£¥]|°[CF]|(?:k|M|Md|bn)[$€£]|[kcdmµn]?m[²³23]?|km/h|m/s|ha|[mcdhk]?[lLg]|[kt]"
    rf"|[kMGT]?Wh?|[kMG]?V|[kMG]?Hz|h?Pa|bar|dB|k?cal|min|m?s|[kMGT][oB]|[ap]\.?m)(?![\w’'])"
)


def keepers(titles: str, references: str) -> re.Pattern[str]:
    """Find what words before a gap keep on their line, by its first sign: titles a capital, references a number."""
    return re.compile(
        f"[0-9A-ZÀ-Þ](?<={SPACE}.)(?:(?<![0-9])(?:{_behind(titles)})|(?<=[0-9IVXLC])(?:{_behind(references)}))"
    )


def _behind(words: str) -> str:
    """Look behind a gap and a sign for one of the words, those of one length at a time, as patterns must."""
    by_length: dict[int, list[str]] = {}
    for word in words.split():
        by_length.setdefault(len(word), []).append(re.escape(word))
    return "|".join(
        f"(?<=(?:{'|'.join(group)})..)(?<![^\\W_]{'.' * (length + 2)})" for length, group in by_length.items()
    )


@cache
def _english_keepers() -> re.Pattern[str]:
    """Make the pattern for English: no other language needs it, and all of them import this module."""
    return keepers(
        "Mr Mr. Mrs Mrs. Ms Ms. Messrs Messrs. Dr Dr. Prof Prof. St St. Rev. Sir Gen. Lt. Capt. Gov. Sen.",
        "p. pp. no. No. nos. vol. Vol. fig. Fig. ch. art. Art. § §§",
    )


def compose(text: str, marks: Marks) -> tuple[str, Edits]:
    """Set a text whose language has no spaces before its signs."""
    text = glyphs(curl(text, marks))
    edits: Edits = {}
    ellipses(text, edits)
    for found in _HYPHENS.finditer(text):
        place = found.start()
        before, after = text[place - 1 : place], text[found.end() : found.end() + 1]
        if before and after and before in SPACES and after in SPACES:
            put(edits, place, found.end(), "–" if len(found[0]) == 2 else "—")
        elif before.isalnum() and after.isalnum():
            put(edits, place, found.end(), "—")
    join(_UNIT, text, edits)
    return text, edits


def compose_english(text: str, marks: Marks) -> tuple[str, Edits]:
    """Set an English text."""
    text, edits = compose(text, marks)
    keep(text, edits, _english_keepers())
    return text, edits


def glyphs(text: str) -> str:
    """Exchange hyphens for dashes, x for ×, and the 2 of m2, one for one."""
    if "-" in text:
        text = _RANGE.sub(_range, _SPACED_HYPHEN.sub("–", text))
    text = _SQUARE.sub(lambda found: "m²" if found[1] == "2" else "m³", text)
    return _TIMES.sub("×", text)


def ellipses(text: str, edits: Edits) -> None:
    """Set three points as one sign; more or fewer are something else."""
    for found in _ELLIPSIS.finditer(text):
        if text[found.start() - 1 : found.start()] != ".":
            put(edits, found.start(), found.end(), "…")


def join(pattern: re.Pattern[str], text: str, edits: Edits, space: str = NBSP) -> None:
    """Set ``space`` in the gaps that a pattern finds: its groups."""
    for found in pattern.finditer(text):
        for group in range(1, (found.lastindex or 0) + 1):
            if found.start(group) >= 0:
                put(edits, found.start(group), found.end(group), space)


def keep(text: str, edits: Edits, words: re.Pattern[str]) -> None:
    """Keep titles with their names, and references with their numbers."""
    for found in words.finditer(text):
        put(edits, found.start() - 1, found.start(), NBSP)


def _range(found: re.Match[str]) -> str:
    """Take a hyphen between two years, or two pages, for a dash."""
    text, place = found.string, found.start()
    start = place
    while start and text[start - 1].isdigit():
        start -= 1
    free = start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "/-–—_")
    if free and _YEAR.fullmatch(text, start, place) and _YEAR.fullmatch(found[1]):
        return "–"
    head = text[max(0, place - _LONGEST_COUNTED) : place]
    for counted in _COUNTED.finditer(head):
        if counted.end() == len(head) and not head[counted.start() - 1 : counted.start()].isalnum():
            return "–"
    return "-"
