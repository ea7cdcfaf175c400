"""What readers would see as it is: forms of other systems, each told at its place with what to write instead."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from newsroom import SETTINGS, Newsroom, codes, picture

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

UN = '{{< related article="un" >}}'
END = "nothing closes this shortcode: it ends with >}}"
NAMELESS = "is the value of no argument: each has a name"
ENGINES = ("python-markdown", "commonmark")


def _room(folder: Path, engine: str, body: str) -> Newsroom:
    return Newsroom(folder, SETTINGS + f"markdown: {{engine: {engine}}}\n").article("un", body + "\n")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("body", "column", "way_out"),
    [
        ('a [gallery ids="1,2"]', 3, "name the pictures below “galleries” in the front matter, and write"),
        ("[gallery]", 1, "name the pictures below “galleries”"),
        ('[caption id="a" width=“300”]mot[/caption]', 1, "write {{< figure src="),
        ("[embed]https://a.example/v[/embed]", 1, 'write {{< video url="https://a.example/v" title="…" >}}'),
        ("un [b]mot[/b]", 4, "write **bold** and *italics*"),
        ("[/colonne]", 1, "take it out, or declare a shortcode of your own"),
        ('{{% quote text="Oui" %}}', 1, 'write {{< quote text="Oui" >}}, alone on its line'),
        ("voir {% link _posts/2020-01-01-a.md %}", 6, "name the file in a link: [words](2020-01-01-a.md)"),
        ("{% include x.html %}", 1, "write what it stands for: newsgen runs no code in a text"),
        ("le {{ page.title }}", 4, "write what it stands for"),
        ("le <%= titre %>", 4, "write what it stands for"),
        ("{::nomarkdown}", 1, "write what it stands for"),
        ("Un mot {.a}", 8, "put {.a} on a last line of its own in a paragraph"),
        ("*mot*{.a}{: #b k=v }", 10, "put {: #b k=v } on a last line"),
        ("un {++mot++}", 4, "accept the change or reject it"),
        ("un {~~mot~>autre~~}", 4, "accept the change or reject it"),
        ("un {>>à vérifier<<}", 4, "accept the change or reject it"),
        ("un {# mot #}", 4, "write what it stands for"),
        ("un {!! mot !!}", 4, "write what it stands for"),
        ("un [% mot %]", 4, "write what it stands for"),
        (":::note", 1, "write a quotation"),
        ("un [[Page|mot]]", 4, "name the file in a link: [mot](file.md)"),
        ("é [le texte] (https://a.example/x)", 3, "write [le texte](https://a.example/x), without the space"),
        ("[le texte] (../un.md)", 1, "write [le texte](../un.md), without the space"),
    ],
)
def test_a_form_of_another_system_is_told_at_its_place(
    tmp_path: Path, engine: str, body: str, column: int, way_out: str
) -> None:
    report = _room(tmp_path, engine, body).build()
    assert codes(report) == [f"content/articles/un.md:6:{column} foreign-markup"]
    assert not report.failed
    assert report.faults[0].fault.help.startswith(way_out)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "body",
    [
        "Il a dit [sic] que […] et [1], [a] (b), [Note] (voir plus bas), [vidéo], [x], [NDLR : non]",
        'a `[gallery ids="1"]` b `{% link x %}` c `[x] (https://a.example)` d `{{ x }}`',
        '```\n[gallery ids="1"]\n{{% x %}}\n:::note\n```',
        'Mot\n\n    [gallery ids="1"]\n    {% x %}',
        "<!-- [gallery ids=1] {% x %} -->",
        "<pre>{% x %} [gallery ids=1]</pre>",
        r'\[gallery ids="1"] et \[[Page]]',
        '[gallery ids="1"](https://a.example/)',
        "<https://a.example/?a=[b]>\n{: .x }",
        "Un mot\n{.a #b}\n\n## Titre {#c .d}\n\n*mot*{.a} et [x](https://a.example/){: .b k=v }",
        r"\{.a} \{++a++} \{#c#} {x} {1} {a, b} {=html} {- a -}",
        "10 % { 3 } : : et {note}",
        '[x](/sport/un/ "un titre") [y](</sport/un/>)',
        "un [mot] (voir plus bas)",
    ],
)
def test_prose_and_code_are_no_foreign_forms(tmp_path: Path, engine: str, body: str) -> None:
    assert "foreign-markup" not in " ".join(codes(_room(tmp_path, engine, body).build()))


@pytest.mark.parametrize(
    ("line", "column", "message", "mended"),
    [
        (
            "{{< related article=“un” >}}",
            21,
            '“ is no straight quotation mark, which is "',
            UN,
        ),
        ("{{< quote text=« Oui » >}}", 16, '« is no straight quotation mark, which is "', '{{< quote text="Oui" >}}'),
        (
            '{{< related article="un"',
            25,
            "nothing closes this shortcode: it ends with >}}",
            UN,
        ),
        (
            '{{< related article="un" }}',
            28,
            "nothing closes this shortcode: it ends with >}}",
            UN,
        ),
        (
            '{{< quote text="Il dit "oui" hier" by="Ana" >}}',
            24,
            "a quotation mark within the value of “text” ends it too soon",
            '{{< quote text="Il dit “oui” hier" by="Ana" >}}',
        ),
        (
            "{{< related article='un' >}}",
            21,
            "' is no straight quotation mark, which is \"",
            UN,
        ),
        (
            "{{< related article=un >}}",
            21,
            "the value of “article” stands in no quotation marks",
            UN,
        ),
        (
            '{{< related article: "un" >}}',
            20,
            "“article” and its value are joined by =, not by a colon",
            UN,
        ),
        (
            '{{< quote text="a", by="b" >}}',
            19,
            "there is a comma between the arguments",
            '{{< quote text="a" by="b" >}}',
        ),
        (
            '{{< related "un" >}}',
            13,
            f"“un” {NAMELESS}",
            UN,
        ),
        (
            "{{< video https://youtu.be/x",
            11,
            f"“https://youtu.be/x” {NAMELESS}",
            '{{< video url="https://youtu.be/x" title="…" >}}',
        ),
        (
            "{{< youtube abc >}}",
            13,
            f"“abc” {NAMELESS}",
            '{{< video url="https://youtu.be/abc" title="…" >}}',
        ),
        ('{{< figure\n  src="/p.png" >}}', 11, "a shortcode stands on one line", '{{< figure src="/p.png" alt="…" >}}'),
        (
            '{{< related article="un >}}',
            21,
            "nothing closes the quotation mark before the value of “article”",
            UN,
        ),
    ],
)
def test_a_shortcode_that_cannot_be_read_is_printed_mended(
    tmp_path: Path, line: str, column: int, message: str, mended: str
) -> None:
    report = _room(tmp_path, "python-markdown", line).build()
    assert codes(report) == [f"content/articles/un.md:6:{column} bad-shortcode"]
    assert (report.faults[0].fault.message, report.faults[0].fault.help) == (message, f"write {mended}")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("body", "way_out"),
    [
        ("[x](www.x.fr)", "write https://www.x.fr"),
        ("[x](lemonde.fr/a?b=1)", "write https://lemonde.fr/a?b=1"),
        ("[x](http//x.fr)", "write https://x.fr"),
        ("[x]()", "write one, such as /sport/, ../2026/finale.md or https://…"),
        ("![x]()", "write one, such as /sport/, ../2026/finale.md or https://…"),
        ("[x]((https://x.fr/a))", "write https://x.fr/a"),
        ("[x]({{url}})", "write the address itself: /sport/ or ../2026/finale.md"),
        ("[x]({{site.baseurl}}/sport/)", "write /sport/"),
        ("[x](jean@x.fr)", "write mailto:jean@x.fr"),
        ("![x](www.x.fr/p.png)", "write https://www.x.fr/p.png"),
    ],
)
def test_an_address_that_was_meant_otherwise_is_told_with_what_to_write(
    tmp_path: Path, engine: str, body: str, way_out: str
) -> None:
    report = _room(tmp_path, engine, f"é {body}").build()
    column = body.index("](") + 5
    assert codes(report) == [f"content/articles/un.md:6:{column} missing-file"]
    assert report.faults[0].fault.help == way_out


def test_a_dead_link_that_is_like_nothing_says_what_can_be_done(tmp_path: Path) -> None:
    report = _room(tmp_path, "commonmark", "[x](/zzzzzzzz/qqqqqqqq/)").build()
    assert report.faults[0].fault.help.startswith("nothing on this site is called like it: correct the address")


def test_a_reference_of_hugo_is_told_to_be_the_path_of_the_file(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("deux").article("un", 'Voyez [ceci]({{< relref "deux.md" >}}).\n')
    faults = {each.fault.help for each in room.build().faults if each.fault.code == "bad-shortcode"}
    assert faults == {"write deux.md in its place: a link names the file itself"}


def test_a_pasted_player_is_told_to_be_the_shortcode(tmp_path: Path) -> None:
    address = "https://www.youtube.com/embed/dQw4w9WgXcQ"
    report = _room(tmp_path, "commonmark", f'<iframe src="{address}"></iframe>').build()
    assert report.faults[0].fault.help.startswith(f'write {{{{< video url="{address}" title="…" >}}}}')


# --- a video's address alone on a line ------------------------------------------------------------------------------

VIDEO = "https://youtu.be/dQw4w9WgXcQ"
PLAYED = "youtube-nocookie.com/embed/dQw4w9WgXcQ"


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("body", [VIDEO, f"<{VIDEO}>", f"Mot\n\n{VIDEO}  \n\nMot", f"<p>a</p>\n\n{VIDEO}"])
def test_a_video_alone_on_a_line_plays(tmp_path: Path, engine: str, body: str) -> None:
    room = _room(tmp_path, engine, body)
    assert codes(room.built()) == []
    page = room.page("sport/un/index.html")
    assert PLAYED in page
    assert "YouTube" in page
    off = SETTINGS + f"markdown: {{engine: {engine}, videos: false}}\n"
    room.write("newsgen.yaml", off).built()
    assert PLAYED not in room.page("sport/un/index.html")


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "body",
    [
        f"Voir {VIDEO}",
        f"Mot\n{VIDEO}",
        f"- {VIDEO}",
        f"- a\n\n  {VIDEO}",
        f"> {VIDEO}",
        f"```\n\n{VIDEO}\n\n```",
        f"Mot\n\n    {VIDEO}",
        f"<!--\n\n{VIDEO}\n\n-->",
        f"<pre>\n\n{VIDEO}\n\n</pre>",
        "https://a.example/v",
    ],
)
def test_no_other_address_becomes_a_video(tmp_path: Path, engine: str, body: str) -> None:
    room = _room(tmp_path, engine, body)
    room.built()
    assert PLAYED not in room.page("sport/un/index.html")


def test_an_address_with_spaces_is_told_where_it_makes_no_link(tmp_path: Path) -> None:
    room = _room(tmp_path, "commonmark", "é [x](/images/a b.png)").write("static/images/a b.png", picture())
    report = room.build()
    assert codes(report) == ["content/articles/un.md:6:7 foreign-markup"]
    assert report.faults[0].fault.help == "an address with spaces stands between < and >: write (</images/a b.png>)"
    assert codes(room.write("newsgen.yaml", SETTINGS).built()) == []


@pytest.mark.parametrize(
    "sign", ["[x] (", "{%", "[a b=", "[a b=c ", "[/a", "[b]", "[x] (/a) <!-- ", "[[", "{:", ":::", "](/ "]
)
def test_a_text_full_of_half_a_form_costs_no_more_than_its_length(tmp_path: Path, sign: str) -> None:
    room = _room(tmp_path, "commonmark", sign * (45_000 // len(sign)))
    begun = time.process_time()
    room.build()
    assert time.process_time() - begun < 3
