"""Kinds of text that a declaration may name, and how each is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Final

from msgspec import Meta

from newsgen.schema.address_texts import (
    read_destination,
    read_old_address,
    read_reference,
    read_site_path,
    read_site_url,
    read_video,
    read_web,
)
from newsgen.schema.kinds import Kind
from newsgen.schema.notations import read_authority, read_colour_text, read_instant_text, read_key_text
from newsgen.schema.plain_values import read_text
from newsgen.schema.prose import read_name, read_prose
from newsgen.schema.reading import Path, Reading

Instant = Annotated[str, Meta(extra={"kind": "instant"}, examples=["2026-03-01", "2026-03-01T18:30"])]
Reference = Annotated[str, Meta(extra={"kind": "reference"}, examples=["finale-de-la-coupe", "2026/finale.md"])]
Destination = Annotated[str, Meta(extra={"kind": "destination"}, examples=["2026/finale.md", "/direct/", "https://…"])]
PageAddress = Annotated[str, Meta(extra={"kind": "page-address"}, examples=["charte", "/charte/#sources", "https://…"])]
"""Where a text stands that is no article: a static page by its slug or file, a path of the site, or elsewhere."""
SiteUrl = Annotated[str, Meta(extra={"kind": "site-url"}, pattern="^https?://")]
"""The address of a site, which may be that of a machine on somebody's desk."""
WebUrl = Annotated[str, Meta(extra={"kind": "web"}, pattern="^https?://")]
Prose = Annotated[str, Meta(extra={"kind": "prose"})]
"""Text that readers read, which typography sets; not names, addresses and the like."""
Name = Annotated[str, Meta(extra={"kind": "name"})]
"""A name that readers read and that files refer to: kept as typed until it is shown."""
Authority = Annotated[str, Meta(extra={"kind": "authority"}, examples=["example.org,2026"])]
"""In whose name things are named for ever (RFC 4151): a domain, and a day on which it was theirs."""
Colour = Annotated[str, Meta(extra={"kind": "colour"}, examples=["#a3261b"])]
KeyName = Annotated[str, Meta(extra={"kind": "key"}, pattern="^[A-Za-z0-9-]{8,128}$")]
"""A key that anybody may read, published under its own name."""
VideoAddress = Annotated[str, Meta(extra={"kind": "video"}, examples=["https://video.example/7", "/videos/film.mp4"])]
FaultCodeOrFiles = Annotated[str, Meta(extra={"kind": "fault-code"}, examples=["dead-link", "content/old/**"])]
"""The name of a setting of its own: the code of a fault, or a pattern of paths with codes below it."""
SitePath = Annotated[str, Meta(extra={"kind": "site-path"}, pattern="^/")]
OldAddress = Annotated[str, Meta(extra={"kind": "old-address"}, pattern="^/")]
"""An address that leads elsewhere, as a path: decoded; one with a query keeps it, as written."""


def _read(reading: Reading, read: Callable[[Reading, str, Path], object], value: object, path: Path) -> object:
    text = read_text(reading, value, path)
    return read(reading, text, path) if isinstance(text, str) else text


TEXT_KINDS: Final[Mapping[str, Kind]] = {
    "instant": Kind(_read, (read_instant_text,)),
    "reference": Kind(_read, (read_reference,), lists=True),
    "destination": Kind(_read, (read_destination,)),
    "page-address": Kind(_read, (read_destination,)),
    "site-url": Kind(_read, (read_site_url,)),
    "web": Kind(_read, (read_web,)),
    "prose": Kind(_read, (read_prose,), is_text=True, lists=True),
    "name": Kind(_read, (read_name,), is_text=True),
    "authority": Kind(_read, (read_authority,)),
    "colour": Kind(_read, (read_colour_text,)),
    "key": Kind(_read, (read_key_text,)),
    "video": Kind(_read, (read_video,)),
    "site-path": Kind(_read, (read_site_path,), lists=True),
    "old-address": Kind(_read, (read_old_address,), lists=True),
}
"""How texts of each kind are read; fault codes are only names of fields."""
