"""Feeds: RSS 2.0, Atom and JSON Feed of lists, read back with parsers that know nothing of newsgen."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

import feedparser
import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from newsgen.render.elsewhere import elsewhere
from newsroom import NOON, SETTINGS, Newsroom, codes, picture, rendered

FORMATS = ("rss.xml", "atom.xml", "feed.json")
_SCHEMA = json.loads((Path(__file__).parent / "schemas/json-feed-1.1.json").read_text(encoding="utf-8"))
_JSON_FEED = Draft202012Validator(_SCHEMA, format_checker=FormatChecker())
_CONTENT = {
    "rss.xml": "{http://purl.org/rss/1.0/modules/content/}encoded",
    "atom.xml": "{http://www.w3.org/2005/Atom}content",
}
_ANY_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


def entries(room: Newsroom, path: str) -> list[Any]:
    """Give the entries of a feed as a parser of all formats sees them."""
    data = room.public()[path]
    if path.endswith(".json"):
        _JSON_FEED.validate(json.loads(data))
        return list(json.loads(data)["items"])
    ET.fromstring(data)
    feed = feedparser.parse(data)
    assert not feed.bozo, feed
    return list(feed.entries)


def texts(room: Newsroom, path: str) -> list[str]:
    """Give the full texts of a feed, as they are."""
    data = room.public()[path]
    if path.endswith(".json"):
        return [each["content_html"] for each in json.loads(data)["items"]]
    found = ET.fromstring(data).iter(_CONTENT[path.rpartition("/")[2]])
    return ["".join(each.itertext()) for each in found]


def titles_of(room: Newsroom, path: str) -> list[str]:
    """Give the titles of the entries of a feed, as they are."""
    data = room.public()[path]
    if path.endswith(".json"):
        return [each["title"] for each in json.loads(data)["items"]]
    atom = "{http://www.w3.org/2005/Atom}"
    item, title = ("item", "title") if path.endswith("rss.xml") else (f"{atom}entry", f"{atom}title")
    return [each.findtext(title) or "" for each in ET.fromstring(data).iter(item)]


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A site with a section within a section, an author and a text that needs mending for readers elsewhere."""
    room = Newsroom(tmp_path / "site", SETTINGS)
    room.write("static/images/a.png", picture(1200, 800))
    room.write("content/authors/zoe.md", "---\nname: Zoé Le Goff\n---\n")
    room.article(
        "port",
        "Un [lien](/a-propos/) et une note[^1]. ![Un quai](/images/a.png)\n\n"
        '<p style="color:red" onclick="x()">Non</p><script>x()</script><iframe src="https://x.example/"></iframe>\n\n'
        "[^1]: La note.\n",
        title="Le port",
        summary="Après un an.",
        category="sport/voile",
        author=["zoe", "avec AFP"],
        tags=["mer"],
        image={"src": "/images/a.png", "alt": "Un port", "credit": "Zoé"},
    )
    room.article("film", title="Le film", date="2026-03-02", video={"url": "https://video.example/1", "title": "Vu"})
    room.write("content/pages/a-propos.md", "---\ntitle: À propos\n---\nNous.\n")
    return room


def test_a_site_has_three_feeds_and_each_section_one_with_those_below_it(room: Newsroom) -> None:
    room.built()
    feeds = {path for path in room.public() if path.endswith(FORMATS) and not path.startswith("sitemap")}
    assert feeds == {*FORMATS, "sport/rss.xml", "sport/voile/rss.xml"}
    for path in FORMATS:
        assert [each["title"] for each in entries(room, path)] == ["Le film", "Le port"]
    assert [each["title"] for each in entries(room, "sport/rss.xml")] == ["Le film", "Le port"]
    assert [each["title"] for each in entries(room, "sport/voile/rss.xml")] == ["Le port"]
    page = room.page("sport/voile/index.html")
    assert (
        '<link rel="alternate" type="application/rss+xml" title="voile – Le Test" href="/sport/voile/rss.xml">' in page
    )
    assert '<link rel="alternate" type="application/feed+json" title="Le Test" href="/feed.json">' in page
    assert "voile/rss.xml" not in room.page("sport/index.html")


def test_the_settings_choose_lists_and_formats(room: Newsroom) -> None:
    room.write(
        "newsgen.yaml",
        f"{SETTINGS}feeds: {{site: [json], categories: [], authors: [atom], tags: [rss, json]}}\nnotify: {{hub: 'https://hub.example/'}}\n"
        "permalinks: {tag: '/mots/{slug}.html', json_feed: /fil.json}\n",
    ).built()
    assert {path for path in room.public() if path.endswith(("xml", "json")) and "sitemap" not in path} == {
        *("fil.json", "authors/zoe/atom.xml", "mots/mer.rss.xml", "mots/mer.feed.json"),
    }
    assert json.loads(room.public()["fil.json"])["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert b'<link rel="hub" href="https://hub.example/"/>' in room.public()["authors/zoe/atom.xml"]
    assert [each["title"] for each in entries(room, "mots/mer.feed.json")] == ["Le port"]


@pytest.mark.parametrize("path", FORMATS)
def test_an_entry_has_its_text_in_full_fit_for_readers_elsewhere(room: Newsroom, path: str) -> None:
    room.built()
    assert len(entries(room, path)) == 2
    film, text = texts(room, path)
    for wanted in (
        '<figure><img src="https://test.example/images/a.png" alt="Un port" width="1200" height="800">',
        '<a href="https://test.example/a-propos/">lien</a>',
        'href="https://test.example/sport/voile/le-port/#fn',
        'alt="Un quai"',
        "La note.",
    ):
        assert wanted in text, wanted
    for unwanted in ("script", "iframe", "x.example", "onclick", "style", 'href="/', 'src="/', "id="):
        assert unwanted not in text, unwanted
    assert '<a href="https://video.example/1">▶ Vu</a>' in film


def test_all_formats_say_the_same_of_an_article(room: Newsroom) -> None:
    room.replace("content/articles/port.md", "title: Le port\n", "title: Le port\nupdated: 2026-03-05T10:00\n").built()
    rss, atom, item = (entries(room, path)[1] for path in FORMATS)
    assert rss["id"] == atom["id"] == item["id"] == "tag:test.example,2026-03-01:port"
    assert rss["link"] == atom["link"] == item["url"] == "https://test.example/sport/voile/le-port/"
    assert item["date_published"] == atom["published"] == "2026-03-01T08:00:00+01:00"
    assert rss["published"] == "Sun, 01 Mar 2026 08:00:00 +0100"
    assert item["date_modified"] == atom["updated"] == rss["updated"] == "2026-03-05T10:00:00+01:00"
    assert [each["name"] for each in item["authors"]] == [each["name"] for each in atom["authors"]]
    assert [each["name"] for each in rss["authors"]] == ["Zoé Le Goff"]
    assert item["tags"] == [each["term"] for each in rss["tags"]] == [each["term"] for each in atom["tags"]]
    assert item["summary"] == atom["summary"] == "Après un an."


def test_a_name_outlives_another_address_another_file_and_another_domain(room: Newsroom) -> None:
    room.write("newsgen.yaml", f"{SETTINGS}feeds: {{authority: 'test.example,2024'}}\n").built()
    first = entries(room, "feed.json")[1]["id"]
    assert first == "tag:test.example,2024:2026-03-01:port"
    text = (room.root / "content/articles/port.md").read_text(encoding="utf-8")
    room.delete("content/articles/port.md")
    room.write("content/articles/quai.md", text.replace("title: Le port", "title: Le quai\nid: port"))
    room.replace("newsgen.yaml", "url: https://test.example", "url: https://neuf.example").built()
    item = entries(room, "feed.json")[1]
    assert (item["id"], item["url"]) == (first, "https://neuf.example/sport/voile/le-quai/")


def test_an_authority_that_is_none_is_a_fault(room: Newsroom) -> None:
    report = room.write("newsgen.yaml", f"{SETTINGS}feeds: {{authority: test.example}}\n").build()
    (located,) = report.faults
    assert "newsgen.yaml:5:20 bad-authority" in codes(report)
    assert "test.example" in located.fault.message


def test_summaries_tell_no_more_than_lists(room: Newsroom) -> None:
    room.write("newsgen.yaml", f"{SETTINGS}feeds: {{content: summary}}\n").built()
    for path in FORMATS:
        assert b"La note" not in room.public()[path]
    assert entries(room, "feed.json")[1]["content_text"] == "Après un an."
    room.replace("content/articles/port.md", "La note", "Une note")
    assert rendered(room.built()) == {"sport/voile/le-port/index.html"}


def test_an_edit_touches_the_feeds_that_hold_the_article_and_no_others(room: Newsroom, tmp_path: Path) -> None:
    room.write("newsgen.yaml", f"{SETTINGS}feed_size: 1\n").built()
    room.replace("content/articles/port.md", "La note", "Une note")
    assert rendered(room.built()) == {"sport/voile/le-port/index.html", "sport/voile/rss.xml"}
    room.replace("content/articles/film.md", "Un paragraphe", "Deux paragraphes")
    assert rendered(room.built()) == {"sport/le-film/index.html", "sport/rss.xml", *FORMATS}
    assert room.public() == room.clean(tmp_path / "clean")


@pytest.mark.parametrize("hidden", ["draft: true", "embargo: 2026-12-01", "expires: 2026-04-01"])
def test_what_readers_do_not_see_is_in_no_feed(room: Newsroom, hidden: str) -> None:
    room.article("secret", "Canari.\n", title="Canari", tags=["mer"])
    room.replace("content/articles/secret.md", "title:", f"{hidden}\ntitle:")
    room.now = NOON
    room.built()
    assert not [path for path, data in room.public().items() if b"anari" in data]


def test_corrections_have_feeds_in_every_format(room: Newsroom) -> None:
    room.replace("content/articles/port.md", "tags:", "corrections: [{date: 2026-03-04, text: Deux ans.}]\ntags:")
    room.write("newsgen.yaml", f"{SETTINGS}feeds: {{corrections: [rss, atom, json]}}\n").built()
    paths = ("corrections/rss.xml", "corrections.xml", "corrections/feed.json")
    assert {entries(room, path)[0]["id"] for path in paths} == {
        "tag:test.example,2026-03-01:port/corrections/2026-03-04T00:00:00+01:00"
    }
    assert "Deux ans." in entries(room, paths[0])[0]["summary"]
    page = room.page("corrections/index.html")
    assert all(f'href="/{path}"' in page for path in paths)


def test_a_feed_says_nothing_of_the_clock(room: Newsroom, tmp_path: Path) -> None:
    room.built()
    before = room.public()
    room.now += 86_400
    room.look_anew()
    room.built()
    assert room.public() == before


@settings(max_examples=4, deadline=None)
@given(st.lists(_ANY_WORDS, min_size=9, max_size=9))
def test_whatever_a_headline_and_a_text_hold_is_read_back_as_it_is_in_every_format(titles: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        room = Newsroom(Path(folder) / "site", f"{SETTINGS}typography: false\n")
        for index, title in enumerate([*titles, "]]> </script>\u2028"]):
            plain = f"a{title.replace('&', ' ').replace('<', '(')}b"
            room.article(f"a{index}", f"{plain.replace('`', '')}\n", title=plain, slug=f"a{index}")
        if room.build().failed:  # it looks like markup
            return
        assert all(entries(room, path) for path in FORMATS)
        found = [titles_of(room, path) for path in FORMATS]
        assert found[0] == found[1] == found[2]
        wanted = {tuple(f"a{title.replace('&', ' ').replace('<', '(')}b".split()) for title in titles}
        assert wanted <= {tuple(each.split()) for each in found[2]}
        assert texts(room, "rss.xml") == texts(room, "atom.xml") == texts(room, "feed.json")


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<a href="#fn">1</a>', '<a href="https://x.example/a/#fn">1</a>'),
        ('<a href="javascript:x()">1</a>', "<a>1</a>"),
        (
            '<picture><source srcset="/a.webp"><img src="/a.png" srcset="/b.png 2x"></picture>',
            '<img src="https://x.example/a.png">',
        ),
        ('<video src="v.mp4" autoplay onplay="x()"></video>', '<video src="https://x.example/a/v.mp4"></video>'),
        ("<form><input name=a>b</form>c", "c"),
        ("<svg><script>x</script></svg>d", "d"),
        ('<p class="x" id="y" data-z="1" style="text-align:right">e</p>', "<p>e</p>"),
        ('<span lang="en" style="color:red">e</span>', '<span lang="en">e</span>'),
        ('<p lang="&#3;" title="&#x8;">f&#1;&#x1f;&#xfffe;&#xffff;g</p>', '<p lang="">fg</p>'),
        ("<p>a&#13;b</p>", "<p>a\nb</p>"),
    ],
)
def test_what_stays_of_html_elsewhere(html: str, kept: str) -> None:
    assert elsewhere(html, "https://x.example/a/") == kept


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_a_text_refers_to_by_number_every_format_gives_back_what_it_was_given(characters: str) -> None:
    html = str(elsewhere("".join(f"&#{ord(each)};" for each in characters), "https://x.example/"))
    assert ET.fromstring(f"<x>{escape(html)}</x>".encode()).text in (html, None)
    assert json.loads(json.dumps(html)) == html
    assert elsewhere(html, "https://x.example/") == html


def test_a_character_that_xml_does_not_have_breaks_no_feed(room: Newsroom) -> None:
    room.article("import", "Avant&#11;&#1;&#xFFFE; après.\n", title="Importé").built()
    for path in (*FORMATS, "sport/rss.xml"):
        assert len(entries(room, path)) == 3
        assert any("Avant après." in text for text in texts(room, path))


def test_a_video_without_a_poster_is_one_link_and_not_an_empty_one_beside_it(room: Newsroom) -> None:
    room.built()
    film, _ = texts(room, "rss.xml")
    assert film.startswith('<figure><figcaption><a href="https://video.example/1">▶ Vu</a></figcaption></figure>')


def test_two_articles_of_one_day_and_id_are_a_fault(room: Newsroom) -> None:
    room.article("sous/port", slug="autre", id="port")
    assert {each.partition(" ")[2] for each in codes(room.build())} >= {"same-id"}


def test_the_columns_of_a_table_stay_aligned_and_nothing_else_of_a_style_stays(room: Newsroom) -> None:
    table = "| Ville | Voix |\n|---|--:|\n| Nice | 12 |\n"
    styled = '<table><tr><td style="color:red;text-transform:none">1</td></tr></table>\n'
    room.article("voix", f"{table}\n{styled}").built()
    for path in FORMATS:
        (text,) = [each for each in texts(room, path) if "Nice" in each]
        assert text.count("text-align") == 2, path
        assert '<td style="text-align: right">12</td>' in text.replace("align:right", "align: right")
        assert "<td>1</td>" in text


def test_a_format_that_is_named_twice_is_a_fault_and_no_second_file_at_one_address(room: Newsroom) -> None:
    room.write("newsgen.yaml", f"{SETTINGS}feeds: {{corrections: [rss, rss], site: [json]}}\noutputs: [json, json]\n")
    report = room.build()
    assert codes(report) == ["newsgen.yaml:5:28 bad-value", "newsgen.yaml:6:17 bad-value"]
    assert report.faults[0].fault.message == "“feeds.corrections” names “rss” twice"


@pytest.mark.parametrize("address", ["/feed/", "/feed.html", "/feed/index.html"])
def test_a_feed_at_the_address_of_a_page_is_a_fault_since_hosts_would_call_it_html(
    room: Newsroom, address: str
) -> None:
    report = room.write("newsgen.yaml", f"{SETTINGS}permalinks: {{rss: {address}}}\n").build()
    assert codes(report) == ["newsgen.yaml:5:19 bad-permalink"]
    assert "HTML" in report.faults[0].fault.message
