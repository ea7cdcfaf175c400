"""A kind of content that newsgen does not know, and steps of parsing.

Declared in one place, nothing else is told of them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import pytest
from msgspec import Meta, Struct
from msgspec.structs import replace

from newsgen.base.digest import digest
from newsgen.base.workers import Workers
from newsgen.build.folders import Folders
from newsgen.build.inputs import read_site
from newsgen.content.batch import parse_texts, plan_digest_of, shared_of
from newsgen.content.engines import check_engine
from newsgen.content.scan import FileKind, look, scan
from newsgen.content.sources import Decoded, ParsedText, SourceText, bodies_of, decode_records, parsed_decoder
from newsgen.model.finish import Finished, Written, slug_of
from newsgen.model.kinds import (
    ARTICLE,
    BUILT_IN,
    DATA,
    FRONT,
    MARKDOWN,
    REDIRECTS,
    ContentKind,
    ContentKinds,
    Step,
    identity,
)
from newsgen.model.parse_settings import parse_settings
from newsgen.model.records import Article, Body, Record, Slug
from newsgen.model.settings import Settings
from newsgen.output.store import Store
from newsgen.pages.plugins import Plugin
from newsgen.schema.text_kinds import Prose
from newsroom import Newsroom

SITE = Settings("Le Test", "https://test.example")


class EpisodeMatter(Struct, frozen=True, gc=False):
    """An episode of a podcast."""

    title: Annotated[Prose, Meta(description="what it is called")]
    minutes: Annotated[int, Meta(ge=1, description="how long it is")]
    slug: str | None = None


class Episode(Record, frozen=True, gc=False, tag="episode"):
    """One episode."""

    slug: Slug
    matter: EpisodeMatter
    body: Body


def finish_episode(written: Written) -> Finished:
    slug, faults = slug_of(written, written.matter.slug, written.matter.title)
    return Episode(written.path, slug, written.matter, written.body), faults


EPISODE = ContentKind(
    "episode",
    "content/episodes/",
    MARKDOWN,
    Episode,
    finish_episode,
    EpisodeMatter,
    has_body=True,
    is_referred_to=True,
)
KINDS = ContentKinds((*BUILT_IN.kinds, EPISODE))


def mark_long_reads(record: Record) -> Record:
    """Give articles of more than three words a kicker."""
    if not isinstance(record, Article) or record.body.words <= 3:
        return record
    return replace(record, matter=replace(record.matter, kicker='Long "format"'))


def shout(record: Record) -> Record:
    """Shout the kickers of articles, after whoever has given them."""
    if not isinstance(record, Article) or record.matter.kicker is None:
        return record
    return replace(record, matter=replace(record.matter, kicker=record.matter.kicker.upper()))


def parse(
    texts: Sequence[SourceText],
    kinds: ContentKinds = KINDS,
    steps: Sequence[Step] = (),
    workers: Workers | None = None,
    batch: int = 2,
) -> list[ParsedText]:
    """Parse texts as a build does."""
    settings = parse_settings(SITE)
    shared = shared_of(settings, digest(()), whole=not check_engine(settings), kinds=kinds, steps=steps)
    return list((workers or Workers()).map(parse_texts, shared, texts, len(texts), batch))


def records(parsed: Sequence[ParsedText], kinds: ContentKinds = KINDS) -> Decoded:
    """Decode what was parsed, each under its own path, or its number where it has no record."""
    decode = parsed_decoder(kinds).decode
    paths = (getattr(decode(each.parsed).record, "path", str(number)) for number, each in enumerate(parsed))
    return decode_records(zip(paths, (each.parsed for each in parsed), strict=True), kinds)


def episode(name: str, title: str = "Le vote", minutes: int = 20, body: str = "Un *texte*.") -> SourceText:
    """Write an episode."""
    data = f"---\ntitle: {title}\nminutes: {minutes}\n---\n{body}\n"
    return SourceText(f"content/episodes/{name}.md", "episode", data.encode())


def article(name: str, body: str = "Un texte de cinq mots.") -> SourceText:
    """Write an article."""
    data = f"---\ntitle: Le vote\ncategory: sport\ndate: 2026-03-01\n---\n{body}\n"
    return SourceText(f"content/articles/{name}.md", "article", data.encode())


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """Make a site with an episode."""
    room = Newsroom(tmp_path / "site").article("un", "Un texte de cinq mots.\n")
    for text in (episode("saison/un"), episode("casse", minutes=0)):
        room.write(text.path, text.data)
    return room.write("content/episodes/saison/un.mp3", b"ID3").write("content/data/n.yaml", "1\n")


def test_the_files_of_a_kind_are_found_where_it_is_declared(room: Newsroom) -> None:
    found = scan(room.root, look(room.root), KINDS)
    kinds = {each.path: each.kind for each in found.files}
    assert found.faults == ()
    assert kinds["content/episodes/saison/un.md"] is EPISODE
    assert kinds["content/episodes/saison/un.mp3"] is FileKind.MEDIA
    assert kinds["content/articles/un.md"] is ARTICLE
    assert kinds["content/data/n.yaml"] is DATA
    without = scan(room.root, look(room.root), BUILT_IN)
    assert {fault.code for fault in without.faults} == {"stray-file"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("content/redirects.yaml", REDIRECTS),
        ("content/autres.yaml", FileKind.MEDIA),
        ("content/fronts/sport/rugby.YML", FRONT),
        ("content/articles/photo.jpg", FileKind.MEDIA),
        ("content/data/episodes/un.md", EPISODE),
        ("content/data/episodes/un.yaml", FileKind.MEDIA),
        ("content/data/un.csv", None),
        ("content/perdu.md", None),
        ("static/a.md", FileKind.STATIC),
        ("templates/a.md", FileKind.TEMPLATE),
    ],
)
def test_the_deepest_folder_decides(tmp_path: Path, path: str, kind: object) -> None:
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).touch()
    (tmp_path / "content").mkdir(exist_ok=True)
    moved = replace(EPISODE, folder="content/data/episodes/")
    found = scan(tmp_path, look(tmp_path), ContentKinds((*BUILT_IN.kinds, moved)))
    assert [each.kind for each in found.files] == ([] if kind is None else [moved if kind is EPISODE else kind])


def test_its_record_is_read_typeset_and_decoded() -> None:
    decoded = records(parse([episode("un", title='Le "vote" !', body='Dit-il "non" !')]))
    [record] = decoded.records
    assert isinstance(record, Episode)
    assert (record.path, record.slug, record.matter.minutes) == ("content/episodes/un.md", "le-vote", 20)
    assert record.matter.title == "Le «\u00a0vote\u00a0»\u202f!"
    assert list(bodies_of(decoded.records)) == [record.body]
    assert decoded.faults == []


def test_the_html_of_its_body_is_kept() -> None:
    [parsed] = parse([episode("un")])
    assert parsed.html == "<p>Un <em>texte</em>.</p>"
    assert parsed.body is not None


def test_its_faults_are_those_of_its_schema_and_of_its_own() -> None:
    decoded = records(parse([episode("court", minutes=0), episode("sans-nom", title="…")]))
    assert [(fault.path, fault.code) for fault in decoded.faults] == [
        ("content/episodes/court.md", "wrong-type"),
        ("content/episodes/sans-nom.md", "no-slug"),
    ]
    assert decoded.records == []
    assert decoded.broken["0"] == ("Le vote", "le-vote")


def test_all_of_it_can_be_seen_from_elsewhere() -> None:
    decoder = parsed_decoder(KINDS)
    for one, other in (
        (episode("un"), episode("un", body="Un autre texte.")),
        (episode("un"), episode("un", title="La pluie")),
    ):
        first, second = parse([one, other])
        assert first.plan_digest != second.plan_digest
        for each in (first, second):
            said = decoder.decode(each.parsed)
            assert each.plan_digest == plan_digest_of(said) == digest(said)


def test_steps_change_articles_in_their_order_and_what_they_write_is_typeset() -> None:
    texts = [article("long"), article("court", "Un texte."), episode("un")]
    long, short, other = records(parse(texts, steps=(mark_long_reads, shout))).records
    assert isinstance(long, Article)
    assert isinstance(short, Article)
    assert long.matter.kicker == "LONG «\u00a0FORMAT\u00a0»"
    assert short.matter.kicker is None
    assert isinstance(other, Episode)
    turned = records(parse(texts, steps=(shout, mark_long_reads))).records[0]
    assert isinstance(turned, Article)
    assert turned.matter.kicker == "Long «\u00a0format\u00a0»"


def test_steps_are_taken_before_it_is_told_what_the_plan_sees() -> None:
    def after(*steps: Step) -> tuple[bytes, bytes]:
        [parsed] = parse([article("long")], steps=steps)
        return parsed.parsed, parsed.plan_digest

    assert after()[0] != after(mark_long_reads)[0]
    assert after()[1] == after(mark_long_reads)[1]  # a kicker is only copied


def test_workers_know_the_tables() -> None:
    texts = [*(episode(f"e{number}", minutes=number + 1) for number in range(6)), *map(article, "abcdef")]
    workers = Workers(jobs=2)
    try:
        elsewhere = parse(texts, steps=(mark_long_reads,), workers=workers)
        assert workers._own is not None
    finally:
        workers.close()
    assert elsewhere == parse(texts, steps=(mark_long_reads,))
    assert [type(record) for record in records(elsewhere).records] == [Episode] * 6 + [Article] * 6


def test_a_site_is_read_with_the_tables_and_anew_with_others(room: Newsroom) -> None:
    folders = Folders(room.root, room.root, room.root / ".newsgen", room.root / "public")
    folders.cache.mkdir()
    store = Store(folders.cache / "cache.db")
    try:
        for kinds, steps, types, kicker in (
            (KINDS, (mark_long_reads,), {Article, Episode}, "Long «\u00a0format\u00a0»"),
            (KINDS, (), {Article, Episode}, None),
            (BUILT_IN, (), {Article}, None),
            (KINDS, (mark_long_reads,), {Article, Episode}, "Long «\u00a0format\u00a0»"),
        ):
            plugin = Plugin("tables", "1", content=(EPISODE,) if kinds is KINDS else (), steps=steps)
            read_site(replace(room.request, plugins=(plugin,)), folders, SITE, store)
            decoded = decode_records(store.sources.said(), kinds)
            assert {type(record) for record in decoded.records} & {Article, Episode} == types
            assert [each.matter.kicker for each in decoded.records if isinstance(each, Article)] == [kicker]
    finally:
        store.close()


def test_tables_are_told_apart_by_what_they_hold() -> None:
    tables = [
        identity(BUILT_IN),
        identity(KINDS),
        identity(BUILT_IN, (mark_long_reads,)),
        identity(BUILT_IN, (shout,)),
        identity(BUILT_IN, (shout, mark_long_reads)),
        identity(ContentKinds((*BUILT_IN.kinds, replace(EPISODE, finish=slug_of)))),
        identity(ContentKinds((*BUILT_IN.kinds, replace(EPISODE, endings=("md",))))),
    ]
    assert len({digest(table) for table in tables}) == len(tables)
    assert digest(identity(KINDS)) == digest(identity(ContentKinds((*BUILT_IN.kinds, EPISODE))))


def test_a_table_has_each_name_once_and_texts_have_a_schema() -> None:
    with pytest.raises(ValueError, match="two kinds of content have the name “episode”"):
        ContentKinds((EPISODE, *BUILT_IN.kinds, EPISODE))
    with pytest.raises(ValueError, match="“episode” has texts, and no schema"):
        replace(EPISODE, schema=None)


def test_a_kind_names_its_files_from_its_folder_on() -> None:
    assert ARTICLE.below("content/articles/2026/finale.md") == "2026/finale.md"
    assert DATA.name_of("content/data/2026/vote.1.json") == "2026/vote.1"
    assert os.path.join(FRONT.folder, "home.yaml") == "content/fronts/home.yaml"
