"""Links in the output: nothing is written or deleted through one, at whatever depth; the output itself may be one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

import newsgen.output.tree
from newsgen.build import build
from newsgen.output.tree import LinkedError, Tree, tree_of
from newsgen.output.writer import Staged, move_into_place
from newsroom import Newsroom, codes, tree
from tiny_theme import tiny_theme

MESSAGE = "this is a symbolic link: newsgen would write or delete whatever lies beyond it"
HELP = "replace it by a folder; only the output as a whole may be a link"

Edit = Callable[[Newsroom], object]


@pytest.fixture(params=["openat", "names"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write as on POSIX, and as where folders cannot be held open."""
    monkeypatch.setattr(newsgen.output.tree, "_HAS_FOLDERS_OPEN", request.param == "openat")


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    (tmp_path / "site").mkdir()
    newsroom = Newsroom(tmp_path / "site")
    for name, text in tiny_theme().items():
        newsroom.write(f"templates/{name}", text)
    newsroom.article("un").article("deux").article("trois", slug="a/b".replace("/", "-"))
    newsroom.write("static/images/port/a.txt", "un")
    newsroom.built()
    return newsroom


def beyond(room: Newsroom, folder: str) -> Path:
    """Move a folder of the output out of the site, put a link to it in its place, and a file of others into it."""
    outside = room.root.parent / "outside" / folder
    outside.parent.mkdir(parents=True)
    (room.root / "public" / folder).rename(outside)
    (room.root / "public" / folder).symlink_to(outside)
    (outside / "victime.txt").write_text("à garder")
    return outside


def everything(folder: Path) -> Mapping[str, bytes]:
    """Give every file and link below a folder, and every folder."""
    found: dict[str, bytes] = {}
    for top, folders, names in os.walk(folder):
        for name in (*folders, *names):
            path = os.path.join(top, name)
            found[path] = os.readlink(path).encode() if os.path.islink(path) else b"a folder"
            if os.path.isfile(path):
                found[path] = Path(path).read_bytes()
    return found


EDITS: Mapping[str, tuple[str, Edit]] = {
    "a page is changed": ("sport/un", lambda room: room.article("un", "Autre.\n")),
    "a page is changed, deeper": ("sport", lambda room: room.article("un", "Autre.\n")),
    "a page is deleted": ("sport/un", lambda room: room.delete("content/articles/un.md")),
    "a page is created": ("sport", lambda room: room.article("quatre")),
    "a file is changed": ("images", lambda room: room.write("static/images/port/a.txt", "deux")),
    "a file is deleted, deeper": ("images/port", lambda room: room.delete("static/images/port/a.txt")),
    "a file is created": ("images/port", lambda room: room.write("static/images/port/b.txt", "deux")),
    "a folder is deleted": ("images", lambda room: room.delete("static/images/port/a.txt")),
}


@pytest.mark.parametrize(("folder", "edit"), EDITS.values(), ids=EDITS)
@pytest.mark.usefixtures("_way")
def test_a_linked_folder_of_the_output_is_a_fault_and_nothing_is_touched(
    folder: str, edit: Edit, room: Newsroom, tmp_path: Path
) -> None:
    outside = beyond(room, folder)
    edit(room)
    before, public = everything(outside), everything(room.root / "public")
    report = room.build()
    assert codes(report) == [f"public/{folder}:1:1 linked-output"]
    assert (report.faults[0].fault.message, report.faults[0].fault.help) == (MESSAGE, HELP)
    assert everything(outside) == before
    assert everything(room.root / "public") == public
    report = room.build(clean=True)
    assert codes(report) == [f"public/{folder}:1:1 linked-output"]
    assert everything(outside) == before
    (room.root / "public" / folder).unlink()
    room.built()
    assert room.public() == room.clean(tmp_path / "clean")
    assert everything(outside) == before


@pytest.mark.usefixtures("_way")
def test_every_link_in_the_way_is_named_at_once(room: Newsroom) -> None:
    beyond(room, "sport/un")
    beyond(room, "images/port")
    room.article("un", "Autre.\n").delete("static/images/port/a.txt")
    assert codes(room.build()) == ["public/images/port:1:1 linked-output", "public/sport/un:1:1 linked-output"]


@pytest.mark.usefixtures("_way")
def test_a_linked_folder_in_which_nothing_is_newsgens_is_left_alone(room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "films").mkdir()
    (tmp_path / "films/un.mp4").write_bytes(b"film")
    (room.root / "public/films").symlink_to(tmp_path / "films")
    room.article("un", "Autre.\n").built()
    assert (room.root / "public/films/un.mp4").read_bytes() == b"film"


@pytest.mark.usefixtures("_way")
def test_the_output_itself_may_be_a_link(room: Newsroom, tmp_path: Path) -> None:
    public, served = room.root / "public", tmp_path / "srv"
    public.rename(served)
    public.symlink_to(served)
    room.built()  # for newsgen, that is another output, which it fills
    room.article("un", "Autre.\n").delete("content/articles/deux.md").built()
    assert tree(served) == room.clean(tmp_path / "clean")
    assert public.is_symlink()


@pytest.mark.usefixtures("_way")
def test_a_link_in_the_place_of_a_file_is_replaced_and_what_it_led_to_stays(room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "victime").write_text("à garder")
    page = room.root / "public/sport/un/index.html"
    page.unlink()
    page.symlink_to(tmp_path / "victime")
    room.article("un", "Autre.\n").built()
    assert not page.is_symlink()
    assert (tmp_path / "victime").read_text() == "à garder"
    page.unlink()
    page.symlink_to(tmp_path / "victime")
    room.delete("content/articles/un.md").built()
    assert not os.path.lexists(page)
    assert (tmp_path / "victime").read_text() == "à garder"


@pytest.mark.usefixtures("_way")
def test_a_file_with_another_name_elsewhere_is_replaced_and_not_written_into(room: Newsroom, tmp_path: Path) -> None:
    page, other = room.root / "public/sport/un/index.html", tmp_path / "ailleurs"
    os.link(page, other)
    before = other.read_bytes()
    room.article("un", "Autre.\n").built()
    assert other.read_bytes() == before
    assert "Autre." in page.read_text("utf-8")


def test_a_link_that_appears_while_newsgen_writes_is_not_followed(
    room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is exchanged for a link after everything was checked, before the first file is moved."""
    room.article("un", "Autre.\n")

    def move(output: Path, staged: list[Staged]) -> object:
        beyond(room, "sport")
        return move_into_place(output, staged)

    with monkeypatch.context() as patch:
        patch.setattr("newsgen.build.stage.move_into_place", move)
        assert codes(room.build()) == ["public/sport:1:1 linked-output"]
    outside = tmp_path / "outside/sport"
    assert b"Autre." not in (outside / "un/index.html").read_bytes()
    (room.root / "public/sport").unlink()
    room.built()
    assert room.public() == room.clean(tmp_path / "clean")


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize("path", ["lien/f", "lien/a/f", "a/lien/f", "a/lien/b/c/f", "lien mort/f", "lien mort/a/f"])
def test_a_tree_goes_through_no_link(path: str, tmp_path: Path) -> None:
    top, outside, new = tmp_path / "top", tmp_path / "outside", tmp_path / "new"
    (outside / "b/c").mkdir(parents=True)
    (outside / "a").mkdir()
    for file in ("f", "a/f", "b/c/f"):
        (outside / file).write_text("à garder")
    (top / "a").mkdir(parents=True)
    (top / "lien").symlink_to(outside)
    (top / "a/lien").symlink_to(outside)
    (top / "lien mort").symlink_to(tmp_path / "nulle part")
    new.write_text("nouveau")
    before = everything(outside)
    with tree_of(top) as open_tree:
        with pytest.raises(LinkedError) as error:
            open_tree.put(str(new), path)
        assert error.value.path in {"lien", "a/lien", "lien mort"}
        with pytest.raises(LinkedError):
            open_tree.remove(path)
        assert not open_tree.remove_folder(path.rpartition("/")[0])
    assert everything(outside) == before
    assert not (tmp_path / "nulle part").exists()
    assert new.read_text() == "nouveau"


def test_a_tree_holds_few_folders_open_however_many_it_fills(tmp_path: Path) -> None:
    new = tmp_path / "new"
    with tree_of(tmp_path / "top") as open_tree:
        for number in range(300):
            new.write_text(str(number))
            open_tree.put(str(new), f"a/{number % 100}/{'/'.join('x' * (number % 90 + 1))}/f{number}")
            assert len(os.listdir("/proc/self/fd")) < 150 if os.path.isdir("/proc/self/fd") else True
    assert len(list((tmp_path / "top").rglob("f*"))) == 300


def test_files_are_staged_beyond_no_link(room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the cache lies on another file system, the folder is beside the output."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/victime").write_text("à garder")
    staging = room.root / ".public.newsgen-tmp"
    staging.symlink_to(tmp_path / "outside")
    monkeypatch.setattr("newsgen.output.writer._staging_folder", lambda output, cache: staging)
    assert not build(replace(room.article("un", "Autre.\n").request)).failed
    assert everything(tmp_path / "outside") == {str(tmp_path / "outside/victime"): "à garder".encode()}
    assert not os.path.lexists(staging)


def test_trees_close_their_folders(tmp_path: Path) -> None:
    opened = Tree(tmp_path)
    opened.close()
    opened.close()
