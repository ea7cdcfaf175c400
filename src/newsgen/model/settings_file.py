"""The file of the settings, ``newsgen.yaml``: read, and every value of it checked."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from newsgen.base.addresses import encode, page_path
from newsgen.base.faults import Fault, Field, Place, did_you_mean, has_errors
from newsgen.base.places import SETTINGS
from newsgen.model.ads_lines import ads_faults
from newsgen.model.feed_settings import feed_faults
from newsgen.model.licensing_settings import licensing_faults
from newsgen.model.locale import Locale, locale_of
from newsgen.model.permalinks import pattern_faults
from newsgen.model.policy import CODES
from newsgen.model.publisher_settings import publisher_faults
from newsgen.model.robots_settings import robots_faults
from newsgen.model.security_settings import security_faults
from newsgen.model.settings import Settings
from newsgen.model.severities import severity_faults
from newsgen.model.theme_settings import comment_faults, menu_faults
from newsgen.model.time_zones import zone_of
from newsgen.model.words import word_faults
from newsgen.schema.usable import read_usable
from newsgen.schema.validation import read_struct
from newsgen.schema.yaml_text import Document

_NEEDED_BY_ALL = {"title": "-", "url": "https://x.example"}


def read_settings(text: str) -> tuple[Settings | None, list[Fault]]:
    """Read the settings from the text of ``newsgen.yaml``; ``None`` when there is any fault."""
    document = Document(text, SETTINGS)
    value, faults = document.load()
    if value is None and faults:
        return None, faults
    broken = faults
    settings, faults = read_struct(Settings, value, document, ZoneInfo("UTC"))
    if settings is None:  # what is sound by itself is checked all the same
        settings = read_usable(Settings, value, faults, document, ZoneInfo("UTC"), _NEEDED_BY_ALL)
    if isinstance(value, dict):
        faults += comment_faults(value, SETTINGS)
    if settings is not None:
        locale = locale_of(settings)
        faults += [
            *_language_faults(locale),
            *word_faults(locale.language, locale.words, SETTINGS),
            *menu_faults(settings.theme.menus, SETTINGS),
            *publisher_faults(settings.publisher, SETTINGS),
            *robots_faults(settings.robots, SETTINGS),
            *licensing_faults(settings.licensing, SETTINGS),
            *security_faults(settings.security, SETTINGS),
            *ads_faults(settings.ads, SETTINGS),
            *feed_faults(settings.feeds, settings.outputs, SETTINGS),
            *_zone_faults(settings),
            *_url_faults(settings),
            *pattern_faults(settings.permalinks),
            *severity_faults(settings.severity, CODES - settings.policy.levels.keys()),
        ]
    if broken:  # what seems to be missing may be in what cannot be read
        faults = [*broken, *(fault for fault in faults if fault.code != "missing-field")]
    return (None if has_errors(faults) else settings), faults


def _fault(code: str, message: str, path: tuple[str, ...], way_out: str) -> Fault:
    return Fault(code, message, SETTINGS, Field(path) if path else Place(), way_out)


def _language_faults(locale: Locale) -> Iterator[Fault]:
    from babel import Locale as CldrLocale, UnknownLocaleError

    try:
        CldrLocale.parse(locale.language, sep="-")
    except (UnknownLocaleError, ValueError):
        message = f"“{locale.language}” is not a language"
        yield _fault("bad-language", message, ("language",), "write it as fr, en or fr-CA")


def _zone_faults(settings: Settings) -> Iterator[Fault]:
    try:
        zone_of(settings.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = did_you_mean(settings.timezone, available_timezones()) or "write it as Europe/Paris"
        yield _fault("bad-timezone", f"“{settings.timezone}” is not a time zone", ("timezone",), near)


def _url_faults(settings: Settings) -> Iterator[Fault]:
    try:
        parts = urlsplit(settings.url)
        sound = bool(parts.hostname) and (parts.port or 0) >= 0 and not parts.query and not parts.fragment
        base = parts.path.rstrip("/")
        printed = encode(page_path(f"{base}/")).rstrip("/")
    except ValueError:  # a broken port or bracket, or a path that is none
        sound, base, printed = False, "", ""
    way_out = "write it as https://journal.example"
    if sound and not base.isascii():
        sound, way_out = False, f"write it as browsers ask for it: {parts.scheme}://{parts.netloc}{printed}"
    if not sound:
        yield _fault("bad-url", f"“{settings.url}” is not the address of a site", ("url",), way_out)
