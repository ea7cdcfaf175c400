"""Whatever links, special files and caches appear in a site, its next build is a clear fault or equals a clean build.

``NEWSGEN_LONG=1`` draws 200 examples of 25 steps; ``NEWSGEN_SEED=1000`` makes others.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from intruders import Besieged
from machine import explore
from proof import in_memory, make_haste

SHARES, EXAMPLES, STEPS = (10, 20, 25) if os.environ.get("NEWSGEN_LONG") == "1" else (2, 5, 15)
FIRST_SEED = int(os.environ.get("NEWSGEN_SEED", "0"))


@pytest.mark.parametrize("share", range(FIRST_SEED, FIRST_SEED + SHARES))
def test_whoever_intrudes_the_next_build_is_a_clear_fault_or_equals_a_clean_build(
    share: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_haste(monkeypatch)
    with in_memory(tmp_path) as place:
        explore(Besieged, place, share, EXAMPLES, STEPS)
