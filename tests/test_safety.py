"""Sites and machines at their limits: what cannot work ends in a clear fault, and the site that was there stays.

Others of this kind are where their subject is: a full disk and limits on files in ``test_faults.py``, the cache and its
lock in ``test_command_line.py``, builds killed in ``test_killed.py``, workers killed in ``test_workers.py``, builds
beside the preview in ``test_preview.py``.
``NEWSGEN_LONG=1`` takes the sizes of large newsrooms.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice, product
from pathlib import Path
from string import ascii_lowercase

import pytest
from msgspec.structs import replace

from newsgen.base.opening import LARGEST_TEXT
from newsgen.build import build
from newsroom import PATIENCE, SETTINGS, Newsroom, codes, rendered, tree
from tiny_theme import tiny_theme

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

LONG = os.environ.get("NEWSGEN_LONG") == "1"
TAGS, ARTICLES = (10_000, 5_000) if LONG else (1_000, 500)
LARGE = 200 * 1024 * 1024
NOW = "2026-05-28T12:00"
DAY = 86_400


def plain_newsroom(root: Path) -> Newsroom:
    """Make a site with the smallest theme."""
    room = Newsroom(root)
    for name, text in tiny_theme().items():
        room.write(f"templates/{name}", text)
    return room.write("content/categories/sport.md", "---\ntitle: Sport\n---\n")


def start(root: Path, *, memory: int | None = None) -> subprocess.Popen[str]:
    """Start ``newsgen build`` in a folder; ``memory`` limits its address space, in bytes."""

    def limit() -> None:
        if memory is not None:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    return subprocess.Popen(
        [sys.executable, "-m", "newsgen", "build", "--now", NOW],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=limit,  # noqa: PLW1509 - no other thread runs here
    )


# The machine ----------------------------------------------------------------------------------------------------------


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Keep everybody from writing to a folder: root too, by a mount."""
    if os.geteuid() != 0:
        folders = [folder, *(each for each in folder.rglob("*") if each.is_dir())]
        for each in folders:
            each.chmod(0o555)
        yield
        for each in folders:
            each.chmod(0o755)
        return
    if shutil.which("mount") is None:
        pytest.skip("nothing keeps root from writing but a mount")
    if subprocess.run(["mount", "--bind", folder, folder], capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_an_output_that_is_read_only_is_a_clear_error_and_the_next_build_repairs(tmp_path: Path) -> None:
    room = plain_newsroom(tmp_path).article("a").article("b", date="2026-02-01")
    room.built()
    before = room.public()
    room.article("a", "Un autre paragraphe.\n").delete("content/articles/b.md").article("c", date="2026-04-01")
    with read_only(tmp_path / "public"):
        report = room.build()
        assert codes(report) == ["public:1:1 unwritable"]
        assert report.faults[0].fault.message.startswith("the site cannot be written: ")
        assert report.faults[0].fault.help.startswith("make room or mend the permissions")
        assert room.public() == before
    room.built()
    assert room.public() == room.clean(tmp_path / "clean")


def test_a_read_only_output_with_nothing_to_do_is_no_fault(tmp_path: Path) -> None:
    room = plain_newsroom(tmp_path).article("a")
    planned = room.built().planned
    with read_only(tmp_path / "public"):
        report = room.built()
    assert (report.planned, report.written) == (planned, 0)


def test_of_builds_that_start_at_once_one_builds_and_the_others_say_so(tmp_path: Path) -> None:
    room = plain_newsroom(tmp_path)
    for number in range(100):
        room.article(f"article-{number}")
    builds = [start(tmp_path) for _ in range(4)]
    ended = [(each.wait(timeout=PATIENCE), each.communicate()[1]) for each in builds]
    assert (0, "") in ended
    assert set(ended) <= {(0, ""), (1, "newsgen: another newsgen is building this site (.newsgen/lock)\n")}
    report = room.built()
    assert report.rendered == 0
    assert room.public() == room.clean(tmp_path / "clean")


def test_a_clock_that_goes_back_hides_no_edit(tmp_path: Path) -> None:
    room = plain_newsroom(tmp_path).article("a", "un\n").article("b", date="2026-04-01")
    room.built()
    earlier = replace(room.request, now=room.now - 60 * DAY, started=room.request.started - 60 * DAY * 10**9)
    report = build(earlier)
    assert not report.failed
    assert "sport/b/index.html" not in tree(tmp_path / "public")
    for text in ("xy\n", "ab\n", "cd\n"):  # of one size, and younger than the clock
        room.article("a", text)
        assert "sport/a/index.html" in rendered(build(earlier))
        assert text.strip() in room.page("sport/a/index.html")
    room.built()
    assert room.public() == room.clean(tmp_path / "clean")


# The site -------------------------------------------------------------------------------------------------------------


def test_a_site_of_very_many_tags_is_built_and_an_edit_touches_its_own(tmp_path: Path) -> None:
    room = plain_newsroom(tmp_path)
    each = 20
    for number in range(TAGS // each):
        tags = [f"mot {number * each + place}" for place in range(each)]
        room.article(f"article-{number}", tags=tags, date=f"2026-03-{number % 28 + 1:02}T08:00")
    report = room.built()
    assert len(list((tmp_path / "public/tags").glob("mot-*/index.html"))) == TAGS
    assert report.faults == ()
    room.article(
        "article-7", "Autre.\n", tags=[f"mot {7 * each + place}" for place in range(each)], date="2026-03-08T08:00"
    )
    assert rendered(room.built()) == {"sport/article-7/index.html"}


def test_very_many_articles_in_one_category_of_one_instant_are_built_in_a_total_order(tmp_path: Path) -> None:
    room = plain_newsroom(tmp_path)
    for number in range(ARTICLES):
        room.article(f"article-{number:05}", date="2026-03-01T08:00")
    room.built()
    pages = list((tmp_path / "public/sport/page").iterdir())
    assert len(pages) == ARTICLES // 20 - 1
    room.article(f"article-{ARTICLES}", date="2026-03-02T08:00")
    assert len(rendered(room.built())) < 15
    if not LONG:
        assert room.public() == room.clean(tmp_path / "clean")


def deep_tree(root: Path, depth: int) -> Newsroom:
    """Make a site with categories inside categories."""
    room = plain_newsroom(root)
    for number in range(depth):
        parent = f"parent: c{number - 1}\n" if number else ""
        room.write(f"content/categories/c{number}.md", f"---\ntitle: C{number}\n{parent}---\n")
    return room.article("a", category=f"c{depth - 1}")


def test_categories_may_lie_two_hundred_deep(tmp_path: Path) -> None:
    room = deep_tree(tmp_path, 200)
    room.built()
    assert (tmp_path / "public" / "/".join(f"c{number}" for number in range(200)) / "a/index.html").is_file()
    assert room.built().rendered == 0


def test_categories_too_deep_for_the_file_system_are_reported_one_by_one_and_not_rendered(tmp_path: Path) -> None:
    depth = 250
    room = deep_tree(tmp_path, depth)
    room.write("templates/list.html", "{% if page.url | length > 1000 %}{{ 1 // 0 }}{% endif %}")
    report = room.build()
    addresses = ["/".join([*(f"c{each}" for each in range(number + 1)), "index.html"]) for number in range(depth)]
    long = [f"content/categories/c{number}.md" for number, path in enumerate(addresses) if len(path) > 1000]
    assert len(long) > 20
    assert codes(report) == [
        "content/articles/a.md:2:8 long-address",
        *(f"{path}:1:1 long-address" for path in sorted(long)),
    ]
    assert not (tmp_path / "public").exists()


def test_of_categories_deeper_than_sense_every_one_that_goes_too_deep_is_reported(tmp_path: Path) -> None:
    room = plain_newsroom(tmp_path)
    room.write("newsgen.yaml", f"{SETTINGS}theme: {{menus: {{masthead: [{{category: c0}}]}}}}\n")
    for number, letters in enumerate(islice(product(ascii_lowercase, repeat=2), 600)):
        parent = f"parent: c{number - 1}\n" if number else ""
        matter = f"title: C{number}\nslug: {''.join(letters)}\n{parent}"
        room.write(f"content/categories/c{number}.md", f"---\n{matter}---\n")
    assert codes(room.build()) == [f"content/categories/c{number}.md:4:9 deep-category" for number in (250, 500)]


def test_an_article_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    room = plain_newsroom(tmp_path).article("a").article("b", date="2026-02-01")
    with (tmp_path / "content/articles/a.md").open("r+b") as stream:
        stream.truncate(LARGE)
    process = start(tmp_path, memory=LARGE + 400 * 1024 * 1024)
    said, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (1, "")
    assert "content/articles/a.md:1:1: error[huge-file] this file has 200.0 MB" in said
    assert "a text may have 5 MB" in said
    assert codes(room.build()) == ["content/articles/a.md:1:1 huge-file"]


def test_a_film_of_200_megabytes_is_copied_without_being_held_in_memory(tmp_path: Path) -> None:
    plain_newsroom(tmp_path).article("a").write("static/film.mp4", b"")
    with (tmp_path / "static/film.mp4").open("r+b") as stream:
        stream.truncate(LARGE)
    process = start(tmp_path, memory=LARGE + 100 * 1024 * 1024)
    _, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, errors) == (0, "")
    assert (tmp_path / "public/film.mp4").stat().st_size == LARGE


@pytest.mark.long
def test_the_longest_text_that_is_allowed_is_built(tmp_path: Path) -> None:
    paragraph = "Un *mot* après l’autre, [un lien](https://x.example/) et puis **rien** de plus.\n\n"
    body = paragraph * ((LARGEST_TEXT - 500) // len(paragraph.encode()))
    room = plain_newsroom(tmp_path).article("a", body)
    room.built()
    assert room.page("sport/a/index.html").count("<em>mot</em>") == body.count("*mot*")
