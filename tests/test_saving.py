"""Texts written among the sources: whole or not at all, in ``content/`` only, over nothing that somebody wrote."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsgen.editing.saving import NotSavedError, create, exchange
from newsroom import tree

PATH = "content/articles/2026/été.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site, and a folder beside it."""
    (tmp_path / "site/content/articles").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    return tmp_path / "site"


def test_a_text_is_created_with_its_folders_and_nothing_else_is(root: Path) -> None:
    create(root, PATH, b"Un")
    assert tree(root) == {PATH: b"Un"}


def test_what_is_there_stays_whatever_it_is(root: Path) -> None:
    create(root, PATH, b"Un")
    (root / "content/articles/2026/lien.md").symlink_to("nulle-part.md")
    for path in (PATH, "content/articles/2026/lien.md", "content/articles/2026"):
        with pytest.raises(NotSavedError, match="is there already, and stays as it is"):
            create(root, path, b"Deux")
    with pytest.raises(NotSavedError, match="cannot be written"):
        create(root, f"{PATH}/deux.md", b"Deux")
    assert tree(root) == {PATH: b"Un"}


@pytest.mark.parametrize("has_links", [True, False])
def test_a_file_system_without_hard_links_will_do(
    root: Path, monkeypatch: pytest.MonkeyPatch, *, has_links: bool
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)
    create(root, PATH, b"Un")
    with pytest.raises(NotSavedError, match="is there already"):
        create(root, PATH, b"Deux")
    assert tree(root) == {PATH: b"Un"}


@pytest.mark.parametrize(
    "path", ["content/../../elsewhere/x.md", "newsgen.yaml", "content/./x.md", "content//x.md", "content/", "/x.md"]
)
def test_a_path_that_leads_out_is_refused(root: Path, path: str) -> None:
    with pytest.raises(NotSavedError, match="does not lie in content/"):
        create(root, path, b"Un")
    assert not tree(root.parent)


def test_nothing_is_written_through_a_link(root: Path) -> None:
    (root / "content/articles/2026").symlink_to(root.parent / "elsewhere")
    with pytest.raises(NotSavedError, match="content/articles/2026 is a symbolic link"):
        create(root, PATH, b"Un")
    (root / "content/articles/2026").unlink()
    (root / "content/articles").rmdir()
    (root / "content").rmdir()
    (root / "content").symlink_to(root.parent / "elsewhere")
    with pytest.raises(NotSavedError, match="no folder content/ in this site"):
        create(root, PATH, b"Un")
    assert not tree(root.parent)


def test_a_text_is_exchanged_and_keeps_its_permissions(root: Path) -> None:
    create(root, PATH, b"Un")
    (root / PATH).chmod(0o640)
    exchange(root, PATH, b"Un", b"Deux")
    assert tree(root) == {PATH: b"Deux"}
    assert (root / PATH).stat().st_mode & 0o777 == 0o640


def test_a_text_that_is_another_by_now_stays(root: Path) -> None:
    create(root, PATH, b"Trois")
    with pytest.raises(NotSavedError, match="has been changed meanwhile"):
        exchange(root, PATH, b"Un", b"Deux")
    assert tree(root) == {PATH: b"Trois"}


def test_a_link_to_a_text_stays_one_and_what_lies_outside_is_left_alone(root: Path) -> None:
    create(root, PATH, b"Un")
    link = root / "content/articles/lien.md"
    link.symlink_to("2026/été.md")
    exchange(root, "content/articles/lien.md", b"Un", b"Deux")
    assert link.is_symlink()
    assert (root / PATH).read_bytes() == b"Deux"
    (root.parent / "elsewhere/un.md").write_bytes(b"Un")
    link.unlink()
    link.symlink_to(root.parent / "elsewhere/un.md")
    with pytest.raises(NotSavedError, match=r"leads out of content/"):
        exchange(root, "content/articles/lien.md", b"Un", b"Deux")
    assert (root.parent / "elsewhere/un.md").read_bytes() == b"Un"


def test_what_a_writer_left_that_died_is_in_nobodys_way(root: Path) -> None:
    left = root / f"content/articles/2026/.newsgen-{os.getpid()}.tmp"
    left.parent.mkdir()
    left.write_bytes(b"Hal")
    create(root, PATH, b"Un")
    assert tree(root) == {PATH: b"Un"}
