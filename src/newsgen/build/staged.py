"""The site as it is staged in git: what the next commit would hold, whatever lies in the working tree.

It is laid out in a folder of the cache, of which only what differs is written anew, so that stats vouch for the rest.
Git writes it as it writes any working tree, with the line ends and filters that are set up on this machine.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.git import NoGitError, ask_git
from newsgen.base.places import SETTINGS
from newsgen.build.request import CACHE_FILE, STAGED, Request

_PLAINLY = ("-c", "core.sparseCheckout=false", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
"""All of the site, without what somebody may have set up to happen when a working tree changes."""
_PATHS = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
"""Variables that a git which calls us sets, as paths from the folder in which it does."""


class NoStagedError(Exception):
    """Git cannot tell what is staged; says why in plain words."""


class NothingStagedError(Exception):
    """The next commit has nothing of the site, as the last one had nothing; says so in plain words."""


class Checkout(Struct, frozen=True):
    """The working tree around a site: its ``top``, and where the site lies in it (nothing, or such as ``journal``).

    ``variables`` are those with which git is to be asked: if it called us, those that it gave.
    """

    top: Path
    site: str
    variables: Mapping[str, str]

    def git(self, *arguments: str, **variables: str) -> str:
        """Ask git, and give what it prints.

        Raises:
            NoStagedError: it is not installed, or refuses.
        """
        return _git(self.top, {**self.variables, **variables}, *arguments)


def checkout_of(root: Path) -> Checkout:
    """Find the working tree around a site, from inside a hook of it too, where git says what it is about.

    Raises:
        NoStagedError: there is none.
    """
    here = Path.cwd()
    given = {name: str(here / os.environ[name]) for name in _PATHS if os.environ.get(name)}
    variables = {**os.environ, **given, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
    if "GIT_DIR" in given and "GIT_WORK_TREE" not in given:  # hooks run at the top
        top = here.resolve()
    else:
        top = Path(_git(root, variables, "rev-parse", "--show-toplevel")).resolve()
    site = root.resolve()
    if not site.is_relative_to(top):
        raise NoStagedError(f"the site {root} lies outside of the working tree {top}")
    inside = site.relative_to(top).as_posix()
    return Checkout(top, "" if inside == "." else inside, variables)


def staged_request(request: Request) -> Request:
    """Lay out the site as it is staged, and give the request for that one.

    Raises:
        NothingStagedError: there is no site in it, nor in the last commit: a branch of something else, for one.
        NoStagedError: git cannot tell what is staged, or the next commit would take the site away.
        OSError: the cache cannot be written.
    """
    checkout = checkout_of(request.root)
    _find_settings(checkout)
    folder = request.cache_folder / STAGED
    if not folder.is_dir():
        _begin(folder, request.cache_folder)
    try:
        _lay_out(checkout, folder)
    except NoStagedError:
        if not (folder / "index").exists():
            raise
        shutil.rmtree(folder / "site", ignore_errors=True)  # somebody has been at it: once more from nothing
        (folder / "index").unlink()
        _lay_out(checkout, folder)
    return replace(request, root=folder / "site", cache=folder / "cache", output=None)


def _find_settings(checkout: Checkout) -> None:
    path = f"{checkout.site}/{SETTINGS}" if checkout.site else SETTINGS
    if checkout.git("--literal-pathspecs", "ls-files", "--", path):
        return
    try:
        checkout.git("cat-file", "-e", f"HEAD:{path}")
    except NoStagedError:
        raise NothingStagedError(f"{path} is not staged, so there is nothing to check") from None
    raise NoStagedError(f"the next commit would delete {path}: git restore --staged {shlex.quote(path)} keeps it")


def _lay_out(checkout: Checkout, folder: Path) -> None:
    """Make a folder of what is staged of the site, by an index of its own."""
    tree = checkout.git("write-tree")
    if checkout.site:
        tree = checkout.git("rev-parse", "--verify", "--quiet", f"{tree}:{checkout.site}")
    site = folder.absolute() / "site"
    site.mkdir(parents=True, exist_ok=True)
    own = {
        "GIT_DIR": checkout.git("rev-parse", "--absolute-git-dir"),
        "GIT_INDEX_FILE": str(folder.absolute() / "index"),
        "GIT_WORK_TREE": str(site),
    }
    inside = Checkout(site, "", checkout.variables)
    inside.git(*_PLAINLY, "read-tree", "--reset", "-u", tree, **own)
    inside.git(
        *_PLAINLY, "checkout-index", "--all", "--force", "--quiet", "--index", **own
    )  # what somebody has changed there


def _begin(folder: Path, cache: Path) -> None:
    """Begin with what the site's own cache knows: most of what is staged is in it."""
    own = folder / "cache"
    own.mkdir(parents=True)
    with suppress(OSError):
        shutil.copyfile(cache / CACHE_FILE, own / CACHE_FILE)
    with suppress(OSError, shutil.Error):
        shutil.copytree(cache / "pictures", own / "pictures", copy_function=_link)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # the file system has no links
        shutil.copyfile(source, target)


def _git(folder: Path, variables: Mapping[str, str], *arguments: str) -> str:
    try:
        answer = ask_git(folder, arguments, variables=variables)
    except NoGitError as error:
        raise NoStagedError(str(error)) from error
    if answer.returncode:
        said = answer.stderr.decode("utf-8", "replace").strip().splitlines()
        if unsettled := [line.partition(": unmerged")[0] for line in said if ": unmerged" in line]:
            raise NoStagedError(f"{unsettled[0]} has conflicts that nobody has settled yet: git status names them all")
        raise NoStagedError(f"git cannot tell what is staged: {said[-1] if said else 'it does not say why'}")
    return os.fsdecode(answer.stdout).removesuffix("\n")
