"""What the name of a file says of a text: what it is called."""

from __future__ import annotations

_BUNDLED = "index"


def stem_of(name: str) -> str:
    """Give what a text is called by its path below the folder of its kind, without the ending.

    That is the last part of it (``2026/finale`` is ``finale``), or the name of the folder that a text has to itself
    with what goes with it (``2026/finale/index``).
    """
    folder, _, last = name.rpartition("/")
    return folder.rpartition("/")[2] if last == _BUNDLED and folder else last
