"""``newsgen new``: texts that are valid from the first line, where the site keeps them, over nothing that is there."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, strategies as st

import podcasts
from newsgen.build import Request
from newsgen.build.setup import open_site, open_store
from newsgen.cli.asking import on_terminal
from newsgen.cli.main import main
from newsgen.editing.archetypes import Archetype, draw
from newsgen.editing.new_text import Wishes, new_text
from newsgen.editing.site_today import site_today
from newsgen.schema.yaml_text import Document
from newsroom import NOON, SETTINGS, Newsroom, codes, tree

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

DATE = ("--date", "2026-03-02T10:30")
WRITTEN = """\
---
title: La finale
category: sport
date: 2026-03-02T10:30
summary:
tags: []
draft: true
---

"""


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let git know nobody, and no editor be set."""
    for name in ("CI", "VISUAL", "EDITOR", "NEWSGEN_EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def room(tmp_path: Path) -> Newsroom:
    """A site with a category and an author."""
    room = Newsroom(tmp_path / "site")
    room.write("content/categories/sport.md", "---\ntitle: Le sport\n---\n")
    return room.write("content/authors/anne-martin.md", "---\nname: Anne Martin\nemail: anne@test.example\n---\n")


def new(room: Newsroom, *arguments: str, typed: str | None = None) -> Result:
    """Call ``newsgen new``."""
    result = CliRunner().invoke(main, ["new", *arguments, "--site", str(room.root)], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def contents(room: Newsroom) -> dict[str, bytes]:
    """Give all files of a site by path."""
    return dict(tree(room.root))


# --- what is written ------------------------------------------------------------------------------------------------


def test_a_new_article_is_a_draft_that_says_what_was_asked_and_the_path_is_printed(room: Newsroom) -> None:
    before = contents(room)
    result = new(room, "article", "La finale", "--category", "sport", *DATE)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "content/articles/2026/la-finale.md\n", "")
    assert contents(room) == {**before, "content/articles/2026/la-finale.md": WRITTEN.encode()}
    assert codes(room.build(strict=True)) == []
    room.replace("content/articles/2026/la-finale.md", "draft: true\n", "").built()
    assert "<h1" in room.page("sport/la-finale/index.html")


@pytest.mark.parametrize(
    ("kind", "called", "path", "text"),
    [
        ("author", "Zoé d’Été", "content/authors/zoe-d-ete.md", "---\nname: Zoé d’Été\nrole:\n---\n\n"),
        ("category", "Météo", "content/categories/meteo.md", "---\ntitle: Météo\ndescription:\n---\n\n"),
        ("page", "Contact", "content/pages/contact.md", "---\ntitle: Contact\nsummary:\ndraft: true\n---\n\n"),
    ],
)
def test_every_kind_has_its_own_text(room: Newsroom, kind: str, called: str, path: str, text: str) -> None:
    assert new(room, kind, called).stdout == f"{path}\n"
    assert (room.root / path).read_text(encoding="utf-8") == text
    assert codes(room.build()) == []


def test_options_are_fields(room: Newsroom) -> None:
    room.write("content/categories/culture.md", "---\ntitle: Culture\n---\n")
    given = ("--category", "sport", "--category", "Culture", "--author", "anne-martin", "--slug", "f-1", "--no-draft")
    result = new(room, "article", "La finale", *given, "--date", "2026-03-02T10:30:59+00:00")
    assert result.stdout == "content/articles/2026/f-1.md\n"
    assert (room.root / "content/articles/2026/f-1.md").read_text() == (
        "---\ntitle: La finale\ncategory: [sport, Culture]\nauthor: anne-martin\ndate: 2026-03-02T11:30\nslug: f-1\n"
        "summary:\ntags: []\n---\n\n"
    )
    room.built()
    assert "sport/f-1/index.html" in room.public()


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("2026-12-01", "2026-12-01"),
        ("2026-12-01 9:05", "2026-12-01T09:05"),
        ("2026-10-25T02:30+02:00", "2026-10-25T02:30+02:00"),  # the clocks show that hour twice
        ("2026-10-25T02:30+01:00", "2026-10-25T02:30+01:00"),
    ],
)
def test_dates_are_written_as_the_clocks_of_the_site_show_them(room: Newsroom, given: str, written: str) -> None:
    path = new(room, "article", "Finale", "--category", "sport", "--date", given).stdout.strip()
    assert f"\ndate: {written}\n" in (room.root / path).read_text()


def test_without_a_date_it_is_now_to_the_minute_in_the_zone_of_the_site(
    room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: NOON + 0.5)  # 22:26:40 in Paris
    path = new(room, "article", "Finale", "--category", "sport").stdout.strip()
    assert "\ndate: 2026-05-28T22:26\n" in (room.root / path).read_text()


@given(st.text(st.sampled_from("aé0 :#-'\"[]{}&*!|>%@`,?~\\\u00a0…n.\u2028"), min_size=1, max_size=12))
def test_a_title_says_what_was_typed_whatever_that_is(title: str) -> None:
    values = {"title": title, "draft": False}
    drawn = draw(Archetype("a", "---\ntitle: {{ title }}\nlist: [{{ title }}]\n---\n{{ title }}\n"), values)
    _, matter, body = drawn.text.split("---\n", 2)
    said = title.replace("\u2028", " ")
    assert Document(matter, "a").load() == ({"title": said, "list": [said]}, [])
    assert body == f"{title}\n"


@pytest.mark.parametrize("title", ["no", "Oui", "2026", "1.5", "null", "true", "2026-12-01", "0x1F", "1_000", "on"])
def test_what_others_take_for_something_else_stands_in_quotation_marks(room: Newsroom, title: str) -> None:
    path = new(room, "page", title).stdout.strip()
    written = f'"{title}"' if title != "Oui" else title
    assert f"\ntitle: {written}\n" in (room.root / path).read_text()


# --- where it is written --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("there", "path"),
    [
        ([], "2026/la-finale.md"),
        (["un", "deux"], "la-finale.md"),
        (["2025/un"], "2026/la-finale.md"),
        (["2025/03/un"], "2026/03/la-finale.md"),
        (["2025-03/un"], "2026-03/la-finale.md"),
        (["2025-03-01-un"], "2026-03-02-la-finale.md"),
        (["2025/2025-03-01-un"], "2026/2026-03-02-la-finale.md"),
        (["un/index"], "la-finale/index.md"),
        (["2025/03/01/un/index"], "2026/03/02/la-finale/index.md"),
        (["sport/un"], "sport/la-finale.md"),
        (["dossiers/un"], "dossiers/la-finale.md"),
        (["2025/un", "2025/deux", "trois"], "2026/la-finale.md"),
    ],
)
def test_files_are_called_as_the_others_are(room: Newsroom, there: list[str], path: str) -> None:
    for number, name in enumerate(there):
        room.article(name, title=f"Titre {number}", date="2025-03-01T08:00")
    result = new(room, "article", "La finale", "--category", "sport", *DATE)
    assert result.stdout == f"content/articles/{path}\n"


def test_the_newest_twenty_decide(room: Newsroom) -> None:
    for day in range(1, 29):
        old = day <= 15
        room.article(f"{'vieux/' if old else ''}a{day}", title=f"Titre {day}", date=f"2025-03-{day:02}")
    assert new(room, "article", "La finale", "--category", "sport", *DATE).stdout == "content/articles/la-finale.md\n"


@pytest.mark.parametrize("title", ["../../x", "/etc/x", "..\\x", "x/../../../y", ".x", "a\x00b", "\ud800"])
def test_nothing_is_written_outside_of_content(room: Newsroom, title: str) -> None:
    before = contents(room)
    new(room, "article", title, "--category", "sport", *DATE)
    more = contents(room).keys() - before.keys()
    assert all(
        path in {"content/articles/2026/x.md", "content/articles/2026/etc-x.md"} or path.endswith("x-y.md")
        for path in more
    )
    assert contents(room) == {**before, **{path: contents(room)[path] for path in more}}


def test_nothing_is_written_through_a_link(room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (room.root / "content/articles").mkdir()
    (room.root / "content/articles/2026").symlink_to(tmp_path / "elsewhere")
    result = new(room, "article", "La finale", "--category", "sport", *DATE)
    assert result.exit_code == 1
    assert "content/articles/2026 is a symbolic link: newsgen does not write through it" in result.stderr
    assert not list((tmp_path / "elsewhere").iterdir())


# --- what is refused before anything is written ---------------------------------------------------------------------


def refused(room: Newsroom, *arguments: str) -> str:
    """Give what is printed when a new text is refused, and nothing written."""
    before = contents(room)
    result = new(room, *arguments)
    assert result.exit_code != 0
    assert result.stdout == ""
    assert contents(room) == before
    return result.stderr.partition("\n\n")[2] or result.stderr


def test_a_file_that_is_there_stays_whatever_is_in_it(room: Newsroom) -> None:
    room.write("content/articles/2026/la-finale.md", "pas encore")
    assert refused(room, "article", "La finale", "--category", "sport", *DATE) == (
        "Error: content/articles/2026/la-finale.md is there already, and stays as it is: choose another with --slug\n"
    )


def test_an_address_that_is_taken_is_said_before(room: Newsroom) -> None:
    room.article("vieux", title="La finale", draft=True)
    way_out = ": choose another with --slug\n"
    assert refused(room, "article", "La finale", "--category", "sport", *DATE) == (
        "Error: /sport/la-finale/ is the address of both the new text and content/articles/vieux.md" + way_out
    )
    assert refused(room, "page", "Sport") == (
        "Error: /sport/ is the address of both the new text and the category “Le sport”" + way_out
    )
    room.article("autre", title="Autre", aliases=["/sport/hier/"])
    assert refused(room, "article", "Hier", "--category", "sport", *DATE) == (
        "Error: the alias /sport/hier/ is the address of the new text" + way_out
    )


def test_a_text_that_would_make_a_reference_mean_two_is_refused(room: Newsroom) -> None:
    room.write("newsgen.yaml", f"{SETTINGS}permalinks: {{article: '/{{year}}/{{slug}}/'}}\n")
    room.article("2025/bilan", date="2025-03-01")
    room.article("2025/autre", body="{{< article bilan >}}\n", related=["bilan"], date="2025-03-02")
    assert "content/articles/2025/autre.md would no longer say which text it means: “bilan” names several" in refused(
        room, "article", "Bilan", "--category", "sport", *DATE
    )


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("article", "X"), "Missing option '--category'."),
        (("article",), "Missing argument 'TITLE'."),
        (("article", " "), "Invalid value for 'TITLE': this must be a text"),
        (
            ("article", "!!!", "--category", "sport"),
            "“!!!” has no letters or digits to make an address of: choose another with --slug",
        ),
        (
            ("article", "X", "--category", "sprot"),
            "Invalid value for '--category': there is no category “sprot”: did you mean “sport”?",
        ),
        (
            ("article", "X", "--category", "sport", "--author", "Ane Martin"),
            "Invalid value for '--author': there is no author “Ane Martin”: did you mean “Anne Martin”?",
        ),
        (
            ("article", "X", "--category", "sport", "--slug", "Été"),
            (
                "Invalid value for '--slug': “Été” is not a slug: lower-case letters, digits and hyphens only: "
                "write it as ete"
            ),
        ),
        (
            ("article", "X", "--category", "sport", "--date", "2026-03-29T02:30"),
            (
                "Invalid value for '--date': “2026-03-29T02:30” does not exist: the clocks go forward over it in "
                "Europe/Paris: give the time after the change"
            ),
        ),
        (
            ("article", "Aux", "--category", "sport"),
            (
                "no page can stand at “/sport/aux/”: Windows keeps the name “aux” for a device: choose another with "
                "--slug"
            ),
        ),
        (
            ("article", "X", "--category", "sport", "--date", "hier"),
            (
                "Invalid value for '--date': “hier” is not a date: write it as 2026-12-01, 2026-12-01T18:30 or "
                "2026-12-01T18:30+01:00"
            ),
        ),
    ],
)
def test_a_wish_that_cannot_be_is_named(room: Newsroom, arguments: tuple[str, ...], why: str) -> None:
    assert refused(room, *arguments) == f"Error: {why}\n"


def test_the_first_lines_of_a_text_need_not_keep_to_the_policy(room: Newsroom) -> None:
    room.write("newsgen.yaml", f"{SETTINGS}policy: {{no-summary: error, unused-author: error}}\n")
    assert new(room, "article", "La finale", "--category", "sport", *DATE).exit_code == 0
    assert new(room, "author", "Zoé").exit_code == 0


def test_settings_that_cannot_be_used_are_told(room: Newsroom) -> None:
    room.write("newsgen.yaml", "titel: x\n")
    assert "newsgen.yaml:1:1: error[unknown-field]" in refused(room, "page", "X")


# --- archetypes -----------------------------------------------------------------------------------------------------


def test_the_archetype_of_the_site_is_filled_in(room: Newsroom) -> None:
    text = "---\r\ntitle: {{ title }}\r\ncategory: {{ category }}\r\ndate: {{ date }}\r\n"
    text += "{% for each in author %}\r\nkicker: {{ each }}\r\n{% endfor %}\r\nextra: {by: {{ author }}}\r\n"
    text += "---\r\n\r\n# {{ title }}\r\n"
    room.write("archetypes/article.md", text)
    path = new(room, "article", "Finale : #1", "--category", "sport", "--author", "anne-martin", *DATE).stdout.strip()
    assert (room.root / path).read_text() == (
        '---\ntitle: "Finale : #1"\ncategory: sport\ndate: 2026-03-02T10:30\nkicker: anne-martin\n'
        "extra: {by: anne-martin}\n---\n\n# Finale : #1\n"
    )


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('title: "{{ title }}"', "4:9: error[bad-yaml]"),
        ("title: Le {{ title }} !", "4:11: error[bad-yaml]"),
        ("title: {{ title }}\nsumary: x", "5:1: error[unknown-field]"),
        ("title: {{ title }}\nkicker: {{ kicker }}", "5:1: error[bad-template] this archetype fails: 'kicker'"),
        ("title: {{ title }", "4:1: error[bad-template] this archetype cannot be read: unexpected '}'"),
        ("title: {{ title }}\nauthor: Zoé", "5:9: error[unknown-author]"),
        ("{% if draft %}\ntitle: {{ title }}\nupdated: hier\n{% endif %}", "6:10: error[bad-date]"),
        ("{% if not draft %}\ntitle: {{ title }}\n{% endif %}", "2:1: error[missing-field] “title” is missing"),
        ("title: {{ title }}\nkicker: {{ range(3) }}", "5:1: error[bad-template] this archetype fails: this prints"),
        ("title: {{ title }}\nkicker: {{ title.__class__ }}", "5:1: error[bad-template] this archetype fails:"),
        (
            "{% macro a() %}{{ a() }}{% endmacro %}\ntitle: {{ a() }}",
            "1:1: error[bad-template] this archetype calls itself without end",
        ),
    ],
)
def test_faults_of_an_archetype_are_told_at_its_lines(room: Newsroom, lines: str, told: str) -> None:
    room.write("archetypes/article.md", f"---\ncategory: sport\ndate: {{{{ date }}}}\n{lines}\n---\n")
    assert f"archetypes/article.md:{told}" in refused(room, "article", "Finale", "--category", "sport", *DATE)


@pytest.mark.parametrize("title", ["Finale", "Finale : #1"])
def test_quotation_marks_around_a_value_are_told_the_same_way_out_whatever_the_title(
    room: Newsroom, title: str
) -> None:
    room.write("archetypes/article.md", '---\ntitle: "{{ title }}"\ncategory: sport\ndate: {{ date }}\n---\n')
    told = refused(room, "article", title, "--category", "sport", *DATE)
    assert "help: newsgen writes the quotation marks that a value needs: let {{ title }}" in told


def test_below_the_front_matter_names_are_a_list_for_people(room: Newsroom) -> None:
    head = "title: {{ title }}\ncategory: {{ category }}\nauthor: {{ author }}\ndate: {{ date }}\n"
    room.write("archetypes/article.md", f"---\n{head}---\n{{{{ category }}}} : {{{{ author }}}}\n")
    given = ("--category", "sport", "--author", "anne-martin", "--author", "avec AFP")
    path = new(room, "article", "Finale", *given, *DATE).stdout.strip()
    assert (room.root / path).read_text().endswith("---\nsport : anne-martin, avec AFP\n")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"Bonjour\n", "1:1: error[no-front-matter]"),
        ("---\ntitle: été\n---\n".encode("latin-1"), "2:8: error[not-utf8]"),
        (b"---\ntitle: \x01\n---\n", "2:8: error[control-character]"),
    ],
)
def test_what_is_no_archetype_is_told(room: Newsroom, data: bytes, told: str) -> None:
    room.write("archetypes/article.md", data)
    assert f"archetypes/article.md:{told}" in refused(room, "article", "Finale", "--category", "sport", *DATE)


def test_an_archetype_outside_of_the_site_is_not_read(room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("---\ntitle: secret\n---\n")
    (room.root / "archetypes").mkdir()
    (room.root / "archetypes/page.md").symlink_to(tmp_path / "secret.md")
    assert "archetypes/page.md:1:1: error[symlink-outside]" in refused(room, "page", "X")


def test_a_kind_of_a_plugin_needs_nothing_more(room: Newsroom) -> None:
    request = Request(room.root, NOON, 0, plugins=(podcasts.PODCASTS,))
    text = new_text(site_today(request), podcasts.EPISODE, Wishes("Le port", "2026-03-02", given={"draft": True}))
    assert text.path == "content/episodes/le-port.md"
    assert text.data.decode() == "---\ntitle: Le port\ndraft: true\n---\n\n"


# --- who writes it --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "email", "author"),
    [
        ("Quelqu’un", "Anne@Test.example", "anne-martin"),
        ("anne martin", "x@test.example", "anne-martin"),
        ("Anne Martin", "zoe@test.example", "zoe"),
        ("Jean Petit", "", None),  # two have that name
        ("Personne", "x@test.example", None),
    ],
)
def test_the_author_is_who_git_says_the_caller_is(room: Newsroom, name: str, email: str, author: str | None) -> None:
    room.write("content/authors/zoe.md", "---\nname: Zoé\nemail: zoe@test.example\n---\n")
    for number in (1, 2):
        room.write(f"content/authors/jean-{number}.md", "---\nname: Jean Petit\n---\n")
    for command in (("init", "-q"), ("config", "user.name", name), ("config", "user.email", email)):
        subprocess.run(["git", *command], cwd=room.root, check=True)
    path = new(room, "article", "Finale", "--category", "sport", *DATE).stdout.strip()
    written = [line for line in (room.root / path).read_text().splitlines() if line.startswith("author")]
    assert written == ([f"author: {author}"] if author else [])


def test_an_empty_author_is_nobody_and_an_empty_slug_is_none(room: Newsroom) -> None:
    for command in (("init", "-q"), ("config", "user.name", "Anne Martin")):
        subprocess.run(["git", *command], cwd=room.root, check=True)
    assert new(room, "article", "La finale", "--category", "sport", "--author", "", "--slug", "", *DATE).exit_code == 0
    assert (room.root / "content/articles/2026/la-finale.md").read_text() == WRITTEN


def test_a_site_that_declares_no_authors_knows_them_by_its_articles(room: Newsroom) -> None:
    room.delete("content/authors/anne-martin.md").article("un", author="Zoé Été")
    for command in (("init", "-q"), ("config", "user.name", "zoe ete")):
        subprocess.run(["git", *command], cwd=room.root, check=True)
    path = new(room, "article", "Finale", "--category", "sport", *DATE).stdout.strip()
    assert "\nauthor: Zoé Été\n" in (room.root / path).read_text()


# --- prompts and editors --------------------------------------------------------------------------------------------


def test_on_a_terminal_what_is_missing_is_asked_for(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("new", "asking"):
        monkeypatch.setattr(f"newsgen.cli.{module}.on_terminal", lambda: True)
    result = new(room, "article", *DATE, typed="La finale\nsprot\nsport\nanne-martin\n")
    assert result.exit_code == 0
    assert result.stdout == "content/articles/2026/la-finale.md\n"
    assert "Category (sport): " in result.stderr
    assert "'sprot' is not 'sport'" in result.stderr
    assert "\nauthor: anne-martin\n" in (room.root / result.stdout.strip()).read_text()


@pytest.mark.parametrize(("is_terminal", "ci", "asks"), [(True, "", True), (True, "true", False), (False, "", False)])
def test_nobody_is_asked_who_cannot_answer(
    monkeypatch: pytest.MonkeyPatch, *, is_terminal: bool, ci: str, asks: bool
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: is_terminal, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: is_terminal, raising=False)
    monkeypatch.setenv("CI", ci)
    assert on_terminal() is asks


def test_the_file_is_opened_in_an_editor(room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = tmp_path / "seen.json"
    program = tmp_path / "program.py"
    program.write_text(f"import json, sys\nopen({str(seen)!r}, 'w').write(json.dumps(sys.argv[1:]))\n")
    monkeypatch.setenv("VISUAL", f"python3 {program}")
    assert new(room, "page", "Contact", "--open").exit_code == 0
    assert json.loads(seen.read_text()) == [str(room.root / "content/pages/contact.md")]
    launched: list[str] = []

    def launch(link: str) -> int:
        launched.append(link)
        return 1

    monkeypatch.setattr("click.launch", launch)
    result = new(room, "page", "Été", "--open", "--editor", "code://{path}:{line}")
    assert launched == [f"code://{room.root}/content/pages/ete.md:1"]
    assert result.stderr == f"newsgen: {launched[0]} cannot be opened here\n"
    monkeypatch.setenv("NEWSGEN_EDITOR", "code://{nothing}")
    assert "Invalid value for '--editor'" in refused(room, "page", "Autre", "--open")


# --- beside builds --------------------------------------------------------------------------------------------------


def test_a_text_is_written_while_a_build_runs_and_leaves_the_cache_alone(room: Newsroom) -> None:
    room.article("vieux", title="La finale").built()
    folders, _, _ = open_site(room.request)
    cache = tree(room.root / ".newsgen")
    with open_store(folders):
        assert "vieux.md" in refused(room, "article", "La finale", "--category", "sport", *DATE)
        assert new(room, "article", "Autre", "--category", "sport", *DATE).exit_code == 0
    after = tree(room.root / ".newsgen")
    assert {path: data for path, data in after.items() if path in cache} == cache


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0", b"rien"])
def test_a_broken_cache_is_in_nobodys_way(room: Newsroom, damage: bytes) -> None:
    room.article("vieux", title="La finale").built()
    whole = (room.root / ".newsgen/cache.db").read_bytes()
    room.write(".newsgen/cache.db", damage + whole[len(damage) : len(damage) and len(whole) // 2])
    assert "vieux.md" in refused(room, "article", "La finale", "--category", "sport", *DATE)


# --- corrections ----------------------------------------------------------------------------------------------------

ARTICLE = "content/articles/finale.md"
CORRECTION = ("correction", ARTICLE, "--text", "Il y avait  #3 buts : « trois ».", "--date", "2026-03-03T09:15:30")


def test_a_correction_is_added_and_every_other_byte_stays(room: Newsroom) -> None:
    text = (
        "---\r\n# À relire\r\ntitle: 'Finale'\r\ncategory: sport  # ou pas\r\ndate: 2026-03-01\r\n---\r\nLe corps.\r\n"
    )
    room.write(ARTICLE, "\ufeff" + text)
    result = new(room, *CORRECTION)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{ARTICLE}\n", "")
    added = "corrections:\r\n  - date: 2026-03-03T09:15\r\n    kind: correction\r\n"
    added += '    text: "Il y avait #3 buts : « trois »."\r\n'
    head, body = text.rsplit("---\r\n", 1)
    assert (room.root / ARTICLE).read_bytes().decode() == f"\ufeff{head}{added}---\r\n{body}"
    assert codes(room.build(strict=True)) == []
    assert "Il y avait #3" in room.page("sport/finale/index.html")


def test_a_second_one_stands_below_the_first(room: Newsroom) -> None:
    room.article("finale", corrections=[{"date": "2026-03-02", "text": "Un."}])
    assert new(room, *CORRECTION, "--kind", "retraction").exit_code == 0
    corrections = yaml.safe_load((room.root / ARTICLE).read_text().split("---\n")[1])["corrections"]
    assert [each["text"] for each in corrections] == ["Un.", "Il y avait #3 buts : « trois »."]
    assert corrections[1]["kind"] == "retraction"
    room.built()


def test_what_readers_would_see_of_a_correction_is_told_at_once_and_only_of_that_one(room: Newsroom) -> None:
    room.article("finale", corrections=[{"date": "2026-03-02", "text": "Un <b>."}])
    result = new(room, "correction", ARTICLE, "--text", "Deux **buts**.", *DATE)
    assert (result.exit_code, result.stdout) == (0, f"{ARTICLE}\n")
    [head] = [line for line in result.stderr.splitlines() if line.startswith(ARTICLE)]
    assert head.startswith(f"{ARTICLE}:10:15: warning[markup-in-text] there is Markdown in “corrections.2.text”")
    assert new(room, "correction", ARTICLE, "--text", "Trois.", *DATE).stderr == ""


def test_a_file_is_named_from_the_site_or_from_here(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    room.article("finale")
    monkeypatch.chdir(room.root / "content/articles")
    assert new(room, "correction", "finale.md", "--text", "Un.").stdout == f"{ARTICLE}\n"
    assert new(room, "correction", f"./{ARTICLE}", "--text", "Deux.").stdout == f"{ARTICLE}\n"
    assert new(room, "correction", str(room.root / ARTICLE), "--text", "Trois.").stdout == f"{ARTICLE}\n"
    assert (room.root / ARTICLE).read_text().count("kind: correction") == 3


@pytest.mark.parametrize(
    ("text", "arguments", "told"),
    [
        ("Bonjour\n", CORRECTION, f"{ARTICLE}:1:1: error[no-front-matter]"),
        ("---\ntitle: [\n---\n", CORRECTION, f"{ARTICLE}:3:1: error[bad-yaml]"),
        ("---\ncorrections: aucune\n---\n", CORRECTION, f"{ARTICLE}:2:14: error[no-list]"),
        ("---\ncorrections: [un]\n---\n", CORRECTION, f"{ARTICLE}:2:15: error["),
        ("", ("correction", ARTICLE), "Missing option '--text'"),
        ("", ("correction", ARTICLE, "--text", "x", "--kind", "faute"), "'faute' is not one of 'correction', "),
        ("", ("correction", "content/articles/rien.md", "--text", "x"), "there is no file content/articles/rien.md"),
        ("", ("correction", "content/authors/anne-martin.md", "--text", "x"), "is no text that is corrected: name an"),
        ("", ("correction", "content/articles/une.png", "--text", "x"), "une.png is no text that is corrected: name"),
        ("", ("correction", "newsgen.yaml", "--text", "x"), "newsgen.yaml is no text that is corrected: name an"),
        ("", ("correction", "../x.md", "--text", "x"), "../x.md lies outside of the site"),
    ],
)
def test_what_cannot_be_corrected_stays_and_says_why(
    room: Newsroom, text: str, arguments: tuple[str, ...], told: str
) -> None:
    room.write(ARTICLE, text)
    assert told in refused(room, *arguments)
