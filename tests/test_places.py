"""Faults in bodies stand where they are written: planted at random places of random texts, in both engines."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsgen.content.markup import Markup
from newsroom import SETTINGS, Newsroom, codes, picture

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

ENGINES = ("python-markdown", "commonmark")
TEXTS = 10_000 if os.environ.get("NEWSGEN_LONG") else 200
_TEXTS_A_SITE = 500
_ADDRESSES = (
    "/mort/",
    "/mort/2/",
    "/é/à/",
    "/a_b_c/",
    "/m&m/",
    "/x/?a=1&b=2",
    "/x/?a=1&copy=2",
    "/y/#z",
    "/(a)/",
    "/a*b*c/",
)
_WORDS = [
    "le",
    "maire",
    "a",
    "dit",
    "que",
    "l’été",
    "😀",
    "revient,",
    "𝕏",
    "et",
    "n’est",
    "plus",
    ";",
    "voir",
    "[sic]",
    "«",
    "ici",
    "»",
    "3",
    "<",
    "4",
    "&",
    "plus",
]


class Text:
    """A text that is being written, and the places (line and column from 1 in the body) of its live dead links."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.lines: list[str] = []
        self.planted: set[tuple[int, int]] = set()
        self.definitions: list[tuple[str, str]] = []
        self.notes: list[str] = []
        self.noted = 0

    def line(self, *pieces: str | Callable[[], tuple[str, int | None]]) -> None:
        """Add a line; a piece that plants something gives its text, and at which character of it the address begins."""
        text = ""
        for piece in pieces:
            if isinstance(piece, str):
                text += piece
                continue
            written, start = piece()
            if start is not None:
                self.planted.add((len(self.lines) + 1, len(text) + start + 1))
            text += written
        self.lines.append(text)

    def words(self) -> tuple[str, int | None]:
        return " ".join(self.dice.choices(_WORDS, k=self.dice.randint(1, 5))), None

    def address(self) -> str:
        return self.dice.choice(_ADDRESSES)

    def link(self) -> tuple[str, int | None]:
        """Write a link in one of the ways in which people do."""
        address, dice = self.address(), self.dice
        written = (
            address.replace("&", dice.choice(("&", "&amp;")))
            if "&copy" not in address
            else address.replace("&", "&amp;")
        )
        if "_" in address and dice.random() < 0.5:
            written = written.replace("_", r"\_")
        if "*" in address:
            written = written.replace("*", r"\*")
        opening = dice.choice(("[a](", "[b c](", "[`code`](", "[*d*](", "*e* [f](", "["))
        if opening == "[":
            return f"[![g](/p.png)]({written})", len("[![g](/p.png)](")
        ending = dice.choice((")", ' "un titre")', ' "le /mort/ [x](/mort/)")'))
        if dice.random() < 0.2:
            return f"{opening}<{written}>{ending}", len(opening) + 1
        return f"{opening}{written}{ending}", len(opening)

    def tag(self) -> tuple[str, int | None]:
        """Write a link in HTML."""
        written = self.address().replace("&", "&amp;").replace("*", "&#42;").replace("_", "&#95;")
        quote = self.dice.choice(("'", '"') if "=" in written else ("'", '"', ""))  # as both engines have it
        opening = self.dice.choice(("<a href=", '<a class="x" href=', "<A HREF=", "<a href = "))
        return f"{opening}{quote}{written}{quote}>h</a>", len(opening) + len(quote)

    def decoy(self) -> tuple[str, int | None]:
        """Write what only looks like a link."""
        address = self.address()
        plain = ("`[x]({})`", "``a ` [x]({})``", r"\[x]({})", '`<a href="{}">`', "<!-- [x]({}) -->", "({})", '"{}"')
        address = address.replace("*", r"\*").replace("_", r"\_")
        return self.dice.choice(plain).format(address), None

    def reference(self) -> tuple[str, int | None]:
        """Mention a link that is defined elsewhere."""
        label = f"r{len(self.definitions)}"
        self.definitions.append((label, self.address().replace("*", r"\*")))
        return f"[i][{label}]" + f" et [j][{label}]" * self.dice.randint(0, 1), None

    def note(self) -> tuple[str, int | None]:
        label = f"n{self.noted}"
        self.noted += 1
        self.notes.append(label)
        return f"mot[^{label}]", None

    def piece(self) -> Callable[[], tuple[str, int | None]]:
        return self.dice.choice((self.words, self.link, self.link, self.tag, self.decoy, self.reference, self.note))

    def prose(self, indent: str = "") -> None:
        pieces: list[str | Callable[[], tuple[str, int | None]]] = [indent + "Un mot "]
        for _ in range(self.dice.randint(1, 5)):
            pieces += [self.piece(), " "]
        self.line(*pieces, "fin")


def _blocks(text: Text) -> Iterator[Callable[[], None]]:
    dice = text.dice

    def fence() -> None:
        sign = dice.choice(("```", "~~~", "````"))
        text.line(sign)
        text.line("[x](", text.address(), ")")
        text.line('<a href="', text.address(), '">')
        text.line(sign)

    def indented() -> None:
        text.line("Paragraphe")
        text.line("")
        text.line("    [x](", text.address(), ")")

    def comment() -> None:
        text.line("<!-- [x](", text.address(), ")")
        text.line('<a href="', text.address(), '"> -->')

    def items() -> None:
        text.prose("- ")
        text.prose("- ")
        text.prose("    - ")

    def quotation() -> None:
        text.prose("> ")
        text.prose("> ")

    def table() -> None:
        text.line("| a | b |")
        text.line("| --- | --- |")
        text.line("| ", text.link, " | ", text.tag, " |")

    def block() -> None:
        text.line("<div>")
        text.line("<p>[x](", text.address(), ") ", text.tag, " ", text.tag, "</p>")
        text.line("</div>")

    def shortcode() -> None:
        text.line('{{< quote text="[x](', text.address().replace("*", ""), ')" >}}')

    def paragraph() -> None:
        text.prose()
        if dice.random() < 0.5:
            text.prose()

    def heading() -> None:
        text.line("## Titre ", text.link)

    yield from (fence, indented, comment, items, quotation, table, block, shortcode, paragraph, paragraph, heading)


def _written(dice: random.Random) -> Text:
    text = Text(dice)
    blocks = list(_blocks(text))
    for _ in range(dice.randint(2, 7)):
        dice.choice(blocks)()
        text.line("")
        if text.notes and dice.random() < 0.5:  # a note in the middle; the engine moves it to the end
            text.line(f"[^{text.notes.pop()}]: Une note ", text.link)
            text.line("")
    for label in text.notes:
        text.line(f"[^{label}]: Une note ", text.tag)
        text.line("")
    for label, address in text.definitions:
        opening = f"[{label}]: " + dice.choice(("", "<"))
        written = f"{address}>" if opening.endswith("<") else address
        text.line(lambda opening=opening, written=written: (opening + written, len(opening)))  # type: ignore[misc]
    return text


@pytest.mark.parametrize("engine", ENGINES)
def test_dead_links_are_reported_where_they_were_planted(tmp_path: Path, engine: str) -> None:
    dice = random.Random(f"places {engine}")
    for site in range(0, TEXTS, _TEXTS_A_SITE):
        folder = tmp_path / str(site)
        folder.mkdir()
        room = Newsroom(folder, SETTINGS + f"markdown: {{engine: {engine}}}\n")
        room.write("static/p.png", picture())
        expected: dict[str, set[str]] = {}
        for number in range(min(_TEXTS_A_SITE, TEXTS - site)):
            text, name = _written(dice), f"t{number}"
            front = f"---\ntitle: T{number}\ncategory: sport\ndate: 2026-03-01T08:00\n---\n"
            written = front + "\n".join(text.lines) + "\n"
            if dice.random() < 0.2:
                written = "\ufeff" + written
            if dice.random() < 0.2:
                written = written.replace("\n", "\r\n")
            room.write(f"content/articles/{name}.md", written)
            expected[name] = {
                f"content/articles/{name}.md:{line + 5}:{column} dead-link" for line, column in text.planted
            }
        report = room.build()
        found: dict[str, set[str]] = {name: set() for name in expected}
        for each in codes(report):
            if each.endswith("dead-link"):
                found[each.partition(":")[0].removeprefix("content/articles/").removesuffix(".md")].add(each)
        for name, places in expected.items():
            written = (room.root / f"content/articles/{name}.md").read_text("utf-8")
            assert found[name] == places, (
                f"too many: {sorted(found[name] - places)}, missing: {sorted(places - found[name])}\n{written}"
            )


def _places(room: Newsroom) -> list[str]:
    return [code.removeprefix("content/articles/un.md:") for code in codes(room.build())]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<img srcset="/p.png 1x, §/rien.png 2x" src="/p.png" alt="">', "missing-file"),
        ("<img srcset='§/rien.png' src=§/rien.png alt=''>", "missing-file"),
        ('<video src="/p.png" poster="§/rien.png"></video>', "missing-file"),
        ('<p style="background: url(§/rien.png)">x</p>', "missing-file"),
        ("<p style=\"background: url('§/rien.png')\">x</p>", "missing-file"),
        ("<style>\n/* url(/rien.png) */\np { background: url(§/rien.png) }\n</style>", "missing-file"),
        ('<object data="§/rien.pdf"></object>', "dead-link"),
        ('<iframe src="§/rien/"></iframe>', "dead-link"),
        ('<meta http-equiv="refresh" content="0; url=§/rien/">', "dead-link"),
        ('<svg><image href="§/rien.png"/><use xlink:href="§/rien.svg#a"/></svg>', "missing-file"),
        ('<blockquote cite="§/rien/">x</blockquote>', "dead-link"),
        ('<form action="§/envoi"><button formaction="§/rien">x</button></form>', "unchecked-address"),
        ('<a href="/p.png" ping="§/a §/b">x</a>', "unchecked-address"),
        ('<script src="§/rien.js"></script>', "missing-file"),
        ('[x](https://a.example/x.js)\n\n<script src="§https://a.example/x.js"></script>', "third-party-request"),
    ],
)
def test_addresses_in_raw_html_are_checked_at_their_places(tmp_path: Path, engine: str, body: str, code: str) -> None:
    room = Newsroom(tmp_path, SETTINGS + f"markdown: {{engine: {engine}}}\n").write("static/p.png", picture())
    lines = [line.split("§") for line in body.split("\n")]
    expected = [
        f"{number}:{len(''.join(pieces[:each])) + 1} {code}"
        for number, pieces in enumerate(lines, start=6)
        for each in range(1, len(pieces))
    ]
    assert _places(room.article("un", body.replace("§", "") + "\n")) == expected


def test_below_a_path_every_address_of_raw_html_has_it(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, SETTINGS.replace("test.example", "test.example/journal"))
    room.write("static/p.png", picture()).write("static/a.css", "a{}").write("static/i.svg", "<svg/>")
    body = """<div style="background: url(/p.png)"><img srcset="/p.png 1x, /p.png 2x" src="/p.png" alt="">
<video src="/i.svg" poster="/p.png"></video><object data="/i.svg"></object><svg><use href="/i.svg#a"/></svg>
<form action="/envoi?x=1"></form><q cite="/sport/un/">x</q><link rel="stylesheet" href="/a.css"></div>
<style>p { background: url(/p.png) }</style>
"""
    room.article("un", body).built()
    page = room.page("sport/un/index.html")
    for written in (
        'style="background: url(&quot;/journal/p.png&quot;)"',
        'srcset="/journal/p.png 1x, /journal/p.png 2x"',
        'poster="/journal/p.png"',
        'data="/journal/i.svg"',
        'href="/journal/i.svg#a"',
        'action="/journal/envoi?x=1"',
        'cite="/journal/sport/un/"',
        'href="/journal/a.css"',
        'url("/journal/p.png")',
    ):
        assert written in page, written


def test_a_word_of_a_shortcode_is_marked_where_it_means_what_the_fault_says(tmp_path: Path) -> None:
    body = """{{< quote text="wer" wer="x" >}}
{{< gallery name="name" >}}
{{< related article="article" label="article" >}}
{{< quote text="a" by="a" by="a" >}}
{{< tilte text="tilte" >}}
é `{{< quote >}}` {{< quote text="a" >}}
"""
    assert _places(Newsroom(tmp_path).article("un", body)) == [
        "6:22 bad-argument",
        "7:19 unknown-gallery",
        "8:22 unknown-reference",
        "9:27 bad-argument",
        "10:5 unknown-shortcode",
        "11:19 bad-shortcode",
    ]


def test_five_thousand_faults_of_one_file_are_placed_with_one_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    really = Markup.addresses

    def counted(markup: Markup, text: str) -> list[str]:
        read.append(text)
        return really(markup, text)

    monkeypatch.setattr(Markup, "addresses", counted)
    room = Newsroom(tmp_path, SETTINGS + "markdown: {engine: commonmark}\n")
    found = _places(room.article("un", "".join(f"[x](/rien/{n}/) [x](/rien/)\n\n" for n in range(2500))))
    assert len(found) == 5000
    assert (found[:3], found[-1]) == (["6:5 dead-link", "6:19 dead-link", "8:5 dead-link"], "5004:22 dead-link")
    assert len(read) == 1


def test_a_site_without_faults_in_bodies_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Markup, "addresses", lambda *_: pytest.fail("read again"))
    Newsroom(tmp_path).article("un", "[x](/sport/un/)\n").article("deux", related=["rien"]).build()


def test_below_a_path_an_address_that_is_left_as_it_is_is_told(tmp_path: Path) -> None:
    below = SETTINGS.replace("test.example", "test.example/journal")
    body = '<img src="/p.png" alt="" data-src="/p.png" data-x="/journal/p.png" data-n="7">\n'
    room = Newsroom(tmp_path, below).write("static/p.png", picture()).article("un", body)
    report = room.build()
    assert codes(report) == ["content/articles/un.md:6:36 unchecked-address"]
    assert report.faults[0].fault.help == "if it is an address, write /journal/p.png"
    assert codes(room.write("newsgen.yaml", SETTINGS).build()) == []


@pytest.mark.parametrize("policy", ["allow", "sanitize", "escape"])
@pytest.mark.parametrize("engine", ENGINES)
def test_places_are_those_of_the_html_that_the_settings_allow(tmp_path: Path, engine: str, policy: str) -> None:
    room = Newsroom(tmp_path, SETTINGS + f"markdown: {{engine: {engine}, html: {policy}}}\n")
    body = '<a href="/rien/">x</a> <a href="javascript:x()">y</a> [z](/rien/) [un lien](</rien et/rien/>)\n'
    html = ["6:10 dead-link"] if policy != "escape" else []
    found = [code for code in _places(room.article("un", body)) if code.endswith("dead-link")]
    assert found == [*html, "6:59 dead-link", "6:78 dead-link"]
