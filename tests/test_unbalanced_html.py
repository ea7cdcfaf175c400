"""HTML that people write keeps to its place: no tag of a body closes or swallows what a theme puts around it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings, strategies as st
from turbohtml import Document, Element, parse

from newsgen.base.digest import digest
from newsgen.base.faults import BodySpan
from newsgen.content.html.balance import balance
from newsgen.content.html.tags import read_tags
from newsgen.content.markup import Markup
from newsgen.model.parse_settings import parse_settings
from newsgen.model.settings import MarkdownSettings, Settings
from newsroom import SETTINGS, Newsroom, codes
from tiny_theme import without_theme

ENGINES = ("python-markdown", "commonmark")


@cache
def markup(engine: str, policy: str = "allow") -> Markup:
    """Make the Markdown of a site once for all texts."""
    chosen = MarkdownSettings(engine=engine, html=policy)  # type: ignore[arg-type]
    return Markup(parse_settings(Settings("Le Test", "https://test.example", markdown=chosen)), digest("test"))


def html(text: str, engine: str = "python-markdown") -> str:
    return markup(engine).render(text, "content/articles/a.md").html


def found(text: str, engine: str = "python-markdown") -> list[str]:
    """Give the faults of a text as ``line:column what stands there: message``, all from 0."""
    lines, told = text.split("\n"), []
    for fault in markup(engine).render(text, "content/articles/a.md").faults:
        spot = fault.spot
        assert isinstance(spot, BodySpan)
        assert fault.code == "unbalanced-html"
        there = lines[spot.line][spot.column : spot.column + spot.length]
        told.append(f"{spot.line}:{spot.column} {there}: {fault.message}")
    return sorted(told)


# --- what is in order stays as it is ---------------------------------------------------------------------------------

SOUND = [
    '<div class="x">\n\nTexte *en* clair.\n\n</div>',
    "Un <b>mot</b>, une<br>ligne, <span lang=en>*a* word</span>.",
    "<p>Un\n<p>Deux</p>",
    "<ul>\n<li>Un\n<li>Deux\n</ul>",
    "<table><tr><td>1<td>2<tr><td>3</table>",
    "<dl><dt>a<dd>b<dt>c<dd>d</dl>",
    '<iframe title="a"></iframe>',
    "<select><option>a<option>b</select>",
    "<script>if (a < b) { document.write('</b>') }</script>",
    "<svg viewBox='0 0 1 1'><path d='M0 0'/><title>t</title></svg>",
    "<math><mi>x</mi></math>",
    "<!-- une note -->",
    "<noscript><p>Sans script.</p></noscript>",
    "<details><summary>a</summary>b</details>",
    "<my-card>a</my-card>",
    "<table>\n<tr>\n<td>\n<script>x = `<p>\n</p>\n`</script>\n</td>\n</tr>\n</table>",
    "<svg><foreignObject><p>a</p></foreignObject></svg>",
    "<ruby>漢<rt>kan</ruby>",
    "- <b>un</b>\n- deux\n\n> <i>cité</i>\n\n|a|b|\n|--|--|\n|<b>x</b>|y|\n\nnote[^1]\n\n[^1]: <b>note</b>",
    "`<b>` et\n\n    </div>\n\n```\n</main>\n```",
    "<https://test.example/>",
    "5 < 6 et I <3 et a</3",
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("text", SOUND)
def test_what_is_in_order_stays_byte_for_byte(engine: str, text: str) -> None:
    source = markup(engine)._engine.convert(text)
    balanced = balance(read_tags(source))
    assert (balanced.html, balanced.broken) == (source, ())
    assert found(text, engine) == []


# --- each kind of disorder -------------------------------------------------------------------------------------------

BROKEN = [
    # text, what stands on the page, what is said
    (
        "a </div></main> b",
        "<p>a  b</p>",
        ["0:2 </div>: “</div>” closes nothing", "0:8 </main>: “</main>” closes nothing"],
    ),
    ("un <b>mot\n\ndeux", "<p>un <b>mot</b></p>\n<p>deux</p>", ["0:3 <b>: “<b>” is never closed"]),
    (
        "un <b>mot\n\ndeux</b> trois",
        "<p>un <b>mot</b></p>\n<p><b>deux</b> trois</p>",
        ["0:3 <b>: “<b>” is closed outside of what it begins in, such as a paragraph or another tag"],
    ),
    (
        "<b>a <i>b</b> c</i> d",
        "<p><b>a <i>b</i></b><i> c</i> d</p>",
        ["0:5 <i>: “<i>” is closed outside of what it begins in, such as a paragraph or another tag"],
    ),
    ("a <textarea> b", "<p>a <textarea></textarea> b</p>", ["0:2 <textarea>: “<textarea>” is never closed"]),
    ("a <title> b", "<p>a <title></title> b</p>", ["0:2 <title>: “<title>” is never closed"]),
    ("a <select> b\n\nc", "<p>a <select> b</select></p>\n<p>c</p>", ["0:2 <select>: “<select>” is never closed"]),
    ("a <plaintext> b", "<p>a  b</p>", ["0:2 <plaintext>: “<plaintext>” has no place here"]),
    (
        "a <a href='/x'>b <a href='/y'>c</a> d",
        "<p>a <a>b </a><a>c</a> d</p>",
        ["0:17 <a href='/y'>: “<a>” stands within another “<a>”"],
    ),
    (
        "a <div>b</div> c",
        "<p>a </p><div>b</div><p> c</p>",
        ["0:2 <div>: “<div>” cannot stand within a paragraph: it ends there"],
    ),
    ("a </p> b", "<p>a  b</p>", ["0:2 </p>: “</p>” closes nothing"]),
    ("a </br> b", "<p>a <br> b</p>", ["0:2 </br>: “</br>” is no tag of HTML"]),
    ("a <span/> b", "<p>a <span></span> b</p>", ["0:2 <span/>: “<span/>” does not close itself in HTML"]),
    ("a <body class=x> b</body>", "<p>a  b</p>", ["0:2 <body class=x>: “<body>” has no place here"]),
    (
        "a <svg><g> b",
        "<p>a <svg><g> b</g></svg></p>",
        ["0:2 <svg>: “<svg>” is never closed", "0:7 <g>: “<g>” is never closed"],
    ),
    (
        "- <b>un\n- deux</ul>\n- trois",
        "<ul>\n<li><b>un</b></li>\n<li>deux</li>\n<li>trois</li>\n</ul>",
        ["0:2 <b>: “<b>” is never closed", "1:6 </ul>: “</ul>” closes nothing"],
    ),
    ("> <i>a\n\nb", "<blockquote>\n<p><i>a</i></p>\n</blockquote>\n<p>b</p>", ["0:2 <i>: “<i>” is never closed"]),
    (
        "a <base href=/x/> b",
        "<p>a  b</p>",
        ["0:2 <base href=/x/>: “<base>” has no place here"],
    ),
    (
        "a <svg><foreignObject><p>b</foreignObject></svg> c\n\nd",
        "<p>a <svg><foreignObject><p>b</p></foreignObject></svg> c</p>\n<p>d</p>",
        ["0:22 <p>: “<p>” is never closed"],
    ),
    (
        "a <textarea>\n\nb</textarea> c",
        "<p>a <textarea></textarea></p>\n<p>b c</p>",
        ["0:2 <textarea>: “<textarea>” is never closed", "2:1 </textarea>: “</textarea>” closes nothing"],
    ),
    (
        "## a <textarea>\n\n<b>b</b></textarea> c",
        '<h2 id="a">a <textarea></textarea></h2>\n<p><b>b</b> c</p>',
        ["0:5 <textarea>: “<textarea>” is never closed", "2:8 </textarea>: “</textarea>” closes nothing"],
    ),
    ("a <![CDATA[x]]> b", "<p>a  b</p>", ["0:2 <![CDATA[x]]>: “<![CDATA[” is no HTML: browsers show nothing of it"]),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("text", "expected", "told"), BROKEN)
def test_each_kind_of_disorder_is_mended_and_said_at_its_place(
    engine: str, text: str, expected: str, told: list[str]
) -> None:
    assert _without_gaps(html(text, engine)) == expected
    assert found(text, engine) == told


def _without_gaps(source: str) -> str:
    return re.sub(r" gap[0-9a-f]+x\d+x", "", source)


@pytest.mark.parametrize(
    ("text", "expected", "told"),
    [
        (
            "<!-- jamais\n\nTexte.",
            "&lt;!-- jamais\n\nTexte.",
            ["0:0 <!-- jamais: the comment that begins with “<!--” does not end as comments do"],
        ),
        (
            '<?php echo "a>b" ?>\n\nb',
            "\n<p>b</p>",
            ['0:0 <?php echo "a>: “<?php” is no HTML: browsers show nothing of it'],
        ),
        (
            "<!DOCTYPE html>\n\nb",
            "\n<p>b</p>",
            ["0:0 <!DOCTYPE html>: “<!DOCTYPE” is no HTML: browsers show nothing of it"],
        ),
        (
            "<table>\n\nTexte.",
            '<table tabindex="0">\n</table><p>Texte.</p>',
            ["0:0 <table>: “<table>” is never closed"],
        ),
        ("<video src=https://a.example/v>\n\nTexte.", "<video src=https://a.example/v>\n</video><p>Texte.</p>", None),
        (
            '<div>\n<a href="x>lien\n</div>\n\nb',
            '<div>\n&lt;a href="x>lien\n</div>\n<p>b</p>',
            ['1:0 <a href="x>: “<a” cannot be read as a tag: most likely a quotation mark is missing'],
        ),
        (
            "<div>\n\nTexte.</div>",
            "<div>\n<p>Texte.</div>",
            ["2:6 </div>: “</div>” stands within something that ends later, such as a paragraph"],
        ),
        ("<td>x</td>", "x", ["0:0 <td>: “<td>” has no place here"]),
        (
            "<table><div>x</div></table>",
            '<table tabindex="0"><div>x</div></table>',
            ["0:7 <div>: “<div>” has no place between the cells of a table"],
        ),
        (
            "<table>un<tr><td>x</table>",
            '<table tabindex="0">un<tr><td>x</table>',
            ["0:0 <table>: text stands in “<table>” outside of its cells: browsers show it before the table"],
        ),
        (
            "<table><tr><i>x</i><td>y</table>",
            '<table tabindex="0"><tr><i>x</i><td>y</table>',
            ["0:11 <i>: “<i>” has no place between the cells of a table"],
        ),
        (
            "<div><!-- jamais\n<b>x</b></div>\n\nfin",
            "<div>&lt;!-- jamais\n<b>x</b></div>\n<p>fin</p>",
            ["0:5 <!-- jamais: the comment that begins with “<!--” does not end as comments do"],
        ),
        (
            "<script><!--\n<script></script>\n\nfin",
            "<script></script>&lt;!--\n<script></script>\n<p>fin</p>",
            None,
        ),
        ("<form><form></form>a</form>", "<form>a</form>", ["0:6 <form>: “<form>” stands within another “<form>”"]),
        ("note[^1] ici\n\n[^1]: un <b>mot", None, ["2:9 <b>: “<b>” is never closed"]),
    ],
)
def test_blocks_of_html_are_mended_too(text: str, expected: str | None, told: list[str] | None) -> None:
    if expected is not None:
        assert html(text, "commonmark") == expected
    if told is not None:
        assert found(text, "commonmark") == told


def test_a_fault_stands_where_the_tag_is_and_not_where_it_is_only_shown(tmp_path: Path) -> None:
    room = _bare(tmp_path)
    room.article("une", "`<b>` et\n\n    <b>\n\n> - <b>gras</b> et <b>gras\n\n<!-- <b> -->\n")
    assert codes(room.build()) == ["content/articles/une.md:10:20 unbalanced-html"]


@pytest.mark.parametrize("engine", ENGINES)
def test_places_are_told_behind_shortcodes_and_notes(engine: str) -> None:
    text = 'a[^n]\n\n{{< quote text="x <b>" >}}\n\n[^n]: <i>note\n\nb <em>c\n'
    assert found(text, engine) == ["4:6 <i>: “<i>” is never closed", "6:2 <em>: “<em>” is never closed"]


def test_a_sign_behind_a_backslash_begins_no_tag_in_any_engine() -> None:
    for text, expected in (
        (r"\<b>x\</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("\\<div>\n\n*a*", "<p>&lt;div&gt;</p>\n<p><em>a</em></p>"),
        ("a \\<!-- b\n\n*c*", "<p>a &lt;!-- b</p>\n<p><em>c</em></p>"),
        (r"`\<b>`", r"<p><code>\&lt;b&gt;</code></p>"),
        (r"\\<b>x</b>", r"<p>\<b>x</b></p>"),
        ("- \\<li>\n", "<ul>\n<li>&lt;li&gt;</li>\n</ul>"),
    ):
        for engine in ENGINES:
            assert html(text, engine) == expected
            assert found(text, engine) == []


# --- on pages --------------------------------------------------------------------------------------------------------

NASTY = "</div></div></article></main>\n\nun <b>mot <table> <select> <!-- \n\n<li>x\n\n<textarea>\n"


def _bare(root: Path, more: str = "") -> Newsroom:
    return without_theme(Newsroom(root, SETTINGS + more))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_of_the_theme_is_whole_whatever_its_bodies_hold(tmp_path: Path, engine: str) -> None:
    room = Newsroom(tmp_path, SETTINGS + f"markdown: {{engine: {engine}}}\n")
    pages = ("index.html", "sport/index.html", "auteurs/ana/index.html", "2026/03/une/index.html", "propos/index.html")
    for body in ("Un texte.\n", NASTY):
        room.article("une", body, author="ana")
        room.write("content/authors/ana.md", f"---\nname: Ana\n---\n{body}")
        room.write("content/categories/sport.md", f"---\ntitle: Sport\n---\n{body}")
        room.write("content/pages/propos.md", f"---\ntitle: À propos\n---\n{body}")
        report = room.built()
        shapes = [_shape(parse((tmp_path / "public" / page).read_text())) for page in _existing(tmp_path, pages)]
        if body != NASTY:
            expected = shapes
    assert shapes == expected
    assert {each.fault.code for each in report.faults} == {"unbalanced-html"}
    assert {each.fault.path for each in report.faults} >= {"content/articles/une.md", "content/authors/ana.md"}


def _existing(root: Path, pages: tuple[str, ...]) -> list[str]:
    there = sorted(path.relative_to(root / "public").as_posix() for path in (root / "public").rglob("*.html"))
    assert len(there) >= len(pages)
    return there


def _shape(page: Document) -> list[str]:
    """Give the landmarks of a page with what they stand in."""
    landmarks = page.find_all(["body", "main", "footer", "header", "nav", "aside"])
    return [
        " ".join([each.tag, *(outer.tag for outer in each.ancestors if isinstance(outer, Element))])
        for each in landmarks
    ]


def test_an_address_in_angle_brackets_within_html_is_told_to_be_no_link_there(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a", "<div>\nLisez <https://x.example/a>.\n</div>\n")
    (fault,) = (each for each in room.build().faults if each.fault.code == "unbalanced-html")
    assert (fault.place.line, fault.place.column) == (7, 7)
    assert fault.fault.message == "“<https:…>” is read as a tag: where HTML begins, no Markdown is read up to its end"
    assert fault.fault.help == 'write <a href="…">…</a>, or end the HTML before, with a blank line behind it'


def test_sanitized_html_keeps_to_its_place_too() -> None:
    for text in ("</div>a <b>b", "<object><li>x</object>", "<marquee><td>"):
        assert _is_kept(markup("python-markdown", "sanitize").render(text, "content/articles/a.md").html)


# --- soup ------------------------------------------------------------------------------------------------------------

NAMES = [
    "a",
    "b",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "code",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "em",
    "font",
    "form",
    "frameset",
    "h2",
    "h3",
    "head",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "li",
    "main",
    "marquee",
    "math",
    "mi",
    "nobr",
    "noframes",
    "noscript",
    "object",
    "ol",
    "option",
    "p",
    "plaintext",
    "pre",
    "rp",
    "rt",
    "ruby",
    "script",
    "section",
    "select",
    "span",
    "style",
    "summary",
    "svg",
    "foreignObject",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "th",
    "title",
    "tr",
    "ul",
    "video",
    "xmp",
]
TAGS = [form.format(name) for name in NAMES for form in ("<{}>", "</{}>", "<{} class=x>", "<{}/>")]
PIECES = [
    *TAGS,
    *(
        "x",
        " ",
        "\n",
        "\n\n",
        "&amp;",
        "<!--",
        "-->",
        "<!-->",
        "--!>",
        "<![CDATA[",
        "]]>",
        "<?php",
        "?>",
        "</",
        "<",
        "</>",
    ),
    *(
        '"',
        "'",
        '<a href="x>',
        "<3",
        "<!DOCTYPE html>",
        "*",
        "**",
        "- ",
        "> ",
        "\n- ",
        "|a|b|\n|-|-|\n|c|",
        "`",
        "    ",
    ),
    *("[^1]", "\n\n[^1]: ", "\\", "gap0011aax0x", '\n\n{{< quote text="a" >}}\n\n'),
]


def _is_kept(body: str) -> bool:
    """Tell whether all that a theme puts around a body stands where it did."""
    page = parse(f"<!DOCTYPE html><main><article><div class=body>{body}</div><p id=after></p></article></main>")
    after, div = page.select_one("#after"), page.select_one(".body")
    if after is None or div is None or page.select_one("body") is None:
        return False
    chain = [each.tag for each in after.ancestors if isinstance(each, Element)]
    return chain == ["article", "main", "body", "html"] and after.previous_sibling == div and not after.children


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("<noscript><p></noscript></div>")
@example("<svg><title>a<b</title><p>")
@example("<div>x</div" + "</p>")
@example("a<</body>b>")
def test_no_soup_of_tags_leaves_its_place(text: str) -> None:
    for engine in ENGINES:
        rendered = markup(engine).render(text, "content/articles/a.md")
        assert _is_kept(rendered.html)
        assert {fault.code for fault in rendered.faults} <= {"unbalanced-html", "dead-anchor", "missing-alt"}
    assert _is_kept(markup("python-markdown", "sanitize").render(text, "content/articles/a.md").html)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_what_has_been_balanced_keeps_its_words(text: str) -> None:
    if "noscript" not in text:  # its content is HTML to some browsers, and balanced on its own
        assert _words(balance(read_tags(text)).html) == _words(text)


def _words(source: str) -> str:
    written = "".join(piece.text for piece in read_tags(source).pieces if piece.kind == "text")
    return "".join(written.replace("&lt;", "").replace("<", "").split())
