"""When a site turns next, as the plan of a build tells; with the dates that its templates ask for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from newsgen.model.turn import Turn
from newsgen.pages.questions import Question
from newsgen.site.calendar import DATES, Dates

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
