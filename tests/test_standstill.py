"""A site at a standstill: a build with nothing to do finds that out from stats alone, and is never deceived."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import newsgen.build.folders
import newsgen.build.pipeline
import newsgen.build.unchanged
from newsgen.base.digest import Digest
from newsgen.base.places import theme_folder
from newsgen.build import Report, Request, build
from newsgen.build.pipeline import make_edition as really
from newsgen.content.scan import Sight
from newsgen.model.visibility import Visibility
from newsroom import ONE_FEED, Newsroom, codes, picture

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

MARGIN = 10_000_000_000
"""Nanoseconds: more than any file needs to be settled."""
TONIGHT = 1_780_002_000
"""When the article that waits for it appears."""
ARTICLE = "content/articles/finale.md"
NOTE = ".newsgen/standstill"
PAGE = "public/sport/finale/index.html"

Edit = Callable[[Newsroom], object]


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A small site, built with files that have long been lying there."""
    room = Newsroom(tmp_path / "site")
    room.write("newsgen.yaml", "title: Le Test\nurl: https://test.example\n" + ONE_FEED)
    room.article("finale", body="Un texte.\n")
    room.article("vote", body="Un texte.\n")
    room.article("ce-soir", date="2026-05-28T23:00")
    room.write("static/carte.txt", "une carte").write("static/images/a.png", picture())
    room.write("templates/article.html", "{{ article.body | html }}")
    assert not later(room).failed
    return room


@pytest.fixture
def no_work(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forbid to look into anything."""

    def rebuild(request: Request, sight: Sight | None) -> Report:
        raise AssertionError(f"{request.root} was looked into")

    monkeypatch.setattr(newsgen.build.pipeline, "rebuild", rebuild)


def later(room: Newsroom, **asked: object) -> Report:
    """Build as if all files had long been lying there when the build began."""
    return build(replace(room.request, **{"started": time.time_ns() + MARGIN, **asked}))


def stands(room: Newsroom, **asked: object) -> bool:
    """Tell whether stats are enough to see that there is nothing to do."""
    return isinstance(
        newsgen.build.unchanged.recall(replace(room.request, **{"started": time.time_ns(), **asked})), Report
    )


def checkout(room: Newsroom, folder: Path) -> Newsroom:
    """Copy the sources of a site."""
    copy = Newsroom(folder)
    shutil.copytree(room.root, folder, ignore=shutil.ignore_patterns("public", ".newsgen"), dirs_exist_ok=True)
    return copy


def rewrite(file: Path, data: bytes) -> None:
    """Write other bytes of the same length, and put the times back that can be put back."""
    before = file.stat()
    assert len(data) == before.st_size
    file.write_bytes(data)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.usefixtures("no_work")
def test_where_nothing_has_changed_nothing_is_looked_into(room: Newsroom) -> None:
    report = later(room)
    assert (report.planned > 10, report.rendered, report.written, report.deleted) == (True, 0, 0, 0)
    assert later(room, output=room.root / "public") == report
    assert later(room, now=room.now + 60) == report


@pytest.mark.usefixtures("no_work")
@pytest.mark.parametrize(
    "name", [".DS_Store", "content/articles/.finale.md.swp", "content/.obsidian/a/b.json", "static/.gitkeep"]
)
def test_files_that_are_no_part_of_the_site_do_not_matter(room: Newsroom, name: str) -> None:
    room.write(name, "?")
    assert not later(room).failed


EDITS: dict[str, Edit] = {
    "other words of the same length": lambda room: rewrite(
        room.root / ARTICLE, (room.root / ARTICLE).read_bytes().replace(b"texte", b"autre")
    ),
    "a touched article": lambda room: (room.root / ARTICLE).touch(),
    "a new article": lambda room: room.article("pluie"),
    "a deleted article": lambda room: room.delete(ARTICLE),
    "an article under another name": lambda room: (room.root / ARTICLE).rename(room.root / "content/articles/match.md"),
    "two articles exchanged": lambda room: exchange(room.root / ARTICLE, room.root / "content/articles/vote.md"),
    "a file of no kind": lambda room: room.write("content/articles/finale.doc", "?"),
    "another setting": lambda room: room.replace("newsgen.yaml", "Le Test", "Le Teste"),
    "a template": lambda room: room.replace("templates/article.html", "html }}", "html }}."),
    "a template of the site's own": lambda room: room.write("templates/tag.html", "."),
    "the theme's template instead": lambda room: room.delete("templates/article.html"),
    "a static file": lambda room: rewrite(room.root / "static/carte.txt", b"une piste"),
    "all of the content": lambda room: shutil.rmtree(room.root / "content"),
    "an altered page": lambda room: rewrite(room.root / PAGE, (room.root / PAGE).read_bytes().swapcase()),
    "a deleted page": lambda room: room.delete(PAGE),
    "no output": lambda room: shutil.rmtree(room.root / "public"),
    "no cache": lambda room: room.delete(".newsgen/cache.db"),
    "a damaged cache": lambda room: room.write(".newsgen/cache.db", "?"),
    "a damaged note": lambda room: room.write(".newsgen/standstill", b"\x93\x01\x02\x03"),
    "a note damaged among its paths": lambda room: rewrite(
        room.root / NOTE,
        (room.root / NOTE).read_bytes().replace(b"content/articles/finale", b"content/articles/final\xff"),
    ),
    "no note": lambda room: room.delete(".newsgen/standstill"),
}


def exchange(one: Path, other: Path) -> None:
    one.rename(one.with_suffix(".there"))
    other.rename(one)
    one.with_suffix(".there").rename(other)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_any_change_is_looked_into(room: Newsroom, edit: Edit, tmp_path: Path) -> None:
    assert stands(room)
    edit(room)
    assert not stands(room)
    report = later(room)
    if not report.failed:
        assert room.public() == room.clean(tmp_path / "clean")
        assert later(room).rendered == 0
        assert stands(room)


def test_what_was_seen_of_a_changed_site_is_not_looked_at_again(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.replace(ARTICLE, "Un texte.", "Un autre texte.")

    def look(root: Path) -> Sight:
        raise AssertionError(f"{root} was looked at twice")

    with monkeypatch.context() as patch:
        patch.setattr(newsgen.build.folders, "look", look)
        assert later(room).rendered == 1
    assert "Un autre texte." in room.page("sport/finale/index.html")


def test_the_theme_is_looked_at_too(room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = tmp_path / "theme"
    for top in ("templates", "static"):
        shutil.copytree(theme_folder() / top, theme / top)
    for module in ("unchanged", "setup"):
        monkeypatch.setattr(f"newsgen.build.{module}.theme_folder", lambda: theme)
    later(room)
    assert stands(room)
    file = theme / "templates/tag.html"
    file.write_bytes(file.read_bytes())
    assert not stands(room)
    later(room)
    assert stands(room)
    (theme / "templates/neu.html").write_text("")
    assert not stands(room)


@pytest.mark.parametrize(
    "asked",
    [
        {"clean": True},
        {"rehash": True},
        {"visibility": Visibility(drafts=True)},
        {"output": Path("elsewhere")},
        {"cache": Path("elsewhere")},
        {"now": 0},
        {"now": TONIGHT},
    ],
    ids=str,
)
def test_what_asks_for_more_is_looked_into(room: Newsroom, asked: dict[str, object]) -> None:
    assert stands(room, now=TONIGHT - 1)
    assert not stands(room, **asked)


def test_another_engine_looks_into_everything(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsgen.build.unchanged, "engine_digest", lambda _: Digest(b"other"))
    assert not stands(room)


def test_warnings_are_given_again_and_stop_a_strict_build(room: Newsroom) -> None:
    room.article("brouillon", draft=True).article("avis", body="[À lire](brouillon.md).\n")
    first = later(room)
    assert codes(first) == ["content/articles/avis.md:6:10 not-published"]
    assert stands(room)
    assert later(room).faults == first.faults
    assert not stands(room, strict=True)
    assert later(room, strict=True).failed


def test_young_sources_are_looked_into(room: Newsroom) -> None:
    room.replace(ARTICLE, "Un texte.", "Un autre texte.")
    assert build(room.request).rendered == 1
    assert not stands(room)
    assert (build(room.request).rendered, stands(room)) == (0, False)
    assert (later(room).rendered, stands(room)) == (0, True)


def test_young_settings_are_looked_into(room: Newsroom) -> None:
    room.replace("newsgen.yaml", "Le Test", "Le Teste")
    build(room.request)
    build(room.request)
    assert not stands(room)
    later(room)
    assert stands(room)


def test_a_long_build_reads_again_what_was_young_when_it_began(
    room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsgen.build.pipeline, "SETTLED_AFTER", 0)  # as if more time had passed
    monkeypatch.setattr(newsgen.build.unchanged, "SETTLED_AFTER", 0)
    fresh = checkout(room, tmp_path / "fresh")
    fresh.built()
    assert stands(fresh)


def test_what_was_edited_since_it_was_read_is_not_taken_for_settled(
    room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsgen.build.pipeline, "SETTLED_AFTER", 0)
    monkeypatch.setattr(newsgen.build.unchanged, "SETTLED_AFTER", 0)
    fresh = checkout(room, tmp_path / "fresh")

    def make_edition(*arguments: Any) -> object:
        rewrite(fresh.root / ARTICLE, (fresh.root / ARTICLE).read_bytes().replace(b"texte", b"autre"))
        return really(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(newsgen.build.pipeline, "make_edition", make_edition)
        fresh.built()
    assert not stands(fresh)
    fresh.built()
    assert "Un autre." in fresh.page("sport/finale/index.html")


def test_symbolic_links_are_followed_by_looking_into_the_site(room: Newsroom) -> None:
    (room.root / "static/lien.txt").symlink_to(room.root / "static/carte.txt")
    later(room)
    assert not stands(room)
    rewrite(room.root / "static/carte.txt", b"une piste")
    later(room)
    assert (room.root / "public/lien.txt").read_bytes() == b"une piste"


def test_a_site_that_was_moved_stands_still_where_it_is_now(room: Newsroom, tmp_path: Path) -> None:
    room.root.rename(tmp_path / "moved")
    assert stands(room, root=tmp_path / "moved")


def test_a_failed_build_leaves_what_is_known_of_the_site_that_is_there(room: Newsroom) -> None:
    whole = (room.root / ARTICLE).read_text(encoding="utf-8")
    room.write(ARTICLE, "---\ntitle: [\n---\n")
    assert later(room).failed
    assert not stands(room)
    assert later(room).failed
    room.write(ARTICLE, whole)
    assert later(room).rendered == 0
    assert stands(room)


def test_a_note_about_another_output_does_not_answer_for_the_usual_one(room: Newsroom, tmp_path: Path) -> None:
    room.article("finale", body="Rectifié.\n")
    later(room, output=tmp_path / "staging")
    assert "Rectifié" in (tmp_path / "staging/sport/finale/index.html").read_text()
    assert later(room).written > 0
    assert "Rectifié" in room.page("sport/finale/index.html")


def test_a_link_to_another_output_is_built_anew(room: Newsroom, tmp_path: Path) -> None:
    (room.root / "public").rename(tmp_path / "blue")
    (tmp_path / "green").mkdir()
    (room.root / "public").symlink_to(tmp_path / "blue")
    assert not later(room).failed
    (room.root / "public").unlink()
    (room.root / "public").symlink_to(tmp_path / "green")
    assert later(room).written > 0
    assert (tmp_path / "green/sport/finale/index.html").exists()
