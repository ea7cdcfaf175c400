"""Whatever happens to a site, its next build equals a clean build, byte for byte; and a further build does nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from machine import Machine
from proof import in_memory, make_haste

LONG = os.environ.get("NEWSGEN_LONG") == "1"
FIRST_SEED = int(os.environ.get("NEWSGEN_SEED", "0"))
"""Another number, another run: each run of the tests repeats itself."""
SHARES, EXAMPLES, STEPS = (20, 25, 30) if LONG else (4, 10, 20)


@pytest.mark.parametrize("share", range(FIRST_SEED, FIRST_SEED + SHARES))
def test_whatever_happens_to_a_site_its_next_build_equals_a_clean_build(
    share: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_haste(monkeypatch)
    with in_memory(tmp_path) as place:

        class Here(Machine):
            folder = place

        run_state_machine_as_test(
            seed(share)(Here),
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=STEPS,
                database=None,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
