"""Markdown extensions by the names that settings give: found, looked at, and only then loaded.

A name is an invitation to run code, and whoever may write ``newsgen.yaml`` writes names. So a module is imported only
if it is installed, or local code is allowed, and if its package announces it as an extension or its source shows that
it is one. What it holds is called only if it is a subclass of Markdown's ``Extension``, or the function
``makeExtension``.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import Distribution, EntryPoint, distributions
from importlib.util import resolve_name
from pathlib import Path
from typing import Any

from markdown.extensions import Extension

from newsgen.base.faults import did_you_mean
from newsgen.base.modules import Chain, find_installed, find_module, installed_folders, source_of

_GROUP = "markdown.extensions"  # where packages announce their extensions by short names
_MAKER = "makeExtension"
_MOST_HOPS = 8  # from module to module, on the way to where a class is defined


class UnfitExtensionError(Exception):
    """A name that stands for no extension that may be loaded: the reason, the way out, and whether it is local code."""

    def __init__(self, reason: str, way_out: str, *, local: bool = False) -> None:
        super().__init__(reason)
        self.way_out = way_out
        self.local = local


def load_extension(
    name: str, options: Mapping[str, Any], *, local_code: bool, beside: Sequence[Path] = ()
) -> Extension:
    """Load and make an extension. ``local_code`` allows what is not installed; ``beside`` is where to look to name it.

    Raises:
        UnfitExtensionError: there is none of this name, or it may not be loaded, or is no extension.
        Exception: what the code of the extension raises.
    """
    announced = _announced(name, local_code=local_code)
    module, attribute = (announced.module, announced.attr) if announced else _parts(name)
    chain = find_module(module) if local_code else find_installed(module)
    _check_that_it_is_there(name, module, chain, beside, local_code=local_code)
    assert chain is not None
    if announced is None and not _shows_an_extension(chain, attribute, local_code=local_code):
        raise _unfit(name)
    made: Any = import_module(module)
    for part in attribute.split("."):
        made = getattr(made, part, None)
    if isinstance(made, type) and issubclass(made, Extension):
        return made(**options)
    if isinstance(made, type) or attribute.rpartition(".")[2] != _MAKER or not callable(made):
        raise _unfit(name)
    extension = made(**options)
    if not isinstance(extension, Extension):
        raise _unfit(name)
    return extension


def _parts(name: str) -> tuple[str, str]:
    """Split ``package.module:Class``; without a class, the module has a function that makes one."""
    module, colon, attribute = name.partition(":")
    return module, attribute if colon else _MAKER


def _unfit(name: str) -> UnfitExtensionError:
    way_out = "the documentation of an extension says how it is called; newsgen looks before it loads anything"
    return UnfitExtensionError(f"“{name}” is no Markdown extension", way_out)


def _check_that_it_is_there(
    name: str, module: str, chain: Chain | None, beside: Sequence[Path], *, local_code: bool
) -> None:
    if module.partition(".")[0] in sys.stdlib_module_names:
        raise UnfitExtensionError("it belongs to Python, and is no Markdown extension", "leave it out")
    if chain is not None:
        return
    if not local_code and find_module(module, beside) is not None:
        reason = "it is not among the installed packages, and other code is not run unasked"
        way_out = "run newsgen with --allow-local-code if you trust all who can write that file, or install the package"
        raise UnfitExtensionError(reason, way_out, local=True)
    near = did_you_mean(name, {point.name for point in _entry_points(local_code=local_code)})
    raise UnfitExtensionError("there is none of this name", near or "install the package that holds it")


# --- What packages announce ---


def _announced(name: str, *, local_code: bool) -> EntryPoint | None:
    return next((point for point in _entry_points(local_code=local_code) if point.name == name), None)


def _entry_points(*, local_code: bool) -> Iterable[EntryPoint]:
    return _of_group(distributions()) if local_code else _installed_entry_points()


@cache  # an engine is made for every text that fails, and a process goes on with packages as they were
def _installed_entry_points() -> tuple[EntryPoint, ...]:
    return tuple(_of_group(distributions(path=list(installed_folders()))))


def _of_group(found: Iterable[Distribution]) -> Iterator[EntryPoint]:
    return (point for each in found for point in each.entry_points if point.group == _GROUP)


# --- What sources show ---


def _shows_an_extension(chain: Chain, attribute: str, *, local_code: bool) -> bool:
    """Tell from its source whether a module has an extension of this name, or what makes one."""
    if attribute == _MAKER:
        return any(_follow(chain, attribute, local_code=local_code))
    return _is_subclass(chain, attribute, local_code=local_code)


def _is_subclass(chain: Chain, name: str, *, local_code: bool, hops: int = _MOST_HOPS) -> bool:
    """Tell whether a class of this name is derived from what ``markdown`` has, over however many modules."""
    for where, node in _follow(chain, name, local_code=local_code):
        if where[0].name == "markdown" and where[-1].name == "markdown.extensions" and name == "Extension":
            return True
        if not isinstance(node, ast.ClassDef) or not hops:
            continue
        for base in node.bases:
            module, own = _based_on(where, base)
            found = where if module is None else _find(module, local_code=local_code)
            if found and _is_subclass(found, own, local_code=local_code, hops=hops - 1):
                return True
    return False


def _based_on(where: Chain, base: ast.expr) -> tuple[str | None, str]:
    """Give the module (``None``: the same) and the name in it that a base class is called by."""
    written = ast.unparse(base)
    head, _, own = written.rpartition(".")
    if not head:
        return None, written
    first, _, rest = head.partition(".")
    for module, name, known in _imports(where):
        if known == first:
            return ".".join(filter(None, (module, name, rest))), own
    return head, own


def _follow(chain: Chain, name: str, *, local_code: bool, hops: int = _MOST_HOPS) -> Iterator[tuple[Chain, ast.stmt]]:
    """Give what binds a name in a module, or in those that it takes the name from, and the module where that stands."""
    for node in _statements(chain):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name == name:
            yield chain, node
        elif isinstance(node, ast.Assign) and any(
            isinstance(each, ast.Name) and each.id == name for each in node.targets
        ):
            yield chain, node
            if isinstance(node.value, ast.Name) and hops:
                yield from _follow(chain, node.value.id, local_code=local_code, hops=hops - 1)
    for module, taken, known in _imports(chain):
        if hops and taken and (known == name or taken == "*"):
            found = _find(module, local_code=local_code)
            if found is not None:
                yield from _follow(found, name if taken == "*" else taken, local_code=local_code, hops=hops - 1)


def _imports(chain: Chain) -> Iterator[tuple[str, str, str]]:
    """Give what a module imports: the module, what of it (empty: all of it, as such), and as what."""
    package = chain[-1].name if chain[-1].submodule_search_locations is not None else chain[-1].name.rpartition(".")[0]
    for node in _statements(chain):
        if isinstance(node, ast.Import):
            for each in node.names:
                first = each.name.partition(".")[0]
                yield (each.name, "", each.asname) if each.asname else (first, "", first)
        elif isinstance(node, ast.ImportFrom):
            try:
                module = resolve_name("." * node.level + (node.module or ""), package)
            except ImportError:
                continue
            yield from ((module, each.name, each.asname or each.name) for each in node.names)


def _statements(chain: Chain) -> Iterator[ast.stmt]:
    """Give the statements of a module, also those under a condition, but not those of its functions and classes."""
    try:
        waiting = list(ast.parse(source_of(chain) or "").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    while waiting:
        node = waiting.pop(0)
        yield node
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            waiting.extend(each for each in ast.iter_child_nodes(node) if isinstance(each, ast.stmt))


def _find(module: str, *, local_code: bool) -> Chain | None:
    return find_module(module) if local_code else find_installed(module)
