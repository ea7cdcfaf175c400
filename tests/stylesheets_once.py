"""Style sheets read once a process: in a build of few pages, to read the theme's takes as long as all the rest.

What a style sheet loads, and the same sheet with other names, are functions of its text alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pytest

import newsgen.assets.make
import newsgen.content.inspect
from newsgen.content.stylesheets import links_of, rename

_MOST_SHEETS = 500


def read_stylesheets_once(patch: pytest.MonkeyPatch) -> None:
    """Keep what becomes of each style sheet, while something is patched."""
    patch.setattr(newsgen.content.inspect, "links_of", _links_once)
    patch.setattr(newsgen.assets.make, "rename", _rename_once)


_links_once = lru_cache(_MOST_SHEETS)(links_of)


def _rename_once(text: str, names: Mapping[str, str]) -> str:
    return _renamed(text, tuple(names.items()))


@lru_cache(_MOST_SHEETS)
def _renamed(text: str, names: tuple[tuple[str, str], ...]) -> str:
    return rename(text, dict(names))
