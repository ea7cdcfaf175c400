"""When texts last changed for readers, by the commits of the site's repository (the setting ``updated: git``).

What counts is a commit in which the headline, the kicker, the standfirst or the body became another one: not the first
one of a file, no rename, no new tag or alias, no other line ends. The date is the committer's: that of the author may
lie long before anybody saw the change. Of a merge only what differs from all of its parents is its own.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from newsgen.base.accents import name_of
from newsgen.base.digest import Digest, digest_bytes
from newsgen.base.faults import Fault, Field
from newsgen.base.places import SETTINGS
from newsgen.base.repository import IN_CI, NoHistoryError, Repository
from newsgen.build.commit_dates import CommitDates
from newsgen.content.source_text import read_text, split
from newsgen.output.store import Store
from newsgen.schema.yaml_text import Document

_KEPT = "commit dates"
_TEXTS = (".md", ".markdown")
_MOVED = "RC"
"""Renamed, and copied: of a file in whose place another one was written at once."""
_LOG = (
    *("-z", "--raw", "--no-abbrev", "--no-relative", "-B", "-M", "-l1000", "-c"),
    *("--date-order", "--format=%x01%ct", "HEAD", "--", "content"),
)
_TOLD = ("title", "kicker", "summary")
_NO_DATES = CommitDates("none")
"""What no commit will be taken for."""


class _Change(Struct, frozen=True):
    """What a commit did to the file at a ``path``: when, and the objects that were and are its content.

    ``before`` is its name before, if it had another.
    """

    moment: int
    path: str
    before: str | None
    old: tuple[str, ...]
    new: str


def read_commit_dates(folder: Path, store: Store, engine: Digest) -> tuple[CommitDates, list[Fault]]:
    """Read when the texts of the site in a folder last changed; what is known of the same commit is not read again.

    It is a fault of the settings where Git cannot tell.
    """
    try:
        repository = _whole_repository(folder)
        head = repository.head()
        if head is None:
            return _NO_DATES, []
        kept = _recall(store, head, engine)
        if kept is None:
            kept = CommitDates(head, last_changes(repository))
            store.put_meta(_KEPT, msgspec.msgpack.encode((engine, kept)))
    except NoHistoryError as error:
        message = f"“updated: git” asks Git for dates: {error}"
        return _NO_DATES, [Fault("no-history", message, SETTINGS, Field(("updated",)), error.way_out)]
    return kept, []


def _whole_repository(folder: Path) -> Repository:
    repository = Repository.around(folder)
    if repository.shallow:
        reason = "this clone is shallow, and the history that has the dates is not in it"
        raise NoHistoryError(reason, f"git fetch --unshallow gets it; {IN_CI}")
    return repository


def last_changes(repository: Repository) -> Mapping[str, int]:
    """Give when each text of today last changed for readers, by its path.

    Raises:
        NoHistoryError: Git cannot tell.
    """
    changes = _changes(repository)
    moments: dict[str, int] = {}
    while changes:
        newest = {path: each[0] for path, each in changes.items()}
        told = _told(repository, {name for each in newest.values() for name in (*each.old, each.new)})
        moments.update(
            (path, each.moment) for path, each in newest.items() if all(told[old] != told[each.new] for old in each.old)
        )
        changes = {path: rest for path, each in changes.items() if path not in moments and (rest := each[1:])}
    return moments


def _recall(store: Store, commit: str, engine: Digest) -> CommitDates | None:
    """Give what was found out of a commit by the same newsgen."""
    value = store.meta(_KEPT)
    try:
        known_to, kept = msgspec.msgpack.decode(value, type=tuple[bytes, CommitDates]) if value else (b"", None)
    except (msgspec.DecodeError, UnicodeDecodeError):  # written by a newsgen that remembers other things
        return None
    return kept if kept is not None and known_to == engine and kept.commit == commit else None


def _told(repository: Repository, names: Iterable[str]) -> Mapping[str, Digest]:
    """Digest what the objects of some names tell readers."""
    ordered = sorted(names)
    return {name: _told_by(data) for name, data in zip(ordered, repository.contents(ordered), strict=True)}


def _told_by(data: bytes) -> Digest:
    """Digest what a text tells readers: headline, kicker, standfirst and body, however their lines are broken."""
    text, flaws = read_text(data, "")
    parts, fault = split(text, "")
    if flaws or fault is not None:
        return digest_bytes(data)
    value, _ = Document(parts.matter, "").load()
    fields = [str(value.get(field, "")) for field in _TOLD] if isinstance(value, dict) else [parts.matter]
    return digest_bytes("\0".join(" ".join(each.split()) for each in (*fields, parts.body)).encode())


def _changes(repository: Repository) -> dict[str, list[_Change]]:
    """Give the changes of each text of today but its first, the newest first."""
    today = {name_of(each.path) for each in repository.files("HEAD", "content") if each.path.endswith(_TEXTS)}
    found: dict[str, list[_Change]] = defaultdict(list)
    names: dict[str, str] = {}  # what files of older commits are called today; nothing: there are none
    for commit in _commits(repository):
        moved = {each.before: names.get(each.path, each.path) for each in commit if each.before is not None}
        for each in commit:
            is_new = not each.old or (each.before is None and each.path in moved)
            if not is_new:
                found[names.get(each.path, each.path)].append(each)
            elif each.path not in moved:
                moved[each.path] = ""
        names |= moved
    for path in found.keys() - today:  # a branch knew the file by the name that it had
        found[names.get(path, path)] += found.pop(path)
    return {path: sorted(found[path], key=lambda change: -change.moment) for path in sorted(found.keys() & today)}


def _commits(repository: Repository) -> Iterator[list[_Change]]:
    """Give what each commit did to the files below content/, the newest commit first."""
    prefix = repository.prefix()
    pieces = iter(repository.log(*_LOG).split(b"\0"))
    moment = 0
    commit: list[_Change] = []
    for piece in pieces:
        said = piece.lstrip(b"\n")
        if said.startswith(b"\x01"):
            yield commit
            moment, commit = int(said[1:]), []
        if not said.startswith(b":"):
            continue
        parents = len(said) - len(said.lstrip(b":"))
        *described, status = said[parents:].decode().split(" ")
        names = [_path(next(pieces), prefix)]
        if parents == 1 and status[0] in _MOVED:
            names.append(_path(next(pieces), prefix))
        *old, new = (name if name.strip("0") else "" for name in described[parents + 1 :])
        if new:
            before = names[0] if len(names) > 1 else None
            commit.append(_Change(moment, names[-1], before, tuple(filter(None, old)), new))
    yield commit


def _path(stored: bytes, prefix: bytes) -> str:
    return name_of(os.fsdecode(stored.removeprefix(prefix)))
