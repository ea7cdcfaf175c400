"""Templates speak the reader's language: from catalogues that say the same in all, and that a site overrides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel import Locale
from jinja2 import Environment, nodes
from markupsafe import Markup

from newsgen.base.places import theme_folder
from newsgen.content.typography import typography_for
from newsgen.model.parse_settings import parse_settings
from newsgen.model.settings import Settings
from newsgen.model.words import Wording, Words, WordsError, catalogue, plural_categories
from newsgen.render.formats import format_date, format_duration, join_list
from newsroom import SETTINGS, Newsroom, codes

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

LANGUAGES = ("de", "en", "es", "fr", "it", "pt", "ro")
ENGLISH = catalogue("en")
TEMPLATES = theme_folder() / "templates"
MACHINE_BLOCKS = {"body_class", "og_type", "card"}
NB, NNB = "\u00a0", "\u202f"


def said(room: Newsroom, text: str) -> str:
    """Build a site whose page for what is not found is this template; give the page."""
    room.write("templates/404.html", text).built()
    return room.page("404.html")


# --- the catalogues -------------------------------------------------------------------------------------------------


def test_there_is_a_catalogue_for_each_language() -> None:
    folder = Path(__file__).parent.parent / "src/newsgen/model/languages"
    assert sorted(file.stem for file in folder.iterdir()) == list(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalogue_says_the_same(language: str) -> None:
    words = catalogue(language)
    assert list(words) == list(ENGLISH)
    assert {key: word.places for key, word in words.items()} == {key: word.places for key, word in ENGLISH.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_with_plural_forms_has_those_of_its_language_and_each_form_its_places(language: str) -> None:
    for key, word in catalogue(language).items():
        if len(ENGLISH[key].forms) > 1:
            assert sorted(word.forms) == sorted(plural_categories(language)), key
            for text in word.forms.values():
                assert set(re.findall(r"\{(\w+)\}", text)) in (word.places, word.places - {"count"}), key
        else:
            assert set(word.forms) == {"other"}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_catalogue_uses_typewriter_signs(language: str) -> None:
    texts = [text for word in catalogue(language).values() for text in word.forms.values()]
    assert not [text for text in texts if set(text) & set("'\"") or "..." in text]


def test_the_theme_uses_every_word_that_newsgen_does_not_use_itself() -> None:
    used = set(re.findall(r"""\bsay\(\s*"(\w+)\"""", "".join(text for _, text in theme_texts())))
    code = "".join(file.read_text(encoding="utf-8") for file in (Path(__file__).parent.parent / "src").rglob("*.py"))
    assert [key for key in ENGLISH if key not in used and f'"{key}"' not in code] == []


# --- the theme has no words of its own ------------------------------------------------------------------------------


def theme_texts() -> Iterator[tuple[str, str]]:
    """Give the templates of the theme by name."""
    for file in sorted(TEMPLATES.rglob("*")):
        if file.is_file():
            yield file.relative_to(TEMPLATES).as_posix(), file.read_text(encoding="utf-8")


class _Prose(HTMLParser):
    """Gathers the words of a page: its text, and the attributes that readers see or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None and self.get_starttag_text() != "<code>":
            self.words += re.findall(r"[^\W\d_]{2,}", data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"alt", "aria-label", "title", "placeholder", "aria-description", "label"}:
                self.words += re.findall(r"[^\W\d_]{2,}", value or "")


def literals(text: str) -> Iterator[str]:
    """Give the texts that a template prints: its plain parts as one page, and its constants one by one."""
    tree = Environment(trim_blocks=True, lstrip_blocks=True).parse(text)
    for block in tree.find_all(nodes.Block):
        if block.name in MACHINE_BLOCKS:
            block.body = []
    plain = "".join(data.data for data in tree.find_all(nodes.TemplateData))
    parser = _Prose()
    parser.feed(plain)
    yield from parser.words
    for constant in tree.find_all(nodes.Const):
        value = constant.value
        if isinstance(value, str) and (
            re.search(r"[^\x00-\x7f–„”“«]", value) or re.search(r"[a-z] [a-z]", value, re.IGNORECASE)
        ):
            yield value


@pytest.mark.parametrize(("name", "text"), [each for each in theme_texts() if each[0].endswith(".html")])
def test_no_template_of_the_theme_has_words_of_its_own(name: str, text: str) -> None:
    assert list(literals(text)) == [], name


def test_that_test_finds_words_wherever_they_hide() -> None:
    assert list(literals('<p title="{{ x }} Bon">Lu</p><script>var no = "no"</script>')) == ["Bon", "Lu"]
    assert list(literals('{{ "Lire aussi" if x else "Là" }}')) == ["Lire aussi", "Là"]
    assert list(literals('{{ say("read_also") }}<p class="kicker">{{ x }}</p>')) == []


# --- in templates ---------------------------------------------------------------------------------------------------


def test_a_template_says_a_word_in_the_language_of_the_site(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    assert said(room, '{{ say("read_also") }}') == "Lire aussi"
    room.replace("newsgen.yaml", "language: fr", "language: de")
    assert said(room, '{{ say("read_also") }}') == "Lesen Sie auch"


def test_places_are_escaped_but_for_markup(tmp_path: Path) -> None:
    text = '{% set b %}<b>A</b>{% endset %}{{ say("by", names="<i>") }}|{{ say("by", names=b) }}'
    assert said(Newsroom(tmp_path), f'{text}|{{{{ say("home") | tojson }}}}') == 'Par &lt;i&gt;|Par <b>A</b>|"Accueil"'


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [
        ("fr", 0, f"0{NB}vue"),
        ("fr", 1, f"1{NB}vue"),
        ("fr", 2, f"2{NB}vues"),
        ("fr", 12500, f"12{NNB}500{NB}vues"),
        ("fr", 1_000_000, f"1{NNB}000{NNB}000{NB}de vues"),
        ("en", 0, "0 views"),
        ("en", 1, "1 view"),
        ("en", 12500, "12,500 views"),
        ("de", 12500, "12.500 Aufrufe"),
        ("ro", 1, "1 vizualizare"),
        ("ro", 3, "3 vizualizări"),
        ("ro", 20, "20 de vizualizări"),
        ("es", 2_000_000, "2.000.000 de visitas"),
    ],
)
def test_plurals_follow_the_language(language: str, count: int, text: str) -> None:
    assert Words(language, {}).say("views_count", count=count) == text


def test_french_of_canada_is_french_and_a_language_without_a_catalogue_is_english_with_a_warning(
    tmp_path: Path,
) -> None:
    room = Newsroom(tmp_path, SETTINGS.replace("fr", "fr-CA"))
    assert said(room, '{{ say("read_also") }}') == "Lire aussi"
    room.replace("newsgen.yaml", "fr-CA", "ar")
    report = room.build()
    assert codes(report) == ["newsgen.yaml:3:11 no-catalogue"]
    assert not report.failed
    assert room.page("404.html") == "Read also"


@pytest.mark.parametrize(
    ("language", "printed"),
    [("fr", "ltr fr_FR"), ("fr-CA", "ltr fr_CA"), ("ar", "rtl ar_EG"), ("he", "rtl he_IL"), ("en", "ltr en_US")],
)
def test_templates_know_the_direction_and_the_territory(tmp_path: Path, language: str, printed: str) -> None:
    room = Newsroom(tmp_path, SETTINGS.replace("fr", language))
    assert said(room, "{{ config.direction }} {{ config.locale }}") == printed


@pytest.mark.parametrize(
    ("text", "column", "message", "way_out"),
    [
        ('{{ say("read_alos") }}', 9, "there is no word “read_alos”", "did you mean “read_also”?"),
        ('{{ say("xyzzy") }}', 9, "there is no word “xyzzy”", "add it under “words:” in newsgen.yaml"),
        ('{{ say("by") }}', 9, "the word “by” needs “names”", 'write say("by", names=…)'),
        ('{{ say("by", name="A", names="") }}', 14, "the word “by” has no place for “name”", "did you mean “names”?"),
        ('{{ say("home", name="A") }}', 16, "the word “home” has no place for “name”", "its places: none"),
        (
            '{{ say("views_count", count="2") }}',
            23,
            "“count” of the word “views_count” must be a whole number",
            "give it a number",
        ),
        ("{{ say }}", 1, "this prints a function", 'put brackets and arguments behind it: say("home"), site.latest(5)'),
        (
            "{{ say ~ 1 }}",
            1,
            "this prints a function",
            'put brackets and arguments behind it: say("home"), site.latest(5)',
        ),
        (
            '{{ say("by", names=[1]) }}',
            1,
            "this prints a whole list, which is no text",
            "print one of its entries, or loop over them",
        ),
    ],
)
def test_a_slip_in_a_template_is_found_at_its_word(
    tmp_path: Path, text: str, column: int, message: str, way_out: str
) -> None:
    report = Newsroom(tmp_path).write("templates/404.html", f"\n{text}").build()
    assert codes(report) == [f"templates/404.html:2:{column} template-error"]
    fault = report.faults[0].fault
    assert fault.message.removesuffix(" (while rendering /404.html)") == message
    assert fault.help == way_out


def test_a_wrong_word_is_found_though_no_page_shows_it(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.write(
        "templates/partials/mine.html", """{# say("x") #}\n<p>\n{% if false %}\n{{ say(\n'read_alos') }}{% endif %}"""
    )
    room.write(
        "templates/partials/more.html",
        '{% raw %}{{ say("y") }}{% endraw %}say("z"){{ say("na" ~ 1) if 0 }}{{ x.say("w") }}',
    )
    report = room.build()
    assert codes(report) == ["templates/partials/mine.html:5:2 template-error"]
    assert report.faults[0].fault.help == "did you mean “read_also”?"


def test_a_template_with_a_wrong_word_is_reported_once_and_the_other_faults_with_it(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un")
    room.write("templates/partials/pager.html", '{{ say("pge") }}')
    room.write("templates/404.html", "{{ page.titel }}")
    assert codes(room.build()) == [
        "templates/404.html:1:9 template-error",
        "templates/partials/pager.html:1:9 template-error",
    ]


# --- words of the site ----------------------------------------------------------------------------------------------


def test_a_site_overrides_words_and_adds_its_own(tmp_path: Path) -> None:
    strike = '{one: "{count} gréviste", other: "{count} grévistes à {town}"}'
    words = f"words:\n  read_also: À lire\n  home: La une\n  strike: {strike}\n"
    room = Newsroom(tmp_path, SETTINGS + words).article("un")
    assert (
        said(room, '{{ say("read_also") }} {{ say("strike", count=7, town="Brest") }}') == "À lire 7 grévistes à Brest"
    )
    assert ">La une</a>" in room.page("sport/un/index.html")


def test_words_of_the_site_are_set_like_its_other_texts_unless_it_wants_none_of_that(tmp_path: Path) -> None:
    words = "words:\n  label: '{label} :'\n  home: \"L'accueil\"\n"
    room = Newsroom(tmp_path, SETTINGS + words).article("un")
    assert said(room, '{{ say("label", label="Sujets") }}') == f"Sujets{NB}:"
    assert ">L’accueil</a>" in room.page("sport/un/index.html")
    room.write("newsgen.yaml", SETTINGS + words + "typography: false\n")
    assert said(room, '{{ say("label", label="Sujets") }}') == "Sujets :"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogues_are_set_as_the_language_asks(language: str) -> None:
    typography = typography_for(parse_settings(Settings("T", "https://test.example", language=language)))
    texts = [text for word in catalogue(language).values() for text in word.forms.values()]
    assert [typography.text(text) for text in texts] == texts


def test_another_word_makes_every_page_again_and_only_then(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, SETTINGS + "words: {read_also: À lire}\n").article("un")
    pages = room.built().rendered
    assert room.built().rendered == 0
    room.replace("newsgen.yaml", "À lire", "À lire aussi")
    assert room.built().rendered == pages
    assert room.public() == room.clean(tmp_path / "clean")


def test_a_word_of_the_site_that_no_template_says_is_a_warning(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, SETTINGS + "words:\n  mine: à moi\n  lire_aussi: À lire\n")
    room.write("templates/404.html", '{{ say("mine") }}')
    report = room.build()
    assert codes(report) == ["newsgen.yaml:7:3 unsaid-word"]
    assert report.faults[0].fault.message == "no template says “lire_aussi”"
    room.write("templates/404.html", '{{ say("mi" ~ "ne") }}')
    assert codes(room.build()) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("{read_alos: x}", "5:9 unknown-word"),
        ("{Read_Also: x}", "5:9 bad-word"),
        ("{by: 'De {nam}'}", "5:13 bad-word"),
        ("{by: 'De'}", None),
        ("{by: 'De {names'}", "5:13 bad-word"),
        ("{mine: 'a {b c}'}", "5:15 bad-word"),
        ("{mine: {one: a, other: b}}", "5:9 unsaid-word"),
        ("{home: {one: a, other: b}}", "5:16 bad-word"),
        ("{views_count: '{count} fois'}", None),
        ("{views_count: {two: '{count}', other: '{count}'}}", "5:23 bad-word"),
        ("{views_count: {one: '{count}'}}", "5:9 missing-field"),
        ("{views_count: {autre: '{count}', other: ''}}", "5:23 unknown-field"),
        ("{home: [a]}", "5:15 wrong-type"),
        ("[home]", "5:8 wrong-type"),
    ],
)
def test_a_wrong_word_in_the_settings_is_found_at_its_place(tmp_path: Path, words: str, found: str | None) -> None:
    report = Newsroom(tmp_path, SETTINGS + f"words: {words}\n").build()
    assert [each.removeprefix("newsgen.yaml:") for each in codes(report)[:1]] == ([found] if found else [])


# --- dates, numbers, lists ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "pattern", "text"),
    [
        ("fr", "long", "3 mars 2025"),
        ("fr", "full", "lundi 3 mars 2025"),
        ("fr", "datetime", f"3 mars 2025 à 14{NNB}h{NNB}05"),
        ("fr", "full_datetime", f"lundi 3 mars 2025 à 14{NNB}h{NNB}05"),
        ("fr", "time", f"14{NNB}h{NNB}05"),
        ("en", "datetime", f"March 3, 2025 at 2:05{NNB}PM"),
        ("en-GB", "datetime", "3 March 2025 at 14:05"),
        ("de", "full_datetime", "Montag, 3. März 2025 um 14:05 Uhr"),
        ("es", "datetime", "3 de marzo de 2025, 14:05"),
        ("it", "datetime", "3 marzo 2025, ore 14:05"),
        ("pt", "datetime", "3 de março de 2025 às 14:05"),
        ("ro", "datetime", "3 martie 2025, ora 14:05"),
    ],
)
def test_dates_read_as_in_newspapers(language: str, pattern: str, text: str) -> None:
    assert format_date(datetime(2025, 3, 3, 14, 5), pattern, Words(language, {})) == text  # noqa: DTZ001 - printed as it is


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("long", "1er juillet 2025"),
        ("full", "mardi 1er juillet 2025"),
        ("EEEE d MMMM", "mardi 1er juillet"),
        ("d MMM", "1er juil."),
        ("d/M H", "1/7 1"),
    ],
)
def test_the_first_of_a_month_is_1er_in_french(pattern: str, text: str) -> None:
    assert format_date(datetime(2025, 7, 1, 1, 30), pattern, Words("fr", {})) == text  # noqa: DTZ001


def test_lists_numbers_and_durations_read_as_in_the_language(tmp_path: Path) -> None:
    text = (
        '{{ ["A", "B", "<C>"] | list_of }}|{{ ["A"] | list_of }}|{{ [] | list_of }}|{{ 12500 | number }}|'
        '{{ 12500 | compact }}|{{ "PT1H2M10S" | duration }}|{{ "deux" | duration }}'
    )
    french = f"A, B et &lt;C&gt;|A||12{NNB}500|12,5{NB}k|1{NNB}h 2{NB}min 10{NNB}s|deux"
    assert said(Newsroom(tmp_path), text) == french
    assert join_list([Markup("<b>A</b>"), "<B>"], Locale("ro")) == "<b>A</b> și &lt;B&gt;"
    assert format_duration("PT", Locale("fr")) == "PT"


def test_a_byline_names_everybody(tmp_path: Path) -> None:
    room = (
        Newsroom(tmp_path)
        .article("un", author=["Anna", "Bruno", "Carla <b>", "avec AFP"])
        .article("deux", author="avec AFP")
    )
    room.built()
    line = '<a href="/authors/anna/" rel="author">Anna</a>, <a href="/authors/bruno/" rel="author">Bruno</a> et '
    assert f'>Par {line}<a href="/authors/carla-b/" rel="author">Carla &lt;b&gt;</a>, avec AFP</p>' in room.page(
        "sport/un/index.html"
    )
    assert ">avec AFP</p>" in room.page("sport/deux/index.html")


def test_words_without_a_site() -> None:
    words = Words("en", {"own": Wording("{a} {b}")})
    assert words.say("own", a=None, b=1234) == " 1,234"
    with pytest.raises(WordsError):
        words.say("own", a=1)
