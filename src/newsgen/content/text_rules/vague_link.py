"""The words of a link do not say where it leads: who hears links read out learns nothing (WCAG 2.2, 2.4.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape

from newsgen.base.faults import Fault
from newsgen.content.text_rules.text import RuledText, words_of
from newsgen.model.policy import LinkTextRule

_LINK = re.compile(
    r"""<a\s[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))[^>]*>(.*?)</a\s*>""", re.IGNORECASE | re.DOTALL
)
_SIGNS = re.compile(r"[^\w\s]|_")
_SAYING_NOTHING: Mapping[str, tuple[str, ...]] = {
    "de": ("hier", "hier klicken", "klicken sie hier", "mehr", "weiterlesen", "mehr lesen", "link", "diese seite"),
    "en": ("here", "click here", "read", "read more", "more", "link", "this link", "this page", "this", "learn more"),
    "es": ("aquí", "clic aquí", "haga clic aquí", "pulse aquí", "leer", "leer más", "más", "este enlace", "enlace"),
    "fr": (
        *("ici", "cliquez ici", "cliquer ici", "par ici", "c'est ici", "là", "lire", "lire la suite", "à lire"),
        *("lire ici", "lire plus", "voir", "voir ici", "en savoir plus", "plus", "plus d'infos", "lien", "ce lien"),
        *("le lien", "suivez ce lien", "cette page", "la suite", "article", "cet article", "cliquez", "cliquer"),
    ),
    "it": ("qui", "clicca qui", "leggi", "leggi di più", "leggi tutto", "di più", "link", "questo link"),
    "nl": ("hier", "klik hier", "lees", "lees meer", "meer", "link", "deze link"),
    "pt": ("aqui", "clique aqui", "ler", "ler mais", "leia mais", "mais", "link", "este link"),
}
"""Words of links that say nothing, by language."""


def check(text: RuledText, rule: LinkTextRule) -> Iterator[Fault]:
    """Report links whose words say nothing."""
    if "<a" not in text.html:
        return
    vague = _vague(text.language.partition("-")[0], rule.words)
    for link in _LINK.finditer(text.html):
        words = words_of(link[4])
        if _folded(words) in vague:
            address = unescape(next(each for each in link.groups()[:3] if each is not None)).strip()
            message = f"“{words}” does not say where this link leads"
            spot = text.spot_of(address, link.start())
            yield text.broken("vague-link", message, spot, "let the words name what readers find there")


@cache
def _vague(language: str, more: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_folded, (*_SAYING_NOTHING.get(language, ()), *more)))


def _folded(words: str) -> str:
    return " ".join(_SIGNS.sub(" ", words.casefold()).split())
