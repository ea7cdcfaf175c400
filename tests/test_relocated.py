"""A site and its cache moved to another place, as continuous integration does with every run."""

from __future__ import annotations

import os
import shutil
from copy import copy
from pathlib import Path

import pytest
from msgspec.structs import replace

from newsgen.build import build
from newsgen.build.explain import explain
from newsgen.content.parse import Parser
from newsgen.output import last_build
from newsgen.output.store import Store
from newsroom import Newsroom, codes, rendered, tree


def fill(root: Path) -> Newsroom:
    room = Newsroom(root)
    room.write("content/categories/sport.md", "---\ntitle: Sport\n---\n")
    room.write("static/carte.txt", "une carte\n")
    for number in range(3):
        room.article(f"article-{number}", f"Le paragraphe {number}.\n", date=f"2026-03-0{number + 1}T08:00")
    return room


def moved(room: Newsroom, to: Path, *, without: str = "nothing") -> Newsroom:
    """Copy a site as a checkout and a restored cache do: the same bytes, other inodes, other times."""
    shutil.copytree(room.root, to, ignore=shutil.ignore_patterns(without), copy_function=shutil.copyfile)
    for number, file in enumerate(sorted(to.rglob("*"))):
        os.utime(file, (1_700_000_000 + number, 1_700_000_000 + number))
    other = copy(room)
    other.root = to
    return other


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were parsed."""
    paths: list[str] = []
    parse = Parser.parse

    def record(self: Parser, path: str, *more: object) -> object:
        paths.append(path)
        return parse(self, path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Parser, "parse", record)
    return paths


def test_a_moved_site_with_its_cache_and_its_output_has_nothing_to_do(tmp_path: Path, parsed: list[str]) -> None:
    here = fill(tmp_path / "here")
    planned = here.built().planned
    parsed.clear()
    there = moved(here, tmp_path / "another/place")
    report = there.built()
    assert (report.planned, report.rendered, report.written, report.deleted) == (planned, 0, 0, 0)
    assert parsed == []
    assert there.public() == here.public()


def test_what_was_recognised_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = fill(tmp_path / "here")
    here.built()
    there = moved(here, tmp_path / "there")
    there.built()
    monkeypatch.setattr("newsgen.output.intact.holds", lambda *_: pytest.fail("a file of the output was read again"))
    assert there.built().rendered == 0


def test_an_edit_in_a_moved_site_renders_what_it_touches(tmp_path: Path, parsed: list[str]) -> None:
    here = fill(tmp_path / "here")
    here.built()
    parsed.clear()
    there = moved(here, tmp_path / "there")
    there.article("article-1", "Un autre paragraphe.\n", date="2026-03-02T08:00")
    report = there.built()
    assert rendered(report) == {"sport/article-1/index.html", "atom.xml"} & rendered(report)
    assert "sport/article-1/index.html" in rendered(report)
    assert parsed == ["content/articles/article-1.md"]
    assert there.public() == there.clean(tmp_path / "clean")


def test_a_moved_cache_without_the_output_renders_everything_and_parses_nothing(
    tmp_path: Path, parsed: list[str]
) -> None:
    here = fill(tmp_path / "here")
    planned = here.built().planned
    parsed.clear()
    there = moved(here, tmp_path / "there", without="public")
    report = there.built()
    assert report.written == report.planned == planned
    assert report.notes == ()
    assert parsed == []
    assert there.public() == here.public()


def test_a_moved_output_without_the_cache_writes_nothing_and_knows_every_file(tmp_path: Path) -> None:
    here = fill(tmp_path / "here")
    here.built()
    there = moved(here, tmp_path / "there", without=".newsgen")
    report = there.built()
    assert (report.written, report.notes) == (0, ())


def test_a_file_of_a_moved_output_with_other_bytes_of_the_same_size_is_made_again(tmp_path: Path) -> None:
    here = fill(tmp_path / "here")
    here.built()
    there = moved(here, tmp_path / "there")
    for path in ("sport/article-0/index.html", "carte.txt"):
        file = there.root / "public" / path
        file.write_bytes(file.read_bytes().replace(b"e", b"a"))
    assert rendered(there.built()) == {"sport/article-0/index.html", "carte.txt"}
    assert there.public() == here.public()


def test_a_link_to_equal_bytes_is_not_the_file_that_was_left(tmp_path: Path) -> None:
    room = fill(tmp_path / "here")
    room.built()
    file = room.root / "public/sport/article-0/index.html"
    (tmp_path / "copy").write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(tmp_path / "copy")
    assert rendered(room.built()) == {"sport/article-0/index.html"}
    assert not file.is_symlink()


def test_a_file_whose_writing_was_not_finished_is_never_recognised(tmp_path: Path) -> None:
    room = fill(tmp_path / "here")
    room.built()
    store = Store(room.root / ".newsgen/cache.db")
    store.manifests.put("public", [("carte.txt", replace(store.manifests.of("public")["carte.txt"], key=None))])
    last_build.forget(store, "public")
    store.commit()
    store.close()
    there = moved(room, tmp_path / "there")
    assert rendered(there.built()) == {"carte.txt"}


def test_explain_recognises_a_moved_output_too(tmp_path: Path) -> None:
    here = fill(tmp_path / "here")
    here.built()
    there = moved(here, tmp_path / "there")
    lines = explain(there.request, "/carte.txt").lines
    assert "  now: up to date" in lines


def test_the_cache_may_lie_anywhere_and_be_moved(tmp_path: Path, parsed: list[str]) -> None:
    from msgspec.structs import replace

    room = fill(tmp_path / "site")
    first = build(replace(room.request, cache=tmp_path / "a/cache"))
    assert not first.failed
    assert not (room.root / ".newsgen").exists()
    parsed.clear()
    shutil.move(tmp_path / "a/cache", tmp_path / "b")
    report = build(replace(room.request, cache=tmp_path / "b"))
    assert (report.planned, report.rendered, report.written) == (first.planned, 0, 0)
    assert parsed == []


@pytest.mark.parametrize(
    ("cache", "message"),
    [
        ("public/cache", "lies in the output: it would be published"),
        ("public", "lies in the output: it would be published"),
        ("static/cache", "lies among the sources"),
        ("content/articles/.cache", "lies among the sources"),
        (".", "is the site itself, or around it"),
        ("..", "is the site itself, or around it"),
    ],
)
def test_a_cache_where_readers_or_newsgen_would_find_it_is_a_fault(cache: str, message: str, tmp_path: Path) -> None:
    from msgspec.structs import replace

    room = fill(tmp_path / "site")
    before = tree(tmp_path)
    request = replace(room.request, cache=room.root / cache)
    report = build(request)
    assert codes(report) == ["public:1:1 bad-cache"]
    assert message in report.faults[0].fault.message
    assert [each.fault.code for each in explain(request, "/").faults] == ["bad-cache"]
    assert tree(tmp_path) == before


def test_a_cache_deletes_nothing_of_a_folder_that_was_there(tmp_path: Path) -> None:
    from msgspec.structs import replace

    room = fill(tmp_path / "site")
    (tmp_path / "home/tmp").mkdir(parents=True)
    (tmp_path / "home/tmp/lettre").write_text("chère")
    assert not build(replace(room.request, cache=tmp_path / "home")).failed
    assert (tmp_path / "home/tmp/lettre").read_text() == "chère"
