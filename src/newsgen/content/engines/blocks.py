"""The blocks of a text for Python-Markdown: each offered to those processors only that its lines may concern.

Plain prose, which most of a newspaper is, is written at once; paragraphs that follow one another are one element.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from functools import cache

import markdown
from markdown import blockprocessors, util
from markdown.extensions import def_list, footnotes, sane_lists, tables, toc

from newsgen.base.patterns import regex
from newsgen.content.engines.prose import holds_plain_forms_only, write_prose, write_words
from newsgen.content.engines.work import WorkBudget
from newsgen.content.engines.writing import WrittenHtml

_DIGIT = "0"  # stands for any decimal digit
_STARTS: dict[type, str] = {
    # By class: what a line of the block must start with, for the processor to do anything at all.
    def_list.DefListIndentProcessor: " ",
    blockprocessors.ListIndentProcessor: " ",
    blockprocessors.CodeBlockProcessor: " ",
    blockprocessors.HashHeaderProcessor: "#",
    blockprocessors.SetextHeaderProcessor: "=-",
    blockprocessors.HRProcessor: " -_*",
    blockprocessors.OListProcessor: f" {_DIGIT}",
    sane_lists.SaneOListProcessor: f" {_DIGIT}",
    blockprocessors.UListProcessor: " *+-",
    sane_lists.SaneUListProcessor: " *+-",
    def_list.DefListProcessor: " :",
    blockprocessors.BlockQuoteProcessor: " >",
    footnotes.FootnoteBlockProcessor: " [",
    blockprocessors.ReferenceProcessor: " [",
}
_ALL_STARTS = frozenset("".join(_STARTS.values()))
_HEADING = regex(r"(#{1,6})([^`\\\[<&*_{|\x02\n#]*)")
_WORK_ON_A_CELL = 20  # every row of a table gets as many cells as its head
_DEFINITION = regex(r"\n[ >]*:")


class Blocks:
    """The blocks of the texts of an engine. ``alone``: it has no extensions but those of newsgen."""

    def __init__(self, engine: markdown.Markdown, work: WorkBudget, *, alone: bool) -> None:
        self._work = work
        self._engine = engine
        self._concerned = cache(self._choose)
        self._alone = alone
        self._markers = [
            each.getConfig(name)
            for each in engine.registeredExtensions
            for kind, name in ((toc.TocExtension, "marker"), (footnotes.FootnoteExtension, "PLACE_MARKER"))
            if isinstance(each, kind)
        ]
        self._write: Callable[[str], str | None] | None = None

    def parse_document(self, lines: Iterable[str]) -> ET.ElementTree:
        """Parse a text as ``BlockParser.parseDocument`` does."""
        text = "\n".join(lines)
        self._write = None
        # a paragraph may be the term of the definition below it, or the place of the notes
        if self._alone and _DEFINITION.search(text) is None and not any(marker in text for marker in self._markers):
            self._write = write_prose if holds_plain_forms_only(text) else write_words
        parser = self._engine.parser
        parser.root = ET.Element(self._engine.doc_tag)
        parser.parseChunk(parser.root, text)
        return ET.ElementTree(parser.root)

    def parse_blocks(self, parent: ET.Element, blocks: list[str]) -> None:
        """Parse blocks as ``BlockParser.parseBlocks`` does."""
        write = self._write if parent is self._engine.parser.root or parent.tag == "blockquote" else None
        while blocks:
            if write and (_begin_section(parent, blocks) or _write_paragraphs(parent, blocks, write)):
                continue
            block = blocks[0]
            self._work.spend(len(block))  # what a processor leaves of it is a block in its turn
            if "|" in block:
                self._work.spend(_WORK_ON_A_CELL * block.partition("\n")[0].count("|") * block.count("\n"))
            starts = {_DIGIT if line[:1].isdecimal() else line[:1] for line in block.split("\n")}
            for processor in self._concerned(_ALL_STARTS & starts, "|" in block):
                if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                    break

    def _choose(self, starts: frozenset[str], bars: bool) -> list[blockprocessors.BlockProcessor]:
        """Give the processors that a block may concern whose lines start so, and which has bars or none."""
        return [
            each
            for each in self._engine.parser.blockprocessors
            if not (type(each) in _STARTS and starts.isdisjoint(_STARTS[type(each)]))
            and (bars or type(each) is not tables.TableProcessor)
        ]


def _begin_section(parent: ET.Element, blocks: list[str]) -> bool:
    """Make a heading of the first block, if it is a plain one."""
    heading = _HEADING.fullmatch(blocks[0])
    if heading is None:
        return False
    ET.SubElement(parent, f"h{len(heading[1])}").text = util.AtomicString(heading[2].strip())
    del blocks[0]
    return True


def _write_paragraphs(parent: ET.Element, blocks: list[str], write: Callable[[str], str | None]) -> bool:
    """Write the plain paragraphs that come first, if there are any, as if they were one."""
    paragraphs: list[str] = []
    for block in blocks:
        written = write(block)
        if written is None:
            break
        paragraphs.append(written)
    if paragraphs:
        ET.SubElement(parent, "p").text = WrittenHtml("</p>\n<p>".join(paragraphs))
        del blocks[: len(paragraphs)]
    return bool(paragraphs)
