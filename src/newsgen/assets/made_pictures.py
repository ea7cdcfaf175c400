"""Pictures made in other sizes and formats, each once; they are kept by what they are made of.

So a picture that is renamed, or whose copies in the output were lost, is not encoded again. All can be made again, and
one that is not as it was kept is.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG
from typing import BinaryIO

from msgspec import Struct

from newsgen.base.digest import Digest, digest, digest_bytes
from newsgen.base.observer import Observer, unobserved
from newsgen.base.opening import pieces
from newsgen.base.seal import UNKEYED, Seal
from newsgen.pages.page import Made, Output, is_drawn
from newsgen.pages.recipes import Drawn


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
    """The pictures in ``folder``, each with its code under a ``seal`` in its name.

    ``open_source`` opens the file at a path of the site. Without ``trust``, all are made anew.
    """

    def __init__(
        self, folder: Path, open_source: Callable[[str], BinaryIO], seal: Seal = UNKEYED, *, trust: bool = True
    ) -> None:
        self._folder = folder
        self._open = open_source
        self._seal = seal
        self._trust = trust

    def make(self, outputs: Iterable[Output], observe: Observer = unobserved) -> list[MadePicture | UnmadePicture]:
        """Make the pictures among the outputs, as many at once as there are processors; each source is decoded once."""
        by_source: dict[str, list[Made]] = {}
        for each in outputs:
            if isinstance(each, Made) and is_drawn(each):
                by_source.setdefault(each.asset.path, []).append(each)
        if not by_source:
            return []
        from concurrent.futures import ThreadPoolExecutor  # seldom needed, as all below

        self._folder.mkdir(parents=True, exist_ok=True)
        kept = self._kept() if self._trust else {}
        groups = list(by_source.values())
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            made = zip(observe("encode", groups), pool.map(lambda group: self._make(group, kept), groups), strict=True)
            return [each for _, group in made for each in group]

    def sweep(self, outputs: Iterable[Output]) -> None:
        """Delete what none of the outputs is made with."""
        if not self._folder.is_dir():
            return
        wanted = {
            _name(each.asset.digest, each.recipe)
            for each in outputs
            if isinstance(each, Made) and isinstance(each.recipe, Drawn)
        }
        for name, files in self._kept().items():
            for file in files if name not in wanted else ():
                file.unlink(missing_ok=True)

    def _make(self, group: Sequence[Made], kept: Mapping[str, Sequence[Path]]) -> list[MadePicture | UnmadePicture]:
        recipes = [each.recipe for each in group if isinstance(each.recipe, Drawn)]
        source = group[0].asset.digest
        files = {recipe: self._find(_name(source, recipe), kept) for recipe in recipes}
        missing = [recipe for recipe, file in files.items() if file is None]
        if missing:
            from newsgen.assets.encode import BadPictureError, encode

            with self._open(group[0].asset.path) as stream:
                data = b"".join(pieces(stream))
            if digest_bytes(data) != source:  # edited since it was read
                source, missing = digest_bytes(data), recipes
            try:
                for recipe, made in zip(missing, encode(data, missing), strict=True):
                    files[recipe] = self._keep(_name(source, recipe), recipe, made)
            except BadPictureError as error:
                return [UnmadePicture(each, str(error)) for each in group]
        found = zip(group, map(files.get, recipes), strict=True)
        return [MadePicture(each, file, source) for each, file in found if file is not None]

    def _kept(self) -> Mapping[str, Sequence[Path]]:
        """Give the files in the folder by the names of what they are said to be."""
        kept: dict[str, list[Path]] = {}
        for file in self._folder.iterdir():
            if file.is_symlink() or not file.is_dir():
                kept.setdefault(file.name.partition("-")[0], []).append(file)
        return kept

    def _find(self, name: str, kept: Mapping[str, Sequence[Path]]) -> Path | None:
        """Find a picture that is as it was kept."""
        for file in kept.get(name, ()):
            with suppress(OSError):
                if S_ISREG(os.lstat(file).st_mode) and self._code(name, file.read_bytes()) in file.name:
                    return file
                file.unlink()
        return None

    def _keep(self, name: str, recipe: Drawn, data: bytes) -> Path:
        file = self._folder / f"{name}-{self._code(name, data)}.{recipe.format}"
        handle, temporary = tempfile.mkstemp(dir=self._folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(temporary, file)
        return file

    def _code(self, name: str, data: bytes) -> str:
        return self._seal.code(name, data).hex()


def _name(source: Digest, recipe: Drawn) -> str:
    from newsgen.assets.encode import encoder

    return digest((source, recipe, encoder())).hex()
