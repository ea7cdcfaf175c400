"""The settings of a site: ``newsgen.yaml``, declared once and validated like everything that people write.

Settings are grouped by the stage that reads them, so that a change touches no more than it must:
:class:`ParseSettings` feed the parsing of sources; :class:`newsgen.render.environment.Config` is what every
template sees; all others reach pages through their views.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import tzdata
from msgspec import Meta, Struct

from newsgen.base.addresses import encode, page_path
from newsgen.base.faults import Fault, Field, Place, did_you_mean, has_errors
from newsgen.base.places import SETTINGS
from newsgen.model.locale import Locale, locale_of
from newsgen.model.permalinks import Permalinks, pattern_faults
from newsgen.model.severities import Level, Severities, severities_of, severity_faults
from newsgen.model.slugs import SlugStyle
from newsgen.model.theme_settings import ThemeSettings, comment_faults, menu_faults
from newsgen.model.unknown_fields import UnknownFields
from newsgen.model.words import Wording, word_faults
from newsgen.schema.usable import read_usable
from newsgen.schema.validation import FaultCodeOrFiles, Prose, SitePath, SiteUrl, read_struct
from newsgen.schema.yaml_text import Document

_ZONE = re.compile(r"[A-Za-z][\w+-]*(?:/[A-Za-z][\w+-]*)*", re.ASCII)  # no way out of the folder of zones
_NEEDED_BY_ALL = {"title": "-", "url": "https://x.example"}


def _about(description: str) -> Meta:
    return Meta(description=description)


class RelatedSettings(Struct, frozen=True):
    """The block of related articles."""

    count: Annotated[int, Meta(ge=0, description="how many; the editor's own come first")] = 4
    newer: Annotated[
        bool, _about("`true`: also newer articles; each publication then changes pages of the archive")
    ] = False


class MarkdownSettings(Struct, frozen=True):
    """How Markdown is read."""

    engine: Annotated[
        Literal["python-markdown", "commonmark"],
        _about("what reads it; `commonmark` is many times faster and needs `newsgen[fast]`"),
    ] = "python-markdown"
    html: Annotated[
        Literal["allow", "sanitize", "escape"],
        _about("raw HTML in texts: kept, cleaned of scripts and the like, or shown as text"),
    ] = "allow"
    videos: Annotated[
        bool, _about("a video's address alone on a line is shown as the video; `false`: as the address")
    ] = True
    extensions: Annotated[
        dict[str, dict[str, Any]],
        _about("more Python-Markdown extensions by name, with their options: `admonition: {}`"),
    ] = {}


Percent = Annotated[int, Meta(ge=1, le=100)]


class PictureQuality(Struct, frozen=True):
    """How much detail pictures keep, from 1 to 100. The scales of the formats are not the same."""

    avif: Annotated[Percent, _about("1 to 100")] = 55
    webp: Annotated[Percent, _about("1 to 100")] = 78
    jpeg: Annotated[Percent, _about("1 to 100")] = 82


class PictureSettings(Struct, frozen=True):
    """The sizes and formats that pictures are published in beside their own."""

    widths: Annotated[
        tuple[Annotated[int, Meta(ge=1, le=8000)], ...],
        _about("in pixels; a picture is never made larger, and one no wider than the smallest stays alone"),
    ] = (320, 640, 960, 1280, 1920)
    formats: Annotated[
        tuple[Literal["avif", "webp"], ...],
        _about("the best first; `avif` is smaller still and takes ten times as long. `[]`: no other formats"),
    ] = ("webp",)
    quality: Annotated[PictureQuality, _about("how much detail pictures keep")] = PictureQuality()
    sizes: Annotated[
        str, _about("how wide your theme shows the pictures within a text, as the attribute `sizes` of HTML says it")
    ] = "auto, (min-width: 46rem) 42rem, 100vw"


class AssetSettings(Struct, frozen=True):
    """What is done with style sheets, scripts and fonts."""

    minify: Annotated[bool, _about("leave comments and needless space out of style sheets and scripts")] = True
    fingerprint: Annotated[
        bool,
        _about("`site.asset` gives names with a digest, such as `/css/site.3f2a1b9c.css`, that can be kept for ever"),
    ] = True


class ArgumentSettings(Struct, frozen=True):
    """An argument of a shortcode: `text`, or `{kind: text, required: false}`."""

    kind: Annotated[Literal["text", "article", "picture", "web", "video", "gallery"], _about("what it names")]
    required: Annotated[bool, _about("whether it must be given")] = True


class Settings(Struct, frozen=True, dict=True):
    """The settings of a site: `newsgen.yaml`."""

    title: Annotated[Prose, _about("the name of the newspaper")]
    url: Annotated[SiteUrl, _about("where the site will be, such as `https://journal.example`")]
    description: Annotated[Prose | None, _about("one sentence about the newspaper")] = None
    language: Annotated[str, _about("the language of the site, such as `fr` or `fr-CA`")] = "fr"
    timezone: Annotated[str, _about("where the newsroom is: dates without a zone are read here")] = "Europe/Paris"
    dates: Annotated[
        Literal["field", "from-name"],
        _about("`from-name`: an article without a `date` is of the day in its file’s name, `2026-11-28-finale.md`"),
    ] = "field"
    logo: Annotated[SitePath | None, _about("a picture in `static/`, for search engines and sharing")] = None
    favicon: Annotated[SitePath | None, _about("an icon in `static/`")] = None
    output: Annotated[str, _about("the folder of the built site")] = "public"
    permalinks: Annotated[Permalinks, _about("patterns of addresses")] = Permalinks()
    slugs: Annotated[
        SlugStyle,
        _about(
            "what stands in addresses: `ascii`; `unicode`: letters of every script; `as-given`: a `slug` as it is "
            "written, others as `ascii`"
        ),
    ] = "ascii"
    page_size: Annotated[int, Meta(ge=1, description="articles on a page of a list")] = 20
    feed_size: Annotated[int, Meta(ge=1, description="articles in the feed")] = 30
    neighbours: Annotated[
        Literal["category", "site"], _about("previous and next: within the primary category, or the whole site")
    ] = "category"
    related: Annotated[RelatedSettings, _about("the block of related articles")] = RelatedSettings()
    markdown: Annotated[MarkdownSettings, _about("how Markdown is read")] = MarkdownSettings()
    typography: Annotated[
        bool,
        _about("quotation marks, spaces, dashes as printers of the language set them; `false`: all stays as typed"),
    ] = True
    superscripts: Annotated[bool, _about("in French, ranks such as 2e and XXIe with raised letters, on pages")] = True
    pictures: Annotated[PictureSettings, _about("sizes and formats of pictures")] = PictureSettings()
    assets: Annotated[AssetSettings, _about("style sheets, scripts and fonts")] = AssetSettings()
    shortcodes: Annotated[
        dict[str, dict[str, ArgumentSettings]],
        _about("shortcodes of your own: each has a template `shortcodes/NAME.html` and declares its arguments"),
    ] = {}
    severity: Annotated[
        dict[FaultCodeOrFiles, Level | dict[str, Level]],
        _about(
            "how bad faults are, by code (`dead-link: warning`), "
            "or by files and then by code (`content/articles/2009/**: {dead-link: off}`)"
        ),
    ] = {}
    unknown_fields: Annotated[
        UnknownFields,
        _about(
            "what becomes of fields that newsgen does not know: `error`, or `extra` to move them there; "
            "or by files (`content/articles/2009/**: extra`)"
        ),
    ] = "error"
    theme: Annotated[ThemeSettings, _about("what you can choose about the theme")] = ThemeSettings()
    words: Annotated[
        dict[str, Wording],
        _about("other words for the theme’s texts, and words for templates of your own: `read_also: À lire`"),
    ] = {}
    params: Annotated[dict[str, Any], _about("anything that your templates understand, as `config.params`")] = {}

    @property
    def base(self) -> str:
        """The path below which the site lives: empty, or such as ``/journal``."""
        return urlsplit(self.url).path.rstrip("/")

    @property
    def zone(self) -> ZoneInfo:
        """The site's time zone."""
        return zone_of(self.timezone)

    @cached_property
    def severities(self) -> Severities:
        """How bad faults are."""
        return severities_of(self.severity)


@cache
def zone_of(name: str) -> ZoneInfo:
    """Give a time zone as the package tzdata has it: its version is in every key, the operating system's is not.

    Raises:
        ZoneInfoNotFoundError: there is no such zone.
    """
    if not _ZONE.fullmatch(name):
        raise ZoneInfoNotFoundError(name)
    try:
        with Path(tzdata.__path__[0]).joinpath("zoneinfo", *name.split("/")).open("rb") as stream:
            return ZoneInfo.from_file(stream, key=name)
    except (OSError, ValueError) as error:
        raise ZoneInfoNotFoundError(name) from error


class ParseSettings(Struct, frozen=True):
    """The settings that the parsing of a source may read, and no others.

    Their digest is in the key of all that is parsed.

    ``local_code``: extensions may lie beside the site; whoever runs newsgen says so, never the settings themselves.
    ``base`` is the path below which the site lives. Of the locale (``model/locale.py``) they have what shapes a text,
    so that another word or address parses nothing anew.
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
    dates: Literal["field", "from-name"] = "field"

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
        dates=settings.dates,
    )


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
            *_zone_faults(settings),
            *_url_faults(settings),
            *pattern_faults(settings.permalinks),
            *severity_faults(settings.severity),
        ]
    if broken:  # what seems to be missing may be in what cannot be read
        faults = [*broken, *(fault for fault in faults if fault.code != "missing-field")]
    return (None if has_errors(faults) else settings), faults


def _fault(code: str, message: str, path: tuple[str, ...], way_out: str) -> Fault:
    return Fault(code, message, SETTINGS, Field(path) if path else Place(), way_out)


def _language_faults(locale: Locale) -> Iterator[Fault]:
    from babel import Locale as CldrLocale
    from babel import UnknownLocaleError

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
