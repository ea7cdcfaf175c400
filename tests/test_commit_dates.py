"""``updated: git``: texts changed for readers with the last commit that changed what they say, and never otherwise."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

import newsgen.base.repository
from newsgen.base.repository import Repository
from newsgen.build import Report, build
from newsgen.build.last_changes import last_changes
from newsgen.build.unchanged import recall
from newsroom import NOON, ONE_FEED, SETTINGS, codes, rendered
from repository import HOUR, Desk, git

WORDS = "".join(f"La phrase {number} du texte.\n" for number in range(40))
FINALE = "content/articles/finale.md"
PUBLISHED = "content/pages/contact.md"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A newsroom with an article and a page, committed once."""
    desk = Desk(tmp_path / "site", f"{SETTINGS}updated: git\n{ONE_FEED}")
    desk.write("templates/article.html", "{{ article.updated or 0 }}")
    desk.write("templates/page.html", "{{ updated or 0 }}")
    desk.article("finale", WORDS, title="La finale", slug="finale").write(PUBLISHED, "---\ntitle: Contact\n---\nOui.\n")
    desk.commit("first")
    return desk


def dates(desk: Desk) -> Mapping[str, int]:
    """Give when texts last changed, in hours since the first commit."""
    found = last_changes(Repository(desk.root, shallow=False))
    return {path: (moment - NOON) // HOUR + 99 for path, moment in found.items()}


def updated(desk: Desk) -> str:
    desk.built()
    return desk.page("sport/finale/index.html")


def test_the_first_commit_is_no_change_and_the_last_one_is(desk: Desk) -> None:
    assert updated(desk) == "0"
    desk.write(FINALE, (desk.root / FINALE).read_bytes() + b"Une phrase de plus.\n")
    assert updated(desk) == "0"  # nobody has committed it yet
    desk.commit()
    assert updated(desk) == "2026-05-24T20:26:40+02:00"
    assert desk.page("contact/index.html") == "0"
    desk.replace(PUBLISHED, "Oui", "Non")
    desk.commit()
    desk.built()
    assert desk.page("contact/index.html") == "2026-05-24T21:26:40+02:00"


def test_what_readers_do_not_read_is_no_change(desk: Desk) -> None:
    desk.replace(FINALE, "slug: finale", "slug: finale\naliases: [/x/]\ntags: [Nice]  # neu")
    desk.commit()
    desk.move(FINALE, "content/articles/2026/finale.md")
    desk.commit()
    assert dates(desk) == {}
    desk.move("content/articles/2026/finale.md", FINALE)
    desk.replace(FINALE, "La phrase 7 du", "Une phrase du")
    desk.commit()
    desk.write(FINALE, (desk.root / FINALE).read_bytes().replace(b"aliases: [/x/]\n", b"").replace(b"\n", b"\r\n"))
    desk.commit()
    assert dates(desk) == {FINALE: 3}


@pytest.mark.parametrize("field", ["title", "summary", "kicker"])
def test_headline_standfirst_and_kicker_are_read(desk: Desk, field: str) -> None:
    desk.replace(
        FINALE, "title: La finale", f"title: La finale\n{field}: Autre" if field != "title" else "title: Autre"
    )
    desk.commit()
    assert dates(desk) == {FINALE: 1}


def test_a_file_that_was_deleted_and_written_anew_begins_anew(desk: Desk) -> None:
    old = (desk.root / FINALE).read_text(encoding="utf-8")
    desk.replace(FINALE, "La phrase 7 du", "Une phrase du")
    desk.commit()
    desk.delete(FINALE)
    desk.commit()
    desk.write(FINALE, old)
    desk.commit()
    assert dates(desk) == {}
    desk.move(FINALE, "content/articles/autre.md")
    desk.article("finale", "Tout autre chose.\n" * 30)
    desk.commit()
    desk.replace("content/articles/autre.md", "La finale", "La fin")
    desk.commit()
    assert dates(desk) == {"content/articles/autre.md": 5}


def test_of_a_merge_only_what_is_its_own_counts(desk: Desk) -> None:
    desk.git("checkout", "--quiet", "-b", "side")
    desk.replace(FINALE, "title: La finale", "title: La fin")
    desk.commit()
    desk.git("checkout", "--quiet", "main")
    desk.move(FINALE, "content/articles/2026/finale.md")
    desk.commit()
    desk.clock += HOUR
    desk.git("merge", "--quiet", "--no-edit", "side")
    assert dates(desk) == {"content/articles/2026/finale.md": 1}
    desk.git("checkout", "--quiet", "-b", "other", "HEAD~1")
    desk.replace("content/articles/2026/finale.md", "title: La finale", "title: Le match")
    desk.commit()
    desk.clock += HOUR
    desk.git("merge", "--quiet", "--no-commit", "--strategy", "ours", "main")
    desk.replace("content/articles/2026/finale.md", "title: Le match", "title: La fin du match")
    desk.commit()
    assert dates(desk) == {"content/articles/2026/finale.md": 6}


def test_the_date_is_that_of_the_committer(desk: Desk) -> None:
    desk.git("checkout", "--quiet", "-b", "side")
    desk.replace(FINALE, "title: La finale", "title: La fin")
    desk.commit()
    desk.git("checkout", "--quiet", "main")
    desk.article("autre")
    desk.commit()
    desk.git("checkout", "--quiet", "side")
    desk.clock += 5 * HOUR
    desk.git("rebase", "--quiet", "main")
    assert dates(desk) == {FINALE: 7}


def test_an_update_that_is_written_wins_and_one_before_publication_is_none(desk: Desk) -> None:
    desk.replace(FINALE, "title: La finale", "title: La fin\nupdated: 2026-04-01")
    desk.commit()
    assert updated(desk) == "2026-04-01T00:00:00+02:00"
    desk.replace(FINALE, "updated: 2026-04-01", "embargo: 2026-05-28")
    desk.commit()
    assert updated(desk) == "0"


def test_a_commit_alone_is_a_change_of_what_is_built_and_any_other_build_asks_git_for_no_history(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    ask = newsgen.base.repository._ask

    def listen(folder: Path, *arguments: str, **more: list[str]) -> object:
        asked.append(arguments[0])
        return ask(folder, *arguments, **more)

    monkeypatch.setattr(newsgen.base.repository, "_ask", listen)
    desk.replace(FINALE, "title: La finale", "title: La fin")
    before = desk.built()
    assert asked.count("log") == 1
    assert desk.built().rendered == 0
    desk.commit()
    assert rendered(desk.built()) == {"sport/finale/index.html", "atom.xml", "sitemaps/2026-03.xml"}
    assert asked.count("log") == 2
    desk.write("templates/page.html", "-{{ updated or 0 }}")
    assert desk.built().rendered == 1
    assert asked.count("log") == 2
    desk.write("LISEZMOI.txt", "Oui.\n")
    desk.commit()
    assert desk.built().rendered == 0
    assert desk.public() == desk.clean(desk.root.parent / "clean")
    assert before.planned == desk.built().planned


def test_a_site_that_stands_still_is_looked_into_after_a_commit(desk: Desk) -> None:
    later = replace(desk.request, started=time.time_ns() + 10_000_000_000)  # all files have long been lying there
    desk.replace(FINALE, "title: La finale", "title: La fin")
    assert not build(later).failed
    assert isinstance(recall(desk.request), Report)
    desk.commit()
    assert not isinstance(recall(desk.request), Report)
    assert rendered(build(later)) == {"sport/finale/index.html", "atom.xml", "sitemaps/2026-03.xml"}
    assert isinstance(recall(desk.request), Report)
    shutil.rmtree(desk.root / ".git")
    assert not isinstance(recall(desk.request), Report)


def test_a_site_in_a_folder_of_its_repository_has_its_own_dates(tmp_path: Path) -> None:
    (tmp_path / "top").mkdir()
    desk = Desk(tmp_path / "top/été", f"{SETTINGS}updated: git\n", top=tmp_path / "top")
    desk.article("été", WORDS)
    desk.commit()
    desk.replace("content/articles/été.md", "La phrase 7 du", "Une phrase du")
    desk.commit()
    assert dates(desk) == {"content/articles/été.md": 1}


def test_without_the_history_it_is_a_fault_with_the_way_out(desk: Desk, tmp_path: Path) -> None:
    desk.commit()
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{desk.root}", "shallow")
    shallow = tmp_path / "shallow"
    desk.root = shallow
    report = desk.build()
    assert codes(report) == ["newsgen.yaml:5:10 no-history"]
    assert "git fetch --unshallow" in report.faults[0].fault.help
    git(shallow, "fetch", "--quiet", "--unshallow")
    assert updated(desk) == "0"
    shutil.rmtree(shallow / ".git")
    assert codes(desk.build()) == ["newsgen.yaml:5:10 no-history"]
    desk.write("newsgen.yaml", f"{SETTINGS}updated: git\nseverity: {{no-history: warning}}\n")
    assert updated(desk) == "0"


def test_a_repository_without_a_commit_has_no_dates_yet(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "site", f"{SETTINGS}updated: git\n{ONE_FEED}")
    desk.write("templates/article.html", "{{ article.updated or 0 }}")
    desk.article("finale", WORDS, slug="finale")
    assert updated(desk) == "0"
    desk.commit()
    desk.replace(FINALE, "La phrase 7 du", "Une phrase du")
    desk.commit()
    assert updated(desk) == "2026-05-24T20:26:40+02:00"
