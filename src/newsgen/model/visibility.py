"""Who looks at a site: readers see what is live, an editor in a preview may see more."""

from __future__ import annotations

from msgspec import Struct


class Visibility(Struct, frozen=True):
    """What is shown beside what is live: drafts, what is to come (``future``), has expired, or is withdrawn.

    Of what is to come, only what comes ``until`` an instant (seconds since 1970), if there is one.
    """

    drafts: bool = False
    future: bool = False
    expired: bool = False
    withdrawn: bool = False
    until: int | None = None

    def shows(self, moment: int) -> bool:
        """Tell whether what is to come at an instant is shown."""
        return self.future and (self.until is None or moment <= self.until)


READERS = Visibility()
"""What readers see: only what is live."""
EVERYTHING = Visibility(drafts=True, future=True, expired=True, withdrawn=True)
"""What nobody sees: for telling an address that is withheld from one that never was."""
