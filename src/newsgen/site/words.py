"""The few words that newsgen itself puts on pages; all others stand in the theme's templates."""

from __future__ import annotations

from newsgen.site.site import Site
from newsgen.site.views import Link

_WORDS = {
    "fr": {
        "home": "Accueil",
        "page": "page",
        "categories": "Toutes les rubriques",
        "authors": "Toutes les signatures",
        "tags": "Tous les sujets",
        "archive": "Archives",
    },
    "en": {
        "home": "Home",
        "page": "page",
        "categories": "All sections",
        "authors": "All authors",
        "tags": "All topics",
        "archive": "Archive",
    },
}


def word(language: str, name: str) -> str:
    """Give a word in a language; in English where there is no translation yet."""
    return _WORDS.get(language.split("-", maxsplit=1)[0].lower(), _WORDS["en"])[name]


def home(site: Site) -> Link:
    """Give the first step of every breadcrumb."""
    return Link(word(site.settings.language, "home"), site.routes.fixed("/"))
