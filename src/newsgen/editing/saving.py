"""Texts written into ``content/``: whole or not at all, through no link, and never over what somebody else wrote."""

from __future__ import annotations

import os
from pathlib import Path

from newsgen.base.accents import name_of, on_disk
from newsgen.base.opening import Ground
from newsgen.output.tree import LinkedError, tree_of

CONTENT = "content/"


class NotSavedError(Exception):
    """Nothing was written; the message says why."""


def create(root: Path, path: str, data: bytes) -> None:
    """Write a new text at a path of a site, with the folders that it needs.

    Raises:
        NotSavedError: something is there already, the path leads out of ``content/``, or the disk cannot be written.
    """
    content = _content_of(root)
    inner = path.removeprefix(CONTENT)
    if inner == path or not all(name.strip(".") for name in inner.split("/")):
        raise NotSavedError(f"{path} does not lie in {CONTENT}")
    stored = on_disk(content, inner).relative_to(content).as_posix()
    try:
        with tree_of(content) as tree:
            tree.add(data, stored)
    except FileExistsError:
        raise NotSavedError(f"{path} is there already, and stays as it is") from None
    except LinkedError as error:
        message = f"{CONTENT}{error.path} is a symbolic link: newsgen does not write through it"
        raise NotSavedError(message) from None
    except OSError as error:
        raise NotSavedError(f"{path} cannot be written: {error.strerror or error}") from None


def exchange(root: Path, path: str, old: bytes, new: bytes) -> None:
    """Write a text in the place of the one at a path of a site, which still must be ``old``.

    Raises:
        NotSavedError: it is another one by now, lies outside of ``content/``, or the disk cannot be written.
    """
    content = _content_of(root)
    file = Path(os.path.realpath(on_disk(root, path)))
    if not file.is_relative_to(content):
        raise NotSavedError(f"{path} is a symbolic link that leads out of {CONTENT}: correct the file that it leads to")
    try:
        if Ground(root).read(path) != old:
            raise NotSavedError(f"{path} has been changed meanwhile: try again")
        with tree_of(content) as tree:
            tree.exchange(new, file.relative_to(content).as_posix())
    except LinkedError as error:
        raise NotSavedError(f"{CONTENT}{name_of(error.path)} has become a symbolic link: nothing is written") from None
    except OSError as error:
        raise NotSavedError(f"{path} cannot be written: {error.strerror or error}") from None


def _content_of(root: Path) -> Path:
    content, top = Path(os.path.realpath(root / CONTENT)), Path(os.path.realpath(root))
    if not content.is_dir() or not content.is_relative_to(top):
        raise NotSavedError(f"there is no folder {CONTENT} in this site")
    return content
