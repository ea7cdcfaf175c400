"""The code of the Markdown extensions that a site names: found as Python finds it, and never run.

Of an installed package the version tells all. A module beside the site has none, and that of a package installed to be
edited stays the same: so files are digested, and with them those of the modules that they import.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.machinery import ModuleSpec
from importlib.metadata import entry_points
from importlib.util import find_spec
from pathlib import Path

from newsgen.base.digest import Digest, digest_bytes

_GROUP = "markdown.extensions"  # where packages announce their extensions by short names
_KNOWN = sys.stdlib_module_names | {"newsgen"}
"""Modules whose code is in every key already."""


def code_of(extensions: Iterable[str]) -> list[tuple[str, Digest]]:
    """Give the files that extensions are made of, by the module that they belong to and their names in it."""
    named = set(extensions)
    announced = (point.value for point in entry_points(group=_GROUP) if point.name in named)
    waiting = {_top(name) for name in (*announced, *named)}
    reached: set[str] = set()
    code: list[tuple[str, Digest]] = []
    while waiting := waiting - reached - _KNOWN:
        module = waiting.pop()
        reached.add(module)
        if (spec := _spec(module)) is None:
            continue
        installed = _is_installed(spec)
        for name, file in _files(spec):
            digest, imported = _read(file)
            code.append((f"{module}/{name}", digest))
            waiting.update(() if installed else imported)
    return sorted(code)


def _top(name: str) -> str:
    """Take the module or package of the first level from the name of an extension, such as ``package.module:Class``."""
    return name.partition(":")[0].partition(".")[0]


def _spec(module: str) -> ModuleSpec | None:
    with suppress(ValueError):  # an empty name, or a module that does not say where it comes from
        return find_spec(module)
    return None


def _is_installed(spec: ModuleSpec) -> bool:
    """Tell whether a module lies among installed packages, whose versions are in the key."""
    places = spec.submodule_search_locations or (spec.origin or "",)
    folders = {os.path.dirname(place) for place in places}
    return any(
        name.endswith(".dist-info") for folder in folders if os.path.isdir(folder) for name in os.listdir(folder)
    )


def _files(spec: ModuleSpec) -> Iterator[tuple[str, Path]]:
    """Give the file of a module, or all files of a package, by name."""
    if spec.submodule_search_locations is None:
        if spec.origin and os.path.isfile(spec.origin):
            yield os.path.basename(spec.origin), Path(spec.origin)
        return
    for top in spec.submodule_search_locations:
        for folder, folders, names in os.walk(top):
            folders[:] = [each for each in folders if each != "__pycache__"]
            files = (Path(folder, name) for name in names)
            yield from ((os.path.relpath(file, top), file) for file in files if file.is_file())


@cache
def _read(file: Path) -> tuple[Digest, frozenset[str]]:
    """Digest a file and name the modules that it imports: once a process, which goes on with code as it was loaded."""
    try:
        data = file.read_bytes()
    except OSError:
        data = b""
    return digest_bytes(data), frozenset(_imports(data) if file.suffix == ".py" else ())


def _imports(source: bytes) -> Iterator[str]:
    """Name the modules that a source imports; one that cannot be parsed cannot be loaded either."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (_top(each.name) for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield _top(node.module or "")
