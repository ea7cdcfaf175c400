"""``newsgen.yaml`` of a site, read: by itself, for commands that need nothing else of a site."""

from __future__ import annotations

from pathlib import Path

from newsgen.base.faults import Fault, Place
from newsgen.base.opening import Ground, RefusedFileError
from newsgen.base.places import SETTINGS
from newsgen.content.conflicts import settle_conflicts
from newsgen.content.source_text import decode
from newsgen.model.settings import Settings
from newsgen.model.settings_file import read_settings


def load_settings(root: Path) -> tuple[Settings | None, list[Fault]]:
    """Read ``newsgen.yaml`` of a site."""
    try:
        data = Ground(root).read(SETTINGS)
    except RefusedFileError as error:
        return None, [error.fault]
    except OSError as error:
        way_out = "run newsgen in the folder of the site; the file needs a title and a url"
        return None, [Fault("no-site", f"{SETTINGS} cannot be read: {error.strerror}", SETTINGS, Place(), way_out)]
    text, fault = decode(data, SETTINGS)
    if fault is not None:
        return None, [fault]
    text, conflicts = settle_conflicts(text, SETTINGS)
    settings, faults = read_settings(text)
    return None if conflicts else settings, [*conflicts, *faults]
