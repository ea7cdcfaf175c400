"""The Jinja environment of a site: sandboxed, strict, and without anything that could differ between two builds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import msgspec
from babel import Locale as CldrLocale
from babel.core import get_global
from babel.numbers import format_compact_decimal, format_decimal
from jinja2 import StrictUndefined
from markupsafe import Markup
from msgspec import Struct

from newsgen.base.patterns import regex
from newsgen.content.typography import AS_TYPED, Typography, typography_for, typography_shown
from newsgen.model.locale import locale_of
from newsgen.model.parse_settings import parse_settings
from newsgen.model.permalinks import Permalinks
from newsgen.model.settings import Settings
from newsgen.model.time_zones import zone_of
from newsgen.model.words import Wording, Words
from newsgen.pages.feed_formats import FORMATS
from newsgen.pages.routes import RSL, Routes
from newsgen.pages.twins import TWINS, Twin
from newsgen.pages.views import Alternate, ArticleDetail, View
from newsgen.render.formats import format_date, format_duration, join_list, local_reading
from newsgen.render.printable import Unprintable, printable
from newsgen.render.sandbox import Sandbox
from newsgen.render.templates import Compiled, Templates

_MOST_LINES = 10_000
_ABSOLUTE = regex(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class Indexes(Struct, frozen=True):
    """Addresses of the indexes."""

    categories: str
    tags: str
    authors: str
    archive: str
    search: str
    corrections: str


class Config(Struct, frozen=True):
    """The settings that every template sees as ``config``; they are part of every page's key."""

    title: str
    description: str | None
    url: str
    base: str
    language: str
    locale: str
    direction: str
    timezone: str
    logo: str | None
    favicon: str | None
    licence: str | None
    feeds: tuple[Alternate, ...]
    hub: str | None
    typography: bool
    superscripts: bool
    indexes: Indexes
    twins: tuple[Twin, ...]
    params: dict[str, Any]
    words: dict[str, Wording]


def config_of(settings: Settings) -> Config:
    """Give templates their part of the settings."""
    typography = typography_for(parse_settings(settings))
    settings = typography.prose(settings)
    locale = locale_of(settings)
    cldr, links = CldrLocale.parse(locale.language, sep="-"), locale.permalinks
    fixed = Routes(settings.base, links).fixed
    indexes = Indexes(
        categories=fixed(links.categories),
        tags=fixed(links.tags),
        authors=fixed(links.authors),
        archive=fixed(links.archive),
        search=fixed(links.search),
        corrections=fixed(links.corrections),
    )
    return Config(
        title=settings.title,
        description=settings.description,
        url=settings.url.rstrip("/"),
        base=settings.base,
        language=locale.language,
        locale=_full_locale(cldr, locale.language),
        direction=cldr.text_direction,
        timezone=settings.timezone,
        logo=fixed(settings.logo) if settings.logo else None,
        favicon=fixed(settings.favicon) if settings.favicon else None,
        licence=fixed(RSL) if settings.licensing.speaks else None,
        feeds=_site_feeds(settings, fixed, links),
        hub=settings.notify.hub,
        typography=locale.typography,
        superscripts=settings.superscripts,
        indexes=indexes,
        twins=tuple(TWINS[name] for name in settings.outputs),
        params=settings.params,
        words=typography.words(locale.words),
    )


def _site_feeds(settings: Settings, fixed: Callable[[str], str], links: Permalinks) -> tuple[Alternate, ...]:
    addresses = {"rss": links.rss, "atom": links.feed, "json": links.json_feed}
    return tuple(Alternate(FORMATS[each].type, settings.title, fixed(addresses[each])) for each in settings.feeds.site)


def _date_for_feeds(value: str) -> str:
    """Write a date as RSS wants it (RFC 2822)."""
    from email.utils import format_datetime  # pages for readers have no such dates

    return format_datetime(datetime.fromisoformat(value))


def _elsewhere(html: str, url: str) -> Markup:
    from newsgen.render.elsewhere import elsewhere  # few pages are for readers elsewhere

    return elsewhere(str(html), url)


def _full_text(article: ArticleDetail, html: str, absolute: Callable[[str], str]) -> Markup:
    from newsgen.render.elsewhere import full_text

    return full_text(article, str(html), absolute)


def _full_locale(locale: CldrLocale, language: str) -> str:
    """Give language and territory, such as ``fr_FR``: the likeliest where the setting names none (TR 35)."""
    likely = CldrLocale.parse(get_global("likely_subtags").get(locale.language, locale.language))
    return f"{locale.language}_{territory}" if (territory := locale.territory or likely.territory) else language


def make_environment(
    templates: Templates,
    config: Config,
    compiled: Compiled | None = None,
    filters: Mapping[str, Callable[..., Any]] = MappingProxyType({}),
) -> Sandbox:
    """Make the environment; ``config`` and the filters are in it, the page's view comes with each page.

    What is ``compiled`` already is not compiled again. ``filters`` are those beside newsgen's own.
    """
    environment = Sandbox(
        loader=templates.loader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled,
    )
    environment.globals["config"] = config
    words = Words(config.language, config.words)
    environment.globals["say"] = _Say(words)
    origin = config.url.removesuffix(config.base)
    locale = CldrLocale.parse(config.language, sep="-")

    zone = zone_of(config.timezone)
    dates: dict[tuple[str, str], str] = {}

    def print_date(value: str, pattern: str = "long") -> str:
        if (value, pattern) not in dates:
            dates[value, pattern] = format_date(local_reading(value, zone), pattern, words)
        return dates[value, pattern]

    def absolute(url: str) -> str:
        return url if _ABSOLUTE.match(url) else origin + url

    def list_of(items: Iterable[object]) -> str:
        return join_list([printable(each) for each in items], locale)

    by_rules = typography_shown(config.language, superscripts=config.superscripts)

    def shown(typography: bool | None) -> Typography:
        return by_rules if (config.typography if typography is None else typography) else AS_TYPED

    @lru_cache(_MOST_LINES)  # pages say the same headlines again and again
    def headline(text: str, typography: bool | None) -> Markup:
        return Markup(shown(typography).headline(text))  # noqa: S704 - it is escaped

    @lru_cache(_MOST_LINES)
    def typeset(text: str, typography: bool | None) -> Markup:
        return Markup(shown(typography).line(text))  # noqa: S704 - as above

    def on_page(show: Callable[[str, bool | None], Markup]) -> Callable[..., Markup]:
        def filter_of_texts(text: object, typography: bool | None = None) -> Markup:
            return text if isinstance(text, Markup) else show(str(printable(text)), typography)

        return filter_of_texts

    own: dict[str, Callable[..., Any]] = {
        **filters,
        "absolute": absolute,
        "compact": lambda value: str(format_compact_decimal(value, locale=locale, fraction_digits=1)),
        "date": print_date,
        "duration": lambda value: format_duration(value, locale),
        "date_for_feeds": _date_for_feeds,
        "elsewhere": lambda html, url: _elsewhere(html, absolute(url)),
        "full_text": lambda article, html: _full_text(article, html, absolute),
        "headline": on_page(headline),
        "list_of": list_of,
        "number": lambda value: str(format_decimal(value, locale=locale)),
        "typeset": on_page(typeset),
        **_for_programs(config, absolute),
    }
    environment.filters |= own
    return environment


def _for_programs(config: Config, absolute: Callable[[str], str]) -> Mapping[str, Callable[..., Any]]:
    """Give the filters with which the files for programs are made; few sites have any."""

    def twin(view: View, html: str = "") -> Markup:
        from newsgen.render.twins.making import Twins

        return _json(Twins(absolute, config.language).of(view, str(html)))

    def ninjs(view: View, htmls: Iterable[str] = ()) -> Markup:
        from newsgen.render.ninjs import Ninjs

        return _json(Ninjs(absolute, config.language, config.title).of(view, tuple(map(str, htmls))))

    def twin_address(url: str, name: str) -> str:
        return TWINS[name].address(url)

    def json_feed(view: View, texts: Iterable[str] = ()) -> Markup:
        from newsgen.render.json_feed import JsonFeeds

        home, icon = f"{config.base}/", config.favicon
        feeds = JsonFeeds(absolute, config.language, config.title, home, icon, config.hub)
        return _json(feeds.of(view, tuple(map(str, texts))))

    return {"json_feed": json_feed, "twin": twin, "ninjs": ninjs, "twin_address": twin_address}


def _json(value: object) -> Markup:
    return Markup(msgspec.json.encode(value).decode())  # noqa: S704 - JSON, in a page in which values are written so


class _Say(Unprintable):
    """``say`` in templates: a text of the catalogue with its places filled."""

    def __init__(self, words: Words) -> None:
        self._say = words.say

    def __call__(self, key: str, /, **values: object) -> str:
        if not values:
            return self._say(key)
        return self._say(key, **{name: printable(value) for name, value in values.items()})
