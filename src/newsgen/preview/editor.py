"""Links that open an editor at a place in a file of the site."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from msgspec import Struct

from newsgen.base.accents import on_disk
from newsgen.base.faults import Place
from newsgen.base.places import THEME_MARK, theme_folder


class Editor(Struct, frozen=True):
    """An editor that opens by a link. ``pattern`` names ``{path}``, ``{line}``, ``{column}``; without it none opens."""

    pattern: str | None
    root: Path

    def link(self, path: str, place: Place | None = None) -> str | None:
        """Give the address that opens a file, named as faults name it, at a place; nothing without a pattern.

        Raises:
            LookupError, ValueError, AttributeError: the pattern names something else in braces.
        """
        if not self.pattern:
            return None
        own = path.removeprefix(THEME_MARK)
        file = on_disk(theme_folder() if own != path else self.root, own).resolve()
        place = place or Place()
        return self.pattern.format(path=quote(file.as_posix(), safe="/:"), line=place.line, column=place.column)
