"""What exports of counting programs say, row by row: pure functions of their bytes.

Sources: goatcounter.com/help/export (CSV, version 2); plausible.io/docs/export-stats (ZIP of CSV files); Matomo's
reporting API, ``Actions.getPageUrls`` with ``format=JSON&flat=1&period=day``; the table ``website_event`` of Umami.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fnmatch import fnmatch
from typing import Final

import msgspec
from msgspec import Struct

MOST_BYTES: Final = 1 << 29
"""How large an export may be when it is unpacked."""
_NUMBER = re.compile(r"[0-9]{1,12}")
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"

Row = Mapping[str, str]


class Count(Struct, frozen=True):
    """How often an address was read on a day (``2026-11-01``), and how many comments came."""

    day: str
    address: str
    views: int
    comments: int = 0


class BadExportError(Exception):
    """An export that cannot be read; says why in plain words, with the line where there is one."""


def read_export(data: bytes, source: str) -> list[Count]:
    """Read the export of a source, one of :data:`SOURCES`.

    Raises:
        BadExportError: it is none of that source.
    """
    return list(SOURCES[source](data))


def _goatcounter(data: bytes) -> Iterator[Count]:
    """One row for each view, bots and events among them."""
    for line, row in _rows(_text(data, ""), ("Path", "Event", "Bot", "Date")):
        if row["Event"].lower() == "false" and row["Bot"] in {"", "0"}:
            yield Count(_day(row["Date"], line), row["Path"], 1)


def _plausible(data: bytes) -> Iterator[Count]:
    for line, row in _rows(_text(data, "imported_pages*.csv"), ("date", "page", "pageviews")):
        yield Count(_day(row["date"], line), row["page"], _number(row["pageviews"], line))


def _umami(data: bytes) -> Iterator[Count]:
    """One row for each event; those of type 1 are views."""
    for line, row in _rows(_text(data, "website_event*.csv"), ("url_path", "event_type", "created_at")):
        if row["event_type"] == "1":
            yield Count(_day(row["created_at"], line), row["url_path"], 1)


class _MatomoPage(Struct, frozen=True):
    label: str
    nb_hits: int
    url: str = ""


def _matomo(data: bytes) -> Iterator[Count]:
    """Read lists of pages by their days."""
    try:
        days = msgspec.json.decode(_text(data, "*.json"), type=dict[str, list[_MatomoPage]])
    except msgspec.DecodeError:
        raise BadExportError(
            "this is no report of pages by days: ask for Actions.getPageUrls with format=JSON, flat=1 and period=day"
        ) from None
    for day, pages in days.items():
        for page in pages:
            address = page.url or "/" + page.label.strip().removeprefix("/").removesuffix("index")
            yield Count(_day(day, None), address, max(page.nb_hits, 0))


def _plain(data: bytes) -> Iterator[Count]:
    for line, row in _rows(_text(data, ""), ("date", "path", "views")):
        comments = row.get("comments") or "0"
        yield Count(_day(row["date"], line), row["path"], _number(row["views"], line), _number(comments, line))


SOURCES: Final[Mapping[str, Callable[[bytes], Iterator[Count]]]] = {
    "goatcounter": _goatcounter,
    "plausible": _plausible,
    "matomo": _matomo,
    "umami": _umami,
    "csv": _plain,
}
"""The programs whose exports can be read, and ``csv``: columns ``date``, ``path``, ``views``, maybe ``comments``."""


def _text(data: bytes, member: str) -> str:
    """Unpack an export; of a ZIP file the members with such names, one after the other."""
    try:
        if data.startswith(_GZIP):
            with gzip.open(io.BytesIO(data)) as stream:
                data = stream.read(MOST_BYTES + 1)
        elif data.startswith(_ZIP):
            data = _member(data, member)
        if len(data) > MOST_BYTES:
            raise BadExportError(f"it is larger than {MOST_BYTES >> 20} MB: export fewer days")
        return data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise BadExportError("it cannot be unpacked: is it whole?") from None
    except UnicodeDecodeError:
        raise BadExportError("it is not text in UTF-8") from None


def _member(data: bytes, wanted: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [each for each in archive.namelist() if wanted and fnmatch(each.rpartition("/")[2], wanted)]
        if len(names) != 1:
            found = "several files" if names else "no file"
            raise BadExportError(f"there is {found} {wanted or 'to be read'} in it")
        with archive.open(names[0]) as stream:
            return stream.read(MOST_BYTES + 1)


def _rows(text: str, needed: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    """Give the rows of a table as mappings, with their lines; GoatCounter's first column has the version before it."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        names = [re.sub(r"^[0-9]+(?=Path$)", "", name.strip()) for name in header]
        if missing := [name for name in needed if name not in names]:
            raise BadExportError(f"line 1: there is no column “{missing[0]}”")
        for row in reader:
            if not row:
                continue
            if len(row) != len(names):
                raise BadExportError(f"line {reader.line_num}: {len(row)} columns, and {len(names)} in the first line")
            yield reader.line_num, dict(zip(names, row, strict=True))
    except csv.Error as error:
        raise BadExportError(f"line {reader.line_num}: {error}") from None


def _day(text: str, line: int | None) -> str:
    try:
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        where = "" if line is None else f"line {line}: "
        raise BadExportError(f"{where}“{text[:40]}” is no day such as 2026-11-01") from None


def _number(text: str, line: int) -> int:
    if not _NUMBER.fullmatch(text.strip()):
        raise BadExportError(f"line {line}: “{text[:40]}” is no number of readers")
    return int(text)
