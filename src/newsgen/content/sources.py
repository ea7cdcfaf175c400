"""The sources of a site, read: each file at most once, and only if it may have changed since it was last read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from newsgen.content.assets import read_asset
from newsgen.content.frontmatter import decode
from newsgen.content.scan import Found, Kind, Stat
from newsgen.diagnostics import Diagnostic, Place
from newsgen.digest import Digest, digest_bytes, digest_file, encode
from newsgen.model import Article, Author, Body, Category, Parsed, Record, StaticPage

if TYPE_CHECKING:  # the Markdown engine takes long to import and is needed only when a text has changed
    from newsgen.content.parse import Parser

_DECODE = msgspec.msgpack.Decoder(Parsed).decode
TEMPLATES = "templates/"
"""Where the sources lie that the plan knows nothing of: they only print it."""


class SourceRow(Struct, frozen=True):
    """A source file as last read.

    ``settled``: its stat was older than the reading by a margin, so that an equal stat vouches for an equal
    content ever after (git's “racily clean” rule). ``face`` is the digest of what the rest of the site can see of it:
    of an article, all but the words of its body.
    """

    stat: Stat
    settled: bool
    digest: Digest
    face: Digest
    parsed: bytes


class Reading(Struct, frozen=True):
    """How to read: ``settle_before`` is in nanoseconds; ``trust`` says whether an equal stat may vouch for a content."""

    locate: Callable[[str], Path]
    parser: Callable[[], Parser]
    keep_body: Callable[[Digest, str], None]
    settle_before: int
    trust: bool = True


def read_sources(
    files: Iterable[Found], known: Mapping[str, SourceRow], reading: Reading
) -> tuple[dict[str, SourceRow], list[Diagnostic]]:
    """Read what may have changed; give the rows of all files by path, and the faults of the reading itself."""
    rows: dict[str, SourceRow] = {}
    faults: list[Diagnostic] = []
    for found in files:
        row = known.get(found.path)
        if row is None or not reading.trust or not row.settled or row.stat != found.stat:
            try:
                row = _read(found, row, reading)
            except OSError as error:
                message = f"this cannot be read: {error.strerror or error}"
                faults.append(Diagnostic("unreadable", message, found.path, Place(), "check its permissions"))
                continue
        rows[found.path] = row
    return rows, faults


def decode_records(
    rows: Mapping[str, SourceRow],
) -> tuple[list[Record], list[Diagnostic], dict[str, tuple[str, ...]]]:
    """Give the records of the sources in the order of their paths, the faults found in them, and the names of the rest."""
    records: list[Record] = []
    faults: list[Diagnostic] = []
    broken: dict[str, tuple[str, ...]] = {}
    for path in sorted(rows):
        if rows[path].parsed:
            parsed = _DECODE(rows[path].parsed)
            faults.extend(parsed.faults)
            if parsed.record is not None:
                records.append(parsed.record)
            else:
                broken[path] = parsed.names
    return records, faults, broken


def bodies_of(records: Iterable[Record]) -> Iterator[Body]:
    """Give the bodies of the records that have one."""
    for record in records:
        if isinstance(record, Article | Author | Category | StaticPage):
            yield record.body


def _read(found: Found, row: SourceRow | None, reading: Reading) -> SourceRow:
    settled = found.stat.ctime < reading.settle_before
    file = reading.locate(found.path)
    if found.kind in (Kind.STATIC, Kind.MEDIA):
        with file.open("rb") as stream:
            digest = digest_file(stream)
            if row is None or row.digest != digest:
                stream.seek(0)
                parsed = Parsed(read_asset(found.path, digest, stream))
                return SourceRow(found.stat, settled, digest, digest, encode(parsed))
            return SourceRow(found.stat, settled, digest, row.face, row.parsed)
    data = file.read_bytes()
    digest = digest_bytes(data)
    if row is not None and row.digest == digest:
        return SourceRow(found.stat, settled, digest, row.face, row.parsed)
    if found.kind is Kind.TEMPLATE:
        fault = decode(data, found.path)[1]
        said = encode(Parsed(None, (fault,))) if fault else b""
        return SourceRow(found.stat, settled, digest, digest_bytes(said), said)
    parsed, html = reading.parser().parse(found.path, found.kind, data)
    for body in bodies_of([parsed.record] if parsed.record else []):
        reading.keep_body(body.digest, html)
    return SourceRow(found.stat, settled, digest, face_of(parsed), encode(parsed))


def face_of(parsed: Parsed) -> Digest:
    """Digest what the rest of the site can see of a source. Of an article only its own page shows the words."""
    if isinstance(record := parsed.record, Article):
        outline = replace(record.body, digest=Digest(b""), words=0, opening="")
        parsed = replace(parsed, record=replace(record, body=outline))
    return digest_bytes(encode(parsed))
