"""An entry added to a list of a front matter: it is there, and every other byte is as it was."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, strategies as st

from newsgen.editing.amended import NotAmendedError, amended
from newsgen.schema.yaml_text import Document
from newsgen.schema.yaml_writing import as_value

PATH = "content/articles/finale.md"
ENTRY = [("date", "2026-11-30T18:30"), ("text", '"Trois : pas #2"')]
LINES = 'date: 2026-11-30T18:30\n{}text: "Trois : pas #2"\n'
BLOCK = "  - " + LINES.format("    ")
BRACES = '{date: 2026-11-30T18:30, text: "Trois : pas #2"}'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Finale # à revoir\n", f"title: Finale # à revoir\ncorrections:\n{BLOCK}"),
        ("title: Finale\n\n# fin\n", f"title: Finale\n\n# fin\ncorrections:\n{BLOCK}"),
        ("tags:\n- a\ntitle: x\n", "tags:\n- a\ntitle: x\ncorrections:\n- " + LINES.format("  ")),
        ("  title: Finale\n", f"  title: Finale\n  corrections:\n  {BLOCK[:29]}  {BLOCK[29:]}"),
        (
            "corrections:\n  - date: 2026-01-01\n    text: un # deux\n\n# les mots\ntags: [a]\n",
            f"corrections:\n  - date: 2026-01-01\n    text: un # deux\n{BLOCK}\n# les mots\ntags: [a]\n",
        ),
        (
            "corrections:\n-   date: 2026-01-01\n    text: |\n      Un\n\n      deux\n\ntags:\n- a\n",
            "corrections:\n-   date: 2026-01-01\n    text: |\n      Un\n\n      deux\n-   "
            + LINES.format("    ")
            + "\ntags:\n- a\n",
        ),
        (
            "corrections:\n  - date: 2026-01-01\n    text: |+\n      Un\n\ntags: [a]\n",
            f"corrections:\n  - date: 2026-01-01\n    text: |+\n      Un\n\n{BLOCK}tags: [a]\n",
        ),
        ("corrections: # aucune\ntitle: x\n", f"corrections: # aucune\n{BLOCK}title: x\n"),
        ("title: x\ncorrections: ~\n", f"title: x\ncorrections:\n{BLOCK}"),
        ("corrections: [] # aucune\n", f"corrections: [{BRACES}] # aucune\n"),
        ("corrections: [{date: 2026-01-01, text: un}]\n", f"corrections: [{{date: 2026-01-01, text: un}}, {BRACES}]\n"),
        ("corrections: [{date: 2026-01-01}, ]\n", f"corrections: [{{date: 2026-01-01}}, {BRACES} ]\n"),
        (
            "corrections: [\n  {date: 2026-01-01, text: un} # deux\n]\n",
            f"corrections: [\n  {{date: 2026-01-01, text: un}}, # deux\n  {BRACES}\n]\n",
        ),
        (
            "corrections: [\n  {date: 2026-01-01, text: un},\n]\n",
            f"corrections: [\n  {{date: 2026-01-01, text: un}},\n  {BRACES},\n]\n",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_entry_is_written_as_the_text_writes_lists(before: str, after: str, newline: str, mark: str) -> None:
    def stored(matter: str) -> bytes:
        return f"{mark}---\n{matter}---\nUn e\u0301te\u0301.\n---\ncorrections:\n".replace("\n", newline).encode()

    assert amended(stored(before), PATH, "corrections", ENTRY).decode() == stored(after).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: x\n", "title: x\naliases: [/neuf/]\n"),
        ("aliases: /un/ # deux\n", "aliases: [/un/, /neuf/] # deux\n"),
        ("aliases: '/a, b/'\n", "aliases: ['/a, b/', /neuf/]\n"),
        ("aliases: [/un/]\n", "aliases: [/un/, /neuf/]\n"),
        ("aliases:\n- /un/\ntitle: x\n", "aliases:\n- /un/\n- /neuf/\ntitle: x\n"),
        ("aliases:\n", "aliases: [/neuf/]\n"),
    ],
)
def test_a_plain_value_is_added_to_a_list_of_values(before: str, after: str) -> None:
    data = amended(f"---\n{before}---\n".encode(), PATH, "aliases", "/neuf/")
    assert data.decode() == f"---\n{after}---\n"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("Un paragraphe.\n", "no-front-matter", (1, 1)),
        ("---\ntitle: [\n---\n", "bad-yaml", (3, 1)),
        ("---\ntitle: x\ntitle: y\n---\n", "duplicate-key", (3, 1)),
        ("---\n{title: x}\n---\n", "no-list", (2, 1)),
        ("---\ntitle: x\ncorrections: aucune\n---\n", "no-list", (3, 14)),
        ("---\ntitle: x\ncorrections:\n  date: 2026-01-01\n---\n", "no-list", (4, 3)),
        ("---\nold: &x [1]\ncorrections: *x\n---\n", "no-list", (3, 1)),
        ("---\ncorrections: &x [1]\nnew: *x\n---\n", "no-list", (2, 1)),  # it would change twice
        ("---\ntitle: \x01\n---\n", "control-character", (2, 8)),
    ],
)
def test_what_takes_no_entry_is_refused_at_its_place(text: str, code: str, place: tuple[int, int]) -> None:
    with pytest.raises(NotAmendedError) as refused:
        amended(text.encode(), PATH, "corrections", ENTRY)
    (fault,) = refused.value.faults
    spot = fault.spot
    assert (fault.code, fault.path) == (code, PATH)
    assert (getattr(spot, "line", place[0]), getattr(spot, "column", place[1])) == place


def test_a_text_that_is_no_utf8_is_refused() -> None:
    with pytest.raises(NotAmendedError, match="not UTF-8"):
        amended("---\ntitle: été\n---\n".encode("latin-1"), PATH, "corrections", ENTRY)


_WORDS = st.text(st.sampled_from("aé0 :#-'\"[]{}&*!|>%@`,?~\\\u00a0…"), max_size=12).map(str.strip)
_MATTERS = st.dictionaries(
    st.sampled_from(["title", "corrections", "tags", "no"]),
    st.one_of(
        _WORDS,
        st.lists(_WORDS, max_size=3),
        st.lists(st.dictionaries(st.sampled_from(["date", "text"]), _WORDS, min_size=1), max_size=3),
        st.none(),
    ),
)


@given(_MATTERS, _WORDS, st.booleans(), st.sampled_from([None, True, False]), st.integers(2, 5))
def test_whatever_yaml_says_it_says_that_and_the_entry_or_is_refused(
    matter: dict[str, object], text: str, is_block: bool, flow: bool | None, indent: int
) -> None:
    style = '"' if not is_block else None
    written = yaml.safe_dump(matter, allow_unicode=True, default_style=style, default_flow_style=flow, indent=indent)
    data = f"---\n{written}---\nLe corps.\n".encode()
    entry = [("date", "2026-11-30"), ("text", as_value(text))]
    try:
        new = amended(data, PATH, "corrections", entry)
    except NotAmendedError:
        return
    said, says = (Document(each.decode().split("---\n")[1], PATH).load()[0] or {} for each in (data, new))
    known = said.pop("corrections", None) or []
    *others, added = says.pop("corrections")
    assert says == said
    assert others == (known if isinstance(known, list) else [known])
    assert added == {"date": "2026-11-30", "text": text}
    assert new.endswith(b"---\nLe corps.\n")
