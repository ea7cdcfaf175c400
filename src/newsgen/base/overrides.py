"""Guards around private parts of libraries: what newsgen puts in place of its own must be there, or nothing begins.

A method that a library has renamed would go on being overridden under its old name, and nobody would call it: a sandbox
that guards nothing, a bound that bounds nothing. The versions that newsgen is made for stand in ``pyproject.toml``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

C = TypeVar("C", bound=type)


class UnfitLibraryError(ImportError):
    """A library has another shape than newsgen was made for."""


def overrides(library: str, *names: str) -> Callable[[C], C]:
    """Check for a class that what it puts in place of a library's own, by these names, is there to be replaced.

    Raises:
        UnfitLibraryError: it is not, or the class itself has no such thing.
    """

    def check(own: C) -> C:
        for name in names:
            if name not in vars(own):
                raise UnfitLibraryError(f"{own.__qualname__} has no “{name}” of its own to override anything with")
        for base in own.__bases__:
            require(library, base, *names)
        return own

    return check


def require(library: str, owner: type, *names: str) -> None:
    """Check that a class of a library has what newsgen overrides or replaces.

    Raises:
        UnfitLibraryError: it has not.
    """
    missing = [name for name in names if not hasattr(owner, name)]
    if missing:
        from importlib.metadata import version  # takes long to import, and is never needed

        raise UnfitLibraryError(
            f"{library} {version(library)} has no “{owner.__name__}.{missing[0]}”, which newsgen replaces: "
            "install newsgen again, with the version of the library that it asks for"
        )
