"""Slugs: the last part of an address, made from a title, stable for ever."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal
from unicodedata import category, normalize

from msgspec import Struct

from newsgen.base.patterns import regex
from newsgen.model.records import Slug

LONGEST = 200  # file systems take names of 255 bytes
SlugStyle = Literal["ascii", "unicode", "as-given"]
"""What may stand in an address: ASCII only, letters of every script, or whatever an editor gives."""
_SLUG = regex("[a-z0-9]+(?:-[a-z0-9]+)*")
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
_OF_ALL = [("\u200c", " "), ("€", " euros ")]
_VARIANT = regex("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""What chooses among the glyphs of a sign, and cannot be seen."""
_BY_LANGUAGE = {
    "de": [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("Ä", "ae"), ("Ö", "oe"), ("Ü", "ue")],
    "fr": [("&", " et "), ("%", " pour cent ")],
    "en": [("&", " and "), ("%", " percent ")],
}


class Slugs(Struct, frozen=True):
    """How slugs are made of texts in some ``language``."""

    language: str
    style: SlugStyle = "ascii"

    def make(self, text: str) -> Slug:
        """Make a slug of a text; empty if there is nothing to make one of."""
        return (unicode_slug if self.style == "unicode" else slugify)(text, self.language)


@lru_cache(10_000)  # authors, tags and categories come again with every article
def slugify(text: str, language: str) -> Slug:
    """Make a slug of lower-case ASCII words joined by hyphens, at most 200 characters; empty if there are none."""
    if len(text) <= LONGEST and _SLUG.fullmatch(text):  # names of files, mostly
        return Slug(text)
    from slugify import slugify as make_words  # seldom needed: names of files are slugs, and slugs are remembered

    replacements = _of_language(language) + _REPLACEMENTS
    slug = make_words(
        text,
        replacements=replacements,
        max_length=LONGEST,
        word_boundary=True,
        backend="text-unidecode",  # whatever else is installed: addresses are for ever
    )
    return Slug(slug)


@lru_cache(10_000)
def unicode_slug(text: str, language: str) -> Slug:
    """Make a slug of lower-case words in any script joined by hyphens (NFC, up to 200 bytes); empty if there are none.

    Signs that only join letters or part syllables are left out; one that keeps them apart parts words.
    """
    if len(text) <= LONGEST and _SLUG.fullmatch(text):
        return Slug(text)
    for sign, said in (*_OF_ALL, *((sign, said) for sign, said in _of_language(language) if sign in "&%")):
        text = text.replace(sign, said)
    kept: list[str] = []
    for letter in normalize("NFC", normalize("NFC", text).lower()):
        kind = category(letter)
        if kind == "Cf" or _VARIANT.match(letter):
            continue
        belongs = kind[0] in "LN" or (kind in {"Mn", "Mc"} and kept and kept[-1] != " ")
        kept.append(letter if belongs else " ")
    words = "".join(kept).split()
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer.encode()) > LONGEST:
            break
        slug = longer
    return Slug(slug or "".join(words[:1]).encode()[:LONGEST].decode(errors="ignore"))


def _of_language(language: str) -> list[tuple[str, str]]:
    return _BY_LANGUAGE.get(language.split("-", maxsplit=1)[0].lower(), [])
