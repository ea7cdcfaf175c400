"""The dates of commits as the updates of texts: what a site shows if its settings say ``updated: git``."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from newsgen.content.sources import Decoded
from newsgen.model.records import Article, Record, StaticPage
from newsgen.site.calendar import local_text


class CommitDates(Struct, frozen=True):
    """When texts last changed, in seconds since 1970 by their paths, as of the ``commit`` that is checked out."""

    commit: str = ""
    moments: Mapping[str, int] = {}


def with_updates(decoded: Decoded, dates: CommitDates, zone: ZoneInfo) -> Decoded:
    """Let texts without ``updated`` say that they changed with their last commit, if that was after they appeared."""
    if not dates.moments:
        return decoded
    return replace(decoded, records=[_updated(each, dates.moments.get(each.path), zone) for each in decoded.records])


def _updated(record: Record, moment: int | None, zone: ZoneInfo) -> Record:
    if moment is None or not isinstance(record, Article | StaticPage) or record.matter.updated is not None:
        return record
    if isinstance(record, Article) and moment <= record.moment:
        return record
    updated = local_text(moment, zone)
    if isinstance(record, Article):
        return replace(record, matter=replace(record.matter, updated=updated))
    return replace(record, matter=replace(record.matter, updated=updated))
