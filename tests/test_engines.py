"""Markdown engines: Python-Markdown with its shortcuts is Python-Markdown, and CommonMark gives the same site."""

from __future__ import annotations

import gc
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from typing import Any

import markdown
import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings, strategies as st

import newsgen.content.engines
from corpus import write_corpus
from newsgen.base.digest import digest
from newsgen.base.engine import engine_digest
from newsgen.cli.main import main
from newsgen.content.engines import Engine, make_engine
from newsgen.content.engines.attributes import read_strictly
from newsgen.content.engines.prose import write_prose
from newsgen.content.engines.pythonmarkdown import EXTENSIONS, PythonMarkdown
from newsgen.content.engines.shortcuts import READ_VERSIONS
from newsgen.content.markup import Markup
from newsgen.content.source_text import split
from newsgen.model.parse_settings import parse_settings
from newsgen.model.settings import MarkdownSettings, Settings
from newsgen.model.slugs import slugify
from newsroom import SETTINGS, Newsroom, codes, rendered
from tiny_theme import theme_names

ROOT = Path(__file__).parent.parent
ENGINES = ("python-markdown", "commonmark")


# --- Python-Markdown as it comes ------------------------------------------------------------------------------------

OPTIONS: Mapping[str, Any] = {
    "toc": {"slugify": lambda text, _: slugify(text, "fr") or "section"},
    "footnotes": {"BACKLINK_TITLE": "Revenir à l’appel de la note {}"},
}


def unescaped(text: str) -> str:
    """Take out what newsgen alone reads: a sign behind a backslash that would begin a tag."""
    return text.replace("\\<", "\\ <")


def stock(text: str, *, more: tuple[str, ...] = (), escape: bool = False) -> str:
    """Convert a text with the library as it comes."""
    engine = markdown.Markdown(extensions=[*EXTENSIONS, *more], extension_configs=dict(OPTIONS), output_format="html")
    engine.ESCAPED_CHARS.append("<")
    read_strictly(engine)
    if escape:
        engine.preprocessors.deregister("html_block")
        engine.inlinePatterns.deregister("html")
    return engine.convert(text)


@cache
def engine(policy: str = "allow", *more: str) -> PythonMarkdown:
    """Make newsgen's engine once for all texts: what one text leaves behind must not show in the next."""
    extensions: dict[str, dict[str, Any]] = {name: {} for name in more}
    chosen = MarkdownSettings(html=policy, extensions=extensions)  # type: ignore[arg-type]
    return PythonMarkdown(parse_settings(Settings("Le Test", "https://test.example", markdown=chosen)))


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
    *("Un mot.\n\nUn autre > un.\n\n", "\n\nUn mot\nou deux\n\n", "\n\nDernier mot\n\n: sens\n", "## Un mot &amp; *un*\n\n"),
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
    text = unescaped(text)
    assert engine().convert(text) == stock(text)


@pytest.mark.parametrize("part", range(4))
def test_shortcuts_change_no_byte_of_thousands_of_texts(part: int) -> None:
    for seed in range(part * 500, part * 500 + 500):
        text = nasty(seed)
        text = unescaped(text)
        assert engine().convert(text) == stock(text), seed


FORMS = [
    "*em*",
    "**fort**",
    "*deux mots*",
    "[lien](a.md)",
    "[un lien](/a/b_c)",
    "[x](http://e.org/?a=b)",
    "mot",
    "deux mots",
]
NEARLY = [
    *(",", ".", "(", ")", "!", "'", "’", '"', "«", "»", "-", "—", ":", "*", "**", "_", "[", "]", "\\", "`", "&", "<", ">", "{", "|"),
    *("\n", "\n\n", "  \n", "\u00a0", "\u2028", "*a*b", "a*b*", "* x *", "**x*", "*a\nb*", "__x__", "[a]", "[ a ](b)", "[a](b c)"),
    *("[a](<b>)", "[a]()", "[^a](b)", "[x](a*b)", "![a](b)", "[^1]", "\n\n[a]: b\n\n", "\n\n[^1]: n\n\n", "\n\n: d\n\n"),
    *("\n\n## Titre\n\n", "\n\n## Titre *x*\n\n", "\n\n- a\n- b\n\n", "\n\n> q\n>\n> r *e*\n\n", "\n\n    code\n\n", "1. ", "# "),
    *("[TOC]", "///Footnotes Go Here///", "=", "---", "\x02", "{: .x}", "&amp;"),
]  # fmt: skip


@pytest.mark.parametrize("part", range(4))
def test_shortcuts_change_no_byte_of_prose_that_is_nearly_plain(part: int) -> None:
    for seed in range(part * 500, part * 500 + 500):
        random = Random(seed)
        pieces = random.choices(FORMS + NEARLY[: random.choice((0, 8, 99))], k=random.randint(2, 16))
        text = "".join(each + random.choice(("", " ", " ", "\n\n")) for each in pieces)
        text = unescaped(text)
        assert engine().convert(text) == stock(text), (seed, text)


def test_plain_prose_is_written_without_python_markdown() -> None:
    assert write_prose("Un *mot*,\nun **autre** > un, [lien](a_b.md).") == (
        'Un <em>mot</em>,\nun <strong>autre</strong> &gt; un, <a href="a_b.md">lien</a>.'
    )
    for block in (
        "- mot",
        "un _mot_",
        "un &amp; mot",
        "un * mot",
        "[mot]",
        "[mot](<a>)",
        "mot  \nmot",
        "mot\n# mot",
        " mot",
        "",
    ):
        assert write_prose(block) is None


def test_a_plain_paragraph_may_be_where_the_notes_or_the_contents_go() -> None:
    options = {"footnotes": {"PLACE_MARKER": "NOTES"}, "toc": {"marker": "SOMMAIRE"}}
    settings = Settings("Le Test", "https://test.example", markdown=MarkdownSettings(extensions=options))
    text = "Début.\n\nSOMMAIRE\n\nUn mot[^1].\n\nMilieu.\n\nNOTES\n\n## Fin\n\nFin.\n\n[^1]: Note.\n"
    html = PythonMarkdown(parse_settings(settings)).convert(text)
    assert '<a href="#fin">Fin</a>' in html
    assert html.index("Milieu.") < html.index("Note.") < html.index("<h2")
    assert "SOMMAIRE" not in html
    assert "NOTES" not in html


@settings(max_examples=150, deadline=None)
@given(NASTY)
def test_shortcuts_change_no_byte_of_escaped_html(text: str) -> None:
    text = unescaped(text)
    assert engine("escape").convert(text) == stock(text, escape=True)


@settings(max_examples=150, deadline=None)
@given(NASTY)
def test_shortcuts_change_no_byte_beside_extensions(text: str) -> None:
    more = ("abbr", "admonition", "md_in_html", "nl2br", "smarty", "wikilinks", "codehilite", "meta")
    text = unescaped(text)
    assert engine("allow", *more).convert(text) == stock(text, more=more)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Give the texts of a generated newsroom, and of the sample."""
    root = tmp_path_factory.mktemp("corpus") / "site"
    write_corpus(root, 60)
    return [*bodies(root / "content").values(), *bodies(ROOT / "content").values()]


def bodies(folder: Path) -> dict[str, str]:
    """Give the bodies of all texts below a folder by path."""
    files = sorted(folder.rglob("*.md"))
    assert files
    return {file.relative_to(folder).as_posix(): split(file.read_text(encoding="utf-8"), "")[0].body for file in files}


def test_shortcuts_change_no_byte_of_real_articles(corpus: list[str]) -> None:
    assert [text for text in corpus if engine().convert(text) != stock(text)] == []


# --- texts that would take for ever ---------------------------------------------------------------------------------

TANGLED = ["[a](" * 20_000, "[a](b" * 20_000, "[a](<b" * 20_000, "<a " * 20_000, "<a@b " * 20_000, "<http://" * 20_000]
HEAVY = ["[" * 50_000, "![" * 50_000, "*" * 50_000, "*a " * 20_000, "**a *" * 10_000, "`" * 50_000, "_a" * 20_000,
         "<" * 50_000, "<![" * 20_000, "&" * 50_000, "x[" * 20_000 + "]" * 20_000, "[a](b.md) " * 10_000, "|" * 50_000,
         "[a][b] " * 20_000]  # fmt: skip


@pytest.mark.parametrize("text", TANGLED, ids=lambda text: text[:6])
def test_a_text_that_is_too_tangled_is_a_fault_on_its_line(tmp_path: Path, text: str) -> None:
    room = newsroom(tmp_path).article("a", body=f"Avant.\n\n{text}\n\nAprès.\n").article("b", body="[x](#rien)\n")
    began = time.process_time()
    report = room.build()
    assert codes(report) == ["content/articles/a.md:8:1 too-tangled", "content/articles/b.md:6:5 dead-anchor"]
    assert time.process_time() - began < 20  # without the bound it is minutes


@pytest.mark.parametrize("text", HEAVY, ids=lambda text: text[:6])
def test_thousands_of_signs_are_read_in_a_moment(text: str) -> None:
    began = time.process_time()
    engine().convert(text)
    assert time.process_time() - began < 10


def test_long_texts_may_have_many_links_and_tags() -> None:
    text = "Un [lien](b.md) et un <b title='c'>mot</b>. " * 20 + "\n\n"
    assert engine().convert(text * 500).count("<a href") == 10_000


@pytest.mark.parametrize("text", [*TANGLED, *HEAVY, "> " * 20_000, "- " * 20_000], ids=lambda text: text[:6])
def test_commonmark_is_never_tangled(text: str) -> None:
    began = time.process_time()
    commonmark().convert(text)
    assert time.process_time() - began < 10


# --- either engine --------------------------------------------------------------------------------------------------


@cache
def commonmark(policy: str = "allow") -> Engine:
    """Make the other engine once for all texts."""
    markdown = MarkdownSettings(engine="commonmark", html=policy)  # type: ignore[arg-type]
    return make_engine(parse_settings(Settings("Le Test", "https://test.example", markdown=markdown)))


def newsroom(folder: Path, more: str = "") -> Newsroom:
    """Make a site whose article pages are their bodies and nothing else."""
    room = Newsroom(folder / "site", SETTINGS + more)
    pages = {"article.html": "{{ article.body | html }}", "page.html": "{{ body | html }}"}
    for name, text in (dict.fromkeys(theme_names(), "-") | pages).items():
        room.write(f"templates/{name}", text)
    return room


@pytest.fixture(params=ENGINES)
def room(tmp_path: Path, request: pytest.FixtureRequest) -> Newsroom:
    return newsroom(tmp_path, f"markdown: {{engine: {request.param}}}\n")


ODD: Mapping[str, list[str]] = {
    "[a](/café/) puis [a](/caf%C3%A9/)": ["6:5 dead-link", "6:22 dead-link"],
    "é [a](<é à/b.pdf>)": ["6:8 missing-file"],
    "é [a](</é à/b.pdf>)": ["6:8 dead-link"],
    "[a](/œuvre/?b=1&c=2#d)": ["6:5 dead-link"],
    "[a](/l'été/)": ["6:5 dead-link"],
    '![é](photo-été.jpg "l\'été")': ["6:6 missing-file"],
    "[a][b]\n\n[b]: ./é.md": ["8:6 dead-link"],
    "<a href='é.md'>a</a>": ["6:10 dead-link"],
    "Un.[^n]\n\n[^n]: Voir [a](/é/).": ["8:16 dead-link"],
    "- un\n- [a](#rien)\n\n> [b](#non)": ["7:7 dead-anchor", "9:7 dead-anchor"],
    "| a | b |\n|---|---|\n| [x](y.md) | [x](y.md) |": ["8:7 dead-link", "8:19 dead-link"],
    "Port\n: [x](y.md)": ["7:7 dead-link"],
    "[a](b.md){: .x }": ["6:5 dead-link"],
    "```\n[a](b.md)\n```\n\n`[a](c.md)` [a](d.md)": ["10:17 dead-link"],
    "## Un {: #deux }\n\n[a](#deux) [b](#un)": ["8:16 dead-anchor"],
    "![](https://ailleurs.example/é.jpg)": ["6:5 third-party-request"],
}


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_a_fault_stands_at_its_place_whatever_the_engine(room: Newsroom, text: str) -> None:
    report = room.article("essai", body=text + "\n").build()
    assert codes(report) == [f"content/articles/essai.md:{fault}" for fault in ODD[text]]
    assert all("%" not in each.fault.message or "%" in text for each in report.faults)


def test_notes_are_numbered_as_they_are_written_and_lead_back_to_every_mention(room: Newsroom) -> None:
    text = "Un[^b] deux[^a] trois[^b].\n\n[^a]: La *première*.\n[^b]: La seconde[^a].\n\n    - suite\n\nFin."
    room.article("essai", body=text).built()
    html = room.page("sport/essai/index.html")
    references = re.findall(r'<sup id="(.*?)"><a class="footnote-ref" href="(.*?)">(\d+)</a></sup>', html)
    assert references == [
        ("fnref:b", "#fn:b", "2"),
        ("fnref:a", "#fn:a", "1"),
        ("fnref2:b", "#fn:b", "2"),
        ("fnref2:a", "#fn:a", "1"),
    ]
    assert re.findall('<li id="(.*?)">', html) == ["fn:a", "fn:b"]
    backlinks = re.findall(r'class="footnote-backref" href="(.*?)" title="(.*?)"', html)
    assert [href for href, _ in backlinks] == ["#fnref:a", "#fnref2:a", "#fnref:b", "#fnref2:b"]
    assert {title[-1] for _, title in backlinks} == {"1", "2"}
    assert html.index("Fin.") < html.index('<div class="footnote">')


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Un *mot*{: .a #b lang=en }", '<em class="a" id="b" lang="en">mot</em>'),
        ("## Titre # {: #ici .c }", '<h2 class="c" id="ici">Titre</h2>'),
        ("- a\n- b\n{: .fin }", '<li class="fin">b</li>'),
        ("Un.\n{: data-x='a \"b\"' hidden }", '<p data-x="a &quot;b&quot;" hidden>Un.</p>'),
        ("`{: .a }` et {: .b }", "<p><code>{: .a }</code> et {: .b }</p>"),
        ("Un.\n{{ 7 * 7 }}", "<p>Un.\n{{ 7 * 7 }}</p>"),
    ],
)
def test_attributes_stand_in_braces(room: Newsroom, text: str, html: str) -> None:
    room.article("essai", body=text).built()
    page = room.page("sport/essai/index.html")
    assert [sorted(each) for each in elements(html)] == [
        sorted(each) for each in elements(page) if each in elements(html)
    ]
    assert re.sub("<.*?>", "", html) in re.sub("<.*?>", "", page)


def elements(html: str) -> list[tuple[str, ...]]:
    """Give the start tags of a text with their attributes in order of their names."""
    found: list[tuple[str, ...]] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, *(f"{name}={value}".rstrip(";") for name, value in sorted(attrs))))

    parser = Tags()
    parser.feed(html)
    parser.close()
    return found


@settings(max_examples=300, deadline=None)
@given(NASTY)
@example("[a](" * 50)
@example("<div>{: .x }\n\n</div>{: .y }")
@example('<div class="footnote-definition"></div>')
@example("[^1]:\n[^2]: a\n\n[^1][^2]")
@example("# a{: }\n\n[^1]\n\n[^1]: <div>\n")
def test_commonmark_never_raises_and_leaves_no_mark(text: str) -> None:
    for policy in ("allow", "sanitize", "escape"):
        site = Settings("T", "https://t.example", markdown=MarkdownSettings(engine="commonmark", html=policy))
        rendered = Markup(parse_settings(site), digest(())).render(text, "content/articles/essai.md")
        assert not {fault.code for fault in rendered.faults} & {"markdown-failure", "too-deep", "too-tangled"}
        assert "footnote-definition" not in rendered.html or "footnote-definition" in text


RAW = st.lists(
    st.sampled_from(["<script>", "</script>", "<b onclick=x>", "<!--", "-->", "<![CDATA[", "]]>", "<style>", "<?x", "?>",
                     "`", "``", "```\n", "\n", "\n\n", "    ", "- ", "> ", "\\", "a", "<", ">", "<!D>", "</p>", "<svg/onload=x>",
                     "[^1]", "\n[^1]: ", "|a|\n|-|\n", "# "]),
    max_size=20,
).map("".join)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(RAW)
def test_commonmark_shows_escaped_html_and_runs_none(text: str) -> None:
    allowed = {"p", "code", "pre", "em", "strong", "blockquote", "ul", "ol", "li", "hr", "br", "sup", "a", "div"}
    for tag, *attributes in elements(commonmark("escape").convert(text)):
        assert tag in allowed | {"table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd"} or re.fullmatch(
            r"h\d", tag
        )
        assert not any(each.startswith("on") for each in attributes)


# --- where they differ ----------------------------------------------------------------------------------------------


def shape(html: str) -> list[str]:
    """Reduce HTML to what readers notice: tags with sorted attributes, and words; no white space between blocks."""
    pieces: list[str] = []

    class Shape(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            shown = (f"{name}={(value or '').rstrip(';')}" for name, value in sorted(attrs))
            pieces.append(f"<{' '.join([tag, *shown])}>")

        def handle_endtag(self, tag: str) -> None:
            pieces.append(f"</{tag}>")

        def handle_data(self, data: str) -> None:
            if pieces and not pieces[-1].startswith("<"):
                pieces[-1] += data
            else:
                pieces.append(data)

    parser = Shape()
    parser.feed(html)
    parser.close()
    words = (piece if piece.startswith("<") else " ".join(piece.split()) for piece in pieces)
    return [word for word in words if word]


def test_every_page_of_the_sample_and_of_a_generated_newsroom_is_the_same(corpus: list[str]) -> None:
    differing = [text for text in corpus if shape(engine().convert(text)) != shape(commonmark().convert(text))]
    assert differing == []


@pytest.mark.parametrize(
    ("text", "default", "other"),
    [
        ("[TOC]\n\n## A", '<div class="toc">', "<p>[TOC]</p>"),
        ("[x](a b.pdf)", '<a href="a b.pdf">x</a>', "<p>[x](a b.pdf)</p>"),
        ("Un mot\n- a", "<p>Un mot\n- a</p>", "<p>Un mot</p>\n<ul>"),
        ("- a\n  - b", "<li>a</li>\n<li>b</li>", "<li>a\n<ul>\n<li>b</li>"),
        ("- a\n* b", "<li>a</li>\n<li>b</li>", "<li>a</li>\n</ul>\n<ul>\n<li>b</li>"),
        ("1) a", "<p>1) a</p>", "<ol>\n<li>a</li>"),
        ("#Titre", '<h1 id="titre">Titre</h1>', "<p>#Titre</p>"),
        ("**« Oui »**dit", "<strong>« Oui »</strong>dit", "<p>**« Oui »**dit</p>"),
        ("<div>\n*a*\n\n*b*\n</div>", "*b*", "<em>b</em>"),
        ("<h2>A</h2>", "<h2>A</h2>", '<h2 id="a">A</h2>'),
        ("a\\\nb", "a\\\nb", "a<br>\nb"),
        ("<a@b.c>", "&#109;&#97;&#105;&#108;", "mailto:a@b.c"),
        ("&eacute;", "&eacute;", "é"),
        ("| a | b |\n|---|---|\n| `x|y` | 2 |", "<code>x|y</code>", "<td>`x</td>"),
        ("```\na", "<p>```\na</p>", "<pre><code>a"),
    ],
)
def test_where_the_engines_differ(text: str, default: str, other: str) -> None:
    assert default in engine().convert(text)
    assert other in commonmark().convert(text)


# --- the setting ----------------------------------------------------------------------------------------------------


def test_another_engine_renders_the_texts_again_and_back_gives_the_same_bytes(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "markdown: {engine: python-markdown}\n").article("essai", body="Un mot\n- a\n")
    room.built()
    before = room.public()
    room.replace("newsgen.yaml", "python-markdown", "commonmark")
    assert "sport/essai/index.html" in rendered(room.built())
    assert "<ul>" in room.page("sport/essai/index.html")
    assert room.public() == room.clean(tmp_path / "clean")
    room.replace("newsgen.yaml", "commonmark", "python-markdown")
    room.built()
    assert room.public() == before


def test_an_engine_that_is_not_installed_is_a_fault_among_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = newsroom(tmp_path, "markdown:\n  engine: commonmark\n").article("essai", body="[x](#rien)\n")
    monkeypatch.setattr(newsgen.content.engines, "_is_installed", lambda _: False)
    report = room.build()
    assert codes(report) == ["content/articles/essai.md:6:5 dead-anchor", "newsgen.yaml:6:11 missing-engine"]
    assert "newsgen[fast]" in report.faults[-1].fault.help
    monkeypatch.undo()
    assert codes(room.build()) == ["content/articles/essai.md:6:5 dead-anchor"]


def test_commonmark_takes_no_extensions(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "markdown:\n  engine: commonmark\n  extensions:\n    abbr: {}\n").article("essai")
    assert codes(room.build()) == ["newsgen.yaml:8:5 bad-extension"]


def test_an_unknown_engine_is_a_fault_of_the_settings(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "markdown: {engine: commonmrak}\n").article("essai")
    report = room.build()
    assert codes(report) == ["newsgen.yaml:5:20 bad-value"]
    assert report.faults[0].fault.help == "did you mean “commonmark”?"


def test_the_engine_in_every_key_is_the_one_that_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    before = {name: engine_digest(name) for name in ENGINES}
    assert before["python-markdown"] != before["commonmark"]
    (tmp_path / "pyromark-99.dist-info").mkdir()
    assert engine_digest("python-markdown") == before["python-markdown"]
    assert engine_digest("commonmark") != before["commonmark"]


EXTENSION = """\
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTagInlineProcessor
{tag}
class Marks(Extension):
    def extendMarkdown(self, md):
        md.inlinePatterns.register(SimpleTagInlineProcessor(r'()~~(.*?)~~', TAG), 'marks', 175)
makeExtension = Marks
"""


@pytest.mark.parametrize(
    ("extension", "files"),
    [
        ("marques_newsgen", {"marques_newsgen.py": "TAG = 'del'"}),
        ("marques_newsgen", {"signes_newsgen.py": "", "marques_newsgen.py": "from signes_newsgen import TAG"}),
        (
            "presse_newsgen.marques:Marks",
            {"presse_newsgen/signes.py": "", "presse_newsgen/marques.py": "from .signes import TAG"},
        ),
        (
            "presse_newsgen.marques",
            {"signes_newsgen/__init__.py": "", "presse_newsgen/marques.py": "from signes_newsgen import TAG"},
        ),
    ],
    ids=["itself", "a module that it imports", "a module of its package", "a package that its package imports"],
)
def test_an_edit_of_the_code_of_an_extension_makes_the_texts_again(
    tmp_path: Path, extension: str, files: Mapping[str, str]
) -> None:
    room = newsroom(tmp_path, f"markdown: {{extensions: {{'{extension}': {{}}}}}}\n").article("a", body="un ~~mot~~\n")
    edited, *_ = files
    for name, tag in files.items():
        room.write(name, EXTENSION.format(tag=tag) if tag else "TAG = 'del'\n")
    assert build_beside(room) > 0
    assert "<del>mot</del>" in room.page("sport/a/index.html")
    assert build_beside(room) == 0
    room.replace(edited, "'del'", "'mark'")
    assert build_beside(room) > 0
    assert "<mark>mot</mark>" in room.page("sport/a/index.html")


def build_beside(room: Newsroom) -> int:
    """Build a site in a process of its own, in which Python finds modules beside the site; count what was rendered."""
    script = (
        "import sys, pathlib, time; from newsgen.build import Request, build;"
        "report = build(Request(pathlib.Path('.').resolve(), int(sys.argv[1]), time.time_ns(), allow_local_code=True));"
        "assert not report.failed, report; print(report.rendered)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(room.now)], cwd=room.root, capture_output=True, encoding="utf-8", check=True
    )
    return int(ran.stdout)


@pytest.mark.parametrize(
    ("name", "spared"), [("python-markdown", "pyromark"), ("commonmark", "markdown.core"), ("commonmark", "markdown")]
)
def test_only_the_engine_that_is_used_is_imported(tmp_path: Path, name: str, spared: str) -> None:
    room = newsroom(tmp_path, f"markdown: {{engine: {name}}}\n").article(
        "essai", body='## A\n\n{{< quote text="x" >}}\n'
    )
    program = (
        "import sys, time; from pathlib import Path; from newsgen.build import Request, build\n"
        f"report = build(Request(Path({str(room.root)!r}), {room.now}, time.time_ns()))\n"
        f"print(report.failed, {spared!r} in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert ran.stdout.split() == ["False", "False"]


@pytest.fixture
def collector() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.enable()


@pytest.mark.usefixtures("collector")
@pytest.mark.parametrize("enabled", [True, False])
def test_a_build_leaves_the_garbage_collector_of_its_caller_as_it_was(tmp_path: Path, enabled: bool) -> None:
    room = newsroom(tmp_path).article("essai")
    gc.set_threshold(123, 4, 5)
    gc.enable() if enabled else gc.disable()
    CliRunner().invoke(main, ["build", "--site", str(room.root)])
    assert (gc.isenabled(), gc.get_threshold(), gc.get_freeze_count()) == (enabled, (123, 4, 5), 0)


@pytest.mark.parametrize("name", ENGINES)
def test_texts_leave_no_cycles_behind(name: str) -> None:
    site = Settings("T", "https://t.example", markdown=MarkdownSettings(engine=name))  # type: ignore[arg-type]
    markup = Markup(parse_settings(site), digest(()))
    text = "## A\n\nUn *mot* [b](c.md).\n\n- d\n\n> e\n"
    markup.render(text, "content/articles/a.md")
    gc.collect()
    gc.disable()
    try:
        markup.render(text, "content/articles/a.md")
        assert gc.collect() == 0
    finally:
        gc.enable()
