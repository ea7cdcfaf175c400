"""Modules by their names: found where they lie, without a line of them, or of the packages around them, being run.

*Installed* is what Python's own start puts on the path behind its library: the folders of installed packages, and those
that packages name there which are installed to be edited. All before that is the folder of whoever runs Python, and
``PYTHONPATH``: whoever may write a file there could let it be run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_LIBRARY = os.path.dirname(os.path.realpath(os.__file__))
_EDITABLE = "__editable__"  # how modules are called that find packages which are installed to be edited

Chain = tuple[ModuleSpec, ...]
"""A module and the packages around it, outermost first."""


@cache
def installed_folders() -> tuple[str, ...]:
    """Give the folders of the path with installed packages: as the path was when this was first asked."""
    real = [os.path.realpath(folder) for folder in sys.path]
    of_library = [number for number, folder in enumerate(real) if folder == _LIBRARY or _is_inside_library(folder)]
    return tuple(sys.path[of_library[-1] + 1 :]) if of_library else ()


def _is_inside_library(folder: str) -> bool:
    return os.path.dirname(folder) == _LIBRARY and os.path.basename(folder) == "lib-dynload"


def put_beside(*folders: str | Path) -> None:
    """Let modules in these folders be imported too, if no other is called the same."""
    installed_folders()  # what is installed is asked before that
    for folder in map(os.path.abspath, folders):
        if folder not in sys.path:
            sys.path.append(folder)


def find_installed(name: str) -> Chain | None:
    """Find an installed module by its dotted name; nothing if there is none, or if another would be imported."""
    top = name.partition(".")[0]
    chain = _below(_installed_top(top), name)
    first = _spec(top)
    actual = _below(first, name) if first else None
    return chain if chain and actual and list(map(_place, chain)) == list(map(_place, actual)) else None


def find_module(name: str, folders: Sequence[str | Path] = ()) -> Chain | None:
    """Find a module by its dotted name as Python would: on the whole path, else in ``folders``."""
    top = name.partition(".")[0]
    first = _spec(top) or PathFinder.find_spec(top, list(map(str, folders)))
    return _below(first, name)


def source_of(chain: Chain) -> str | None:
    """Give the source of a module that was found; nothing for one that has none, or that no one can read."""
    spec = chain[-1]
    with suppress(Exception):  # loaders are other people's code and fail as they like
        source = spec.loader.get_source(spec.name) if spec.loader else None  # type: ignore[attr-defined]
        return str(source) if source is not None else None
    return None


def _spec(top: str) -> ModuleSpec | None:
    with suppress(ValueError, ImportError):  # an empty name, or a module that does not say where it comes from
        return find_spec(top)
    return None


def _installed_top(top: str) -> ModuleSpec | None:
    spec = PathFinder.find_spec(top, list(installed_folders())) if top else None
    return spec or next(filter(None, (finder.find_spec(top, None) for finder in _editable_finders())), None)


def _editable_finders() -> Iterator[Any]:
    """Give what finds packages that are installed to be edited, where that is itself installed."""
    for finder in sys.meta_path:
        module = sys.modules.get(getattr(finder, "__module__", ""))
        file = getattr(module, "__file__", None) or ""
        if module and module.__name__.startswith(_EDITABLE) and os.path.dirname(file) in installed_folders():
            yield finder


def _below(first: ModuleSpec | None, name: str) -> Chain | None:
    """Follow a dotted name from its first level down."""
    if first is None:
        return None
    chain = [first]
    names = name.split(".")
    for count in range(2, len(names) + 1):
        if chain[-1].submodule_search_locations is None:
            return None
        spec = PathFinder.find_spec(".".join(names[:count]), list(chain[-1].submodule_search_locations))
        if spec is None:
            return None
        chain.append(spec)
    return tuple(chain)


def _place(spec: ModuleSpec) -> str | None:
    return os.path.realpath(spec.origin) if spec.origin else None
