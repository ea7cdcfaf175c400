"""The editorial policy: each rule off until a newsroom turns it on, then told at its place; builds tell errors."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from pkgutil import iter_modules

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

import newsgen.content.locate
import newsgen.content.markup
from newsgen.base.fault_codes import policy as declared
from newsgen.base.fault_text import as_text
from newsgen.build import Report, build
from newsgen.build.check import check
from newsgen.cli.main import main
from newsgen.content import text_rules
from newsgen.model.policy import CODES, OF_THE_SITE, Policy, module_of
from newsgen.plan import site_rules
from newsgen.preview.proofs import Proofs
from newsroom import SETTINGS, Newsroom, codes, picture
from tiny_theme import without_theme

FAULTS = Path(__file__).parent / "faults"
HERE = "Tout est [ici](https://ville.example/).\n"


def newsroom(root: Path, policy: str, more: str = "") -> Newsroom:
    """Make a site with a policy, whose templates print next to nothing but the words of articles."""
    room = without_theme(Newsroom(root, f"{SETTINGS}policy: {policy}\n{more}"))
    return room.write("templates/article.html", "{{ article.title }}{{ article.body | html }}\n")


def checked(room: Newsroom, *, strict: bool = False) -> Report:
    """Check a site."""
    return check(replace(room.request, strict=strict))


def planted(root: Path) -> Newsroom:
    """Make the site that breaks every rule."""
    shutil.copytree(FAULTS / "policy", root)
    room = Newsroom(root, (FAULTS / "policy/newsgen.yaml").read_text(encoding="utf-8"))
    return without_theme(room.write("static/images/quai.png", picture(600, 400)))


def test_every_rule_is_declared_once_with_a_module_and_a_code() -> None:
    assert declared.CODES.keys() == CODES
    for package, codes_of in ((text_rules, CODES - OF_THE_SITE), (site_rules, OF_THE_SITE)):
        modules = {each.name for each in iter_modules(package.__path__) if each.name not in {"headings", "text"}}
        assert modules == {module_of(code) for code in codes_of}
    assert Policy().rules() == {}


def test_every_broken_rule_is_told_at_its_place(tmp_path: Path) -> None:
    report = checked(planted(tmp_path / "site"))
    actual = "".join(f"{as_text(each)}\n" for each in report.faults)
    (tmp_path / "expected-policy.txt").write_text(actual, encoding="utf-8")
    assert actual == (FAULTS / "expected-policy.txt").read_text(encoding="utf-8")
    assert {each.fault.code for each in report.faults} == CODES


@pytest.mark.parametrize("engine", ["python-markdown", "commonmark"])
def test_rules_of_texts_find_their_places_with_either_engine(engine: str, tmp_path: Path) -> None:
    policy = "{page-heading: warning, skipped-heading: warning, vague-link: warning, empty-alt: warning}"
    room = newsroom(tmp_path, policy, f"markdown: {{engine: {engine}}}\n")
    room.write("content/articles/a.png", picture(3, 2))
    body = (
        "Un titre\n========\n\n| a | b |\n|---|---|\n| [là](https://a.example) | ![](a.png) |\n\n"
        "    # du code\n\n> ### Une citation\n\n[ici][x] et [ICI !](https://a.example)\n\n"
        "<h5>Loin</h5>\n\n```\n## encore du code\n```\n\n## Fin\n\n[x]: https://b.example\n"
    )
    room.article("a", body)
    assert codes(checked(room)) == [
        "content/articles/a.md:6:1 page-heading",
        "content/articles/a.md:11:8 vague-link",
        "content/articles/a.md:11:33 empty-alt",
        "content/articles/a.md:15:1 skipped-heading",
        "content/articles/a.md:17:21 vague-link",
        "content/articles/a.md:19:1 skipped-heading",
        "content/articles/a.md:27:6 vague-link",
    ]


def test_a_picture_of_a_shortcode_has_a_credit_where_there_is_a_place_for_it(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site", "{no-credit: error}", "shortcodes: {drawing: {src: picture}}\n")
    room.write("static/q.png", picture()).write("templates/shortcodes/drawing.html", "{{ src.url }}\n")
    lines = [
        'figure src="/q.png" alt="a"',
        'figure alt="a" credit=" " src="/q.png"',
        'figure src="/q.png" alt="a" credit="b"',
    ]
    shortcodes = (f"{{{{< {each} >}}}}" for each in (*lines, 'drawing src="/q.png"'))
    room.article("a", "\n\n".join(shortcodes) + "\n")
    assert codes(checked(room)) == ["content/articles/a.md:6:17 no-credit", "content/articles/a.md:8:36 no-credit"]


def test_a_build_tells_only_errors_and_says_how_many_rules_are_not_kept(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "{no-summary: warning, vague-link: error}").article("a").article("b")
    report = room.build(strict=True)
    assert (codes(report), report.failed, report.advice) == ([], False, 2)
    assert [each.fault.code for each in checked(room).faults] == ["no-summary", "no-summary"]
    assert not checked(room).failed
    assert checked(room, strict=True).failed
    room.article("a", HERE)
    report = room.build()
    assert (codes(report), report.failed) == (["content/articles/a.md:6:16 vague-link"], True)
    assert codes(checked(room))[1:2] == codes(report)
    printed = CliRunner().invoke(main, ["build", "--site", str(room.root), "--now", "2026-05-28"])
    assert printed.stdout.endswith("1 fault; the output was left as it was\n")
    room.article("a")
    for _ in range(2):
        printed = CliRunner().invoke(main, ["build", "--site", str(room.root), "--now", "2026-05-28"])
        assert "2 rules of the policy are not kept: newsgen check says where\n" in printed.stdout


def test_what_a_check_tells_after_any_build_or_check_is_the_same(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "{no-summary: warning, vague-link: warning, rare-tag: warning}")
    room.article("a", HERE, tags=["Port"]).article("b")
    report = checked(room)
    assert [each.fault.code for each in report.faults] == ["no-summary", "rare-tag", "vague-link", "no-summary"]
    first = list(map(as_text, report.faults))
    assert list(map(as_text, checked(room).faults)) == first
    later = replace(room.request, started=time.time_ns() + 10_000_000_000)
    for _ in range(3):
        assert build(later).advice == 4
        assert list(map(as_text, check(later).faults)) == first
    assert room.build(strict=True).advice == 4


def test_the_places_of_advice_are_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = newsroom(tmp_path, "{vague-link: warning}").article("a", HERE)
    room.built()
    first = codes(checked(room))

    def mentions(*_: object) -> None:
        raise AssertionError("a text was read again")

    monkeypatch.setattr(newsgen.content.locate._Reader, "mentions", mentions)
    assert codes(checked(room)) == first == ["content/articles/a.md:6:16 vague-link"]


def test_an_edit_of_words_alone_is_judged_anew(tmp_path: Path) -> None:
    room = newsroom(tmp_path / "site", "{no-summary: warning, long-headline: warning, vague-link: warning}")
    room.article("a", summary="Un résumé.").article("b", summary="Un autre.")
    assert room.built().advice == 0
    room.article("b", HERE, summary="Un autre.")
    assert room.built().advice == 1
    room.article("b", "Rien.\n", summary="Un autre.", title="Un titre " * 10)
    assert room.built().advice == 1
    room.article("b", "Rien.\n")
    report = room.built()
    assert (report.advice, report.rendered > 0) == (1, True)
    assert room.public() == room.clean(tmp_path / "clean")
    room.article("b", "Rien, encore.\n")
    assert (room.built().advice, codes(checked(room))) == (1, ["content/articles/b.md:2:8 no-summary"])


def test_rules_that_are_off_bring_nothing_along_and_their_level_reads_no_text_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = newsroom(tmp_path, "{}").article("a", HERE)
    script = f"import sys\nfrom newsgen.cli.main import main\ntry:\n    main(['build', '--site', {str(tmp_path)!r}])\n"
    script += "finally:\n    print('rules' if any('_rules' in name for name in sys.modules) else 'none')\n"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert ran.stdout.splitlines()[-1] == "none"
    room.write("newsgen.yaml", f"{SETTINGS}policy: {{vague-link: warning, rare-tag: warning}}\n")
    assert room.built().advice == 1

    def parse(*_: object) -> None:
        raise AssertionError("a text was read again")

    monkeypatch.setattr(newsgen.content.markup.Markup, "try_to_render", parse)
    room.write("newsgen.yaml", f"{SETTINGS}policy: {{vague-link: error, rare-tag: error}}\n")
    assert codes(room.build()) == ["content/articles/a.md:6:16 vague-link"]


def test_severity_says_it_of_files_and_a_rule_that_is_off_is_none(tmp_path: Path) -> None:
    severity = "severity: {content/articles/2009/**: {no-summary: off}, content/articles/a.md: {no-summary: error}}\n"
    room = newsroom(tmp_path, "{no-summary: warning}", severity)
    room.article("2009/vieux").article("a").article("b")
    assert [f"{each.fault.path} {each.fault.severity}" for each in checked(room).faults] == [
        "content/articles/a.md error",
        "content/articles/b.md warning",
    ]
    room.write(
        "newsgen.yaml", f"{SETTINGS}severity: {{no-summary: error, content/articles/a.md: {{no-credit: off}}}}\n"
    )
    report = checked(room)
    assert codes(report) == ["newsgen.yaml:5:24 rule-off"]
    assert report.faults[0].fault.help == "write “policy: {no-summary: error}”"


def test_drafts_may_break_rules_and_what_is_dated_ahead_may_not(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "{no-summary: error, vague-link: error}")
    room.article("brouillon", HERE, draft=True)
    assert not checked(room).failed
    room.article("demain", HERE, date="2026-06-30T08:00")
    assert [each.fault.code for each in checked(room).faults] == ["no-summary", "vague-link"]


def test_faults_in_the_policy_are_told_as_all_others(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "{no-sumary: error, no-links: {level: warn, words: -1}, rare-tag: {articles: 3}}")
    report = room.build()
    assert [f"{each.place.column} {each.fault.code} {each.fault.help}" for each in report.faults] == [
        "10 unknown-field did you mean “no-summary”?",
        "46 bad-value did you mean “warning”?",
        "59 wrong-type write a larger one",
        "64 missing-field add a line “level: …”",
    ]


@pytest.mark.parametrize("no", ["false", "no", "No", "non", "{level: false}", "off"])
def test_no_in_whatever_words_turns_a_rule_off(tmp_path: Path, no: str) -> None:
    room = newsroom(tmp_path, f"{{no-summary: {no}, no-links: error}}", "severity: {dead-link: false}\n")
    room.article("a", "[x](/nulle/part/)\n", summary=None)
    assert codes(checked(room)) == []


def test_yes_does_not_say_how_bad_it_is_to_break_a_rule(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "{no-summary: true, long-summary: {level: yes}}")
    assert [(each.fault.code, each.fault.message, each.fault.help) for each in room.build().faults] == [
        ("bad-value", "“true” is not a possible value of “policy.no-summary.level”", "one of: error, warning, off"),
        ("bad-value", "“yes” is not a possible value of “policy.long-summary.level”", "one of: error, warning, off"),
    ]


def test_the_preview_tells_all_that_a_check_tells(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "{no-summary: warning}").article("a")
    proofs = Proofs(room.request)
    proofs.refresh(room.now)
    try:
        assert [each.fault.code for each in proofs.faults] == ["no-summary"]
        assert not proofs.broken
    finally:
        proofs.close()


def test_tags_are_alike_only_where_they_are_likely_one(tmp_path: Path) -> None:
    room = newsroom(tmp_path, "{similar-tags: warning}")
    tags = ["Ligue 1", "Ligue 2", "Iran", "Irak", "Élection", "Élections", "Municipales 2020", "Municipales 2026"]
    room.article("a", tags=[*tags, "Environnement"]).article("b", tags=["Élections", "Environement"])
    room.article("c", tags=["Environnement"])
    assert [each.fault.message for each in checked(room).faults if each.fault.code == "similar-tags"] == [
        "the tag “Élection” looks like “Élections”, which has more articles",
        "the tag “Environement” looks like “Environnement”, which has more articles",
    ]
