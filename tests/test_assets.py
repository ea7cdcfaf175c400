"""Style sheets, scripts and fonts: names that change with their bytes, and smaller texts that mean the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import tinycss2
from hypothesis import given, settings, strategies as st

from newsgen.assets.make import make
from newsgen.content.stylesheets import links_of, rename
from newsgen.pages.recipes import Script, Stylesheet
from newsroom import SETTINGS, Newsroom, codes, rendered
from tiny_theme import without_theme

MARK = r"[0-9a-f]{8}"


def newsroom(root: Path, asked: Sequence[str] = ("css/site.css",)) -> Newsroom:
    """Make a site whose front page names some assets, a line each."""
    room = Newsroom(root, SETTINGS).article("a")
    without_theme(room)
    room.write("static/css/newsgen.css", "")
    return room.write("templates/front.html", "".join(f'{{{{ site.asset("{path}") }}}}\n' for path in asked))


def addresses(room: Newsroom) -> list[str]:
    """Give the addresses that the front page prints."""
    return room.page("index.html").split()


def served(room: Newsroom, address: str) -> str:
    """Give the text behind an address."""
    return room.page(address.removeprefix("/").partition("?")[0])


# --- names ------------------------------------------------------------------------------------------------------------


def test_sheets_and_scripts_have_a_name_with_a_digest_and_keep_their_plain_one(tmp_path: Path) -> None:
    room = newsroom(tmp_path, ("css/site.css", "/js/app.js", "images/a.txt"))
    room.write("static/css/site.css", "a {  color: red }\n").write("static/js/app.js", "let a = 1;  // un\n")
    room.write("static/images/a.txt", "un").built()
    sheet, script, other = addresses(room)
    assert re.fullmatch(rf"/css/site\.{MARK}\.css", sheet)
    assert re.fullmatch(rf"/js/app\.{MARK}\.js", script)
    assert re.fullmatch(rf"/images/a\.txt\?v={MARK}", other)
    assert served(room, sheet) == "a{color:red}"
    assert served(room, script) == "let a=1;"
    assert room.page("css/site.css") == "a {  color: red }\n"
    assert room.page("js/app.js") == "let a = 1;  // un\n"


def test_an_edit_gives_a_new_name_and_takes_the_old_one_away(tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("static/css/site.css", "a { color: red }")
    room.built()
    [before] = addresses(room)
    room.write("static/css/site.css", "a { color: blue }")
    touched = rendered(room.built())
    [after] = addresses(room)
    assert touched == {"index.html", "css/site.css", after[1:]}
    assert before[1:] not in room.public()
    room.write("static/css/site.css", "a { color: red }").built()
    assert addresses(room) == [before]


@pytest.mark.parametrize(
    ("switches", "address", "text"),
    [
        ("{}", rf"/css/site\.{MARK}\.css", "a{b:c}"),
        ("{minify: false}", rf"/css/site\.{MARK}\.css", "a { b: c }"),
        ("{fingerprint: false}", rf"/css/site\.css\?v={MARK}", "a{b:c}"),
        ("{minify: false, fingerprint: false}", rf"/css/site\.css\?v={MARK}", "a { b: c }"),
    ],
)
def test_both_can_be_switched_off_at_any_time(switches: str, address: str, text: str, tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("static/css/site.css", "a { b: c }")
    room.built()
    room.write("newsgen.yaml", f"{SETTINGS}assets: {switches}\n").built()
    assert re.fullmatch(address, addresses(room)[0])
    assert served(room, addresses(room)[0]) == text
    assert room.public() == room.clean(tmp_path / "clean")


def test_what_a_sheet_loads_has_such_a_name_too_and_the_sheet_says_it(tmp_path: Path) -> None:
    sheet = (
        '@import "parts/base.css" layer(base);\n'
        "@font-face { font-family: F; src: url( '../fonts/un deux.woff2?x#y' ) format('woff2') }\n"
        "a { background: url(/images/a.svg#b), image-set('/images/a.svg' 1x), "
        "url(data:image/png;base64,AA==), url(#id) }\n"
        "/* url(rien.png) */ b::after { content: 'url(rien.png)' }\n"
        "@namespace svg url(http://www.w3.org/2000/svg);\n"
    )
    room = newsroom(tmp_path).write("static/css/site.css", sheet)
    room.write("static/css/parts/base.css", "p { color: red }").write("static/fonts/un deux.woff2", "f")
    room.write("static/images/a.svg", "<svg/>").write("static/images/unasked.svg", "<svg/>")
    assert codes(room.built()) == []
    text = served(room, addresses(room)[0])
    [base] = re.findall(rf'@import "/(css/parts/base\.{MARK}\.css)" layer\(base\)', text)
    [font] = re.findall(rf'url\("/(fonts/un%20deux\.{MARK}\.woff2)\?x#y"\)', text)
    [drawing] = set(re.findall(rf'"?/(images/a\.{MARK}\.svg)', text))
    public = room.public()
    assert public[base] == b"p{color:red}"
    assert public[font.replace("%20", " ")] == b"f"
    assert public[drawing] == b"<svg/>"
    assert "url(data:image/png;base64,AA==),url(#id)" in text
    assert "content:'url(rien.png)'" in text.replace('"', "'")
    assert "http://www.w3.org/2000/svg" in text
    assert not [path for path in public if re.search(rf"unasked\.{MARK}", path)]


def test_another_font_gives_the_sheet_and_those_that_import_it_new_names(tmp_path: Path) -> None:
    room = newsroom(tmp_path).write("static/css/site.css", '@import "base.css";')
    room.write("static/css/base.css", "@font-face { src: url(f.woff2) }").write("static/css/f.woff2", "un").built()
    before, files = addresses(room), set(room.public())
    room.write("static/css/f.woff2", "deux")
    report = room.built()
    assert addresses(room) != before
    assert len(files - set(room.public())) == 3 == report.deleted
    assert room.public() == room.clean(tmp_path / "clean")


def test_below_a_base_path_sheets_name_it(tmp_path: Path) -> None:
    room = newsroom(tmp_path).replace("newsgen.yaml", "https://test.example", "https://test.example/journal")
    room.write("static/css/site.css", "a { b: url(f.txt); c: url(/journal/css/f.txt); d: url(/css/f.txt) }")
    room.write("static/css/f.txt", "f").built()
    [address] = addresses(room)
    assert address.startswith("/journal/css/site.")
    text = served(room, address.removeprefix("/journal"))
    assert len(re.findall(rf'url\("/journal/css/f\.{MARK}\.txt"\)', text)) == 3


def test_a_picture_that_a_sheet_loads_does_not_tell_where_it_was_taken(tmp_path: Path) -> None:
    from test_pictures import photo

    room = newsroom(tmp_path).write("static/css/site.css", "a { b: url(port.jpg) }")
    room.write("static/css/port.jpg", photo(30, 20, exif=True)).built()
    pictures = [data for path, data in room.public().items() if path.endswith(".jpg")]
    assert len(pictures) == 2
    assert not any(b"Nokia" in data for data in pictures)


@pytest.mark.parametrize(
    ("sheets", "faults"),
    [
        ({"a": "a {\n  b: url(rien.png) }"}, ["static/css/a.css:2:6 missing-file"]),
        ({"a": "/* é */ @import 'rien.css';"}, ["static/css/a.css:1:17 missing-file"]),
        ({"a": "@import 'a.css';"}, ["static/css/a.css:1:9 import-cycle"]),
        (
            {"a": "@import 'b.css';", "b": "@import url(c.css);", "c": "@import '/css/a.css' print;"},
            ["static/css/c.css:1:9 import-cycle"],
        ),
        ({"a": "@import 'b.css';", "b": "a { b: url(a.css) }"}, []),
        ({"a": "@import url(//f.example/f.css);"}, ["static/css/a.css:1:9 third-party-request"]),
        ({"a": "}{ a { b: url( ; @import"}, []),
        ({"a": "a { b: url('x"}, ["static/css/a.css:1:12 missing-file"]),
    ],
)
def test_faults_of_sheets_are_where_they_stand(sheets: dict[str, str], faults: list[str], tmp_path: Path) -> None:
    room = newsroom(tmp_path, ("css/a.css",))
    for name, text in sheets.items():
        room.write(f"static/css/{name}.css", text)
    assert codes(room.build()) == faults


def test_a_sheet_that_is_no_text_is_served_as_it_is(tmp_path: Path) -> None:
    room = newsroom(tmp_path, ("css/a.css", "js/a.js"))
    room.write("static/css/a.css", b"\xff a { }").write("static/js/a.js", b"\xff  a  ")
    assert codes(room.built()) == []
    sheet, script = addresses(room)
    assert room.public()[sheet[1:]] == b"\xff a { }"
    assert room.public()[script[1:]] == b"\xff  a  "


def test_what_is_minified_already_is_left_alone(tmp_path: Path) -> None:
    room = newsroom(tmp_path, ("a.min.css", "a.min.js"))
    room.write("static/a.min.css", "a { b: url(f.txt) }").write("static/a.min.js", "let a  = 1").write(
        "static/f.txt", "f"
    )
    room.built()
    sheet, script = addresses(room)
    assert re.fullmatch(rf'a {{ b: url\("/f\.{MARK}\.txt"\) }}', served(room, sheet))
    assert served(room, script) == "let a  = 1"


# --- smaller texts ----------------------------------------------------------------------------------------------------

MODERN = (
    "@layer base, theme;",
    "@import url(x.css) layer(base) supports(display: grid) screen and (min-width: 3em);",
    ":root { --empty: ; --group: { a: b }; --sum: calc(1px + (2px - 3px) * -1) }",
    ".card { color: red; & .b { x: y } &:hover { a: b } > p { c: d } + q { e: f } .x & { g: h } }",
    ".card { @media (width >= 400px) { & { i: j } } }",
    "a:has(> img), a :has(+ p), b:not(.x, .y) :is(h1, h2) { color: color-mix(in oklab, red 50%, blue) }",
    "@container card (width > 400px) and (not (height < 3px)) { .a { b: c } }",
    "@media screen and (min-width: 600px), not print { a { b: c } }",
    "@supports selector(:has(a)) and (not (display: grid)) { a { b: c } }",
    "@font-face { src: url( 'a b.woff2' ) format('woff2'); unicode-range: U+0025-00FF, u+4?? }",
    ".a::after { content: '/* no */ \\'  x'; grid-template: 'a  b' 1fr / auto 1fr; margin: -1px -2px }",
    "@property --y { syntax: '<length> | *'; inherits: false; initial-value: 0px }",
    "@scope (.a) to (.b) { :scope { c: d } img { e: f } }",
    "a { min-height: 100vh; min-height: 100dvh; width: calc(100% - (2 * var(--a)) + 3px) !important }",
    "@starting-style { a { opacity: 0; color: rgb(from var(--c) r g b / 50%) } }",
    ".b:nth-child(2n + 1 of .x) { c: d } .a .b, .a > .b ~ .c { d: e } a:not([href*='x y']) b { f: g }",
)


def meaning(text: str) -> list[Any]:
    """Give the tokens of a sheet but for white space, comments, and the last semicolon of a block."""
    return _tokens(tinycss2.parse_component_value_list(text))


def _tokens(nodes: Sequence[Any]) -> list[Any]:
    found: list[Any] = []
    for node in nodes:
        match node.type:
            case "comment" | "whitespace":
                pass
            case "function":
                found.append((node.lower_name, _tokens(node.arguments)))
            case "() block" | "[] block" | "{} block":
                found.append((node.type, _tokens(node.content)))
            case "string" | "url":
                found.append((node.type, node.value.replace(" ", "%20")))
            case _:
                found.append((node.type, node.serialize()))
    return found[:-1] if found and found[-1] == ("literal", ";") else found


def smaller(text: str) -> str:
    """Minify a sheet."""
    return make(Stylesheet({}, minify=True), text.encode()).decode()


@pytest.mark.parametrize("text", MODERN)
def test_modern_css_survives(text: str) -> None:
    assert meaning(smaller(text)) == meaning(text)
    assert len(smaller(text)) <= len(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from(MODERN), max_size=4).map(" /* c */\n".join), st.data())
def test_a_smaller_sheet_and_a_renamed_one_mean_the_same(text: str, data: st.DataObject) -> None:
    small = smaller(text)
    assert meaning(small) == meaning(text)
    assert smaller(small) == small
    links = [link.address for link in links_of(text)]
    address = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\f"), min_size=1)
    names = {link: "/" + data.draw(address) for link in links}
    assert [link.address for link in links_of(rename(text, names))] == [names[link] for link in links]


SPACES = (
    "& .b",
    ".x &",
    "a :has(",
    ") :is(",
    "screen and (",
    "and (not (",
    "card (width",
    "calc(1px + (2px - 3px)",
    "100% - (2",
    ") + 3px",
    "-1px -2px",
    "2n + 1 of .x",
    ".a .b",
    "x y",
    ") b{",
    "a  b",
    '  x"',
)


@pytest.mark.parametrize("part", SPACES)
def test_spaces_that_mean_something_stay(part: str) -> None:
    assert part in smaller("\n".join(MODERN))


@pytest.mark.parametrize(
    ("script", "small"),
    [
        ("/* c */ let a = `x  // ${ b }`;\n", "let a=`x  // ${ b }`;"),
        ('let r = /[/] "/g // c\n', 'let r=/[/] "/g'),
        ("a = b\n++c\n", "a=b\n++c"),
        ("/*! licence */\nlet a = b?.c ?? d;\n", "/*! licence */let a=b?.c??d;"),
        ("let a = `a ${`b // ${c}`} e`; // stays\n", "let a = `a ${`b // ${c}`} e`; // stays\n"),
    ],
)
def test_scripts_lose_comments_and_space_and_nothing_else(script: str, small: str) -> None:
    assert make(Script(), script.encode()).decode().strip("\n") == small.strip("\n")
