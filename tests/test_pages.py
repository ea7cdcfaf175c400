"""The pages of a site with the built-in theme: which there are, that they are whole, and what templates may ask."""

from __future__ import annotations

import json
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given, settings, strategies as st

from newsgen.base.digest import Digest
from newsgen.pages.questions import Scalar
from newsgen.plan.pagination import paginate
from newsgen.plan.queries import Queries
from newsroom import SETTINGS, Newsroom, codes, rendered
from tiny_theme import theme_names

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

THEME = ("css/", "js/", "fonts/")
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PARIS = ZoneInfo("Europe/Paris")


# --- pagination -----------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.integers(0, 200), st.integers(1, 12))
def test_a_list_in_pages_loses_nothing_and_shows_nothing_twice(count: int, size: int) -> None:
    items = list(range(count, 0, -1))
    slices = paginate(items, size)
    assert [item for each in slices for item in each.items] == items
    assert [each.number for each in slices] == [None, *range(len(slices) - 1, 0, -1)]
    assert all(len(each.items) == size for each in slices[1:])
    assert len(slices[0].items) == count if len(slices) == 1 else size <= len(slices[0].items) < 2 * size


@settings(deadline=None)
@given(st.integers(0, 200), st.integers(1, 12))
def test_each_page_of_a_list_knows_its_neighbours(count: int, size: int) -> None:
    slices = paginate(range(count), size)
    for newer, older in pairwise(slices):
        assert older.newer == newer.number
        assert newer.older == older.number
    assert slices[0].newer is None
    assert slices[-1].older is None


@settings(deadline=None)
@given(st.integers(0, 200), st.integers(1, 60), st.integers(1, 12))
def test_a_full_page_never_changes_when_newer_items_come_but_for_its_newer_neighbour(
    count: int, more: int, size: int
) -> None:
    before = paginate(list(range(count, 0, -1)), size)
    after = {each.number: each for each in paginate(list(range(count + more, 0, -1)), size)}
    for each in before[1:]:
        now = after[each.number]
        assert (now.items, now.older) == (each.items, each.older)
        assert now.newer == each.newer or (each is before[1] and each.newer is None)


# --- a newspaper with everything ------------------------------------------------------------------------------------


def picture(width: int, height: int) -> bytes:
    """Make the bytes of a PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\0" * width) * height)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def whole(folder: Path, url: str = "https://test.example", words: Mapping[str, str] | None = None) -> Newsroom:
    """Make a newspaper that has something of everything, and ``words`` in every place that has a name."""
    said = dict.fromkeys(
        ["site", "about", "category", "author", "role", "title", "summary", "kicker", "tag", "alt", "caption", "page"],
        "",
    ) | dict(words or {})
    options = {
        "title": f"Le Test {said['site']}",
        "url": url,
        "description": f"Un essai {said['about']}",
        "logo": "/images/logo.png",
        "favicon": "/images/logo.png",
        "severity": {"small-picture": "off"},  # its pictures are small, for the sake of speed
        "page_size": 3,
        "typography": not words,  # what is given is looked for as it is
        "params": {"footer": f"Pied {said['about']}"},
    }
    room = Newsroom(folder / "site", yaml.safe_dump(options, allow_unicode=True))
    for name in ("logo", "port", "affiche"):
        room.write(f"static/images/{name}.png", picture(40, 30))
    room.write("content/articles/beside.png", picture(4, 3)).write("content/articles/plan.pdf", "%PDF")

    def text(path: str, body: str, **matter: Any) -> None:
        room.write(path, f"---\n{yaml.safe_dump(matter, allow_unicode=True)}---\n{body}")

    text(
        "content/categories/monde.md",
        "Voir [la finale](../articles/match.md).\n",
        title=f"Monde {said['category']}",
        description=f"Le monde {said['about']}",
        order=2,
    )
    text("content/categories/asie.md", "", title="Asie", parent="monde")
    text("content/categories/sport.md", "", title="Sport", order=1)
    links = [{"title": f"Carnet {said['author']}", "url": "https://carnet.example/?a=1&b=2"}]
    photo = {"src": "/images/port.png", "alt": f"Portrait {said['alt']}"}
    text(
        "content/authors/ana.md",
        "Bio[^1] avec [lien](/sport/).\n\n[^1]: Note.\n",
        name=f"Ana {said['author']}",
        role=f"cheffe {said['role']}",
        photo=photo,
        links=links,
        email="ana@test.example",
    )
    text("content/authors/bruno.md", "", name="Bruno")
    text(
        "content/pages/contact.md",
        "[Sport](/sport/), [le match](../articles/match.md#le-but)\n",
        title=f"Contact {said['page']}",
        summary=f"Écrire {said['page']}",
        aliases=["/ecrire/"],
        updated="2026-03-05",
    )
    body = (
        "Un fait.[^1] [Monde](/monde/), [avant](n0.md), [plan](plan.pdf), [ici](#le-but), "
        "[nous](../pages/contact.md).\n"
        "\n## Le but\n\n"
        '![vue](/images/port.png) ![à côté](beside.png)\n\n{{< related article="n1.md" >}}\n\n'
        f'{{{{< quote text="Oui {said["caption"].replace(chr(34), "")}" by="Ana" role="maire" >}}}}\n\n'
        '{{< figure src="/images/port.png" alt="vue" caption="Une vue" credit="AFP" >}}\n\n'
        '{{< video url="https://video.example/2" title="But" poster="/images/affiche.png" >}}\n\n[^1]: Source.\n'
    )
    text(
        "content/articles/match.md",
        body,
        title=f"Le match {said['title']}",
        slug="match",
        category=["sport", "asie"],
        author=["ana", "bruno", "avec AFP"],
        date="2026-03-09T18:30",
        updated="2026-03-10T08:00",
        summary=f"Un chapeau {said['summary']}",
        kicker=f"Surtitre {said['kicker']}",
        tags=[f"Finale {said['tag']}", "Port"],
        image={
            "src": "/images/port.png",
            "alt": f"Un port {said['alt']}",
            "caption": f"Légende {said['caption']}",
            "credit": f"Crédit {said['caption']}",
            "credit_url": "https://afp.example/",
            "licence": "CC BY",
        },
        video={
            "url": "https://video.example/1?a=1&b=2",
            "title": f"Vidéo {said['title']}",
            "poster": "/images/affiche.png",
            "duration": "PT2M10S",
        },
        related=["n2.md"],
        aliases=["/vieux/match/", "/vieux.html"],
    )
    for number in range(8):
        section = ("sport", "monde", "asie")[number % 3]
        room.article(f"n{number}", category=section, author="ana", date=f"2025-12-{number + 20}", tags=["Port"])
    room.write("content/fronts/home.yaml", "lead: match\nblocks: [sport, {category: monde, count: 2}]\n")
    room.write("content/data/counters.json", '{"match.md": {"views": 1204, "comments": 1}}')
    return room


MADE = {
    "index.html",
    "404.html",
    "robots.txt",
    *("rss.xml", "atom.xml", "feed.json", "sport/rss.xml", "monde/rss.xml", "monde/asie/rss.xml"),
    "sitemap.xml",
    "sitemaps/2026-03.xml",
    "sitemaps/2025-12.xml",
    "sitemaps/news.xml",
    "sitemaps/pages.xml",
    "contact/index.html",
    "ecrire/index.html",
    "vieux/match/index.html",
    "vieux.html",
    "sport/match/index.html",
    *(f"sport/n{number}/index.html" for number in (0, 3, 6)),
    *(f"monde/n{number}/index.html" for number in (1, 4, 7)),
    *(f"monde/asie/n{number}/index.html" for number in (2, 5)),
    "sport/index.html",
    "monde/index.html",
    "monde/page/1/index.html",
    "monde/asie/index.html",
    "authors/ana/index.html",
    "authors/ana/page/1/index.html",
    "authors/ana/page/2/index.html",
    "authors/bruno/index.html",
    "tags/finale/index.html",
    "tags/port/index.html",
    "tags/port/page/1/index.html",
    "tags/port/page/2/index.html",
    "2026/index.html",
    "2026/03/index.html",
    "2025/index.html",
    "2025/12/index.html",
    "2025/12/page/1/index.html",
    "categories/index.html",
    "authors/index.html",
    "tags/index.html",
    "archive/index.html",
    "search/index.html",
    "images/logo.png",
    "images/port.png",
    "images/affiche.png",
    "media/articles/beside.png",
    "media/articles/plan.pdf",
}


def test_all_the_pages_of_a_site_exist_and_no_others(tmp_path: Path) -> None:
    room = whole(tmp_path)
    report = room.built()
    assert report.faults == ()
    assert {path for path in room.public() if not path.startswith(THEME)} == MADE


def test_an_empty_site_has_its_pages_too(tmp_path: Path) -> None:
    room = Newsroom(tmp_path, SETTINGS)
    assert room.built().faults == ()
    assert {path for path in room.public() if not path.startswith(THEME)} == {
        "index.html",
        "404.html",
        "robots.txt",
        *("rss.xml", "atom.xml", "feed.json"),
        "sitemap.xml",
        "sitemaps/news.xml",
        "sitemaps/pages.xml",
        "categories/index.html",
        "authors/index.html",
        "tags/index.html",
        "archive/index.html",
        "search/index.html",
    }
    for path in room.public():
        if path.endswith(".xml"):
            ET.fromstring(room.page(path))
    assert list(_dead(room, "")) == []


class _Page(HTMLParser):
    """A page as its elements, its addresses, its anchors and its texts by element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.data: list[Any] = []
        self._open: list[str] = []
        self._in_data = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        assert len(attributes) == len(attrs), f"an attribute twice: {attrs}"
        self.elements.append((tag, attributes))
        self.addresses += [attributes[name] for name in ("href", "src", "poster", "action") if name in attributes]
        self.ids += [attributes["id"]] if "id" in attributes else []
        content = attributes.get("content", "")
        if attributes.get("property") in {"og:image", "og:url", "article:author"}:
            self.addresses.append(content)
        if attributes.get("http-equiv") == "refresh":
            self.addresses.append(content.partition("url=")[2])
        self._in_data = attributes.get("type") == "application/ld+json"
        self.texts.setdefault(tag, []).append("")
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        self._in_data = False

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data += json.loads(data)["@graph"]
            return
        for tag in set(self._open):
            self.texts[tag][-1] += data


def _pages(room: Newsroom) -> Iterator[tuple[str, _Page]]:
    for path, data in room.public().items():
        if path.endswith(".html"):
            yield path, _Page(data.decode())


def _texts_of_xml(text: str) -> Iterator[str]:
    root = ET.fromstring(text)
    for element in root.iter():
        if element.tag.endswith(("}loc", "}uri", "}icon")):
            yield element.text or ""
        if "href" in element.attrib:
            yield element.attrib["href"]


def _dead(room: Newsroom, base: str) -> Iterator[tuple[str, str]]:
    """Find the internal addresses of a site that lead nowhere, or leave the path below which it lives."""
    public = room.public()
    pages = dict(_pages(room))
    found = [(path, address) for path, page in pages.items() for address in page.addresses]
    found += [(path, address) for path in public if path.endswith(".xml") for address in _texts_of_xml(room.page(path))]
    found += [
        ("robots.txt", line.split()[1]) for line in room.page("robots.txt").splitlines() if line.startswith("Sitemap")
    ]
    for path, address in found:
        parts = urlsplit(address)
        if parts.scheme in {"mailto", "data", "tel"} or (parts.netloc and parts.hostname != "test.example"):
            continue
        own = unquote(parts.path)
        if not parts.path:
            target = path
        elif not own.startswith(f"{base}/"):
            yield path, address
            continue
        else:
            target = own.removeprefix(f"{base}/")
            target += "index.html" if target in {"", *(f"{each.rpartition('/')[0]}/" for each in public)} else ""
        if target not in public or (parts.fragment and unquote(parts.fragment) not in pages[target].ids):
            yield path, address


def test_every_internal_address_of_every_page_resolves(tmp_path: Path) -> None:
    room = whole(tmp_path)
    room.built()
    assert list(_dead(room, "")) == []


@pytest.mark.parametrize("url", ["https://test.example/journal", "https://test.example/un/deux/"])
def test_below_a_base_path_every_internal_address_carries_it(tmp_path: Path, url: str) -> None:
    room = whole(tmp_path, url)
    assert room.built().faults == ()
    assert {path for path in room.public() if not path.startswith(THEME)} == MADE
    assert list(_dead(room, urlsplit(url).path.rstrip("/"))) == []


def test_the_checker_of_addresses_finds_what_is_dead(tmp_path: Path) -> None:
    room = whole(tmp_path)
    room.write(
        "templates/404.html",
        '<a href="/rien/"></a><a href="/sport/#rien"></a><a href="/contact/"></a><img src="a.png">',
    )
    room.built()
    assert sorted(_dead(room, "")) == [("404.html", "/rien/"), ("404.html", "/sport/#rien"), ("404.html", "a.png")]
    assert ("404.html", "/contact/") in set(_dead(room, "/journal"))


def test_no_page_has_an_anchor_twice(tmp_path: Path) -> None:
    room = whole(tmp_path)
    room.built()
    assert {
        path: doubled for path, page in _pages(room) if (doubled := [a for a, n in Counter(page.ids).items() if n > 1])
    } == {}


def test_every_page_has_one_headline_and_one_main_part(tmp_path: Path) -> None:
    room = whole(tmp_path)
    room.built()
    for path, page in _pages(room):
        elements = Counter(tag for tag, _ in page.elements)
        assert (elements["h1"], elements["main"], elements["title"]) == (1, 1, 1), path
        headings = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert all(level <= before + 1 for before, level in pairwise(headings)), path
        assert all("alt" in attributes for tag, attributes in page.elements if tag == "img"), path


def test_the_article_page_shows_all_that_an_article_has(tmp_path: Path) -> None:
    room = whole(tmp_path)
    room.built()
    page = _Page(room.page("sport/match/index.html"))
    shown = "".join(page.texts["body"])
    for words in (
        "Le match",
        "Un chapeau",
        "Surtitre",
        "Ana",
        "Bruno",
        "avec AFP",
        "Légende",
        "Crédit",
        "CC BY",
        "Finale",
        "Port",
        "Bio",
        "cheffe",
        "Carnet",
        "N2",
        "N1",
    ):
        assert words in shown, words
    assert re.search("1\\s204", shown)
    addresses = set(page.addresses)
    assert {
        "/sport/",
        "/monde/asie/",
        "/authors/ana/",
        "/tags/port/",
        "https://video.example/1?a=1&b=2",
        "/images/affiche.png",
        "https://afp.example/",
        "https://carnet.example/?a=1&b=2",
        "mailto:ana@test.example",
        "/sport/n6/",
    } <= addresses


# --- what machines read ---------------------------------------------------------------------------------------------


def test_the_feed_is_an_atom_feed_of_the_newest(tmp_path: Path) -> None:
    room = whole(tmp_path)
    room.replace("newsgen.yaml", "page_size: 3", "page_size: 3\nfeed_size: 4")
    room.built()
    feed = ET.fromstring(room.page("atom.xml"))
    assert feed.tag == f"{ATOM}feed"
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["Le match", "N7", "N6", "N5"]
    assert feed.findtext(f"{ATOM}updated") == "2026-03-10T08:00:00+01:00"
    assert feed.findtext(f"{ATOM}id") == "https://test.example/atom.xml"
    first = next(feed.iter(f"{ATOM}entry"))
    assert first.findtext(f"{ATOM}id") == "tag:test.example,2026-03-09:match"
    assert first.findtext(f"{ATOM}published") == "2026-03-09T18:30:00+01:00"
    assert first.findtext(f"{ATOM}updated") == "2026-03-10T08:00:00+01:00"
    assert first.findtext(f"{ATOM}summary") == "Un chapeau"
    assert [name.text for name in first.iter(f"{ATOM}name")] == ["Ana", "Bruno"]
    assert [link.get("href") for link in first.iter(f"{ATOM}link")] == ["https://test.example/sport/match/"]


def test_the_feed_is_as_new_as_the_newest_of_its_entries_whatever_their_offsets(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("a", date="2026-03-01T23:00-05:00").article("b", date="2026-03-02T01:00+01:00")
    room.built()
    feed = ET.fromstring(room.page("atom.xml"))
    assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == ["A", "B"]
    assert feed.findtext(f"{ATOM}updated") == "2026-03-02T05:00:00+01:00"
    room.article("b", date="2026-03-02T01:00+01:00", updated="2026-03-02T04:00:01Z")
    room.built()
    assert ET.fromstring(room.page("atom.xml")).findtext(f"{ATOM}updated") == "2026-03-02T05:00:01+01:00"


def test_an_entry_of_the_feed_keeps_its_name_when_title_category_and_address_change(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("vote")
    room.built()
    before = ET.fromstring(room.page("atom.xml")).findtext(f"{ATOM}entry/{ATOM}id")
    room.article("vote", title="Tout autre", category="monde", updated="2026-03-02")
    room.built()
    assert ET.fromstring(room.page("atom.xml")).findtext(f"{ATOM}entry/{ATOM}id") == before


def test_two_files_of_one_name_and_one_day_ask_for_an_id_and_then_keep_their_entries_of_the_feed(
    tmp_path: Path,
) -> None:
    room = Newsroom(tmp_path).article("monde/edito", title="Un", date="2026-03-01T08:00")
    room.built()
    before = ET.fromstring(room.page("atom.xml")).findtext(f"{ATOM}entry/{ATOM}id")
    room.article("sport/edito", title="Trois", date="2026-03-02T09:00").article(
        "a/edito", title="Deux", date="2026-03-01T09:00"
    )
    report = room.build()
    assert codes(report) == ["content/articles/a/edito.md:1:1 same-id", "content/articles/monde/edito.md:1:1 same-id"]
    assert all("id" in each.fault.help for each in report.faults)
    room.article("a/edito", title="Deux", date="2026-03-01T09:00", id="edito-du-soir").built()
    names = [element.text for element in ET.fromstring(room.page("atom.xml")).iter(f"{ATOM}id")][1:]
    assert names[-1] == before
    assert len(set(names)) == 3


def test_sitemaps_list_every_page_that_search_engines_may_show_once(tmp_path: Path) -> None:
    room = whole(tmp_path)
    room.built()
    index = ET.fromstring(room.page("sitemap.xml"))
    assert index.tag == f"{SITEMAP}sitemapindex"
    maps = [urlsplit(loc.text or "").path.lstrip("/") for loc in index.iter(f"{SITEMAP}loc")]
    assert maps.pop(0) == "sitemaps/news.xml"
    assert maps == ["sitemaps/2026-03.xml", "sitemaps/2025-12.xml", "sitemaps/pages.xml"]
    listed: list[str] = []
    for path in maps:
        urls = ET.fromstring(room.page(path))
        assert urls.tag == f"{SITEMAP}urlset"
        listed += [loc.text or "" for loc in urls.iter(f"{SITEMAP}loc")]
        for lastmod in urls.iter(f"{SITEMAP}lastmod"):
            assert datetime.fromisoformat(lastmod.text or "").tzinfo is not None
    noindex = {"404.html", "ecrire/index.html", "vieux/match/index.html", "vieux.html"}
    pages = [path for path in MADE if path.endswith(".html") and path not in noindex]
    assert sorted(listed) == sorted(f"https://test.example/{path.removesuffix('index.html')}" for path in pages)
    for path, page in _pages(room):
        robots = [attributes["content"] for _, attributes in page.elements if attributes.get("name") == "robots"]
        assert any("noindex" in content for content in robots) == (path in noindex), path


def test_structured_data_is_json_and_names_what_the_page_shows(tmp_path: Path) -> None:
    room = whole(tmp_path)
    room.built()
    page = _Page(room.page("sport/match/index.html"))
    kinds = {each["@type"]: each for each in page.data}
    article = kinds["NewsArticle"]
    assert article["headline"] == "Le match"
    assert article["datePublished"] == "2026-03-09T18:30:00+01:00"
    assert article["dateModified"] == "2026-03-10T08:00:00+01:00"
    assert [author["name"] for author in article["author"]] == ["Ana", "Bruno"]
    trail = [entry["name"] for entry in kinds["BreadcrumbList"]["itemListElement"]]
    assert trail[-2:] == ["Sport", "Le match"]


# --- hostile words --------------------------------------------------------------------------------------------------

HOSTILE = (
    """</title><script>alert("x")</script><img src=x onerror=alert(1)> "&' &amp; ]]> --> {{ 7 * 7 }} %7B """
    "&lt;script&gt;alert(2)&lt;/script&gt; &amp;lt;script&amp;gt;alert(3)"
)
READ = (
    """</title><script>alert("x")</script><img src=x onerror=alert(1)> "&' & ]]> --> {{ 7 * 7 }} %7B """
    "<script>alert(2)</script> <script>alert(3)"
)
"""The same as readers see it: character references are read, and what comes of them is words too."""


def test_hostile_words_are_words_everywhere(tmp_path: Path) -> None:
    places = [
        "site",
        "about",
        "category",
        "author",
        "role",
        "title",
        "summary",
        "kicker",
        "tag",
        "alt",
        "caption",
        "page",
    ]
    room = whole(tmp_path, words=dict.fromkeys(places, HOSTILE))
    room.built()
    plain = whole(tmp_path / "plain")
    plain.built()
    tags = Counter[str]()
    for path, page in _pages(room):
        for tag, attributes in page.elements:
            assert not [name for name in attributes if name.startswith("on")], path
            assert (
                tag != "script" or attributes == {"type": "application/ld+json"} or set(attributes) <= {"src", "defer"}
            )
            assert attributes.get("src") != "x", path
        tags.update(tag for tag, _ in page.elements)
    expected = Counter(tag for _, page in _pages(plain) for tag, _ in page.elements)
    assert tags == expected  # not one element more than with harmless words
    article = _Page(room.page("sport/match/index.html"))
    title = f"Le match {READ}"
    assert article.texts["h1"] == [title]
    assert article.texts["title"] == [f"{title} – Le Test {READ}"]
    metas = {
        attributes.get("property", attributes.get("name")): attributes.get("content")
        for tag, attributes in article.elements
        if tag == "meta"
    }
    assert metas["og:title"] == title
    assert metas["description"] == metas["og:description"] == f"Un chapeau {READ}"
    assert any(attributes.get("alt") == f"Un port {READ}" for tag, attributes in article.elements if tag == "img")
    assert [each["headline"] for each in article.data if each["@type"] == "NewsArticle"] == [title]
    assert _Page(room.page("monde/index.html")).texts["h1"] == [f"Monde {READ}"]
    assert _Page(room.page("authors/ana/index.html")).texts["h1"] == [f"Ana {READ}"]
    assert _Page(room.page("contact/index.html")).texts["h1"] == [f"Contact {READ}"]


def test_hostile_words_are_words_in_xml(tmp_path: Path) -> None:
    places = ["site", "about", "category", "author", "title", "summary", "tag"]
    room = whole(tmp_path, words=dict.fromkeys(places, HOSTILE))
    room.built()
    feed = ET.fromstring(room.page("atom.xml"))
    assert feed.findtext(f"{ATOM}title") == f"Le Test {READ}"
    entry = next(feed.iter(f"{ATOM}entry"))
    assert entry.findtext(f"{ATOM}title") == f"Le match {READ}"
    assert entry.findtext(f"{ATOM}summary") == f"Un chapeau {READ}"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == f"Ana {READ}"
    for path in room.public():
        if path.endswith(".xml"):
            ET.fromstring(room.page(path))


# --- the theme and the site -----------------------------------------------------------------------------------------


def test_static_files_take_the_place_of_the_page_not_found_and_of_robots(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.built()
    assert "Sitemap: https://test.example/sitemap.xml" in room.page("robots.txt")
    room.write("static/404.html", "<p>Perdu</p>").write("static/robots.txt", "User-agent: *\nDisallow: /\n")
    report = room.built()
    assert rendered(report) == {"404.html", "robots.txt"}
    assert room.page("404.html") == "<p>Perdu</p>"
    assert room.page("robots.txt") == "User-agent: *\nDisallow: /\n"
    room.delete("static/404.html").delete("static/robots.txt")
    room.built()
    assert "Sitemap:" in room.page("robots.txt")
    assert room.public() == room.clean(tmp_path / "clean")


def test_a_template_of_the_site_takes_the_place_of_the_themes(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("vote")
    room.built()
    theme = room.page("sport/vote/index.html")
    room.write("templates/article.html", "{{ article.title }} de chez nous")
    assert rendered(room.built()) == {"sport/vote/index.html"}
    assert room.page("sport/vote/index.html") == "Vote de chez nous"
    room.delete("templates/article.html")
    assert rendered(room.built()) == {"sport/vote/index.html"}
    assert room.page("sport/vote/index.html") == theme


def test_a_template_of_the_site_extends_those_of_the_theme(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("vote", tags=["mer"])
    room.write("templates/tag.html", '{% extends "list.html" %}{% block main %}[{{ super() }}]{% endblock %}')
    room.built()
    assert "[<header" in room.page("tags/mer/index.html").replace("\n", "")
    assert room.page("tags/mer/index.html").startswith("<!doctype html>")


def test_a_stylesheet_of_the_site_takes_the_place_of_the_themes(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.built()
    before = room.page("index.html")
    room.write("static/css/newsgen.css", "body { color: red }\n")
    room.built()
    assert room.page("css/newsgen.css") == "body { color: red }\n"
    assert room.page("index.html") != before


# --- what templates may ask -----------------------------------------------------------------------------------------


def asking(folder: Path, question: str, more: str = "") -> Newsroom:
    """Make a site whose page not found prints an answer, and whose other pages print nothing."""
    room = Newsroom(folder / "site", SETTINGS + more)
    for name, text in {**dict.fromkeys(theme_names(), "-"), "404.html": question}.items():
        room.write(f"templates/{name}", text)
    for number in range(4):
        section = ("sport", "monde/asie")[number % 2]
        room.article(f"n{number}", category=section, date=f"2026-03-0{number + 1}", tags=["mer"] if number < 2 else [])
    return room


def titles(query: str) -> str:
    """Write a template that prints the titles of an answer."""
    return f"{{{{ {query} | map(attribute='title') | list | tojson }}}}"


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("site.latest(3)", ["N3", "N2", "N1"]),
        ("site.latest(0)", []),
        ("site.latest(99)", ["N3", "N2", "N1", "N0"]),
        ("site.section('sport', 5)", ["N2", "N0"]),
        ("site.section('monde', 1)", ["N3"]),
        ("site.section('monde/asie', 5)", ["N3", "N1"]),
        ("site.section('Asie', 5)", ["N3", "N1"]),
        ("site.tag('mer', 5)", ["N1", "N0"]),
        ("site.tag('rien', 5)", []),
        ("site.featured(3)", ["N0", "N1", "N3"]),
        ("site.featured(1)", ["N0"]),
        ("site.sections()", ["monde", "sport"]),
        ("site.sections()[0].children", ["asie"]),
        ("site.pages()", ["Contact", "Zones"]),
    ],
)
def test_templates_ask_the_site(tmp_path: Path, query: str, answer: Sequence[str]) -> None:
    room = asking(tmp_path, titles(query))
    room.write("content/fronts/home.yaml", "lead: n0\nfeatured: [n1]\n")
    room.write("content/pages/contact.md", "---\ntitle: Contact\n---\n").write(
        "content/pages/z.md", "---\ntitle: Zones\n---\n"
    )
    room.built()
    assert json.loads(room.page("404.html")) == answer


def test_an_asset_has_an_address_that_changes_with_its_bytes(tmp_path: Path) -> None:
    room = asking(tmp_path, "{{ site.asset('css/a.css') }} {{ site.asset('/css/a.css') }}", "").write(
        "static/css/a.css", "a"
    )
    room.built()
    first, second = room.page("404.html").split(" ")
    assert first == second
    assert re.fullmatch(r"/css/a\.[0-9a-f]{8}\.css", first)
    room.write("static/css/a.css", "b")
    fresh = rendered(room.built())
    second = room.page("404.html").split(" ")[0]
    assert fresh == {"404.html", "css/a.css", second[1:]}
    assert room.page("404.html").split(" ")[0] != first


@pytest.mark.parametrize(
    ("query", "edits", "stale"),
    [
        ("site.latest(2)", {"n9": {"date": "2026-03-09"}}, True),
        ("site.latest(2)", {"n3": {"title": "Neuf", "slug": "n3"}}, True),
        ("site.latest(2)", {"n0": {"title": "Neuf", "slug": "n0"}}, False),
        ("site.section('sport', 1)", {"n9": {"date": "2026-03-09", "category": "monde/asie"}}, False),
        ("site.section('sport', 1)", {"n9": {"date": "2026-03-09"}}, True),
        ("site.section('monde', 1)", {"n9": {"date": "2026-03-09", "category": "monde/asie"}}, True),
        ("site.tag('mer', 3)", {"n9": {"date": "2026-03-09"}}, False),
        ("site.tag('sel', 3)", {"n9": {"date": "2026-03-09", "tags": ["sel"]}}, True),
        ("site.featured(2)", {"n9": {"date": "2026-03-09"}}, True),
        ("site.sections()", {"n9": {"date": "2026-03-09"}}, False),
        ("site.sections()", {"n9": {"category": "arts"}}, True),
        ("site.pages()", {"n9": {"category": "arts"}}, False),
    ],
)
def test_a_page_is_rendered_again_when_an_answer_differs_and_not_otherwise(
    tmp_path: Path, query: str, edits: Mapping[str, Mapping[str, Any]], stale: bool
) -> None:
    room = asking(tmp_path, titles(query))
    room.built()
    for name, matter in edits.items():
        room.article(name, **matter)
    assert ("404.html" in rendered(room.built())) is stale
    assert room.public() == room.clean(tmp_path / "clean")


def test_questions_of_shortcodes_macros_and_branches_are_recorded_too(tmp_path: Path) -> None:
    room = asking(
        tmp_path, "{% from 'partials/m.html' import m %}{% if site.data('oui') %}{{ m(site.data('n')) }}{% endif %}"
    )
    room.write("templates/partials/m.html", "{% macro m(items) %}{{ items }}{% endmacro %}")
    room.write("templates/page.html", "{{ body | html }}").write(
        "templates/shortcodes/quote.html", "{{ text }}:{{ site.data('n') }}"
    )
    room.write("content/pages/contact.md", '---\ntitle: Contact\n---\n{{< quote text="n" >}}\n')
    room.write("content/data/n.yaml", "1")
    room.built()
    room.write("content/data/n.yaml", "2")
    assert rendered(room.built()) == {"contact/index.html"}  # the other page has not asked yet
    assert room.page("contact/index.html") == "n:2"
    room.write("content/data/oui.yaml", "true")
    assert rendered(room.built()) == {"404.html"}
    room.write("content/data/n.yaml", "3")
    assert rendered(room.built()) == {"404.html", "contact/index.html"}
    assert room.page("404.html") == "3"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{{ config.title }}", "A &amp; B"),
        ("{{ config.title }}{{ config.title | safe }}{{ config.title | upper }}", "A &amp; BA & BA &amp; B"),
        ("{% autoescape false %}{{ config.title }}{{ none }}{% endautoescape %}{{ config.title }}", "A & BA &amp; B"),
        ("{% set on = config.base == '/' %}{% autoescape on %}{{ config.title }}{% endautoescape %}", "A & B"),
        ("{% set on = config.base == '' %}{% autoescape on %}{{ config.title }}{% endautoescape %}", "A &amp; B"),
        (
            "{% macro m(x) %}<{{ x }}{{ caller() }}>{% endmacro %}{% call m(config.title) %}&{{ 1 }}{% endcall %}",
            "<A &amp; B&1>",
        ),
        (
            "{% for n in 1, 2 %}{% set k = n %}{% macro m(x) %}{{ x }}{% endmacro %}{{ m(k) }}{{ m(x=k) }}{% endfor %}",
            "1122",
        ),
        (
            "{% filter upper %}{{ config.title }}{% endfilter %}{% set s %}{{ config.title }}{% endset %}{{ s }}",
            "A &AMP; BA &amp; B",
        ),
        (
            "{{ config.description }}{{ true }}{{ 1.5 }}{{ 'é' ~ config.title }}{{ config['title'] }}",
            "True1.5éA &amp; BA &amp; B",
        ),
        ("{{ [config] | map(attribute='title') | list_of }}", "A &amp; B"),
    ],
)
def test_what_a_template_prints_is_escaped_once(tmp_path: Path, text: str, printed: str) -> None:
    room = asking(tmp_path, text).replace("newsgen.yaml", "Le Test", '"A & B"')
    room.built()
    assert room.page("404.html") == printed


def test_what_is_included_without_context_is_printed_once_and_every_page_has_asked_its_questions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(queries: Queries, name: str, arguments: tuple[Scalar, ...]) -> tuple[Any, Digest]:
        asked.append(name)
        return answer(queries, name, arguments)

    answer = Queries.ask
    monkeypatch.setattr(Queries, "ask", ask)
    room = asking(tmp_path, "{% include 'partials/n.html' without context %}{{ site.data('n') }}")
    room.write("templates/article.html", "{{ page.title }}: {% include 'partials/n.html' without context %}")
    room.write("templates/partials/n.html", "{{ site.data('n') }}").write("content/data/n.yaml", "1")
    room.built()
    assert asked == ["data", "data"]
    room.write("content/data/n.yaml", "2")
    pages = {f"sport/n{number}/index.html" for number in (0, 2)} | {
        f"monde/asie/n{number}/index.html" for number in (1, 3)
    }
    assert rendered(room.built()) == {"404.html", *pages}
    assert {path: room.page(path) for path in pages} == {path: f"N{path[-12]}: 2" for path in pages}
    assert room.public() == room.clean(tmp_path / "clean")


def test_what_is_included_without_context_sees_no_page(tmp_path: Path) -> None:
    room = asking(tmp_path, "{% include 'partials/n.html' without context %}")
    room.write("templates/partials/n.html", "un\n{{ page.title }}")
    report = room.build()
    assert codes(report) == ["templates/partials/n.html:2:4 template-error"]
    assert report.faults[0].fault.message.startswith("“page” is not defined here")


def test_the_date_of_today_is_asked_for_and_changes_at_midnight_where_the_newsroom_is(tmp_path: Path) -> None:
    room = asking(tmp_path, "{{ site.today() }}")
    room.now = int(datetime(2026, 5, 1, 23, 59, 58, tzinfo=PARIS).timestamp())
    room.built()
    assert room.page("404.html") == "2026-05-01"
    room.now += 1
    assert rendered(room.built()) == set()
    room.now += 1
    assert rendered(room.built()) == {"404.html"}
    assert room.page("404.html") == "2026-05-02"
    room.now -= 1
    assert rendered(room.built()) == {"404.html"}


@pytest.mark.parametrize(
    ("question", "message"),
    [
        ("{{ site.section('sprot', 1) }}", "there is no category “sprot”"),
        ("{{ site.asset('css/rien.css') }}", "there is no file static/css/rien.css"),
        ("{{ site.latest() }}", "site.latest"),
        ("{{ site.latest('trois') }}", "site.latest"),
        ("{{ site.latest([1]) }}", "site.latest takes words and numbers"),
        ("{{ site.articles }}", "site has no question “articles”"),
        ("{{ site.latest }}", "prints a function"),
        ("{{ site.latest(1) }}", "no text"),
        ("{{ config.params }}", "no text"),
        ("{{ page.titel }}", "Head has no field “titel”"),
        ("{{ rien }}", "“rien” is not defined here"),
        ("{{ page.url.__class__ }}", "unsafe"),
        ("{{ [1, 2] | random }}", "random"),
        ("{{ lipsum() }}", "lipsum"),
        ("{{ now() }}", "now"),
        ("{% include 'partials/rien.html' %}", "partials/rien.html"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{% if %}", "template"),
    ],
)
def test_what_a_template_cannot_ask_is_a_fault_on_its_line(tmp_path: Path, question: str, message: str) -> None:
    room = asking(tmp_path, f"un\ndeux {question}\n")
    report = room.build()
    assert [code.split(":")[:2] for code in codes(report)] == [["templates/404.html", "2"]]
    assert message in report.faults[0].fault.message
    assert not (room.root / "public").exists()


# --- filters --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("'2026-03-01T18:30:00+01:00' | date", "1er mars 2026"),
        ("'2026-03-02T18:30:00+01:00' | date('full')", "lundi 2 mars 2026"),
        ("'2026-03-02T18:30:00+01:00' | date('short')", "02/03/2026"),
        ("'2026-03-02T18:30:00+01:00' | date('d MMM y')", "2 mars 2026"),
        ("'2026-03-02T18:30:00+01:00' | date('EEEE')", "lundi"),
        ("'2026-03-02T00:00:00+01:00' | date('datetime')", "2 mars 2026"),
        ("'2026-02-28T23:30:00-05:00' | date", "1er mars 2026"),
        ("page.url | absolute", "https://test.example/404.html"),
        ("'/' | absolute", "https://test.example/"),
        ("'https://a.example/x' | absolute", "https://a.example/x"),
        ("config.description", ""),
        ("'<b>' ~ '&'", "&lt;b&gt;&amp;"),
        ("'<b>' | tojson", '"\\u003cb\\u003e"'),
        ("config.title ~ config.url ~ config.base ~ config.language", "Le Testhttps://test.examplefr"),
        ("config.params.a.b", "3"),
        ("config.indexes.tags ~ config.feeds[1].url", "/tags//atom.xml"),
    ],
)
def test_filters_and_settings_print_what_the_documentation_says(tmp_path: Path, printed: str, text: str) -> None:
    room = asking(tmp_path, f"{{{{ {printed} }}}}", "params: {a: {b: 3}}\n")
    room.built()
    assert room.page("404.html").replace("\u202f", " ") == text


def test_dates_follow_the_language_and_the_hour_is_printed_unless_it_is_midnight(tmp_path: Path) -> None:
    room = asking(tmp_path, "{{ '2026-03-02T18:05:00+01:00' | date('datetime') }}|{{ '2026-03-02' | date }}")
    room.built()
    assert re.fullmatch(r"2 mars 2026 à 18\sh\s05\|2 mars 2026", room.page("404.html"))
    room.replace("newsgen.yaml", "language: fr", "language: de")
    room.built()
    assert "2. März 2026" in room.page("404.html")
    assert "18:05" in room.page("404.html")


def test_a_text_is_printed_by_its_filter_only(tmp_path: Path) -> None:
    room = asking(tmp_path, "-")
    room.write("templates/article.html", "{{ article.body }}")
    assert "html" in room.build().faults[0].fault.help
    room.write("templates/article.html", "{{ article.title | html }}")
    assert room.build().failed
    room.write("templates/category.html", "[{{ listing.intro | html }}]").write(
        "templates/article.html", "{{ article.body | html }}"
    )
    room.built()
    assert room.page("sport/index.html") == "[]"
    assert room.page("sport/n0/index.html") == "<p>Un paragraphe.</p>"
