"""Markdown engines: what they have in common, and which one a site has.

An engine turns Markdown into HTML and knows nothing of newsgen. Links, pictures, shortcodes, the outline and the faults
are made around it, by ``content/markup.py``, from its HTML: alike whatever engine a site has.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from newsgen.base.faults import Fault, Field
from newsgen.base.places import SETTINGS
from newsgen.model.parse_settings import ParseSettings


class Engine(Protocol):
    """A Markdown engine with the settings of a site. It serves one thread at a time."""

    def convert(self, text: str) -> str:
        """Turn Markdown into HTML; headings have anchors, notes lead there and back.

        Raises:
            TangledError: the text would take too long.
            RecursionError: it is nested too deeply.
            Exception: what an extension of others raises; the engine is as good as new for the next text.
        """

    def code_lines(self, text: str) -> Collection[int]:
        """Give the numbers (from 0) of the lines that are fenced code."""


class TangledError(Exception):
    """A text would take too long: too many signs of Markdown that nothing closes."""


def make_engine(settings: ParseSettings) -> Engine:
    """Make the engine of a site; the default one if that cannot be had, which :func:`check_engine` reports."""
    if settings.markdown.engine == "commonmark" and _is_installed("pyromark"):
        from newsgen.content.engines.commonmark import CommonMark

        return CommonMark(settings)
    from newsgen.content.engines.pythonmarkdown import PythonMarkdown

    return PythonMarkdown(settings)


def check_engine(settings: ParseSettings, beside: Sequence[Path] = ()) -> tuple[Fault, ...]:
    """Report an engine that is not installed, and extensions that it may not or cannot load: code ``beside`` a site."""
    if settings.markdown.engine == "commonmark":
        return tuple(_check_commonmark(settings))
    if not settings.markdown.extensions:
        return ()
    from newsgen.content.engines.pythonmarkdown import check_extensions

    return tuple(check_extensions(settings, beside).values())


def _check_commonmark(settings: ParseSettings) -> list[Fault]:
    faults = []
    if not _is_installed("pyromark"):
        message = "the Markdown engine “commonmark” is not installed"
        way_out = "install it with: pip install 'newsgen[fast]', or leave the line out"
        spot = Field(("markdown", "engine"))
        faults.append(Fault("missing-engine", message, SETTINGS, spot, way_out))
    for name in settings.markdown.extensions:
        message = f"the Markdown engine “commonmark” takes no extensions, so not “{name}” either"
        way_out = "leave it out, or use the engine python-markdown"
        spot = Field(("markdown", "extensions", name), key=True)
        faults.append(Fault("bad-extension", message, SETTINGS, spot, way_out))
    return faults


def _is_installed(library: str) -> bool:
    return find_spec(library) is not None
