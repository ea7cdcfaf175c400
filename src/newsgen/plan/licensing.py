"""Terms for machines: one value, made of one setting, and the five places in which machines look for them.

- Groups in robots.txt for the crawlers of artificial intelligence, and its line ``License``;
- ``rsl.xml``, the terms themselves (Really Simple Licensing 1.0, rslstandard.org/rsl);
- a ``<link rel="license">`` in every page, which ``config.licence`` tells templates of;
- ``/.well-known/tdmrep.json`` (TDM Reservation Protocol, W3C community group, final report of 10 May 2024);
- the headers ``Link``, ``tdm-reservation`` and ``tdm-policy``, where the host sends headers.

What is written of the AI Preferences of the IETF (``Content-Usage``) is still a draft, so nothing of it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from newsgen.hosting.locations import location
from newsgen.hosting.rules import Header
from newsgen.model.ai_agents import AGENTS
from newsgen.model.contacts import contact_uri
from newsgen.model.licensing_settings import AI_USES, USES, Use
from newsgen.pages.needs import Needs
from newsgen.pages.routes import RSL
from newsgen.pages.views import RobotsGroup
from newsgen.plan.page_addresses import absolute, page_address
from newsgen.site.site import Site

TDMREP: Final = "/.well-known/tdmrep.json"
_MEDIA_TYPE: Final = "application/rsl+xml"
_WITHOUT: Final = "machines are not told of it"


class Terms(Struct, frozen=True):
    """What machines may do with what stands below a path of a host.

    Whoever holds the rights is named ``owner`` and reached at ``contact`` (a URI); ``policy`` is the address of the
    terms in words, ``licence`` that of ``rsl.xml``. Every use is either ``denied`` or ``allowed``.
    """

    scope: str
    denied: tuple[Use, ...]
    licence: str
    owner: str
    policy: str | None = None
    contact: str | None = None

    @property
    def allowed(self) -> tuple[Use, ...]:
        """The uses that are not denied."""
        return tuple(use for use in USES if use not in self.denied)


def terms_of(site: Site, needs: Needs) -> Terms | None:
    """Give the terms of a site, if it has any, reporting a page that they name and that is not there."""
    given = site.settings.licensing
    if not given.speaks:
        return None
    policy = page_address(site, given.terms, ("licensing", "terms"), _WITHOUT, needs) if given.terms else None
    return Terms(
        scope=site.routes.fixed("/"),
        denied=given.denied,
        licence=location(absolute(site, site.routes.fixed(RSL))),
        owner=site.settings.publisher.legal_name or site.settings.title,
        policy=location(absolute(site, policy)) if policy else None,
        contact=contact_uri(given.contact) if given.contact else None,
    )


def shut_out(terms: Terms) -> RobotsGroup | None:
    """Give the group of robots.txt for the crawlers that fetch pages for what is denied, if there are any."""
    agents = sorted((name for name, uses in AGENTS.items() if not set(uses).isdisjoint(terms.denied)), key=str.lower)
    return RobotsGroup(tuple(agents), disallow=("/",)) if agents else None


def rsl(terms: Terms) -> str:
    """Write the terms as RSL."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<rsl xmlns="https://rslstandard.org/rsl">',
        f"  <content url={quoteattr(terms.scope)}>",
        "    <license>",
        *(f'      <permits type="usage">{each}</permits>' for each in _tokens(terms.allowed)),
        *(f'      <prohibits type="usage">{each}</prohibits>' for each in _tokens(terms.denied)),
        "    </license>",
        *((f"    <terms>{escape(terms.policy)}</terms>",) if terms.policy else ()),
        f"    <copyright{_reached(terms)}>{escape(terms.owner)}</copyright>",
        "  </content>",
        "</rsl>",
    ]
    return "\n".join(lines) + "\n"


def _tokens(uses: Sequence[Use]) -> Iterator[str]:
    """Name uses as RSL does (3.4.1.1), parted by spaces, and those together that have a name together."""
    if uses == USES:
        yield "all"
    elif set(AI_USES) <= set(uses):
        yield " ".join(["ai-all", *(use for use in uses if use not in AI_USES)])
    elif uses:
        yield " ".join(uses)


def _reached(terms: Terms) -> str:
    if terms.contact is None:
        return ' type="organization"'
    is_mail = terms.contact.startswith("mailto:")
    name, value = ("contactEmail", terms.contact.removeprefix("mailto:")) if is_mail else ("contactUrl", terms.contact)
    return f' type="organization" {name}={quoteattr(value)}'


def tdmrep(terms: Terms) -> str:
    """Write whether rights are reserved, for text and data mining."""
    rule = {"location": terms.scope, "tdm-reservation": int(bool(terms.denied))}
    policy = {"tdm-policy": terms.policy} if terms.policy and terms.denied else {}
    return json.dumps([{**rule, **policy}], indent=2) + "\n"


def headers(terms: Terms) -> tuple[Header, ...]:
    """Give the headers that say the same with every file."""
    policy = (Header("tdm-policy", terms.policy),) if terms.policy and terms.denied else ()
    link = f'<{terms.licence}>; rel="license"; type="{_MEDIA_TYPE}"'
    return (Header("Link", link), Header("tdm-reservation", str(int(bool(terms.denied)))), *policy)
