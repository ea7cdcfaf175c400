"""A site takes files of the theme over and changes them, and learns what the theme has changed since."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsgen import VERSION
from newsgen.base.digest import digest_bytes
from newsgen.base.places import theme_folder
from newsgen.cli import ejection, theme as theme_command
from newsgen.cli.ejection import theme_files
from newsgen.cli.main import main
from newsroom import Newsroom, tree

TEASER = "templates/partials/teaser.html"
SHEET = "static/css/newsgen.css"


def run(root: Path, *arguments: str) -> Result:
    """Run ``newsgen`` on a site."""
    return CliRunner().invoke(main, [*arguments, "--site", str(root)])


def original(path: str) -> str:
    """Give a file of the theme."""
    return (theme_folder() / path).read_text(encoding="utf-8")


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The theme of a newsgen to come, which the tests change; it takes the place of today's."""
    folder = tmp_path / "newer"
    for top in ("templates", "static/css", "static/js"):
        shutil.copytree(theme_folder() / top, folder / top)
    for module in (ejection, theme_command):
        monkeypatch.setattr(module, "theme_folder", lambda: folder)
    monkeypatch.setattr(ejection, "VERSION", "9.9.9")
    return folder


def test_a_template_is_copied_with_a_note_of_its_origin_and_its_original_kept(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    ran = run(tmp_path, "eject", "partials/teaser.html", "css/newsgen.css")
    assert (ran.exit_code, ran.output) == (0, f"{TEASER} is yours now\n{SHEET} is yours now\n")
    for path, begin, end in ((TEASER, "{#", "#}"), (SHEET, "/*", "*/")):
        note, _, rest = (room.root / path).read_text(encoding="utf-8").partition("\n")
        digest = digest_bytes(original(path).encode()).hex()
        assert note == f"{begin} ejected from newsgen {VERSION}, original {digest} {end}"
        assert rest == original(path)
        assert (room.root / ".originals" / path).read_text(encoding="utf-8") == original(path)


def test_no_byte_of_the_site_changes_when_every_template_is_taken_over(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un", author="Anna", tags=["Mer"])
    room.built()
    before = room.public()
    names = [each.path for each in theme_files(tmp_path) if each.path.startswith("templates/")]
    assert len(names) > 20
    assert run(tmp_path, "eject", *names).exit_code == 0
    report = room.built()
    assert report.rendered > 5
    assert report.written == 0
    assert room.public() == before


def test_what_is_there_already_is_left_as_it_was_and_nothing_else_is_copied(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).write(TEASER, "mine")
    before = tree(tmp_path)
    ran = run(tmp_path, "eject", "base.html", "partials/teaser.html")
    assert (ran.exit_code, ran.output) == (1, f"newsgen: {TEASER} is there already, and stays as it is\n")
    assert tree(room.root) == before


def test_an_unknown_name_comes_with_the_one_that_was_meant(tmp_path: Path) -> None:
    Newsroom(tmp_path)
    ran = run(tmp_path, "eject", "artcle.html", "xyz", "../../etc/passwd", "base.html")
    assert ran.exit_code == 1
    assert ran.output.splitlines() == [
        "newsgen: the theme has no “artcle.html”: did you mean “article.html”?",
        "newsgen: the theme has no “xyz”; newsgen eject --list names them all",
        "newsgen: the theme has no “../../etc/passwd”; newsgen eject --list names them all",
    ]
    assert not (tmp_path / "templates").exists()


def test_without_a_name_the_command_says_how_to_find_one(tmp_path: Path) -> None:
    ran = run(Newsroom(tmp_path).root, "eject")
    assert ran.exit_code == 2
    assert "--list" in ran.output


def test_the_list_names_every_file_what_it_is_for_and_what_the_site_has(tmp_path: Path) -> None:
    Newsroom(tmp_path).write(TEASER, "mine")
    lines = run(tmp_path, "eject", "--list").output.splitlines()
    assert lines[-1] == "A * marks those that this site has its own of."
    listed = {line[2:].split()[0]: line for line in lines[:-1]}
    folders = ("templates", "static/css", "static/js")
    files = [file for top in folders for file in (theme_folder() / top).rglob("*") if file.is_file()]
    assert sorted(listed) == sorted(file.relative_to(theme_folder()).as_posix() for file in files)
    assert [path for path, line in listed.items() if line.startswith("*")] == [TEASER]
    assert re.fullmatch(r"  templates/article\.html +An article", listed["templates/article.html"])
    assert all(len(line.split(maxsplit=1)) == 2 for path, line in listed.items() if path != TEASER), (
        "one has no comment"
    )


def test_a_folder_that_cannot_be_written_is_no_traceback(tmp_path: Path) -> None:
    Newsroom(tmp_path).write("templates", "a file")
    ran = run(tmp_path, "eject", "base.html")
    assert ran.exit_code == 1
    assert ran.output.startswith("newsgen: the site cannot be written: ")


# --- newsgen theme diff ---------------------------------------------------------------------------------------------


def test_a_fresh_copy_differs_in_nothing(tmp_path: Path) -> None:
    Newsroom(tmp_path)
    run(tmp_path, "eject", "page.html")
    assert run(tmp_path, "theme", "diff").output == (
        f"templates/page.html, taken over from newsgen {VERSION}\n"
        "  the theme has not changed since\n  this site has changed nothing\n"
    )


def test_a_site_without_templates_of_its_own_has_nothing_to_compare(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).write("templates/mine.html", "of no theme")
    assert run(room.root, "theme", "diff").output == "this site has no file in place of the theme's\n"


def test_what_the_theme_and_what_the_site_has_changed_are_told_apart(tmp_path: Path, newer: Path) -> None:
    room = Newsroom(tmp_path / "site")
    run(room.root, "eject", "robots.txt")
    ours = room.root / "templates/robots.txt"
    ours.write_text(ours.read_text("utf-8") + "# Bonjour !\n", "utf-8")
    theirs = newer / "templates/robots.txt"
    theirs.write_text(theirs.read_text("utf-8").replace("{{ agent }}", "{{ agent | lower }}"), "utf-8")
    printed = run(room.root, "theme", "diff", "robots.txt").output
    since, _, mine = printed.partition("  this site has changed:\n")
    assert since.startswith(
        "templates/robots.txt, taken over from newsgen 9.9.9\n  the theme has changed since:\n"
        "--- newsgen 9.9.9/templates/robots.txt\n+++ newsgen 9.9.9/templates/robots.txt\n"
    )
    assert re.findall(r"^[+-][^+-].*", since, re.MULTILINE) == [
        "-User-agent: {{ agent }}",
        "+User-agent: {{ agent | lower }}",
    ]
    assert re.findall(r"^[+-][^+-].*", mine, re.MULTILINE) == ["+# Bonjour !"]
    assert "  when all is well: newsgen theme accept templates/robots.txt\n" in since


def test_the_command_that_is_proposed_takes_the_changes_over(tmp_path: Path, newer: Path) -> None:
    room = Newsroom(tmp_path / "site")
    run(room.root, "eject", "article.html")
    ours, theirs = room.root / "templates/article.html", newer / "templates/article.html"
    ours.write_text(ours.read_text("utf-8") + "{# ours #}\n", "utf-8")
    theirs.write_text(theirs.read_text("utf-8").replace("{#\n", "{#\n  Theirs.\n", 1), "utf-8")
    proposed = re.search(r"git merge-file .*", run(room.root, "theme", "diff").output)
    assert proposed is not None
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    subprocess.run(proposed[0].split(), cwd=room.root, check=True)
    assert run(room.root, "theme", "accept", "article.html").exit_code == 0
    text = ours.read_text("utf-8")
    assert text.startswith("{# ejected from newsgen 9.9.9, original ")
    assert text.count("ejected from") == 1
    assert "  Theirs.\n" in text
    assert text.endswith("{# ours #}\n")
    lines = run(room.root, "theme", "diff").output.splitlines()
    assert lines[1:3] == ["  the theme has not changed since", "  this site has changed:"]
    assert [line for line in lines if re.match(r"[+-][^+-]", line)] == ["+{# ours #}"]


def test_a_clone_knows_the_origin_too(tmp_path: Path, newer: Path) -> None:
    room = Newsroom(tmp_path / "site")
    run(room.root, "eject", "base.html")
    (newer / "templates/base.html").write_text("new\n", "utf-8")
    clone = tmp_path / "clone"
    shutil.copytree(room.root, clone, ignore=shutil.ignore_patterns(".newsgen", "public"))
    assert run(clone, "theme", "diff").output == run(room.root, "theme", "diff").output


def test_a_copy_without_its_original_is_compared_with_the_theme_of_today(tmp_path: Path, newer: Path) -> None:
    room = Newsroom(tmp_path / "site").write("templates/robots.txt", "mine\n")
    run(room.root, "eject", "page.html")
    shutil.rmtree(room.root / ".originals")
    lines = run(room.root, "theme", "diff").output.splitlines()
    assert lines[:3] == [
        "templates/page.html, taken over from newsgen 9.9.9",
        "  the theme has not changed since",
        "  this site has changed nothing",
    ]
    assert lines[3:5] == [
        "templates/robots.txt, from a theme that is not known",
        "  it differs from the theme of today:",
    ]
    assert "+mine" in lines
    (newer / "templates/page.html").write_text("new\n", "utf-8")
    assert run(room.root, "theme", "diff", "page.html").output.startswith(
        "templates/page.html, from a theme that is not known\n  it differs from the theme of today:\n"
    )


def test_a_file_that_the_theme_has_given_up_is_named(tmp_path: Path, newer: Path) -> None:
    room = Newsroom(tmp_path / "site")
    run(room.root, "eject", "search.html")
    (newer / "templates/search.html").unlink()
    assert run(room.root, "theme", "diff").output.splitlines()[1] == "  the theme has no such file any more"


def test_what_cannot_be_compared_or_accepted_is_refused(tmp_path: Path) -> None:
    Newsroom(tmp_path)
    run(tmp_path, "eject", "page.html")
    for arguments, problem in (
        (("diff", "pages.html"), "this site has no “pages.html”: did you mean “page.html”?"),
        (("diff", "base.html"), "this site has no “base.html”"),
        (("accept", "base.html"), "templates/base.html is not in this site: newsgen eject templates/base.html"),
        (("accept", "nichts"), "the theme has no “nichts”; newsgen eject --list names them all"),
    ):
        ran = run(tmp_path, "theme", *arguments)
        assert ran.exit_code == 1
        assert ran.output.startswith(f"newsgen: {problem}")


def test_a_file_copied_by_hand_gets_its_note_when_it_is_accepted(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).write("templates/page.html", original("templates/page.html") + "more\n")
    assert run(room.root, "theme", "accept", "page.html").output == "templates/page.html is up to date with the theme\n"
    lines = run(room.root, "theme", "diff").output.splitlines()
    assert lines[:3] == [
        f"templates/page.html, taken over from newsgen {VERSION}",
        "  the theme has not changed since",
        "  this site has changed:",
    ]
    assert lines[-1] == "+more"


def test_windows_line_ends_are_no_changes(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    run(tmp_path, "eject", "page.html")
    file = room.root / "templates/page.html"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert "  this site has changed nothing\n" in run(tmp_path, "theme", "diff").output


def test_the_originals_are_no_part_of_the_site(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un")
    room.built()
    before = room.public()
    run(tmp_path, "eject", "css/newsgen.css", "base.html")
    assert os.listdir(tmp_path / ".originals")
    room.delete(SHEET).delete("templates/base.html").built()
    assert room.public() == before
