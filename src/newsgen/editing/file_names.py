"""What the file of a new text is called: as the newest of its kind are, each site has a habit of its own.

A habit is the path of a text with what belongs to that text taken out of it: ``{year}/{day}-{slug}/index.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from newsgen.model.kinds import ContentKind
from newsgen.model.records import Article, Record
from newsgen.model.slugs import Slugs

_NEWEST = 20  # of which most decide
_TOKEN = re.compile(r"\{(\w+)\}")
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}-.", re.ASCII)


def path_of_new(kind: ContentKind, records: Iterable[Record], slug: str, date: str, category: str, slugs: Slugs) -> str:
    """Give the path of a new text, by the habit of the texts that there are: ``content/articles/2026/finale.md``.

    ``date`` is ISO text; ``category`` is that of an article, or nothing.
    """
    habits = [_habit_of(each, kind, slugs) for each in _newest(records, kind)]
    common = Counter(habits).most_common()
    habit = common[0][0] if common else _usual(kind)
    if "{category}" in habit and not category:
        habit = _usual(kind)
    parts = _parts_of_date(date) | {"slug": slug, "category": slugs.make(category.rpartition("/")[2])}
    return kind.folder + _TOKEN.sub(lambda found: parts[found[1]], habit)


def _newest(records: Iterable[Record], kind: ContentKind) -> Sequence[Record]:
    """Give the newest texts of a kind, the newest first."""
    of_kind = [each for each in records if type(each) is kind.record and each.path.startswith(kind.folder)]
    of_kind.sort(key=lambda each: (each.moment if isinstance(each, Article) else 0, each.path), reverse=True)
    return of_kind[:_NEWEST]


def _habit_of(record: Record, kind: ContentKind, slugs: Slugs) -> str:
    name, ending = kind.name_of(record.path), record.path.rpartition(".")[2]
    folders = name.split("/")
    last = folders.pop()
    in_bundle = last == "index" and bool(folders)
    stem = folders.pop() if in_bundle else last
    file = "{day}-{slug}" if _DATED.match(stem) else "{slug}"
    meant = _folders_of(record, slugs)
    return "/".join([*(meant.get(each, each) for each in folders), f"{file}{'/index' if in_bundle else ''}.{ending}"])


def _folders_of(record: Record, slugs: Slugs) -> dict[str, str]:
    """Give the tokens that the folders around a text may stand for."""
    if not isinstance(record, Article):
        return {}
    parts = _parts_of_date(record.matter.date)
    named = {parts[token]: f"{{{token}}}" for token in ("day_of_month", "month", "year_month", "day", "year")}
    return {slugs.make(name.rpartition("/")[2]): "{category}" for name in record.matter.category[:1]} | named


def _parts_of_date(date: str) -> dict[str, str]:
    return {"year": date[:4], "month": date[5:7], "day_of_month": date[8:10], "day": date[:10], "year_month": date[:7]}


def _usual(kind: ContentKind) -> str:
    return ("{year}/" if kind.record is Article else "") + "{slug}." + kind.endings[0]
