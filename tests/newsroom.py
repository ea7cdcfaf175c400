"""A whole little site for tests, built through the public API."""

from __future__ import annotations

import struct
import time
import zlib
from collections.abc import Mapping
from pathlib import Path

import yaml
from msgspec.structs import replace

from newsgen.build import Report, Request, build

NOON = 1_780_000_000
"""An instant in May 2026, after everything that tests publish."""

PATIENCE = 300.0
"""Seconds after which a test takes something for hanging: no measure of anything, however slow the machine is."""

SETTINGS = "title: Le Test\nurl: https://test.example\nlanguage: fr\ntimezone: Europe/Paris\n"


ONE_FEED = "feeds: {site: [atom], categories: [], content: summary}\n"
"""One feed without texts, so that tests about other things count what these touch; tests/test_feeds.py has all."""


class Newsroom:
    """A folder with a site in it, and what happened when it was last built."""

    def __init__(self, root: Path, settings: str = SETTINGS + ONE_FEED) -> None:
        self.root = root
        self.now = NOON
        self.allow_local_code = False
        self.write("newsgen.yaml", settings)
        (root / "content").mkdir(exist_ok=True)

    def write(self, path: str, content: str | bytes) -> Newsroom:
        """Write a file of the site as it stands."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return self

    def article(self, name: str, body: str = "Un paragraphe.\n", **matter: object) -> Newsroom:
        """Write ``content/articles/{name}.md``; title, category and date have defaults."""
        fields = {"title": name.title(), "category": "sport", "date": "2026-03-01T08:00", **matter}
        text = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
        return self.write(f"content/articles/{name}.md", f"---\n{text}---\n{body}")

    def delete(self, path: str) -> Newsroom:
        """Delete a file of the site."""
        (self.root / path).unlink()
        return self

    def replace(self, path: str, old: str, new: str) -> Newsroom:
        """Replace a text that occurs in a file."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {path}"
        return self.write(path, text.replace(old, new))

    @property
    def request(self) -> Request:
        """What :meth:`build` asks for."""
        return Request(self.root, self.now, time.time_ns(), allow_local_code=self.allow_local_code)

    def build(self, *, clean: bool = False, strict: bool = False) -> Report:
        """Build the site into ``public/``."""
        return build(replace(self.request, clean=clean, strict=strict))

    def built(self) -> Report:
        """Build the site, which must have no errors."""
        report = self.build()
        assert not report.failed, codes(report)
        return report

    def look_anew(self) -> None:
        """Let the next build look into the sources, as it does unless they had been lying there for two seconds."""
        (self.root / ".newsgen/standstill").unlink(missing_ok=True)

    def public(self) -> Mapping[str, bytes]:
        """Give every file of the output by path."""
        return tree(self.root / "public")

    def page(self, path: str) -> str:
        """Give a page of the output as text."""
        return (self.root / "public" / path).read_text(encoding="utf-8")

    def clean(self, folder: Path) -> Mapping[str, bytes]:
        """Give what a build from nothing makes of the same sources at the same instant."""
        report = build(replace(self.request, output=folder / "output", cache=folder / "cache"))
        assert not report.failed, codes(report)
        return tree(folder / "output")


def picture(width: int = 3, height: int = 2, shade: int = 0) -> bytes:
    """Draw a plain grey PNG picture (PNG specification, third edition)."""
    rows = (b"\0" + bytes((shade,)) * width) * height
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    body = (
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


def tree(folder: Path) -> Mapping[str, bytes]:
    """Give every file below a folder by path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def rendered(report: Report) -> set[str]:
    """Name the outputs that a build made again."""
    return {path for path, _ in report.reasons}


def codes(report: Report) -> list[str]:
    """Give the faults of a build as ``path:line:column code``."""
    return [f"{each.fault.path}:{each.place.line}:{each.place.column} {each.fault.code}" for each in report.faults]
