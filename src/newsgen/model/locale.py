"""The locale of a site: its language, and all that goes with a language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from newsgen.model.permalinks import Permalinks, decoded_patterns
from newsgen.model.slugs import Slugs
from newsgen.model.words import Wording

if TYPE_CHECKING:
    from newsgen.model.settings import Settings


class Locale(Struct, frozen=True):
    """A language as ``fr-CA``, the site's own ``words`` in it, whether its typography is on, and its addresses.

    Their patterns are decoded; ``slugs`` are how their parts are made.
    """

    language: str
    words: dict[str, Wording]
    typography: bool
    permalinks: Permalinks
    slugs: Slugs


def locale_of(settings: Settings) -> Locale:
    """Give the locale of a site. Nothing else reads the language from the settings."""
    return Locale(
        settings.language,
        settings.words,
        settings.typography,
        decoded_patterns(settings.permalinks),
        Slugs(settings.language, settings.slugs),
    )
