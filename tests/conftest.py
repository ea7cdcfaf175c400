"""For tests that build many sites with the whole theme: what its files come to can be worked out once a process.

Every other test goes the product's own way, from the text of a template to the page.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import msgspec
import pytest
from jinja2 import Environment

from newsgen.base.places import theme_folder
from stylesheets_once import read_stylesheets_once

_MOST_CODES = 2_000


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the long tests, unless they are asked for."""
    if os.environ.get("NEWSGEN_LONG") != "1":
        config.hook.pytest_deselected(items=[each for each in items if each.get_closest_marker("long")])
        items[:] = [each for each in items if not each.get_closest_marker("long")]


@pytest.fixture(scope="module")
def theme_once() -> Iterator[None]:
    """Compile each template of the theme once for each configuration, and read each style sheet once.

    What a site puts in their place is always compiled, for that is what its tests are about. It is asked for by whole
    modules (``pytestmark``): what is worked out is kept for the next one, but nothing stays patched in between.
    """
    with pytest.MonkeyPatch.context() as patch:
        for work in ("compile", "parse"):
            patch.setattr(Environment, work, _works()[work])
        read_stylesheets_once(patch)
        yield


@cache
def _works() -> Mapping[str, Callable[..., Any]]:
    """Make what stands in for Jinja's work, with what it has done so far."""
    theme = frozenset(
        file.read_text(encoding="utf-8") for file in (theme_folder() / "templates").rglob("*") if file.is_file()
    )
    return {work: _once(getattr(Environment, work), theme) for work in ("compile", "parse")}


def _once(work: Callable[..., Any], theme: frozenset[str]) -> Callable[..., Any]:
    done: dict[object, Any] = {}

    def do(self: Environment, source: Any, *names: Any) -> Any:
        if source not in theme:
            return work(self, source, *names)
        config = self.globals.get("config")  # what filters make of constants depends on it
        key = (type(self), self.trim_blocks, msgspec.msgpack.encode(config), source, *names)
        if key not in done:
            if len(done) > _MOST_CODES:
                done.clear()
            done[key] = work(self, source, *names)
        return done[key]

    return do
