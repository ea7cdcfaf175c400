"""The feeds of a site in ``newsgen.yaml``: of which lists there are some, in which formats, and how much they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from msgspec import Meta, Struct

from newsgen.base.faults import Fault, Field
from newsgen.schema.text_kinds import Authority

FeedFormat = Literal["rss", "atom", "json"]


def _about(description: str) -> Meta:
    return Meta(description=description)


class FeedSettings(Struct, frozen=True):
    """Feeds: in RSS 2.0 (`rss`), Atom (`atom`) and JSON Feed 1.1 (`json`)."""

    site: Annotated[tuple[FeedFormat, ...], _about("of all articles")] = ("rss", "atom", "json")
    categories: Annotated[
        tuple[FeedFormat, ...], _about("of each category, with the articles of those below it: `/sport/rss.xml`")
    ] = ("rss",)
    authors: Annotated[tuple[FeedFormat, ...], _about("of each author")] = ()
    tags: Annotated[tuple[FeedFormat, ...], _about("of each tag")] = ()
    corrections: Annotated[tuple[FeedFormat, ...], _about("of all corrections, once there is one")] = ("atom",)
    content: Annotated[
        Literal["full", "summary"], _about("`summary`: readers of feeds get no more than lists on the site show")
    ] = "full"
    authority: Annotated[
        Authority | None,
        _about(
            "in whose name articles are named for ever, a domain and the year since when it is yours "
            "(`example.org,2026`); by default the host of `url`, with which the names change"
        ),
    ] = None


def feed_faults(feeds: FeedSettings, outputs: Sequence[str], path: str) -> Iterator[Fault]:
    """Report formats of feeds, and of ``outputs`` beside pages, that are named twice: no list has two feeds alike."""
    lists: dict[tuple[str, ...], Sequence[str]] = {("outputs",): outputs}
    lists |= {("feeds", of): getattr(feeds, of) for of in ("site", "categories", "authors", "tags", "corrections")}
    for where, formats in lists.items():
        for index, each in enumerate(formats):
            if each in formats[:index]:
                message = f"“{'.'.join(where)}” names “{each}” twice"
                yield Fault("bad-value", message, path, Field((*where, index)), "take one of the two out")
