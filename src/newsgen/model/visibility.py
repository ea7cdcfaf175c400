"""Who looks at a site: readers see what is live, an editor in a preview may see more."""

from __future__ import annotations

from msgspec import Struct


class Visibility(Struct, frozen=True):
    """What is shown beside what is live: ``drafts``, what is to come (``future``), what has ``expired``."""

    drafts: bool = False
    future: bool = False
    expired: bool = False


READERS = Visibility()
"""What readers see: only what is live."""
EVERYTHING = Visibility(drafts=True, future=True, expired=True)
"""What nobody sees: for telling an address that is withheld from one that never was."""
