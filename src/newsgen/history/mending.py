"""Aliases written into the front matter of texts: every other byte of the file stays as it was."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from newsgen.base.accents import on_disk
from newsgen.base.digest import digest_bytes
from newsgen.build.inputs import Opened
from newsgen.content.source_text import split
from newsgen.history.vanished import Vanished
from newsgen.schema.yaml_adding import add_entries

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_BREAKS = re.compile("[\x85\u2028\u2029]")  # line ends to YAML, and to nobody else


def mend(opened: Opened, vanished: Iterable[Vanished]) -> Iterator[tuple[str, str]]:
    """Write the addresses that vanish into the front matter of their heirs.

    Give each file with each address that it has now. A file that has changed since it was read, is a link, or whose
    front matter is written in a way that only people can add to, stays as it is: so its faults stay, too.
    """
    for path, addresses in _wanted(vanished).items():
        file = on_disk(opened.folders.root, path)
        try:
            if file.is_symlink():
                continue
            data = file.read_bytes()
            if digest_bytes(data) != opened.sources.rows[path].digest:
                continue
            mended = with_aliases(data, addresses)
            if mended is not None:
                _write(file, mended)
                yield from ((path, address) for address in addresses)
        except OSError:
            continue


def with_aliases(data: bytes, addresses: list[str]) -> bytes | None:
    """Add aliases to the front matter of a text; nothing is given where only people can."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    pieces = [(found[1], found[2]) for found in _LINE.finditer(text) if found[0]]
    plain = "\n".join(line for line, _ in pieces) + ("\n" if pieces and pieces[-1][1] else "")
    parts, fault = split(plain, "")
    if fault is not None:
        return None
    first = parts.matter_line - 1
    last = first + parts.matter.count("\n")
    matter = [_BREAKS.sub(" ", line) for line, _ in pieces[first:last]]
    insertions = add_entries(matter, "aliases", addresses)
    if insertions is None:
        return None
    newline = pieces[first - 1][1]
    for each in sorted(insertions, key=lambda each: (each.line, each.column), reverse=True):
        if each.whole:
            pieces.insert(first + each.line, (each.text, newline))
        else:
            line, end = pieces[first + each.line]
            pieces[first + each.line] = line[: each.column] + each.text + line[each.column :], end
    return "".join(line + end for line, end in pieces).encode()


def _wanted(vanished: Iterable[Vanished]) -> Mapping[str, list[str]]:
    wanted: dict[str, list[str]] = {}
    for each in vanished:
        if each.heir is not None:
            wanted.setdefault(each.heir.path, []).append(each.path)
    return wanted


def _write(file: Path, data: bytes) -> None:
    """Put a new content into a file at once: whoever reads it sees the old one or the new one."""
    descriptor, name = tempfile.mkstemp(prefix=".newsgen-", dir=file.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
        shutil.copymode(file, name)
        os.replace(name, file)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
