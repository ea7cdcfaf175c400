"""Where a build happens: the site's folder, the theme behind it, the cache, the output."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.accents import composed, on_disk
from newsgen.base.digest import digest_bytes
from newsgen.base.faults import Fault, Field, Place
from newsgen.base.opening import Ground
from newsgen.base.places import SETTINGS, SITE_FOLDERS, THEME_FOLDERS, THEME_MARK
from newsgen.content.names import is_secret
from newsgen.content.scan import FileKind, Found, Scan, Sight, look, scan, stat_of
from newsgen.model.kinds import BUILT_IN, ContentKinds

if TYPE_CHECKING:
    from newsgen.render.templates import Template


class Folders(Struct, frozen=True, dict=True):
    """The folders of a build. ``output_name`` names the output in the store.

    Relative to the site where it is inside.
    """

    root: Path
    theme: Path
    cache: Path
    output: Path

    @property
    def output_name(self) -> str:
        """The name of the output folder in the store, the same in every checkout of the site."""
        root, output = self.root.resolve(), self.output.resolve()
        name = output.relative_to(root).as_posix() if output.is_relative_to(root) else str(output)
        return name.encode(errors="backslashreplace").decode()  # not every name of a folder is UTF-8

    def locate(self, path: str) -> Path:
        """Give the file for a path of the site: its own, else the theme's."""
        own = on_disk(self.root, path)
        if own.exists() or not path.startswith(("static/", "templates/")):
            return own
        return self.theme / path

    def open_source(self, path: str) -> BinaryIO:
        """Open the file for a path of the site, its own or the theme's.

        Raises:
            OSError: there is none, or none that may be read.
        """
        return self._ground_of(path).open(path)

    def read_source(self, path: str) -> bytes:
        """Read the text at a path of the site.

        Raises:
            OSError: as above, or it is too large.
        """
        return self._ground_of(path).read(path)

    def read(self, path: str) -> bytes | None:
        """Read a text by the path that faults carry; nothing if it cannot be read, or is not to be quoted."""
        if is_secret(path):
            return None
        try:
            if path.startswith(THEME_MARK):
                return self._theme_ground.read(path.removeprefix(THEME_MARK))
            return self.read_source(path)
        except (OSError, ValueError):  # ValueError: a path that no file can have
            return None

    @cached_property
    def _own_ground(self) -> Ground:
        return Ground(self.root)

    @cached_property
    def _theme_ground(self) -> Ground:
        return Ground(self.theme)

    def _ground_of(self, path: str) -> Ground:
        own = not path.startswith(("static/", "templates/")) or os.path.lexists(on_disk(self.root, path))
        return self._own_ground if own else self._theme_ground

    def scan(self, sight: Sight | None = None, kinds: ContentKinds = BUILT_IN) -> Scan:
        """Find the files of the site (all in ``sight``, if given), and those of the theme that it does not replace."""
        found = scan(self.root, sight or look(self.root), kinds)
        own = {each.path for each in found.files}
        theme = [each for each in self._theme_files() if each.path not in own]
        return replace(found, files=tuple(sorted([*found.files, *theme], key=attrgetter("path"))))

    def templates(self, files: tuple[Found, ...]) -> Iterator[Template]:
        """Read the templates among the files."""
        from newsgen.render.templates import Template  # brings Jinja along, which a build with nothing to do spares

        for found in files:
            if found.kind is FileKind.TEMPLATE:
                own = on_disk(self.root, found.path)
                shown = found.path if own.exists() else THEME_MARK + found.path
                data = self.read(found.path) or b""
                text = composed(data.decode("utf-8-sig", "replace")).replace("\r\n", "\n")
                yield Template(found.path.removeprefix("templates/"), text, shown, digest_bytes(data))

    def place_faults(self, *, by_setting: bool) -> Iterator[Fault]:
        """Report an output folder that lies where the sources are, or around them.

        One that is named by the settings lies in the site, and in no hidden folder: whoever writes them does not
        choose where on this machine files are written. What it is a link to, nobody asks.
        """
        root, output = self.root.resolve(), self.output.resolve()
        named = Path(os.path.relpath(self.output, self.root))
        if root.is_relative_to(output):
            message = f"the output folder {self.output} holds the site itself"
        elif any(output.is_relative_to(root / top) for top in (*SITE_FOLDERS, ".newsgen", ".git")):
            message = f"the output folder {self.output} lies among the sources"
        elif output.exists() and not output.is_dir():
            message = f"the output {self.output} is a file"
        elif by_setting and any(name.startswith(".") for name in named.parts):
            where = "outside of the site" if ".." in named.parts else "in a hidden folder"
            message = f"the output folder {self.output} lies {where}"
            way_out = f"name a folder of the site, or choose this one where newsgen runs: --output {self.output}"
            yield Fault("bad-output", message, SETTINGS, Field(("output",)), way_out)
            return
        else:
            return
        path, spot = (SETTINGS, Field(("output",))) if by_setting else (self.output_name, Place())
        yield Fault("bad-output", message, path, spot, "choose a folder of its own, such as public")

    def cache_faults(self) -> Iterator[Fault]:
        """Report a cache that would be published, or read as a source: it holds what is not published yet."""
        root, output, cache = self.root.resolve(), self.output.resolve(), self.cache.resolve()
        if root.is_relative_to(cache):
            message = f"the cache {self.cache} is the site itself, or around it"
        elif cache.is_relative_to(output) and not root.is_relative_to(output):  # which is a fault of the output
            message = f"the cache {self.cache} lies in the output: it would be published"
        elif any(cache.is_relative_to(root / top) for top in SITE_FOLDERS):
            message = f"the cache {self.cache} lies among the sources"
        else:
            return
        yield Fault("bad-cache", message, self.output_name, Place(), "choose a folder of its own, such as .newsgen")

    def _theme_files(self) -> Iterator[Found]:
        for top in THEME_FOLDERS:
            kind = FileKind.TEMPLATE if top == "templates" else FileKind.STATIC
            for file in sorted((self.theme / top).rglob("*")):
                if file.is_file():
                    yield Found(file.relative_to(self.theme).as_posix(), kind, stat_of(file.stat()))
