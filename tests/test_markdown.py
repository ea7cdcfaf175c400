"""Markdown as newsgen reads it: the features, the anchors and headings, raw HTML, shortcodes, links and pictures."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import markdown
import pytest
from hypothesis import assume, example, given, settings, strategies as st

from newsgen.base.digest import digest
from newsgen.content.html.balance import balance
from newsgen.content.html.tags import read_tags
from newsgen.content.markup import Markup, RenderedText
from newsgen.model.parse_settings import parse_settings
from newsgen.model.settings import MarkdownSettings, Settings
from newsgen.model.slugs import slugify
from newsroom import ONE_FEED, SETTINGS, Newsroom, codes
from tiny_theme import theme_names

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

SHORTCODES = {
    "related": '<aside>{{ label }}|<a href="{{ article.url }}">{{ article.title }}</a></aside>',
    "quote": "<blockquote>{{ text }}|{{ by }}|{{ role }}</blockquote>",
    "figure": '<img src="{{ src.url }}" width="{{ src.width }}" height="{{ src.height }}" alt="{{ alt }}">'
    "{{ caption }}|{{ credit }}",
    "video": '<a href="{{ url }}">{{ title }}</a>{% if poster %}<img src="{{ poster.url }}" alt="">{% endif %}',
}


def newsroom(folder: Path, more: str = "") -> Newsroom:
    """Make a site whose article pages are their bodies and nothing else."""
    room = Newsroom(folder / "site", SETTINGS + more + ONE_FEED + "typography: false\nseverity: {unused-file: off}\n")
    bodies = {"article.html": "{{ article.body | html }}", "page.html": "{{ body | html }}"}
    shortcodes = {f"shortcodes/{name}.html": text for name, text in SHORTCODES.items()}
    for name, text in (dict.fromkeys(theme_names(), "-") | bodies | shortcodes).items():
        room.write(f"templates/{name}", text)
    return room


@pytest.fixture(params=["python-markdown", "commonmark"])
def room(tmp_path: Path, request: pytest.FixtureRequest) -> Newsroom:
    """Make such a site with either engine: what is tested with it holds for both."""
    return newsroom(tmp_path, f"markdown: {{engine: {request.param}}}\n")


def body(room: Newsroom, text: str) -> str:
    """Build an article of a text and give its HTML."""
    room.article("essai", body=text)
    room.built()
    return room.page("sport/essai/index.html")


def faults(room: Newsroom, text: str) -> list[str]:
    """Give the faults of an article of a text, whose body begins on line 6."""
    room.article("essai", body=text)
    return [code.removeprefix("content/articles/essai.md:") for code in codes(room.build())]


def render(text: str, **options: Any) -> RenderedText:
    """Render a text without a site."""
    site = Settings("Le Test", "https://test.example", markdown=MarkdownSettings(**options))
    return Markup(parse_settings(site), digest(())).render(text, "content/articles/essai.md")


def picture(width: int, height: int) -> bytes:
    """Make the bytes of a PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\0" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# --- features -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Du *texte* **fort**, `du code`.", "<p>Du <em>texte</em> <strong>fort</strong>, <code>du code</code>.</p>"),
        ("Port\n: abri pour les bateaux.", "<dl>\n<dt>Port</dt>\n<dd>abri pour les bateaux.</dd>\n</dl>"),
        ("Un mot. {: .chapo #debut lang=en }", "<p>Un mot. {: .chapo #debut lang=en }</p>"),
        ("Un mot.\n{: .chapo #debut lang=en }", '<p class="chapo" id="debut" lang="en">Un mot.</p>'),
        ("[x](https://a.example/){: rel=nofollow }", '<p><a href="https://a.example/" rel="nofollow">x</a></p>'),
        ("```python\na < b\n```", '<pre><code class="language-python">a &lt; b\n</code></pre>'),
        ("~~~\n*brut*\n~~~", "<pre><code>*brut*\n</code></pre>"),
        ("1. un\n\n- autre liste", "<ol>\n<li>un</li>\n</ol>\n<ul>\n<li>autre liste</li>\n</ul>"),
        ("Fin de ligne  \nsuite", "<p>Fin de ligne<br>\nsuite</p>"),
        ("> Cité.", "<blockquote>\n<p>Cité.</p>\n</blockquote>"),
        ("A & B < C", "<p>A &amp; B &lt; C</p>"),
        ("---", "<hr>"),
        ("", ""),
    ],
)  # fmt: skip
def test_what_editors_write(room: Newsroom, text: str, html: str) -> None:
    assert body(room, text) == html


def test_entities_are_what_they_stand_for(room: Newsroom) -> None:
    html = body(room, "&lt; &copy; «&nbsp;D&nbsp;»")
    assert html.startswith("<p>&lt; ")
    assert unescape(html) == "<p>< © «\u00a0D\u00a0»</p>"


def test_tables_have_alignment_and_can_be_scrolled_by_keyboard(room: Newsroom) -> None:
    html = body(room, "| Liste | Voix |\n|:--|--:|\n| Au *port* | 412 |\n")
    assert html.startswith('<table tabindex="0">')
    assert re.search('<td style="text-align: left;?">Au <em>port</em></td>', html)
    assert re.search('<td style="text-align: right;?">412</td>', html)


def test_footnotes_lead_there_and_back(room: Newsroom) -> None:
    html = body(room, "Un fait.[^1] Un autre.[^b]\n\n[^1]: La source.\n[^b]: L’autre.\n")
    for note in ("1", "b"):
        assert f'<sup id="fnref:{note}"><a class="footnote-ref" href="#fn:{note}">' in html
        assert f'<li id="fn:{note}">' in html
        assert f'href="#fnref:{note}" title="Revenir à l’appel de la note ' in html


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(room: Newsroom) -> None:
    text = "---\ntitle: Essai\ncategory: sport\ndate: 2026-03-01\n---\n# Un\n\nDeux\n\n```\ntrois\n```\n"
    pages = []
    for data in (
        text.encode(),
        text.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + text.replace("\n", "\r").encode(),
    ):
        room.write("content/articles/essai.md", data)
        room.built()
        pages.append(room.page("sport/essai/index.html"))
    assert pages == ['<h2 id="un">Un</h2>\n<p>Deux</p>\n<pre><code>trois\n</code></pre>'] * 3


# --- extensions -----------------------------------------------------------------------------------------------------


def test_more_extensions_are_named_in_the_settings(tmp_path: Path) -> None:
    text = "!!! note\n    Attention.\n\nLa CCI.\n\n*[CCI]: Chambre\n"
    assert "<abbr" not in body(newsroom(tmp_path / "sans"), text)
    html = body(newsroom(tmp_path / "avec", "markdown:\n  extensions:\n    admonition: {}\n    abbr: {}\n"), text)
    assert '<div class="admonition note">' in html
    assert '<abbr title="Chambre">CCI</abbr>' in html


def test_an_extension_takes_options_and_a_change_of_them_renders_the_texts_again(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "markdown: {extensions: {wikilinks: {base_url: /w/, html_class: w}}}\n")
    room.article("w", slug="w", title="W", category="sport", aliases=["/w/Port/", "/v/Port/"])
    assert body(room, "[[Port]]") == '<p><a class="w" href="/w/Port/">Port</a></p>'
    room.replace("newsgen.yaml", "/w/, html_class: w", "/v/, html_class: v")
    room.built()
    assert room.page("sport/essai/index.html") == '<p><a class="v" href="/v/Port/">Port</a></p>'


def test_options_for_an_extension_that_is_always_on_are_added(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "markdown: {extensions: {toc: {permalink: true}, footnotes: {BACKLINK_TEXT: R}}}\n")
    html = body(room, "## L’été\n\nUn fait.[^1]\n\n[^1]: Source.")
    assert '<h2 id="l-ete">L’été<a class="headerlink" href="#l-ete"' in html
    assert ">R</a>" in html


@pytest.mark.parametrize(
    ("extension", "place"), [("admonitoin: {}", "6:27"), ("toc: {permalnk: true}", "6:27"), ("json: {}", "6:27")]
)
def test_an_extension_that_cannot_be_loaded_is_a_fault_of_the_settings(
    tmp_path: Path, extension: str, place: str
) -> None:
    room = newsroom(tmp_path, f"page_size: 5\nmarkdown: {{ extensions: {{ {extension} }} }}\n")
    room.article("essai")
    assert codes(room.build()) == [f"newsgen.yaml:{place} bad-extension"]


# --- headings and anchors -------------------------------------------------------------------------------------------


def test_headings_have_anchors_made_of_their_words(room: Newsroom) -> None:
    html = body(room, "# L’œuvre d’*art*\n\n## À la une & partout\n\n### 1 %\n\n## 🎉\n\n## Un {: #deux }\n")
    assert re.findall(r'<h\d id="([^"]*)"', html) == [
        "l-oeuvre-d-art",
        "a-la-une-et-partout",
        "1-pour-cent",
        "section",
        "deux",
    ]


def test_equal_headings_have_different_anchors(room: Newsroom) -> None:
    html = body(room, "## Un\n\n## Un\n\n## Deux {: #un_1 }\n")
    anchors = re.findall(r'<h2 id="([^"]*)"', html)
    assert len(anchors) == len(set(anchors)) == 3


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("# A\n\n## B\n\n### C", [2, 3, 4]),
        ("## A\n\n### B\n\n## C", [2, 3, 2]),
        ("### A\n\n### B", [2, 2]),
        ("#### A\n\n## B\n\n# C", [2, 2, 2]),
        ("# A\n\n#### B\n\n## C\n\n###### D", [2, 3, 3, 4]),
        ("# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n\n###### F", [2, 3, 4, 5, 6, 6]),
        ("A\n=\n\nB\n-\n", [2, 3]),
        ("<h1>A</h1>\n\n## B\n\n<h4 class='x'>C</h4>\n\n<H2>D</H2>", [2, 3, 4, 3]),
        ("<div><h6>A</h6></div>\n\n<h1\n>B</h1>\n\n- # C", [2, 2, 2]),
    ],
)
def test_headings_begin_below_the_headline_and_skip_no_level(room: Newsroom, text: str, levels: list[int]) -> None:
    html = body(room, text)
    assert [int(level) for level in re.findall(r"<h(\d)", html)] == levels
    assert [int(level) for level in re.findall(r"</h(\d)", html)] == levels


def test_anchors_of_a_bio_are_its_own_on_whatever_page_it_stands(room: Newsroom) -> None:
    room.write(
        "templates/article.html",
        "{{ article.body | html }}{% for each in article.authors %}{{ each.bio | html }}{% endfor %}",
    )
    text = "Un fait.[^1]\n\n## Titre\n\n[haut](#titre) <a name='x'></a>\n\n[^1]: Source.\n"
    for name in ("ana", "bruno-y"):
        room.write(f"content/authors/{name}.md", f"---\nname: {name}\n---\n{text}")
    room.article("essai", body=text, author=["ana", "bruno-y"])
    room.built()
    html = room.page("sport/essai/index.html")
    anchors = re.findall(r' (?:id|name)=["\']([^"\']*)["\']', html)
    assert sorted(anchors) == sorted(
        f"{author}{name}" for author in ("", "ana-", "bruno-y-") for name in ("fnref:1", "titre", "x", "fn:1")
    )
    assert sorted(re.findall(r'href="#([^"]*)"', html)) == sorted(
        f"{author}{name}" for author in ("", "ana-", "bruno-y-") for name in ("fn:1", "titre", "fnref:1")
    )


def test_headings_within_code_and_comments_are_left_alone(room: Newsroom) -> None:
    html = body(room, "```\n<h1>x</h1>\n```\n\n`<h5>`\n\n<!-- <h1>x</h1> -->\n\n# A")
    assert html.replace("\n\n", "\n") == (
        "<pre><code>&lt;h1&gt;x&lt;/h1&gt;\n</code></pre>\n<p><code>&lt;h5&gt;</code></p>\n<!-- <h1>x</h1> -->\n"
        '<h2 id="a">A</h2>'
    )


# --- raw HTML -------------------------------------------------------------------------------------------------------

HOSTILE = """<script>alert("bloc")</script>

Un <b onclick="alert(1)">mot</b> et <img src="/photo.png" onerror="alert(2)" alt="p">.

[a](javascript:alert(3)) <a href="JaVaScript:alert(4)">b</a> <a href=" &#106;avascript:alert(5)">c</a>
<a href="data:text/html,x">d</a> <svg onload="alert(6)"></svg> <iframe src="https://pub.example/"></iframe>
<style>p { display: none }</style> <p style="position: fixed">e</p> <form action="https://vol.example/"><input></form>
"""


def with_policy(folder: Path, policy: str) -> Newsroom:
    """Make a site with a policy for raw HTML and a picture."""
    return newsroom(folder, f"markdown: {{html: {policy}}}\n").write("static/photo.png", picture(3, 2))


def test_raw_html_is_kept_by_default(room: Newsroom) -> None:
    room.write("static/photo.png", picture(3, 2))
    html = body(room, HOSTILE)
    assert '<script>alert("bloc")</script>' in html
    assert '<b onclick="alert(1)">mot</b>' in html
    assert '<iframe src="https://pub.example/"></iframe>' in html


def test_markdown_within_raw_html_is_not_read_and_entities_stay(room: Newsroom) -> None:
    text = "<details>\n<summary>*Le* calendrier</summary>\n<p>A &amp; B</p>\n</details>"
    assert body(room, text) == text


def test_sanitized_html_has_no_script_frame_style_event_or_dangerous_address(tmp_path: Path) -> None:
    html = body(with_policy(tmp_path, "sanitize"), HOSTILE)
    for forbidden in (
        "script",
        "alert",
        "onclick",
        "onerror",
        "onload",
        "iframe",
        "style",
        "display",
        "position",
        "data:",
        "form",
        "input",
        "svg",
    ):
        assert forbidden not in html.lower(), forbidden
    assert "Un <b>mot</b>" in html
    assert 'src="/photo.png" width="3" height="2"' in html


def test_sanitizing_leaves_what_markdown_makes(tmp_path: Path) -> None:
    room = with_policy(tmp_path, "sanitize")
    room.article("autre", body="## Ancre\n")
    text = (
        "## Titre\n\nTexte.[^1] [autre](article:autre#ancre) [fichier](autre.md) ![p](/photo.png)\n\n"
        "|a|b|\n|:-:|--|\n|1|2|\n\nMot\n: sens\n\n```py\nx = 1\n```\n\n"
        '{{< quote text="Oui" by="A" >}}\n\n<figure><figcaption lang="en">x</figcaption></figure>\n\n[^1]: Note.\n'
    )
    html = body(room, text)
    for kept in (
        '<h2 id="titre">Titre</h2>',
        '<a href="/sport/autre/#ancre">autre</a>',
        '<a href="/sport/autre/">fichier</a>',
        'src="/photo.png" width="3" height="2"',
        '<td style="text-align: center;">1</td>',
        "<dt>Mot</dt>",
        '<code class="language-py">x = 1',
        "<blockquote>Oui|A|</blockquote>",
        '<figcaption lang="en">x</figcaption>',
        '<li id="fn:1">',
        'href="#fnref:1"',
    ):
        assert kept in html, kept


def test_escaped_html_is_shown_to_readers(tmp_path: Path) -> None:
    html = body(
        with_policy(tmp_path, "escape"),
        "<script>alert(1)</script>\n\nUn <b onclick=x>mot</b> & *deux*\n\n<div>\n**x**\n</div>\n\n<!-- c -->\n",
    )
    assert html == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n<p>Un &lt;b onclick=x&gt;mot&lt;/b&gt; &amp; <em>deux</em></p>\n"
        "<p>&lt;div&gt;\n<strong>x</strong>\n&lt;/div&gt;</p>\n<p>&lt;!-- c --&gt;</p>"
    )


class _Tags(HTMLParser):
    """Gathers the elements of a text with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


FRAGMENTS = st.sampled_from(
    [
        "<script>",
        "</script>",
        "<b onclick=x>",
        '<a href="javascript:x">',
        "<a href='JAVASCRIPT:x'>",
        "[x](javascript:y)",
        "<img src=x onerror=y>",
        "<svg/onload=x>",
        "<style>",
        "</style>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        '"',
        "'",
        ">",
        "<",
        "`",
        "\n\n",
        "<p style='x'>",
        "<iframe srcdoc='<script>x</script>'>",
        "&#60;script&#62;",
        "<math><mtext><table><mglyph><style>",
        " onmouseover=x ",
        "{: onclick=x }",
        "# T",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(FRAGMENTS, max_size=12).map("".join))
def test_nothing_that_runs_survives_sanitizing(text: str) -> None:
    assume("{{<" not in text)
    for tag, attributes in _Tags(render(text, html="sanitize").html).found:
        assert tag not in {"script", "style", "iframe", "svg", "math", "object", "embed", "form"}
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert not (value or "").strip().lower().startswith("javascript:")


@settings(max_examples=300, deadline=None)
@given(
    st.lists(FRAGMENTS.filter(lambda fragment: "{:" not in fragment and "](" not in fragment), max_size=12).map("".join)
)
def test_nothing_of_html_survives_escaping(text: str) -> None:
    for tag, attributes in _Tags(render(text, html="escape").html).found:
        assert tag in {"p", "code", "pre", "h2", "em", "strong", "blockquote"}
        assert not attributes.keys() - {"id", "class"}


# --- shortcodes -----------------------------------------------------------------------------------------------------


def test_a_shortcode_is_rendered_where_it_stands(room: Newsroom) -> None:
    room.article("vote", title="Le vote")
    html = body(room, 'Avant.\n\n{{< related article="le-vote" label="Lire aussi" >}}\n\nAprès.\n')
    assert html == '<p>Avant.</p>\n<aside>Lire aussi|<a href="/sport/le-vote/">Le vote</a></aside>\n<p>Après.</p>'


def test_a_shortcode_between_two_lines_of_text_ends_the_paragraph(room: Newsroom) -> None:
    assert (
        body(room, 'Avant.\n  {{<quote text = "Oui" >}}  \nAprès.\n')
        == "<p>Avant.</p>\n<blockquote>Oui||</blockquote>\n<p>Après.</p>"
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("l'eau & 'le sel'", "l&#39;eau &amp; &#39;le sel&#39;"),
        ("{{ config.title }} {% raw %}", "{{ config.title }} {% raw %}"),
        ("*brut* `brut` [brut](x)", "*brut* `brut` [brut](x)"),
        ("« Oui »\\n", "« Oui »\\n"),
        ("a > b >}} c", "a &gt; b &gt;}} c"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("  deux  espaces  ", "deux  espaces"),
    ],
)
def test_arguments_are_texts_and_nothing_else(room: Newsroom, written: str, shown: str) -> None:
    assert body(room, f'{{{{< quote text="{written}" >}}}}') == f"<blockquote>{shown}||</blockquote>"


def test_an_argument_cannot_leave_an_attribute(room: Newsroom) -> None:
    room.write("static/photo.png", picture(3, 2))
    html = body(room, '{{< figure src="/photo.png" alt="\' onerror=\'x" caption="<b>" >}}')
    [(tag, attributes)] = _Tags(html).found
    assert (tag, attributes) == ("img", {"src": "/photo.png", "width": "3", "height": "2", "alt": "' onerror='x"})


def test_nothing_of_jinja_in_content_is_evaluated(room: Newsroom) -> None:
    room.article(
        "a", title="{{ 1 + 1 }}", summary="{% raw %}", body="{{ config.title }} {% include 'x' %} {# c #} {{ 7 * 7 }}\n"
    )
    room.write("content/data/d.yaml", "a: '{{ 1 }}'\n")
    room.write("templates/article.html", "{{ article.title }}|{{ article.summary }}|{{ article.body | html }}")
    room.built()
    [page] = [data.decode() for path, data in room.public().items() if path.startswith("sport/1-1/")]
    assert page == "{{ 1 + 1 }}|{% raw %}|<p>{{ config.title }} {% include 'x' %} {# c #} {{ 7 * 7 }}</p>"


@pytest.mark.parametrize(
    "text",
    [
        '```\n{{< quote text="Oui" >}}\n```',
        '~~~markdown\n\n{{< quote text="Oui" >}}\n\n{{< inconnu >}}\n~~~',
        '````\n```\n{{< quote text="Oui" >}}\n```\n````',
        '    {{< quote text="Oui" >}}',
        'Ainsi : `{{< quote text="Oui" >}}`.',
    ],
)
def test_code_shows_how_shortcodes_are_written(room: Newsroom, text: str) -> None:
    html = body(room, text)
    assert '{{< quote text="Oui" >}}' in unescape(html)
    assert "<blockquote>" not in html
    assert "<code" in html


@pytest.mark.parametrize(
    "before",
    [
        "```\ncode\n```\n",
        "```code``` au fil du texte\n",
        "Un ` seul.\n",
        "~~~\n```\n~~~\n",
    ],
)
def test_what_is_no_fenced_code_for_markdown_hides_no_shortcode(room: Newsroom, before: str) -> None:
    assert body(room, f'{before}\n{{{{< quote text="Oui" >}}}}\n').endswith("<blockquote>Oui||</blockquote>")


def test_a_fence_that_is_never_closed_is_code_to_the_end_for_commonmark_only(tmp_path: Path) -> None:
    text = '```\njamais fermé\n\n{{< quote text="Oui" >}}\n'
    assert body(newsroom(tmp_path / "p"), text).endswith("<blockquote>Oui||</blockquote>")
    html = body(newsroom(tmp_path / "c", "markdown: {engine: commonmark}\n"), text)
    assert html == '<pre><code>jamais fermé\n\n{{&lt; quote text="Oui" &gt;}}\n</code></pre>'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{{< qoute text="x" >}}', ["7:5 unknown-shortcode"]),
        ('{{< quote txt="x" >}}', ["7:11 bad-argument"]),
        ('{{< quote by="x" >}}', ["7:1 bad-argument"]),
        ('{{< quote text="" >}}', ["7:1 bad-argument"]),
        ("{{< quote text='x' >}}", ["7:16 bad-shortcode"]),
        ('{{< quote text="x" }}', ["7:22 bad-shortcode"]),
        ("{{< >}}", ["7:5 bad-shortcode"]),
        ('Texte {{< quote text="x" >}}', ["7:7 bad-shortcode"]),
        ('{{< video url="javascript:x" title="x" >}}', ["7:16 bad-argument"]),
        ('{{< related article="rien" >}}', ["7:22 unknown-reference"]),
        ('{{< figure src="/rien.png" alt="x" >}}', ["7:17 missing-file"]),
        ('ligne\n\n  {{< related article="rien" >}}', ["9:24 unknown-reference"]),
    ],
)
def test_a_wrong_shortcode_is_a_fault_where_it_stands(room: Newsroom, text: str, found: list[str]) -> None:
    assert faults(room, f"\n{text}\n") == found


def test_a_shortcode_of_the_site_has_typed_arguments(tmp_path: Path) -> None:
    declared = (
        "shortcodes:\n  encadre:\n    titre: text\n    image: {kind: picture, required: false}\n"
        "    lien: {kind: web, required: false}\n    article: {kind: article, required: false}\n"
    )
    room = newsroom(tmp_path, declared).write("static/photo.png", picture(3, 2)).article("vote", title="Le vote")
    room.write(
        "templates/shortcodes/encadre.html",
        "[{{ titre }}|{{ image.url if image }}|{{ lien }}|{{ article.title if article }}]",
    )
    assert body(room, '{{< encadre titre="A" >}}') == "[A|||]"
    text = '{{< encadre titre="A" image="/photo.png" lien="https://a.example/" article="2026/../vote.md" >}}'
    assert body(room, text) == "[A|/photo.png|https://a.example/|Le vote]"
    assert faults(room, '{{< encadre lien="ftp://a.example" >}}') == ["6:1 bad-argument", "6:19 bad-argument"]


def test_two_bodies_that_are_alike_have_their_own_shortcodes_and_links(room: Newsroom) -> None:
    room.article("2025/un", title="Un", body="[b](voisin.md)\n", category="a").article(
        "2026/deux", title="Deux", body="[b](voisin.md)\n", category="a"
    )
    room.article("2025/voisin", title="Ancien", category="b", id="ancien")
    room.article("2026/voisin", title="Neuf", category="b")
    room.built()
    assert room.page("a/un/index.html") == '<p><a href="/b/ancien/">b</a></p>'
    assert room.page("a/deux/index.html") == '<p><a href="/b/neuf/">b</a></p>'


# --- links ----------------------------------------------------------------------------------------------------------


def linked(room: Newsroom) -> Newsroom:
    """Write what there is to link to."""
    room.article(
        "2025/finale", title="La finale", category="coupe", body="## Premier acte\n\n<a name='vieux'></a>\n", id="f25"
    )
    room.write("content/pages/contact.md", "---\ntitle: Contact\n---\n## Adresse\n")
    room.write("static/docs/plan à jour.pdf", "%PDF").write("content/articles/2026/carte.pdf", "%PDF")
    return room


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("2025/finale.md", "/coupe/la-finale/"),
        ("../2025/finale.md", "/coupe/la-finale/"),
        ("../2025/finale.md#premier-acte", "/coupe/la-finale/#premier-acte"),
        ("../2025/finale.md#vieux", "/coupe/la-finale/#vieux"),
        ("article:la-finale", "/coupe/la-finale/"),
        ("article:f25#premier-acte", "/coupe/la-finale/#premier-acte"),
        ("article:2025/finale.md", "/coupe/la-finale/"),
        ("../../pages/contact.md#adresse", "/contact/#adresse"),
        ("/coupe/la-finale/", "/coupe/la-finale/"),
        ("/coupe/la-finale/#premier-acte", "/coupe/la-finale/#premier-acte"),
        ("/coupe/", "/coupe/"),
        ("/coupe/?tri=date#haut", "/coupe/?tri=date#haut"),
        ("/", "/"),
        ("/atom.xml", "/atom.xml"),
        ("/docs/plan%20%C3%A0%20jour.pdf", "/docs/plan%20%C3%A0%20jour.pdf"),
        ("carte.pdf", "/media/articles/2026/carte.pdf"),
        ("./carte.pdf", "/media/articles/2026/carte.pdf"),
        ("#ici", "#ici"),
        ("https://a.example/x.md?a=1&b=2#c", "https://a.example/x.md?a=1&amp;b=2#c"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("//a.example/", "//a.example/"),
        ("tel:+33123456789", "tel:+33123456789"),
    ],
)
@pytest.mark.parametrize("how", ["[lien]({0})", '<a href="{0}">lien</a>', "[lien][1]\n\n[1]: {0}"])
def test_a_link_leads_where_its_source_path_reference_or_address_says(
    room: Newsroom, written: str, address: str, how: str
) -> None:
    linked(room).article("2026/essai", title="Essai", body=f"## Ici\n\n{how.format(written)}\n")
    room.built()
    html = room.page("sport/essai/index.html")
    assert [attributes["href"] for tag, attributes in _Tags(html).found if tag == "a"] == [
        address.replace("&amp;", "&")
    ]
    assert "lien</a>" in html


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2024/finale.md", "7:8 dead-link"),
        ("finale.md", "7:8 dead-link"),
        ("article:finale", "7:8 unknown-reference"),
        ("/coupe/la-finle/", "7:8 dead-link"),
        ("/coupe/la-finale", "7:8 slow-link"),
        ("#nulle-part", "7:8 dead-anchor"),
        ("2025/finale.md#acte-2", "7:8 dead-anchor"),
        ("/coupe/la-finale/#acte-2", "7:8 dead-anchor"),
        ("../pages/contact.md#adrese", "7:8 dead-anchor"),
        ("rien.pdf", "7:8 missing-file"),
    ],
)
def test_a_link_to_nothing_is_a_fault_where_it_stands(room: Newsroom, written: str, found: str) -> None:
    linked(room)
    assert faults(room, f"\n[lien]({written})\n") == [found]


def test_of_equal_links_each_dead_one_has_its_own_place(room: Newsroom) -> None:
    assert faults(room, "[a](/rien/) et [b](/rien/)\n\n[c](/rien/)\n") == [
        "6:5 dead-link",
        "6:20 dead-link",
        "8:5 dead-link",
    ]


def test_a_link_to_what_is_not_published_is_left_out_and_comes_back(room: Newsroom) -> None:
    room.article("demain", draft=True)
    room.article("essai", body="[suite](demain.md) et [suite](article:demain)\n")
    assert codes(room.built()) == [
        "content/articles/essai.md:6:9 not-published",
        "content/articles/essai.md:6:31 not-published",
    ]
    assert "demain" not in room.page("sport/essai/index.html")
    assert "href" not in room.page("sport/essai/index.html")
    room.article("demain")
    room.built()
    assert room.page("sport/essai/index.html").count('href="/sport/demain/"') == 2


def test_a_link_follows_the_article_that_moves(room: Newsroom) -> None:
    linked(room).article("essai", body="[lien](2025/finale.md)\n")
    room.built()
    room.replace("content/articles/2025/finale.md", "category: coupe", "category: monde")
    report = room.built()
    assert "sport/essai/index.html" in {path for path, _ in report.reasons}
    assert room.page("sport/essai/index.html") == '<p><a href="/monde/la-finale/">lien</a></p>'


def test_words_of_a_title_or_a_description_are_no_links(room: Newsroom) -> None:
    room.write("static/photo.png", picture(3, 2))
    html = body(room, '[a](/sport/ "voir href=/rien et id=x") ![champ src=rien id=7](/photo.png)')
    assert [attributes for _, attributes in _Tags(html).found[1:]] == [
        {"href": "/sport/", "title": "voir href=/rien et id=x"},
        {"alt": "champ src=rien id=7", "src": "/photo.png", "width": "3", "height": "2", "loading": "lazy"},
    ]


# --- pictures -------------------------------------------------------------------------------------------------------


def test_pictures_have_their_size_and_load_when_they_are_near(room: Newsroom) -> None:
    room.write("static/images/port.png", picture(40, 30)).write("content/articles/plan.png", picture(7, 9))
    html = body(room, '![Le port](/images/port.png "Au matin")\n\n<img src="plan.png" alt="">\n')
    assert [attributes for tag, attributes in _Tags(html).found if tag == "img"] == [
        {
            "alt": "Le port",
            "src": "/images/port.png",
            "title": "Au matin",
            "width": "40",
            "height": "30",
            "loading": "lazy",
        },
        {"alt": "", "src": "/media/articles/plan.png", "width": "7", "height": "9", "loading": "lazy"},
    ]


def test_a_new_picture_of_another_size_renders_the_page_again(room: Newsroom) -> None:
    room.write("static/port.png", picture(4, 3))
    body(room, "![](/port.png)")
    room.write("static/port.png", picture(8, 3))
    assert {path for path, _ in room.built().reasons} == {"port.png", "sport/essai/index.html"}
    assert 'width="8"' in room.page("sport/essai/index.html")


@pytest.mark.parametrize("given", ["width=20", 'height="10"', 'loading="eager"', "width=20 height=10 loading=lazy"])
def test_a_size_that_the_editor_gives_stands_alone(room: Newsroom, given: str) -> None:
    room.write("static/port.png", picture(4, 3))
    for text in (f"![x](/port.png){{: {given} }}", f'<img alt="x" src="/port.png" {given}>'):
        html = body(room, text)
        for name in ("width", "height", "loading"):
            assert html.count(f"{name}=") == given.count(f"{name}=")
        assert 'src="/port.png"' in html


def test_a_file_that_is_no_picture_has_no_size(room: Newsroom) -> None:
    room.write("static/son.mp3", "non").write("static/film.mp4", "non").write("static/port.png", picture(4, 3))
    html = body(room, '<video src="/film.mp4" poster="/port.png"><source src="/son.mp3"></video>\n')
    assert '<video src="/film.mp4" poster="/port.png"><source src="/son.mp3"></video>' in html


def test_a_picture_that_does_not_exist_is_a_fault_where_it_stands(room: Newsroom) -> None:
    room.write("static/images/port.png", picture(4, 3))
    room.article("essai", body="![x](/images/prot.png) ![y](port.png)\n")
    report = room.build()
    assert codes(report) == [
        "content/articles/essai.md:6:6 missing-file",
        "content/articles/essai.md:6:29 missing-file",
    ]
    assert report.faults[0].fault.help == "did you mean “/images/port.png”?"


# --- properties -----------------------------------------------------------------------------------------------------

_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x7f\ufffe\uffff", min_codepoint=32)
_PIECES = st.sampled_from(
    [
        *"*_`~|:-+.#=>!&;\\'\"()[]{}<^ \n\t0123456789aéœ",
        "\n\n",
        "    ",
        "**",
        "```\n",
        "~~~\n",
        "- ",
        "1. ",
        "> ",
        "[^1]",
        "[^1]: ",
        "|--|--|\n",
        "{: .x }",
        "&amp;",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<![",
        "<?",
        "<!x",
        "{{< ",
        " >}}",
        '{{< quote text="x" >}}\n',
        "[TOC]\n",
        "](",
        "article:",
        "<h1>",
    ]
)
TEXTS = st.lists(_PIECES | st.text(_CHARACTERS, max_size=5), max_size=40).map("".join)
OPTIONS: Mapping[str, Any] = {
    "toc": {"slugify": lambda text, _: slugify(text, "fr") or "section"},
    "footnotes": {"BACKLINK_TITLE": "Revenir à l’appel de la note {}"},
}
EXTENSIONS = ("tables", "footnotes", "def_list", "attr_list", "fenced_code", "sane_lists", "toc")


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("<![")
@example("<!" + "[" * 50)
@example("> " * 300)
@example("[" * 3000)
@example("&" * 3000)
@example("[^1]: [^1]: [^1]")
@example("{: " * 50)
def test_rendering_never_raises(text: str) -> None:
    for policy in ("allow", "sanitize", "escape"):
        rendered = render(text, html=policy)
        assert "\x02" not in rendered.html
        assert "\x03" not in rendered.html


@settings(max_examples=400, deadline=None)
@given(TEXTS)
@example("a|b\n-|-\n1|2\n")
@example("mot\n: sens\n\n[^1]\n\n[^1]: note\n")
def test_without_shortcodes_links_and_headings_the_html_is_stock_python_markdown(text: str) -> None:
    assume("{{<" not in text)
    stock = markdown.Markdown(
        extensions=list(EXTENSIONS), extension_configs=dict(OPTIONS), output_format="html"
    ).convert(text)
    assume(not re.search(r"<(?:h[1-6]|img|source|video|audio)\b|<a\b(?![^>]*href=\"#)", stock, re.IGNORECASE))
    assume("\\<" not in text and balance(read_tags(stock)).html == stock)
    ours = render(text).html
    assert ours == stock.replace("<table>", '<table tabindex="0">')


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 6),
            st.sampled_from(["{0} T", "<h{1}>T</h{1}>", '<H{1} class="x" id=y>T</H{1}>', "<h{1}\n>T</h{1}>"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_whatever_headings_a_text_has_the_outline_begins_at_two_and_skips_nothing(
    headings: list[tuple[int, str]],
) -> None:
    text = "\n\n".join(form.format("#" * level, level) for level, form in headings)
    html = render(text).html
    opened = [int(level) for level in re.findall(r"<h(\d)[\s>]", html)]
    closed = [int(level) for level in re.findall(r"</h(\d)>", html)]
    assert opened == closed
    assert len(opened) == len(headings)
    assert opened[0] == 2
    assert all(2 <= after <= before + 1 for before, after in pairwise(opened))
    assert max(opened) <= 6
    for (level, _), (deeper, _), here, there in zip(headings, headings[1:], opened, opened[1:], strict=False):
        assert (there > here) == (deeper > level and here < 6)
