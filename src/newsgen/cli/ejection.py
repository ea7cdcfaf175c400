"""Files of the built-in theme taken over into a site (“ejected”), and what either side has changed in them since.

A copy begins with a comment that names newsgen's version and the digest of the original; it prints nothing. The
original itself is kept as text in ``.originals/``, which belongs into the site's repository: so any later newsgen, in
any checkout, can tell what the theme has changed from what the site has, without the newsgen of then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import unified_diff
from errno import ELOOP
from pathlib import Path

from msgspec import Struct

from newsgen import VERSION
from newsgen.base.digest import digest_bytes
from newsgen.base.faults import did_you_mean
from newsgen.base.opening import Ground, RefusedFileError
from newsgen.base.places import theme_folder

ORIGINALS = ".originals"
_TOPS = ("templates/", "static/")
_COMMENTS: Mapping[str, tuple[str, str]] = {
    ".html": ("{#", "#}"),
    ".json": ("{#", "#}"),
    ".xml": ("{#", "#}"),
    ".txt": ("{#", "#}"),
    ".css": ("/*", "*/"),
    ".js": ("/*", "*/"),
}
_NOTE = re.compile(r"(?:\{#|/\*) ejected from newsgen (\S+), original ([0-9a-f]{32}) (?:#\}|\*/)\n")
_FIRST_SENTENCE = re.compile(r"\s*(?:\{#|/\*)\s*(?:newsgen's default theme: )?(.*?[.:])(?:\s|$)", re.DOTALL)


class EjectionError(Exception):
    """What cannot be taken over or compared, one sentence for each file."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class ThemeFile(Struct, frozen=True):
    """A file of the theme by its path in a site, what it is for, and whether the site has its own."""

    path: str
    about: str
    replaced: bool


class Comparison(Struct, frozen=True):
    """A file that a site has in place of the theme's: what the theme has changed since, and what the site has.

    Both are unified diffs, empty where nothing differs. ``since`` is the version of the original, ``None`` where that
    is not known: then ``ours`` are all differences from the theme of today, and ``theirs`` is empty.
    """

    path: str
    since: str | None
    theirs: str
    ours: str
    gone: bool


def theme_files(root: Path) -> Iterator[ThemeFile]:
    """Give the files of the theme that can be taken over into the site at ``root``."""
    for path in _paths():
        text = _theme_text(path) or ""
        found = _FIRST_SENTENCE.match(text)
        about = " ".join(found[1].split()).rstrip(".:") if found else ""
        yield ThemeFile(path, about, (root / path).exists())


def eject(root: Path, names: Iterable[str]) -> Sequence[str]:
    """Copy files of the theme into a site, each with a note of its origin; give their paths.

    Raises:
        EjectionError: one of them is no file of the theme, or is there already: then none is copied.
        OSError: the site cannot be written.
    """
    paths = _resolve(names, _paths())
    if there := [path for path in paths if (root / path).exists()]:
        raise EjectionError([f"{path} is there already, and stays as it is" for path in there])
    for path in paths:
        _take_over(root, path, _theme_text(path) or "")
    return paths


def accept(root: Path, names: Iterable[str]) -> Sequence[str]:
    """Note that the site's files are up to date with the theme of today; give their paths.

    Raises:
        EjectionError: one of them is no file of the theme, or not in the site: then none is touched.
        OSError: the site cannot be written.
    """
    paths = _resolve(names, _paths())
    if missing := [path for path in paths if not (root / path).is_file()]:
        raise EjectionError([f"{path} is not in this site: newsgen eject {path} takes it over" for path in missing])
    for path in paths:
        _take_over(root, path, _without_note(_read(root, path)))
    return paths


def compare(root: Path, names: Sequence[str]) -> Iterator[Comparison]:
    """Compare the files that a site has in place of the theme's, or those of them that are named.

    Raises:
        EjectionError: one of the names is none of these files.
    """
    known = [path for path in (*_paths(), *_originals(root)) if (root / path).is_file() and not _is_theme(root / path)]
    known = sorted(set(known))
    for path in _resolve(names, known, "this site has no") if names else known:
        own, theme = _read(root, path), _theme_text(path)
        note, kept = _NOTE.match(own), f"{ORIGINALS}/{path}"
        original = _read(root, kept) if (root / kept).is_file() else None
        since = note[1] if note else None
        if original is None and note and theme is not None and digest_bytes(theme.encode()).hex() == note[2]:
            original = theme  # nothing has changed since, so the original is at hand all the same
        was = f"newsgen {since or 'of then'}/{path}"
        yield Comparison(
            path,
            since if original is not None else None,
            _diff(original, theme, was, f"newsgen {VERSION}/{path}") if None not in (original, theme) else "",
            _diff(
                theme if original is None else original,
                _without_note(own),
                f"newsgen {VERSION}/{path}" if original is None else was,
                path,
            ),
            theme is None,
        )


def _take_over(root: Path, path: str, text: str) -> None:
    """Write a file of the site with a note of the theme's, and keep that as the original."""
    original = _theme_text(path) or ""
    begin, end = _COMMENTS[Path(path).suffix]
    note = f"{begin} ejected from newsgen {VERSION}, original {digest_bytes(original.encode()).hex()} {end}\n"
    for file, content in ((root / ORIGINALS / path, original), (root / path, note + text)):
        if not file.resolve().is_relative_to(root.resolve()):
            raise OSError(ELOOP, "a symbolic link leaves the site", str(file))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8", newline="")


def _resolve(names: Iterable[str], known: Sequence[str], without: str = "the theme has no") -> Sequence[str]:
    """Give the paths that names stand for: ``article.html`` is short for ``templates/article.html``."""
    short = {path.split("/", maxsplit=1)[1]: path for path in known}
    found, problems = [], []
    for name in names:
        path = name if name in known else short.get(name)
        if path is not None:
            found.append(path)
            continue
        near = did_you_mean(name, [*short, *known])
        problems.append(f"{without} “{name}”" + (f": {near}" if near else "; newsgen eject --list names them all"))
    if problems:
        raise EjectionError(problems)
    return list(dict.fromkeys(found))


def _paths() -> Sequence[str]:
    theme = theme_folder()
    files = (file for top in ("templates", "static/css", "static/js") for file in sorted((theme / top).rglob("*")))
    return [file.relative_to(theme).as_posix() for file in files if file.is_file() and file.suffix in _COMMENTS]


def _originals(root: Path) -> Iterator[str]:
    folder = root / ORIGINALS
    paths = (file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    return (path for path in paths if path.startswith(_TOPS) and Path(path).suffix in _COMMENTS)


def _is_theme(file: Path) -> bool:
    return file.resolve().is_relative_to(theme_folder().resolve() / "templates") or file.resolve().is_relative_to(
        theme_folder().resolve() / "static"
    )


def _theme_text(path: str) -> str | None:
    theme = theme_folder()
    return _read(theme, path) if (theme / path).is_file() else None


def _read(folder: Path, path: str) -> str:
    try:
        data = Ground(folder).read(path)
    except RefusedFileError as error:
        raise EjectionError([f"{path}: {error.fault.message}"]) from None
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _without_note(text: str) -> str:
    return _NOTE.sub("", text, count=1) if _NOTE.match(text) else text


def _diff(old: str | None, new: str | None, old_name: str, new_name: str) -> str:
    before, after = (old or "").splitlines(keepends=True), (new or "").splitlines(keepends=True)
    lines = unified_diff(before, after, old_name, new_name)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
