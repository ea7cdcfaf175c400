"""A state machine that edits, breaks, builds and kills a random small site (``tests/desk.py``, ``tests/proof.py``).

After each build the site must equal a clean build's. Few names and few values, so that random edits meet; every
transition of a file (created, changed, moved, vanished) meets every end of a build (finished, died, failed).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import babel.dates
import markdown
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from desk import (
    BESIDE,
    BODIES,
    DATA,
    EMBARGO,
    FIELDS,
    FRONTS,
    INSTANTS,
    LINKING,
    MIDNIGHT,
    SETTINGS,
    STATIC,
    STEMS,
    Desk,
    Matter,
    picture,
    plain,
)
from proof import How, Proof
from tiny_theme import BROKEN, COMPUTED_FRONT, DATED_FRONT, OPTIONAL, TEXTS, theme_names

STEPS_WITHOUT_BUILD = 3
Step = Callable[..., None]


class Change(Enum):
    """What can happen to a file."""

    CREATED = auto()
    CHANGED = auto()
    MOVED = auto()
    VANISHED = auto()


class End(Enum):
    """How a build can end."""

    FINISHED = auto()
    DIED_RENDERING = auto()
    DIED_WRITING = auto()
    FAILED = auto()


def departures(choices: Mapping[str, Sequence[Any]], usual: int) -> st.SearchStrategy[dict[str, int]]:
    """Choose values by number where they are not the usual ones, which have the number 0 and ``usual`` chances more."""
    numbers = {name: st.sampled_from([0] * usual + list(range(len(values)))) for name, values in choices.items()}
    return st.fixed_dictionaries(numbers).map(lambda drawn: {name: number for name, number in drawn.items() if number})


def chosen(choices: Mapping[str, Sequence[Any]], numbers: Mapping[str, int]) -> Matter:
    """Give the values that were chosen by number."""
    return {name: values[numbers.get(name, 0)] for name, values in choices.items()}


def matters(kind: str) -> st.SearchStrategy[dict[str, int]]:
    """Choose the front matter of a text."""
    return departures(FIELDS[kind], 6)


PICKS = st.integers(0, 5)
HOWS = st.sampled_from(
    [How(trusting=trusting) for trusting in (True, False)] * 4
    + [How(clean=True), How(rehash=True), How(trusting=False, rehash=True), How(strict=True)]
)
MOVES = st.sampled_from((0, 1, 2, 3, 4, 6, 9, 14))
VALUES = st.integers(0, 4)


def step(**arguments: st.SearchStrategy[Any]) -> Callable[[Step], Step]:
    """Declare a rule after which the site may be built, and must be if it was not for some steps."""

    def declare(function: Step) -> Step:
        @wraps(function)
        def act(self: Machine, *, builds: bool, how: How, **drawn: Any) -> None:
            function(self, **drawn)
            self.unbuilt += 1
            if builds or self.unbuilt >= STEPS_WITHOUT_BUILD:
                self.check(how)

        declared: Step = rule(builds=st.sampled_from((False, False, True)), how=HOWS, **arguments)(act)
        return declared

    return declare


class Machine(RuleBasedStateMachine):
    """The machine. ``folder`` is where its sites lie."""

    folder: ClassVar[Path]
    _numbers: ClassVar[count[int]] = count()

    def __init__(self) -> None:
        super().__init__()
        self.place = self.folder / f"site{next(self._numbers)}"
        self.desk = Desk(self.place / "root")
        self.proof = Proof(self.desk, self.place)
        self.patch = pytest.MonkeyPatch()
        self.unbuilt = 0

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.place)

    def check(self, how: How = How()) -> None:
        """Build and compare."""
        self.unbuilt = 0
        self.proof.check(how)

    # The site that it begins with

    @initialize(
        stems=st.lists(st.sampled_from(STEMS), min_size=1, max_size=5, unique=True),
        articles=st.lists(matters("articles"), min_size=5, max_size=5),
        dates=st.lists(VALUES, min_size=5, max_size=5),
        bodies=st.lists(st.sampled_from(BODIES), min_size=5, max_size=5),
        page=st.none() | st.tuples(matters("pages"), st.sampled_from(BODIES)),
        author=st.none() | st.tuples(matters("authors"), st.sampled_from(BODIES)),
        category=st.none() | st.tuples(matters("categories"), st.sampled_from(BODIES)),
        front=st.none() | st.sampled_from(FRONTS),
        data=departures(DATA, 0),
        templates=departures(TEXTS, 2),
        options=departures(SETTINGS, 6),
    )
    def begin(
        self,
        stems: list[str],
        articles: list[dict[str, int]],
        dates: list[int],
        bodies: list[str],
        page: tuple[dict[str, int], str] | None,
        author: tuple[dict[str, int], str] | None,
        category: tuple[dict[str, int], str] | None,
        front: Matter | None,
        data: dict[str, int],
        templates: dict[str, int],
        options: dict[str, int],
    ) -> None:
        desk = self.desk
        desk.state.settings = chosen(SETTINGS, options)
        desk.write_settings()
        for path in STATIC[:3] + STATIC[4:5]:
            desk.write(f"static/{path}", picture(4))
        for path in BESIDE:
            desk.write(f"content/{path}", picture(5))
        for stem in stems:
            desk.create("articles", stem, plain("articles"), BODIES[0])
        for stem, numbers, date, body in zip(stems, articles, dates, bodies, strict=False):
            desk.create("articles", stem, chosen(FIELDS["articles"], {**numbers, "date": date}), body)
        for kind, names, given in (
            ("pages", ("apropos",), page),
            ("authors", ("alice", "bob"), author),
            ("categories", ("culture", "sport"), category),
        ):
            for name in names if given else ():
                assert given is not None
                desk.create(kind, name, chosen(FIELDS[kind], given[0]), given[1])
        for path, number in data.items():
            desk.write(f"content/{path}", DATA[path][number])
        if front is not None:
            self.write_front(front)
        for name, number in templates.items():
            desk.write(f"templates/{name}", TEXTS[name][number])
        self.unbuilt = 1

    # Articles

    @step(stem=st.sampled_from(STEMS), matter=matters("articles"), body=st.sampled_from(BODIES))
    def write_an_article(self, stem: str, matter: dict[str, int], body: str) -> None:
        self.desk.create("articles", stem, chosen(FIELDS["articles"], matter), body)

    @step(pick=PICKS, tidy=st.sampled_from((True, True, True, False)))
    def delete_an_article(self, pick: int, tidy: bool) -> None:
        self.vanish(self.article(pick), tidy=tidy)

    @step(pick=PICKS, stem=st.sampled_from(STEMS), alias=st.booleans())
    def move_an_article(self, pick: int, stem: str, alias: bool) -> None:
        self.move(self.article(pick), stem)
        if alias:
            self.desk.change(f"content/articles/{stem}.md", "aliases", ["/sport/{stem}/", "/vieux/{stem}"])

    @step(pick=PICKS, other=PICKS)
    def swap_two_articles(self, pick: int, other: int) -> None:
        path, second = self.article(pick), self.article(other)
        if path != second:
            self.desk.swap(path, second)

    @step(pick=PICKS, name=st.sampled_from(("title", "summary", "kicker", "date", "image", "video", "author", "category")), value=VALUES)
    def change_what_lists_show(self, pick: int, name: str, value: int) -> None:
        self.change(self.article(pick), name, value)

    @step(pick=PICKS, name=st.sampled_from(("updated", "tags", "extra", "image", "video", "author")), value=VALUES)
    def change_what_its_page_shows(self, pick: int, name: str, value: int) -> None:
        self.change(self.article(pick), name, value)

    @step(pick=PICKS, name=st.sampled_from(("related", "previous", "next")), value=VALUES)
    def change_whom_it_names(self, pick: int, name: str, value: int) -> None:
        self.change(self.article(pick), name, value)

    @step(pick=PICKS, name=st.sampled_from(("slug", "id", "aliases", "category")), value=VALUES)
    def change_its_address(self, pick: int, name: str, value: int) -> None:
        self.change(self.article(pick), name, value)

    @step(pick=PICKS, name=st.sampled_from(("draft", "embargo", "expires", "date")), value=VALUES)
    def change_its_life(self, pick: int, name: str, value: int) -> None:
        self.change(self.article(pick), name, value)

    @step(pick=PICKS, body=st.sampled_from(BODIES))
    def edit_a_body(self, pick: int, body: str) -> None:
        self.desk.rewrite(self.article(pick), body)

    @step(pick=PICKS)
    def edit_a_word(self, pick: int) -> None:
        path = self.article(pick)
        self.desk.rewrite(path, BODIES[self.desk.state.texts[path].body == BODIES[0]])

    @step(pick=PICKS, path=st.sampled_from((None, None, *STATIC)))
    def edit_unseen(self, pick: int, path: str | None) -> None:
        path = f"static/{path}" if path else self.article(pick)
        if (self.desk.root / path).exists():
            self.desk.edit_unseen(path)

    @step(pick=PICKS, data=st.sampled_from(("", "---\ntitle: [\n---\n", "---\ntitle: Sans rubrique\n---\n", "---\ntitel: Un\n---\n")))
    def break_an_article(self, pick: int, data: str) -> None:
        self.desk.spoil(self.article(pick), data)

    @step()
    def mend_what_is_broken(self) -> None:
        for path in sorted(self.desk.state.broken):
            self.desk.save(path)
        self.proof.mend()

    # Everything else that is written

    @step(kind=st.sampled_from(("authors", "categories", "pages")), pick=PICKS, name=PICKS, value=VALUES)
    def change_a_field_of_another_text(self, kind: str, pick: int, name: int, value: int) -> None:
        path, names = self.text(kind, pick), list(FIELDS[kind])
        self.change(path, names[name % len(names)], value)

    @step(kind=st.sampled_from(("authors", "authors", "categories", "pages")), pick=PICKS, body=st.sampled_from(BODIES))
    def edit_another_body(self, kind: str, pick: int, body: str) -> None:
        path = self.text(kind, pick)
        self.desk.rewrite(path, body if self.desk.state.texts[path].body != body else BODIES[0])

    @step(kind=st.sampled_from(("authors", "categories", "pages")))
    def delete_other_texts(self, kind: str) -> None:
        for path in self.desk.texts(kind):
            self.vanish(path, tidy=False)

    @step(front=st.none() | st.sampled_from(FRONTS))
    def edit_the_front(self, front: Matter | None) -> None:
        self.write_front(front)

    @step(path=st.sampled_from(list(DATA)), text=st.none() | st.integers(0, 2))
    def edit_data(self, path: str, text: int | None) -> None:
        if text is None:
            self.desk.remove(f"content/{path}")
        else:
            self.desk.write(f"content/{path}", DATA[path][text % len(DATA[path])])

    @step(path=st.sampled_from((*(f"static/{each}" for each in STATIC), *(f"content/{each}" for each in BESIDE))), width=st.integers(1, 3))
    def edit_a_file(self, path: str, width: int) -> None:
        self.desk.write(path, picture(width))

    @step(path=st.sampled_from([f"static/{each}" for each in STATIC]))
    def delete_a_file(self, path: str) -> None:
        self.desk.remove(path)

    # Templates

    @step(name=st.sampled_from(list(TEXTS)), text=st.integers(0, 6))
    def switch_a_template(self, name: str, text: int) -> None:
        self.switch(name, text)

    @step(name=st.sampled_from(("base.html", "list.html", "partials/teaser.html")), text=st.integers(0, 6))
    def switch_a_frame(self, name: str, text: int) -> None:
        self.switch(name, text)

    @step(name=st.sampled_from(("front.html", "page.html", "404.html", "partials/foot.html")), text=st.integers(0, 6))
    def ask_other_questions(self, name: str, text: int) -> None:
        self.switch(name, text)

    @step(name=st.sampled_from(list(OPTIONAL)), text=st.none() | st.integers(0, 1))
    def add_or_remove_a_template(self, name: str, text: int | None) -> None:
        if text is None:
            self.desk.remove(f"templates/{name}")
        else:
            self.desk.write(f"templates/{name}", OPTIONAL[name][text % len(OPTIONAL[name])])

    @step(name=st.sampled_from([*TEXTS, "inutile.html"]), text=st.sampled_from(BROKEN))
    def break_a_template(self, name: str, text: str) -> None:
        self.desk.write(f"templates/{name}", text)

    @step(name=st.sampled_from(("redirect.html", "robots.txt", "sitemap.xml", "sitemapindex.xml", "atom.xml")))
    def fall_back_to_the_theme(self, name: str) -> None:
        if name in theme_names():
            self.desk.remove(f"templates/{name}")

    # Settings, engine, clock

    @step(name=st.sampled_from(("title", "description", "params", "logo", "favicon", "url")), value=VALUES)
    def change_what_templates_see(self, name: str, value: int) -> None:
        self.set(name, value)

    @step(name=st.sampled_from(("markdown", "timezone", "language", "shortcodes")), value=VALUES)
    def change_how_texts_are_read(self, name: str, value: int) -> None:
        self.set(name, value)

    @step(name=st.sampled_from(("permalinks", "page_size", "feed_size", "neighbours", "related", "output")), value=VALUES)
    def change_how_pages_are_planned(self, name: str, value: int) -> None:
        self.set(name, value)

    @step(version=st.integers(0, 2))
    def another_engine(self, version: int) -> None:
        """Other versions of two libraries are installed, which write dates and texts in another way."""
        self.patch.undo()
        if version:
            (self.place / f"libraries{version}/babel-1.{version}.dist-info").mkdir(parents=True, exist_ok=True)
            self.patch.syspath_prepend(self.place / f"libraries{version}")
            self.patch.setattr(babel.dates, "format_date", lambda moment, *_, **__: f"{moment.date()}/{version}")
        if version == 2:
            convert = markdown.Markdown.convert
            self.patch.setattr(markdown.Markdown, "convert", lambda self, text: convert(self, text) + "<!-- 2 -->")

    @step(now=st.sampled_from(INSTANTS))
    def move_the_clock(self, now: int) -> None:
        self.desk.now = now

    # The output and the cache

    @step(pick=st.integers(0, 30), deed=st.sampled_from(("delete", "append", "alter unseen", "touch", "replace", "link")))
    def tamper_with_the_output(self, pick: int, deed: str) -> None:
        foreign = self.proof.foreign[self.proof.name]
        files = sorted(path for path in self.proof.files() if path not in foreign and not path.endswith("/"))
        if files:
            self.tamper(self.desk.output / files[pick % len(files)], deed)

    @step()
    def delete_the_output(self) -> None:
        shutil.rmtree(self.desk.output, ignore_errors=True)
        self.proof.foreign[self.proof.name].clear()
        self.proof.doubtful[self.proof.name].clear()

    @step(name=st.sampled_from((".htaccess", "sport/etranger.txt", "sport/adresse-un/index.html", "etranger/index.html")), data=st.sampled_from((b"", b"moi")))
    def put_a_foreign_file(self, name: str, data: bytes) -> None:
        file = self.desk.output / name
        if not file.exists():
            self.check()  # what is not there after a good build is not newsgen's
        if not file.exists() and not self.proof.faulty:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            self.proof.foreign[self.proof.name][name] = data

    @step(damage=st.sampled_from(("lost", "emptied", "garbled", "cut", "holed", "old")))
    def damage_the_cache(self, damage: str) -> None:
        file = self.desk.root / ".newsgen/cache.db"
        if not file.exists():
            return
        data = file.read_bytes()
        if damage in {"lost", "emptied", "garbled"}:
            self.proof.disown()
        else:
            self.proof.doubt()
        match damage:
            case "lost":
                self.desk.lose_cache()
            case "emptied":
                file.write_bytes(b"")
            case "garbled":
                file.write_bytes(b"\xa5" * len(data))
            case "cut":
                file.write_bytes(data[: len(data) // 2])
            case "holed":
                file.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))
            case _:
                self.proof.restore_cache()

    # Builds

    @rule(how=HOWS)
    def build(self, how: How) -> None:
        self.check(how)

    @step(how_it_dies=HOWS, moves=MOVES)
    def die_writing(self, how_it_dies: How, moves: int) -> None:
        self.proof.die_writing(how_it_dies, moves)

    @step(how_it_dies=HOWS, pages=MOVES)
    def die_rendering(self, how_it_dies: How, pages: int) -> None:
        self.proof.die_rendering(how_it_dies, pages)

    @step(first=st.sampled_from(Change), end=st.sampled_from(End), second=st.none() | st.sampled_from(Change), pick=PICKS, moves=MOVES, how_it_ends=HOWS)
    def meet(self, first: Change, end: End, second: Change | None, pick: int, moves: int, how_it_ends: How) -> None:
        """Let a transition of an article meet an end of a build, and another transition follow."""
        stem = self.transform(first, self.free_stem(pick) if first is Change.CREATED else self.stem(pick))
        match end:
            case End.FINISHED:
                self.check(how_it_ends)
            case End.DIED_RENDERING:
                self.proof.die_rendering(how_it_ends, moves)
            case End.DIED_WRITING:
                self.proof.die_writing(how_it_ends, moves)
            case End.FAILED:
                self.desk.write("content/articles/casse.md", "---\ntitle: [\n---\n")
                self.check(how_it_ends)
                self.desk.remove("content/articles/casse.md")
        if second is not None:
            self.transform(second, stem)

    @step(pick=PICKS, moves=st.integers(1, 8), vanishes=st.sampled_from((True, True, False)))
    def lose_a_new_article_in_a_death(self, pick: int, moves: int, vanishes: bool) -> None:
        path = self.desk.create("articles", self.free_stem(pick), plain("articles"), BODIES[0])
        self.proof.die_writing(How(), moves)
        if vanishes:
            self.vanish(path, tidy=True)

    @step(path=st.sampled_from((None, "static/images/a.png", "templates/partials/foot.html")), pick=PICKS, undone=st.booleans())
    def edit_while_it_builds(self, path: str | None, pick: int, undone: bool) -> None:
        path = path or self.article(pick)
        file = self.desk.root / path
        if not file.exists() or path in self.desk.state.broken:
            return
        before = file.read_bytes()
        self.proof.edit_meanwhile(lambda: self.desk.edit_unseen(path))
        if undone:
            file.write_bytes(before)
            self.desk.reread(path)

    # Meetings too rare for luck

    @step(text=st.integers(0, 2))
    def change_what_is_included_by_a_computed_name(self, text: int) -> None:
        self.desk.write("templates/front.html", COMPUTED_FRONT)
        self.check()
        self.switch("partials/un.html", text)

    @step()
    def let_midnight_pass(self) -> None:
        self.desk.write("templates/front.html", DATED_FRONT)
        self.desk.now = MIDNIGHT - 1
        self.check()
        self.desk.now = MIDNIGHT

    @step(pick=PICKS, name=st.sampled_from(("embargo", "expires")))
    def let_an_hour_strike(self, pick: int, name: str) -> None:
        self.desk.create("articles", self.stem(pick), {**plain("articles"), name: "2026-05-29T12:00:00+02:00"}, BODIES[0])
        self.desk.now = EMBARGO - 1
        self.check()
        self.desk.now = EMBARGO

    @step(body=st.sampled_from([BODIES[number] for number in LINKING]), name=st.sampled_from(("slug", "title")), value=VALUES)
    def change_what_a_body_names(self, body: str, name: str, value: int) -> None:
        path = self.desk.create("pages", "apropos", plain("pages"), body)
        self.check()
        if "{other}" in body or "{id}" in body:
            named = str(self.desk.complete("content/articles/{other}.md", path))
            if named in self.desk.state.texts:
                self.change(named, name, value)

    # How it is done

    def article(self, pick: int) -> str:
        """Pick an article; write one if there is none."""
        paths = self.desk.texts("articles")
        return paths[pick % len(paths)] if paths else self.desk.create("articles", STEMS[0], plain("articles"), BODIES[0])

    def stem(self, pick: int) -> str:
        """Pick an article by its stem."""
        return self.article(pick).removeprefix("content/articles/").removesuffix(".md")

    def free_stem(self, pick: int) -> str:
        """Pick a name that no article has, if there is one."""
        free = [stem for stem in STEMS if f"content/articles/{stem}.md" not in self.desk.state.texts]
        return free[pick % len(free)] if free else STEMS[pick % len(STEMS)]

    def text(self, kind: str, pick: int) -> str:
        """Pick an author, a category or a page; write what is missing first."""
        names = {"authors": ("alice", "bob"), "categories": ("culture", "sport"), "pages": ("apropos",)}[kind]
        for name in names:
            if f"content/{kind}/{name}.md" not in self.desk.state.texts:
                self.desk.create(kind, name, plain(kind), BODIES[0])
        return f"content/{kind}/{names[pick % len(names)]}.md"

    def change(self, path: str, name: str, value: int) -> None:
        """Give a field of a text another value."""
        values = FIELDS[path.split("/")[1]][name]
        now = self.desk.state.texts[path].matter.get(name)
        others = [each for each in values if self.desk.complete(each, path) != now]
        self.desk.change(path, name, others[value % len(others)])

    def set(self, name: str, value: int) -> None:
        """Give a setting another value."""
        others = [each for each in SETTINGS[name] if each != self.desk.state.settings[name]]
        self.desk.set(name, others[value % len(others)])

    def switch(self, name: str, text: int) -> None:
        """Give a template another text."""
        file = self.desk.root / "templates" / name
        now = file.read_text(encoding="utf-8") if file.exists() else ""
        others = [each for each in TEXTS[name] if each != now]
        self.desk.write(f"templates/{name}", others[text % len(others)] if others else now)

    def write_front(self, front: Matter | None) -> None:
        """Write the front page's choices, as far as there are such articles."""
        text = "" if front is None else repr(front)
        known = all(f"content/articles/{stem}.md" in self.desk.state.texts for stem in STEMS if f"'{stem}.md'" in text)
        if front is None or not known:
            self.desk.remove("content/fronts/home.yaml")
        else:
            self.desk.write_yaml("content/fronts/home.yaml", front)

    def transform(self, change: Change, stem: str) -> str:
        """Let a transition happen to an article; give its name afterwards."""
        path = f"content/articles/{stem}.md"
        if change is Change.CREATED or path not in self.desk.state.texts:
            self.desk.create("articles", stem, plain("articles"), BODIES[0])
        elif change is Change.CHANGED:
            self.change(path, "title", 0)
        elif change is Change.MOVED:
            other = self.free_stem(len(stem))
            self.move(path, other)
            return other
        else:
            self.vanish(path, tidy=True)
        return stem

    def move(self, path: str, stem: str) -> None:
        """Move an article to another name; nobody names the old one any more, nor what stood at the new one."""
        new = f"content/articles/{stem}.md"
        if path != new:
            self.desk.scrub(new)
            self.desk.scrub(path)
            self.desk.rename(path, new)

    def vanish(self, path: str, *, tidy: bool) -> None:
        """Delete a text; with ``tidy``, nobody names it any more."""
        self.desk.remove(path)
        if tidy:
            self.desk.scrub(path)

    def tamper(self, file: Path, deed: str) -> None:
        """Do something to a file of the output."""
        before = file.lstat()
        match deed:
            case "delete":
                file.unlink()
            case "append":
                with file.open("ab") as stream:
                    stream.write(b"!")
            case "alter unseen":
                file.write_bytes(bytes(byte ^ 1 for byte in file.read_bytes()))
                os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
            case "touch":
                os.utime(file)
            case "replace":
                data = file.read_bytes()
                file.unlink()
                file.write_bytes(data)
            case _:
                file.unlink()
                file.symlink_to(self.desk.root / "newsgen.yaml")
