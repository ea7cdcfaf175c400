"""A damaged cache: whatever became of it, the next build equals a clean build, and says that it began anew.

Bytes of the file are flipped, values of every column exchanged for others, rows and tables taken out, files put in the
place of others. ``NEWSGEN_LONG=1`` tries hundreds of each kind.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

import pytest

from newsgen.base.seal import UNKEYED
from newsgen.build import Report
from newsgen.build.explain import explain
from newsgen.output.claims import salvage
from newsgen.output.database import is_broken
from newsroom import SETTINGS, Newsroom, codes, picture
from proof import in_memory, make_haste
from tiny_theme import TEXTS, tiny_theme

LONG = os.environ.get("NEWSGEN_LONG") == "1"
CASES = 300 if LONG else 10
FIRST_SEED = int(os.environ.get("NEWSGEN_SEED", "0"))
MORE_SETTINGS = "search: {index: true}\npictures: {widths: [1, 2]}\nshortcodes: {note: {text: text}}\n"
GONE = "sport/quatre/index.html"
PUT_ASIDE = "the cache was broken or of another version; it was put aside as "

Edit = Callable[[Newsroom], object]
Damage = Callable[[sqlite3.Connection, random.Random], object]


def write(
    room: Newsroom, name: str, body: str = "Un paragraphe.\n\n![Une mer](/images/a.png)\n", **matter: object
) -> None:
    room.article(name, body, **{"slug": name, "author": "alice", "tags": ["mer"], **matter})


def delete(room: Newsroom) -> None:
    room.delete("content/articles/quatre.md")


EDITS: Mapping[str, Edit] = {
    "words": lambda room: write(room, "un", "D'autres mots.\n"),
    "a headline": lambda room: write(room, "deux", title="Un autre titre"),
    "a tag": lambda room: write(room, "trois", tags=["vent"]),
    "a template": lambda room: room.write("templates/partials/un.html", "{{ site.tag('mer', 3) | length }}!"),
    "an article less": delete,
    "lost pictures": lambda room: shutil.rmtree(room.root / "public/images"),
    "no output": lambda room: shutil.rmtree(room.root / "public"),
    "nothing": lambda room: room,
}


class Bench:
    """A site as it was left by a build, to which damage is done again and again."""

    def __init__(self, folder: Path) -> None:
        self.room = Newsroom(folder / "site", SETTINGS + MORE_SETTINGS)
        for name, text in tiny_theme().items():
            self.room.write(f"templates/{name}", text)
        self.room.write("templates/partials/un.html", "{{ site.tag('mer', 2) | length }}")
        self.room.write("templates/front.html", '{% include "partials/un.html" %}{{ site.latest(1)[0].title }}')
        self.room.write("templates/404.html", TEXTS["404.html"][1])
        self.room.write("static/images/a.png", picture(4, 3)).write("static/css/site.css", "p { order: 1 }")
        self.room.write("content/authors/alice.md", "---\nname: Alice\n---\nElle écrit.\n")
        for name in ("un", "deux", "trois", "quatre"):
            write(self.room, name)
        self.room.built()
        self._folder = folder
        self._left = folder / "left"
        shutil.copytree(self.room.root, self._left, copy_function=shutil.copy2)
        self._clean: dict[str, Mapping[str, bytes]] = {}

    @property
    def file(self) -> Path:
        """The cache."""
        return self.room.root / ".newsgen/cache.db"

    def lay_out(self) -> None:
        """Put everything back as that build left it."""
        shutil.rmtree(self.room.root)
        shutil.copytree(self._left, self.room.root, copy_function=shutil.copy2)

    def build(self, edit: str) -> Report:
        """Edit the site and build it; it must equal what a clean build makes."""
        EDITS[edit](self.room)
        report = self.room.build()
        assert not report.failed, codes(report)
        public = dict(self.room.public())
        if report.notes and edit == "an article less" and GONE in public:
            del public[GONE]  # whose it was is lost, too
        assert public == self.clean(edit)
        again = self.room.build()
        assert (again.failed, again.written, again.rendered, again.notes) == (False, 0, 0, ())
        return report

    def clean(self, edit: str) -> Mapping[str, bytes]:
        """Give what a build from nothing makes of the edited site."""
        if edit not in self._clean:
            self._clean[edit] = self.room.clean(self._folder / f"clean {edit}")
        return self._clean[edit]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with pytest.MonkeyPatch.context() as patch:
        make_haste(patch)
        with in_memory(tmp_path_factory.mktemp("bench")) as place:
            yield Bench(place)


@pytest.fixture(autouse=True)
def _laid_out(bench: Bench) -> None:
    bench.lay_out()


# Bytes ----------------------------------------------------------------------------------------------------------------


def harm(data: bytes, luck: random.Random) -> bytes:
    """Damage some bytes of a file."""
    harmed, kind = bytearray(data), luck.randrange(6)
    at = luck.randrange(len(harmed))
    if kind == 0:
        return data[:at]
    if kind == 1:
        return data[: at // 4096 * 4096] + bytes(4096) + data[at // 4096 * 4096 + 4096 :]
    if kind == 2 and len(data) > 4096:  # two pages exchanged
        one, two = (luck.randrange(len(data) // 4096) * 4096 for _ in range(2))
        harmed[one : one + 4096], harmed[two : two + 4096] = data[two : two + 4096], data[one : one + 4096]
        return bytes(harmed)
    for _ in range(luck.choice((1, 1, 3, 30))):
        at = luck.randrange(min(100, len(harmed)) if kind == 3 else len(harmed))
        harmed[at] ^= 1 << luck.randrange(8)
    return bytes(harmed)


@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + CASES))
def test_a_cache_with_damaged_bytes_costs_time_and_nothing_else(bench: Bench, seed: int) -> None:
    luck = random.Random(seed)
    bench.file.write_bytes(harm(bench.file.read_bytes(), luck))
    bench.build(luck.choice(list(EDITS)))


@pytest.mark.parametrize("at", range(0, 100, 1 if LONG else 9))
def test_any_byte_of_the_header_may_be_damaged(bench: Bench, at: int) -> None:
    data = bytearray(bench.file.read_bytes())
    data[at] ^= 0xFF
    bench.file.write_bytes(data)
    bench.build("words")


@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + CASES // 2))
def test_damaged_notes_and_pictures_cost_time_and_nothing_else(bench: Bench, seed: int) -> None:
    luck = random.Random(seed)
    files = [bench.room.root / ".newsgen/standstill", *(bench.room.root / ".newsgen/pictures").iterdir()]
    for file in files:
        if file.exists():
            file.write_bytes(harm(file.read_bytes() or b"?", luck) or b"?")
    bench.build(luck.choice(("words", "lost pictures", "nothing")))


# Values ---------------------------------------------------------------------------------------------------------------


def columns(file: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(file)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [(table, row[1]) for table in tables for row in db.execute(f"PRAGMA table_info({table})")]


def change_a_value(db: sqlite3.Connection, table: str, column: str, luck: random.Random) -> None:
    """Give a column of a row, or of all rows, another value."""
    rows = [rowid for (rowid,) in db.execute(f"SELECT rowid FROM {table}")]
    row = luck.choice(rows)
    [value] = db.execute(f"SELECT {column} FROM {table} WHERE rowid = ?", (row,)).fetchone()
    data = value if isinstance(value, bytes) else str(value).encode()
    at = luck.randrange(len(data) or 1)
    flipped = data[:at] + bytes((data[at] ^ 1,)) + data[at + 1 :] if data else b"?"
    other = luck.choice(
        (
            *(flipped,) * 4,
            flipped.decode("latin-1"),
            *(-1, 2**62, 1.5, "", b"", "é" * 9, b"\xc1" * 9, b"\x00" * 5_000_000, data[: at or 1], data + data),
        )
    )
    where = luck.choice(("WHERE rowid = ?", "WHERE rowid >= ?"))
    db.execute(f"UPDATE OR REPLACE {table} SET {column} = ? {where}", (other, row))


@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + CASES * 2))
def test_a_cache_with_other_values_costs_time_and_nothing_else(bench: Bench, seed: int) -> None:
    luck = random.Random(seed)
    places = columns(bench.file)
    table, column = places[seed % len(places)]
    with closing(sqlite3.connect(bench.file)) as db, db:
        for _ in range(luck.choice((1, 1, 4))):
            change_a_value(db, table, column, luck)
    bench.build(luck.choice(list(EDITS)))


TABLES: Mapping[str, Damage] = {
    "rows taken out": lambda db, luck: [
        db.execute(f"DELETE FROM {table} WHERE rowid % {luck.choice((1, 2, 3))} = 0") for table in ("body", "said")
    ],
    "no seal": lambda db, _: db.execute("DELETE FROM seal"),
    "two seals": lambda db, _: db.execute("INSERT INTO seal VALUES (x'00', x'00')"),
    "a part less": lambda db, luck: db.execute(f"DELETE FROM part WHERE rowid = {luck.randint(1, 20)}"),
    "parts exchanged": lambda db, _: db.executescript(
        "UPDATE part SET name = 'x' WHERE rowid = 1;"
        "UPDATE part SET name = (SELECT name FROM part WHERE rowid = 2) || 'y' WHERE rowid = 1"
    ),
    "no table": lambda db, luck: db.execute(f"DROP TABLE {luck.choice(('body', 'part', 'said', 'seal', 'view'))}"),
    "another column": lambda db, _: db.execute("ALTER TABLE body ADD COLUMN autre TEXT"),
    "a column less": lambda db, _: db.execute("ALTER TABLE body DROP COLUMN code"),
    "a trigger": lambda db, _: db.execute("CREATE TRIGGER t AFTER INSERT ON body BEGIN DELETE FROM body; END"),
    "a view that never ends": lambda db, _: db.executescript(
        "DROP TABLE view; CREATE VIEW view AS"
        " WITH RECURSIVE n(digest) AS (SELECT 1 UNION ALL SELECT digest + 1 FROM n)"
        " SELECT digest, digest AS value FROM n"
    ),
    "an older version": lambda db, _: db.execute("PRAGMA user_version = 1"),
    "a newer version": lambda db, _: db.execute("PRAGMA user_version = 77"),
    "another text encoding": lambda db, _: db.executescript(
        "DROP TABLE body;DROP TABLE part;DROP TABLE said;DROP TABLE seal;DROP TABLE view;VACUUM;"
        "PRAGMA encoding = 'UTF-16le'"
    ),
    "a write-ahead log": lambda db, _: db.execute("PRAGMA journal_mode = WAL"),
}


@pytest.mark.parametrize("edit", ["no output", "an article less", "words", "a tag"][: 4 if LONG else 2])
@pytest.mark.parametrize("damage", TABLES.values(), ids=TABLES)
def test_a_cache_with_other_tables_is_put_aside(bench: Bench, damage: Damage, edit: str) -> None:
    with closing(sqlite3.connect(bench.file)) as db, db:
        damage(db, random.Random(edit))
    bench.build(edit)


# Files ----------------------------------------------------------------------------------------------------------------


def in_its_place(file: Path, what: str) -> None:
    """Put something else in the place of a file or a folder."""
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)
    else:
        file.unlink(missing_ok=True)
    match what:
        case "a folder":
            file.mkdir()
            (file / "un fichier").touch()
        case "a text":
            file.write_text("Ceci est un texte.\n" * 300, encoding="utf-8")
        case "an empty file":
            file.touch()
        case "a pipe":
            os.mkfifo(file)
        case "a dead link":
            file.symlink_to("nulle part")
        case _:
            file.symlink_to(file.parent.parent / "newsgen.yaml")


PLACES = (
    "cache.db",
    "cache.db-journal",
    "lock",
    "standstill",
    "standstill.new",
    "pictures",
    "replaced",
    "left-alone.txt",
)


@pytest.mark.parametrize(
    "what", ["a folder", "a link", "a pipe", "a text", "an empty file", "a dead link"][: 6 if LONG else 3]
)
@pytest.mark.parametrize("name", PLACES)
def test_something_else_in_the_place_of_what_the_cache_is_made_of_is_put_aside(
    bench: Bench, name: str, what: str
) -> None:
    settings = (bench.room.root / "newsgen.yaml").read_bytes()
    in_its_place(bench.room.root / ".newsgen" / name, what)
    bench.room.write("public/étranger.txt", "à garder")
    EDITS["words"](bench.room)
    report = bench.room.build()
    assert not report.failed, codes(report)
    assert dict(bench.room.public()) == {**bench.clean("words"), "étranger.txt": "à garder".encode()}
    assert (bench.room.root / "newsgen.yaml").read_bytes() == settings
    if "link" in what or what == "a pipe":
        said = PUT_ASIDE if name == "cache.db" else f"{name} was no f"
        assert any(said in note and ".broken" in note for note in report.notes)


@pytest.mark.parametrize("end", ["-journal", "-wal", "-shm"])
def test_what_another_program_left_beside_the_cache_does_no_harm(bench: Bench, end: str) -> None:
    luck = random.Random(end)
    bench.file.with_name(bench.file.name + end).write_bytes(luck.randbytes(9000))
    bench.build("words")


# What is said, and what is left ---------------------------------------------------------------------------------------


def test_it_is_said_where_the_damaged_cache_lies_now_though_the_site_has_a_fault(bench: Bench) -> None:
    bench.file.write_bytes(b"Ce n'est pas une base.")
    bench.room.write("content/articles/casse.md", "---\ntitle: [\n---\n")
    report = bench.room.build()
    assert report.failed
    assert report.notes == (f"{PUT_ASIDE}{bench.file.with_suffix('.broken')}",)


def test_whose_files_are_whose_survives_a_cache_that_is_partly_damaged(bench: Bench) -> None:
    with closing(sqlite3.connect(bench.file)) as db, db:
        db.execute("UPDATE said SET value = x'00'")
    bench.room.write("public/étranger.txt", "à garder")
    EDITS["an article less"](bench.room)
    EDITS["words"](bench.room)
    report = bench.room.build()
    assert report.notes[0] == f"{PUT_ASIDE}{bench.file.with_suffix('.broken')}"
    assert report.deleted == 1, "the page of the article that is gone"
    assert not any("had to be replaced" in note for note in report.notes)
    public = dict(bench.room.public())
    assert public.pop("étranger.txt") == "à garder".encode()
    assert public == bench.room.clean(bench.room.root.parent / "clean without it")


def test_of_a_damaged_manifest_the_sound_parts_are_known_and_the_other_files_kept(bench: Bench) -> None:
    with closing(sqlite3.connect(bench.file)) as db, db:
        [name] = db.execute(
            "SELECT name FROM part WHERE name LIKE 'page:%' AND instr(value, ?)", (GONE.encode(),)
        ).fetchone()
        db.execute("UPDATE part SET value = value || x'00' WHERE name = ?", (name,))
    known = salvage(bench.file, UNKEYED)["public"]
    assert GONE not in known
    assert len(known) > 20
    delete(bench.room)
    report = bench.room.build()
    assert report.deleted == 0
    assert GONE in bench.room.public()
    assert any(GONE in note and "left alone" in note for note in report.notes)


def test_explain_puts_a_damaged_cache_aside_too_and_the_next_build_knows_its_files(bench: Bench) -> None:
    with closing(sqlite3.connect(bench.file)) as db, db:
        db.execute("UPDATE said SET value = x'00'")
    explained = explain(bench.room.request, "/sport/un/")
    assert explained.lines[0] == "/sport/un/"
    assert explained.notes == (f"{PUT_ASIDE}{bench.file.with_suffix('.broken')}",)
    assert bench.build("an article less").deleted == 1


def test_a_full_disk_is_no_damage(bench: Bench) -> None:
    with closing(sqlite3.connect(bench.file)) as db:
        db.execute("PRAGMA max_page_count = 1")
        with pytest.raises(sqlite3.OperationalError, match="full") as full:
            db.executescript("CREATE TABLE t (a); INSERT INTO t VALUES (zeroblob(9000000))")
    assert not is_broken(full.value)


def test_a_clean_build_takes_nothing_from_the_cache_but_whose_files_are_whose(bench: Bench) -> None:
    from newsgen.output.store import Store

    with closing(Store(bench.file)) as store:
        for digest in [row[0] for row in sqlite3.connect(bench.file).execute("SELECT digest FROM body")]:
            store.bodies.put(digest, "<p>Faux</p>")
        store.commit()
    for file in (bench.room.root / ".newsgen/pictures").iterdir():
        with suppress(OSError):
            file.write_bytes(b"Faux")
    delete(bench.room)
    report = bench.room.build(clean=True)
    assert (report.failed, report.deleted) == (False, 1)
    assert bench.room.public() == bench.clean("an article less")
