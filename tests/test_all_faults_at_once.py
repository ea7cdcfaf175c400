"""Whatever stops the parser of one part of a file hides no other fault of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom import SETTINGS, Newsroom, codes

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

ENGINES = ("python-markdown", "commonmark")
FILE = "content/articles/une.md"


def faults(room: Newsroom, body: str, *, title: str = "Une", field: str = "imag: x") -> list[str]:
    """Write a text with a wrong field on line 5 and a body from line 7 on; say what is told of it, and where."""
    text = f"---\ntitle: {title}\ncategory: sport\ndate: 2026-01-02\n{field}\n---\n{body}\n"
    room.write(FILE, text.encode("utf-8", "surrogateescape"))
    return [code.removeprefix(f"{FILE}:") for code in codes(room.build())]


@pytest.mark.parametrize("engine", ENGINES)
def test_control_characters_are_reported_each_at_its_place_among_all_others(tmp_path: Path, engine: str) -> None:
    room = Newsroom(tmp_path, f"{SETTINGS}markdown: {{engine: {engine}}}\n")
    body = "Un \x07mot et \x00 un [lien](rien.md).\n\n{{< rien >}}\n\nFin </b> \x85."
    assert faults(room, body, title="U\x08ne") == [
        "2:9 control-character",
        "5:1 unknown-field",
        "7:4 control-character",
        "7:12 control-character",
        "7:24 dead-link",
        "9:5 unknown-shortcode",
        "11:5 unbalanced-html",
        "11:10 control-character",
    ]


def test_a_text_of_control_characters_is_reported_within_bounds(tmp_path: Path) -> None:
    told = faults(Newsroom(tmp_path), "\x07" * 5_000 + "\n\n[a](rien.md)")
    assert told.count("9:5 dead-link") == 1
    assert sum(each.endswith("control-character") for each in told) == 20


def test_a_byte_that_is_no_utf8_hides_nothing(tmp_path: Path) -> None:
    assert faults(Newsroom(tmp_path), "Un [lien](rien.md).", title="\udce9t\udce9") == [
        "2:8 not-utf8",
        "5:1 unknown-field",
        "7:11 dead-link",
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_tangled_line_hides_nothing(tmp_path: Path, engine: str) -> None:
    room = Newsroom(tmp_path, f"{SETTINGS}markdown: {{engine: {engine}}}\n")
    told = faults(room, "Un [lien](rien.md).\n\n" + "<script>" * 3_000 + "\n\n{{< rien >}}\n\nUn [autre](nul.md).")
    assert told == [
        "5:1 unknown-field",
        "7:11 dead-link",
        "9:1 too-tangled",
        "11:5 unknown-shortcode",
        "13:12 dead-link",
    ]


def test_a_line_that_is_too_deep_hides_nothing(tmp_path: Path) -> None:
    told = faults(Newsroom(tmp_path), "Un [lien](rien.md).\n\n" + "- " * 3_000 + "x\n\nUn [autre](nul.md).")
    assert told == ["5:1 unknown-field", "7:11 dead-link", "9:1 too-deep", "11:12 dead-link"]


def test_yaml_that_cannot_be_read_hides_no_fault_of_the_body(tmp_path: Path) -> None:
    told = faults(Newsroom(tmp_path), "Un [lien](#nulle-part) et </b>.", field="tags: [a")
    assert {"7:11 dead-anchor", "7:27 unbalanced-html"} <= set(told)
    assert any(each.endswith("bad-yaml") for each in told)


@pytest.mark.parametrize("sign", ["\ufeff", "\u200b"])
def test_invisible_signs_that_programs_leave_behind_are_not_there(tmp_path: Path, sign: str) -> None:
    for name in ("plain", "other"):
        (tmp_path / name).mkdir()
    plain, other = Newsroom(tmp_path / "plain"), Newsroom(tmp_path / "other")
    text = "---\ntitle: Le% vote\n%category: spo%rt\ndate: 2026-01-02\n---\nUn% [lien](/sp%ort/).\n\n%## Le v%ote\n"
    plain.write(FILE, text.replace("%", "")).built()
    other.write(FILE, text.replace("%", sign)).built()
    assert plain.public() == other.public()


def test_invisible_signs_that_mean_something_stay(tmp_path: Path) -> None:
    signs = "co\u00adopé, mot\u2060, 👩\u200d👩, می\u200cخواهم, \u200eabc\u200f, \u2066x\u2069"
    room = Newsroom(tmp_path).article("une", body=signs + "\n")
    room.built()
    assert signs in room.page("sport/une/index.html")


def test_a_slip_at_the_end_of_a_text_without_a_last_line_end_stands_on_its_last_line(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).write("content/data/a.yaml", "a: 1\nb: [x, y, !")
    (fault,) = room.build().faults
    assert (fault.fault.code, fault.place.line) == ("bad-yaml", 2)
