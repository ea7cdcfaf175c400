"""The search of a site in ``newsgen.yaml``: whether readers can search it themselves, and where else they may."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from newsgen.schema.text_kinds import WebUrl


def _about(description: str) -> Meta:
    return Meta(description=description)


class SearchSettings(Struct, frozen=True):
    """The search."""

    index: Annotated[
        bool, _about("an index of all live articles in `/search/`, which the page of the search asks in the browser")
    ] = False
    elsewhere: Annotated[
        WebUrl | None,
        _about(
            "the address of another search for readers without JavaScript, to which their words are sent as `q`: "
            "`https://duckduckgo.com/?sites=journal.example`"
        ),
    ] = None
