"""Slugs: the last part of an address, made from a title, stable for ever."""

from __future__ import annotations

import re
from functools import lru_cache

from newsgen.model.records import Slug

LONGEST = 200  # file systems take names of 255 bytes
_SLUG = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_REPLACEMENTS = [
    ("œ", "oe"),
    ("Œ", "oe"),
    ("æ", "ae"),
    ("Æ", "ae"),
    ("ß", "ss"),
    ("’", "-"),
    ("'", "-"),
    ("€", " euros "),
]
_BY_LANGUAGE = {
    "de": [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "ae"), ("Ö", "oe"), ("Ü", "ue")],
    "fr": [("&", " et "), ("%", " pour cent ")],
    "en": [("&", " and "), ("%", " percent ")],
}


@lru_cache(10_000)  # authors, tags and categories come again with every article
def slugify(text: str, language: str) -> Slug:
    """Make a slug of lower-case ASCII words joined by hyphens, at most 200 characters; empty if there are none."""
    if len(text) <= LONGEST and _SLUG.fullmatch(text):  # names of files, mostly
        return Slug(text)
    from slugify import slugify as make_words  # seldom needed: names of files are slugs, and slugs are remembered

    replacements = _BY_LANGUAGE.get(language.split("-", maxsplit=1)[0].lower(), []) + _REPLACEMENTS
    slug = make_words(
        text,
        replacements=replacements,
        max_length=LONGEST,
        word_boundary=True,
        backend="text-unidecode",  # whatever else is installed: addresses are for ever
    )
    return Slug(slug)
