"""What a text has in it that a Markdown engine fails on: the lines to be mended, which are left out meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from newsgen.base.faults import BodyLine, Fault
from newsgen.base.patterns import regex
from newsgen.content.engines import TangledError

_NESTING = regex(r"[\s>*+\-\d.]*")
_SIGNS = regex(r"[\[(<!`|&]")
_MANY = 100  # signs on a line that can send an engine through the rest of the text


class Failure(Struct, frozen=True):
    """A fault, and the lines of the text, counted from 0, without which an engine may read it (none: all are)."""

    fault: Fault
    lines: range = range(0)


def why_it_fails(error: Exception, text: str, path: str) -> Sequence[Failure]:
    """Say why an engine fails on a text of the file ``path``: at every line that is as bad as the worst."""
    return tuple(_failures(error, text.split("\n"), path))


def _failures(error: Exception, lines: Sequence[str], path: str) -> Iterator[Failure]:
    if isinstance(error, TangledError):
        signs = [len(_SIGNS.findall(line)) for line in lines]
        message = "this text is too tangled: thousands of brackets, tags or other signs that nothing closes"
        way_out = "close them or take them away; most of them are on this line"
        if max(signs) >= _MANY:
            for line in _worst(signs):
                fault = Fault("too-tangled", message, path, BodyLine(line), way_out)
                yield Failure(fault, range(line, line + 1))
            return
        block = _longest_block(lines)
        message = f"this text is too tangled: {len(block)} lines belong together from here on"
        way_out = "part them by blank lines, close what is open in them, or make several texts of this one"
        yield Failure(Fault("too-tangled", message, path, BodyLine(block.start), way_out), block)
    elif isinstance(error, RecursionError):
        nesting = [found.end() if (found := _NESTING.match(line)) else 0 for line in lines]
        message = "this text is nested too deeply: quotations or lists inside one another"
        way_out = "take most of the signs at the beginning of this line away"
        for line in _worst(nesting):
            yield Failure(Fault("too-deep", message, path, BodyLine(line), way_out), range(line, line + 1))
    else:
        message = f"the Markdown engine fails on this text: {type(error).__name__}: {error}"
        way_out = "one of the extensions in newsgen.yaml may be to blame"
        yield Failure(Fault("markdown-failure", message, path, BodyLine(0), way_out))


def _worst(counts: Sequence[int]) -> Iterator[int]:
    """Give the lines that have at least half as many of something as the one with most."""
    most = max(counts)
    return (number for number, count in enumerate(counts) if 2 * count >= most)


def _longest_block(lines: Sequence[str]) -> range:
    """Find the lines without a blank one between that are most."""
    longest, start = range(1), 0
    for number, line in enumerate((*lines, "")):
        if not line.strip():
            if number - start > len(longest):
                longest = range(start, number)
            start = number + 1
    return longest
