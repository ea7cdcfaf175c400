"""security.txt: who is told of a security hole (RFC 9116), and for how long that holds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsgen.base.faults import Fault, Field, warning
from newsgen.base.places import SETTINGS
from newsgen.hosting.locations import location
from newsgen.model.contacts import contact_uri
from newsgen.model.security_settings import SecuritySettings
from newsgen.pages.needs import Needs
from newsgen.plan.page_addresses import absolute, page_address
from newsgen.schema.instants import seconds
from newsgen.site.site import Site

ADDRESS: Final = "/.well-known/security.txt"
_DAY: Final = 86_400  # seconds
_SOON, _YEAR = 30 * _DAY, 366 * _DAY
_WITHOUT: Final = "security.txt does not name it"
_SPOT: Final = Field(("security", "expires"))


def security_txt(site: Site, given: SecuritySettings, needs: Needs) -> str:
    """Write the file, reporting pages that it names and that are not there."""
    lines = [("Contact", contact_uri(each)) for each in given.contact]
    lines.append(("Expires", given.until.replace("+00:00", "Z")))
    lines.append(("Encryption", given.encryption))
    for name in ("acknowledgments", "policy", "hiring"):
        named: str | None = getattr(given, name)
        url = page_address(site, named, ("security", name), _WITHOUT, needs) if named else None
        lines.append((name.capitalize(), url))
    lines.append(("Preferred-Languages", ", ".join(given.languages)))
    lines.append(("Canonical", site.routes.fixed(ADDRESS)))
    return "".join(f"{name}: {_absolute(site, value)}\n" for name, value in lines if value)


def security_faults(expires: str, now: int) -> Iterator[Fault]:
    """Warn where the file has expired at ``now`` (seconds since 1970), soon will, or seems to hold for ever."""
    left, day = seconds(expires) - now, expires[:10]
    way_out = "see whether the contacts are still right, and write a day of the next twelve months"
    if left <= 0:
        message = f"security.txt expired on {day}: nobody may rely on its contacts any more"
        yield warning("security-expires", message, SETTINGS, _SPOT, way_out)
    elif left <= _SOON:
        message = f"security.txt expires on {day}, in less than a month"
        yield warning("security-expires", message, SETTINGS, _SPOT, way_out)
    elif left > _YEAR:
        message = f"security.txt is to hold until {day}, which is more than a year: who reads it may not believe it"
        yield warning("security-expires", message, SETTINGS, _SPOT, way_out)


def next_instants(expires: str, now: int) -> Iterator[int]:
    """Give the instants after ``now`` from which on another warning holds, or none."""
    end = seconds(expires)
    yield from (at for at in (end - _YEAR, end - _SOON, end) if at > now)


def _absolute(site: Site, value: str) -> str:
    """Give an address so that it is one line, whatever signs it was written with."""
    return location(absolute(site, value)) if value.startswith(("/", "http")) else value
