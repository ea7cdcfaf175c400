"""What the surroundings of the process say: its environment and its terminal, read here and nowhere else."""

from __future__ import annotations

import os
import shutil
import sys

_NO = frozenset(["", "0", "false", "no"])


def cache_key() -> str:
    """Give the newsroom's secret with which its caches are sealed; empty if there is none."""
    return os.environ.get("NEWSGEN_CACHE_KEY", "")


def terminal_width() -> int | None:
    """Give how many columns there are to print in; none where nobody looks, unless ``COLUMNS`` says so."""
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS", "").isdecimal():
        return None
    return shutil.get_terminal_size().columns


def in_ci() -> bool:
    """Tell whether continuous integration runs this, as GitHub, GitLab and most others say."""
    return os.environ.get("CI", "").lower() not in _NO
