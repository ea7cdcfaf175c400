"""What is live at an instant, and when that changes next: decided here and nowhere else.

The site stage drops every article and static page that is not live, so that nothing downstream can see it; fronts drop
pins and banners whose time it is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsgen.model.front_matter import BannerMatter, CuratedFront, Pin
from newsgen.model.records import Article, Front, Record, StaticPage
from newsgen.model.visibility import Visibility
from newsgen.schema.instants import seconds


def is_shown(text: Article | StaticPage, now: int, visibility: Visibility) -> bool:
    """Tell whether an article or a static page is on the site for those who see ``visibility``."""
    if is_live(text, now):
        return True
    if text.matter.draft or isinstance(text, StaticPage):
        return visibility.drafts
    return visibility.future if is_upcoming(text, now) else visibility.expired


def is_live(text: Article | StaticPage, now: int) -> bool:
    """Tell whether readers may see an article or a static page at ``now`` (seconds since 1970)."""
    if text.matter.draft:
        return False
    if isinstance(text, StaticPage):
        return True
    matter = text.matter
    if text.moment > now or (matter.embargo is not None and seconds(matter.embargo) > now):
        return False
    return matter.expires is None or seconds(matter.expires) > now


def is_upcoming(article: Article, now: int) -> bool:
    """Tell whether an article will appear by itself after ``now``: only a date or an embargo lies ahead."""
    matter = article.matter
    if matter.draft or is_live(article, now):
        return False
    return matter.expires is None or seconds(matter.expires) > now


def why_not_live(text: Article | StaticPage, now: int) -> str:
    """Say in a few words why readers may not see an article or a static page at ``now``."""
    if text.matter.draft or isinstance(text, StaticPage):
        return "it is a draft"
    matter = text.matter
    if matter.expires is not None and seconds(matter.expires) <= now:
        return f"it expired on {matter.expires}"
    if matter.embargo is not None and seconds(matter.embargo) > now:
        return f"it is under embargo until {matter.embargo}"
    return f"it is dated {matter.date}, in the future"


def is_pinned(pin: Pin, now: int) -> bool:
    """Tell whether a pin holds its place at ``now`` (seconds since 1970)."""
    return pin.until is None or seconds(pin.until) > now


def is_shown_banner(banner: BannerMatter, now: int, visibility: Visibility) -> bool:
    """Tell whether a banner is on its front for those who see ``visibility``."""
    begun = visibility.future or banner.starts is None or seconds(banner.starts) <= now
    return begun and seconds(banner.until) > now


def pins_of(matter: CuratedFront) -> Iterator[Pin]:
    """Give every pin of a front."""
    if matter.lead is not None:
        yield matter.lead
    if matter.featured is not None:
        yield from matter.featured.articles
    for block in matter.blocks:
        yield from block.articles


def next_instant(records: Iterable[Record], now: int) -> int | None:
    """Give the next instant after ``now`` at which an article, a banner or a pin appears or disappears.

    ``None`` if there is none.
    """
    return min((moment for record in records for moment in _turning_points(record) if moment > now), default=None)


def next_midnight(now: int, zone: ZoneInfo) -> int | None:
    """Give the first instant of the day after ``now`` in the newsroom's time zone; ``None`` on the last day of all."""
    if datetime.fromtimestamp(now, zone).date() == date.max:
        return None
    tomorrow = datetime.fromtimestamp(now, zone).date() + timedelta(days=1)
    return int(datetime.combine(tomorrow, time(), zone).timestamp())


def _turning_points(record: Record) -> Iterator[int]:
    if isinstance(record, Article) and not record.matter.draft:
        yield record.moment
        instants = [record.matter.embargo, record.matter.expires]
    elif isinstance(record, Front):
        instants = [pin.until for pin in pins_of(record.matter)]
        if (banner := record.matter.banner) is not None:
            instants += [banner.starts, banner.until]
    else:
        return
    yield from (seconds(instant) for instant in instants if instant is not None)
