"""Sitemaps: pictures of articles, and the news sitemap, whose articles leave it after two days by themselves."""

from __future__ import annotations

import json
import unicodedata
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings, strategies as st
from msgspec.structs import replace

from newsgen.build import build
from newsgen.cli.main import main
from newsgen.plan import news_sitemap
from newsroom import NOON, ONE_FEED, SETTINGS, Newsroom, picture, rendered
from proof import in_memory
from tiny_theme import without_theme

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

NEWS = "sitemaps/news.xml"
NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}
HOUR, MINUTE = 3_600, 60
SIGNS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="&\ufffe\uffff")
"""What a headline may be made of; ``&`` would begin the name of another sign."""


def ago(seconds: int) -> str:
    """Give the instant that lies so many seconds before noon, as ISO text."""
    return (datetime.fromtimestamp(NOON, UTC) - timedelta(seconds=seconds)).isoformat()


def listed(room: Newsroom, path: str = NEWS) -> list[str]:
    """Give the paths of the addresses in a sitemap."""
    urls = ET.fromstring(room.page(path)).iterfind("map:url/map:loc", NAMES)
    return [(url.text or "").removeprefix("https://test.example") for url in urls]


def recent(root: Path, settings: str = SETTINGS + ONE_FEED) -> Newsroom:
    """Write articles of which the first leaves the news sitemap a minute after noon."""
    room = Newsroom(root, settings).article("neuf", date=ago(HOUR)).article("vieux", date=ago(48 * HOUR - MINUTE))
    return room.article("passe", date=ago(48 * HOUR + MINUTE))


def test_an_article_is_in_the_news_sitemap_for_two_days_to_the_second(tmp_path: Path) -> None:
    room = recent(tmp_path / "site")
    room.built()
    assert listed(room) == ["/sport/neuf/", "/sport/vieux/"]  # an hour, and 47 hours and 59 minutes
    room.now = NOON + MINUTE - 1
    room.built()
    assert listed(room) == ["/sport/neuf/", "/sport/vieux/"]
    room.now = NOON + MINUTE
    room.built()
    assert listed(room) == ["/sport/neuf/"]
    room.now = NOON + 2 * MINUTE  # 48 hours and a minute
    room.built()
    assert listed(room) == ["/sport/neuf/"]
    assert room.public() == room.clean(tmp_path / "clean")


def test_what_leaves_the_news_sitemap_is_announced_and_nothing_that_left_before(tmp_path: Path) -> None:
    room = recent(tmp_path).article("brouillon", date=ago(HOUR), draft=True)
    room.article("court", date=ago(HOUR), expires=ago(-HOUR)).article("secret", date=ago(HOUR), embargo=ago(-HOUR))
    now = datetime.fromtimestamp(NOON, UTC).isoformat()
    ran = CliRunner().invoke(main, ["next", "--site", str(tmp_path), "--at", now, "--format", "json"])
    told = [(each["source"][17:-3], each["what"]) for turn in json.loads(ran.stdout) for each in turn["changes"]]
    assert told == [
        ("vieux", "news-end"),
        ("court", "expiry"),
        ("secret", "embargo-end"),
        ("neuf", "news-end"),
        ("secret", "news-end"),
    ]
    first = json.loads(ran.stdout)[0]["at"]
    assert datetime.fromisoformat(first).timestamp() == NOON + MINUTE
    ran = CliRunner().invoke(main, ["next", "--site", str(tmp_path), "--at", now, "--readers"])
    assert [line.split()[-1][17:-3] for line in ran.stdout.splitlines()] == ["court", "secret"]
    report = room.built()
    assert report.turn is not None
    assert report.turn.path == "content/articles/court.md"  # the next thing that readers see


def test_what_leaves_it_renders_nothing_else_and_plans_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = recent(tmp_path / "site")
    room.built()
    room.now = NOON + MINUTE
    with monkeypatch.context() as patch:
        patch.setattr("newsgen.plan.planned.plan_site", None)  # nothing can be planned
        report = room.built()
        assert (rendered(report), report.rendered, report.written) == ({NEWS}, 1, 1)
        room.look_anew()
        assert room.built().rendered == 0
        room.now = NOON + 47 * HOUR
        room.replace("content/articles/passe.md", "Un paragraphe", "Deux paragraphes")
        assert rendered(room.built()) == {NEWS, "sport/passe/index.html"}
    assert listed(room) == []
    assert room.public() == room.clean(tmp_path / "clean")
    room.now = NOON
    room.built()
    assert listed(room) == ["/sport/neuf/", "/sport/vieux/"]


def test_a_new_headline_is_told_in_the_build_in_which_another_article_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = recent(tmp_path / "site").article("neuf", date=ago(HOUR), slug="neuf").article("un", date=ago(HOUR))
    room.built()
    room.now = NOON + MINUTE
    room.replace("content/articles/neuf.md", "title: Neuf", "title: Neuf & <nouveau>")
    monkeypatch.setattr("newsgen.plan.planned.plan_site", None)
    assert NEWS in rendered(room.built())
    monkeypatch.undo()
    titles = ET.fromstring(room.page(NEWS)).iterfind(".//news:title", NAMES)
    assert [title.text for title in titles] == ["Neuf & <nouveau>", "Un"]
    assert room.public() == room.clean(tmp_path / "clean")


def test_a_site_at_a_standstill_looks_again_when_an_article_leaves(tmp_path: Path) -> None:
    room = recent(tmp_path)
    room.built()
    later = replace(room.request, started=room.request.started + 10**10)
    for now, count in ((NOON, 0), (NOON + MINUTE - 1, 0), (NOON + MINUTE, 1), (NOON + MINUTE, 0)):
        assert build(replace(later, now=now)).rendered == count, now


def test_nothing_that_readers_may_not_see_is_in_the_news_sitemap(tmp_path: Path) -> None:
    gone = {"date": ago(MINUTE), "reason": "Faux."}
    room = Newsroom(tmp_path).article("brouillon", date=ago(HOUR), draft=True).article("demain", date=ago(-HOUR))
    room.article("secret", date=ago(HOUR), embargo=ago(-MINUTE)).article("fini", date=ago(HOUR), expires=ago(MINUTE))
    room.article("retire", date=ago(HOUR), withdrawn=gone).article("vu", date=ago(9), aliases=["/ancien/"])
    room.built()
    assert listed(room) == ["/sport/vu/"]


def test_where_there_is_no_news_the_file_is_there_and_empty(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un")
    room.built()
    assert (listed(room), listed(room, "sitemaps/2026-03.xml")) == ([], ["/sport/un/"])
    assert "Sitemap: https://test.example/sitemaps/news.xml\n" in room.page("robots.txt")
    assert "<loc>https://test.example/sitemaps/news.xml</loc>" in room.page("sitemap.xml")


def test_a_site_may_have_none(tmp_path: Path) -> None:
    room = recent(tmp_path, f"{SETTINGS}sitemaps: {{news: false}}\n")
    assert room.built().turn is None
    assert NEWS not in room.public()
    assert "news.xml" not in room.page("robots.txt") + room.page("sitemap.xml")
    ran = CliRunner().invoke(main, ["next", "--site", str(tmp_path), "--at", ago(0)])
    assert ran.stdout == "nothing changes by itself\n"


@pytest.mark.parametrize(
    ("language", "code"),
    [("fr", "fr"), ("fr-CA", "fr"), ("zh-Hans", "zh-cn"), ("zh-TW", "zh-tw"), ("zh", "zh-cn"), ("zh-Hant-HK", "zh-tw")],
)
def test_the_publication_is_named_with_its_language_as_search_engines_ask_for_it(
    tmp_path: Path, language: str, code: str
) -> None:
    room = Newsroom(tmp_path, SETTINGS.replace("language: fr", f"language: {language}")).article("un", date=ago(HOUR))
    room.built()
    url = ET.fromstring(room.page(NEWS))
    assert url.findtext(".//news:publication/news:name", None, NAMES) == "Le Test"
    assert url.findtext(".//news:publication/news:language", None, NAMES) == code
    assert url.findtext(".//news:publication_date", None, NAMES) == "2026-05-28T21:26:40+02:00"


def test_more_articles_than_one_file_may_hold_are_in_several(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news_sitemap, "_MOST", 2)
    room = Newsroom(tmp_path / "site")
    for number in range(5):
        room.article(f"n{number}", date=ago(48 * HOUR - number * MINUTE - MINUTE))
    room.built()
    assert [listed(room, f"sitemaps/news{part}.xml") for part in ("", "1", "2")] == [
        ["/sport/n4/", "/sport/n3/"],
        ["/sport/n2/", "/sport/n1/"],
        ["/sport/n0/"],
    ]
    for minutes in range(1, 7):
        room.now = NOON + minutes * MINUTE
        room.built()
        assert room.public() == room.clean(tmp_path / f"clean{minutes}")


def test_a_sitemap_names_the_pictures_that_an_article_shows_each_once(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    for shade, name in enumerate(("une", "corps", "vue", "figure", "absente")):
        room.write(f"static/images/{name}.png", picture(600, 400, shade))
    views = {"vues": [{"src": "/images/vue.png", "alt": "v"}, {"src": "/images/une.png", "alt": "u"}]}
    body = '![c](/images/corps.png)\n\n{{< gallery name="vues" >}}\n\n{{< figure src="/images/figure.png" alt="f" >}}\n'
    room.article("un", body, image={"src": "/images/une.png", "alt": "u"}, galleries=views).article("nu")
    room.built()
    urls = ET.fromstring(room.page("sitemaps/2026-03.xml")).findall("map:url", NAMES)
    pictures = {
        url.findtext("map:loc", "", NAMES)[27:-1]: [
            (image.text or "").rpartition("/")[2] for image in url.iterfind("image:image/image:loc", NAMES)
        ]
        for url in urls
    }
    assert pictures == {"nu": [], "un": ["une.png", "vue.png", "figure.png", "corps.png"]}


def test_whatever_stands_in_a_headline_is_read_back_unchanged(tmp_path: Path) -> None:
    with in_memory(tmp_path) as place:
        room = without_theme(Newsroom(place, f"{SETTINGS}typography: false\n"))
        (place / "templates/newssitemap.xml").unlink(missing_ok=True)

        @settings(max_examples=12, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        @given(st.lists(st.text(SIGNS, max_size=30), min_size=20, max_size=20))
        def agree(texts: list[str]) -> None:
            titles = {f"/sport/n{number}/": f"A{text}Z ]]> & <c" for number, text in enumerate(texts)}
            for number, title in enumerate(titles.values()):
                room.article(f"n{number}", date=ago(HOUR), slug=f"n{number}", title=title)
            room.built()
            urls = ET.fromstring(room.page(NEWS)).iterfind("map:url", NAMES)
            read = {
                url.findtext("map:loc", "", NAMES)[20:]: url.findtext("news:news/news:title", None, NAMES)
                for url in urls
            }
            assert read == {
                url: unicodedata.normalize("NFC", " ".join(part for part in title.split(" ") if part))
                for url, title in titles.items()
            }

        agree()
