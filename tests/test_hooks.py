"""``newsgen hooks`` and ``newsgen check --staged``: what is about to be committed is checked, and nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

from newsroom import PATIENCE, SETTINGS, Newsroom, picture
from tiny_theme import without_theme

ROOT = Path(__file__).parent.parent
DEAD = "Un [lien](rien.md).\n"
GOOD = "Un texte.\n"


class Desk:
    """A repository with a site in it, and a git that knows nothing of this machine."""

    def __init__(self, top: Path, site: str = "") -> None:
        self.top = top
        self.site = top / site
        self.site.mkdir(parents=True, exist_ok=True)
        self.room = without_theme(Newsroom(self.site, f"{SETTINGS}")).article("a", GOOD)
        self.room.write(".gitignore", ".newsgen/\npublic/\n")
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "--all")

    def run(self, *arguments: str, here: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run a command at the top of the repository."""
        quiet = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(self.top), "PYTHONUTF8": "1"}
        who = {f"GIT_{role}_{what}": "x@y" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        return subprocess.run(
            arguments,
            cwd=here or self.top,
            env={**quiet, **own, **who},
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )

    def git(self, *arguments: str, here: Path | None = None) -> str:
        """Run git, which must succeed."""
        ran = self.run("git", *arguments, here=here)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def newsgen(self, *arguments: str, here: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Run newsgen at the top of the repository."""
        return self.run(sys.executable, "-m", "newsgen", *arguments, here=here)

    def commit(self, *arguments: str, here: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Try to commit."""
        return self.run("git", "commit", "--quiet", "-m", "x", *arguments, here=here)


def told(ran: subprocess.CompletedProcess[str]) -> list[str]:
    """Give the places and codes of the faults in what was printed."""
    return re.findall(r"^(\S+:\d+:\d+: \w+\[[\w-]+\])", ran.stdout + ran.stderr, re.MULTILINE)


def test_what_is_staged_is_checked_and_not_what_lies_there(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "dépôt")
    desk.room.article("a", DEAD)  # not staged
    assert desk.newsgen("check").returncode == 1
    ran = desk.newsgen("check", "--staged")
    assert (ran.returncode, told(ran)) == (0, []), ran.stdout + ran.stderr
    desk.git("add", "--all")
    desk.room.article("a", GOOD)  # mended, and not staged
    ran = desk.newsgen("check", "--staged")
    assert (ran.returncode, told(ran)) == (1, ["content/articles/a.md:6:11: error[dead-link]"])
    assert desk.newsgen("check").returncode == 0
    desk.room.article("b", GOOD).delete("content/articles/a.md")
    desk.git("add", "--all")
    assert desk.newsgen("check", "--staged").returncode == 0
    assert not (desk.site / "public").exists()


def test_only_what_differs_is_written_and_read_again_and_what_somebody_changed_is_mended(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "dépôt")
    desk.room.article("b", GOOD).write("static/images/a.png", picture())
    desk.git("add", "--all")
    assert desk.newsgen("check", "--staged").returncode == 0
    staged = desk.site / ".newsgen/staged/site"
    before = {file: file.stat().st_mtime_ns for file in staged.rglob("*") if file.is_file()}
    assert len(before) > 5
    desk.room.article("b", "Un autre texte.\n")
    desk.git("add", "--all")
    desk.newsgen("check", "--staged")
    changed = [file.name for file, stat in before.items() if file.stat().st_mtime_ns != stat]
    assert changed == ["b.md"]
    (staged / "content/articles/a.md").write_text("rien")
    (staged / "static/images/a.png").unlink()
    ran = desk.newsgen("check", "--staged")
    assert (ran.returncode, told(ran)) == (0, []), ran.stdout
    (desk.site / ".newsgen/staged/index").write_bytes(b"DIRC?")
    assert desk.newsgen("check", "--staged").returncode == 0


def test_a_commit_with_a_fault_is_stopped_and_a_sound_one_is_made(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "dépôt d'été", "le journal")
    ran = desk.newsgen("hooks", "install", "--site", "le journal")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == f"{Path('.git/hooks/pre-commit')}: git checks what is staged before each commit\n"
    assert b"\r" not in (desk.top / ".git/hooks/pre-commit").read_bytes()
    desk.room.article("a", DEAD)
    desk.git("add", "--all")
    ran = desk.commit()
    assert (ran.returncode, told(ran)) == (1, ["content/articles/a.md:6:11: error[dead-link]"])
    desk.room.article("a", GOOD)
    assert desk.commit().returncode == 1
    assert desk.commit("--all").returncode == 0  # an index of git's own, for that commit
    desk.room.article("a", DEAD).article("b", GOOD)
    desk.git("add", "le journal/content/articles/b.md")
    assert desk.commit().returncode == 0
    assert desk.commit("le journal/content/articles/a.md").returncode == 1  # another index of git's own
    assert desk.newsgen("hooks", "install", "--site", "le journal").returncode == 0
    ran = desk.newsgen("hooks", "uninstall", "--site", "le journal")
    assert (ran.returncode, ran.stdout) == (0, f"{Path('.git/hooks/pre-commit')}: deleted\n")
    assert desk.commit("--all").returncode == 0
    assert desk.newsgen("hooks", "uninstall", "--site", "le journal").stdout == "there is no hook\n"


def test_every_worktree_has_the_hook_and_checks_what_is_staged_there(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "dépôt")
    assert desk.newsgen("hooks", "install").returncode == 0
    assert desk.commit().returncode == 0
    other = tmp_path / "autre"
    desk.git("worktree", "add", "--quiet", str(other))
    assert desk.newsgen("hooks", "install", here=other).returncode == 0
    Newsroom(other, SETTINGS).article("b", DEAD)
    desk.git("add", "--all", here=other)
    ran = desk.commit(here=other)
    assert (ran.returncode, told(ran)) == (1, ["content/articles/b.md:6:11: error[dead-link]"])
    desk.room.article("c", GOOD)
    desk.git("add", "--all")
    assert desk.commit().returncode == 0
    Newsroom(other, SETTINGS).article("b", GOOD)
    assert desk.commit("--all", here=other).returncode == 0


def test_a_hook_of_somebody_else_stays(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "dépôt", "journal")
    hook = desk.top / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 0\n")
    for action in ("install", "uninstall"):
        ran = desk.newsgen("hooks", action, "--site", "journal")
        assert ran.returncode == 1
        assert "not newsgen's: it stays as it is" in ran.stderr
    assert (
        "newsgen check --staged --site journal || exit 1"
        in desk.newsgen("hooks", "install", "--site", "journal").stderr
    )
    assert hook.read_text() == "#!/bin/sh\nexit 0\n"


def test_hooks_lie_where_the_repository_says_and_never_where_others_share_them(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "dépôt")
    desk.git("config", "core.hooksPath", ".githooks")
    assert desk.newsgen("hooks", "install").returncode == 0
    assert os.access(desk.top / ".githooks/pre-commit", os.X_OK)
    desk.room.article("a", DEAD)
    assert told(desk.commit("--all")) == ["content/articles/a.md:6:11: error[dead-link]"]
    shared = tmp_path / "partagés"
    desk.git("config", "core.hooksPath", str(shared))
    ran = desk.newsgen("hooks", "install")
    assert (ran.returncode, shared.exists()) == (1, False)
    assert "is shared with other repositories" in ran.stderr


def test_line_ends_of_windows_are_none_of_a_fault(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "dépôt")
    desk.git("config", "core.autocrlf", "true")
    text = (desk.site / "content/articles/a.md").read_text(encoding="utf-8")
    desk.room.write("content/articles/a.md", text.replace("\n", "\r\n"))
    desk.git("add", "--all")
    assert desk.newsgen("check", "--staged").returncode == 0
    assert b"\r\n" in (desk.site / ".newsgen/staged/site/content/articles/a.md").read_bytes()


def test_where_git_cannot_tell_it_is_said_why(tmp_path: Path) -> None:
    room = without_theme(Newsroom(tmp_path / "site")).article("a")
    alone = Desk.__new__(Desk)
    alone.top = alone.site = room.root
    for arguments in (("check", "--staged"), ("hooks", "install"), ("hooks", "uninstall")):
        ran = alone.newsgen(*arguments)
        assert ran.returncode == 1
        assert "git cannot tell what is staged: fatal: not a git repository" in ran.stderr
    assert alone.newsgen("check", "--staged", "--since", "HEAD").returncode == 2
    desk = Desk(tmp_path / "dépôt", "le journal")
    assert desk.commit().returncode == 0
    desk.git("rm", "-r", "--cached", "--quiet", ".")
    ran = desk.newsgen("check", "--staged", "--site", "le journal")
    assert (ran.returncode, ran.stdout) == (1, "")
    settings = "le journal/newsgen.yaml"
    assert ran.stderr == (
        f"newsgen: the next commit would delete {settings}: git restore --staged '{settings}' keeps it\n"
    )


def test_conflicts_are_named(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "dépôt")
    desk.commit()
    for branch, text in (("autre", "Un.\n"), ("main", "Deux.\n")):
        desk.git("checkout", "--quiet", "-B", branch)
        desk.git("reset", "--quiet", "--hard", "HEAD@{2}" if branch == "main" else "HEAD")
        desk.room.article("a", text)
        desk.commit("--all")
    desk.run("git", "merge", "autre")
    ran = desk.newsgen("check", "--staged")
    assert ran.returncode == 1
    assert ran.stderr.startswith("newsgen: content/articles/a.md has conflicts that nobody has settled yet")


def test_a_commit_without_a_site_has_nothing_to_check(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "dépôt")
    assert desk.newsgen("hooks", "install").returncode == 0
    assert desk.commit().returncode == 0
    desk.git("checkout", "--quiet", "--orphan", "publié")
    desk.git("rm", "-r", "--cached", "--quiet", ".")
    (desk.top / "index.html").write_text("x")
    desk.git("add", "--force", "index.html")
    ran = desk.commit()
    assert (ran.returncode, "note: newsgen.yaml is not staged, so there is nothing to check\n" in ran.stderr) == (
        0,
        True,
    )
    ran = desk.newsgen("check", "--staged", "--format", "json")
    assert (ran.returncode, ran.stdout) == (0, "[]\n")


def test_one_hook_checks_every_site_of_a_repository(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "dépôt", "l'un")
    other = without_theme(Newsroom(desk.top / "deux sites", SETTINGS)).article("a", DEAD)
    assert desk.newsgen("hooks", "install", "--site", "l'un").returncode == 0
    desk.git("add", "--all")
    assert desk.commit().returncode == 0
    for _ in range(2):
        assert desk.newsgen("hooks", "install", "--site", "deux sites").returncode == 0
    other.article("a", DEAD, title="B")
    desk.git("add", "--all")
    assert told(desk.commit()) == ["content/articles/a.md:6:11: error[dead-link]"]
    hook = Path(".git/hooks/pre-commit")
    ran = desk.newsgen("hooks", "uninstall", "--site", "deux sites")
    assert ran.stdout == f"{hook}: git goes on checking l'un\n"
    assert desk.commit().returncode == 0
    assert desk.newsgen("hooks", "uninstall", "--site", "l'un").stdout == f"{hook}: deleted\n"


def test_a_hook_is_written_through_no_link_and_for_no_folder_without_a_site(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "dépôt", "journal")
    hook, elsewhere = desk.top / ".git/hooks/pre-commit", tmp_path / "ailleurs"
    ran = desk.newsgen("hooks", "install")
    assert (ran.returncode, "there is no newsgen.yaml in ." in ran.stderr, hook.exists()) == (1, True, False)
    hook.parent.mkdir(exist_ok=True)
    hook.symlink_to(elsewhere)
    for action in ("install", "uninstall"):
        assert desk.newsgen("hooks", action, "--site", "journal").returncode == 1
    assert (hook.is_symlink(), elsewhere.exists()) == (True, False)


def test_the_hook_of_pre_commit_names_a_command_that_there_is(tmp_path: Path) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language"} <= hook.keys()
    assert hook["always_run"] is True  # a commit that deletes a text may break links, and names no file to check
    assert hook["pass_filenames"] is False
    desk = Desk(tmp_path / "dépôt")
    command, *arguments = hook["entry"].split()
    assert command == "newsgen"
    assert desk.newsgen(*arguments).returncode == 0


def test_a_git_that_calls_is_asked_about_its_own_repository(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "dépôt", "journal")
    desk.room.article("a", DEAD)
    desk.git("add", "--all")
    said = ("GIT_DIR=.git", "GIT_INDEX_FILE=.git/index")
    ran = desk.run("env", *said, sys.executable, "-m", "newsgen", "check", "--staged", "--site", "journal")
    assert (ran.returncode, told(ran)) == (1, ["content/articles/a.md:6:11: error[dead-link]"])
