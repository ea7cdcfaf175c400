"""The pages of docs/ that are made of the code are those that the code makes today, and tell all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import podcasts
from newsgen.base.fault_codes import GROUPS
from newsgen.base.fault_text import as_text
from newsgen.base.faults import Severity
from newsgen.build import Report, build
from newsgen.content.locate import locate
from newsgen.editing.amended import NotAmendedError, amended
from newsgen.pages.plugins import Plugin
from newsroom import SETTINGS, Newsroom, picture
from reference import PACKAGE, PAGES, ROOT, best_examples, emitted_codes, folders, printed_faults, summary

pytestmark = pytest.mark.usefixtures("theme_once")  # so many builds with the whole theme

MEND = "run: make docs"
ELSEWHERE = ROOT / "tests/faults/expected-elsewhere.txt"
DECLARED = {code: said for codes in GROUPS.values() for code, said in codes.items()}

FAILING = """\
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor


class Failing(Preprocessor):
    def run(self, lines):
        raise ValueError("too many notes")


class NotesExtension(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Failing(md), "notes", 5)


makeExtension = NotesExtension
"""


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_is_made_of_the_code_is_up_to_date(page: str) -> None:
    assert (ROOT / page).read_text(encoding="utf-8") == PAGES[page](), f"{page} is out of date; {MEND}"


# --- faults ---------------------------------------------------------------------------------------------------------


def test_every_code_that_newsgen_emits_is_declared_and_no_other() -> None:
    assert DECLARED.keys() == emitted_codes().keys()
    assert len(DECLARED) == sum(map(len, GROUPS.values())), "a code is declared in two groups"
    assert len(DECLARED) > 80


@pytest.mark.parametrize("code", sorted(DECLARED))
def test_a_code_has_a_meaning_a_way_out_and_an_example(code: str) -> None:
    said = DECLARED[code]
    for text in (said.meaning, said.mending):
        assert text[:1].isupper() or text.startswith("newsgen "), text
        assert text.endswith("."), text
    assert f"[{code}] " in best_examples().get(code, "")


def test_codes_are_as_bad_as_they_are_declared() -> None:
    passed_on = {"unknown-front": {Severity.ERROR, Severity.WARNING}}  # it is as bad as the fault that it is made of
    assert {code: set(said.severities) for code, said in DECLARED.items()} == {**emitted_codes(), **passed_on}
    for code, severity, text in printed_faults():
        assert severity in DECLARED[code].severities, text


@pytest.mark.parametrize("title", GROUPS)
def test_the_codes_of_a_group_are_sorted(title: str) -> None:
    assert list(GROUPS[title]) == sorted(GROUPS[title])


def _alike_names(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.article("Finale", title="Un").article("finale", title="Deux", date="2026-02-01").build()


def _bad_cache(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return build(replace(room.request, cache=Path("public/cache")))


def _bad_output(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.write("newsgen.yaml", f"{SETTINGS}output: content/public\n").build()


def _bad_hosting(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.write("newsgen.yaml", f"{SETTINGS}hosting: {{host: github, redirects: rules}}\n").build()


def _bad_icon(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    room.write("static/images/icone.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    return room.write("newsgen.yaml", f"{SETTINGS}icon: /images/icone.svg\n").build()


def _below_the_top(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    settings = SETTINGS.replace("https://test.example", "https://test.example/journal")
    return room.write("newsgen.yaml", f'{settings}ads: "google.com, pub-1234, DIRECT"\n').build()


def _deep_category(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    for level in range(1, 252):
        parent = f"parent: niveau-{level - 1}\n" if level > 1 else ""
        room.write(
            f"content/categories/niveau-{level}.md",
            f"---\ntitle: Niveau {level}\nslug: {'n' if level < 251 else 'm'}\n{parent}---\n",
        )
    return room.build()


def _distant_date(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.article("finale", date="2062-03-01").build()


def _host_limit(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    lines = "".join(f"- {{from: /{number}/, to: finale}}\n" for number in range(1_001))
    room.article("finale").write("content/redirects.yaml", f"redirects:\n{lines}")
    return room.write("newsgen.yaml", f"{SETTINGS}hosting: gitlab\n").build()


def _in_the_way(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.article("finale").write("public/sport/finale", "Ceci n’est pas un dossier.").build()


def _linked_output(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    (room.root / "public").mkdir()
    (room.root / "public/sport").symlink_to(room.root / "content")
    return room.article("finale").build()


def _local_code(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    room.write("notes_of_our_own.py", FAILING).article("finale")
    return room.write("newsgen.yaml", f"{SETTINGS}markdown: {{extensions: {{notes_of_our_own: {{}}}}}}\n").build()


def _markdown_failure(room: Newsroom, patch: pytest.MonkeyPatch) -> Report:
    room.write("modules/notes_of_our_own.py", FAILING).article("finale")
    patch.syspath_prepend(room.root / "modules")
    room.allow_local_code = True
    return room.write("newsgen.yaml", f"{SETTINGS}markdown: {{extensions: {{notes_of_our_own: {{}}}}}}\n").build()


def _missing_engine(room: Newsroom, patch: pytest.MonkeyPatch) -> Report:
    patch.setattr("newsgen.content.engines._is_installed", lambda _: False)
    return room.write("newsgen.yaml", f"{SETTINGS}markdown: {{engine: commonmark}}\n").build()


def _no_catalogue(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.write("newsgen.yaml", SETTINGS.replace("language: fr", "language: oc")).build()


def _no_list(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    path = "content/articles/finale.md"
    room.article("finale", corrections={"date": "2026-03-02", "text": "Il y avait trois buts."})
    data = (room.root / path).read_bytes()
    with pytest.raises(NotAmendedError) as refused:
        amended(data, path, "corrections", [("date", "2026-03-03"), ("text", '"Il y en avait quatre."')])
    return Report(faults=locate(refused.value.faults, lambda _: data))


def _no_picture(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    room.write("static/images/finale.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    return room.article("finale", body="![La finale](/images/finale.heic)\n").build()


def _no_site(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.delete("newsgen.yaml").build()


def _not_a_folder(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.write("static", "Ceci n’est pas un dossier.").build()


def _passed_over(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.write("content/articles/_finale.md", "Une idée.\n").build()


def _secret_file(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.write("static/.env", "MOT_DE_PASSE=1234\n").build()


def _same_id(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.article("culture/bilan", title="Un").article("sport/bilan", title="Deux").build()


def _plugin_failure(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    room.article("finale")
    return build(replace(room.request, plugins=(Plugin("lectures", "1.0", steps=(podcasts.fail,)),)))


def _small_picture(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    room.write("static/images/finale.png", picture(120, 80))
    return room.article("finale", image={"src": "/images/finale.png", "alt": "La finale"}).build()


def _too_tangled(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.article("liste", body="[a](" * 8_000 + "\n").build()


def _tracked_cache(room: Newsroom, patch: pytest.MonkeyPatch) -> Report:
    patch.setattr("newsgen.build.tracked._is_tracked", lambda _: True)
    return build(replace(room.article("finale").request, in_ci=True))


def _unbalanced_html(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.article("gras", body="Le **but** à la 88<sup>e</sup>, <b>enfin.\n").build()


def _unreadable(room: Newsroom, patch: pytest.MonkeyPatch) -> Report:
    whole: Any = os.open

    def refuse(file: Any, *arguments: Any, **more: Any) -> Any:
        if str(file).endswith("finale.md"):
            raise PermissionError(13, "Permission denied", str(file))
        return whole(file, *arguments, **more)

    patch.setattr(os, "open", refuse)  # root may read everything
    return room.article("finale").build()


def _unread_text(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.write("content/articles/finale.docx", "\0").build()


def _unused_file(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.write("content/articles/finale.png", picture()).build()


def _unwritable(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.write(".newsgen", "Ceci n’est pas un dossier.").build()


def _wrong_ending(room: Newsroom, _: pytest.MonkeyPatch) -> Report:
    return room.write("static/images/finale.jpg", picture()).build()


ACTS: tuple[Callable[[Newsroom, pytest.MonkeyPatch], Any], ...] = (
    _alike_names,
    _bad_cache,
    _bad_hosting,
    _bad_icon,
    _bad_output,
    _below_the_top,
    _deep_category,
    _distant_date,
    _host_limit,
    _in_the_way,
    _linked_output,
    _local_code,
    _markdown_failure,
    _missing_engine,
    _no_catalogue,
    _no_list,
    _no_picture,
    _no_site,
    _not_a_folder,
    _passed_over,
    _same_id,
    _secret_file,
    _plugin_failure,
    _small_picture,
    _too_tangled,
    _tracked_cache,
    _unbalanced_html,
    _unreadable,
    _unread_text,
    _unused_file,
    _unwritable,
    _wrong_ending,
)
"""What a person can do that no committed tree can show, each named for its code."""


def _played(tmp_path: Path) -> Iterator[str]:
    for act in ACTS:
        code = act.__name__.strip("_").replace("_", "-")
        with pytest.MonkeyPatch.context() as patch:
            (tmp_path / code).mkdir()
            patch.chdir(tmp_path / code)  # so that no message names a folder of this machine
            report = act(Newsroom(Path()), patch)
        assert {each.fault.code for each in report.faults} == {code}
        yield from (f"{as_text(each)}\n" for each in report.faults)


def test_what_no_committed_tree_can_show_is_printed_as_the_examples_say(tmp_path: Path) -> None:
    actual = "".join(_played(tmp_path))
    file = tmp_path / ELSEWHERE.name
    file.write_text(actual, encoding="utf-8")
    assert actual == ELSEWHERE.read_text(encoding="utf-8"), f"if this is meant: cp {file} {ELSEWHERE}; then {MEND}"


# --- modules --------------------------------------------------------------------------------------------------------


def test_every_module_is_on_the_page_and_says_what_it_holds() -> None:
    files = sorted(PACKAGE.rglob("*.py"))
    listed = {(PACKAGE / folder).resolve() for folder in folders()}
    assert [file for file in files if file.parent not in listed] == []
    assert [file.relative_to(PACKAGE).as_posix() for file in files if not summary(file).endswith((".", ":"))] == []
