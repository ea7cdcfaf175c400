"""The sources of a site, read: each file at most once, and only if it may have changed since it was last read."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any, BinaryIO, Union, assert_never

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.digest import Digest, digest_bytes, digest_pieces, encode
from newsgen.base.faults import Fault
from newsgen.base.observer import Observer, unobserved
from newsgen.base.opening import pieces, unreadable
from newsgen.base.seal import DamagedError
from newsgen.content.conflicts import settle_conflicts
from newsgen.content.scan import FileKind, Found, Stat, stat_of
from newsgen.content.source_text import decode
from newsgen.model.kinds import BUILT_IN, ContentKind, ContentKinds
from newsgen.model.records import Article, Asset, Body, Parsed, Record, body_of

TEMPLATES = "templates/"
"""Where the sources lie that the plan knows nothing of: they only print it."""


class SourceRow(Struct, frozen=True, array_like=True, gc=False):
    """A source file as last read.

    ``settled``: its stat was older than the reading by a margin, so that an equal stat vouches for an equal content
    ever after (git's “racily clean” rule). ``plan_digest`` is the digest of what the plan looks at: of an article, all
    but its words and headline, which are only copied. What it says is kept elsewhere, for few builds need it; ``said``
    is the digest of that, ``terms`` that of what the search finds it by.
    """

    stat: Stat
    settled: bool
    digest: Digest
    plan_digest: Digest
    said: Digest
    terms: Digest | None = None


class SourceText(Struct, frozen=True):
    """The bytes of a source file of content, and the name of its kind."""

    path: str
    kind: str
    data: bytes


class ParsedText(Struct, frozen=True):
    """What a text says: its encoded :class:`Parsed`, its plan digest, the HTML of its body by digest, if any.

    ``terms`` is its entry for the search, empty for none.
    """

    parsed: bytes
    plan_digest: Digest
    body: Digest | None = None
    html: str = ""
    terms: bytes = b""


Parse = Callable[[Iterable[SourceText], int], Iterator[ParsedText]]
"""Parses texts, about so many, in order."""


class SourceReading(Struct, frozen=True):
    """How to read: ``settle_before`` is in nanoseconds; ``trust`` says whether an equal stat may vouch for a content.

    ``open`` opens a file and ``read`` reads a text, by its path. ``keep`` is given what each source says that was read
    anew (an encoded :class:`Parsed`, or nothing), by its path.
    """

    open: Callable[[str], BinaryIO]
    read: Callable[[str], bytes]
    parse: Parse
    keep: Callable[[str, bytes], None]
    keep_body: Callable[[Digest, str], None]
    keep_terms: Callable[[Digest, bytes], None]
    settle_before: int
    trust: bool = True
    observe: Observer = unobserved


def read_sources(
    files: Iterable[Found], known: Mapping[str, SourceRow], reading: SourceReading
) -> tuple[dict[str, SourceRow], list[Fault]]:
    """Read what may have changed; give the rows of all files by path, and the faults of the reading itself."""
    rows: dict[str, SourceRow] = {}
    faults: list[Fault] = []
    texts: list[Found] = []
    for found in files:
        row = known.get(found.path)
        if row is not None and reading.trust and row.settled and row.stat == found.stat:
            rows[found.path] = row
        elif row is None and isinstance(found.kind, ContentKind):
            texts.append(found)
        else:
            try:
                read = _read(found, row, reading)
            except OSError as error:
                faults.append(unreadable(found.path, error))
                continue
            if read is None:
                texts.append(found)
            else:
                rows[found.path] = read
    rows.update(_parse(texts, reading, faults))
    return rows, faults


def settle(
    rows: Mapping[str, SourceRow], open_file: Callable[[str], BinaryIO], settle_before: int
) -> dict[str, SourceRow]:
    """Read again what was too young to be settled when it was read, and is old enough now.

    Give the rows that are settled so.
    """
    settled: dict[str, SourceRow] = {}
    for path, row in rows.items():
        if row.settled or row.stat.ctime >= settle_before:
            continue
        with suppress(OSError), open_file(path) as stream:
            if digest_pieces(pieces(stream)) == row.digest and stat_of(os.stat(stream.fileno())) == row.stat:
                settled[path] = replace(row, settled=True)
    return settled


def _parse(texts: Sequence[Found], reading: SourceReading, faults: list[Fault]) -> Iterator[tuple[str, SourceRow]]:
    """Parse the texts that differ from what is known; they are read as they are needed, not all at once."""
    read: deque[tuple[Found, Digest]] = deque()

    def contents() -> Iterator[SourceText]:
        for found in reading.observe("parse", texts):
            try:
                data = reading.read(found.path)
            except OSError as error:
                faults.append(unreadable(found.path, error))
                continue
            read.append((found, digest_bytes(data)))
            yield SourceText(found.path, found.kind.name, data)

    for outcome in reading.parse(contents(), len(texts)) if texts else ():
        found, digest = read.popleft()
        if outcome.body is not None:
            reading.keep_body(outcome.body, outcome.html)
        reading.keep(found.path, outcome.parsed)
        terms = digest_bytes(outcome.terms) if outcome.terms else None
        if terms is not None:
            reading.keep_terms(terms, outcome.terms)
        settled = found.stat.ctime < reading.settle_before
        said = digest_bytes(outcome.parsed)
        yield found.path, SourceRow(found.stat, settled, digest, outcome.plan_digest, said, terms)


class Decoded(Struct, frozen=True):
    """The records of sources in the order of their paths, the faults found in them, and the ``broken`` ones by names.

    ``sound`` is what can be checked of broken articles all the same.
    """

    records: list[Record]
    faults: list[Fault]
    broken: dict[str, tuple[str, ...]]
    sound: list[Article]


def decode_records(said: Iterable[tuple[str, bytes]], kinds: ContentKinds = BUILT_IN) -> Decoded:
    """Decode what sources say, given by their paths in order.

    Raises:
        DamagedError: one of them says nothing of the kind.
    """
    try:
        return _decode_records(said, kinds)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamagedError("what a source says cannot be read") from error


def _decode_records(said: Iterable[tuple[str, bytes]], kinds: ContentKinds) -> Decoded:
    decoded = Decoded([], [], {}, [])
    known: dict[Any, Any] = {}
    decode_parsed = parsed_decoder(kinds).decode
    for path, value in said:
        parsed = decode_parsed(value)
        decoded.faults.extend(parsed.faults)
        if (record := parsed.record) is not None:
            if record.path != path:
                raise DamagedError(f"what {path} says is another file's")
            decoded.records.append(_shared(record, known) if isinstance(record, Article) else record)
            continue
        decoded.broken[path] = parsed.names
        if parsed.sound is not None:
            decoded.sound.append(parsed.sound)
    return decoded


@lru_cache(maxsize=4)  # a process has one table, or as many as it has sites
def parsed_decoder(kinds: ContentKinds) -> msgspec.msgpack.Decoder[Parsed[Record]]:
    """Make what decodes all that sources of these kinds say: files that are published are a kind of their own."""
    records = (*dict.fromkeys(kind.record for kind in kinds), Asset)
    return msgspec.msgpack.Decoder(Parsed[Union[records]])  # type: ignore[valid-type]  # noqa: UP007 - made of a table


def _shared(article: Article, known: dict[Any, Any]) -> Article:
    """Let articles share the names that they have in common.

    Each has its own copies of them, a quarter of its memory.
    """
    share, matter, slug = known.setdefault, article.matter, article.slug
    named = replace(
        matter,
        category=share(matter.category, matter.category),
        author=share(matter.author, matter.author),
        tags=tuple([share(tag, tag) for tag in matter.tags]),
        slug=slug if matter.slug == slug else matter.slug,
    )
    tags = tuple([share(tag, tag) for tag in article.tags])
    return replace(article, id=slug if article.id == slug else article.id, matter=named, tags=tags)


def bodies_of(records: Iterable[Record]) -> Iterator[Body]:
    """Give the bodies of the records that have one."""
    return (body for record in records if (body := body_of(record)) is not None)


def _read(found: Found, row: SourceRow | None, reading: SourceReading) -> SourceRow | None:
    """Read a file; nothing is given for a text that must be parsed anew."""
    settled = found.stat.ctime < reading.settle_before
    if found.kind is FileKind.STATIC or found.kind is FileKind.MEDIA:
        with reading.open(found.path) as stream:
            digest = digest_pieces(pieces(stream))
            if row is None or row.digest != digest:
                from newsgen.content.inspect import read_asset  # reads pictures; seldom needed

                stream.seek(0)
                said = encode(Parsed(read_asset(found.path, digest, stream)))
                reading.keep(found.path, said)
                return SourceRow(found.stat, settled, digest, digest, digest_bytes(said))
            return replace(row, stat=found.stat, settled=settled)
    data = reading.read(found.path)
    digest = digest_bytes(data)
    if row is not None and row.digest == digest:
        return replace(row, stat=found.stat, settled=settled)
    match found.kind:
        case FileKind.TEMPLATE:
            text, fault = decode(data, found.path)
            template_faults = [fault] if fault else settle_conflicts(text, found.path)[1]
            said = encode(Parsed(None, tuple(template_faults))) if template_faults else b""
            reading.keep(found.path, said)
            said_digest = digest_bytes(said)
            return SourceRow(found.stat, settled, digest, said_digest, said_digest)
        case ContentKind():
            return None
        case _:
            assert_never(found.kind)
