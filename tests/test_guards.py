"""Ways around the promises that somebody has found once, and that lead nowhere any more."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import jinja2.compiler
import jinja2.environment
import markdown
import pytest
from markdown.htmlparser import HTMLExtractor
from markdown.inlinepatterns import LinkInlineProcessor

import newsgen.content.engines.work
import newsgen.render.sandbox
from newsgen.base.overrides import UnfitLibraryError, overrides
from newsgen.content.engines.work import WorkBudget, limit_work
from newsroom import Newsroom, codes

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

ARTICLE = "content/articles/un.md"


def fresh(module: ModuleType) -> None:
    """Run a module once more, beside the one that others have."""
    spec = importlib.util.find_spec(module.__name__)
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))


@pytest.mark.parametrize("alias", ["/sport/./deux/", "/sport//deux/", "/./index.html", "/a/../b/", "//x/", "/"])
def test_an_alias_cannot_take_an_address_in_disguise(tmp_path: Path, alias: str) -> None:
    room = Newsroom(tmp_path).article("deux").article("un", aliases=[alias])
    report = room.build()
    assert report.failed
    assert codes(report)[0] in {f"{ARTICLE}:6:3 bad-path", f"{ARTICLE}:6:3 alias-taken"}


def test_an_imported_template_forgets_the_page_before(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    room.write(
        "templates/m.html",
        "{% set ns = namespace(n=0) %}{% macro uid() %}{% set ns.n = ns.n + 1 %}id{{ ns.n }}{% endmacro %}",
    )
    room.write("templates/article.html", '{% from "m.html" import uid %}{{ uid() }} {{ uid() }} {{ article.title }}')
    for name in ("a", "b", "c"):
        room.article(name)
    room.built()
    room.article("b", title="Autre", slug="b").built()
    assert [room.page(f"sport/{name}/index.html")[:7] for name in "abc"] == ["id1 id2"] * 3


def test_a_page_and_what_it_includes_without_context_count_apart(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    counter = "{% set ns = namespace(n=0) %}{% macro uid() %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{% endmacro %}"
    room.write("templates/m.html", counter).write("templates/n.html", '{% from "m.html" import uid %}{{ uid() }}')
    room.write(
        "templates/article.html",
        '{% from "m.html" import uid %}{{ uid() }} {% include "n.html" without context %}'
        '{% from "m.html" import uid %} {{ uid() }}',
    )
    for name in ("a", "b", "c"):
        room.article(name)
    room.built()
    room.article("b", "Autre texte.\n").built()
    assert [room.page(f"sport/{name}/index.html") for name in "abc"] == ["1 1 2"] * 3


def test_a_question_is_recorded_in_plain_words(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un")
    room.write("templates/article.html", "{% set s %}sport{% endset %}{{ site.section(s, 2) | length }}")
    room.built()
    assert room.page("sport/un/index.html") == "1"
    assert room.built().rendered == 0


@pytest.mark.parametrize(
    "printed",
    [
        "{{ site.latest | string }}",
        "{{ site ~ 'x' }}",
        "{{ '%s' | format(site.latest) }}",
        "{{ '{}'.format(site.latest) }}",
        "{{ [site.latest] | join }}",
        "{{ site.latest | escape }}",
    ],
)
def test_no_address_of_memory_gets_into_a_page(tmp_path: Path, printed: str) -> None:
    report = Newsroom(tmp_path).article("un").write("templates/article.html", printed).build()
    assert report.failed
    assert [each.fault.code for each in report.faults] == ["template-error"]


def test_a_name_too_long_for_the_file_system_is_found_before_anything_is_touched(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un")
    room.built()
    before = room.public()
    report = room.article("un", title="Autre titre", slug="un", aliases=[f"/{'x' * 300}/"]).build()
    assert codes(report) == [f"{ARTICLE}:7:3 long-address"]
    assert room.public() == before


def test_what_is_to_appear_by_itself_is_checked_today(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("deux")
    room.article("un", "[x](/nulle-part/) [y](deux.md)\n", date="2027-01-01", aliases=["/sport/deux/"])
    assert codes(room.build()) == [f"{ARTICLE}:6:3 alias-taken", f"{ARTICLE}:8:5 dead-link"]


def test_a_link_to_the_address_of_what_has_expired_is_left_out_with_a_warning(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("deux", expires="2026-04-01").article("un", "[x](/sport/deux/)\n")
    report = room.built()
    assert codes(report) == [f"{ARTICLE}:6:5 not-published"]
    assert 'href="/sport/deux/"' not in room.page("sport/un/index.html")


@pytest.mark.parametrize("template", ["{{ f(a=1,a=2) }}", "{% macro m(a,a) %}{% endmacro %}", "{{ 10**10000 }}"])
def test_a_template_that_python_refuses_is_a_fault(tmp_path: Path, template: str) -> None:
    report = Newsroom(tmp_path).article("un").write("templates/article.html", template).build()
    assert {each.fault.code for each in report.faults} <= {"bad-template", "template-error"}
    assert report.failed


def test_a_very_deep_category_and_the_last_day_are_no_tracebacks(tmp_path: Path) -> None:
    room = Newsroom(tmp_path).article("un", category="/".join(["a"] * 1500))
    assert codes(room.build()) == [f"{ARTICLE}:3:11 deep-category"]
    room = Newsroom(tmp_path / "late").article("un").write("templates/article.html", "{{ site.today() }}")
    room.now = 253_402_210_800
    room.built()


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (jinja2.compiler.CodeGenerator, "_output_child_pre"),
        (jinja2.compiler.CodeGenerator, "_output_child_post"),
        (jinja2.environment.Template, "_get_default_module"),
        (jinja2.environment.Environment, "_generate"),
    ],
)
def test_a_sandbox_whose_guards_nobody_would_call_is_none(
    monkeypatch: pytest.MonkeyPatch, owner: type, name: str
) -> None:
    monkeypatch.delattr(owner, name)
    with pytest.raises(UnfitLibraryError, match=f"^jinja2 {version('jinja2')} has no “\\w+.{name}”, which newsgen"):
        fresh(newsgen.render.sandbox)


def test_the_bound_on_work_is_not_lost_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.delattr(LinkInlineProcessor, "getLink")
        with pytest.raises(UnfitLibraryError, match=r"“LinkInlineProcessor.getLink”"):
            limit_work(markdown.Markdown(), WorkBudget())
    for owner in HTMLExtractor.__mro__:
        if "check_for_whole_start_tag" in vars(owner):
            monkeypatch.delattr(owner, "check_for_whole_start_tag")
    with pytest.raises(UnfitLibraryError, match=r"“HTMLExtractor.check_for_whole_start_tag”"):
        fresh(newsgen.content.engines.work)


def test_a_guard_that_overrides_nothing_itself_is_found() -> None:
    with pytest.raises(UnfitLibraryError, match="has no “run” of its own"):
        overrides("markdown", "run")(type("Own", (LinkInlineProcessor,), {}))


def test_libraries_whose_private_parts_are_replaced_have_an_upper_bound() -> None:
    project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    for library in ("jinja2", "markdown"):
        [needed] = [each for each in project["project"]["dependencies"] if re.match(rf"{library}\b", each)]
        major, minor = map(int, needed.rpartition("<")[2].split("."))
        assert tuple(map(int, version(library).split(".")[:2])) < (major, minor)
