"""``newsgen stats import``: exports of programs that count readers become the counters of articles, each day once."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsgen.cli.main import main
from newsgen.editing.counting.exports import BadExportError, Count, read_export
from newsroom import SETTINGS, Newsroom
from tiny_theme import without_theme

GOATCOUNTER = """\
2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,Location,FirstVisit,Date
/sport/a/,A,false,,Firefox 140,Linux,1,0,,,"1920,1080,1",FR,true,2026-11-01T08:00:00Z
/sport/a/,A,false,,Firefox 140,Linux,1,0,,,"1920,1080,1",FR,false,2026-11-01T08:05:00Z
/sport/a/,A,false,,bot,Linux,1,7,,,,FR,true,2026-11-01T08:10:00Z
click,A,true,,Firefox 140,Linux,1,0,,,,FR,true,2026-11-01T08:20:00Z
/,"Une, la",false,,Firefox 140,Linux,2,0,,,,FR,true,2026-11-02T08:00:00Z
"""
PLAUSIBLE = """\
"date","hostname","page","visits","visitors","pageviews","total_scroll_depth","total_scroll_depth_visits"
"2026-11-01","test.example","/sport/a/",2,2,3,100,2
"2026-11-02","test.example","/sport/b/",1,1,1,80,1
"""
UMAMI = """\
website_id,session_id,visit_id,event_id,hostname,url_path,url_query,page_title,event_type,event_name,created_at
w,s,v,e,test.example,/sport/a/,utm=1,A,1,,2026-11-01 08:00:00
w,s,v,e,test.example,/sport/a/,,A,2,clic,2026-11-01 08:00:01
"""
MATOMO = {
    "2026-11-01": [
        {"label": "/sport/a/index", "nb_visits": 2, "nb_hits": 3, "url": "https://test.example/sport/a/"},
        {"label": "Others", "nb_visits": 1, "nb_hits": 1},
    ],
    "2026-11-02": [],
}
A = "/sport/a/"


def zipped(**members: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(f"{name}.csv", text)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("source", "data", "counts"),
    [
        ("goatcounter", GOATCOUNTER.encode(), [("2026-11-01", A, 1)] * 2 + [("2026-11-02", "/", 1)]),
        ("goatcounter", gzip.compress(GOATCOUNTER.encode()), [("2026-11-01", A, 1)] * 2 + [("2026-11-02", "/", 1)]),
        (
            "plausible",
            zipped(imported_pages_20261101_20261102=PLAUSIBLE, imported_browsers_20261101_20261102="date\n"),
            [("2026-11-01", A, 3), ("2026-11-02", "/sport/b/", 1)],
        ),
        ("plausible", PLAUSIBLE.encode(), [("2026-11-01", A, 3), ("2026-11-02", "/sport/b/", 1)]),
        ("umami", zipped(website_event=UMAMI), [("2026-11-01", A, 1)]),
        (
            "matomo",
            json.dumps(MATOMO).encode("utf-16"),
            [("2026-11-01", "https://test.example/sport/a/", 3), ("2026-11-01", "/Others", 1)],
        ),
        ("csv", b"\xef\xbb\xbfdate,path,views\r\n2026-11-01,/sport/a/,4\r\n", [("2026-11-01", A, 4)]),
    ],
)
def test_what_each_program_exports_is_read(source: str, data: bytes, counts: list[tuple[str, str, int]]) -> None:
    assert read_export(data, source) == [Count(*each) for each in counts]


@pytest.mark.parametrize(
    ("source", "data", "reason"),
    [
        ("csv", b"", "line 1: there is no column “date”"),
        ("csv", b"date,path,views\nhier,/a/,3\n", "line 2: “hier” is no day such as 2026-11-01"),
        ("csv", b"date,path,views\n2026-11-01,/a/,-3\n", "line 2: “-3” is no number of readers"),
        ("csv", b"date,path,views\n2026-11-01,/a/\n", "line 2: 2 columns, and 3 in the first line"),
        ("csv", b'date,path,views\n2026-11-01,"/a/,3\n', "line 2: unexpected end of data"),
        ("csv", b"\xff", "it is not text in UTF-8"),
        ("goatcounter", gzip.compress(b"x" * 99)[:-9], "it cannot be unpacked: is it whole?"),
        ("goatcounter", b"PK\x03\x04", "it cannot be unpacked: is it whole?"),
        ("plausible", zipped(autre="x"), "there is no file imported_pages*.csv in it"),
        (
            "matomo",
            b"[]",
            "this is no report of pages by days: ask for Actions.getPageUrls with format=JSON, flat=1 and period=day",
        ),
    ],
)
def test_what_is_no_export_is_said_in_plain_words(source: str, data: bytes, reason: str) -> None:
    with pytest.raises(BadExportError) as caught:
        read_export(data, source)
    assert str(caught.value) == reason


def newsroom(root: Path, settings: str = SETTINGS) -> Newsroom:
    return without_theme(Newsroom(root, settings)).article("a").article("été", slug="ete", aliases=["/vieux/été/"])


def imported(room: Newsroom, rows: str, *more: str) -> Result:
    """Import rows of a plain table."""
    file = room.root.with_suffix(".csv")
    file.write_text(f"date,path,views,comments\n{rows}", encoding="utf-8")
    return CliRunner().invoke(main, ["stats", "import", str(file), "--from", "csv", "--site", str(room.root), *more])


def counters(room: Newsroom) -> str:
    return (room.root / "content/data/counters.json").read_text("utf-8")


def test_an_article_keeps_what_was_counted_at_all_its_addresses(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site", SETTINGS.replace(".example", ".example/journal"))
    room.write("content/redirects.yaml", "redirects: [{from: /blog/, to: a.md}, {from: /ailleurs/, to: /sport/}]\n")
    result = imported(
        room,
        "2026-11-01,/journal/sport/a/?utm=1#x,1,2\n2026-11-01,https://test.example/journal/sport/a/index.html,2,0\n"
        "2026-11-01,/journal/blog/,4,0\n2026-11-01,/journal/sport/a,8,0\n2026-11-01,/journal/vieux/%C3%A9t%C3%A9/,16,0\n"
        "2026-11-01,/journal/,32,0\n2026-11-01,/journal/ailleurs/,64,0\n2026-11-01,/perdu/,128,0\n2026-11-02,/x/,1,0\n",
    )
    assert (result.exit_code, result.stdout) == (0, "1 new day, 31 views of articles\n")
    assert result.stderr == "note: 1 address leads to nothing and was read 128 times:\n       128  /perdu/\n"
    assert counters(room) == (
        '{\n  "counted": {"csv":[["2026-11-01","2026-11-01"]]},\n'
        '  "a.md": {"comments":2,"views":15},\n  "été.md": {"views":16}\n}\n'
    )


def test_overlapping_exports_are_counted_once_and_the_last_day_later(tmp_path: Path) -> None:
    days = [f"2026-11-{day:02},/sport/a/,{1 << day},0\n" for day in range(1, 9)]
    room, other = newsroom(tmp_path / "site"), newsroom(tmp_path / "other")
    imported(room, "".join(days[:5]))
    assert '"views":30' in counters(room)  # of four days: the fifth may not have been over
    before = counters(room)
    assert imported(room, "".join(days[:5])).stdout == "no new days, no views of articles\n"
    assert imported(room, "".join(days[1:4])).stdout == "no new days, no views of articles\n"
    assert counters(room) == before
    assert imported(room, "".join(days[2:])).stdout == "3 new days, 224 views of articles\n"
    imported(other, "".join(days))
    assert counters(room) == counters(other)


def test_counters_that_a_newsroom_keeps_itself_are_added_to(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site").write("content/data/counters.json", '{"a.md": {"views": 10, "comments": 3}}')
    rows = "2026-11-01,/sport/a/,5,1\n2026-11-02,/,1,0\n"
    assert imported(room, rows, "--dry-run").stdout == "1 new day, 5 views of articles\n"
    assert counters(room) == '{"a.md": {"views": 10, "comments": 3}}'
    imported(room, rows)
    assert '"a.md": {"comments":4,"views":15}' in counters(room)
    room.write("templates/article.html", "{{ article.views }} {{ article.comments }}").built()
    assert room.page("sport/a/index.html") == "15 4"


def test_what_cannot_be_added_to_is_left_alone(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site").write("content/data/counters.json", "[]")
    result = imported(room, "2026-11-01,/sport/a/,5,1\n2026-11-02,/,1,0\n")
    assert (result.exit_code, result.stderr) == (
        1,
        "newsgen: content/data/counters.json: it is not an object of JSON with an object for each article\n",
    )
    assert counters(room) == "[]"
    room.delete("content/data/counters.json").write("content/data/counters.yaml", "a.md: {views: 1}\n")
    assert imported(room, "2026-11-01,/sport/a/,5,1\n").exit_code == 1
    room.delete("content/data/counters.yaml")
    elsewhere = tmp_path / "elsewhere.json"
    elsewhere.write_text("{}")
    (room.root / "content/data/counters.json").symlink_to(elsewhere)
    assert imported(room, "2026-11-01,/sport/a/,5,1\n2026-11-02,/,1,0\n").exit_code == 1
    assert elsewhere.read_text() == "{}"


def test_zero_is_not_boasted(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site")
    room.write("templates/article.html", "{{ article.views }} {{ article.comments }}")
    room.write("content/data/counters.json", '{"a.md": {"views": 0, "comments": 0}}').built()
    assert room.page("sport/a/index.html") == " "
