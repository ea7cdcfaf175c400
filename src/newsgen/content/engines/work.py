"""A bound on the work that a text may make for Python-Markdown.

Ten thousand brackets that nothing closes are each searched to the end of the text: minutes for a page of rubbish. Such
a text is given up, and always the same text, since work is counted in characters, not in seconds.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import markdown
from markdown import htmlparser, inlinepatterns, preprocessors
from markdown.extensions import footnotes, toc

from newsgen.base.overrides import overrides, require
from newsgen.base.patterns import regex
from newsgen.content.engines import TangledError

_MOST_WORK = 6_000_000  # characters looked through again: half a second, where other texts take milliseconds
_MOST_WORK_A_CHARACTER = 20  # long texts may have as many ordinary links and tags as they like
_ENTRY = 40  # characters of an entry in a table of contents, at the least
_ESCAPED, _KEPT = "\\<", "\\\x02klt\x03"  # a sign that begins no tag, and what stands for it meanwhile
_BACKQUOTES = regex("`+")
_BRACKET = regex(r"[\[\]]")


class WorkBudget:
    """The work that a text makes beyond its length: how many more characters may be looked through."""

    def __init__(self) -> None:
        self._left = 0

    def begin(self, text: str) -> None:
        """Begin with another text."""
        self._left = _MOST_WORK + _MOST_WORK_A_CHARACTER * len(text)

    def spend(self, characters: int) -> None:
        """Count characters that were looked through.

        Raises:
            TangledError: they were too many.
        """
        self._left -= characters
        if self._left < 0:
            raise TangledError


def limit_work(engine: markdown.Markdown, work: WorkBudget) -> None:
    """Let an engine count its work wherever one sign can send it through the rest of the text.

    Raises:
        UnfitLibraryError: the library is not the one that these places were read from.
    """
    require("markdown", inlinepatterns.LinkInlineProcessor, "getText", "getLink")
    require("markdown", footnotes.FootnoteExtension, "unique_ref", "get_separator")
    if "toc" in engine.treeprocessors:
        limit_contents(engine.treeprocessors["toc"], work)
    if "html_block" in engine.preprocessors:
        html_block = engine.preprocessors["html_block"]
        if type(html_block) is preprocessors.HtmlBlockPreprocessor:
            engine.preprocessors.register(_HtmlBlocks(engine, work), "html_block", 20)
    for extension in engine.registeredExtensions:
        if isinstance(extension, footnotes.FootnoteExtension):
            extension.unique_ref = _Mentions(extension).unique_ref  # type: ignore[method-assign]
    for pattern in engine.inlinePatterns:
        if isinstance(pattern, inlinepatterns.LinkInlineProcessor):
            if type(pattern).getText is inlinepatterns.LinkInlineProcessor.getText:
                pattern.getText = _measured(_text_in_brackets, work)  # type: ignore[assignment, method-assign]
            pattern.getLink = _measured(pattern.getLink, work)  # type: ignore[assignment, method-assign]


def limit_contents(maker: object, work: WorkBudget) -> None:
    """Let the maker of the table of contents count what it writes: all headings, wherever a text asks for them.

    Raises:
        UnfitLibraryError: as above.
    """
    if not isinstance(maker, toc.TocTreeprocessor):
        return
    require("markdown", toc.TocTreeprocessor, "replace_marker")
    replace = maker.replace_marker

    def replace_marker(root: ET.Element, contents: ET.Element) -> None:
        places = sum(each.text is not None and each.text.strip() == maker.marker for each in root.iter())
        if places > 1:
            work.spend(places * (_ENTRY * sum(1 for _ in contents.iter("li")) + len(root)))
        replace(root, contents)

    maker.replace_marker = replace_marker  # type: ignore[assignment, method-assign]


@overrides("markdown", "run")
class _HtmlBlocks(preprocessors.HtmlBlockPreprocessor):
    """Raw HTML taken out of a text, if there may be any."""

    def __init__(self, engine: markdown.Markdown, work: WorkBudget) -> None:
        super().__init__(engine)
        self._work = work

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        if "<" not in text and "&" not in text:
            return lines
        extractor = _Extractor(self.md)
        extractor.work = self._work
        if _ESCAPED not in text:
            extractor.feed(text)
            extractor.close()
            return "".join(extractor.cleandoc).split("\n")
        stash = self.md.htmlStash.rawHtmlBlocks
        first = len(stash)
        extractor.feed(text.replace(_ESCAPED, _KEPT))
        extractor.close()
        stash[first:] = [each.replace(_KEPT, _ESCAPED) if isinstance(each, str) else each for each in stash[first:]]
        return "".join(extractor.cleandoc).replace(_KEPT, _ESCAPED).split("\n")


@overrides("markdown", "check_for_whole_start_tag")
class _Extractor(htmlparser.HTMLExtractor):
    """The library's reader of raw HTML; a tag that nothing closes costs it the rest of the text."""

    work: WorkBudget

    def check_for_whole_start_tag(self, i: int) -> int:
        end: int = super().check_for_whole_start_tag(i)
        self.work.spend((end if end >= 0 else len(self.rawdata)) - i)
        return end


class _Mentions:
    """The names of the mentions of notes: the library tries all numbers from 2 for each."""

    def __init__(self, notes: footnotes.FootnoteExtension) -> None:
        self._notes = notes

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """Do as ``FootnoteExtension.unique_ref``, from the number that was given last."""
        notes = self._notes
        if not found:
            return reference
        number = notes.found_refs.get(reference, 0)
        name, separator, rest = reference.partition(notes.get_separator())
        unique = reference if not number else f"{name}{number + 1}{separator}{rest}"
        if unique in notes.used_refs:
            return str(type(notes).unique_ref(notes, reference, found))
        notes.used_refs.add(unique)
        notes.found_refs[reference] = number + 1
        return unique


def work_on_code(text: str) -> int:
    """Count the characters that are looked through for code in backquotes: one that nothing closes up to the end.

    After each code that is found, the library begins again at the first sign.
    """
    runs = [found.span() for found in _BACKQUOTES.finditer(text)]
    ends: dict[int, int] = {}
    vain, pairs = 0, 0
    for start, end in reversed(runs):
        length = end - start
        if length in ends:
            pairs += 1
        else:
            vain += len(text) - start
        ends[length] = start
    return vain * (pairs // 2 + 1)


def _measured(scan: Callable[[str, int], tuple[Any, ...]], work: WorkBudget) -> Callable[[str, int], Any]:
    """Count what a scan looks through: from the index that it is given to the last but one in its answer."""

    def measured(data: str, index: int) -> tuple[Any, ...]:
        found = scan(data, index)
        work.spend(found[-2] - index)
        return found

    return measured


def _text_in_brackets(data: str, index: int) -> tuple[str, int, bool]:
    """Do as ``LinkInlineProcessor.getText``, from bracket to bracket."""
    depth = 1
    for bracket in _BRACKET.finditer(data, index):
        depth += 1 if bracket[0] == "[" else -1
        if depth == 0:
            return data[index : bracket.start()], bracket.end(), True
    return data[index:], max(index, len(data)), False
