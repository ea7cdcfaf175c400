"""Twins: files for programs beside a page, in its folder: which there are, of which pages, and at which address."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Twin(Struct, frozen=True):
    """A file beside pages of some kinds (``page.kind``), called ``name`` in their folder, of a media ``type``."""

    name: str
    type: str
    title: str
    kinds: tuple[str, ...]

    def address(self, url: str) -> str:
        """Give the address of the twin of the page at ``url``: ``/a/`` has ``/a/index.json``, ``/a.html`` ``/a.json``.

        A second name beside a file keeps its own: ``/a.html`` has ``/a.ninjs.json``.
        """
        if url.endswith("/"):
            return f"{url}{'index' if self.name == 'json' else self.name}.json"
        folder, _, file = url.rpartition("/")
        stem = file.rpartition(".")[0] or file
        return f"{folder}/{stem}.json" if self.name == "json" else f"{folder}/{stem}.{self.name}.json"


_LISTS: Final = ("front", "category", "author", "tag", "month", "categories", "authors", "tags", "archive", "year")
TWINS: Final = {
    "json": Twin("json", "application/json", "JSON", ("article", *_LISTS)),
    "ninjs": Twin("ninjs", "application/json", "ninjs", ("article",)),
}
"""By their names, which the setting ``outputs`` gives."""
NINJS_FEED: Final = "/ninjs.json"
"""Where the newest articles are listed in ninjs."""
