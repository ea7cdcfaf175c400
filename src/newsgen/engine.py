"""The engine: newsgen itself and the libraries that shape output. Another engine, another key for every page."""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path

from newsgen.digest import Digest, digest, digest_bytes

_PACKAGE = Path(__file__).parent
_SHAPING = re.compile(
    r"(babel|imagesize|jinja2|markdown|markupsafe|msgspec|nh3|pillow|python_slugify|rcssmin|rjsmin|text_unidecode|pyyaml"
    r"|tinycss2|tzdata)-",
    re.IGNORECASE,
)

_CODECS = "pillow.libs"
"""Where Pillow's wheels have the libraries that encode pictures; their names carry digests."""


def theme_folder() -> Path:
    """Give the folder of the built-in theme: in the wheel, or the top of a checkout."""
    packaged = _PACKAGE / "theme"
    return packaged if packaged.is_dir() else _PACKAGE.parent.parent


def engine_digest(*, extensions: bool = False) -> Digest:
    """Digest newsgen's own code, Python's version and those of the libraries that shape output.

    With ``extensions`` (a site that loads Markdown extensions of others) every installed package counts.
    """
    return digest((_own_code(), sys.version_info[:2], _installed(extensions)))


@cache
def _own_code() -> list[tuple[str, Digest]]:
    """Digest newsgen's own modules and message catalogues: once a process, for it goes on as it was loaded."""
    return [
        (str(file.relative_to(_PACKAGE)), digest_bytes(file.read_bytes()))
        for pattern in ("*.py", "languages/*.yaml")
        for file in sorted(_PACKAGE.rglob(pattern))
    ]


def _installed(everything: bool) -> list[str]:
    names: set[str] = set()
    for folder in dict.fromkeys(sys.path):
        try:
            entries = os.listdir(folder or ".")
        except OSError:
            continue
        names.update(name for name in entries if name.endswith(".dist-info") and (everything or _SHAPING.match(name)))
        if _CODECS in entries:
            names.update(os.listdir(os.path.join(folder, _CODECS)))
    return sorted(names)
