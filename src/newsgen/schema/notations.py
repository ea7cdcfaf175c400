"""Texts in a notation: instants, colours, keys, authorities."""

from __future__ import annotations

from newsgen.base.colours import read_colour
from newsgen.base.patterns import regex
from newsgen.schema.instants import BadInstantError, read_instant
from newsgen.schema.plain_values import MARKS
from newsgen.schema.reading import Path, Reading

_KEY = regex("[A-Za-z0-9-]{8,128}")
_AUTHORITY = regex(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?,[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


def read_instant_text(reading: Reading, text: str, path: Path) -> object:
    """Read a date, with or without a time."""
    try:
        return read_instant(text, reading.zone)
    except BadInstantError as error:
        from newsgen.schema.foreign_dates import mended  # seldom needed

        way_out = _without_marks(text) or mended(text, reading.zone, reading.language) or error.way_out
        return reading.fault("bad-date", str(error), path, way_out)


def read_colour_text(reading: Reading, text: str, path: Path) -> object:
    """Read a colour as style sheets write it."""
    colour = read_colour(text)
    way_out = "write it as six hexadecimal digits in quotes: “#a3261b”"
    return colour or reading.fault("bad-colour", f"“{text}” is not a colour", path, way_out)


def read_key_text(reading: Reading, text: str, path: Path) -> object:
    """Read a key that is also the name of a file, as IndexNow wants it (indexnow.org)."""
    if _KEY.fullmatch(text):
        return text
    message = f"“{text}” can be no key of IndexNow"
    return reading.fault("bad-key", message, path, "write 8 to 128 letters (A to Z), digits and hyphens")


def read_authority(reading: Reading, text: str, path: Path) -> object:
    """Read in whose name things are named for ever: a domain, and a day on which it was theirs (RFC 4151, 2.1)."""
    if _AUTHORITY.fullmatch(text):
        return text
    way_out = "write a domain of yours and the year since when you have it: “example.org,2026”"
    return reading.fault("bad-authority", f"“{text}” names nobody for ever", path, way_out)


def _without_marks(text: str) -> str:
    """Say that curly quotation marks around a value belong to it, if there are any."""
    return f"YAML does not know these quotation marks: write {text.strip(MARKS)}" if text[0] in MARKS else ""
