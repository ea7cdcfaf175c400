"""The publisher of the newspaper."""

from __future__ import annotations

from msgspec import Struct


class Publisher(Struct, frozen=True, gc=False, omit_defaults=True):
    """Who publishes the newspaper, and the addresses where it says how it works.

    ``same_as`` are its addresses on networks. The names of all others are those of schema.org's
    ``NewsMediaOrganization``.
    """

    legal_name: str | None = None
    founding_date: str | None = None
    email: str | None = None
    telephone: str | None = None
    contact: str | None = None
    same_as: tuple[str, ...] = ()
    publishing_principles: str | None = None
    ethics_policy: str | None = None
    corrections_policy: str | None = None
    verification_fact_checking_policy: str | None = None
    unnamed_sources_policy: str | None = None
    actionable_feedback_policy: str | None = None
    diversity_policy: str | None = None
    mission_coverage_priorities_policy: str | None = None
    ownership_funding_info: str | None = None
    masthead: str | None = None
