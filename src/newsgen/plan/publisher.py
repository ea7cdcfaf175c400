"""The publisher made whole: the pages that its settings name, with their addresses."""

from __future__ import annotations

from newsgen.model.publisher_settings import PublisherSettings
from newsgen.pages.needs import Needs
from newsgen.pages.views import Publisher
from newsgen.plan.page_addresses import page_address
from newsgen.site.site import Site

POLICIES = (
    *("publishing_principles", "ethics_policy", "corrections_policy", "verification_fact_checking_policy"),
    *("unnamed_sources_policy", "actionable_feedback_policy", "diversity_policy"),
    *("mission_coverage_priorities_policy", "ownership_funding_info", "masthead"),
)
"""The settings that say where the newspaper tells how it works; views and schema.org call them the same."""
_WITHOUT = "search engines are not told of it"


def publisher_of(site: Site, needs: Needs) -> Publisher:
    """Resolve the publisher of a site, reporting pages that it names and that are not there."""
    given = site.settings.publisher
    return Publisher(
        legal_name=given.legal_name,
        founding_date=given.founded,
        email=given.email,
        telephone=given.telephone,
        contact=_address(site, given, "contact", needs),
        same_as=tuple([each.url for each in site.settings.theme.socials]),
        **{name: _address(site, given, name, needs) for name in POLICIES},
    )


def _address(site: Site, given: PublisherSettings, name: str, needs: Needs) -> str | None:
    """Give the address of what one of the settings names: a static page, a path of the site, a web address."""
    named: str | None = getattr(given, name)
    if named is None:
        return None
    return page_address(site, named, ("publisher", name), _WITHOUT, needs)
