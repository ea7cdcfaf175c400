"""The settings that parsing reads: these and no others, so that any other can change and nothing is parsed anew."""

from __future__ import annotations

from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct

from newsgen.model.locale import locale_of
from newsgen.model.policy import TextRules, text_rules_of
from newsgen.model.settings import ArgumentSettings, MarkdownSettings, Settings
from newsgen.model.slugs import SlugStyle
from newsgen.model.time_zones import zone_of
from newsgen.model.unknown_fields import UnknownFields


class ParseSettings(Struct, frozen=True):
    """The settings that the parsing of a source may read, and no others.

    Their digest is in the key of all that is parsed.

    ``local_code``: extensions may lie beside the site; whoever runs newsgen says so, never the settings themselves.
    ``home`` is the web address of the site, ``base`` its path. Of the locale (``model/locale.py``) they have what
    shapes a text, so that another word or address parses nothing anew.
    """

    language: str
    slugs: SlugStyle
    typography: bool
    superscripts: bool
    timezone: str
    markdown: MarkdownSettings
    shortcodes: dict[str, dict[str, ArgumentSettings]]
    local_code: bool = False
    unknown_fields: UnknownFields = "error"
    base: str = ""
    home: str = ""
    dates: Literal["field", "from-name"] = "field"
    text_rules: TextRules = ()
    search: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return zone_of(self.timezone)


def parse_settings(settings: Settings, *, local_code: bool = False) -> ParseSettings:
    """Give the settings that the parsing of a source reads; ``local_code`` counts only where extensions are named."""
    locale = locale_of(settings)
    return ParseSettings(
        locale.language,
        settings.slugs,
        locale.typography,
        settings.superscripts,
        settings.timezone,
        settings.markdown,
        settings.shortcodes,
        local_code and bool(settings.markdown.extensions),
        settings.unknown_fields,
        settings.base,
        settings.url,
        dates=settings.dates,
        text_rules=text_rules_of(settings.policy),
        search=settings.search.index,
    )
