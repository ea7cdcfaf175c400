"""The engine ``python-markdown``, the default one: Python-Markdown, with the extensions of a newspaper.

https://python-markdown.github.io/
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import markdown
from markdown.extensions import Extension
from markdown.extensions.fenced_code import FencedBlockPreprocessor

from newsgen.base.faults import Fault, Field
from newsgen.base.places import SETTINGS
from newsgen.content.engines.attributes import read_strictly
from newsgen.content.engines.notes import backlink_title
from newsgen.content.engines.shortcuts import READ_VERSIONS, take_shortcuts
from newsgen.content.engines.work import WorkBudget, limit_work
from newsgen.model.parse_settings import ParseSettings
from newsgen.model.slugs import slugify

EXTENSIONS = ("tables", "footnotes", "def_list", "attr_list", "fenced_code", "sane_lists", "toc")


class PythonMarkdown:
    """Python-Markdown: one instance for all texts, reset in between, because making one costs as much as a text."""

    def __init__(self, settings: ParseSettings) -> None:
        self._settings = settings
        self._begin_afresh()

    def convert(self, text: str) -> str:
        """Turn Markdown into HTML."""
        self._work.begin(text)
        try:
            return self._markdown.reset().convert(text)
        except Exception:
            self._begin_afresh()  # a failure leaves the instance in the middle of a text
            raise

    def _begin_afresh(self) -> None:
        self._work = WorkBudget()
        self._markdown = _make(self._settings, self._work)

    def code_lines(self, text: str) -> Collection[int]:
        """Give the numbers of the lines that are fenced code: Python-Markdown's own pattern decides."""
        text = text.expandtabs(4)
        lines: set[int] = set()
        for block in FencedBlockPreprocessor.FENCED_BLOCK_RE.finditer(text):
            first = text.count("\n", 0, block.start())
            lines.update(range(first, first + block[0].count("\n") + 1))
        return lines


def check_extensions(settings: ParseSettings, beside: Sequence[Path] = ()) -> dict[str, Fault]:
    """Report the Markdown extensions of ``newsgen.yaml`` that cannot or may not be loaded, by name.

    One that lies in a folder ``beside`` is named as what it is.
    """
    from newsgen.content.engines.named import UnfitExtensionError, load_extension  # as below

    faults = {}
    for name, options in settings.markdown.extensions.items():
        spot = Field(("markdown", "extensions", name), key=True)
        try:
            made = load_extension(name, options, local_code=settings.local_code, beside=beside)
            markdown.Markdown(extensions=[made])
            continue
        except UnfitExtensionError as error:
            reason, way_out = str(error), error.way_out
            if error.local:
                message = f"the Markdown extension “{name}” is not loaded: {reason}"
                faults[name] = Fault("local-code", message, SETTINGS, spot, way_out)
                continue
        except KeyError as error:
            reason = f"it has no option {error}"
            way_out = "the documentation of the extension lists its options"
        except Exception as error:  # noqa: BLE001 - extensions are other people's code and fail as they like
            reason = f"{type(error).__name__}: {error}"
            way_out = "check its options, and that its version fits that of Markdown"
        message = f"the Markdown extension “{name}” cannot be loaded: {reason}"
        faults[name] = Fault("bad-extension", message, SETTINGS, spot, way_out)
    return faults


def _make(settings: ParseSettings, work: WorkBudget) -> markdown.Markdown:
    def anchor(text: str, separator: str) -> str:  # noqa: ARG001 - the toc extension's signature
        return slugify(text, settings.language) or "section"

    options: dict[str, dict[str, Any]] = {
        "toc": {"slugify": anchor},
        "footnotes": {"BACKLINK_TITLE": backlink_title(settings.language)},
    }
    broken = check_extensions(settings) if settings.markdown.extensions else {}
    more = {name: given for name, given in settings.markdown.extensions.items() if name not in broken}
    for name, given in more.items():
        options[name] = {**options.get(name, {}), **given}
    others = _others({name: options[name] for name in more if name not in EXTENSIONS}, settings)
    own = [_extension(name, options.get(name, {})) for name in EXTENSIONS]
    engine = markdown.Markdown(extensions=[*own, *others], output_format="html")
    engine.ESCAPED_CHARS.append("<")  # as in CommonMark
    if settings.markdown.html == "escape":
        engine.preprocessors.deregister("html_block")
        engine.inlinePatterns.deregister("html")
    limit_work(engine, work)
    if markdown.__version_info__[:2] in READ_VERSIONS:
        take_shortcuts(engine, work, alone=not others)
    read_strictly(engine)
    return engine


def _others(extensions: Mapping[str, Mapping[str, Any]], settings: ParseSettings) -> list[Extension]:
    if not extensions:
        return []
    from newsgen.content.engines.named import load_extension  # looks at what is installed, which takes long

    return [load_extension(name, given, local_code=settings.local_code) for name, given in extensions.items()]


def _extension(name: str, options: Mapping[str, Any]) -> Extension:
    """Make one of Markdown's own extensions; by its name, Markdown would look for it among all installed packages."""
    extension: Extension = import_module(f"markdown.extensions.{name}").makeExtension(**options)
    return extension
