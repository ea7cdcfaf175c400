"""What is live at an instant, and when that changes next: decided here and nowhere else.

The site stage drops every article and static page that is not live, so that nothing downstream can see it; fronts drop
pins and banners whose time it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from newsgen.model.front_matter import BannerMatter, CuratedFront, Pin
from newsgen.model.records import Article, Front, Record, StaticPage
from newsgen.model.turn import Turn
from newsgen.model.visibility import Visibility
from newsgen.schema.instants import seconds

_YEAR = 366 * 86_400  # seconds


def is_shown(text: Article | StaticPage, now: int, visibility: Visibility) -> bool:
    """Tell whether an article or a static page is on the site for those who see ``visibility``."""
    if is_live(text, now):
        return True
    if text.matter.draft:
        return visibility.drafts
    if isinstance(text, StaticPage) or is_withdrawn(text, now):
        return visibility.withdrawn
    return visibility.shows(text.moment) if is_upcoming(text, now) else visibility.expired


def is_draft(text: Article | StaticPage) -> bool:
    """Tell whether a text is not to be published, whatever its dates."""
    return text.matter.draft


def is_withdrawn(text: Article | StaticPage, now: int) -> bool:
    """Tell whether an article or a static page was published and has been taken back by ``now``."""
    withdrawn = text.matter.withdrawn
    return withdrawn is not None and not text.matter.draft and seconds(withdrawn.date) <= now


def has_tombstone(text: Article | StaticPage, now: int, visibility: Visibility) -> bool:
    """Tell whether a notice stands in the place of an article or a static page, for those who see ``visibility``."""
    withdrawn = text.matter.withdrawn
    if withdrawn is None or text.matter.draft or is_shown(text, now, visibility):
        return False
    return is_withdrawn(text, now) or visibility.shows(seconds(withdrawn.date))


def is_live(text: Article | StaticPage, now: int) -> bool:
    """Tell whether readers may see an article or a static page at ``now`` (seconds since 1970)."""
    if text.matter.draft or is_withdrawn(text, now):
        return False
    if isinstance(text, StaticPage):
        return True
    return text.moment <= now and (text.matter.expires is None or seconds(text.matter.expires) > now)


def is_upcoming(article: Article, now: int) -> bool:
    """Tell whether an article will appear by itself after ``now``: only a date or an embargo lies ahead."""
    return not article.matter.draft and article.moment > now and _appears(article)


def _appears(article: Article) -> bool:
    """Tell whether there is a time when readers may see an article: not if it goes before it appears."""
    expires, withdrawn = article.matter.expires, article.matter.withdrawn
    ends = (expires, withdrawn.date if withdrawn else None)
    return all(end is None or seconds(end) > article.moment for end in ends)


def why_not_live(text: Article | StaticPage, now: int) -> str:
    """Say in a few words why readers may not see an article or a static page at ``now``."""
    if text.matter.draft:
        return "it is a draft"
    if text.matter.withdrawn is not None and (isinstance(text, StaticPage) or is_withdrawn(text, now)):
        return f"it was withdrawn on {text.matter.withdrawn.date}"
    assert isinstance(text, Article)
    matter = text.matter
    if matter.expires is not None and not _appears(text):
        return f"it expires on {matter.expires}, before it appears"
    if text.moment <= now:
        return f"it expired on {matter.expires}"
    if text.appears == matter.embargo:
        return f"it is under embargo until {matter.embargo}"
    return f"it is dated {matter.date}, in the future"


def is_pinned(pin: Pin, now: int) -> bool:
    """Tell whether a pin holds its place at ``now`` (seconds since 1970)."""
    return pin.until is None or seconds(pin.until) > now


def is_shown_banner(banner: BannerMatter, now: int, visibility: Visibility) -> bool:
    """Tell whether a banner is on its front for those who see ``visibility``."""
    starts = now if banner.starts is None else seconds(banner.starts)
    return (starts <= now or visibility.shows(starts)) and seconds(banner.until) > now


def pins_of(matter: CuratedFront) -> Iterator[Pin]:
    """Give every pin of a front."""
    if matter.lead is not None:
        yield matter.lead
    if matter.featured is not None:
        yield from matter.featured.articles
    for block in matter.blocks:
        yield from block.articles


def next_turn(records: Iterable[Record], now: int, zone: ZoneInfo) -> Turn | None:
    """Give the next instant after ``now`` at which a text, a notice, a banner or a pin appears or disappears.

    With the sources that say so, and ``None`` if there is none.
    """
    ahead = [(moment, record.path) for record in records for moment in _turning_points(record) if moment > now]
    if not ahead:
        return None
    moment, path = min(ahead)
    others = {each for at, each in ahead if at == moment} - {path}
    return Turn(moment, local_text(moment, zone), path, len(others))


class Distant(Struct, frozen=True):
    """A date of a text that lies more than a year ahead, until an instant (seconds since 1970)."""

    path: str
    field: tuple[str | int, ...]
    instant: str
    until: int


def distant(records: Iterable[Record], now: int, zone: ZoneInfo) -> Iterator[Distant]:
    """Find the dates of articles and static pages, but for drafts, that are more than a year after ``now``."""
    try:
        day = local_text(now + _YEAR, zone)[:10]
    except (OverflowError, ValueError):  # no calendar goes that far
        return
    for record in records:
        if not isinstance(record, Article | StaticPage) or is_draft(record):
            continue
        for field, instant in _dates(record):
            if instant is not None and instant[:10] >= day and seconds(instant) > now + _YEAR:
                yield Distant(record.path, field, instant, seconds(instant) - _YEAR)


def _dates(text: Article | StaticPage) -> Iterator[tuple[tuple[str | int, ...], str | None]]:
    """Give the dates of a text that nobody sets far ahead, with their fields."""
    for field in ("date", "embargo", "updated") if isinstance(text, Article) else ("updated",):
        yield (field,), getattr(text.matter, field)
    if text.matter.withdrawn is not None:
        yield ("withdrawn", "date"), text.matter.withdrawn.date


def appearances(records: Iterable[Record], now: int) -> list[int]:
    """Give the instants after ``now`` at which an article, a notice or a banner appears, in their order."""
    moments: set[int] = set()
    for record in records:
        if isinstance(record, Article | StaticPage):
            if isinstance(record, Article) and is_upcoming(record, now):
                moments.add(record.moment)
            if record.matter.withdrawn is not None and not record.matter.draft:
                moments.add(seconds(record.matter.withdrawn.date))
        elif isinstance(record, Front) and record.matter.banner is not None and record.matter.banner.starts is not None:
            moments.add(seconds(record.matter.banner.starts))
    return sorted(moment for moment in moments if moment > now)


def local_text(moment: int, zone: ZoneInfo) -> str:
    """Give an instant (seconds since 1970) as ISO text on the clocks of a zone."""
    return datetime.fromtimestamp(moment, zone).isoformat()


def next_midnight(now: int, zone: ZoneInfo) -> int | None:
    """Give the first instant of the day after ``now`` in the newsroom's time zone; ``None`` on the last day of all."""
    if datetime.fromtimestamp(now, zone).date() == date.max:
        return None
    tomorrow = datetime.fromtimestamp(now, zone).date() + timedelta(days=1)
    return int(datetime.combine(tomorrow, time(), zone).timestamp())


def _turning_points(record: Record) -> Iterator[int]:
    instants: list[str | None] = []
    if isinstance(record, Article | StaticPage):
        if record.matter.draft:
            return
        if isinstance(record, Article) and _appears(record):
            yield record.moment
            instants.append(record.matter.expires)
        if (withdrawn := record.matter.withdrawn) is not None:
            gone = seconds(withdrawn.date)
            yield gone
            instants = [each for each in instants if each is not None and seconds(each) < gone]
    elif isinstance(record, Front):
        instants = [pin.until for pin in pins_of(record.matter)]
        if (banner := record.matter.banner) is not None:
            instants += [banner.starts, banner.until]
    else:
        return
    yield from (seconds(instant) for instant in instants if instant is not None)
