"""Source files that cannot be used. What refers to one is no further fault: the file's own is reported already."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping

from newsgen.model.names import stem_of


class Broken:
    """The broken files of a site by path, each with what it may be called by besides its name."""

    def __init__(self, files: Mapping[str, Iterable[str]]) -> None:
        self._files = files

    def __contains__(self, path: str) -> bool:
        return path in self._files

    @property
    def folders(self) -> frozenset[str]:
        """The folders in which they lie."""
        return frozenset(map(posixpath.dirname, self._files))

    def names(self, folder: str) -> frozenset[str]:
        """Give every name by which others may refer to a broken file below ``folder``."""
        below = [path for path in self._files if path.startswith(folder)]
        stems = (stem_of(posixpath.splitext(path.removeprefix(folder))[0]) for path in below)
        return frozenset(stems).union(*(self._files[path] for path in below))
