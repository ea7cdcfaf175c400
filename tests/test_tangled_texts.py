"""A text of 50 KB is read in a moment or is too tangled, decided by counting; its faults are placed in one go."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from newsgen.base.digest import digest
from newsgen.content import mentions
from newsgen.content.engines.work import work_on_code
from newsgen.content.markup import Markup
from newsgen.content.typography import typography_for
from newsgen.model.parse_settings import parse_settings
from newsgen.model.settings import MarkdownSettings, Settings
from newsgen.schema import yaml_nodes
from newsroom import SETTINGS, Newsroom

ENGINES = ("python-markdown", "commonmark")
SIZE = 50_000


@cache
def markup(engine: str) -> Markup:
    chosen = MarkdownSettings(engine=engine)  # type: ignore[arg-type]
    return Markup(parse_settings(Settings("Le Test", "https://test.example", markdown=chosen)), digest("test"))


FRENCH = typography_for(parse_settings(Settings("Le Test", "https://test.example", language="fr")))


def outcome(text: str, engine: str) -> set[str]:
    return {each.code for each in markup(engine).render(text, "content/articles/a.md", typography=FRENCH).faults}


TANGLED: Mapping[str, tuple[str, tuple[str, ...]]] = {
    # what is repeated, and the engines for which that is too tangled
    "rules": ("---\n", ("python-markdown",)),
    "stars": ("***\n", ("python-markdown",)),
    "underlines": ("=\n", ("python-markdown",)),
    "lines": ("-\n", ("python-markdown",)),
    "backquotes": ("``a`", ("python-markdown",)),
    "links": ("[a](", ("python-markdown",)),
    "tags": ("<a ", ("python-markdown",)),
    "comments": ("<!--", ("commonmark",)),
    "scripts": ("<script>", ENGINES),
    "style sheets": ("<style>", ENGINES),
    "blocks": ("<div>", ENGINES),
    "quotation marks": ("&quot;", ()),
    "straight marks": ('"a ', ()),
    "single marks": ("'a ", ()),
    "French marks": ("« ", ()),
    "mentions": ("x[^a] ", ()),
    "headings": ("## a\n\n", ()),
    "HTML headings": ("<h2>a</h2>\n", ()),
}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", TANGLED)
def test_what_cannot_be_read_in_a_moment_is_too_tangled(name: str, engine: str) -> None:
    repeated, tangled = TANGLED[name]
    text = repeated * (SIZE // len(repeated)) + ("\n\n[^a]: note\n" if name == "mentions" else "")
    assert ("too-tangled" in outcome(text, engine)) is (engine in tangled)


@pytest.mark.parametrize("engine", ENGINES)
def test_what_newspapers_write_is_never_too_tangled(engine: str) -> None:
    notes = "".join(f"Un mot[^{number}] et `du code`.\n\n[^{number}]: une note\n\n" for number in range(300))
    links = " ".join(f"[lien {number}][{number}]" for number in range(300)) + "\n\n"
    links += "".join(f"[{number}]: https://a.example/une/assez/longue/adresse/{number}/\n" for number in range(300))
    table = "|a|b|c|\n|-|-|-|\n" + "|un mot|<b>deux</b>|`trois`|\n" * 1_000
    lists = "".join(f"- point {number}\n    - sous-point\n" for number in range(500))
    rules = "Un paragraphe.\n\n---\n\n" * 300
    for text in (
        notes,
        links,
        table,
        lists,
        rules,
        "> Une citation.\n>\n> - un\n" * 300,
        "« Oui », “non”, l'an 12'500. " * 900,
    ):
        assert "too-tangled" not in outcome(text, engine)


def test_the_mentions_of_a_note_are_numbered_as_the_library_numbers_them() -> None:
    html = (
        markup("python-markdown")
        .render("a[^x] b[^x] c[^y] d[^x]\n\n[^x]: un\n[^y]: deux\n", "content/articles/a.md")
        .html
    )
    assert [f'id="{name}"' in html for name in ("fnref:x", "fnref2:x", "fnref3:x", "fnref:y")] == [True] * 4


def test_the_work_on_backquotes_is_what_is_looked_through_in_vain() -> None:
    assert work_on_code("aucun") == 0
    assert work_on_code("` a") == len("` a")
    assert work_on_code("un `mot` et ``deux ` trois``") < 100
    assert work_on_code("``a`" * 1_000) > 1_000_000


def test_a_table_with_thousands_of_columns_and_rows_is_too_tangled() -> None:
    text = "|a" * 1_500 + "\n" + "|-" * 1_500 + "\n" + "|b\n" * 1_500
    assert "too-tangled" in outcome(text, "python-markdown")


def test_a_text_that_asks_for_its_contents_over_and_over_is_too_tangled() -> None:
    headings = "## Une rue, une autre rue\n\n" * 1_000
    assert outcome("[TOC]\n\n" * 3 + headings, "python-markdown") == set()
    assert outcome("[TOC]\n\n" * 1_000 + headings, "python-markdown") == {"too-tangled"}


def test_all_that_is_too_tangled_is_told_at_once_with_what_else_is_wrong(tmp_path: Path) -> None:
    tangles = ("[a](" * 9_000, "[a](" * 8_000)
    room = Newsroom(tmp_path).article("a", body=f"a </i>\n\n{tangles[0]}\n\nb </b>\n\n{tangles[1]}\n")
    found = [(each.place.line, each.fault.code) for each in room.build().faults]
    assert found == [(6, "unbalanced-html"), (8, "too-tangled"), (10, "unbalanced-html"), (12, "too-tangled")]


def test_where_no_line_is_to_blame_the_longest_block_of_lines_is(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a", body="Un.\n\n" + "=\n" * 25_000 + "\nb </b>\n")
    told = [(each.place.line, each.fault.code, each.fault.message) for each in room.build().faults]
    assert [(line, code) for line, code, _ in told] == [(8, "too-tangled"), (25_009, "unbalanced-html")]
    assert told[0][2] == "this text is too tangled: 25000 lines belong together from here on"


@pytest.mark.parametrize("engine", ENGINES)
def test_thousands_of_faults_in_one_text_are_placed_in_one_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    done = Counter[str]()

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            done[name] += 1
            return function(*given, **named)

        return call

    monkeypatch.setattr(mentions, "mentions_of", counted("mentions", mentions.mentions_of))
    monkeypatch.setattr(Markup, "addresses", counted("addresses", Markup.addresses))
    room = Newsroom(tmp_path, f"{SETTINGS}markdown: {{engine: {engine}}}\n")
    lines = [f"[a](rien-{number}.md) et [b](#nulle-part-{number}) et </b>" for number in range(1_700)]
    report = room.article("a", body="\n".join(lines) + "\n").build()
    placed = [(each.place.line - 6, each.fault.code) for each in report.faults]
    assert len(placed) == 3 * len(lines)
    assert {line for line, _ in placed} == set(range(len(lines)))
    assert done["addresses"] <= 1
    assert done["mentions"] <= 1


def test_thousands_of_faults_in_front_matter_are_placed_in_one_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = Counter[str]()
    is_empty = yaml_nodes.is_empty_node
    monkeypatch.setattr(yaml_nodes, "is_empty_node", lambda node: looked.update(["entry"]) or is_empty(node))
    fields = "".join(f"titel{number}: x\n" for number in range(3_000))
    aliases = "".join(f"- a {number}\n" for number in range(3_000))
    head = f"---\ntitle: A\ncategory: sport\ndate: 2026-03-01\n{fields}aliases:\n{aliases}---\n"
    report = Newsroom(tmp_path).write("content/articles/a.md", head).build()
    assert [each.place.line for each in report.faults] == [*range(5, 3_005), *range(3_006, 6_006)]
    assert looked["entry"] < 20_000


REPEATED = """[^1]|[|*a |**a |`|<a |<|![|[a](|> |- |{: |&|"|'|«
<!--|{{<|<a href="|<b>|</b>|<i><b>|a_b_|_a|[a][|[a]: b%|\\
<div>|<p>|<?|<svg>|<li>|&amp;|&#|*a*{x} |{.x|[[|](|](b)|((|<http://|# |=%|---%|1. |> > |%%|    a%|a%|…|12-13
2e |<table>|<td>|<select>|<noscript>|<textarea>|<iframe>|<title>|<b><p>|<b><div></b>|</p>|<a/>|<form>|"a
<a b='|``a`|[a](#b) |* * |~~~%|<h2>a</h2>%"""


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("repeated", REPEATED.replace("\n", "|").split("|"))
def test_four_times_the_text_costs_less_than_eight_times_the_time(repeated: str, engine: str) -> None:
    costs = []
    repeated = repeated.replace("%", "\n")
    for size in (SIZE // 4, SIZE):
        text = repeated * (size // len(repeated))
        began = time.process_time()
        outcome(text, engine)
        costs.append(time.process_time() - began)
    assert costs[1] < 8 * costs[0] + 1
