"""No file vanishes: what is not read or not published is told, and what should not be published is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from newsgen.cli.main import main
from newsroom import Newsroom, codes, picture

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

TEXT = "---\ntitle: A\ncategory: sport\ndate: 2026-03-01\n---\nUn mot.\n"


@pytest.mark.parametrize(
    "name",
    [
        *("a.mdx", "a.html", "a.txt", "a.rst", "a.docx", "a.md.txt", "a.markdn", "a.odt", "a.mdown", "a.MDX", "a.htm"),
        *("a.md.docx", "a.org", "a.adoc", "a.rtf", "a.mkd"),
    ],
)
@pytest.mark.parametrize("folder", ["content/articles/2026", "content/pages", "content/artcles", "content"])
def test_what_looks_like_a_text_and_is_none_is_told(tmp_path: Path, name: str, folder: str) -> None:
    room = Newsroom(tmp_path).article("b").write(f"{folder}/{name}", TEXT)
    report = room.built()
    assert codes(report) == [f"{folder}/{name}:1:1 unread-text"]
    fault = report.faults[0].fault
    assert fault.message == (
        "this looks like a text, but newsgen reads texts from .md files only, and no text links to it"
    )
    assert fault.help == ("make a text of it, with front matter and .md at the end of its name; or put it into static/")
    assert room.build(strict=True).failed


def test_a_document_that_a_text_links_to_is_published_without_a_word(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).write("content/articles/rapport.docx", "x").write("content/articles/b.txt", "b")
    room.article("a", body="[Le rapport](rapport.docx), [les notes](b.txt)\n")
    assert codes(room.built()) == []
    assert room.page("media/articles/rapport.docx") == "x"


def test_a_picture_that_no_text_shows_is_told_once_whatever_the_build(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a").write("content/articles/p.png", picture())
    expected = ["content/articles/p.png:1:1 unused-file"]
    report = room.built()
    assert codes(report) == expected
    assert report.faults[0].fault.message == "no text shows this file, so it is not published"
    assert codes(room.built()) == expected
    room.article("a", body="autre\n")
    assert codes(room.built()) == expected
    room.article("a", body="![p](p.png)\n")
    assert codes(room.built()) == []
    room.article("a", body="rien\n")
    assert codes(room.built()) == expected
    assert room.public() == room.clean(tmp_path / "propre")


@pytest.mark.parametrize(
    "fields",
    [
        {"draft": True},
        {"date": "2030-01-01T08:00"},
        {"embargo": "2030-01-01T08:00"},
        {"expires": "2026-04-01T08:00"},
    ],
    ids=lambda fields: next(iter(fields)),
)
@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
def test_what_a_text_shows_that_is_not_live_is_used(tmp_path: Path, fields: dict[str, object], engine: str) -> None:
    room = Newsroom(tmp_path).article("b").write("content/articles/lead.png", picture(1200, 800))
    room.replace("newsgen.yaml", "title: Le Test", f"title: Le Test\nmarkdown: {{engine: {engine}}}")
    for name in ("corps", "brut", "galerie", "document.pdf"):
        room.write(f"content/articles/{name}" + ("" if "." in name else ".png"), picture())
    room.article(
        "a",
        body='![c](corps.png)\n\n<img src="brut.png" alt="b">\n\n[d](document.pdf#page=2)\n',
        image={"src": "lead.png", "alt": "l"},
        galleries={"g": [{"src": "galerie.png", "alt": "g"}]},
        **fields,
    )
    assert [code for code in codes(room.built()) if "unused" in code] == []
    assert not (tmp_path / "public/media").exists()


def test_beside_a_broken_text_nothing_is_said_to_be_unused(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a").write("content/articles/p.png", picture())
    room.write("content/articles/casse.md", "---\ntitle: [\n---\n![p](p.png)\n")
    assert [code for code in codes(room.build()) if "unused" in code] == []


@pytest.mark.parametrize("name", ["_brouillon.md", ".cache.md", "#x.md", "~x.md", "_p.png", ".htaccess"])
def test_a_name_that_keeps_a_file_from_being_read_is_told(tmp_path: Path, name: str) -> None:
    room = Newsroom(tmp_path).article("a").write(f"content/articles/{name}", TEXT)
    report = room.built()
    assert codes(report) == [f"content/articles/{name}:1:1 passed-over"]
    assert report.faults[0].fault.message == f"this file is not read: its name begins with “{name[0]}”"
    again = room.built()
    assert (codes(again), again.rendered) == (codes(report), 0)
    room.delete(f"content/articles/{name}")
    assert codes(room.built()) == []
    room.write(f"content/articles/{name}", TEXT)
    assert codes(room.built()) == codes(report)


def test_a_folder_that_is_not_looked_into_is_told(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a").write("content/articles/_brouillons/b.md", TEXT)
    room.write("content/.notes/c.md", TEXT)
    expected = ["content/.notes:1:1 passed-over", "content/articles/_brouillons:1:1 passed-over"]
    assert codes(room.built()) == expected
    assert codes(room.built()) == expected


LEFTOVERS = (
    *("a~", ".a.swp", "a.swo", "Thumbs.db", ".DS_Store", "._photo.jpg", "#a#", ".#a", ".~lock.a.odt#", "desktop.ini"),
    *("~$a.docx", "a.bak", "a.orig", "a.rej", "a.tmp", ".gitkeep", ".gitignore", "4913", ".directory", "EHTHUMBS.DB"),
    *("a.crdownload", ".git/config", ".svn/entries", "__MACOSX/._a", ".vscode/settings.json", "@eaDir/a"),
)


@pytest.mark.parametrize("folder", ["static", "static/un/deux", "content/articles", "templates"])
def test_what_editors_and_systems_leave_is_not_published_and_named_in_verbose_output(
    tmp_path: Path, folder: str
) -> None:
    room = Newsroom(tmp_path).article("a").write("static/b.txt", "b")
    for name in LEFTOVERS:
        room.write(f"{folder}/{name}", "x")
    named = sorted(f"{folder}/{name.partition('/')[0]}{'/' if '/' in name else ''}" for name in LEFTOVERS)
    for _ in range(2):
        ran = CliRunner().invoke(main, ["build", "-v", "--site", str(tmp_path), "--now", "2026-05-29"])
        lines = [line for line in ran.output.splitlines() if "left out" in line]
        assert lines == [f"  {name}: left out, for an editor or a system left it there" for name in named]
        assert (ran.exit_code, "warning" in ran.output) == (0, False), ran.output
    assert not any(data == b"x" for data in room.public().values())
    quiet = CliRunner().invoke(main, ["build", "--clean", "--site", str(tmp_path), "--now", "2026-05-29"])
    assert "left out" not in quiet.output


@pytest.mark.parametrize("folder", ["", "un/", "un/.deux/"])
@pytest.mark.parametrize(
    "name",
    [
        ".htaccess",
        ".nojekyll",
        "_redirects",
        "_headers",
        "CNAME",
        "~claire.txt",
        ".well-known/x",
        "_/x",
        ".x",
        "#a.txt",
    ],
)
def test_everything_else_in_static_is_published_as_it_is(tmp_path: Path, folder: str, name: str) -> None:
    room = Newsroom(tmp_path).article("a").write(f"static/{folder}{name}", "tel quel")
    assert codes(room.built()) == []
    assert room.page(f"{folder}{name}") == "tel quel"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        *(
            (name, name)
            for name in (".env", ".env.production", ".htpasswd", "id_rsa", "id_ed25519", ".npmrc", "a.kdbx")
        ),
        *((".ssh/config", ".ssh"), (".aws/credentials", ".aws"), ("un/.ENV", "un/.ENV")),
    ],
)
def test_what_has_the_name_of_a_secret_is_refused(tmp_path: Path, name: str, told: str) -> None:
    room = Newsroom(tmp_path).article("a").write(f"static/{name}", "mot de passe")
    report = room.build()
    assert codes(report) == [f"static/{told}:1:1 secret-file"]
    assert report.faults[0].fault.help == "move it out of static/, and change what it tells"
    assert report.faults[0].excerpt == ()
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize("name", [".env.example", "id_rsa.pub", "environnement.env"])
def test_what_has_almost_the_name_of_a_secret_is_published(tmp_path: Path, name: str) -> None:
    room = Newsroom(tmp_path).article("a").write(f"static/{name}", "x")
    assert codes(room.built()) == []
    assert room.page(name) == "x"
