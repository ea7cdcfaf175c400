"""The content model, sentence by sentence: what front matter means, and what is live when.

The sites here have templates that print their views as JSON, so that what stands on a page can be compared exactly.
"""

from __future__ import annotations

import json
import random
import struct
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings, strategies as st

from newsgen.build import Report
from newsgen.model.slugs import slugify
from newsroom import SETTINGS, Newsroom, codes
from tiny_theme import theme_names

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

PARIS = ZoneInfo("Europe/Paris")
ARTICLE = """{"title": {{ article.title | tojson }}, "url": {{ article.url | tojson }}, "date": {{ article.date | tojson }},
"updated": {{ article.updated | tojson }}, "section": {{ article.section.title | tojson }},
"categories": {{ article.categories | map(attribute="url") | list | tojson }},
"trail": {{ page.breadcrumb | map(attribute="url") | list | tojson }},
"byline": [{% for name in article.byline %}{{ [name.name, name.url] | tojson }}{{ "" if loop.last else "," }}{% endfor %}],
"authors": {{ article.authors | map(attribute="name") | list | tojson }},
"tags": {{ article.tags | map(attribute="title") | list | tojson }},
"related": {{ article.related | map(attribute="title") | list | tojson }},
"previous": {{ (article.previous.title if article.previous else none) | tojson }},
"next": {{ (article.next.title if article.next else none) | tojson }},
"views": {{ article.views | tojson }}, "comments": {{ article.comments | tojson }}, "extra": {{ article.extra | tojson }},
"image": {{ (article.image.url if article.image else none) | tojson }}, "alt": {{ (article.image.alt if article.image else none) | tojson }},
"minutes": {{ article.minutes }}, "kicker": {{ article.kicker | tojson }}, "summary": {{ article.summary | tojson }},
"body": {{ article.body | html | tojson }}}"""
LIST = """{"title": {{ listing.title | tojson }}, "articles": {{ listing.articles | map(attribute="title") | list | tojson }},
"url": {{ listing.url | tojson }}, "children": {{ listing.children | map(attribute="title") | list | tojson }},
"number": {{ listing.number | tojson }}, "newer": {{ listing.newer | tojson }}, "older": {{ listing.older | tojson }},
"trail": {{ page.breadcrumb | map(attribute="title") | list | tojson }}}"""
INDEX = """{"title": {{ page.title | tojson }}, "entries": {{ entries | map(attribute="title") | list | tojson }},
"urls": {{ entries | map(attribute="url") | list | tojson }}}"""
FRONT = """{"lead": {{ (lead.title if lead else none) | tojson }}, "featured": {{ featured | map(attribute="title") | list | tojson }},
"blocks": [{% for block in blocks %}{{ [block.section.title, block.articles | map(attribute="title") | list] | tojson }}{{ "" if loop.last else "," }}{% endfor %}],
"latest": {{ latest | map(attribute="title") | list | tojson }}, "menu": [{% for section in site.sections() %}
{{ [section.title, section.children | map(attribute="title") | list] | tojson }}{{ "" if loop.last else "," }}{% endfor %}],
"pages": {{ site.pages() | map(attribute="title") | list | tojson }}}"""
TEMPLATES = {
    "article.html": ARTICLE,
    "category.html": LIST,
    "author.html": LIST,
    "tag.html": LIST,
    "month.html": LIST,
    "index.html": INDEX,
    "front.html": FRONT,
    "page.html": '{"title": {{ page.title | tojson }}, "body": {{ body | html | tojson }}}',
    "redirect.html": '{"target": {{ target | tojson }}}',
    "sitemap.xml": "{{ entries | map(attribute='url') | list | tojson }}",
    "atom.xml": "{{ entries | map(attribute='teaser') | map(attribute='title') | list | tojson }}",
    "shortcodes/related.html": '<a class="box" href="{{ article.url }}">{{ article.title }}</a>',
}


def newsroom(folder: Path, settings: str = "") -> Newsroom:
    """Make a site whose pages are JSON."""
    room = Newsroom(folder / "site", SETTINGS + settings)
    for name, text in (dict.fromkeys(theme_names(), "-") | TEMPLATES).items():
        room.write(f"templates/{name}", text)
    return room


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    return newsroom(tmp_path)


def read(room: Newsroom, address: str) -> Any:
    """Give what a page prints, by its address."""
    return json.loads(room.page(f"{address.lstrip('/')}index.html"))


def at(text: str) -> int:
    """Give an instant in Paris in seconds."""
    return int(datetime.fromisoformat(text).replace(tzinfo=PARIS).timestamp())


def helps(report: Report) -> list[str]:
    """Give the ways out of the faults of a build."""
    return [each.fault.help for each in report.faults]


def category(room: Newsroom, name: str, text: str) -> None:
    """Write the file of a category."""
    room.write(f"content/categories/{name}.md", f"---\n{text}\n---\n")


def author(room: Newsroom, name: str, text: str) -> None:
    """Write the file of an author."""
    room.write(f"content/authors/{name}.md", f"---\n{text}\n---\n")


def picture(width: int = 3, height: int = 2) -> bytes:
    """Make the bytes of a PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\0" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# --- categories -----------------------------------------------------------------------------------------------------


def declared(room: Newsroom) -> Newsroom:
    """Declare the sections of a newspaper."""
    category(room, "sport", "title: Sport\norder: 2")
    category(room, "inter", "title: Internationales\nslug: internationales\norder: 1")
    category(room, "asie", "title: Asie & Pacifique\nparent: inter\nslug: asie")
    category(room, "afrique", "title: Afrique\nparent: Internationales")
    return room


@pytest.mark.parametrize(
    "name",
    [
        "asie",
        "Asie & Pacifique",
        "asie-et-pacifique",
        "internationales/asie",
        "/internationales/asie/",
        "Internationales/Asie & Pacifique",
        "inter/asie",
    ],
)
def test_a_category_is_named_by_its_slug_its_title_or_a_path(room: Newsroom, name: str) -> None:
    declared(room).article("typhon", category=name)
    room.built()
    page = read(room, "/internationales/asie/typhon/")
    assert page["section"] == "Asie & Pacifique"
    assert page["trail"] == ["/", "/internationales/", "/internationales/asie/"]


def test_the_first_category_of_a_list_is_the_primary_one(room: Newsroom) -> None:
    declared(room).article("match", category=["Sport", "asie"]).article("vote", category=["asie", "sport"])
    room.built()
    assert read(room, "/sport/match/")["categories"] == ["/sport/", "/internationales/asie/"]
    assert read(room, "/sport/match/")["trail"] == ["/", "/sport/"]
    assert read(room, "/internationales/asie/vote/")["categories"] == ["/internationales/asie/", "/sport/"]
    for address in ("/sport/", "/internationales/asie/", "/internationales/"):
        assert sorted(read(room, address)["articles"]) == ["Match", "Vote"]


def test_nested_categories_roll_up_to_their_parents_each_article_once(room: Newsroom) -> None:
    declared(room).article("un", category="asie", date="2026-01-01").article(
        "deux", category="afrique", date="2026-01-02"
    )
    room.article("trois", category=["internationales", "asie", "afrique"], date="2026-01-03")
    room.built()
    assert read(room, "/internationales/")["articles"] == ["Trois", "Deux", "Un"]
    assert read(room, "/internationales/asie/")["articles"] == ["Trois", "Un"]
    assert read(room, "/internationales/afrique/")["articles"] == ["Trois", "Deux"]
    assert read(room, "/sport/")["articles"] == []


def test_a_parent_lists_its_subcategories_and_menus_follow_the_order(room: Newsroom) -> None:
    declared(room)
    room.built()
    assert read(room, "/internationales/")["children"] == ["Afrique", "Asie & Pacifique"]
    assert read(room, "/")["menu"] == [["Internationales", ["Afrique", "Asie & Pacifique"]], ["Sport", []]]
    assert read(room, "/categories/")["entries"] == ["Internationales", "Sport"]
    category(room, "asie", "title: Asie & Pacifique\nparent: inter\nslug: asie\norder: -1")
    room.built()
    assert read(room, "/internationales/")["children"] == ["Asie & Pacifique", "Afrique"]


def test_undeclared_categories_are_made_of_the_names_that_articles_use(room: Newsroom) -> None:
    room.article("un", category="Économie").article("deux", category="Internationales/Asie du Sud").article(
        "zeste", category="economie"
    )
    room.built()
    assert read(room, "/economie/un/")["section"] == "Économie"
    assert read(room, "/economie/zeste/")["categories"] == ["/economie/"]
    assert read(room, "/internationales/asie-du-sud/deux/")["trail"] == [
        "/",
        "/internationales/",
        "/internationales/asie-du-sud/",
    ]
    assert read(room, "/internationales/")["articles"] == ["Deux"]
    assert read(room, "/")["menu"] == [["Internationales", ["Asie du Sud"]], ["Économie", []]]


def test_once_a_category_is_declared_an_unknown_one_is_an_error_with_a_proposal(room: Newsroom) -> None:
    declared(room).article("match", category="sprot").article("vote", category=["Sport", "asi"])
    room.article("art", category="Zygomorphe")
    report = room.build()
    assert report.failed
    assert codes(report) == [
        "content/articles/art.md:3:11 unknown-category",
        "content/articles/match.md:3:11 unknown-category",
        "content/articles/vote.md:5:3 unknown-category",
    ]
    assert helps(report) == [
        "add a file for it to content/categories/",
        "did you mean “sport”?",
        "did you mean “asie”?",
    ]
    assert not (room.root / "public").exists()


def test_a_name_that_means_two_categories_is_an_error_that_names_both(room: Newsroom) -> None:
    declared(room)
    category(room, "magazine", "title: Magazine")
    room.write("content/categories/magazine/asie.md", "---\ntitle: Asie\nparent: magazine\n---\n")
    room.article("typhon", category="Asie").article("film", category="magazine/asie")
    report = room.build()
    assert codes(report) == ["content/articles/typhon.md:3:11 ambiguous-category"]
    assert "internationales/asie" in helps(report)[0]
    assert "magazine/asie" in helps(report)[0]


# --- authors --------------------------------------------------------------------------------------------------------


def staffed(room: Newsroom) -> Newsroom:
    """Declare two authors."""
    author(room, "camille-roy", "name: Camille Roy\nrole: reporter")
    author(room, "jp", "name: Jean-Pierre Œuvrard\nslug: jean-pierre")
    return room


@pytest.mark.parametrize("name", ["jp", "Jean-Pierre Œuvrard", "jean-pierre-oeuvrard", "jean-pierre"])
def test_an_author_is_named_by_id_or_name(room: Newsroom, name: str) -> None:
    staffed(room).article("vote", author=name)
    room.built()
    assert read(room, "/sport/vote/")["byline"] == [["Jean-Pierre Œuvrard", "/authors/jean-pierre/"]]
    assert read(room, "/authors/jean-pierre/")["articles"] == ["Vote"]


def test_authors_keep_their_order_and_credits_have_no_page(room: Newsroom) -> None:
    staffed(room).article("vote", author=["jp", "avec AFP", "Camille Roy", "with Reuters"])
    room.built()
    page = read(room, "/sport/vote/")
    assert page["byline"] == [
        ["Jean-Pierre Œuvrard", "/authors/jean-pierre/"],
        ["avec AFP", None],
        ["Camille Roy", "/authors/camille-roy/"],
        ["with Reuters", None],
    ]
    assert page["authors"] == ["Jean-Pierre Œuvrard", "Camille Roy"]
    assert read(room, "/authors/")["entries"] == ["Camille Roy", "Jean-Pierre Œuvrard"]
    assert not [path for path in room.public() if "afp" in path]


def test_an_author_named_twice_signs_once(room: Newsroom) -> None:
    staffed(room).article("vote", author=["jp", "Jean-Pierre Œuvrard"])
    room.built()
    assert read(room, "/sport/vote/")["byline"] == [["Jean-Pierre Œuvrard", "/authors/jean-pierre/"]]
    assert read(room, "/authors/jean-pierre/")["articles"] == ["Vote"]


def test_undeclared_authors_are_made_of_the_names_that_articles_use(room: Newsroom) -> None:
    room.article("vote", author=["Anne d’Arc", "avec AFP"]).article("pluie", author="anne d'arc")
    room.built()
    assert sorted(read(room, "/authors/anne-d-arc/")["articles"]) == ["Pluie", "Vote"]
    assert len(read(room, "/authors/")["entries"]) == 1


def test_once_an_author_is_declared_an_unknown_one_is_an_error_with_a_proposal(room: Newsroom) -> None:
    staffed(room).article("vote", author=["jp", "Camile Roy"]).article("pluie", author="Zorro")
    report = room.build()
    assert codes(report) == [
        "content/articles/pluie.md:5:9 unknown-author",
        "content/articles/vote.md:7:3 unknown-author",
    ]
    assert helps(report) == ["add a file for them to content/authors/", "did you mean “Camille Roy”?"]


def test_a_name_that_two_authors_share_is_an_error(room: Newsroom) -> None:
    staffed(room)
    author(room, "camille-2", "name: Camille Roy")
    room.article("vote", author="Camille Roy").article("pluie", author="camille-2")
    report = room.build()
    assert codes(report) == ["content/articles/vote.md:5:9 ambiguous-author"]
    assert "camille-2" in helps(report)[0]


# --- dates ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2026-03-01", "2026-03-01T00:00:00+01:00"),
        ('"2026-03-01"', "2026-03-01T00:00:00+01:00"),
        ("2026-03-01 8:05", "2026-03-01T08:05:00+01:00"),
        ("'2026-03-01 8:05'", "2026-03-01T08:05:00+01:00"),
        ("2026-03-01T08:05:09", "2026-03-01T08:05:09+01:00"),
        ("2026-03-01T08:05:09Z", "2026-03-01T09:05:09+01:00"),
        ("2026-03-01 08:05:09 -0400", "2026-03-01T13:05:09+01:00"),
        ("2026-03-01T08:05:09.123+02:00", "2026-03-01T07:05:09+01:00"),
        ("2026-03-01T08:05:09 # mis en ligne tard", "2026-03-01T08:05:09+01:00"),
        (">-\n  2026-03-01", "2026-03-01T00:00:00+01:00"),
    ],
)
def test_a_date_is_read_as_written_quoted_or_not(room: Newsroom, written: str, read_as: str) -> None:
    room.write("content/articles/a.md", f"---\ntitle: A\ncategory: sport\ndate: {written}\n---\nTexte.\n")
    room.built()
    assert read(room, "/sport/a/")["date"] == read_as


@pytest.mark.parametrize(
    "written", ["20260301", "01/03/2026", "2026-03", "2026", "demain", "2026-02-30", "12:30", "true", "[2026]"]
)
def test_anything_else_is_no_date(room: Newsroom, written: str) -> None:
    room.write("content/articles/a.md", f"---\ntitle: A\ncategory: sport\ndate: {written}\n---\nTexte.\n")
    report = room.build()
    assert [code.split()[0] for code in codes(report)] == ["content/articles/a.md:4:7"]


def test_a_bare_date_is_midnight_where_the_newsroom_is_never_utc(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "")
    room.replace("newsgen.yaml", "Europe/Paris", "America/Guadeloupe")
    room.article("vote", date="2026-03-01")
    room.now = int(datetime.fromisoformat("2026-03-01T03:59:59+00:00").timestamp())
    room.built()
    assert "sport/vote/index.html" not in room.public()
    room.now += 1
    room.built()
    assert read(room, "/sport/vote/")["date"] == "2026-03-01T00:00:00-04:00"
    assert read(room, "/2026/03/")["articles"] == ["Vote"]


def test_the_archive_and_the_address_follow_the_day_of_the_newsroom(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "permalinks: {article: '/{year}/{month}/{day}/{slug}/'}\n")
    room.article("nuit", date="2026-02-28T23:30:00-05:00")  # already March in Paris
    room.built()
    assert "2026/03/01/nuit/index.html" in room.public()
    assert read(room, "/2026/03/")["articles"] == ["Nuit"]


def test_an_update_is_never_before_the_publication(room: Newsroom) -> None:
    room.article("a", date="2026-03-01T08:00", updated="2026-03-01T07:59:59").article(
        "b", date="2026-03-01T08:00+01:00", updated="2026-03-01T07:00Z"
    )
    report = room.build()
    assert codes(report) == ["content/articles/a.md:5:10 updated-before-date"]


# --- what is live ---------------------------------------------------------------------------------------------------

SECOND = "2026-04-01T12:00:00"


@pytest.mark.parametrize(
    ("matter", "before", "then"),
    [
        ({"draft": True}, False, False),
        ({"draft": False}, True, True),
        ({"date": SECOND}, False, True),
        ({"embargo": SECOND}, False, True),
        ({"expires": SECOND}, True, False),
        ({"date": "2026-03-01", "embargo": SECOND}, False, True),
        ({"date": SECOND, "embargo": "2026-03-01"}, False, True),
        ({"embargo": SECOND, "expires": SECOND}, False, False),
        ({"draft": True, "expires": SECOND}, False, False),
        ({"embargo": "2026-04-01T10:00:00Z"}, False, True),
    ],
)
def test_an_article_is_live_from_the_very_second_and_until_the_very_second(
    room: Newsroom, matter: dict[str, Any], before: bool, then: bool
) -> None:
    room.article("vote", **matter)
    for moment, live in (
        (at(SECOND) - 1, before),
        (at(SECOND), then),
        (at(SECOND) + 1, then),
        (at(SECOND) - 1, before),
    ):
        room.now = moment
        room.built()
        assert ("sport/vote/index.html" in room.public()) is live
        assert ("Vote" in room.page("atom.xml")) is live


def test_a_draft_of_a_static_page_is_not_published(room: Newsroom) -> None:
    room.write(
        "content/pages/contact.md", "---\ntitle: Contact\ndraft: true\naliases: [/ecrire/]\n---\n![x](secret.png)\n"
    )
    room.write("content/pages/secret.png", picture())
    room.built()
    assert not [path for path in room.public() if "contact" in path or "secret" in path or "ecrire" in path]
    assert read(room, "/")["pages"] == []
    room.replace("content/pages/contact.md", "draft: true", "draft: false")
    room.built()
    assert read(room, "/contact/")["title"] == "Contact"
    assert "media/pages/secret.png" in room.public()


CANARY = """---
title: Canari Titre
category: [sport, Canari Rubrique/Canari Sous-rubrique]
author: [Canari Auteur, avec Canari Presse]
date: {date}
summary: Canari chapeau
kicker: Canari surtitre
slug: canari-adresse
tags: [canari-mot, commun]
image: {{src: canari-photo.png, alt: Canari alternative, caption: Canari legende, credit: Canari credit}}
video: {{url: "https://video.example/canari", poster: canari-affiche.png}}
aliases: [/canari-alias/]
extra: {{note: canari}}
{matter}
---
Canari texte. ![Canari image](canari-dessin.png)

[document](canari-document.pdf)
"""


@pytest.mark.parametrize("theme", ["json", "built-in"])
@pytest.mark.parametrize("matter", ["draft: true", "embargo: 2026-04-01T12:00", "date", "expires: 2026-03-01T12:00"])
def test_nothing_of_an_article_that_is_not_live_is_anywhere_in_the_output(
    tmp_path: Path, matter: str, theme: str
) -> None:
    room = newsroom(tmp_path) if theme == "json" else Newsroom(tmp_path / "site")
    room.now = at("2026-04-01T12:00") - 1
    date = "2026-04-01T12:00" if matter == "date" else "2026-02-01T08:00"
    month = "2026-04" if matter.startswith("embargo") else date[:7]
    room.write("content/articles/canari.md", CANARY.format(date=date, matter="" if matter == "date" else matter))
    for name in ("canari-photo.png", "canari-affiche.png", "canari-dessin.png", "canari-document.pdf"):
        room.write(f"content/articles/{name}", picture())
    room.article(
        "ami", related=["canari.md"], previous="canari.md", next="canari-adresse", tags=["commun"], date="2026-03-01"
    ).replace(
        "content/articles/ami.md",
        "Un paragraphe.",
        '{{< related article="canari.md" >}}\n\n[suite](article:canari-adresse) et [suite](canari.md)',
    )
    room.article("autre", tags=["commun"], date="2026-03-02")
    room.write("content/fronts/home.yaml", "lead: canari.md\nfeatured: [canari-adresse]\n")
    report = room.built()
    assert {each.fault.code for each in report.faults} == {"not-published"}

    def finds() -> set[str]:
        return {path for path, data in room.public().items() if b"canari" in data.lower() or "canari" in path.lower()}

    assert finds() == set()
    if matter == "draft: true":
        room.replace("content/articles/canari.md", "draft: true", "draft: false")
    room.now += 1
    if matter.startswith("expires"):
        room.replace("content/articles/canari.md", matter, "")
    report = room.built()
    assert {each.fault.code for each in report.faults} == {"pinned-twice", "small-picture"}
    expected = {
        "index.html",
        "atom.xml",
        "sport/canari-adresse/index.html",
        "sport/ami/index.html",
        "sport/index.html",
        "canari-rubrique/index.html",
        "canari-rubrique/canari-sous-rubrique/index.html",
        "authors/canari-auteur/index.html",
        "authors/index.html",
        "tags/canari-mot/index.html",
        "tags/commun/index.html",
        "tags/index.html",
        "categories/index.html",
        f"{month[:4]}/{month[5:]}/index.html",
        "canari-alias/index.html",
        f"sitemaps/{month}.xml",
        "sitemaps/pages.xml",
        "media/articles/canari-photo.png",
        "media/articles/canari-affiche.png",
        "media/articles/canari-dessin.png",
        "media/articles/canari-document.pdf",
    }
    assert expected <= finds()
    for word in ("titre", "texte", "alternative", "auteur", "mot", "rubrique", "photo"):
        assert any(
            f"canari{between}{word}".encode() in data.lower() for data in room.public().values() for between in " -"
        ), word


def test_what_lies_beside_a_text_is_published_only_when_a_live_text_shows_it(room: Newsroom) -> None:
    room.write("content/articles/photo.png", picture()).write("content/articles/oubliee.png", picture())
    room.article("a", image={"src": "photo.png", "alt": "x"}).article("b", body="![y](photo.png)\n", draft=True)
    room.built()
    assert [path for path in room.public() if path.endswith(".png")] == ["media/articles/photo.png"]
    room.replace("content/articles/a.md", "category: sport", "category: sport\ndraft: true")
    room.built()
    assert not [path for path in room.public() if path.endswith(".png")]


# --- tags -----------------------------------------------------------------------------------------------------------


def test_spellings_of_one_tag_are_one_tag_with_a_warning_that_lists_the_files(room: Newsroom) -> None:
    room.article("a", tags=["États-Unis"]).article("b", tags=["etats-unis"]).article(
        "c", tags=["États-Unis", "mer"]
    ).article("d", tags=["Etats Unis"])
    report = room.build()
    assert not report.failed
    assert codes(report) == ["content/articles/b.md:6:3 near-duplicate-tag"]
    message = report.faults[0].fault.message
    assert "content/articles/b.md" in message
    assert "content/articles/d.md" in message
    assert sorted(read(room, "/tags/etats-unis/")["articles"]) == ["A", "B", "C", "D"]
    assert read(room, "/sport/b/")["tags"] == ["États-Unis"]
    assert read(room, "/tags/")["entries"] == ["États-Unis", "mer"]
    assert room.build(strict=True).failed


def test_one_article_with_two_spellings_of_a_tag_is_listed_once(room: Newsroom) -> None:
    room.article("a", tags=["Mer", "mer"]).article("b", tags=["Mer"])
    room.built()
    assert sorted(read(room, "/tags/mer/")["articles"]) == ["A", "B"]
    assert read(room, "/sport/a/")["tags"] == ["Mer"]


# --- related --------------------------------------------------------------------------------------------------------


def ranked(room: Newsroom) -> Newsroom:
    """Write articles of one to eight March; the later ones share more with "sujet", which is of the ninth."""
    matters: Mapping[str, Mapping[str, Any]] = {
        "un": {"category": "monde", "tags": ["mer", "sel"]},  # two tags: 4
        "deux": {"category": "sport", "tags": ["mer"]},  # tag and category: 3
        "trois": {"category": "monde", "tags": ["mer"]},  # 2
        "quatre": {"category": "monde", "tags": ["sel"]},  # 2, nearer
        "cinq": {"category": "sport"},  # 1
        "six": {"category": "sport", "tags": ["vent"]},  # 1, nearer
        "sept": {"category": "monde", "tags": ["vent"]},  # nothing in common
    }
    for day, (name, matter) in enumerate(matters.items(), 1):
        room.article(name, date=f"2026-03-{day:02}", **matter)
    room.article("dix", category="sport", tags=["mer", "sel"], date="2026-03-10")  # most of all, but newer
    return room


def test_related_articles_are_the_nearest_older_ones_in_subject_then_in_time(tmp_path: Path) -> None:
    room = ranked(newsroom(tmp_path, "related: {count: 6}\n"))
    room.article("sujet", category="sport", tags=["mer", "sel"], date="2026-03-09")
    room.built()
    assert read(room, "/sport/sujet/")["related"] == ["Un", "Deux", "Quatre", "Trois", "Six", "Cinq"]
    assert read(room, "/monde/un/")["related"] == []


def test_newer_articles_are_related_only_if_the_settings_say_so(tmp_path: Path) -> None:
    room = ranked(newsroom(tmp_path, "related: {count: 3, newer: true}\n"))
    room.article("sujet", category="sport", tags=["mer", "sel"], date="2026-03-09")
    room.built()
    assert read(room, "/sport/sujet/")["related"] == ["Dix", "Un", "Deux"]
    assert read(room, "/monde/un/")["related"] != []


def test_the_editors_choice_comes_first_in_its_order_and_is_filled_up(room: Newsroom) -> None:
    ranked(room).article(
        "sujet", category="sport", tags=["mer", "sel"], date="2026-03-09", related=["sept", "dix.md", "un"]
    )
    room.built()
    assert read(room, "/sport/sujet/")["related"] == ["Sept", "Dix", "Un", "Deux"]
    ranked(room).article("sujet", related=["sept", "six", "cinq", "quatre", "trois"], date="2026-03-09")
    room.built()
    assert read(room, "/sport/sujet/")["related"] == ["Sept", "Six", "Cinq", "Quatre", "Trois"]


def test_an_article_is_never_related_to_itself_nor_twice_to_another(room: Newsroom) -> None:
    ranked(room).article("sujet", date="2026-03-09", related=["sujet", "un", "un.md", "article:un"], tags=["mer"])
    room.built()
    titles = read(room, "/sport/sujet/")["related"]
    assert titles[0] == "Un"
    assert len(titles) == len(set(titles)) == 4
    assert "Sujet" not in titles


def test_related_articles_can_be_switched_off(tmp_path: Path) -> None:
    room = ranked(newsroom(tmp_path, "related: {count: 0}\n"))
    room.article("sujet", related=["un"], tags=["mer"], date="2026-03-09")
    room.built()
    assert read(room, "/sport/sujet/")["related"] == ["Un"]
    assert read(room, "/sport/dix/")["related"] == []


def test_an_unknown_related_article_is_an_error_with_a_proposal(room: Newsroom) -> None:
    ranked(room).article("sujet", related=["un", "quatr"]).article("autre", related=["2026/un.md"])
    report = room.build()
    assert codes(report) == [
        "content/articles/autre.md:6:3 unknown-reference",
        "content/articles/sujet.md:7:3 unknown-reference",
    ]
    assert helps(report)[1] == "did you mean “quatre”?"
    assert helps(report)[0] == "did you mean “un.md”?"


def test_the_order_in_which_files_are_made_changes_nothing(tmp_path: Path) -> None:
    names = [f"n{number}" for number in range(20)]
    trees = []
    for seed in (1, 2):
        room = newsroom(tmp_path / str(seed))
        random.Random(seed).shuffle(names)
        for name in names:
            number = int(name[1:])
            room.article(
                name,
                date=f"2026-03-0{number % 4 + 1}",
                category=["sport", "monde"][number % 2],
                tags=[f"t{number % 3}"],
            )
        room.built()
        trees.append(room.public())
    assert trees[0] == trees[1]


# --- neighbours -----------------------------------------------------------------------------------------------------


def chain(room: Newsroom, **matters: Mapping[str, Any]) -> Newsroom:
    """Write six articles of six days in two categories, with more fields for some."""
    for day, name in enumerate(("a", "b", "c", "d", "e", "f"), 1):
        section = "sport" if name in "ace" else "monde"
        room.article(name, date=f"2026-03-{day:02}", category=section, **matters.get(name, {}))
    return room


def neighbours(room: Newsroom) -> dict[str, tuple[str | None, str | None]]:
    """Give previous and next of every article of a chain."""
    pages = {name: read(room, f"/{'sport' if name in 'ace' else 'monde'}/{name}/") for name in "abcdef"}
    return {name.upper(): (page["previous"], page["next"]) for name, page in pages.items()}


def test_previous_and_next_run_through_the_category_in_date_order(room: Newsroom) -> None:
    chain(room).built()
    assert neighbours(room) == {
        "A": (None, "C"),
        "C": ("A", "E"),
        "E": ("C", None),
        "B": (None, "D"),
        "D": ("B", "F"),
        "F": ("D", None),
    }


def test_previous_and_next_run_through_the_whole_site_if_the_settings_say_so(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "neighbours: site\n")
    chain(room).built()
    assert neighbours(room) == {
        "A": (None, "B"),
        "B": ("A", "C"),
        "C": ("B", "D"),
        "D": ("C", "E"),
        "E": ("D", "F"),
        "F": ("E", None),
    }


def test_front_matter_overrides_a_neighbour_of_this_article_only(room: Newsroom) -> None:
    chain(room, c={"previous": "f.md", "next": False}, a={"next": "article:b"}).built()
    found = neighbours(room)
    assert (found["C"], found["A"]) == (("F", None), (None, "B"))
    assert (found["E"], found["F"]) == (("C", None), ("D", None))


def test_neighbours_are_symmetrical_with_the_primary_category_and_equal_dates(room: Newsroom) -> None:
    for number in range(12):
        section = [["sport"], ["monde", "sport"], ["sport", "monde"]][number % 3]
        room.article(f"n{number}", date=f"2026-03-0{number % 2 + 1}", category=section)
    room.built()
    pages = [read(room, f"/{('sport', 'monde', 'sport')[number % 3]}/n{number}/") for number in range(12)]
    by_title = {page["title"]: page for page in pages}
    for page in pages:
        assert page["next"] is None or by_title[page["next"]]["previous"] == page["title"]
        assert page["previous"] is None or by_title[page["previous"]]["next"] == page["title"]
    assert [page["title"] for page in pages if page["next"] is None and page["section"] == "monde"] == ["N1"]
    assert sum(page["previous"] is None for page in pages) == 2


def test_an_unknown_neighbour_is_an_error(room: Newsroom) -> None:
    chain(room, c={"previous": "zz"}).article("x", previous=False, next="aa.md")
    assert codes(room.build()) == [
        "content/articles/c.md:5:11 unknown-reference",
        "content/articles/x.md:6:7 unknown-reference",
    ]
    chain(room).article("x", next=True)
    assert codes(room.build()) == ["content/articles/x.md:5:7 unknown-reference"]


# --- slugs and addresses --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Œuvre d’art : l'été à Nîmes", "oeuvre-d-art-l-ete-a-nimes"),
        ("L’ŒUVRE, l’ÆGILOPS et la Straße", "l-oeuvre-l-aegilops-et-la-strasse"),
        ("Événement « inédit » à 9 h 30", "evenement-inedit-a-9-h-30"),
        ("Recherche & développement : + 3 %", "recherche-et-developpement-3-pour-cent"),
        ("Un cœur, ex æquo", "un-coeur-ex-aequo"),
        ("10 € le kilo", "10-euros-le-kilo"),
        ("Ça, c’est Noël…", "ca-c-est-noel"),
        ("مرحبا", "mrhb"),
        ("Привет, мир", "privet-mir"),
        ("北京", "bei-jing"),
        ("Une 🎉 fête", "une-fete"),
        ("---Déjà---vu---", "deja-vu"),
        ("a" * 300, "a" * 200),
        ("mot " * 100, "-".join(["mot"] * 50)),
    ],
)
def test_slugs_are_what_they_were_the_day_this_was_written(title: str, slug: str) -> None:
    assert slugify(title, "fr") == slug


def test_slugs_follow_the_language_of_the_site() -> None:
    assert slugify("Öl & Käse", "de") == "oel-kaese"
    assert slugify("Salt & pepper", "en-GB") == "salt-and-pepper"
    assert slugify("Öl & Käse", "fr-CA") == "ol-et-kase"


@settings(deadline=None)
@given(st.text(max_size=60))
@example("İ")
def test_a_slug_is_its_own_slug_and_fit_for_an_address(title: str) -> None:
    slug = slugify(title, "fr")
    assert slugify(slug, "fr") == slug
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not slug.startswith("-")
    assert not slug.endswith("-")


@pytest.mark.parametrize("title", ["🎉", "« … »", "—"])
def test_a_title_without_letters_needs_a_slug(room: Newsroom, title: str) -> None:
    room.article("a", title=title)
    report = room.build()
    assert codes(report) == ["content/articles/a.md:2:8 no-slug"]
    room.article("a", title=title, slug="fete")
    room.built()
    assert read(room, "/sport/fete/")["title"] == title.replace("« … »", "«\u00a0…\u00a0»")


def test_a_given_slug_is_taken_as_it_is_or_refused(room: Newsroom) -> None:
    room.article("a", title="Tout autre chose", slug="mon-slug-2").article("b", slug="Mon Slug")
    report = room.build()
    assert codes(report) == ["content/articles/b.md:5:7 bad-slug"]
    assert helps(report) == ["write it as mon-slug"]
    room.delete("content/articles/b.md")
    room.built()
    assert read(room, "/sport/mon-slug-2/")["title"] == "Tout autre chose"


def test_permalinks_have_tokens_for_everything(tmp_path: Path) -> None:
    patterns = """permalinks:
  article: /{year}/{month}/{day}/{category}/{id}-{slug}.html
  category: /rubriques/{category}/
  author: /signatures/{slug}/
  tag: /mots/{slug}.html
  page: /infos/{slug}/
  year: /archives/{year}/
  month: /archives/{year}-{month}/
  categories: /rubriques/
  tags: /mots/
  authors: /signatures/
  archive: /archives/
  feed: /flux/tout.xml
"""
    room = newsroom(tmp_path, patterns)
    room.article(
        "2026/le-fichier", title="Le vote", category="Monde/Asie", author="Ana", tags=["mer"], date="2026-03-01"
    )
    room.article("autre", title="Autre", id="n42", category="Sport")
    room.write("content/pages/contact.md", "---\ntitle: Contact\n---\nÉcrire.\n")
    room.built()
    assert {
        "2026/03/01/monde/asie/le-fichier-le-vote.html",
        "2026/03/01/sport/n42-autre.html",
        "rubriques/index.html",
        "rubriques/monde/asie/index.html",
        "signatures/index.html",
        "signatures/ana/index.html",
        "mots/index.html",
        "mots/mer.html",
        "infos/contact/index.html",
        "archives/index.html",
        "archives/2026/index.html",
        "archives/2026-03/index.html",
        "flux/tout.xml",
    } <= set(room.public())


@pytest.mark.parametrize(
    ("pattern", "code"),
    [
        ("article: /{categorie}/{slug}/", "bad-permalink"),
        ("article: /{category}/", "bad-permalink"),
        ("article: /{category}/{slug}", "bad-permalink"),
        ("article: /../{slug}/", "bad-permalink"),
        ("article: '{slug}/'", "bad-permalink"),
        ("month: /{year}/", "bad-permalink"),
        ("artcle: /{slug}/", "unknown-field"),
    ],
)
def test_a_pattern_that_cannot_work_is_an_error(tmp_path: Path, pattern: str, code: str) -> None:
    room = newsroom(tmp_path, f"permalinks:\n  {pattern}\n")
    room.article("a")
    assert [each.split()[1] for each in codes(room.build())] == [code]


def test_two_articles_at_one_address_are_an_error_that_names_both(room: Newsroom) -> None:
    room.article("2025/vote", title="Vote").article("2026/scrutin", title="Autre", slug="vote")
    [fault] = room.build().faults
    assert fault.fault.code == "same-address"
    assert "/sport/vote/" in fault.fault.message
    assert "content/articles/2025/vote.md" in fault.fault.message
    assert "content/articles/2026/scrutin.md" in fault.fault.message
    assert (fault.fault.path, fault.place.line) in {
        ("content/articles/2025/vote.md", 2),
        ("content/articles/2026/scrutin.md", 5),
    }


def test_aliases_lead_to_the_article(room: Newsroom) -> None:
    room.article("vote", aliases=["/vieux/chemin/", "/sans-barre", "/vieille-page.html"])
    room.write("content/pages/contact.md", "---\ntitle: Contact\naliases: /ecrire/\n---\nÉcrire.\n")
    room.built()
    for path in ("vieux/chemin/index.html", "sans-barre/index.html", "vieille-page.html"):
        assert json.loads(room.page(path)) == {"target": "/sport/vote/"}
    assert read(room, "/ecrire/") == {"target": "/contact/"}
    assert not [path for path, data in room.public().items() if path.startswith("sitemap") and b"vieux" in data]


@pytest.mark.parametrize(
    "alias",
    ["sport/vote/", "https://ailleurs.example/", "//ailleurs.example/", "/a/../b/", "/a b/", "/a#b", '/a"b/'],
)
def test_an_alias_is_a_path_of_the_site(room: Newsroom, alias: str) -> None:
    room.article("vote", aliases=["/ok/", alias])
    assert codes(room.build()) == ["content/articles/vote.md:7:3 bad-path"]


def test_an_alias_over_a_live_page_is_an_error(room: Newsroom) -> None:
    room.article("vote", aliases=["/sport/pluie/"]).article("pluie", aliases=["/sport", "/x/"]).article(
        "neige", aliases=["/x/"]
    )
    report = room.build()
    assert [code for code in codes(report) if code.endswith("alias-taken")] == codes(report)
    assert {code.split(":")[0] for code in codes(report)} >= {"content/articles/vote.md", "content/articles/pluie.md"}
    assert len(report.faults) == 3


# --- references -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "reference",
    [
        "le-vote-final",
        "article:le-vote-final",
        "scrutin",
        "2026/scrutin.md",
        "content/articles/2026/scrutin.md",
        "../2026/scrutin.md",
        "numero-7",
    ],
)
def test_a_reference_is_a_slug_an_id_or_a_path(room: Newsroom, reference: str) -> None:
    matter = {"id": "numero-7"} if reference == "numero-7" else {}
    room.article("2026/scrutin", title="Le vote final", date="2026-02-01", category="monde", **matter)
    room.article("2025/pluie", related=[reference], previous=reference)
    room.built()
    page = (
        read(room, "/sport/2025-pluie/")
        if "sport/2025-pluie/index.html" in room.public()
        else read(room, "/sport/pluie/")
    )
    assert (page["related"], page["previous"]) == (["Le vote final"], "Le vote final")


def test_a_reference_that_two_articles_answer_is_an_error_that_names_both(room: Newsroom) -> None:
    room.article("2025/vote", title="Vote", category="monde", date="2025-03-01")
    room.article("2026/vote", title="Vote", category="sport")
    room.article("pluie", related=["vote"]).article("neige", related=["2026/vote.md"])
    report = room.build()
    assert codes(report) == ["content/articles/pluie.md:6:3 ambiguous-reference"]
    assert helps(report) == ["write its path: 2025/vote.md or 2026/vote.md"]


def test_a_reference_to_what_is_not_live_is_a_warning_and_appears_with_it(room: Newsroom) -> None:
    room.now = at("2026-04-01T12:00") - 1
    room.article("vote", date="2026-04-01T12:00", category="monde").article("pluie", related=["vote"], next="vote")
    report = room.built()
    assert codes(report) == [
        "content/articles/pluie.md:6:3 not-published",
        "content/articles/pluie.md:7:7 not-published",
    ]
    assert (read(room, "/sport/pluie/")["related"], read(room, "/sport/pluie/")["next"]) == ([], None)
    room.now += 1
    assert room.built().faults == ()
    assert (read(room, "/sport/pluie/")["related"], read(room, "/sport/pluie/")["next"]) == (["Vote"], "Vote")


# --- data and counters ----------------------------------------------------------------------------------------------


def test_templates_ask_for_data_by_name(room: Newsroom) -> None:
    room.write("content/data/scores.yaml", "france: 3\nliste: [1, deux, 3.5, true, null]\nheure: 12:30\n")
    room.write("content/data/2026/vote.json", '{"oui": 51.5, "non": "48,5"}')
    room.write(
        "templates/404.html",
        '[{{ site.data("scores") | tojson }}, {{ site.data("2026/vote") | tojson }}, {{ site.data("rien") | tojson }}]',
    )
    room.built()
    assert json.loads(room.page("404.html")) == [
        {"france": 3, "liste": [1, "deux", 3.5, True, None], "heure": "12:30"},
        {"oui": 51.5, "non": "48,5"},
        None,
    ]


def test_counters_come_from_data_and_are_never_made_up(room: Newsroom) -> None:
    room.article("2026/vote", title="Vote").article("pluie").article("neige").article("vent")
    room.write(
        "content/data/counters.json",
        '{"2026/vote.md": {"views": 62, "comments": 0}, "pluie.md": {"views": true}, "vent.md": 3}',
    )
    room.built()
    counters = {
        name: (page["views"], page["comments"])
        for name in ("vote", "pluie", "neige", "vent")
        for page in [read(room, f"/sport/{name}/")]
    }
    assert counters == {"vote": (62, None), "pluie": (None, None), "neige": (None, None), "vent": (None, None)}


def test_whatever_templates_understand_stands_below_extra(room: Newsroom) -> None:
    room.article("vote", extra={"note": 4, "sources": ["a", "b"], "b": {"c": False}})
    room.built()
    assert read(room, "/sport/vote/")["extra"] == {"note": 4, "sources": ["a", "b"], "b": {"c": False}}
    room.article("vote", note=4)
    assert codes(room.build()) == ["content/articles/vote.md:5:1 unknown-field"]


# --- fronts ---------------------------------------------------------------------------------------------------------


def paper(room: Newsroom, count: int = 30) -> Newsroom:
    """Write articles, one a day, in three sections."""
    for number in range(count):
        room.article(
            f"n{number:02}", date=f"2026-03-{number + 1:02}", category=("sport", "monde", "monde/asie")[number % 3]
        )
    return room


def stories(front: Mapping[str, Any]) -> list[str]:
    """List every story of a front in its order."""
    lead: Sequence[str] = [front["lead"]] if front["lead"] else []
    blocks = [title for _, titles in front["blocks"] for title in titles]
    return [*lead, *front["featured"], *blocks, *front["latest"]]


def test_without_a_curated_front_the_newest_lead_and_no_story_stands_twice(room: Newsroom) -> None:
    paper(room).built()
    front = read(room, "/")
    assert front["lead"] == "N29"
    assert front["featured"] == ["N28", "N27", "N26", "N25"]
    assert front["blocks"] == [["monde", ["N23", "N22", "N20", "N19"]], ["sport", ["N24", "N21", "N18", "N15"]]]
    assert front["latest"] == ["N17", "N16", "N14", "N13", "N12", "N11", "N10", "N09"]
    assert len(set(stories(front))) == len(stories(front))


def test_a_curated_front_shows_what_the_editor_chose_and_no_story_twice(room: Newsroom) -> None:
    paper(room)
    room.write(
        "content/fronts/home.yaml",
        "lead: n03.md\nfeatured: [n29, n03, n10.md]\nblocks:\n- {category: monde/asie, count: 2}\n"
        "- {category: Sport}\n- monde\n",
    )
    room.built()
    front = read(room, "/")
    assert (front["lead"], front["featured"]) == ("N03", ["N29", "N28", "N10"])
    assert front["blocks"] == [
        ["asie", ["N26", "N23"]],
        ["sport", ["N27", "N24", "N21", "N18"]],
        ["monde", ["N25", "N22", "N20", "N19"]],
    ]
    assert len(set(stories(front))) == len(stories(front))


def test_a_front_of_two_articles_and_of_none(room: Newsroom) -> None:
    room.built()
    assert stories(read(room, "/")) == []
    paper(room, 2).built()
    assert stories(read(room, "/")) == ["N01", "N00"]


def test_faults_of_a_front_name_their_places(room: Newsroom) -> None:
    paper(room)
    category(room, "sport", "title: Sport")
    category(room, "monde", "title: Monde")
    category(room, "asie", "title: Asie\nparent: monde")
    room.write(
        "content/fronts/home.yaml",
        "lead: n99\nfeatured:\n- n01\n- nn02\nblocks:\n- category: sprot\n- category: monde\n  count: 2\n",
    )
    report = room.build()
    assert codes(report) == [
        "content/fronts/home.yaml:1:7 unknown-reference",
        "content/fronts/home.yaml:4:3 unknown-reference",
        "content/fronts/home.yaml:6:13 unknown-category",
    ]
    room.write("content/fronts/home.yaml", "blocks:\n- category: monde\n  count: 0\n")
    assert codes(room.build()) == ["content/fronts/home.yaml:3:10 wrong-type"]
    room.write("content/fronts/une.yaml", "lead: n01\n").write("content/fronts/home.yaml", "lead: n01\n")
    assert codes(room.build()) == ["content/fronts/une.yaml:1:1 unknown-front"]


def test_a_lead_that_is_not_live_yet_gives_way_to_the_newest_with_a_warning(room: Newsroom) -> None:
    paper(room)
    room.article("demain", date="2027-01-01").write("content/fronts/home.yaml", "lead: demain\n")
    report = room.built()
    assert codes(report) == ["content/fronts/home.yaml:1:7 not-published"]
    assert read(room, "/")["lead"] == "N29"
