"""Markdown engines: Python-Markdown with its shortcuts is Python-Markdown, and CommonMark gives the same site."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsgen.content.engines.pythonmarkdown import EXTENSIONS, PythonMarkdown
from newsgen.content.engines.shortcuts import READ_VERSIONS
from newsgen.content.slugs import slugify
from newsgen.settings import MarkdownSettings, Settings

ROOT = Path(__file__).parent.parent
SITE = Settings("Le Test", "https://test.example")


# --- Python-Markdown as it comes ------------------------------------------------------------------------------------

OPTIONS: Mapping[str, Any] = {
    "toc": {"slugify": lambda text, _: slugify(text, "fr") or "section"},
    "footnotes": {"BACKLINK_TITLE": "Revenir à l’appel de la note {}"},
}


def stock(text: str, *, more: tuple[str, ...] = (), escape: bool = False) -> str:
    """Convert a text with the library as it comes."""
    engine = markdown.Markdown(extensions=[*EXTENSIONS, *more], extension_configs=dict(OPTIONS), output_format="html")
    if escape:
        engine.preprocessors.deregister("html_block")
        engine.inlinePatterns.deregister("html")
    return engine.convert(text)


@cache
def engine(policy: str = "allow", *more: str) -> PythonMarkdown:
    """Make newsgen's engine once for all texts: what one text leaves behind must not show in the next."""
    extensions: dict[str, dict[str, Any]] = {name: {} for name in more}
    return PythonMarkdown(
        Settings("Le Test", "https://test.example", markdown=MarkdownSettings(html=policy, extensions=extensions))  # type: ignore[arg-type]
    )


def test_the_shortcuts_are_known_to_fit_the_installed_library() -> None:
    assert markdown.__version_info__[:2] in READ_VERSIONS, "read its new code, then add the version"


SIGNS = "*_`~|:-+.#=>!&;\\'\"()[]{}<^@/ \n\t0123456789aéœ\u0663\u00a0\u2028\x02\x03\r\f"
PIECES = [
    *SIGNS,
    *("\n\n", "\n \n", "    ", "   ", "  \n", "**", "***", "__", "_a_", "``", "```\n", "~~~\n", "```py\n"),
    *("- ", "* ", "+ ", "1. ", "2. ", "٣. ", "> ", ": ", "\n: b", "# ", "## T #\n", "=\n", "---\n", "* * *\n", "- - -", "___"),
    *("[a]", "[a](b)", "](", "][", "[a][a]", "[a] [b]", "![a](b)", "![a][a]", "![a]", '(b "t")', "<b>"),
    *("[a]: c\n", "[a]: <c> 't'\n", "[^1]", "[^1]: n\n", "[^]", "///Footnotes Go Here///", "[TOC]", "[TOC]\n\n"),
    *("|a|b|\n|-|-|\n", "a|b\n:-|-:\n", "|--|--|\n", "| a\n", "\\|"),
    *("{: .x }", "{: #i .y k=v w }", "{#j}", "{ .z }", "{: ", "\n{: .q }", "{: hidden checked='checked' }"),
    *("&amp;", "&#39;", "&lt", "&", "<div>", "</div>", "<b>", "</b>", "<!-- c -->", "<!--", "-->", "<![CDATA[", "]]>"),
    *("<?php", "?>", "<!x>", "</>", "<hr>", "<p>x</p>", "<pre>", "</pre>", "<script>", "</script>", "<style>", "<a b='"),
    *("<http://a.b/c>", "<a@b.c>", "<mailto:a@b>", "://", "klzzwxh:0000", "wzxhzdk:0", "\\*", "\\_", "\\`", "\\\\", "\\<"),
    *("a\nb", "    code\n", "\tcode\n", "mot\n: sens\n", "- a\n- b\n", "- a\n\n    b\n", "1. a\n    - b\n", "> a\n> b\n"),
]  # fmt: skip
NASTY = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map("".join)


def nasty(seed: int) -> str:
    """Make a text of the same pieces: cheaper than Hypothesis, so that thousands can be tried."""
    random = Random(seed)
    return "".join(random.choices(PIECES, k=random.randint(1, 60)))


@settings(max_examples=500, deadline=None)
@given(NASTY)
@example("\x02klzzwxh:0000\x03 `a`")
@example("# [TOC]\n\n[TOC]\n\n# b")
@example("| a\n|-\n| b")
@example("a &amp b <c> d")
@example("\u0663. a")
def test_shortcuts_change_no_byte(text: str) -> None:
    assert engine().convert(text) == stock(text)


@pytest.mark.parametrize("part", range(4))
def test_shortcuts_change_no_byte_of_thousands_of_texts(part: int) -> None:
    for seed in range(part * 500, part * 500 + 500):
        text = nasty(seed)
        assert engine().convert(text) == stock(text), seed


@settings(max_examples=150, deadline=None)
@given(NASTY)
def test_shortcuts_change_no_byte_of_escaped_html(text: str) -> None:
    assert engine("escape").convert(text) == stock(text, escape=True)


@settings(max_examples=150, deadline=None)
@given(NASTY)
def test_shortcuts_change_no_byte_beside_extensions(text: str) -> None:
    more = ("abbr", "admonition", "md_in_html", "nl2br", "smarty", "wikilinks", "codehilite", "meta")
    assert engine("allow", *more).convert(text) == stock(text, more=more)
