"""Merge conflicts are told once each, at their line, beside all other faults of their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsgen.content.conflicts import settle_conflicts
from newsroom import SETTINGS, Newsroom, codes
from tiny_theme import without_theme

OURS, THEIRS = "<<<<<<< HEAD\n", ">>>>>>> correction\n"
HEAD = "category: sport\ndate: 2026-03-01\n"


def newsroom(root: Path) -> Newsroom:
    """Make a site whose templates print next to nothing."""
    return without_theme(Newsroom(root))


@pytest.mark.parametrize(
    ("text", "settled", "lines"),
    [
        (f"a\n{OURS}b\n=======\nc\n{THEIRS}d\n", "a\n\nb\n\n\n\nd\n", [2]),
        (f"{OURS}b\n||||||| 1f2e3d\nx\n=======\nc\n{THEIRS}", "\nb\n\n\n\n\n\n", [1]),
        (f"{OURS}=======\nc\n{THEIRS}e\n{OURS}f\n=======\n{THEIRS}", "\n\n\n\ne\n\nf\n\n\n", [1, 6]),
        (f"{OURS}a\n", "\na\n", [1]),
        (f"a\n=======\nb\n{THEIRS}", "a\n\nb\n\n", [4]),
        (f"{OURS}a\n{OURS}b\n=======\nc\n{THEIRS}", "\na\n\nb\n\n\n\n", [1, 3]),
        ("Titre\n=======\n\nUn paragraphe.\n", "Titre\n=======\n\nUn paragraphe.\n", []),
        (">>>>>> a\n>>>>>>> b\n", ">>>>>> a\n>>>>>>> b\n", []),
        ("<<<<<<<<< a\nb\n=========\nc\n>>>>>>>>> d\n", "\nb\n\n\n\n", [1]),
        (f"{OURS}b\n||||||| x\n<<<<<<<<< y\nz\n>>>>>>>>> y\n=======\nc\n{THEIRS}", "\nb" + "\n" * 8, [1]),
        ("<<<<<<<<<<<<\n\n>>>>>>>>>> cité\n", "<<<<<<<<<<<<\n\n>>>>>>>>>> cité\n", []),
        ("<<<<<<<< a\n>>>>>>>>> b\n <<<<<<< c\n<<<<<<<d\n", "<<<<<<<< a\n>>>>>>>>> b\n <<<<<<< c\n<<<<<<<d\n", []),
        ("Titre\n=======\n    >>>>>>> a\n", "Titre\n=======\n    >>>>>>> a\n", []),
    ],
)
def test_conflicts_are_settled_for_our_side_line_by_line(text: str, settled: str, lines: list[int]) -> None:
    found, faults = settle_conflicts(text, "a.md")
    assert found == settled
    assert sorted(fault.spot.line for fault in faults) == lines  # type: ignore[union-attr]


def test_a_conflict_is_told_once_beside_all_other_faults(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.write(
        "content/articles/a.md",
        f"---\r\n{OURS}title: A\n=======\ntitle: B\nkicker: c\n{THEIRS}{HEAD}titel: x\n---\n"
        f"{OURS}[x](non.md)\n=======\n{THEIRS}",
    )
    room.write("content/authors/b.md", f"---\nname: B\n---\n{OURS}a\n=======\nb\n{THEIRS}")
    room.write("content/data/d.json", f'{{\n{OURS}"a": 1,\n=======\n"a": 2,\n{THEIRS}"b": nul\n}}\n')
    room.write("content/data/e.yaml", f"{OURS}a: 1\n=======\na: 2\n{THEIRS}")
    room.write("content/fronts/home.yaml", f"{OURS}lead: a\n=======\nlead: b\n{THEIRS}banner: {{text: x}}\n")
    room.write("templates/extra.html", f"{OURS}a\n=======\nb\n{THEIRS}")
    content = [
        "content/articles/a.md:2:1 merge-conflict",
        "content/articles/a.md:10:1 unknown-field",
        "content/articles/a.md:12:1 merge-conflict",
        "content/articles/a.md:13:5 dead-link",
        "content/authors/b.md:4:1 merge-conflict",
        "content/data/d.json:2:1 merge-conflict",
        "content/data/d.json:7:6 bad-json",
        "content/data/e.yaml:1:1 merge-conflict",
        "content/fronts/home.yaml:1:1 merge-conflict",
        "content/fronts/home.yaml:6:1 missing-field",
        "templates/extra.html:1:1 merge-conflict",
    ]
    report = room.build()
    assert codes(report) == content
    assert report.failed
    assert report.faults[0].fault.help == (
        "keep the lines that are right, and delete those that begin with <<<<<<<, ======= and >>>>>>>"
    )
    room.write("newsgen.yaml", f"{OURS}{SETTINGS}=======\ntitle: Autre\n{THEIRS}page_size: many\n")
    found = codes(room.build())
    assert found == [
        *(each for each in content[:-1] if "dead-link" not in each),
        "newsgen.yaml:1:1 merge-conflict",
        "newsgen.yaml:9:12 wrong-type",
        content[-1],
    ]
