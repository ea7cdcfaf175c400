"""The search in a real browser, below the strictest policy: what it finds, what it asks for, and how it is used."""

from __future__ import annotations

import base64
import json
import os
import random
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from threading import Thread

import msgspec
import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from chromium import chromium
from corpus import write_corpus
from newsgen.base.places import theme_folder
from newsgen.search.fold import fold
from newsgen.search.languages import search_language, told
from newsgen.search.terms import terms_in
from newsroom import NOON, Newsroom

LONG = bool(os.environ.get("NEWSGEN_LONG"))
ARTICLES, QUERIES = (1000, 200) if LONG else (60, 200)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "font-src 'self'; base-uri 'none'; form-action 'self'"
)
FIRST = "Presqu’île & phare < 3"
LANGUAGES = ("fr", "en", "de", "es", "it", "pt", "ro", "nl")
WORDS = Path("/usr/share/dict")
ALPHABET = (
    "aeéèêëîïôœæßøłñãõçșțşăâbcdlmnqrstuvxyzAÉŒÇİ0123456789'’ʼ‘-‑‐–  \u00a0\u202f\u00ad\u200b\u2060\u0301«».,;½ﬁΣςЖπक्"
)

LISTEN = "self.broken = []; addEventListener('securitypolicyviolation', (each) => self.broken.push(each.blockedURI))"
FIND = """async ([index, queries]) => {
    const { openIndex, readQuery, find } = await import(document.querySelector("script[type=module]").src);
    const opened = await openIndex((name) => fetch(index + name), () => import(index + "stemmer.js"));
    const found = [];
    for (const query of queries) {
        const { numbers } = await find(opened, readQuery(query, opened.terms, true));
        found.push(await Promise.all(numbers.map(async (number) => (await opened.card(number)).url)));
    }
    return found;
}"""
TERMS = """async ([script, stemmer, told, texts]) => {
    const { makeTerms } = await import(script);
    const stem = stemmer ? (await import(stemmer)).stem : (word) => word;
    const terms = makeTerms(told, stem);
    return texts.map((text) => [...new Set(terms.pieces(text).flatMap((piece) => terms.terms(piece)))].sort());
}"""


class _Strict(SimpleHTTPRequestHandler):
    """Serves files below the policy, without a word."""

    def end_headers(self) -> None:
        """Send the policy along."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """A newspaper below a path, of generated articles and of three of our own."""
    root = tmp_path_factory.mktemp("search") / "site"
    write_corpus(root, ARTICLES)
    room = Newsroom(root, "title: Le Test\nurl: https://test.example/journal\nlanguage: fr\nsearch: {index: true}\n")
    room.now = NOON + 300 * 86_400
    mayors = "Les élus du conseil zorglubien. L’élue des États-Unis, aujourd’hui. COVID-19 : 10\u202f000 œuvres.\n"
    (root / "content/articles/les-notres").mkdir()
    room.write("content/authors/zoe-ix.md", "---\nname: Zoé Ix\n---\n")
    room.article("les-notres/un", mayors, title=FIRST, date="2020-02-03", slug="un", author="zoe-ix")
    room.article("les-notres/deux", "Conseil de la ville, zorglubien.\n", date="2021-02-03", slug="deux")
    table = "| a |\n| :-: |\n| zorglubien |\n"
    room.article("les-notres/trois", f"Un élu zorglubien au conseil.\n\n{table}", date="2022-02-03", slug="trois")
    room.built()
    return room


@pytest.fixture(scope="module")
def site(room: Newsroom) -> Iterator[str]:
    folder = room.root.parent / "served"
    folder.mkdir()
    (folder / "journal").symlink_to(room.root / "public")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Strict, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/journal/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """The page of the search, and what breaks the policy on it."""
    with browser.new_context() as context:
        page = context.new_page()
        page.add_init_script(LISTEN)
        page.goto(f"{site}search/")
        yield page
        assert page.evaluate("self.broken") == []


def ask(page: Page, words: str) -> None:
    """Type a query, and say that it is whole."""
    page.fill("[name=q]", words)
    page.keyboard.press("Enter")


def said(page: Page, words: str) -> None:
    """Wait until the search has said something."""
    expect(page.get_by_role("status")).to_have_text(words)


def titles(page: Page) -> list[str]:
    return page.locator("#_hits h2").all_inner_texts()


def texts_of(room: Newsroom) -> Mapping[str, str]:
    """Give what each article says and is called, by its address, as its source has it."""
    blocks = (data for path, data in room.public().items() if path.startswith("search/2"))
    urls = {fold(card[0]): card[1] for data in blocks for card in msgspec.json.decode(data).values()}
    texts = {}
    for file in (room.root / "content/articles").rglob("*.md"):
        _, matter, body = file.read_text(encoding="utf-8").split("---\n", 2)
        fields = yaml.safe_load(matter)
        body = re.sub(r"\{\{<.*?>\}\}|\]\([^)]*\)", " ", body)
        texts[urls[fold(fields["title"])]] = "\n".join((fields["title"], fields.get("summary", ""), body))
    return texts


def test_two_hundred_queries_find_what_a_grep_up_to_stems_finds(room: Newsroom, site: str, page: Page) -> None:
    term = terms_in("fr").term
    texts = texts_of(room)
    stems = {
        url: {term(word) for word in re.split(r"[\W_]+", fold(text.replace("\u202f", ""))) if word}
        for url, text in texts.items()
    }
    words = sorted({word for text in texts.values() for word in re.findall(r"[^\W\d_]{4,}", text)})
    drawn = random.Random(4).sample([each for each in words if term(fold(each)) is not None], QUERIES - 8)
    ways = (str, str.upper, bare, "l’{}".format, "d'{}".format, "{}s".format, " {} ".format, "qu’{}".format)
    queries = [ways[number % len(ways)](word) for number, word in enumerate(drawn)]
    queries += ["l'association", "école", "œuvre", "oeuvres", "comités", "l’eau", "équipe de rugby", "MAIRES"]
    found = page.evaluate(FIND, [f"{site}search/", queries])
    listed = set(texts)
    for query, urls in zip(queries, found, strict=True):
        wanted = {each for each in re.split(r"[\W_]+", fold(query)) if len(each) > 2 and term(each) is not None}
        expected = {url for url, its in stems.items() if all(term(word) in its for word in wanted)}
        missed, more = expected - set(urls), set(urls) & listed - expected
        assert not missed, (query, missed)
        assert not more or only_around(room, query, more), (query, more)


def only_around(room: Newsroom, query: str, urls: set[str]) -> bool:
    """Tell whether what a query found beside the texts stands on the pages of them: names of sections, other titles."""
    wanted = [terms_in("fr").term(each) for each in re.split(r"[\W_]+", fold(query)) if len(each) > 2]
    for url in urls:
        html = room.page(f"{url.removeprefix('/journal/')}index.html")
        on_page = terms_in("fr").of(re.sub(r"<[^>]*>", " ", html))
        if not all(each in on_page for each in wanted if each is not None):
            return False
    return True


def bare(word: str) -> str:
    """Type a word without its accents."""
    return "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))


def test_phrases_compounds_and_stop_words(page: Page) -> None:
    for query, hits in {
        "« conseil zorglubien »": [FIRST],
        '"élu zorglubien au"': ["Les-Notres/Trois"],
        "etats-unis": [FIRST],
        "covid19": [FIRST],
        "aujourd'hui presqu’ile": [FIRST],
        "10000": None,
        "zoe ix": [FIRST],
        "phare": None,
    }.items():
        ask(page, query)
        if hits is not None:
            said(page, f"Résultats\u00a0: {len(hits)}")
            expect(page.locator("#_hits h2")).to_have_text(hits)
        else:
            expect(page.locator("#_hits h2", has_text=FIRST)).to_have_count(1)
    ask(page, "le la les")
    said(page, "Ces mots sont trop courants pour être cherchés seuls.")
    ask(page, "xyzzyx")
    said(page, "Rien n’a été trouvé. Essayez d’autres mots, ou moins de mots.")
    ask(page, "")
    said(page, "")


def test_a_word_is_a_beginning_while_it_is_typed_and_whole_after_enter(page: Page) -> None:
    page.locator("[name=q]").press_sequentially("presq")
    said(page, "Résultats\u00a0: 1")
    page.keyboard.press("Enter")
    said(page, "Rien n’a été trouvé. Essayez d’autres mots, ou moins de mots.")
    assert page.url.endswith("?q=presq")


def test_hits_show_where_the_words_stand_and_all_can_be_reached(page: Page) -> None:
    ask(page, "zorglubien élu")
    marks = page.locator("#_hits mark")
    ours = page.locator("#_hits > li", has_text="Un élu zorglubien au conseil.")
    expect(ours.locator("mark").first).to_have_text("élu")
    assert {each.casefold() for each in marks.all_inner_texts()} <= {"élu", "élus", "l’élue", "zorglubien"}
    ask(page, "euros")
    more = page.get_by_role("button", name="Plus de résultats")
    expect(more).to_be_visible()
    count = int(re.findall(r"\d+", page.get_by_role("status").inner_text())[0])
    assert count > 20
    while more.is_visible():
        before = len(titles(page))
        more.click()
        expect(page.locator("#_hits h2").nth(before)).to_be_visible()
        expect(page.locator("#_hits h2 a").nth(before)).to_be_focused()
    assert len(titles(page)) == count


def test_filters_narrow_what_is_found_and_stand_in_the_address(page: Page, site: str) -> None:
    ask(page, "conseil")
    expect(page.get_by_label("Année")).to_be_visible()
    page.get_by_label("Année").select_option("2021")
    expect(page.locator("#_hits h2", has_text="Deux")).to_have_count(1)
    dates = page.locator("#_hits time").evaluate_all("(all) => all.map((each) => each.dateTime.slice(0, 4))")
    assert set(dates) == {"2021"}
    page.get_by_label("Année").select_option("")
    page.get_by_label("Auteur").select_option(label="Zoé Ix")
    said(page, "Résultats\u00a0: 1")
    assert "author=%23a%2Fzoe-ix" in page.url
    page.goto(page.url)
    said(page, "Résultats\u00a0: 1")
    page.goto(f"{site}search/?q=conseil&year=2022")
    expect(page.get_by_label("Année")).to_have_value("2022")


def test_keys_lead_through_the_hits(page: Page) -> None:
    ask(page, "conseil zorglubien")
    expect(page.locator("#_hits h2")).not_to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#_hits h2 a").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[name=q]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.locator("[name=q]")).to_be_focused()


def test_nothing_is_loaded_before_the_field_is_used_and_little_until_the_first_answer(
    browser: Browser, site: str
) -> None:
    asked: list[tuple[str, int]] = []
    with browser.new_context() as context:
        page = context.new_page()
        page.on("response", lambda answer: asked.append((answer.url, len(answer.body()))))
        page.goto(f"{site}search/")
        page.wait_for_load_state("networkidle")
        assert not [url for url, _ in asked if re.search(r"/search/.", url)]
        ask(page, "conseil")
        expect(page.locator("#_hits mark").first).to_be_visible()
    assert all(url.startswith(site) for url, _ in asked)
    assert sum(size for url, size in asked if "/search/" in url or "search" in url) < 150_000


def test_without_scripts_the_page_leads_on_by_its_lists(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}search/")
        expect(page.locator("form")).to_be_hidden()
        expect(page.get_by_text("La recherche a besoin de JavaScript.")).to_be_visible()
        expect(page.get_by_role("link", name="Archives").first).to_be_visible()


def test_a_search_that_cannot_be_reached_says_so(page: Page) -> None:
    page.route("**/search/*.json", lambda route: route.abort())
    ask(page, "conseil")
    said(page, "La recherche ne répond pas. Vérifiez la connexion, puis réessayez.")
    page.unroute_all()
    ask(page, "presqu’île")
    said(page, "Résultats\u00a0: 1")


def module(text: str) -> str:
    """Give the address of a script that is written into it."""
    return f"data:text/javascript;base64,{base64.b64encode(text.encode()).decode()}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_script_makes_the_terms_that_newsgen_makes(browser: Browser, language: str) -> None:
    luck = random.Random(language)
    texts = ["".join(luck.choices(ALPHABET, k=luck.randint(1, 12))) for _ in range(3000)]
    texts += words_of(language, luck)
    terms, made = terms_in(language), terms_by_script(browser, language, texts)
    wrong = [
        (text, ours, theirs)
        for text, theirs in zip(texts, made, strict=True)
        if (ours := set(terms.of(text))) != set(theirs)
    ]
    assert not wrong, wrong[:5]


def words_of(language: str, luck: random.Random) -> list[str]:
    """Give words of a language: all that the machine knows, or some."""
    names = {"fr": "french", "en": "american-english", "de": "ngerman", "es": "spanish", "it": "italian"}
    names |= {"pt": "portuguese"}
    file = WORDS / names.get(language, "none")
    words = file.read_text(encoding="utf-8").split("\n") if file.exists() else []
    if not words:
        words = re.findall(r"\w+", (Path(__file__).parents[1] / "benchmarks/french.py").read_text(encoding="utf-8"))
    return words if LONG else luck.sample(words, min(1500, len(words)))


def terms_by_script(browser: Browser, language: str, texts: Sequence[str]) -> list[list[str]]:
    """Give the terms of texts as the script on the page makes them."""
    script = (theme_folder() / "static/js/search.js").read_text(encoding="utf-8")
    algorithm = search_language(language).algorithm
    stemmer = files("newsgen.search").joinpath("stemmers", f"{algorithm}.js").read_text("utf-8") if algorithm else ""
    tables = json.loads(msgspec.json.encode(told(search_language(language))))
    with browser.new_context() as context:
        arguments = [module(script), module(stemmer) if stemmer else "", tables, list(texts)]
        made: list[list[str]] = context.new_page().evaluate(TERMS, arguments)
        return made
