"""Braces that hold attributes are attributes; whatever else stands in braces is text, and no word of it is lost."""

from __future__ import annotations

import re
from functools import cache
from html import unescape

import pytest
from hypothesis import given, settings, strategies as st

from newsgen.content.engines import Engine, make_engine
from newsgen.model.parse_settings import parse_settings
from newsgen.model.settings import MarkdownSettings, Settings

ENGINES = ("python-markdown", "commonmark")
TEXTS = ["{x}", "{% x %}", "{js}", "{{x}}", "{{ x }}", "{1, 2}", "{}", "{ }", "{: }", "{: )}", "{a b}", "{.}", "{#}"]
TEXTS += [
    "{.a b}",
    "{a=}",
    "{=b}",
    "{a=b, c=d}",
    "{%}",
    "{{.a}}",
    "{.a",
    ".a}",
    "{.a}}",
    "{@media}",
    "{“a”=1}",
]
PLACES = [
    "# Titre {}",
    "Ligne\n{}",
    "- Point\n{}",
    "*mot*{} suite",
    "**mot**{}",
    "`mot`{}",
    "[mot](https://a.fr){}",
    "mot {}",
]
PLACES += ["|a {}|b|\n|-|-|\n|c {}|d|", "Terme {}\n: Sens", "> Cité\n> {}", "1. Un\n{}", "![mot](https://a.fr/b.png){}"]


@cache
def engine(name: str) -> Engine:
    chosen = MarkdownSettings(engine=name)  # type: ignore[arg-type]
    return make_engine(parse_settings(Settings("Le Test", "https://test.example", markdown=chosen)))


def words(html: str) -> str:
    return "".join(unescape(re.sub("<[^>]*>", "", html)).split())


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("text", TEXTS)
def test_what_is_no_attribute_is_text(name: str, place: str, text: str) -> None:
    shown = words(engine(name).convert(place.replace("{}", text)))
    assert shown.count("".join(text.split())) == place.count("{}")


ATTRIBUTES = {
    "{.a}": {'class="a"'},
    "{#a}": {'id="a"'},
    "{lang=en}": {'lang="en"'},
    "{.a #b lang=en}": {'class="a"', 'id="b"', 'lang="en"'},
    "{ .a .b }": {'class="a b"'},
    "{: .a }": {'class="a"'},
    "{:.a}": {'class="a"'},
    "{: hidden }": {" hidden"},
    "{data-x=1}": {'data-x="1"'},
    "{title='a b'}": {'title="a b"'},
    '{title="l’été {x}"}': {'title="l’été {x}"'},
    "{width=50%}": {'width="50%"'},
    "{.é-t_1}": {'class="é-t_1"'},
}


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize("place", ["# Titre {}", "Ligne\n{}", "- Point\n{}", "*mot*{} suite", "|a|b|\n|-|-|\n|c {}|d|"])
@pytest.mark.parametrize("braces", ATTRIBUTES)
def test_attributes_are_attributes_wherever_they_may_stand(name: str, place: str, braces: str) -> None:
    html = engine(name).convert(place.replace("{}", braces))
    assert [each for each in ATTRIBUTES[braces] if each not in html] == []
    assert "{" not in words(html)


@pytest.mark.parametrize("name", ENGINES)
def test_a_brace_behind_a_backslash_begins_no_attributes(name: str) -> None:
    for text in ("# Titre \\{.a}", "*mot*\\{.a}", "Ligne\n\\{: .a}", "- Point\n\\{#a}"):
        html = engine(name).convert(text)
        assert " class" not in html
        assert re.search(r"\{[.:#].*?\}", words(html))
    assert words(engine(name).convert("`\\{.a}`")) == "\\{.a}"
    link = engine(name).convert("[mot](https://a.fr/b\\{c)")
    assert 'href="https://a.fr/b%7Bc"' in link.replace("b{c", "b%7Bc")


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PLACES), st.text("{}%:.#=x1 ,\"'a-", max_size=8))
def test_both_engines_show_the_same_words(place: str, within: str) -> None:
    text = place.replace("{}", f"{{{within}}}", 1).replace("{}", "x")
    assert words(engine("python-markdown").convert(text)) == words(engine("commonmark").convert(text))
