"""What stands in the place of front matter or of a field is named as what it is, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgen.base.fault_text import as_text
from newsgen.content.source_text import decode
from newsroom import Newsroom, codes
from tiny_theme import without_theme

HEAD = "title: A\ncategory: sport\ndate: 2026-03-01\n"
ADDRESS = (
    "the address is made of “slug” and of “permalinks” in newsgen.yaml; an old one that leads here goes to “aliases”"
)
USELESS = "newsgen has no use for it: take it out, or move it below “extra”"

FIELDS: dict[str, list[tuple[str, str]]] = {
    "image: /x.png": [("5:1 missing-field", "write\nimage:\n  src: /x.png\n  alt: …")],
    "galleries: {x: [a.png]}": [("5:17 missing-field", "write\n- src: a.png\n  alt: …")],
    "image:\nsrc: /x.png\nalt: a": [
        ("6:1 unknown-field", "it belongs to “image”: indent it by two spaces"),
        ("7:1 unknown-field", "it belongs to “image”: indent it by two spaces"),
    ],
    "src: /x.png": [("5:1 unknown-field", "it belongs to “image”: write it below that, indented")],
    "image_alt: x": [("5:1 unknown-field", "write it as “alt” below “image”, indented by two spaces")],
    "draft: oui": [("5:8 wrong-type", "write draft: true")],
    "draft: Nein": [("5:8 wrong-type", "write draft: false")],
    "draft: não": [("5:8 wrong-type", "write draft: false")],
    "draft: 1": [("5:8 wrong-type", "write draft: true")],
    "draft: “true”": [("5:8 wrong-type", "write draft: true")],
    "updated: “2026-03-02”": [("5:10 bad-date", "YAML does not know these quotation marks: write 2026-03-02")],
    "slug: soci%C3%A9t%C3%A9": [("5:7 bad-slug", "write it as societe")],
    "description: x": [("5:1 unknown-field", "newsgen calls it “summary”")],
    "excerpt: x\nsummary: y": [
        ("5:1 unknown-field", "newsgen calls it “summary”, which is there already: take this out")
    ],
    "lastmod: 2026-03-02": [("5:1 unknown-field", "newsgen calls it “updated”")],
    "auteur: x": [("5:1 unknown-field", "newsgen calls it “author”")],
    "Schlagwörter: [x]": [("5:1 unknown-field", "newsgen calls it “tags”")],
    "featured_image: x": [("5:1 unknown-field", "newsgen calls it “image”")],
    "redirect_from: /a/": [("5:1 unknown-field", "newsgen calls it “aliases”")],
    "published: false": [("5:1 unknown-field", "write draft: true")],
    "status: publish": [("5:1 unknown-field", "take it out: what is no draft is published from its date on")],
    "permalink: /a/": [("5:1 unknown-field", ADDRESS)],
    "layout: post": [("5:1 unknown-field", USELESS)],
    "sumary: x": [("5:1 unknown-field", "did you mean “summary”?")],
    "summary: “Foot: le match”": [
        ("5:15 bad-yaml", 'YAML does not know curly quotation marks; write summary: "Foot: le match"')
    ],
    "summary: a: b\nkicker:x\nlayout: y\ndraft: oui\ntitel: z": [
        ("5:11 bad-yaml", 'put the whole value in quotes: summary: "a: b"'),
        ("6:7 bad-yaml", "write “kicker: …”"),
        ("7:1 unknown-field", USELESS),
        ("8:8 wrong-type", "write draft: true"),
        ("9:1 unknown-field", "newsgen calls it “title”, which is there already: take this out"),
    ],
    "summary: Le match\na été gagné\nhier soir\ndraft: oui": [
        ("6:1 bad-yaml", "a text of several lines stands in quotes, or indented below “key: >-”"),
        ("8:8 wrong-type", "write draft: true"),
    ],
    "summary: &a *b\nkicker: *c\ndraft: oui": [
        ("5:13 bad-yaml", "all lines of a group begin in the same column"),
        ("6:9 bad-yaml", 'put the whole value in quotes: kicker: "*c"'),
        ("7:8 wrong-type", "write draft: true"),
    ],
    "summary: !!int [a]\ndraft: oui": [
        ("5:10 bad-yaml", 'put the whole value in quotes: summary: "!!int [a]"'),
        ("6:8 wrong-type", "write draft: true"),
    ],
    "summary: Le match\n  # x\n  suite": [
        ("7:3 bad-yaml", "put the whole text in quotes, or take the comment out: it begins at the # above")
    ],
    "author: {name: Anne Bo, url: /x/}": [("5:9 wrong-type", "write author: Anne Bo")],
    "author: [{name: Anne Bo}, Li]": [("5:10 wrong-type", "write Anne Bo")],
    "video: youtu.be/dQw4w9WgXcQ": [("5:8 bad-url", "write https://youtu.be/dQw4w9WgXcQ")],
    "video: <iframe src='https://www.youtube.com/embed/dQw4w9WgXcQ'></iframe>": [
        ("5:8 bad-url", "write https://www.youtube.com/embed/dQw4w9WgXcQ")
    ],
    "draft: peut-être": [("5:8 wrong-type", "write draft: true, or draft: false")],
    "tags: [Nice #OGCN, Mer]": [("5:13 bad-yaml", 'write tags: ["Nice #OGCN", Mer]')],
    "image: {src: /a.png, alt: un #chat}": [("5:30 bad-yaml", 'write image: {src: /a.png, alt: "un #chat"}')],
    "image: a.png\n  alt: x": [("6:3 bad-yaml", "write the value below it too, in a line with a name: “src: …”")],
    "kicker: 'L'été'": [("5:12 bad-yaml", 'a value with \' in it stands between " and ": kicker: "L\'été"')],
    "kicker: [Vidéo] Le match": [("5:17 bad-yaml", 'put the whole value in quotes: kicker: "[Vidéo] Le match"')],
    "summary: a: b\nkicker: Vu <b>é</b>\ntags: [a, Nice #OGCN\n  ]": [
        ("5:11 bad-yaml", 'put the whole value in quotes: summary: "a: b"'),
        ("6:12 markup-in-text", "this is plain text: take it out, or write &lt; where readers are to see <"),
        ("7:16 comment-in-text", 'if it belongs to the text, write "Nice #OGCN"; if not, put it on a line of its own'),
    ],
    "lastUpdated: x": [("5:1 unknown-field", "newsgen calls it “updated”")],
    "tags: [a, b\nkicker: *x*\nlayout: y": [
        ("5:7 bad-yaml", "close it with ]"),
        ("6:9 bad-yaml", 'put the whole value in quotes: kicker: "*x*"'),
        ("7:1 unknown-field", USELESS),
    ],
}
"""Lines below :data:`HEAD`, and what is said of them."""

FILES = {
    "+++\ntitle = 'x'\n+++\n": (
        "1:1 this front matter is TOML, and newsgen reads YAML",
        "write title: … for title = …, and so on, between two lines --- in the place of the +++",
    ),
    '\n{\n"title": "x"\n}\n': (
        "2:1 this front matter is JSON, and newsgen reads YAML",
        'write title: … for "title": "…", and so on, between two lines --- in the place of the brackets',
    ),
    "Title: A\nDate: x\n\nTexte\n": (
        "1:1 this file has no front matter: there is no line --- above its fields",
        "put one there, and one below them",
    ),
    "———\ntitle: x\n———\n": (
        "1:1 the line above the fields is “———” and not “---”",
        "write three hyphens, and nothing else, there",
    ),
    "--- yaml\ntitle: x\n---\n": ("1:1 the line above the fields is not ---", "take the word out of it"),
    "Un texte\n": (
        "1:1 this file has no front matter",
        "begin the file with a line ---, the fields (title: …), and another line ---",
    ),
    '---\ntitle = "x"\ndate = 2026\n---\n': (
        '2:1 “the file” should be a group of “key: value” lines, not “title = "x" date = 2026”',
        "write a colon and a space behind each name, and no =",
    ),
}


def test_every_field_that_is_written_otherwise_is_told_how_newsgen_writes_it(tmp_path: Path) -> None:
    room = without_theme(Newsroom(tmp_path))
    for number, field in enumerate(FIELDS):
        room.write(
            f"content/articles/f{number:02}.md",
            f"---\n{HEAD}slug: f{number}\n{field}\n---\n".replace(f"slug: f{number}\n", ""),
        )
    for number, text in enumerate(FILES):
        room.write(f"content/articles/t{number:02}.md", text)
    report = room.build()
    told: dict[str, list[tuple[str, str]]] = {}
    for code, each in zip(codes(report), report.faults, strict=True):
        path, place = code.split(":", 1)
        name = path.removeprefix("content/articles/").removesuffix(".md")
        said = place if name[0] == "f" else f"{place.split()[0]} {each.fault.message}"
        told.setdefault(name, []).append((said, each.fault.help))
    wanted = {f"f{number:02}": said for number, said in enumerate(FIELDS.values())}
    wanted |= {f"t{number:02}": [said] for number, said in enumerate(FILES.values())}
    assert told == wanted
    assert as_text(report.faults[0]).endswith("  help: write\n        image:\n          src: /x.png\n          alt: …")


def test_fields_of_other_files_and_of_the_settings_are_known_by_other_names_too(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "name: Le Test\nbaseurl: https://test.example\nlang: fr\ntz: Europe/Paris\n")
    room.write("content/authors/a.md", "---\nnom: A\navatar: /x.png\nbio: x\n---\n")
    room.write("content/categories/c.md", "---\nname: C\nsummary: x\nweight: 1\n---\n")
    report = room.build()
    assert [(code, each.fault.help) for code, each in zip(codes(report), report.faults, strict=True)] == [
        ("content/authors/a.md:2:1 unknown-field", "newsgen calls it “name”"),
        ("content/authors/a.md:3:1 unknown-field", "newsgen calls it “photo”"),
        ("content/authors/a.md:4:1 unknown-field", "the text stands below the front matter"),
        ("content/categories/c.md:2:1 unknown-field", "newsgen calls it “title”"),
        ("content/categories/c.md:3:1 unknown-field", "newsgen calls it “description”"),
        ("content/categories/c.md:4:1 unknown-field", "newsgen calls it “order”"),
        ("newsgen.yaml:1:1 unknown-field", "newsgen calls it “title”"),
        ("newsgen.yaml:2:1 unknown-field", "newsgen calls it “url”"),
        ("newsgen.yaml:3:1 unknown-field", "newsgen calls it “language”"),
        ("newsgen.yaml:4:1 unknown-field", "newsgen calls it “timezone”"),
    ]


def test_a_fault_of_yaml_hides_no_other_in_the_settings(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, "title: Le Test\nurl: https://test.example\ndescription: a: b\npage_size: many\n")
    assert codes(room.build()) == ["newsgen.yaml:3:15 bad-yaml", "newsgen.yaml:4:12 wrong-type"]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-be", "UTF-32"),
    ],
)
def test_a_text_of_wide_characters_is_named_as_one(encoding: str, name: str) -> None:
    text = "---\ntitle: L’été à Évian\ncategory: sport\ndate: 2026-03-01\n---\n\nUn paragraphe.\n"
    _, fault = decode(text.encode(encoding), "a.md")
    assert fault is not None
    assert fault.message == f"this text is stored as {name}, and newsgen reads UTF-8"
    assert fault.help == "save it as UTF-8: most programs ask below “Save as”"


def test_a_text_with_a_nul_or_few_is_none_of_these() -> None:
    _, fault = decode(b"---\ntitle: a\0b\n", "a.md")
    assert fault is not None
    assert fault.code == "control-character"
