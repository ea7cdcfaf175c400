"""The engine: newsgen itself and the libraries that shape output. Another engine, another key for every page."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Collection
from functools import cache
from pathlib import Path

from newsgen.base.digest import Digest, digest, digest_bytes

_PACKAGE = Path(__file__).parent.parent
_SHAPING = (
    *("babel", "imagesize", "jinja2", "markupsafe", "msgspec", "nh3", "pillow", "pystemmer", "python_slugify"),
    *("pyyaml", "rapidfuzz", "rcssmin", "rjsmin", "text_unidecode", "tinycss2", "tzdata"),
)
_MARKDOWN = {"python-markdown": ("markdown",), "commonmark": ("markdown", "pyromark")}
"""By Markdown engine; both read attributes in braces as Python-Markdown does."""

_CODECS = "pillow.libs"
"""Where Pillow's wheels have the libraries that encode pictures; their names carry digests."""


def engine_digest(markdown: str = "python-markdown", extensions: Collection[str] = ()) -> Digest:
    """Digest newsgen's own code, Python's version and those of the libraries that shape output.

    ``markdown`` is the Markdown engine of the site: what the other one is made of does not count.
    With ``extensions`` (the names of Markdown extensions of others) their code counts, and every installed package.
    """
    own = (_own_code(), sys.version_info[:2])
    if not extensions:
        return digest((*own, _installed((*_SHAPING, *_MARKDOWN[markdown]))))
    from newsgen.base.extensions import code_of  # looks for packages, which takes as long as a build with nothing to do

    return digest((*own, _installed(None), code_of(extensions)))


@cache
def _own_code() -> list[tuple[str, Digest]]:
    """Digest newsgen's own modules and message catalogues: once a process, for it goes on as it was loaded."""
    own: list[tuple[str, Digest]] = []
    for folder, _, names in os.walk(_PACKAGE):
        for name in names:
            if name.endswith((".py", ".yaml")):
                file = os.path.join(folder, name)
                with open(file, "rb", buffering=0) as stream:  # hundreds of files, each read once
                    own.append((file.removeprefix(str(_PACKAGE)), digest_bytes(stream.read())))
    return sorted(own)


def _installed(libraries: tuple[str, ...] | None) -> list[str]:
    """Name these libraries (all, for ``None``) with their versions as they are installed."""
    wanted = re.compile(f"({'|'.join(libraries)})-" if libraries else "", re.IGNORECASE)
    names: set[str] = set()
    for folder in dict.fromkeys(sys.path):
        try:
            entries = os.listdir(folder or ".")
        except OSError:
            continue
        if _CODECS in entries:
            names.update(os.listdir(os.path.join(folder, _CODECS)))
        names.update(name for name in entries if name.endswith(".dist-info") and wanted.match(name))
    return sorted(names)
