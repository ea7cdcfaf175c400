"""The dates that templates ask for, as the last build recorded it, with the templates that do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from newsgen.output.store import Store
from newsgen.site.calendar import DATES, Dates

if TYPE_CHECKING:  # brings Jinja along, which is seldom needed here
    from newsgen.render.templates import Template

_ANY = ("templates/",)


def dates_asked(store: Store, templates: Callable[[], Iterable[Template]]) -> Dates:
    """Give the dates that pages of the last build asked for; ``templates`` gives the texts, if any did.

    Which template asked is not recorded: it is one of those that name the question.
    """
    asked = {name for readings in store.readings().values() for name, _, _ in readings}.intersection(DATES)
    if not asked:
        return {}
    texts = sorted((each.path, each.text) for each in templates())
    return {DATES[name]: tuple(path for path, text in texts if name in text) or _ANY for name in asked}
