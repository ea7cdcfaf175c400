"""Who publishes the newspaper, and where it says how it works: told to search engines on the front page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from newsgen.base.faults import Fault, Field
from newsgen.base.patterns import regex
from newsgen.schema.text_kinds import PageAddress, Prose

_FOUNDED = regex(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _about(description: str) -> Meta:
    return Meta(description=description)


class PublisherSettings(Struct, frozen=True):
    """Who publishes the newspaper, and where it says how it works.

    A page is named by its slug or its file in `content/pages/`.
    """

    legal_name: Annotated[Prose | None, _about("the name of the company or association")] = None
    founded: Annotated[str | None, _about("the year, or the day: `1887`, `1887-03-01`")] = None
    contact: Annotated[PageAddress | None, _about("where readers reach the newsroom")] = None
    email: Annotated[str | None, _about("a public address of the newsroom")] = None
    telephone: Annotated[str | None, _about("with the code of the country: `+33 2 99 00 00 00`")] = None
    publishing_principles: Annotated[PageAddress | None, _about("the charter, or all principles")] = None
    ethics_policy: Annotated[PageAddress | None, _about("conflicts of interest, gifts, how people are treated")] = None
    corrections_policy: Annotated[PageAddress | None, _about("how errors are put right")] = None
    verification_fact_checking_policy: Annotated[PageAddress | None, _about("how facts are checked")] = None
    unnamed_sources_policy: Annotated[PageAddress | None, _about("when sources stay without a name")] = None
    actionable_feedback_policy: Annotated[PageAddress | None, _about("how readers take part and complain")] = None
    diversity_policy: Annotated[PageAddress | None, _about("whose voices are heard")] = None
    mission_coverage_priorities_policy: Annotated[PageAddress | None, _about("what the newspaper is for")] = None
    ownership_funding_info: Annotated[PageAddress | None, _about("who owns and who pays it")] = None
    masthead: Annotated[PageAddress | None, _about("who works there")] = None


def publisher_faults(publisher: PublisherSettings, path: str) -> Iterator[Fault]:
    """Report a date of foundation that is none."""
    if publisher.founded is not None and not _is_date(publisher.founded):
        message = f"“{publisher.founded}” is neither a year nor a day"
        yield Fault("bad-value", message, path, Field(("publisher", "founded")), "write it as 1887, or as 1887-03-01")


def _is_date(text: str) -> bool:
    found = _FOUNDED.fullmatch(text)
    if found is None:
        return False
    try:
        date(*(int(part or 1) for part in found.groups()))
    except ValueError:
        return False
    return True
