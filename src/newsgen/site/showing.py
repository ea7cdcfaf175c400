"""Who looks at a site: readers see what is live, an editor may see more."""

from __future__ import annotations

from msgspec import Struct


class Showing(Struct, frozen=True):
    """What a preview shows beside what is live: ``drafts``, and what is dated or under embargo (``future``)."""

    drafts: bool = False
    future: bool = False


READERS = Showing()
"""What readers see: only what is live."""
