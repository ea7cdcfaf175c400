"""The newspaper and its site, as every page names them, and what its pages need to name anything."""

from __future__ import annotations

import re

from msgspec.structs import replace

from newsgen.base.patterns import regex
from newsgen.model.words import Words
from newsgen.pages.views import AuthorCard, Link, Picture, Publisher
from newsgen.render.environment import Config
from newsgen.render.structured.schema_org import (
    ContactPoint,
    ImageObject,
    NewsMediaOrganization,
    Node,
    Person,
    WebSite,
)

_ABSOLUTE = regex(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)

_NO_ADDRESSES = frozenset(("legal_name", "founding_date", "email", "telephone", "contact", "same_as"))
"""What is told of a publisher in a way of its own; all else are addresses that schema.org calls the same."""


class Newspaper:
    """A newspaper as its pages name it, by its settings.

    ``organization`` is the newspaper, ``site`` the site, both in short; ``described_site`` is what the front page says
    of the site.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self.words = Words(config.language, config.words)
        self._origin = config.url.removesuffix(config.base)
        self.home = Link(self.words.say("home"), f"{config.base}/")
        front = self.absolute(self.home.url)
        self.logo = self.image_at(config.logo) if config.logo else None
        self.organization = NewsMediaOrganization(id=f"{front}#journal", name=config.title, url=front, logo=self.logo)
        self.site = WebSite(id=f"{front}#site", name=config.title, url=front)
        self.described_site = replace(
            self.site,
            description=config.description,
            in_language=config.language,
            publisher=reference_to(self.organization),
        )

    def published_by(self, publisher: Publisher) -> NewsMediaOrganization:
        """Say of the newspaper all that its settings tell of its publisher."""
        addresses = {
            name: self.absolute(address)
            for name in publisher.__struct_fields__
            if name not in _NO_ADDRESSES and (address := getattr(publisher, name)) is not None
        }
        contact = ContactPoint(
            contact_type="newsroom",
            url=self.absolute(publisher.contact) if publisher.contact else None,
            email=publisher.email,
            telephone=publisher.telephone,
        )
        is_reached = publisher.contact or publisher.email or publisher.telephone
        return replace(
            self.organization,
            legal_name=publisher.legal_name,
            founding_date=publisher.founding_date,
            contact_point=contact if is_reached else None,
            same_as=publisher.same_as,
            **addresses,
        )

    def absolute(self, url: str) -> str:
        """Complete an address of the site; one of another site stays."""
        return url if _ABSOLUTE.match(url) else self._origin + url

    def image_at(self, url: str) -> ImageObject:
        """Name the picture at an address."""
        address = self.absolute(url)
        return ImageObject(url=address, content_url=address)

    def image(self, picture: Picture) -> ImageObject:
        """Name a picture with what is known of it."""
        address, known = self.absolute(picture.url), bool(picture.width and picture.height)
        return ImageObject(
            url=address,
            content_url=address,
            width=picture.width if known else None,
            height=picture.height if known else None,
            caption=picture.caption,
            credit_text=picture.credit,
        )

    def person(self, card: AuthorCard) -> Person:
        """Name an author, who has a page at that address."""
        url, links = self.absolute(card.url), tuple([link.url for link in card.links])
        return Person(id=f"{url}#author", name=card.name, url=url, job_title=card.role, same_as=links)

    def profile(self, card: AuthorCard) -> Person:
        """Name an author as on the author's own page: with a portrait, and whom the author works for."""
        photo = self.image(card.photo) if card.photo else None
        return replace(self.person(card), image=photo, works_for=self.organization)


def reference_to(node: Node) -> Node:
    """Name a thing that stands elsewhere on the page."""
    return Node(id=node.id)
