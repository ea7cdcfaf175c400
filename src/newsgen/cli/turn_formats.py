"""The turns of a site for people, for programs, for calendars (RFC 5545) and for cron."""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from newsgen import VERSION
from newsgen.base.terminal import one_line
from newsgen.model.settings import Settings
from newsgen.model.turn import Change, Turn, What, named, spoken

WORDS: Mapping[What, str] = {
    "publication": "it appears",
    "embargo-end": "its embargo ends",
    "correction": "a correction appears",
    "letter": "a letter appears",
    "expiry": "it expires",
    "withdrawal": "it is withdrawn",
    "news-end": "it leaves the news sitemap",
    "pin-end": "a pin ends",
    "banner-begin": "its banner appears",
    "banner-end": "its banner ends",
    "new-day": "a day begins",
    "new-month": "a month begins",
    "new-year": "a year begins",
    "other": "something changes",
}
"""What happens to a source, in words."""

_OFTEN: frozenset[What] = frozenset(WORDS) - {"publication", "embargo-end", "expiry", "withdrawal", "news-end"}
"""What may happen to one source at several instants."""
_LONGEST = 75  # octets in a line of a calendar, RFC 5545, 3.1
_YEAR = timedelta(days=365)


class Agenda(Struct, frozen=True):
    """What is ahead of a site, as of ``now`` (seconds since 1970), and the words of the ``command`` that builds it."""

    turns: Sequence[Turn]
    now: int
    settings: Settings
    command: Sequence[str]


def as_text(agenda: Agenda) -> str:
    """Give a line for each change: when, what happens, to which source."""
    if not agenda.turns:
        return "nothing changes by itself\n"
    rows = [
        (spoken(turn.local, agenda.now), WORDS[change.what], one_line(change.source))
        for turn in agenda.turns
        for change in turn.changes
    ]
    first, second = (max(len(row[column]) for row in rows) for column in (0, 1))
    return "".join(f"{when:{first}}  {what:{second}}  {source}\n" for when, what, source in rows)


def as_json(agenda: Agenda) -> str:
    """Give a list of ``{at, changes: [{source, what}]}``."""
    listed = [
        {
            "at": turn.local,
            "changes": [{"source": one_line(change.source), "what": change.what} for change in turn.changes],
        }
        for turn in agenda.turns
    ]
    return msgspec.json.format(msgspec.json.encode(listed)).decode() + "\n"


def as_calendar(agenda: Agenda) -> bytes:
    """Give a calendar with an event for each change (RFC 5545).

    What can happen to an article once keeps its name when its hour is another one, so that programs move it.
    """
    host = urlsplit(agenda.settings.url).hostname or "newsgen"
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//newsgen//newsgen {VERSION}//EN"]
    lines.append(f"X-WR-CALNAME:{_escaped(agenda.settings.title)}")
    events = [line for turn in agenda.turns for change in turn.changes for line in _event(turn, change, host)]
    lines += [*(events or _NO_EVENTS), "END:VCALENDAR"]
    return "".join(piece for line in lines for piece in _folded(line)).encode()  # no system may turn its line ends


_NO_EVENTS = (
    *("BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"),
)
"""A calendar has at least one component (RFC 5545, 3.6)."""


def _event(turn: Turn, change: Change, host: str) -> Iterator[str]:
    at = datetime.fromtimestamp(turn.moment, UTC).strftime("%Y%m%dT%H%M%SZ")
    name = "\n".join((change.source, change.what, *((at,) if change.what in _OFTEN else ())))
    uid = hashlib.blake2b(name.encode(errors="backslashreplace"), digest_size=16).hexdigest()
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@{host}"
    yield f"DTSTAMP:{at}"  # of the event itself: the same schedule is the same file, whenever it is asked for
    yield f"DTSTART:{at}"
    yield f"SUMMARY:{_escaped(f'{one_line(change.source)}: {WORDS[change.what]}')}"
    yield f"CATEGORIES:{change.what}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """Escape a value of type TEXT (RFC 5545, 3.3.11)."""
    return re.sub(r"([\\;,])", r"\\\1", one_line(text))


def _folded(line: str) -> Iterator[str]:
    """Fold a line between characters, so that none of its pieces is longer than allowed."""
    piece = ""
    for character in line:
        if len(f"{piece}{character}".encode()) > _LONGEST:
            yield f"{piece}\r\n"
            piece = " "
        piece += character
    yield f"{piece}\r\n"


def as_cron(agenda: Agenda) -> str:
    """Give a line of a crontab for each instant, rounded up to the minute, on the clock of this machine.

    Cron knows no year: what is a year ahead or more is only a comment.
    """
    settings, now = agenda.settings, datetime.fromtimestamp(agenda.now, agenda.settings.zone)
    lines = [
        f"# newsgen next, as of {now.isoformat(sep=' ', timespec='minutes')} ({settings.timezone}).",
        "# Comments give the time there, lines that of this machine. Cron has no year: ask again after each build.",
    ]
    command = shlex.join(agenda.command).replace("%", r"\%")
    comments = {turn.moment: f"# {spoken(turn.local, agenda.now)}: {one_line(named(turn))}" for turn in agenda.turns}
    soon = [moment for moment in comments if datetime.fromtimestamp(moment, UTC) - now < _YEAR]
    for at, moments in groupby(soon, key=_minute):
        lines += [comments[moment] for moment in moments]
        lines.append(f"{at.minute} {at.hour} {at.day} {at.month} * {command}")
    far = [comment for moment, comment in comments.items() if moment not in soon]
    lines += [f"{comment}: a year ahead or more, which cron cannot say" for comment in far]
    return "".join(f"{line}\n" for line in lines)


def _minute(moment: int) -> datetime:
    """Give the first whole minute from an instant on, here; of an hour that comes twice not the second time."""
    moment = -(-moment // 60) * 60
    while (at := datetime.fromtimestamp(moment)).fold:  # noqa: DTZ006 - of this machine
        moment += 60
    return at


FORMATS: Mapping[str, Callable[[Agenda], str | bytes]] = {
    "text": as_text,
    "json": as_json,
    "ics": as_calendar,
    "cron": as_cron,
}
"""How turns can be printed."""
