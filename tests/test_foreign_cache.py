"""A foreign cache: one that somebody made who may not change the site, and who hopes that newsgen believes it.

No row of it can name a file outside the output; with ``NEWSGEN_CACHE_KEY`` nothing of it is taken at all.
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import chdir, closing
from copy import copy
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from newsgen.base.seal import UNKEYED, DamagedError, Seal
from newsgen.build import Report, build
from newsgen.cli.main import main
from newsgen.output.claims import check_paths
from newsgen.output.manifests import Entry
from newsgen.output.store import Store
from newsroom import SETTINGS, Newsroom, codes, picture
from tiny_theme import tiny_theme

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

KEY = "le secret de la rédaction"
FOREIGN = "the cache was not made with this NEWSGEN_CACHE_KEY; it was put aside as "
BROKEN = "the cache was broken or of another version; it was put aside as "
BODY = "Un <b>mot</b>.\n\n![Une mer](/images/a.png)\n\n"
SCRIPT = "<script>parent.steal()</script>"


def newsroom(root: Path) -> Newsroom:
    root.mkdir(exist_ok=True)
    room = Newsroom(root, SETTINGS + "markdown: {html: sanitize}\npictures: {widths: [1, 2]}\n")
    for name, text in tiny_theme().items():
        room.write(f"templates/{name}", text)
    room.write("static/images/a.png", picture(4, 3))
    return room.article("un", BODY).article("deux")


def built(room: Newsroom, key: str = "", *, clean: bool = False) -> Report:
    report = build(replace(room.request, cache_key=key, clean=clean))
    assert not report.failed, codes(report)
    return report


def rewrite(room: Newsroom, seal: Seal = UNKEYED) -> None:
    """Put a script into every body of the cache, under a seal."""
    file = room.root / ".newsgen/cache.db"
    with closing(sqlite3.connect(file)) as db:
        digests = [digest for (digest,) in db.execute("SELECT digest FROM body")]
    with closing(Store(file, seal)) as store:
        for digest in digests:
            store.bodies.put(digest, SCRIPT)
        store.commit()


# Paths ----------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory, theme_once: None) -> Mapping[str, Newsroom]:
    """Sites that were built, by the key of their caches: to be copied."""
    rooms = {key: newsroom(tmp_path_factory.mktemp("built") / "site") for key in ("", KEY)}
    for key, room in rooms.items():
        built(room, key)
    return rooms


@pytest.mark.parametrize(
    "path", ["../victim", "a/../../victim", "/etc/victim", "//victim", "a//b", "a/./b", "..", ".", "", "a/", "a\0b"]
)
@pytest.mark.parametrize("key", ["", KEY])
@pytest.mark.parametrize("clean", [False, True])
def test_no_row_of_the_manifest_can_name_a_file_outside_the_output(
    path: str, key: str, clean: bool, sites: Mapping[str, Newsroom], tmp_path: Path
) -> None:
    shutil.copytree(sites[key].root, tmp_path / "site")
    room = copy(sites[key])
    room.root = tmp_path / "site"
    victims = [tmp_path / "site/victim", tmp_path / "victim"]
    for victim in victims:
        victim.write_text("à garder")
    with closing(Store(room.root / ".newsgen/cache.db", Seal.of_secret(key))) as store:
        store.manifests.put("public", [(path, Entry(b"k", None, b"d", None))])  # type: ignore[arg-type]
        store.commit()
    report = built(room, key, clean=clean)
    assert report.notes[0] == f"{BROKEN}{room.root}/.newsgen/cache.broken"
    assert report.deleted == 0
    assert all(victim.read_text() == "à garder" for victim in victims)
    assert room.public() == sites[key].public()  # which was made from nothing


@pytest.mark.parametrize("path", ["../victim", "/etc/victim", "a/../b"])
def test_no_intent_can_name_a_file_outside_the_output(path: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site")
    built(room)
    (room.root / "victim").write_text("à garder")
    with closing(Store(room.root / ".newsgen/cache.db")) as store:
        store.manifests.intend("public", [path])
        store.commit()
    report = built(room.article("trois"))
    assert report.notes[0].startswith(BROKEN)
    assert (room.root / "victim").read_text() == "à garder"
    assert room.public() == room.clean(tmp_path / "clean")


@pytest.mark.parametrize("path", ["C:\\victim", "C:victim", "..\\victim", "\\\\host\\share\\victim"])
def test_on_windows_no_path_has_a_drive_or_a_backslash(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgen.output.claims._OUT_OF_A_FOLDER", ("//", "/../", "/./", "\0", "\\", ":"))
    with pytest.raises(DamagedError):
        check_paths(["index.html", path])
    check_paths(["index.html", "a b/c.html"])


def test_what_a_source_says_cannot_be_another_file(tmp_path: Path) -> None:
    """An asset that lies elsewhere would be copied from there."""
    from msgspec import msgpack

    from newsgen.base.digest import digest_bytes
    from newsgen.model.records import Asset, Parsed

    room = newsroom(tmp_path / "site").write("static/lisez.txt", "à lire")
    (tmp_path / "secret").write_text("un secret")
    built(room)
    name = "static/lisez.txt"
    with closing(Store(room.root / ".newsgen/cache.db")) as store:
        [(_, value)] = store.sources.said_by([name])
        parsed = msgpack.decode(value, type=Parsed[Asset])
        assert parsed.record is not None
        said = msgpack.encode(replace(parsed, record=replace(parsed.record, path="../secret")))
        store.sources.put_said(name, said)
        store.sources.put({name: replace(store.sources.rows()[name], said=digest_bytes(said))})
        store.commit()
    report = built(room.article("trois"))
    assert report.notes[0].startswith(BROKEN)
    assert room.public() == room.clean(tmp_path / "clean")


# The key --------------------------------------------------------------------------------------------------------------


def test_a_cache_goes_from_machine_to_machine_with_the_same_key(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "here")
    built(room, KEY)
    there = tmp_path / "there"
    shutil.copytree(room.root, there, copy_function=shutil.copyfile)
    other = copy(room)
    other.root = there
    report = built(other, KEY)
    assert (report.notes, report.rendered, report.written) == ((), 0, 0)
    report = built(other.article("un", BODY + "Autre.\n"), KEY)
    assert report.notes == ()
    assert 0 < report.rendered < report.planned


@pytest.mark.parametrize(("first", "then"), [("", KEY), (KEY, "un autre"), (KEY, "")])
def test_a_cache_of_another_key_or_of_none_is_put_aside(first: str, then: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site")
    built(room, first)
    report = built(room.article("un", BODY + "Autre.\n"), then)
    assert report.notes[0] == f"{FOREIGN}{room.root}/.newsgen/cache.broken"
    assert report.rendered > 0
    assert room.public() == room.clean(tmp_path / "clean")
    assert built(room, then).notes == ()


@pytest.mark.parametrize("edit", ["words", "a new article", "nothing, and no output"])
def test_nobody_without_the_key_can_put_a_script_into_a_body(edit: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site")
    built(room, KEY)
    file = room.root / ".newsgen/cache.db"
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE body SET html = ?", (SCRIPT.encode(),))
        for (digest,) in db.execute("SELECT digest FROM body").fetchall():
            code = UNKEYED.code(f"body:{digest.hex()}", SCRIPT.encode())
            db.execute("UPDATE body SET code = ? WHERE digest = ?", (code, digest))
    if edit == "words":
        room.article("deux", "D'autres mots.\n")
    elif edit == "a new article":
        room.article("trois")
    else:
        shutil.rmtree(room.root / "public")
    built(room, KEY)
    assert not any(b"steal" in page for page in room.public().values())
    assert room.public() == room.clean(tmp_path / "clean")


def test_a_whole_cache_that_is_forged_is_put_aside_with_all_that_it_says(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site")
    built(room)  # by somebody else, with everything that newsgen keeps
    rewrite(room)
    for file in (room.root / ".newsgen/pictures").iterdir():
        file.rename(file.with_name(f"{file.name.partition('-')[0]}-{'0' * 32}{file.suffix}"))
    shutil.rmtree(room.root / "public")
    report = built(room, KEY)
    assert report.notes[0].startswith(FOREIGN)
    assert not any(b"steal" in page for page in room.public().values())
    assert room.public() == room.clean(tmp_path / "clean")


def test_a_row_of_an_older_cache_with_the_same_key_is_noticed(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site")
    built(room, KEY)
    file = room.root / ".newsgen/cache.db"
    old = tmp_path / "old.db"
    shutil.copyfile(file, old)
    built(room.article("un", BODY + "Un démenti.\n").article("trois"), KEY)
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("ATTACH ? AS old", (str(old),))
        db.execute("INSERT OR REPLACE INTO part SELECT * FROM old.part WHERE name LIKE 'source/%'")
        db.execute("INSERT OR REPLACE INTO said SELECT * FROM old.said")
    report = built(room.article("quatre"), KEY)
    assert report.notes[0].startswith(BROKEN)
    assert room.public() == room.clean(tmp_path / "clean")


@pytest.mark.parametrize("key", ["", KEY])
def test_a_picture_that_is_not_as_it_was_kept_is_made_again(key: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site")
    built(room, key)
    for file in (room.root / ".newsgen/pictures").iterdir():
        file.write_bytes(b"GIF89a" + SCRIPT.encode())
    shutil.rmtree(room.root / "public")
    built(room, key)
    assert room.public() == room.clean(tmp_path / "clean")


def test_a_note_of_the_last_build_is_believed_with_its_key_only(tmp_path: Path) -> None:
    from newsgen.build.unchanged import recall

    room = newsroom(tmp_path / "site")
    late = replace(room.request, cache_key=KEY, started=room.request.started + 10**11)  # so that all stats are settled
    build(late)
    build(late)
    assert isinstance(recall(late), Report)
    assert not isinstance(recall(replace(late, cache_key="un autre")), Report)
    assert not isinstance(recall(replace(late, cache_key="")), Report)
    file = room.root / ".newsgen/standstill"
    data = file.read_bytes()
    for at in range(0, len(data), len(data) // 50):
        file.write_bytes(data[:at] + bytes((data[at] ^ 8,)) + data[at + 1 :])
        assert recall(late) is None


# Links in the folder of the cache -------------------------------------------------------------------------------------


FILES = ("left-alone.txt", "lock", "standstill.new")


@pytest.mark.parametrize("name", [*FILES, ".newsgen-tmp", "pictures", "preview", "replaced"])
def test_nothing_is_written_or_deleted_through_a_link_in_the_cache(name: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site").article("un", image={"src": "/images/a.png", "alt": "Une mer"})
    victims = tmp_path / "victims"
    (victims / "folder").mkdir(parents=True)
    (victims / "folder/file").write_text("à garder")
    (victims / "file").write_text("à garder")
    before = _all(victims)
    link = room.root / ".newsgen" / name
    link.parent.mkdir()
    link.symlink_to(victims / ("file" if name in FILES else "folder"))
    for number in range(5):
        room.write(f"public/étranger-{number}.txt", "?")
    room.write("public/sport/un/index.html", "à remplacer")
    report = built(room)
    assert any(f"{name} was no " in note for note in report.notes)
    assert _all(victims) == before
    assert (room.root / ".newsgen/replaced/1/sport/un/index.html").read_text() == "à remplacer"


def _all(folder: Path) -> Mapping[str, bytes]:
    return {str(file): file.read_bytes() if file.is_file() else b"" for file in sorted(folder.rglob("*"))}


# git ------------------------------------------------------------------------------------------------------------------


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@test.example", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def newsgen(folder: Path, *arguments: str, **environment: str) -> Result:
    """Call ``newsgen build`` in a folder."""
    known = {"CI": None, "NEWSGEN_CACHE_KEY": None, **environment}
    with chdir(folder):
        return CliRunner().invoke(main, ["build", "--now", "2026-05-28T12:00", *arguments], env=known)


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
@pytest.mark.parametrize("below", ["", "site/"])
@pytest.mark.parametrize("index", ["2", "4"])
def test_a_cache_that_git_tracks_is_a_warning_and_in_ci_an_error(below: str, index: str, tmp_path: Path) -> None:
    (tmp_path / below).mkdir(exist_ok=True)
    room = newsroom(tmp_path / below)
    assert newsgen(room.root).exit_code == 0
    git(tmp_path, "init")
    git(tmp_path, "config", "index.version", index)
    git(tmp_path, "add", f"{below}content")
    assert "tracked-cache" not in newsgen(room.root, "--rehash").stdout
    git(tmp_path, "add", "--force", f"{below}.newsgen")
    ran = newsgen(room.root, "--rehash")
    assert ran.exit_code == 0
    assert ran.stdout.startswith(
        ".newsgen:1:1: warning[tracked-cache] git tracks the cache: whoever proposes a change could write the site\n"
    )
    assert "git rm -r --cached .newsgen, and add the line .newsgen/ to .gitignore" in ran.stdout
    assert newsgen(room.root, "--rehash", "--strict").exit_code == 1
    assert newsgen(room.root, "--rehash", CI="false").exit_code == 0
    ran = newsgen(room.root, "--rehash", CI="true")
    assert ran.exit_code == 1
    assert ran.stdout.startswith(".newsgen:1:1: error[tracked-cache] git tracks the cache")
    git(tmp_path, "commit", "--message", "x")
    git(tmp_path, "rm", "-r", "--cached", f"{below}.newsgen")
    assert newsgen(room.root, "--rehash", "--strict", CI="true").exit_code == 0


def test_where_there_is_no_repository_nothing_is_said_of_git(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.built()
    assert newsgen(room.root, "--rehash", "--strict", CI="true").exit_code == 0


def test_the_key_is_taken_from_the_environment(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    assert newsgen(room.root, NEWSGEN_CACHE_KEY=KEY).stderr == ""
    assert newsgen(room.root, "--rehash", NEWSGEN_CACHE_KEY=KEY).stderr == ""
    assert newsgen(room.root, "--rehash").stderr == f"note: {FOREIGN}.newsgen/cache.broken\n"
