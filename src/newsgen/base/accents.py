"""Names as they are compared: an accent that is stored in two ways is one (Unicode Standard Annex 15).

What macOS and its archives store as a letter and an accent, keyboards give as one sign: to readers both are the same.
So whatever is read is composed once, where it comes in, and nothing after that needs to think of it.
"""

from __future__ import annotations

import os
from pathlib import Path
from unicodedata import is_normalized, normalize

from newsgen.base.patterns import regex

_COMPOSED = regex("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
"""All but the ideographs in whose place NFC puts others: names of people are written with these."""


def composed(text: str) -> str:
    """Compose letters and their accents; every sign that readers can tell from another stays."""
    if text.isascii() or is_normalized("NFC", text):
        return text
    return _COMPOSED.sub(lambda found: normalize("NFC", found[0]), text)


def name_of(stored: str) -> str:
    """Give the name, or the path, that a file has here, whichever way the disk stores it: in NFC."""
    return stored if stored.isascii() else normalize("NFC", stored)


def on_disk(root: Path, path: str) -> Path:
    """Find the file or folder below ``root`` that has a path here, whichever way the disk stores its names."""
    file = root / path
    if path.isascii() or os.path.lexists(file):
        return file
    file = root
    for name in path.split("/"):
        ways = (file / name, file / normalize("NFD", name))
        file = next((each for each in ways if os.path.lexists(each)), None) or _listed(file, name) or ways[0]
    return file


def _listed(folder: Path, name: str) -> Path | None:
    try:
        return next((folder / each for each in sorted(os.listdir(folder)) if name_of(each) == name), None)
    except OSError:
        return None
