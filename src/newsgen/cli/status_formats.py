"""How articles stand, for people, for programs, for spreadsheets (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import get_args

import msgspec

from newsgen.base.terminal import columns, one_line
from newsgen.cli.surroundings import terminal_width
from newsgen.cli.turn_formats import WORDS
from newsgen.model.kinds import ARTICLE
from newsgen.site.calendar import State
from newsgen.site.status import Status

_FIELDS = ("source", "title", "state", "date", "next_at", "next", "authors", "categories", "lacks", "corrected", "url")
_HEADINGS = ("state", "date", "next", "lacks", "corrected", "title", "source")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for the beginning of a formula, full-width signs too (OWASP, CSV Injection)."""


def as_table(rows: Sequence[Status]) -> str:
    """Give a line for each article, not wider than the terminal, and how many there are of each state."""
    if not rows:
        return "no article\n"
    cells = [_HEADINGS, *(tuple(map(one_line, _cells(row))) for row in rows)]
    shown = [index for index in range(len(_HEADINGS)) if any(row[index] for row in cells[1:])]
    widths = _fitting([max(columns(row[index]) for row in cells) for index in shown], terminal_width())
    lines = ("  ".join(_padded(row[index], width) for index, width in zip(shown, widths, strict=True)) for row in cells)
    counts = Counter(row.state for row in rows)
    summary = ", ".join(f"{counts[state]} {state}" for state in get_args(State) if counts[state])
    return "".join(f"{line.rstrip()}\n" for line in (*lines, summary))


def _cells(row: Status) -> tuple[str, ...]:
    ahead = WORDS[row.next.what] if row.next else ""
    if row.next and row.next.at != row.appears:
        ahead = f"{_minute(row.next.at)} {ahead}"
    corrected = row.corrected[:10] if row.corrected else ""
    source = row.source.removeprefix(ARTICLE.folder)
    return row.state, _minute(row.appears), ahead, ", ".join(row.lacks), corrected, row.title, source


def _minute(instant: str) -> str:
    return instant[:16].replace("T", " ")


def _fitting(widths: list[int], most: int | None) -> list[int]:
    """Take columns from the wider one of the last two, then from the widest, until all fit, with two between them."""
    if most is None:
        return widths
    room = most - 2 * (len(widths) - 1)
    for start, narrowest in ((len(widths) - 2, 12), (0, 4)):
        while sum(widths) > room and (widest := max(widths[start:])) > narrowest:
            widths[widths.index(widest, start)] -= 1
    return widths


def _padded(text: str, width: int) -> str:
    """Cut a text, or fill it up, to a width in columns."""
    if (taken := columns(text)) <= width:
        return text + " " * (width - taken)
    while columns(text) > width - 1:
        text = text[:-1]
    return f"{text}…"


def as_json(rows: Sequence[Status]) -> str:
    """Give a list of objects."""
    return msgspec.json.format(msgspec.json.encode(list(map(_object, rows)))).decode() + "\n"


def _object(row: Status) -> dict[str, object]:
    return {
        "source": one_line(row.source),
        "title": row.title,
        "state": row.state,
        "date": row.appears,
        "next": {"at": row.next.at, "what": row.next.what} if row.next else None,
        "authors": [person.name for person in row.people],
        "categories": [node.path for node in row.categories],
        "lacks": row.lacks,
        "corrected": row.corrected,
        "url": row.url,
    }


def as_csv(rows: Sequence[Status]) -> bytes:
    """Give a table with a line of headings; what a spreadsheet would take for a formula is told as text."""
    stream = io.StringIO()
    writer = csv.writer(stream)  # whose dialect is that of RFC 4180
    writer.writerow(_FIELDS)
    writer.writerows([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in _line(row)] for row in rows)
    return stream.getvalue().encode()


def _line(row: Status) -> Iterator[str]:
    for name, value in _object(row).items():
        if name == "next":
            yield from (row.next.at, row.next.what) if row.next else ("", "")
        elif isinstance(value, list | tuple):
            yield "; ".join(value)
        else:
            yield str(value or "")


FORMATS: Mapping[str, Callable[[Sequence[Status]], str | bytes]] = {
    "table": as_table,
    "json": as_json,
    "csv": as_csv,
}
"""How articles can be printed."""
