"""The words of the desk in the language of the site, and days as people say them: “demain à 7 h”."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from pathlib import Path

from newsgen.model.words import Words, catalogue, language_of
from newsgen.render.formats import format_date

_FOLDER = Path(__file__).parent / "languages"
_DAYS = {-1: "day_yesterday", 0: "day_today", 1: "day_tomorrow"}
_A_WEEK = 7


@lru_cache(4)
def desk_words(language: str) -> Words:
    """Give the words of the desk, in English where newsgen does not speak a language."""
    spoken = language_of(language)
    usual = language if language.split("-", maxsplit=1)[0].lower() == spoken else spoken
    return Words(usual, catalogue(spoken, _FOLDER))


def spoken_moment(moment: datetime, now: datetime, words: Words) -> str:
    """Say a moment as seen from ``now``, both on the clocks of the site."""
    days, time = (moment.date() - now.date()).days, _time(moment, words)
    if days in _DAYS:
        return words.say(_DAYS[days], time=time)
    if 0 < days < _A_WEEK:
        return words.say("day_of_week", day=format_date(moment, "EEEE", words), time=time)
    return words.say("date_and_time", date=format_date(moment, "medium", words), time=time)


def _time(moment: datetime, words: Words) -> str:
    if words.locale.language == "fr" and moment.minute == 0:
        return f"{moment.hour}\u202fh"
    return format_date(moment, "time", words)
