"""Addresses of files: encoded wherever they are printed, found however they are written; and those nobody can reach."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from newsroom import SETTINGS, Newsroom, codes, picture
from served import SavedAtOnce, serving

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

ENGINES = ("python-markdown", "commonmark")
NAMES = {
    "a b.png": "a%20b.png",
    "a#b.png": "a%23b.png",
    "q?x.png": "q%3Fx.png",
    "50%25.png": "50%2525.png",
    "é.png": "%C3%A9.png",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_of_front_matter_is_named_as_it_is_and_printed_encoded(tmp_path: Path, name: str) -> None:
    room = Newsroom(tmp_path, SETTINGS + "pictures: {formats: [webp], widths: [1]}\n")
    room.write(f"static/images/{name}", picture(8, 6))
    room.article("un", image={"src": f"/images/{name}", "alt": "x"})
    assert [code for code in codes(room.built()) if "small" not in code] == []
    for page in ("sport/un/index.html", "index.html", "atom.xml"):
        text = room.page(page)
        assert name not in text.replace(f"“{name}”", ""), page
    article = room.page("sport/un/index.html")
    assert f'content="https://test.example/images/{NAMES[name]}"' in article
    assert f'src="/images/{NAMES[name]}"' in article
    structured = re.findall(r'<script type="application/ld\+json">(.*?)</script>', article, re.DOTALL)
    assert f"https://test.example/images/{NAMES[name]}" in json.dumps([json.loads(each) for each in structured])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "form", ["![x](<{}>)", '<img src="{}" alt="x">', "[x](<{}>)", '{{{{< figure src="{}" alt="x" >}}}}']
)
def test_a_file_is_found_in_a_body_encoded_or_plain(tmp_path: Path, engine: str, name: str, form: str) -> None:
    room = Newsroom(tmp_path, SETTINGS + f"markdown: {{engine: {engine}}}\n").write(f"static/images/{name}", picture())
    for number, written in enumerate((name, NAMES[name])):
        room.article(f"n{number}", form.format(f"/images/{written}") + "\n")
    assert codes(room.built()) == []
    for number in range(2):
        page = room.page(f"sport/n{number}/index.html")
        assert f'"/images/{NAMES[name]}"' in page
        assert f'"/images/{name}"' not in page


def test_what_stands_behind_a_path_is_no_part_of_the_file(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).write("static/a.pdf", b"%PDF").article("un", "[x](/a.pdf#page=2) [y](/a.pdf?v=1&w=é)\n")
    room.built()
    page = room.page("sport/un/index.html")
    assert 'href="/a.pdf#page=2"' in page
    assert 'href="/a.pdf?v=1&amp;w=%C3%A9"' in page


@pytest.mark.parametrize("engine", ENGINES)
def test_words_to_be_marked_are_no_anchor(tmp_path: Path, engine: str) -> None:
    body = (
        "## Le vote\n\n[x](#:~:text=mot) [y](#le-vote:~:text=a) [z](/sport/un/#:~:text=a,b) [h](#top) [e](#%6Ce-vote)\n"
    )
    room = Newsroom(tmp_path, SETTINGS + f"markdown: {{engine: {engine}}}\n").article("un", body)
    assert codes(room.built()) == []
    assert 'href="#le-vote:~:text=a"' in room.page("sport/un/index.html")


def test_a_folder_with_a_page_of_its_own_in_static_is_an_address(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).write("static/contact/index.html", "<p>Contact</p>")
    room.article("un", "[a](/contact/) [b](/contact/index.html) [c](/contact/#x) [d](/sport/un/index.html)\n")
    assert codes(room.built()) == []
    assert codes(room.article("deux", "[a](/contact)\n").build()) == ["content/articles/deux.md:6:5 slow-link"]


LOCAL = [
    ("http://localhost:8000/sport/x/", "write /sport/x/"),
    ("https://localhost/", "write /"),
    ("http://127.0.0.1:8000/sport/x/?a=1#b", "write /sport/x/?a=1#b"),
    ("http://[::1]:8000/x/", "write /x/"),
    ("http://0.0.0.0/x/", "write /x/"),
    ("//localhost:8000/x/", "write /x/"),
    ("http://imac.local/x/", "write /x/"),
    ("http://192.168.1.4:8000/x/", "write /x/"),
    ("file:///home/ana/site/static/images/p.png", "write /images/p.png"),
    (
        "file:///C:/Users/ana/p.png",
        "put the file into static/, and name it by its path there, such as /images/photo.jpg",
    ),
    ("C:/site/public/sport/x/index.html", "write /sport/x/"),
]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("address", "way_out"), LOCAL)
def test_an_address_of_the_writers_own_machine_is_an_error_in_bodies(
    tmp_path: Path, engine: str, address: str, way_out: str
) -> None:
    room = Newsroom(tmp_path, SETTINGS + f"markdown: {{engine: {engine}}}\n")
    report = room.article("un", f"[é]({address})\n\n![x]({address})\n\n<iframe src='{address}'></iframe>\n").build()
    places = ("6:5", "8:6", "10:14")
    assert codes(report) == [f"content/articles/un.md:{place} local-address" for place in places]
    assert {each.fault.help for each in report.faults} == {way_out}
    assert report.failed


def test_an_address_of_the_writers_own_machine_is_an_error_in_every_field(tmp_path: Path) -> None:
    address = "http://localhost:8000/x/"
    room = Newsroom(tmp_path, SETTINGS + f"theme:\n  menus:\n    footer:\n      - title: X\n        url: {address}\n")
    assert [code.split(" ")[1] for code in codes(room.build())] == ["local-address"]
    room.write("newsgen.yaml", SETTINGS).write(
        "content/authors/ana.md", f"---\nname: Ana\nlinks:\n  - title: X\n    url: {address}\n---\n"
    )
    room.write("content/redirects.yaml", f"redirects:\n  - from: /vieux/\n    to: {address}\n")
    room.article("un", image={"src": address, "alt": "x", "credit": "y", "credit_url": address}, related=[address])
    room.article("deux", video={"url": address, "title": "x"})
    room.article("trois", f'{{{{< video url="{address}" title="x" >}}}}\n')
    found = codes(room.build())
    assert {code.split(" ")[1] for code in found} == {"local-address"}, found
    assert len(found) == 7, found


def test_below_a_path_the_preview_s_address_is_told_without_it(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, SETTINGS.replace("test.example", "test.example/journal"))
    report = room.article("un", "[x](http://localhost:8000/journal/sport/un/)\n").build()
    assert report.faults[0].fault.help == "write /sport/un/"


@pytest.mark.parametrize(
    "address",
    ["https://example.com/x", "https://1.1.1.1/", "https://localhost.example.com/", "mailto:a@b.fr", "tel:+33"],
)
def test_addresses_that_readers_can_reach_are_none_of_these(tmp_path: Path, address: str) -> None:
    assert codes(Newsroom(tmp_path).article("un", f"[x]({address})\n").build()) == []


def test_a_folder_of_somebodys_machine_is_told_as_one(tmp_path: Path) -> None:
    report = Newsroom(tmp_path).article("un", "![x](/home/ana/site/static/images/p.png)\n").build()
    assert report.faults[0].fault.help == "write /images/p.png"


def test_the_preview_serves_files_and_folders_of_static_by_their_addresses(tmp_path: Path) -> None:
    site = SavedAtOnce(tmp_path, SETTINGS)
    site.write("static/contact/index.html", "<p>Contact</p>").write("static/images/a#b ?.png", picture()).article("un")
    with serving(site) as served:
        assert "Contact" in served.get("/contact/").text
        assert "Contact" in served.get("/contact/index.html").text
        assert served.get("/contact").status in {301, 302, 307, 308}
        assert served.get("/images/a%23b%20%3F.png").status == 200
