"""A video's address alone on a line: written out as the shortcode ``video``, titled by its provider."""

from __future__ import annotations

from collections.abc import Callable, Collection
from html import unescape

from newsgen.base.patterns import regex
from newsgen.content.readable import prose_of
from newsgen.model.videos import player

_BARE = regex(r"<?(https?://[^\s<>\"]+)>?[ \t]*")
_ESCAPED = regex(r"\\([_*~&=.-])")
_MARK = "zqzvideo{}zqz"


def write_out_videos(text: str, code_lines: Callable[[str], Collection[int]], convert: Callable[[str], str]) -> str:
    """Replace each paragraph that is a video's address by its shortcode; what is in code, or no prose at all, stays.

    The paragraph begins at the margin: in a list or a quotation, the address stays a text. Lines keep their numbers.
    """
    if "\nhttp" not in text and "\n<http" not in text and not text.startswith(("http", "<http")):
        return text
    lines = text.split("\n")
    calls = {
        number: call
        for number, line in enumerate(lines)
        if _stands_alone(lines, number) and (call := _call(line)) is not None
    }
    if not calls:
        return text
    if "```" in text or "~~~" in text:
        code = code_lines(text)
        calls = {number: call for number, call in calls.items() if number not in code}
    if "<" in text:  # it may stand in raw HTML, where it is code or a comment
        marked = [_MARK.format(number) if number in calls else line for number, line in enumerate(lines)]
        shown = prose_of(convert("\n".join(marked)))
        calls = {number: call for number, call in calls.items() if _MARK.format(number) in shown}
    return "\n".join(calls.get(number, line) for number, line in enumerate(lines))


def _stands_alone(lines: list[str], number: int) -> bool:
    above = number == 0 or not lines[number - 1].strip()
    return above and (number + 1 == len(lines) or not lines[number + 1].strip())


def _call(line: str) -> str | None:
    found = _BARE.fullmatch(line)
    if found is None:
        return None
    address = unescape(_ESCAPED.sub(r"\1", found[1]))
    known = player(address)
    return f'{{{{< video url="{address}" title="{known.provider}" >}}}}' if known and '"' not in address else None
