"""A link that names a text in the way of another system is told how newsgen writes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom import SETTINGS, Newsroom, codes
from tiny_theme import without_theme

BELOW = SETTINGS.replace("test.example", "test.example/journal")


def helps(room: Newsroom) -> dict[str, str]:
    """Build, and give the help of each fault by its place and code."""
    report = room.build()
    return {where: each.fault.help for where, each in zip(codes(report), report.faults, strict=True)}


@pytest.mark.parametrize(
    ("link", "way_out"),
    [
        ("../finale/", "../finale/index.md"),
        ("../finale", "../finale/index.md"),
        ("../finale/#ici", "../finale/index.md#ici"),
        ("../finale/index.html", "../finale/index.md"),
        ("finale/", "../finale/index.md"),
        ("./seul/", "seul.md"),
        ("../seul", "seul.md"),
        ("seul.html?x=1", "seul.md?x=1"),
        ("/sport/finale", ""),
    ],
)
def test_a_link_to_the_folder_or_the_page_of_a_text_is_told_its_file(tmp_path: Path, link: str, way_out: str) -> None:
    room = (
        without_theme(Newsroom(tmp_path)).article("finale/index", title="Finale", body="## Ici\n").article("2026/seul")
    )
    room.article("2026/lien", body=f"Un [lien]({link}).\n")
    if way_out:
        place = "content/articles/2026/lien.md:6:11 missing-file"
        assert helps(room) == {place: f"write {way_out}: a link within the site names the file of the text"}
    else:
        assert helps(room) == {"content/articles/2026/lien.md:6:11 slow-link": "write /sport/finale/"}


def test_an_address_that_was_copied_with_the_path_of_the_site_is_told_without(tmp_path: Path) -> None:
    room = without_theme(Newsroom(tmp_path, BELOW + "theme: {menus: {footer: [{title: A, url: /journal/sport/b}]}}\n"))
    room.article("b", body="[x](/journal/sport/b/) [y](/journal/)\n", aliases=["/journal/vieux/"])
    room.article("c", related=["/journal/sport/b/"], next="https://test.example/journal/sport/b/")
    room.write(
        "content/redirects.yaml", "redirects: [{from: /journal/r/, to: b}, {from: /s/, to: /journal/sport/c/}]\n"
    )
    room.write("content/fronts/home.yaml", "lead: /sport/c.html\n")
    below = "all addresses are below /journal already"
    assert helps(room) == {
        "content/articles/b.md:6:3 old-address": "write /vieux/",
        "content/articles/b.md:8:5 dead-link": f"write /sport/b/: {below}",
        "content/articles/b.md:8:28 dead-link": f"write /: {below}",
        "content/articles/c.md:6:3 unknown-reference": "write b",
        "content/articles/c.md:7:7 unknown-reference": "write b",
        "content/fronts/home.yaml:1:7 unknown-reference": "write c",
        "content/redirects.yaml:1:20 old-address": "write /r/",
        "content/redirects.yaml:1:57 dead-link": f"write /sport/c/: {below}",
        "newsgen.yaml:5:42 dead-link": f"write /sport/b/: {below}",
    }


def test_an_old_address_of_a_site_at_the_top_of_its_host_is_as_it_is(tmp_path: Path) -> None:
    room = without_theme(Newsroom(tmp_path)).article("b", aliases=["/journal/vieux/"])
    assert helps(room) == {}
