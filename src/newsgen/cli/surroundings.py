"""What the surroundings of the process say: its environment, read here and nowhere else."""

from __future__ import annotations

import os

_NO = frozenset(["", "0", "false", "no"])


def cache_key() -> str:
    """Give the newsroom's secret with which its caches are sealed; empty if there is none."""
    return os.environ.get("NEWSGEN_CACHE_KEY", "")


def in_ci() -> bool:
    """Tell whether continuous integration runs this, as GitHub, GitLab and most others say."""
    return os.environ.get("CI", "").lower() not in _NO
