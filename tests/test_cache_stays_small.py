"""The cache never grows with the history of a site: after any edits it holds what a fresh one of the sources holds.

Not the same are: the stats of files, for a copy of the site has others; when and why a page was last made; the numbers
of sets of questions; the size of the file, which keeps its free pages for the next build; and the one note of a
standstill, which is written once all stats are old enough.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from newsgen.output.store import Store
from newsroom import SETTINGS, Newsroom, picture
from tiny_theme import TEXTS, tiny_theme

MORE_SETTINGS = (
    "description: Rien\nsearch: {index: true}\npictures: {widths: [1, 2]}\nshortcodes: {note: {text: text}}\n"
)
ROUNDS = 33
TABLES: Mapping[str, str] = {
    "said": "SELECT path, value FROM said",
    "body": "SELECT digest, html FROM body",
    "view": "SELECT digest, value FROM view",
    "part": "SELECT DISTINCT rtrim(name, '0123456789') FROM part",
    "entry": "SELECT digest, value FROM entry",
    "search": "SELECT name, value FROM search",
    "seal": "SELECT owner FROM seal",
}
"""What there is to compare in each table; of the parts, what the store makes of them."""
KINDS = (
    "a body",
    "a headline",
    "a tag",
    "an article",
    "a picture",
    "a template",
    "data",
    "a name",
    "a page",
    "a setting",
    "a broken article",
)


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A site with everything that the cache knows of: bodies, lists, pictures in several sizes, questions, files."""
    newsroom = Newsroom(tmp_path / "site", SETTINGS + MORE_SETTINGS)
    for name, text in tiny_theme().items():
        newsroom.write(f"templates/{name}", text)
    newsroom.write("templates/partials/foot.html", "{% for item in site.latest(2) %}{{ item.title }}{% endfor %}")
    newsroom.write("static/images/a.png", picture(4, 3)).write("static/css/site.css", "p { order: 1 }")
    newsroom.write("content/data/numbers.yaml", "count: 1\n").write("templates/404.html", TEXTS["404.html"][1])
    newsroom.write("content/authors/alice.md", "---\nname: Alice\nphoto: /images/a.png\n---\nElle écrit.\n")
    for name in ("un", "deux", "trois", "quatre"):
        _write(newsroom, name, 0)
    return newsroom


def _write(room: Newsroom, name: str, number: int, **matter: object) -> None:
    body = f"Le paragraphe {number}.\n\n![Une mer](/images/a.png)\n"
    room.article(name, body, **{"slug": name, "author": "alice", "tags": ["mer"], **matter})


def _edit(room: Newsroom, kind: str, number: int) -> None:
    """Make an edit of some kind, another at each number."""
    match kind:
        case "a body":
            _write(room, "un", number)
        case "a headline":
            _write(room, "deux", 0, title=f"Titre {number}", summary=f"Résumé {number}.")
        case "a tag":
            _write(room, "trois", 0, tags=["mer", f"vent {number}"])
        case "an article":
            room.write(f"content/articles/brève-{number}.png", picture(4, 3, number))
            image = {"src": f"brève-{number}.png", "alt": "un phare"}
            _write(room, f"brève-{number}", number, slug=f"breve-{number}", image=image, aliases=[f"/b/{number}/"])
        case "a picture":
            room.write("static/images/a.png", picture(4, 3, number))
            room.write("static/css/site.css", f"p {{ order: {number} }}")
        case "a template":
            room.write("templates/partials/un.html", f"{{{{ site.tag('mer', {number}) | length }}}}")
            room.write("templates/front.html", '{% include "partials/un.html" %}')
        case "data":
            room.write("content/data/numbers.yaml", f"count: {number % 3 + 1}\nnumber: {number}\n")
        case "a name":
            old = next((room.root / "content/articles").glob("quatre*.md"))
            old.rename(old.with_name(f"quatre-{number}.md"))
        case "a page":
            room.write(f"content/pages/page-{number}.md", f"---\ntitle: Page {number}\n---\nElle.\n")
        case "a setting":
            settings = MORE_SETTINGS.replace("Rien", f"Numéro {number}")
            room.write("newsgen.yaml", f"{SETTINGS}{settings}typography: {str(number % 2 == 0).lower()}\n")
        case _:
            room.write("content/articles/casse.md", f"---\ntitle: [{number}\n---\n")


def _forget(room: Newsroom, kind: str, number: int) -> None:
    """Take away again what an edit has brought beside what was there; the next build finds it gone."""
    if kind == "an article":
        room.delete(f"content/articles/brève-{number}.png").delete(f"content/articles/brève-{number}.md")
    elif kind == "a page":
        room.delete(f"content/pages/page-{number}.md")
    elif kind == "a broken article":
        room.delete("content/articles/casse.md")


def _held(root: Path) -> Mapping[str, object]:
    """Give what the cache of a site holds, by tables, what the store makes of it, and its files."""
    folder = root / ".newsgen"
    with contextlib.closing(sqlite3.connect(folder / "cache.db")) as db:
        tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert tables == TABLES.keys(), "a table of which this test knows nothing"
        held: dict[str, object] = {name: sorted(db.execute(query), key=repr) for name, query in TABLES.items()}
    files = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    return {**held, **_made_of_parts(folder / "cache.db"), "files": files - {"standstill"}}


def _made_of_parts(file: Path) -> Mapping[str, object]:
    with contextlib.closing(Store(file)) as store:
        readings = store.questions.all()
        sources = {
            path: (row.digest, row.plan_digest, row.said, row.terms) for path, row in store.sources.rows().items()
        }
        manifest = {
            path: (entry.key, readings.get(entry.readings or 0), entry.digest, entry.source, entry.words, entry.teaser)
            for path, entry in store.manifests.of("public").items()
        }
        urls = [f"/{path.removesuffix('index.html')}" for path in manifest]
        return {
            "sources": sources,
            "manifest": manifest,
            "readings": set(readings.values()),
            "answers": store.questions.answers("public"),
            "search": (store.index.state(), store.index.documents()),
            "tells in full": sorted(store.views.telling_in_full(urls)),
            "tells in short": sorted(store.views.telling_in_short(urls)),
        }


def _fresh(room: Newsroom, folder: Path) -> Mapping[str, object]:
    """Give what the cache of a copy of the site holds that is built for the first time."""
    copy = Newsroom(folder)
    for name in ("content", "static", "templates"):
        shutil.copytree(room.root / name, folder / name, dirs_exist_ok=True)
    shutil.copy(room.root / "newsgen.yaml", folder)
    copy.now = room.now
    copy.built()
    return _held(folder)


def test_after_many_rounds_of_edits_the_cache_holds_what_a_fresh_one_holds(room: Newsroom, tmp_path: Path) -> None:
    room.built()
    failed = 0
    for number in range(1, ROUNDS + 1):
        kind = KINDS[number % len(KINDS)]
        _edit(room, kind, number)
        failed += room.build().failed
        _forget(room, kind, number)
    assert failed == ROUNDS // len(KINDS), "the articles that are broken, and nothing else"
    _write(room, "cinq", 0)
    room.built()
    assert _held(room.root) == _fresh(room, tmp_path / "fresh")
