"""What a page says of itself where readers share it: Open Graph, and the cards of Twitter."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from newsroom import SETTINGS, Newsroom, picture

DAY = "2026-03-01T08:00:00+01:00"
Cards = list[tuple[str, str]]


class _Cards(HTMLParser):
    """The properties of a page that other services read, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: Cards = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("property") or found.get("name") or ""
        if tag == "meta" and name.startswith(("og:", "twitter:", "article:")):
            self.said.append((name, found["content"]))


def _said(room: Newsroom, path: str) -> Cards:
    return _Cards(room.page(path)).said


def test_an_article_says_all_of_itself_to_who_shares_it(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, f"{SETTINGS}theme: {{socials: [{{title: X, url: https://x.com/letest?s=1}}]}}\n")
    room.write("static/images/pont.png", picture(1200, 630))
    room.write("content/authors/ana.md", "---\nname: Ana\n---\n")
    image = {"src": "/images/pont.png", "alt": "Le pont « neuf »"}
    matter: dict[str, object] = {
        "summary": "Il tient.",
        "image": image,
        "author": ["Ana", "avec AFP"],
        "tags": ["Ponts", "Fer"],
    }
    matter |= {"updated": "2026-03-02T09:00"}
    room.article("pont", "Un paragraphe.\n", **matter).built()
    assert _said(room, "sport/pont/index.html") == [
        ("og:type", "article"),
        ("og:site_name", "Le Test"),
        ("og:locale", "fr_FR"),
        ("og:title", "Pont"),
        ("og:url", "https://test.example/sport/pont/"),
        ("og:description", "Il tient."),
        ("og:image", "https://test.example/images/pont.png"),
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", "Le pont «\u00a0neuf\u00a0»"),
        ("twitter:card", "summary_large_image"),
        ("twitter:site", "@letest"),
        ("twitter:title", "Pont"),
        ("twitter:description", "Il tient."),
        ("twitter:image", "https://test.example/images/pont.png"),
        ("twitter:image:alt", "Le pont «\u00a0neuf\u00a0»"),
        ("article:published_time", DAY),
        ("article:modified_time", "2026-03-02T09:00:00+01:00"),
        ("article:section", "sport"),
        ("article:author", "https://test.example/authors/ana/"),
        ("article:tag", "Ponts"),
        ("article:tag", "Fer"),
    ]


def test_an_author_is_a_profile_with_the_photo(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, f"{SETTINGS}page_size: 1\n").write("static/images/ana.png", picture(500, 500))
    room.write("content/authors/ana.md", "---\nname: Ana\nphoto: /images/ana.png\n---\n")
    room.article("un", author=["Ana"]).article("deux", author=["Ana"]).built()
    newest = dict(_said(room, "authors/ana/index.html"))
    assert (newest["og:type"], newest["twitter:card"]) == ("profile", "summary")
    assert newest["og:image"] == newest["twitter:image"] == "https://test.example/images/ana.png"
    assert newest["og:image:alt"] == "Ana"  # a photo of somebody shows whom the page is about
    older = dict(_said(room, "authors/ana/page/1/index.html"))
    assert older["og:type"] == "website"
    assert "og:image" not in older


@pytest.mark.parametrize("logo", ["", "logo: /images/logo.svg\n"])
def test_a_page_without_a_picture_is_shared_with_the_logo_or_none(tmp_path: Path, logo: str) -> None:
    room = Newsroom(tmp_path, SETTINGS + logo)
    room.write("static/images/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>').article("pont").built()
    said = dict(_said(room, "sport/pont/index.html"))
    assert said["twitter:card"] == "summary"
    shown = {name: value for name, value in said.items() if "image" in name}
    address = "https://test.example/images/logo.svg"
    names = {"og:image": address, "og:image:alt": "Le Test", "twitter:image": address, "twitter:image:alt": "Le Test"}
    assert shown == (names if logo else {})
