"""Pictures in raw HTML need words for readers who cannot see them."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsroom import SETTINGS, Newsroom, codes, picture
from tiny_theme import without_theme

BODY = """Un <img src="a.png"> et <img src="a.png" alt="Un but"> et <img alt src="a.png">.

![](a.png) ![Un but](a.png) `<img src="a.png">` and

<figure>
  <IMG SRC="a.png" title="alt=x">
</figure>

    <img src="a.png">

<!-- <img src="a.png"> -->
"""


@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
@pytest.mark.parametrize("policy", ["allow", "sanitize", "escape"])
def test_a_raw_picture_without_alt_is_a_warning_at_its_place(tmp_path: Path, engine: str, policy: str) -> None:
    room = without_theme(Newsroom(tmp_path, f"{SETTINGS}markdown: {{engine: {engine}, html: {policy}}}\n"))
    room.write("content/articles/a.png", picture()).article("a", BODY)
    report = room.build()
    found = [each for each in codes(report) if each.endswith("missing-alt")]
    path = "content/articles/a.md"
    assert found == ([] if policy == "escape" else [f"{path}:6:4 missing-alt", f"{path}:11:3 missing-alt"])
    if found:
        fault = next(each.fault for each in report.faults if each.fault.code == "missing-alt")
        assert fault.message == "this picture has no “alt”: readers who cannot see it learn nothing of it"
        assert fault.help == 'write <img alt="what it shows" …>, or alt="" where it only adorns the page'
