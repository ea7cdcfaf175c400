"""The banner of a front: breaking news, in its time, with what it leads to."""

from __future__ import annotations

from newsgen.base.faults import Field, Severity
from newsgen.model.front_matter import BannerMatter
from newsgen.pages.needs import Needs
from newsgen.pages.views import Banner
from newsgen.site.calendar import is_shown_banner
from newsgen.site.site import Site

_SPOT = Field(("banner", "link"))
_WITHOUT = "the banner is left out"


def banner_of(
    site: Site, banner: BannerMatter | None, path: str, needs: Needs
) -> tuple[Banner | None, tuple[str, ...]]:
    """Give the banner in the file ``path``, if its time has come and what it leads to is live; and the source of that.

    Of a banner whose time it is not only the errors are reported.
    """
    if banner is None:
        return None, ()
    shown = is_shown_banner(banner, site.now, site.visibility)
    own = Needs()
    url, named = site.texts.destination(banner.link, path, _SPOT, own, _WITHOUT) if banner.link else (None, ())
    if not shown:
        own.faults = [fault for fault in own.faults if fault.severity is Severity.ERROR]  # else: not live now
    needs.add(own)
    if not shown or (banner.link and url is None):
        return None, ()
    return Banner(banner.text, url), named
