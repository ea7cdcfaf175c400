"""Which sources a build reads: those that may have changed since they were read, and no others."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

import newsgen.content.sources
from newsgen.build import Report, build
from newsgen.cli.main import main
from newsgen.content.scan import Found
from newsgen.content.sources import SourceReading, SourceRow, SourceText
from newsroom import ONE_FEED, SETTINGS, Newsroom, codes, rendered

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

MARGIN = 10_000_000_000
"""Nanoseconds: more than any file needs to be settled, however coarse the clock of the file system."""
ARTICLE = "content/articles/finale.md"
PAGE = "sport/finale/index.html"

Read = Callable[[], list[str]]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """Give the paths that were read since the last call, in order."""
    paths: set[str] = set()
    really = newsgen.content.sources._read

    def count(found: Found, row: SourceRow | None, reading: SourceReading) -> SourceRow | None:
        paths.add(found.path)
        return really(found, row, reading)

    def text(path: str, kind: str, data: bytes) -> SourceText:
        paths.add(path)
        return SourceText(path, kind, data)

    monkeypatch.setattr(newsgen.content.sources, "_read", count)
    monkeypatch.setattr(newsgen.content.sources, "SourceText", text)

    def since() -> list[str]:
        seen = sorted(paths)
        paths.clear()
        return seen

    return since


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    newsroom = Newsroom(tmp_path, f"{SETTINGS}{ONE_FEED}severity: {{unread-text: off}}\n")
    for name in ("finale", "vote", "pluie"):
        newsroom.article(name, body="Un texte.\n")
    newsroom.write("static/carte.txt", "une carte")
    newsroom.write("content/articles/plan.txt", "un plan")
    newsroom.write("templates/article.html", "{{ article.body | html }}")
    newsroom.write("content/data/scores.yaml", "france: 3\n")
    return newsroom


OWN = {
    ARTICLE,
    "content/articles/vote.md",
    "content/articles/pluie.md",
    "static/carte.txt",
    "content/articles/plan.txt",
    "templates/article.html",
    "content/data/scores.yaml",
}


def build_later(room: Newsroom, *, rehash: bool = False) -> Report:
    """Build as if all files had long been lying there when the build began."""
    report = build(replace(room.request, started=time.time_ns() + MARGIN, rehash=rehash))
    assert not report.failed
    return report


def same_size_edit(room: Newsroom, path: str, old: str, new: str) -> None:
    """Edit a file as the worst of programs does: same size, same time of modification."""
    file = room.root / path
    before = file.stat()
    assert len(old) == len(new)
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def test_a_first_build_reads_every_file_once(room: Newsroom, read: Read) -> None:
    build_later(room)
    paths = read()
    assert set(paths) > OWN
    assert len(paths) == len(set(paths))


def test_a_settled_file_is_not_read_again(room: Newsroom, read: Read) -> None:
    build_later(room)
    read()
    report = build_later(room)
    assert read() == []
    assert (report.rendered, report.written) == (0, 0)


def test_a_file_changed_while_the_build_began_is_read_once_more_and_then_trusted(room: Newsroom, read: Read) -> None:
    room.built()
    read()
    build_later(room)
    assert set(read()) >= OWN
    build_later(room)
    assert read() == []


def test_a_fresh_file_is_never_trusted_however_often_the_site_is_built(room: Newsroom, read: Read) -> None:
    room.built()
    for _ in range(3):
        read()
        report = room.built()
        assert set(read()) >= OWN
        assert report.rendered == 0


def test_of_settled_files_only_the_edited_one_is_read(room: Newsroom, read: Read) -> None:
    build_later(room)
    read()
    room.replace(ARTICLE, "Un texte.", "Un autre texte.")
    report = build_later(room)
    assert read() == [ARTICLE]
    assert rendered(report) == {PAGE}


def test_an_edit_of_the_same_size_right_after_a_build_is_noticed(room: Newsroom) -> None:
    room.built()
    same_size_edit(room, ARTICLE, "Un texte.", "Un teste.")
    assert rendered(room.built()) == {PAGE}
    assert room.page(PAGE) == "<p>Un teste.</p>"


def test_an_edit_of_a_settled_file_of_the_same_size_and_time_is_noticed_by_its_change_time(
    room: Newsroom, read: Read
) -> None:
    build_later(room)
    read()
    same_size_edit(room, ARTICLE, "Un texte.", "Un teste.")
    report = build_later(room)
    assert read() == [ARTICLE]
    assert rendered(report) == {PAGE}


def test_a_file_put_in_the_place_of_another_is_noticed(room: Newsroom, read: Read) -> None:
    build_later(room)
    read()
    file = room.root / ARTICLE
    stat = file.stat()
    other = room.root / "autre"
    other.write_text(file.read_text(encoding="utf-8").replace("Un texte.", "Un teste."), encoding="utf-8")
    os.utime(other, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    other.replace(file)
    assert rendered(build_later(room)) == {PAGE}
    assert read() == [ARTICLE]


def test_a_stylesheet_edit_of_the_same_size_and_time_is_noticed(room: Newsroom) -> None:
    build_later(room)
    same_size_edit(room, "static/carte.txt", "une carte", "une certe")
    assert rendered(build_later(room)) == {"carte.txt"}
    assert room.public()["carte.txt"] == b"une certe"


def test_a_touched_file_is_read_and_found_unchanged(room: Newsroom, read: Read) -> None:
    build_later(room)
    read()
    (room.root / ARTICLE).touch()
    report = build_later(room)
    assert read() == [ARTICLE]
    assert (report.rendered, report.written) == (0, 0)
    build_later(room)
    assert read() == []


def test_rehash_reads_every_file(room: Newsroom, read: Read) -> None:
    build_later(room)
    everything = read()
    report = build_later(room, rehash=True)
    assert read() == everything
    assert (report.rendered, report.written) == (0, 0)
    build_later(room)
    assert read() == []


def test_rehash_is_an_option_of_the_command(room: Newsroom, read: Read) -> None:
    build_later(room)
    everything = read()
    command = ["build", "--site", str(room.root), "--now", "2026-05-01T12:00"]
    assert CliRunner().invoke(main, command).exit_code == 0
    assert read() == []
    assert CliRunner().invoke(main, [*command, "--rehash"]).exit_code == 0
    assert read() == everything


def test_a_deleted_file_is_forgotten_and_read_again_when_it_returns(room: Newsroom, read: Read) -> None:
    text = (room.root / ARTICLE).read_bytes()
    build_later(room)
    room.delete(ARTICLE)
    build_later(room)
    assert PAGE not in room.public()
    read()
    room.write(ARTICLE, text)
    build_later(room)
    assert read() == [ARTICLE]
    assert PAGE in room.public()


def test_other_parse_settings_read_everything_again(room: Newsroom, read: Read) -> None:
    build_later(room)
    everything = read()
    room.replace("newsgen.yaml", "timezone: Europe/Paris", "timezone: Europe/Dublin")
    build_later(room)
    assert read() == everything
    room.replace("newsgen.yaml", "title: Le Test", "title: Le Teste")
    build_later(room)
    assert read() == []


def test_a_file_that_cannot_be_parsed_keeps_its_faults_without_being_read_again(room: Newsroom, read: Read) -> None:
    room.replace(ARTICLE, "category: sport", "categorie: sport")
    started = time.time_ns() + MARGIN
    first = build(replace(room.request, started=started))
    read()
    second = build(replace(room.request, started=started))
    assert read() == []
    assert first.failed
    assert second.faults == first.faults


def test_an_editor_s_own_file_that_goes_away_while_the_site_is_looked_at_is_no_fault(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = room.root / "content/articles"
    list_folder = os.scandir

    def vanishing(path: str) -> Iterable[os.DirEntry[str]]:
        if str(path) != str(folder):
            return list_folder(path)
        entries = list(list_folder(path))
        for name in ("4913", "finale.md~"):
            (folder / name).unlink(missing_ok=True)
        return entries

    room.write("content/articles/4913", "x").write("content/articles/finale.md~", "x")
    monkeypatch.setattr("newsgen.content.scan.os.scandir", vanishing)
    assert codes(room.build()) == []
    assert not (folder / "4913").exists()


def test_folders_may_lie_as_deep_as_the_system_lets_them(room: Newsroom) -> None:
    deep = room.root / "static/a"
    deep.mkdir()
    folder = os.open(deep, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("a", dir_fd=folder)
        inner = os.open("a", os.O_RDONLY, dir_fd=folder)
        os.close(folder)
        folder = inner
    os.close(folder)
    try:
        assert codes(room.build()) == []
    finally:
        subprocess.run(["rm", "-r", str(deep)], check=True)  # Python's own way goes no deeper than its stack
