"""Pictures made in other sizes and formats, each once; they are kept by what they are made of.

So a picture that is renamed, or whose copies in the output were lost, is not encoded again. All can be made again.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from newsgen.base.digest import Digest, digest, digest_bytes
from newsgen.base.observer import Observer, unobserved
from newsgen.base.opening import pieces
from newsgen.pages.page import Made, Output, is_resized
from newsgen.pages.recipes import Resized


class MadePicture(Struct, frozen=True):
    """A finished picture: the output that it is for, its file, and the digest of the picture that it was made of."""

    output: Made
    file: Path
    source: Digest


class UnmadePicture(Struct, frozen=True):
    """A picture that could not be made, and why."""

    output: Made
    reason: str


class MadePictures:
    """The pictures in ``folder``; ``open_source`` opens the file at a path of the site."""

    def __init__(self, folder: Path, open_source: Callable[[str], BinaryIO]) -> None:
        self._folder = folder
        self._open = open_source

    def make(self, outputs: Iterable[Output], observe: Observer = unobserved) -> list[MadePicture | UnmadePicture]:
        """Make the pictures among the outputs, as many at once as there are processors; each source is decoded once."""
        by_source: dict[str, list[Made]] = {}
        for each in outputs:
            if isinstance(each, Made) and is_resized(each):
                by_source.setdefault(each.asset.path, []).append(each)
        if not by_source:
            return []
        from concurrent.futures import ThreadPoolExecutor  # seldom needed, as all below

        self._folder.mkdir(parents=True, exist_ok=True)
        groups = list(by_source.values())
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            made = zip(observe("encode", groups), pool.map(self._make, groups), strict=True)
            return [each for _, group in made for each in group]

    def sweep(self, outputs: Iterable[Output]) -> None:
        """Delete what none of the outputs is made with."""
        if not self._folder.is_dir():
            return
        wanted = {
            self._file(each.asset.digest, each.recipe).name
            for each in outputs
            if isinstance(each, Made) and isinstance(each.recipe, Resized)
        }
        for file in list(self._folder.iterdir()):
            if file.name not in wanted:
                file.unlink(missing_ok=True)

    def _make(self, group: Sequence[Made]) -> list[MadePicture | UnmadePicture]:
        recipes = [each.recipe for each in group if isinstance(each.recipe, Resized)]
        source = group[0].asset.digest
        missing = [recipe for recipe in recipes if not self._file(source, recipe).exists()]
        if missing:
            from newsgen.assets.encode import BadPictureError, encode

            with self._open(group[0].asset.path) as stream:
                data = b"".join(pieces(stream))
            if digest_bytes(data) != source:  # edited since it was read
                source, missing = digest_bytes(data), recipes
            try:
                for recipe, made in zip(missing, encode(data, missing), strict=True):
                    self._keep(self._file(source, recipe), made)
            except BadPictureError as error:
                return [UnmadePicture(each, str(error)) for each in group]
        return [
            MadePicture(each, self._file(source, recipe), source) for each, recipe in zip(group, recipes, strict=True)
        ]

    def _file(self, source: Digest, recipe: Resized) -> Path:
        from newsgen.assets.encode import encoder

        return self._folder / f"{digest((source, recipe, encoder())).hex()}.{recipe.format}"

    def _keep(self, file: Path, data: bytes) -> None:
        handle, temporary = tempfile.mkstemp(dir=self._folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(temporary, file)
