"""A cache that git tracks: whoever may propose a change of the repository could then write what newsgen remembers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from newsgen.base.faults import Fault, Place, warning
from newsgen.build.folders import Folders

_PATIENCE = 10.0  # seconds
_COMPRESSED = 4  # the version of git's index in which a name lacks what it shares with the one before
_CONFIG = ("safe.directory=*", "core.fsmonitor=false")


def tracked_faults(folders: Folders, *, in_ci: bool) -> Iterator[Fault]:
    """Report a cache that git tracks; an error where nobody reads warnings."""
    if _is_tracked(folders.cache):
        name, message = folders.cache.name, "git tracks the cache: whoever proposes a change could write the site"
        way_out = f"git rm -r --cached {name}, and add the line {name}/ to .gitignore"
        if in_ci:
            yield Fault("tracked-cache", message, name, Place(), way_out)
        else:
            yield warning("tracked-cache", message, name, Place(), way_out)


def _is_tracked(cache: Path) -> bool:
    folder = cache.absolute()
    top = next((each for each in folder.parents if os.path.lexists(each / ".git")), None)
    if top is None or not _may_name(top / ".git", folder.name):
        return False
    from newsgen.base.git import NoGitError, ask_git  # seldom needed, and brings along what runs programs

    listed = ("--literal-pathspecs", "ls-files", "-z", "--", folder.relative_to(top).as_posix())
    try:
        answer = ask_git(top, listed, _CONFIG, patience=_PATIENCE)
    except NoGitError:
        return False
    return answer.returncode == 0 and bool(answer.stdout)


def _may_name(repository: Path, name: str) -> bool:
    """Tell whether the index of a repository may name such a folder: to look costs a fraction of asking git."""
    if repository.is_file():  # of a worktree or a submodule: the index lies elsewhere
        return True
    try:
        index = (repository / "index").read_bytes()
    except OSError:
        return False
    return int.from_bytes(index[4:8], "big") >= _COMPRESSED or os.fsencode(name) in index
