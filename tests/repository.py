"""A newsroom in a Git repository, for tests: every commit has its own date, and depends on no settings of this machine."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from newsgen.build.inputs import read_site
from newsgen.build.pipeline import plan_opened
from newsgen.build.setup import open_site, open_store
from newsgen.content.locate import locate
from newsgen.history.mending import mend
from newsgen.history.since import look_back
from newsroom import NOON, SETTINGS, Newsroom
from tiny_theme import without_theme

HOUR = 3600


class Desk(Newsroom):
    """A newsroom whose folder lies in a repository; ``commit`` keeps all of it."""

    def __init__(self, root: Path, settings: str = SETTINGS, top: Path | None = None) -> None:
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

    def since(self, ref: str = "HEAD") -> list[str]:
        """Give what a look back finds: each fault with its place and its way out."""
        return [text for text, _ in self._look_back(ref, fixing=False)]

    def fix(self, ref: str = "HEAD") -> list[tuple[str, str]]:
        """Mend what can be mended; give each file with each alias that it was given."""
        return [added for _, added in self._look_back(ref, fixing=True)]

    def _look_back(self, ref: str, *, fixing: bool) -> list[tuple[str, tuple[str, str]]]:
        request = replace(self.request, started=time.time_ns())
        folders, settings, faults = open_site(request)
        assert settings is not None, faults
        with open_store(folders) as store:
            opened = read_site(request, folders, settings, store)
            found = look_back(opened, plan_opened(opened), ref)
            if fixing:
                return [("", each) for each in mend(opened, found.vanished)]
            located = locate(found.faults, folders.read, opened.sources.parse_settings)
        return [
            (
                f"{each.fault.path}:{each.place.line}:{each.place.column} {each.fault.severity}[{each.fault.code}] "
                f"{each.fault.message} | {each.fault.help}",
                ("", ""),
            )
            for each in located
        ]


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
