"""The formats of feeds: their media types, and where a feed of each lies beside the list that it is of."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Format(Struct, frozen=True):
    """A format: its media type, what people call it, and the name of its file in the folder of a list."""

    type: str
    title: str
    file: str

    def beside(self, url: str) -> str:
        """Give the address of a feed of the list at ``url``: ``/sport/rss.xml``; of ``/a/x.html``, ``/a/x.rss.xml``."""
        folder, _, page = url.rpartition("/")
        return f"{folder}/{page.rpartition('.')[0]}.{self.file}" if page else f"{folder}/{self.file}"


FORMATS: Final = {
    "rss": Format("application/rss+xml", "RSS", "rss.xml"),
    "atom": Format("application/atom+xml", "Atom", "atom.xml"),
    "json": Format("application/feed+json", "JSON Feed", "feed.json"),
}
"""By the names that settings give them."""
