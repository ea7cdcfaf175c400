"""A state machine that edits, breaks, builds and kills a random small site (``tests/desk.py``, ``tests/proof.py``).

After each build the site must equal a clean build's. Few names and few values, so that random edits meet; every
transition of an article (created, changed, moved, vanished) meets every end of a build (finished, died, failed).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import markdown
import pyromark
import pytest
from hypothesis import HealthCheck, seed, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from desk import (
    ARTICLES,
    BANNER,
    BESIDE,
    BODIES,
    DATA,
    DAY,
    EMBARGO,
    FIELDS,
    FRONTS,
    GONE,
    INSTANTS,
    LINKING,
    MIDNIGHT,
    SETTINGS,
    STATIC,
    STEMS,
    Desk,
    Matter,
    file,
    plain,
)
from newsgen.render import batch, formats
from newsroom import NOON
from proof import How, Proof
from tiny_theme import BROKEN, COMPUTED_FRONT, DATED_FRONT, OPTIONAL, TEXTS, theme_names

Step = Callable[..., None]
Choices = Mapping[str, Sequence[Any]]
Numbers = dict[str, int]


class Change(Enum):
    """What can happen to a file."""

    CREATED = "created"
    CHANGED = "changed"
    MOVED = "moved"
    VANISHED = "vanished"


class End(Enum):
    """How a build can end."""

    FINISHED = "finished"
    DIED_RENDERING = "died rendering"
    DIED_WRITING = "died writing"
    FAILED = "failed"


def numbers(choices: Choices, usual: Mapping[str, int], otherwise: int = 4) -> st.SearchStrategy[Numbers]:
    """Choose values by number; the first has so many chances more. What is chosen as usual is left out."""
    drawn = {
        name: st.sampled_from([0] * usual.get(name, otherwise) + list(range(len(values))))
        for name, values in choices.items()
    }
    return st.fixed_dictionaries(drawn).map(lambda chosen: {name: each for name, each in chosen.items() if each})


def chosen(choices: Choices, drawn: Numbers) -> Matter:
    """Give the values that were chosen by number."""
    return {name: values[drawn.get(name, 0)] for name, values in choices.items()}


ARTICLE = numbers(
    ARTICLES, {"draft": 20, "embargo": 20, "expires": 20, "withdrawn": 20, "date": 0, "slug": 8, "category": 1}
)
BODY = st.sampled_from(BODIES)
PICK = st.integers(0, 5)
VALUE = st.integers(0, 5)
MOVES = st.sampled_from((1, 2, 3, 4, 5, 7, 10, 14, 0))
Retold = tuple[int, str, int]
RETOLD = st.none() | st.tuples(PICK, st.sampled_from(("title", "summary", "kicker", "corrections")), VALUE)
"""Which headline, or other furniture of an article, is changed after a build."""
HOW = st.sampled_from(
    [How(), How(trusting=False), How(shared=True)] * 3
    + [
        How(shared=True, clean=True),
        How(clean=True),
        How(rehash=True),
        How(trusting=False, rehash=True),
        How(strict=True),
    ]
)


def step(**arguments: st.SearchStrategy[Any]) -> Callable[[Step], Step]:
    """Declare a rule after which the site may be built, and must be if it was not for some steps."""

    def declare(function: Step) -> Step:
        @wraps(function)
        def act(self: Machine, *, builds: bool, how: How, retold: Retold | None = None, **drawn: Any) -> None:
            function(self, **drawn)
            self.unbuilt += 1
            if builds or self.unbuilt >= self.longest:
                self.check(how)
                if retold is not None:
                    self.retell(*retold)

        usual = {"builds": st.sampled_from((False, False, True)), "how": HOW, "retold": RETOLD}
        drawn: dict[str, Any] = {**usual, **arguments}
        declare_rule: Callable[..., Callable[[Step], Step]] = rule  # its overloads know no mixture of strategies
        return declare_rule(**drawn)(act)

    return declare


_USUAL = How()


class Machine(RuleBasedStateMachine):
    """The machine. ``folder`` is where its sites lie, ``longest`` how many steps it may go without a build."""

    folder: ClassVar[Path]
    longest: ClassVar[int] = 3
    _places: ClassVar[count[int]] = count()

    def __init__(self) -> None:
        super().__init__()
        self.place = self.folder / f"site{next(self._places)}"
        self.desk = Desk(self.place / "root")
        self.proof = Proof(self.desk, self.place)
        self.patch = pytest.MonkeyPatch()
        self.unbuilt = 0

    def teardown(self) -> None:
        self.restart()
        shutil.rmtree(self.place)

    def restart(self) -> None:
        """Go on in new processes, which load the libraries as they are; what workers know dies with their build."""
        self.patch.undo()
        batch._worker_of.cache_clear()

    def check(self, how: How = _USUAL) -> None:
        """Build and compare."""
        self.unbuilt = 0
        self.proof.check(how)

    # The site that it begins with

    @initialize(
        stems=st.lists(st.sampled_from(STEMS), min_size=2, max_size=5, unique=True),
        articles=st.lists(ARTICLE, min_size=5, max_size=5),
        bodies=st.lists(BODY, min_size=5, max_size=5),
        page=st.none() | st.tuples(numbers(FIELDS["pages"], {"draft": 8, "withdrawn": 8}), BODY),
        author=st.none() | st.tuples(numbers(FIELDS["authors"], {}, 1), BODY),
        category=st.none() | st.tuples(numbers(FIELDS["categories"], {}, 1), BODY),
        fronts=numbers(FRONTS, {}, 1),
        data=numbers(DATA, {}, 0),
        templates=numbers(TEXTS, {}, 2),
        options=numbers(SETTINGS, {}, 6),
    )
    def begin(
        self,
        stems: list[str],
        articles: list[Numbers],
        bodies: list[str],
        page: tuple[Numbers, str] | None,
        author: tuple[Numbers, str] | None,
        category: tuple[Numbers, str] | None,
        fronts: Numbers,
        data: Numbers,
        templates: Numbers,
        options: Numbers,
    ) -> None:
        desk = self.desk
        desk.state.settings = chosen(SETTINGS, options)
        desk.write_settings()
        for path in STATIC[:3] + STATIC[4:5]:
            desk.write(f"static/{path}", file(path, 4))
        for path in BESIDE:
            desk.write(f"content/{path}", file(path, 5))
        for stem in stems:
            desk.create("articles", stem, plain("articles"), BODIES[0])
        for stem, drawn, body in zip(stems, articles, bodies, strict=False):
            desk.create("articles", stem, chosen(ARTICLES, drawn), body)
        for kind, names, given in (
            ("pages", ("apropos",), page),
            ("authors", ("alice", "bob"), author),
            ("categories", ("culture", "sport"), category),
        ):
            if given is not None:
                for name in names:
                    desk.create(kind, name, chosen(FIELDS[kind], given[0]), given[1])
        for path, number in data.items():
            desk.write(f"content/{path}", DATA[path][number])
        for path, number in fronts.items():
            self.write_front(path, number)
        for name, number in templates.items():
            desk.write(f"templates/{name}", TEXTS[name][number])
        self.unbuilt = 1

    # Texts

    @step(stem=st.sampled_from(STEMS), matter=ARTICLE, body=BODY)
    def write_an_article(self, stem: str, matter: Numbers, body: str) -> None:
        self.desk.create("articles", stem, chosen(ARTICLES, matter), body)

    @step(
        change=st.sampled_from((Change.MOVED, Change.VANISHED)),
        pick=PICK,
        stem=st.sampled_from(STEMS),
        tidy=st.sampled_from((True, True, False)),
    )
    def move_or_delete_an_article(self, change: Change, pick: int, stem: str, tidy: bool) -> None:
        path = self.article(pick)
        if change is Change.VANISHED:
            self.vanish(path, tidy=tidy)
        else:
            self.move(path, stem)
            if tidy:
                self.desk.change(f"content/articles/{stem}.md", "aliases", ["/sport/{stem}/", "/vieux/{stem}"])

    @step(pick=PICK, other=PICK)
    def swap_two_articles(self, pick: int, other: int) -> None:
        path, second = self.article(pick), self.article(other)
        if path != second:
            self.desk.swap(path, second)

    @step(
        kind=st.sampled_from(("articles", "articles", "authors", "categories", "pages")),
        pick=PICK,
        field=st.integers(0, 18),
        value=VALUE,
    )
    def change_a_field(self, kind: str, pick: int, field: int, value: int) -> None:
        names = list(FIELDS[kind])
        self.change(self.text(kind, pick), names[field % len(names)], value)

    @step(pick=PICK, first=st.integers(0, len(ARTICLES) - 1), value=VALUE)
    def change_fields_in_turn(self, pick: int, first: int, value: int) -> None:
        """Change some fields of an article, one at a time, building after each."""
        path, names = self.article(pick), list(ARTICLES)
        for name in (names * 2)[first : first + 5]:
            if path in self.desk.state.texts:  # or it was past mending
                self.change(path, name, value)
                self.check()

    @step(kind=st.sampled_from(("articles", "authors", "categories", "pages")), pick=PICK, body=BODY)
    def edit_a_body(self, kind: str, pick: int, body: str) -> None:
        self.desk.rewrite(self.text(kind, pick), body)

    @step(kind=st.sampled_from(("articles", "articles", "authors", "authors", "categories", "pages")), pick=PICK)
    def edit_a_word(self, kind: str, pick: int) -> None:
        path = self.text(kind, pick)
        if self.desk.state.texts[path].body != BODIES[1]:
            self.desk.rewrite(path, BODIES[0])
            self.check()
        if path in self.desk.state.texts:
            self.desk.rewrite(path, BODIES[self.desk.state.texts[path].body == BODIES[0]])

    @step(pick=PICK, path=st.sampled_from((None, None, *STATIC)))
    def edit_unseen(self, pick: int, path: str | None) -> None:
        path = f"static/{path}" if path else self.article(pick)
        if (self.desk.root / path).exists():
            self.desk.edit_unseen(path)

    @step(kind=st.sampled_from(("authors", "categories", "pages")))
    def delete_other_texts(self, kind: str) -> None:
        for path in self.desk.texts(kind):
            self.vanish(path, tidy=False)

    # Everything else that is written

    @step(path=st.sampled_from(("fronts/home.yaml", *FRONTS)), number=st.integers(0, 8))
    def edit_a_front(self, path: str, number: int) -> None:
        self.write_front(path, number % len(FRONTS[path]))

    @step(path=st.sampled_from(list(DATA)), text=st.none() | st.integers(0, 3))
    def edit_data(self, path: str, text: int | None) -> None:
        self.put(f"content/{path}", DATA[path], text)

    @step(
        path=st.sampled_from((*(f"static/{each}" for each in STATIC), *(f"content/{each}" for each in BESIDE))),
        width=st.sampled_from((1, 2, 3, 1, 2, 3, None)),
    )
    def edit_or_delete_a_file(self, path: str, width: int | None) -> None:
        if width is None:
            self.desk.remove(path)
        else:
            self.desk.write(path, file(path, width))

    @step(
        pick=PICK,
        matter=st.sampled_from(
            (None, "", "---\ntitle: [\n---\n", "---\ntitle: Sans rubrique\n---\n", "---\ntitel: Un\n---\n")
        ),
        name=st.sampled_from([*TEXTS, "inutile.html"]),
        template=st.sampled_from(BROKEN),
    )
    def break_something(self, pick: int, matter: str | None, name: str, template: str) -> None:
        if matter is None:
            self.desk.write(f"templates/{name}", template)
        else:
            self.desk.spoil(self.article(pick), matter)

    @step()
    def mend_what_is_broken(self) -> None:
        for path in sorted(self.desk.state.broken):
            self.desk.save(path)
        self.proof.mend()

    # Templates

    @step(name=st.sampled_from(list(TEXTS)), text=st.integers(0, 6))
    def switch_a_template(self, name: str, text: int) -> None:
        self.switch(name, text)

    @step(
        name=st.sampled_from(("base.html", "list.html", "front.html", "page.html", "partials/foot.html")),
        text=st.integers(0, 6),
    )
    def switch_an_important_template(self, name: str, text: int) -> None:
        self.switch(name, text)

    @step(name=st.sampled_from(list(OPTIONAL)), text=st.none() | st.integers(0, 1))
    def add_or_remove_a_template(self, name: str, text: int | None) -> None:
        self.put(f"templates/{name}", OPTIONAL[name], text)

    @step(name=st.sampled_from(("redirect.html", "robots.txt", "sitemap.xml", "sitemapindex.xml", "atom.xml")))
    def fall_back_to_the_theme(self, name: str) -> None:
        if name in theme_names():
            self.desk.remove(f"templates/{name}")

    # Settings, engine, clock

    @step(name=st.sampled_from(list(SETTINGS)), value=VALUE)
    def change_a_setting(self, name: str, value: int) -> None:
        self.set(name, value)

    @step(pick=PICK, name=st.sampled_from(("markdown", "timezone", "typography")), value=VALUE)
    def change_how_texts_are_read(self, pick: int, name: str, value: int) -> None:
        self.desk.create(
            "articles", self.stem(pick), {**plain("articles"), "date": "2026-03-02"}, BODIES[3] + BODIES[4]
        )
        self.check()
        self.set(name, value)

    @step(pick=PICK, body=BODY, value=VALUE)
    def switch_the_markdown_engine(self, pick: int, body: str, value: int) -> None:
        """Let another Markdown engine read all texts, or the same with another policy."""
        self.desk.rewrite(self.article(pick), body)
        self.check()
        now = self.desk.state.settings["markdown"] or {}
        ours = [each for each in SETTINGS["markdown"] if (each or {}).get("engine") != now.get("engine")]
        self.desk.set("markdown", ours[value % len(ours)])

    @step(library=st.sampled_from((None, "babel", "markdown", "pyromark")))
    def change_the_engine(self, library: str | None) -> None:
        """Another version of a library is installed: dates, or the texts of a Markdown engine, come out differently."""
        if library == "pyromark":
            self.desk.set("markdown", {"engine": "commonmark"})
            self.check()
        self.restart()
        if library:
            (self.place / f"{library}/{library}-99.dist-info").mkdir(parents=True, exist_ok=True)
            self.patch.syspath_prepend(self.place / library)
        if library == "babel":
            self.patch.setattr(formats, "date_by_pattern", lambda moment, *_, **__: f"le {moment.date()}")
        if library == "markdown":
            convert = markdown.Markdown.convert
            self.patch.setattr(markdown.Markdown, "convert", lambda self, text: convert(self, text) + "<!-- 99 -->")
        if library == "pyromark":
            html = pyromark.html
            self.patch.setattr(pyromark, "html", lambda text, **options: html(text, **options) + "<!-- 99 -->")

    @step(now=st.sampled_from(INSTANTS))
    def move_the_clock(self, now: int) -> None:
        self.desk.now = now

    # The output and the cache

    @step(
        pick=st.integers(0, 30),
        deed=st.sampled_from(("delete", "append", "alter unseen", "touch", "replace", "link", "delete all")),
    )
    def tamper_with_the_output(self, pick: int, deed: str) -> None:
        foreign = self.proof.foreign[self.proof.name]
        files = sorted(path for path in self.proof.files() if path not in foreign and not path.endswith("/"))
        if deed == "delete all":
            shutil.rmtree(self.desk.output, ignore_errors=True)
            foreign.clear()
            self.proof.doubtful[self.proof.name].clear()
        elif files:
            tamper(self.desk.output / files[pick % len(files)], deed)

    @step(pick=st.integers(0, 5), deed=st.sampled_from(("delete", "append", "add")))
    def tamper_with_the_files_for_servers(self, pick: int, deed: str) -> None:
        folder = self.desk.root / ".newsgen/hosting"
        files = sorted(folder.glob("*"))
        if files and deed == "add":
            (folder / "nginx-old.conf").write_text("-", encoding="utf-8")
        elif files:
            tamper(files[pick % len(files)], deed)

    @step(
        name=st.sampled_from((".htaccess", "sport/etranger.txt", "sport/adresse-un/index.html", "etranger/index.html")),
        data=st.sampled_from((b"", b"moi")),
    )
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
                shutil.rmtree(self.desk.root / ".newsgen")
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

    @rule(how=HOW)
    def build(self, how: How) -> None:
        self.check(how)

    @step(end=st.sampled_from((End.DIED_WRITING, End.DIED_RENDERING)), dying=HOW, moves=MOVES)
    def die(self, end: End, dying: How, moves: int) -> None:
        self.end(end, dying, moves)

    @step(
        first=st.sampled_from(Change),
        end=st.sampled_from(End),
        second=st.none() | st.sampled_from(Change),
        pick=PICK,
        moves=MOVES,
        ending=HOW,
    )
    def meet(self, first: Change, end: End, second: Change | None, pick: int, moves: int, ending: How) -> None:
        """Let a transition of an article meet an end of a build, and another transition follow."""
        stem = self.transform(first, self.free_stem(pick) if first is Change.CREATED else self.stem(pick))
        self.end(end, ending, moves)
        if second is not None:
            self.transform(second, stem)

    @step(
        path=st.sampled_from((None, "static/images/a.png", "templates/base.html")),
        pick=PICK,
        undone=st.sampled_from((True, True, False)),
    )
    def edit_while_it_builds(self, path: str | None, pick: int, undone: bool) -> None:
        """Edit a file, and once more while a build runs that has read it already; perhaps undo that."""
        path = path or self.article(pick)
        file = self.desk.root / path
        if not file.exists() or path in self.desk.state.broken:
            return
        self.desk.edit_unseen(path)
        before = file.read_bytes()
        self.proof.edit_meanwhile(lambda: self.desk.edit_unseen(path))
        if undone:
            file.write_bytes(before)
            self.desk.reread(path)

    # Meetings that luck would seldom arrange

    @step(pick=PICK, moves=st.integers(3, 8), vanishes=st.sampled_from((True, True, False)))
    def lose_a_new_article_in_a_death(self, pick: int, moves: int, vanishes: bool) -> None:
        self.check()
        path = self.desk.create("articles", self.free_stem(pick), plain("articles"), BODIES[0])
        self.end(End.DIED_WRITING, How(), moves)
        if vanishes:
            self.vanish(path, tidy=True)

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

    @step(pick=PICK, name=st.sampled_from(("embargo", "expires", "withdrawn", "corrections")), back=st.booleans())
    def let_an_hour_strike(self, pick: int, name: str, back: bool) -> None:
        given = {"withdrawn": GONE[1], "corrections": ARTICLES["corrections"][-1]}
        value = given.get(name, "2026-05-29T12:00:00+02:00")
        self.desk.create("articles", self.stem(pick), {**plain("articles"), name: value}, BODIES[0])
        self.desk.now = EMBARGO - 1
        self.check()
        self.desk.now = EMBARGO
        if back:
            self.check()
            self.desk.now = NOON

    @step(pick=PICK, told=st.none() | st.sampled_from(("title", "summary", "category")), back=st.booleans())
    def let_news_grow_old(self, pick: int, told: str | None, back: bool) -> None:
        """Let an article leave the news sitemap, perhaps in the build that another edit needs."""
        news = {**plain("articles"), "date": "2026-05-28T22:26:40+02:00", "slug": "nouvelle-{stem}"}
        path = self.desk.create("articles", self.stem(pick), news, BODIES[0])
        self.desk.now = NOON + 2 * DAY - 1
        self.check()
        self.desk.now = NOON + 2 * DAY
        if told is not None:
            self.change(path, told, 1)
        if back:
            self.check()
            self.desk.now = NOON

    @step(path=st.sampled_from(("fronts/home.yaml", "fronts/sport.yaml")), banner=st.booleans(), back=st.booleans())
    def let_a_front_change_by_itself(self, path: str, banner: bool, back: bool) -> None:
        stem = self.stem(0)
        self.desk.create("articles", stem, plain("articles"), BODIES[0])
        pin = {"article": f"{stem}.md", "until": BANNER["until"], "title": "Épinglé"}
        self.desk.write_yaml(f"content/{path}", {"banner": BANNER} if banner else {"lead": pin})
        self.desk.now = EMBARGO - 1
        self.check()
        self.desk.now = EMBARGO
        if back:
            self.check()
            self.desk.now = EMBARGO - 1

    @step(
        body=st.sampled_from([BODIES[number] for number in LINKING]),
        name=st.sampled_from(("slug", "title", "slug")),
        value=VALUE,
    )
    def change_what_a_body_names(self, body: str, name: str, value: int) -> None:
        self.article(0)
        path = self.desk.create("pages", "apropos", plain("pages"), body)
        self.check()
        named = str(self.desk.complete("content/articles/{other}.md", path))
        if named in self.desk.state.texts:
            self.change(named, name, value)

    @step(pick=PICK, value=VALUE)
    def change_where_an_alias_leads(self, pick: int, value: int) -> None:
        path = self.desk.create(
            "articles", self.stem(pick), {**plain("articles"), "aliases": ["/vieux/{stem}"]}, BODIES[0]
        )
        self.check()
        if path in self.desk.state.texts:
            self.change(path, "slug", value)

    # How it is done

    def article(self, pick: int) -> str:
        """Pick an article; write one if there is none."""
        paths = self.desk.texts("articles")
        return (
            paths[pick % len(paths)] if paths else self.desk.create("articles", STEMS[0], plain("articles"), BODIES[0])
        )

    def stem(self, pick: int) -> str:
        """Pick an article by its stem."""
        return self.article(pick).removeprefix("content/articles/").removesuffix(".md")

    def free_stem(self, pick: int) -> str:
        """Pick a name that no article has, if there is one."""
        free = [stem for stem in STEMS if f"content/articles/{stem}.md" not in self.desk.state.texts] or STEMS
        return free[pick % len(free)]

    def text(self, kind: str, pick: int) -> str:
        """Pick a text; write what is missing first."""
        if kind == "articles":
            return self.article(pick)
        names = {"authors": ("alice", "bob"), "categories": ("culture", "sport"), "pages": ("apropos",)}[kind]
        for name in names:
            if f"content/{kind}/{name}.md" not in self.desk.state.texts:
                self.desk.create(kind, name, plain(kind), BODIES[0])
        return f"content/{kind}/{names[pick % len(names)]}.md"

    def change(self, path: str, name: str, value: int) -> None:
        """Give a field of a text another value."""
        values, now = FIELDS[path.split("/")[1]][name], self.desk.state.texts[path].matter.get(name)
        others = [each for each in values if repr(self.desk.complete(each, path)) != repr(now)]
        self.desk.change(path, name, others[value % len(others)])

    def retell(self, pick: int, name: str, value: int) -> None:
        """Change what other pages repeat of an article, and nothing else between two builds."""
        path = self.article(pick)
        if name == "title" and self.desk.state.texts[path].matter.get("slug") is None:
            self.change(path, "slug", 0)  # or its address would change too
            self.check()
        if path in self.desk.state.texts:  # or it was past mending
            self.change(path, name, value)
            self.check()

    def set(self, name: str, value: int) -> None:
        """Give a setting another value."""
        others = [each for each in SETTINGS[name] if repr(each) != repr(self.desk.state.settings[name])]
        self.desk.set(name, others[value % len(others)])

    def switch(self, name: str, text: int) -> None:
        """Give a template another text."""
        file = self.desk.root / "templates" / name
        now = file.read_text(encoding="utf-8") if file.exists() else ""
        others = [each for each in TEXTS[name] if each != now]
        self.desk.write(f"templates/{name}", others[text % len(others)] if others else now)

    def put(self, path: str, texts: Sequence[str], text: int | None) -> None:
        """Write one of some texts to a file, or remove it."""
        if text is None:
            self.desk.remove(path)
        else:
            self.desk.write(path, texts[text % len(texts)])

    def write_front(self, path: str, number: int) -> None:
        """Write the choices of a front, as far as there are such articles."""
        front = FRONTS[path][number]
        named = [f"content/articles/{stem}.md" for stem in STEMS if f"'{stem}.md'" in repr(front)]
        if front is None or any(each not in self.desk.state.texts for each in named):
            self.desk.remove(f"content/{path}")
        else:
            self.desk.write_yaml(f"content/{path}", front)

    def end(self, end: End, how: How, moves: int) -> None:
        """Build, and let the build come to an end of some kind."""
        match end:
            case End.FINISHED:
                self.check(how)
            case End.DIED_RENDERING:
                self.proof.die_rendering(how, moves)
            case End.DIED_WRITING:
                self.proof.die_writing(how, moves)
            case End.FAILED:
                self.desk.write("content/articles/casse.md", "---\ntitle: [\n---\n")
                self.check(how)
                self.desk.remove("content/articles/casse.md")

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


def explore(machine: type[Machine], place: Path, share: int, examples: int, steps: int) -> None:
    """Let a machine make so many sites in a folder, of so many steps each; each ``share`` of them is another one."""

    class Here(machine):  # type: ignore[valid-type, misc]
        folder = place

    run_state_machine_as_test(
        seed(share)(Here),
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def tamper(file: Path, deed: str) -> None:
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
            file.symlink_to("/dev/null")
