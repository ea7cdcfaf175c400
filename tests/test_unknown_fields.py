"""Fields that newsgen does not know are errors, or kept below ``extra`` where the settings say so."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgen.model.settings import Settings
from newsgen.schema.json_schema import json_schema
from newsroom import SETTINGS, Newsroom, codes, picture
from tiny_theme import without_theme

HEAD = "title: A\ncategory: sport\ndate: 2026-03-01\n"
FOREIGN = "layout: post\nwp_id: 12\nimage: {src: a.png, alt: x, width: 3}\nextra: {layout: mine, place: Nice}\n"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """Make a site whose article page prints what stands below ``extra``."""
    room = without_theme(Newsroom(tmp_path))
    room.write(
        "templates/article.html",
        "{{ article.extra.wp_id }} {{ article.extra.layout }} {{ article.extra.image.width }}\n",
    )
    room.write("templates/page.html", "{{ extra.wp_id }}\n")
    room.write("content/articles/2009/old.md", f"---\n{HEAD}slug: old\n{FOREIGN}---\n")
    room.write("content/articles/2009/a.png", b"")
    return room


def unknown(room: Newsroom) -> list[str]:
    """Build, and give the places of unknown fields."""
    return [each.removesuffix(" unknown-field") for each in codes(room.build()) if each.endswith(" unknown-field")]


def test_unknown_fields_are_errors_unless_the_settings_keep_them(room: Newsroom) -> None:
    file = "content/articles/2009/old.md"
    found = [f"{file}:6:1", f"{file}:7:1", f"{file}:8:29"]
    assert unknown(room) == found
    assert unknown(room.write("newsgen.yaml", f"{SETTINGS}unknown_fields: error\n")) == found
    assert unknown(room.write("newsgen.yaml", f"{SETTINGS}unknown_fields: extra\n")) == []


def test_templates_are_given_what_is_kept_and_what_stands_below_extra_comes_first(room: Newsroom) -> None:
    room.write("content/articles/2009/a.png", picture(1200, 800))
    room.write("newsgen.yaml", f"{SETTINGS}unknown_fields: extra\n")
    room.write("content/pages/p.md", "---\ntitle: P\nwp_id: 7\n---\n")
    assert codes(room.built()) == []
    assert room.page("sport/old/index.html") == "12 mine 3\n"
    assert room.page("p/index.html") == "7\n"
    room.write("newsgen.yaml", SETTINGS)
    assert room.build().failed
    room.write("newsgen.yaml", f"{SETTINGS}unknown_fields: extra\n")
    assert codes(room.build()) == []


def test_they_are_kept_by_folder_and_the_most_specific_pattern_counts(room: Newsroom) -> None:
    room.write("content/articles/2026/new.md", f"---\n{HEAD}slug: new\nlayout: x\n---\n")
    room.write(
        "newsgen.yaml",
        f"{SETTINGS}unknown_fields:\n"
        "  content/articles/**: error\n  content/articles/2009/**: extra\n  content/x/*: extra\n",
    )
    assert unknown(room) == ["content/articles/2026/new.md:6:1"]
    assert "newsgen.yaml:8:3 unmatched-pattern" in codes(room.build())
    room.write("newsgen.yaml", f"{SETTINGS}unknown_fields: {{content/articles/**: keep}}\n")
    assert codes(room.build())[-1] == "newsgen.yaml:5:39 bad-value"
    room.write("newsgen.yaml", f"{SETTINGS}unknown_fields: keep\n")
    assert codes(room.build())[-1] == "newsgen.yaml:5:17 bad-value"


def test_what_is_needed_or_wrong_is_told_all_the_same(room: Newsroom) -> None:
    room.write("newsgen.yaml", f"{SETTINGS}unknown_fields: extra\n")
    room.write("content/articles/2009/old.md", f"---\n{HEAD.replace('title', 'titel')}draft: oui\n---\n")
    room.write("content/fronts/home.yaml", "leed: old\n")
    assert codes(room.build()) == [
        "content/articles/2009/old.md:2:1 missing-field",
        "content/articles/2009/old.md:5:8 wrong-type",
        "content/fronts/home.yaml:1:1 unknown-field",
    ]


def test_the_schema_of_the_settings_knows_both_words() -> None:
    said = str(json_schema(Settings)["$defs"]["Settings"]["properties"]["unknown_fields"])
    assert "'enum': ['error', 'extra']" in said
