"""Where files lie: those of a site, in its folder; those of the theme that newsgen brings, in the package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent

SETTINGS = "newsgen.yaml"
"""The settings of a site."""

SITE_FOLDERS = ("content", "static", "templates")
"""Where the other sources of a site lie."""

THEME_FOLDERS = ("templates", "static/css", "static/js", "static/fonts")
"""Where the theme has files that a site may replace by its own."""

THEME_MARK = "theme:"
"""Before the path of a file of the built-in theme, in what newsgen prints."""


def theme_folder() -> Path:
    """Give the folder of the built-in theme: in the wheel, or the top of a checkout."""
    packaged = _PACKAGE / "theme"
    return packaged if packaged.is_dir() else _PACKAGE.parent.parent
