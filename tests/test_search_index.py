"""The index of the search: what an edit changes of it, and that it is the one that a build from nothing makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings, strategies as st
from msgspec.structs import replace

from newsgen.build import Report, build
from newsgen.search.documents import Card, Document, block_of, layout_of, numbered, unpack_block
from newsgen.search.entries import around_of, entry_of
from newsgen.search.postings import amended_shards, changes_of, make_shards
from newsgen.search.shards import pack_postings, shard_of, unpack_postings, unpack_shard
from newsgen.search.terms import terms_in
from newsroom import ONE_FEED, SETTINGS, Newsroom, codes, rendered

pytestmark = pytest.mark.usefixtures("theme_once")

FOUND = f"{SETTINGS}{ONE_FEED}search: {{index: true}}\n"
WORDS = ("phare", "pêche", "maires", "école", "œuvre", "États-Unis", "bus", "mer", "10 000")


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A site of a dozen articles that can be searched."""
    newsroom = Newsroom(tmp_path / "site", FOUND)
    for number in range(12):
        day, words = f"2026-{1 + number // 4:02}-{1 + number % 4 * 7:02}T08:00", " ".join(WORDS[: number % 9 + 1])
        matter = {"date": day, "slug": f"article-{number}", "author": "Zoé Le Goff", "tags": ["île"]}
        newsroom.article(f"article-{number}", f"Un {words} au port.\n", **matter)
    return newsroom


def documents(room: Newsroom) -> Mapping[str, str]:
    """Give the names of the articles that a term leads to, by terms, read as the script on the page reads them."""
    public = room.public()
    about = msgspec.json.decode(public["search/search.json"])
    cards = {
        number: card
        for path, data in public.items()
        if path.startswith("search/2")
        for number, card in unpack_block(data).items()
    }
    assert len(cards) == about["documents"]
    found: dict[str, str] = {}
    for shard in range(about["shards"]):
        for term, packed in unpack_shard(public[f"search/{shard:03}.bin"]).items():
            assert shard_of(term, about["shards"]) == shard
            postings = unpack_postings(packed)
            found[term] = " ".join(f"{cards[each // 4].url.split('/')[-2]}:{each % 4}" for each in postings)
    return found


def only(text: str) -> Iterator[str]:
    """Give the terms of a text."""
    yield from terms_in("fr").of(text)


def one(word: str) -> str:
    """Give the term of a word."""
    (term,) = only(word)
    return term


def changed(room: Newsroom, report: Report) -> set[str]:
    """Name the files of the search that a build made again."""
    return {path for path in rendered(report) if path.startswith("search/")}


def test_what_stands_in_a_text_its_headline_and_around_it_leads_to_it(room: Newsroom) -> None:
    matter = {"title": "Phares d’hiver", "summary": "Le port.", "author": "Ann Ox", "slug": "phare"}
    room.article("phare", "La mer. La mer ! La mer…\n", **matter)
    room.built()
    found = documents(room)
    assert "phare:3" in found["phar"].split()
    assert found[one("hiver")] == "phare:3"
    assert "phare:2" in found["port"].split()
    assert "phare:1" in found["mer"].split()
    assert found["ann"] == "phare:2"
    assert found["#a/ann-ox"] == "phare:0"
    assert len(found["#s/sport"].split()) == 13
    assert len(found["goff"].split()) == 12
    assert found["oeuvr"].split()[0] == "article-4:0"


def test_a_word_changes_its_shards_alone_and_nothing_is_planned(room: Newsroom, tmp_path: Path) -> None:
    room.built()
    room.replace("content/articles/article-3.md", "au port", "au zénith")
    report = room.built()
    shards = {f"search/{shard_of(term, 8):03}.bin" for term in ("port", "zenith")}
    assert rendered(report) == {"sport/article-3/index.html", *shards}
    assert documents(room)["zenith"] == "article-3:0"
    assert room.public() == room.clean(tmp_path)


def test_a_headline_changes_its_shards_and_its_block(room: Newsroom, tmp_path: Path) -> None:
    room.built()
    room.replace("content/articles/article-3.md", "title: Article-3", "title: Tempête")
    report = room.built()
    parts = (*only("Article-3"), *only("Tempête"))
    shards = {f"search/{shard_of(term, 8):03}.bin" for term in parts}
    assert changed(room, report) == {*shards, "search/2026-01-0.json"}
    assert documents(room)["tempet"] == "article-3:3"
    assert room.public() == room.clean(tmp_path)


def test_the_same_words_in_another_order_change_nothing_of_the_search(room: Newsroom) -> None:
    room.built()
    room.replace("content/articles/article-0.md", "Un phare au port.", "Au port, un phare !")
    assert changed(room, room.built()) == set()


def test_an_article_that_goes_or_comes_renumbers_its_own_month_only(room: Newsroom, tmp_path: Path) -> None:
    room.built()
    room.delete("content/articles/article-0.md")
    room.built()
    found = documents(room)
    assert not any("article-0:" in each for each in found.values())
    assert room.public() == room.clean(tmp_path / "one")
    room.article("article-0", "Un phare revient.\n", date="2026-02-02T08:00")
    room.built()
    assert "article-0:0" in documents(room)["revient"]
    assert room.public() == room.clean(tmp_path / "two")


def test_only_what_is_live_can_be_found(room: Newsroom, tmp_path: Path) -> None:
    states: dict[str, dict[str, Any]] = {
        "brouillon": {"draft": True},
        "embargo": {"embargo": "2030-01-01T08:00"},
        "avenir": {"date": "2030-01-01T08:00"},
        "expire": {"expires": "2026-03-02T08:00"},
        "retire": {"withdrawn": {"date": "2026-03-02", "reason": "Faux."}},
    }
    for name, state in states.items():
        room.article(name, slug=name, body="Un Ornithorynque secret.\n", title="Wombat", author="Koala Secret", **state)
    room.built()
    stems = [each.encode() for word in ("ornithorynque", "wombat", "secret", "koala") for each in only(word)]
    files = {path: data for path, data in room.public().items() if path.startswith("search/")}
    assert files
    assert not [path for path, data in files.items() if any(stem in data.lower() for stem in stems)]
    room.now = 1_900_000_000  # in 2030
    room.built()
    assert documents(room)[one("wombat")].split() == ["embargo:3", "avenir:3"]
    assert room.public() == room.clean(tmp_path)


def test_a_site_without_a_search_has_no_file_of_it_and_one_that_gives_it_up_neither(room: Newsroom) -> None:
    room.built()
    assert "search/stemmer.js" in room.public()
    room.write("newsgen.yaml", f"{SETTINGS}search: {{index: false}}\n")
    room.built()
    assert [path for path in room.public() if path.startswith("search/")] in ([], ["search/index.html"])


def test_an_index_of_another_output_is_not_taken_for_this_one(room: Newsroom, tmp_path: Path) -> None:
    room.built()
    room.article("avenir", "Un zeppelin.\n", date="2027-01-01T08:00")
    room.built()
    later = build(replace(room.request, output=tmp_path / "other", now=room.now + 300 * 86_400))
    assert not later.failed, codes(later)
    room.replace("content/articles/article-3.md", "au port", "au zénith")
    room.built()
    assert documents(room)["zenith"] == "article-3:0"
    assert "zeppelin" not in documents(room)
    assert room.public() == room.clean(tmp_path / "clean")


def test_a_file_of_the_search_that_was_altered_is_made_again(room: Newsroom) -> None:
    room.built()
    before = room.public()
    for path in ("search/000.bin", "search/search.json"):
        (room.root / "public" / path).write_bytes(b"broken")
    room.replace("content/articles/article-3.md", "au port", "au port même")
    room.built()
    assert {path for path, data in room.public().items() if data != before[path]} == {"sport/article-3/index.html"}


@given(st.lists(st.integers(0, 5000), unique=True, min_size=1), st.data())
def test_postings_are_read_back(numbers: list[int], data: st.DataObject) -> None:
    postings = [each * 4 + data.draw(st.integers(0, 3)) for each in sorted(numbers)]
    assert unpack_postings(pack_postings(postings)) == postings


TEXT = st.lists(st.sampled_from(("mer", "vent", "phare", "île", "œuvre", "port", "élus")), max_size=6).map(" ".join)
ENTRIES = st.builds(lambda *texts: entry_of(terms_in("fr"), *texts), TEXT, TEXT, TEXT)
DOCUMENTS = st.dictionaries(
    st.integers(0, 30), st.tuples(ENTRIES, TEXT.map(lambda text: around_of(terms_in("fr").of, [text], ["#s/sport"])))
)


@settings(max_examples=60)
@given(DOCUMENTS, DOCUMENTS)
def test_shards_that_were_amended_equal_those_made_anew(
    before: dict[int, tuple[bytes, ...]], after: dict[int, tuple[bytes, ...]]
) -> None:
    made = make_shards(sorted(before.items()), 8)
    amended = amended_shards(changes_of(before.items(), after.items()), made.__getitem__, 8)
    wanted = make_shards(sorted(after.items()), 8)
    assert [amended.get(number, data) for number, data in enumerate(made)] == wanted


@given(st.lists(st.integers(24_000, 24_030), max_size=300))
def test_every_document_has_a_number_of_its_month_and_a_block(months: list[int]) -> None:
    listed = [Document(str(n), month, Card("", "", 1, "", ()), (), ()) for n, month in enumerate(sorted(months))]
    layout = layout_of(listed)
    numbers = dict(numbered(listed, layout))
    assert len(numbers) == len(listed)
    assert list(numbers) == sorted(numbers)
    blocks: dict[str, int] = {}
    for number, document in numbers.items():
        assert number // layout.stride + layout.first == document.month
        path = block_of(number, layout)
        blocks[path] = blocks.get(path, 0) + 1
    assert max(blocks.values(), default=0) <= 64
