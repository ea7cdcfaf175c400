"""How words are made terms in each language: stop words, elisions, endings and the Snowball algorithm.

A term is the stem of a word without its accents, for readers leave these out. Snowball's rules expect them, so some
``endings`` come first: mostly plurals that only an accent would give away.
"""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from newsgen.search.fold import APOSTROPHES, HYPHENS, LIGATURES, MARKS, UNSEEN
from newsgen.search.stop_words import STOP_WORDS

Endings = tuple[tuple[str, str, int], ...]
"""An ending, what takes its place, and how many letters a word has at least; of a group the first counts that fits."""


class SearchLanguage(Struct, frozen=True):
    """What is particular to a language; all words are folded (``search/fold.py``).

    ``algorithm`` is Snowball's name of it, empty for none. ``elided`` are what words with an apostrophe begin with,
    ``tails`` what they end with, that is no part of them. ``irregular`` words have the term of another word.
    """

    algorithm: str = ""
    stop: frozenset[str] = frozenset()
    elided: frozenset[str] = frozenset()
    tails: frozenset[str] = frozenset()
    endings: tuple[Endings, ...] = ()
    irregular: dict[str, str] = {}


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _french() -> SearchLanguage:
    return SearchLanguage(
        algorithm="french",
        stop=_words(STOP_WORDS["fr"]),
        elided=_words("c d j l m n qu s t jusqu lorsqu puisqu quoiqu"),
        endings=(
            (("yaux", "yau", 6), ("eaux", "eau", 4), ("aux", "al", 5), ("ss", "ss", 4), ("s", "", 4)),
            (("ee", "e", 4), ("iere", "ier", 6)),
        ),
        irregular=_pairs(
            """
            adieux adieu aveux aveu baux bail bijoux bijou cailloux caillou cheveux cheveu choux chou cieux ciel
            coraux corail emaux email enjeux enjeu essieux essieu feux feu genoux genou jeux jeu joujoux joujou
            lieux lieu milieux milieu neveux neveu noyaux noyau pieux pieu pneus pneu poux pou soupiraux soupirail
            travaux travail vitraux vitrail voeux voeu yeux oeil
            """
        ),
    )


def _english() -> SearchLanguage:
    return SearchLanguage("english", _words(STOP_WORDS["en"]), tails=_words("s"))


def _german() -> SearchLanguage:
    return SearchLanguage("german", _words(STOP_WORDS["de"]), tails=_words("s"))


def _spanish() -> SearchLanguage:
    endings = (("dades", "dad", 6), ("ces", "z", 5), ("enes", "en", 6))
    return SearchLanguage("spanish", _words(STOP_WORDS["es"]), endings=(endings,))


def _italian() -> SearchLanguage:
    elided = """
        agl all anch bell c coll com cos d dagl dall degl dell dev dov gl l m mezz n negl nell nessun quant quell
        quest s sant sott sugl sull t tant tutt un v
    """
    endings = (("ghi", "go", 4), ("ghe", "ga", 4), ("chi", "co", 4), ("che", "ca", 4))
    return SearchLanguage("italian", _words(STOP_WORDS["it"]), elided=_words(elided), endings=(endings,))


def _portuguese() -> SearchLanguage:
    plurals = (("oes", "ao", 5), ("aes", "ao", 4), ("ais", "al", 6), ("eis", "el", 6), ("ois", "ol", 6), ("ns", "m", 5))
    return SearchLanguage("portuguese", _words(STOP_WORDS["pt"]), elided=_words("d n"), endings=(plurals,))


def _romanian() -> SearchLanguage:
    endings = (("tia", "tie", 6), ("tii", "tie", 6), ("tiei", "tie", 7), ("ase", "as", 5))
    return SearchLanguage("romanian", _words(STOP_WORDS["ro"]), endings=(endings,))


_LANGUAGES = {
    "fr": _french,
    "en": _english,
    "de": _german,
    "es": _spanish,
    "it": _italian,
    "pt": _portuguese,
    "ro": _romanian,
}


@lru_cache(maxsize=8)
def search_language(language: str) -> SearchLanguage:
    """Give what is known of a language (``fr-CA``); of any other, each word is its own term, without accents."""
    declared = _LANGUAGES.get(language.partition("-")[0].lower(), SearchLanguage)
    return declared()


def told(language: SearchLanguage) -> dict[str, object]:
    """Tell a script on the page what it must know of a language, to make terms as newsgen does."""
    return {
        "stems": bool(language.algorithm),
        "stop": sorted(language.stop),
        "elided": sorted(language.elided),
        "tails": sorted(language.tails),
        "endings": language.endings,
        "irregular": language.irregular,
        "ligatures": LIGATURES,
        "marks": MARKS,
        "unseen": UNSEEN,
        "apostrophes": APOSTROPHES,
        "hyphens": HYPHENS,
    }
