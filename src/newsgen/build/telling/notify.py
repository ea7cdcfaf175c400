"""``notify``: everybody is told of what has changed since they were told last, and the record says so at once.

Each message is told at least once: it counts as told when the answer has come. Where that is lost, by a kill or on the
way, the same is told again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from newsgen.base.faults import Located
from newsgen.base.seal import DamagedError
from newsgen.build.external.exchange import MANNERS, Manners
from newsgen.build.request import CACHE_FILE, TOLD, Request
from newsgen.build.setup import open_site
from newsgen.build.telling.changes import Change, States, changes, states_of
from newsgen.build.telling.channels import Channel, channels_of
from newsgen.build.telling.posting import Persistence, post
from newsgen.build.telling.record import Record, Told
from newsgen.content.locate import locate
from newsgen.output.manifests import Entry
from newsgen.output.store import Store

Extent = Literal["changes", "all", "nothing"]
"""What is told: what has changed, all that is online, or nothing, so that all of it is taken as told."""


class NotBuiltError(Exception):
    """There is nothing yet that could be told of; says why in plain words."""


class Notice(Struct, frozen=True):
    """What somebody is told: which ``changes``; ``left`` are those that they did not take, ``failure`` says why.

    ``first``: they were never told anything. Whatever was online before is taken as known, ``known`` addresses.
    """

    url: str
    changes: tuple[Change, ...] = ()
    left: tuple[Change, ...] = ()
    first: bool = False
    known: int = 0
    failure: str = ""


class Telling(Struct, frozen=True):
    """How to tell: of what, how politely, how often; ``record`` is the file of the record, if not the usual one."""

    persistence: Persistence
    extent: Extent = "changes"
    manners: Manners = MANNERS
    record: Path | None = None


class Notifier:
    """The last build of a site, and who is to be told of it.

    Raises:
        NotBuiltError: no build has come to its end.
    """

    def __init__(self, request: Request, telling: Telling) -> None:
        folders, settings, faults = open_site(request)
        self.faults: tuple[Located, ...] = locate(faults, folders.read)
        """What is wrong with the settings; then nobody is told anything."""
        self._telling = telling
        self._record = Record(telling.record or folders.cache / TOLD, request.seal)
        self._site = settings.url if settings else ""
        self._channels = channels_of(settings) if settings else []
        self._manifest = _manifest(folders.cache / CACHE_FILE, folders.output_name, request) if self._channels else {}

    def foresee(self) -> list[Notice]:
        """Say what everybody would be told.

        Raises:
            DamagedRecordError: nobody knows what was told.
            OSError: the record cannot be read.
        """
        told = self._record.read(self._site)
        return [self._notice(each, told.known.get(each.url)) for each in self._channels]

    def tell(self) -> list[Notice]:
        """Tell everybody what has changed; say what they took.

        Raises:
            BusyError: somebody is telling already.
            DamagedRecordError: nobody knows what was told.
            OSError: the record cannot be kept.
        """
        if not self._channels:
            return []
        with self._record.held():
            told = self._record.read(self._site)
            return [self._tell(each, told) for each in self._channels]

    def _states(self, channel: Channel) -> States:
        return states_of(self._manifest, channel.audience)

    def _notice(self, channel: Channel, known: States | None) -> Notice:
        """Say what there is to tell somebody who knows something, or was never told anything."""
        states, extent = self._states(channel), self._telling.extent
        if extent == "nothing" or (known is None and extent == "changes"):
            return Notice(channel.url, first=known is None, known=len(states))
        before = known or {}
        found = changes(before, states, self._site)
        if extent == "all":
            gone = [each for each in found if each.kind == "gone"]
            found = iter([*changes({}, states, self._site), *gone])
        outstanding = tuple(each for each in found if channel.tells_gone or each.kind != "gone")
        if outstanding and channel.proof is not None and channel.proof not in self._manifest:
            failure = f"the file of the key, /{channel.proof}, is not built yet: build and deploy, then tell"
            return Notice(channel.url, left=outstanding, first=known is None, failure=failure)
        return Notice(channel.url, outstanding, first=known is None)

    def _tell(self, channel: Channel, told: Told) -> Notice:
        """Tell somebody, a batch after the other; what they have taken is known at once, whatever comes then."""
        notice = self._notice(channel, told.known.get(channel.url))
        known = told.known.setdefault(channel.url, {})
        if notice.known:
            known.clear()
            known.update(self._states(channel))
            self._record.write(told)
        if not channel.tells_gone:
            for path in known.keys() - self._states(channel).keys():
                del known[path]
        for start in range(0, len(notice.changes), channel.most):
            batch = notice.changes[start : start + channel.most]
            message = channel.compose([each.url for each in batch])
            refusal = post(channel.url, message, self._telling.manners, self._telling.persistence, channel.says)
            if refusal is not None:
                return replace(notice, changes=notice.changes[:start], left=notice.changes[start:], failure=refusal)
            for each in batch:
                if each.state is None:
                    known.pop(each.path, None)
                else:
                    known[each.path] = each.state
            self._record.write(told)
        return notice


def _manifest(cache: Path, output_name: str, request: Request) -> Mapping[str, Entry]:
    """Read what is known of the output, while nobody is writing it."""
    unfinished = "the last build was broken off, or is still at work: let one come to its end, deploy, then tell"
    try:
        store = Store.peek(cache, request.seal)
        if store is None:
            raise NotBuiltError("this site was not built here: build and deploy it, then tell")
        try:
            manifest = store.manifests.of(output_name)
        finally:
            store.close()
    except (DamagedError, sqlite3.Error):
        raise NotBuiltError(unfinished) from None
    if not manifest:
        raise NotBuiltError("this site was not built here: build and deploy it, then tell")
    if any(entry.key is None for entry in manifest.values()):
        raise NotBuiltError(unfinished)
    return manifest
