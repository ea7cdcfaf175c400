"""What only pages show of typography: raised ranks, dashes that keep what follows, compounds in one piece."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from chromium import chromium
from newsgen.base.places import theme_folder
from newsgen.content.typography import plain, typography_of, typography_shown
from newsgen.content.typography.display import Display
from newsroom import SETTINGS, Newsroom, picture

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

JOINER, HYPHEN = "\N{WORD JOINER}", "\N{NON-BREAKING HYPHEN}"


def shown(text: str) -> str:
    """Show what cannot be seen: ``~`` is U+00A0, ``^`` U+202F, ``|`` U+2060, ``=`` U+2011."""
    return text.translate({0xA0: "~", 0x202F: "^", 0x2060: "|", 0x2011: "="})


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("la 2e fois, la 1re, le 1er mars", "la 2<sup>e</sup> fois, la 1<sup>re</sup>, le 1<sup>er</sup>~mars"),
        ("la 1ère, les 1ères", "la 1<sup>re</sup>, les 1<sup>res</sup>"),
        ("le 2ème, les 3èmes, la 3ième", "le 2<sup>e</sup>, les 3<sup>es</sup>, la 3<sup>e</sup>"),
        ("la 2nde guerre, le 2nd", "la 2<sup>nde</sup> guerre, le 2<sup>nd</sup>"),
        ("le XXIe siècle, le XXIème", "le XXI<sup>e</sup>~siècle, le XXI<sup>e</sup>"),
        ("la Ve République, IIe", "la V<sup>e</sup>~République, II<sup>e</sup>"),
        ("François Ier, le Ier siècle", "François~I<sup>er</sup>, le I<sup>er</sup>~siècle"),
        (
            "les XIXe-XXe, 2e/3e, 1er-2e",
            "les XIX<sup>e</sup>-XX<sup>e</sup>, 2<sup>e</sup>/3<sup>e</sup>, 1<sup>er</sup>-2<sup>e</sup>",
        ),
        ("« 2e »", "«~2<sup>e</sup>~»"),
        ("2e &amp; 3e", "2<sup>e</sup> &amp; 3<sup>e</sup>"),
        # what is none
        ("la 2eme, 1e, 0e, 12e5, A2e, 22nd", "la 2eme, 1e, 0e, 12e5, A2e, 22nd"),
        ("Ce mot, Le mot, De, Me, Vie, CD, IVG, Xerox", "Ce mot, Le mot, De, Me, Vie, CD, IVG, Xerox"),
        ("#2e /2e a=2e", "#2e /2e a=2e"),
        ("https://a.fr/2e ou www.a.fr, 1er@a.fr", "https://a.fr/2e ou www.a.fr, 1er@a.fr"),
        ("M. et Mme, Mlle, n° 2, 12 m2", "M. et Mme, Mlle, n°~2, 12~m²"),
        ("<code>2e</code> <kbd>1er</kbd>", "<code>2e</code> <kbd>1er</kbd>"),
        ('<a href="/2e/" title="le 2e">x</a>', '<a href="/2e/" title="le 2e">x</a>'),
        ('<span translate="no">2e</span>', '<span translate="no">2e</span>'),
        # whatever elements stand in it
        ("<b>2e</b> fois", "<b>2<sup>e</sup></b> fois"),
        ("x<b>2e</b> <b>2e</b>x", "x<b>2e</b> <b>2e</b>x"),
        ("<b>2</b>e, 2<sup>e</sup>", "<b>2</b>e, 2<sup>e</sup>"),
        # dashes
        ("le maire - absent - a voté", "le maire –|~absent~– a voté"),
        ("le maire – <em>absent</em> – a voté", "le maire –|~<em>absent</em>~– a voté"),
        ("le maire — absent — a voté", "le maire —~absent~— a voté"),
        ("de 10 - 12 cm", "de 10~–|~12~cm"),
        ("1914-1918", "1914–1918"),
    ],
)
def test_a_french_text_as_pages_show_it(typed: str, wanted: str) -> None:
    french = typography_of("fr")
    once = french.html(f"<p>{typed}</p>")
    assert shown(once) == f"<p>{wanted}</p>"
    assert french.html(once) == once


def test_ranks_can_be_left_plain() -> None:
    french = typography_shown("fr", superscripts=False)
    assert shown(french.html("<p>Le 2ème – enfin – tour</p>")) == "<p>Le 2e –|~enfin~– tour</p>"
    assert french.headline("Port-Aubray, 2e") == f"Port{HYPHEN}Aubray, 2e"


@pytest.mark.parametrize("language", ["de", "en", "es", "it", "pt", "ro", "oc"])
def test_other_languages_know_nothing_of_it(language: str) -> None:
    other = typography_of(language)
    assert other.html("<p>Die 2e, XXIe, 1er – x – Port-Aubray</p>") == "<p>Die 2e, XXIe, 1er – x – Port-Aubray</p>"
    assert other.headline("Tom & 2e Port-Aubray") == "Tom &amp; 2e Port-Aubray"


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Port-Aubray fête son 2e prix", "Port=Aubray fête son 2<sup>e</sup> prix"),
        ("L’Île-d’Aix, Saint-Étienne", "L’Île=d’Aix, Saint=Étienne"),
        ("A-t-elle gagné ? Covid-19", "A=t=elle gagné ? Covid=19"),
        ("Saint-Germain-en-Laye", "Saint-Germain-en-Laye"),  # too long to be kept in one piece
        ("2-1, 2026-03-01, - x", "2-1, 2026-03-01, - x"),
        ("https://a-b.fr/c-d", "https://a-b.fr/c-d"),
        ("Tom & Jerry-Lee <b>", "Tom &amp; Jerry=Lee &lt;b&gt;"),
    ],
)
def test_a_headline_does_not_break_a_short_compound(title: str, wanted: str) -> None:
    assert shown(typography_of("fr").headline(title)) == wanted
    assert HYPHEN not in typography_of("fr").line(title)


@given(st.text(st.sampled_from("12Ie rnd-–\u00a0'’&<XVé/@.:#"), max_size=20))
def test_a_line_says_the_same_as_a_page(text: str) -> None:
    for html in (Display().html(text), Display().headline(text), Display(ranks=False).html(text)):
        bare = unescape(re.sub("</?sup>", "", html)).replace(HYPHEN, "-")
        assert plain(bare) == plain(text)


# --- a whole site ---------------------------------------------------------------------------------------------------

TITLE = "Port-Aubray fête le 2e tour - enfin - du XXIe siècle"
SET = "Port-Aubray fête le 2e tour –~enfin~– du XXIe~siècle"
ON_PAGES = "Port=Aubray fête le 2<sup>e</sup> tour –|~enfin~– du XXI<sup>e</sup>~siècle"
PAGE = "sport/port-aubray-fete-le-2e-tour-enfin-du-xxie-siecle/index.html"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    room = Newsroom(tmp_path / "site").write("static/port.png", picture(900, 600))
    room.write("content/categories/sport.md", "---\ntitle: Sport\n---\n")
    image = {"src": "/port.png", "alt": "Le 2e quai", "caption": "Le 2e quai de Port-Aubray"}
    body = "Le 1er mars - jour de fête - à Port-Aubray.\n\n## La 2ème\n"
    return room.article("fete", body, title=TITLE, summary="Au 3e essai à Port-Aubray", kicker="5e jour", image=image)


def test_pages_show_it_and_everything_else_is_plain(room: Newsroom) -> None:
    room.built()
    page = shown(room.page(PAGE))
    assert f"<h1>{ON_PAGES}</h1>" in page
    assert '<p class="standfirst">Au 3<sup>e</sup> essai à Port-Aubray</p>' in page
    assert "<span>5<sup>e</sup> jour</span>" in page
    assert "<figcaption>Le 2<sup>e</sup> quai de Port-Aubray" in page
    assert "<p>Le 1<sup>er</sup>~mars –|~jour de fête~– à Port-Aubray.</p>" in page
    assert 'id="la-2eme">La 2<sup>e</sup></h2>' in page
    assert f"<title>{SET} – Le Test</title>" in page
    assert f'property="og:title" content="{SET}"' in page
    assert 'alt="Le 2e quai"' in page
    structured = json.loads(re.findall(r"ld\+json\">(.*?)</script>", page)[0])["@graph"]
    assert shown(next(each["headline"] for each in structured if each["@type"] == "NewsArticle")) == SET
    assert f"<title>{SET}</title>" in shown(room.page("atom.xml"))
    front = shown(room.page("index.html"))
    assert f">{ON_PAGES}</a></h" in front
    assert "Au 3<sup>e</sup> essai" in front


def test_a_description_made_of_the_text_is_plain(room: Newsroom) -> None:
    room.article("autre", "Le 1er mars - jour de fête - à Port-Aubray.\n").built()
    page = shown(room.page("sport/autre/index.html"))
    assert '<meta name="description" content="Le 1er~mars –~jour de fête~– à Port-Aubray.">' in page


def test_the_setting_changes_every_page_and_nothing_else(room: Newsroom, tmp_path: Path) -> None:
    room.built()
    room.write("newsgen.yaml", f"{SETTINGS}superscripts: false\n").built()
    page = room.page(PAGE)
    assert "<sup>" not in page
    assert f"<h1>Port{HYPHEN}Aubray fête le 2e tour" in page
    assert f"–{JOINER}" in page
    assert room.public() == room.clean(tmp_path / "clean")
    room.write("newsgen.yaml", f"{SETTINGS}typography: false\n").built()
    assert not {"<sup>", HYPHEN, JOINER} & set(re.findall(f"<sup>|{HYPHEN}|{JOINER}", room.page(PAGE)))


def test_a_new_headline_is_shown_so_without_a_plan(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    room.article("autre").built()

    def plan(_: object) -> None:
        raise AssertionError("the site was planned")

    monkeypatch.setattr("newsgen.build.pipeline.plan_opened", plan)
    room.replace("content/articles/fete.md", "le 2e tour", "le 4e tour").replace(
        "content/articles/fete.md", "category: sport", "category: sport\nslug: fete"
    )
    monkeypatch.undo()
    room.built()
    monkeypatch.setattr("newsgen.build.pipeline.plan_opened", plan)
    room.replace("content/articles/fete.md", "le 4e tour", "le 5e tour").built()
    assert "fête le 5<sup>e</sup> tour" in room.page("index.html")
    monkeypatch.undo()
    assert room.public() == room.clean(tmp_path / "clean")


def test_in_a_browser_a_compound_and_a_dash_keep_together_in_the_theme_s_own_letters(tmp_path: Path) -> None:
    fonts = "".join(
        f"@font-face {{ font-family: {name}; src: url('{(theme_folder() / 'static/fonts' / file).as_uri()}') }}"
        for name, file in (("Serif", "newsreader-bold.woff2"), ("Sans", "franklin.woff2"))
    )
    lines = "".join(
        f'<p style="font: 40px {font}, monospace"><span class="w">{text}</span></p>'
        for font in ("Serif", "Sans")
        for text in ("Port-Aubray", f"Port{HYPHEN}Aubray")
    )
    narrow = '<h1 style="width: 1px; font: 40px Serif">{}</h1>'
    texts = (f"Port{HYPHEN}Aubray", f"–{JOINER}\u00a0absent", "Port-Aubray", "–\u00a0absent")
    html = f"<meta charset=utf-8><style>{fonts}</style>{lines}{''.join(map(narrow.format, texts))}"
    file = tmp_path / "page.html"
    file.write_text(html, encoding="utf-8")
    with chromium() as browser:
        page = browser.new_page()
        page.goto(file.as_uri())
        page.evaluate("document.fonts.ready")
        widths = page.evaluate("[...document.querySelectorAll('.w')].map((each) => each.getBoundingClientRect().width)")
        heights = page.evaluate("[...document.querySelectorAll('h1')].map((each) => each.clientHeight)")
    assert widths[0] == widths[1]
    assert widths[2] == widths[3]
    assert heights[0] == heights[1]  # of one line
    assert heights[2] == heights[3] == 2 * heights[0]  # what the signs are for


@pytest.mark.parametrize("of_site", [True, False])
def test_a_text_may_differ_from_its_site_wherever_it_is_shown(room: Newsroom, tmp_path: Path, *, of_site: bool) -> None:
    """Headline, kicker, standfirst and captions; in lists, in links of neighbours, in shortcodes."""
    words = "Port-Aubray, la 2e fois"
    raised = {True: Display().html(words), False: words}
    headline = {True: Display().headline(words), False: words}
    figure = f'{{{{< figure src="/port.png" alt="Le port" caption="Sous {words}" >}}}}\n'

    def article(number: int, own: bool | None, slug: str = "") -> None:
        fields = {} if own is None else {"typography": own}
        room.article(
            f"a{number}",
            figure,
            **fields,
            slug=slug or f"a{number}",
            date=f"2026-05-2{number}",
            title=f"N{number}{slug} {words}",
            kicker=f"Sur {words}",
            summary=f"Chapeau {words}",
            image={"src": "/port.png", "alt": "Le port", "caption": f"Image {words}"},
        )

    room.write("newsgen.yaml", f"{SETTINGS}typography: {str(of_site).lower()}\n")
    for number, own in enumerate((False, True, None)):
        article(number, own)
        line = "" if own is None else f"typography: {str(own).lower()}\n"
        room.write(f"content/pages/p{number}.md", f"---\ntitle: {words}\n{line}---\n{figure}")
    room.built()
    for number, own in enumerate((False, True, of_site)):
        page, listed = room.page(f"sport/a{number}/index.html"), room.page("sport/index.html")
        assert f"<h1>N{number} {headline[own]}</h1>" in page
        for name in ("Sur", "Chapeau", "Image", "Sous"):
            assert f">{name} {raised[own]}<" in page, (name, own)
        assert f">N{number} {headline[own]}</a>" in listed
        assert f">Chapeau {raised[own]}<" in listed
        still = room.page(f"p{number}/index.html")
        assert f"<h1>{headline[own]}</h1>" in still
        assert f">Sous {raised[own]}<" in still
    assert f"</small> N0 {words}</a>" in room.page("sport/a1/index.html")

    article(0, own=False, slug="a0")  # a new headline: the plan is recalled
    room.built()
    assert f"</small> N0a0 {words}</a>" in room.page("sport/a1/index.html")
    assert f">N0a0 {words}</a>" in room.page("index.html")
    article(0, own=True, slug="a0")
    room.built()
    assert f"</small> N0a0 {headline[True]}</a>" in room.page("sport/a1/index.html")
    assert room.public() == room.clean(tmp_path / "clean")
