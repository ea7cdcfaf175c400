"""Redirects of old addresses that belong to no article of today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newsroom import NOON, SETTINGS, Newsroom, codes, rendered, tree

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

FILE = "content/redirects.yaml"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    room = Newsroom(tmp_path / "site")
    room.write("templates/redirect.html", "{{ page.title }} > {{ target }}")
    return room.article("finale", title="La finale").article("vote", title="Le vote")


def test_old_addresses_lead_to_articles_to_paths_and_to_other_sites(room: Newsroom) -> None:
    lines = "{from: /a/, to: finale}, {from: /b.html, to: finale.md}, {from: /c, to: /sport/}, {from: /d/, to: 'https://x.example/'}"
    room.write(FILE, f"redirects: [{lines}]\n").built()
    assert room.page("a/index.html") == "La finale > /sport/la-finale/"
    assert room.page("b.html") == "La finale > /sport/la-finale/"
    assert room.page("c/index.html") == "/sport/ > /sport/"
    assert room.page("d/index.html") == "https://x.example/ > https://x.example/"
    assert "/a/" not in room.page("sitemaps/pages.xml")


def test_a_redirect_follows_its_article_and_goes_with_its_line(room: Newsroom, tmp_path: Path) -> None:
    room.write(FILE, "redirects: [{from: /a/, to: finale.md}, {from: /b/, to: vote}]\n").built()
    room.article("finale", title="La finale", slug="la-coupe")
    assert "a/index.html" in rendered(room.built())
    assert room.page("a/index.html") == "La finale > /sport/la-coupe/"
    room.write(FILE, "redirects: [{from: /b/, to: vote}]\n")
    assert room.built().deleted == 1
    assert "a/index.html" not in tree(room.root / "public")


def test_a_redirect_waits_for_an_article_that_is_not_published(room: Newsroom) -> None:
    room.article("secret", title="Le secret", embargo="2027-01-01")
    room.write(FILE, "redirects:\n  - from: /a/\n    to: secret\n")
    assert codes(room.built()) == [f"{FILE}:3:9 not-published"]
    assert not any("secret" in path or path.startswith("a/") for path in room.public())
    room.now = NOON + 2 * 365 * 86_400
    assert codes(room.built()) == []
    assert room.page("a/index.html") == "Le secret > /sport/le-secret/"


def test_what_leads_nowhere_or_stands_in_the_way_is_marked(room: Newsroom) -> None:
    room.write(
        FILE,
        "redirects:\n"
        "  - {from: /a/, to: fnale}\n"
        "  - {from: /b/, to: /rien/}\n"
        "  - {from: /sport/la-finale/, to: vote}\n"
        "  - {from: a, to: vote}\n"
        "  - {from: /c/}\n",
    )
    assert codes(room.build()) == [f"{FILE}:5:12 bad-path", f"{FILE}:6:5 missing-field"]
    room.write(
        FILE,
        "redirects:\n"
        "  - {from: /a/, to: fnale}\n"
        "  - {from: /b/, to: /rien/}\n"
        "  - {from: /sport/la-finale/, to: vote}\n",
    )
    assert sorted(codes(room.build())) == [
        f"{FILE}:2:21 unknown-reference",
        f"{FILE}:3:21 dead-link",
        f"{FILE}:4:12 alias-taken",
    ]


def test_redirects_in_a_circle_are_marked(room: Newsroom) -> None:
    room.write(
        FILE, "redirects: [{from: /a/, to: /b/}, {from: /b/, to: /a/}, {from: /c/, to: /a/}, {from: /d/, to: /d/}]\n"
    )
    assert codes(room.build()) == [
        f"{FILE}:1:20 redirect-circle",
        f"{FILE}:1:42 redirect-circle",
        f"{FILE}:1:86 redirect-circle",
    ]


def test_a_circle_is_seen_however_its_addresses_are_written(room: Newsroom) -> None:
    room.write(FILE, "redirects: [{from: /%C3%A9, to: '/b/#x'}, {from: /b, to: '/é'}, {from: /c/, to: '/%63?d'}]\n")
    assert [code for code in codes(room.build()) if code.endswith("circle")] == [
        f"{FILE}:1:20 redirect-circle",
        f"{FILE}:1:50 redirect-circle",
        f"{FILE}:1:72 redirect-circle",
    ]


@pytest.mark.parametrize(
    "circle",
    [
        "{from: '/?p=1', to: '/?p=1'}",
        "{from: '/?p=1', to: '/?p=1&q=2#x'}",
        "{from: '/?p=1', to: '/a/'}, {from: /a/, to: '/?q=2&p=1'}",
        "{from: /a/, to: 'https://test.example/a/'}",
        "{from: /a/, to: 'https://test.example/b/'}, {from: /b/, to: /a/}",
    ],
)
def test_a_circle_goes_by_queries_and_by_the_name_of_the_site_too(room: Newsroom, circle: str) -> None:
    room.write("newsgen.yaml", SETTINGS + "hosting: nginx\n").write(FILE, f"redirects: [{circle}]\n")
    assert {each.partition(" ")[2] for each in codes(room.build())} == {"redirect-circle"}


def test_a_chain_by_way_of_a_query_is_straightened(room: Newsroom) -> None:
    room.write("newsgen.yaml", SETTINGS + "hosting: apache\n").article("un", title="Un")
    room.write(
        FILE, "redirects: [{from: /a/, to: '/?q=é&p=1'}, {from: '/?p=1', to: /b/}, {from: /b/, to: /sport/un/}]\n"
    )
    room.built()
    assert room.page("a/index.html").endswith(" > /sport/un/")
    targets = re.findall(r'^RewriteRule .*"(/.*)" \[', room.page(".htaccess"), re.MULTILINE)
    assert targets == ["/sport/un/"] * 3


@pytest.mark.parametrize(
    ("line", "link"),
    [
        ("  - {from: /r2, to: /r1/}\n", ""),
        ("  - {from: /r2, to: /vieux/un/}\n", ""),
        ("", "/r1/"),
        ("", "/vieux/un/"),
        ("", "/tags/mer/"),
        ("", "/monde/"),
        ("", "/2026/03/"),
        ("", "/authors/zoe/"),
    ],
)
def test_an_address_that_goes_away_with_an_expiry_does_not_stop_the_build_in_which_it_does(
    tmp_path: Path, line: str, link: str
) -> None:
    room = Newsroom(tmp_path).write("content/redirects.yaml", f"redirects:\n  - {{from: /r1, to: un.md}}\n{line}")
    room.article(
        "un", slug="un", category="monde", author="Zoé", tags=["mer"], aliases=["/vieux/un"], expires="2026-05-30T08:00"
    )
    room.article("deux", f"[x]({link})\n" if link else "-\n", slug="deux", date="2026-04-01T08:00")
    assert room.built().faults == ()
    room.now += 30 * 86_400
    report = room.built()
    assert "content/redirects.yaml:2:21 not-published" in codes(report)
    place = "content/articles/deux.md:7:5" if link else "content/redirects.yaml:3:21"
    assert f"{place} not-published" in codes(report)
    assert not any("monde/un" in path for path in room.public())
    room.replace("content/articles/deux.md", "---\n[x]" if link else "---\n-", "---\n[y](/nulle-part/) [x]")
    assert "content/articles/deux.md:7:5 dead-link" in codes(room.build())
