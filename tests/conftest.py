"""What the theme's files come to is worked out once a process: most tests build sites of one page with the whole theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import msgspec
import pytest
from jinja2 import Environment

import newsgen.assets.make
import newsgen.content.inspect
from newsgen.base.places import theme_folder
from newsgen.content.stylesheets import links_of, rename

_MOST_CODES = 2_000


@pytest.fixture(scope="session", autouse=True)
def theme_once() -> Iterator[None]:
    """Compile each template of the theme once for each configuration, and read each style sheet once.

    What a site puts in their place is always compiled, for that is what its tests are about.
    """
    theme = frozenset(
        file.read_text(encoding="utf-8") for file in (theme_folder() / "templates").rglob("*") if file.is_file()
    )
    with pytest.MonkeyPatch.context() as patch:
        for work in ("compile", "parse"):
            patch.setattr(Environment, work, _once(getattr(Environment, work), theme))
        patch.setattr(newsgen.content.inspect, "links_of", cache(links_of))
        patch.setattr(newsgen.assets.make, "rename", _rename_once({}))
        yield


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


def _rename_once(sheets: dict[object, str]) -> Callable[[str, Mapping[str, str]], str]:
    def renamed(text: str, names: Mapping[str, str]) -> str:
        key = (text, *names.items())
        if key not in sheets:
            sheets[key] = rename(text, names)
        return sheets[key]

    return renamed
