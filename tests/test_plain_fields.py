"""Fields of plain text hold what editors and other systems type: read as it is meant, or named where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from newsgen.build import Report
from newsgen.schema.plain_text import decode_references, find_markup
from newsroom import SETTINGS, Newsroom, codes
from tiny_theme import without_theme

HEAD = "category: sport\ndate: 2026-03-01\n"


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """Make a site whose article page prints title, address, summary, kicker, tags, byline and sections, a line each."""
    room = without_theme(Newsroom(tmp_path))
    shown = ("title", "url", "summary", "kicker", "section.title")
    lines = [f"{{{{ article.{name} }}}}" for name in shown]
    lines += [
        f"{{{{ article.{name} | map(attribute='{of}') | join('|') }}}}"
        for name, of in (("tags", "title"), ("byline", "name"))
    ]
    return room.write("templates/article.html", "\n".join(lines) + "\n")


def write(room: Newsroom, matter: str, body: str = "Un paragraphe.\n") -> Newsroom:
    """Write the article ``content/articles/a.md`` with this YAML."""
    return room.write("content/articles/a.md", f"---\n{matter}---\n{body}")


def told(report: Report) -> Sequence[tuple[str, str, str]]:
    """Give place with code, message and help of each fault."""
    return [
        (where, each.fault.message, each.fault.help)
        for where, each in zip((code.partition(":")[2] for code in codes(report)), report.faults, strict=True)
    ]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Harbour&#8217;s &amp; more", "Harbour’s & more"),
        ("caf&eacute;, &#233;t&#xE9; &#XE9;", "café, été é"),
        ("caf&eacute ou &eacutet&eacute &copy 2026 &#233", "café ou été © 2026 é"),
        ("a &amp;amp;amp; b &amp;#8217;", "a & b ’"),
        ("R&D, AT&T, Q&A, M&M’s; &; & &x; &#; &unknown;", "R&D, AT&T, Q&A, M&M’s; &; & &x; &#; &unknown;"),
        ("?a=1&copy=2&region=3&notary", "?a=1&copy=2&region=3&notary"),
        ("a&nbsp;: &lt;b&gt;", "a\xa0: <b>"),
        ("&#0;&#7;&#xD800;&#99999999;&#128;", "��\ufffd€"),
    ],
)
def test_character_references_are_read_as_html_reads_them(typed: str, read: str) -> None:
    assert decode_references(typed) == read


@given(st.text("&#x;ampcopyeacute0123489ABFlt<>=. ", max_size=40))
def test_what_was_read_once_stays_as_it_is(text: str) -> None:
    read = decode_references(text)
    assert decode_references(read) == read
    assert len(read) <= len(text)


def test_what_was_encoded_thousands_of_times_is_read_in_a_moment() -> None:
    assert decode_references("&" + "amp;" * 500_000 + "#8217;") == "’"
    assert decode_references("&#38;" + "#38;" * 500_000).startswith("&#38;#38;"), "one sign each time: given up early"
    assert decode_references("&#38;" + "#38;" * 10 + "x") == "&x"


def test_references_are_read_before_slugs_are_made_and_names_looked_up(room: Newsroom) -> None:
    room.write("content/categories/arts.md", "---\ntitle: Arts &amp; lettres\n---\n")
    room.write("content/authors/anne.md", "---\nname: Anne O&#8217;Neill\n---\n")
    write(
        room,
        "title: 'Harbour&#8217;s &amp; more'\ncategory: Arts & lettres\ndate: 2026-03-01\nauthor: Anne O’Neill\n"
        "summary: Caf&eacute;&nbsp;!\nkicker: R&amp;D\ntags: [Pop &amp; rock]\n",
    )
    report = room.built()
    assert codes(report) == []
    lines = room.page("arts/harbour-s-et-more/index.html").replace("&amp;", "&").replace("&#39;", "'").splitlines()
    assert lines == [
        "Harbour’s & more",
        "/arts/harbour-s-et-more/",
        "Café\u202f!",
        "R&D",
        "Arts & lettres",
        "Pop & rock",
        "Anne O’Neill",
    ]
    write(
        room,
        "title: x\ncategory: Arts &amp;amp; lettres\ndate: 2026-03-01\nauthor: Anne O&rsquo;Neill\n",
    )
    assert codes(room.built()) == []


@pytest.mark.parametrize(
    ("title", "place", "message", "way_out"),
    [
        ("Le <em>Monde</em> a dit", "2:11", "there is HTML in “title”: readers would see “<em>”", "&lt;"),
        ('"Vu<br/>lu"', "2:11", "there is HTML in “title”: readers would see “<br/>”", "&lt;"),
        ("A</B>", "2:9", "there is HTML in “title”: readers would see “</B>”", "&lt;"),
        ("'<a href=\"/x\">y</a>'", "2:9", 'there is HTML in “title”: readers would see “<a href="/x">”', "&lt;"),
        (">-\n  Un\n  <b>deux</b>", "4:3", "there is HTML in “title”: readers would see “<b>”", "&lt;"),
        ("a <!-- b -->", "2:10", "there is HTML in “title”: readers would see “<!--”", "&lt;"),
        ("L&lt;i&gt;Un&lt;/i&gt;", "2:8", "there is HTML in “title”: readers would see “<i>Un</i>”", "&lt;"),
        (
            "Très **important** ici",
            "2:13",
            "there is Markdown in “title”: readers would see “**important**”",
            "take it",
        ),
        ("Lire *Le Monde*", "2:13", "there is Markdown in “title”: readers would see “*Le Monde*”", "take it"),
        ("Lire _Le Monde_", "2:13", "there is Markdown in “title”: readers would see “_Le Monde_”", "take it"),
        (
            "Voir [ici](https://x.fr)",
            "2:13",
            "there is Markdown in “title”: readers would see “[ici](https://x.fr)”",
            "take it",
        ),
        (
            "'![x](une photo.png) ![x](photo.png)'",
            "2:29",
            "there is Markdown in “title”: readers would see “![x](photo.png)”",
            "take",
        ),
        (
            "Voir [ici](../un.md#a)",
            "2:13",
            "there is Markdown in “title”: readers would see “[ici](../un.md#a)”",
            "take",
        ),
        ("'`ls` et Linux'", "2:9", "there is Markdown in “title”: readers would see “`ls`”", "take it"),
        (
            "Voir <https://x.fr/>",
            "2:13",
            "there is Markdown in “title”: readers would see “<https://x.fr/>”",
            "take it",
        ),
        (
            "Un {{ site.nom }}",
            "2:11",
            "there is code of a template in “title”: readers would see “{{ site.nom }}”",
            "take",
        ),
        ("Un {% a %}", "2:11", "there is code of a template in “title”: readers would see “{% a %}”", "take it"),
        ("Un {.chapo}", "2:11", "there is code of a template in “title”: readers would see “{.chapo}”", "take it"),
        ("Un [a b=1] ici", "2:11", "there is code of a template in “title”: readers would see “[a b=1]”", "take it"),
    ],
)
def test_markup_in_plain_text_is_a_warning_at_its_place(
    room: Newsroom, title: str, place: str, message: str, way_out: str
) -> None:
    report = write(room, f"title: {title}\n{HEAD}").built()
    [(where, said, help_)] = told(report)
    assert where == f"{place} markup-in-text"
    assert said == message
    assert way_out in help_


@pytest.mark.parametrize(
    "text",
    [
        *("a < b > c", "I <3 U", "Cher <Nom>", "La balise &lt;title&gt;", "M*A*S*H, f***", "2 * 3 * 4", "étudiant*e*s"),
        *(
            "l`été et l`hiver",
            "{count} réactions",
            "{1}",
            "[Vidéo] [sic] […]",
            "[Live] a=b",
            "{ a }",
            "{#1}",
            "50 % {x}",
        ),
        *("snake_case_name", "@_a_", "https://x.fr/_a_", "Prix* et *rabais", "[MAJ](suite)", r"\*a\*", "x<y", "*", "_"),
    ],
)
def test_what_only_looks_like_markup_is_none(text: str) -> None:
    assert find_markup(text) is None


def test_every_plain_field_of_every_kind_of_file_is_read_so(room: Newsroom) -> None:
    room.write("newsgen.yaml", SETTINGS + "description: a <b>b</b>\ntheme: {footer: '<i>x</i>'}\n")
    room.write(
        "content/authors/b.md",
        "---\nname: B <b>b</b>\nrole: '<i>r</i>'\nlinks: [{title: <b>x</b>, url: 'https://x.fr'}]\n---\n",
    )
    room.write("content/categories/sport.md", "---\ntitle: '<b>Sport</b>'\ndescription: <i>d</i>\n---\n")
    room.write("content/pages/p.md", "---\ntitle: '<b>P</b>'\nsummary: <i>s</i>\n---\n")
    room.write(
        "content/fronts/home.yaml",
        "banner: {text: <b>x</b>, until: 2027-01-01}\nlead: {article: a, title: '<b>t</b>'}\n"
        "blocks: [{category: sport, title: <i>t</i>}]\n",
    )
    write(
        room,
        f"title: A\n{HEAD}kicker: <b>k</b>\nsummary: <b>s</b>\ntags: [x, <b>t</b>]\nauthor: [b, avec <b>AFP</b>]\n"
        "image: {src: a.png, alt: <b>x</b>, caption: <b>y</b>, credit: <b>z</b>, licence: <b>l</b>}\n"
        "corrections: [{date: 2026-03-02, text: <b>t</b>}]\n",
    )
    found = [each for each in codes(room.build()) if each.endswith("markup-in-text")]
    assert found == [
        "content/articles/a.md:5:9 markup-in-text",
        "content/articles/a.md:6:10 markup-in-text",
        "content/articles/a.md:7:11 markup-in-text",
        "content/articles/a.md:8:18 markup-in-text",
        "content/articles/a.md:9:26 markup-in-text",
        "content/articles/a.md:9:45 markup-in-text",
        "content/articles/a.md:9:63 markup-in-text",
        "content/articles/a.md:9:82 markup-in-text",
        "content/articles/a.md:10:40 markup-in-text",
        "content/authors/b.md:2:9 markup-in-text",
        "content/authors/b.md:3:8 markup-in-text",
        "content/authors/b.md:4:17 markup-in-text",
        "content/categories/sport.md:2:9 markup-in-text",
        "content/categories/sport.md:3:14 markup-in-text",
        "content/fronts/home.yaml:1:16 markup-in-text",
        "content/fronts/home.yaml:2:28 markup-in-text",
        "content/fronts/home.yaml:3:35 markup-in-text",
        "content/pages/p.md:2:9 markup-in-text",
        "content/pages/p.md:3:10 markup-in-text",
        "newsgen.yaml:5:16 markup-in-text",
        "newsgen.yaml:6:18 markup-in-text",
    ]


def cut(name: str, mended: str) -> tuple[str, str]:
    """Give message and help of a text that a comment cuts."""
    return (
        f"“{name}” ends here: behind a # that is not in quotes stands a comment",
        f"if it belongs to the text, write {mended}; if not, put it on a line of its own",
    )


@pytest.mark.parametrize(
    ("field", "place", "name", "mended"),
    [
        ("summary: Le match #OGCN", "5:19", "summary", 'summary: "Le match #OGCN"'),
        ("summary: Dit “oui” \t# à revoir  ", "5:21", "summary", 'summary: "Dit “oui” # à revoir"'),
        ('summary: Dit "oui" #x', "5:20", "summary", "summary: 'Dit \"oui\" #x'"),
        ("summary: Le match\n  de ce soir #OGCN", "6:14", "summary", 'summary: "Le match de ce soir #OGCN"'),
        ("tags:\n  - Foot\n  - OGC Nice #Nice", "7:14", "tags.2", '- "OGC Nice #Nice"'),
        ("tags: [Foot, OGC Nice #Nice\n  ]", "5:23", "tags.2", '"OGC Nice #Nice"'),
        ("tags: Foot #Nice", "5:12", "tags", 'tags: "Foot #Nice"'),
        ("author: Jean Dupont # stagiaire", "5:21", "author", 'author: "Jean Dupont # stagiaire"'),
        ("image:\n  src: a.png # photo\n  alt: Un but #OGCN", "7:15", "image.alt", 'alt: "Un but #OGCN"'),
        ("kicker: 12 #x", "5:12", "kicker", 'kicker: "12 #x"'),
    ],
)
def test_a_comment_that_cuts_a_text_is_a_warning_at_its_place(
    room: Newsroom, field: str, place: str, name: str, mended: str
) -> None:
    report = write(room, f"title: A\n{HEAD}{field}\n").build()
    assert (f"{place} comment-in-text", *cut(name, mended)) in told(report)


COMMENTED = [
    "draft: false # pas encore",
    "slug: un-titre # une fois pour toutes",
    "updated: 2026-03-02 # ce matin",
    'summary: "Le match" # OGCN',
    "summary: 'Le match' # OGCN",
    "summary: >- # replié\n  Le match #OGCN",
    "summary: C#m, F#, a#b",
    "# tags: [a]\nsummary: a\n# b\n",
    "author: anne-martin # stagiaire",
    "tags: [a, b] # c",
    "kicker: # à écrire",
    "related: # plus tard",
    "extra: {a: b} # c",
    "extra:\n  a: b c # d",
]
"""Fields with a comment behind them, or in their place, that cuts no text."""


def test_a_comment_behind_anything_else_is_a_comment(room: Newsroom) -> None:
    for number, field in enumerate(COMMENTED):
        room.write(f"content/articles/{number}.md", f"---\ntitle: A {number}\n{HEAD}{field}\n---\n")
    assert codes(room.built()) == []


def test_a_text_that_is_all_a_comment_is_named_so(room: Newsroom) -> None:
    report = write(room, f"title: #OGCN\n{HEAD}kicker: #1 des ventes\ntags:\n  - #Nice\n  - Foot\n").build()
    lost = "this is a comment and no text, for it begins with a # that is not in quotes"
    assert told(report) == [
        (
            "2:1 missing-field",
            "“title” is empty: what stands behind a bare # is a comment",
            'write title: "#OGCN"',
        ),
        ("5:9 comment-in-text", lost, 'write kicker: "#1 des ventes"'),
        ("7:5 comment-in-text", lost, 'write - "#Nice"'),
    ]


def test_comments_cut_texts_of_every_kind_of_file(room: Newsroom) -> None:
    room.write(
        "newsgen.yaml",
        SETTINGS.replace("Le Test", "Le Test #1") + "words: {by: de nous} # a\ndescription: Le journal #local\n",
    )
    room.write("content/authors/b.md", "---\nname: Bea B # b\nrole: Cheffe #x\n---\n")
    room.write("content/categories/sport.md", "---\ntitle: Le sport #x\norder: 1 # y\ndescription: d #e\n---\n")
    room.write("content/pages/p.md", "---\ntitle: P #p\n---\n")
    room.write("content/fronts/home.yaml", "banner:\n  text: Alerte #x\n  until: 2027-01-01 # y\n")
    room.write("content/redirects.yaml", "redirects:\n- from: /a/ # b\n  to: /sport/ # c\n")
    room.article("a", author="Bea B")
    assert codes(room.build()) == [
        "content/authors/b.md:2:13 comment-in-text",
        "content/authors/b.md:3:14 comment-in-text",
        "content/categories/sport.md:2:17 comment-in-text",
        "content/categories/sport.md:4:16 comment-in-text",
        "content/fronts/home.yaml:2:16 comment-in-text",
        "content/pages/p.md:2:10 comment-in-text",
        "newsgen.yaml:1:16 comment-in-text",
        "newsgen.yaml:6:25 comment-in-text",
    ]
    assert codes(room.build()) == codes(room.build(clean=True)) != []
    room.replace("newsgen.yaml", "title: Le Test #1", "title: Le Test\n# 1")
    assert "newsgen.yaml:1:16 comment-in-text" not in codes(room.build())


EMPTY = [
    "summary: ''",
    'summary: "  "',
    "summary: '&nbsp;'",
    "tags: [null]",
    "tags: ['']",
    "tags:\n  -\n  - ' '",
    "author: ['', ~]",
    "updated: ''",
    "draft: ''",
    "image: {}",
    "image: {src: '', alt: ''}",
    "video: ''",
    "related: ''",
    "slug: ''",
    "aliases: ['']",
    "corrections: [{date: '', text: ''}]",
    "extra: ''",
    "previous: ''",
]
"""Fields that say nothing."""


def test_empty_text_is_the_same_as_absent(room: Newsroom) -> None:
    for number in range(len(EMPTY)):
        room.write(f"content/articles/{number}.md", f"---\ntitle: A {number}\n{HEAD}---\n")
    room.built()
    plain = room.public()
    for number, field in enumerate(EMPTY):
        room.write(f"content/articles/{number}.md", f"---\ntitle: A {number}\n{HEAD}{field}\n---\n")
    assert codes(room.built()) == []
    assert room.public() == plain


@pytest.mark.parametrize(
    ("matter", "found"),
    [
        ("title: ''\n" + HEAD, "2:8 empty-field"),
        ("title: '&nbsp;'\n" + HEAD, "2:8 empty-field"),
        ("title: A\ncategory: ['']\ndate: 2026-03-01\n", "3:1 missing-field"),
        ("title: A\ncategory: [~]\ndate: 2026-03-01\n", "3:1 missing-field"),
        ("title: A\ncategory: sport\ndate: ''\n", "4:7 empty-field"),
        (f"title: A\n{HEAD}image: {{src: a.png, alt: ''}}\n", "5:26 empty-field"),
    ],
)
def test_what_is_required_may_not_be_empty(room: Newsroom, matter: str, found: str) -> None:
    assert codes(write(room, matter).build()) == [f"content/articles/a.md:{found}"]


def test_empty_entries_shift_no_place(room: Newsroom) -> None:
    report = write(room, f"title: A\n{HEAD}tags:\n  -\n  - ''\n  - Foot\n  - …\n").build()
    assert codes(report) == ["content/articles/a.md:9:5 no-slug"]


def test_what_templates_are_given_stays_empty_as_it_was_typed(room: Newsroom) -> None:
    room.write("templates/article.html", "{{ article.extra.a == '' }} {{ article.extra.b | length }}\n")
    write(room, f"title: A\n{HEAD}extra: {{a: '', b: [null, '']}}\n").built()
    assert room.page("sport/a/index.html") == "True 2\n"


@pytest.mark.parametrize("before", ["\n", "\n\n", "  \n\t\n", "\ufeff\n", "\n\ufeff", "\r\n\r\n", "\xa0\n"])
def test_blank_lines_before_the_front_matter_are_no_fault_and_shift_no_place(room: Newsroom, before: str) -> None:
    text = f"{before}---\ntitle: <b>A</b>\n{HEAD}titel: x\n---\n\n[x](absent.md)\n"
    below = before.count("\n")
    assert codes(room.write("content/articles/a.md", text).build()) == [
        f"content/articles/a.md:{below + 2}:8 markup-in-text",
        f"content/articles/a.md:{below + 5}:1 unknown-field",
        f"content/articles/a.md:{below + 8}:5 dead-link",
    ]


@pytest.mark.parametrize("before", ["<!-- a -->\n", "x\n", "# c\n", " "])
def test_anything_else_before_the_front_matter_is_a_fault(room: Newsroom, before: str) -> None:
    text = f"{before}---\ntitle: A\n{HEAD}---\n"
    assert codes(room.write("content/articles/a.md", text).build()) == ["content/articles/a.md:1:1 no-front-matter"]


def test_a_title_of_more_than_120_characters_is_a_warning(room: Newsroom) -> None:
    room.write("content/pages/p.md", f"---\ntitle: {'é' * 120}\n---\n")
    room.write("content/pages/q.md", f"---\ntitle: {'é' * 121}\n---\n")
    write(room, f'title: "{"&amp;" * 100} {"a " * 20}"\n{HEAD}slug: a\n')
    assert told(room.built()) == [
        (
            "2:8 long-title",
            "“title” has 140 characters; lists, search engines and shared links cut it",
            "write 120 at most; the rest may stand in “kicker” or “summary”",
        ),
        (
            "2:8 long-title",
            "“title” has 121 characters; lists, search engines and shared links cut it",
            "write 120 at most; the rest may stand in “kicker” or “summary”",
        ),
    ]
