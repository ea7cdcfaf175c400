"""What is withdrawn is gone from everything, and a notice with the reason stands at its address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from newsgen.build import Report, build
from newsgen.build.explain import explain
from newsgen.model.turn import Change, Turn
from newsgen.schema.instants import seconds
from newsroom import NOON, SETTINGS, Newsroom, codes, picture, rendered, tree
from tiny_theme import without_theme

GONE = "2026-06-01T11:00"
MOMENT = seconds(f"{GONE}:00+02:00")
REASON = {"date": GONE, "reason": "Un nom était faux."}
NOTICE = "{{ page.kind }}|{{ page.title }}|{{ page.url }}|{{ page.noindex }}|{{ date }}|{{ reason }}"
TOLD = f"{GONE}:00+02:00|Un nom était faux."


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """Make a site whose pages print nothing but what is left of withdrawn texts."""
    return without_theme(Newsroom(tmp_path / "site")).write("templates/withdrawn.html", NOTICE)


def told(report: Report) -> list[str]:
    """Give the faults of a build with their places and messages."""
    return [f"{each.fault.path}:{each.place.line}:{each.place.column} {each.fault.message}" for each in report.faults]


def test_what_is_withdrawn_leaves_a_notice_and_takes_its_lists_with_it(room: Newsroom, tmp_path: Path) -> None:
    room.article("a").article("b", category="culture", author="Zoé", tags=["mer"], withdrawn=REASON, summary="Vu.")
    room.now = MOMENT - 1
    assert room.built().turn == Turn(MOMENT, f"{GONE}:00+02:00", (Change("content/articles/b.md", "withdrawal"),))
    before = room.public()
    assert {"tags/mer/index.html", "authors/zoe/index.html", "culture/index.html"} <= before.keys()
    room.now = MOMENT
    report = room.built()
    assert (report.faults, report.turn) == ((), None)
    after = room.public()
    assert before.keys() - after.keys() == {"tags/mer/index.html", "authors/zoe/index.html", "culture/index.html"}
    assert after.keys() - before.keys() == set()
    assert room.page("culture/b/index.html") == f"withdrawn|Ce contenu a été retiré|/culture/b/|True|{TOLD}"
    assert rendered(report) == {
        *("culture/b/index.html", "index.html", "2026/03/index.html", "atom.xml", "categories/index.html"),
        *("authors/index.html", "tags/index.html", "sitemaps/2026-03.xml", "sitemaps/pages.xml"),
    }
    assert after == room.clean(tmp_path / "clean")
    room.replace("content/articles/b.md", "Un paragraphe", "Un mot").replace("content/articles/b.md", "Vu", "Lu")
    assert rendered(room.built()) == set()


CANARY: dict[str, Any] = {
    "title": "Canari titre",
    "slug": "neutre",
    "category": ["sport", "Canari Rubrique/Canari Sous-rubrique"],
    "author": ["Canari Auteur", "avec Canari Presse"],
    "summary": "Canari chapeau",
    "kicker": "Canari surtitre",
    "tags": ["canari-mot", "commun"],
    "image": {"src": "canari-photo.png", "alt": "Canari alternative", "caption": "Canari légende", "credit": "Canari"},
    "video": {"url": "https://video.example/canari", "poster": "canari-affiche.png"},
    "galleries": {"vues": [{"src": "canari-vue.png", "alt": "Canari vue", "caption": "Canari"}]},
    "corrections": [{"date": "2026-04-01", "text": "Canari correction"}],
    "extra": {"note": "canari"},
}
BODY = """Canari texte. ![Canari image](canari-dessin.png) [document](canari-document.pdf)

{{< gallery name="vues" >}}
"""


@pytest.mark.parametrize("declared", [False, True])
def test_nothing_of_what_is_withdrawn_is_anywhere_in_the_output(tmp_path: Path, declared: bool) -> None:
    room = Newsroom(tmp_path / "site")
    for name in ("photo.png", "affiche.png", "dessin.png", "vue.png"):
        room.write(f"content/articles/canari-{name}", picture(500, 300))
    room.write("content/articles/canari-document.pdf", "x")
    given = {**CANARY, "aliases": ["/vieux/"], "withdrawn": REASON}
    if declared:
        room.write("content/categories/sport.md", "---\ntitle: Sport\n---\n")
        given["category"] = "sport"
    room.article("canari", BODY, **given)
    room.article("ami", related=["canari.md"], previous="canari", next="neutre", tags=["commun"])
    room.replace(
        "content/articles/ami.md",
        "Un paragraphe.",
        '{{< related article="canari.md" >}}\n\n'
        "[un](article:neutre), [deux](canari.md), [trois](/sport/neutre/), [quatre](/vieux/)",
    )
    room.write("content/fronts/home.yaml", "lead: canari.md\nfeatured: [neutre]\n")
    room.write("content/redirects.yaml", "redirects: [{from: /ancien/, to: canari}, {from: /jadis/, to: /vieux/}]\n")
    room.now = MOMENT - 1
    room.built()

    def finds() -> set[str]:
        return {path for path, data in room.public().items() if b"canari" in data.lower() or "canari" in path.lower()}

    everything = b"".join(room.public().values())
    for word in ("titre", "texte", "alternative", "Auteur", "mot", "photo", "vue", "correction", "document", "chapeau"):
        assert f"anari {word}".encode() in everything or f"anari-{word}".encode() in everything, word
    assert {"sport/neutre/index.html", "vieux/index.html", "ancien/index.html", "atom.xml", "index.html"} <= finds()
    assert [path for path in finds() if path.endswith(".webp")]
    room.now = MOMENT
    report = room.built()
    assert finds() == set()
    assert {each.fault.code for each in report.faults} == {"withdrawn-reference"}
    what, since = "“content/articles/canari.md” is no more", f"it was withdrawn on {GONE}:00+02:00"
    places = ("6:3", "7:11", "8:7", "12:22", "14:6", "14:30", "14:50", "14:76")
    assert told(report) == [
        *(f"content/articles/ami.md:{each} {what}: {since}, so the link to it is left out" for each in places),
        *(
            f"content/fronts/home.yaml:{each} {what}: {since}, so its place is filled by the rule"
            for each in ("1:7", "2:12")
        ),
    ]
    ami = room.page("sport/ami/index.html")
    assert "<p><a >un</a>, <a >deux</a>, <a >trois</a>, <a >quatre</a></p>" in ami
    for old in ("vieux", "ancien", "jadis"):
        assert 'content="0; url=/sport/neutre/"' in room.page(f"{old}/index.html")
    page = room.page("sport/neutre/index.html")
    assert '<meta name="robots" content="noindex">' in page
    assert "Un nom était faux." in page
    assert "/sport/neutre/" not in "".join(room.page(f"sitemaps/{name}.xml") for name in ("pages", "2026-03"))
    assert room.public() == room.clean(tmp_path / "clean")
    room.now = MOMENT - 1
    room.built()
    assert finds()


def test_its_address_stays_its_own(room: Newsroom) -> None:
    room.article("a", withdrawn=REASON, aliases=["/vieux/", "/a.php"]).article("b", slug="a")
    for room.now in (NOON, MOMENT - 1, MOMENT, MOMENT + 1):
        report = room.build()
        assert report.failed
        [*_, line] = [each for each in told(report) if " is the address of both " in each]
        since = "from 1 June, 11:00 on, " if room.now < MOMENT else ""
        assert line.startswith(f"content/articles/b.md:5:7 {since}/sport/a/ is the address of both ")
    room.article("b", aliases=["/sport/a/"])
    for room.now in (NOON, MOMENT):
        assert "content/articles/b.md:6:3 alias-taken" in codes(room.build())
    room.article("b", slug="vieux").replace("newsgen.yaml", "timezone", "permalinks: {article: '/{slug}/'}\ntimezone")
    for room.now in (NOON, MOMENT):
        assert "content/articles/a.md:9:3 alias-taken" in codes(room.build())


def test_what_took_its_address_while_it_had_expired_is_told_before_the_notice_comes(room: Newsroom) -> None:
    room.article("a", expires="2026-05-20", withdrawn=REASON)
    room.built()
    assert "sport/a/index.html" not in room.public()
    room.article("b", slug="a")
    [line] = told(room.build())
    assert line.startswith("content/articles/")
    assert "from 1 June, 11:00 on, /sport/a/ is the address of both" in line


def test_a_notice_outlives_the_expiry_of_its_text(room: Newsroom) -> None:
    room.article("a", expires="2026-06-02", withdrawn=REASON)
    turn = room.built().turn
    assert turn is not None
    assert turn.moment == MOMENT
    for room.now in (MOMENT, seconds("2026-06-02T00:00:00+02:00")):
        assert room.built().turn is None
        assert room.page("sport/a/index.html").endswith(TOLD)


HOME = "https://test.example/journal"


def test_whole_web_addresses_of_the_site_are_links_to_it(tmp_path: Path) -> None:
    room = without_theme(Newsroom(tmp_path / "site", SETTINGS.replace("https://test.example", HOME)))
    room.write("templates/article.html", "{{ article.body | html }}").write("static/a.pdf", "-")
    room.write("templates/redirect.html", "{{ target }}")
    room.article("parti", withdrawn=REASON, aliases=["/vieux/"]).article("brouillon", draft=True).article("la")
    addresses = {
        "1": f"{HOME}/sport/parti/",
        "2": f"{HOME}/vieux/",
        "3": "//TEST.example/journal/sport/brouillon/",
        "4": "http://test.example/journal/sport/la/?x=1",
        "5": f"{HOME}/sport/la",
        "6": f"{HOME}/boutique/",
        "7": f"{HOME}/a.pdf",
        "8": "https://test.example/ailleurs/",
        "9": "https://test.example.org/journal/sport/parti/",
    }
    links = "\n".join(f"[{name}]({address})" for name, address in addresses.items())
    room.article("ami", f"{links}\n")
    room.write("content/redirects.yaml", f"redirects: [{{from: /jadis/, to: {HOME}/vieux/}}]\n")
    room.now = MOMENT
    assert codes(room.built()) == [
        "content/articles/ami.md:6:5 withdrawn-reference",
        "content/articles/ami.md:7:5 withdrawn-reference",
        "content/articles/ami.md:8:5 not-published",
        "content/articles/ami.md:10:5 slow-link",
        "content/articles/ami.md:11:5 unchecked-address",
    ]
    found = re.findall('<a ?(?:href="([^"]*)")?>[0-9]</a>', room.page("sport/ami/index.html"))
    given = ["/sport/la/?x=1", "/sport/la", "/boutique/", "/a.pdf"]
    assert found == ["", "", "", *(f"/journal{each}" for each in given), addresses["8"], addresses["9"]]
    assert room.page("jadis/index.html") == "/journal/sport/parti/"


def test_a_page_can_be_withdrawn_too(room: Newsroom) -> None:
    room.write(
        "content/pages/charte.md",
        f"---\ntitle: La charte\naliases: [/regles/]\nwithdrawn: {{date: {GONE}, reason: Caduque.}}\n---\nx\n",
    )
    room.article("a", "[la charte](/charte/) et [elle](../pages/charte.md)\n")
    room.replace("newsgen.yaml", "timezone", "theme: {menus: {footer: {page: charte}}}\ntimezone")
    assert room.built().turn is not None
    room.now = MOMENT
    assert codes(room.built()) == [
        *("content/articles/a.md:6:13 withdrawn-reference", "content/articles/a.md:6:33 withdrawn-reference"),
        "newsgen.yaml:4:32 withdrawn-reference",
    ]
    assert room.page("charte/index.html").endswith(f"{GONE}:00+02:00|Caduque.")
    assert "regles/index.html" in room.public()


def test_a_draft_has_no_notice(room: Newsroom) -> None:
    room.article("a", withdrawn=REASON, draft=True)
    room.now = MOMENT
    assert room.built().turn is None
    assert "sport/a/index.html" not in room.public()


def test_an_article_may_be_withdrawn_at_the_instant_at_which_it_would_appear(room: Newsroom) -> None:
    room.article("a", date="2026-06-01", withdrawn={"date": "2026-06-01", "reason": "Trop tôt."})
    assert room.built().turn is not None
    assert "sport/a/index.html" not in room.public()
    room.now = seconds("2026-06-01T00:00:00+02:00")
    assert room.built().turn is None
    assert room.page("sport/a/index.html").endswith("|Trop tôt.")


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ({"withdrawn": None}, ["5:1 missing-field"]),
        ({"withdrawn": ""}, ["5:1 missing-field"]),
        ({"withdrawn": {}}, ["5:1 missing-field"]),
        ({"withdrawn": {"date": None, "reason": None}}, ["5:1 missing-field"]),
        ({"withdrawn": {"date": GONE}}, ["5:1 missing-field"]),
        ({"withdrawn": {"date": GONE, "reason": ""}}, ["7:11 empty-field"]),
        ({"withdrawn": {"reason": "Faux."}}, ["5:1 missing-field"]),
        ({"withdrawn": {**REASON, "by": "x"}}, ["8:3 unknown-field"]),
        ({"withdrawn": GONE}, ["5:1 missing-field"]),
        ({"withdrawn": True}, ["5:12 wrong-type"]),
        ({"withdrawn": {**REASON, "date": "demain"}}, ["6:9 bad-date"]),
        ({"withdrawn": {**REASON, "date": "2026-03-01"}}, ["6:9 withdrawn-before-date"]),
        ({"withdrawn": REASON, "embargo": "2026-06-01T11:01"}, ["6:9 withdrawn-before-date"]),
        ({"withdrawn": {**REASON, "date": "2027-07-01"}}, ["6:9 distant-date"]),
        ({"withdrawn": {**REASON, "reason": "<b>Faux</b>."}}, ["7:11 markup-in-text"]),
        ({"retracted": REASON}, ["5:1 unknown-field"]),
        ({"withdrawn": REASON, "category": "!"}, ["3:11 unknown-category"]),
    ],
)
def test_what_is_wrong_with_a_withdrawal_is_told_at_its_place(
    room: Newsroom, matter: dict[str, Any], expected: list[str]
) -> None:
    room.article("a", **matter)
    assert [each.removeprefix("content/articles/a.md:") for each in codes(room.build())] == expected


def test_a_withdrawal_is_printed_in_the_plan_of_the_last_build_like_any_other(room: Newsroom, tmp_path: Path) -> None:
    room.article("a").article("b", withdrawn=REASON)
    room.now = MOMENT
    room.built()
    room.replace("content/articles/a.md", "Un paragraphe", "Un mot").replace(
        "content/articles/b.md", "Un nom", "Le nom"
    )
    assert rendered(room.built()) == {"sport/a/index.html", "sport/b/index.html"}
    assert room.page("sport/b/index.html").endswith("Le nom était faux.")
    room.article("a", title="Autre", slug="a")
    room.built()
    assert room.public() == room.clean(tmp_path / "clean")
    again = build(room.request)
    assert rendered(again) == set()
    assert tree(room.root / "public") == room.public()


def test_a_picture_that_stays_online_is_a_warning_where_the_withdrawn_text_names_it(room: Newsroom) -> None:
    for name in ("a", "b", "c", "d", "shared", "elsewhere"):
        room.write(f"static/images/{name}.png", picture(500, 300))
    room.write("content/articles/beside.png", picture(500, 300))
    body = (
        '![x](/images/b.png) ![y](/images/shared.png) ![z](beside.png)\n\n{{< figure src="/images/c.png" alt="c" >}}\n'
    )
    shown = {
        "image": {"src": "/images/a.png", "alt": "a"},
        "galleries": {"g": [{"src": "/images/d.png", "alt": "d"}, {"src": "/images/a.png", "alt": "a"}]},
    }
    room.article("a", body, withdrawn=REASON, **shown).article("b", "![x](/images/shared.png)\n").built()
    room.now = MOMENT
    report = room.built()
    assert codes(report) == [
        f"content/articles/a.md:{place} still-published" for place in ("9:8", "13:10", "18:6", "20:17")
    ]
    assert "“/images/a.png” stays online" in report.faults[0].fault.message


def test_a_static_page_too_says_whether_readers_see_it(room: Newsroom) -> None:
    path = "content/pages/contact.md"
    room.write(path, f"---\ntitle: Contact\nwithdrawn: {{date: {GONE}, reason: Faux.}}\n---\n").built()
    assert explain(room.request, path).lines[1] == "  published: yes"
    room.now = MOMENT
    assert explain(room.request, path).lines[1] == f"  published: no, it was withdrawn on {GONE}:00+02:00"
