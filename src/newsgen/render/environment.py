"""The Jinja environment of a site: sandboxed, strict, and without anything that could differ between two builds."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any, NoReturn

from jinja2 import StrictUndefined, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup
from msgspec import Struct

from newsgen.content.typography import typography_for
from newsgen.render.templates import Compiled, Templates
from newsgen.settings import Settings
from newsgen.site.routes import Routes

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_DAY_PATTERNS = ("short", "medium", "long", "full")
_PRINTABLE = (str, int, float, Markup, date)


class Indexes(Struct, frozen=True):
    """Addresses of the indexes."""

    categories: str
    tags: str
    authors: str
    archive: str


class Config(Struct, frozen=True):
    """The settings that every template sees as ``config``; they are part of every page's key."""

    title: str
    description: str | None
    url: str
    base: str
    language: str
    timezone: str
    logo: str | None
    favicon: str | None
    feed: str
    indexes: Indexes
    params: dict[str, Any]


def config_of(settings: Settings) -> Config:
    """Give templates their part of the settings."""
    settings = typography_for(settings).prose(settings)
    fixed = Routes(settings.base, settings.permalinks).fixed
    links = settings.permalinks
    indexes = Indexes(fixed(links.categories), fixed(links.tags), fixed(links.authors), fixed(links.archive))
    return Config(
        title=settings.title,
        description=settings.description,
        url=settings.url.rstrip("/"),
        base=settings.base,
        language=settings.language,
        timezone=settings.timezone,
        logo=fixed(settings.logo) if settings.logo else None,
        favicon=fixed(settings.favicon) if settings.favicon else None,
        feed=fixed(links.feed),
        indexes=indexes,
        params=settings.params,
    )


class UnprintableError(TypeError):
    """A template prints a value that is no text, which would leak an address of memory into a page."""

    def __init__(self, message: str, way_out: str) -> None:
        super().__init__(message)
        self.way_out = way_out


def make_environment(
    templates: Templates, config: Config, compiled: Compiled | None = None
) -> ImmutableSandboxedEnvironment:
    """Make the environment; ``config`` and the filters are in it, the page's view comes with each page.

    What is ``compiled`` already is not compiled again.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=templates.loader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        finalize=_printable,
        bytecode_cache=compiled,
    )
    del environment.filters["random"]
    del environment.globals["lipsum"]
    environment.globals["config"] = config
    origin = config.url.removesuffix(config.base)
    locale = config.language.replace("-", "_")

    dates: dict[tuple[str, str], str] = {}

    def print_date(value: str, pattern: str = "long") -> str:
        if (value, pattern) not in dates:
            dates[value, pattern] = format_date(datetime.fromisoformat(value), pattern, locale)
        return dates[value, pattern]

    environment.filters["date"] = print_date

    def absolute(url: str) -> str:
        return url if _ABSOLUTE.match(url) else origin + url

    environment.filters["absolute"] = absolute
    return environment


def format_date(moment: datetime, pattern: str, locale: str) -> str:
    """Print a moment as newspapers do: ``long``, ``datetime`` (no time at midnight), or a CLDR pattern."""
    from babel.dates import format_date as date_by_pattern
    from babel.dates import format_datetime

    french = locale.split("_", maxsplit=1)[0] == "fr"
    if pattern not in _DAY_PATTERNS and pattern != "datetime":
        return str(format_datetime(moment, pattern, locale=locale))
    if pattern == "datetime" and moment.time() != time():
        words = str(format_datetime(moment, "d MMMM y 'à' H\u202f'h'\u202fmm" if french else "long", locale=locale))
    else:
        words = str(date_by_pattern(moment, "long" if pattern == "datetime" else pattern, locale=locale))
    return "1er" + words[1:] if french and words.startswith("1 ") else words


def _printable(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, Undefined):
        return value  # fails by itself, in Jinja's own words
    if not isinstance(value, _PRINTABLE):
        refuse(value)
    return value


def refuse(value: object) -> NoReturn:
    """Refuse to print a value that is no text."""
    kind = type(value).__name__
    if callable(value):
        raise UnprintableError("this prints a function", "put brackets and arguments behind it: site.latest(5)")
    if kind == "Text":
        raise UnprintableError("this prints a text without its filter", "write {{ … | html }}")
    fields = ", ".join(value.__struct_fields__) if isinstance(value, Struct) else ""
    way_out = f"print one of its fields: {fields}" if fields else "print one of its entries, or loop over them"
    raise UnprintableError(f"this prints a whole {kind}, which is no text", way_out)
