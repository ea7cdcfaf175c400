"""The words of a theme: its texts in the reader's language, from catalogues that a site can override.

A catalogue is a file ``languages/CODE.yaml``: keys to texts with places such as ``{title}``. A text that depends on a
number is given once for each plural category of the language (Unicode TR 35, Language Plural Rules).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache, partial
from pathlib import Path
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape
from msgspec import Struct

from newsgen.base.faults import Fault, Field, did_you_mean, nearest
from newsgen.base.patterns import regex
from newsgen.schema.text_kinds import Prose
from newsgen.schema.validation import read_struct
from newsgen.schema.yaml_text import Document

DEFAULT_LANGUAGE = "en"
KEY = regex(r"[a-z][a-z0-9_]*")
_PLACE = regex(r"\{([a-z][a-z0-9_]*)\}")
_CODE = regex("[a-z]{2,3}")
_COUNT = "count"
_NEAR = 0.8  # an own word may resemble a known one, but a slip of the pen resembles it more
_FOLDER = Path(__file__).parent / "languages"


class Wording(Struct, frozen=True):
    """A text, or a text for each plural category that a number can have in the language."""

    other: Prose
    zero: Prose | None = None
    one: Prose | None = None
    two: Prose | None = None
    few: Prose | None = None
    many: Prose | None = None

    @property
    def forms(self) -> Mapping[str, str]:
        """The texts by plural category."""
        given = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return {name: text for name, text in given if text is not None}

    @property
    def places(self) -> frozenset[str]:
        """The places of all texts, and ``count`` if it has more than one text."""
        texts = self.forms.values()
        return frozenset(place for text in texts for place in _PLACE.findall(text)) | (
            {_COUNT} if len(texts) > 1 else set()
        )


class _Catalogue(Struct, frozen=True):
    words: dict[str, Wording]


class WordsError(Exception):
    """A template says what cannot be said; in plain words, the way out, and which word is to blame."""

    def __init__(self, message: str, way_out: str, word: str) -> None:
        super().__init__(message)
        self.way_out = way_out
        self.word = word


def language_of(language: str) -> str:
    """Give the language whose catalogue serves a site: ``fr`` for ``fr-CA``; English where there is none."""
    code = language.split("-", maxsplit=1)[0].lower()
    return code if _CODE.fullmatch(code) and (_FOLDER / f"{code}.yaml").is_file() else DEFAULT_LANGUAGE


def has_catalogue(language: str) -> bool:
    """Tell whether newsgen speaks a language."""
    return language_of(language) == language.split("-", maxsplit=1)[0].lower()


@cache
def catalogue(code: str, folder: Path = _FOLDER) -> Mapping[str, Wording]:
    """Give the catalogue of a language: that of the theme, or the one in another folder.

    Raises:
        ValueError: it has a fault, of which newsgen's own tests see to it that there is none.
    """
    file = folder / f"{code}.yaml"
    document = Document(file.read_text(encoding="utf-8"), f"{folder.name}/{file.name}")
    value, faults = document.load()
    found, more = read_struct(_Catalogue, {"words": value}, document, ZoneInfo("UTC"))
    if found is None or faults:
        raise ValueError([*faults, *more])
    return found.words


def plural_categories(language: str) -> tuple[str, ...]:
    """Name the plural categories of a language, ``other`` last; all of them for one that does not exist."""
    from babel import Locale, UnknownLocaleError

    try:
        return (*sorted(Locale.parse(language, sep="-").plural_form.tags), "other")
    except (UnknownLocaleError, ValueError):
        return Wording.__struct_fields__


class Words:
    """What a site says, in its language and with the words of its own; equal keys and values give equal texts."""

    def __init__(self, language: str, own: Mapping[str, Wording]) -> None:
        from babel import Locale
        from babel.numbers import format_decimal

        self.locale = Locale.parse(language, sep="-")
        self._plural_form = self.locale.plural_form
        self._number = lru_cache(1_000, typed=True)(partial(format_decimal, locale=self.locale))
        self._known = catalogue(language_of(language))
        self._wordings = {**self._known, **own}
        self._forms = {key: wording.forms for key, wording in self._wordings.items()}
        self._places = {key: self._known.get(key, wording).places for key, wording in self._wordings.items()}
        self._fixed = {key: wording.other for key, wording in self._wordings.items() if not self._places[key]}

    def wording(self, key: str) -> Wording:
        """Give the text of a key.

        Raises:
            WordsError: there is none.
        """
        if key not in self._wordings:
            way_out = did_you_mean(key, self._wordings) or "add it under “words:” in newsgen.yaml"
            raise WordsError(f"there is no word “{key}”", way_out, key)
        return self._wordings[key]

    def say(self, key: str, /, **values: object) -> str:
        """Give a text with its places filled; with markup in one of the values it is markup, all else escaped.

        Whole numbers are printed as the language does; ``count`` chooses the plural form.

        Raises:
            WordsError: there is no such text, or the values do not fit its places.
        """
        if not values and key in self._fixed:
            return self._fixed[key]
        wording = self.wording(key)
        self._check(key, values)
        text = self._forms[key].get(self._category(values.get(_COUNT)), wording.other)
        printed = {place: self._print(value) for place, value in values.items()}
        if any(isinstance(each, Markup) for each in printed.values()):
            filled = _PLACE.sub(lambda found: escape(printed[found[1]]), escape(text))
            return Markup(filled)  # noqa: S704 - all but the markup given is escaped
        return _PLACE.sub(lambda found: printed[found[1]], text)

    def _check(self, key: str, values: Mapping[str, object]) -> None:
        places = self._places[key]
        if places != values.keys():
            self._check_names(key, places, values)
        if _COUNT in values and (not isinstance(values[_COUNT], int) or isinstance(values[_COUNT], bool)):
            raise WordsError(f"“count” of the word “{key}” must be a whole number", "give it a number", _COUNT)

    def _check_names(self, key: str, places: frozenset[str], values: Mapping[str, object]) -> None:
        for name in sorted(places - values.keys()):
            raise WordsError(f"the word “{key}” needs “{name}”", f'write say("{key}", {name}=…)', key)
        for name in sorted(values.keys() - places):
            known = ", ".join(sorted(places)) or "none"
            way_out = did_you_mean(name, places) or f"its places: {known}"
            raise WordsError(f"the word “{key}” has no place for “{name}”", way_out, name)

    def _category(self, count: object) -> str:
        return str(self._plural_form(count)) if isinstance(count, int) else "other"

    def _print(self, value: object) -> str:
        if isinstance(value, int):
            return self._number(value)
        return "" if value is None else value if isinstance(value, Markup) else str(value)


def word_faults(language: str, own: Mapping[str, Wording], path: str) -> Iterator[Fault]:
    """Check the words of a site's own settings against the catalogue of its language; ``path`` is the settings file."""
    known = catalogue(language_of(language)) if own else {}
    for key, wording in own.items():
        if key not in known:
            yield from _own_faults(key, known, path)
        yield from _form_faults(key, wording, known.get(key), language, path)


def _own_faults(key: str, known: Mapping[str, Wording], path: str) -> Iterator[Fault]:
    spot = Field(("words", key), key=True)
    if KEY.fullmatch(key) is None:
        way_out = "small letters, digits and _, such as read_also"
        yield Fault("bad-word", f"“{key}” is not the name of a word", path, spot, way_out)
    elif nearest(key, known, likeness=_NEAR):
        way_out = f"{did_you_mean(key, known)} A word for templates of your own needs a name that is less like it"
        yield Fault("unknown-word", f"“{key}” is not a word of the theme", path, spot, way_out)


def _form_faults(key: str, wording: Wording, known: Wording | None, language: str, path: str) -> Iterator[Fault]:
    categories = plural_categories(language)
    places = known.places if known else wording.places
    for name, text in wording.forms.items():
        spot = Field(("words", key, name))
        if name not in categories or (name != "other" and _COUNT not in places):
            message = f"“{key}” has no form “{name}”"
            way_out = f"forms in this language: {', '.join(categories)}" if _COUNT in places else "write one text"
            yield Fault("bad-word", message, path, Field(("words", key, name), key=True), way_out)
            continue
        shown = ", ".join(f"{{{each}}}" for each in sorted(places)) or "none"
        for place in sorted(set(_PLACE.findall(text)) - places):
            way_out = did_you_mean(place, places) or f"its places: {shown}"
            yield Fault("bad-word", f"“{key}” has no place “{{{place}}}”", path, spot, way_out)
        if set(_PLACE.sub("", text)) & set("{}"):
            message = f"“{text}” has a curly bracket that encloses no place"
            yield Fault("bad-word", message, path, spot, f"its places: {shown}")
