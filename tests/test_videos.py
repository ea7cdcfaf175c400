"""Videos, galleries and corrections: what stands in an article besides its text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from newsgen.model.videos import player
from newsroom import SETTINGS, Newsroom, codes, picture
from tiny_theme import theme_names

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
DAILYMOTION = "https://geo.dailymotion.com/player.html?video=x8abcde&mute=false"
SHORT = "9c9de5e8-0a1e-484a-b099-e80766180a6d"


@pytest.mark.parametrize(
    ("address", "embed", "provider"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE, "YouTube"),
        ("https://www.youtube.com/watch?list=PL1&v=dQw4w9WgXcQ&t=1m30s", f"{YOUTUBE}&start=90", "YouTube"),
        ("http://m.youtube.com/watch?v=dQw4w9WgXcQ&feature=share", YOUTUBE, "YouTube"),
        ("https://youtu.be/dQw4w9WgXcQ?si=traceur&t=42", f"{YOUTUBE}&start=42", "YouTube"),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE, "YouTube"),
        ("https://www.youtube.com/live/dQw4w9WgXcQ?t=1h0m1s", f"{YOUTUBE}&start=3601", "YouTube"),
        ("https://www.youtube.com/embed/dQw4w9WgXcQ?start=7", f"{YOUTUBE}&start=7", "YouTube"),
        ("https://www.dailymotion.com/video/x8abcde", DAILYMOTION, "Dailymotion"),
        ("https://www.dailymotion.com/video/x8abcde_le-titre_news", DAILYMOTION, "Dailymotion"),
        ("https://www.dailymotion.com/embed/video/x8abcde", DAILYMOTION, "Dailymotion"),
        ("https://dai.ly/x8abcde", DAILYMOTION, "Dailymotion"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1", "Vimeo"),
        ("https://vimeo.com/1234/0a1b2c", "https://player.vimeo.com/video/1234?autoplay=1&dnt=1&h=0a1b2c", "Vimeo"),
        ("https://vimeo.com/channels/staffpicks/1234", "https://player.vimeo.com/video/1234?autoplay=1&dnt=1", "Vimeo"),
        (
            "https://player.vimeo.com/video/1234?h=0a",
            "https://player.vimeo.com/video/1234?autoplay=1&dnt=1&h=0a",
            "Vimeo",
        ),
        (
            "https://framatube.org/w/kkGMgK9ZtnKfYAgnEtQxbv",
            "https://framatube.org/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?autoplay=1&p2p=0",
            "framatube.org",
        ),
        (
            f"https://tube.example:8443/videos/watch/{SHORT}?start=1s",
            f"https://tube.example:8443/videos/embed/{SHORT}?autoplay=1&p2p=0",
            "tube.example",
        ),
    ],
)
def test_the_address_of_a_video_gives_that_of_its_player(address: str, embed: str, provider: str) -> None:
    found = player(address)
    assert found is not None
    assert (found.url, found.provider) == (embed, provider)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/@lefanal",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/watch?v=trop-court",
        "https://youtu.be/",
        "https://www.youtube.com.example/watch?v=dQw4w9WgXcQ",
        "https://example.org/?u=https://youtu.be/dQw4w9WgXcQ",
        "https://www.dailymotion.com/lefanal",
        "https://vimeo.com/lefanal",
        "https://tube.example/w/court",
        "https://video.example/7",
        "https://[",
    ],
)
def test_a_video_whose_player_is_not_known_stays_a_link(address: str) -> None:
    assert player(address) is None


@given(st.text(), st.sampled_from(["youtube.com/watch?v=", "youtu.be/", "vimeo.com/", "dai.ly/", "tube.example/w/"]))
def test_a_player_is_at_a_host_that_is_known_or_the_videos_own(rest: str, host: str) -> None:
    found = player(f"https://{host}{rest}")
    if found is not None:
        hosts = ("www.youtube-nocookie.com", "geo.dailymotion.com", "player.vimeo.com", "tube.example")
        assert found.url.startswith(tuple(f"https://{each}/" for each in hosts))
        assert not set(found.url) & set(" \"'<>\\\n")


def newsroom(folder: Path) -> Newsroom:
    """Make a site whose pages are articles' videos, bodies and corrections."""
    room = Newsroom(folder / "site", SETTINGS + "severity: {unused-file: off}\n")
    article = (
        "{% set v = article.video %}{% if v %}{{ v.url }}|{{ v.title }}|{{ v.player.url if v.player }}|{{ v.file }}\n"
        "{% endif %}{{ article.body | html }}"
        "{% for each in article.corrections %}{{ each.date }} {{ each.text }}\n{% endfor %}"
    )
    gallery = "{% for each in name %}{{ each.url }} {{ each.alt }} {{ each.caption }};{% endfor %}{{ caption }}"
    video = "{{ url.url }}|{{ url.player.url if url.player }}|{{ url.file }}|{{ title }}"
    own = {"article.html": article, "shortcodes/gallery.html": gallery, "shortcodes/video.html": video}
    for name, text in (dict.fromkeys(theme_names(), "-") | own).items():
        room.write(f"templates/{name}", text)
    return room.write("static/videos/film.mp4", b"film").write("content/articles/a-cote.webm", b"a")


def page(room: Newsroom) -> str:
    """Give the page of the article of a site."""
    room.built()
    return room.page("sport/a/index.html")


def test_a_video_lies_elsewhere_or_is_a_file_of_the_site(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.article("a", "-\n", video={"url": "https://youtu.be/dQw4w9WgXcQ", "title": "But"})
    assert page(room).startswith(f"https://youtu.be/dQw4w9WgXcQ|But|{YOUTUBE.replace('&', '&amp;')}|False\n")
    room.article("a", "-\n", video="/videos/film.mp4")
    assert page(room).startswith("/videos/film.mp4|||True\n")
    room.article("a", "-\n", video="a-cote.webm")
    assert page(room).startswith("/media/articles/a-cote.webm|||True\n")
    assert room.public()["media/articles/a-cote.webm"] == b"a"
    assert room.public() == room.clean(tmp_path / "clean")


def test_the_shortcode_of_a_video_takes_the_same_addresses(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.article(
        "a", '{{< video url="https://dai.ly/x8abcde" title="But" >}}\n\n{{< video url="a-cote.webm" title="Z" >}}\n'
    )
    text = page(room)
    assert f"https://dai.ly/x8abcde|{DAILYMOTION.replace('&', '&amp;')}|False|But" in text
    assert "/media/articles/a-cote.webm||True|Z" in text


def test_a_video_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.article("a", '{{< video url="/videos/rien.mp4" title="But" >}}\n', video="/videos/flim.mp4")
    report = room.build()
    assert codes(report) == [
        "content/articles/a.md:5:8 missing-file",
        "content/articles/a.md:7:16 missing-file",
    ]
    assert "/videos/film.mp4" in report.faults[0].fault.help
    room.article("a", '{{< video url="ftp://x/film.mp4" title="But" >}}\n', video="javascript:film.mp4")
    assert codes(room.build()) == ["content/articles/a.md:5:8 bad-url", "content/articles/a.md:7:16 bad-argument"]


def test_a_gallery_shows_the_pictures_of_the_front_matter(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.write("static/images/a.png", picture(4, 3)).write("static/images/b.png", picture(4, 3))
    port = [{"src": "/images/a.png", "alt": "Une"}, {"src": "/images/b.png", "alt": "Deux", "caption": "La nuit"}]
    room.article("a", '{{< gallery name="port" caption="Le port" >}}\n', galleries={"port": port})
    assert "/images/a.png Une ;/images/b.png Deux La nuit;Le port" in page(room)
    room.article("a", '{{< gallery name="port" >}}\n', galleries={"port": port[:1]})
    assert "/images/a.png Une ;" in page(room)
    assert "/images/b.png" not in page(room)
    assert room.public() == room.clean(tmp_path / "clean")


def test_a_gallery_without_a_name_or_a_picture_is_a_fault(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.write("static/images/a.png", picture(4, 3))
    body = '{{< gallery name="prot" >}}\n\n{{< gallery name="rien" >}}\n\n{{< gallery caption="x" >}}\n'
    room.article("a", body, galleries={"port": [{"src": "/images/b.png", "alt": "Une"}, {"src": "/images/a.png"}]})
    assert codes(room.build()) == [
        "content/articles/a.md:9:5 missing-field",
        "content/articles/a.md:15:1 bad-argument",
    ]
    room.article("a", body.rpartition("{{<")[0], galleries={"port": [{"src": "/images/b.png", "alt": "Une"}]})
    report = room.build()
    assert codes(report) == [
        "content/articles/a.md:7:10 missing-file",
        "content/articles/a.md:10:19 unknown-gallery",
        "content/articles/a.md:12:19 unknown-gallery",
    ]
    assert "port" in report.faults[1].fault.help


def test_the_galleries_of_what_is_to_appear_are_checked_today_and_shown_nowhere(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    room.write("content/articles/photo.png", picture(4, 3))
    wrong = [{"src": "photo.png", "alt": "Une"}, {"src": "rien.png", "alt": "Deux"}]
    room.article("a", date="2026-12-01", galleries={"port": wrong}).article("b")
    assert [each.split(" ")[1] for each in codes(room.build())] == ["missing-file"]
    room.article("a", '{{< gallery name="port" >}}\n', date="2026-12-01", galleries={"port": wrong[:1]})
    room.built()
    assert not any("photo" in path for path in room.public())


def test_corrections_are_told_in_their_order(tmp_path: Path) -> None:
    room = newsroom(tmp_path)
    corrections = [
        {"date": "2026-03-02", "text": "Le pont date de 1893."},
        {"date": "2026-03-03T09:00", "text": "<Deux>"},
    ]
    room.article("a", corrections=corrections)
    assert page(room).endswith(
        "2026-03-02T00:00:00+01:00 Le pont date de 1893.\n2026-03-03T09:00:00+01:00 &lt;Deux&gt;\n"
    )
    room.article("a", corrections=[{"date": "hier", "text": "x"}, {"date": "2026-03-02"}])
    assert [each.split(" ")[1] for each in codes(room.build())] == ["bad-date", "missing-field"]
