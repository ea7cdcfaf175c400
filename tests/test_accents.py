"""Names whose accents are stored in two ways are one name, wherever one is looked up; what is written is in NFC."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pytest

from newsgen.base.accents import composed, name_of, on_disk
from newsgen.build.explain import explain
from newsgen.preview.editor import Editor
from newsroom import SETTINGS, Newsroom, codes, picture
from served import serving

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

Form = Literal["NFC", "NFD"]
FORMS: list[tuple[Form, Form]] = [("NFC", "NFD"), ("NFD", "NFC"), ("NFD", "NFD")]
"""How files are stored, and what texts say."""


def newsroom(root: Path, stored: Form, said: Form, engine: str = "python-markdown") -> Newsroom:
    """Make a site in which every name has an accent; its files store them in one form, its texts in another."""

    def file(name: str) -> str:
        return unicodedata.normalize(stored, name)

    def text(words: str) -> str:
        return unicodedata.normalize(said, words)

    room = Newsroom(
        root,
        f"{SETTINGS}markdown: {{engine: {engine}}}\npictures: {{formats: []}}\nlogo: {text('/images/logo-été.png')}\n",
    )
    for path in ("static/images/logo-été.png", "static/images/île.png", "content/articles/été/plage à marée.png"):
        room.write(file(path), picture(1200, 630))
    room.write(file("static/css/thème.css"), text("p { background: url(../images/île.png) }"))
    room.write(file("content/categories/société.md"), text("---\ntitle: Société\n---\n"))
    room.write(file("content/authors/zoé.md"), text("---\nname: Zoé Béal\n---\n"))
    room.write(file("content/fronts/société.yaml"), text("lead: été/marée.md\n"))
    room.write(file("content/data/résultats.yaml"), text("gagné: 3\n"))
    room.write(file("content/pages/à-propos.md"), text("---\ntitle: À propos\n---\n"))
    room.write(file("templates/partials/pied-été.html"), text("Pied"))
    room.write(
        "templates/page.html",
        text(
            "{% include 'partials/pied-été.html' %}{{ site.data('résultats')['gagné'] }}"
            "{{ site.asset('css/thème.css') }}"
        ),
    )
    room.write(
        file("content/articles/été/marée.md"),
        text(
            "---\ntitle: La marée\ncategory: Société\nauthor: zoé\ndate: 2026-03-01\ntags: [Marée, Côte]\n"
            "image: {src: plage à marée.png, alt: La plage}\nprevious: été/été.md\naliases: [/été/marée/]\n"
            "galleries: {île: [{src: /images/île.png, alt: Une île}]}\n---\n"
            "[été](été.md) [a](article:été/été.md) ![x](/images/île.png) ![y](<plage à marée.png>)\n\n"
            '[b](/été/marée/) [c](/images/île.png)\n\n{{< gallery name="île" >}}\n\n'
            '{{< related article="été/été.md" >}}\n'
        ),
    )
    other = text(
        "---\ntitle: L’été\ncategory: société\nauthor: Zoé Béal\ndate: 2026-02-01\ntags: [Marée]\n---\nUn mot.\n"
    )
    return room.write(file("content/articles/été/été.md"), other)


@pytest.mark.parametrize(("stored", "said"), FORMS)
@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
def test_every_name_is_found_whichever_way_its_accents_are_stored(
    tmp_path: Path, stored: Form, said: Form, engine: str
) -> None:
    room = newsroom(tmp_path / "site", stored, said, engine)
    assert codes(room.built()) == []
    files = room.public()
    usual = newsroom(tmp_path / "usual", "NFC", "NFC", engine)
    usual.built()
    sheets = {path for path in (*files, *usual.public()) if path.endswith(".css")}  # they are copied as they are
    others = files.keys() - sheets - {"a-propos/index.html"}
    assert {path: files[path] for path in others} == {path: usual.public()[path] for path in others}
    assert len(others) > 40
    assert all(unicodedata.is_normalized("NFC", path) for path in files)
    assert "été/marée/index.html" in files
    assert "media/articles/été/plage à marée.png" in files
    assert room.page("a-propos/index.html").startswith("Pied3/css/th%C3%A8me.")
    assert room.build().rendered == 0
    assert room.clean(tmp_path / "clean") == files


def test_an_edit_of_a_file_with_such_a_name_is_seen(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site", "NFD", "NFC")
    room.built()
    name = unicodedata.normalize("NFD", "content/articles/été/été.md")
    room.replace(name, "Un mot.", "Deux mots.")
    room.built()
    assert "Deux mots." in room.page("societe/l-ete/index.html")
    (room.root / name).rename(room.root / unicodedata.normalize("NFC", "content/articles/été.md"))
    assert "content/articles/été/marée.md:8:11 unknown-reference" in codes(room.build())


def test_two_files_of_one_name_are_a_fault(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("vote")
    form: Form
    for form in ("NFC", "NFD"):
        room.write(unicodedata.normalize(form, "static/images/é.txt"), form)
        room.write(
            unicodedata.normalize(form, "content/articles/été/a.md"),
            "---\ntitle: A\ncategory: b\ndate: 2026-01-01\n---\n",
        )
    report = room.build()
    assert codes(report) == ["content/articles/été:1:1 same-name", "static/images/é.txt:1:1 same-name"]
    assert report.faults[1].fault.message == (
        "there are two of this name, whose accents are stored in two ways: readers see no difference"
    )
    assert report.faults[1].fault.help == "rename or delete one of them"


def test_a_page_and_a_source_are_explained_by_either_form(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "NFD", "NFC")
    room.built()
    form: Form
    for form in ("NFC", "NFD"):
        lines = explain(room.request, unicodedata.normalize(form, "content/articles/été/été.md")).lines
        assert lines[0] == "content/articles/été/été.md"
        assert (
            explain(room.request, unicodedata.normalize(form, "/été/marée/")).lines[0] == "/%C3%A9t%C3%A9/mar%C3%A9e/"
        )


def test_composing_changes_nothing_that_readers_can_tell_apart() -> None:
    assert composed("e\u0301te\u0301") == "été"
    assert composed("\u1112\u1161\u11ab") == "한"
    assert composed("福\ufa19") == "福\ufa19"  # a name that is written with this ideograph
    assert name_of("\ufa19") == "\u795e"


def test_a_file_is_found_though_its_name_is_stored_in_two_forms_at_once(tmp_path: Path) -> None:
    mixed = tmp_path / "e\u0301é" / "é\u0065\u0301"
    mixed.parent.mkdir()
    mixed.write_text("x")
    assert on_disk(tmp_path, "éé/éé") == mixed
    assert not on_disk(tmp_path, "éé/à").exists()


def test_a_style_sheet_finds_what_it_loads_though_nothing_gets_another_name(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, f"{SETTINGS}assets: {{fingerprint: false, minify: false}}\n").article("vote")
    room.write("static/images/e\u0301te\u0301.png", picture())
    room.write(
        "static/css/a.css", "p { background: url(../images/e\u0301te\u0301.png) url(../images/%C3%A9t%C3%A9.png) }"
    )
    assert codes(room.built()) == []
    assert "images/été.png" in room.public()
    assert 'url("/images/%C3%A9t%C3%A9.png") url(../images/%C3%A9t%C3%A9.png)' in room.page("css/a.css")


def test_the_preview_answers_to_either_form_and_opens_the_file_that_is_there(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "NFD", "NFC")
    with serving(room) as served:
        for form in ("NFC", "NFD"):
            path = quote(unicodedata.normalize(form, "/images/île.png"))
            assert served.get(path).status == 200
            answer = served.get(quote(unicodedata.normalize(form, "/été/marée")))
            assert (answer.status, answer.headers["location"]) == (307, "/%C3%A9t%C3%A9/mar%C3%A9e/")
            assert served.get(answer.headers["location"]).headers["location"] == "/societe/la-maree/"
        name = unicodedata.normalize("NFD", "content/articles/été/été.md")
        with served.noticed():
            room.replace(name, "Un mot.", "Deux mots.")
        served.eventually_shows("/societe/l-ete/", "Deux mots.")
    link = Editor("editor://{path}:{line}", tmp_path).link("content/articles/été/été.md")
    assert link is not None
    assert quote(name) in link
