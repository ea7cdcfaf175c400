"""Whatever happens to a site, its next build equals a clean build, byte for byte; and a further build does nothing.

``NEWSGEN_LONG=1`` draws 500 examples of 30 steps. Each run repeats itself; ``NEWSGEN_SEED=1000`` makes another one.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from msgspec import Struct

from machine import Machine, explore
from newsgen.pages import views
from newsgen.render.environment import Config
from proof import in_memory, make_haste
from tiny_theme import TEXTS

SHARES, EXAMPLES, STEPS = (20, 25, 30) if os.environ.get("NEWSGEN_LONG") == "1" else (4, 10, 20)
FIRST_SEED = int(os.environ.get("NEWSGEN_SEED", "0"))
INNER = (views.Text, views.Call, views.Image)
"""What the filter ``html`` prints, and no template field by field."""


@pytest.mark.parametrize("share", range(FIRST_SEED, FIRST_SEED + SHARES))
def test_whatever_happens_to_a_site_its_next_build_equals_a_clean_build(
    share: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_haste(monkeypatch)
    with in_memory(tmp_path) as place:
        explore(Machine, place, share, EXAMPLES, STEPS)


def test_the_templates_of_the_machine_print_every_field_that_templates_see() -> None:
    words = set(re.findall(r"\w+", " ".join(text for texts in TEXTS.values() for text in texts)))
    kinds: list[type[Struct]] = [Config]
    kinds += [each for each in vars(views).values() if isinstance(each, type) and issubclass(each, Struct)]
    fields = {f"{kind.__name__}.{name}" for kind in kinds if kind not in INNER for name in kind.__struct_fields__}
    assert {field for field in fields if field.partition(".")[2] not in words} == set()
