"""The built-in theme: light, private, whole without a script, and unbroken by whatever stands in it."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from newsgen.base.places import theme_folder
from newsgen.build import Request, build
from newsroom import SETTINGS, Newsroom, codes, rendered, tree
from stress import ARABIC, AUTHORS, LONG_TITLE, stress

STATIC = theme_folder() / "static"
NOVEMBER = 1_795_600_000
"""An instant after everything that the sample publishes."""
PAGE_LIMIT, SCRIPT_LIMIT, FONTS_LIMIT = 30_000, 5_000, 90_000
LOADS = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "script": ("src",),
    "iframe": ("src", "srcdoc"),
    "embed": ("src",),
    "object": ("data",),
    "track": ("src",),
    "input": ("src",),
    "form": ("action",),
    "link": ("href", "imagesrcset"),
}
"""Attributes by which a page fetches something by itself, or sends something away."""
MACHINES = {"canonical", "alternate", "prev", "next"}
"""Relations of <link> that fetch nothing."""


class _Elements(HTMLParser):
    """The elements of a page, and its style texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.styles: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "style":
            self.styles.append(data)


def loads(html: str) -> Iterator[str]:
    """Give the addresses that a browser asks for when it shows a page, before anyone clicks."""
    page = _Elements(html)
    for tag, attributes in page.elements:
        if tag == "link" and set(attributes.get("rel", "").split()) & MACHINES:
            continue
        for name in LOADS.get(tag, ()):
            for candidate in attributes.get(name, "").split(", ") if "srcset" in name else [attributes.get(name, "")]:
                yield from candidate.split()[:1]
        yield from urls_of_css(attributes.get("style", ""))
    for style in page.styles:
        yield from urls_of_css(style)


def urls_of_css(text: str) -> Iterator[str]:
    """Give the addresses in a style sheet."""
    yield from re.findall(r"""(?:url\(|@import\s+)\s*["']?([^"')\s;]+)""", text)


def outside(files: Mapping[str, bytes], host: str) -> set[tuple[str, str]]:
    """Find what pages and style sheets of a built site ask of other hosts, by file and address."""
    found = set()
    for path, data in files.items():
        if path.endswith((".html", ".svg", ".css")):
            text = data.decode()
            addresses = urls_of_css(text) if path.endswith(".css") else loads(text)
            found |= {(path, each) for each in addresses if urlsplit(each).netloc not in ("", host)}
    return found


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The output of the sample newspaper."""
    folder = tmp_path_factory.mktemp("sample")
    root = Path(__file__).parent.parent
    report = build(Request(root, NOVEMBER, time.time_ns(), output=folder / "public", cache=folder / "cache"))
    assert not report.failed, codes(report)
    return tree(folder / "public")


def test_no_page_of_the_sample_asks_anything_of_another_host(sample: Mapping[str, bytes]) -> None:
    assert outside(sample, "www.lefanal.example") == set()
    assert sum(path.endswith(".html") for path in sample) > 100


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://ailleurs.example/x.png">',
        '<img src="/x.png" srcset="/x.png 1x, //ailleurs.example/x.png 2x">',
        '<link rel="stylesheet" href="https://ailleurs.example/x.css">',
        '<iframe src="https://ailleurs.example/"></iframe>',
        '<p style="background:url(//ailleurs.example/x.png)">',
        '<style>@import "https://ailleurs.example/x.css";</style>',
        '<form action="https://ailleurs.example/"></form>',
    ],
)
def test_that_test_finds_what_a_page_asks_of_others(html: str) -> None:
    assert len(outside({"x.html": html.encode()}, "ici.example")) == 1
    assert outside({"x.html": html.replace("ailleurs", "ici").encode()}, "ici.example") == set()


def test_a_link_to_another_host_asks_nothing_of_it() -> None:
    html = '<a href="https://a.example/" data-embed="https://b.example/"></a><link rel="canonical" href="https://c.example/">'
    assert outside({"x.html": html.encode()}, "ici.example") == set()


def test_an_article_with_its_style_and_script_is_light(sample: Mapping[str, bytes]) -> None:
    shared = sum(
        len(gzip.compress(data)) for path, data in sample.items() if re.fullmatch(r"(css|js)/newsgen\.(css|js)", path)
    )
    articles = {
        path: len(gzip.compress(data))
        for path, data in sample.items()
        if b'property="og:type" content="article"' in data
    }
    assert len(articles) > 40
    assert shared + max(articles.values()) < PAGE_LIMIT


def test_the_script_and_the_fonts_are_small_and_the_fonts_licence_lies_beside_them() -> None:
    assert sorted(file.name for file in (STATIC / "js").iterdir()) == ["newsgen.js", "search.js", "theme.js"]
    assert (STATIC / "js/newsgen.js").stat().st_size < SCRIPT_LIMIT
    fonts = [file for file in (STATIC / "fonts").iterdir() if file.suffix == ".woff2"]
    assert sum(file.stat().st_size for file in fonts if "-ext" not in file.name) < FONTS_LIMIT
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/OFL.txt").read_text(encoding="utf-8")


def test_fonts_that_are_fetched_early_are_those_of_the_style_sheet(sample: Mapping[str, bytes]) -> None:
    page = _Elements(sample["index.html"].decode())
    early = {a["href"] for tag, a in page.elements if tag == "link" and a.get("rel") == "preload"}
    sheet = next(a["href"] for tag, a in page.elements if tag == "link" and a.get("rel") == "stylesheet")
    assert len(early) == 2
    assert early <= set(urls_of_css(sample[sheet.lstrip("/")].decode()))


def test_no_script_stands_in_a_page_itself(sample: Mapping[str, bytes]) -> None:
    for path, data in sample.items():
        if path.endswith(".html"):
            for tag, attributes in _Elements(data.decode()).elements:
                data_only = attributes.get("type") == "application/ld+json"
                assert tag != "script" or "src" in attributes or data_only, path
                assert not [name for name in attributes if name.startswith("on")], path


def test_what_only_a_script_can_do_is_hidden_without_it(sample: Mapping[str, bytes]) -> None:
    for path, data in sample.items():
        if path.endswith(".html"):
            page = _Elements(data.decode())
            assert all("hidden" in a for tag, a in page.elements if tag == "button"), path
            assert all("hidden" in a for _, a in page.elements if "data-filter" in a), path
            assert all(a["href"].startswith("https://") for _, a in page.elements if "data-embed" in a), path


def test_a_video_elsewhere_is_a_link_with_the_address_of_its_player(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a", video={"url": "https://youtu.be/dQw4w9WgXcQ?t=5", "title": "Le <but>"})
    room.built()
    page = _Elements(room.page("sport/a/index.html"))
    link = next(a for tag, a in page.elements if tag == "a" and a.get("class") == "watch")
    assert link == {
        "class": "watch",
        "href": "https://youtu.be/dQw4w9WgXcQ?t=5",
        "data-embed": "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&start=5",
        "data-title": "Le <but>",
    }
    assert "YouTube" in room.page("sport/a/index.html")


def test_the_site_of_extremes_is_whole(tmp_path: Path) -> None:
    room = stress(tmp_path / "site")
    report = room.built()
    assert [each.partition(" ")[2] for each in codes(report)] == ["long-title", "small-picture"], (
        "extremes, and told so"
    )
    files = room.public()
    assert outside(files, "test.example") == set()
    front = room.page("index.html")
    assert ARABIC in front
    assert LONG_TITLE in re.sub(r"\s", " ", front)  # typography sets other spaces
    douze = room.page("c1/douze/index.html")
    assert all(name in douze for name in AUTHORS)
    assert "c3/index.html" in files  # the empty category
    assert files == room.clean(tmp_path / "clean")


def test_a_language_from_right_to_left_turns_the_page(tmp_path: Path) -> None:
    room = stress(tmp_path / "site", "ar")
    room.build()
    assert '<html lang="ar" dir="rtl">' in room.page("index.html")
    css = (STATIC / "css/newsgen.css").read_text(encoding="utf-8")
    assert not re.search(
        r"(?:margin|padding|border)-(?:left|right)\b|text-align:(?:left|right)|float:(?:left|right)", css
    )


def test_the_masthead_of_the_front_bears_the_date_of_its_newest_story_and_no_other_page_does(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, SETTINGS).article("a", date="2026-03-01T08:00").article("b", date="2026-03-02T08:00")
    room.built()
    assert "lundi 2 mars 2026" in room.page("index.html")
    assert "Édition" not in room.page("sport/a/index.html")
    room.now += 86_400
    assert rendered(room.built()) == set()
