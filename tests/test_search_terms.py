"""The terms of the search: what finds what, in seven languages."""

from __future__ import annotations

import re

import pytest

from newsgen.search.plain import plain_text
from newsgen.search.terms import terms_in

ALIKE = {
    "fr": """
        l’association=association=Associations=ASSOCIATION d’école=école=ecoles=E\u0301cole œuvre=oeuvres=l'œuvre=Œuvres
        élu=élus=élue=élues=elus travail=travaux cheval=chevaux jeu=jeux eau=eaux=l’eau journal=journaux
        premier=première=premières passé=passée=passées=passer nationalité=nationalités maire=maires œil=yeux=l’œil
        aujourd’hui=aujourd'hui=d’aujourd’hui presqu’île=presqu'iles=presqu\u02bcîle prud’homme=prud’hommes
        États-Unis=etats‑unis=ÉTATS\u2011UNIS COVID-19=covid19=covid\u201019 10\u202f000=10000=10\u00a0000
        qu’on=on jusqu’alors=alors c’est-à-dire=est-à-dire cœur=cœurs=coeur naïf=naïfs Citroën=citroen
        gou\u00advernement=gouver\u200bnement=gouvernements 1\u202f234\u202f567=1234567 vingt\u2060et=vingtet
    """,
    "en": "city=cities mayor’s=mayor=mayors=Mayors café=cafe naïve=naive running=run=runs",
    "de": "Straße=Strassen=strasse Häuser=Haus=haus Zug=Züge Bürger=Bürgern=burger",
    "es": "ciudad=ciudades asociación=asociaciones=asociacion lápiz=lápices joven=jóvenes político=políticos",
    "it": "l’università=universita città=citta lago=laghi politico=politici dell’arte=arte associazione=associazioni",
    "pt": "associação=associações=associacao animal=animais papel=papéis homem=homens eleição=eleições",
    "ro": "oraș=orașe=orașul=oraşe județ=județe=judeţe asociație=asociații=asociația țară=țări",
    "tlh": "Qapla’=qapla École=ecole",
}
UNLIKE = {
    "fr": ("aujourd’hui=hui", "presqu’île=île", "prud’homme=homme", "entr’acte=acte", "été=état", "10 0000=100000"),
    "en": ("can’t=can",),
}


def only(language: str, text: str) -> frozenset[str]:
    return frozenset(terms_in(language).of(text))


@pytest.mark.parametrize("language", ALIKE)
def test_words_that_readers_take_for_one_have_one_term(language: str) -> None:
    for group in re.split(r"[ \n]+", ALIKE[language]):
        words = [word for word in group.strip().split("=") if word]
        last = [max(only(language, word), key=len, default="") for word in words]
        assert len(set(last)) <= 1, dict(zip(words, last, strict=True))


@pytest.mark.parametrize("language", UNLIKE)
def test_words_that_only_look_alike_have_their_own_terms(language: str) -> None:
    for pair in UNLIKE[language]:
        one, other = pair.split("=")
        assert only(language, one).isdisjoint(only(language, other)), pair


def test_the_parts_of_a_compound_are_found_too_and_stop_words_are_not() -> None:
    assert only("fr", "Les États-Unis") == {"etat", "uni", "etatsun"}
    assert only("fr", "le la de l’ a-t-il été") == {"ete"}
    assert terms_in("fr").of("Élu, élus ; l’élue")["elu"] == 3


def test_a_stem_is_its_own_stem_where_a_query_is_typed_without_accents() -> None:
    for word in ("élections", "gouvernement", "préfète", "arrêté", "sécheresse"):
        assert only("fr", word) == only("fr", word.upper())


def test_the_text_of_a_body_has_words_where_readers_see_them() -> None:
    html = (
        '<p>Un <em>gou</em>vernement<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>'
        "<p>2<sup>e</sup></p>"
        '<SCRIPT>var caché = "<p>";</SCRIPT><!-- secret --><ul><li>eau</li><li>feu</li></ul>gap0123456789abx0x'
        '<a href="#fnref:1" class="footnote-backref" title="x">↩</a><img alt="invisible > là">'
        "&eacute;t&Eacute; &lt;b&gt;"
    )
    assert plain_text(html).split() == ["un", "gouvernement", ".", "2e", "eau", "feu", "été", "<b>"]
