"""The preview's own cache: a damaged one is put aside, at the first look or amid the work, and the preview goes on."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from newsroom import Newsroom
from served import DEUX, UN, Served, assert_equals_build, make_site, serving

CACHE = ".newsgen/preview/cache.db"
NOTE = "note: the cache was broken or of another version; it was put aside as "


@pytest.fixture
def site(tmp_path: Path) -> Newsroom:
    """A site whose preview has been looked at before."""
    room = make_site(tmp_path / "site")
    with serving(room):
        pass
    return room


def sql(room: Newsroom, *statements: str) -> None:
    with closing(sqlite3.connect(room.root / CACHE)) as db, db:
        for each in statements:
            db.execute(each)


def beyond_the_header(room: Newsroom) -> None:
    file = room.root / CACHE
    data = file.read_bytes()
    file.write_bytes(data[:4096] + random.Random(1).randbytes(len(data) - 4096))


DAMAGE: Mapping[str, Callable[[Newsroom], object]] = {
    "all but the header": beyond_the_header,
    "a text": lambda room: room.write(CACHE, "Ceci est un texte.\n" * 99),
    "cut": lambda room: room.write(CACHE, (room.root / CACHE).read_bytes()[:5000]),
    "a table less": lambda room: sql(room, "DROP TABLE said"),
    "what sources say": lambda room: sql(room, "UPDATE said SET value = x'c1'"),
    "parts": lambda room: sql(room, "UPDATE part SET value = x'80'"),
    "another version": lambda room: sql(room, "PRAGMA user_version = 3"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_preview_begins_though_its_cache_is_damaged(damage: Callable[[Newsroom], object], site: Newsroom) -> None:
    damage(site)
    with serving(site) as served:
        assert served.said[0] == f"{NOTE}{site.root / CACHE}".replace("cache.db", "cache.broken")
        assert_equals_build(served)
        with served.noticed():
            site.article("un", "Autre.\n")
        assert "Autre." in served.get(UN).text
    with serving(site) as served:
        assert served.said == []


def test_bodies_that_are_damaged_are_noticed_when_a_page_is_asked_for(site: Newsroom) -> None:
    sql(site, "UPDATE body SET html = x'3c623e'")
    with serving(site) as served:
        assert served.said == []
        assert served.get(UN).status == 200
        assert served.said[0].startswith(NOTE)
        assert_equals_build(served)


@pytest.mark.parametrize("damage", ["UPDATE said SET value = x'c1'", "UPDATE body SET html = x''", "DELETE FROM seal"])
def test_a_cache_that_is_damaged_while_the_preview_runs_is_no_trouble(damage: str, site: Newsroom) -> None:
    with serving(site) as served:
        assert served.get(UN).status == 200
        sql(site, damage)
        with served.noticed():
            site.article("trois")
        assert served.get("/sport/trois/").status == 200
        assert served.get(DEUX).status == 200
        assert_equals_build(served)


def test_a_link_in_the_place_of_the_previews_cache_is_not_followed(tmp_path: Path) -> None:
    room = make_site(tmp_path / "site")
    (tmp_path / "elsewhere").mkdir()
    (room.root / ".newsgen").mkdir()
    (room.root / ".newsgen/preview").symlink_to(tmp_path / "elsewhere")
    with serving(room) as served:
        assert served.get(UN).status == 200
        told: Served = served
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert told.said[0].startswith(f"note: {room.root}/.newsgen/preview was no folder; it was put aside as ")
