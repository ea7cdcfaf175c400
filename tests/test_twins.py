"""Twins: what programs get beside the pages of readers, in newsgen's own JSON and in ninjs."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from newsgen.cli.main import main
from newsgen.pages.twins import TWINS
from newsgen.render.twins.files import twin_schema
from newsroom import NOON, SETTINGS, Newsroom, codes, picture, rendered

BOTH = f"{SETTINGS}outputs: [json, ninjs]\n"
_GEOJSON = Resource.from_contents({}, default_specification=DRAFT202012)
_NINJS = Draft202012Validator(
    json.loads((Path(__file__).parent / "schemas/ninjs-3.1.json").read_text(encoding="utf-8")),
    registry=Registry().with_resource("https://geojson.org/schema/GeoJSON.json", _GEOJSON),
    format_checker=FormatChecker(),
)
_ANY_WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
_TWIN = Draft202012Validator(twin_schema())


def read(room: Newsroom, path: str) -> dict[str, Any]:
    """Read a file of the output in JSON, which must be what its schema asks for."""
    found: dict[str, Any] = json.loads(room.public()[path])
    (_NINJS if path.endswith("ninjs.json") else _TWIN).validate(found)
    return found


def twins(files: Mapping[str, bytes]) -> set[str]:
    """Name the files for programs."""
    return {path for path in files if path.endswith(".json") and not path.endswith("feed.json")}


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A site with twins of both kinds."""
    room = Newsroom(tmp_path / "site", BOTH)
    room.write("content/categories/sport.md", "---\ntitle: Sport\n---\n")
    room.write("content/authors/zoe.md", "---\nname: Zoé Le Goff\nrole: Reporter\n---\n")
    room.write("static/images/a.png", picture(1200, 800))
    room.article(
        "port",
        "Un *texte*.\n",
        title="Le port « rouvre »",
        slug="port",
        summary="Après un an.",
        kicker="Mer",
        author=["zoe", "avec AFP"],
        tags=["mer"],
        genre="report",
        image={"src": "/images/a.png", "alt": "Un port", "caption": "Le port", "credit": "Zoé", "licence": "CC0"},
        updated="2026-03-02T09:00",
        corrections=[{"date": "2026-03-03", "text": "Un an, et non deux."}],
    )
    return room.article("phare", date="2026-03-05", related=["port"])


def test_a_site_has_no_file_for_programs_unless_it_asks_for_them(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "site").article("port")
    room.built()
    assert twins(room.public()) == set()
    assert "application/json" not in room.page("sport/port/index.html")


def test_every_article_and_list_has_its_twin_and_names_it(room: Newsroom) -> None:
    room.built()
    folders = (
        "",
        "sport/",
        "sport/port/",
        "authors/",
        "authors/zoe/",
        "tags/",
        "tags/mer/",
        "2026/",
        "2026/03/",
    )
    assert twins(room.public()) >= {f"{each}index.json" for each in folders}
    for path in twins(room.public()):
        read(room, path)
        page = path.replace("index.json", "index.html").replace("ninjs.json", "index.html")
        href = f'href="https://test.example/{path}"'
        assert href in room.page(page) or path == "ninjs.json", path
    assert "ninjs" not in room.page("index.html")


def test_the_twin_of_an_article_says_what_its_page_says(room: Newsroom) -> None:
    room.built()
    assert read(room, "sport/port/index.json") == {
        "type": "article",
        "version": 1,
        "id": "tag:test.example,2026-03-01:port",
        "url": "https://test.example/sport/port/",
        "title": "Le port «\xa0rouvre\xa0»",
        "language": "fr",
        "date": "2026-03-01T08:00:00+01:00",
        "section": {
            "title": "Sport",
            "url": "https://test.example/sport/",
            "json": "https://test.example/sport/index.json",
        },
        "categories": [
            {
                "title": "Sport",
                "url": "https://test.example/sport/",
                "json": "https://test.example/sport/index.json",
            }
        ],
        "genre": "report",
        "html": "<p>Un <em>texte</em>.</p>",
        "words": 2,
        "minutes": 1,
        "updated": "2026-03-03T00:00:00+01:00",
        "kicker": "Mer",
        "summary": "Après un an.",
        "authors": [
            {"name": "Zoé Le Goff", "url": "https://test.example/authors/zoe/"},
            {"name": "avec AFP"},
        ],
        "tags": [
            {
                "title": "mer",
                "url": "https://test.example/tags/mer/",
                "json": "https://test.example/tags/mer/index.json",
            }
        ],
        "image": {
            "url": "https://test.example/images/a.png",
            "alt": "Un port",
            "caption": "Le port",
            "credit": "Zoé",
            "licence": "CC0",
            "width": 1200,
            "height": 800,
        },
        "corrections": [{"date": "2026-03-03T00:00:00+01:00", "kind": "correction", "text": "Un an, et non deux."}],
        "next": {
            "title": "Phare",
            "url": "https://test.example/sport/phare/",
            "json": "https://test.example/sport/phare/index.json",
        },
    }


def test_lists_hold_teasers_and_lead_to_twins(room: Newsroom) -> None:
    room.write("newsgen.yaml", f"{BOTH}page_size: 1\n").built()
    section = read(room, "sport/index.json")
    assert (section["type"], section["kind"], section["title"]) == ("list", "category", "Sport")
    assert [each["json"] for each in section["articles"]] == ["https://test.example/sport/phare/index.json"]
    assert section["older"] == "https://test.example/sport/page/1/index.json"
    assert read(room, "sport/page/1/index.json")["number"] == 1
    assert read(room, "index.json")["lead"]["title"] == "Phare"
    assert read(room, "authors/index.json")["entries"][0]["json"] == "https://test.example/authors/zoe/index.json"
    assert all("html" not in each for each in section["articles"])


def test_an_article_in_ninjs(room: Newsroom) -> None:
    room.built()
    item = read(room, "sport/port/ninjs.json")
    assert {name: item[name] for name in ("uri", "version", "firstCreated", "versionCreated", "pubStatus", "by")} == {
        "uri": "tag:test.example,2026-03-01:port",
        "version": "1772492400.001",
        "firstCreated": "2026-03-01T08:00:00+01:00",
        "versionCreated": "2026-03-03T00:00:00+01:00",
        "pubStatus": "usable",
        "by": "Zoé Le Goff, avec AFP",
    }
    assert item["headlines"][0]["value"] == "Le port «\xa0rouvre\xa0»"
    assert item["bodies"][0]["value"] == "<p>Un <em>texte</em>.</p>"
    assert item["genres"] == [{"name": "report", "uri": "http://cv.iptc.org/newscodes/genre/From_the_Scene"}]
    assert item["edNote"] == "correction (2026-03-03T00:00:00+01:00): Un an, et non deux."
    assert item["associations"][0]["usageTerms"] == "CC0"
    feed = read(room, "ninjs.json")
    assert [each["uri"] for each in feed["associations"]] == [
        "tag:test.example,2026-03-05:phare",
        "tag:test.example,2026-03-01:port",
    ]


def test_a_correction_and_a_withdrawal_raise_the_version_and_what_is_withdrawn_is_canceled(
    room: Newsroom, tmp_path: Path
) -> None:
    room.built()
    first = read(room, "sport/port/ninjs.json")["version"]
    room.replace(
        "content/articles/port.md", "corrections:\n", "corrections:\n- {date: 2026-03-03, text: Le quai est long.}\n"
    ).built()
    second = read(room, "sport/port/ninjs.json")["version"]
    room.replace("content/articles/port.md", "genre:", "withdrawn: {date: 2026-03-04, reason: Tout est faux.}\ngenre:")
    room.built()
    gone = read(room, "sport/port/ninjs.json")
    assert float(first) < float(second) < float(gone["version"])
    assert (gone["pubStatus"], gone["edNote"]) == ("canceled", "Tout est faux.")
    assert read(room, "ninjs.json")["associations"][-1]["pubStatus"] == "canceled"
    assert read(room, "sport/port/index.json") == {
        "type": "withdrawn",
        "version": 1,
        "id": "tag:test.example,2026-03-01:port",
        "url": "https://test.example/sport/port/",
        "date": "2026-03-04T00:00:00+01:00",
        "reason": "Tout est faux.",
    }
    everything = b"".join(room.public()[path] for path in twins(room.public()))
    for hidden in ("rouvre", "Après un an", "texte</em>", "Le port", "quai"):
        assert hidden.encode() not in everything, hidden
    assert room.public() == room.clean(tmp_path / "clean")


@pytest.mark.parametrize("hidden", ["draft: true", "embargo: 2026-12-01", "expires: 2026-04-01"])
def test_what_readers_do_not_see_programs_do_not_see_either(room: Newsroom, hidden: str) -> None:
    room.article("secret", "Canari.\n", title="Canari")
    room.replace("content/articles/secret.md", "title:", f"{hidden}\ntitle:")
    room.now = NOON
    room.built()
    assert not [path for path, data in room.public().items() if b"anari" in data or "canari" in path]


def test_an_edit_of_a_text_touches_its_page_its_twins_and_the_feeds_and_one_of_a_headline_its_lists_too(
    room: Newsroom, tmp_path: Path
) -> None:
    room.built()
    room.replace("content/articles/phare.md", "Un paragraphe", "Deux paragraphes")
    report = room.built()
    own = {f"sport/phare/{name}" for name in ("index.html", "index.json", "ninjs.json")}
    assert {path for path in rendered(report) if path.endswith(("html", "json"))} - {"feed.json"} == own | {
        "ninjs.json"
    }
    assert room.public() == room.clean(tmp_path / "clean")
    room.replace("content/articles/port.md", "rouvre", "ferme")
    report = room.built()
    assert {"sport/index.json", "sport/port/index.json", "sport/phare/index.json", "index.json"} <= rendered(report)
    assert "sport/phare/ninjs.json" not in rendered(report)
    assert room.public() == room.clean(tmp_path / "again")


def test_an_article_whose_address_has_an_ending_has_its_twins_beside_it(
    tmp_path: Path,
) -> None:
    room = Newsroom(tmp_path / "site", f"{BOTH}permalinks: {{article: '/{{year}}/{{slug}}.html'}}\n").article("port")
    assert codes(room.built()) == []
    assert {"2026/port.json", "2026/port.ninjs.json"} <= twins(room.public())
    assert TWINS["ninjs"].address("/2026/port.html") == "/2026/port.ninjs.json"


@settings(max_examples=4, deadline=None)
@given(st.lists(_ANY_WORDS, min_size=9, max_size=9))
def test_whatever_a_headline_holds_is_read_back_as_it_is(titles: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        room = Newsroom(Path(folder) / "site", f"{BOTH}typography: false\n")
        for index, title in enumerate(titles):
            room.article(f"a{index}", title=f"a{title.replace('&', ' ')}b", slug=f"a{index}")
        if room.build().failed:  # it looks like markup
            return
        for index, title in enumerate(titles):
            wanted = read(room, f"sport/a{index}/index.json")["title"]
            assert wanted.split() == f"a{title.replace('&', ' ')}b".split()
            assert read(room, f"sport/a{index}/ninjs.json")["headlines"][0]["value"] == wanted


def test_the_schema_of_twins_is_printed_for_programs_and_for_people() -> None:
    result = CliRunner().invoke(main, ["schema", "twin"])
    assert json.loads(result.output) == json.loads(json.dumps(twin_schema()))
    table = CliRunner().invoke(main, ["schema", "twin", "--markdown"]).output
    assert "| `id` | text | the same for ever (RFC 4151), and in the feeds |" in table


def test_views_that_are_counted_touch_no_twin_of_an_article_which_tells_none(room: Newsroom, tmp_path: Path) -> None:
    room.built()
    room.write("content/data/counters.json", '{"phare.md": {"views": 7, "comments": 2}}')
    report = room.built()
    assert "sport/phare/index.html" in rendered(report)
    assert not [path for path in rendered(report) if path.startswith("sport/phare/") and path.endswith(".json")]
    assert room.public() == room.clean(tmp_path / "clean")
