"""The documentation, executed: whatever it shows is what newsgen does.

A document is read from top to bottom as a session in a copy of a site:

- a code block with a path behind its language (```` ```yaml newsgen.yaml ````) writes that file, ``>>`` before the
  path adds to it;
- “Change `a` to `b` in `path`” in the prose edits a file, “Delete `path`” deletes one;
- a ``console`` block runs its lines that begin with ``$ newsgen``; below them stands what they print. A line with
  nothing but ``…`` stands for any lines;
- a ``yaml article`` block is the front matter of an article, besides what is required; a ``markdown body`` block is the
  text of one;
- a ``jinja KIND`` block is rendered within a page of that kind.

``make docs`` runs this file, which writes the tables of the documents again from the declarations in the code, and
``reference.py``, which writes whole pages.
"""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
import types
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import msgspec
import pytest
from click.testing import CliRunner
from jinja2 import Environment
from msgspec import Struct

from newsgen.assets import encode
from newsgen.cli.main import main
from newsgen.cli.schema import KINDS
from newsgen.content.shortcodes import BUILT_IN
from newsgen.content.typography import typography_of
from newsgen.model.settings import Settings
from newsgen.model.words import catalogue
from newsgen.pages import views
from newsgen.pages.questions import ANSWERS
from newsgen.plan.queries import Queries
from newsgen.render import environment
from newsgen.render.templates import Templates
from newsgen.schema.instants import BadInstantError, read_instant
from newsgen.schema.json_schema import markdown_table
from newsgen.site.making import make_site
from newsroom import NOON, Newsroom, codes, picture
from reference import anchor as anchor_of

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

ROOT = Path(__file__).parent.parent
DOCUMENTS = (
    "README.md",
    "docs/content.md",
    "docs/typography.md",
    "docs/editors.md",
    "docs/preview.md",
    "docs/designers.md",
    "docs/templates.md",
    "docs/commands.md",
    "docs/faults.md",
    "docs/operators.md",
    "docs/security.md",
    "docs/performance.md",
    "docs/reach.md",
    "docs/architecture.md",
    "docs/modules.md",
    "docs/api.md",
    "docs/releasing.md",
)
MEND = "run: make docs"
CLOCK = "2026-11-24T12:00"
LARGEST_PICTURE = 150 * 1024

_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=fence) *$", re.MULTILINE | re.DOTALL)
_CHANGE = re.compile(r"[Cc]hange\s+`([^`]+)`\s+to\s+`([^`]+)`\s+in\s+`([^`]+)`")
_DELETE = re.compile(r"[Dd]elete\s+`([^`]+)`")
_TABLE = re.compile(r"(<!-- (schema|view|words): (\w+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
_SPAN = re.compile(r"`(newsgen [^`]+)`")
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.*)$", re.MULTILINE)
_MODULE = re.compile(r"`([\w/]+\.py)`")
_OPTION = re.compile(r"--[a-z]+")


def _read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


# --- sessions -------------------------------------------------------------------------------------------------------


class Step(Struct, frozen=True):
    """One thing that a document does: write, add, change, delete, or run; with the line it stands on."""

    line: int
    deed: str
    words: tuple[str, ...]


def steps_of(text: str) -> Iterator[Step]:
    """Read a document as the session that it is."""
    end = 0
    for block in [*_FENCE.finditer(text), None]:
        prose = text[end : block.start() if block else len(text)]
        found = [*_CHANGE.finditer(prose), *_DELETE.finditer(prose)]
        for each in sorted(found, key=lambda match: match.start()):
            line = text.count("\n", 0, end + each.start()) + 1
            yield Step(line, "change" if each.re is _CHANGE else "delete", each.groups())
        if block is None:
            return
        end = block.end()
        line = text.count("\n", 0, block.start()) + 1
        _, _, target = block["info"].strip().partition(" ")
        if block["info"].strip() == "console":
            yield Step(line, "run", (block["text"],))
        elif target.startswith(">> "):
            yield Step(line, "add", (target.removeprefix(">> "), block["text"]))
        elif "." in target:
            yield Step(line, "write", (target, block["text"]))
        elif target in ("article", "body") and not block["info"].startswith("jinja"):
            name = f"exemple-{line}"
            yield Step(line, "write", (f"content/articles/{name}.md", _example(name, target, block["text"])))


def _example(name: str, part: str, text: str) -> str:
    fields = {"title": name, "category": "sport", "date": "2026-02-01"}
    body = text if part == "body" else "Un paragraphe.\n"
    given = text if part == "article" else ""
    needed = "".join(f"{key}: {value}\n" for key, value in fields.items() if f"\n{key}:" not in f"\n{given}")
    return f"---\n{needed}{given}---\n{body}"


def play(document: str, site: Path, only: str = "") -> None:
    """Do in ``site`` what a document says (``only`` one kind of deed), and compare what it shows with what happens."""
    for step in steps_of(_read(document)):
        if only and step.deed != only:
            continue
        where = f"{document}, line {step.line}"
        if step.deed == "run":
            _run_transcript(step.words[0], where)
            continue
        file = site / step.words[0 if step.deed != "change" else 2]
        if step.deed == "delete":
            file.unlink()
        elif step.deed == "change":
            before = file.read_text(encoding="utf-8")
            assert before.count(step.words[0]) == 1, f"{where}: “{step.words[0]}” is not once in {file}"
            file.write_text(before.replace(step.words[0], step.words[1]), encoding="utf-8")
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            before = file.read_text(encoding="utf-8") if step.deed == "add" else ""
            file.write_text(before + step.words[1], encoding="utf-8")


def _run_transcript(transcript: str, where: str) -> None:
    status = 0
    for command, shown in _commands(transcript):
        if command == "echo $?":
            printed = f"{status}\n"
        else:
            status, printed = _run(command)
        assert _looks_like(printed, shown), f"{where}: `{command}` prints\n{printed}\nand not\n{shown}"


def _commands(transcript: str) -> Iterator[tuple[str, str]]:
    command, shown = "", ""
    for line in transcript.splitlines(keepends=True):
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line[2:].strip(), ""
        else:
            shown += line
    yield command, shown


def _run(command: str) -> tuple[int, str]:
    """Run a command line of newsgen; builds and explanations take place at a fixed instant unless it names one."""
    arguments = shlex.split(command.partition(" > ")[0])[1:]
    if arguments[0] in ("build", "explain", "next", "status") and not {"--now", "--at"} & set(arguments):
        arguments += ["--now", CLOCK]
    result = CliRunner().invoke(main, arguments, prog_name="newsgen")
    assert result.exception is None or isinstance(result.exception, SystemExit), f"{command}: {result.exception!r}"
    return result.exit_code, result.output


def _looks_like(printed: str, shown: str) -> bool:
    """Compare with what is shown: ``…`` stands for any lines; seconds, and counts of ten and more, may differ."""
    pattern = "".join("(?:.*\n)*?" if line.strip() == "…" else re.escape(_plain(line)) for line in _lines(shown))
    return re.fullmatch(pattern, "".join(map(_plain, _lines(printed)))) is not None


def _lines(text: str) -> list[str]:
    return [line.rstrip() + "\n" for line in text.strip("\n").split("\n")]


def _plain(line: str) -> str:
    line = re.sub(r"\b\d+ planned", "N planned", line)
    line = re.sub(r"\b\d{2,}(?= (?:rendered|written))", "N", line)
    return re.sub(r"in \d+\.\d\d s$", "in S s", line.rstrip("\n")) + "\n"


@pytest.fixture(scope="module")
def developed() -> Iterator[None]:
    """Develop each picture of the sample once for all documents: it takes longer than all the rest."""
    once = cache(encode.encode)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encode, "encode", lambda data, recipes: once(data, tuple(recipes)))
        yield


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, developed: None) -> Path:
    """A copy of the sample site, in which the command line runs."""
    site = tmp_path / "site"
    shutil.copytree(ROOT / "content", site / "content")
    shutil.copytree(ROOT / "static", site / "static", ignore=shutil.ignore_patterns("css", "js", "fonts"))
    shutil.copy(ROOT / "newsgen.yaml", site)
    monkeypatch.delenv("COLUMNS", raising=False)  # whoever shares tests out sets it
    monkeypatch.chdir(site)
    return site


@pytest.mark.parametrize(
    "document", ["README.md", "docs/editors.md", "docs/commands.md", "docs/designers.md", "docs/templates.md"]
)
def test_what_a_document_shows_is_what_happens(document: str, sample: Path) -> None:
    if document != "README.md":  # the others speak of the article that the README adds
        play("README.md", sample, only="write")
    play(document, sample)


def test_the_examples_for_editors_make_a_site_without_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    shutil.copytree(ROOT / "static", site / "static")
    monkeypatch.chdir(site)
    play("docs/content.md", site)
    assert _run("newsgen build --strict")[0] == 0, _run("newsgen build --strict")[1]
    play("docs/typography.md", site)
    assert _run("newsgen build --strict")[0] == 0, _run("newsgen build --strict")[1]


# --- Jinja ----------------------------------------------------------------------------------------------------------


def _snippets(document: str) -> list[tuple[int, str, str]]:
    text = _read(document)
    return [
        (text.count("\n", 0, block.start()) + 1, block["info"].split()[1], block["text"])
        for block in _FENCE.finditer(text)
        if re.fullmatch(r"jinja \w+", block["info"].strip())
    ]


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    """A little site in which every kind of page exists."""
    room = Newsroom(tmp_path / "little")
    room.write("newsgen.yaml", _read("newsgen.yaml") + 'params: {sponsor: "La Criée"}\n')
    room.write("static/images/port.jpg", (ROOT / "static/images/port.jpg").read_bytes())
    room.write("static/images/logo.png", picture()).write("static/favicon.svg", "<svg/>")
    room.write("content/categories/sport.md", "---\ntitle: Sport\n---\n")
    room.write("content/authors/anne.md", "---\nname: Anne Martin\nrole: Reporter\n---\nElle écrit.\n")
    room.write("content/pages/contact.md", "---\ntitle: Contact\n---\nÉcrivez-nous.\n")
    told = re.findall(r"/a-propos/#([\w-]+)", _read("newsgen.yaml"))
    about = "".join(f"## Titre {{: #{anchor}}}\n\nUn.\n\n" for anchor in told)
    room.write("content/pages/a-propos.md", f"---\ntitle: À propos\n---\n{about}")
    room.write("content/data/sponsors.yaml", "- name: Criée\n  url: https://criee.example\n")
    image = {"src": "/images/port.jpg", "alt": "Le port"}
    for name in ("finale", "demi-finale", "tournoi"):
        room.article(name, author="anne", tags=["Port"], image=image, extra={"place": "Port-Aubray"})
    return room


@pytest.mark.parametrize(("line", "kind", "snippet"), _snippets("docs/templates.md"))
def test_a_snippet_of_jinja_renders(line: int, kind: str, snippet: str, newsroom: Newsroom) -> None:
    page = f'{{% extends "base.html" %}}{{% block main %}}\n{snippet}{{% endblock %}}\n'
    report = newsroom.write(f"templates/{kind}.html", page).build()
    assert not report.faults, f"docs/templates.md, line {line}: {report.faults}"


# --- command lines and links ----------------------------------------------------------------------------------------

_STAND_FOR = {
    "COMMAND": "build",
    "stats import": "stats import --help",
    "KIND TITLE": "page Titre",
    "KIND": "article",
    "PAGE-OR-SOURCE": "/",
    "PAGE": "/",
    "INSTANT": CLOCK,
    "FOLDER": "other",
    "eject FILE": "eject --list",
    "--since origin/main --fix": "",  # the sample lies in no repository
    "--since origin/main": "",
    "--since GIT-REF": "",
}


def _command_lines(document: str) -> Iterator[str]:
    text = _read(document)
    for block in _FENCE.finditer(text):
        if block["info"].strip() == "sh":  # a console is run already
            for line in block["text"].splitlines():
                for part in line.removeprefix("$ ").split(" && "):
                    if part.startswith(("newsgen ", ".venv/bin/newsgen ")):
                        yield part.removeprefix(".venv/bin/").partition("  #")[0]
    spans = {" ".join(found.split()) for found in _SPAN.findall(_FENCE.sub("", text))}
    yield from (span if span.count(" ") > 1 or span == "newsgen build" else f"{span} --help" for span in spans)


def test_every_command_line_is_accepted(sample: Path) -> None:
    lines = {line for document in DOCUMENTS for line in _command_lines(document)}
    assert len(lines) > 10
    for line in sorted(lines):
        help_only = " --help" if line.startswith("newsgen serve") else ""  # it would run for ever
        status, printed = _run(re.sub("|".join(_STAND_FOR), lambda found: _STAND_FOR[found[0]], line) + help_only)
        assert status in (0, 1), f"{line}: {printed}"
    assert (sample / "public/index.html").exists()


@pytest.mark.parametrize(
    "command",
    [
        "build",
        "check",
        "hooks install",
        "hooks uninstall",
        "serve",
        "new article",
        "explain",
        "eject",
        "theme diff",
        "schema",
        "notify",
        "stats import",
    ],
)
def test_every_option_is_documented(command: str) -> None:
    help_text = CliRunner().invoke(main, [*command.split(), "--help"]).output
    title = command if command == "theme diff" else command.partition(" ")[0]
    section = _read("docs/commands.md").partition(f"## {title}")[2].partition("\n## ")[0]
    missing = set(_OPTION.findall(help_text)) - set(_OPTION.findall(section)) - {"--help"}
    assert not missing, f"docs/commands.md, “{command}”: {', '.join(sorted(missing))}"


def test_the_commands_to_start_with_exist() -> None:
    start = _read("README.md").partition("## Start")[2].partition("\n## ")[0]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert all(f"\n{target}:" in makefile for target in re.findall(r"^make (\w+)", start, re.MULTILINE))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "'.[test]'" in start
    assert project["optional-dependencies"]["test"]


@pytest.mark.parametrize("document", [*DOCUMENTS, "CHANGELOG.md"])
def test_links_between_documents_lead_somewhere(document: str) -> None:
    text = _CODE.sub("", _FENCE.sub("", _read(document)))
    for link in _LINK.findall(text):
        if "://" in link or link.startswith("mailto:"):
            continue
        path, _, anchor = link.partition("#")
        target = (ROOT / document).parent / path if path else ROOT / document
        assert target.exists(), f"{document}: {link}"
        if anchor:
            headings = _HEADING.findall(_FENCE.sub("", target.read_text(encoding="utf-8")))
            assert anchor in {anchor_of(heading) for heading in headings}, f"{document}: {link}"


def test_pictures_are_small_and_shown() -> None:
    shown = "".join(map(_read, DOCUMENTS))
    for file in (ROOT / "docs/pictures").iterdir():
        assert file.stat().st_size <= LARGEST_PICTURE, file.name
        assert file.name in shown


# --- tables ---------------------------------------------------------------------------------------------------------


def _declared(kind: str, name: str) -> type[Struct]:
    if kind == "schema":
        return KINDS[name]
    found: type[Struct] = getattr(environment if name in ("Config", "Indexes", "Twin") else views, name)
    return found


def _fresh(kind: str, name: str, table: str) -> str:
    if kind == "words":
        rows = [
            f"| `{key}` | {'; '.join(dict.fromkeys(word.forms.values()))} |" for key, word in catalogue(name).items()
        ]
        return "\n".join(["| word | text |", "| --- | --- |", *rows]) + "\n"
    declared = _declared(kind, name)
    if kind == "schema":
        return markdown_table(declared)
    cells = (re.split(r" \| ", row.strip("| ")) for row in table.splitlines()[2:])
    meanings = {row[0].strip("`"): row[2].strip() for row in cells if len(row) > 2}
    rows = [
        f"| `{field.name}` | {_in_words(hint)} | {meanings.get(field.name, '')} |" for field, hint in _fields(declared)
    ]
    return "\n".join(["| field | value | meaning |", "| --- | --- | --- |", *rows]) + "\n"


def _fields(declared: type[Struct]) -> list[tuple[msgspec.structs.FieldInfo, Any]]:
    hints = get_type_hints(declared, include_extras=False)
    return [(field, hints[field.name]) for field in msgspec.structs.fields(declared)]


def _in_words(hint: Any) -> str:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _in_words(arguments[0])
    if origin in (Union, types.UnionType):
        return " or ".join("none" if each is type(None) else _in_words(each) for each in arguments)
    if origin is tuple:
        return f"list of {_in_words(arguments[0])}"
    if isinstance(hint, type) and issubclass(hint, Struct):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    words = {"str": "text", "int": "number", "bool": "true or false", "dict": "group"}
    return words.get(getattr(origin or hint, "__name__", ""), "anything")


def _tables(document: str) -> Sequence[tuple[str, str, str]]:
    return [(kind, name, table) for _, kind, name, table, _ in _TABLE.findall(_read(document))]


@pytest.mark.parametrize("document", ["docs/content.md", "docs/templates.md"])
def test_tables_say_what_the_code_declares(document: str) -> None:
    for kind, name, table in _tables(document):
        assert table == _fresh(kind, name, table), f"{document}: the table of {name} is out of date; {MEND}"
        assert "|  |\n" not in table, f"{document}: a field of {name} has no meaning yet"


def test_dates_are_read_as_the_table_says() -> None:
    table = _read("docs/content.md").partition("<!-- dates -->")[2].partition("<!-- end -->")[0]
    rows = re.findall(r"^\| `(.*?)` \| (.*?) \|$", table, re.MULTILINE)
    assert len(rows) > 1
    for written, read in rows:
        if read.startswith("an error"):
            with pytest.raises(BadInstantError):
                read_instant(written, ZoneInfo("Europe/Paris"))
        else:
            assert f"`{read_instant(written, ZoneInfo('Europe/Paris'))}`" == read


@pytest.mark.parametrize("language", ["fr", "en"])
def test_texts_are_set_as_the_table_says(language: str) -> None:
    table = _read("docs/typography.md").partition(f"<!-- typography: {language} -->")[2].partition("<!-- end -->")[0]
    rows = re.findall(r"^\| `(.*?)` \| `(.*?)` \|$", table, re.MULTILINE)
    assert len(rows) > 8
    for typed, wanted in rows:
        assert typography_of(language).text(typed).replace("\u00a0", "~").replace("\u202f", "^") == wanted


def test_every_kind_of_content_and_every_view_has_its_table() -> None:
    assert {name for _, name, _ in _tables("docs/content.md")} == set(KINDS)
    internal = {
        "View",
        "Text",
        "Call",
        "Image",
    }  # what all views are; what fills a text; a template sees them through the filter html only
    structs = {name for name, each in vars(views).items() if isinstance(each, type) and issubclass(each, Struct)}
    assert {name for kind, name, _ in _tables("docs/templates.md") if kind == "view"} == structs - internal - {
        "Struct"
    } | {
        "Config",
        "Indexes",
        "Twin",
    }


def test_every_question_filter_and_shortcode_is_documented() -> None:
    settings = Settings("Le Test", "https://test.example")
    templates, content = _read("docs/templates.md"), _read("docs/content.md")
    for name in ANSWERS:
        assert f"`site.{name}(" in templates, name
    assert ANSWERS.keys() == Queries(make_site([], settings, NOON)[0]).names.keys()
    filters = environment.make_environment(Templates([], {}), environment.config_of(settings)).filters
    jinja = Environment(autoescape=True).filters
    for name in {*filters, "html"} - jinja.keys():
        assert f"| `{name}` |" in templates, name
    for name in jinja.keys() - filters.keys():
        assert f"but `{name}`" in templates, name
    for name, arguments in BUILT_IN.items():
        assert f"### `{name}`" in content, name
        section = content.partition(f"### `{name}`")[2].partition("\n## ")[0].partition("\n### ")[0]
        assert all(f"`{argument}`" in section for argument in arguments), name


def test_the_architecture_is_read_in_ten_minutes_and_names_every_folder_and_nothing_that_is_not_there() -> None:
    text, source = _read("docs/architecture.md"), ROOT / "src/newsgen"
    assert len(text.split()) <= 3_000
    folders = {folder.name for folder in source.iterdir() if (folder / "__init__.py").is_file()}
    assert set(re.findall(r"^(\w+)/ ", text, re.MULTILINE)) == folders
    for path in set(_MODULE.findall(text)):
        assert (source / path).is_file() or (ROOT / path).is_file(), path


def test_nothing_is_faulty_in_the_little_site(newsroom: Newsroom) -> None:
    assert codes(newsroom.built()) == []


def _write_tables() -> None:
    for document in ("docs/content.md", "docs/templates.md"):
        text = _read(document)
        fresh = _TABLE.sub(lambda found: found[1] + _fresh(found[2], found[3], found[4]) + found[5], text)
        (ROOT / document).write_text(fresh, encoding="utf-8")


if __name__ == "__main__":
    _write_tables()
