"""All turns of a site, announced without a plan of it."""

from __future__ import annotations

from collections.abc import Iterator

from newsgen.build.inputs import Opened
from newsgen.build.turning import dates_asked
from newsgen.content.sources import Decoded
from newsgen.model.turn import Turn
from newsgen.pages.plugins import instants_of
from newsgen.plan.turns import effective
from newsgen.site.calendar import turns
from newsgen.site.making import make_site
from newsgen.site.site import Site


def turns_of(opened: Opened, decoded: Decoded) -> Iterator[Turn]:
    """Give the turns of a site after the instant of the request, in order.

    What its templates ask for is what they asked for in the last build.
    """
    settings, now, store = opened.settings, opened.request.now, opened.store
    asked = store.questions.answers(opened.folders.output_name)
    dates = dates_asked(asked, lambda: opened.folders.templates(opened.sources.files))
    broken = {**dict.fromkeys(opened.sources.unread, ()), **decoded.broken}

    def site_at(moment: int) -> Site:
        return make_site(decoded.records, settings, moment, broken, usable=decoded.sound)[0]

    leaving = decoded.records if settings.sitemaps.news else ()
    announced = turns(decoded.records, now, settings.zone, dates, instants_of(opened.request.plugins), leaving)
    return effective(announced, site_at, asked)
