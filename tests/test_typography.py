"""Typography: what authorities prescribe, that setting twice changes nothing, what is never touched."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from newsgen.content.typography import AS_TYPED, plain, typography_of, typography_shown
from newsgen.model.front_matter import ArticleMatter, ImageMatter
from newsgen.model.slugs import slugify
from newsroom import SETTINGS, Newsroom, codes, picture, rendered
from typography_pairs import ENGLISH, FRENCH, OTHERS

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

LANGUAGES = ("de", "en", "es", "fr", "it", "pt", "ro")
_SIGNS = "\"'«»“”‘’„‚´ \u00a0\u202f\u2009\n-–—−.…,;:!?()[]%€°º§×²0123456789mhkgeèrnNpIVXLCMDJabAÉ@/\u2028\u2029\ufffc"
_WORDS = (
    *("14h30", "1914-1918", "p. 12-15", "12 500", " x ", "...", "--", " - ", "M. Dupont", "XXIème ", "1ère ", "n°12"),
    *("https://a.b/c?d", "l'", "12 km2", "« ", " »", '"', "Louis XIV", " ?", " :", "av. J.-C.", "12%", "- ", "5'10\""),
    *(". ", "er janvier", "'", " -, ", "« - ", "02 35 12 34 56", "J. K. R"),
)
NASTY = st.lists(st.sampled_from(_SIGNS) | st.sampled_from(_WORDS) | st.sampled_from("\"' -«»"), max_size=16).map(
    "".join
)
_TAGS = (
    *("<em>", "</em>", "<p>", "</p>", "<code>", "</code>", "<br>", "<b>", "</b>", "&amp;", "&quot;", "&nbsp;", "<td>"),
    *("<img alt='a !'>", "<sup id='fnref:1'>1</sup>", "<span class=notypo>", "</span>", "<!-- a ? -->"),
)


def shown(text: str) -> str:
    """Show no-break spaces as the pairs do."""
    return text.replace("\u00a0", "~").replace("\u202f", "^")


def french(text: str) -> str:
    return shown(typography_of("fr").text(text))


def in_html(source: str) -> str:
    return shown(typography_of("fr").html(source))


PAIRS = [
    *(("fr", source, *pair) for source, pairs in FRENCH.items() for pair in pairs),
    *(("en", source, *pair) for source, pairs in ENGLISH.items() for pair in pairs),
    *((source[:2], source, *pair) for source, pairs in OTHERS.items() for pair in pairs),
]


@pytest.mark.parametrize(("language", "source", "typed", "wanted"), PAIRS)
def test_a_text_is_set_as_its_authority_has_it(language: str, source: str, typed: str, wanted: str) -> None:
    typography = typography_of(language)
    assert shown(typography.text(typed)) == wanted, source
    assert typography.text(typography.text(typed)) == typography.text(typed)
    html = plain(typography_shown(language, superscripts=False).html(f"<p>{typed}</p>"))
    assert html in (f"<p>{typography.text(typed)}</p>", f"<p>{typed}</p>")


def test_there_are_enough_pairs_and_each_is_there_once() -> None:
    assert sum(len(pairs) for pairs in FRENCH.values()) >= 150
    typed = [pair for pairs in FRENCH.values() for pair in pairs]
    assert len(typed) == len(set(typed))


@given(NASTY, st.sampled_from(LANGUAGES))
def test_setting_twice_changes_nothing(text: str, language: str) -> None:
    once = typography_of(language).text(text)
    assert typography_of(language).text(once) == once


@given(st.lists(NASTY | st.sampled_from(_TAGS), max_size=8).map("".join), st.sampled_from(LANGUAGES))
def test_setting_html_twice_changes_nothing(source: str, language: str) -> None:
    once = typography_of(language).html(source)
    assert typography_of(language).html(once) == once
    assert re.findall(
        "<[^>]*>", once.replace("<sup>", "").replace("</sup>", "").replace("a\u202f!", "a !").replace('"', "'")
    ) == re.findall("<[^>]*>", source.replace('"', "'").replace("</sup>", ""))


@given(NASTY, st.sampled_from(LANGUAGES))
def test_letters_and_digits_stay(text: str, language: str) -> None:
    spelled_anew = re.compile(r"[\W_]|[èeimr]|[23²³x×]")  # signs, the ends of ordinals, squares and cubes
    kept = [spelled_anew.sub("", each) for each in (text, typography_of(language).text(text))]
    assert kept[0] == kept[1]


@given(st.lists(NASTY, min_size=1, max_size=5), st.sampled_from(LANGUAGES))
def test_prose_is_set_field_by_field(texts: list[str], language: str) -> None:
    typography = typography_of(language)
    matter = ArticleMatter(
        title=texts[0], category=("x",), date="", summary=texts[-1], tags=tuple(texts), image=ImageMatter("x", texts[0])
    )
    image = ImageMatter("x", typography.text(texts[0]))
    assert typography.prose(matter) == ArticleMatter(
        title=typography.text(texts[0]),
        category=("x",),
        date="",
        summary=typography.text(texts[-1]),
        tags=tuple(map(typography.text, texts)),
        image=image,
    )


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("<p><em>mot</em> !</p>", "<p><em>mot</em>^!</p>"),
        ("<p><em>mot</em>!</p>", "<p><em>mot</em>^!</p>"),
        ("<p><em>mot </em>!</p>", "<p><em>mot^</em>!</p>"),
        ('<p>"<em>mot</em>"</p>', "<p>«~<em>mot</em>~»</p>"),
        ('<p><a href="/x/">"mot"</a>: non</p>', '<p><a href="/x/">«~mot~»</a>~: non</p>'),
        ('<p>"un <b>"deux"</b> trois"</p>', "<p>«~un <b>“deux”</b> trois~»</p>"),
        ("<p><b>12</b> km</p>", "<p><b>12</b>~km</p>"),
        ("<p>XXI<sup>e</sup> siècle</p>", "<p>XXI<sup>e</sup>~siècle</p>"),
        ("<p>« <code>x</code> » !</p>", "<p>«~<code>x</code>~»^!</p>"),
        (
            '<p>mot<sup id="fnref:1"><a href="#fn:1">1</a></sup> !</p>',
            '<p>mot<sup id="fnref:1"><a href="#fn:1">1</a></sup>^!</p>',
        ),
        ('<p>"un</p><p>deux"</p>', "<p>«~un</p><p>deux~»</p>"),
        ("<td>1 125</td><td>710</td>", "<td>1^125</td><td>710</td>"),
        ("<td>12</td><td>%</td>", "<td>12</td><td>%</td>"),
        ("<p>- Oui.<br>\n- Non.</p>", "<p>—~Oui.<br>\n—~Non.</p>"),
        ("<p>&quot;Vrai&quot; &amp; faux; a &lt; b</p>", "<p>«~Vrai~» &amp; faux^; a &lt; b</p>"),
        ("<p>12&nbsp;% de caf&eacute; !</p>", "<p>12~% de café^!</p>"),
        ("<p>12&nbsp;% de caf&eacute;</p>", "<p>12&nbsp;% de caf&eacute;</p>"),
        ('<img src="/l\'eau.jpg" alt="L\'eau : calme">', '<img src="/l\'eau.jpg" alt="L’eau~: calme">'),
        ("<a title='Qui ?' href=\"?a=b ;\">x</a>", '<a title="Qui^?" href="?a=b ;">x</a>'),
    ],
)
def test_a_block_is_one_text_whatever_elements_stand_in_it(source: str, wanted: str) -> None:
    assert in_html(source) == wanted


@pytest.mark.parametrize(
    "source",
    [
        "<p><code>a ? \"b\" : 'c'</code></p>",
        '<pre><code class="language-js">x ? "a" : l\'b; !</code></pre>',
        "<p><kbd>Ctrl + '</kbd>, <samp>12%</samp>, <var>x ?</var>, <tt>1 - 2</tt></p>",
        '<p translate="no">Qui ? "Moi" !</p>',
        "<div class='grand notypo'><p>Qui ? <b>\"Moi\"</b> !</p><div>l'eau</div></div>",
        "<span class=\"arithmatex\">\\(a 'b' ; c !\\)</span>",
        "<math><mi>f'</mi> <mo>!</mo></math>",
        '<script>let a = "b" ? \'c\' : 1;</script><style>a:after { content: "x" }</style>',
        '<!-- qui ? "moi" ! -->',
        '<a href="https://x.example/?q=l\'eau&amp;p=12 %">x</a>',
        '<span data-x="Qui ?" style="content: \'a\'">x</span>',
        "<svg><text>Qui ?</text></svg><textarea>Qui ?</textarea>",
        '<p translate="no"><img alt="Qui ?"></p>',
    ],
)
def test_what_is_no_prose_stays_byte_for_byte(source: str) -> None:
    assert typography_of("fr").html(source) == source


def test_a_language_without_rules_stays_as_typed() -> None:
    assert typography_of("ja") is AS_TYPED
    assert typography_of("fr-CA") == typography_of("fr")
    assert AS_TYPED.text('"a" !') == '"a" !'


# --- whole sites ----------------------------------------------------------------------------------------------------

TITLE = 'L\'été: "chaud" à 14h30!'
SET = "L’été~: «~chaud~» à 14~h~30^!"
BODY = 'Il dit: **"non"** !\n\n`a ? b`\n\n![Le "port"](port.png)\n\n{{< quote text="L\'eau ?" by="M. Dupont" >}}\n'


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    room = Newsroom(tmp_path / "site", SETTINGS + 'description: "L\'info: vite"\n')
    room.write("content/categories/sport.md", '---\ntitle: "L\'aviron"\ndescription: "L\'eau: calme"\n---\n')
    room.write("content/authors/anne.md", '---\nname: Anne L\'Hôte\nrole: "Reporter: mer"\n---\nElle dit: "oui".\n')
    room.article(
        "essai",
        body=BODY,
        title=TITLE,
        category="L'aviron",
        author=["Anne L'Hôte", "avec l'AFP"],
        summary="Qui ?",
        kicker="L'eau",
        tags=["L'île"],
        image={"src": "/port.png", "alt": "Qui ?", "caption": "L'eau", "credit": "Photo: Anne"},
    )
    return room.write("static/port.png", picture()).write("content/articles/port.png", picture())


def test_every_place_that_shows_a_text_shows_it_set(room: Newsroom) -> None:
    room.built()
    page = unescape(shown(room.page("sport/l-ete-chaud-a-14h30/index.html")))
    assert f"<h1>{SET}</h1>" in page
    assert f"<title>{SET} – Le Test</title>" in page
    assert f'property="og:title" content="{SET}"' in page
    assert '<meta name="description" content="Qui^?">' in page
    assert "Il dit~: <strong>«~non~»</strong>^!" in page
    assert "<code>a ? b</code>" in page
    assert 'alt="Le «~port~»"' in page
    assert "L’eau^?" in page
    assert "M.~Dupont" in page
    assert "avec l’AFP" in page
    assert "Anne L’Hôte" in page
    assert "Reporter~: mer" in page
    assert "Elle dit~: «~oui~»." in page
    assert "L’île" in page
    assert "Photo~: Anne" in page
    assert "'" not in re.sub("<script.*?</script>|<svg.*?</svg>|<style.*?</style>", "", page, flags=re.DOTALL)
    structured = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', room.page("sport/l-ete-chaud-a-14h30/index.html")
    )
    article = next(each for each in json.loads(structured[0])["@graph"] if each["@type"] == "NewsArticle")
    assert shown(article["headline"]) == SET
    assert shown(article["description"]) == "Qui^?"
    assert article["articleSection"] == "L’aviron"
    feed = unescape(shown(room.page("atom.xml")))
    assert f"<title>{SET}</title>" in feed
    assert "<subtitle>L’info~: vite</subtitle>" in feed
    for path in ("index.html", "sport/index.html", "authors/anne/index.html", "tags/l-ile/index.html"):
        assert SET in unescape(shown(room.page(path))), path


def test_a_description_that_comes_from_the_text_keeps_its_spaces(room: Newsroom) -> None:
    room.article("essai", title="Essai", category="sport", body="Il dit: non\n!\n")
    room.built()
    assert 'name="description" content="Il dit~: non^!"' in shown(room.page("sport/essai/index.html"))


def test_addresses_and_anchors_are_made_of_what_was_typed(room: Newsroom) -> None:
    room.article("un", title="La 1ère: 14h30", category="sport", tags=["2ème vie"], body="## La 2ème: n°12\n")
    room.built()
    page = room.page("sport/la-1ere-14h30/index.html")
    assert 'id="la-2eme-ndeg12">La 2<sup>e</sup>\u00a0: n°\u00a012</h2>' in page
    assert room.page("tags/2eme-vie/index.html")
    assert slugify(typography_of("fr").text("14h30"), "fr") == "14-h-30"


def test_categories_and_authors_are_found_by_their_names_as_typed_or_as_set(room: Newsroom) -> None:
    room.write("content/categories/quinze.md", '---\ntitle: "La 1ère: L\'élite"\nparent: "L\'aviron"\n---\n')
    for index, name in enumerate(["La 1ère: L'élite", "La 1ère: L’élite", "L’aviron/La 1ère : L'élite"]):
        room.article(f"a{index}", category=name, author="Anne L’Hôte")
    room.built()
    assert "La 1re\u00a0: L’élite" in room.page("sport/quinze/a0/index.html")


def test_names_without_files_are_set_where_they_are_shown(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "site").article("un", category="L'eau: vive/La 1ère", author="Anne L'Hôte")
    room.article("deux", category="L’eau: vive/La 1ère", author="Anne L’Hôte").built()
    assert "L’eau\u00a0: vive" in room.page("l-eau-vive/la-1ere/un/index.html")
    assert "La 1re" in room.page("l-eau-vive/la-1ere/deux/index.html")
    assert "Anne L’Hôte" in room.page("authors/anne-l-hote/index.html")


def test_switching_typography_changes_every_page_that_shows_it_and_equals_a_clean_build(
    room: Newsroom, tmp_path: Path
) -> None:
    room.article("autre", title="Sans signe", category="sport")
    room.built()
    before = room.public()
    room.write("newsgen.yaml", SETTINGS + 'description: "L\'info: vite"\ntypography: false\n')
    report = room.built()
    assert "sport/l-ete-chaud-a-14h30/index.html" in rendered(report)
    assert TITLE in unescape(room.page("sport/l-ete-chaud-a-14h30/index.html"))
    assert '<strong>"non"</strong> !' in room.page("sport/l-ete-chaud-a-14h30/index.html")
    assert room.public() == room.clean(tmp_path / "off")
    room.write("newsgen.yaml", SETTINGS + 'description: "L\'info: vite"\n')
    room.built()
    assert room.public() == before
    assert not rendered(room.built())


def test_an_article_may_differ_from_its_site(room: Newsroom, tmp_path: Path) -> None:
    room.article("seul", title="L'un ?", category="sport", body="L'un ?\n", typography=False)
    room.write("content/pages/seule.md", "---\ntitle: \"L'une ?\"\ntypography: false\n---\nL'une ?\n")
    room.built()
    page = unescape(room.page("sport/l-un/index.html"))
    assert "<h1>L'un ?</h1>" in page
    assert "<p>L'un ?</p>" in page
    assert "L'une ?" in unescape(room.page("seule/index.html"))
    assert f"<h1>{SET}</h1>" in shown(room.page("sport/l-ete-chaud-a-14h30/index.html"))
    room.write("newsgen.yaml", SETTINGS + "typography: false\n").article(
        "seul", title="L'un ?", category="sport", body="L'un ?\n", typography=True
    )
    assert "sport/l-un/index.html" in rendered(room.built())
    assert "<p>L’un\u202f?</p>" in room.page("sport/l-un/index.html")
    assert room.public() == room.clean(tmp_path / "clean")


def test_raw_html_that_is_cleaned_is_set_alike(room: Newsroom) -> None:
    room.write("newsgen.yaml", SETTINGS + "markdown: {html: sanitize}\n")
    room.article("essai", category="sport", title="Essai", body='Il dit:&nbsp;<b>"non"</b> !\n')
    room.built()
    assert "<p>Il dit\u00a0:" in room.page("sport/essai/index.html").replace("&nbsp;", "\u00a0")
    assert "<b>«\u00a0non\u00a0»</b>\u202f!</p>" in room.page("sport/essai/index.html")


def test_faults_stand_where_they_stood(room: Newsroom) -> None:
    room.article(
        "essai",
        title=TITLE,
        category="L'avion",
        tags=["L'île", "L'Ile"],
        body="L'eau: [x](rien.md)\n\n{{< quote by=\"L'un\" >}}\n",
    )
    found = codes(room.build())
    room.write("newsgen.yaml", SETTINGS + "typography: false\n")
    assert codes(room.build()) == found
    assert len(found) >= 2


def test_tags_that_differ_in_signs_only_are_one_tag_without_a_warning(room: Newsroom) -> None:
    room.write("newsgen.yaml", SETTINGS + "severity: {small-picture: off}\n")
    report = room.article("deux", category="sport", tags=["L’île"]).build()
    assert codes(report) == []
    report = room.article("trois", category="sport", tags=["x", "l’Île"]).build()
    assert [code.rpartition(" ")[2] for code in codes(report)] == ["near-duplicate-tag"]


def test_typography_takes_true_or_false(room: Newsroom) -> None:
    room.write("newsgen.yaml", SETTINGS + "typography: fr\n")
    assert codes(room.build()) == ["newsgen.yaml:5:13 wrong-type"]


def test_an_english_site_has_english_signs(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "site", SETTINGS.replace("language: fr", "language: en-GB"))
    room.article("one", title='It\'s "on": 1914-1918', body='"Yes" -- he said...\n').built()
    page = unescape(room.page("sport/it-s-on-1914-1918/index.html"))
    assert "<h1>It’s “on”: 1914–1918</h1>" in page
    assert "<p>“Yes” – he said…</p>" in page


def test_a_gap_that_reaches_into_the_next_element_is_closed_in_both() -> None:
    assert typography_of("fr").html("<p>Oui <b> !</b> Non <i> </i> ?</p>") == (
        "<p>Oui\u202f<b>!</b> Non\u202f<i></i>?</p>"
    )
