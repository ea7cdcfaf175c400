"""Who is told of what a deploy has changed, in ``newsgen.yaml``."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from newsgen.schema.text_kinds import KeyName, SiteUrl


def _about(description: str) -> Meta:
    return Meta(description=description)


class IndexNowSettings(Struct, frozen=True):
    """Search engines that take changed addresses by IndexNow (indexnow.org)."""

    key: Annotated[KeyName, _about("8 to 128 letters, digits and hyphens of your own choice; published as `/KEY.txt`")]
    endpoints: Annotated[tuple[SiteUrl, ...], _about("who is told; each engine tells the others that take part")] = (
        "https://api.indexnow.org/indexnow",
    )


class NotifySettings(Struct, frozen=True):
    """Who is told by `newsgen notify`."""

    hub: Annotated[
        SiteUrl | None, _about("the WebSub hub of the feeds: it hands what is new on to their readers at once")
    ] = None
    indexnow: Annotated[IndexNowSettings | None, _about("search engines that take part in IndexNow")] = None
