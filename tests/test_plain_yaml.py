"""Front matter that is read without a parser: what it says is what the parser would say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings, strategies as st

from newsgen.schema.yaml_plain import read_plain
from newsgen.schema.yaml_text import Document

PLAIN = """\
title: "Le vote : « non »"
category: sport/rugby
date: 2026-03-01T18:30
updated: '2026-03-02 08:00'
order: 12
draft: false
summary:
tags: [Climat, "Élections, partielles", 2026/finale.md, l'an 2000, 7]
aliases:
  - /ancien/
  - "/plus ancien/"
related:
- 2026/finale.md
image:
  src: /images/x.jpg
  alt: "Une digue"
  credit_url: https://example.org/?a=b#c
galleries: []
"""
READ = {
    "title": "Le vote : « non »",
    "category": "sport/rugby",
    "date": "2026-03-01T18:30",
    "updated": "2026-03-02 08:00",
    "order": 12,
    "draft": False,
    "summary": None,
    "tags": ["Climat", "Élections, partielles", "2026/finale.md", "l'an 2000", 7],
    "aliases": ["/ancien/", "/plus ancien/"],
    "related": ["2026/finale.md"],
    "image": {"src": "/images/x.jpg", "alt": "Une digue", "credit_url": "https://example.org/?a=b#c"},
    "galleries": [],
}
_SCALARS = [
    *r"""
"x"
"x: y"
'a'
'it''s'
"a\n"
"[a], b"
word
a: b
a:b
a :b
a:
a #c
a#c
#c
-x
- x
-3
[a, b]
["a", 'b' ]
[]
[ ]
[a,]
[a: b]
[1, x]
[1.5]
[true]
[a]b
[x/b.md]
[12:30]
['a', b]
[-a]
[a -b]
[.b]
[a#b]
{a: b}
>
&x
*x
!!int 3
true
True
null
~
No
yes
0
12
1.5
1e3
012
12:30
2020-01-02
0x1f
1_000
999999999999999999
9999999999999999999
/a
./a
https://x.example/?a=b#c
é
“a”
😀
a😀
a,b
a]
a "b"
"a" b
%a
@a
`a
?a
a ?
=
...
a---
٣
ɏ
.inf
1.
5 000
a\b
""".splitlines(),
    "two words ",
    "a\xa0",
    "a\tb",
    "a\x85b",
    "\ufeff",
    '"a"   ',
    "\u2028",
]
_KEYS = ("title", "slug", "a", "b", "null", "true", "1a", "é", "a-b", "<<", "- c", "? d", '"e"')
_SEPARATORS = (": ", ": ", ":", ":  ", " : ")
_INDENTS = ("  ", "  ", " ", "", "    ", "            ")


@st.composite
def yaml_texts(draw: st.DrawFn) -> str:
    """Make YAML that is nearly plain: fields with values, and with lists and groups below them."""

    def field(indent: str = "") -> str:
        number = draw(st.integers(0, 9))
        key, separator, scalar = (draw(st.sampled_from(each)) for each in (_KEYS, _SEPARATORS, _SCALARS))
        return f"{indent}{key}{number}{separator}{scalar}\n"

    text = ""
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            text += field()
            continue
        text += f"{draw(st.sampled_from(_KEYS))}:\n"
        indent = draw(st.sampled_from(_INDENTS))
        for _ in range(draw(st.integers(0, 3))):
            text += f"{indent}- {draw(st.sampled_from(_SCALARS))}\n" if draw(st.booleans()) else field(indent)
    return text


def test_plain_front_matter_needs_no_parser_and_says_what_it_says() -> None:
    assert read_plain(PLAIN) == READ
    assert Document(PLAIN + "# for the parser\n", "x.md").load() == (READ, [])


@pytest.mark.parametrize(
    "scalar", ["a: b", "a #c", '"a\\n"', "1.5", "|", "&x", "{a: b}", "[a: b]", '"a" b', "-3", '"a\x85b"', '"a\ufeffb"']
)
def test_what_is_not_plain_is_left_to_the_parser(scalar: str) -> None:
    assert read_plain("a: x\n") == {"a": "x"}
    assert read_plain(f"a: {scalar}\n") is None
    assert read_plain(f"a: x\nb: {scalar}\n") is None
    assert read_plain("a: x\na: y\n") is None
    assert read_plain("a: x\n  y\n") is None
    assert read_plain("a: x") is None


@given(yaml_texts())
@settings(max_examples=400)
def test_a_text_that_needs_no_parser_says_what_the_parser_says(text: str) -> None:
    plain = read_plain(text)
    if plain is not None:
        assert Document(text + "# for the parser\n", "x.md").load() == (plain, [])
