"""Links, pipes, sockets and devices in the place of files: none is followed out of the site, none is waited for."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsgen.base.opening import LARGEST_TEXT, Ground, RefusedFileError, pieces
from newsgen.build.folders import Folders
from newsgen.cli.main import main
from newsgen.preview.proofs import Proofs
from newsroom import Newsroom, codes, picture
from served import UN, make_site, serving
from tiny_theme import without_theme

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

SECRET = "mot-de-passe-1234"
ARTICLE = f"---\ntitle: {SECRET}\ncategory: sport\ndate: 2026-03-01\n---\n{SECRET}\n"


def pipe(place: Path) -> None:
    os.mkfifo(place)


def listening(place: Path) -> None:
    here = os.open(".", os.O_RDONLY)
    try:  # the names of sockets are short
        os.chdir(place.parent)
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(place.name)
    finally:
        os.fchdir(here)
        os.close(here)


def device(place: Path) -> None:
    place.symlink_to("/dev/zero")


def passwords(place: Path) -> None:
    place.symlink_to("/etc/passwd")


def repository(place: Path) -> None:
    root = next(folder for folder in place.parents if (folder / "content").is_dir())
    (root / ".git").mkdir(exist_ok=True)
    (root / ".git/config").write_text(SECRET, encoding="utf-8")
    place.symlink_to(root / ".git/config")


REFUSED: Mapping[Callable[[Path], None], str] = {
    pipe: "not-a-file",
    listening: "not-a-file",
    device: "symlink-outside",
    passwords: "symlink-outside",
    repository: "symlink-outside",
}
PLACES = (
    "newsgen.yaml",
    "templates/base.html",
    "content/data/chiffres.yaml",
    "content/articles/a.md",
    "content/articles/photo.jpg",
    "static/x.txt",
    "static/css/newsgen.css",
)


@pytest.mark.parametrize("put", REFUSED, ids=lambda put: put.__name__)
def test_what_is_no_file_of_the_site_is_refused_at_once_and_not_quoted(
    tmp_path: Path, put: Callable[[Path], None]
) -> None:
    room = Newsroom(tmp_path / "site").article("b")
    for path in PLACES[1:]:
        (room.root / path).parent.mkdir(parents=True, exist_ok=True)
        put(room.root / path)
    expected = sorted(f"{path}:1:1: error[{REFUSED[put]}]" for path in PLACES[1:])
    for command in ("build", "explain /"):
        ran = newsgen(room, *command.split())
        assert SECRET not in ran.stdout + ran.stderr
        assert "root:" not in ran.stdout + ran.stderr
        if command == "build":
            assert ran.returncode == 1
            assert sorted(line.partition("] ")[0] + "]" for line in ran.stdout.splitlines() if "]" in line) == expected
    assert not (room.root / "public").exists()


@pytest.mark.parametrize("put", REFUSED, ids=lambda put: put.__name__)
def test_settings_that_are_no_file_of_the_site_are_refused_at_once(tmp_path: Path, put: Callable[[Path], None]) -> None:
    room = Newsroom(tmp_path / "site").article("b").delete("newsgen.yaml")
    put(room.root / "newsgen.yaml")
    for command in (["build"], ["build", "--now", "2026-03-01"], ["explain", "/"]):
        ran = newsgen(room, *command)
        assert (ran.returncode, f"newsgen.yaml:1:1: error[{REFUSED[put]}]" in ran.stdout) == (1, True), ran.stdout
        assert SECRET not in ran.stdout + ran.stderr
        assert "root:" not in ran.stdout + ran.stderr


def newsgen(room: Newsroom, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsgen", *arguments]
    return subprocess.run(command, cwd=room.root, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("path", PLACES[:4])
def test_a_text_without_end_is_not_read(tmp_path: Path, path: str) -> None:
    room = Newsroom(tmp_path).article("b").write(path, "title: x\n" if path.endswith("yaml") else ARTICLE)
    os.truncate(tmp_path / path, 20 * 1024**3)
    assert f"{path}:1:1 huge-file" in codes(room.build())


def test_a_text_that_grows_while_it_is_read_is_read_no_further_than_a_text_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_bytes(b"a" * (LARGEST_TEXT + 2))
    (tmp_path / "petit").write_bytes(b"a")
    small = os.stat(tmp_path / "petit")
    monkeypatch.setattr(os, "fstat", lambda _: small)
    with pytest.raises(RefusedFileError, match="MB"):
        Ground(tmp_path).read("a.md")
    with Ground(tmp_path).open("a.md") as stream:
        assert b"".join(pieces(stream)) == b"a"


def test_a_style_sheet_or_script_without_end_is_published_as_it_is(tmp_path: Path) -> None:
    room = without_theme(Newsroom(tmp_path))
    for name in ("a.css", "a.js"):
        room.write(f"static/{name}", "/* a */\n" + " " * LARGEST_TEXT + "\n/* b */ url(non.png)")
    report = room.built()
    assert not report.faults
    for name in ("a.css", "a.js"):
        assert (tmp_path / "public" / name).stat().st_size > LARGEST_TEXT


def test_a_link_within_the_site_is_followed_and_one_to_what_is_hidden_is_not(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "site").article("a").write("static/carte.txt", "carte").write(".env", SECRET)
    (room.root / "static/.well-known").mkdir()
    (room.root / "static/lien.txt").symlink_to("carte.txt")
    (room.root / "static/.well-known/lien.txt").symlink_to("../carte.txt")
    room.built()
    assert (room.page("lien.txt"), room.page(".well-known/lien.txt")) == ("carte", "carte")
    (room.root / "static/env.txt").symlink_to("../.env")
    (room.root / "static/cache.db").symlink_to("../.newsgen/cache.db")
    report = room.build()
    assert codes(report) == ["static/cache.db:1:1 symlink-outside", "static/env.txt:1:1 symlink-outside"]
    assert report.faults[0].fault.message == "this symbolic link leads to a hidden file or folder of the site"
    assert report.faults[0].excerpt == ()


# --- at the time of the open ---


@pytest.fixture
def ground(tmp_path: Path) -> Path:
    (tmp_path / "site/static/dossier").mkdir(parents=True)
    (tmp_path / "dehors").mkdir()
    (tmp_path / "dehors/x.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / "site/static/dossier/x.txt").write_text("dedans", encoding="utf-8")
    return tmp_path / "site"


def replace_file(root: Path) -> None:
    (root / "static/dossier/x.txt").unlink()
    (root / "static/dossier/x.txt").symlink_to(root.parent / "dehors/x.txt")


def replace_folder(root: Path) -> None:
    shutil.rmtree(root / "static/dossier")
    (root / "static/dossier").symlink_to(root.parent / "dehors")


def replace_top(root: Path) -> None:
    shutil.rmtree(root / "static")
    (root.parent / "autre/dossier").mkdir(parents=True)
    shutil.copy(root.parent / "dehors/x.txt", root.parent / "autre/dossier/x.txt")
    (root / "static").symlink_to(root.parent / "autre")


def replace_by_pipe(root: Path) -> None:
    (root / "static/dossier/x.txt").unlink()
    os.mkfifo(root / "static/dossier/x.txt")


REPLACEMENTS = (replace_file, replace_folder, replace_top, replace_by_pipe)


@pytest.mark.parametrize("by_descriptor", [True, False], ids=["as the system knows it", "as its path leads there"])
@pytest.mark.parametrize("change", REPLACEMENTS)
def test_an_open_looks_where_the_file_lies(
    ground: Path, change: Callable[[Path], None], by_descriptor: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not by_descriptor:
        monkeypatch.setattr("newsgen.base.opening._DESCRIPTORS", "/nowhere/")
    site, path = Ground(ground), "static/dossier/x.txt"
    assert site.read(path) == b"dedans"
    change(ground)
    with pytest.raises(RefusedFileError) as refused:
        site.read(path)
    assert refused.value.fault.code == ("not-a-file" if change is replace_by_pipe else "symlink-outside")
    assert Folders(ground, ground.parent / "theme", ground / ".newsgen", ground / "public").read(path) is None


def test_the_folder_of_the_site_may_be_a_link_and_be_named_in_any_way(ground: Path) -> None:
    (ground.parent / "lien").symlink_to(ground)
    for folder in (ground.parent / "lien", ground / ".." / "site", ground / "static/.."):
        assert Ground(folder).read("static/dossier/x.txt") == b"dedans"


@pytest.mark.parametrize("change", REPLACEMENTS)
def test_a_build_does_not_copy_what_has_taken_the_place_of_a_file_since_it_was_read(
    ground: Path, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Newsroom(ground).article("a")
    whole = Folders.open_source
    opened: list[str] = []

    def open_source(folders: Folders, path: str) -> object:
        if path == "static/dossier/x.txt":
            opened.append(path)
            if len(opened) == 2:  # first it is read, then it is copied
                change(ground)
        return whole(folders, path)

    monkeypatch.setattr(Folders, "open_source", open_source)
    report = room.build()
    assert len(opened) == 2
    expected = "not-a-file" if change is replace_by_pipe else "symlink-outside"
    assert codes(report) == [f"static/dossier/x.txt:1:1 {expected}"]
    assert not any(SECRET.encode() in data for data in room.public().values()) if (ground / "public").exists() else True


@pytest.mark.parametrize("change", REPLACEMENTS)
def test_the_preview_does_not_open_what_has_taken_the_place_of_a_file(
    ground: Path, change: Callable[[Path], None]
) -> None:
    proofs = Proofs(Newsroom(ground).article("a").request)
    try:
        proofs.refresh(Newsroom(ground).now)
        proof = proofs.pull("dossier/x.txt")
        assert proof
        assert proof.open_file
        with proof.open_file() as stream:
            assert stream.read() == b"dedans"
        change(ground)
        with pytest.raises(RefusedFileError):
            proof.open_file()
    finally:
        proofs.close()


def test_the_preview_serves_no_file_behind_a_link_that_appears(tmp_path: Path) -> None:
    outside = tmp_path / "secret.txt"
    outside.write_text(SECRET, encoding="utf-8")
    room = make_site(tmp_path / "site").write("static/x.txt", "dedans").write("content/articles/p.png", picture())
    room.article("image", body="![p](p.png)\n").write("static/d/y.txt", "dedans")
    with serving(room) as served:
        beside = "/media/articles/p.png"
        assert [served.get(each).status for each in ("/x.txt", "/d/y.txt", beside)] == [200, 200, 200]
        for file in ("static/x.txt", "content/articles/p.png"):
            (room.root / file).unlink()
            (room.root / file).symlink_to(outside)
        shutil.rmtree(room.root / "static/d")
        (tmp_path / "d").mkdir()
        (tmp_path / "d/y.txt").write_text(SECRET, encoding="utf-8")
        (room.root / "static/d").symlink_to(tmp_path / "d")
        for _ in range(20):
            for address in ("/x.txt", "/d/y.txt", beside, UN, "/_newsgen/"):
                assert SECRET not in served.get(address).text
        served.eventually_shows("/_newsgen/", "symlink-outside")
        assert SECRET not in served.get("/_newsgen/").text


def test_no_page_of_another_site_shows_the_preview_in_a_frame(tmp_path: Path) -> None:
    with serving(make_site(tmp_path / "site")) as served:
        for address in (UN, "/_newsgen/", "/css/site.css", "/nulle-part/"):
            headers = served.get(address).headers
            assert headers["x-frame-options"] == "SAMEORIGIN", address
            assert headers["content-security-policy"] == "frame-ancestors 'self'", address


def test_files_are_served_in_pieces_and_unchanged_ones_are_not_sent_again(tmp_path: Path) -> None:
    with serving(make_site(tmp_path / "site").write("static/v.mp4", bytes(range(256)) * 4)) as served:
        whole = served.get("/v.mp4")
        assert (whole.status, len(whole.data)) == (200, 1024)
        part = served.get("/v.mp4", Range="bytes=10-19")
        assert (part.status, part.data) == (206, bytes(range(10, 20)))
        assert served.get("/v.mp4", if_none_match=whole.headers["etag"]).status == 304
        assert served.get("/v.mp4", "HEAD").data == b""
        assert served.get("/v.mp4", Range="bytes=5000-").status == 416
        before = _open_files()
        for _ in range(30):
            served.get("/v.mp4", Range="bytes=5000-")
            served.get("/v.mp4", "HEAD")
            served.get("/v.mp4", if_none_match=whole.headers["etag"])
        assert _open_files() <= before + 5


def _open_files() -> int:
    return len(os.listdir("/dev/fd"))


# --- the theme's files in a site ---


def test_nothing_is_ejected_or_read_through_a_link_out_of_the_site(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "site").article("a")
    (tmp_path / "dehors").mkdir()
    (room.root / "static").mkdir()
    (room.root / "static/css").symlink_to(tmp_path / "dehors")
    ran = CliRunner().invoke(main, ["eject", "css/newsgen.css", "--site", str(room.root)])
    assert (ran.exit_code, "a symbolic link leaves the site" in ran.output) == (1, True)
    assert list((tmp_path / "dehors").iterdir()) == []
    (tmp_path / "dehors/newsgen.css").write_text(SECRET, encoding="utf-8")
    ran = CliRunner().invoke(main, ["theme", "diff", "--site", str(room.root)])
    assert (ran.exit_code, SECRET in ran.output) == (1, False)
    assert ran.output == "newsgen: static/css/newsgen.css: this symbolic link leaves the site\n"


def test_a_folder_in_the_place_of_the_settings_is_called_one(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a").delete("newsgen.yaml")
    (tmp_path / "newsgen.yaml").mkdir()
    report = room.build()
    assert codes(report) == ["newsgen.yaml:1:1 not-a-file"]
    assert report.faults[0].fault.message == "this is a folder, and should be a file"
