"""The Git repository around a site: what its history says, read without running anything of the repository's own.

Git is asked in a fixed environment: no prompts, no pager, no hooks, no network, no variables of the git that called us.
Contents are read as they are stored, so no filter of the repository runs either.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from newsgen.base.git import NoGitError, ask_git

_CONFIG = ("core.hooksPath=/dev/null", "core.fsmonitor=false", "protocol.allow=never", "log.showSignature=false")
_FILE, _SUBMODULE = ("100644", "100755", "100664"), "160000"


class NoHistoryError(Exception):
    """Git cannot tell; says why in plain words, and the way out."""

    def __init__(self, reason: str, way_out: str) -> None:
        super().__init__(reason)
        self.way_out = way_out


class StoredFile(Struct, frozen=True):
    """A file of a commit, by its path from the site, and the name of the object that is its content."""

    path: str
    content: str


class Repository(Struct, frozen=True):
    """The repository in which a ``folder`` lies; ``shallow``: only the end of its history is here."""

    folder: Path
    shallow: bool

    @classmethod
    def around(cls, folder: Path) -> Repository:
        """Find the repository in which a folder lies.

        Raises:
            NoHistoryError: there is none, or git is not installed or refuses to read it.
        """
        answer = _ask(folder, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository")
        if answer.returncode and b"not a git repository" in answer.stderr:
            raise NoHistoryError("the site lies in no Git repository", "git init, git add and git commit begin one")
        if answer.returncode:
            raise _refusal(answer)
        inside, shallow = answer.stdout.decode().split()
        if inside != "true":
            raise NoHistoryError("the site lies in no work tree of its Git repository", "clone it, and work there")
        return cls(folder, shallow == "true")

    def head(self) -> str | None:
        """Name the commit that is checked out; nothing before the first one."""
        answer = _ask(self.folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        return answer.stdout.decode().strip() if answer.returncode == 0 else None

    def prefix(self) -> bytes:
        """Give the way from the top of the repository to the folder: nothing, or such as ``site/``."""
        return _checked(self.folder, "rev-parse", "--show-prefix").removesuffix(b"\n")

    def commit(self, ref: str) -> str:
        """Name the commit that a branch, a tag or a revision means.

        Raises:
            NoHistoryError: there is no such commit here.
        """
        if not ref or ref.startswith(("-", "^")) or not ref.isprintable():
            raise NoHistoryError(f"“{ref}” is no name of a commit", "name a branch, a tag or a commit, such as HEAD~1")
        answer = _ask(self.folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
        if answer.returncode == 0:
            return answer.stdout.decode().strip()
        if self.shallow:
            way_out = f"git fetch --unshallow gets all of it, git fetch --deepen=50 some more; {IN_CI}"
            raise NoHistoryError(f"“{ref}” is not in this clone, which is shallow", way_out)
        raise NoHistoryError(
            f"“{ref}” is no commit here", "git fetch gets what others have; git log shows what is here"
        )

    def files(self, commit: str, *paths: str) -> Sequence[StoredFile]:
        """List the files at and below paths of the site as of a commit, but for symbolic links.

        Raises:
            NoHistoryError: some of it is a submodule, whose files are in another repository.
        """
        found = []
        for each in _checked(self.folder, "ls-tree", "-r", "-z", commit, "--", *paths).split(b"\0"):
            described, _, stored = each.partition(b"\t")
            if not described:
                continue
            mode, _, content = described.decode().split(" ")
            path = os.fsdecode(stored)
            if mode == _SUBMODULE:
                raise submodule(path)
            if mode in _FILE and not {"", ".", ".."} & set(path.split("/")):
                found.append(StoredFile(path, content))
        return found

    def contents(self, names: Sequence[str]) -> Iterator[bytes]:
        """Give the contents of objects, in order.

        Raises:
            NoHistoryError: one of them is not in this clone.
        """
        answer = _checked(self.folder, "cat-file", "--batch", lines=names)
        start = 0
        for name in names:
            end = answer.index(b"\n", start)
            described = answer[start:end].split(b" ")
            if len(described) != 3:
                reason = f"a file of then is not in this clone ({name[:12]})"
                raise NoHistoryError(reason, "git fetch --refetch gets it, if the clone is a partial one")
            size = int(described[2])
            yield answer[end + 1 : end + 1 + size]
            start = end + size + 2

    def log(self, *arguments: str) -> bytes:
        """Give what ``git log`` prints of the history of what is checked out.

        Raises:
            NoHistoryError: it fails.
        """
        return _checked(self.folder, "log", "--no-ext-diff", "--no-textconv", *arguments)


IN_CI = "in GitHub Actions: actions/checkout with fetch-depth: 0"
"""How a machine of GitHub gets the whole history."""


def submodule(path: str) -> NoHistoryError:
    """Say that files are in another repository than that of the site."""
    return NoHistoryError(
        f"{path} is a submodule, of whose files the repository of the site has no history",
        "keep the texts in the repository in which newsgen.yaml lies",
    )


def _checked(folder: Path, *arguments: str, lines: Iterable[str] = ()) -> bytes:
    answer = _ask(folder, *arguments, lines=lines)
    if answer.returncode:
        raise _refusal(answer)
    return answer.stdout


def _ask(folder: Path, *arguments: str, lines: Iterable[str] = ()) -> subprocess.CompletedProcess[bytes]:
    said = "".join(f"{line}\n" for line in lines).encode()
    try:
        return ask_git(folder, ("--no-pager", "--literal-pathspecs", *arguments), _CONFIG, given=said)
    except NoGitError as error:
        if not error.installed:
            raise NoHistoryError("git is not installed here", "install it: https://git-scm.com") from None
        raise NoHistoryError(str(error), "run git status in the site’s folder to see why") from None


def _refusal(answer: subprocess.CompletedProcess[bytes]) -> NoHistoryError:
    said = answer.stderr.decode(errors="replace").strip().splitlines()
    lines = [line.strip() for line in said if line.strip()] or ["it says nothing"]
    way_out = next(
        (line for line in lines if line.startswith("git ")), "run git status in the site’s folder to see why"
    )
    return NoHistoryError(f"git refuses: {lines[0].removeprefix('fatal: ')}", way_out)
