"""What articles are called for ever, in feeds and wherever else programs are told of them (RFC 4151)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from newsgen.base.faults import Fault, Field, Place, Spot
from newsgen.model.records import Article
from newsgen.model.settings import Settings
from newsgen.site.calendar import is_draft


def id_of(settings: Settings, article: Article) -> str:
    """Name an article for ever: by the day of its date and its id, in the name of the newsroom.

    No address matters and no neighbour; nor does a change of domain, where the settings give an authority.
    """
    if settings.feeds.authority is None:
        return f"tag:{urlsplit(settings.url).hostname or ''},{_name_of(article)}"
    return f"tag:{settings.feeds.authority}:{_name_of(article)}"


def same_names(articles: Sequence[Article]) -> Iterator[Fault]:
    """Report the articles of a day that have one id. Drafts have no name yet; what has expired keeps its own."""
    times = Counter([article.id for article in articles])
    named: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        if times[article.id] > 1 and not is_draft(article):
            named[_name_of(article)].append(article)
    for namesakes in named.values():
        for article in namesakes if len(namesakes) > 1 else ():
            other = next(each for each in namesakes if each is not article)
            message = f"“{article.id}” is the id of {other.path} too, which has the same day"
            spot: Spot = Field(("id",)) if article.matter.id else Place()
            yield Fault("same-id", message, article.path, spot, "give one of them another “id”")


def _name_of(article: Article) -> str:
    return f"{article.matter.date[:10]}:{article.id}"
