"""The proof for a user: the site as it stands equals what a build from nothing makes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from msgspec.structs import replace

from newsgen.build import Report, Request, build
from newsgen.build.setup import open_site, open_store
from newsgen.output.beside import FOLDER, names_beside


def verify(request: Request) -> list[tuple[str, str]]:
    """Build once more into an empty folder with an empty cache; give the path of each difference, and which it is."""
    folders, _, _ = open_site(request)
    with open_store(folders, request.seal) as store:
        ours = set(store.manifests.of(folders.output_name))
    with tempfile.TemporaryDirectory(prefix="newsgen-verify-") as folder:
        output, cache = Path(folder, "output"), Path(folder, "cache")
        report: Report = build(replace(request, output=output, cache=cache))
        if report.failed:
            return [(each.fault.path, f"a clean build fails: {each.fault.message}") for each in report.faults]
        clean = {file.relative_to(output).as_posix() for file in output.rglob("*") if file.is_file()}
        files = {path: (folders.output / path, output / path) for path in clean | ours}
        for name in {*names_beside(folders.cache), *names_beside(cache)}:
            beside = f"{FOLDER}/{name}"
            files[f"{folders.cache.name}/{beside}"] = (folders.cache / beside, cache / beside)
        return sorted((path, difference) for path, both in files.items() if (difference := _difference(*both)))


def _difference(built: Path, clean: Path) -> str:
    if not clean.exists():
        return "should not be there"
    if not built.is_file():
        return "is missing"
    return "" if built.read_bytes() == clean.read_bytes() else "has other bytes"
