"""Shortcuts through Python-Markdown: what cannot find anything in a text is not tried, and the HTML stays the same.

Python-Markdown offers every block of a text to fourteen processors and every line to sixteen patterns, each with its
regular expression. Most need a sign that ordinary prose does not have: a table needs a ``|``, a link ``](``. Here the
sign is looked for first. A shortcut is taken only where nothing else could come of it:

- for processors and patterns of exactly the classes and expressions that Python-Markdown brings along: what others
  have added or replaced is asked as ever;
- for the versions of the library whose code was read for it (``READ_VERSIONS``); any other one is left as it is.

The tests hold the result against the library as it comes, on texts made to trip it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import markdown
from markdown import blockprocessors, inlinepatterns, postprocessors, serializers, treeprocessors, util
from markdown.extensions import attr_list, def_list, footnotes, sane_lists, tables, toc

READ_VERSIONS = ((3, 11),)
"""The versions of Python-Markdown whose code the shortcuts were read from."""

_LIBRARY: Any = serializers  # its type stubs leave out what is private
_escape_text = _LIBRARY._escape_cdata  # noqa: SLF001 - byte for byte what the library writes
_escape_value = _LIBRARY._escape_attrib_html  # noqa: SLF001

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
_SIGNS: dict[tuple[type, str], str | tuple[str, str]] = {
    # By class and expression: what a line must contain, for the pattern to change it.
    (inlinepatterns.BacktickInlineProcessor, inlinepatterns.BACKTICK_RE): "`",
    (inlinepatterns.EscapeInlineProcessor, inlinepatterns.ESCAPE_RE): "\\",
    (footnotes.FootnoteInlineProcessor, r"\[\^([^\]]*)\]"): "[^",
    (inlinepatterns.ReferenceInlineProcessor, inlinepatterns.REFERENCE_RE): "[",
    (inlinepatterns.LinkInlineProcessor, inlinepatterns.LINK_RE): "](",
    (inlinepatterns.ImageInlineProcessor, inlinepatterns.IMAGE_LINK_RE): "](",
    (inlinepatterns.ImageReferenceInlineProcessor, inlinepatterns.IMAGE_REFERENCE_RE): "![",
    (inlinepatterns.ShortReferenceInlineProcessor, inlinepatterns.REFERENCE_RE): "[",
    (inlinepatterns.ShortImageReferenceInlineProcessor, inlinepatterns.IMAGE_REFERENCE_RE): "![",
    (inlinepatterns.AutolinkInlineProcessor, inlinepatterns.AUTOLINK_RE): "<",
    (inlinepatterns.AutomailInlineProcessor, inlinepatterns.AUTOMAIL_RE): "<",
    (inlinepatterns.SubstituteTagInlineProcessor, inlinepatterns.LINE_BREAK_RE): "  \n",
    (inlinepatterns.HtmlInlineProcessor, inlinepatterns.HTML_RE): "<",
    (inlinepatterns.HtmlInlineProcessor, inlinepatterns.ENTITY_RE): "&",
    (inlinepatterns.DelimiterProcessor, r"\*|_"): ("*", "_"),
}
_ANY_SIGN = re.compile(r"[`\\\[<&*_]|  \n")  # whatever has one of the signs above has one of these
_NEED_REFERENCES = frozenset(
    {
        inlinepatterns.ReferenceInlineProcessor,
        inlinepatterns.ImageReferenceInlineProcessor,
        inlinepatterns.ShortReferenceInlineProcessor,
        inlinepatterns.ShortImageReferenceInlineProcessor,
    }
)


def take_shortcuts(engine: markdown.Markdown, *, alone: bool) -> None:
    """Let an engine take shortcuts.

    ``alone``: it has no extensions but those of newsgen, so that nobody asks for a table of contents that no text
    shows. Call it when all extensions are loaded.
    """
    engine.serializer = _serialize
    engine.parser.parseBlocks = _blocks_parser(engine)  # type: ignore[assignment, method-assign]
    for name, priority, stock, quick in (
        ("inline", 20, treeprocessors.InlineProcessor, _Inline),
        ("prettify", 10, treeprocessors.PrettifyTreeprocessor, _Prettify),
        ("attr_list", 8, attr_list.AttrListTreeprocessor, _AttributeLists),
        ("unescape", 0, treeprocessors.UnescapeTreeprocessor, _Unescape),
    ):
        if name in engine.treeprocessors and type(engine.treeprocessors[name]) is stock:
            engine.treeprocessors.register(quick(engine), name, priority)
    posts = engine.postprocessors
    if "raw_html" in posts and type(posts["raw_html"]) is postprocessors.RawHtmlPostprocessor:
        posts.register(_RawHtml(engine), "raw_html", 30)
    contents = [each for each in engine.registeredExtensions if isinstance(each, toc.TocExtension)]
    if alone and len(contents) == 1:
        engine.treeprocessors.register(_Contents(engine, contents[0].getConfigs()), "toc", 5)


def _blocks_parser(engine: markdown.Markdown) -> Callable[[ET.Element, list[str]], None]:
    """Make a ``BlockParser.parseBlocks`` that offers a block to those processors only that its lines may concern."""
    registry = engine.parser.blockprocessors
    processors = [(each, _STARTS.get(type(each)), type(each) is tables.TableProcessor) for each in registry]

    def parse_blocks(parent: ET.Element, blocks: list[str]) -> None:
        while blocks:
            block = blocks[0]
            starts = {"0" if line[:1].isdecimal() else line[:1] for line in block.split("\n")}
            for processor, needed, is_table in processors:
                if (needed is not None and starts.isdisjoint(needed)) or (is_table and "|" not in block):
                    continue
                if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                    break

    return parse_blocks


class _Inline(treeprocessors.InlineProcessor):
    """The inline patterns, each tried only on lines with its sign in them."""

    def run(self, tree: ET.Element, ancestors: list[str] | None = None) -> ET.Element:
        self._patterns = [(each, _needs(each)) for each in self.md.inlinePatterns]
        self._all_known = all(needed is not None for _, needed in self._patterns)
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - its names
        number = patternIndex
        if isinstance(data, util.AtomicString) or (self._all_known and _ANY_SIGN.search(data) is None):
            return data
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        references = bool(self.md.references)
        start, patterns = 0, self._patterns
        while number < len(patterns):
            pattern, needed = patterns[number]
            if needed is not None and (
                (needed[0] not in data and needed[1] not in data)
                or (not references and type(pattern) in _NEED_REFERENCES)
            ):
                number += 1
                start = 0
                continue
            data, matched, start = apply(pattern, data, number, start)
            if not matched:
                number += 1
        return data


def _needs(pattern: inlinepatterns.Pattern) -> tuple[str, str] | None:
    """Give two signs of which a line must have one, for the pattern to change it; ``None`` if that is not known."""
    signs = _SIGNS.get((type(pattern), pattern.pattern))
    return (signs, signs) if isinstance(signs, str) else signs


class _Prettify(treeprocessors.PrettifyTreeprocessor):
    """Line breaks between blocks; whether an element is a block is looked up once a text."""

    def run(self, root: ET.Element) -> None:
        self._known: dict[Any, bool] = {}
        super().run(root)

    def _is_block(self, tag: Any) -> bool:
        known = self._known.get(tag)
        if known is None:
            known = self._known[tag] = self.md.is_block_level(tag)
        return known

    def _prettifyETree(self, elem: ET.Element) -> None:  # noqa: N802 - the library's
        is_block = self._is_block
        if is_block(elem.tag) and elem.tag not in ("code", "pre"):
            if (not elem.text or not elem.text.strip()) and len(elem) and is_block(elem[0].tag):
                elem.text = "\n"
            for child in elem:
                if is_block(child.tag):
                    self._prettifyETree(child)
        if not elem.tail or not elem.tail.strip():
            elem.tail = "\n"


class _AttributeLists(attr_list.AttrListTreeprocessor):
    """Attributes in braces, looked for where there is a brace."""

    def run(self, doc: ET.Element) -> None:
        if any((each.text and "{" in each.text) or (each.tail and "{" in each.tail) for each in doc.iter()):
            super().run(doc)


class _Unescape(treeprocessors.UnescapeTreeprocessor):
    """Escaped signs put back, where there are any."""

    def run(self, root: ET.Element) -> None:
        for each in root.iter():
            if (
                (each.text and util.STX in each.text)
                or (each.tail and util.STX in each.tail)
                or (each.attrib and any(value and util.STX in value for value in each.attrib.values()))
            ):
                super().run(root)
                return


class _RawHtml(postprocessors.RawHtmlPostprocessor):
    """Raw HTML put back, where some was taken out; the library leaves a cycle behind even where none was."""

    def run(self, text: str) -> str:
        return super().run(text) if self.md.htmlStash.html_counter else text


class _Contents(toc.TocTreeprocessor):
    """Anchors of headings; the table of contents is made only for a text that shows it."""

    def run(self, doc: ET.Element) -> None:
        self._shown = bool(self.marker) and any(each.text and self.marker in each.text for each in doc.iter())
        super().run(doc)

    def build_toc_div(self, toc_list: list[Any]) -> ET.Element:
        return super().build_toc_div(toc_list) if self._shown else ET.Element("div")

    def replace_marker(self, root: ET.Element, elem: ET.Element) -> None:
        if self._shown:
            super().replace_marker(root, elem)


def _serialize(root: ET.Element) -> str:
    """Write an element as the library's ``to_html_string`` does."""
    written: list[str] = []
    stack: list[ET.Element | str] = [root]
    while stack:
        each = stack.pop()
        if isinstance(each, str):
            written.append(each)
            continue
        tag = each.tag
        if not isinstance(tag, str):  # comments and the like, which only extensions of others make
            return serializers.to_html_string(root)
        written.append(f"<{tag}{_attributes(each)}>" if each.attrib else f"<{tag}>")
        if text := each.text:
            written.append(text if tag.lower() in ("script", "style") else _escape_text(text))
        if tail := each.tail:
            stack.append(_escape_text(tail))
        if tag.lower() not in _LIBRARY.HTML_EMPTY:
            stack.append(f"</{tag}>")
        stack.extend(reversed(each))
    return "".join(written)


def _attributes(element: ET.Element) -> str:
    written = []
    for name, value in sorted(element.items()):
        if value is None:  # written without a value
            written.append(f" {name}")
            continue
        text = _escape_value(value.text if isinstance(value, ET.QName) else value)
        boolean = text == name and name in _LIBRARY.BOOLEAN_ATTRIBUTES["html"]
        written.append(f" {text}" if boolean else f' {name}="{text}"')
    return "".join(written)
