"""A newsroom in a Git repository, for tests: every commit has its own date, and none of this machine's settings."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from newsgen.base.fault_text import as_text
from newsgen.base.faults import Located
from newsgen.build.check import Inspected
from newsgen.build.inputs import read_site
from newsgen.build.pipeline import plan_opened
from newsgen.build.setup import open_site, open_store
from newsgen.content.locate import locate
from newsgen.editing.aliases import give_aliases
from newsgen.history.since import look_back
from newsroom import NOON, ONE_FEED, SETTINGS, Newsroom
from tiny_theme import without_theme

HOUR = 3600


class Desk(Newsroom):
    """A newsroom whose folder lies in a repository; ``commit`` keeps all of it."""

    def __init__(self, root: Path, settings: str = SETTINGS + ONE_FEED, top: Path | None = None) -> None:
        root.mkdir(parents=True, exist_ok=True)
        super().__init__(root, settings)
        without_theme(self)
        self.write(".gitignore", "public/\n.newsgen/\n")
        self.top = top or root
        self.clock = NOON - 100 * HOUR
        self.git("init", "--quiet", "-b", "main")

    def git(self, *arguments: str) -> str:
        """Run git in the repository."""
        return git(self.top, *arguments, clock=self.clock)

    def commit(self, message: str = "edit", *, at: int | None = None) -> str:
        """Commit everything, an hour after the last commit or at an instant; give the commit's name."""
        self.clock = self.clock + HOUR if at is None else at
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD").strip()

    def move(self, old: str, new: str) -> None:
        """Rename a file of the site."""
        (self.root / new).parent.mkdir(parents=True, exist_ok=True)
        (self.root / old).rename(self.root / new)

    def text(self, path: str) -> str:
        """Give a file of the site."""
        return (self.root / path).read_text(encoding="utf-8")

    def since(self, ref: str = "HEAD") -> list[str]:
        """Give what a look back finds: each fault with its place, on one line."""
        return [as_text(Located(each.fault, each.place)).replace("\n", "") for each in self._found(ref)]

    def printed(self, ref: str = "HEAD") -> list[str]:
        """Give what a look back finds as it is printed."""
        return [as_text(each) for each in self._found(ref)]

    def _found(self, ref: str) -> Sequence[Located]:
        with self._inspected() as inspected:
            opened = inspected.opened
            return locate(look_back(inspected, ref).faults, opened.folders.read, opened.sources.parse_settings)

    def vanished(self, ref: str = "HEAD") -> list[str]:
        """Name the addresses that a look back finds gone, and no text changed untold."""
        with self._inspected() as inspected:
            found = look_back(inspected, ref)
        assert {each.code for each in found.faults} <= {"vanished-address"}
        return [each.path for each in found.vanished]

    def fix(self, ref: str = "HEAD") -> list[tuple[str, str]]:
        """Mend what can be mended; give each file with each alias that it was given."""
        with self._inspected() as inspected:
            aliases = give_aliases(inspected.opened, look_back(inspected, ref).vanished)
        assert aliases.refused == {}
        return list(aliases.given)

    @contextmanager
    def _inspected(self) -> Iterator[Inspected]:
        request = replace(self.request, started=time.time_ns())
        folders, settings, faults = open_site(request)
        assert settings is not None, faults
        with open_store(folders) as store:
            opened = read_site(request, folders, settings, store)
            yield Inspected(opened, plan_opened(opened))


def git(folder: Path, *arguments: str, clock: int = NOON) -> str:
    """Run git in a folder, as somebody without settings, at an instant."""
    asked = subprocess.run(
        ["git", *arguments], cwd=folder, env=environment(clock), capture_output=True, encoding="utf-8", check=False
    )
    assert asked.returncode == 0, asked.stderr
    return asked.stdout


def environment(clock: int) -> Mapping[str, str]:
    """Give the environment of git in tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in _WHO.items()}
    dates = {f"GIT_{role}_DATE": f"{clock} +0000" for role in ("AUTHOR", "COMMITTER")}
    return {**kept, **who, **dates, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


_WHO = {"NAME": "Test", "EMAIL": "test@test.example"}
