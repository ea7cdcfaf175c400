"""Who is told of a security hole, in ``newsgen.yaml``: the fields of security.txt (RFC 9116)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from msgspec import Meta, Struct, field

from newsgen.base.faults import Fault, Field
from newsgen.base.patterns import regex
from newsgen.model.contacts import WAY_OUT, contact_uri
from newsgen.schema.text_kinds import Instant, PageAddress, WebUrl

_LANGUAGE = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*")


def _about(description: str) -> Meta:
    return Meta(description=description)


class SecuritySettings(Struct, frozen=True):
    """The file `/.well-known/security.txt`: who is told of a security hole of the site."""

    contact: Annotated[tuple[str, ...], _about("mail address, page (`https://…`), telephone (`tel:…`); the best first")]
    until: Annotated[Instant, _about("until when this holds, a year at most; newsgen warns a month before")] = field(
        name="expires"
    )
    policy: Annotated[PageAddress | None, _about("what may be tried, and what is done with reports")] = None
    acknowledgments: Annotated[PageAddress | None, _about("who is thanked for reports")] = None
    hiring: Annotated[PageAddress | None, _about("jobs in security")] = None
    encryption: Annotated[WebUrl | None, _about("a key for reports")] = None
    languages: Annotated[tuple[str, ...], _about("in which reports are read: `[fr, en]`")] = ()


def security_faults(security: SecuritySettings | None, path: str) -> Iterator[Fault]:
    """Report contacts that are none, and languages that are none."""
    if security is None:
        return
    for index, each in enumerate(security.contact):
        if contact_uri(each) is None:
            message = f"“{each}” is not where somebody is reached"
            yield Fault("bad-value", message, path, Field(("security", "contact", index)), WAY_OUT)
    for index, each in enumerate(security.languages):
        if not _LANGUAGE.fullmatch(each):
            message = f"“{each}” is not the code of a language"
            yield Fault("bad-value", message, path, Field(("security", "languages", index)), "write it as fr, or fr-CA")
