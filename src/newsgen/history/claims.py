"""What a headline claims: its numbers, its names, and what it denies. Another one of these is another piece of news."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from msgspec import Struct

from newsgen.history.wording import WORD, words_in

_NUMBERS: Mapping[str, str] = {
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante "
    "cinquante soixante cent cents mille million millions milliard milliards dizaine dizaines douzaine centaine "
    "centaines millier milliers moitié double triple",
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen "
    "half double triple",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend million millionen "
    "milliarde milliarden dutzend hälfte",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cien cientos mil millón millones",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici venti trenta cento mille mila milione "
    "milioni miliardo miliardi",
    "pt": "dois duas três quatro cinco seis sete oito nove dez onze doze vinte trinta cem cento mil milhão milhões",
    "nl": "twee drie vier vijf zes zeven acht negen tien elf twaalf twintig dertig honderd duizend miljoen miljard",
}
_DENIALS: Mapping[str, str] = {
    "fr": "ne n ni non pas jamais aucun aucune aucuns aucunes rien personne sans nul nulle guère",
    "en": "no not never none nor neither nobody nothing without cannot t",
    "de": "nicht nie niemals kein keine keinen keinem keiner keines niemand nichts ohne weder",
    "es": "no ni nunca jamás ningún ninguno ninguna nadie nada sin",
    "it": "non né no mai nessun nessuno nessuna niente nulla senza",
    "pt": "não nem nunca jamais nenhum nenhuma ninguém nada sem",
    "nl": "niet nooit geen niemand niets zonder noch",
}
_SENTENCE = re.compile(r"(?:^|[.!?…:]\s|[«“\"(]\s?|\n)\W*$")
"""What stands before the first word of a sentence, which has a capital whatever it is."""


class Claims(Struct, frozen=True):
    """What a short text claims: its numbers in their order, its names, and how often it denies something."""

    numbers: tuple[str, ...]
    names: frozenset[str]
    denials: int


def claims_of(text: str, language: str, names: Collection[str]) -> Claims:
    """Find what a headline or a standfirst claims; ``names`` are those that the body of the article has.

    Only these are names at the beginning of a sentence, or where every word has a capital.
    """
    main = language.partition("-")[0]
    numbers, denials = (frozenset(table.get(main, "").split()) for table in (_NUMBERS, _DENIALS))
    words = words_in(text)
    titled = is_titled(text)
    found = frozenset(
        word
        for word, first in _capitalised(text)
        if word in names or not (first or titled or word.casefold() in numbers)
    )
    return Claims(
        tuple(word.casefold() for word in words if word[0].isdigit() or word.casefold() in numbers),
        found,
        sum(1 for word in words if word.casefold() in denials),
    )


def names_in(body: str) -> frozenset[str]:
    """Find the names in a body: words with a capital within a sentence."""
    return frozenset(word for word, first in _capitalised(body) if not first)


def is_titled(text: str) -> bool:
    """Tell whether most words of a text begin with a capital, as headlines do in English."""
    long = [word for word in words_in(text) if len(word) > 3 and word[0].isalpha()]
    return len(long) > 2 and sum(1 for word in long if word[0].isupper()) * 2 > len(long)


def _capitalised(text: str) -> list[tuple[str, bool]]:
    """Give the words with a capital, and of each whether it begins a sentence."""
    return [
        (found[0], _SENTENCE.search(text, max(found.start() - 4, 0), found.start()) is not None)
        for found in WORD.finditer(text)
        if found[0][0].isupper()
    ]
