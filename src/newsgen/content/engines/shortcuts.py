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

import xml.etree.ElementTree as ET
from collections.abc import Callable
from functools import cache
from html import unescape
from typing import Any

import markdown
from markdown import inlinepatterns, postprocessors, preprocessors, treeprocessors, util
from markdown.extensions import attr_list, fenced_code, footnotes, toc

from newsgen.base.patterns import regex
from newsgen.content.engines.blocks import Blocks
from newsgen.content.engines.work import WorkBudget, limit_contents, work_on_code
from newsgen.content.engines.writing import serialize

_BLANK_LINE = regex(r"\n +(?=\n)")
READ_VERSIONS = ((3, 11),)
"""The versions of Python-Markdown whose code the shortcuts were read from."""

_SIGNS: dict[tuple[type, str], tuple[str, str]] = {
    # By class and expression: a sign that a line must have, for the pattern to change it, and what the sign must be
    # part of.
    (inlinepatterns.BacktickInlineProcessor, inlinepatterns.BACKTICK_RE): ("`", "`"),
    (inlinepatterns.EscapeInlineProcessor, inlinepatterns.ESCAPE_RE): ("\\", "\\"),
    (footnotes.FootnoteInlineProcessor, r"\[\^([^\]]*)\]"): ("[", "[^"),
    (inlinepatterns.ReferenceInlineProcessor, inlinepatterns.REFERENCE_RE): ("[", "["),
    (inlinepatterns.LinkInlineProcessor, inlinepatterns.LINK_RE): ("[", "]("),
    (inlinepatterns.ImageInlineProcessor, inlinepatterns.IMAGE_LINK_RE): ("[", "]("),
    (inlinepatterns.ImageReferenceInlineProcessor, inlinepatterns.IMAGE_REFERENCE_RE): ("[", "!["),
    (inlinepatterns.ShortReferenceInlineProcessor, inlinepatterns.REFERENCE_RE): ("[", "["),
    (inlinepatterns.ShortImageReferenceInlineProcessor, inlinepatterns.IMAGE_REFERENCE_RE): ("[", "!["),
    (inlinepatterns.AutolinkInlineProcessor, inlinepatterns.AUTOLINK_RE): ("<", "<"),
    (inlinepatterns.AutomailInlineProcessor, inlinepatterns.AUTOMAIL_RE): ("<", "<"),
    (inlinepatterns.SubstituteTagInlineProcessor, inlinepatterns.LINE_BREAK_RE): ("  \n", "  \n"),
    (inlinepatterns.HtmlInlineProcessor, inlinepatterns.HTML_RE): ("<", "<"),
    (inlinepatterns.HtmlInlineProcessor, inlinepatterns.ENTITY_RE): ("&", "&"),
    (inlinepatterns.DelimiterProcessor, r"\*|_"): ("*_", ""),
}
_ANY_SIGN = regex(r"[`\\\[<&*_]|  \n")
_ANY_CODE = regex("[&<\x02]")
_NEED_REFERENCES = frozenset(
    {
        inlinepatterns.ReferenceInlineProcessor,
        inlinepatterns.ImageReferenceInlineProcessor,
        inlinepatterns.ShortReferenceInlineProcessor,
        inlinepatterns.ShortImageReferenceInlineProcessor,
    }
)


def take_shortcuts(engine: markdown.Markdown, work: WorkBudget, *, alone: bool) -> None:
    """Let an engine take shortcuts.

    ``alone``: it has no extensions but those of newsgen, so that nobody asks for a table of contents that no text
    shows. Call it when all extensions are loaded.
    """
    blocks = Blocks(engine, work, alone=alone)
    engine.parser.parseDocument = blocks.parse_document  # type: ignore[method-assign]
    engine.parser.parseBlocks = blocks.parse_blocks  # type: ignore[method-assign]
    engine.serializer = serialize
    pres: Any = engine.preprocessors
    shortcuts: tuple[tuple[Any, str, int, type, Callable[[markdown.Markdown], Any]], ...] = (
        (pres, "normalize_whitespace", 30, preprocessors.NormalizeWhitespace, _Whitespace),
        (
            pres,
            "fenced_code_block",
            25,
            fenced_code.FencedBlockPreprocessor,
            lambda _: _Fences(engine, pres["fenced_code_block"].config),
        ),
        (
            engine.treeprocessors,
            "inline",
            20,
            treeprocessors.InlineProcessor,
            lambda _: _Inline(engine, work),
        ),
        (engine.treeprocessors, "prettify", 10, treeprocessors.PrettifyTreeprocessor, _Prettify),
        (engine.treeprocessors, "attr_list", 8, attr_list.AttrListTreeprocessor, _AttributeLists),
        (engine.treeprocessors, "unescape", 0, treeprocessors.UnescapeTreeprocessor, _Unescape),
        (engine.postprocessors, "raw_html", 30, postprocessors.RawHtmlPostprocessor, _RawHtml),
    )
    for registry, name, priority, stock, quick in shortcuts:
        if name in registry and type(registry[name]) is stock:
            registry.register(quick(engine), name, priority)
    contents = [each for each in engine.registeredExtensions if isinstance(each, toc.TocExtension)]
    if alone and len(contents) == 1:
        engine.treeprocessors.register(_Contents(engine, contents[0].getConfigs()), "toc", 5)
        limit_contents(engine.treeprocessors["toc"], work)


class _Whitespace(preprocessors.NormalizeWhitespace):
    """Line ends, tabs and blank lines made the same, where there are any that are not."""

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        for sign, instead in (("\x02", ""), ("\x03", ""), ("\r\n", "\n"), ("\r", "\n")):
            if sign[0] in source:
                source = source.replace(sign, instead)
        source += "\n\n"
        if "\t" in source:
            source = source.expandtabs(self.md.tab_length)
        return _BLANK_LINE.sub("\n", source).split("\n")


class _Fences(fenced_code.FencedBlockPreprocessor):
    """Fenced code taken out of a text, if there may be any."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return super().run(lines) if "```" in text or "~~~" in text else lines


class _Inline(treeprocessors.InlineProcessor):
    """The inline patterns, each tried only on lines with its sign in them."""

    _known: tuple[inlinepatterns.Pattern, ...] = ()

    def __init__(self, engine: markdown.Markdown, work: WorkBudget) -> None:
        super().__init__(engine)
        self._work = work

    def run(self, tree: ET.Element, ancestors: list[str] | None = None) -> ET.Element:
        patterns = tuple(self.md.inlinePatterns)
        if patterns != self._known:
            self._known = patterns
            self._choose = cache(self._concerned)
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803 - its names
        if isinstance(data, util.AtomicString):
            return data
        if patternIndex == 0 and "`" in data:
            self._work.spend(work_on_code(data))
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for number, pattern, needed in self._choose(frozenset(_ANY_SIGN.findall(data)), bool(self.md.references)):
            if number < patternIndex or needed not in data:
                continue
            start, matched = 0, True
            while matched:
                data, matched, start = apply(pattern, data, number, start)
        return data

    def _concerned(self, signs: frozenset[str], references: bool) -> list[tuple[int, inlinepatterns.Pattern, str]]:
        """Give the patterns, with their numbers, that a line with such signs may concern; and what else it needs."""
        chosen = []
        for number, pattern in enumerate(self._known):
            sign, needed = _SIGNS.get((type(pattern), pattern.pattern), ("", ""))
            may_refer = references or type(pattern) not in _NEED_REFERENCES or not sign
            if may_refer and (not sign or any(each in sign for each in signs)):
                chosen.append((number, pattern, needed))
        return chosen


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
            if each.text and util.STX in each.text and each.tag != "code":
                each.text = self.unescape(each.text)
            if each.tail and util.STX in each.tail:
                each.tail = self.unescape(each.tail)
            for name, value in each.items():
                if value and util.STX in value:
                    each.set(name, self.unescape(value))


class _RawHtml(postprocessors.RawHtmlPostprocessor):
    """Raw HTML put back, where some was taken out; the library leaves a cycle behind even where none was."""

    def run(self, text: str) -> str:
        return super().run(text) if self.md.htmlStash.html_counter else text


class _Contents(toc.TocTreeprocessor):
    """Anchors of headings; the table of contents is made only for a text that shows it."""

    def run(self, doc: ET.Element) -> None:
        self._shown = bool(self.marker) and any(each.text and self.marker in each.text for each in doc.iter())
        if self._shown or self.use_anchors or self.use_permalinks:
            super().run(doc)
            return
        used = {each.attrib["id"] for each in doc.iter() if "id" in each.attrib}
        counts: dict[str, int] = {}
        for heading in doc.iter():
            if self.header_rgx.match(heading.tag):
                self.set_level(heading)
                heading.attrib.pop("data-toc-label", None)
                if "id" not in heading.attrib:
                    heading.attrib["id"] = toc.unique(self.slugify(self._words(heading), self.sep), used, counts)

    def _words(self, heading: ET.Element) -> str:
        text = heading.text or ""
        if len(heading) or _ANY_CODE.search(text):
            return unescape(toc.strip_tags(toc.render_inner_html(toc.remove_fnrefs(heading), self.md)))
        return " ".join(text.split())

    def build_toc_div(self, toc_list: list[Any]) -> ET.Element:
        return super().build_toc_div(toc_list) if self._shown else ET.Element("div")

    def replace_marker(self, root: ET.Element, elem: ET.Element) -> None:
        if self._shown:
            super().replace_marker(root, elem)
