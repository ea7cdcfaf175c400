"""A part of a plan: the pages that one planner makes, and what they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from newsgen.pages.needs import Needs
from newsgen.pages.page import Page
from newsgen.site.site import Site


class Part(Struct, frozen=True):
    """Pages and what they need."""

    pages: Sequence[Page]
    needs: Needs


Planner = Callable[[Site], Part]
"""Makes pages of a site."""
Follower = Callable[[Site, Sequence[Page]], Part]
"""Makes pages of a site that depend on those which are planned already: a sitemap, a twin of each in another format."""
