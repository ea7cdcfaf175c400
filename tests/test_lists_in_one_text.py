"""Several things written as one text are named, with the list to write; what may be one thing is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgen.schema.lists import split_categories, split_list, split_names
from newsroom import Newsroom, codes
from tiny_theme import without_theme

HEAD = "title: A\ndate: 2026-03-01\n"


def newsroom(root: Path) -> Newsroom:
    """Make a site whose templates print next to nothing."""
    return without_theme(Newsroom(root))


def told(room: Newsroom) -> dict[str, str]:
    """Build, and give the help of each fault by its place and code."""
    report = room.build()
    return {where: each.fault.help for where, each in zip(codes(report), report.faults, strict=True)}


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        ("fr", "Anne Martin, Paul Durand", ("Anne Martin", "Paul Durand")),
        ("en", "Carol (Nichols || Goulding)", ()),
        ("en", "Ann Lee || Bo Li", ("Ann Lee", "Bo Li")),
        ("fr", "Anne Martin et Paul Durand", ("Anne Martin", "Paul Durand")),
        ("fr", "Anne et Paul", ("Anne", "Paul")),
        ("en", "Ann Lee, Bo Li and Cy Fo", ("Ann Lee", "Bo Li", "Cy Fo")),
        ("de", "Anna Alt und Bernd Bach", ("Anna Alt", "Bernd Bach")),
        ("es", "Ana Gil y Luis Paz", ("Ana Gil", "Luis Paz")),
        ("it", "Anna e Marco", ("Anna", "Marco")),
        ("nl", "Jan en Piet", ("Jan", "Piet")),
        ("pt", "Ana Silva e João Costa", ("Ana Silva", "João Costa")),
        ("fr", "Anne Martin & Paul Durand", ("Anne Martin", "Paul Durand")),
        ("fr", "Anne; Paul", ("Anne", "Paul")),
        ("fr", "Anne Martin / AFP", ("Anne Martin", "AFP")),
        ("fr", "AFP, Anne Martin", ("AFP", "Anne Martin")),
        ("fr", "Anne Martin, avec AFP", ("Anne Martin", "avec AFP")),
        ("fr", "Anne, Paul, avec AFP", ("Anne", "Paul", "avec AFP")),
        ("fr", "Anne Martin avec AFP", ("Anne Martin", "avec AFP")),
        ("fr", "Anne Martin (avec AFP)", ("Anne Martin", "avec AFP")),
        ("fr", "paul, anne", ("paul", "anne")),
        ("en", "Ann and Bob; Cy Fo", ("Ann", "Bob", "Cy Fo")),
        ("fr", "Anne Martin · Paul Durand", ("Anne Martin", "Paul Durand")),
        ("fr", "Par Anne Martin et Paul Durand", ("Anne Martin", "Paul Durand")),
        ("fr", "AFP, Reuters", ("AFP", "Reuters")),
        ("sv", "Anna Alm och Bo Ek", ("Anna Alm", "Bo Ek")),
        ("pl", "Anna Kot i Jan Lis", ("Anna Kot", "Jan Lis")),
        ("ru", "Анна Кот и Иван Лис", ("Анна Кот", "Иван Лис")),
        ("ca", "Josep Puig i Cadafalch", ()),
        ("fr", "Anne-Marie Gal·la", ()),
        ("fr", "Dupont, Jean", ()),
        ("fr", "Martin, Anne-Marie", ()),
        ("fr", "Anne Martin, envoyée spéciale à Kiev", ()),
        ("fr", "Notre correspondant en Suisse", ()),
        ("fr", "Institut de physique et de chimie", ()),
        ("es", "Santiago Ramón y Cajal", ()),
        ("pt", "Costa e Silva", ()),
        ("en", "Martin Luther King, Jr.", ()),
        ("fr", "avec AFP", ()),
        ("fr", "Anne Martin", ()),
    ],
)
def test_names_of_several_people_are_told_from_one(language: str, text: str, parts: tuple[str, ...]) -> None:
    assert split_names(text, language, {"paul", "anne"}.__contains__) == parts


def test_lists_are_told_from_one_thing() -> None:
    assert split_list("Sport, Football") == split_list("Sport;Football") == split_list("Sport | Football")
    assert split_list("#sport #foot") == ("sport", "foot")
    assert split_list("/a/, /b/") == ("/a/", "/b/")
    assert split_list("体育、文化") == split_list("体育，文化") == ("体育", "文化")
    assert split_list("الرياضة، الثقافة") == ("الرياضة", "الثقافة")
    assert split_list("[Sport, Football]") == split_list('"Sport", "Football"') == ("Sport", "Football")
    assert split_list("« Sport », « Football »") == ("Sport", "Football")
    assert split_list("/page,12.html") == split_list("1,5 %") == split_list("Sport,") == ()
    assert split_categories("Sport, Culture", set().__contains__) == ("Sport", "Culture")
    assert split_categories("Économie, travail et formation", set().__contains__) == ()


def test_a_list_in_one_text_is_a_warning_with_the_list_to_write(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.write(
        "content/articles/a.md",
        f"---\n{HEAD}category: Sport, Culture\nauthor: Anne Bo et Paul Li\ntags: 'a, b: c'\n---\n",
    )
    room.write(
        "content/articles/b.md",
        f"---\n{HEAD}slug: b\ncategory: Sport\nauthor: Dupont, Jean\ntags:\n- a, b\n- 'Paris, Texas'\n---\n",
    )
    assert told(room) == {
        "content/articles/a.md:4:11 list-in-one-text": "write category: [Sport, Culture]",
        "content/articles/a.md:5:9 list-in-one-text": "write author: [Anne Bo, Paul Li]",
        "content/articles/a.md:6:7 list-in-one-text": 'write tags: [a, "b: c"]',
        "content/articles/b.md:8:3 list-in-one-text": "write each on a line of its own: - a, - b",
    }
    assert not room.build().failed


def test_where_all_entries_have_files_a_text_is_read_as_their_list(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    for name, title in (("arts", "Arts, lettres"), ("sport", "Sport"), ("foot", "Football")):
        room.write(f"content/categories/{name}.md", f"---\ntitle: {title}\n---\n")
    for name, title in (("anne", "Anne Bo"), ("et", "Bell et Bo"), ("jean", "Jean Dupont")):
        room.write(f"content/authors/{name}.md", f"---\nname: {title}\n---\n")
    room.write("content/articles/a.md", f"---\n{HEAD}category: Arts, lettres\nauthor: Bell et Bo\n---\n")
    room.write(
        "content/articles/b.md", f"---\n{HEAD}slug: b\ncategory: Sport, Football\nauthor: anne, jean, avec AFP\n---\n"
    )
    room.write("content/articles/c.md", f"---\n{HEAD}slug: c\ncategory: Sport\nauthor: 'Dupont, Jean'\n---\n")
    room.write(
        "content/articles/d.md",
        f"---\n{HEAD}slug: d\ncategory: Sport, Danse\nrelated: a.md, b.md\naliases: /a/, /b/\n---\n",
    )
    room.write("content/fronts/home.yaml", "exclude: sport, foot\nlead: a\n")
    room.write("content/articles/e.md", f"---\n{HEAD}slug: e\ncategory: Sport\nrelated: a.md, non.md\n---\n")
    assert told(room) == {
        "content/articles/b.md:5:11 list-in-one-text": "write category: [Sport, Football]",
        "content/articles/b.md:6:9 list-in-one-text": "write author: [anne, jean, avec AFP]",
        "content/articles/c.md:6:9 unknown-author": "did you mean “Jean Dupont”?",
        "content/articles/d.md:5:11 unknown-category": "write category: [Sport, Danse]",
        "content/articles/d.md:6:10 list-in-one-text": "write related: [a.md, b.md]",
        "content/articles/d.md:7:10 list-in-one-text": "write aliases: [/a/, /b/]",
        "content/articles/e.md:6:10 list-in-one-text": "write related: [a.md, non.md]",
        "content/articles/e.md:6:10 unknown-reference": "did you mean “e.md”?",
        "content/fronts/home.yaml:1:10 unknown-category": "write exclude: [sport, foot]",
    }
    for path in ("content/articles/c.md", "content/articles/d.md", "content/articles/e.md", "content/fronts/home.yaml"):
        room.delete(path)
    room.write(
        "templates/article.html",
        "{{ article.categories | map(attribute='title') | join('|') }} "
        "{{ article.byline | map(attribute='name') | join('|') }}\n",
    ).built()
    assert room.page("sport/b/index.html") == "Sport|Football Anne Bo|Jean Dupont|avec AFP\n"
    assert room.page("arts/a/index.html") == "Arts, lettres Bell et Bo\n"
