"""The settings of a site, declared once: validation, JSON Schema and the tables of the docs follow.

Settings are grouped by the stage that reads them, so that a change touches no more than it must:
:class:`newsgen.model.parse_settings.ParseSettings` feed the parsing of sources;
:class:`newsgen.render.environment.Config` is what every template sees; all others reach pages through their views.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct

from newsgen.model.feed_settings import FeedSettings
from newsgen.model.hosting_settings import HostSettings
from newsgen.model.licensing_settings import LicensingSettings
from newsgen.model.notify_settings import NotifySettings
from newsgen.model.permalinks import Permalinks
from newsgen.model.policy import Policy
from newsgen.model.publisher_settings import PublisherSettings
from newsgen.model.robots_settings import RobotsRule
from newsgen.model.search_settings import SearchSettings
from newsgen.model.security_settings import SecuritySettings
from newsgen.model.severities import Level, Severities, severities_of
from newsgen.model.sitemap_settings import SitemapSettings
from newsgen.model.slugs import SlugStyle
from newsgen.model.theme_settings import ThemeSettings
from newsgen.model.time_zones import zone_of
from newsgen.model.unknown_fields import UnknownFields
from newsgen.model.words import Wording
from newsgen.schema.text_kinds import FaultCodeOrFiles, Prose, SitePath, SiteUrl


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
    updated: Annotated[
        Literal["field", "git"],
        _about("`git`: a text without `updated` changed for readers with the last commit that changed its words"),
    ] = "field"
    logo: Annotated[SitePath | None, _about("a picture in `static/`, for search engines and sharing")] = None
    favicon: Annotated[SitePath | None, _about("an icon in `static/`")] = None
    icon: Annotated[
        SitePath | None,
        _about("a square picture in `static/`, 512 pixels wide or more, from which icons and a web manifest are made"),
    ] = None
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
    feed_size: Annotated[int, Meta(ge=1, description="articles in a feed")] = 30
    sitemaps: Annotated[SitemapSettings, _about("sitemaps beside those of all pages: `{news: false}`")] = (
        SitemapSettings()
    )
    robots: Annotated[
        tuple[RobotsRule, ...], _about("what crawlers may ask for; without it all of them for everything")
    ] = ()
    licensing: Annotated[
        LicensingSettings,
        _about("what machines may do with your pieces: `none`, `allow`, `deny`, or exceptions to these"),
    ] = LicensingSettings("none")
    security: Annotated[SecuritySettings | None, _about("who is told of a security hole, in `security.txt`")] = None
    ads: Annotated[tuple[str, ...], _about("the lines of `ads.txt`: who may sell your advertising")] = ()
    humans: Annotated[tuple[str, ...], _about("the lines of `humans.txt`: who made the site")] = ()
    outputs: Annotated[
        tuple[Literal["json", "ninjs"], ...],
        _about("files for programs beside pages: `json` beside articles and lists, `ninjs` beside articles"),
    ] = ()
    feeds: Annotated[FeedSettings, _about("of which lists there are feeds, and in which formats")] = FeedSettings()
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
    search: Annotated[SearchSettings, _about("how readers search the site")] = SearchSettings()
    hosting: Annotated[
        tuple[HostSettings, ...],
        _about("where the site is served: redirects and headers are written as the host reads them"),
    ] = ()
    notify: Annotated[NotifySettings, _about("whom `newsgen notify` tells of what has changed")] = NotifySettings()
    severity: Annotated[
        dict[FaultCodeOrFiles, Level | dict[str, Level]],
        _about(
            "how bad faults are, by code (`dead-link: warning`), "
            "or by files and then by code (`content/articles/2009/**: {dead-link: off}`)"
        ),
    ] = {}
    policy: Annotated[
        Policy, _about("rules of your own newsroom, each `off`, `warning` or `error`: `{no-summary: warning}`")
    ] = Policy()
    unknown_fields: Annotated[
        UnknownFields,
        _about(
            "what becomes of fields that newsgen does not know: `error`, or `extra` to move them there; "
            "or by files (`content/articles/2009/**: extra`)"
        ),
    ] = "error"
    publisher: Annotated[
        PublisherSettings, _about("who publishes the newspaper, and where it says how it works, for search engines")
    ] = PublisherSettings()
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
        return severities_of(self.severity, self.policy.levels)
