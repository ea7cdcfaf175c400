"""When a site turns next, with the dates that its templates ask for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from newsgen.build.inputs import Opened
from newsgen.content.sources import Decoded
from newsgen.model.turn import Turn
from newsgen.pages.plugins import instants_of
from newsgen.pages.questions import Question
from newsgen.plan.turns import effective
from newsgen.site.calendar import DATES, Dates, turns
from newsgen.site.making import make_site
from newsgen.site.site import Site

if TYPE_CHECKING:  # brings Jinja along, which is seldom needed here
    from newsgen.build.edition import Edition
    from newsgen.render.templates import Template

_ANY = ("templates/",)


def next_turn(edition: Edition) -> Turn | None:
    """Tell when the output of an edition, once it is rendered, differs by itself next."""
    asked = edition.plan.answers.asked()
    return edition.plan.next_turn(asked, dates_asked(asked, edition.templates.by_name.values))


def dates_asked(asked: Collection[Question], templates: Callable[[], Iterable[Template]]) -> Dates:
    """Give the dates among the questions ``asked``; ``templates`` gives the texts, if there are any.

    Which template asked is not recorded: it is one of those that write the question.
    """
    names = {name for name, _ in asked}.intersection(DATES)
    if not names:
        return {}
    texts = sorted((each.path, each.text) for each in templates())
    return {DATES[name]: tuple(path for path, text in texts if f"site.{name}(" in text) or _ANY for name in names}


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

    announced = turns(decoded.records, now, settings.zone, dates, instants_of(opened.request.plugins))
    return effective(announced, site_at, asked)
