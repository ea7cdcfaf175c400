"""The banner of a front: breaking news, in its time, with what it leads to."""

from __future__ import annotations

from newsgen.base.faults import Fault, Field, Severity
from newsgen.model.front_matter import BannerMatter
from newsgen.pages.views import Banner
from newsgen.site.calendar import is_shown_banner
from newsgen.site.site import Site

_SPOT = Field(("banner", "link"))
_WITHOUT = "the banner is left out"


def banner_of(
    site: Site, banner: BannerMatter | None, path: str, faults: list[Fault]
) -> tuple[Banner | None, tuple[str, ...]]:
    """Give the banner in the file ``path``, if its time has come and what it leads to is live; and the source of that.

    Of a banner whose time it is not only the errors are reported.
    """
    if banner is None:
        return None, ()
    shown = is_shown_banner(banner, site.now, site.showing)
    found: list[Fault] = []
    url, named = site.texts.destination(banner.link, path, _SPOT, found, _WITHOUT) if banner.link else (None, ())
    faults.extend(fault for fault in found if shown or fault.severity is Severity.ERROR)
    if not shown or (banner.link and url is None):
        return None, ()
    return Banner(banner.text, url), named
