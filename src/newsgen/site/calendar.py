"""What is live at an instant, and when that changes next: decided here and nowhere else.

The site stage drops every article and static page that is not live, so that nothing downstream can see it; fronts drop
pins and banners whose time it is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from heapq import merge
from itertools import chain, groupby
from operator import attrgetter
from types import MappingProxyType
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from newsgen.model.front_matter import BannerMatter, CorrectionMatter, CuratedFront, LetterMatter, Pin
from newsgen.model.kinds import Instants
from newsgen.model.records import Article, Front, Record, StaticPage
from newsgen.model.turn import Change, Turn, What
from newsgen.model.visibility import Visibility
from newsgen.schema.instants import seconds

NEWS_WINDOW = 48 * 3_600
"""For how many seconds an article is news to search engines, from when it appears (Google, “News sitemaps”)."""


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


def is_recent(article: Article, now: int) -> bool:
    """Tell whether an article has been news for less than two days at ``now``, or will be."""
    return now < article.moment + NEWS_WINDOW


def is_upcoming(article: Article, now: int) -> bool:
    """Tell whether an article will appear by itself after ``now``: only a date or an embargo lies ahead."""
    return not article.matter.draft and article.moment > now and _appears(article)


def _appears(article: Article) -> bool:
    """Tell whether there is a time when readers may see an article: not if it goes before it appears."""
    end = _end(article)
    return end is None or end > article.moment


def _end(article: Article) -> int | None:
    """Give the instant from which on readers do not see an article any more."""
    expires, withdrawn = article.matter.expires, article.matter.withdrawn
    if expires is None:
        return None if withdrawn is None else seconds(withdrawn.date)
    return seconds(expires) if withdrawn is None else min(seconds(expires), seconds(withdrawn.date))


def why_not_live(text: Article | StaticPage, now: int) -> str:
    """Say in a few words why readers may not see an article or a static page at ``now``."""
    return cause_not_live(text, now)[1]


def cause_not_live(text: Article | StaticPage, now: int) -> tuple[str, str]:
    """Give the field for which readers may not see an article or a static page at ``now``, and the reason in words."""
    if text.matter.draft:
        return "draft", "it is a draft"
    if text.matter.withdrawn is not None and (isinstance(text, StaticPage) or is_withdrawn(text, now)):
        return "withdrawn", f"it was withdrawn on {text.matter.withdrawn.date}"
    assert isinstance(text, Article)
    matter = text.matter
    if matter.expires is not None and not _appears(text):
        return "expires", f"it expires on {matter.expires}, before it appears"
    if text.moment <= now:
        return "expires", f"it expired on {matter.expires}"
    if text.appears == matter.embargo:
        return "embargo", f"it is under embargo until {matter.embargo}"
    return "date", f"it is dated {matter.date}, in the future"


def is_shown_correction(correction: CorrectionMatter, now: int, visibility: Visibility) -> bool:
    """Tell whether those who see ``visibility`` are told of a correction at ``now`` (seconds since 1970)."""
    since = seconds(correction.date)
    return since <= now or visibility.shows(since)


def is_shown_letter(letter: LetterMatter, now: int, visibility: Visibility) -> bool:
    """Tell whether those who see ``visibility`` read a letter at ``now`` (seconds since 1970)."""
    since = seconds(letter.date)
    return since <= now or visibility.shows(since)


State = Literal["draft", "scheduled", "embargoed", "live", "expired", "withdrawn"]
"""What an article can be at an instant."""


def state_of(article: Article, now: int) -> State:
    """Tell what an article is at ``now``; one that goes before it appears has expired already."""
    if is_draft(article):
        return "draft"
    if is_withdrawn(article, now):
        return "withdrawn"
    if is_upcoming(article, now):
        return "embargoed" if article.appears == article.matter.embargo else "scheduled"
    return "live" if is_live(article, now) else "expired"


def next_of(record: Record, now: int) -> tuple[int, What] | None:
    """Give the next instant after ``now`` at which something happens to a source, and what; or none."""
    return min(((each.at, each.change.what) for each in _upcoming([record], now)), default=None)


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


DATES: Mapping[str, What] = {"today": "new-day", "month": "new-month", "year": "new-year"}
"""The questions of templates that have another answer when a date is another one."""
OF_FRONTS: Collection[What] = ("pin-end", "banner-begin", "banner-end")
"""What happens to fronts, and need make no difference."""
_APPEARANCES: Collection[What] = ("publication", "embargo-end", "correction", "letter", "withdrawal", "banner-begin")
Dates = Mapping[What, Sequence[str]]
"""The dates that templates ask for (``new-day``, ``new-month``, ``new-year``), each with the templates that do."""


def turns(
    records: Iterable[Record],
    now: int,
    zone: ZoneInfo,
    dates: Dates = MappingProxyType({}),
    more: Sequence[Instants] = (),
    leaving: Iterable[Record] = (),
) -> Iterator[Turn]:
    """Give every instant after ``now`` at which something may change by itself, in order, with all that happens then.

    The one place that knows them: whatever heeds the clock has its instants here; ``more`` are those of plugins, and
    ``leaving`` the sources that are told to leave the news sitemap, too.
    """
    of_news = (each for record in leaving for each in _exit_of(record, now))
    of_records = sorted(chain(_upcoming(records, now, more), of_news))
    of_dates = [_moments_of_date(what, dates[what], now, zone) for what in sorted(dates)]
    for at, moments in groupby(merge(of_records, *of_dates), key=attrgetter("at")):
        try:
            local = local_text(at, zone)
        except (OverflowError, ValueError):  # no calendar goes that far
            return
        yield Turn(at, local, tuple(dict.fromkeys(each.change for each in moments)))


def appearances(records: Iterable[Record], now: int) -> list[int]:
    """Give the instants after ``now`` at which a text, a notice, a correction or a banner appears, in order."""
    return sorted({each.at for each in _upcoming(records, now) if each.change.what in _APPEARANCES})


def local_text(moment: int, zone: ZoneInfo) -> str:
    """Give an instant (seconds since 1970) as ISO text on the clocks of a zone."""
    return datetime.fromtimestamp(moment, zone).isoformat()


def next_midnight(now: int, zone: ZoneInfo) -> int | None:
    """Give the first instant of the day after ``now`` in the newsroom's time zone; ``None`` on the last day of all."""
    if datetime.fromtimestamp(now, zone).date() == date.max:
        return None
    tomorrow = datetime.fromtimestamp(now, zone).date() + timedelta(days=1)
    return int(datetime.combine(tomorrow, time(), zone).timestamp())


class _Moment(Struct, frozen=True, order=True, gc=False):
    at: int
    change: Change


def _upcoming(records: Iterable[Record], now: int, more: Sequence[Instants] = ()) -> Iterator[_Moment]:
    """Give the instants of sources after ``now``."""
    for record in records:
        for at, what in _instants_of(record):
            if at > now:
                yield _Moment(at, Change(record.path, what))
        for give in more:
            yield from (_Moment(at, Change(record.path, "other")) for at in give(record) if at > now)


def _instants_of(record: Record) -> Iterable[tuple[int, What]]:
    """Give the instants of a source, whenever they are, and what happens then."""
    if isinstance(record, Article | StaticPage):
        if record.matter.draft:
            return ()
        withdrawn = record.matter.withdrawn
        shown = _instants_while_live(record) if isinstance(record, Article) and _appears(record) else ()
        return shown if withdrawn is None else (*shown, (seconds(withdrawn.date), "withdrawal"))
    return _instants_of_front(record.matter) if isinstance(record, Front) else ()


def _instants_while_live(article: Article) -> Sequence[tuple[int, What]]:
    end, expires, withdrawn = _end(article), article.matter.expires, article.matter.withdrawn
    is_embargo = article.appears == article.matter.embargo
    instants: list[tuple[int, What]] = [(article.moment, "embargo-end" if is_embargo else "publication")]
    told: list[tuple[int, What]] = [(seconds(each.date), "correction") for each in article.matter.corrections]
    told += [(seconds(each.date), "letter") for each in article.matter.letters]
    instants += [each for each in told if article.moment < each[0] and (end is None or each[0] < end)]
    if expires is not None and (withdrawn is None or seconds(expires) < seconds(withdrawn.date)):
        instants.append((seconds(expires), "expiry"))
    return instants


def _instants_of_front(front: CuratedFront) -> Iterator[tuple[int, What]]:
    given: list[tuple[str | None, What]] = [(pin.until, "pin-end") for pin in pins_of(front)]
    if (banner := front.banner) is not None:
        given += [(banner.starts, "banner-begin"), (banner.until, "banner-end")]
    return ((seconds(instant), what) for instant, what in given if instant is not None)


def _exit_of(record: Record, now: int) -> Iterator[_Moment]:
    """Give the instant after ``now`` at which an article leaves the news sitemap by its age alone."""
    if not isinstance(record, Article) or record.matter.draft:
        return
    at = record.moment + NEWS_WINDOW
    if at > now and ((end := _end(record)) is None or end > at):
        yield _Moment(at, Change(record.path, "news-end"))


def _moments_of_date(what: What, templates: Sequence[str], now: int, zone: ZoneInfo) -> Iterator[_Moment]:
    """Give the instants after ``now`` at which a date begins to be another one, on the clocks of a zone."""
    midnight = next_midnight(now, zone)
    while midnight is not None:
        day = datetime.fromtimestamp(midnight, zone)
        if what == "new-day" or (day.day == 1 and (what == "new-month" or day.month == 1)):
            yield from (_Moment(midnight, Change(path, what)) for path in templates)
        midnight = next_midnight(midnight, zone)
