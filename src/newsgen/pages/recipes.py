"""How a file of the output is made of an asset. A recipe and the asset's bytes are all that it depends on."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Format = Literal["avif", "webp", "jpeg", "png"]


class Resized(Struct, frozen=True, tag="resized"):
    """A picture ``width`` pixels wide; ``quality`` (1 to 100) counts for the formats that lose detail."""

    width: int
    format: Format
    quality: int


class Icon(Struct, frozen=True, tag="icon"):
    """A square icon of ``sizes`` in pixels; of several, which only ``ico`` holds, each is drawn for itself.

    ``ground`` is the colour (``#rrggbb``) below a picture that may not let anything through. ``share`` of the width is
    the picture's.
    """

    sizes: tuple[int, ...]
    format: Literal["ico", "png"]
    ground: str | None = None
    share: float = 1.0


class Cleaned(Struct, frozen=True, tag="cleaned"):
    """A picture without what its camera told of the world."""


class Stylesheet(Struct, frozen=True, tag="styles"):
    """A style sheet in which ``names`` gives other files their published addresses, by the address as written."""

    names: dict[str, str]
    minify: bool


class Script(Struct, frozen=True, tag="script"):
    """A script without comments and needless space."""


class Headed(Struct, frozen=True, tag="headed"):
    """A text for a host, such as its rules, below what newsgen tells it."""

    head: str


Drawn = Resized | Icon
"""What takes a picture's pixels, and time."""
Recipe = Drawn | Cleaned | Stylesheet | Script | Headed
