"""The formats in which faults are printed for programs: each a pure function of the faults, and a module of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from newsgen.base.faults import Located
from newsgen.base.places import THEME_MARK

Write = Callable[[Sequence[Located], str, bool], str]
"""Writes faults: what is put before their paths (the folder of the site in its repository), and whether warnings are
errors. The text has no line break at its end.
"""

MODULES: Mapping[str, str] = {"json": "json_list", "github": "github", "sarif": "sarif", "junit": "junit"}
"""The formats by their names, and the modules that write them: imported only where they are asked for."""

FORMATS = ("text", *MODULES)
"""All formats; ``text`` is for people."""

DOCUMENTS = frozenset(MODULES) - {"github"}
"""The formats that are one whole document: nothing else may be printed beside it."""


def writer_of(form: str) -> Write:
    """Give what writes a format for programs."""
    write: Write = import_module(f"{__name__}.{MODULES[form]}").write
    return write


def path_in(folder: str, path: str) -> str:
    """Give the path of a fault in the repository: of the site's files below its folder, of all others as it is."""
    return encodable(path if path.startswith(("/", THEME_MARK)) else f"{folder}{path}")


def encodable(text: str) -> str:
    """Escape what no encoding has, such as the bytes of a file name that is not UTF-8."""
    return text.encode("utf-8", "backslashreplace").decode()
