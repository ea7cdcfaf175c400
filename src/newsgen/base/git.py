"""Git, asked one question: the one place that runs it.

It is told nothing by what a git around us has set up about another index or repository, asks nobody anything, and
prints plain English. Which settings of its own it may not follow is said by whoever asks.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_PATIENCE = 600.0  # seconds, for a long history on a network drive
_OWN = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}


class NoGitError(Exception):
    """Git is not installed here (``installed``), or cannot be run."""

    def __init__(self, reason: str, *, installed: bool) -> None:
        super().__init__(reason)
        self.installed = installed


def ask_git(
    folder: Path,
    arguments: Sequence[str],
    config: Sequence[str] = (),
    *,
    variables: Mapping[str, str] | None = None,
    given: bytes = b"",
    patience: float = _PATIENCE,
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder with some settings (``core.fsmonitor=false``), and give what it answers.

    ``variables`` stand instead of :func:`environment`, ``given`` is its standard input; it has ``patience`` seconds.

    Raises:
        NoGitError: it cannot be run.
    """
    settings = [part for each in config for part in ("-c", each)]
    asked = ("git", "-C", os.fspath(folder), *settings, *arguments)
    surroundings = environment() if variables is None else variables
    try:
        return subprocess.run(asked, input=given, env=surroundings, capture_output=True, timeout=patience, check=False)
    except FileNotFoundError as error:
        raise NoGitError(f"git cannot be run: {error}", installed=False) from None
    except (OSError, subprocess.SubprocessError) as error:
        raise NoGitError(f"git cannot be run: {error}", installed=True) from None


def environment() -> dict[str, str]:
    """Give the environment in which git is run: what a hook around us set is about another index, or repository."""
    kept = (each for each in os.environ.items() if not each[0].startswith("GIT_") or each[0].startswith("GIT_CONFIG"))
    return {**dict(kept), **_OWN}
